//! What is kept on the device: told, aged, dropped.

use serde_json::json;

use super::*;

const DAY: i64 = 86_400_000;
const OF: (&str, &str) = ("asha", "Patient/asha");

fn at(time: i64) -> Now {
    Now::new(time, 0, [1, 2, 3, 4])
}

fn row(shelf: &str) -> Key {
    Key::of("asha", &format!("record/Patient/asha/{shelf}"))
}

fn kept_row() -> Key {
    Key::of("asha", "kept")
}

fn forgotten(effects: &[Effect]) -> Vec<Key> {
    let keys = effects.iter().filter_map(|effect| match effect {
        Effect::Forget(Place::Device, key) => Some(key.clone()),
        _ => None,
    });
    keys.collect()
}

fn saved(effects: &[Effect]) -> Option<&Value> {
    effects.iter().find_map(|effect| match effect {
        Effect::Save(Place::Device, key, value) if *key == kept_row() => Some(value),
        _ => None,
    })
}

/// A state that read this row at `time`.
fn read(found: &Value, time: i64) -> (State, Vec<Effect>) {
    let mut state = State::default();
    let effects = looked(&mut state, (&kept_row(), Some(found)), OF, &at(time));
    (state, effects)
}

fn fetch(state: &mut State, shelf: Shelf, time: i64) -> Vec<Effect> {
    let keep = Some((Place::Device, "asha"));
    opened(state, (OF.1, shelf), keep, (true, &at(time)));
    let reply = page(vec![json!({"resourceType": "Condition", "id": "c"})], None);
    let mut effects = fetched(state, (OF.1, shelf), Ok(&reply), (keep, &at(time)));
    effects.extend(crate::record::saved(state, (&row(shelf.slug()), Ok(())), OF));
    effects
}

#[test]
fn what_came_is_told_as_kept_once_the_device_has_it() {
    let keep = Some((Place::Device, "asha"));
    let reply = |n: usize| {
        let all = (0..n).map(|n| json!({"resourceType": "Condition", "id": n.to_string()})).collect();
        page(all, None)
    };
    let fetch = |state: &mut State, n: usize| {
        opened(state, (OF.1, Shelf::Conditions), keep, (true, &now()));
        fetched(state, (OF.1, Shelf::Conditions), Ok(&reply(n)), (keep, &now()))
    };
    let told = |state: &State| {
        let view = kept(state, OF.1, &now());
        (view.rows.iter().map(|row| row.entries).collect::<Vec<_>>(), view.fetching, view.trouble)
    };
    let (mut state, _) = read(&json!({}), NOW);
    assert_eq!(saved(&fetch(&mut state, 1)), None);
    assert_eq!(told(&state), (vec![], 1, None), "it is still on its way to the device");
    let done = |state: &mut State, done| crate::record::saved(state, (&row("conditions"), done), OF);
    assert!(done(&mut state, Ok(())).is_some());
    assert_eq!(told(&state), (vec![1], 0, None));
    // No room for more: the device has what it had.
    fetch(&mut state, 3);
    assert_eq!(done(&mut state, Err(Trouble::StorageFull)), None);
    assert_eq!(told(&state), (vec![1], 0, Some(Trouble::StorageFull)));
    fetch(&mut state, 3);
    fetch(&mut state, 4);
    done(&mut state, Ok(()));
    assert_eq!(told(&state), (vec![3], 1, None), "the first of two");
    // What is removed meanwhile is not told when its save comes back.
    assert_eq!(forgotten(&removed(&mut state, OF)), [row("conditions")]);
    assert_eq!((done(&mut state, Ok(())), told(&state)), (None, (vec![], 0, None)));
    fetch(&mut state, 2);
    assert_eq!(forgotten(&removed(&mut state, OF)), [row("conditions")], "it may be there in a moment");
    assert_eq!(crate::record::saved(&mut state, (&kept_row(), Ok(())), OF), None);
}

#[test]
fn what_comes_is_noted_with_its_time_and_number() {
    let (mut state, _) = read(&json!({}), NOW);
    let effects = fetch(&mut state, Shelf::Conditions, NOW);
    assert_eq!(saved(&effects), Some(&json!({"days": 7, "shelves": {"conditions": [NOW, 1]}})));
    let view = kept(&state, OF.1, &at(NOW + DAY));
    let told: Vec<_> = view.rows.iter().map(|row| (row.shelf, row.entries, row.as_of.as_str())).collect();
    assert_eq!(told, [(Shelf::Conditions, 1, "yesterday at 09:00")]);
    // The same once more changes nothing but the time.
    assert!(saved(&fetch(&mut state, Shelf::Conditions, NOW + 60_000)).is_some());
}

