//! What is new for a carer since they looked: numbers of what they may see now, and of nothing else.

use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::{
    access::people::{consent, permit, to, world},
    kit::{Browser, World},
};

const CATEGORY: &str = "http://terminology.hl7.org/CodeSystem/observation-category";

/// When the carer looked last at Ann's record, and what is new there, as `section new`, with a mark where it was never seen.
async fn news(cleo: &Browser<'_>) -> (Value, Vec<String>) {
    let reply = cleo.get("/session/caring").await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    let told = reply.json();
    let Some(ann) = told["people"].as_array().unwrap().iter().find(|one| one["patient"] == "Patient/ann")
    else {
        return (Value::Null, vec!["nobody".into()]);
    };
    let part = |one: &Value| {
        let mark = if one["seen"] == true { "" } else { " unseen" };
        format!("{} {}{mark}", one["section"].as_str().unwrap(), one["new"])
    };
    (ann["looked"].clone(), ann["parts"].as_array().unwrap().iter().map(part).collect())
}

fn minute(world: &World) {
    world.wait(SignedDuration::from_mins(1));
}

fn lab(id: &str, more: &Value) -> Value {
    let mut lab = json!({
        "resourceType": "Observation", "id": id, "status": "final", "subject": to("Patient/ann"),
        "category": [{"coding": [{"system": CATEGORY, "code": "laboratory"}]}],
    });
    lab.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    lab
}

#[tokio::test]
async fn what_was_written_since_a_section_was_looked_at_is_counted() {
    let world = world(&[consent("ann", permit(&["plan", "results"]))]);
    let cleo = world.signed_in("cleo").await;
    let (looked, parts) = news(&cleo).await;
    assert_eq!((looked, parts.len()), (Value::Null, 2), "nothing was looked at");
    minute(&world);
    for path in ["CarePlan?patient=Patient/ann", "Observation?patient=Patient/ann"] {
        cleo.get(&format!("/fhir/{path}")).await;
    }
    assert_eq!(news(&cleo).await, (json!("2026-11-22T10:01:00Z"), vec![]));
    minute(&world);
    world.put(&lab("new", &json!({})));
    world.put(&json!({"resourceType": "Goal", "id": "ann-goal", "subject": to("Patient/ann"), "note": []}));
    assert_eq!(news(&cleo).await.1, ["plan 1", "results 1"], "new, and changed");
    minute(&world);
    cleo.get("/fhir/Observation?patient=Patient/ann").await;
    assert_eq!(news(&cleo).await, (json!("2026-11-22T10:03:00Z"), vec!["plan 1".to_owned()]));
}

#[tokio::test]
async fn a_report_is_one_result_with_all_its_values() {
    let world = world(&[consent("ann", permit(&["results"]))]);
    let cleo = world.signed_in("cleo").await;
    cleo.get("/fhir/Observation?patient=Patient/ann").await;
    minute(&world);
    world.put(&lab("sodium", &json!({})));
    world.put(&lab("potassium", &json!({})));
    let result = json!([to("Observation/sodium"), to("Observation/potassium")]);
    world.put(&json!({
        "resourceType": "DiagnosticReport", "id": "salts", "status": "final", "subject": to("Patient/ann"),
        "code": {"text": "Salts"}, "result": result,
    }));
    assert_eq!(news(&cleo).await.1, ["results 1"]);
}

#[tokio::test]
async fn what_is_not_to_be_seen_is_not_counted() {
    let world = world(&[consent("ann", permit(&["results"]))]);
    let cleo = world.signed_in("cleo").await;
    cleo.get("/fhir/Observation?patient=Patient/ann").await;
    minute(&world);
    world.put(&json!({"resourceType": "CarePlan", "id": "other", "subject": to("Patient/ann")}));
    let label = json!({"security": [{"system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "R"}]});
    world.put(&lab("hard", &json!({"meta": label})));
    world.put(&lab("bert", &json!({"subject": to("Patient/bert")})));
    assert_eq!(news(&cleo).await.1, Vec::<String>::new());
    // Withdrawn: nothing is told of her at all.
    let mut withdrawn = consent("ann", permit(&["results"]));
    withdrawn["status"] = json!("inactive");
    world.put(&withdrawn);
    assert_eq!(news(&cleo).await.1, ["nobody"]);
}

#[tokio::test]
async fn a_section_that_is_shared_later_is_told_as_not_looked_at() {
    let world = world(&[consent("ann", permit(&["results"]))]);
    let cleo = world.signed_in("cleo").await;
    cleo.get("/fhir/Observation?patient=Patient/ann").await;
    minute(&world);
    world.put(&consent("ann", permit(&["results", "letters"])));
    assert_eq!(news(&cleo).await.1, ["letters 1 unseen"]);
}

#[tokio::test]
async fn what_the_carer_wrote_is_not_new_to_them_and_asking_is_no_look() {
    let world = world(&[consent("ann", permit(&["results"]))]);
    let (ann, cleo) = (world.signed_in("ann").await, world.signed_in("cleo").await);
    cleo.get("/fhir/Observation?patient=Patient/ann").await;
    minute(&world);
    world.put(&lab("own", &json!({"performer": [to("RelatedPerson/carer-of-ann")]})));
    assert_eq!(news(&cleo).await.1, Vec::<String>::new());
    let looks = ann.get("/fhir/AuditEvent?patient=Patient/ann").await.json();
    assert_eq!(looks["total"], 1, "a number shows nothing of the content");
    assert_eq!(ann.get("/session/caring").await.json(), json!({"people": []}));
    let nobody = world.browser().get("/session/caring").await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    assert_eq!(cleo.send(Method::POST, "/session/caring", &json!({})).await.status, 405);
}

#[tokio::test]
async fn what_the_team_asks_a_carer_is_theirs_to_see_and_counted_while_they_can_answer_it() {
    let task = |id: &str, owner: &str, status: &str| {
        json!({
            "resourceType": "Task", "id": id, "status": status, "for": to("Patient/ann"),
            "focus": to("Questionnaire/gad-7"), "owner": to(owner),
        })
    };
    let world = world(&[consent("ann", permit(&["check-ins"]))]);
    for (id, owner, status) in [
        ("mine", "RelatedPerson/carer-of-ann", "requested"),
        ("done", "RelatedPerson/carer-of-ann", "completed"),
        ("anothers", "RelatedPerson/another", "requested"),
        ("anns", "Patient/ann", "requested"),
    ] {
        world.put(&task(id, owner, status));
    }
    let cleo = world.signed_in("cleo").await;
    let found = cleo.get("/fhir/Task?patient=Patient/ann").await.json();
    let ids = found["entry"].as_array().unwrap().iter().map(|one| one["resource"]["id"].as_str().unwrap());
    assert_eq!(ids.collect::<std::collections::BTreeSet<_>>(), ["done", "mine"].into());
    let asked = async || cleo.get("/session/caring").await.json()["people"][0]["asked"].clone();
    assert_eq!(asked().await, 1);
    let mut reading = permit(&["check-ins"]);
    reading["action"] = json!([{"coding": [{"code": "access"}]}]);
    world.put(&consent("ann", reading));
    assert_eq!(asked().await, 0, "who may not add anything is asked nothing");
}
