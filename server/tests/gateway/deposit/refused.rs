//! What is not taken: every field of a delivery, one at a time.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::phone::{Delivery, ENTRY, Phone, world};
use crate::{kit::World, risk::check_in};

const ANSWERS: &str = "5a3c1f1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f";
const COMPONENTS: &str = r#""@method" "@path" "content-digest" "x-lapwing-key""#;

type Change = dyn Fn(&Phone, &mut Delivery);

fn plain(phone: &Phone) -> Value {
    phone.enclosed("POST", "/fhir", &check_in(ANSWERS, "LA6569-3").to_string())
}

fn good(phone: &Phone) -> Delivery {
    phone.delivery(ENTRY, phone.seal(ENTRY, plain(phone).to_string().as_bytes()))
}

async fn nothing_is_kept(world: &World) {
    let asha = world.signed_in("asha").await;
    assert_eq!(asha.get("/fhir/QuestionnaireResponse").await.json()["total"], 0);
    assert_eq!(asha.get("/fhir/Task").await.json()["total"], 0);
}

/// Each changed delivery is refused so, with one text for all; the unchanged one is taken after them.
async fn check(status: u16, changes: &[(&str, &Change)]) {
    let world = world();
    let phone = Phone::of(&world, "asha").await;
    let mut texts = Vec::new();
    for (name, change) in changes {
        let mut delivery = good(&phone);
        change(&phone, &mut delivery);
        let reply = delivery.send(&world).await;
        assert_eq!(reply.status.as_u16(), status, "{name}: {}", reply.text);
        texts.push(reply.text);
    }
    texts.dedup();
    assert_eq!(texts.len(), 1, "{texts:?}");
    nothing_is_kept(&world).await;
    assert_eq!(good(&phone).send(&world).await.status, StatusCode::OK, "the control");
}

