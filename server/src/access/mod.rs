//! The one judge of who may see and change what. Deny by default.

mod asked;
mod carer;
mod compartment;
mod covers;
mod dates;
mod gather;
mod kept;
mod labels;
mod plan_answers;
mod plan_own;
pub mod planted;
mod requests;
mod safety_plan;
mod sections;
mod taken_back;
mod terms;
mod writes;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::Timestamp;
use serde_json::Value;

pub use asked::asked_of;
pub use carer::{awaits_review, is_bound, is_present};
pub use compartment::{
    BEARERS, INFRASTRUCTURE, PATHS, codings, files_of, items, kind_of, patient_of, references,
};
pub use dates::{Moment, moment};
pub use kept::Judges;
pub use plan_answers::{Answer, answer_of};
pub use safety_plan::{plan_id, steps};
pub use sections::{Ages, Relation, SECTION_SYSTEM, Section, Sections};
pub use terms::KEEPS;

use crate::{
    identities::{Identity, name_of},
    looks::Look,
};
use carer::Standing;
use compartment::reference_to;
use planted::Fault;

/// What a judge is made of, beside who asks and the time: a write of one of these makes every kept judge old.
pub const MADE_OF: [&str; 3] = ["Patient", "RelatedPerson", "Consent"];

/// The signed-in person who asks; the session layer puts it into the request's extensions.
#[derive(Clone, Debug)]
pub struct Asker {
    /// Who it is.
    pub identity: Identity,
    /// When this person last proved who they are.
    pub auth_time: Timestamp,
}

/// The FHIR types that are within reach in one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Types {
    /// Every type of the compartment.
    All,
    /// These only.
    Only(BTreeSet<String>),
}

impl Types {
    /// Whether this type is one of them.
    #[must_use]
    pub fn hold(&self, kind: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(types) => types.contains(kind),
        }
    }
}

/// One record into which the asker may look at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Whose record, as `Patient/x`.
    pub patient: String,
    /// The types that can hold something visible.
    pub types: Types,
}

/// A person whom the asker cares for, with a consent in force now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaringFor {
    /// Whose record, as `Patient/x`.
    pub patient: String,
    /// The name to show.
    pub name: String,
    /// The codes of the shared sections.
    pub sections: Vec<String>,
    /// The FHIR types of what is shared by name: entries, each by itself.
    pub kinds: BTreeSet<String>,
    /// The code of the relation.
    pub relation: String,
    /// Who the asker is there, as `RelatedPerson/x`: the author of what they answer about the person.
    pub related: String,
    /// They may add what they see themselves.
    pub adds: bool,
    /// For how many hours a copy may be kept on the asker's own device, counted from the gateway's last word.
    pub keeps: u64,
    /// When the last of what is shared ends; none where something is shared without an end.
    pub until: Option<Timestamp>,
    /// It ends with the birthday of a young person, whose parent the asker is.
    pub by_age: bool,
}

/// Why a request is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Missing, never shared, expired, withdrawn, unknown: one answer for all (404).
    #[error("There is nothing shared with you here.")]
    NotShared,
    /// About or by somebody else (403).
    #[error("You can only send what you wrote yourself, about yourself.")]
    NotYours,
    /// A change of sharing needs a sign-in within five minutes (403, details code `fresh-sign-in`).
    #[error("Sign in again before you change what you share.")]
    FreshSignIn,
    /// This person can read this and not change it (403).
    #[error("You can read this, but not change it.")]
    ReadOnly,
    /// The content does not fit (422).
    #[error("{0}")]
    Invalid(String),
}

/// Decides for one request.
#[derive(Clone, Debug)]
pub struct Judge {
    own: Option<String>,
    /// What is their own is a space, and no record.
    space: bool,
    young: bool,
    parents_until: Option<Timestamp>,
    parents_from: Option<Timestamp>,
    auth_time: Timestamp,
    standings: Arc<[Standing]>,
    names: Arc<BTreeMap<String, String>>,
    sections: Sections,
    now: Timestamp,
}

impl Judge {
    /// Builds the judge from who asks, their RelatedPerson rows, the Consents and Patients of the
    /// records those name, and the time.
    #[must_use]
    pub fn new(
        asker: &Asker,
        related: &[Value],
        consents: &[Value],
        patients: &[Value],
        sections: &Sections,
        now: Timestamp,
    ) -> Self {
        let standing = |row: &Value| {
            asker.identity.related.contains(&reference_to(row)?).then_some(())?;
            let person = patient_of(row)?;
            let patient = patients.iter().find(|p| patient_of(p).as_ref() == Some(&person))?;
            let theirs: Vec<&Value> = consents
                .iter()
                .filter(|c| kind_of(c) == "Consent" && patient_of(c).as_ref() == Some(&person))
                .collect();
            Standing::read(row, patient, &theirs, sections, now)
        };
        let own = patients.iter().find(|p| patient_of(p).as_deref() == asker.identity.own());
        Self {
            own: asker.identity.own().map(str::to_owned),
            space: asker.identity.space.is_some(),
            young: own.is_some_and(|own| carer::may_be_under(own, sections.ages().own_account_from, now)),
            parents_until: own
                .and_then(|own| carer::birthday_of(own, sections.ages().parents_end_at))
                .filter(|end| now < *end),
            parents_from: own.and_then(|own| carer::parents_from(own, sections.ages().parents_end_at, now)),
            auth_time: asker.auth_time,
            standings: related.iter().filter_map(standing).collect(),
            names: Arc::new(patients.iter().filter_map(|p| Some((reference_to(p)?, name_of(p)))).collect()),
            sections: sections.clone(),
            now,
        }
    }

