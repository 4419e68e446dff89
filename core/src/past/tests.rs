use serde_json::{Value, json};

use super::*;
use crate::effect::{Effect, Place};
use crate::form::{Instrument, Who};
use crate::now::Now;
use crate::outbox::{Entry, Kind};
use crate::record::{Held, Known};
use crate::trouble::Trouble;

const INDEX: &str = include_str!("../../../public/questionnaires/index.json");

fn instrument(name: &str) -> Instrument {
    let library = Instrument::read_all(&serde_json::from_str(INDEX).unwrap());
    library.into_iter().find(|i| i.name == name).unwrap()
}

fn now() -> Now {
    Now::new(1_795_338_000_000, 0, [1, 2, 3, 4])
}

fn who() -> Who {
    Who { account: "asha".into(), patient: Some("Patient/asha".into()), author: None, place: Place::Device }
}

fn held(resources: Vec<Value>) -> Held {
    let known = Known { resources: resources.into(), as_of: now().time, live: true, older: None };
    Held { known: Some(known), ..Held::default() }
}

fn response(id: &str, name: &str, when: &str) -> Value {
    json!({
        "resourceType": "QuestionnaireResponse", "id": id, "status": "completed",
        "questionnaire": format!("https://lapwing.example/Questionnaire/{name}|1.0.0"),
        "subject": {"reference": "Patient/asha"}, "source": {"reference": "Patient/asha"}, "authored": when,
        "item": [
            {"linkId": "g", "text": "Sleep", "item": [{"linkId": "a", "text": "Slept?", "answer": [{"valueBoolean": true}]}]},
            {"linkId": "b", "text": "Left open"},
            {"linkId": "c", "answer": [{"valueCoding": {"code": "LA6568-5", "display": "Not at all"}}, {"valueDecimal": 1.5}]},
        ],
    })
}

fn total(id: &str, code: &str, when: &str, (value, from): (f64, Option<&str>)) -> Value {
    let mut resource = json!({
        "resourceType": "Observation", "id": id, "status": "final",
        "category": [{"coding": [{"code": "survey"}]}],
        "code": {"coding": [{"system": if code.len() > 8 { "http://snomed.info/sct" } else { "http://loinc.org" }, "code": code}]},
        "subject": {"reference": "Patient/asha"}, "performer": [{"reference": "Patient/asha"}],
        "effectiveDateTime": when, "valueQuantity": {"value": value},
    });
    if let Some(from) = from {
        resource["derivedFrom"] = json!([{"reference": format!("QuestionnaireResponse/{from}")}]);
    }
    resource
}

fn all(scores: Vec<Value>, answers: Vec<Value>, outbox: &[Entry], name: &str) -> Vec<Taken> {
    let (scores, answers) = (held(scores), held(answers));
    taken(&Sources { scores: &scores, answers: &answers, outbox, patient: "Patient/asha" }, &instrument(name))
}

#[test]
fn a_total_joins_the_answers_that_it_was_made_from() {
    let scores = vec![
        total("o1", "44261-6", "2026-03-12", (19.0, Some("r1"))),
        total("o0", "44261-6", "2026-01-02", (21.0, None)),
        total("x", "70274-6", "2026-03-12", (3.0, None)),
        total("y", "44261-6", "2026-03-12", (28.0, None)),
    ];
    let answers = vec![
        response("r1", "phq-9", "2026-03-12T10:00:00Z"),
        response("r2", "phq-9", "2026-05-01"),
        response("r3", "gad-7", "2026-05-01"),
    ];
    let found = all(scores, answers, &[], "phq-9");
    let told: Vec<_> = found.iter().map(|t| (t.response.as_deref(), t.scores[0].map(|s| s.value))).collect();
    assert_eq!(told, [(Some("r2"), None), (Some("r1"), Some(19)), (None, Some(21))], "the newest first");
}