fn resign(phone: &Phone, delivery: &mut Delivery, components: &str, more: &str) {
    let parameters = format!(r#"({components});keyid="{}"{more};alg="ecdsa-p256-sha256""#, phone.id);
    phone.sign(delivery, &parameters);
}

#[tokio::test]
async fn a_signature_over_anything_else() {
    let signed = |components: &'static str, more: &'static str| {
        move |phone: &Phone, delivery: &mut Delivery| resign(phone, delivery, components, more)
    };
    check(
        401,
        &[
            ("another body", &|_, d| d.body[80] ^= 1),
            ("another path", &|_, d| d.path = d.path.replace(ENTRY, ANSWERS)),
            ("another sealing key", &|_, d| d.set("x-lapwing-key", "0123456789abcdef")),
            ("another digest", &|_, d| {
                d.set("content-digest", "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:");
            }),
            ("another order", &signed(r#""@path" "@method" "content-digest" "x-lapwing-key""#, "")),
            ("one component less", &signed(r#""@method" "@path" "content-digest""#, "")),
            (
                "one component more",
                &signed(r#""@method" "@path" "content-digest" "x-lapwing-key" "host""#, ""),
            ),
            ("a time", &signed(COMPONENTS, ";created=1618884473")),
            ("another label", &|_, d| {
                let input = d.get("signature-input").unwrap().replace("lapwing=", "sig1=");
                d.set("signature-input", &input);
            }),
            ("another algorithm", &|phone, d| {
                phone.sign(d, &format!(r#"({COMPONENTS});keyid="{}";alg="ecdsa-p384-sha384""#, phone.id));
            }),
            ("another device's name", &|phone, d| {
                phone.sign(d, &format!(r#"({COMPONENTS});keyid="{ANSWERS}";alg="ecdsa-p256-sha256""#));
                assert_ne!(phone.id, ANSWERS);
            }),
            ("no signature", &|_, d| d.without("signature")),
            ("no input", &|_, d| d.without("signature-input")),
            ("no digest", &|_, d| d.without("content-digest")),
            ("no key", &|_, d| d.without("x-lapwing-key")),
            ("an empty signature", &|_, d| d.set("signature", "lapwing=::")),
        ],
    )
    .await;
}

#[tokio::test]
async fn another_persons_device_and_account() {
    let world = world();
    let asha = Phone::of(&world, "asha").await;
    let leon = Phone::with_key(&world, "leon", 8).await;
    // Leon's phone signs as Asha's.
    let stolen = Phone { id: asha.id.clone(), key: leon.key.clone(), ..Phone::of(&world, "asha").await };
    assert_eq!(good(&stolen).send(&world).await.status, StatusCode::UNAUTHORIZED);
    // Leon's phone delivers what Asha sealed.
    let sealed = asha.seal(ENTRY, plain(&asha).to_string().as_bytes());
    let reply = leon.delivery(ENTRY, sealed).send(&world).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN, "{}", reply.text);
    // Leon's phone, as Leon, writes about Asha.
    let mut about = plain(&asha);
    about["account"] = json!("leon");
    assert_eq!(leon.deliver(&world, ENTRY, &about).await.status, StatusCode::FORBIDDEN);
    nothing_is_kept(&world).await;
    // What Leon could write himself is not his to deliver in Asha's name.
    let theirs = plain(&asha).to_string().replace("Patient/asha", "Patient/leon");
    let sealed = leon.seal(ENTRY, theirs.as_bytes());
    assert_eq!(leon.delivery(ENTRY, sealed).send(&world).await.status, StatusCode::FORBIDDEN);
    let sealed = leon.seal(ENTRY, theirs.replace(r#""account":"asha""#, r#""account":"leon""#).as_bytes());
    assert_eq!(leon.delivery(ENTRY, sealed).send(&world).await.status, StatusCode::OK, "the control");
}

#[tokio::test]
async fn a_sealing_key_that_is_not_here() {
    let world = world();
    let mut phone = Phone::of(&world, "asha").await;
    for kid in ["0123456789abcdef", "", "x"] {
        phone.kid = kid.to_owned();
        let status = good(&phone).send(&world).await.status;
        assert_eq!(status, StatusCode::GONE, "{kid}");
    }
    nothing_is_kept(&world).await;
}

#[tokio::test]
async fn what_does_not_open_or_is_not_what_was_agreed() {
    let world = world();
    let phone = Phone::of(&world, "asha").await;
    let text = plain(&phone).to_string();
    let with = |name: &str, value: Value| {
        let mut plain = plain(&phone);
        plain[name] = value;
        phone.seal(ENTRY, plain.to_string().as_bytes())
    };
    let aad = format!("{}|{ENTRY}", phone.kid);
    let sealed = phone.seal(ENTRY, text.as_bytes());
    for (name, body) in [
        ("nothing", vec![]),
        ("the key alone", sealed[..65].to_vec()),
        ("cut off", sealed[..sealed.len() - 1].to_vec()),
        ("not sealed", text.clone().into_bytes()),
        ("for another entry", phone.seal(ANSWERS, text.as_bytes())),
        ("for another use", phone.seal_as(b"lapwing deposit 2", &aad, text.as_bytes())),
        ("no JSON", phone.seal(ENTRY, b"answers")),
        ("no UTF-8", phone.seal(ENTRY, b"\xff")),
        ("two values", phone.seal(ENTRY, format!("{text}{text}").as_bytes())),
        ("an unknown field", with("ifNoneExist", json!("identifier=x"))),
        ("a body that is no string", with("body", json!({}))),
        ("no account", with("account", Value::Null)),
        ("no method", with("method", Value::Null)),
    ] {
        let reply = phone.delivery(ENTRY, body).send(&world).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{name}: {}", reply.text);
    }
    for entry in [
        "x",
        &ENTRY.to_uppercase(),
        &ENTRY.replace('-', ""),
        &format!("{{{ENTRY}}}").replace(['{', '}'], "%7B"),
    ] {
        let reply = phone.delivery(entry, phone.seal(entry, text.as_bytes())).send(&world).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{entry}: {}", reply.text);
    }
    nothing_is_kept(&world).await;
    let padded = phone.seal(ENTRY, format!("{text}{}", " ".repeat(4_000)).as_bytes());
    assert_eq!(
        phone.delivery(ENTRY, padded).send(&world).await.status,
        StatusCode::OK,
        "spaces hide its size"
    );
}

#[tokio::test]
async fn any_other_interaction() {
    let world = world();
    let phone = Phone::of(&world, "asha").await;
    let answers = check_in(ANSWERS, "LA6569-3")["entry"][0]["resource"].to_string();
    let batch = check_in(ANSWERS, "LA6569-3").to_string().replace("transaction", "batch");
    for (method, path, body) in [
        ("POST", "/fhir", batch.as_str()),
        ("GET", "/fhir/Patient/asha", ""),
        ("GET", "/fhir/QuestionnaireResponse", ""),
        ("HEAD", "/fhir/Patient/asha", ""),
        ("DELETE", "/fhir/Patient/asha", ""),
        ("PATCH", "/fhir/Patient/asha", "[]"),
        ("put", "/fhir/QuestionnaireResponse/x", &answers),
        ("PUT", "/fhir", &answers),
        ("PUT", "/fhir/QuestionnaireResponse", &answers),
        ("POST", "/fhir/QuestionnaireResponse/x", &answers),
        ("POST", "/fhir/QuestionnaireResponse/_search", ""),
        ("POST", "/fhir/", &answers),
        ("POST", "/fhir//QuestionnaireResponse", &answers),
        ("POST", "/fhir/QuestionnaireResponse/", &answers),
        ("POST", "/fhir/QuestionnaireResponse?x=1", &answers),
        ("POST", "/fhirQuestionnaireResponse", &answers),
        ("POST", "/session/confirm", r#"{"code": "2468"}"#),
        ("PUT", "/feedback/9a3c1f1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f", "{}"),
        ("POST", "", &answers),
    ] {
        let reply = phone.deliver(&world, ENTRY, &phone.enclosed(method, path, body)).await;
        assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}: {}", reply.text);
    }
    for method in [Method::GET, Method::POST, Method::DELETE, Method::PATCH] {
        let mut delivery = good(&phone);
        delivery.method = method.clone();
        assert_eq!(delivery.send(&world).await.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
    }
    nothing_is_kept(&world).await;
}

#[tokio::test]
async fn a_device_reads_nothing() {
    let world = world();
    let phone = Phone::of(&world, "asha").await;
    for path in ["/fhir/Patient/asha", "/fhir/QuestionnaireResponse", "/deposit/devices"] {
        let mut delivery = good(&phone);
        (delivery.method, delivery.path) = (Method::GET, path.to_owned());
        resign(&phone, &mut delivery, COMPONENTS, "");
        assert_eq!(delivery.send(&world).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    let mut delivery = good(&phone);
    (delivery.method, delivery.path) = (Method::GET, "/session".to_owned());
    resign(&phone, &mut delivery, COMPONENTS, "");
    assert_eq!(delivery.send(&world).await.json()["state"], "out");
}

#[tokio::test]
async fn what_is_too_large_or_comes_from_elsewhere() {
    let world = world();
    let phone = Phone::of(&world, "asha").await;
    let large = phone.enclosed("POST", "/fhir/QuestionnaireResponse", &"x".repeat(5 * 1024 * 1024 + 1));
    assert_eq!(phone.deliver(&world, ENTRY, &large).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let larger = phone.delivery(ENTRY, vec![0; 11 * 1024 * 1024]).send(&world).await;
    assert_eq!(larger.status, StatusCode::PAYLOAD_TOO_LARGE);
    for (name, value, status) in [
        ("content-type", Some("application/json"), 415),
        ("content-type", None, 415),
        ("origin", Some("https://elsewhere.example"), 403),
        ("origin", None, 403),
        ("host", Some("elsewhere.example"), 421),
    ] {
        let mut delivery = good(&phone);
        delivery.without(name);
        if let Some(value) = value {
            delivery.set(name, value);
        }
        assert_eq!(delivery.send(&world).await.status.as_u16(), status, "{name} {value:?}");
    }
    let mut asked = good(&phone);
    asked.path.push_str("?x=1");
    assert_eq!(asked.send(&world).await.status, StatusCode::BAD_REQUEST);
    nothing_is_kept(&world).await;
}

#[tokio::test]
async fn a_cookie_changes_nothing() {
    let world = world();
    let phone = Phone::of(&world, "asha").await;
    let leon = world.signed_in("leon").await;
    let mut delivery = good(&phone);
    delivery.set("cookie", leon.cookie.as_ref().unwrap());
    assert_eq!(delivery.send(&world).await.status, StatusCode::OK);
    let asha = world.signed_in("asha").await;
    assert_eq!(asha.get("/fhir/QuestionnaireResponse").await.json()["total"], 1);
}

/// A phone on a slow line is still sending when it is refused. It must learn that, not lose the line.
#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_heard_after_all_was_sent() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let world = world();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let app = world.app.clone();
    tokio::spawn(async move { axum::serve(listener, app).await });
    for (line, kind, status) in [
        (format!("PUT /deposit/entries/{ENTRY}"), "application/vnd.lapwing.sealed", "401"),
        (format!("PUT /deposit/entries/{ENTRY}"), "text/plain", "415"),
        ("POST /fhir".to_owned(), "application/fhir+json", "401"),
    ] {
        let mut phone = tokio::net::TcpStream::connect(address).await.unwrap();
        let size = 4 * 1024 * 1024;
        let head = format!(
            "{line} HTTP/1.1\r\nHost: localhost:8080\r\nOrigin: http://localhost:8080\r\nContent-Type: {kind}\r\n\
             Content-Length: {size}\r\nConnection: close\r\n\r\n"
        );
        phone.write_all(head.as_bytes()).await.unwrap();
        for _ in 0..64 {
            phone.write_all(&vec![b'x'; size / 64]).await.expect("the line is open");
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        }
        let mut reply = String::new();
        phone.read_to_string(&mut reply).await.expect("the reply comes");
        assert!(reply.starts_with(&format!("HTTP/1.1 {status}")), "{line}: {reply}");
    }
}
