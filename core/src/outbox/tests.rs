use serde_json::{Value, json};

use super::ticket::{LEASE, MOST_WAIT};
use super::*;
use crate::effect::{Method, Place};

/// A check-in of Asha that waits.
pub(crate) fn entry(id: &str, saved_at: i64) -> Entry {
    Entry {
        ticket: ticket(id, saved_at),
        kind: Kind::CheckIn,
        risk: false,
        method: Method::Post,
        path: "/fhir".into(),
        body: Value::Null,
        saved_at,
    }
}

/// What is known of it to deliver it.
fn ticket(id: &str, rank: i64) -> Ticket {
    let expects = vec!["r1".into(), "o1".into()];
    Ticket { rank, attempts: 1, ..Ticket::new(id.into(), "asha".into(), expects) }
}

fn answered(ids: &[&str]) -> Value {
    let entries: Vec<_> = ids
        .iter()
        .map(|id| json!({"response": {"status": "201 Created", "location": format!("X/{id}/_history/1")}}))
        .collect();
    json!({"resourceType": "Bundle", "type": "transaction-response", "entry": entries})
}

/// The ids that a run sends, each answered by nothing that ends it.
fn sent(tickets: &[Ticket], now: i64) -> Vec<String> {
    let (mut run, mut sent) = (Run::default(), vec![]);
    while let Some(step) = run.next(tickets.iter().map(|t| (t, true)), now) {
        let Step::Send(ticket) = step else { panic!("held") };
        run.answered(&ticket, &Answer::Status(503, None, None), now, 0);
        sent.push(ticket.id);
    }
    sent
}

#[test]
fn risk_goes_first_then_the_oldest_and_a_clock_set_back_changes_no_order() {
    let mut all: Vec<Ticket> = vec![];
    for (id, risk, saved_at) in [("a", false, 50), ("b", false, 10), ("risk", true, 90), ("c", false, 60)] {
        let place = rank(&all, Place::Device, risk, saved_at);
        all.push(ticket(id, place));
    }
    assert_eq!(sent(&all, 100), ["risk", "a", "b", "c"]);
    // Alone, a risk entry has the number that any other would have.
    assert_eq!(rank(&[], Place::Device, true, 90), rank(&[], Place::Device, false, 90));
    // The page's memory is seen by this page alone.
    all.push(ticket("page", rank(&[], Place::Page, false, 1)));
    all.push(ticket("page risk", rank(&[], Place::Page, true, 99)));
    assert_eq!(sent(&all, 100), ["page risk", "risk", "a", "b", "c", "page"]);
}

proptest::proptest! {
    #[test]
    fn entries_go_in_the_order_in_which_they_were_saved(times in proptest::collection::vec(0..1000_i64, 1..20)) {
        let mut all: Vec<Ticket> = vec![];
        for (at, time) in times.iter().enumerate() {
            let place = rank(&all, Place::Device, false, *time);
            all.push(ticket(&at.to_string(), place));
        }
        let expect: Vec<String> = (0..times.len()).map(|at| at.to_string()).collect();
        proptest::prop_assert_eq!(sent(&all, 2_000), expect);
    }
}

#[test]
fn what_waits_does_not_hold_up_the_others() {
    let waits = Ticket { not_before: 500, ..ticket("a", 1) };
    let held = Ticket { state: State::NeedsYou(Why::Refused), ..ticket("c", 0) };
    let all = [waits, ticket("b", 2), held];
    assert_eq!(sent(&all, 100), ["b"]);
    assert_eq!(next_wait(all.iter(), 100), Some(400));
    let mut hurried = Run::new(true);
    assert!(
        matches!(hurried.next(all.iter().map(|t| (t, true)), 100), Some(Step::Send(first)) if first.id == "a")
    );
}

#[test]
fn without_an_answer_nothing_more_is_sent_but_what_cannot_go_is_told() {
    let all = [ticket("a", 1), ticket("b", 2), ticket("c", 3)];
    let mut run = Run::default();
    let Some(Step::Send(first)) = run.next(all.iter().map(|t| (t, t.id != "c")), 10) else {
        panic!("nothing sent")
    };
    assert_eq!(run.answered(&first, &Answer::None, 10, 0).0, Outcome::Later);
    let held = run.next(all.iter().map(|t| (t, t.id != "c")), 10);
    assert!(matches!(held, Some(Step::Hold(t)) if t.id == "c" && t.state == State::NeedsSignIn));
    assert_eq!(run.next(all.iter().map(|t| (t, t.id != "c")), 10), None);
}

