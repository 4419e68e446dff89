//! Collections against each other.

use std::cmp::Ordering;

use super::{Done, Run, compare};
use crate::fhirpath::failure::Failure;

impl Run<'_, '_> {
    /// Whether the items from `start` and those from `middle` are equal, in their order; `None` where either is empty.
    pub(super) fn equal(&self, start: usize, middle: usize) -> Option<bool> {
        let (left, right) = self.sides(start, middle);
        if left.is_empty() || right.is_empty() {
            return None;
        }
        if left.len() != right.len() {
            return Some(false);
        }
        let mut answer = Some(true);
        for (one, other) in left.iter().zip(right) {
            match compare::equal(one, other) {
                Some(true) => {}
                Some(false) => return Some(false),
                None => answer = None,
            }
        }
        answer
    }

    /// Whether each item on either side has one as good as equal on the other.
    pub(super) fn equivalent(&self, start: usize, middle: usize) -> bool {
        let (left, right) = self.sides(start, middle);
        let mut free: Vec<bool> = vec![true; right.len()];
        left.len() == right.len()
            && left.iter().all(|one| {
                let found = right
                    .iter()
                    .zip(&mut free)
                    .find(|(other, free)| **free && compare::equivalent(one, other));
                found.map(|(_, free)| *free = false).is_some()
            })
    }

    /// Whether the one item from `item` to the next side is among those from `from` on.
    pub(super) fn member(&mut self, item: usize, end: usize, from: usize) -> Result<Option<bool>, Failure> {
        let (item_end, from_end) = if item < from { (from, self.stack.len()) } else { (end, item) };
        if item_end > item + 1 {
            return Err(Failure::NotOne);
        }
        self.charge(from_end - from)?;
        let Some(one) = self.get(item).filter(|_| item_end > item) else { return Ok(None) };
        let others = self.stack.get(from..from_end).unwrap_or(&[]);
        Ok(Some(others.iter().any(|other| compare::equal(one, other) == Some(true))))
    }

    pub(super) fn ordered(&self, start: usize, middle: usize) -> Result<Option<Ordering>, Failure> {
        match self.sides(start, middle) {
            ([one], [other]) => compare::order(one, other),
            ([], _) | (_, []) => Ok(None),
            _ => Err(Failure::NotOne),
        }
    }

    fn sides(&self, start: usize, middle: usize) -> (&[super::Node<'_>], &[super::Node<'_>]) {
        self.stack.get(start..).and_then(|all| all.split_at_checked(middle - start)).unwrap_or((&[], &[]))
    }

    /// Keeps the first of those above `start` that are equal.
    pub fn distinct(&mut self, start: usize) -> Done {
        let mut kept = start;
        for at in start..self.stack.len() {
            self.charge(kept - start)?;
            let Some(one) = self.get(at) else { break };
            let known = self.stack.get(start..kept).unwrap_or(&[]);
            if !known.iter().any(|other| compare::equal(one, other) == Some(true)) {
                self.stack.swap(kept, at);
                kept += 1;
            }
        }
        self.stack.truncate(kept);
        Ok(())
    }
}
