//! What the home of the record tells without reading an entry: the same as the entries tell.

use proptest::prelude::*;

use super::*;
use crate::record::hide;

const ASHA: &str = "Patient/asha";
const KEEP: Keep = Some((Place::Device, "asha"));
type Keep<'a> = Option<(Place, &'a str)>;
type Rows = Vec<(Key, Value)>;

/// Kinds of entries that come with one search, those that come with others, and who comes along.
const KINDS: [&str; 7] =
    ["Encounter", "Immunization", "Flag", "Composition", "Claim", "Patient", "SomethingNew"];

fn entry(kind: &str, id: usize, mistake: bool) -> Value {
    let status = if mistake { "entered-in-error" } else { "final" };
    let date = format!("2026-03-{:02}", 28 - id % 28);
    json!({"resourceType": kind, "id": id.to_string(), "status": status, "date": date})
}

/// A page that was just opened, with what the device keeps.
fn opened_with(rows: &Rows) -> State {
    let mut state = State::default();
    for effect in look_up(&mut state, KEEP).0.into_iter().chain([look("asha")]) {
        carry_out(&mut state, &mut rows.clone(), effect);
    }
    state
}

/// As the shell does it; what was read, in the order of reading.
fn carry_out(state: &mut State, rows: &mut Rows, effect: Effect) -> Vec<Key> {
    let (mut todo, mut read) = (vec![effect], vec![]);
    while let Some(effect) = todo.pop() {
        let mut keep = |row: (Key, Value)| {
            rows.retain(|(key, _)| *key != row.0);
            rows.push(row);
        };
        match effect {
            Effect::Load(_, key) => {
                let row = rows.iter().find(|(known, _)| *known == key).map(|(_, row)| row.clone());
                ready_loaded(state, &key, row.as_ref(), "asha");
                todo.extend(looked(state, (&key, row.as_ref()), ("asha", ASHA), &now()));
                todo.extend(loaded(state, (&key, row), "asha", &now()));
                read.push(key);
            }
            Effect::Save(_, key, value) => {
                keep((key.clone(), value));
                todo.extend(saved(state, (&key, Ok(())), ("asha", ASHA)));
            }
            Effect::SaveBoth(_, one, other) => {
                let key = one.0.clone();
                keep(one);
                keep(other);
                todo.extend(saved(state, (&key, Ok(())), ("asha", ASHA)));
            }
            _ => {}
        }
    }
    read
}

/// The home is opened: what it reads of a shelf, and what it counts.
fn home(state: &mut State, rows: &mut Rows, shelf: Shelf) -> (Vec<Key>, Option<Counts>) {
    let effects = counted(state, (ASHA, shelf), KEEP, (false, &now()));
    let read = effects.into_iter().flat_map(|effect| carry_out(state, rows, effect)).collect();
    let held = state.held(ASHA, shelf);
    let known = held.known.as_ref().map(|known| Counts::of(&known.resources, known.is_cut(), &[]));
    (read, known.or(held.counts))
}

/// A record that came from the gateway, of one shelf.
fn fetched_once(shelf: Shelf, entries: Vec<Value>, next: Option<&str>) -> Rows {
    let (mut state, mut rows) = (opened_with(&vec![]), vec![]);
    drop(opened(&mut state, (ASHA, shelf), KEEP, (true, &now())));
    let mut reply = page(entries, next);
    let pages = if next.is_some() { shelf.most_pages() } else { 1 };
    for _ in 0..pages {
        let effects = fetched(&mut state, (ASHA, shelf), Ok(&reply), (KEEP, &now()));
        effects.into_iter().for_each(|effect| drop(carry_out(&mut state, &mut rows, effect)));
        reply.body["entry"] = json!([]);
    }
    rows
}

proptest! {
    #[test]
    fn what_is_counted_is_what_the_entries_tell(
        all in proptest::collection::vec((0..KINDS.len(), any::<bool>(), any::<bool>()), 0..60),
        cut: bool,
    ) {
        let entries: Vec<Value> =
            all.iter().enumerate().map(|(id, (kind, mistake, _))| entry(KINDS[*kind], id, *mistake)).collect();
        let hidden: Vec<String> = all
            .iter()
            .enumerate()
            .filter(|(_, (_, _, hidden))| *hidden)
            .map(|(id, (kind, ..))| key(KINDS[*kind], &id.to_string()))
            .collect();
        let next = cut.then_some("/fhir?page=2");
        let mut rows = fetched_once(Shelf::Entries, entries.clone(), next);
        let naive = |shelf: Shelf, hidden: &[String]| {
            let stands = |one: &&Value| {
                let key = key(one["resourceType"].as_str().unwrap(), one["id"].as_str().unwrap());
                shelf.holds(one)
                    && one["status"] != "entered-in-error"
                    && one["resourceType"] != "Patient"
                    && !hidden.contains(&key)
            };
            entries.iter().filter(stands).count()
        };
        let check = |state: &mut State, rows: &mut Rows, hidden: &[String], reads: bool| {
            let (read, counts) = home(state, rows, Shelf::Entries);
            prop_assert_eq!(!read.is_empty(), reads);
            let counts = counts.expect("counted");
            for shelf in Shelf::MORE.into_iter().filter(|shelf| shelf.fetched_as() == Shelf::Entries) {
                prop_assert_eq!(counts.on(shelf), naive(shelf, hidden), "{:?}", shelf);
            }
            prop_assert_eq!(counts.is_cut(), cut);
            Ok(())
        };
        let mut state = opened_with(&rows);
        check(&mut state, &mut rows, &[], false)?;
        // Something is hidden: it is counted anew, once.
        let effects = hide(&mut state, (&hidden, true), KEEP);
        effects.into_iter().for_each(|effect| drop(carry_out(&mut state, &mut rows, effect)));
        let mut again = opened_with(&rows);
        check(&mut again, &mut rows, &hidden, !hidden.is_empty())?;
        check(&mut opened_with(&rows), &mut rows, &hidden, false)?;
    }
}