#[test]
fn an_attempt_that_nobody_settled_is_looked_at_again() {
    let sending = ticket("a", 1).sending(1_000);
    assert_eq!(next_wait([sending].iter(), 2_000), Some(59_000));
    assert_eq!(next_wait([Ticket { state: State::NeedsSignIn, ..ticket("a", 1) }].iter(), 0), None);
}

#[test]
fn an_attempt_is_taken_over_only_after_its_lease_or_a_clock_set_back() {
    let sending = ticket("a", 1).sending(1_000);
    assert!(!sending.may_go(1_000 + LEASE - 1));
    assert!(sending.may_go(1_000 + LEASE));
    assert!(sending.may_go(0));
}

#[test]
fn the_holder_of_the_lock_takes_over_what_a_closed_page_left_on_its_way() {
    let left = [ticket("a", 1).sending(1_000)];
    assert_eq!(Run::new(true).next(left.iter().map(|t| (t, true)), 2_000), None);
    let taken = Run::new(false).alone(true).next(left.iter().map(|t| (t, true)), 2_000);
    assert!(matches!(taken, Some(Step::Send(t)) if t.state == State::Sending { since: 2_000, epoch: 3 }));
}

#[test]
fn a_wait_set_by_a_wrong_clock_is_not_obeyed() {
    let far = Ticket { not_before: 10 * 365 * 86_400_000, ..ticket("a", 1) };
    assert!(far.may_go(0));
}

fn outcome() -> Value {
    json!({"resourceType": "OperationOutcome", "issue": [{"code": "login"}]})
}

#[test]
fn each_answer_has_one_outcome() {
    let table = [
        (Answer::Status(200, Some(answered(&["r1", "o1"])), None), Outcome::Delivered),
        (Answer::Status(200, Some(answered(&["r1"])), None), Outcome::Later),
        (Answer::Status(200, None, None), Outcome::Later),
        (Answer::Status(200, Some(json!("<html>")), None), Outcome::Later),
        (Answer::None, Outcome::Later),
        (Answer::Status(401, Some(outcome()), None), Outcome::NeedsSignIn),
        (Answer::Status(401, None, None), Outcome::Later),
        (Answer::Status(401, Some(json!({"error": "x"})), None), Outcome::Later),
        (Answer::Missing, Outcome::NeedsYou(Why::Refused)),
        (Answer::Status(403, Some(outcome()), None), Outcome::NeedsYou(Why::Refused)),
        (Answer::Status(403, None, None), Outcome::Later),
        (Answer::Status(403, Some(json!({"error": "blocked"})), None), Outcome::Later),
        (Answer::Status(404, None, None), Outcome::Later),
        (Answer::Status(407, None, None), Outcome::Later),
        (Answer::Status(409, Some(outcome()), None), Outcome::NeedsYou(Why::Conflict)),
        (Answer::Status(409, None, None), Outcome::Later),
        (Answer::Status(410, Some(outcome()), None), Outcome::NeedsSignIn),
        (Answer::Status(410, None, None), Outcome::Later),
        (Answer::Status(412, Some(outcome()), None), Outcome::NeedsYou(Why::Conflict)),
        (Answer::Status(412, None, None), Outcome::Later),
        (Answer::Status(413, Some(outcome()), None), Outcome::NeedsYou(Why::Refused)),
        (Answer::Status(413, None, None), Outcome::Later),
        (Answer::Status(422, Some(outcome()), None), Outcome::NeedsYou(Why::Refused)),
        (Answer::Status(422, None, None), Outcome::Later),
        (Answer::Status(451, None, None), Outcome::Later),
        (Answer::Status(408, None, None), Outcome::Later),
        (Answer::Status(425, None, None), Outcome::Later),
        (Answer::Status(429, None, Some(7)), Outcome::Later),
        (Answer::Status(500, None, None), Outcome::Later),
        (Answer::Status(503, None, None), Outcome::Later),
        (Answer::Status(302, None, None), Outcome::Later),
    ];
    for (answer, expect) in table {
        let (outcome, kept) = settle(&ticket("a", 1), &answer, 10, 3);
        assert_eq!(outcome, expect, "{answer:?}");
        assert_eq!(kept.is_none(), outcome == Outcome::Delivered, "{answer:?}");
    }
}

#[test]
fn feedback_is_sent_only_once_its_own_id_comes_back() {
    let feedback = Ticket { expects: vec![], ..ticket("f", 1) };
    let outcome = |body: Value| settle(&feedback, &Answer::Status(200, Some(body), None), 10, 3).0;
    assert_eq!(outcome(json!({"id": "f"})), Outcome::Delivered);
    for page in [json!({}), json!({"error": "login"}), json!({"kept": true}), json!({"id": "g"})] {
        assert_eq!(outcome(page.clone()), Outcome::Later, "{page}");
    }
}

