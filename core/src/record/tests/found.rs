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
fn a_month_is_told_by_its_days() {
    let of = |id: &str, date: &str| entry_of("Procedure", id, id, date);
    let all = record(vec![
        of("a", "2026-03-20T10:00:00Z"),
        of("b", "2026-03-20"),
        of("c", "2026-03-02"),
        of("d", "2026-03"),
        of("e", "2026-03-31T23:30:00Z"),
    ]);
    let days = |state: &State, at: &str, now: &Now| -> Vec<(String, Option<String>)> {
        let view = timeline(state, &all, at, now);
        view.rows.into_iter().map(|found| (found.row.title, found.day)).collect()
    };
    let some = |day: &str| Some(day.to_owned());
    assert_eq!(
        days(&state(""), "2026-03", &now()),
        [
            ("e".to_owned(), some("31 March 2026")),
            ("a".to_owned(), some("20 March 2026")),
            ("b".to_owned(), None),
            ("c".to_owned(), some("2 March 2026")),
            ("d".to_owned(), some("Some day in March 2026")),
        ]
    );
    let london = now().in_zone(|_| 60);
    london.stand();
    assert_eq!(days(&state(""), "2026-04", &london), [("e".to_owned(), some("1 April 2026"))]);
    let plotted = results(&known(vec![]), &london);
    assert_eq!(plotted.groups.len(), 0);
    let held =
        known(vec![tsh("1", "2026-05-31T23:30:00Z", 2.5, "final"), tsh("2", "2026-03-01", 2.0, "final")]);
    let key = results(&held, &london).groups[0].rows[0].key.clone();
    let view = crate::record::result(&held, &key, &london);
    let months: Vec<_> =
        view.series[0].points.iter().map(|dot| (dot.month.as_str(), dot.day.as_str())).collect();
    now().stand();
    assert_eq!(months, [("March 2026", "1 March 2026"), ("June 2026", "1 June 2026")]);
}

#[test]
fn the_sentence_of_a_hit_is_told_and_marked_unless_the_title_has_it() {
    let mut noted = entry_of("Procedure", "1", "Arm test", "2026-01-02");
    noted["note"] = json!([{"text": "It went well. The left arm was sore. Nothing else."}]);
    let sentence = |text: &str, noted: &Value| {
        let view = search(&state(text), &record(vec![noted.clone()]), &now());
        view.rows[0].sentence.clone()
    };
    let piece = |text: &str, hit: bool| (text.to_owned(), hit);
    let expect = [("The left ", false), ("arm", true), (" was ", false), ("sore", true), (".", false)];
    assert_eq!(sentence("sore arm", &noted), expect.map(|(text, hit)| piece(text, hit)));
    assert_eq!(sentence("arm", &noted), []);
    noted["note"] = json!([{"text": "The arm was sore after self-harm"}]);
    noted["meta"] = json!({"security": [{"code": "R"}]});
    assert_eq!(sentence("sore", &noted), [], "what waits says nothing");
}

#[test]
fn a_panel_lists_what_belongs_to_it() {
    let mut panel = tsh("p", "2026-01-02", 1.0, "final");
    panel.as_object_mut().unwrap().remove("valueQuantity");
    panel["code"] = json!({"text": "Thyroid panel"});
    panel["hasMember"] = json!([{"reference": "Observation/b"}, {"reference": "Observation/x"}, {"reference": "Observation/a"}]);
    let mut free = tsh("b", "2026-01-02", 15.5, "final");
    free["code"] = json!({"text": "Free T4"});
    let held = known(vec![panel, tsh("a", "2026-01-02", 2.5, "final"), free]);
    let rows = &results(&held, &now()).groups[0].rows;
    let key = rows.iter().find(|row| row.label == "Thyroid panel").unwrap().key.clone();
    let view = crate::record::result(&held, &key, &now());
    let route = |id: &str| Route::Entry(crate::now::short_key(&["Observation/", id].concat()));
    let listed: Vec<_> = view.members.iter().map(|one| (one.title.as_str(), one.route.clone())).collect();
    assert_eq!(listed, [("Free T4", route("b")), ("TSH", route("a"))]);
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
