use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::*;

#[tokio::test]
async fn who_has_link_and_passcode_gets_the_files_and_the_patient_sees_who_did() {
    let world = world();
    let ann = world.signed_in("ann").await;
    let (_, path) = made(&ann, &given(Some(RIGHT), false)).await;
    assert!(path.len() >= "/shl/".len() + 43, "256 bits: {path}");
    let wrong = ask(&world, &path, &with("482914")).await;
    assert_eq!((wrong.status, wrong.json()), (StatusCode::UNAUTHORIZED, json!({"remainingAttempts": 9})));
    let none = ask(&world, &path, &json!({"recipient": "Dr Grey"})).await;
    assert_eq!((none.status, none.json()["remainingAttempts"].clone()), (StatusCode::UNAUTHORIZED, json!(9)));
    for _ in 0..2 {
        let reply = ask(&world, &path, &with(RIGHT)).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
        assert_eq!(
            reply.json(),
            json!({"files": [{"contentType": "application/fhir+json", "embedded": JWE}]})
        );
        assert_eq!(reply.header("content-type"), "application/json");
        assert_eq!(reply.header("cache-control"), "no-store");
    }
    let link = listed(&ann).await[0].clone();
    let opener = json!({"at": "2026-11-22T10:00:00Z", "recipient": "Dr Grey, Elsewhere Hospital"});
    assert_eq!((&link["times"], &link["wrong"]), (&json!(2), &json!(1)));
    assert_eq!(link["opened"], json!([opener, opener]));
    assert_eq!((&link["label"], &link["over"]), (&json!("Health information"), &Value::Null));
    let told = listed(&ann).await.to_string();
    assert!(!told.contains(path.rsplit('/').next().unwrap()), "the list holds no way to a link");
}

#[tokio::test]
async fn a_recipient_is_words_and_has_to_be_there() {
    let world = world();
    let ann = world.signed_in("ann").await;
    let (_, path) = made(&ann, &given(Some(RIGHT), false)).await;
    for body in [json!({"passcode": RIGHT}), json!({"recipient": " \n", "passcode": RIGHT})] {
        assert_eq!(ask(&world, &path, &body).await.status, StatusCode::BAD_REQUEST);
    }
    let long = json!({"recipient": format!("A\u{0}\nB{}", "x".repeat(400)), "passcode": RIGHT, "unknown": 1});
    assert_eq!(ask(&world, &path, &long).await.status, StatusCode::OK, "what is not known is passed over");
    let kept = listed(&ann).await[0]["opened"][0]["recipient"].as_str().unwrap().to_owned();
    assert!(kept.starts_with("ABx") && kept.chars().count() == 200, "{kept}");
}

#[tokio::test]
async fn without_a_passcode_the_one_file_is_fetched_by_its_address() {
    let world = world();
    let ann = world.signed_in("ann").await;
    let (_, open) = made(&ann, &given(None, false)).await;
    let reply = fetch(&world, &format!("{open}?recipient=Dr%20Grey")).await;
    assert_eq!((reply.status, reply.text.as_str()), (StatusCode::OK, JWE));
    assert_eq!(reply.header("content-type"), "application/jose");
    assert_eq!(fetch(&world, &open).await.status, StatusCode::BAD_REQUEST, "who?");
    assert_eq!(listed(&ann).await[0]["opened"][0]["recipient"], "Dr Grey");
    // One with a passcode has no such file, and does not say that it is there.
    let (_, closed) = made(&ann, &given(Some(RIGHT), false)).await;
    let nobody = fetch(&world, &format!("/shl/{}?recipient=x", "A".repeat(43))).await;
    let reply = fetch(&world, &format!("{closed}?recipient=x")).await;
    assert_eq!((reply.status, &reply.text), (nobody.status, &nobody.text));
}