#[test]
fn retries_wait_and_obey_retry_after_up_to_an_hour() {
    let wait = |answer: &Answer, attempts, jitter| {
        let tried = Ticket { attempts, ..ticket("a", 1) };
        settle(&tried, answer, 0, jitter).1.map(|e| e.not_before).unwrap_or_default()
    };
    assert!(wait(&Answer::None, 1, 999_999) <= 4_000);
    assert!(wait(&Answer::None, 60, 999_999) <= 600_000);
    assert!(wait(&Answer::None, 60, 0) >= 1_000);
    assert_eq!(wait(&Answer::Status(429, None, Some(120)), 1, 0), 120_000);
    assert_eq!(wait(&Answer::Status(503, None, Some(u32::MAX)), 1, 0), MOST_WAIT);
}

#[test]
fn what_did_not_leave_the_device_was_not_tried() {
    let before = Ticket { attempts: 0, ..ticket("a", 1) };
    let (outcome, left) = settle(&before.sending(100), &Answer::Unsent, 100, 0);
    let left = left.unwrap();
    assert_eq!((outcome, left.attempts, left.state), (Outcome::Later, 0, State::Waiting));
    assert!(left.is_surely_here() && !left.may_go(101) && left.may_go(100 + 60_000));
    let (_, left) = settle(&before.sending(100), &Answer::None, 100, 0);
    assert!(!left.unwrap().is_surely_here(), "nobody knows");
    let mut run = Run::default();
    let all = [before.clone(), ticket("b", 2)];
    let Some(Step::Send(first)) = run.next(all.iter().map(|t| (t, true)), 100) else { panic!() };
    run.answered(&first, &Answer::Unsent, 100, 0);
    assert_eq!(run.next(all.iter().map(|t| (t, true)), 100), None, "the others would meet the same");
}

/// A file of so many parts that goes after `after`.
fn file(id: &str, rank: i64, (there, all): (u32, u32), after: &str) -> Ticket {
    let parts = Parts { all, there, tried: 0 };
    Ticket { parts, after: after.into(), expects: vec![id.into()], attempts: 0, ..ticket(id, rank) }
}

fn lacks(id: &str, next: &str) -> Value {
    json!({"id": id, "next": next})
}

#[test]
fn a_file_goes_when_nothing_else_is_to_go_and_after_its_answers() {
    let all = [file("f", 1, (0, 3), "a"), ticket("a", 2), file("g", 0, (1, 2), ""), ticket("risk", -5)];
    let mut run = Run::default();
    let mut sent = vec![];
    let mut left = all.to_vec();
    while let Some(Step::Send(next)) = run.next(left.iter().map(|t| (t, true)), 100) {
        sent.push((next.id.clone(), next.part()));
        let body = match next.part() {
            Some(part) => lacks(&next.id, &(part + 1).to_string()),
            None => json!({"id": next.id, "entry": [
                {"response": {"location": "X/r1"}}, {"response": {"location": "X/o1"}}]}),
        };
        let (_, after) = run.answered(&next, &Answer::Status(200, Some(body), None), 100, 0);
        left.retain(|ticket| ticket.id != next.id);
        left.extend(after);
    }
    let expect = [
        ("risk", None),
        ("a", None),
        ("g", Some(1)),
        ("g", None),
        ("f", Some(0)),
        ("f", Some(1)),
        ("f", Some(2)),
        ("f", None),
    ];
    assert_eq!(sent, expect.map(|(id, part)| (id.to_owned(), part)));
    assert_eq!(left, []);
    // While its answers surely are not there, it waits with them; where they may be, the gateway knows.
    let held = |attempts| {
        let answers = Ticket { state: State::NeedsYou(Why::Refused), attempts, ..ticket("a", 2) };
        let all = [file("f", 1, (3, 3), "a"), answers];
        Run::default().next(all.iter().map(|t| (t, true)), 100).is_some()
    };
    assert_eq!((held(1), held(2)), (false, true));
    let tried = |tried| {
        let mut waits = file("f", 1, (0, 3), "a");
        waits.parts.tried = tried;
        let all = [waits, Ticket { state: State::NeedsYou(Why::Conflict), attempts: 2, ..ticket("a", 2) }];
        Run::default().next(all.iter().map(|t| (t, true)), 100).is_some()
    };
    assert_eq!((tried(2), tried(3)), (true, false), "the gateway has said that they are not there");
}

