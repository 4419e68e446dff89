//! The two papers that a person writes of themselves: the safety plan, and about me.

use std::ops::Range;

/// Which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Paper {
    /// Six steps, and reasons and hopes.
    #[default]
    Safety,
    /// About me, what matters, how to support me, my story.
    About,
}

/// How many parts there are in all papers.
pub const PARTS: usize = 11;

/// So many steps of the safety plan can be shared, each by itself: the first.
pub const SHARED: usize = 6;

/// The codes of the parts (`activity.detail.code`); of the steps that can be shared they are the codes of sections too.
pub const CODES: [&str; PARTS] = [
    "warning-signs",
    "coping",
    "places-and-people",
    "people-to-ask",
    "professionals",
    "safer-surroundings",
    "reasons",
    "about-me",
    "what-matters",
    "how-to-support",
    "my-story",
];

impl Paper {
    /// The paper that a part belongs to, by its place among all.
    #[must_use]
    pub fn of(part: usize) -> Self {
        if Self::About.parts().contains(&part) { Self::About } else { Self::Safety }
    }

    /// Its parts, by their place among all.
    #[must_use]
    pub fn parts(self) -> Range<usize> {
        match self {
            Self::Safety => 0..7,
            Self::About => 7..PARTS,
        }
    }

    /// Its word: in the code of its kind, in its id, in the name of its row.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Safety => "safety-plan",
            Self::About => "about-me",
        }
    }

    /// Its title in the record.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Safety => "My safety plan",
            Self::About => "About me",
        }
    }

    /// The longest line, in characters: a story is longer than a step.
    #[must_use]
    pub fn longest(self) -> usize {
        match self {
            Self::Safety => 300,
            Self::About => 2_000,
        }
    }

    /// The id of a patient's paper. It follows from the patient's, so that papers begun on two devices are one.
    #[must_use]
    pub fn id_of(self, patient: &str) -> String {
        let id = patient.rsplit('/').next().unwrap_or_default();
        // A FHIR id has 64 characters at most.
        let from = id.len().saturating_sub(52);
        [self.word(), "-", id.get(from..).unwrap_or(id)].concat()
    }
}
