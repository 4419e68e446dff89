//! What waits until the person is ready: everywhere, for as long as they have not opened it.

use super::*;
use crate::route::Route;

fn result(id: &str, when: &str, came: &str, change: Value) -> Value {
    let mut made = json!({"resourceType": "Observation", "id": id, "status": "final", "effectiveDateTime": when,
        "meta": {"lastUpdated": came}, "performer": [{"display": "Leeds pathology"}],
        "category": [{"coding": [{"code": "laboratory"}]}],
        "code": {"coding": [{"system": "http://loinc.org", "code": "3016-3", "display": "TSH"}]},
        "valueQuantity": {"value": 7.1, "unit": "mIU/L"}});
    for (name, value) in change.as_object().unwrap() {
        made[name] = value.clone();
    }
    made
}

/// Looked last on 20 November 2026.
fn held(resources: Vec<Value>) -> Held {
    let mut held = known(resources);
    held.ready.since = Some(now().time - 3 * 86_400_000);
    held
}

const NEW: &str = "2026-11-22T08:00:00Z";
const OLD: &str = "2026-11-01T08:00:00Z";

/// One entry on its shelf, seen in every place that shows it.
fn check(what: &str, one: Value, change: &dyn Fn(&mut Held), expect: Option<Hold>) {
    let mut held = held(vec![one.clone()]);
    change(&mut held);
    let name = one["resourceType"].as_str().unwrap();
    let key = key(name, one["id"].as_str().unwrap());
    let all = [(Shelf::of_kind(name).fetched_as(), held.clone())];
    let mut state = State::default();
    window_opened(&mut state);
    state.search.text = "tsh".into();
    let found = search(&state, &all, &now());
    assert_eq!(found.rows[0].row.hold, expect, "{what}: search");
    let line = timeline(&state, &all, "", &now());
    assert_eq!(line.rows[0].row.hold, expect, "{what}: timeline");
    assert_eq!(entry(&all, &key, &now()).hold, expect, "{what}: its page");
    let named = [name, "/", one["id"].as_str().unwrap()].concat();
    let lead = json!({"resourceType": "Encounter", "id": "e", "reasonReference": [{"reference": named}]});
    let around = [all[0].clone(), (Shelf::Entries, Held { known: known(vec![lead]).known, ..held.clone() })];
    let leads = entry(&around, &crate::record::key("Encounter", "e"), &now()).leads;
    assert_eq!(leads[0].detail.is_none(), expect.is_some(), "{what}: what leads to it");
    if name == "Observation" {
        let row = &results(&held, &now()).groups[0].rows[0];
        assert_eq!(row.hold, expect, "{what}: results");
        let view = crate::record::result(&held, &row.key, &now());
        let opened = held.ready.is_opened(&key);
        let waits = expect.filter(|_| !opened);
        assert_eq!(view.waits.map(|waits| waits.hold), waits, "{what}: the result");
        assert_eq!((view.rows.len(), view.series.len()), if waits.is_some() { (0, 0) } else { (1, 1) });
    }
}

#[test]
fn a_result_waits_in_every_place_or_in_none() {
    let none = |_: &mut Held| {};
    let tsh = |change: Value| result("a", "2026-11-21", NEW, change);
    check("a new result", tsh(json!({})), &none, Some(Hold::NewResult));
    check("one that is known", result("a", "2026-10-30", OLD, json!({})), &none, None);
    check(
        "of long ago, that came now",
        result("a", "2025-01-30", NEW, json!({})),
        &none,
        Some(Hold::NewResult),
    );
    check("one's own", tsh(json!({"performer": [{"reference": "Patient/asha"}]})), &none, None);
    check(
        "results are shown at once",
        tsh(json!({})),
        &|held| held.ready.shown = vec![Hold::NewResult],
        None,
    );
    check("a carer reads", tsh(json!({})), &|held| held.whose = Some("Asha".into()), None);
    check("it was opened", tsh(json!({})), &|held| held.ready.opened = vec![key("Observation", "a")], None);
    let label = json!({"lastUpdated": OLD, "security": [{"code": "R"}]});
    let marked = || tsh(json!({"meta": label}));
    check("a label", marked(), &none, Some(Hold::Marked));
    check("a label, for a carer", marked(), &|held| held.whose = Some("Asha".into()), Some(Hold::Marked));
    check(
        "a label, opened",
        marked(),
        &|held| held.ready.opened = vec![key("Observation", "a")],
        Some(Hold::Marked),
    );
    let risk =
        json!({"valueQuantity": null, "valueString": "After an overdose", "meta": {"lastUpdated": OLD}});
    let mut spoken = tsh(risk);
    spoken.as_object_mut().unwrap().remove("valueQuantity");
    spoken["note"] = json!([{"text": "After an overdose"}]);
    let told = |held: &Held| results(held, &now()).groups[0].rows[0].hold;
    assert_eq!(told(&held(vec![spoken])), Some(Hold::Risk));
    let report = |came: &str| {
        json!({"resourceType": "DiagnosticReport", "id": "r", "status": "final", "code": {"text": "TSH report"},
        "effectiveDateTime": "2026-11-21", "meta": {"lastUpdated": came}, "conclusion": "Too high"})
    };
    check("a new report", report(NEW), &none, Some(Hold::NewResult));
    check("a report that is known", report(OLD), &none, None);
    check(
        "risk is shown, the report is new",
        {
            let mut one = report(NEW);
            one["conclusion"] = json!("Risk of falls");
            one
        },
        &|held| held.ready.shown = vec![Hold::Risk],
        Some(Hold::NewResult),
    );
}

