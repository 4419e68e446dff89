//! Collections against each other.

use std::cmp::Ordering;

use super::{Failure, Node, Run, compare};

impl<'a> Run<'_, 'a> {
    /// Whether the items from `start` and those from `middle` are equal, in their order; `None` where either is empty.
    pub(super) fn equal(&self, start: usize, middle: usize) -> Option<bool> {
        let (left, right) = self.sides(start, middle);
        if left.is_empty() || right.is_empty() {
            return None;
        }
        let mut answer = Some(left.len() == right.len());
        for (one, other) in left.iter().zip(right) {
            match compare::equal(one, other) {
                Some(true) => {}
                Some(false) => return Some(false),
                None => answer = answer.filter(|same| !same),
            }
        }
        answer
    }

    /// Whether each item on either side has one as good as equal on the other.
    pub(super) fn equivalent(&self, start: usize, middle: usize) -> bool {
        let (left, right) = self.sides(start, middle);
        let mut others = right.to_vec();
        for one in left {
            match others.iter().position(|other| compare::equivalent(one, other, 0)) {
                Some(at) => drop(others.swap_remove(at)),
                None => return false,
            }
        }
        others.is_empty()
    }

    /// Whether the one item of a range is among those of another.
    pub(super) fn member(&mut self, item: (usize, usize), others: (usize, usize)) -> Option<bool> {
        if item.1 > item.0 + 1 {
            self.fail(Failure::NotOne);
        }
        let one = self.stack.get(item.0).copied().filter(|_| item.1 > item.0)?;
        Some(self.holds(others, &one))
    }

    /// Whether one of a range is equal to an item.
    pub fn holds(&mut self, (from, to): (usize, usize), one: &Node<'a>) -> bool {
        self.charge(to - from);
        for other in self.stack.get(from..to).unwrap_or(&[]) {
            if compare::equal(one, other) == Some(true) {
                return true;
            }
        }
        false
    }

    /// How the one item from `start` on compares with the one from `middle` on, both taken away.
    pub(super) fn ordered(&mut self, middle: usize, start: usize) -> Option<Ordering> {
        let right = self.one(middle);
        let left = self.one(start);
        let order = compare::order(&left?, &right?);
        self.needed(order)?
    }

    fn sides(&self, start: usize, middle: usize) -> (&[Node<'a>], &[Node<'a>]) {
        self.from(start).split_at_checked(middle - start).unwrap_or((&[], &[]))
    }

    /// Of those from `new` on, keeps what is equal to nothing before it from `start` on.
    pub fn distinct(&mut self, start: usize, new: usize) {
        let mut kept = new;
        for at in new..self.stack.len() {
            let Some(one) = self.stack.get(at).copied() else { break };
            if !self.holds((start, kept), &one) {
                self.stack.swap(kept, at);
                kept += 1;
            }
        }
        self.stack.truncate(kept);
    }
}
