//! All answers, before they are sent.

use super::row::key;
use super::steps::{Part, is_seen};
use super::text::rich;
use super::view::{pointers, question};
use crate::form::Answering;
use crate::form::shown::{FinishView, Pointer, ReviewRow};
use crate::sdc::{Answer, Kind, Live};
use crate::words::{checks as words, form as said};

/// The review.
pub(crate) fn finish(answering: &Answering) -> FinishView {
    let live = &answering.live;
    let mut rows = Vec::new();
    for top in live.tops() {
        review(live, *top, 0, &mut rows);
    }
    let mut open: Vec<Pointer> = Vec::new();
    for at in answering.asked() {
        let said = live.node(at).is_some_and(|node| node.not_said);
        if !said && live.values(at).is_empty() && !live.needed(at) && live.is_open(at) {
            let step = answering.step_of(at).unwrap_or(0);
            open.push(Pointer {
                key: key(at, Part::Node),
                step,
                question: question(live, at),
                words: words::OPEN.into(),
            });
        }
    }
    FinishView {
        alone: false,
        others: false,
        rows,
        left: pointers(answering, None),
        open,
        help: !answering.risky().is_empty(),
        helper: answering.draft.helper.clone(),
        sending: answering.sending,
        trouble: answering.trouble,
    }
}

fn review(live: &Live, at: usize, depth: u8, rows: &mut Vec<ReviewRow>) {
    let (Some(node), Some(item)) = (live.node(at), live.item(at)) else { return };
    if !is_seen(live, at) || !node.on || item.kind == Kind::Display {
        return;
    }
    let asks = item.kind.is_question();
    let form = live.form();
    let place = rows.len();
    let words = match node.extra.as_ref().and_then(|extra| extra.words.clone()) {
        Some(words) => crate::form::shown::Rich::Plain(words),
        None => rich(form.json(node.item), "text", &form.language),
    };
    let row = ReviewRow {
        key: asks.then(|| key(at, Part::Node)),
        depth,
        question: words,
        answers: answers(live, at),
        not_said: node.not_said,
        calculated: live.frozen(at) && live.is_calculated(node.item),
        can_change: asks && live.is_open(at),
    };
    if asks || !row.question.is_empty() {
        rows.push(row);
    }
    let before = rows.len();
    for child in &node.children {
        review(live, *child, depth.saturating_add(1), rows);
    }
    // A heading over nothing says nothing.
    if !asks && rows.len() == before {
        rows.truncate(place);
    }
}

/// The answers of a question in words, also of one that is not enabled now.
pub(super) fn answers(live: &Live, at: usize) -> Vec<String> {
    let first = live.node(at).and_then(|node| node.answers.iter().find_map(Answer::bare));
    match first.and_then(serde_json::Value::as_bool) {
        Some(true) => vec![said::YES.into()],
        Some(false) => vec![said::NO.into()],
        None => live.words(at),
    }
}
