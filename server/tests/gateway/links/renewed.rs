//! A link whose content is put in anew: the same address and passcode, other content, and the list of who opened it stays.

use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{JWE, RIGHT, ask, given, listed, made, with, world};
use crate::kit::{Browser, Reply};

/// Another file of the right shape.
fn other() -> String {
    JWE.replace("Q0FOQVJZLTdrMm00eGI", "TkVXLUNPTlRFTlQ")
}

async fn renew(who: &Browser<'_>, id: &str, file: &str, times: usize) -> Reply {
    let file = json!({"contentType": "application/fhir+json", "embedded": file});
    let body = json!({"files": vec![file; times]});
    who.send(Method::PUT, &format!("/links/{id}"), &body).await
}

fn embedded(reply: &Reply) -> Value {
    reply.json()["files"][0]["embedded"].clone()
}

#[tokio::test]
async fn it_is_the_same_link_with_other_content_and_who_opened_it_stays() {
    let world = world();
    let ann = world.signed_in("ann").await;
    let (id, path) = made(&ann, &given(Some(RIGHT), false)).await;
    assert_eq!(embedded(&ask(&world, &path, &with(RIGHT)).await), JWE);
    let before = listed(&ann).await;
    let reply = renew(&ann, &id, &other(), 1).await;
    assert_eq!((reply.status, reply.json()), (StatusCode::OK, json!({"id": id})));
    assert_eq!(listed(&ann).await, before, "name, end, passcode, and who opened it");
    assert_eq!(ask(&world, &path, &with("wrong-one")).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(embedded(&ask(&world, &path, &with(RIGHT)).await), other());
    assert_eq!(listed(&ann).await[0]["times"], 2);
}

#[tokio::test]
async fn nobody_else_and_nothing_that_is_over_or_for_once_is_renewed_and_all_answer_alike() {
    let world = world();
    let (ann, kit, rob) =
        (world.signed_in("ann").await, world.signed_in("kit").await, world.signed_in("rob").await);
    let (open, path) = made(&ann, &given(Some(RIGHT), false)).await;
    let (once, _) = made(&ann, &given(Some(RIGHT), true)).await;
    let (over, _) = made(&ann, &given(Some(RIGHT), false)).await;
    ann.send(Method::DELETE, &format!("/links/{over}"), &Value::Null).await;
    let mut told = vec![];
    for id in [once.as_str(), over.as_str(), "none"] {
        let reply = renew(&ann, id, &other(), 1).await;
        told.push((reply.status, reply.text));
    }
    let reply = renew(&rob, &open, &other(), 1).await;
    told.push((reply.status, reply.text));
    assert_eq!(told[0].0, StatusCode::NOT_FOUND);
    assert!(told.iter().all(|one| *one == told[0]), "{told:?}");
    assert_ne!(renew(&kit, &open, &other(), 1).await.status, StatusCode::OK);
    assert_eq!(embedded(&ask(&world, &path, &with(RIGHT)).await), JWE);
}

#[tokio::test]
async fn it_needs_a_sign_in_of_the_last_minutes_and_files_that_are_encrypted() {
    let world = world();
    let ann = world.signed_in("ann").await;
    let (id, path) = made(&ann, &given(None, false)).await;
    for (file, times) in [("{}", 1), (JWE, 0), (JWE, 2)] {
        let reply = renew(&ann, &id, file, times).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{times} {file}");
    }
    world.wait(SignedDuration::from_mins(6));
    let reply = renew(&ann, &id, &other(), 1).await;
    assert_eq!(reply.json()["issue"][0]["details"]["coding"][0]["code"], "fresh-sign-in");
    assert_eq!(embedded(&ask(&world, &path, &json!({"recipient": "Dr Grey"})).await), JWE);
}
