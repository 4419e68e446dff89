//! A form that looks at the record waits for it, and opens without it where it does not come.

use super::*;
use crate::effect::Reply;
use crate::event::Tag;
use crate::record::{self, Shelf};
use crate::trouble::Trouble;
use crate::words;

fn who() -> Who {
    Who { account: "asha".into(), patient: Some("Patient/asha".into()), author: None, place: Place::Device }
}

fn reply(body: Value) -> Reply {
    Reply { status: 200, body, etag: None }
}

fn sdc(name: &str) -> String {
    format!("http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-{name}")
}

fn begins(expression: &str) -> Value {
    json!([{"url": sdc("initialExpression"), "valueExpression": {"language": "text/fhirpath", "expression": expression}}])
}

fn linked() -> Value {
    json!({"resourceType": "Questionnaire", "url": "https://x.example/q", "item": [
        {"linkId": "name", "type": "string", "extension": begins("%patient.name.first().given.first()")},
        {"linkId": "weight", "type": "decimal", "code": [{"system": "http://loinc.org", "code": "29463-7"}],
         "extension": [{"url": sdc("observationLinkPeriod"), "valueDuration": {"value": 1, "code": "a"}},
            {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-unit", "valueCoding": {"code": "kg"}}]},
    ]})
}

/// With a search under a name, one in a batch, and one for each entry of which there is a group.
fn searching() -> Value {
    let query = |name: &str, text: &str| {
        json!({"url": "http://hl7.org/fhir/StructureDefinition/variable",
            "valueExpression": {"name": name, "language": "application/x-fhir-query", "expression": text}})
    };
    let context = json!([{"url": sdc("itemPopulationContext"), "valueExpression": {"name": "Medicine",
        "language": "application/x-fhir-query", "expression": "MedicationRequest?patient={{%patient.id}}&status=active"}}]);
    json!({"resourceType": "Questionnaire", "url": "https://x.example/q",
    "contained": [{"resourceType": "Bundle", "id": "Batch", "type": "batch", "entry": [
        {"request": {"method": "GET", "url": "Condition?patient={{%patient.id}}"}}]}],
    "extension": [
        query("Height", "Observation?code=8302-2&_count=1&_sort=-date&patient={{%patient.id}}"),
        {"url": sdc("sourceQueries"), "valueReference": {"reference": "#Batch"}}],
    "item": [
        {"linkId": "height", "type": "decimal", "extension": begins("%Height.entry.resource.value.value")},
        {"linkId": "condition", "type": "string",
         "extension": begins("%Batch.entry[0].resource.entry.resource.code.text.first()")},
        {"linkId": "medicines", "type": "group", "repeats": true, "extension": context, "item": [
            {"linkId": "medicine", "type": "string", "extension": begins("%Medicine.medicationCodeableConcept.text")}]},
        {"linkId": "own", "type": "string", "initial": [{"valueString": "as written"}]},
    ]})
}

/// What answers a question: the gateway, or a row of the device.
type Answers<'a> = &'a dyn Fn(&str) -> Result<Value, Trouble>;

/// Opens the questionnaire; what it asks for; each value at the end, with the day of the record that it is from.
fn open(
    questions: Value,
    answers: Answers<'_>,
    (rows, hidden): (&[(Shelf, Value)], &[&str]),
) -> (Vec<String>, Vec<(Value, Option<String>)>) {
    let library = json!([{"name": "q", "url": "https://x.example/q", "file": "/q.json"}]);
    let mut state = State { library: Some(Instrument::read_all(&library)), ..State::default() };
    state.hidden = hidden.iter().map(|key| (*key).to_owned()).collect();
    let key = state.library.as_ref().unwrap()[0].key();
    super::super::opened(&mut state, &key, &who());
    loaded(&mut state, (&Key::of("asha", &format!("draft/{key}")), &Ok(None)), &who(), &now());
    let asks = fetched(&mut state, (&Tag::Questionnaire(key.clone()), Ok(&reply(questions))), &who(), &now());
    let mut paths = vec![];
    for effect in asks {
        let stage = &state.open.as_ref().unwrap().stage;
        assert!(matches!(stage, Stage::Loading { .. }), "it waits for the record");
        match effect {
            Effect::Fetch(tag, request) => {
                let came = answers(&request.path).map(reply);
                paths.push(request.path);
                fetched(&mut state, (&tag, came.as_ref().map_err(|t| *t)), &who(), &now());
            }
            Effect::Load(_, at) => {
                let row = rows.iter().find(|(shelf, _)| at == record::row("asha", "Patient/asha", *shelf));
                loaded(&mut state, (&at, &Ok(row.map(|(_, row)| row.clone()))), &who(), &now());
            }
            other => panic!("{other:?}"),
        }
    }
    let Some(Open { stage: Stage::Answering(answering), .. }) = &state.open else { panic!("{state:?}") };
    let live = &answering.live;
    let day = |at: usize| live.from_record(at).map(words::time::day);
    let asked = answering.asked().into_iter();
    (paths, asked.flat_map(|at| live.values(at).into_iter().map(move |v| (v.clone(), day(at)))).collect())
}

fn offline(_: &str) -> Result<Value, Trouble> {
    Err(Trouble::Offline)
}

fn weight(id: &str, when: &str, value: i64) -> Value {
    json!({"resourceType": "Observation", "id": id, "status": "final", "effectiveDateTime": when,
        "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7"}]}, "valueQuantity": {"value": value}})
}