    /// The same judge for another request of the same person.
    fn at(&self, asker: &Asker, now: Timestamp) -> Self {
        Self { auth_time: asker.auth_time, now, ..self.clone() }
    }

    /// The records that can hold something visible; a search starts from it.
    #[must_use]
    pub fn reach(&self) -> Vec<Reach> {
        let own = self.own.iter().map(|own| Reach { patient: own.clone(), types: Types::All });
        let shared =
            self.standings.iter().filter(|s| self.own.as_ref() != Some(&s.patient)).filter_map(|s| {
                let by_section = s.shared(&self.sections).flat_map(|section| section.types.iter().cloned());
                let by_entry = s.entries().filter_map(|e| e.split_once('/')).map(|(kind, _)| kind.to_owned());
                let types: BTreeSet<String> = by_section.chain(by_entry).collect();
                (!types.is_empty()).then(|| Reach { patient: s.patient.clone(), types: Types::Only(types) })
            });
        own.chain(shared).collect()
    }

    /// The people whom the asker cares for, with something shared now.
    #[must_use]
    pub fn caring(&self) -> Vec<CaringFor> {
        let shown = |s: &Standing| {
            let sections: Vec<String> =
                s.shared(&self.sections).map(|section| section.code.clone()).collect();
            let kinds: BTreeSet<String> =
                s.entries().filter_map(|entry| Some(entry.split_once('/')?.0.to_owned())).collect();
            (!sections.is_empty() || s.entries().next().is_some()).then(|| CaringFor {
                patient: s.patient.clone(),
                kinds,
                name: self.names.get(&s.patient).cloned().unwrap_or_default(),
                sections,
                relation: s.relation.clone(),
                related: s.related.clone(),
                adds: s.adds(),
                keeps: s.keeps.unwrap_or(0),
                until: s.until(),
                by_age: s.until_birthday().is_some(),
            })
        };
        self.standings.iter().filter_map(shown).collect()
    }

    /// When what the asker shares with a parent ends by age, where that is still to come.
    #[must_use]
    pub fn parents_until(&self) -> Option<Timestamp> {
        self.parents_until
    }

    /// From when on what the asker agreed with a parent counts, where age ended what was agreed before.
    #[must_use]
    pub fn parents_from(&self) -> Option<Timestamp> {
        self.parents_from
    }

    /// Whether the asker may see this resource.
    #[must_use]
    pub fn may_see(&self, resource: &Value) -> bool {
        let patient = patient_of(resource);
        if INFRASTRUCTURE.contains(&kind_of(resource)) || patient.as_deref() == self.own.as_deref() {
            return open_to_subject(resource);
        }
        let Some(patient) = patient else { return false };
        if labels::withheld(resource) {
            return false;
        }
        let mut theirs = self.standings.iter().filter(|s| s.patient == patient);
        theirs.clone().any(|s| s.permits(resource, &self.sections))
            && (planted::is(Fault::DenyLoses) || !theirs.any(|s| s.denies(resource, &self.sections)))
    }

    /// Whether the asker may see a file that belongs to this resource: where they may see it, and the file's own labels say
    /// nothing else.
    #[must_use]
    pub fn may_see_file(&self, of: &Value, file: &Value) -> bool {
        let own = patient_of(of).as_deref() == self.own.as_deref();
        self.may_see(of) && !labels::withheld(file) && (own || !labels::restricted(file))
    }

    /// Who is shown somebody else's resource, and of which section: what is noted for its patient.
    #[must_use]
    pub fn look(&self, resource: &Value) -> Option<Look> {
        let patient = patient_of(resource)?;
        if self.own.as_deref() == Some(&*patient) {
            return None;
        }
        let mut theirs = self.standings.iter().filter(|s| s.patient == patient);
        let standing = theirs.find(|s| s.permits(resource, &self.sections))?;
        let section = standing.shared(&self.sections).find(|section| covers::covers(section, resource));
        Some(Look {
            patient: patient.into_owned(),
            related: standing.related.clone(),
            keeps: standing.keeps.unwrap_or(0),
            section: section.map(|s| s.code.clone()).unwrap_or_default(),
        })
    }

