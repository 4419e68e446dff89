//! Sign-in, expiry, forged requests, fresh sign-in.

use axum::http::{Method, StatusCode, header};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::kit::{Browser, ORIGIN, Reply, World};

fn people() -> Value {
    json!([
        {"id": "asha", "name": "Asha Rahman", "about": "An adult", "patient": "Patient/asha", "code": "2468"},
        {"id": "nocode", "name": "No Code", "patient": "Patient/nocode"},
    ])
}

fn world() -> World {
    let patients = [
        json!({"resourceType": "Patient", "id": "asha", "name": [{"text": "Asha Rahman"}]}),
        json!({"resourceType": "Patient", "id": "p1", "name": [{"given": ["Ann"], "family": "Other"}]}),
    ];
    World::on_disk(people(), &patients)
}

async fn state(browser: &Browser<'_>) -> Value {
    browser.get("/session").await.json()["state"].clone()
}

async fn metadata(browser: &Browser<'_>) -> StatusCode {
    browser.get("/fhir/Patient/asha").await.status
}

#[tokio::test]
async fn signed_out_says_who_can_sign_in() {
    let reply = world().browser().get("/session").await;
    assert_eq!(
        reply.json(),
        json!({"state": "out", "demo": true, "people": [
            {"id": "asha", "name": "Asha Rahman", "about": "An adult"},
            {"id": "nocode", "name": "No Code", "about": ""},
            {"id": "patient-p1", "name": "Ann Other", "about": "An imported record"},
        ]})
    );
    assert_eq!(reply.header("cache-control"), "no-store");
}

#[tokio::test]
async fn signing_in_gives_the_session_and_a_cookie_that_scripts_and_other_sites_cannot_use() {
    let world = world();
    let mut browser = world.browser();
    let reply = browser.sign_in("asha").await;
    let set = reply.header("set-cookie");
    let (pair, attributes) = set.split_once("; ").unwrap();
    assert_eq!(attributes, "Path=/; Secure; HttpOnly; SameSite=Lax");
    let value = pair.strip_prefix("__Host-lapwing=").unwrap();
    assert_eq!(value.len(), 43, "256 bits");
    let mut told = reply.json();
    assert!(told["csrf"].take().as_str().is_some_and(|csrf| csrf.len() == 43 && csrf != value));
    let key = told["seal"]["key"].take();
    assert_eq!(key.as_str().map(str::len), Some(87), "65 bytes");
    // Her birth date is not known here: nothing that was agreed with a parent counts, whenever.
    assert!(told["person"]["parents_from"].take().as_str().is_some_and(|from| from.starts_with("9999-")));
    assert_eq!(told["seal"]["kid"].take().as_str().map(str::len), Some(16));
    assert_eq!(
        told,
        json!({
            "state": "in", "demo": true, "csrf": null, "seal": {"kid": null, "key": null},
            "person": {"id": "asha", "name": "Asha Rahman", "patient": "Patient/asha", "parents_from": null}, "caring_for": [],
            "auth_time": "2026-11-22T10:00:00Z", "idle_until": "2026-11-22T10:30:00Z", "until": "2026-11-22T22:00:00Z",
        })
    );
    assert_eq!(state(&browser).await, "in");
}

#[tokio::test]
async fn an_imported_patient_can_sign_in_and_a_stranger_cannot() {
    let world = world();
    assert_eq!(world.browser().sign_in("patient-p1").await.json()["person"]["patient"], "Patient/p1");
    for stranger in ["nobody", "patient-nobody", "Patient/asha", "patient-", ""] {
        let reply = world.browser().sign_in(stranger).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{stranger}");
        assert_eq!(reply.json()["resourceType"], "OperationOutcome");
        assert!(reply.headers.get(header::SET_COOKIE).is_none());
    }
}

