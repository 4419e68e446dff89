//! Host and Origin.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::json;

use crate::kit::{HOST, ORIGIN, World};

fn world() -> World {
    World::new(json!([{"id": "asha", "name": "Asha", "patient": "Patient/asha"}]), &[])
}

async fn asked_at(world: &World, hosts: &[&str], uri: &str) -> StatusCode {
    let mut request = Request::builder().uri(uri);
    for host in hosts {
        request = request.header(header::HOST, *host);
    }
    world.send(request.body(Body::empty()).unwrap()).await.status
}

#[tokio::test]
async fn only_known_hosts_are_answered() {
    let world = world();
    for host in [HOST, "127.0.0.1:8080", "[::1]:8080", "LOCALHOST:8080"] {
        assert_eq!(asked_at(&world, &[host], "/session").await, StatusCode::OK, "{host}");
    }
    for host in ["evil.example", "localhost", "localhost:8081", "localhost.evil.example:8080", ""] {
        for path in ["/session", "/fhir/Patient/asha", "/", "/health", "/feedback/x"] {
            assert_eq!(
                asked_at(&world, &[host], path).await,
                StatusCode::MISDIRECTED_REQUEST,
                "{host} {path}"
            );
        }
    }
    assert_eq!(asked_at(&world, &[], "/session").await, StatusCode::MISDIRECTED_REQUEST);
    assert_eq!(asked_at(&world, &[HOST, HOST], "/session").await, StatusCode::MISDIRECTED_REQUEST);
    let elsewhere = asked_at(&world, &[HOST], "http://evil.example/session").await;
    assert_eq!(elsewhere, StatusCode::MISDIRECTED_REQUEST, "the address in the request line counts too");
}

#[tokio::test]
async fn a_change_comes_from_a_known_origin() {
    let world = world();
    let browser = world.signed_in("asha").await;
    let csrf = browser.csrf.clone().unwrap();
    let id = "/feedback/0d9f2c1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f";
    let changes = [
        (Method::POST, "/session/demo"),
        (Method::POST, "/session/confirm"),
        (Method::DELETE, "/session"),
        (Method::POST, "/fhir"),
        (Method::PUT, "/fhir/Consent/c"),
        (Method::PUT, id),
        (Method::POST, "/"),
    ];
    let wrong: &[&[&str]] = &[
        &[],
        &["null"],
        &["http://evil.example"],
        &["https://localhost:8080"],
        &["http://localhost:8081"],
        &["http://localhost"],
        &[ORIGIN, ORIGIN],
    ];
    for (method, path) in changes {
        for origins in wrong {
            let mut request = Request::builder().method(&method).uri(path).header(header::HOST, HOST);
            request = request
                .header("x-lapwing-csrf", &csrf)
                .header(header::COOKIE, browser.cookie.clone().unwrap());
            for origin in *origins {
                request = request.header(header::ORIGIN, *origin);
            }
            let reply = world.send(request.body(Body::from("{}")).unwrap()).await;
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{method} {path} {origins:?}");
            assert!(reply.text.contains("This did not come from the app."), "{}", reply.text);
        }
    }
    assert_eq!(browser.get("/session").await.json()["state"], "in", "nothing ended it");
}

#[tokio::test]
async fn no_other_site_is_let_in() {
    let world = world();
    let preflight = Request::builder()
        .method(Method::OPTIONS)
        .uri("/fhir/Patient/asha")
        .header(header::HOST, HOST)
        .header(header::ORIGIN, "http://evil.example")
        .header(header::ACCESS_CONTROL_REQUEST_METHOD, "PUT");
    let reply = world.send(preflight.body(Body::empty()).unwrap()).await;
    assert!(reply.headers.keys().all(|name| !name.as_str().starts_with("access-control-")));
    assert!(!reply.status.is_success());
}
