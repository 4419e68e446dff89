//! What one carer may see of one person's record now.

use jiff::Timestamp;
use serde_json::Value;

use super::{
    asked::asked_of,
    compartment::{codings, items, kind_of, reference_to, references},
    covers::covers,
    dates::{birthday, moment},
    labels::restricted,
    planted::{self, Fault},
    sections::{Section, Sections},
    terms::{Extent, Terms, keeps, terms_for},
};

/// One carer's standing towards one person.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Whose record, as `Patient/x`.
    pub patient: String,
    /// The carer there, as `RelatedPerson/x`.
    pub related: String,
    /// The code of the relation; empty when it is not known.
    pub relation: String,
    /// For how many hours they may keep what they read: the fewest of all that permits.
    pub keeps: Option<u64>,
    /// The birthday that ends what is shared with a parent, where nothing ends it before.
    by_age: Option<Timestamp>,
    permits: Vec<Extent>,
    denies: Vec<Extent>,
}

/// Never part of what is shared, not even by name: who the person is, who else cares, what is agreed, who looked.
const NEVER: &[&str] = &["Patient", "RelatedPerson", "Consent", "AuditEvent"];

impl Standing {
    /// Reads a carer's standing from their RelatedPerson, the person and the person's Consents.
    /// `None` when there can be none: not active, died, merged into another record.
    pub fn read(
        related: &Value,
        patient: &Value,
        consents: &[&Value],
        sections: &Sections,
        now: Timestamp,
    ) -> Option<Self> {
        let reference = reference_to(related)?;
        if !is_active(related, now) || !is_present(patient) {
            return None;
        }
        let mut standing = Self {
            patient: reference_to(patient)?,
            relation: relation(related, sections),
            related: reference,
            keeps: None,
            by_age: None,
            permits: Vec::new(),
            denies: Vec::new(),
        };
        for consent in consents {
            let old_enough = !ended_by_age(related, patient, consent, sections, now);
            let birthday = ends_by_age(related, patient, sections).filter(|end| now < *end);
            for terms in terms_for(consent, &standing.related, sections, now) {
                match terms {
                    Terms::Permit(mut extent) if old_enough => {
                        if let Some(end) = birthday.filter(|end| extent.ends.is_none_or(|ends| *end < ends)) {
                            (extent.ends, standing.by_age) = (Some(end), Some(end));
                        }
                        let hours = keeps(consent);
                        standing.keeps = Some(standing.keeps.map_or(hours, |fewest| fewest.min(hours)));
                        standing.permits.push(extent);
                    }
                    Terms::Permit(_) => {}
                    Terms::Deny(extent) => standing.denies.push(extent),
                }
            }
        }
        Some(standing)
    }

    /// Whether a permit reaches this resource.
    pub fn permits(&self, resource: &Value, sections: &Sections) -> bool {
        self.reaches(resource, sections, false)
    }

    /// Whether a permit that lets the carer add what they see reaches this resource.
    pub fn lets_add(&self, resource: &Value, sections: &Sections) -> bool {
        self.reaches(resource, sections, true)
    }

    fn reaches(&self, resource: &Value, sections: &Sections, adding: bool) -> bool {
        if NEVER.contains(&kind_of(resource)) || !self.is_own_message(resource) {
            return false;
        }
        let open = !restricted(resource);
        let mut permits = self.permits.iter().filter(|extent| extent.adds || !adding);
        permits.any(|extent| match (&extent.sections, &extent.entries) {
            (_, Some(entries)) if !names(entries, resource) => false,
            (None, entries) => entries.is_some(),
            (Some(_), entries) => (open || entries.is_some()) && self.in_sections(extent, resource, sections),
        })
    }

    /// Whether a deny stands against this resource.
    pub fn denies(&self, resource: &Value, sections: &Sections) -> bool {
        self.denies.iter().any(|extent| {
            extent.entries.as_ref().is_none_or(|entries| names(entries, resource))
                && (extent.sections.is_none() || self.in_sections(extent, resource, sections))
        })
    }

