//! Entries of any kind: their rows, their pages, and what waits.

use super::*;
use crate::route::Route;

fn rows(resources: Vec<Value>, shelf: Shelf) -> Vec<EntryRow> {
    list(&known(resources), shelf, &now()).groups.into_iter().flat_map(|group| group.rows).collect()
}

fn visit(id: &str, start: &str, status: &str) -> Value {
    json!({"resourceType": "Encounter", "id": id, "status": status, "type": [{"text": "Home visit"}],
        "period": {"start": start, "end": start}, "serviceProvider": {"display": "Northside"}})
}

#[test]
fn a_shelf_shows_its_kinds_alone_the_newest_first() {
    let all = vec![
        visit("a", "2025-01-02", "finished"),
        visit("b", "2026-01-02", "entered-in-error"),
        visit("c", "2026-03", "cancelled"),
        json!({"resourceType": "Flag", "id": "f", "code": {"text": "Text before ringing"}}),
    ];
    let view = list(&known(all), Shelf::Visits, &now());
    let told: Vec<(bool, Vec<&str>)> = view
        .groups
        .iter()
        .map(|group| (group.folded, group.rows.iter().map(|row| row.lines[0].as_str()).collect()))
        .collect();
    assert_eq!(told, [(false, vec!["March 2026", "2 January 2025"]), (true, vec!["2 January 2026"])]);
    let row = &view.groups[0].rows[0];
    assert_eq!(row.badge.as_ref().map(|badge| badge.words.as_str()), Some("Called off"));
    assert_eq!(row.source.as_deref(), Some("From Northside"));
}

#[test]
fn an_entry_without_a_name_is_called_by_its_kind() {
    let bare = rows(vec![json!({"resourceType": "VisionPrescription", "id": "v"})], Shelf::Others);
    assert_eq!((bare[0].title.as_str(), bare[0].lines.len()), ("Glasses or lenses", 0));
    let named =
        rows(vec![json!({"resourceType": "Claim", "id": "c", "type": {"text": "Pharmacy"}})], Shelf::Others);
    assert_eq!((named[0].title.as_str(), named[0].lines[0].as_str()), ("Pharmacy", "Bill"));
}

#[test]
fn what_cannot_be_read_in_full_is_counted() {
    let broken = json!({"resourceType": "Procedure", "id": "p", "code": 7, "status": "completed"});
    let view = list(&known(vec![broken]), Shelf::Procedures, &now());
    assert_eq!((view.shown.unread, view.groups[0].rows[0].title.as_str()), (1, "Treatment or procedure"));
}

#[test]
fn medicines_that_were_handed_out_stand_with_the_medicines() {
    let given = json!({"resourceType": "MedicationDispense", "id": "d", "status": "completed",
        "medicationCodeableConcept": {"text": "Sertraline"}, "whenHandedOver": "2026-11-03", "quantity": {"value": 28, "unit": "tablets"}});
    let view = list(&known(vec![given]), Shelf::Medicines, &now());
    let group = &view.groups[0];
    assert_eq!(group.heading.as_deref(), Some("Handed out or given to you"));
    assert_eq!(group.rows[0].lines, ["Medicine handed out", "3 November 2026", "28 tablets"]);
}

fn risk() -> Value {
    json!({"resourceType": "RiskAssessment", "id": "r", "status": "final", "code": {"text": "Review"},
        "occurrenceDateTime": "2026-10-14", "mitigation": "Ring the team", "encounter": {"reference": "Encounter/a"},
        "meta": {"versionId": "2", "lastUpdated": "2026-11-20T10:00:00Z", "source": "https://northside.example/record"}})
}

#[test]
fn what_may_be_hard_to_read_waits_until_the_person_says_so() {
    let mut held = known(vec![risk()]);
    let hold = |held: &Held| list(held, Shelf::Watched, &now()).groups[0].rows[0].hold;
    assert_eq!(hold(&held), Some(Hold::Risk));
    held.ready.shown = vec![Hold::Marked];
    assert_eq!(hold(&held), Some(Hold::Risk));
    held.ready.shown = vec![Hold::Risk];
    assert_eq!(hold(&held), None);
}

#[test]
fn the_page_of_an_entry_tells_its_whole_story() {
    let all = [(Shelf::Entries, known(vec![visit("a", "2026-10-14", "finished"), risk()]))];
    let key = crate::now::short_key("RiskAssessment/r");
    let view = entry(&all, &key, &now());
    assert_eq!(
        (view.shown.presence, view.title.as_str(), view.hold),
        (Presence::Here, "Review", Some(Hold::Risk))
    );
    assert_eq!(view.when.as_deref(), Some("14 October 2026"));
    let told: Vec<(&str, &str)> =
        view.facts.iter().map(|fact| (fact.label.as_str(), fact.words.as_str())).collect();
    assert_eq!(told, [("What helps", "Ring the team")]);
    assert_eq!(
        view.sources,
        [
            "From the system northside.example/record",
            "Last changed Friday 20 November at 10:00. This is version 2."
        ]
    );
    let leads = &view.leads[0];
    assert_eq!((leads.label.as_str(), leads.title.as_str()), ("Visit", "Home visit"));
    assert_eq!(leads.route, Route::Entry(crate::now::short_key("Encounter/a")));
}

#[test]
fn an_entry_that_waits_is_not_named_where_another_leads_to_it() {
    let note = json!({"resourceType": "Composition", "id": "n", "title": "Note", "relatesTo": [{"targetReference": {"reference": "RiskAssessment/r"}}]});
    let all = [(Shelf::Entries, known(vec![note, risk()]))];
    let view = entry(&all, &crate::now::short_key("Composition/n"), &now());
    assert_eq!(
        (view.leads[0].title.as_str(), view.leads[0].detail.as_deref()),
        ("Something that may be hard to read", None)
    );
}

