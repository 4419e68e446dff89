//! Files, made in steps.

use serde_json::{Value, json};

use super::*;
use crate::record::{Held, Known, Shelf};
use std::rc::Rc;

fn now() -> Now {
    // 22 November 2026, 14:05 in England.
    Now::new(1_795_356_300_000, 0, [1, 2, 3, 4])
}

fn held(resources: Vec<Value>) -> Held {
    let known = Known { resources: Rc::new(resources), as_of: 0, live: true, older: None };
    Held { known: Some(known), ..Held::default() }
}

fn results(count: usize) -> Vec<Value> {
    let text = |at: usize| {
        [
            "{\"resourceType\":\"Observation\",\"id\":\"o",
            &at.to_string(),
            "\",\"status\":\"final\",\"code\":{\"text\":\"Lithium\"},\"valueQuantity\":{\"value\":0.70}}",
        ]
        .concat()
    };
    (0..count).map(|at| json::read(&text(at)).unwrap()).collect()
}

/// Walks until the file is there: its name and text, and how often the screen got a turn.
fn made(file: File, of: &Gathered) -> (String, String, usize) {
    let mut state = State::default();
    let mut effects = update(&mut state, &Event::Wanted(file), &|| of.clone());
    for turns in 0..1_000 {
        let saved = effects.iter().find_map(|effect| match effect {
            Effect::SaveText(name, _, text) => Some((name.clone(), text.clone(), turns)),
            _ => None,
        });
        if let Some(saved) = saved {
            assert!(state.making.is_none() && state.made.is_some_and(|made| made.file == file));
            return saved;
        }
        assert!(effects.iter().any(|effect| matches!(effect, Effect::After(_, Wake::Takeaway))));
        effects = woke(&mut state, ("Patient/p", None, false), &now());
    }
    panic!("it never ends");
}

#[test]
fn everything_is_each_entry_once_just_as_it_came() {
    let person = json!({"resourceType": "Practitioner", "id": "d", "name": [{"text": "Dr A. Doe"}]});
    let all = [
        (Shelf::Results, held(results(450))),
        (Shelf::Team, held(vec![json!({"resourceType": "CareTeam", "id": "t"}), person.clone()])),
        (Shelf::Appointments, held(vec![json!({"resourceType": "Appointment", "id": "a"}), person])),
    ];
    let of = Gathered::of(&all, &[], ("me", "Patient/p", "Jo"));
    assert_eq!(of.len(), 453, "the person who came along twice is there once");
    let (name, text, turns) = made(File::Everything, &of);
    assert_eq!(name, "my-record-2026-11-22.json");
    assert!(turns >= 3, "450 results are no single step");
    let bundle = json::read(&text).expect("JSON");
    assert_eq!(
        (bundle["type"].as_str(), bundle["entry"].as_array().map(Vec::len)),
        (Some("collection"), Some(453))
    );
    assert_eq!(bundle["entry"][7]["resource"], results(8)[7]);
    assert!(text.contains("\"value\":0.70"), "digits stay");
}

