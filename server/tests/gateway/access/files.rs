//! Files of letters: a Binary is as visible as the letter that names it.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::people::{consent, data, permit, to, world};
use crate::kit::World;

fn file(id: &str, context: Option<&str>, labels: &Value) -> Value {
    let mut file =
        json!({"resourceType": "Binary", "id": id, "contentType": "application/pdf", "data": "JVBERi0="});
    if let Some(context) = context {
        file["securityContext"] = to(context);
    }
    file["meta"] = json!({"security": labels});
    file
}

fn letter(id: &str, patient: &str, url: &str) -> Value {
    json!({"resourceType": "DocumentReference", "id": id, "subject": to(patient), "status": "current",
           "content": [{"attachment": {"url": url}}]})
}

async fn read(world: &World, person: &str, id: &str) -> bool {
    let reply = world.signed_in(person).await.get(&format!("/fhir/Binary/{id}")).await;
    if reply.status == StatusCode::OK {
        // Who opens the address by itself gets a file, of the type that it is said to be, and no page of this origin.
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
        assert!(reply.header("content-disposition").starts_with("attachment"));
        assert!(reply.header("content-type").starts_with("application/fhir+json"));
    } else {
        let unknown = world.signed_in(person).await.get("/fhir/Binary/unknown").await;
        assert_eq!((reply.status, &reply.text), (unknown.status, &unknown.text), "{person} {id}");
    }
    reply.status == StatusCode::OK
}

/// The files that a search finds, page by page. Each page says that there are so many, and after the last there is none.
async fn found(world: &World, person: &str, asked: &str) -> Vec<String> {
    let browser = world.signed_in(person).await;
    let (mut next, mut ids, mut totals) = (Some(format!("/fhir/{asked}")), Vec::new(), Vec::new());
    let mut all = 0;
    while let Some(path) = next {
        let bundle = browser.get(&path).await.json();
        let page = bundle["entry"].as_array().cloned().unwrap_or_default();
        assert!(!page.is_empty(), "{person} {asked}: a page with nothing on it");
        all += page.len();
        let files = page.iter().filter(|entry| entry["resource"]["resourceType"] == "Binary");
        ids.extend(files.map(|entry| entry["resource"]["id"].as_str().unwrap().to_owned()));
        totals.push(bundle["total"].clone());
        let links = bundle["link"].as_array().unwrap();
        let link = links.iter().find(|link| link["relation"] == "next");
        next = link
            .map(|link| link["url"].as_str().unwrap())
            .map(|url| url[url.find("/fhir").unwrap()..].to_owned());
    }
    assert!(totals.iter().all(|total| *total == json!(all)), "{person} {asked}: {totals:?}, there are {all}");
    ids.sort();
    ids
}