#[test]
fn a_total_that_is_no_whole_number_is_said_to_be_about() {
    // CORE-10 with one answer missing: 13 of nine answers is 14.4 of ten.
    let found = all(vec![total("o", "44261-6", "2026-03-12", (14.4, None))], vec![], &[], "phq-9");
    assert_eq!(found[0].scores[0], Some(Score { value: 14, about: true }));
    let half = all(vec![total("o", "44261-6", "2026-03-12", (14.5, None))], vec![], &[], "phq-9");
    assert_eq!(half[0].scores[0].map(|s| s.value), Some(15));
    let said = crate::words::past::score(None, found[0].scores[0].unwrap(), 40);
    assert_eq!(
        said,
        "Score: about 14 out of 40. One question was not answered, so it is worked out from the others."
    );
}

#[test]
fn parts_have_columns_of_their_own_and_what_waits_is_marked_once() {
    let entry = |resources: Vec<Value>| Entry {
        body: json!({"entry": resources.into_iter().map(|r| json!({"resource": r})).collect::<Vec<_>>()}),
        ..entry("r9", "x", &who(), &now()).unwrap()
    };
    let waiting = entry(vec![
        response("r1", "gbo", "2026-11-22T08:00:00Z"),
        total("o1", "1638531000000102", "2026-11-22T08:00:00Z", (7.0, Some("r1"))),
        total("o2", "1638541000000106", "2026-11-22T08:00:00Z", (2.0, Some("r1"))),
    ]);
    let found = all(vec![], vec![], std::slice::from_ref(&waiting), "gbo");
    assert_eq!(found.len(), 1);
    assert!(found[0].waiting);
    let scores: Vec<_> = found[0].scores.iter().map(|s| s.map(|s| s.value)).collect();
    assert_eq!(scores, [Some(7), Some(2), None]);
    let arrived = vec![response("r1", "gbo", "2026-11-22T08:00:00Z")];
    let found = all(vec![], arrived, std::slice::from_ref(&waiting), "gbo");
    assert_eq!((found.len(), found[0].waiting), (1, false));
    let mut other = waiting;
    other.body["entry"][0]["resource"]["subject"]["reference"] = json!("Patient/leon");
    other.body["entry"].as_array_mut().unwrap().truncate(1);
    assert!(all(vec![], vec![], &[other], "gbo").is_empty(), "somebody else's waits on the same device");
}

#[test]
fn who_else_answered_is_told_apart_and_drawn_apart() {
    let mut parent = response("r2", "phq-9", "2026-05-01");
    parent["source"] = json!({"reference": "RelatedPerson/grace", "display": "Grace, mother"});
    let mut score = total("o2", "44261-6", "2026-05-01", (12.0, Some("r2")));
    score["performer"] = parent["source"].clone();
    let scores = held(vec![total("o1", "44261-6", "2026-06-01", (9.0, Some("r1"))), score]);
    let answers = held(vec![response("r1", "phq-9", "2026-06-01"), parent]);
    let sources = Sources { scores: &scores, answers: &answers, outbox: &[], patient: "Patient/asha" };
    let view = past(&sources, &Held::default(), &instrument("phq-9"), &now());
    assert_eq!(view.who(), ["You", "Grace, mother"]);
    let rows: Vec<_> = view.taken.iter().map(|t| (t.who.as_deref(), t.scores[0].map(|s| s.value))).collect();
    assert_eq!(rows, [(Some("You"), Some(9)), (Some("Grace, mother"), Some(12))]);
    let theirs = Held { whose: Some("Asha".into()), ..scores.clone() };
    let view = past(&Sources { scores: &theirs, ..sources }, &Held::default(), &instrument("phq-9"), &now());
    assert_eq!(view.who(), ["Asha", "Grace, mother"]);
}

