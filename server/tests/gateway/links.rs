//! SMART Health Links: made by the patient, opened by whoever has them, over when they are over.

mod opened;
mod over;
mod reading;
mod renewed;

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::{Value, json};

use crate::kit::{Browser, HOST, Reply, World};

/// A file of the right shape; what is in it is nobody's business here.
pub const JWE: &str = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwiY3R5IjoiYXBwbGljYXRpb24vZmhpcitqc29uIn0..AAAAAAAAAAAAAAAA.Q0FOQVJZLTdrMm00eGI.AAAAAAAAAAAAAAAAAAAAAA";
pub const RIGHT: &str = "482913";

pub fn people() -> Value {
    json!([
        {"id": "ann", "name": "Ann Example", "patient": "Patient/ann", "code": "2468"},
        {"id": "kit", "name": "Kit Young", "patient": "Patient/kit", "code": "2468"},
        {"id": "rob", "name": "Rob Carer", "code": "2468"},
    ])
}

pub fn resources() -> Vec<Value> {
    vec![
        json!({"resourceType": "Patient", "id": "ann", "name": [{"given": ["Ann"]}], "birthDate": "1988-03-14"}),
        json!({"resourceType": "Patient", "id": "kit", "name": [{"given": ["Kit"]}], "birthDate": "2015-01-01"}),
    ]
}

pub fn world() -> World {
    World::new(people(), &resources())
}

/// Ends an hour after the worlds begin.
const ENDS: i64 = 1_795_345_200;

pub fn given(passcode: Option<&str>, once: bool) -> Value {
    json!({
        "label": "Health information", "what": "safety-plan", "passcode": passcode, "ends": ENDS, "once": once,
        "files": [{"contentType": "application/fhir+json", "embedded": JWE}],
    })
}

/// A new link: its id, and the path of its address.
pub async fn made(ann: &Browser<'_>, given: &Value) -> (String, String) {
    let reply = ann.send(Method::POST, "/links", given).await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
    let (id, url) = (reply.json()["id"].clone(), reply.json()["url"].clone());
    let path = url.as_str().unwrap().strip_prefix(crate::kit::ORIGIN).unwrap().to_owned();
    (id.as_str().unwrap().to_owned(), path)
}

/// Asked by a page of somewhere else, without a cookie.
pub async fn ask(world: &World, path: &str, body: &Value) -> Reply {
    let request = Request::post(path)
        .header(header::HOST, HOST)
        .header(header::ORIGIN, "https://viewer.example")
        .header(header::CONTENT_TYPE, "application/json");
    world.send(request.body(Body::from(body.to_string())).unwrap()).await
}

pub async fn fetch(world: &World, path: &str) -> Reply {
    let request =
        Request::get(path).header(header::HOST, HOST).header(header::ORIGIN, "https://viewer.example");
    world.send(request.body(Body::empty()).unwrap()).await
}

pub fn with(passcode: &str) -> Value {
    json!({"recipient": "Dr Grey, Elsewhere Hospital", "passcode": passcode})
}

pub async fn listed(ann: &Browser<'_>) -> Value {
    ann.get("/links").await.json()["links"].clone()
}