#[test]
fn the_next_reading_waits_after_one_was_opened() {
    let first = || result("a", "2026-11-21", NEW, json!({}));
    let mut held = held(vec![first()]);
    let key = results(&held, &now()).groups[0].rows[0].key.clone();
    let opened = new_of(&held, &key, &now());
    assert_eq!(opened, [crate::record::key("Observation", "a")]);
    held.ready.opened = opened;
    assert_eq!(new_of(&held, &key, &now()), Vec::<String>::new());
    assert_eq!(crate::record::result(&held, &key, &now()).rows.len(), 1);
    for (what, when) in [("a later one", "2026-11-22"), ("a late one of an older day", "2026-02-03")] {
        held.known = known(vec![first(), result("b", when, NEW, json!({}))]).known;
        assert_eq!(results(&held, &now()).groups[0].rows[0].hold, Some(Hold::NewResult), "{what}");
        let view = crate::record::result(&held, &key, &now());
        let waits = view.waits.unwrap();
        assert_eq!(
            (view.rows.len(), waits.keys),
            (1, vec![crate::record::key("Observation", "b")]),
            "{what}"
        );
    }
}

#[test]
fn what_a_row_says_beside_its_title_makes_it_wait() {
    let check = |one: Value, shelf: Shelf, expect: Option<Hold>| {
        let held = held(vec![one.clone()]);
        assert_eq!(list(&held, shelf, &now()).groups[0].rows[0].hold, expect, "{one}");
    };
    let visit = json!({"resourceType": "Encounter", "id": "e", "status": "finished", "type": [{"text": "Emergency department"}],
        "period": {"start": "2026-03-12"}, "reasonCode": [{"text": "Intentional overdose"}]});
    check(visit, Shelf::Visits, Some(Hold::Risk));
    let note = json!({"resourceType": "Composition", "id": "c", "status": "final", "title": "Clinic note", "date": "2026-03-12",
        "section": [{"title": "Mood", "section": [{"title": "Risk"}]}]});
    check(note, Shelf::of_kind("Composition"), Some(Hold::Risk));
    let flag = json!({"resourceType": "Flag", "id": "f", "status": "active", "code": {"text": "Violence"}});
    check(flag, Shelf::Watched, Some(Hold::Risk));
    let alert = |words: &str, categories: &[&str]| {
        let system = "http://terminology.hl7.org/CodeSystem/flag-category";
        let category: Vec<Value> =
            categories.iter().map(|code| json!({"coding": [{"system": system, "code": code}]})).collect();
        json!({"resourceType": "Flag", "id": "f", "status": "active", "code": {"text": words}, "category": category})
    };
    check(alert("Please text before ringing", &["contact"]), Shelf::Watched, None);
    check(alert("Please text before ringing", &["contact", "behavioral"]), Shelf::Watched, Some(Hold::Risk));
    check(alert("Risk to others", &["contact"]), Shelf::Watched, Some(Hold::Risk));
    check(alert("Hears voices", &["clinical"]), Shelf::Watched, Some(Hold::Risk));
    let low = json!({"resourceType": "Condition", "id": "d", "code": {"text": "Low mood"}, "note": [{"text": "After self-harm in May"}]});
    check(low, Shelf::Conditions, Some(Hold::Risk));
    let allergy = json!({"resourceType": "AllergyIntolerance", "id": "p", "code": {"text": "Penicillin"},
        "note": [{"text": "Risk of anaphylaxis"}]});
    check(allergy, Shelf::Allergies, None);
}

#[test]
fn a_letter_waits_on_its_own_page_too() {
    let one = json!({"resourceType": "DocumentReference", "id": "l", "status": "current", "description": "Risk review",
        "content": [{"attachment": {"contentType": "text/plain", "data": "SGk="}}]});
    let mut held = held(vec![one]);
    let none = Held::default();
    let key = crate::now::short_key("l");
    let hold = |held: &Held| letter(&State::default(), (held, &none, &none), &key, &now()).hold;
    assert_eq!(hold(&held), Some(Hold::Risk));
    held.ready.opened = vec![key.clone()];
    assert_eq!(hold(&held), None);
    held.ready.opened = vec![];
    held.ready.shown = vec![Hold::Risk];
    assert_eq!(hold(&held), None);
}

