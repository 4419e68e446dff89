//! An answer that the team must read today: told once, whoever sends it and however often.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::kit::{Browser, World};

fn world() -> World {
    let people = json!([{"id": "asha", "name": "Asha", "patient": "Patient/asha", "code": "2468"}]);
    World::new(people, &[json!({"resourceType": "Patient", "id": "asha"})])
}

pub fn check_in(id: &str, code: &str) -> Value {
    let asha = json!({"reference": "Patient/asha"});
    let answer = json!([{"valueCoding": {"system": "http://loinc.org", "code": code}}]);
    let response = json!({
        "resourceType": "QuestionnaireResponse", "id": id, "status": "completed", "subject": asha, "author": asha,
        "questionnaire": "https://lapwing.example/Questionnaire/phq-9", "authored": "2026-11-22T10:00:00Z",
        "item": [{"linkId": "/44260-8", "answer": answer}],
    });
    let request = json!({"method": "PUT", "url": format!("QuestionnaireResponse/{id}"), "ifNoneMatch": "*"});
    json!({"resourceType": "Bundle", "type": "transaction", "entry": [{"resource": response, "request": request}]})
}

pub async fn tasks(browser: &Browser<'_>, id: &str) -> Vec<Value> {
    let found = browser.get(&format!("/fhir/Task?focus=QuestionnaireResponse/{id}")).await.json();
    found["entry"].as_array().into_iter().flatten().map(|e| e["resource"].clone()).collect()
}

#[tokio::test]
async fn the_team_is_told_once() {
    let world = world();
    let browser = world.signed_in("asha").await;
    let id = "5a3c1f1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f";
    let entry = [("x-lapwing-entry", "9a3c1f1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f")];
    for _ in 0..3 {
        let reply = browser.send_if(Method::POST, "/fhir", &check_in(id, "LA6569-3"), &entry).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    }
    let told = tasks(&browser, id).await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["code"]["text"], "Read this answer today");
    assert_eq!(told[0]["owner"]["display"], "Northside Community Mental Health Team");
    assert_eq!(told[0]["for"]["reference"], "Patient/asha");
    assert!(told[0]["note"][0]["text"].as_str().unwrap().contains("Monday to Friday"));
}

#[tokio::test]
async fn not_at_all_tells_nobody() {
    let world = world();
    let browser = world.signed_in("asha").await;
    let id = "6a3c1f1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f";
    assert_eq!(browser.send(Method::POST, "/fhir", &check_in(id, "LA6568-5")).await.status, StatusCode::OK);
    assert!(tasks(&browser, id).await.is_empty());
}

#[tokio::test]
async fn a_single_put_and_post_tell_the_team_too() {
    let world = world();
    let browser = world.signed_in("asha").await;
    let id = "7a3c1f1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f";
    let mut response = check_in(id, "LA6571-9")["entry"][0]["resource"].clone();
    let put = browser.send(Method::PUT, &format!("/fhir/QuestionnaireResponse/{id}"), &response).await;
    assert_eq!(put.status, StatusCode::CREATED, "{}", put.text);
    assert_eq!(tasks(&browser, id).await.len(), 1);
    response.as_object_mut().unwrap().remove("id");
    let post = browser.send(Method::POST, "/fhir/QuestionnaireResponse", &response).await;
    assert_eq!(post.status, StatusCode::CREATED, "{}", post.text);
    let made = post.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(tasks(&browser, &made).await.len(), 1);
}