fn asha() -> Value {
    json!({"resourceType": "Patient", "id": "asha", "name": [{"given": ["Asha"]}]})
}

fn on(day: &str) -> Option<String> {
    Some(format!("{day} November 2026"))
}

#[test]
fn it_is_filled_in_from_the_record_with_the_day_that_it_is_from() {
    let answers = |path: &str| {
        let all = json!({"entry": [{"resource": weight("w", "2026-11-01", 70)}]});
        Ok(if path.starts_with("/fhir/Patient/") { asha() } else { all })
    };
    let (paths, values) = open(linked(), &answers, (&[], &[]));
    assert_eq!(
        paths,
        ["/fhir/Patient/asha", "/fhir/Observation?patient=Patient/asha&_sort=-date&_count=200"]
    );
    assert_eq!(values, [(json!("Asha"), on("22")), (json!(70), on("1"))]);
}

#[test]
fn offline_what_is_kept_fills_it_in_as_of_when_it_was_kept_and_without_what_is_hidden() {
    // 20 November 2026.
    let kept =
        |resources: Value| json!({"asOf": 1_795_165_200_000_i64, "cut": false, "resources": resources});
    let rows = [
        (Shelf::Entries, kept(json!([asha()]))),
        (Shelf::Results, kept(json!([weight("old", "2026-10-01", 68), weight("new", "2026-11-01", 70)]))),
    ];
    let (_, values) = open(linked(), &offline, (&rows, &[]));
    assert_eq!(values, [(json!("Asha"), on("20")), (json!(70), on("1"))]);
    let hidden = record::key_of(&weight("new", "", 0)).unwrap();
    let (_, values) = open(linked(), &offline, (&rows, &[&hidden]));
    assert_eq!(values[1], (json!(68), Some("1 October 2026".into())));
    let (_, values) = open(linked(), &offline, (&[], &[]));
    assert!(values.is_empty(), "nothing is made up");
}

#[test]
fn what_searches_of_the_questionnaire_find_fills_it_in_online_and_offline() {
    let height = json!({"resourceType": "Observation", "id": "h", "effectiveDateTime": "2026-03-01",
        "code": {"coding": [{"system": "http://loinc.org", "code": "8302-2"}]}, "valueQuantity": {"value": 168}});
    let other = json!({"resourceType": "Observation", "id": "x", "effectiveDateTime": "2026-11-01",
        "code": {"coding": [{"code": "other"}]}, "valueQuantity": {"value": 1}});
    let condition = json!({"resourceType": "Condition", "id": "c", "code": {"text": "Asthma"}});
    let medicine = |id: &str, status: &str| {
        json!({"resourceType": "MedicationRequest", "id": id, "status": status, "authoredOn": "2026-01-01",
            "medicationCodeableConcept": {"text": id}})
    };
    let (one, two) = (medicine("Sertraline", "active"), medicine("Salbutamol", "active"));
    let of = |resources: &[&Value]| json!({"resourceType": "Bundle", "entry": resources.iter().map(|r| json!({"resource": r})).collect::<Vec<_>>()});
    let answers = |path: &str| {
        Ok(match path {
            "/fhir/Observation?code=8302-2&_count=1&_sort=-date&patient=Patient/asha" => of(&[&height]),
            "/fhir/Condition?patient=Patient/asha" => of(&[&condition]),
            "/fhir/MedicationRequest?patient=Patient/asha&status=active" => of(&[&one, &two]),
            other => panic!("{other}"),
        })
    };
    let (paths, online) = open(searching(), &answers, (&[], &[]));
    assert_eq!(paths.len(), 3);
    let values: Vec<_> = online.iter().map(|(value, _)| value.clone()).collect();
    assert_eq!(
        values,
        [json!(168), json!("Asthma"), json!("Sertraline"), json!("Salbutamol"), json!("as written")]
    );
    assert!(online[..4].iter().all(|(_, from)| *from == on("22")) && online[4].1.is_none(), "{online:?}");
    let kept =
        |resources: Value| json!({"asOf": 1_795_165_200_000_i64, "cut": false, "resources": resources});
    let rows = [
        (Shelf::Results, kept(json!([height, other]))),
        (Shelf::Conditions, kept(json!([condition]))),
        (Shelf::Medicines, kept(json!([one, medicine("Old", "stopped"), two]))),
    ];
    let (_, offline) = open(searching(), &offline, (&rows, &[]));
    let kept: Vec<_> = offline.iter().map(|(value, _)| value.clone()).collect();
    assert_eq!(kept, values);
    assert!(offline[..4].iter().all(|(_, from)| *from == on("20")), "{offline:?}");
}

