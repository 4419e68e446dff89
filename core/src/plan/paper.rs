//! The papers that a person writes in their own words: the safety plan, about me, and their like.

use std::ops::Range;

/// Which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Paper {
    /// Six steps, and reasons and hopes.
    #[default]
    Safety,
    /// About me, what matters, how to support me, my story.
    About,
    /// What sets it off, early signs, what helps then, whom to tell.
    Early,
    /// What the person wants when they are too unwell to say so.
    Advance,
    /// How the person can be reached and spoken with.
    Needs,
    /// What is to be done for whom a carer cares for, when the carer can't.
    Cover,
    /// What others see and do when it is too much for the person, and whom they call.
    Crisis,
}

/// How many parts there are in all papers.
pub const PARTS: usize = 36;

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
    "sets-it-off",
    "early-signs",
    "helps-early",
    "whom-to-tell",
    "helps-me",
    "rather-not",
    "who-is-told",
    "looked-after",
    "speaks-for-me",
    "reach-me",
    "information",
    "talking",
    "support",
    "who-to-call",
    "each-day",
    "their-medicines",
    "home-and-keys",
    "how-they-are",
    "crisis-shows",
    "crisis-call",
    "crisis-helps",
    "crisis-worse",
    "crisis-where",
    "crisis-health",
    "crisis-after",
];

/// The first part of the crisis plan; its second is whom to call.
pub const CRISIS: usize = 29;

/// Each paper with its word (in the code of its kind, in its id, in its address, in the name of its row), its title in the
/// record, and where its parts begin.
const PAPERS: [(Paper, &str, &str, usize); 7] = [
    (Paper::Safety, "safety-plan", "My safety plan", 0),
    (Paper::About, "about-me", "About me", 7),
    (Paper::Early, "early-signs", "My early-warning signs", 11),
    (Paper::Advance, "advance-choices", "My choices for later", 15),
    (Paper::Needs, "communication-needs", "My communication needs", 20),
    (Paper::Cover, "if-i-cannot", "If I can't be there", 24),
    (Paper::Crisis, "crisis-plan", "My crisis plan", CRISIS),
];

impl Paper {
    /// Every paper but the safety plan, which has screens of its own.
    pub const OTHERS: [Self; 6] =
        [Self::About, Self::Early, Self::Advance, Self::Needs, Self::Cover, Self::Crisis];
    /// What else of them can go into a link, or stand on the card: all but the carer's own.
    pub const SHOWN: [Self; 5] = [Self::About, Self::Early, Self::Advance, Self::Needs, Self::Crisis];

    fn row(self) -> &'static (Self, &'static str, &'static str, usize) {
        PAPERS.iter().find(|row| row.0 == self).unwrap_or(&PAPERS[0])
    }

    /// The paper that a part belongs to, by its place among all.
    #[must_use]
    pub fn of(part: usize) -> Self {
        PAPERS.iter().rev().find(|row| row.3 <= part).map_or(Self::Safety, |row| row.0)
    }

    /// The paper of this word, but the safety plan.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::OTHERS.into_iter().find(|paper| paper.word() == word)
    }

    /// Its parts, by their place among all.
    #[must_use]
    pub fn parts(self) -> Range<usize> {
        let first = self.row().3;
        let next = PAPERS.iter().map(|row| row.3).find(|next| *next > first);
        first..next.unwrap_or(PARTS)
    }

    /// Its word: in the code of its kind, in its id, in its address, in the name of its row.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.row().1
    }

    /// Its title in the record.
    #[must_use]
    pub fn title(self) -> &'static str {
        self.row().2
    }

    /// The longest line, in characters: a story is longer than a step.
    #[must_use]
    pub fn longest(self) -> usize {
        match self {
            Self::Safety => 300,
            _ => 2_000,
        }
    }

    /// Whether this is the id of somebody's.
    #[must_use]
    pub fn is_named(self, id: &str) -> bool {
        id.strip_prefix(self.word()).is_some_and(|rest| rest.starts_with('-'))
    }

    /// The id of a patient's paper. It follows from the patient's, so that papers begun on two devices are one.
    #[must_use]
    pub fn id_of(self, patient: &str) -> String {
        let id = patient.rsplit('/').next().unwrap_or_default();
        // A FHIR id has 64 characters at most.
        let most = 52.min(63 - self.word().len());
        let from = id.len().saturating_sub(most);
        [self.word(), "-", id.get(from..).unwrap_or(id)].concat()
    }
}
