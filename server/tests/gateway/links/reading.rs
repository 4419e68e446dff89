//! Links of other gateways, read through ours: against a stand-in on this machine, which only a test may reach.

use std::sync::{Arc, Mutex};

use axum::{
    Router,
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use lapwing_server::links::Rules;
use serde_json::{Value, json};

use super::*;

/// Loopback, and http: no gateway that is started keeps to these.
const HERE: Rules = Rules { may: |_| true, secure: false };

/// What the stand-in was asked: method, path and query, headers, body.
type Heard = Arc<Mutex<Vec<(Method, String, HeaderMap, String)>>>;

async fn answer(method: Method, uri: Uri, headers: HeaderMap, body: String, heard: Heard) -> Response {
    heard.lock().unwrap().push((method.clone(), uri.to_string(), headers.clone(), body.clone()));
    let here = headers[header::HOST].to_str().unwrap().to_owned();
    let json = |status: StatusCode, body: Value| {
        (status, [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
    };
    let jose = |kind: &'static str, text: String| ([(header::CONTENT_TYPE, kind)], text).into_response();
    match uri.path() {
        "/manifest" if serde_json::from_str::<Value>(&body).unwrap()["passcode"] != "right" => {
            json(StatusCode::UNAUTHORIZED, json!({"remainingAttempts": 3}))
        }
        "/manifest" => json(
            StatusCode::OK,
            json!({"files": [
            {"contentType": "application/fhir+json", "embedded": JWE},
            {"contentType": "application/smart-health-card", "location": format!("http://{here}/jose")},
            {"contentType": "application/fhir+json", "location": format!("http://{here}/page")},
            {"contentType": "application/fhir+json", "embedded": "<script>"},
            {"contentType": "application/fhir+json", "location": "http://user@localhost/jose"},
        ], "more": "is passed over"}),
        ),
        "/jose" => jose("application/jose", JWE.into()),
        "/text" => jose("text/plain; charset=utf-8", format!("{JWE}\n")),
        "/page" => jose("text/html", "<h1>An inner page</h1>".into()),
        "/secret" => jose("text/plain", "db-password = hunter2".into()),
        "/json" => json(StatusCode::OK, json!({"secret": "hunter2"})),
        "/moved" => (StatusCode::FOUND, [(header::LOCATION, "/jose")]).into_response(),
        "/huge" => jose("application/jose", "A".repeat(9 << 20)),
        "/often" => StatusCode::TOO_MANY_REQUESTS.into_response(),
        "/broken" => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The stand-in: its address, and what it hears.
async fn stand_in() -> (String, Heard) {
    let heard = Heard::default();
    let told = Arc::clone(&heard);
    let all = Router::new()
        .fallback(move |method, uri, headers, body| answer(method, uri, headers, body, told.clone()));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, all).await });
    (address, heard)
}

async fn read(world: &World, body: &Value) -> Reply {
    let mut browser = world.browser();
    // A cookie and a token that are there do not go on.
    browser.cookie = Some("__Host-lapwing=canary-cookie".into());
    browser.csrf = Some("canary-token".into());
    browser.send(Method::POST, "/link-reader", body).await
}

fn direct(url: &str) -> Value {
    json!({"url": url, "recipient": "Dr Grey & Co", "direct": true})
}

#[tokio::test]
async fn a_link_of_another_gateway_is_asked_for_as_links_are_and_gives_ciphertext_alone() {
    let (there, heard) = stand_in().await;
    let world = World::reading_by(HERE, people(), &resources());
    let ask = |passcode: &str| json!({"url": format!("{there}/manifest"), "recipient": "Dr Grey", "passcode": passcode});
    let wrong = read(&world, &ask("wrong")).await;
    assert_eq!((wrong.status, wrong.json()), (StatusCode::UNAUTHORIZED, json!({"remainingAttempts": 3})));
    let reply = read(&world, &ask("right")).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    let file = |kind: &str, text: &str| json!({"contentType": kind, "embedded": text});
    let fhir = "application/fhir+json";
    // What is no encrypted file is there, and empty: it is counted, and not given on.
    let all = json!([
        file(fhir, JWE),
        file("application/smart-health-card", JWE),
        file(fhir, ""),
        file(fhir, ""),
        file(fhir, "")
    ]);
    assert_eq!(reply.json(), json!({"files": all}));
    for (_, _, headers, _) in heard.lock().unwrap().iter() {
        let told = format!("{headers:?}");
        assert!(!told.contains("canary") && headers.get(header::COOKIE).is_none(), "{told}");
        assert!(headers.get(header::REFERER).is_none() && headers.get(header::ORIGIN).is_none(), "{told}");
    }
    let first: Value = serde_json::from_str(&heard.lock().unwrap()[0].3).unwrap();
    assert_eq!((&first["recipient"], &first["passcode"]), (&json!("Dr Grey"), &json!("wrong")));
}

#[tokio::test]
async fn the_one_file_is_fetched_and_anything_else_is_not_given_on() {
    let (there, heard) = stand_in().await;
    let world = World::reading_by(HERE, people(), &resources());
    for path in ["/jose", "/text"] {
        let reply = read(&world, &direct(&format!("{there}{path}"))).await;
        assert_eq!(reply.json(), json!({"files": [{"contentType": "", "embedded": JWE}]}), "{path}");
    }
    assert_eq!(heard.lock().unwrap()[0].1, "/jose?recipient=Dr%20Grey%20%26%20Co");
    for (path, status) in [
        ("/page", 502),
        ("/secret", 502),
        ("/json", 502),
        ("/moved", 502),
        ("/huge", 502),
        ("/broken", 502),
        ("/nothing", 404),
        ("/often", 429),
    ] {
        let reply = read(&world, &direct(&format!("{there}{path}"))).await;
        assert_eq!(reply.status.as_u16(), status, "{path}");
        assert!(!reply.text.contains("hunter2") && !reply.text.contains("inner"), "{path}");
        let manifest = json!({"url": format!("{there}{path}"), "recipient": "x"});
        let reply = read(&world, &manifest).await;
        assert_eq!(reply.status.as_u16(), status, "{path} as a manifest");
        assert!(!reply.text.contains("hunter2"), "{path}");
    }
    assert!(
        !heard.lock().unwrap().iter().skip(2).any(|(_, uri, ..)| uri.starts_with("/jose")),
        "no redirect is followed"
    );
}

#[tokio::test]
async fn a_gateway_that_serves_people_reaches_nothing_inner() {
    let (there, heard) = stand_in().await;
    let world = world();
    let port = there.rsplit(':').next().unwrap();
    let refused = [
        format!("{there}/jose"),
        format!("https://localhost:{port}/jose"),
        "https://user@shl.example/x".to_owned(),
        "https://shl.example:8443/x".to_owned(),
        "ftp://shl.example/x".to_owned(),
        "file:///etc/passwd".to_owned(),
        "/links".to_owned(),
        "https://shl.example/#x".to_owned(),
        "https://shl.example\\@inner/x".to_owned(),
        format!("https://shl.example/{}", "x".repeat(600)),
    ];
    for url in &refused {
        assert_eq!(read(&world, &direct(url)).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{url}");
    }
    // Of the right form, and still of this machine or its network: nobody is asked.
    for host in [
        "127.0.0.1",
        "localhost",
        "10.0.0.1",
        "169.254.169.254",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[fd00::1]",
        "0",
        "2130706433",
        "0x7f.1",
    ] {
        let begun = std::time::Instant::now();
        let reply = read(&world, &direct(&format!("https://{host}/x"))).await;
        assert!(matches!(reply.status.as_u16(), 502 | 422), "{host}: {}", reply.status);
        assert!(begun.elapsed().as_secs() < 5, "{host}");
    }
    assert!(heard.lock().unwrap().is_empty());
}

#[tokio::test]
async fn it_is_no_proxy_to_be_used_without_end() {
    let (there, _) = stand_in().await;
    let world = World::reading_by(HERE, people(), &resources());
    for _ in 0..30 {
        assert_eq!(read(&world, &direct(&format!("{there}/jose"))).await.status, StatusCode::OK);
    }
    let reply = read(&world, &direct(&format!("{there}/jose"))).await;
    assert_eq!((reply.status, reply.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "60"));
}
