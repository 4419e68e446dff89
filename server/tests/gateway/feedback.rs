//! Anonymous feedback: what is kept, and what is not.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use jiff::SignedDuration;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::kit::{HOST, ORIGIN, Reply, World};

const ID: &str = "0d9f2c1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f";

fn world() -> World {
    World::on_disk(json!([{"id": "asha", "name": "Asha", "patient": "Patient/asha"}]), &[])
}

fn said() -> Value {
    json!({"question": "fft-2020", "answer": "very-good", "why": "Kind people.", "better": "Shorter waits."})
}

async fn put(world: &World, id: &str, body: &Value) -> Reply {
    world.browser().send(Method::PUT, &format!("/feedback/{id}"), body).await
}

fn ledger(world: &World) -> Vec<(String, i64)> {
    let db = Connection::open(world.folder.path().join("feedback.db")).unwrap();
    let mut rows = db.prepare("SELECT id, stretch FROM feedback_ledger").unwrap();
    rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

fn rows(world: &World) -> Vec<Vec<String>> {
    let db = Connection::open(world.folder.path().join("feedback.db")).unwrap();
    let mut rows = db.prepare("SELECT * FROM feedback").unwrap();
    let columns = rows.column_count();
    let all = rows.query_map([], |row| (0..columns).map(|n| row.get(n)).collect()).unwrap();
    all.map(Result::unwrap).collect()
}

#[tokio::test]
async fn what_is_kept_is_the_answer_and_the_month() {
    let world = world();
    let reply = put(&world, ID, &said()).await;
    assert_eq!(reply.status, StatusCode::CREATED);
    assert_eq!(serde_json::from_str::<Value>(&reply.text).unwrap(), json!({"id": ID}));
    let kept = rows(&world);
    assert_eq!(kept[0][1..], ["2026-11", "fft-2020", "very-good", "Kind people.", "Shorter waits."]);
    assert_ne!(kept[0][0], ID, "the sender's id does not name it");
    let db = Connection::open(world.folder.path().join("feedback.db")).unwrap();
    let tables: Vec<String> = db
        .prepare("SELECT name FROM sqlite_schema")
        .unwrap()
        .query_map([], |r| r.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert!(tables.iter().all(|name| name == "feedback" || name == "feedback_ledger"), "{tables:?}");
    assert!(db.prepare("SELECT rowid FROM feedback").is_err(), "no row number tells the order");
    assert!(
        !world.folder.path().join("feedback.db-wal").exists()
            && !world.folder.path().join("feedback.db-journal").exists()
    );
}

#[tokio::test]
async fn the_first_of_an_id_is_kept() {
    let world = world();
    put(&world, ID, &said()).await;
    world.wait(SignedDuration::from_hours(24 * 14));
    assert_eq!(put(&world, ID, &said()).await.status, StatusCode::OK);
    let other = json!({"question": "fft-2020", "answer": "poor"});
    let again = put(&world, ID, &other).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(rows(&world).len(), 1);
    assert_eq!(rows(&world)[0][1..4], ["2026-11", "fft-2020", "very-good"]);
}

#[tokio::test]
async fn the_ledger_knows_no_time_and_forgets_within_30_days() {
    let world = world();
    put(&world, ID, &said()).await;
    let [(id, stretch)] = ledger(&world).try_into().unwrap();
    assert_eq!(id, ID);
    assert!(stretch < 10_000, "a stretch of 15 days, not a time: {stretch}");
    world.wait(SignedDuration::from_hours(24 * 30));
    let another = "1d9f2c1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f";
    put(&world, another, &said()).await;
    assert_eq!(ledger(&world).into_iter().map(|(id, _)| id).collect::<Vec<_>>(), [another]);
    assert_eq!(rows(&world).len(), 2, "what was said stays");
}

#[tokio::test]
async fn a_cookie_is_neither_read_nor_set_nor_kept_awake() {
    let world = world();
    let browser = world.signed_in("asha").await;
    let stored = || {
        let db = Connection::open(world.folder.path().join("gateway.db")).unwrap();
        db.query_row("SELECT seen FROM session", [], |row| row.get::<_, i64>(0)).unwrap()
    };
    let before = stored();
    world.wait(SignedDuration::from_mins(10));
    let with = browser.send(Method::PUT, &format!("/feedback/{ID}"), &said()).await;
    assert_eq!(with.status, StatusCode::CREATED);
    assert_eq!(stored(), before);
    assert!(with.headers.get(header::SET_COOKIE).is_none());
    let other = "1d9f2c1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f";
    let without = put(&world, other, &said()).await;
    assert_eq!((without.status, without.text), (with.status, with.text.replace(ID, other)));
}

#[tokio::test]
async fn no_more_than_the_answer_is_taken() {
    let world = world();
    let with = |name: &str, value: Value| {
        let mut body = said();
        body[name] = value;
        body
    };
    for body in [
        json!(null),
        json!({"question": "fft-2020"}),
        with("answer", json!("excellent")),
        with("question", json!("other")),
        with("subject", json!("Patient/asha")),
        with("time", json!("2026-11-22T10:00:00Z")),
        with("why", json!("x".repeat(4_001))),
        with("better", json!(["a", "b"])),
    ] {
        let reply = put(&world, ID, &body).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert_eq!(reply.json()["resourceType"], "OperationOutcome");
    }
    let long = put(&world, ID, &with("why", json!("x".repeat(200_000)))).await;
    assert_eq!(long.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(rows(&world).is_empty());
    assert_eq!(
        put(&world, ID, &with("why", json!("\u{1f600}".repeat(4_000)))).await.status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn an_id_that_could_say_something_is_refused() {
    let world = world();
    for id in [
        "asha",
        "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        "0D9F2C1E-7A4B-4C3D-8E5F-6A7B8C9D0E1F",
        "0d9f2c1e7a4b4c3d8e5f6a7b8c9d0e1f",
    ] {
        assert_eq!(put(&world, id, &said()).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{id}");
    }
    assert!(rows(&world).is_empty());
}

#[tokio::test]
async fn only_a_put_of_json_is_taken() {
    let world = world();
    let request = |method: Method, kind: &str| {
        let request =
            Request::builder().method(method).uri(format!("/feedback/{ID}")).header(header::HOST, HOST);
        let request = request.header(header::ORIGIN, ORIGIN).header(header::CONTENT_TYPE, kind);
        request.body(Body::from(said().to_string())).unwrap()
    };
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""] {
        let reply = world.send(request(Method::PUT, kind)).await;
        assert_eq!(reply.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{kind}");
    }
    for method in [Method::POST, Method::GET, Method::DELETE] {
        assert_eq!(
            world.send(request(method, "application/json")).await.status,
            StatusCode::METHOD_NOT_ALLOWED
        );
    }
    let reply = world.send(request(Method::PUT, "application/json; charset=utf-8")).await;
    assert_eq!(reply.status, StatusCode::CREATED);
}
