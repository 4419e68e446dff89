//! The timeline and the search.

use super::*;
use crate::route::Route;

fn entry_of(kind: &str, id: &str, words: &str, date: &str) -> Value {
    let mut made = json!({"resourceType": kind, "id": id, "status": "finished"});
    let (what, when) = match kind {
        "Encounter" => (json!("type"), "period"),
        "Procedure" => (json!("code"), "performedDateTime"),
        _ => (json!("code"), "effectiveDateTime"),
    };
    let what = what.as_str().unwrap();
    made[what] = if what == "type" { json!([{"text": words}]) } else { json!({"text": words}) };
    if !date.is_empty() {
        made[when] = if when == "period" { json!({"start": date}) } else { json!(date) };
    }
    made
}

fn record(resources: Vec<Value>) -> Vec<(Shelf, Held)> {
    vec![(Shelf::Results, known(vec![])), (Shelf::Entries, known(resources))]
}

fn state(text: &str) -> State {
    let mut state = State::default();
    drop(sought(&mut state, &Event::Searched(text.into())));
    state
}

fn titles(rows: &[Found]) -> Vec<&str> {
    rows.iter().map(|found| found.row.title.as_str()).collect()
}

#[test]
fn every_word_must_fit_whatever_its_case_and_accents() {
    let all = record(vec![
        entry_of("Procedure", "1", "Électrocardiogramme", "2026-01-02"),
        entry_of("Procedure", "2", "Blood test", "2026-03-02"),
        entry_of("Encounter", "3", "Blood pressure clinic", "2025-03-02"),
    ]);
    for (text, expect) in [
        ("blood", vec!["Blood test", "Blood pressure clinic"]),
        ("BLOOD press", vec!["Blood pressure clinic"]),
        ("electro", vec!["Électrocardiogramme"]),
        ("march 2026", vec!["Blood test"]),
        ("blood kidney", vec![]),
        ("  ", vec![]),
    ] {
        let view = search(&state(text), &all, &now());
        assert_eq!(titles(&view.rows), expect, "{text}");
    }
    let mut narrowed = state("blood");
    sought(&mut narrowed, &Event::Narrowed("visits".into()));
    let view = search(&narrowed, &all, &now());
    assert_eq!((titles(&view.rows), view.total), (vec!["Blood pressure clinic"], 1));
    assert_eq!(view.shelves, [(Shelf::Procedures, 1, false), (Shelf::Visits, 1, true)]);
    sought(&mut narrowed, &Event::Narrowed("visits".into()));
    assert_eq!(search(&narrowed, &all, &now()).total, 2, "the same choice again takes it back");
}

#[test]
fn all_that_an_entry_says_is_looked_through() {
    let mut noted = entry_of("Procedure", "1", "Test", "2026-01-02");
    noted["note"] = json!([{"text": "The left arm was sore"}]);
    let note = json!({"resourceType": "Composition", "id": "n", "title": "Note", "section": [
        {"text": {"status": "additional", "div": "<div><p>We spoke about <b>swimming</b></p></div>"}}]});
    // "Your thyroid is fine"
    let letter = json!({"resourceType": "DocumentReference", "id": "l", "status": "current", "description": "Letter",
        "content": [{"attachment": {"contentType": "text/plain", "data": "WW91ciB0aHlyb2lkIGlzIGZpbmU="}}]});
    let all = vec![(Shelf::Letters, known(vec![letter])), (Shelf::Entries, known(vec![noted, note]))];
    for (text, title, route) in [
        ("sore arm", "Test", Route::Entry(crate::now::short_key("Procedure/1"))),
        ("swimming", "Note", Route::Entry(crate::now::short_key("Composition/n"))),
        ("thyroid", "Letter", Route::Letter(crate::now::short_key("l"))),
    ] {
        let view = search(&state(text), &all, &now());
        assert_eq!((titles(&view.rows), &view.rows[0].route), (vec![title], &route), "{text}");
    }
}

#[test]
fn a_result_opens_with_all_that_came_before_it() {
    let all = vec![(Shelf::Results, known(vec![tsh("1", "2026-01-02", 2.5, "final")]))];
    let view = search(&state("tsh"), &all, &now());
    let key = results(&all[0].1, &now()).groups[0].rows[0].key.clone();
    assert_eq!(view.rows[0].route, Route::Result(key));
    assert!(view.rows[0].row.lines.contains(&"2.5 mIU/L".to_owned()), "{:?}", view.rows[0]);
}

