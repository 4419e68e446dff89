use super::*;
use crate::outbox::{Entry, Kind, State as Entries, Ticket, Why};

fn entry(account: &str, state: Entries) -> Entry {
    Entry {
        ticket: Ticket { state, ..Ticket::new("1".into(), account.into(), vec![]) },
        kind: Kind::CheckIn,
        risk: false,
        method: crate::effect::Method::Post,
        path: "/fhir".into(),
        body: serde_json::Value::Null,
        saved_at: 0,
    }
}

fn check(change: impl FnOnce(&mut State), live: bool, expect: Option<SyncLine>) {
    let mut state = State::default();
    change(&mut state);
    assert_eq!(frame(&state, "asha", live).sync, expect);
}

#[test]
fn the_line_speaks_only_when_it_matters() {
    check(|_| {}, true, None);
    check(|_| {}, false, Some(SyncLine::SignedOut(0)));
    check(|s| s.online = false, false, Some(SyncLine::Offline(0)));
    check(|s| s.online = false, true, Some(SyncLine::Offline(0)));
    check(|s| s.waiting.outbox = vec![entry("asha", Entries::Waiting)], true, Some(SyncLine::Waiting(1)));
    check(|s| s.waiting.outbox = vec![entry("sam", Entries::Waiting)], true, None);
    check(
        |s| s.waiting.outbox = vec![entry("asha", Entries::NeedsSignIn)],
        true,
        Some(SyncLine::NeedsSignIn(1)),
    );
    let refused = Entries::NeedsYou(Why::Refused);
    check(|s| s.waiting.outbox = vec![entry("asha", refused)], false, Some(SyncLine::NeedsYou(1)));
    let full = crate::trouble::Trouble::StorageFull;
    check(|s| s.storage = Some(full), true, Some(SyncLine::Storage(full)));
}

#[test]
fn help_is_there_before_anything_came() {
    let state = State::default();
    let numbers: Vec<_> =
        state.contacts.iter().filter_map(|c| c.call.as_deref().or(c.text.as_deref())).collect();
    for number in ["999", "111", "116 123", "85258", "0800 1111"] {
        assert!(numbers.contains(&number), "{number} in {numbers:?}");
    }
    assert!(!state.trust.reads.is_empty());
}

#[test]
fn broken_help_data_does_not_replace_what_was_shipped() {
    let mut state = State::default();
    let before = state.contacts.clone();
    for body in [
        serde_json::json!(null),
        serde_json::json!({"contacts": []}),
        serde_json::json!({"contacts": [{"id": "x"}]}),
    ] {
        let reply = Reply { status: 200, body, etag: None };
        fetched(&mut state, &Tag::Help, Ok(&reply));
        fetched(&mut state, &Tag::Trust, Ok(&reply));
    }
    assert_eq!(state.contacts, before);
    assert!(!state.trust.team.is_empty());
}

#[test]
fn feedback_in_the_list_of_what_waits_has_no_time() {
    let outbox = vec![entry("asha", Entries::Waiting), entry("sam", Entries::Waiting)];
    let all = Waiting { outbox, feedback: vec![entry("", Entries::Waiting)], ..Waiting::default() };
    let given = all.feedback.iter().map(|entry| entry.ticket.id.clone()).collect();
    let state = State { waiting: all, given, ..State::default() };
    let view = waiting_view(&state);
    let saved: Vec<_> = view.rows.iter().map(|r| r.saved.as_deref()).collect();
    assert_eq!((saved, view.unnamed), (vec![Some("then"), None], 0));
    // Of what somebody else gave here there is a number alone, and the line under the bar does not count it.
    let other = State { given: vec![], ..state };
    assert_eq!((waiting_view(&other).rows.len(), waiting_view(&other).unnamed), (1, 1));
    assert_eq!(frame(&other, "asha", true).sync, Some(SyncLine::Waiting(1)));
}

#[test]
fn what_waits_says_where_it_is_and_what_could_not_be_opened() {
    let mut held = entry("asha", Entries::Waiting);
    held.ticket.id = "2".into();
    let outbox = vec![entry("asha", Entries::Waiting), held];
    let all = Waiting { outbox, on_page: vec!["2".into()], unreadable: 3, ..Waiting::default() };
    let view = waiting(
        &State { waiting: all, ..State::default() },
        "asha",
        &|_| "then".into(),
        (&|_| Err(""), &|_| None),
    );
    assert_eq!(view.rows.iter().map(|r| r.on_device).collect::<Vec<_>>(), [true, false]);
    assert_eq!(view.unreadable, 3);
}

#[test]
fn what_was_listed_while_it_was_locked_is_not_called_sent() {
    let shown = |sealed| {
        let waiting = crate::outbox::Waiting { sealed, ..Default::default() };
        let state = State { waiting, listed: true, ..State::default() };
        waiting_view(&state).loading
    };
    assert!(shown(2) && !shown(0));
}

fn waiting_view(state: &State) -> WaitingView {
    waiting(state, "asha", &|_| "then".into(), (&|_| Err(""), &|_| None))
}

#[test]
fn a_file_stands_under_the_answers_that_it_belongs_to() {
    let one = |id: &str, after: &str| {
        let mut one = entry("asha", Entries::Waiting);
        (one.ticket.id, one.ticket.after) = (id.into(), after.into());
        one
    };
    let mut state = State::default();
    state.waiting.outbox =
        vec![one("file", "b"), one("a", ""), one("other", "b"), one("b", ""), one("gone", "sent before")];
    let view = waiting(&state, "asha", &|_| String::new(), (&|_| Err(""), &|_| None));
    let rows: Vec<_> = view.rows.iter().map(|row| (row.id.as_str(), row.after)).collect();
    let expect = [("a", false), ("b", false), ("file", true), ("other", true), ("gone", false)];
    assert_eq!(rows, expect);
}

#[test]
fn what_was_not_taken_can_be_tried_again_but_a_plan_is_brought_together_instead() {
    let refused = Entries::NeedsYou(Why::Refused);
    let conflict = Entries::NeedsYou(Why::Conflict);
    let table = [
        (Kind::CheckIn, refused, true),
        (Kind::CheckIn, conflict, true),
        (Kind::SafetyPlan, refused, true),
        (Kind::SafetyPlan, conflict, false),
        (Kind::Note, Entries::Waiting, false),
        (Kind::Note, Entries::NeedsSignIn, false),
    ];
    for (kind, at, expect) in table {
        let mut one = entry("asha", at);
        one.kind = kind;
        let mut state = State::default();
        state.waiting.outbox = vec![one];
        assert_eq!(waiting_view(&state).rows[0].can_retry, expect, "{kind:?} {at:?}");
    }
    let mut state = State::default();
    assert_eq!(update(&mut state, Event::RetryAsked("e".into())), [Effect::Retry("e".into())]);
}

#[test]
fn what_was_taken_back_is_said_and_what_could_not_be_too() {
    let mut state = State { unchanged: Some(Unchanged::Meanwhile), ..State::default() };
    assert_eq!(update(&mut state, Event::Discarded("e".into())), [Effect::Withdraw("e".into())]);
    let said = Effect::Announce(crate::words::waiting::TAKEN_BACK.into());
    assert!(state.unchanged.is_none() && withdrawn(&mut state, Ok(true)).contains(&said));
    let table = [
        (Ok(false), Unchanged::OnItsWay),
        (Err(Trouble::StorageFull), Unchanged::Trouble(Trouble::StorageFull)),
    ];
    for (done, expect) in table {
        assert!(withdrawn(&mut state, done).contains(&Effect::ListOutbox));
        assert_eq!(state.unchanged, Some(expect));
    }
}
