//! The space of who has no record: what a carer writes of themselves is in nobody's record, and nobody else reads it.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::cases::ALL_SECTIONS;
use super::people::{concept, consent, permit, to, world};
use crate::kit::{Browser, World};

async fn space(browser: &Browser<'_>) -> String {
    browser.get("/session").await.json()["person"]["space"].as_str().unwrap_or_default().to_owned()
}

fn answers(id: &str, whose: &str) -> Value {
    json!({
        "resourceType": "QuestionnaireResponse", "id": id, "status": "completed", "questionnaire": "https://lapwing.example/Questionnaire/phq-4",
        "subject": to(whose), "author": to(whose), "source": to(whose),
    })
}

fn cover(whose: &str) -> Value {
    let step = concept("https://lapwing.example/CodeSystem/safety-plan-step", "who-to-call");
    let id = format!("if-i-cannot-{}", whose.trim_start_matches("Patient/"));
    json!({
        "resourceType": "CarePlan", "id": id, "status": "active", "intent": "plan", "subject": to(whose), "author": to(whose),
        "meta": {"security": [{"system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "R"}]},
        "category": [concept("https://lapwing.example/CodeSystem/plan-kind", "if-i-cannot")],
        "activity": [{"id": "l1", "detail": {"code": step, "status": "in-progress", "description": "Call my sister"}}],
    })
}

fn shared_everything() -> World {
    world(&[consent("ann", permit(ALL_SECTIONS))])
}

#[tokio::test]
async fn a_carer_writes_of_themselves_and_nobody_else_reads_it() {
    let world = shared_everything();
    let cleo = world.signed_in("cleo").await;
    let own = space(&cleo).await;
    assert!(own.starts_with("Patient/carer-"), "{own}");
    let id = format!("if-i-cannot-{}", own.trim_start_matches("Patient/"));
    let addresses = ["/fhir/QuestionnaireResponse/mine".to_owned(), format!("/fhir/CarePlan/{id}")];
    for (address, body) in addresses.iter().zip([answers("mine", &own), cover(&own)]) {
        let reply = cleo.send(Method::PUT, address, &body).await;
        assert!(reply.status.is_success(), "{address} {} {}", reply.status, reply.text);
        assert_eq!(cleo.get(address).await.status, StatusCode::OK);
    }
    for person in ["ann", "ben", "nobody"] {
        let other = world.signed_in(person).await;
        for address in &addresses {
            assert_eq!(other.get(address).await.status, StatusCode::NOT_FOUND, "{person} {address}");
        }
        let found = other.get(&format!("/fhir/QuestionnaireResponse?patient={own}")).await;
        assert_eq!(found.status, StatusCode::NOT_FOUND, "{person}");
        assert!(!other.get("/fhir/QuestionnaireResponse").await.text.contains("\"mine\""), "{person}");
        let taken = other.send(Method::PUT, &addresses[0], &answers("mine", &own)).await;
        assert!(taken.status == 403 || taken.status == 404, "{person} {}", taken.status);
    }
    let mine = cleo.get("/fhir/QuestionnaireResponse").await.json();
    assert_eq!(mine["total"], 2, "their own, and what Ann shares");
}

#[tokio::test]
async fn nothing_of_it_is_shared_and_nothing_in_it_is_a_patients() {
    let world = shared_everything();
    let (cleo, nobody) = (world.signed_in("cleo").await, world.signed_in("nobody").await);
    let own = space(&cleo).await;
    assert_ne!(own, space(&nobody).await);
    assert_eq!(space(&world.signed_in("ann").await).await, "", "who has a record has no space");
    let mut agreed = consent(own.trim_start_matches("Patient/"), permit(&["check-ins"]));
    agreed["performer"] = json!([to(&own)]);
    let reply =
        cleo.send(Method::PUT, &format!("/fhir/Consent/{}", agreed["id"].as_str().unwrap()), &agreed).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    assert_eq!(cleo.get(&format!("/fhir/{own}")).await.status, StatusCode::NOT_FOUND, "there is no Patient");
    let people = world.browser().get("/session").await.json()["people"].to_string();
    assert!(!people.contains("carer-"), "and nobody to sign in as");
    for (id, whose) in [("of-ann", "Patient/ann"), ("of-nobody", "Patient/carer-x")] {
        let mut about = answers(id, whose);
        about["author"] = to(&own);
        let reply = cleo.send(Method::PUT, &format!("/fhir/QuestionnaireResponse/{id}"), &about).await;
        assert!(reply.status.is_client_error(), "{whose} {}", reply.status);
    }
}

#[tokio::test]
async fn the_people_one_cares_for_are_told_with_their_end() {
    let mut until = permit(&["plan"]);
    until["period"] = json!({"end": "2026-12-31"});
    for (provision, expected) in [(until, json!("2027-01-01T00:00:00Z")), (permit(&["plan"]), Value::Null)] {
        let world = world(&[consent("ann", provision)]);
        let told = world.signed_in("cleo").await.get("/session").await.json();
        assert_eq!(told["caring_for"][0]["until"], expected);
    }
}
