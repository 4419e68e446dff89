//! What may be hard to read waits until the person chooses to see it.

use crate::fhir::source::Source;
use crate::{fold, seek};

/// Why an entry waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
const WORDS: [(&str, Hold); 11] = [
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
];

/// v3 Confidentiality: normal and lower.
const OPEN: [&str; 4] = ["N", "M", "L", "U"];

/// Whether an entry waits, and why: by its label, its kind, or how its title speaks.
pub(super) fn of(source: &Source, title: &str, kind: &str) -> Option<Hold> {
    if source.own() {
        return None;
    }
    let marked = |code: Option<&str>| code.is_none_or(|code| !OPEN.contains(&code));
    if source.labels.iter().any(|label| marked(label.code.as_deref())) {
        return Some(Hold::Marked);
    }
    if matches!(kind, "RiskAssessment" | "AdverseEvent") {
        return Some(Hold::Risk);
    }
    spoken(title)
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
        let check = |title: &str, kind: &str, expect: Option<Hold>| {
            assert_eq!(of(&Source::default(), title, kind), expect, "{title}");
        };
        check("Suicidal thoughts", "Condition", Some(Hold::Risk));
        check("At RISK of falls", "Flag", Some(Hold::Risk));
        check("Asterisk", "Flag", None);
        check("Detained under section 2", "Encounter", Some(Hold::Rights));
        check("Mental Health Act 1983, section 3", "Consent", Some(Hold::Rights));
        check("Assessment", "RiskAssessment", Some(Hold::Risk));
        check("Diabetes", "Condition", None);
    }

    #[test]
    fn labels_count_and_own_entries_do_not_wait() {
        let label = |code: &str| Coding { code: Some(code.into()), ..Coding::default() };
        let with = |code: &str| Source { labels: vec![label(code)], ..Source::default() };
        assert_eq!(of(&with("R"), "x", "Condition"), Some(Hold::Marked));
        assert_eq!(of(&with("PSY"), "x", "Condition"), Some(Hold::Marked));
        assert_eq!(of(&with("N"), "x", "Condition"), None);
        let me = crate::fhir::reference::Reference::to("Patient", "a");
        let own = Source { by: vec![me], ..with("R") };
        assert_eq!(of(&own, "Overdose", "Condition"), None);
    }
}
