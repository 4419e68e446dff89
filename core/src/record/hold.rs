//! What may be hard to read waits until the person chooses to see it.

use super::{EntryRow, Held};
use crate::fhir::date::Date;
use crate::fhir::source::Source;
use crate::now::Now;
use crate::{fold, seek};

/// Why an entry waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hold {
    /// The team marked it as sensitive.
    Marked,
    /// It is about the Mental Health Act.
    Rights,
    /// It is about risk, in the team's words.
    Risk,
    /// A result that the person has not seen yet.
    NewResult,
}

impl Hold {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Marked, Self::Rights, Self::Risk, Self::NewResult];

    /// Its name where the choice is kept.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Marked => "marked",
            Self::Rights => "rights",
            Self::Risk => "risk",
            Self::NewResult => "results",
        }
    }
}

/// How words begin that speak of the Mental Health Act, or of risk. They only choose what waits: nothing is made of them.
const WORDS: [(&str, Hold); 19] = [
    ("mental health act", Hold::Rights),
    ("mental capacity act", Hold::Rights),
    ("detain", Hold::Rights),
    ("detention", Hold::Rights),
    ("risk", Hold::Risk),
    ("suicid", Hold::Risk),
    ("self-harm", Hold::Risk),
    ("self harm", Hold::Risk),
    ("self-injur", Hold::Risk),
    ("overdose", Hold::Risk),
    ("safeguard", Hold::Risk),
    ("parasuicid", Hold::Risk),
    ("self-inflict", Hold::Risk),
    ("self inflict", Hold::Risk),
    ("self-poison", Hold::Risk),
    ("self poison", Hold::Risk),
    ("ligature", Hold::Risk),
    ("violen", Hold::Risk),
    ("homicid", Hold::Risk),
];

/// Kinds that are the team's own words on how somebody is: what they are about waits, whatever they are called.
const OF_RISK: [&str; 4] = ["RiskAssessment", "AdverseEvent", "Flag", "ClinicalImpression"];

/// Kinds of which only the title is looked at: "risk of anaphylaxis" in an allergy, or of a medicine, is what keeps somebody
/// safe, and an emergency card must not lack it.
const BY_TITLE: [&str; 6] = [
    "AllergyIntolerance",
    "MedicationRequest",
    "MedicationStatement",
    "MedicationDispense",
    "MedicationAdministration",
    "Immunization",
];

/// v3 Confidentiality: normal and lower.
const OPEN: [&str; 4] = ["N", "M", "L", "U"];

/// Whether an entry waits whoever reads it first, and why: by its label, its kind, or how its title or its `lines` speak.
pub(super) fn of(source: &Source, title: &str, kind: &str, lines: &[String]) -> Option<Hold> {
    if source.own() {
        return None;
    }
    let marked = |code: Option<&str>| code.is_none_or(|code| !OPEN.contains(&code));
    if source.labels.iter().any(|label| marked(label.code.as_deref())) {
        return Some(Hold::Marked);
    }
    if OF_RISK.contains(&kind) {
        return Some(Hold::Risk);
    }
    let by_title = BY_TITLE.contains(&kind);
    spoken(title).or_else(|| lines.iter().filter(|_| !by_title).find_map(|line| spoken(line)))
}

/// When a result came, in milliseconds: what is new waits until the person looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Came {
    /// When the gateway last changed it.
    pub updated: Option<i64>,
    /// What it is of.
    pub when: Option<i64>,
}

impl Came {
    /// Of a result, unless it is the person's own.
    pub(super) fn of(source: &Source, when: Option<Date>) -> Option<Self> {
        let at = |date: Option<Date>| date.map(|date| date.to_millis());
        if source.own() { None } else { Some(Self { updated: at(source.updated), when: at(when) }) }
    }
}