#[test]
fn what_the_person_changed_is_theirs_and_a_draft_remembers_what_was_filled_in() {
    let form = Rc::new(crate::sdc::Form::read(Rc::new(linked()), "", &[]).unwrap());
    let record = Rc::new(vec![weight("w", "2026-11-01", 70)]);
    let context = vec![("patient".into(), asha())];
    let around = crate::sdc::Around { context, record, read: now().time };
    let mut answering = Answering::open(&form, around, None, &now());
    let [name, weight] = answering.asked()[..] else { panic!() };
    assert!(answering.live.from_record(name).is_some() && answering.live.from_record(weight).is_some());
    answering.live.set(name, &[json!({"valueString": "Ash"})], true);
    let again = Answering::open(&form, crate::sdc::Around::default(), Some(&answering.row()), &now());
    for answering in [&answering, &again] {
        assert_eq!(answering.live.values(weight), [&json!(70)]);
        assert!(answering.live.from_record(name).is_none() && answering.live.from_record(weight).is_some());
    }
}

#[test]
fn a_form_that_does_not_look_at_the_record_does_not_ask_for_it() {
    let (paths, _) = open(
        serde_json::from_str(PHQ9)
            .map(|mut q: Value| {
                q["url"] = json!("https://x.example/q");
                q
            })
            .unwrap(),
        &offline,
        (&[], &[]),
    );
    assert!(paths.is_empty());
}

#[test]
fn a_draft_that_could_not_be_read_is_not_written_over() {
    let library = json!([{"name": "q", "url": "https://x.example/q", "file": "/q.json"}]);
    let mut state = State { library: Some(Instrument::read_all(&library)), ..State::default() };
    let key = state.library.as_ref().unwrap()[0].key();
    let row = Key::of("asha", &format!("draft/{key}"));
    let opens = |state: &mut State, found| {
        super::super::opened(state, &key, &who());
        state.drafts = vec![key.clone()];
        loaded(state, (&row, &found), &who(), &now());
        let questions = json!({"resourceType": "Questionnaire", "url": "https://x.example/q", "item": [
            {"linkId": "own", "type": "string"}]});
        fetched(state, (&Tag::Questionnaire(key.clone()), Ok(&reply(questions))), &who(), &now());
    };
    opens(&mut state, Err(Trouble::StorageClosed));
    let stage = |state: &State| state.open.as_ref().map(|open| open.stage.clone());
    let failed = |stage| matches!(stage, Some(Stage::Failed(Failure::Trouble(Trouble::StorageClosed))));
    assert!(failed(stage(&state)), "{state:?}");
    assert_eq!(state.drafts, std::slice::from_ref(&key), "a sign-out still counts it");
    // Opened again, it is looked up once more; one that nobody can open any more stands in nobody's way.
    for found in [Ok(None), Err(Trouble::StorageUnreadable)] {
        let mut again = state.clone();
        opens(&mut again, found);
        assert!(matches!(stage(&again), Some(Stage::Answering(_))), "{again:?}");
        assert!(!again.is_unkept());
        super::super::saved(&mut again, &row, Err(Trouble::StorageFull), &who());
        assert!(again.is_unkept(), "closing the page asks");
    }
}
