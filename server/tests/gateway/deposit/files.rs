//! Files in parts: how much is taken, from whom, for how long, and what is told.

use aes_gcm::{
    Aes256Gcm, Nonce,
    aead::{Aead, KeyInit, Payload},
};
use axum::http::StatusCode;
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use lapwing_server::records::Records;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::phone::{Phone, world};
use crate::kit::{Reply, World};

const FILE: &str = "7b1c1f1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f";
const ANSWERS: &str = "5a3c1f1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f";
const SENT: &str = "9a3c1f1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f";
const PART: usize = 128 * 1024;
const KEY: [u8; 32] = [9; 32];

fn bytes(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from((at * 7 + at / 301) % 251).unwrap()).collect()
}

fn sealed(file: &[u8]) -> Vec<Vec<u8>> {
    let key = Aes256Gcm::new_from_slice(&KEY).unwrap();
    let all = file.chunks(PART).count();
    let one = |(number, plain): (usize, &[u8])| {
        let mut nonce = [0; 12];
        nonce[8..].copy_from_slice(&u32::try_from(number).unwrap().to_be_bytes());
        let bound = format!("{FILE}|{number}|{all}");
        key.encrypt(&Nonce::from(nonce), Payload { msg: plain, aad: bound.as_bytes() }).unwrap()
    };
    file.chunks(PART).enumerate().map(one).collect()
}

fn told(file: &[u8]) -> Value {
    let mut digest = Sha256::new();
    file.chunks(PART).for_each(|part| digest.update(Sha256::digest(part)));
    json!({
        "id": FILE, "of": format!("QuestionnaireResponse/{ANSWERS}"), "contentType": "image/jpeg", "title": "photo",
        "size": file.len(), "parts": file.chunks(PART).count(), "key": URL_SAFE_NO_PAD.encode(KEY),
        "digest": URL_SAFE_NO_PAD.encode(digest.finalize()),
    })
}

/// Answers that name the file.
fn answers(person: &str) -> Value {
    let me = json!({"reference": format!("Patient/{person}")});
    json!({
        "resourceType": "QuestionnaireResponse", "id": ANSWERS, "status": "completed",
        "questionnaire": "https://lapwing.example/Questionnaire/show-my-team", "subject": me, "author": me,
        "item": [{"linkId": "file", "answer": [{"valueAttachment": {"url": format!("Binary/{FILE}")}}]}],
    })
}

async fn part(phone: &Phone, world: &World, number: &str, bytes: &[u8]) -> Reply {
    let place = format!("{FILE}/parts/{number}");
    phone.delivery(&place, bytes.to_vec()).send(world).await
}

async fn bring(phone: &Phone, world: &World, said: &Value) -> Reply {
    let enclosed = phone.enclosed("PUT", &format!("/files/{FILE}"), &said.to_string());
    phone.deliver(world, FILE, &enclosed).await
}

async fn answer(phone: &Phone, world: &World, person: &str) {
    let path = format!("/fhir/QuestionnaireResponse/{ANSWERS}");
    let put = phone.enclosed("PUT", &path, &answers(person).to_string());
    assert_eq!(phone.deliver(world, SENT, &put).await.status, StatusCode::CREATED);
}

fn kept(world: &World) -> Option<Value> {
    world.records.read("Binary", FILE).unwrap().map(|stored| stored.value().unwrap())
}