#[test]
fn nobodys_number_stands_in_the_row_of_somebody_else() {
    let grace = json!([{"reference": "RelatedPerson/grace", "display": "Grace"}]);
    let by = |performer: &Value, id: &str, value: f64, from: &str| {
        let mut made = total(id, "44261-6", "2026-06-02", (value, Some(from)));
        made["performer"] = performer.clone();
        made
    };
    let mut theirs = response("r2", "phq-9", "2026-05-01");
    theirs["source"] = grace[0].clone();
    let asha = json!([{"reference": "Patient/asha"}]);
    let team = json!([{"reference": "Practitioner/lee"}]);
    let rows = |scores: Vec<Value>| {
        let answers = vec![response("r1", "phq-9", "2026-06-01"), theirs.clone()];
        let all = all(scores, answers, &[], "phq-9");
        let told = all.iter().map(|t| (t.response.clone(), t.who.clone(), t.scores[0].map(|s| s.value)));
        told.collect::<Vec<_>>()
    };
    let (own, hers) = (Some("r1".to_owned()), Some("r2".to_owned()));
    let named = Some("Grace".to_owned());
    let (mine, her) = ((own.clone(), None, Some(9)), (hers.clone(), named.clone(), Some(12)));
    let crossed = vec![by(&asha, "o1", 9.0, "r1"), by(&grace, "x", 27.0, "r1"), by(&grace, "o2", 12.0, "r2")];
    assert_eq!(rows(crossed), [(None, named.clone(), Some(27)), mine.clone(), her.clone()], "hers by itself");
    let crossed = vec![by(&asha, "x", 27.0, "r2"), by(&asha, "o1", 9.0, "r1"), by(&grace, "o2", 12.0, "r2")];
    assert_eq!(rows(crossed), [(None, None, Some(27)), mine, her]);
    let counted = vec![by(&team, "o1", 9.0, "r1"), by(&json!([]), "o2", 12.0, "r2")];
    assert_eq!(
        rows(counted),
        [(own, None, Some(9)), (hers, named, Some(12))],
        "who counts is not who answered"
    );
}

#[test]
fn a_carers_note_stands_with_no_answers_of_the_person() {
    let notes = |by: &str| {
        let kept = entry("r1", "Words", &who(), &now()).unwrap();
        let mut made = kept.body["entry"][0]["resource"].clone();
        made["performer"] = json!([{"reference": by}]);
        all(vec![made], vec![response("r1", "phq-9", "2026-06-01")], &[], "phq-9")[0].notes.len()
    };
    assert_eq!((notes("Patient/asha"), notes("RelatedPerson/grace")), (1, 0));
}

fn medicine(kind: &str, status: &str, name: &str, period: Value) -> Value {
    let mut resource = json!({
        "resourceType": kind, "status": status, "medicationCodeableConcept": {"text": name},
        "subject": {"reference": "Patient/asha"},
    });
    match kind {
        "MedicationRequest" => {
            resource["intent"] = json!("order");
            resource["authoredOn"] = period["start"].clone();
            resource["dispenseRequest"] = json!({"validityPeriod": period});
        }
        _ => resource["effectivePeriod"] = period,
    }
    resource
}

#[test]
fn medicines_that_began_or_ended_are_marks_and_are_told_once() {
    let table = [
        (medicine("MedicationStatement", "active", "A", json!({"start": "2026-02-01"})), vec!["A started"]),
        (
            medicine(
                "MedicationRequest",
                "stopped",
                "B",
                json!({"start": "2026-02-01", "end": "2026-04-01"}),
            ),
            vec!["B stopped", "B started"],
        ),
        (medicine("MedicationRequest", "completed", "C", json!({"start": "2026-02-01"})), vec!["C started"]),
        (medicine("MedicationRequest", "draft", "D", json!({"start": "2026-02-01"})), vec![]),
        (medicine("MedicationRequest", "entered-in-error", "E", json!({"start": "2026-02-01"})), vec![]),
    ];
    for (resource, expect) in table {
        let found = marks(&held(vec![resource.clone(), resource.clone()]));
        assert_eq!(found.iter().map(|m| m.what.as_str()).collect::<Vec<_>>(), expect, "{resource}");
    }
    let mut plan = medicine("MedicationRequest", "active", "F", json!({"start": "2026-02-01"}));
    plan["intent"] = json!("proposal");
    assert!(marks(&held(vec![plan])).is_empty());
}