#[test]
fn what_came_before_the_row_was_read_is_not_overwritten_by_it() {
    let mut state = State::default();
    assert!(kept(&state, OF.1, &now()).loading, "nothing is called kept or not before it is known");
    assert_eq!(saved(&fetch(&mut state, Shelf::Conditions, NOW)), None, "the row is not known yet");
    let row = json!({"days": 30, "shelves": {"conditions": [NOW - DAY, 9], "letters": [NOW - DAY, 2]}});
    let effects = looked(&mut state, (&kept_row(), Some(&row)), OF, &at(NOW));
    let expect = json!({"days": 30, "shelves": {"conditions": [NOW, 1], "letters": [NOW - DAY, 2]}});
    assert_eq!(saved(&effects), Some(&expect));
    assert!(!kept(&state, OF.1, &now()).loading);
}

#[test]
fn what_is_too_old_goes_at_the_start_also_if_nobody_opens_it() {
    let row_of = |days: u8| json!({"days": days, "shelves": {"letters": [NOW - 8 * DAY, 2], "conditions": [NOW - 6 * DAY, 1]}});
    let (state, effects) = read(&row_of(7), NOW);
    assert_eq!(forgotten(&effects), [row("letters")]);
    assert_eq!(kept(&state, OF.1, &now()).rows.len(), 1);
    assert_eq!(forgotten(&read(&row_of(30), NOW).1), []);
    assert_eq!(forgotten(&read(&row_of(1), NOW).1).len(), 2);
    // Not a choice: what is usual counts.
    assert_eq!(forgotten(&read(&row_of(99), NOW).1), [row("letters")]);
}

#[test]
fn a_shorter_time_counts_at_once_and_what_came_in_this_visit_stays_on_the_screen() {
    let (mut state, _) = read(&json!({"days": 30, "shelves": {"letters": [NOW - 8 * DAY, 2]}}), NOW);
    fetch(&mut state, Shelf::Conditions, NOW);
    assert_eq!(forgotten(&chosen(&mut state, 7, OF, &now())), [row("letters")]);
    assert_eq!(chosen(&mut state, 3, OF, &now()), [], "no choice");
    let effects = removed(&mut state, OF);
    assert_eq!(forgotten(&effects), [row("conditions")]);
    assert_eq!(saved(&effects), Some(&json!({"days": 7, "shelves": {}})));
    assert!(state.held(OF.1, Shelf::Conditions).known.is_some());
    assert!(kept(&state, OF.1, &now()).rows.is_empty());
}

#[test]
fn a_shelf_that_is_too_old_is_not_shown_from_what_is_kept() {
    let stored = |as_of: i64| json!({"asOf": as_of, "resources": [{"resourceType": "Condition"}]});
    let look = |days: Option<u8>, as_of: i64| {
        let mut state = State::default();
        if let Some(days) = days {
            looked(&mut state, (&kept_row(), Some(&json!({"days": days}))), OF, &now());
        }
        opened(&mut state, (OF.1, Shelf::Conditions), Some((Place::Device, "asha")), (false, &now()));
        let effects = loaded(&mut state, (&row("conditions"), Some(stored(as_of))), "asha", &now());
        (state.held(OF.1, Shelf::Conditions).known.is_some(), forgotten(&effects).len())
    };
    assert_eq!(look(Some(7), NOW - 6 * DAY), (true, 0));
    assert_eq!(look(Some(7), NOW - 8 * DAY), (false, 1));
    assert_eq!(look(Some(1), NOW - 2 * DAY), (false, 1));
    assert_eq!(look(None, NOW - 29 * DAY), (true, 0), "nobody knows yet what was chosen");
    assert_eq!(look(None, NOW - 31 * DAY), (false, 1));
}

#[test]
fn what_is_no_longer_shared_is_dropped_and_no_longer_told() {
    let (mut state, _) = read(&json!({}), NOW);
    fetch(&mut state, Shelf::Conditions, NOW);
    let keep = Some((Place::Device, "asha"));
    opened(&mut state, (OF.1, Shelf::Conditions), keep, (true, &now()));
    let effects = fetched(&mut state, (OF.1, Shelf::Conditions), Err(Trouble::NotShared), (keep, &now()));
    assert_eq!(forgotten(&effects), [row("conditions")]);
    assert_eq!(saved(&effects), Some(&json!({"days": 7, "shelves": {}})));
}

#[test]
fn the_whole_record_is_wanted_once_a_day_or_when_the_person_says() {
    let (mut state, _) = read(&json!({}), NOW);
    let all = wanted(&state, false, &now());
    assert!(Shelf::WHOLE.iter().all(|shelf| all.contains(shelf)), "{all:?}");
    assert!(!all.contains(&Shelf::Papers), "one's own plans come once");
    assert!(!all.contains(&Shelf::Visits), "it comes with the entries");
    fetch(&mut state, Shelf::Conditions, NOW);
    assert!(!wanted(&state, false, &at(NOW + DAY - 1)).contains(&Shelf::Conditions));
    assert!(wanted(&state, false, &at(NOW + DAY)).contains(&Shelf::Conditions));
    assert!(wanted(&state, true, &now()).contains(&Shelf::Conditions));
}