/// Two tabs have one cookie: a page that believes that somebody else is signed in is answered nothing.
#[tokio::test]
async fn who_signed_in_beside_a_page_is_not_taken_for_whose_page_it_is() {
    let world = world();
    let mut browser = world.signed_in("asha").await;
    let ashas = browser.csrf.clone();
    browser.sign_in("nocode").await;
    let asked = |method: Method, path: &str, person: &[&str], csrf: Option<&str>| {
        let mut request = browser.request(Method::GET, path).method(method).header(header::ORIGIN, ORIGIN);
        for id in person {
            request = request.header("x-lapwing-person", *id);
        }
        if let Some(csrf) = csrf {
            request = request.header("x-lapwing-csrf", csrf);
        }
        request.body(axum::body::Body::empty()).unwrap()
    };
    let code = |reply: &Reply| reply.json()["issue"][0]["details"]["coding"][0]["code"].clone();
    let paths = [
        "/fhir/Patient/asha",
        "/fhir/Patient/nobody",
        "/fhir/Observation?patient=asha",
        "/session/caring",
        "/sessions",
    ];
    let mut told = vec![];
    for path in paths {
        for person in [&["asha"][..], &["nobody"], &[""], &["nocode", "asha"]] {
            let reply = world.send(asked(Method::GET, path, person, None)).await;
            assert_eq!(
                (reply.status, code(&reply)),
                (StatusCode::FORBIDDEN, json!("other-session")),
                "{path}"
            );
            told.push(reply.text);
        }
    }
    told.dedup();
    assert_eq!(told.len(), 1, "the same bytes, whoever and whatever it is");
    assert!(!told[0].contains("asha") && !told[0].contains("nocode"), "{}", told[0]);
    // The control: the same, asked as who is signed in.
    let reply = world.send(asked(Method::GET, "/fhir/Patient/nobody", &["nocode"], None)).await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    // A change, and a sign-out, of the page that was there before.
    for (person, csrf) in [("asha", &ashas), ("nocode", &ashas), ("asha", &browser.csrf)] {
        let reply = world.send(asked(Method::DELETE, "/session", &[person], csrf.as_deref())).await;
        assert_eq!((reply.status, code(&reply)), (StatusCode::FORBIDDEN, json!("other-session")));
    }
    assert_eq!(state(&browser).await, "in");
}

#[tokio::test]
async fn the_database_holds_no_secret() {
    let world = world();
    let browser = world.signed_in("asha").await;
    let cookie = browser.cookie.clone().unwrap();
    let secret = cookie.split_once('=').unwrap().1;
    let mut kept = Vec::new();
    for name in ["gateway.db", "gateway.db-wal"] {
        kept.extend(std::fs::read(world.folder.path().join(name)).unwrap_or_default());
    }
    let holds = |text: &str| kept.windows(text.len()).any(|w| w == text.as_bytes());
    assert!(holds("asha"), "the control: something is there to be found");
    assert!(!holds(secret) && !holds(&browser.csrf.clone().unwrap()));
    #[cfg(unix)]
    for name in ["gateway.db", "gateway.db-wal", "feedback.db"] {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(world.folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name}");
    }
}

#[tokio::test]
async fn half_an_hour_without_a_request_ends_it() {
    let world = world();
    let browser = world.signed_in("asha").await;
    world.wait(SignedDuration::from_mins(29));
    assert_eq!(state(&browser).await, "in");
    world.wait(SignedDuration::from_mins(29));
    assert_eq!(metadata(&browser).await, StatusCode::OK);
    world.wait(SignedDuration::from_mins(30));
    let reply = browser.get("/fhir/Patient/asha").await;
    assert_eq!(
        (reply.status, &reply.json()["issue"][0]["code"]),
        (StatusCode::UNAUTHORIZED, &json!("login"))
    );
    assert_eq!(state(&browser).await, "out");
}

