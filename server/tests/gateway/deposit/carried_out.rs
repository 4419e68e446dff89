//! What a delivery does: the same as its person could have done over a session, and no more.

use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::phone::{self, ENTRY, Phone, world};
use crate::{
    access::people,
    risk::{check_in, tasks},
};

const ANSWERS: &str = "5a3c1f1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f";
const SEVERAL_DAYS: &str = "LA6569-3";

fn answers(id: &str) -> Value {
    check_in(id, SEVERAL_DAYS)["entry"][0]["resource"].clone()
}

#[tokio::test]
async fn a_check_in_is_written_without_a_session_and_the_team_is_told_once() {
    let world = world();
    let phone = Phone::of(&world, "asha").await;
    world.wait(SignedDuration::from_hours(48));
    let mut told = Vec::new();
    for _ in 0..3 {
        let reply = phone.deliver_bundle(&world, ENTRY, &check_in(ANSWERS, SEVERAL_DAYS)).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
        told.push(reply);
    }
    let base = "http://localhost:8080/fhir";
    let location = format!("{base}/QuestionnaireResponse/{ANSWERS}/_history/1");
    let response = json!({
        "status": "201 Created", "location": location, "etag": "W/\"1\"", "lastModified": "2026-11-24T10:00:00.000Z",
    });
    assert_eq!(
        told[0].json(),
        json!({"resourceType": "Bundle", "type": "transaction-response", "entry": [{"response": response}]})
    );
    assert_eq!((told[0].header("x-lapwing-replayed"), told[1].header("x-lapwing-replayed")), ("", "1"));
    assert!(told.iter().all(|reply| reply.text == told[0].text));
    assert_eq!(told[0].header("cache-control"), "no-store");
    let asha = world.signed_in("asha").await;
    assert_eq!(tasks(&asha, ANSWERS).await.len(), 1);
    let kept = asha.get(&format!("/fhir/QuestionnaireResponse/{ANSWERS}")).await.json();
    assert_eq!(kept["author"]["reference"], "Patient/asha");
}

#[tokio::test]
async fn one_resource_is_written_and_only_its_name_told() {
    let world = world();
    let phone = Phone::of(&world, "asha").await;
    let path = format!("/fhir/QuestionnaireResponse/{ANSWERS}");
    let mut put = phone.enclosed("PUT", &path, &answers(ANSWERS).to_string());
    put["ifNoneMatch"] = json!("*");
    let reply = phone.deliver(&world, ENTRY, &put).await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
    assert_eq!(reply.json(), json!({"resourceType": "QuestionnaireResponse", "id": ANSWERS}));
    assert_eq!(reply.header("etag"), "W/\"1\"");
    let mut new = answers("x");
    new.as_object_mut().unwrap().remove("id");
    let post = phone.enclosed("POST", "/fhir/QuestionnaireResponse", &new.to_string());
    let reply = phone.deliver(&world, ANSWERS, &post).await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
    let told = reply.json();
    assert_eq!(told.as_object().map(|told| told.len()), Some(2), "{told}");
    let asha = world.signed_in("asha").await;
    let id = told["id"].as_str().unwrap();
    assert_eq!(asha.get(&format!("/fhir/QuestionnaireResponse/{id}")).await.status, StatusCode::OK);
    assert_eq!(tasks(&asha, id).await.len(), 1);
}

#[tokio::test]
async fn what_was_changed_meanwhile_is_not_overwritten() {
    let world = world();
    let phone = Phone::of(&world, "asha").await;
    let path = format!("/fhir/QuestionnaireResponse/{ANSWERS}");
    let mut first = answers(ANSWERS);
    first["authored"] = json!("2026-11-20T10:00:00Z");
    world.put(&first);
    for (condition, value, expect) in [
        ("ifMatch", "W/\"7\"", StatusCode::PRECONDITION_FAILED),
        ("ifNoneMatch", "*", StatusCode::PRECONDITION_FAILED),
        ("ifMatch", "W/\"1\"", StatusCode::FORBIDDEN), // Answers that were sent stay as they are.
        ("ifMatch", "yesterday", StatusCode::BAD_REQUEST),
    ] {
        let mut put = phone.enclosed("PUT", &path, &answers(ANSWERS).to_string());
        put[condition] = json!(value);
        let reply = phone.deliver(&world, ENTRY, &put).await;
        assert_eq!(reply.status, expect, "{condition} {value}: {}", reply.text);
        assert_eq!(reply.json()["resourceType"], "OperationOutcome");
    }
    let reply = phone.deliver_bundle(&world, ENTRY, &check_in(ANSWERS, SEVERAL_DAYS)).await;
    assert_eq!(reply.status, StatusCode::PRECONDITION_FAILED, "inside a transaction too");
    let asha = world.signed_in("asha").await;
    let kept = asha.get(&path).await;
    assert_eq!(kept.header("etag"), "W/\"1\"");
    assert_eq!(kept.json()["authored"], "2026-11-20T10:00:00Z");
    assert!(tasks(&asha, ANSWERS).await.is_empty());
}

