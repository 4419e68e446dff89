//! The app's files and the headers of every response.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::json;

use crate::kit::{HOST, ORIGIN, Reply, World};

fn world() -> World {
    World::new(json!([{"id": "asha", "name": "Asha", "patient": "Patient/asha"}]), &[])
}

async fn get(world: &World, path: &str, headers: &[(&str, &str)]) -> Reply {
    let mut request = Request::builder().uri(path).header(header::HOST, HOST);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    world.send(request.body(Body::empty()).unwrap()).await
}

const CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'; require-trusted-types-for 'script'; trusted-types lapwing";

#[tokio::test]
async fn every_response_carries_the_security_headers() {
    let world = world();
    let browser = world.signed_in("asha").await;
    let mut replies = Vec::new();
    for path in [
        "/",
        "/today",
        "/assets/app-0123.js",
        "/sw.js",
        "/help.html",
        "/data/help.json",
        "/nothing.js",
        "/health",
    ] {
        replies.push(get(&world, path, &[("accept", "text/html")]).await);
    }
    replies.push(get(&world, "/session", &[]).await);
    replies.push(get(&world, "/fhir/Patient/asha", &[]).await);
    replies.push(browser.get("/fhir/Patient/none").await);
    replies.push(get(&world, "/", &[("host", "evil.example")]).await);
    replies.push(browser.send(Method::POST, "/fhir", &json!({})).await);
    replies.push(browser.send(Method::PUT, "/feedback/x", &json!({})).await);
    for reply in replies {
        let check = |name: &str, value: &str| assert_eq!(reply.header(name), value, "{name} {}", reply.text);
        check("content-security-policy", CSP);
        check("x-content-type-options", "nosniff");
        check("referrer-policy", "no-referrer");
        check("cross-origin-opener-policy", "same-origin");
        check("cross-origin-resource-policy", "same-origin");
        check("x-frame-options", "DENY");
        check("strict-transport-security", "");
        assert!(reply.header("permissions-policy").contains("camera=()"));
    }
}

#[tokio::test]
async fn files_come_with_their_type_and_cache_rule() {
    let world = world();
    let check = async |path: &str, kind: &str, cache: &str| {
        let reply = get(&world, path, &[]).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}");
        assert_eq!((reply.header("content-type"), reply.header("cache-control")), (kind, cache), "{path}");
        assert!(reply.header("etag").starts_with('"'));
    };
    let immutable = "public, max-age=31536000, immutable";
    check("/", "text/html; charset=utf-8", "no-cache").await;
    check("/assets/app-0123.js", "text/javascript; charset=utf-8", immutable).await;
    check("/assets/app-0123.wasm", "application/wasm", immutable).await;
    check("/sw.js", "text/javascript; charset=utf-8", "no-cache").await;
    check("/data/help.json", "application/json", "no-cache").await;
    check("/help.html", "text/html; charset=utf-8", "no-cache").await;
}

#[tokio::test]
async fn brotli_where_it_is_taken() {
    let world = world();
    for (accept, encoding) in [
        ("gzip, br", "br"),
        ("br;q=1.0", "br"),
        ("BR", "br"),
        ("gzip", ""),
        ("br;q=0", ""),
        ("br; q=0.0, gzip", ""),
        ("", ""),
        ("brotli", ""),
    ] {
        let reply = get(&world, "/assets/app-0123.js", &[("accept-encoding", accept)]).await;
        assert_eq!(reply.header("content-encoding"), encoding, "{accept}");
        assert_eq!(reply.text, if encoding == "br" { "brotli of the script" } else { "boot()" });
        assert_eq!(reply.header("vary"), "accept-encoding");
        assert_eq!(reply.header("content-type"), "text/javascript; charset=utf-8");
    }
    let plain = get(&world, "/sw.js", &[("accept-encoding", "br")]).await;
    assert_eq!((plain.header("content-encoding"), plain.header("vary")), ("", ""));
    assert_eq!(get(&world, "/assets/app-0123.js.br", &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(get(&world, "/lonely.br", &[]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_etag_saves_the_second_load() {
    let world = world();
    let plain = get(&world, "/", &[]).await.header("etag").to_owned();
    let brotli = get(&world, "/", &[("accept-encoding", "br")]).await.header("etag").to_owned();
    assert_ne!(plain, brotli);
    for (known, status) in [
        (plain.as_str(), 304),
        (&format!("W/{plain}"), 304),
        (&format!("\"x\", {plain}"), 304),
        ("*", 304),
        (&brotli, 200),
        ("", 200),
    ] {
        let reply = get(&world, "/", &[("if-none-match", known)]).await;
        assert_eq!(reply.status.as_u16(), status, "{known}");
        assert_eq!(reply.text.is_empty(), status == 304);
        assert_eq!(reply.header("etag"), plain);
    }
}

#[tokio::test]
async fn a_person_who_goes_to_a_screen_gets_the_app_and_a_script_does_not() {
    let world = world();
    let html = ("accept", "text/html,application/xhtml+xml");
    let navigate = ("sec-fetch-mode", "navigate");
    for path in ["/", "/today", "/record/results", "/check-ins/phq-9"] {
        assert!(get(&world, path, &[html]).await.text.contains("<title>Lapwing"), "{path}");
        assert!(get(&world, path, &[navigate]).await.text.contains("<title>Lapwing"), "{path}");
    }
    let missing: &[(&str, &[(&str, &str)])] = &[
        ("/today", &[]),
        ("/today", &[("accept", "*/*")]),
        ("/today", &[html, ("sec-fetch-mode", "cors")]),
        ("/missing.js", &[html, navigate]),
        ("/assets/missing", &[html, navigate]),
        ("/data/missing", &[html, navigate]),
        ("/questionnaires/missing", &[html, navigate]),
        ("/session/else", &[html, navigate]),
    ];
    for (path, headers) in missing {
        let reply = get(&world, path, headers).await;
        assert_eq!(
            (reply.status, reply.header("cache-control")),
            (StatusCode::NOT_FOUND, "no-store"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn nothing_outside_the_build_is_served() {
    let world = world();
    for path in [
        "/../Cargo.toml",
        "/assets/../../etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets//app-0123.js",
        "/.git/config",
        "/etc/passwd",
        "//etc/passwd",
        "/index.html/",
        "/gateway.db",
        "/%00",
        "/assets/..%5c..%5cx",
    ] {
        let reply = get(&world, path, &[("sec-fetch-mode", "cors")]).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
    }
    let post = Request::builder()
        .method(Method::POST)
        .uri("/")
        .header(header::HOST, HOST)
        .header(header::ORIGIN, ORIGIN);
    let reply = world.send(post.body(Body::empty()).unwrap()).await;
    assert_eq!((reply.status, reply.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD"));
}

#[tokio::test]
async fn fhir_is_never_stored_by_the_browser() {
    let world = world();
    let browser = world.signed_in("asha").await;
    for path in ["/fhir/Patient/asha", "/fhir/Observation", "/fhir/metadata", "/fhir/Nonsense"] {
        assert_eq!(browser.get(path).await.header("cache-control"), "no-store", "{path}");
    }
    assert_eq!(get(&world, "/fhir/Observation", &[]).await.header("cache-control"), "no-store");
}
