//! The review.

use lapwing_core::event::Event;
use lapwing_core::form::shown::{FinishView, Pointer, ReviewRow, Rich};
use lapwing_core::trouble::Trouble;
use yew::Callback;

use super::key;
use crate::components::Fixtures;
use crate::screens::asking::finish;

fn row(name: Option<&str>, question: &str, answers: &[&str]) -> ReviewRow {
    ReviewRow {
        key: name.map(key),
        depth: 0,
        question: Rich::plain(question),
        answers: answers.iter().map(|answer| (*answer).to_owned()).collect(),
        not_said: false,
        calculated: false,
        can_change: true,
    }
}

fn points(name: &str, question: &str) -> Pointer {
    Pointer { key: key(name), step: 0, question: question.into(), words: "Not answered yet".into() }
}

fn view() -> FinishView {
    let total = ReviewRow { calculated: true, can_change: false, ..row(Some("q4"), "Your total", &["12"]) };
    FinishView {
        others: false,
        alone: false,
        rows: vec![
            row(None, "How you have felt", &[]),
            row(Some("q1"), "Little interest or pleasure in doing things", &["More than half the days"]),
            row(Some("q2"), "What helps you?", &["Talking", "My dog"]),
            ReviewRow { not_said: true, ..row(Some("q3"), "Who lives with you?", &[]) },
            total,
            row(Some("q5"), "Is there anything else that your team should know?", &[]),
        ],
        left: vec![],
        open: vec![],
        help: false,
        helper: None,
        sending: false,
        trouble: None,
    }
}

pub(super) fn fixtures() -> Fixtures {
    let send = Callback::<Event>::noop();
    let left = vec![points("q6", "How are you today?")];
    let open = vec![points("q5", "Is there anything else that your team should know?")];
    let drawn = |view: &FinishView| finish("Mood check-in", view, &send).done();
    vec![
        ("finish", drawn(&view())),
        ("finish_left", drawn(&FinishView { left, open, help: true, ..view() })),
        ("finish_sending", drawn(&FinishView { sending: true, ..view() })),
        ("finish_trouble", drawn(&FinishView { trouble: Some(Trouble::StorageFull), ..view() })),
    ]
}
