use serde_json::json;

use super::*;

/// Sunday 22 November 2026, 09:00 UTC.
fn now() -> Now {
    Now::new(1_795_338_000_000, 0, [1, 2, 3, 4])
}

fn reply(body: Value) -> Reply {
    Reply { status: 200, body, etag: None }
}

fn here() -> Value {
    json!({"id": "a1", "began": "2026-11-22T08:00:00Z", "seen": "2026-11-22T08:59:00Z",
        "until": "2026-11-22T20:00:00Z", "this": true})
}

fn there() -> Value {
    json!({"id": "b2", "began": "2026-11-21T21:05:00Z", "seen": "2026-11-22T08:40:00Z",
        "until": "2026-11-22T09:05:00Z", "this": false})
}

fn phone() -> Value {
    json!({"id": "6ba7b810-9dad-41d1-80b4-00c04fd430c8", "since": "2026-11-02T10:00:00Z",
        "until": "2026-12-02T10:00:00Z", "seen": null})
}

fn known() -> State {
    let mut state = State::default();
    opened(&mut state);
    let sessions = reply(json!({"sessions": [here(), there()]}));
    assert_eq!(fetched(&mut state, &Tag::Devices(Kind::Session), Ok(&sessions)), []);
    assert_eq!(view(&state, &now()).rows, None, "the devices are still coming");
    let devices = reply(json!({"devices": [phone()]}));
    assert_eq!(fetched(&mut state, &Tag::Devices(Kind::Device), Ok(&devices)), []);
    state
}

#[test]
fn both_lists_are_asked_for_and_told_in_words() {
    let asked = opened(&mut State::default());
    let paths: Vec<_> = asked
        .iter()
        .map(|effect| match effect {
            Effect::Fetch(_, request) => request.path.as_str(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(paths, ["/sessions", "/deposit/devices"]);
    let [sessions, devices] = view(&known(), &now()).rows.unwrap();
    let told = |row: &DeviceRow| (row.this, row.since.clone(), row.seen.clone(), row.until.clone());
    assert_eq!(
        told(&sessions[0]),
        (true, "today at 08:00".into(), Some("today at 08:59".into()), "today at 20:00".into())
    );
    assert_eq!((sessions[1].this, sessions[1].path.as_str()), (false, "/sessions/b2"));
    assert_eq!(
        told(&devices[0]),
        (false, "2 November 2026".into(), None, "Wednesday 2 December at 10:00".into())
    );
}

#[test]
fn times_are_told_by_the_person_s_own_clock() {
    let summer = Now::new(1_795_338_000_000, 60, [1, 2, 3, 4]);
    let [sessions, _] = view(&known(), &summer).rows.unwrap();
    assert_eq!(sessions[0].since, "today at 09:00");
}

#[test]
fn one_is_ended_once_with_the_token_and_the_lists_are_read_again() {
    let mut state = known();
    let end = || Event::Ended("/sessions/b2".into());
    let effects = update(&mut state, end(), Some("token".into()));
    let [Effect::Fetch(Tag::DeviceEnded, request)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!((request.method, request.path.as_str()), (Method::Delete, "/sessions/b2"));
    assert_eq!(request.csrf.as_deref(), Some("token"));
    assert!(view(&state, &now()).rows.unwrap()[0][1].busy);
    assert_eq!(update(&mut state, end(), None), [], "one at a time");
    let after = fetched(&mut state, &Tag::DeviceEnded, Ok(&Reply { status: 204, ..reply(Value::Null) }));
    assert!(after.contains(&Effect::Announce(words::ENDED.into())));
    assert_eq!(after.iter().filter(|effect| matches!(effect, Effect::Fetch(Tag::Devices(_), _))).count(), 2);
}

#[test]
fn what_did_not_go_is_said_and_can_be_tried_again() {
    let mut state = known();
    update(&mut state, Event::Ended("/sessions/b2".into()), None);
    fetched(&mut state, &Tag::DeviceEnded, Err(Trouble::Offline));
    let shown = view(&state, &now());
    assert_eq!(shown.trouble, Some(Trouble::Offline));
    assert!(!shown.rows.unwrap()[0][1].busy);
    assert_ne!(update(&mut state, Event::Ended("/sessions/b2".into()), None), []);
}

#[test]
fn a_list_that_is_none_is_unreadable_and_a_row_without_its_parts_is_left_out() {
    let mut state = State::default();
    fetched(&mut state, &Tag::Devices(Kind::Session), Ok(&reply(json!({"sessions": "x"}))));
    assert_eq!(view(&state, &now()).trouble, Some(Trouble::Unreadable));
    let mut state = known();
    let odd = reply(json!({"devices": [{"id": 7}, {"id": "x"}, phone(), null]}));
    fetched(&mut state, &Tag::Devices(Kind::Device), Ok(&odd));
    assert_eq!(view(&state, &now()).rows.unwrap()[1].len(), 1);
}
