//! How often something may be asked. It is kept in memory alone: a restart forgets it, and it limits work, not guessing.

use std::{collections::VecDeque, sync::Mutex};

use jiff::{SignedDuration, Timestamp};

use super::store::hash;

/// What is counted within.
const WINDOW: SignedDuration = SignedDuration::from_mins(1);

/// Counts what was asked within the last minute.
pub struct Pace {
    each: usize,
    all: usize,
    asked: Mutex<VecDeque<Asked>>,
}

/// What was asked, when, and whether it counts for all together.
type Asked = ([u8; 32], Timestamp, bool);

impl Pace {
    /// So often a minute for one thing, and for all together.
    #[must_use]
    pub fn new(each: usize, all: usize) -> Self {
        Self { each, all, asked: Mutex::default() }
    }

    /// Whether this may be asked now; then it is counted.
    #[must_use]
    pub fn may(&self, what: &str, now: Timestamp) -> bool {
        self.counted(what, now, true)
    }

    /// The same for what has a share of its own: only its own number limits it, and it takes nothing from the others.
    #[must_use]
    pub fn may_alone(&self, what: &str, now: Timestamp) -> bool {
        self.counted(what, now, false)
    }

    fn counted(&self, what: &str, now: Timestamp, shares: bool) -> bool {
        let Ok(mut asked) = self.asked.lock() else { return false };
        while asked.front().is_some_and(|(_, at, _)| *at <= now - WINDOW) {
            asked.pop_front();
        }
        let what = hash(what);
        let full = shares && asked.iter().filter(|(_, _, shares)| *shares).count() >= self.all;
        if full || asked.iter().filter(|(one, ..)| *one == what).count() >= self.each {
            return false;
        }
        asked.push_back((what, now, shares));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_and_all_together_are_limited_and_a_minute_later_free_again() {
        let pace = Pace::new(2, 3);
        let at = |seconds: i64| Timestamp::from_second(1_000 + seconds).unwrap();
        assert!(pace.may("a", at(0)) && pace.may("a", at(1)));
        assert!(!pace.may("a", at(2)), "one thing");
        assert!(pace.may("b", at(3)));
        assert!(!pace.may("c", at(4)), "all together");
        assert!(pace.may("a", at(60)), "the first is a minute old");
        assert!(!pace.may("a", at(60)));
        assert!(!pace.may("c", at(60)), "all together");
        assert!(pace.may_alone("c", at(60)) && pace.may_alone("c", at(60)), "a share of its own");
        assert!(!pace.may_alone("c", at(60)), "is limited by itself");
        assert!(pace.may("a", at(61)), "and takes nothing from the others");
    }
}