    /// Whether they may add anything at all.
    pub fn adds(&self) -> bool {
        self.permits.iter().any(|extent| extent.adds)
    }

    /// When the last permit ends; none where one has no end.
    pub fn until(&self) -> Option<Timestamp> {
        self.permits.iter().map(|extent| extent.ends).max_by_key(|ends| (ends.is_none(), *ends)).flatten()
    }

    /// The sections that are shared, as far as no deny takes a whole one away.
    pub fn shared<'a>(&'a self, sections: &'a Sections) -> impl Iterator<Item = &'a Section> {
        let has = |extent: &Extent, code: &str| extent.sections.as_ref().is_none_or(|s| s.contains(code));
        sections.all().iter().filter(move |section| {
            let permitted = self.permits.iter().any(|e| e.sections.is_some() && has(e, &section.code));
            permitted && !self.denies.iter().any(|e| e.entries.is_none() && has(e, &section.code))
        })
    }

    /// The entries that are shared by name.
    pub fn entries(&self) -> impl Iterator<Item = &str> {
        let all_denied = self.denies.iter().any(|e| e.entries.is_none() && e.sections.is_none());
        self.permits
            .iter()
            .filter(move |_| !all_denied)
            .flat_map(|e| e.entries.iter().flatten())
            .map(String::as_str)
    }

    /// The same, where it is the birthday that ends a parent's access.
    pub fn until_birthday(&self) -> Option<Timestamp> {
        self.by_age.filter(|end| self.until() == Some(*end))
    }

    /// Whether a section that is named covers it. What the team asks of another carer is in none.
    fn in_sections(&self, extent: &Extent, resource: &Value, sections: &Sections) -> bool {
        let mine = kind_of(resource) != "Task" || asked_of(resource).is_none_or(|who| who == self.related);
        let codes = extent.sections.iter().flatten();
        mine && codes.filter_map(|code| sections.get(code)).any(|section| covers(section, resource))
    }

    /// A carer's messages are those between the carer and the team; the person's own are never shared.
    fn is_own_message(&self, resource: &Value) -> bool {
        if kind_of(resource) != "Communication" {
            return true;
        }
        let mut parties = references(resource, "sender");
        parties.extend(references(resource, "recipient"));
        parties.contains(&self.related.as_str()) && !parties.iter().any(|p| p.starts_with("Patient/"))
    }
}

fn names(entries: &std::collections::BTreeSet<String>, resource: &Value) -> bool {
    reference_to(resource).is_some_and(|reference| entries.contains(&reference))
}

/// A related person counts only while the record says so.
fn is_active(related: &Value, now: Timestamp) -> bool {
    kind_of(related) == "RelatedPerson"
        && related["active"] == true
        && related.get("modifierExtension").is_none()
        && super::dates::in_force(&related["period"], now) == Some(true)
}

/// Whether there is somebody to care for: not when the person died, or the record is not in use or was merged into another; then
/// the team decides.
#[must_use]
pub fn is_present(patient: &Value) -> bool {
    let died = patient.get("deceasedDateTime").is_some()
        || patient.get("deceasedBoolean").is_some_and(|d| d != false);
    let merged = items(&patient["link"]).iter().any(|link| link["type"] == "replaced-by");
    kind_of(patient) == "Patient" && patient["active"] != false && !died && !merged
}

fn relation(related: &Value, sections: &Sections) -> String {
    let known = |code: &str| sections.ages().relations.iter().any(|r| r.code == code);
    let codes: Vec<&str> = codings(&related["relationship"]).map(|(_, code)| code).collect();
    codes.iter().find(|code| known(code)).or(codes.first()).copied().unwrap_or_default().to_owned()
}