impl Held {
    /// Why a row waits for who reads it, after what they chose. The one place that decides it: lists, the timeline, the search,
    /// what is new, what leads to an entry, its own page, paper. Who cares for somebody sees new results when they come.
    pub(super) fn holds(&self, row: &EntryRow, now: &Now) -> Option<Hold> {
        self.why((row.hold, row.came), &row.key, now)
    }

    /// The same of an entry with this key.
    pub(super) fn why(
        &self,
        (hold, came): (Option<Hold>, Option<Came>),
        key: &str,
        now: &Now,
    ) -> Option<Hold> {
        let hold = hold.filter(|hold| !self.ready.shows(*hold));
        if hold.is_some() || self.whose.is_some() || self.ready.shows(Hold::NewResult) {
            return hold;
        }
        let new = came.is_some_and(|came| self.ready.is_new(came, now)) && !self.ready.is_opened(key);
        if new { Some(Hold::NewResult) } else { None }
    }
}

/// What a title speaks of.
pub(super) fn spoken(title: &str) -> Option<Hold> {
    let title = fold::lower(title);
    WORDS.iter().find(|(word, _)| begins_a_word(&title, word)).map(|(_, hold)| *hold)
}

fn begins_a_word(text: &str, part: &str) -> bool {
    let mut from = 0;
    while let Some(at) = seek::find(text, part, from) {
        let before = text.as_bytes().get(at.wrapping_sub(1)).copied();
        if before.is_none_or(|byte| !byte.is_ascii_alphanumeric()) {
            return true;
        }
        from = at + 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fhir::coding::Coding;

    #[test]
    fn what_waits_and_why() {
        let told = |title: &str, kind: &str, line: &str, expect: Option<Hold>| {
            let lines = [line.to_owned()];
            assert_eq!(of(&Source::default(), title, kind, &lines), expect, "{kind}: {title}, {line}");
        };
        let check = |title: &str, kind: &str, expect: Option<Hold>| told(title, kind, "", expect);
        check("Suicidal thoughts", "Condition", Some(Hold::Risk));
        check("At RISK of falls", "Flag", Some(Hold::Risk));
        check("Asterisk", "Observation", None);
        check("Violence", "Flag", Some(Hold::Risk));
        check("Hearing aid", "Flag", Some(Hold::Risk));
        check("Review", "ClinicalImpression", Some(Hold::Risk));
        check("Parasuicide", "Condition", Some(Hold::Risk));
        check("Deliberate self poisoning", "Procedure", Some(Hold::Risk));
        check("Detained under section 2", "Encounter", Some(Hold::Rights));
        check("Mental Health Act 1983, section 3", "Consent", Some(Hold::Rights));
        check("Assessment", "RiskAssessment", Some(Hold::Risk));
        check("Diabetes", "Condition", None);
        told("Visit to the emergency department", "Encounter", "Intentional overdose", Some(Hold::Risk));
        told("Stay on the ward", "Encounter", "Detained under section 2", Some(Hold::Rights));
        told("Blood test", "DiagnosticReport", "Levels fit an overdose", Some(Hold::Risk));
        told("Penicillin", "AllergyIntolerance", "Risk of anaphylaxis", None);
        told("Lithium", "MedicationRequest", "For: risk of relapse", None);
    }

    #[test]
    fn labels_count_and_own_entries_do_not_wait() {
        let label = |code: &str| Coding { code: Some(code.into()), ..Coding::default() };
        let with = |code: &str| Source { labels: vec![label(code)], ..Source::default() };
        assert_eq!(of(&with("R"), "x", "Condition", &[]), Some(Hold::Marked));
        assert_eq!(of(&with("PSY"), "x", "Condition", &[]), Some(Hold::Marked));
        assert_eq!(of(&with("N"), "x", "Condition", &[]), None);
        let me = crate::fhir::reference::Reference::to("Patient", "a");
        let own = Source { by: vec![me], ..with("R") };
        assert_eq!(of(&own, "Overdose", "Condition", &[]), None);
    }
}