#[test]
fn what_stands_apart_from_its_entry_goes_into_everything_where_it_can_be_had() {
    use crate::effect::Place;
    use crate::event::Tag;
    let letter = |id: &str| {
        let content = json!([{"attachment": {"url": format!("Binary/{id}")}}, {"attachment": {"url": "https://x.example/a"}}]);
        json!({"resourceType": "DocumentReference", "id": format!("of-{id}"), "content": content})
    };
    let answers = json!({"resourceType": "QuestionnaireResponse", "id": "q", "item": [{"answer": [
        {"valueAttachment": {"url": "Binary/photo"}}, {"valueAttachment": {"url": "Binary/kept"}}]}]});
    let all = ["kept", "there", "gone", "large"].map(letter);
    let all = [(Shelf::Letters, held([all.to_vec(), vec![answers]].concat()))];
    let of = Gathered::of(&all, &[], ("me", "Patient/p", "Jo"));
    let check = |live: bool, expect: (usize, usize, &[&str])| {
        let from = ("Patient/p", Some((Place::Device, "me")), live);
        let mut state = State::default();
        let mut effects = update(&mut state, &Event::Wanted(File::Everything), &|| of.clone());
        let text = loop {
            effects = match effects.remove(0) {
                Effect::After(..) => woke(&mut state, from, &now()),
                Effect::Load(_, key) => {
                    let row = json!({"asOf": 1, "contentType": "text/plain", "data": "a2VwdA=="});
                    let row = key.0.ends_with("/file/kept").then_some(row);
                    loaded(&mut state, (&key, row.as_ref()), from)
                }
                Effect::Fetch(Tag::File(_, id), _) => {
                    let data = if id == "large" { "A".repeat(25_000_000) } else { "dGhlcmU=".into() };
                    let body = json!({"resourceType": "Binary", "id": id, "contentType": "text/plain", "data": data});
                    let reply = crate::effect::Reply { status: 200, body, etag: None };
                    let gone = id == "gone";
                    fetched(
                        &mut state,
                        &id,
                        if gone { Err(crate::trouble::Trouble::NotShared) } else { Ok(&reply) },
                    )
                }
                Effect::SaveText(_, _, text) => break text,
                _ => effects,
            };
        };
        let made = state.made.expect("made");
        assert_eq!((made.files, made.lacking), (expect.0, expect.1));
        let bundle = json::read(&text).expect("JSON");
        let files: Vec<&str> = bundle["entry"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|one| one["resource"]["resourceType"] == "Binary")
            .filter_map(|one| one["resource"]["id"].as_str())
            .collect();
        assert_eq!(files, expect.2);
    };
    check(true, (3, 2, &["kept", "there", "photo"]));
    check(false, (1, 4, &["kept"]));
}

#[test]
fn what_waits_to_be_sent_is_in_it_and_marked() {
    let put = json!({"entry": [{"resource": {"resourceType": "Observation", "id": "new", "meta": {"versionId": "1"},
        "status": "final", "category": [{"coding": [{"code": "survey"}]}], "code": {"text": "Note"}, "valueString": "=1+1"}}]});
    let entry = |account: &str| crate::outbox::Entry {
        ticket: crate::outbox::Ticket::new("e".into(), account.into(), vec![]),
        kind: crate::outbox::Kind::Note,
        risk: false,
        method: crate::effect::Method::Post,
        path: "/fhir".into(),
        body: put.clone(),
        saved_at: 0,
    };
    let of = Gathered::of(&[], &[entry("me"), entry("somebody else")], ("me", "Patient/p", "Jo"));
    assert_eq!((of.len(), of.unsent()), (1, 1));
    let bundle = json::read(&made(File::Everything, &of).1).unwrap();
    let meta = &bundle["entry"][0]["resource"]["meta"];
    assert_eq!((meta["tag"][0]["code"].as_str(), meta["versionId"].as_str()), (Some("not-sent"), None));
    let (name, table, _) = made(File::Scores, &of);
    assert_eq!(name, "my-check-ins-2026-11-22.csv");
    assert!(table.contains("'=1+1") && table.contains("not yet"), "{table}");
    assert!(!made(File::Summary, &of).1.contains("=1+1"), "the summary tells what the team knows");
}