#[test]
fn what_is_hidden_is_not_named_on_the_pages_of_others() {
    let visit = json!({"resourceType": "Encounter", "id": "e", "status": "finished", "type": [{"text": "Home visit"}],
        "diagnosis": [{"condition": {"reference": "Condition/c"}}]});
    let condition = json!({"resourceType": "Condition", "id": "c", "code": {"text": "Panic"}});
    let shelves =
        |shown: Vec<Value>| [(Shelf::Entries, known(vec![visit.clone()])), (Shelf::Conditions, known(shown))];
    let (whole, open) = (shelves(vec![condition.clone()]), shelves(vec![]));
    let page = |open: &[(Shelf, Held)], key: &str| entry_among(&whole, open, (key, &now()));
    let of_visit = key("Encounter", "e");
    assert_eq!(page(&whole, &of_visit).leads[0].title, "Panic");
    assert!(page(&open, &of_visit).leads.is_empty());
    assert_eq!(page(&open, &key("Condition", "c")).title, "Panic", "its own page is there, to show it again");
}

#[test]
fn hiding_what_two_systems_tell_of_hides_all_of_it() {
    let from = |id: &str| json!({"resourceType": "Condition", "id": id, "code": {"text": "Asthma"}, "meta": {"source": id}});
    let all = [(Shelf::Conditions, known(vec![from("1"), from("2"), from("3")]))];
    let one = found(&all, &key("Condition", "2")).unwrap();
    let keys = hideable(&State::default(), &all, (one, None)).keys;
    assert_eq!(keys, ["2", "1", "3"].map(|id| key("Condition", id)));
}

#[test]
fn a_new_result_opens_where_it_leads() {
    let all = [(Shelf::Results, held(vec![result("a", "2026-11-21", NEW, json!({}))]))];
    let mut state = State::default();
    window_opened(&mut state);
    let line = timeline(&state, &all, "", &now());
    assert!(matches!(line.rows[0].route, Route::Result(_)));
}

#[test]
fn the_next_appointment_says_no_more_than_its_time_while_it_waits() {
    let check = |change: Value, shown: Vec<Hold>, expect: (&str, Option<&str>)| {
        let mut one = json!({"resourceType": "Appointment", "id": "a", "status": "booked", "start": "2026-12-01T10:00:00Z",
            "serviceType": [{"text": "Review"}], "participant": [{"actor": {"display": "Dr Okafor"}}]});
        for (name, value) in change.as_object().unwrap() {
            one[name] = value.clone();
        }
        let mut held = held(vec![one]);
        held.ready.shown = shown;
        let next = next_appointment(&held, &now()).unwrap();
        assert_eq!((next.title.as_str(), next.with.as_deref()), expect, "{change}");
    };
    check(json!({}), vec![], ("Review", Some("Dr Okafor")));
    let risk = || json!({"serviceType": [{"text": "Risk review"}]});
    check(risk(), vec![], (crate::words::today::APPOINTMENT, None));
    check(risk(), vec![Hold::Risk], ("Risk review", Some("Dr Okafor")));
    check(json!({"description": "After the overdose"}), vec![], (crate::words::today::APPOINTMENT, None));
    let label = json!({"meta": {"security": [{"code": "R"}]}});
    check(label, vec![], (crate::words::today::APPOINTMENT, None));
}

#[test]
fn a_note_waits_by_what_it_says_and_not_by_its_headings_alone() {
    let text = |words: &str| {
        let div = ["<div><p>", words, "</p></div>"].concat();
        json!({"status": "additional", "div": div})
    };
    let check = |words: &str, expect: Option<Hold>| {
        for note in [
            json!({"resourceType": "Composition", "id": "n", "title": "Note", "section": [{"text": text(words)}]}),
            json!({"resourceType": "Composition", "id": "n", "title": "Note", "text": text(words)}),
            json!({"resourceType": "Composition", "id": "n", "title": "Note",
                "section": [{"title": "Today", "section": [{"text": text(words)}]}]}),
        ] {
            let all = [(Shelf::Entries, held(vec![note.clone()]))];
            assert_eq!(entry(&all, &key("Composition", "n"), &now()).hold, expect, "{note}");
        }
    };
    check("We spoke about over<b>dose</b>", Some(Hold::Risk));
    check("Detained under section 2", Some(Hold::Rights));
    check("We spoke about swimming", None);
}

#[test]
fn appointments_and_legal_status_count_as_new() {
    let meta = json!({"lastUpdated": NEW});
    let held = held(vec![
        json!({"resourceType": "Appointment", "id": "a", "status": "booked", "start": "2026-12-01T10:00:00Z",
            "serviceType": [{"text": "Review"}], "meta": meta}),
        json!({"resourceType": "Consent", "id": "c", "status": "active", "meta": meta,
            "category": [{"text": "Mental Health Act 1983, section 3"}]}),
    ]);
    let view = news(&State::default(), &held, &now());
    assert_eq!(view.told.as_deref(), Some("1 appointment, 1 other entry"));
    assert_eq!(view.groups[1].1[0].row.hold, Some(Hold::Rights));
}
