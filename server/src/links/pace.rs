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
    asked: Mutex<VecDeque<([u8; 32], Timestamp)>>,
}

impl Pace {
    /// So often a minute for one thing, and for all together.
    #[must_use]
    pub fn new(each: usize, all: usize) -> Self {
        Self { each, all, asked: Mutex::default() }
    }

    /// Whether this may be asked now; then it is counted.
    #[must_use]
    pub fn may(&self, what: &str, now: Timestamp) -> bool {
        let Ok(mut asked) = self.asked.lock() else { return false };
        while asked.front().is_some_and(|(_, at)| *at <= now - WINDOW) {
            asked.pop_front();
        }
        let what = hash(what);
        if asked.len() >= self.all || asked.iter().filter(|(one, _)| *one == what).count() >= self.each {
            return false;
        }
        asked.push_back((what, now));
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
    }
}
