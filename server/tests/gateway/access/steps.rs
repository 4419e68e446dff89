//! A safety plan shared step by step: who is shown one step learns nothing of another, nor that there is one.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::people::{concept, consent, permit, to, world};
use crate::kit::{Browser, World};

const PLAN: &str = "/fhir/CarePlan/safety-plan-ann";
const SEARCH: &str = "/fhir/CarePlan?patient=Patient/ann&_count=100";

fn line(id: &str, step: &str, text: &str) -> Value {
    let step = concept("https://lapwing.example/CodeSystem/safety-plan-step", step);
    json!({"id": id, "detail": {"code": step, "status": "in-progress", "description": text}})
}

fn plan(lines: &[(&str, &str)]) -> Value {
    json!({
        "resourceType": "CarePlan", "id": "safety-plan-ann", "status": "active", "intent": "plan",
        "category": [concept("https://lapwing.example/CodeSystem/plan-kind", "safety-plan")],
        "subject": to("Patient/ann"), "author": to("Patient/ann"), "created": "2026-11-22",
        "activity": lines.iter().enumerate().map(|(at, (step, text))| line(&format!("l{at}"), step, text)).collect::<Vec<_>>(),
    })
}

async fn write(ann: &Browser<'_>, plan: &Value) {
    let reply = ann.send(Method::PUT, PLAN, plan).await;
    assert!(reply.status.is_success(), "{} {}", reply.status, reply.text);
}

/// What somebody finds of Ann's plans: the ids, and all of it as one text.
async fn found(browser: &Browser<'_>) -> (Vec<String>, String) {
    let reply = browser.get(SEARCH).await;
    let bundle: Value = serde_json::from_str(&reply.text).unwrap();
    let entries = bundle["entry"].as_array().cloned().unwrap_or_default();
    let ids = entries.iter().filter_map(|e| e["resource"]["id"].as_str().map(str::to_owned)).collect();
    (ids, reply.text)
}

fn coping_alone() -> World {
    world(&[consent("ann", permit(&["coping"]))])
}

#[tokio::test]
async fn who_is_shown_one_step_is_shown_that_step_alone() {
    let world = coping_alone();
    let (ann, cleo) = (world.signed_in("ann").await, world.signed_in("cleo").await);
    write(
        &ann,
        &plan(&[
            ("coping", "Walk to the lock"),
            ("people-to-ask", "Rob, 07700 900123"),
            ("reasons", "My cats"),
        ]),
    )
    .await;
    let (ids, text) = found(&cleo).await;
    assert_eq!(ids.len(), 1, "{text}");
    assert!(text.contains("Walk to the lock"));
    for hidden in ["Rob", "07700", "My cats", "people-to-ask", "safety-plan-ann"] {
        assert!(!text.contains(hidden), "{hidden}: {text}");
    }
    assert_eq!(cleo.get(PLAN).await.status, StatusCode::NOT_FOUND);
    assert_eq!(cleo.get("/session").await.json()["caring_for"][0]["sections"], json!(["coping"]));
    for other in ["ben", "nobody"] {
        let reply = world.signed_in(other).await.get(&format!("/fhir/CarePlan/{}", ids[0])).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{other}");
    }
    // For the patient it is in the plan, and nowhere twice.
    let (own, text) = found(&ann).await;
    assert!(own.contains(&"safety-plan-ann".to_owned()) && !own.contains(&ids[0]), "{own:?}");
    assert_eq!(text.matches("Walk to the lock").count(), 1);
    // That they looked is noted, with the step.
    let looks = ann.get("/fhir/AuditEvent").await.json();
    assert_eq!(looks["entry"][0]["resource"]["entity"][0]["detail"][0]["valueString"], "coping");
}

#[tokio::test]
async fn a_change_of_another_step_does_not_show_and_one_of_this_step_does() {
    let world = coping_alone();
    let (ann, cleo) = (world.signed_in("ann").await, world.signed_in("cleo").await);
    write(&ann, &plan(&[("coping", "Walk to the lock")])).await;
    let before = cleo.get(SEARCH).await;
    let address = format!("/fhir/CarePlan/{}/_history", found(&cleo).await.0[0]);
    write(&ann, &plan(&[("coping", "Walk to the lock"), ("warning-signs", "I stop eating")])).await;
    let same = |text: &str| text.replace("\"lastUpdated\"", "");
    assert_eq!(
        same(&before.text),
        same(&cleo.get(SEARCH).await.text),
        "no version, no time, no count tells of it"
    );
    assert_eq!(cleo.get(&address).await.json()["total"], 1);
    write(&ann, &plan(&[("coping", "Bass with headphones"), ("warning-signs", "I stop eating")])).await;
    assert!(found(&cleo).await.1.contains("Bass with headphones"));
    assert_eq!(cleo.get(&address).await.json()["total"], 2);
    // What is taken out is gone for them too.
    write(&ann, &plan(&[("warning-signs", "I stop eating")])).await;
    let (ids, text) = found(&cleo).await;
    assert!(ids.len() == 1 && !text.contains("Bass") && !text.contains("stop eating"), "{text}");
}

#[tokio::test]
async fn no_section_but_the_steps_own_opens_it_and_no_person_writes_it() {
    let every =
        ["plan", "safety-plan", "appointments", "letters", "about", "check-ins", "results", "medicines"];
    let world = world(&[consent("ann", permit(&every))]);
    let (ann, cleo) = (world.signed_in("ann").await, world.signed_in("cleo").await);
    write(&ann, &plan(&[("coping", "Walk to the lock")])).await;
    assert!(!found(&cleo).await.1.contains("Walk to the lock"));
    let seen = coping_alone();
    write(&seen.signed_in("ann").await, &plan(&[("coping", "Walk to the lock")])).await;
    let id = found(&seen.signed_in("cleo").await).await.0.remove(0);
    let mut copy = plan(&[("coping", "Somebody else's words")]);
    copy["id"] = json!(id);
    for person in ["ann", "cleo", "ben"] {
        let reply =
            seen.signed_in(person).await.send(Method::PUT, &format!("/fhir/CarePlan/{id}"), &copy).await;
        assert!(reply.status == 403 || reply.status == 404, "{person} {}", reply.status);
    }
}

#[tokio::test]
async fn a_plan_that_was_there_before_has_its_steps_once_one_is_shared() {
    let world = world(&[]);
    let (ann, cleo) = (world.signed_in("ann").await, world.signed_in("cleo").await);
    world.put(&plan(&[("coping", "Walk to the lock"), ("warning-signs", "I stop eating")]));
    assert_eq!(found(&cleo).await.0, Vec::<String>::new());
    let mut agreed = consent("ann", permit(&["coping"]));
    agreed["performer"] = json!([to("Patient/ann")]);
    agreed["dateTime"] = json!("2026-11-22");
    let id = agreed["id"].as_str().unwrap().to_owned();
    let reply = ann.send(Method::PUT, &format!("/fhir/Consent/{id}"), &agreed).await;
    assert!(reply.status.is_success(), "{} {}", reply.status, reply.text);
    let (ids, text) = found(&cleo).await;
    assert!(ids.len() == 1 && text.contains("Walk to the lock") && !text.contains("stop eating"), "{text}");
}