#[test]
fn each_entry_of_everything_has_an_address_of_its_own() {
    let goal = |version: Option<&str>, text: &str| {
        let mut made = json!({"resourceType": "Goal", "id": "g", "description": {"text": text}});
        made["meta"] = json!({"versionId": version});
        made
    };
    let entry = |text: &str| crate::outbox::Entry {
        ticket: crate::outbox::Ticket::new("e".into(), "me".into(), vec![]),
        kind: crate::outbox::Kind::Note,
        risk: false,
        method: crate::effect::Method::Post,
        path: "/fhir".into(),
        body: json!({"entry": [{"resource": goal(Some("3"), text)}]}),
        saved_at: 0,
    };
    let all = [(Shelf::Plan, held(vec![goal(Some("3"), "held")])), (Shelf::Results, held(results(2)))];
    let of = Gathered::of(&all, &[entry("first"), entry("again")], ("me", "Patient/p", "Jo"));
    let bundle = json::read(&made(File::Everything, &of).1).unwrap();
    let entries = bundle["entry"].as_array().unwrap();
    let names: Vec<(&str, Option<&str>)> = entries
        .iter()
        .map(|one| (one["fullUrl"].as_str().unwrap(), one["resource"]["meta"]["versionId"].as_str()))
        .collect();
    // R4, bdl-7: the same address only for different versions. A reference is followed by the address (2.36.4).
    assert!(names.iter().enumerate().all(|(at, one)| !names[..at].contains(one)), "{names:?}");
    assert_eq!(names.len(), 4, "what was changed twice before it could go is there once");
    for one in entries {
        let own = key(&one["resource"]);
        assert_eq!(one["fullUrl"], ["https://lapwing.example/fhir/", &own].concat());
    }
    assert_eq!(entries[3]["resource"]["description"]["text"], "again");
}

#[test]
fn no_file_says_that_there_is_nothing_where_nobody_knows() {
    let away = || Held { trouble: Some(crate::trouble::Trouble::Offline), ..Held::default() };
    let check = |file: File, lacks: Shelf, can: bool| {
        let here = [Shelf::Conditions, Shelf::Allergies, Shelf::Medicines, Shelf::Results, Shelf::Letters];
        for lacking in [away(), Held::default()] {
            let of = |shelf: Shelf| if shelf == lacks { lacking.clone() } else { held(vec![]) };
            let all = here.map(|shelf| (shelf, of(shelf)));
            let of = Gathered::of(&all, &[], ("me", "Patient/p", "Jo"));
            let mut state = State::default();
            let effects = update(&mut state, &Event::Wanted(file), &|| of.clone());
            assert_eq!((state.is_making(), !effects.is_empty()), (can, can), "{file:?} without {lacks:?}");
            assert_eq!(view(&state, &all, &of, &now()).unready.contains(&file), !can);
        }
    };
    check(File::Summary, Shelf::Allergies, false);
    check(File::Summary, Shelf::Medicines, false);
    check(File::Summary, Shelf::Conditions, false);
    check(File::Summary, Shelf::Letters, true);
    check(File::Results, Shelf::Results, false);
    check(File::Scores, Shelf::Results, false);
    check(File::Everything, Shelf::Results, true);
}

#[test]
fn an_empty_section_says_why() {
    let allergy = |status: &str| {
        json!({"resourceType": "AllergyIntolerance", "id": "a", "code": {"text": "Nuts"},
        "verificationStatus": {"coding": [{"code": status}]}, "patient": {"reference": "Patient/p"}})
    };
    let check = |what: &str, allergies: Held, withheld: bool, (code, said): (&str, &str)| {
        let all = [(Shelf::Allergies, allergies)];
        let mut of = Gathered::of(&all, &[], ("me", "Patient/p", "Jo"));
        if withheld {
            of.withheld.push(Shelf::Allergies);
        }
        let (document, _) = summary::document(&of, &now());
        let section = &document["entry"][0]["resource"]["section"][1];
        assert_eq!(section["emptyReason"]["coding"][0]["code"], code, "{what}");
        assert_eq!(section["emptyReason"]["text"], said, "{what}");
        let none = "holds no information about allergies";
        let claims = crate::seek::find(section["text"]["div"].as_str().unwrap(), none, 0).is_some();
        assert_eq!(claims, what == "none", "{what}");
    };
    check("none", held(vec![]), false, ("unavailable", "No information available"));
    let unknown = ("unavailable", "This part of the record could not be looked up");
    check("not here", Held::default(), false, unknown);
    check("left out", held(vec![]), true, ("withheld", "Entries were left out of this summary"));
    let over = ("unavailable", "The record holds entries, and none that is current and sure");
    check("ruled out", held(vec![allergy("refuted")]), false, over);
}