#[test]
fn what_an_earlier_build_kept_or_changed_is_read_and_counted_once() {
    let mut rows = fetched_once(Shelf::Conditions, vec![entry("Condition", 1, false)], None);
    let kept = |rows: &Rows| rows.iter().find(|(key, _)| key.0 == "asha/kept").expect("kept").1.clone();
    assert_eq!(kept(&rows)["shelves"]["conditions"], json!([NOW, 1, 0, {"conditions": 1}]));
    let change = |rows: &mut Rows, numbers: Value| {
        let row = rows.iter_mut().find(|(key, _)| key.0 == "asha/kept").expect("kept");
        row.1["shelves"]["conditions"] = numbers;
    };
    let row = Key::of("asha", "record/Patient/asha/conditions");
    for numbers in [json!([NOW, 1]), json!([NOW, 1, 0, "?"]), json!([NOW, 1, 0, {"conditions": "x"}])] {
        change(&mut rows, numbers);
        let mut state = opened_with(&rows);
        let (read, counts) = home(&mut state, &mut rows, Shelf::Conditions);
        assert_eq!((read, counts.map(|counts| counts.on(Shelf::Conditions))), (vec![row.clone()], Some(1)));
        assert_eq!(kept(&rows)["shelves"]["conditions"], json!([NOW, 1, 0, {"conditions": 1}]));
    }
}

#[test]
fn the_entries_and_what_is_counted_of_them_are_kept_together() {
    let mut rows = fetched_once(Shelf::Conditions, vec![entry("Condition", 1, false)], None);
    let mut state = opened_with(&rows);
    drop(opened(&mut state, (ASHA, Shelf::Conditions), KEEP, (true, &now())));
    let two = vec![entry("Condition", 1, false), entry("Condition", 2, false)];
    let effects = fetched(&mut state, (ASHA, Shelf::Conditions), Ok(&page(two, None)), (KEEP, &now()));
    let both = effects.iter().find_map(|effect| match effect {
        Effect::SaveBoth(Place::Device, one, other) => Some((one.clone(), other.clone())),
        _ => None,
    });
    let ((row, entries), (list, counted)) = both.expect("both, or neither");
    assert_eq!((row.0.as_str(), list.0.as_str()), ("asha/record/Patient/asha/conditions", "asha/kept"));
    assert_eq!(entries["resources"].as_array().map(Vec::len), Some(2));
    assert_eq!(counted["shelves"]["conditions"], json!([NOW, 2, 0, {"conditions": 2}]));
    // There was no room: both are as they were, and so is what the home tells.
    assert_eq!(saved(&mut state, (&row, Err(Trouble::StorageFull)), ("asha", ASHA)), None);
    let (_, counts) = home(&mut opened_with(&rows), &mut rows, Shelf::Conditions);
    assert_eq!(counts.map(|counts| counts.on(Shelf::Conditions)), Some(1));
}

#[test]
fn of_somebody_else_and_in_a_preview_nothing_is_told_of_ones_own() {
    let rows = fetched_once(Shelf::Conditions, vec![entry("Condition", 1, false)], None);
    let state = opened_with(&rows);
    assert!(state.held(ASHA, Shelf::Conditions).counts.is_some());
    for other in ["Patient/sam", "Patient/asha~rosa"] {
        assert_eq!(state.held(other, Shelf::Conditions).counts, None, "{other}");
    }
    // Until it is known what is hidden, nothing is told.
    let mut early = State::default();
    drop(look_up(&mut early, KEEP));
    carry_out(&mut early, &mut rows.clone(), look("asha"));
    assert_eq!(early.held(ASHA, Shelf::Conditions).counts, None);
    assert_eq!(
        counted(&mut early, (ASHA, Shelf::Conditions), None, (false, &now())).len(),
        1,
        "it is asked for"
    );
}

#[test]
fn a_list_that_does_not_open_keeps_nobody_from_what_is_kept() {
    let mut rows = fetched_once(Shelf::Conditions, vec![entry("Condition", 1, false)], None);
    let mut state = State::default();
    for effect in look_up(&mut state, KEEP).0 {
        carry_out(&mut state, &mut rows, effect);
    }
    assert_eq!(home(&mut state, &mut rows, Shelf::Conditions).0, [], "nobody knows yet what is counted");
    closed(&mut state, &Key::of("asha", "kept"), "asha");
    let read = uncounted(&mut state, (ASHA, Shelf::Conditions), KEEP).expect("read");
    carry_out(&mut state, &mut rows, read);
    assert!(state.held(ASHA, Shelf::Conditions).known.is_some());
}