#[test]
fn what_was_fetched_anew_is_found_at_once() {
    let mut all = record(vec![entry_of("Procedure", "1", "Old", "2026-01-02")]);
    let state = state("new");
    assert_eq!(search(&state, &all, &now()).total, 0);
    all[1].1 = known(vec![entry_of("Procedure", "2", "New", "2026-01-02")]);
    assert_eq!(search(&state, &all, &now()).total, 1);
}

#[test]
fn the_same_from_two_systems_is_told_once_with_both_sources() {
    let from = |id: &str, who: &str| {
        let mut made = entry_of("Procedure", id, "Blood test", "2026-03-02");
        made["performer"] = json!([{"actor": {"display": who}}]);
        made["meta"] = json!({"source": who});
        made
    };
    let all = record(vec![from("1", "Surgery"), from("2", "Hospital")]);
    let view = search(&state("blood"), &all, &now());
    assert_eq!((view.total, view.rows[0].row.source.as_deref()), (1, Some("From Surgery. From Hospital")));
    let of = |all: &[(Shelf, Held)]| list(&all[1].1, Shelf::Procedures, &now()).groups[0].rows.len();
    assert_eq!(of(&all), 1);
    let all = record(vec![from("1", "Surgery"), from("2", "Hospital"), from("3", "Hospital")]);
    assert_eq!((search(&state("blood"), &all, &now()).total, of(&all)), (2, 2), "the hospital tells of two");
}

#[test]
fn time_is_told_by_years_and_months() {
    let all = record(vec![
        entry_of("Procedure", "1", "A", "2026-03-02"),
        entry_of("Procedure", "2", "B", "2026-03-20T10:00:00Z"),
        entry_of("Procedure", "3", "C", "2026-01"),
        entry_of("Procedure", "4", "D", "2025"),
        entry_of("Procedure", "5", "E", ""),
    ]);
    let state = state("");
    let check = |at: &str, open: &str, rows: &[&str]| {
        let view = timeline(&state, &all, at, &now());
        let years: Vec<_> = view.years.iter().map(|year| (year.label.as_str(), year.count)).collect();
        assert_eq!(years, [("2026", 3), ("2025", 1), ("Without a date", 1)]);
        let month: Vec<_> =
            view.months.iter().filter(|month| month.open).map(|month| month.label.as_str()).collect();
        assert_eq!((month, titles(&view.rows)), (vec![open], rows.to_vec()), "{at}");
    };
    check("", "March 2026", &["B", "A"]);
    check("2026-01", "January 2026", &["C"]);
    check("2025", "Some time in 2025", &["D"]);
    check("undated", "Without a date", &["E"]);
    check("1066", "March 2026", &["B", "A"]);
    let mut ahead = all.clone();
    ahead.push((Shelf::Entries, known(vec![entry_of("Procedure", "6", "F", "2027-01-02")])));
    let view = timeline(&state, &ahead, "", &now());
    assert_eq!(
        (view.years[0].label.as_str(), titles(&view.rows)),
        ("2027", vec!["B", "A"]),
        "what is planned is ahead"
    );
}

#[test]
fn a_long_month_is_shown_piece_by_piece() {
    let all = record(
        (0..95).map(|n| entry_of("Procedure", &n.to_string(), &format!("P{n}"), "2026-03-02")).collect(),
    );
    let mut state = state("");
    assert_eq!(timeline(&state, &all, "", &now()).rows.len(), 40);
    drop(sought(&mut state, &Event::More("rows-0".into())));
    drop(sought(&mut state, &Event::More("rows-0".into())));
    let view = timeline(&state, &all, "", &now());
    assert_eq!((view.rows.len(), view.total), (95, 95));
}

#[test]
fn what_is_not_here_yet_is_said() {
    let here = record(vec![entry_of("Procedure", "1", "A", "2026-03-02")]);
    let mut all = here.clone();
    all.push((Shelf::Conditions, Held { trouble: Some(Trouble::Offline), ..Held::default() }));
    let view = timeline(&state(""), &all, "", &now());
    assert_eq!(view.shown.presence, Presence::Here);
    assert!(matches!(view.shown.freshness, Freshness::AsOf(_, Some(Trouble::Offline))));
    assert_eq!(timeline(&state(""), &record(vec![]), "", &now()).shown.presence, Presence::Empty);
    let nothing = vec![(Shelf::Entries, Held::default())];
    assert_eq!(timeline(&state(""), &nothing, "", &now()).shown.presence, Presence::Loading);
}
