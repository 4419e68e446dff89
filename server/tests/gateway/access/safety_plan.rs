//! A patient's own safety plan: written by the patient alone, in one shape, upon the version they know; seen by no carer.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::cases::ALL_SECTIONS;
use super::people::{concept, consent, permit, to, world};
use crate::kit::{Browser, World};

const PLAN: &str = "/fhir/CarePlan/safety-plan-ann";

fn line(step: &str, text: &str) -> Value {
    let step = concept("https://lapwing.example/CodeSystem/safety-plan-step", step);
    json!({"id": "l1", "detail": {"code": step, "status": "in-progress", "description": text}})
}

fn plan() -> Value {
    json!({
        "resourceType": "CarePlan", "id": "safety-plan-ann", "status": "active", "intent": "plan",
        "category": [concept("https://lapwing.example/CodeSystem/plan-kind", "safety-plan")],
        "subject": to("Patient/ann"), "author": to("Patient/ann"), "created": "2026-11-22",
        "activity": [line("coping", "Walk to the lock")],
    })
}

fn with(mut plan: Value, name: &str, value: Value) -> Value {
    plan[name] = value;
    plan
}

/// As the app sends it: a transaction with a condition.
async fn send(browser: &Browser<'_>, plan: &Value, upon: Option<&str>) -> u16 {
    let url = format!("CarePlan/{}", plan["id"].as_str().unwrap());
    let mut request = json!({"method": "PUT", "url": url});
    match upon {
        Some(version) => request["ifMatch"] = json!(format!("W/\"{version}\"")),
        None => request["ifNoneMatch"] = json!("*"),
    }
    let bundle = json!({"resourceType": "Bundle", "type": "transaction", "entry": [{"resource": plan, "request": request}]});
    browser.send(Method::POST, "/fhir", &bundle).await.status.as_u16()
}

fn shared_everything() -> World {
    world(&[consent("ann", permit(ALL_SECTIONS))])
}

#[tokio::test]
async fn the_patient_writes_their_own_in_this_shape_alone() {
    let world = shared_everything();
    let ann = world.signed_in("ann").await;
    let team = |name: &str| with(plan(), name, json!([to("CareTeam/x")]));
    for (wrong, expected) in [
        (with(plan(), "id", json!("another")), 403),
        (with(plan(), "id", json!("safety-plan-ben")), 403),
        (with(plan(), "author", to("Practitioner/doctor")), 403),
        (with(plan(), "author", json!(null)), 422),
        (with(plan(), "subject", to("Patient/ben")), 403),
        (with(plan(), "intent", json!("order")), 422),
        (with(plan(), "status", json!("completed")), 422),
        (with(plan(), "category", json!([concept("urn:x", "assess-plan")])), 422),
        (with(plan(), "category", json!([plan()["category"][0], concept("urn:x", "assess-plan")])), 422),
        (with(plan(), "activity", json!([line("coping", "")])), 422),
        (with(plan(), "activity", json!([line("coping", &"x".repeat(4_001))])), 422),
        (with(plan(), "activity", json!([{"reference": to("MedicationRequest/x")}])), 422),
        (with(plan(), "modifierExtension", json!([{"url": "x"}])), 422),
        (team("careTeam"), 422),
        (team("replaces"), 422),
        (team("addresses"), 422),
        (team("goal"), 422),
        (with(plan(), "text", json!({"status": "additional", "div": "<div/>"})), 422),
    ] {
        assert_eq!(send(&ann, &wrong, None).await, expected, "{wrong}");
    }
    assert_eq!(ann.get(PLAN).await.status, StatusCode::NOT_FOUND);
    assert_eq!(send(&ann, &plan(), None).await, 200);
    assert_eq!(ann.get(PLAN).await.json()["activity"][0]["detail"]["description"], "Walk to the lock");
}

#[tokio::test]
async fn a_change_builds_upon_the_version_it_knows_and_every_version_stays() {
    let world = shared_everything();
    let ann = world.signed_in("ann").await;
    let second = with(plan(), "activity", json!([line("reasons", "My cat")]));
    assert_eq!(send(&ann, &plan(), None).await, 200);
    assert_eq!(send(&ann, &second, None).await, 412, "it is there already");
    assert_eq!(send(&ann, &second, Some("1")).await, 200);
    assert_eq!(send(&ann, &plan(), Some("1")).await, 412, "changed meanwhile");
    let history = ann.get(&format!("{PLAN}/_history")).await.json();
    let versions = history["entry"].as_array().unwrap().iter();
    let words: Vec<&Value> =
        versions.map(|e| &e["resource"]["activity"][0]["detail"]["description"]).collect();
    assert_eq!(words, ["My cat", "Walk to the lock"]);
}

#[tokio::test]
async fn no_carer_sees_it_whatever_sections_are_shared() {
    let world = shared_everything();
    assert_eq!(send(&world.signed_in("ann").await, &plan(), None).await, 200);
    for person in ["cleo", "ben", "nobody"] {
        let other = world.signed_in(person).await;
        for address in [PLAN.to_owned(), format!("{PLAN}/_history"), format!("{PLAN}/_history/1")] {
            assert_eq!(other.get(&address).await.status, StatusCode::NOT_FOUND, "{person} {address}");
        }
        let found = other.get("/fhir/CarePlan?patient=Patient/ann&_count=100").await.json().to_string();
        assert!(
            !found.contains("Walk to the lock") && !found.contains("safety-plan-ann"),
            "{person}: {found}"
        );
        assert!(send(&other, &plan(), Some("1")).await >= 403, "{person}");
    }
    let own = world
        .signed_in("ann")
        .await
        .get("/fhir/CarePlan?patient=Patient/ann&_count=100")
        .await
        .json()
        .to_string();
    assert!(own.contains("Walk to the lock"), "the same search finds it for the patient");
}

/// About me: the same rules, and no section of sharing opens it.
#[tokio::test]
async fn about_me_is_written_labelled_and_shared_by_no_section() {
    let world = shared_everything();
    let ann = world.signed_in("ann").await;
    let label = json!({"security": [{"system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "R"}]});
    let about = || {
        let mut about = with(plan(), "id", json!("about-me-ann"));
        about["category"] = json!([concept("https://lapwing.example/CodeSystem/plan-kind", "about-me")]);
        about["meta"] = label.clone();
        about["activity"] = json!([line("my-story", "I grew up by the sea")]);
        about
    };
    for (wrong, expected) in [
        (with(about(), "meta", json!({})), 422),
        (with(about(), "category", plan()["category"].clone()), 422),
        (with(about(), "title", json!("My safety plan")), 422),
        (with(about(), "id", json!("safety-plan-ann")), 422),
        (with(about(), "id", json!("about-me-ben")), 403),
        (with(about(), "author", to("Practitioner/doctor")), 403),
    ] {
        assert_eq!(send(&ann, &wrong, None).await, expected, "{wrong}");
    }
    assert_eq!(send(&ann, &about(), None).await, 200);
    let cleo = world.signed_in("cleo").await;
    for address in ["/fhir/CarePlan/about-me-ann", "/fhir/CarePlan/about-me-ann/_history"] {
        assert_eq!(cleo.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
        assert_eq!(ann.get(address).await.status, StatusCode::OK, "{address}");
    }
    let found = cleo.get("/fhir/CarePlan?patient=Patient/ann&_count=100").await.json().to_string();
    assert!(found.contains("ann-plan") && !found.contains("by the sea"), "{found}");
}