/// Whether the record says that its patient may not have had this birthday yet. One without a birth date is an adult's.
pub fn may_be_under(patient: &Value, years: i16, now: Timestamp) -> bool {
    let birthday = patient["birthDate"].as_str().and_then(|born| birthday(born, years));
    birthday.is_some_and(|birthday| now < birthday.start)
}

/// A parent's access ends at a birthday, unless the person, and nobody else with them, agreed to it again on that day or
/// later. A birth date that is not known, or not exact, is read to the person's side.
fn ended_by_age(
    related: &Value,
    patient: &Value,
    consent: &Value,
    sections: &Sections,
    now: Timestamp,
) -> bool {
    if !is_bound(related, sections) {
        return false;
    }
    let born = patient["birthDate"].as_str();
    let Some(end) = born.and_then(|born| birthday(born, sections.ages().parents_end_at)) else { return true };
    let agreed = consent["dateTime"].as_str().and_then(moment);
    let renewed = agreed.is_some_and(|agreed| agreed.start >= end.end && agreed.start <= now)
        && (agreed_alone(consent, patient) || planted::is(Fault::RenewedByAnybody));
    now >= end.start && !renewed && !planted::is(Fault::AgeIgnored)
}

/// Whether the person made this agreement, and nobody else: one that does not say who did is not theirs.
fn agreed_alone(consent: &Value, patient: &Value) -> bool {
    let (by, person) = (items(&consent["performer"]), reference_to(patient));
    !by.is_empty() && by.iter().all(|who| who["reference"].as_str() == person.as_deref())
}

/// Whether the team is to look again at what a parent sees: the young person has had the birthday of the review and not yet
/// the one that ends it, and an agreement from before goes on.
#[must_use]
pub fn awaits_review(
    patient: &Value,
    related: &[Value],
    consents: &[Value],
    sections: &Sections,
    now: Timestamp,
) -> bool {
    let born = patient["birthDate"].as_str();
    let day = |years| born.and_then(|born| birthday(born, years));
    let (Some(reviewed), Some(end)) =
        (day(sections.ages().parents_reviewed_at), day(sections.ages().parents_end_at))
    else {
        return false;
    };
    if now < reviewed.start || now >= end.start || !is_present(patient) {
        return false;
    }
    let before = |consent: &&Value| {
        consent["dateTime"].as_str().and_then(moment).is_none_or(|agreed| agreed.start < reviewed.end)
    };
    related.iter().filter(|one| is_active(one, now) && is_bound(one, sections)).any(|one| {
        let permits = |consent: &Value| {
            let who = reference_to(one).unwrap_or_default();
            terms_for(consent, &who, sections, now).iter().any(|terms| matches!(terms, Terms::Permit(_)))
        };
        consents.iter().filter(before).any(permits)
    })
}

/// From when on an agreement with a parent counts, where age ended those from before; an unknown birth date ends them all.
pub fn parents_from(patient: &Value, years: i16, now: Timestamp) -> Option<Timestamp> {
    match patient["birthDate"].as_str().and_then(|born| birthday(born, years)) {
        Some(day) => (now >= day.start).then_some(day.end),
        None => Some(Timestamp::MAX),
    }
}

/// Whether ages bind this relation: one that is not told, or not known, as a parent's.
#[must_use]
pub fn is_bound(related: &Value, sections: &Sections) -> bool {
    let mut relations = codings(&related["relationship"]).peekable();
    relations.peek().is_none() || relations.any(|(system, code)| sections.ages().bind(system, code))
}

/// When what is shared with a parent ends by age; none for other relations.
fn ends_by_age(related: &Value, patient: &Value, sections: &Sections) -> Option<Timestamp> {
    if !is_bound(related, sections) {
        return None;
    }
    birthday_of(patient, sections.ages().parents_end_at)
}

/// The first day that can be this birthday of a patient.
pub fn birthday_of(patient: &Value, years: i16) -> Option<Timestamp> {
    patient["birthDate"].as_str().and_then(|born| birthday(born, years)).map(|day| day.start)
}