#[tokio::test]
async fn timers_do_not_keep_it_awake() {
    let world = world();
    let browser = world.signed_in("asha").await;
    let mut last = StatusCode::OK;
    for _ in 0..31 {
        assert_eq!(last, StatusCode::OK);
        world.wait(SignedDuration::from_mins(1));
        let quiet = browser.request(Method::GET, "/fhir/Patient/asha").header("x-lapwing-quiet", "1");
        last = world.send(quiet.body(axum::body::Body::empty()).unwrap()).await.status;
        if last != StatusCode::OK {
            break;
        }
    }
    assert_eq!(last, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn twelve_hours_end_it_whatever_happens() {
    let world = world();
    let browser = world.signed_in("asha").await;
    for _ in 0..(12 * 60 / 20) {
        assert_eq!(state(&browser).await, "in");
        world.wait(SignedDuration::from_mins(20));
    }
    assert_eq!(state(&browser).await, "out");
}

#[tokio::test]
async fn a_restart_keeps_it_and_signing_out_ends_it() {
    let mut world = world();
    let (cookie, csrf) = {
        let browser = world.signed_in("asha").await;
        (browser.cookie.clone(), browser.csrf.clone())
    };
    world.restart(people());
    let mut browser = world.browser();
    (browser.cookie, browser.csrf) = (cookie, csrf);
    assert_eq!(state(&browser).await, "in");
    let out = browser.send(Method::DELETE, "/session", &json!(null)).await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    assert_eq!(
        out.header("set-cookie"),
        "__Host-lapwing=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"
    );
    assert_eq!(metadata(&browser).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn signing_in_again_ends_the_session_before() {
    let world = world();
    let before = world.signed_in("asha").await;
    let mut browser = world.browser();
    browser.cookie = before.cookie.clone();
    browser.sign_in("nocode").await;
    assert_ne!(browser.cookie, before.cookie);
    assert_eq!((state(&before).await, state(&browser).await), (json!("out"), json!("in")));
}

#[tokio::test]
async fn a_change_needs_the_csrf_token_of_this_session() {
    let world = world();
    let mut browser = world.signed_in("asha").await;
    let other = world.signed_in("nocode").await;
    let right = browser.csrf.clone().unwrap();
    for wrong in
        [None, Some(String::new()), Some("sign-in".into()), other.csrf.clone(), Some(format!("{right}A"))]
    {
        browser.csrf = wrong.clone();
        for (method, path) in [
            (Method::PUT, "/fhir/Consent/c"),
            (Method::POST, "/fhir"),
            (Method::POST, "/fhir/Observation"),
            (Method::PATCH, "/fhir/Patient/asha"),
            (Method::DELETE, "/fhir/Patient/asha"),
            (Method::POST, "/session/confirm"),
            (Method::DELETE, "/session"),
        ] {
            let reply = browser.send(method.clone(), path, &json!({})).await;
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{method} {path} {wrong:?}");
        }
        assert_eq!(state(&browser).await, "in", "nothing ended it");
    }
    for wrong in [None, Some(String::new()), Some("signin".to_owned())] {
        browser.csrf = wrong;
        let reply = browser.send(Method::POST, "/session/demo", &json!({"person": "asha"})).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN);
    }
    browser.csrf = Some(right);
    assert_eq!(
        browser.send(Method::POST, "/session/confirm", &json!({"code": "2468"})).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_cookie_that_is_no_session_is_nobody() {
    let world = world();
    let mut browser = world.signed_in("asha").await;
    let right = browser.cookie.clone().unwrap();
    let name = right.replace("__Host-lapwing", "lapwing");
    for cookie in
        ["__Host-lapwing=", "__Host-lapwing=AAAA", &name, &format!("{right}A"), &format!("{right}; {right}")]
    {
        browser.cookie = Some(cookie.to_owned());
        assert_eq!(metadata(&browser).await, StatusCode::UNAUTHORIZED, "{cookie}");
    }
    browser.cookie = Some(format!("other=1; {right}; more=2"));
    assert_eq!(metadata(&browser).await, StatusCode::OK);
}

async fn confirm(browser: &Browser<'_>, code: &str) -> Reply {
    browser.send(Method::POST, "/session/confirm", &json!({"code": code})).await
}

#[tokio::test]
async fn a_right_code_makes_the_sign_in_fresh() {
    let world = world();
    let browser = world.signed_in("asha").await;
    world.wait(SignedDuration::from_mins(10));
    let reply = confirm(&browser, "2468").await;
    assert_eq!(reply.json()["auth_time"], "2026-11-22T10:10:00Z");
    assert_eq!(reply.json()["until"], "2026-11-22T22:00:00Z", "it does not begin anew");
    assert_eq!(browser.get("/session").await.json()["auth_time"], "2026-11-22T10:10:00Z");
}

#[tokio::test]
async fn the_fifth_wrong_code_signs_out() {
    let world = world();
    let browser = world.signed_in("asha").await;
    for _ in 0..4 {
        assert_eq!(confirm(&browser, "1357").await.status, StatusCode::FORBIDDEN);
        assert_eq!(state(&browser).await, "in");
    }
    let fifth = confirm(&browser, "1357").await;
    assert_eq!(
        (fifth.status, fifth.header("set-cookie").contains("Max-Age=0")),
        (StatusCode::FORBIDDEN, true)
    );
    assert_eq!(state(&browser).await, "out");
    let nobody = world.signed_in("nocode").await;
    assert_eq!(confirm(&nobody, "").await.status, StatusCode::FORBIDDEN, "no code is no empty code");
}

#[tokio::test]
async fn codes_are_not_to_be_guessed_over_many_sessions() {
    let world = world();
    for _ in 0..4 {
        let browser = world.signed_in("asha").await;
        for _ in 0..5 {
            assert_eq!(confirm(&browser, "1357").await.status, StatusCode::FORBIDDEN);
        }
    }
    let browser = world.signed_in("asha").await;
    assert_eq!(confirm(&browser, "2468").await.status, StatusCode::TOO_MANY_REQUESTS);
    world.wait(SignedDuration::from_mins(16));
    assert_eq!(confirm(&browser, "2468").await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_not_expected_is_refused_in_words() {
    let world = world();
    let browser = world.signed_in("asha").await;
    for body in [json!(null), json!([]), json!({"code": 2468}), json!({"code": "2468", "more": 1})] {
        let reply = browser.send(Method::POST, "/session/confirm", &body).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert_eq!(reply.json()["resourceType"], "OperationOutcome");
    }
    let long = json!({"code": "2".repeat(5_000)});
    let reply = browser.send(Method::POST, "/session/confirm", &long).await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
}
