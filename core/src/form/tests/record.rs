//! A form that looks at the record waits for it, and opens without it where it does not come.

use super::*;
use crate::effect::Reply;
use crate::event::Tag;
use crate::trouble::Trouble;

fn who() -> Who {
    Who { account: "asha".into(), patient: Some("Patient/asha".into()), author: None, place: Place::Device }
}

fn reply(body: Value) -> Reply {
    Reply { status: 200, body, etag: None }
}

fn linked() -> Value {
    let sdc = |name: &str| format!("http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-{name}");
    json!({"resourceType": "Questionnaire", "url": "https://x.example/q", "item": [
        {"linkId": "name", "type": "string", "extension": [{"url": sdc("initialExpression"),
            "valueExpression": {"language": "text/fhirpath", "expression": "%patient.name.first().given.first()"}}]},
        {"linkId": "weight", "type": "decimal", "code": [{"system": "http://loinc.org", "code": "29463-7"}],
         "extension": [{"url": sdc("observationLinkPeriod"), "valueDuration": {"value": 1, "code": "a"}}]},
    ]})
}

/// Opens the questionnaire; the replies to what it asks for; the values at the end.
fn open(questions: Value, replies: [Result<Value, Trouble>; 2]) -> (Vec<String>, Vec<Value>) {
    let library = json!([{"name": "q", "url": "https://x.example/q", "file": "/q.json"}]);
    let mut state = State { library: Some(Instrument::read_all(&library)), ..State::default() };
    let key = state.library.as_ref().unwrap()[0].key();
    super::super::opened(&mut state, &key, &who());
    loaded(&mut state, (&Key::of("asha", &format!("draft/{key}")), &Ok(None)), &who(), &now());
    let asks = fetched(&mut state, (&Tag::Questionnaire(key.clone()), Ok(&reply(questions))), &who(), &now());
    let paths = asks.iter().map(|effect| match effect {
        Effect::Fetch(_, request) => request.path.clone(),
        other => panic!("{other:?}"),
    });
    let paths: Vec<String> = paths.collect();
    for (observations, came) in [false, true].into_iter().zip(replies).take(paths.len()) {
        assert!(
            matches!(state.open.as_ref().unwrap().stage, Stage::Loading { .. }),
            "it waits for the record"
        );
        let came = came.map(reply);
        let tag = Tag::Known(key.clone(), observations);
        fetched(&mut state, (&tag, came.as_ref().map_err(|t| *t)), &who(), &now());
    }
    let Some(Open { stage: Stage::Answering(answering), .. }) = &state.open else { panic!("{state:?}") };
    let values = answering.asked().into_iter().flat_map(|at| answering.live.values(at)).cloned().collect();
    (paths, values)
}

#[test]
fn it_is_filled_in_from_the_record() {
    let patient = json!({"resourceType": "Patient", "name": [{"given": ["Asha"]}]});
    let weight = json!({"resourceType": "Observation", "status": "final", "effectiveDateTime": "2026-11-01",
        "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7"}]}, "valueQuantity": {"value": 70}});
    let (paths, values) = open(linked(), [Ok(patient), Ok(json!({"entry": [{"resource": weight}]}))]);
    assert_eq!(
        paths,
        ["/fhir/Patient/asha", "/fhir/Observation?patient=Patient/asha&_sort=-date&_count=200"]
    );
    assert_eq!(values, [json!("Asha"), json!(70)]);
}

#[test]
fn without_a_network_it_opens_empty() {
    let (_, values) = open(linked(), [Err(Trouble::Offline), Err(Trouble::Offline)]);
    assert!(values.is_empty());
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
        [Err(Trouble::Offline), Err(Trouble::Offline)],
    );
    assert!(paths.is_empty());
}