#[test]
fn a_document_is_read_part_by_part() {
    let div = |words: &str| json!({"status": "additional", "div": format!("<div>{words}</div>")});
    let note = json!({"resourceType": "Composition", "id": "n", "title": "Note", "text": div("whole"), "section": [
        {"title": "One", "text": div("first"), "section": [{"title": "Inner", "text": div("second")}]}, {"title": "Empty"}]});
    let view = entry(&[(Shelf::Entries, known(vec![note]))], &crate::now::short_key("Composition/n"), &now());
    let headings: Vec<_> = view.text.iter().map(|(heading, _)| heading.as_deref()).collect();
    assert_eq!(headings, [Some("One"), Some("Inner")]);
    assert_eq!(view.facts, [], "the parts are told once");
}

#[test]
fn an_address_that_leads_to_no_entry_says_so_once_all_is_here() {
    let check = |held: Held, expect: Presence| {
        let all = [(Shelf::Conditions, known(vec![])), (Shelf::Entries, held)];
        assert_eq!(entry(&all, "none", &now()).shown.presence, expect);
    };
    check(known(vec![]), Presence::Empty);
    check(Held::default(), Presence::Loading);
}

#[test]
fn a_condition_that_two_systems_tell_of_is_one_with_both_sources() {
    let from = |id: &str, who: &str| {
        json!({"resourceType": "Condition", "id": id, "code": {"text": "Asthma"},
        "recorder": {"display": who}, "meta": {"source": who}})
    };
    let told = rows(vec![from("1", "Surgery"), from("2", "Hospital")], Shelf::Conditions);
    assert_eq!((told.len(), told[0].source.as_deref()), (1, Some("From Surgery. From Hospital")));
    assert_eq!(told[0].also, [key("Condition", "2")]);
    assert_eq!(rows(vec![from("1", "Surgery"), from("2", "Surgery")], Shelf::Conditions).len(), 2);
    let medicine = |id: &str| json!({"resourceType": "MedicationRequest", "id": id, "status": "active", "medicationCodeableConcept": {"text": "A"}});
    assert_eq!(rows(vec![medicine("1"), medicine("2")], Shelf::Medicines).len(), 2);
}

#[test]
fn a_long_list_is_shown_from_its_beginning_and_goes_on_at_a_wish() {
    let visit = |at: usize| json!({"resourceType": "Encounter", "id": format!("v{at}"), "status": "finished", "class": {"code": "AMB"}, "period": {"start": format!("{}-01-01", 1920 + at)}});
    let whole = || list(&known((0..100).map(visit).collect()), Shelf::Visits, &now());
    let mut state = State::default();
    window_opened(&mut state);
    let seen = |state: &State| {
        let view = windowed(state, whole());
        (view.groups[0].rows.len(), view.groups[0].rest)
    };
    assert_eq!(seen(&state), (40, 60));
    drop(sought(&mut state, &Event::More("rows-0".into())));
    assert_eq!(seen(&state), (80, 20));
    drop(sought(&mut state, &Event::More("rows-0".into())));
    assert_eq!(seen(&state), (100, 0));
}

#[test]
fn only_what_two_systems_say_alike_in_everything_is_one() {
    let check = |what: &str, one: Value, other: Value, expect: usize| {
        let with = |mut made: Value, id: &str, system: &str| {
            made["id"] = json!(id);
            made["meta"] = json!({"source": system});
            made
        };
        let all = vec![with(one.clone(), "1", "a"), with(other.clone(), "2", "b")];
        let shelf = Shelf::of_kind(one["resourceType"].as_str().unwrap());
        assert_eq!(rows(all.clone(), shelf).len(), expect, "{what}");
        let shelves = [(Shelf::Entries, known(all))];
        let index = State::default().last.of(&shelves);
        assert_eq!(index.entries.len(), expect, "{what}");
        assert_eq!(index.entries.iter().map(|one| 1 + one.row.also.len()).sum::<usize>(), 2, "{what}");
        let one_system = vec![with(one, "1", "a"), with(other, "2", "a")];
        assert_eq!(rows(one_system, shelf).len(), 2, "{what}, from one system");
    };
    let note = |by: &str, text: &str| {
        json!({"resourceType": "ClinicalImpression", "status": "completed", "date": "2026-03-12",
        "code": {"text": "Clinic note"}, "assessor": {"display": by}, "note": [{"text": text}]})
    };
    check("the same note", note("Dr A", "Well"), note("Dr B", "Well"), 1);
    check("two notes", note("Dr A", "Well"), note("Dr B", "Not well"), 2);
    let long = "Well. ".repeat(40);
    check("that differ at their end", note("A", &long), note("A", &[&long, "But tired."].concat()), 2);
    let visit = |at: &str| json!({"resourceType": "Appointment", "status": "booked", "start": at, "description": "Clinic"});
    check("two times of a day", visit("2026-03-12T09:00:00Z"), visit("2026-03-12T15:00:00Z"), 2);
    check("one time", visit("2026-03-12T09:00:00Z"), visit("2026-03-12T09:00:00Z"), 1);
    let file = |data: &str| json!({"resourceType": "Media", "status": "completed", "type": {"text": "Photo"}, "content": {"data": data}});
    check("two files", file("AAAA"), file("BBBB"), 2);
    let written = |text: &str| {
        json!({"resourceType": "Procedure", "status": "completed", "code": {"text": "Talk"},
        "text": {"status": "additional", "div": text}})
    };
    check("two narratives", written("<div>a</div>"), written("<div>b</div>"), 2);
    check("one narrative", written("<div>a</div>"), written("<div>a</div>"), 1);
}