#[test]
fn a_course_that_goes_on_is_a_change_of_dose_and_the_same_again_is_none() {
    let course = |name: &str, dose: &str, start: &str, end: &str| {
        let status = if end.is_empty() { "active" } else { "stopped" };
        let period =
            if end.is_empty() { json!({"start": start}) } else { json!({"start": start, "end": end}) };
        let mut made = medicine("MedicationRequest", status, name, period);
        made["dosageInstruction"] = json!([{"text": dose}]);
        made
    };
    let first = course("Sertraline 50 mg", "One in the morning", "2026-02-01", "2026-04-01");
    let table = [
        (
            course("Sertraline 100 mg", "One in the morning", "2026-04-01", ""),
            vec!["Sertraline 100 mg dose changed", "Sertraline 50 mg started"],
        ),
        (
            course("Sertraline 50 mg", "Two in the morning", "2026-04-10", ""),
            vec!["Sertraline 50 mg dose changed", "Sertraline 50 mg started"],
        ),
        (
            course("Sertraline 50 mg", "One in the morning", "2026-03-28", ""),
            vec!["Sertraline 50 mg started"],
        ),
        (
            course("Sertraline 50 mg", "Two in the morning", "2026-06-01", ""),
            vec!["Sertraline 50 mg started", "Sertraline 50 mg stopped", "Sertraline 50 mg started"],
        ),
        (
            course("Lithium 50 mg", "One in the morning", "2026-04-01", ""),
            vec!["Lithium 50 mg started", "Sertraline 50 mg stopped", "Sertraline 50 mg started"],
        ),
    ];
    for (next, expect) in table {
        let found = marks(&held(vec![next.clone(), first.clone()]));
        assert_eq!(found.iter().map(|m| m.what.as_str()).collect::<Vec<_>>(), expect, "{next}");
    }
}

#[test]
fn treatment_from_long_before_the_first_answers_is_left_out() {
    let scores = held(vec![
        total("o1", "44261-6", "2026-03-01", (19.0, None)),
        total("o2", "44261-6", "2026-05-01", (9.0, None)),
    ]);
    let medicines = held(vec![
        medicine("MedicationStatement", "active", "Early", json!({"start": "2025-01-01"})),
        medicine("MedicationStatement", "active", "Before", json!({"start": "2026-02-01"})),
        medicine("MedicationStatement", "active", "Between", json!({"start": "2026-04-01"})),
    ]);
    let none = Held::default();
    let sources = Sources { scores: &scores, answers: &none, outbox: &[], patient: "Patient/asha" };
    let view = past(&sources, &medicines, &instrument("phq-9"), &now());
    let told: Vec<_> = view.marks.iter().map(|m| m.what.as_str()).collect();
    assert_eq!(told, ["Between started", "Before started"]);
    let nothing = Sources { scores: &none, ..sources };
    assert!(past(&nothing, &medicines, &instrument("phq-9"), &now()).marks.is_empty());
}

#[test]
fn answers_are_read_back_as_they_were_given() {
    let answers = held(vec![response("r1", "phq-9", "2026-03-12T10:00:00Z")]);
    let scores = held(vec![total("o1", "44261-6", "2026-03-12", (19.0, Some("r1")))]);
    let sources = Sources { scores: &scores, answers: &answers, outbox: &[], patient: "Patient/asha" };
    let key = crate::now::short_key("r1");
    let view = past_answer(&sources, &instrument("phq-9"), &key, (&State::default(), true, &now()));
    assert_eq!(
        (view.when.as_str(), view.scores.as_slice()),
        ("12 March 2026", &["Score: 19 out of 27".into()][..])
    );
    let said: Vec<_> = view.said.iter().map(|s| (s.depth, s.text.as_str(), s.answers.join("; "))).collect();
    let expect = [
        (0, "Sleep", String::new()),
        (1, "Slept?", "Yes".into()),
        (0, "A question", "Not at all; 1.5".into()),
    ];
    assert_eq!(said, expect, "what was left open is not there");
    let none = past_answer(&sources, &instrument("phq-9"), "no-such", (&State::default(), true, &now()));
    assert!(none.said.is_empty() && none.response.is_empty());
}