#[tokio::test]
async fn what_needs_a_fresh_sign_in_needs_a_session() {
    let world = world();
    let phone = Phone::of(&world, "asha").await;
    let scope = json!({"coding": [{"system": "http://terminology.hl7.org/CodeSystem/consentscope", "code": "patient-privacy"}]});
    let class = json!([{"system": "https://lapwing.example/CodeSystem/section", "code": "plan"}]);
    let actor = json!([{"role": {"text": "carer"}, "reference": {"reference": "RelatedPerson/grace"}}]);
    let asha = json!({"reference": "Patient/asha"});
    let mut consent = json!({
        "resourceType": "Consent", "id": "c", "status": "active", "scope": scope, "patient": asha, "performer": [asha],
        "category": [{"text": "sharing"}], "dateTime": "2026-11-22T10:00:00Z",
        "provision": {"type": "permit", "actor": actor, "class": class},
    });
    for status in ["active", "inactive"] {
        consent["status"] = json!(status);
        let put = phone.enclosed("PUT", "/fhir/Consent/c", &consent.to_string());
        let reply = phone.deliver(&world, ENTRY, &put).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{}", reply.text);
        assert_eq!(reply.json()["issue"][0]["details"]["coding"][0]["code"], "fresh-sign-in");
    }
    let browser = world.signed_in("asha").await;
    assert_eq!(browser.get("/fhir/Consent/c").await.status, StatusCode::NOT_FOUND);
    let control = browser.send(Method::PUT, "/fhir/Consent/c", &consent).await;
    assert_eq!(control.status, StatusCode::CREATED, "the control: over a session it is taken");
}

#[tokio::test]
async fn a_refusal_says_its_kind_and_nothing_of_what_was_sent() {
    let world = world();
    let phone = Phone::of(&world, "asha").await;
    let mut other = answers(ANSWERS);
    other["subject"] = json!({"reference": "Patient/leon"});
    let mut unfinished = answers(ANSWERS);
    unfinished["status"] = json!("Qx7vK2mP9w");
    for (body, expect) in [
        (other.to_string(), StatusCode::FORBIDDEN),
        (unfinished.to_string(), StatusCode::UNPROCESSABLE_ENTITY),
        (r#"{"resourceType": "Qx7vK2mP9w"}"#.to_owned(), StatusCode::BAD_REQUEST),
        ("Qx7vK2mP9w".to_owned(), StatusCode::BAD_REQUEST),
    ] {
        let put = phone.enclosed("PUT", &format!("/fhir/QuestionnaireResponse/{ANSWERS}"), &body);
        let reply = phone.deliver(&world, ENTRY, &put).await;
        assert_eq!(reply.status, expect, "{}", reply.text);
        assert_eq!(reply.json()["issue"].as_array().map(Vec::len), Some(1));
        for word in ["Qx7vK2mP9w", "Questionnaire", "status", "leon", ANSWERS] {
            assert!(!reply.text.contains(word), "{word}: {}", reply.text);
        }
    }
}

#[tokio::test]
async fn what_was_sealed_to_an_older_key_still_opens() {
    let mut world = world();
    let before = Phone::of(&world, "asha").await;
    world.wait(SignedDuration::from_hours(24 * 91));
    world.restart(phone::people());
    let now = Phone::of(&world, "asha").await;
    assert_eq!((&now.id, now.kid == before.kid), (&before.id, false), "a new key is offered");
    for (phone, entry) in [(&before, ENTRY), (&now, ANSWERS)] {
        let reply = phone.deliver_bundle(&world, entry, &check_in(entry, SEVERAL_DAYS)).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    }
}

#[tokio::test]
async fn a_carers_answers_are_taken_while_they_are_shared() {
    let carer = json!({"reference": "RelatedPerson/carer-of-ann"});
    let world = people::world(&[people::consent("ann", people::permit(&["check-ins"]))]);
    let phone = Phone::of(&world, "cleo").await;
    let mut answers = answers(ANSWERS);
    answers["subject"] = json!({"reference": "Patient/ann"});
    (answers["author"], answers["source"]) = (carer.clone(), carer);
    let put = |id: &str| {
        let mut answers = answers.clone();
        answers["id"] = json!(id);
        phone.enclosed("PUT", &format!("/fhir/QuestionnaireResponse/{id}"), &answers.to_string())
    };
    let reply = phone.deliver(&world, ENTRY, &put(ANSWERS)).await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
    let mut withdrawn = people::consent("ann", people::permit(&["check-ins"]));
    withdrawn["status"] = json!("inactive");
    world.put(&withdrawn);
    let reply = phone.deliver(&world, ANSWERS, &put(ENTRY)).await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND, "withdrawn since it was written: {}", reply.text);
}
