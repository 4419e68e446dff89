//! Where the focus goes when a press takes away, or replaces, what was pressed.

use super::Answering;
use super::build::{is_searched, is_seen, key_of};
use super::shown::{Given, RowKey};
use crate::effect::Effect;
use crate::sdc::Live;

/// What a press on a question leaves behind: looked at before it is done, asked for the focus after it.
pub(super) enum Leaves {
    /// The control that was pressed stays.
    Itself,
    /// The focus goes to the first control of the question.
    Question,
    /// To the part of the question with this name, if what was pressed there was replaced.
    Part(&'static str),
    /// To the typed answer that was just added.
    Newest,
    /// To the typed answer at this place, or the last one before it.
    Slot(usize),
}

impl Leaves {
    pub(super) fn of(live: &Live, at: usize, given: &Given) -> Self {
        match given {
            Given::Cleared => Self::Question,
            Given::NotSaid(_) => Self::Part("not-said"),
            Given::SlotAdded => Self::Newest,
            Given::SlotRemoved(slot) => {
                let answers = live.node(at).map(|node| node.answers.as_slice()).unwrap_or_default();
                let place = answers.iter().position(|answer| answer.id == *slot).unwrap_or(0);
                Self::Slot(place.saturating_sub(1))
            }
            // What was picked from a long list has a button of its own, or was pressed in the list that closes.
            Given::Chosen(..) if is_searched(live, at) => Self::Slot(0),
            _ => Self::Itself,
        }
    }

    pub(super) fn focus(self, live: &Live, (at, key): (usize, &RowKey)) -> Option<Effect> {
        let answers = live.node(at).map(|node| node.answers.as_slice()).unwrap_or_default();
        let numbered = |answer: Option<u32>| Some(answer.unwrap_or(0).to_string());
        let replaced = matches!(self, Self::Part(_));
        let part = match self {
            Self::Itself => return None,
            Self::Question => None,
            Self::Part(name) => Some(name.to_owned()),
            Self::Newest => numbered(answers.last().map(|answer| answer.id)),
            // The field that finds choices has the number 0, whatever was picked.
            Self::Slot(_) if is_searched(live, at) => numbered(None),
            Self::Slot(place) => numbered(answers.get(place).map(|answer| answer.id)),
        };
        let mut id = key.0.to_string();
        if let Some(part) = part {
            id.push('-');
            id.push_str(&part);
        }
        Some(if replaced { Effect::Refocus(id) } else { Effect::Focus(id) })
    }
}

/// The first question at or below a node: of a repetition, that what can be done with all of it is not taken for it.
pub(super) fn first_question(live: &Live, at: usize) -> Option<usize> {
    if !is_seen(live, at) {
        return None;
    }
    if live.item(at).is_some_and(|item| item.kind.is_question()) {
        return Some(at);
    }
    live.node(at)?.children.iter().find_map(|child| first_question(live, *child))
}

/// To a repetition: on a page to its first question; where it is on another step, to that step.
pub(super) fn on_repetition(answering: &mut Answering, at: usize) -> Vec<Effect> {
    let to = first_question(&answering.live, at).unwrap_or(at);
    let step = answering.step_of(to).filter(|step| *step < answering.steps());
    let moved = step.is_some_and(|step| step != answering.at);
    if let Some(step) = step {
        answering.at = step;
    }
    if moved || answering.mode == super::Mode::OneByOne {
        return vec![Effect::Top, Effect::Focus("h1".into())];
    }
    vec![Effect::Focus(key_of(to).0.to_string())]
}
