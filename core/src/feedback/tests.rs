use super::*;
use crate::effect::{Effect, Place};
use crate::now::Now;
use crate::outbox::Outcome;

fn now() -> Now {
    Now::new(1_000_000, 60, [5, 6, 7, 8])
}

fn sent(state: &mut State) -> crate::outbox::Entry {
    let effects = update(state, Event::Sent, Place::Device, &now());
    match effects.into_iter().next() {
        Some(Effect::QueueFeedback(_, entry)) => entry,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_body_holds_the_answer_and_nothing_of_the_person() {
    let mut state = State::default();
    update(&mut state, Event::Chosen(Overall::DontKnow), Place::Device, &now());
    update(&mut state, Event::BetterWritten("Shorter waits".into()), Place::Device, &now());
    let entry = sent(&mut state);
    let expect = serde_json::json!({"question": "fft-2020", "answer": "dont-know", "why": "", "better": "Shorter waits"});
    assert_eq!(entry.body, expect);
    assert_eq!((entry.ticket.account.as_str(), entry.saved_at), ("", 0));
    assert!(entry.ticket.not_before > now().time, "it waits");
}

#[test]
fn the_same_feedback_keeps_its_id_when_saving_fails() {
    let mut state = State::default();
    update(&mut state, Event::Chosen(Overall::Good), Place::Device, &now());
    update(&mut state, Event::WhyWritten("Kind".into()), Place::Device, &now());
    let first = sent(&mut state);
    queued(&mut state, &first.ticket.id, Err(crate::trouble::Trouble::StorageFull));
    assert_eq!(state.stage, Stage::Asking);
    assert_eq!(state.why, "Kind", "nothing is lost");
    let second = sent(&mut state);
    assert_eq!(first.ticket.id, second.ticket.id);
    assert!(!state.on_device, "the page holds it now");
    queued(&mut state, &second.ticket.id, Ok(()));
    assert_eq!(state.stage, Stage::Saved);
}

#[test]
fn it_is_sent_once_the_gateway_says_so_and_not_because_it_waits_no_longer() {
    let mut state = State::default();
    update(&mut state, Event::Chosen(Overall::Good), Place::Device, &now());
    let id = sent(&mut state).ticket.id;
    queued(&mut state, &id, Ok(()));
    for (of, outcome) in [("another", Outcome::Delivered), (id.as_str(), Outcome::Later)] {
        settled(&mut state, of, outcome);
        assert_eq!(state.stage, Stage::Saved);
    }
    settled(&mut state, &id, Outcome::Delivered);
    assert_eq!(state.stage, Stage::Sent);
}

#[test]
fn a_text_is_cut_at_its_most_by_characters() {
    let mut state = State::default();
    update(&mut state, Event::WhyWritten("ä".repeat(MOST_TEXT + 5)), Place::Page, &now());
    assert_eq!(state.why.chars().count(), MOST_TEXT);
}

#[test]
fn without_an_answer_nothing_is_sent() {
    let mut state = State::default();
    assert!(
        !update(&mut state, Event::Sent, Place::Page, &now())
            .iter()
            .any(|e| matches!(e, Effect::QueueFeedback(..)))
    );
    assert!(state.missing);
    update(&mut state, Event::Chosen(Overall::Poor), Place::Page, &now());
    assert!(!state.missing);
}

#[test]
fn the_answers_have_the_prescribed_words_and_order() {
    let words: Vec<_> = Overall::ALL.into_iter().map(crate::words::feedback::answer).collect();
    assert_eq!(words, ["Very good", "Good", "Neither good nor poor", "Poor", "Very poor", "Don’t know"]);
    assert_eq!(crate::words::feedback::QUESTION, "Overall, how was your experience of our service?");
}