#[tokio::test]
async fn parts_in_any_order_and_twice_make_one_file() {
    let world = world();
    let phone = Phone::of(&world, "asha").await;
    let file = bytes(3 * PART - 5);
    answer(&phone, &world, "asha").await;
    let parts = sealed(&file);
    for (number, next) in [("2", "0"), ("0", "1"), ("0", "1"), ("1", "3")] {
        let reply = part(&phone, &world, number, &parts[number.parse::<usize>().unwrap()]).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
        assert_eq!(reply.json(), json!({"id": FILE, "next": next}), "nothing else is told");
    }
    let first = bring(&phone, &world, &told(&file)).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text);
    assert_eq!(first.json(), json!({"resourceType": "Binary", "id": FILE}));
    let binary = kept(&world).unwrap();
    assert_eq!(STANDARD.decode(binary["data"].as_str().unwrap()).unwrap(), file);
    assert_eq!((&binary["contentType"], &binary["meta"]["versionId"]), (&json!("image/jpeg"), &json!("1")));
    let again = bring(&phone, &world, &told(&file)).await;
    assert_eq!((again.status, again.header("x-lapwing-replayed")), (StatusCode::CREATED, "1"));
    let other = json!({"title": "another"});
    let mut changed = told(&file);
    changed["title"] = other["title"].clone();
    assert_eq!(bring(&phone, &world, &changed).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(world.records.history("Binary", FILE).unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_lacking_is_told_and_nothing_is_written() {
    let world = world();
    let phone = Phone::of(&world, "asha").await;
    let file = bytes(2 * PART);
    let parts = sealed(&file);
    let reply = bring(&phone, &world, &told(&file)).await;
    assert_eq!(
        (reply.status, reply.json()),
        (StatusCode::FAILED_DEPENDENCY, json!({"id": FILE})),
        "no answers"
    );
    answer(&phone, &world, "asha").await;
    part(&phone, &world, "1", &parts[1]).await;
    let reply = bring(&phone, &world, &told(&file)).await;
    let lacking = json!({"id": FILE, "next": "0"});
    assert_eq!((reply.status, reply.json()), (StatusCode::FAILED_DEPENDENCY, lacking));
    assert!(kept(&world).is_none());
}

#[tokio::test]
async fn a_file_that_is_not_what_was_said_is_refused_and_dropped() {
    let file = bytes(2 * PART - 9);
    let wrong = |name: &str, value: Value| {
        let mut said = told(&file);
        said[name] = value;
        said
    };
    let cases = [
        (wrong("digest", json!("AAAA")), StatusCode::UNPROCESSABLE_ENTITY),
        (wrong("key", json!(URL_SAFE_NO_PAD.encode([1; 32]))), StatusCode::UNPROCESSABLE_ENTITY),
        (wrong("key", json!("short")), StatusCode::UNPROCESSABLE_ENTITY),
        (wrong("size", json!(file.len() - 1)), StatusCode::UNPROCESSABLE_ENTITY),
        (wrong("size", json!(10_000_001)), StatusCode::BAD_REQUEST),
        (wrong("parts", json!(1)), StatusCode::BAD_REQUEST),
        (wrong("parts", json!(4_000_000_000_u32)), StatusCode::BAD_REQUEST),
        (wrong("id", json!(SENT)), StatusCode::BAD_REQUEST),
        (wrong("more", json!(1)), StatusCode::BAD_REQUEST),
        (wrong("of", json!("Patient/asha")), StatusCode::FORBIDDEN),
    ];
    for (said, status) in cases {
        let world = world();
        let phone = Phone::of(&world, "asha").await;
        answer(&phone, &world, "asha").await;
        for (number, bytes) in sealed(&file).iter().enumerate() {
            part(&phone, &world, &number.to_string(), bytes).await;
        }
        let reply = bring(&phone, &world, &said).await;
        assert_eq!(reply.status, status, "{said}: {}", reply.text);
        assert!(kept(&world).is_none(), "{said}");
        if status == StatusCode::UNPROCESSABLE_ENTITY {
            let next = bring(&phone, &world, &told(&file)).await;
            assert_eq!(next.json()["next"], "0", "its parts are gone");
        }
    }
}

#[tokio::test]
async fn nobody_reaches_or_learns_of_what_somebody_else_sends() {
    let world = world();
    let (asha, leon) = (Phone::of(&world, "asha").await, Phone::with_key(&world, "leon", 8).await);
    let file = bytes(2 * PART);
    let parts = sealed(&file);
    answer(&asha, &world, "asha").await;
    part(&asha, &world, "0", &parts[0]).await;
    let reply = part(&leon, &world, "1", &parts[1]).await;
    assert_eq!(reply.json()["next"], "0", "of his own there is none before");
    // Answers of somebody else are as if there were none.
    let reply = bring(&leon, &world, &told(&file)).await;
    assert_eq!((reply.status, reply.json()), (StatusCode::FAILED_DEPENDENCY, json!({"id": FILE})));
    let reply = bring(&asha, &world, &told(&file)).await;
    assert_eq!(reply.json()["next"], "1", "his part is not hers");
    part(&asha, &world, "1", &parts[1]).await;
    assert_eq!(bring(&asha, &world, &told(&file)).await.status, StatusCode::CREATED);
    // It is read by who may read the answers, is in no list, and not there for anybody else.
    for (person, status) in [("asha", StatusCode::OK), ("leon", StatusCode::NOT_FOUND)] {
        let browser = world.signed_in(person).await;
        assert_eq!(browser.get(&format!("/fhir/Binary/{FILE}")).await.status, status, "{person}");
        let history = browser.get(&format!("/fhir/Binary/{FILE}/_history/1")).await.status;
        assert_eq!(history, StatusCode::NOT_FOUND, "{person}");
    }
}

#[tokio::test]
async fn answers_that_do_not_name_it_bring_no_file() {
    let world = world();
    let phone = Phone::of(&world, "asha").await;
    let mut other = answers("asha");
    other["item"][0]["answer"][0]["valueAttachment"]["url"] = json!(format!("Binary/{SENT}"));
    let path = format!("/fhir/QuestionnaireResponse/{ANSWERS}");
    phone.deliver(&world, SENT, &phone.enclosed("PUT", &path, &other.to_string())).await;
    let file = bytes(9);
    part(&phone, &world, "0", &sealed(&file)[0]).await;
    assert_eq!(bring(&phone, &world, &told(&file)).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_part_is_bounded_and_signed() {
    let world = world();
    let phone = Phone::of(&world, "asha").await;
    let most = vec![1; PART + 16];
    for (number, bytes, status) in [
        ("0", &most[..], StatusCode::OK),
        ("76", &most[..17], StatusCode::OK),
        ("77", &most[..17], StatusCode::BAD_REQUEST),
        ("00", &most[..17], StatusCode::BAD_REQUEST),
        ("-1", &most[..17], StatusCode::BAD_REQUEST),
        ("x", &most[..17], StatusCode::BAD_REQUEST),
        ("0", &most[..16], StatusCode::BAD_REQUEST),
    ] {
        assert_eq!(part(&phone, &world, number, bytes).await.status, status, "{number}: {}", bytes.len());
    }
    let long = vec![1; PART + 17];
    assert_eq!(part(&phone, &world, "0", &long).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let mut moved = phone.delivery(&format!("{FILE}/parts/1"), most.clone());
    moved.path = format!("/deposit/entries/{FILE}/parts/2");
    assert_eq!(moved.send(&world).await.status, StatusCode::UNAUTHORIZED);
    let mut changed = phone.delivery(&format!("{FILE}/parts/1"), most);
    changed.body[0] ^= 1;
    assert_eq!(changed.send(&world).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn one_person_has_so_much_here_at_most_and_for_so_long() {
    let world = world();
    let phone = Phone::of(&world, "asha").await;
    let most = vec![1; PART + 16];
    let mut taken = 0;
    let mut last = StatusCode::OK;
    for number in 0..260_usize {
        let entry = format!("7b1c1f1e-7a4b-4c3d-8e5f-6a7b8c9d0e{:02x}", number / 70);
        let place = format!("{entry}/parts/{}", number % 70);
        last = phone.delivery(&place, most.clone()).send(&world).await.status;
        if last != StatusCode::OK {
            break;
        }
        taken += 1;
    }
    assert_eq!((last, taken), (StatusCode::TOO_MANY_REQUESTS, (32 << 20) / most.len()));
    let leon = Phone::with_key(&world, "leon", 8).await;
    assert_eq!(part(&leon, &world, "0", &most).await.status, StatusCode::OK, "another has room");
    world.wait(jiff::SignedDuration::from_hours(7 * 24 + 1));
    assert_eq!(part(&phone, &world, "1", &most).await.json()["next"], "0", "what is old is gone");
    let count = |sql: &str| -> i64 {
        let db = rusqlite::Connection::open(world.folder.path().join("gateway.db")).unwrap();
        db.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(count("SELECT count(*) FROM file_part"), 1);
}