#[tokio::test]
async fn a_file_that_is_longer_than_wished_has_an_address_that_is_good_once_and_for_minutes() {
    let world = world();
    let ann = world.signed_in("ann").await;
    let (_, path) = made(&ann, &given(Some(RIGHT), false)).await;
    let mut body = with(RIGHT);
    body["embeddedLengthMax"] = json!(JWE.len() - 1);
    let location = async || {
        let file = ask(&world, &path, &body).await.json()["files"][0].clone();
        assert!(file["embedded"].is_null(), "{file}");
        file["location"].as_str().unwrap().strip_prefix("http://localhost:8080").unwrap().to_owned()
    };
    let first = location().await;
    let reply = fetch(&world, &first).await;
    assert_eq!((reply.status, reply.text.as_str()), (StatusCode::OK, JWE));
    assert_eq!(reply.header("content-type"), "application/jose");
    assert_eq!(fetch(&world, &first).await.status, StatusCode::NOT_FOUND, "once");
    let second = location().await;
    world.wait(SignedDuration::from_mins(5));
    assert_eq!(fetch(&world, &second).await.status, StatusCode::NOT_FOUND, "for minutes");
    body["embeddedLengthMax"] = json!(JWE.len());
    assert_eq!(ask(&world, &path, &body).await.json()["files"][0]["embedded"], JWE);
}

#[tokio::test]
async fn a_page_of_any_origin_may_ask_and_gets_no_session() {
    let world = world();
    let ann = world.signed_in("ann").await;
    let (_, path) = made(&ann, &given(None, false)).await;
    let request =
        Request::options(&path).header(header::HOST, HOST).header(header::ORIGIN, "https://viewer.example");
    let reply = world.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!((reply.status, reply.header("access-control-allow-origin")), (StatusCode::NO_CONTENT, "*"));
    assert_eq!(reply.header("access-control-allow-credentials"), "");
    let reply = ask(&world, &path, &with("")).await;
    assert_eq!((reply.status, reply.header("access-control-allow-origin")), (StatusCode::OK, "*"));
    // Only there: the patient's own routes are the app's alone.
    for (method, path) in
        [(Method::POST, "/links"), (Method::POST, "/link-reader"), (Method::DELETE, "/links/x")]
    {
        let request = Request::builder().method(method).uri(path).header(header::HOST, HOST);
        let request = request.header(header::ORIGIN, "https://viewer.example");
        assert_eq!(
            world.send(request.body(Body::from("{}")).unwrap()).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_link_is_made_by_the_patient_freshly_signed_in_and_of_ciphertext_alone() {
    let world = world();
    let (ann, kit, rob) =
        (world.signed_in("ann").await, world.signed_in("kit").await, world.signed_in("rob").await);
    let make = async |who: &Browser<'_>, body: &Value| who.send(Method::POST, "/links", body).await.status;
    assert_eq!(make(&kit, &given(None, false)).await, StatusCode::FORBIDDEN, "under 13 the team decides");
    assert_eq!(make(&rob, &given(None, false)).await, StatusCode::NOT_FOUND, "no record of their own");
    let changed = |name: &str, value: Value| {
        let mut body = given(Some(RIGHT), false);
        body[name] = value;
        body
    };
    let file = |kind: &str, text: &str| json!([{"contentType": kind, "embedded": text}]);
    for (name, value) in [
        ("label", json!("")),
        ("label", json!("x".repeat(81))),
        ("label", json!("a\nb")),
        ("what", json!("everything")),
        ("passcode", json!("12345")),
        ("passcode", json!("1".repeat(129))),
        ("ends", json!(1_795_341_600)),
        ("ends", json!(1_795_341_600 + 367 * 86_400)),
        ("files", json!([])),
        ("files", file("application/fhir+json", r#"{"resourceType": "Bundle"}"#)),
        ("files", file("application/fhir+json", &JWE.replace("..", ".AAAA."))),
        ("files", file("text/html", JWE)),
        ("key", json!("a key has no place here")),
    ] {
        assert_eq!(
            make(&ann, &changed(name, value.clone())).await,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{name} {value}"
        );
    }
    world.wait(SignedDuration::from_mins(6));
    let reply = ann.send(Method::POST, "/links", &given(None, false)).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    assert!(reply.text.contains("fresh-sign-in"), "{}", reply.text);
    ann.send(Method::POST, "/session/confirm", &json!({"code": "2468"})).await;
    let mut body = given(None, false);
    body["ends"] = json!(1_795_345_200 + 3_600);
    assert_eq!(make(&ann, &body).await, StatusCode::CREATED);
    for _ in 1..20 {
        assert_eq!(make(&ann, &body).await, StatusCode::CREATED);
    }
    assert_eq!(make(&ann, &body).await, StatusCode::UNPROCESSABLE_ENTITY, "too many open");
}