#[test]
fn what_was_left_unsaid_on_purpose_and_who_helped_are_told() {
    let mut given = response("r1", "phq-9", "2026-03-12");
    given["item"] = json!([{"linkId": "a", "text": "A", "extension": [
        {"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "asked-declined"}]}]);
    let told = |given: &Value, own: bool| {
        let answers = held(vec![given.clone()]);
        let none = Held::default();
        let sources = Sources { scores: &none, answers: &answers, outbox: &[], patient: "Patient/asha" };
        let key = crate::now::short_key("r1");
        let view = past_answer(&sources, &instrument("phq-9"), &key, (&State::default(), own, &now()));
        (view.said.iter().map(|s| s.answers.join(" ")).collect::<String>(), view.helped)
    };
    assert_eq!(told(&given, true), ("You chose not to say".into(), None));
    assert_eq!(told(&given, false), ("Chose not to say".into(), None), "who cares for them reads it");
    let table = [
        (
            json!([{"url": "instead", "valueBoolean": false}, {"url": "name", "valueString": "Sam"},
                {"url": "relation", "valueString": "my brother"}]),
            "Sam (my brother) helped to answer.",
        ),
        (json!([{"url": "name", "valueString": "Sam"}]), "Sam helped to answer."),
        (json!([{"url": "instead", "valueBoolean": true}]), "Somebody else gave these answers."),
    ];
    for (parts, expect) in table {
        given["extension"] = json!([{"url": crate::form::HELPER, "extension": parts}]);
        assert_eq!(told(&given, true).1.as_deref(), Some(expect));
    }
}

#[test]
fn every_kind_of_answer_has_words() {
    let table = [
        (json!({"valueBoolean": false}), "No"),
        (json!({"valueInteger": 7}), "7"),
        (json!({"valueDate": "2026-03-12"}), "12 March 2026"),
        (json!({"valueDateTime": "soon"}), "soon"),
        (json!({"valueTime": "14:30:00"}), "14:30:00"),
        (json!({"valueString": "My words"}), "My words"),
        (json!({"valueCoding": {"code": "a", "display": "Often"}}), "Often"),
        (json!({"valueCoding": {"code": "a"}}), "a"),
        (json!({"valueQuantity": {"value": 2, "unit": "cups"}}), "2 cups"),
        (json!({"valueQuantity": {"value": 2, "code": "kg"}}), "2 kg"),
        (json!({"valueAttachment": {"title": "Photo", "data": "AA=="}}), "Photo"),
        (json!({"valueReference": {"reference": "Patient/x", "display": "Sam"}}), "Sam"),
        (json!({"valueCoding": {}}), "No answer"),
        (json!({"id": "x"}), ""),
    ];
    for (answer, expect) in table {
        let mut given = response("r1", "phq-9", "2026-03-12");
        given["item"] = json!([{"linkId": "a", "text": "A", "answer": [answer]}]);
        let answers = held(vec![given]);
        let none = Held::default();
        let sources = Sources { scores: &none, answers: &answers, outbox: &[], patient: "Patient/asha" };
        let key = crate::now::short_key("r1");
        let view = past_answer(&sources, &instrument("phq-9"), &key, (&State::default(), true, &now()));
        let files = |s: &Said| s.files.iter().map(|(name, _)| name.clone()).collect::<String>();
        let said: Vec<_> = view.said.iter().map(|s| s.answers.join(" ") + &files(s)).collect();
        assert_eq!(said.join(""), expect, "{answer}");
    }
}

#[test]
fn a_note_is_an_entry_of_its_own_and_stands_with_its_answers() {
    let mut state = State::default();
    update(&mut state, Event::NoteBegun("r1".into()), &who(), &now());
    assert_eq!(
        update(&mut state, Event::NoteGiven, &who(), &now()),
        [Effect::Focus("note".into())],
        "nothing yet"
    );
    update(&mut state, Event::NoteWritten("  My mother was ill.  ".into()), &who(), &now());
    let effects = update(&mut state, Event::NoteGiven, &who(), &now());
    let [Effect::Queue(Place::Device, kept, _)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!((kept.kind, kept.risk, kept.ticket.expects.len()), (Kind::Note, false, 1));
    assert!(update(&mut state, Event::NoteGiven, &who(), &now()).is_empty(), "pressed twice is one note");
    let answers = vec![response("r1", "phq-9", "2026-03-12T10:00:00Z")];
    let found = all(vec![], answers, std::slice::from_ref(kept), "phq-9");
    assert_eq!(found[0].notes.len(), 1);
    assert_eq!((found[0].notes[0].text.as_str(), found[0].notes[0].waiting), ("My mother was ill.", true));
    let failed = queued(&mut state, &kept.ticket.id, Err(Trouble::StorageFull), &who());
    assert_eq!(
        (failed, state.writing.clone().unwrap().trouble),
        (vec![Effect::Focus("trouble".into())], Some(Trouble::StorageFull))
    );
    assert_eq!(state.writing.as_ref().unwrap().text, "  My mother was ill.  ", "nothing is lost");
    let again = update(&mut state, Event::NoteGiven, &who(), &now());
    let [Effect::Queue(_, kept, _)] = again.as_slice() else { panic!("{again:?}") };
    assert!(queued(&mut state, "other", Ok(()), &who()).is_empty());
    assert!(queued(&mut state, &kept.ticket.id, Ok(()), &who()).contains(&Effect::Deliver));
    assert_eq!(state.writing, None);
}

#[test]
fn who_has_no_record_writes_no_note_and_a_note_has_an_end() {
    let nobody = Who { patient: None, ..who() };
    assert_eq!(entry("r1", "x", &nobody, &now()), None);
    let mut state = State::default();
    update(&mut state, Event::NoteBegun("r1".into()), &who(), &now());
    update(&mut state, Event::NoteWritten("é".repeat(5_000)), &who(), &now());
    assert_eq!(state.writing.as_ref().unwrap().text.chars().count(), 2_000);
    moved(&mut state);
    assert!(state.writing.is_some(), "what was written is not dropped by a look elsewhere");
    update(&mut state, Event::NoteDropped, &who(), &now());
    assert_eq!(state, State::default());
    assert_eq!(update(&mut state, Event::Printed, &who(), &now()), [Effect::Print]);
}

/// What is kept of notes that were begun, by the last effect that says so.
fn kept(effects: &[Effect]) -> Option<Value> {
    effects.iter().rev().find_map(|effect| match effect {
        Effect::Save(_, _, row) => Some(row.clone()),
        Effect::Forget(..) => Some(Value::Null),
        _ => None,
    })
}

fn written(state: &mut State, response: &str, text: &str) -> Vec<Effect> {
    update(state, Event::NoteBegun(response.into()), &who(), &now());
    update(state, Event::NoteWritten(text.into()), &who(), &now())
}

#[test]
fn a_note_that_is_begun_is_kept_at_every_letter_and_comes_back() {
    let mut state = State::default();
    assert_eq!(kept(&written(&mut state, "r1", "My mo")), Some(json!([["r1", "My mo"]])));
    let row = kept(&written(&mut state, "r2", "Less")).unwrap();
    assert_eq!(row, json!([["r1", "My mo"], ["r2", "Less"]]));
    let Some(Effect::Load(_, key)) = opened(&who()) else { panic!() };
    let mut again = State::default();
    loaded(
        &mut again,
        (&crate::effect::Key::of("sam", "notes-begun"), &Ok(Some(json!([["r1", "no"]])))),
        &who(),
    );
    loaded(&mut again, (&key, &Ok(Some(row.clone()))), &who());
    update(&mut again, Event::NoteBegun("r1".into()), &who(), &now());
    assert_eq!(again.writing.as_ref().map(|w| w.text.as_str()), Some("My mo"));
    // What is written here stands before what another page kept.
    update(&mut again, Event::NoteWritten("My mother".into()), &who(), &now());
    loaded(&mut again, (&key, &Ok(Some(row.clone()))), &who());
    assert_eq!(
        again.begun.iter().find(|(of, _)| of == "r1").map(|(_, text)| text.as_str()),
        Some("My mother")
    );
}

#[test]
fn a_begun_note_goes_with_its_entry_or_when_it_is_dropped_and_no_other_goes_with_it() {
    let mut state = State::default();
    written(&mut state, "r1", "One");
    let effects = update(&mut state, Event::NoteGiven, &who(), &now());
    let Some(Effect::Queue(_, entry, Some(_))) = effects.first() else { panic!("{effects:?}") };
    assert_eq!(kept(&queued(&mut state, &entry.ticket.id, Ok(()), &who())), Some(Value::Null));

    written(&mut state, "r1", "One");
    written(&mut state, "r2", "Two");
    let effects = update(&mut state, Event::NoteGiven, &who(), &now());
    let Some(Effect::Queue(_, entry, None)) = effects.first() else { panic!("{effects:?}") };
    let id = entry.ticket.id.clone();
    assert_eq!(kept(&queued(&mut state, &id, Ok(()), &who())), Some(json!([["r1", "One"]])));

    update(&mut state, Event::NoteBegun("r1".into()), &who(), &now());
    assert_eq!(kept(&update(&mut state, Event::NoteDropped, &who(), &now())), Some(Value::Null));
    assert!(state.begun.is_empty());
}

#[test]
fn a_note_that_could_not_be_kept_says_so() {
    let mut state = State::default();
    let effects = written(&mut state, "r1", "One");
    let Some(Effect::Save(_, key, _)) = effects.first() else { panic!("{effects:?}") };
    saved(&mut state, key, Err(Trouble::StorageFull), &who());
    assert_eq!(state.writing.as_ref().and_then(|w| w.trouble), Some(Trouble::StorageFull));
    saved(&mut state, key, Ok(()), &who());
    assert_eq!(state.writing.as_ref().and_then(|w| w.trouble), None);
}

#[test]
fn notes_that_could_not_be_read_are_not_written_over() {
    let mut state = State::default();
    let key = crate::effect::Key::of("asha", "notes-begun");
    let load = |effects: &[Effect]| matches!(effects, [Effect::Load(_, asked)] if *asked == key);
    loaded(&mut state, (&key, &Err(Trouble::StorageClosed)), &who());
    update(&mut state, Event::NoteBegun("r1".into()), &who(), &now());
    let effects = update(&mut state, Event::NoteWritten("New".into()), &who(), &now());
    assert!(load(&effects), "{effects:?}");
    // What is handed over goes all the same, and takes no row along that others may be in.
    let given = update(&mut state.clone(), Event::NoteGiven, &who(), &now());
    assert!(matches!(given.as_slice(), [Effect::Queue(_, _, None)]), "{given:?}");
    let row = json!([["r1", "Old"], ["r2", "Another"]]);
    let effects = loaded(&mut state, (&key, &Ok(Some(row))), &who());
    let all = json!([["r1", "Old\nNew"], ["r2", "Another"]]);
    assert!(matches!(effects.as_slice(), [Effect::Save(_, _, row)] if *row == all), "{effects:?}");
    assert_eq!(state.writing.as_ref().map(|w| w.text.as_str()), Some("Old\nNew"));
    // One that nobody can open any more stands in nobody's way.
    let mut spoilt = State::default();
    loaded(&mut spoilt, (&key, &Err(Trouble::StorageUnreadable)), &who());
    update(&mut spoilt, Event::NoteBegun("r1".into()), &who(), &now());
    let effects = update(&mut spoilt, Event::NoteWritten("New".into()), &who(), &now());
    assert!(matches!(effects.as_slice(), [Effect::Save(..)]), "{effects:?}");
}
