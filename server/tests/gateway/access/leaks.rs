//! Ways around: includes, old versions, page links, batches, and answers that differ.

use axum::http::{Method, StatusCode};
use lapwing_server::{
    access::{Asker, Judge, Sections},
    identities::Identities,
};
use serde_json::{Value, json};

use super::people::{concept, consent, permit, to, world};
use crate::kit::{Reply, World, tables};

fn shared(sections: &[&str]) -> World {
    world(&[consent("ann", permit(sections))])
}

fn included(reply: &Reply) -> Vec<String> {
    let bundle = reply.json();
    let entries = bundle["entry"].as_array().cloned().unwrap_or_default();
    let names = entries
        .iter()
        .map(|e| (e["resource"]["id"].as_str().unwrap().to_owned(), e["search"]["mode"].clone()));
    names.filter(|(_, mode)| mode == "include").map(|(id, _)| id).collect()
}

#[tokio::test]
async fn an_include_brings_only_what_may_be_seen() {
    let world = shared(&["results"]);
    let lab = json!({
        "resourceType": "DiagnosticReport", "id": "panel", "subject": to("Patient/ann"),
        "result": [
            to("Observation/ann-lab"), to("Observation/ann-survey"), to("Observation/ben-lab"), to("Observation/ann-social"),
        ],
    });
    world.put(&lab);
    let path = "/fhir/DiagnosticReport?_id=panel&_include=DiagnosticReport:result";
    let cleo = world.signed_in("cleo").await.get(path).await;
    assert_eq!((included(&cleo), &cleo.json()["total"]), (vec!["ann-lab".to_owned()], &json!(1)));
    let ann = world.signed_in("ann").await.get(path).await;
    let mut all = included(&ann);
    all.sort();
    assert_eq!(all, ["ann-lab", "ann-social", "ann-survey"]);
}

