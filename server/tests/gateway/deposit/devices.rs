//! Devices: named, renewed, shown, revoked, over.

use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use p256::ecdsa::SigningKey;
use serde_json::{Value, json};

use super::phone::{ENTRY, Phone, name_device, public, world};
use crate::{
    kit::{Browser, World},
    risk::check_in,
};

const DAY: SignedDuration = SignedDuration::from_hours(24);
const ANSWERS: &str = "5a3c1f1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f";

async fn devices(browser: &Browser<'_>) -> Value {
    browser.get("/deposit/devices").await.json()["devices"].clone()
}

async fn revoke(browser: &Browser<'_>, id: &str) {
    let reply = browser.send(Method::DELETE, &format!("/deposit/devices/{id}"), &json!(null)).await;
    assert_eq!((reply.status, reply.text.as_str()), (StatusCode::NO_CONTENT, ""));
}

async fn delivers(world: &World, phone: &Phone) -> StatusCode {
    phone.deliver_bundle(world, ENTRY, &check_in(ANSWERS, "LA6568-5")).await.status
}

#[tokio::test]
async fn the_same_key_of_the_same_person_is_the_same_device() {
    let world = world();
    let asha = world.signed_in("asha").await;
    let key = public(&SigningKey::from_slice(&[7; 32]).unwrap());
    let first = name_device(&asha, &key).await.json();
    assert_eq!(first["until"], "2026-12-22T10:00:00Z");
    assert_eq!(
        devices(&asha).await,
        json!([{"id": first["id"], "since": "2026-11-22T10:00:00Z", "until": "2026-12-22T10:00:00Z", "seen": null}])
    );
    world.wait(DAY * 40);
    let asha = world.signed_in("asha").await;
    assert_eq!(devices(&asha).await, json!([]), "what is over is not shown");
    let again = name_device(&asha, &key).await.json();
    assert_eq!(again, json!({"id": first["id"], "until": "2027-01-31T10:00:00Z"}));
    let leon = world.signed_in("leon").await;
    let other = name_device(&leon, &key).await.json();
    assert_ne!(other["id"], first["id"], "another person's, with the same key");
    assert_eq!(devices(&leon).await.as_array().map(Vec::len), Some(1));
    assert_eq!(devices(&asha).await[0]["id"], first["id"]);
}

#[tokio::test]
async fn devices_need_a_session_and_changes_its_token() {
    let world = world();
    let (mut asha, key) = (world.signed_in("asha").await, public(&SigningKey::from_slice(&[7; 32]).unwrap()));
    asha.csrf = None;
    assert_eq!(name_device(&asha, &key).await.status, StatusCode::FORBIDDEN);
    let path = "/deposit/devices/5a3c1f1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f";
    assert_eq!(asha.send(Method::DELETE, path, &json!(null)).await.status, StatusCode::FORBIDDEN);
    assert_eq!(asha.get("/deposit/devices").await.status, StatusCode::OK);
    let nobody = world.browser();
    assert_eq!(nobody.get("/deposit/devices").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(name_device(&nobody, &key).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(nobody.send(Method::DELETE, path, &json!(null)).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn what_is_no_key_is_refused() {
    let world = world();
    let asha = world.signed_in("asha").await;
    let right = public(&SigningKey::from_slice(&[7; 32]).unwrap());
    let padded = format!("{right}=");
    for wrong in ["", "AAAA", &right[1..], &padded, &right.replace(&right[..4], "BBBB"), &"A".repeat(87)] {
        assert_eq!(name_device(&asha, wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    for body in [json!(null), json!({}), json!({"key": right, "name": "Asha's phone"}), json!({"key": 7})] {
        let reply = asha.send(Method::POST, "/deposit/devices", &body).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
    }
    let long = name_device(&asha, &"A".repeat(2_000)).await;
    assert_eq!(long.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(devices(&asha).await, json!([]));
}

#[tokio::test]
async fn a_delivery_is_seen_in_the_list() {
    let world = world();
    let phone = Phone::of(&world, "asha").await;
    world.wait(SignedDuration::from_mins(90));
    assert_eq!(delivers(&world, &phone).await, StatusCode::OK);
    let asha = world.signed_in("asha").await;
    assert_eq!(devices(&asha).await[0]["seen"], "2026-11-22T11:30:00Z");
}

#[tokio::test]
async fn revoking_ends_it_at_once_and_only_its_person_can() {
    let world = world();
    let (mine, other) = (Phone::of(&world, "asha").await, Phone::with_key(&world, "asha", 8).await);
    let (asha, leon) = (world.signed_in("asha").await, world.signed_in("leon").await);
    for (who, id) in [(&leon, mine.id.as_str()), (&asha, "no-uuid"), (&asha, ENTRY)] {
        revoke(who, id).await;
    }
    assert_eq!(devices(&asha).await.as_array().map(Vec::len), Some(2));
    revoke(&asha, &mine.id).await;
    revoke(&asha, &mine.id).await;
    assert_eq!(delivers(&world, &mine).await, StatusCode::UNAUTHORIZED);
    assert_eq!(delivers(&world, &other).await, StatusCode::OK, "the other one goes on");
    let again = name_device(&asha, &public(&mine.key)).await.json();
    assert_ne!(again["id"], mine.id.as_str(), "named anew, it is a new device");
    assert_eq!(delivers(&world, &mine).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn thirty_days_end_it_and_signing_in_renews_it() {
    let world = world();
    let phone = Phone::of(&world, "asha").await;
    world.wait(DAY * 30 - SignedDuration::from_secs(1));
    assert_eq!(delivers(&world, &phone).await, StatusCode::OK);
    world.wait(SignedDuration::from_secs(1));
    assert_eq!(delivers(&world, &phone).await, StatusCode::UNAUTHORIZED, "delivering does not renew it");
    let again = Phone::of(&world, "asha").await;
    assert_eq!(again.id, phone.id);
    assert_eq!(delivers(&world, &phone).await, StatusCode::OK);
}

#[tokio::test]
async fn signing_out_leaves_the_device() {
    let world = world();
    let phone = Phone::of(&world, "asha").await;
    let asha = world.signed_in("asha").await;
    assert_eq!(asha.send(Method::DELETE, "/session", &json!(null)).await.status, StatusCode::NO_CONTENT);
    assert_eq!(delivers(&world, &phone).await, StatusCode::OK);
}