#[test]
fn feedback_keeps_away_from_what_goes_by_itself_and_not_from_what_waits_for_the_person() {
    let answers = |state, attempts| Ticket { state, attempts, ..ticket("a", 2) };
    let check = |answers: Ticket, expect| {
        let all = [file("f", 1, (0, 3), "a"), answers];
        assert_eq!(any_goes(all.iter()), expect, "{all:?}");
    };
    check(answers(State::Waiting, 0), true);
    check(answers(State::Sending { since: 0, epoch: 1 }, 1), true);
    check(answers(State::NeedsSignIn, 0), false);
    check(answers(State::NeedsYou(Why::Conflict), 1), false);
    check(answers(State::NeedsYou(Why::Refused), 2), false);
    assert!(any_goes([file("g", 0, (1, 2), "")].iter()));
    assert!(!any_goes([].iter()));
}

#[test]
fn a_part_that_the_gateway_has_is_not_sent_again_and_one_that_it_lost_is() {
    let check = |(there, status, body): (u32, u16, Value), expect: (Outcome, u32)| {
        let sent = file("f", 1, (there, 5), "").sending(100);
        let (outcome, left) = settle(&sent, &Answer::Status(status, Some(body.clone()), None), 100, 0);
        let left = left.unwrap();
        assert_eq!((outcome, left.parts.there), expect, "{there} {status} {body}");
        assert_eq!(left.not_before == 0, outcome == Outcome::Part, "without a pause only where it goes on");
        assert_eq!(left.state, State::Waiting);
    };
    check((0, 200, lacks("f", "1")), (Outcome::Part, 1));
    check((1, 200, lacks("f", "5")), (Outcome::Part, 5));
    check((4, 200, lacks("f", "9")), (Outcome::Part, 5));
    check((3, 200, lacks("f", "1")), (Outcome::Later, 1));
    check((3, 200, lacks("f", "3")), (Outcome::Later, 3));
    check((5, 424, lacks("f", "2")), (Outcome::Later, 2));
    check((5, 424, json!({"id": "f"})), (Outcome::Later, 5));
    // What says nothing of this file changes nothing.
    check((2, 200, lacks("g", "3")), (Outcome::Later, 2));
    check((2, 200, json!({"id": "f"})), (Outcome::Later, 2));
    check((2, 200, json!("<html>")), (Outcome::Later, 2));
}

#[test]
fn parts_alone_are_nothing_that_the_team_could_have() {
    let sent = file("f", 1, (2, 3), "").sending(5);
    let back = Ticket { state: State::Waiting, ..sent };
    assert!(back.is_surely_here() && back.parts.tried == 1 && back.attempts == 0);
    let whole = Ticket { state: State::Waiting, ..file("f", 1, (3, 3), "").sending(5) };
    assert!(!whole.is_surely_here(), "nobody knows");
    let (_, left) = settle(&file("f", 1, (2, 3), "").sending(5), &Answer::Unsent, 5, 0);
    assert_eq!(left.unwrap().parts.tried, 0, "it did not leave the device");
}

#[test]
fn what_is_sealed_is_told_by_where_it_stands() {
    let check = |tickets: &[(Ticket, bool)], expect: (usize, usize, usize)| {
        let mut waiting = Waiting::default();
        waiting.count_sealed(tickets.iter().map(|(ticket, can_send)| (ticket, *can_send)));
        let goes = waiting.sealed - waiting.held - waiting.stopped;
        assert_eq!((goes, waiting.held, waiting.stopped), expect, "{tickets:?}");
    };
    let is = |state| Ticket { state, ..ticket("a", 1) };
    let refused = || is(State::NeedsYou(Why::Refused));
    check(&[(is(State::Waiting), true), (is(State::Sending { since: 1, epoch: 1 }), true)], (2, 0, 0));
    check(&[(is(State::Waiting), false), (is(State::NeedsSignIn), true)], (0, 2, 0));
    check(&[(refused(), true), (is(State::NeedsYou(Why::Conflict)), false)], (0, 0, 2));
    let file = || Ticket { after: "a".into(), ..ticket("f", 2) };
    check(&[(file(), true), (refused(), true)], (0, 0, 2));
    check(&[(file(), true), (is(State::NeedsSignIn), true)], (0, 2, 0));
    check(&[(file(), true), (is(State::Waiting), true)], (2, 0, 0));
    // What it belonged to is sent.
    check(&[(file(), true)], (1, 0, 0));
}