#[test]
fn tables_count_what_could_not_be_read() {
    let mut all = results(3);
    all.push(json!({"resourceType": "Observation", "id": "x", "status": "final"}));
    let of = Gathered::of_resources(all, "Patient/p", "Jo");
    let mut state = State::default();
    update(&mut state, &Event::Wanted(File::Results), &|| of.clone());
    woke(&mut state, ("Patient/p", None, false), &now());
    assert_eq!(state.made, Some(Made { file: File::Results, written: 3, unread: 1, files: 0, lacking: 0 }));
}

#[test]
fn an_empty_record_is_a_file_too() {
    let of = Gathered::of_resources(vec![], "Patient/p", "Jo");
    let bundle = json::read(&made(File::Everything, &of).1).unwrap();
    assert_eq!(bundle["entry"], json!([]));
    assert_eq!(made(File::Results, &of).1.lines().count(), 1);
}

#[test]
fn one_file_at_a_time() {
    let of = || Gathered::of_resources(results(500), "Patient/p", "Jo");
    let mut state = State::default();
    update(&mut state, &Event::Wanted(File::Everything), &of);
    woke(&mut state, ("Patient/p", None, false), &now());
    assert!(update(&mut state, &Event::Wanted(File::Results), &of).is_empty());
    assert!(state.making.is_some_and(|making| making.file == File::Everything && making.at == STEP));
}

#[test]
fn the_screen_says_what_is_missing() {
    let cut = Known { resources: Rc::new(results(1)), as_of: 0, live: true, older: Some(Box::default()) };
    let all = [
        (Shelf::Results, Held { known: Some(cut), ..Held::default() }),
        (Shelf::Letters, Held { trouble: Some(crate::trouble::Trouble::Offline), ..Held::default() }),
        (Shelf::Team, Held::default()),
    ];
    let of = Gathered::of(&all, &[], ("me", "Patient/p", "Jo"));
    let view = view(&State::default(), &all, &of, &now());
    assert_eq!((view.entries, view.coming), (1, 1));
    assert_eq!((view.cut, view.failed), (vec![Shelf::Results], vec![Shelf::Letters]));
}

#[test]
fn on_paper_stands_what_was_chosen_and_what_may_be_hard_waits() {
    let patient = json!({"resourceType": "Patient", "id": "p", "birthDate": "1988-05-04",
        "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990123456"}]});
    let named = |id: &str, text: &str| json!({"resourceType": "Condition", "id": id, "code": {"text": text}, "subject": {"reference": "Patient/p"}});
    let all = [
        (Shelf::Conditions, held(vec![named("a", "Asthma"), named("b", "Overdose")])),
        (Shelf::Entries, held(vec![patient])),
    ];
    let of = Gathered::of(&all, &[], ("me", "Patient/p", "Jo"));
    let mut state = State::default();
    let first = paper(&state, &all, &of, &now());
    assert_eq!((first.number.as_deref(), first.held_back), (Some("999 012 3456"), 1));
    assert_eq!(first.born.as_deref(), Some("4 May 1988"));
    let rows = |view: &PaperView| view.parts[0].groups.iter().map(|group| group.rows.len()).sum::<usize>();
    assert_eq!(rows(&first), 1);
    assert!(first.parts[2].unknown && !first.parts[0].unknown, "what is not here is not called nothing");
    update(&mut state, &Event::AllOfIt(true), &Gathered::default);
    update(&mut state, &Event::Turned(1), &Gathered::default);
    let second = paper(&state, &all, &of, &now());
    assert_eq!((rows(&second), second.held_back, second.parts[1].on), (2, 0, false));
    update(&mut state, &Event::Turned(1), &Gathered::default);
    assert!(paper(&state, &all, &of, &now()).parts[1].on);
    assert_eq!(update(&mut state, &Event::Printed, &Gathered::default), [Effect::Print]);
}
