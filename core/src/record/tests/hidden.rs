use super::*;
use crate::words::record_hide as words;

const ASHA: &str = "Patient/asha";
const KEEP: Option<(Place, &str)> = Some((Place::Device, "asha"));

fn condition(id: &str) -> Value {
    json!({"resourceType": "Condition", "id": id, "code": {"text": format!("Condition {id}")},
           "recordedDate": "2026-03-01"})
}

fn keys(all: &[(&str, &str)]) -> Vec<String> {
    all.iter().map(|(kind, id)| key(kind, id)).collect()
}

/// What came from the gateway, with nothing hidden yet.
fn holding(all: &[(Shelf, Vec<Value>)]) -> State {
    let mut state = State::default();
    let (asked, _) = look_up(&mut state, KEEP);
    let [Effect::Load(Place::Device, row)] = asked.as_slice() else { panic!("{asked:?}") };
    assert!(ready_loaded(&mut state, row, None, "asha"));
    for (shelf, resources) in all {
        drop(opened(&mut state, (ASHA, *shelf), KEEP, (false, &now())));
        came(&mut state, *shelf, resources.clone());
    }
    state
}

fn came(state: &mut State, shelf: Shelf, resources: Vec<Value>) -> Vec<Effect> {
    drop(opened(state, (ASHA, shelf), KEEP, (true, &now())));
    fetched(state, (ASHA, shelf), Ok(&page(resources, None)), (KEEP, &now()))
}

fn held(state: &State, shelf: Shelf) -> Vec<(Shelf, Held)> {
    vec![(shelf, state.held(ASHA, shelf))]
}

fn titles(state: &State) -> Vec<String> {
    let view = list(&state.held(ASHA, Shelf::Conditions), Shelf::Conditions, &now());
    view.groups.into_iter().flat_map(|group| group.rows).map(|row| row.title).collect()
}

#[test]
fn what_is_hidden_leaves_lists_timeline_and_search_and_comes_back() {
    let mut state = holding(&[(Shelf::Conditions, vec![condition("a"), condition("b")])]);
    let b = keys(&[("Condition", "b")]);
    let effects = hide(&mut state, (&b, true), KEEP);
    assert!(effects.contains(&Effect::Announce(words::DONE.into())));
    let all = held(&state, Shelf::Conditions);
    assert_eq!(titles(&state), ["Condition a"]);
    window_opened(&mut state);
    assert_eq!(timeline(&state, &all, "", &now()).total, 1);
    sought(&mut state, &Event::Searched("condition".into()));
    assert_eq!(search(&state, &all, &now()).total, 1);
    let view = list(&all[0].1, Shelf::Conditions, &now());
    assert_eq!(view.shown.hidden, 1, "it is counted");
    assert_eq!(
        hidden(&all, &now()).iter().map(|found| found.row.title.as_str()).collect::<Vec<_>>(),
        ["Condition b"]
    );
    // Its own page is there as before.
    let whole: Vec<_> = all.into_iter().map(|(shelf, held)| (shelf, held.whole())).collect();
    assert_eq!(entry(&whole, &b[0], &now()).title, "Condition b");
    drop(hide(&mut state, (&b, false), KEEP));
    let mut back = titles(&state);
    back.sort();
    assert_eq!((back, state.hidden()), (vec!["Condition a".to_owned(), "Condition b".to_owned()], 0));
}

#[test]
fn it_stays_hidden_when_the_shelf_comes_again_and_when_the_app_is_opened_again() {
    let mut state = holding(&[(Shelf::Conditions, vec![condition("a"), condition("b")])]);
    let effects = hide(&mut state, (&keys(&[("Condition", "a")]), true), KEEP);
    let saved = effects.iter().find_map(|effect| match effect {
        Effect::Save(Place::Device, key, value) => Some((key.clone(), value.clone())),
        _ => None,
    });
    let (row, kept) = saved.expect("kept");
    assert_eq!(kept["hidden"].as_array().map(Vec::len), Some(1));
    assert!(!kept.to_string().contains("Condition"), "a key, and no words: {kept}");
    let effects = came(&mut state, Shelf::Conditions, vec![condition("a"), condition("c")]);
    assert_eq!(titles(&state), ["Condition c"]);
    let saves = |effect: &Effect| matches!(effect, Effect::Save(_, _, value) if value["resources"].as_array().is_some_and(|all| all.len() == 2));
    assert!(effects.iter().any(saves), "what is kept of the record is whole");

    // Opened again: the shelf is read before it is known what is hidden, and shows nothing until then.
    let mut again = State::default();
    drop(look_up(&mut again, KEEP));
    drop(opened(&mut again, (ASHA, Shelf::Conditions), KEEP, (false, &now())));
    let value = json!({"asOf": NOW, "resources": [condition("a"), condition("c")]});
    let shelf = Key::of("asha", "record/Patient/asha/conditions");
    drop(loaded(&mut again, (&shelf, Some(value)), "asha", &now()));
    assert_eq!(titles(&again), Vec::<String>::new());
    assert_eq!(presence(&again.held(ASHA, Shelf::Conditions), false), Presence::Loading);
    assert!(ready_loaded(&mut again, &row, Some(&kept), "asha"));
    assert_eq!(titles(&again), ["Condition c"]);
}

