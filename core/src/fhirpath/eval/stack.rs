//! Working on the stack, and failing.

use super::{Failure, Node, Run};

impl<'a> Run<'_, 'a> {
    /// Ends the evaluation; the first failure is the one that is told.
    pub fn fail(&mut self, why: Failure) {
        self.failure = self.failure.or(Some(why));
        self.left = 0;
    }

    /// What must be there; a failure of type where it is not.
    pub fn needed<T>(&mut self, found: Option<T>) -> Option<T> {
        if found.is_none() {
            self.fail(Failure::Type);
        }
        found
    }

    /// Counts steps; false where the evaluation has ended.
    pub fn charge(&mut self, steps: usize) -> bool {
        let left = u32::try_from(steps).ok().and_then(|steps| self.left.checked_sub(steps));
        match left {
            Some(left) => self.left = left,
            None => self.fail(Failure::TooMuch),
        }
        self.failure.is_none()
    }

    pub fn push(&mut self, node: Node<'a>) {
        if self.charge(1) {
            self.stack.push(node);
        }
    }

    pub(super) fn copy(&mut self, (from, to): (usize, usize)) {
        for at in from..to {
            if let Some(node) = self.stack.get(at) {
                self.push(*node);
            }
        }
    }

    /// The items from here on.
    pub fn from(&self, start: usize) -> &[Node<'a>] {
        self.stack.get(start..).unwrap_or(&[])
    }

    /// Takes everything from `start` away, and gives the item where it was one.
    pub fn one(&mut self, start: usize) -> Option<Node<'a>> {
        if self.stack.len() > start + 1 {
            self.fail(Failure::NotOne);
        }
        let one = self.stack.get(start).copied();
        self.stack.truncate(start);
        one
    }

    /// Keeps what lies above `to` of what lies above `from`.
    pub fn keep(&mut self, from: usize, to: usize) {
        let to = to.min(self.stack.len());
        if from < to {
            self.stack.drain(from..to);
        }
    }

    /// Keeps the one item at this place of all above `start`.
    pub fn only(&mut self, start: usize, place: Option<usize>) {
        let node = place.and_then(|place| self.stack.get(place).copied());
        self.leave(start, node);
    }

    /// Keeps those above `start` that are wanted.
    pub fn retain(&mut self, start: usize, wanted: &dyn Fn(&Node<'a>) -> bool) {
        let mut kept = start;
        for at in start..self.stack.len() {
            if self.stack.get(at).is_some_and(wanted) {
                self.stack.swap(kept, at);
                kept += 1;
            }
        }
        self.stack.truncate(kept);
    }

    /// Leaves one boolean, or nothing, of all above `start`.
    pub fn answer(&mut self, start: usize, answer: Option<bool>) {
        self.leave(start, answer.map(Node::Boolean));
    }

    /// Leaves one item, or nothing, of all above `start`.
    pub fn leave(&mut self, start: usize, node: Option<Node<'a>>) {
        self.stack.truncate(start);
        if let Some(node) = node {
            self.push(node);
        }
    }

    /// Keeps a text that was made, for as long as the result.
    pub fn text(&mut self, text: String) -> Node<'a> {
        self.charge(text.len());
        let (kept, room) = self.room.keep(text);
        self.room = room;
        Node::Text(kept)
    }
}
