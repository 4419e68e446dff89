use serde_json::{Value, json};

use super::entry::{LEASE, MOST_WAIT};
use super::*;
use crate::effect::Method;

/// A check-in of Asha that waits.
pub(crate) fn entry(id: &str, saved_at: i64) -> Entry {
    Entry {
        id: id.into(),
        account: "asha".into(),
        kind: Kind::CheckIn,
        risk: false,
        method: Method::Post,
        path: "/fhir".into(),
        body: Value::Null,
        expects: vec!["r1".into(), "o1".into()],
        saved_at,
        not_before: 0,
        attempts: 1,
        state: State::Waiting,
    }
}

fn answered(ids: &[&str]) -> Value {
    let entries: Vec<_> = ids
        .iter()
        .map(|id| json!({"response": {"status": "201 Created", "location": format!("X/{id}/_history/1")}}))
        .collect();
    json!({"resourceType": "Bundle", "type": "transaction-response", "entry": entries})
}

#[test]
fn risk_goes_first_then_the_oldest() {
    let risk = Entry { risk: true, ..entry("late", 9) };
    let all = [entry("b", 2), entry("a", 1), risk];
    assert_eq!(pick(&all, "asha", 100).map(|e| e.id.as_str()), Some("late"));
    assert_eq!(pick(&all[..2], "asha", 100).map(|e| e.id.as_str()), Some("a"));
    assert_eq!(pick(&all, "sam", 100), None);
}

#[test]
fn what_waits_does_not_hold_up_the_others() {
    let waits = Entry { not_before: 500, ..entry("a", 1) };
    let held = Entry { state: State::NeedsYou(Why::Refused), ..entry("c", 0) };
    let all = [waits, entry("b", 2), held];
    assert_eq!(pick(&all, "asha", 100).map(|e| e.id.as_str()), Some("b"));
    assert_eq!(next_wait(&all, 100), Some(400));
}

#[test]
fn an_attempt_that_nobody_settled_is_looked_at_again() {
    let sending = entry("a", 1).sending(1_000);
    assert_eq!(next_wait(&[sending], 2_000), Some(59_000));
    assert_eq!(next_wait(&[Entry { state: State::NeedsSignIn, ..entry("a", 1) }], 0), None);
}

#[test]
fn an_attempt_is_taken_over_only_after_its_lease_or_a_clock_set_back() {
    let sending = entry("a", 1).sending(1_000);
    assert!(!sending.may_go(1_000 + LEASE - 1));
    assert!(sending.may_go(1_000 + LEASE));
    assert!(sending.may_go(0));
}

#[test]
fn a_wait_set_by_a_wrong_clock_is_not_obeyed() {
    let far = Entry { not_before: 10 * 365 * 86_400_000, ..entry("a", 1) };
    assert!(far.may_go(0));
}

#[test]
fn each_answer_has_one_outcome() {
    let table = [
        (Answer::Status(200, Some(answered(&["r1", "o1"])), None), Outcome::Delivered),
        (Answer::Status(200, Some(answered(&["r1"])), None), Outcome::Later),
        (Answer::Status(200, None, None), Outcome::Later),
        (Answer::Status(200, Some(json!("<html>")), None), Outcome::Later),
        (Answer::None, Outcome::Later),
        (Answer::Status(401, None, None), Outcome::NeedsSignIn),
        (Answer::Status(403, None, None), Outcome::NeedsYou(Why::Refused)),
        (Answer::Status(409, None, None), Outcome::NeedsYou(Why::Conflict)),
        (Answer::Status(412, None, None), Outcome::NeedsYou(Why::Conflict)),
        (Answer::Status(422, None, None), Outcome::NeedsYou(Why::Refused)),
        (Answer::Status(408, None, None), Outcome::Later),
        (Answer::Status(425, None, None), Outcome::Later),
        (Answer::Status(429, None, Some(7)), Outcome::Later),
        (Answer::Status(500, None, None), Outcome::Later),
        (Answer::Status(503, None, None), Outcome::Later),
        (Answer::Status(302, None, None), Outcome::Later),
    ];
    for (answer, expect) in table {
        let (outcome, kept) = settle(&entry("a", 1), &answer, 10, 3);
        assert_eq!(outcome, expect, "{answer:?}");
        assert_eq!(kept.is_none(), outcome == Outcome::Delivered, "{answer:?}");
    }
}

#[test]
fn retries_wait_and_obey_retry_after_up_to_an_hour() {
    let wait = |answer: &Answer, attempts, jitter| {
        let tried = Entry { attempts, ..entry("a", 1) };
        settle(&tried, answer, 0, jitter).1.map(|e| e.not_before).unwrap_or_default()
    };
    assert!(wait(&Answer::None, 1, 999_999) <= 4_000);
    assert!(wait(&Answer::None, 60, 999_999) <= 600_000);
    assert!(wait(&Answer::None, 60, 0) >= 1_000);
    assert_eq!(wait(&Answer::Status(429, None, Some(120)), 1, 0), 120_000);
    assert_eq!(wait(&Answer::Status(503, None, Some(u32::MAX)), 1, 0), MOST_WAIT);
}
