//! Once, whichever way and however often it comes.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::phone::{ENTRY, Phone, world};
use crate::{
    kit::{Browser, World},
    risk::{check_in, tasks},
};

const ANSWERS: &str = "5a3c1f1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f";
const SEVERAL_DAYS: &str = "LA6569-3";

async fn versions(browser: &Browser<'_>) -> serde_json::Value {
    browser.get(&format!("/fhir/QuestionnaireResponse/{ANSWERS}/_history")).await.json()["total"].clone()
}

async fn is_there_once(world: &World) {
    let asha = world.signed_in("asha").await;
    assert_eq!(versions(&asha).await, 1);
    assert_eq!(tasks(&asha, ANSWERS).await.len(), 1);
}

#[tokio::test]
async fn a_transaction_over_a_session_and_then_sealed_is_one() {
    let world = world();
    let phone = Phone::of(&world, "asha").await;
    let bundle = check_in(ANSWERS, SEVERAL_DAYS);
    let asha = world.signed_in("asha").await;
    let first = asha.send_if(Method::POST, "/fhir", &bundle, &[("x-lapwing-entry", ENTRY)]).await;
    assert_eq!(first.status, StatusCode::OK, "{}", first.text);
    let again = phone.deliver_bundle(&world, ENTRY, &bundle).await;
    assert_eq!((again.status, again.header("x-lapwing-replayed")), (StatusCode::OK, "1"), "{}", again.text);
    assert_eq!(again.json(), first.json());
    is_there_once(&world).await;
}

#[tokio::test]
async fn a_resource_sealed_and_then_over_a_session_is_one() {
    let world = world();
    let phone = Phone::of(&world, "asha").await;
    let resource = check_in(ANSWERS, SEVERAL_DAYS)["entry"][0]["resource"].clone();
    let path = format!("/fhir/QuestionnaireResponse/{ANSWERS}");
    let mut put = phone.enclosed("PUT", &path, &resource.to_string());
    put["ifNoneMatch"] = json!("*");
    assert_eq!(phone.deliver(&world, ENTRY, &put).await.status, StatusCode::CREATED);
    let asha = world.signed_in("asha").await;
    let headers = [("x-lapwing-entry", ENTRY), ("if-none-match", "*")];
    let again = asha.send_if(Method::PUT, &path, &resource, &headers).await;
    assert_eq!((again.status, again.header("x-lapwing-replayed")), (StatusCode::CREATED, "1"));
    assert_eq!(again.json()["item"], resource["item"], "the session is told all");
    let third = phone.deliver(&world, ENTRY, &put).await;
    assert_eq!((third.status, third.header("x-lapwing-replayed")), (StatusCode::CREATED, "1"));
    assert_eq!(third.json(), json!({"resourceType": "QuestionnaireResponse", "id": ANSWERS}));
    is_there_once(&world).await;
}

#[tokio::test]
async fn the_same_entry_with_something_else_in_it_is_refused() {
    let world = world();
    let phone = Phone::of(&world, "asha").await;
    assert_eq!(
        phone.deliver_bundle(&world, ENTRY, &check_in(ANSWERS, SEVERAL_DAYS)).await.status,
        StatusCode::OK
    );
    let text = check_in(ANSWERS, SEVERAL_DAYS).to_string();
    let mut same = phone.enclosed("POST", "/fhir", &text);
    for (name, value) in [("body", json!(text.replace("10:00", "10:01"))), ("ifMatch", json!("W/\"1\""))] {
        let before = same[name].take();
        same[name] = value;
        let reply = phone.deliver(&world, ENTRY, &same).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", reply.text);
        assert_eq!(reply.json()["issue"][0]["code"], "duplicate");
        same[name] = before;
    }
    is_there_once(&world).await;
}

#[tokio::test]
async fn two_people_may_use_the_same_entry_id() {
    let world = world();
    let (asha, leon) = (Phone::of(&world, "asha").await, Phone::of(&world, "leon").await);
    assert_eq!(
        asha.deliver_bundle(&world, ENTRY, &check_in(ANSWERS, SEVERAL_DAYS)).await.status,
        StatusCode::OK
    );
    let theirs = check_in(ENTRY, SEVERAL_DAYS).to_string().replace("Patient/asha", "Patient/leon");
    let reply = leon.deliver(&world, ENTRY, &leon.enclosed("POST", "/fhir", &theirs)).await;
    assert_eq!((reply.status, reply.header("x-lapwing-replayed")), (StatusCode::OK, ""), "{}", reply.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_delivery_from_many_sides_at_once_is_one() {
    let world = world();
    let phone = Phone::of(&world, "asha").await;
    let enclosed = phone.enclosed("POST", "/fhir", &check_in(ANSWERS, SEVERAL_DAYS).to_string());
    // Sealed anew each time, as a page and its service worker might.
    let (a, b, c, d) = tokio::join!(
        phone.deliver(&world, ENTRY, &enclosed),
        phone.deliver(&world, ENTRY, &enclosed),
        phone.deliver(&world, ENTRY, &enclosed),
        phone.deliver(&world, ENTRY, &enclosed),
    );
    let replies = [a, b, c, d];
    assert!(replies.iter().all(|reply| reply.status == StatusCode::OK && reply.text == replies[0].text));
    let first = replies.iter().filter(|reply| reply.header("x-lapwing-replayed").is_empty());
    assert_eq!(first.count(), 1);
    is_there_once(&world).await;
}
