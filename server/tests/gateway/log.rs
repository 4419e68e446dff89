//! What the log says, and what it must not.

use std::{
    io,
    sync::{Arc, Mutex, OnceLock},
};

use axum::http::{Method, StatusCode};
use serde_json::json;
use tracing::{Level, subscriber};

use crate::{deposit::phone::Phone, kit::World, risk::check_in};

const CANARY: &str = "Qx7vK2mP9wT4zR8sL3nB6hJ1cD5fG0aY";

#[derive(Clone, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl io::Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Listens to everything in this process, libraries' traces and blocking threads too.
fn listen() -> &'static Buffer {
    static BUFFER: OnceLock<Buffer> = OnceLock::new();
    BUFFER.get_or_init(|| {
        let buffer = Buffer::default();
        let into = buffer.clone();
        let log = tracing_subscriber::fmt().with_max_level(Level::TRACE).with_writer(move || into.clone());
        subscriber::set_global_default(log.with_ansi(false).with_thread_names(true).finish()).unwrap();
        buffer
    })
}

impl Buffer {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    /// The lines that this test's own thread wrote.
    fn own(&self) -> Vec<String> {
        let thread = std::thread::current().name().unwrap().to_owned();
        self.text().lines().filter(|line| line.contains(&thread)).map(str::to_owned).collect()
    }
}

fn world() -> World {
    let people = json!([{"id": "asha", "name": CANARY, "patient": "Patient/asha", "code": "2468"}]);
    World::new(people, &[json!({"resourceType": "Patient", "id": "asha", "name": [{"text": CANARY}]})])
}

#[tokio::test]
async fn the_log_holds_no_canary() {
    let buffer = listen();
    let world = world();
    let browser = world.signed_in("asha").await;
    assert!(browser.get("/session").await.text.contains(CANARY), "the control: the canary passes through");
    for path in [
        format!("/fhir/Observation/{CANARY}"),
        format!("/fhir/Observation?code={CANARY}"),
        format!("/fhir/Observation?{CANARY}=1"),
        format!("/fhir/{CANARY}"),
        format!("/{CANARY}?{CANARY}"),
        "/fhir/Patient/asha".to_owned(),
    ] {
        browser.get(&path).await;
    }
    for body in
        [json!(CANARY), json!({"resourceType": "Observation", "id": CANARY, "note": [{"text": CANARY}]})]
    {
        browser.send(Method::PUT, &format!("/fhir/Observation/{CANARY}"), &body).await;
        browser.send(Method::POST, "/fhir", &body).await;
        browser.send(Method::POST, "/session/confirm", &body).await;
        browser.send(Method::POST, "/session/demo", &body).await;
    }
    let odd = Method::from_bytes(CANARY.as_bytes()).unwrap();
    browser.send(odd, "/fhir/Patient/asha", &json!(CANARY)).await;
    let log = buffer.text();
    assert!(
        log.contains("answered") && log.contains("/session/confirm"),
        "the control: there are lines\n{log}"
    );
    assert!(!log.contains(CANARY), "{log}");
    let secret = browser.cookie.clone().unwrap();
    assert!(!log.contains(secret.split_once('=').unwrap().1) && !log.contains("2468"));
}

#[tokio::test]
async fn a_canary_in_the_log_would_be_found() {
    let buffer = listen();
    let other = CANARY.to_lowercase();
    tokio::task::spawn_blocking(move || tracing::debug!(id = other, "a line that must not be"))
        .await
        .unwrap();
    assert!(buffer.text().contains(&CANARY.to_lowercase()));
}

#[tokio::test]
async fn feedback_leaves_no_line() {
    let buffer = listen();
    let world = world();
    let browser = world.browser();
    let said = json!({"question": "fft-2020", "answer": "good", "why": CANARY, "better": ""});
    let before = buffer.own();
    for (path, body, status) in [
        ("/feedback/0d9f2c1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f", &said, StatusCode::CREATED),
        ("/feedback/0d9f2c1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f", &said, StatusCode::OK),
        ("/feedback/x", &said, StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        assert_eq!(browser.send(Method::PUT, path, body).await.status, status);
    }
    browser.get("/feedback/x").await;
    assert_eq!(buffer.own(), before);
    assert!(!buffer.text().contains("feedback"));
    browser.get("/health").await;
    assert_eq!(buffer.own().len(), before.len() + 1, "the control: other routes leave one");
}

#[tokio::test]
async fn a_delivery_leaves_its_route_and_no_name() {
    let buffer = listen();
    let world = world();
    let phone = Phone::with_key(&world, "asha", 9).await;
    // Names that stand nowhere else in this process.
    let (entry, answers) = ("c1d5e0f2-3b7a-4c6d-9e8f-70a1b2c3d4e5", "d2e6f1a3-4c8b-4d7e-8f90-81b2c3d4e5f6");
    let mut enclosed = phone.enclosed("POST", "/fhir", &check_in(answers, "LA6569-3").to_string());
    assert_eq!(phone.deliver(&world, entry, &enclosed).await.status, StatusCode::OK);
    enclosed["body"] = json!(CANARY);
    assert_eq!(phone.deliver(&world, answers, &enclosed).await.status, StatusCode::BAD_REQUEST);
    let unsigned = Phone { id: answers.to_owned(), ..phone };
    assert_eq!(unsigned.deliver(&world, entry, &enclosed).await.status, StatusCode::UNAUTHORIZED);
    let browser = world.signed_in("asha").await;
    let device = browser.get("/deposit/devices").await.json()["devices"][0]["id"].clone();
    browser
        .send(Method::DELETE, &format!("/deposit/devices/{}", device.as_str().unwrap()), &json!(null))
        .await;
    let log = buffer.text();
    assert!(log.contains("/deposit/entries/{entry}") && log.contains("/deposit/devices/{id}"), "the control");
    for name in [entry, answers, device.as_str().unwrap(), &unsigned.kid, CANARY, "Patient/asha"] {
        assert!(!log.contains(name), "{name}: {log}");
    }
}