    /// Whether the asker may see an older version: only where the current one is theirs to see too.
    #[must_use]
    pub fn may_see_version(&self, current: &Value, version: &Value) -> bool {
        self.may_see(current) && (planted::is(Fault::HistoryUnfiltered) || self.may_see(version))
    }

    /// Whether the asker may put `after` where `before` is.
    ///
    /// # Errors
    /// The reason for the refusal.
    pub fn may_write(&self, before: Option<&Value>, after: &Value) -> Result<(), Refusal> {
        self.judge_write((before, false), after)
    }

    /// Whether a write of this could be taken at all, wherever it is put: what could not is refused in the same words whether
    /// there is something or not.
    ///
    /// # Errors
    /// The reason for the refusal.
    pub fn may_write_at_all(&self, after: &Value) -> Result<(), Refusal> {
        self.judge_write((None, true), after)
    }

    fn judge_write(&self, (before, at_all): (Option<&Value>, bool), after: &Value) -> Result<(), Refusal> {
        if before.is_some_and(|before| !self.may_see(before)) {
            return Err(Refusal::NotShared);
        }
        let about = patient_of(after);
        if let Some(about) = about.as_deref()
            && self.own.as_deref() != Some(about)
        {
            let cared_for = self.caring().iter().any(|c| c.patient == about);
            if let Some(own) = self.informs(about, after) {
                return self.writer(own, at_all).may_write(before, after);
            }
            // Who has a space and no record is told what who has neither is told.
            let record = self.own.as_ref().filter(|_| !self.space);
            return Err(match (record, cared_for) {
                (_, true) => Refusal::ReadOnly,
                (Some(_), false) => Refusal::NotYours,
                (None, false) => Refusal::NotShared,
            });
        }
        match (&self.own, about) {
            // There is nothing in it that could be shared.
            (Some(_), Some(_)) if self.space && kind_of(after) == "Consent" => Err(Refusal::ReadOnly),
            (Some(own), Some(_)) => self.writer(own, at_all).may_write(before, after),
            (Some(_), None) if self.space => Err(Refusal::NotShared),
            (Some(_), None) if is_about_someone(after) => Err(Refusal::Invalid(format!(
                "{} must say whom it is about, and name one person.",
                kind_of(after)
            ))),
            (Some(_), None) => Err(Refusal::ReadOnly),
            (None, _) => Err(Refusal::NotShared),
        }
    }
    fn writer<'a>(&'a self, own: &'a str, at_all: bool) -> writes::Writer<'a> {
        let young = self.young;
        writes::Writer {
            own,
            at_all,
            young,
            auth_time: self.auth_time,
            now: self.now,
            sections: &self.sections,
        }
    }

    /// As whom the asker may answer about this person: where check-ins are shared with them, they may say what
    /// they see themselves, and where the plan is, that an action of theirs is done; under their own name. What they
    /// send, they can read.
    fn informs(&self, about: &str, after: &Value) -> Option<&str> {
        let ticks = || matches!(answer_of(after), Some(Answer::Done | Answer::NotDone));
        match kind_of(after) {
            "QuestionnaireResponse" | "Observation" => {}
            "Task" if ticks() => {}
            "Goal" | "Task" if plan_own::calls_itself(after) => {}
            _ => return None,
        }
        // By sections alone: whether an entry of this id was shared or kept back by name is not told by a write.
        let mut unnamed = after.clone();
        unnamed.as_object_mut()?.remove("id");
        let mut theirs = self.standings.iter().filter(|s| s.patient == about);
        let standing = theirs.find(|s| s.lets_add(&unnamed, &self.sections))?;
        self.may_see(&unnamed).then_some(standing.related.as_str())
    }
}

fn is_about_someone(resource: &Value) -> bool {
    matches!(
        kind_of(resource),
        "QuestionnaireResponse" | "Observation" | "Consent" | "Task" | "Communication"
    )
}

/// Whether the patient whom it is about may see this; where it is about nobody, whether anyone signed in may.
/// It depends on the resource alone, so the records keep the answer beside it and count by it.
#[must_use]
pub fn open_to_subject(resource: &Value) -> bool {
    if INFRASTRUCTURE.contains(&kind_of(resource)) {
        return !labels::restricted(resource);
    }
    let Some(patient) = patient_of(resource) else { return false };
    !labels::withheld(resource) && is_for_the_patient(resource, &patient)
}

/// What a carer and the team write to each other is in the record, and not the patient's to read; the copy of a step of
/// their safety plan they have in the plan itself.
fn is_for_the_patient(resource: &Value, patient: &str) -> bool {
    if kind_of(resource) == "CarePlan" && safety_plan::step_of(resource).is_some() {
        return false;
    }
    if kind_of(resource) != "Communication" {
        return true;
    }
    let mut parties = references(resource, "sender");
    parties.extend(references(resource, "recipient"));
    parties.contains(&patient) || !parties.iter().any(|p| p.starts_with("RelatedPerson/"))
}
