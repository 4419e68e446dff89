//! What a paper says: lines in steps, and the day to look at it again.

use super::merge::{Clash, Fields, merge};
use super::paper::PARTS;

/// The key of the day to look at it again, among the fields.
const REVIEW: &str = "review";

/// One line that the person wrote.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its id: it stays when the line is changed or moved.
    pub id: String,
    /// In which step, from 0.
    pub step: usize,
    /// What it says.
    pub text: String,
    /// A number to call or text; empty for none.
    pub phone: String,
}

/// A safety plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// The lines; those of one step in their order.
    pub lines: Vec<Line>,
    /// The day to look at it again, `2027-02-22`; empty for none.
    pub review: String,
}

/// What two changes of the plan leave for the person to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// A line was changed on both sides: both stand in the plan, by their ids (mine, theirs).
    Both(String, String),
    /// A line was changed on one side and taken away on the other: it stands; whether it was taken away here.
    Gone(String, bool),
    /// Two days to look at it again: mine stands.
    Review(String, String),
}

impl Plan {
    /// Nothing is written in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.review.is_empty()
    }

    /// The lines of a step.
    pub fn of(&self, step: usize) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.step == step)
    }

    /// The line with this id.
    #[must_use]
    pub fn line(&self, id: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.id == id)
    }

    /// Puts a line in the place of the one with its id, or at the end.
    pub fn put(&mut self, line: Line) {
        match self.lines.iter_mut().find(|known| known.id == line.id) {
            Some(known) => *known = line,
            None => self.lines.push(line),
        }
    }

    /// Takes a line out; where it stood, and what it was.
    pub fn take(&mut self, id: &str) -> Option<(usize, Line)> {
        let at = self.lines.iter().position(|line| line.id == id)?;
        Some((at, self.lines.remove(at)))
    }

    /// Moves a line one place up or down in its step; whether it moved.
    pub fn shift(&mut self, id: &str, up: bool) -> bool {
        let Some(at) = self.lines.iter().position(|line| line.id == id) else { return false };
        let step = self.lines.get(at).map_or(PARTS, |line| line.step);
        let of_step = |place: &usize| self.lines.get(*place).is_some_and(|line| line.step == step);
        let other = match up {
            true => (0..at).rev().find(of_step),
            false => (at + 1..self.lines.len()).find(of_step),
        };
        let Some(other) = other else { return false };
        self.lines.swap(at, other);
        true
    }

    /// The same plan, whatever the order in which lines of different steps stand.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        let alike = |step| self.of(step).eq(other.of(step));
        self.review == other.review && self.lines.len() == other.lines.len() && (0..PARTS).all(alike)
    }

    fn fields(&self, step: usize) -> Fields {
        let mut fields = Fields::new();
        for line in self.of(step) {
            let mut value = line.phone.clone();
            value.push('\n');
            value.push_str(&line.text);
            fields.push((line.id.clone(), value));
        }
        fields
    }
}

fn read(id: String, step: usize, value: &str) -> Line {
    let (phone, text) = value.split_once('\n').unwrap_or(("", value));
    Line { id, step, text: text.to_owned(), phone: phone.to_owned() }
}

/// Brings two changes of `base` together. Of a line that both changed, both stay, and the person is asked; `id` makes
/// the id of the second.
pub fn join(base: &Plan, mine: &Plan, theirs: &Plan, id: &dyn Fn() -> String) -> (Plan, Vec<Ask>) {
    let (mut plan, mut asks) = (Plan::default(), vec![]);
    for step in 0..PARTS {
        let merged = merge(&base.fields(step), &mine.fields(step), &theirs.fields(step));
        for (key, value) in merged.fields {
            let clash = merged.clashes.iter().find(|clash| clash.key == key);
            match clash {
                Some(Clash { mine: Some(own), theirs: Some(other), .. }) => {
                    let own = read(id(), step, own);
                    asks.push(Ask::Both(own.id.clone(), key.clone()));
                    plan.lines.push(own);
                    plan.lines.push(read(key, step, other));
                }
                Some(clash) => {
                    asks.push(Ask::Gone(key.clone(), clash.mine.is_none()));
                    plan.lines.push(read(key, step, &value));
                }
                None => plan.lines.push(read(key, step, &value)),
            }
        }
    }
    let day = |plan: &Plan| vec![(REVIEW.to_owned(), plan.review.clone())];
    let merged = merge(&day(base), &day(mine), &day(theirs));
    plan.review = merged.fields.into_iter().next().map(|(_, day)| day).unwrap_or_default();
    for clash in merged.clashes {
        asks.push(Ask::Review(clash.mine.unwrap_or_default(), clash.theirs.unwrap_or_default()));
    }
    (plan, asks)
}
