//! Who looked: noted for the patient, with the section and nothing of the content; never for the patient's own looks.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::{
    access::{
        cases::ALL_SECTIONS as ALL,
        people::{consent, permit, world},
    },
    kit::{Browser, World},
};

async fn looks(ann: &Browser<'_>) -> Vec<(String, String)> {
    let bundle = ann.get("/fhir/AuditEvent?patient=Patient/ann&_sort=date").await.json();
    let entries = bundle["entry"].as_array().cloned().unwrap_or_default();
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    let look = |e: &Value| {
        let event = &e["resource"];
        assert_eq!(event["agent"][0]["who"]["reference"], "RelatedPerson/carer-of-ann");
        (text(&event["recorded"]), text(&event["entity"][0]["detail"][0]["valueString"]))
    };
    entries.iter().map(look).collect()
}

fn shared(sections: &[&str]) -> World {
    world(&[consent("ann", permit(sections))])
}

#[tokio::test]
async fn each_section_that_a_carer_was_shown_is_noted_for_the_patient() {
    let world = shared(&["plan", "letters"]);
    let (ann, cleo) = (world.signed_in("ann").await, world.signed_in("cleo").await);
    assert_eq!(looks(&ann).await, []);
    for path in ["CarePlan?patient=Patient/ann", "DocumentReference/ann-letter", "Goal/ann-goal/_history"] {
        assert_eq!(cleo.get(&format!("/fhir/{path}")).await.status, StatusCode::OK, "{path}");
        world.wait(jiff::SignedDuration::from_secs(60));
    }
    let at = |minute: u8, section: &str| (format!("2026-11-22T10:0{minute}:00.000Z"), section.to_owned());
    assert_eq!(looks(&ann).await, [at(0, "plan"), at(1, "letters"), at(2, "plan")]);
}

#[tokio::test]
async fn what_was_not_shown_and_what_is_ones_own_is_not_noted() {
    let world = shared(&["plan"]);
    let (ann, cleo) = (world.signed_in("ann").await, world.signed_in("cleo").await);
    for path in
        ["Observation/ann-lab", "Observation?patient=Patient/ann", "CarePlan/none", "Practitioner/doctor"]
    {
        cleo.get(&format!("/fhir/{path}")).await;
        ann.get(&format!("/fhir/{path}")).await;
    }
    ann.get("/fhir/CarePlan?patient=Patient/ann").await;
    assert_eq!(looks(&ann).await, []);
}

#[tokio::test]
async fn a_batch_and_an_include_are_noted_too_and_nothing_of_the_content() {
    let world = shared(ALL);
    let (ann, cleo) = (world.signed_in("ann").await, world.signed_in("cleo").await);
    let get = json!({"request": {"method": "GET", "url": "CarePlan/ann-plan"}});
    let batch = json!({"resourceType": "Bundle", "type": "batch", "entry": [get]});
    assert_eq!(cleo.send(axum::http::Method::POST, "/fhir", &batch).await.status, StatusCode::OK);
    assert_eq!(looks(&ann).await.len(), 1);
    let text = ann.get("/fhir/AuditEvent?patient=Patient/ann").await.text;
    assert!(!text.contains("ann-plan") && !text.contains("CarePlan"), "{text}");
}

#[tokio::test]
async fn a_search_of_the_whole_record_is_noted_and_brings_no_notes() {
    let world = shared(&["plan", "letters"]);
    let (ann, cleo) = (world.signed_in("ann").await, world.signed_in("cleo").await);
    let whole = "/fhir/Patient/ann/*?_count=200";
    assert_eq!(cleo.get(whole).await.status, StatusCode::OK);
    let mut sections: Vec<String> = looks(&ann).await.into_iter().map(|(_, section)| section).collect();
    sections.sort();
    assert_eq!(sections, ["letters", "plan"]);
    assert!(!ann.get(whole).await.text.contains("AuditEvent"));
}

#[tokio::test]
async fn the_list_of_looks_is_the_patients_alone() {
    let world = shared(ALL);
    let (ann, cleo) = (world.signed_in("ann").await, world.signed_in("cleo").await);
    cleo.get("/fhir/CarePlan?patient=Patient/ann").await;
    let id =
        ann.get("/fhir/AuditEvent").await.json()["entry"][0]["resource"]["id"].as_str().unwrap().to_owned();
    let entry = json!({"type": "permit", "data": [{"meaning": "instance", "reference": {"reference": format!("AuditEvent/{id}")}}]});
    let mut named = consent("ann", entry);
    named["id"] = json!("by-name");
    world.put(&named);
    assert_eq!(cleo.get(&format!("/fhir/AuditEvent/{id}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(cleo.get("/fhir/AuditEvent?patient=Patient/ann").await.json()["total"], 0);
    let event = ann.get(&format!("/fhir/AuditEvent/{id}")).await.json();
    for who in [&ann, &cleo] {
        let reply = who.send(axum::http::Method::PUT, &format!("/fhir/AuditEvent/{id}"), &event).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN);
    }
}