#[tokio::test]
async fn an_old_version_is_closed_when_the_current_one_is() {
    let world = shared(&["plan"]);
    let cleo = world.signed_in("cleo").await;
    let old = "/fhir/CarePlan/ann-plan/_history/1";
    assert_eq!(cleo.get(old).await.status, StatusCode::OK, "the control");
    let label = json!({"security": [{"system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "R"}]});
    let plan = |meta: &Value| json!({"resourceType": "CarePlan", "id": "ann-plan", "meta": meta, "subject": to("Patient/ann")});
    world.put(&plan(&label));
    for path in [
        old,
        "/fhir/CarePlan/ann-plan/_history/2",
        "/fhir/CarePlan/ann-plan/_history",
        "/fhir/CarePlan/ann-plan",
    ] {
        assert_eq!(cleo.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    world.put(&plan(&json!({})));
    assert_eq!(cleo.get(old).await.status, StatusCode::OK);
    assert_eq!(cleo.get("/fhir/CarePlan/ann-plan/_history/2").await.status, StatusCode::NOT_FOUND);
    let history = cleo.get("/fhir/CarePlan/ann-plan/_history").await.json();
    assert_eq!((&history["total"], history["entry"].as_array().unwrap().len()), (&json!(2), 2));
}

#[tokio::test]
async fn an_entry_that_moves_to_another_record_takes_its_past_along() {
    let world = shared(&["plan"]);
    world.put(&json!({"resourceType": "CarePlan", "id": "ann-plan", "subject": to("Patient/ben")}));
    let path = "/fhir/CarePlan/ann-plan/_history/1";
    assert_eq!(world.signed_in("cleo").await.get(path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.signed_in("ann").await.get(path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn withdrawing_closes_the_next_request_and_the_next_page() {
    let world = shared(&["plan"]);
    for n in 0..5 {
        world.put(&json!({"resourceType": "Goal", "id": format!("g{n}"), "subject": to("Patient/ann")}));
    }
    let cleo = world.signed_in("cleo").await;
    let first = cleo.get("/fhir/Goal?patient=Patient/ann&_count=2").await.json();
    let next = first["link"].as_array().unwrap().iter().find(|l| l["relation"] == "next").unwrap();
    let url = next["url"].as_str().unwrap();
    let next = &url[url.find("/fhir").unwrap()..];
    assert_eq!(cleo.get(next).await.status, StatusCode::OK, "the control");
    let etag = cleo.get("/fhir/CarePlan/ann-plan").await.header("etag").to_owned();
    let mut withdrawn = consent("ann", permit(&["plan"]));
    withdrawn["status"] = json!("inactive");
    world.put(&withdrawn);
    for path in [
        next,
        "/fhir/CarePlan/ann-plan",
        "/fhir/Goal?patient=Patient/ann",
        "/fhir/CarePlan/ann-plan/_history/1",
    ] {
        let reply = cleo.get(path).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(
            reply.json()["issue"][0]["diagnostics"],
            "There is nothing shared with you here.",
            "{path}"
        );
    }
    let known = cleo.request(Method::GET, "/fhir/CarePlan/ann-plan").header("if-none-match", etag);
    let reply = world.send(known.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND, "not 304");
    assert_eq!(cleo.get("/session").await.json()["caring_for"], json!([]));
}

/// Someone else's page link is worth what the one who follows it may see.
#[tokio::test]
async fn a_page_link_opens_nothing_for_another() {
    let world = shared(&["letters"]);
    let ann = world.signed_in("ann").await;
    let first = ann.get("/fhir/CarePlan?_count=1").await.json();
    let next = first["link"].as_array().unwrap().iter().find(|l| l["relation"] == "next").unwrap();
    let url = next["url"].as_str().unwrap();
    for person in ["cleo", "ben", "nobody"] {
        let text = world.signed_in(person).await.get(&url[url.find("/fhir").unwrap()..]).await.text;
        assert!(!text.contains("ann-"), "{person} {text}");
    }
}

#[tokio::test]
async fn what_is_not_shared_and_what_is_not_there_look_the_same() {
    let world = shared(&["plan"]);
    let cleo = world.signed_in("cleo").await;
    let shape = |reply: Reply| (reply.status, reply.headers, reply.text);
    for (hidden, missing) in [
        ("Observation/ann-lab", "Observation/none"),
        ("CarePlan/ann-restricted", "CarePlan/none"),
        ("CarePlan/ben-plan", "CarePlan/none"),
        ("Patient/ann", "Patient/none"),
        ("Consent/ann-sharing", "Consent/none"),
        ("Observation/ann-lab/_history", "Observation/none/_history"),
        ("Observation/ann-lab/_history/1", "Observation/none/_history/1"),
        ("Observation/ann-lab/_history/1", "Observation/ann-lab/_history/9"),
        ("Observation?patient=Patient/ann", "Observation?patient=Patient/none"),
        ("Observation?_id=ann-lab", "Observation?_id=none-lab"),
        ("CarePlan?_id=ann-restricted", "CarePlan?_id=none-restricted"),
        ("Goal?patient=Patient/ben", "Goal?patient=Patient/none"),
    ] {
        let (hidden_reply, missing_reply) =
            (cleo.get(&format!("/fhir/{hidden}")).await, cleo.get(&format!("/fhir/{missing}")).await);
        let (mut a, mut b) = (shape(hidden_reply), shape(missing_reply));
        for (reply, path) in [(&mut a, hidden), (&mut b, missing)] {
            reply.2 = reply.2.replace(path, "<asked>");
            reply.1.remove("content-length");
        }
        if a.0 == StatusCode::OK {
            let plain = |text: &str| {
                let mut bundle: Value = serde_json::from_str(text).unwrap();
                for changing in ["id", "meta", "timestamp"] {
                    bundle.as_object_mut().unwrap().remove(changing);
                }
                bundle
            };
            assert_eq!(plain(&a.2), plain(&b.2), "{hidden}");
            (a.2, b.2) = (String::new(), String::new());
        }
        assert_eq!(a, b, "{hidden} and {missing}");
    }
}

#[tokio::test]
async fn a_filter_tells_nothing_about_what_it_does_not_show() {
    let world = shared(&["results"]);
    let secret = json!({
        "resourceType": "Observation", "id": "secret", "status": "final", "subject": to("Patient/ann"),
        "category": [concept("http://terminology.hl7.org/CodeSystem/observation-category", "survey")],
        "code": concept("http://loinc.org", "44261-6"),
    });
    world.put(&secret);
    let cleo = world.signed_in("cleo").await;
    for filter in ["code=44261-6", "code=http://loinc.org|44261-6", "category=survey", "_id=secret"] {
        let bundle = cleo
            .get(&format!("/fhir/Observation?patient=Patient/ann&{}", filter.replace('|', "%7C")))
            .await
            .json();
        assert_eq!(
            (&bundle["total"], bundle["link"].as_array().map(Vec::len)),
            (&json!(0), Some(1)),
            "{filter}"
        );
    }
}

#[tokio::test]
async fn a_batch_is_judged_entry_by_entry() {
    let world = shared(&["plan"]);
    let cleo = world.signed_in("cleo").await;
    let get = |url: &str| json!({"request": {"method": "GET", "url": url}});
    let asked = [
        ("CarePlan/ann-plan", "200"),
        ("Observation/ann-lab", "404"),
        ("CarePlan/ann-plan/_history", "200"),
        ("CarePlan/ann-restricted", "404"),
        ("CarePlan/ben-plan", "404"),
        ("Observation?patient=Patient/ann", "404"),
        ("Goal?patient=Patient/ann", "200"),
    ];
    let entries: Vec<Value> = asked.iter().map(|(url, _)| get(url)).collect();
    let batch = json!({"resourceType": "Bundle", "type": "batch", "entry": entries});
    let reply = cleo.send(Method::POST, "/fhir", &batch).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    for ((url, status), entry) in asked.iter().zip(reply.json()["entry"].as_array().unwrap()) {
        assert!(entry["response"]["status"].as_str().unwrap().starts_with(status), "{url} {entry}");
    }
    assert!(!reply.text.contains("ann-lab\"") && !reply.text.contains("ben-"), "{}", reply.text);
}

#[test]
fn the_judge_asks_for_the_current_version_by_itself_too() {
    let identity =
        Identities::parse(json!([{"id": "ann", "name": "Ann", "patient": "Patient/ann"}])).unwrap();
    let now = "2026-11-22T10:00:00Z".parse().unwrap();
    let asker = Asker { identity: identity.people()[0].clone(), auth_time: now };
    let judge = Judge::new(&asker, &[], &[], &[], &Sections::load(&tables()).unwrap(), now);
    let plan = |of: &str| json!({"resourceType": "CarePlan", "id": "x", "subject": to(of)});
    let (mine, other) = (plan("Patient/ann"), plan("Patient/ben"));
    assert!(judge.may_see_version(&mine, &mine));
    assert!(!judge.may_see_version(&other, &mine) && !judge.may_see_version(&mine, &other));
}