#[test]
fn a_result_is_hidden_with_all_its_readings_and_a_new_one_is_shown() {
    let old = [tsh("1", "2025-01-02", 5.1, "final"), tsh("2", "2026-01-02", 2.2, "final")];
    let mut state = holding(&[(Shelf::Results, old.to_vec())]);
    let rows = |state: &State| -> Vec<usize> {
        let view = results(&state.held(ASHA, Shelf::Results), &now());
        view.groups.iter().flat_map(|group| &group.rows).map(|row| row.count).collect()
    };
    let series = results(&state.held(ASHA, Shelf::Results), &now()).groups[0].rows[0].key.clone();
    let all = held(&state, Shelf::Results);
    let newest = found_result(&all, &series).unwrap();
    let here = hideable(&state, &all, (newest, Some(&series)));
    assert_eq!((here.keys.len(), here.hidden), (2, false));
    drop(hide(&mut state, (&here.keys, true), KEEP));
    assert_eq!(rows(&state), Vec::<usize>::new());
    let whole: Vec<_> = held(&state, Shelf::Results).into_iter().map(|(s, h)| (s, h.whole())).collect();
    assert!(hideable(&state, &whole, (&old[1], Some(&series))).hidden);
    let mut more = old.to_vec();
    more.push(tsh("3", "2026-09-02", 9.9, "final"));
    drop(came(&mut state, Shelf::Results, more));
    assert_eq!(rows(&state), [1], "what was not there to be hidden is not");
}

#[test]
fn what_is_on_two_shelves_is_one_entry_and_nothing_named_is_all() {
    let both = tsh("1", "2026-01-02", 2.2, "final");
    let shelves = [
        (Shelf::Results, vec![both.clone()]),
        (Shelf::Scores, vec![both]),
        (Shelf::Conditions, vec![condition("a")]),
    ];
    let mut state = holding(&shelves);
    drop(hide(&mut state, (&keys(&[("Observation", "1"), ("Condition", "a")]), true), KEEP));
    let all: Vec<_> = shelves.iter().map(|(shelf, _)| (*shelf, state.held(ASHA, *shelf))).collect();
    assert_eq!((hidden(&all, &now()).len(), state.hidden()), (2, 2));
    assert!(all.iter().all(|(_, held)| held.known.as_ref().is_some_and(|known| known.resources.is_empty())));
    drop(hide(&mut state, (&[], false), KEEP));
    assert_eq!(state.hidden(), 0);
    for (shelf, _) in shelves {
        assert_eq!(state.held(ASHA, shelf).known.unwrap().resources.len(), 1, "{shelf:?}");
    }
}

#[test]
fn nothing_is_hidden_where_nothing_is_kept_and_nothing_of_somebody_else() {
    let mut state = holding(&[(Shelf::Conditions, vec![condition("a")])]);
    assert_eq!(hide(&mut state, (&keys(&[("Condition", "a")]), true), None), []);
    assert_eq!(titles(&state), ["Condition a"]);
    drop(hide(&mut state, (&keys(&[("Condition", "a")]), true), KEEP));
    let (preview, shelf) = ("Patient/asha~rosa", Shelf::Conditions);
    drop(opened(&mut state, (preview, shelf), None, (true, &now())));
    drop(fetched(&mut state, (preview, shelf), Ok(&page(vec![condition("a")], None)), (None, &now())));
    assert_eq!(state.held(preview, shelf).known.unwrap().resources.len(), 1, "what the carer sees");
    let theirs = Held { whose: Some("Sam".into()), ..state.held(ASHA, Shelf::Conditions) };
    assert_eq!(list(&theirs, Shelf::Conditions, &now()).shown.hidden, 0, "a carer is told nothing of it");
}
