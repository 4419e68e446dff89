//! CareTeam and Practitioner: who looks after a person.

use super::coding::Concept;
use super::name::{self, Name};
use super::patient::Contact;
use super::period::Period;
use super::reference::Reference;
use super::source::Source;
use super::{Lenient, Unread, labels, notes, open};
use serde_json::Value;

/// One person or organisation of a team.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Member {
    /// Who it is.
    pub who: Reference,
    /// The name, where it is known.
    pub name: Option<String>,
    /// What they do in the team, in words.
    pub roles: Vec<String>,
    /// For which organisation.
    pub behalf: Option<Reference>,
    /// Since when and until when.
    pub period: Period,
}

/// A team.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Team {
    /// Id and origin.
    pub source: Source,
    /// What it is called.
    pub name: Option<String>,
    /// `active`, `proposed`, `suspended`, `inactive`, `entered-in-error`, as written.
    pub status: Option<String>,
    /// Since when and until when.
    pub period: Period,
    /// Who is in it.
    pub members: Vec<Member>,
    /// The organisations that run it.
    pub organisations: Vec<Reference>,
    /// How to reach it.
    pub contacts: Vec<Contact>,
    /// Notes, as written.
    pub notes: Vec<String>,
}

impl Team {
    /// Names the members still without a name by what `find` knows of their `Type/id`.
    pub fn fill(&mut self, find: &dyn Fn(&str) -> Option<String>) {
        for member in &mut self.members {
            if member.name.is_none() {
                member.name = member.who.key().and_then(|key| find(&key));
            }
        }
    }
}

/// A professional.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Practitioner {
    /// Id and origin.
    pub source: Source,
    /// The name to show.
    pub name: Option<String>,
    /// How to reach them.
    pub contacts: Vec<Contact>,
}

/// Reads a CareTeam.
pub fn read(value: &Value) -> Lenient<Team> {
    let node = open(value, &["CareTeam"])?;
    let members = node.each("participant", |member| {
        let who = member.read("member", Reference::read).unwrap_or_default();
        Member {
            name: who.display.clone(),
            who,
            roles: labels(member, "role"),
            behalf: member.read("onBehalfOf", Reference::read),
            period: Period::at(member, "period"),
        }
    });
    let category = node.each("category", Concept::read);
    let team = Team {
        source: Source::read(&node, &[], &[]),
        name: node.text("name").or_else(|| category.iter().find_map(Concept::label).map(str::to_owned)),
        status: node.text("status"),
        period: Period::at(&node, "period"),
        members,
        organisations: node.each("managingOrganization", Reference::read),
        contacts: node.each("telecom", Contact::read),
        notes: notes(&node),
    };
    if team.name.is_none() && team.members.is_empty() && team.organisations.is_empty() {
        return Err(Unread { path: "participant".into(), expected: "who is in the team" });
    }
    Ok(node.done(team))
}

/// Reads a Practitioner.
pub fn read_practitioner(value: &Value) -> Lenient<Practitioner> {
    let node = open(value, &["Practitioner"])?;
    let names = Name::read_all(&node, "name");
    let practitioner = Practitioner {
        source: Source::read(&node, &[], &[]),
        name: name::best(&names).map(|name| name.full.clone()),
        contacts: node.each("telecom", Contact::read),
    };
    Ok(node.done(practitioner))
}