/// Ann shares her letters with Cleo, but for one. Ben is another patient.
fn letters() -> World {
    let mut provision = permit(&["letters"]);
    provision["provision"] = json!([{"type": "deny", "data": data(&["DocumentReference/kept-back".into()])}]);
    let world = world(&[consent("ann", provision)]);
    let label = |code: &str| json!([{"system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": code}]);
    let withheld = json!([{"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "NOPAT"}]);
    let mut hidden = letter("hidden", "Patient/ann", "Binary/of-hidden");
    hidden["meta"] = json!({"security": withheld});
    for one in [
        letter("plain", "Patient/ann", "Binary/of-letter"),
        letter("path", "Patient/ann", "/fhir/Binary/of-path"),
        letter("kept-back", "Patient/ann", "Binary/of-kept-back"),
        letter("kept-back-too", "Patient/ann", "Binary/other"),
        hidden,
        letter("bens", "Patient/ben", "Binary/of-ben"),
        letter("grasping", "Patient/ben", "Binary/of-ann-alone"),
        letter("labelled", "Patient/ann", "Binary/labelled"),
        file("of-letter", None, &json!([])),
        file("of-path", None, &json!([])),
        file("of-kept-back", Some("Patient/ann"), &json!([])),
        file("of-hidden", Some("Patient/ann"), &json!([])),
        file("of-ben", None, &json!([])),
        file("of-ann-alone", Some("Patient/ann"), &json!([])),
        file("labelled", None, &label("R")),
        file("of-context", Some("DocumentReference/plain"), &json!([])),
        file("of-context-back", Some("DocumentReference/kept-back"), &json!([])),
        file("of-nothing", None, &json!([])),
    ] {
        world.put(&one);
    }
    world
}

#[tokio::test]
async fn a_file_is_as_visible_as_its_letter() {
    let world = letters();
    for (id, ann, cleo, ben) in [
        ("of-letter", true, true, false),
        ("of-path", true, true, false),
        ("of-kept-back", true, false, false),
        ("of-hidden", false, false, false),
        ("of-ben", false, false, true),
        ("of-ann-alone", true, true, false),
        ("labelled", true, false, false),
        ("of-context", true, true, false),
        ("of-context-back", true, false, false),
        ("of-nothing", false, false, false),
    ] {
        for (person, sees) in [("ann", ann), ("cleo", cleo), ("ben", ben)] {
            assert_eq!(read(&world, person, id).await, sees, "{person} {id}");
        }
    }
    let own =
        ["Patient/ann/*?_type=Binary", "Patient/ann/*?_type=Binary,DocumentReference", "Patient/ann/*?"];
    for asked in own.into_iter().chain(["Binary?"]) {
        for count in [50, 2, 1] {
            let asked = format!("{asked}&_count={count}");
            let all = found(&world, "ann", &asked).await;
            assert_eq!(
                all,
                ["of-ann-alone", "of-kept-back"],
                "that of a letter she may not see is not found: {asked}"
            );
            assert_eq!(found(&world, "cleo", &asked).await, ["of-ann-alone"], "{asked}");
        }
    }
}

#[tokio::test]
async fn the_files_of_a_report_a_picture_and_a_consent_are_as_visible_as_these() {
    let world = world(&[consent("ann", permit(&["results"]))]);
    let of = |kind: &str, id: &str, patient: &str, place: &str, file: Value| {
        let mut entry = json!({"resourceType": kind, "id": id, "status": "final", "subject": to(patient), "patient": to(patient)});
        entry[place] = file;
        entry
    };
    let at = |id: &str| json!({"contentType": "application/pdf", "url": format!("Binary/{id}")});
    for one in [
        of(
            "DiagnosticReport",
            "scan",
            "Patient/ann",
            "presentedForm",
            json!([at("other-form"), at("of-report")]),
        ),
        of("Media", "photo", "Patient/ann", "content", at("of-media")),
        of("Consent", "paper", "Patient/ann", "sourceAttachment", at("of-consent")),
        of(
            "Communication",
            "message",
            "Patient/ann",
            "payload",
            json!([{"contentAttachment": at("of-message")}]),
        ),
        of("Observation", "no-bearer", "Patient/ann", "presentedForm", json!([at("of-observation")])),
        of("DiagnosticReport", "bens", "Patient/ben", "presentedForm", json!([at("of-bens-report")])),
    ] {
        world.put(&one);
    }
    for id in ["of-report", "of-media", "of-consent", "of-message", "of-observation", "of-bens-report"] {
        world.put(&file(id, None, &json!([])));
    }
    world.put(&file("in-context", Some("DiagnosticReport/scan"), &json!([])));
    world.put(&file("consent-in-context", Some("Consent/paper"), &json!([])));
    for (id, ann, cleo) in [
        ("of-report", true, true),
        ("in-context", true, true),
        ("of-media", true, false),
        // A person can write these themselves: what they name opens nothing.
        ("of-consent", false, false),
        ("of-message", false, false),
        ("consent-in-context", true, false),
        ("of-observation", false, false),
        ("of-bens-report", false, false),
    ] {
        assert_eq!((read(&world, "ann", id).await, read(&world, "cleo", id).await), (ann, cleo), "{id}");
    }
}
