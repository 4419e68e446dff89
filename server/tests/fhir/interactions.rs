//! Each interaction, as a table.

use serde_json::{Value, json};

use crate::world::{NOW, World, response, to};

const ONE_TEXT: &str = "There is nothing shared with you here.";

#[tokio::test]
async fn reading() {
    let world = World::new();
    for (who, path, status, has) in [
        ("asha", "Patient/asha", 200, "\"Rahman\""),
        ("asha", "Observation/a1", 200, "2024-01-01"),
        ("asha", "Observation/a1/_history/1", 200, "2024-01-01"),
        ("asha", "Observation/a1/_history", 200, "\"type\":\"history\""),
        ("asha", "Practitioner/okoye", 200, "Okoye"),
        ("rosa", "CarePlan/plan", 200, "\"active\""),
        ("asha", "Observation/a1/_history/2", 404, ONE_TEXT),
        ("asha", "Observation/a1/_history/x", 404, ONE_TEXT),
        ("asha", "Observation/a4", 404, ONE_TEXT),
        ("asha", "Observation/a4/_history/1", 404, ONE_TEXT),
        ("asha", "Observation/none", 404, ONE_TEXT),
        ("asha", "Observation/l1", 404, ONE_TEXT),
        ("asha", "Observation/l1/_history", 404, ONE_TEXT),
        ("rosa", "Observation/l1", 404, ONE_TEXT),
        ("rosa", "Observation/none", 404, ONE_TEXT),
        ("rosa", "Patient/asha", 404, ONE_TEXT),
        ("asha", "Bogus/1", 404, "not a resource type"),
        ("asha", "observation/a1", 404, "not a resource type"),
        ("asha", "Observation/a_1", 400, "An id is"),
        ("asha", "Observation/%61", 400, "An id is"),
        ("asha", "Observation/a1/_history/1/more", 404, "no such address"),
        ("asha", "Observation/", 200, "\"total\":3"),
        ("asha", "Observation/a1?_summary=true", 400, "Only a search"),
        ("", "Patient/asha", 401, "Sign in"),
    ] {
        let got = world.get(who, &format!("/fhir/{path}")).await;
        assert_eq!(got.status, status, "{who} {path}: {}", got.body);
        assert!(got.body.contains(has), "{who} {path}: {}", got.body);
        if status != 200 {
            got.outcome(status);
        }
    }
}

#[tokio::test]
async fn what_a_reply_bears() {
    let got = World::new().get("asha", "/fhir/Observation/a1").await;
    assert_eq!(got.header("etag"), Some("W/\"1\""));
    assert_eq!(got.header("last-modified"), Some("Sun, 22 Nov 2026 10:00:00 GMT"));
    assert_eq!(got.header("cache-control"), Some("no-store"));
    assert_eq!(got.json()["meta"], json!({"versionId": "1", "lastUpdated": "2026-11-22T10:00:00.000Z"}));
}

#[tokio::test]
async fn creating_and_updating() {
    let world = World::new();
    let made = world.post("asha", "/fhir/QuestionnaireResponse", &[], &response("ignored", "LA6568-5")).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let id = made.json()["id"].as_str().unwrap().to_owned();
    assert_ne!(id, "ignored");
    let location = format!("http://localhost:8080/fhir/QuestionnaireResponse/{id}/_history/1");
    assert_eq!(made.header("location"), Some(&*location));

    let consent = |status: &str| json!({"resourceType": "Consent", "id": "mine", "status": status, "patient": to("Patient/asha"), "performer": [to("Patient/asha")]});
    let put = async |tag: &[(&str, &str)], status: &str| {
        world.put("asha", "/fhir/Consent/mine", tag, &consent(status)).await
    };
    assert_eq!(put(&[("if-match", "W/\"1\"")], "inactive").await.status, 412);
    assert_eq!(put(&[("if-none-match", "*")], "inactive").await.status, 201);
    assert!(put(&[("if-none-match", "*")], "inactive").await.outcome(412).contains("already"));
    let second = put(&[("if-match", "W/\"1\"")], "rejected").await;
    assert_eq!((second.status, second.header("etag")), (200, Some("W/\"2\"")), "{}", second.body);
    assert!(put(&[("if-match", "W/\"1\"")], "inactive").await.outcome(412).contains("changed meanwhile"));
    put(&[("if-match", "*")], "inactive").await.outcome(400);
    put(&[("if-none-match", "W/\"1\"")], "inactive").await.outcome(400);
    let history = world.get("asha", "/fhir/Consent/mine/_history").await.json();
    assert_eq!(history["total"], 2);
    assert_eq!(history["entry"][0]["resource"]["status"], "rejected");
    assert_eq!(history["entry"][1]["resource"]["status"], "inactive");
}

fn renamed(resource: &Value, id: &str) -> Value {
    let mut other = resource.clone();
    other["id"] = json!(id);
    other
}

#[tokio::test]
async fn what_may_not_be_written() {
    let world = World::new();
    let mut for_leon = response("r1", "LA6568-5");
    for_leon["subject"] = to("Patient/leon");
    let unchanged = world.get("leon", "/fhir/Observation/l1").await.body;
    let leons: Value = serde_json::from_str(&unchanged).unwrap();
    for (who, path, body, status) in [
        ("asha", "QuestionnaireResponse/r1", &for_leon, 403),
        ("rosa", "QuestionnaireResponse/r1", &for_leon, 403),
        // As it is told of an entry that is not there: a refusal does not say that there is one.
        ("asha", "Observation/l1", &leons, 403),
        ("asha", "Observation/l7", &renamed(&leons, "l7"), 403),
        ("leon", "Observation/l1", &leons, 403),
        ("asha", "QuestionnaireResponse/other", &response("r1", "LA6568-5"), 400),
        ("asha", "Observation/r1", &response("r1", "LA6568-5"), 400),
        ("asha", "QuestionnaireResponse/r1", &json!({"resourceType": "QuestionnaireResponse"}), 400),
        ("asha", "Bogus/r1", &json!({"resourceType": "Bogus", "id": "r1"}), 404),
    ] {
        world.put(who, &format!("/fhir/{path}"), &[], body).await.outcome(status);
    }
    assert_eq!(world.get("leon", "/fhir/Observation/l1").await.body, unchanged);
    for line in [
        "DELETE /fhir/Observation/a1",
        "PATCH /fhir/Observation/a1",
        "POST /fhir/metadata",
        "POST /fhir/Observation/a1",
        "PUT /fhir/Observation",
    ] {
        world.send("asha", line, &[], "{}").await.outcome(405);
    }
}

#[tokio::test]
async fn decimals_and_order_stay_as_they_came() {
    let world = World::new();
    let text = r#"{"resourceType":"Consent","id":"n","status":"inactive","patient":{"reference":"Patient/asha"},
        "performer":[{"reference":"Patient/asha"}],"extension":[{"url":"https://x","valueDecimal":1.50}]}"#;
    let got = world.send("asha", "PUT /fhir/Consent/n", &[], text).await;
    assert_eq!(got.status, 201, "{}", got.body);
    let kept = world.get("asha", "/fhir/Consent/n").await.body;
    assert!(kept.contains(r#""performer":[{"reference":"Patient/asha"}],"extension":[{"url":"https://x","valueDecimal":1.50}]"#), "{kept}");
}

#[tokio::test]
async fn an_answer_that_needs_the_team_makes_one_task() {
    let world = World::new();
    let path = "/fhir/QuestionnaireResponse/r9";
    assert_eq!(
        world.put("asha", path, &[("if-none-match", "*")], &response("r9", "LA6569-3")).await.status,
        201
    );
    let tasks = world.get("asha", "/fhir/Task?focus=QuestionnaireResponse/r9").await.json();
    assert_eq!(tasks["total"], 1, "{tasks}");
    assert_eq!(tasks["entry"][0]["resource"]["for"], to("Patient/asha"));
    world.put("asha", path, &[("if-none-match", "*")], &response("r9", "LA6569-3")).await.outcome(412);
    world.put("asha", "/fhir/QuestionnaireResponse/r0", &[], &response("r0", "LA6568-5")).await;
    assert_eq!(world.get("asha", "/fhir/Task").await.json()["total"], 1);
    assert!(world.get("leon", "/fhir/Task").await.ids().is_empty());
    assert!(NOW.starts_with("2026"));
}

#[tokio::test]
async fn the_capability_statement_is_true() {
    let world = World::new();
    let statement = world.get("", "/fhir/metadata").await.json();
    let resources = statement["rest"][0]["resource"].as_array().unwrap();
    assert!(resources.len() > 40);
    for resource in resources {
        let kind = resource["type"].as_str().unwrap();
        for param in resource["searchParam"].as_array().unwrap() {
            let name = param["name"].as_str().unwrap();
            let value = match param["type"].as_str().unwrap() {
                "date" => "ge2020",
                "reference" => "Patient/asha",
                _ => "x",
            };
            let got = world.get("asha", &format!("/fhir/{kind}?{name}={value}")).await;
            assert_eq!(got.status, 200, "{kind} {name}: {}", got.body);
        }
        for include in resource["searchInclude"].as_array().into_iter().flatten() {
            let got =
                world.get("asha", &format!("/fhir/{kind}?_include={}", include.as_str().unwrap())).await;
            assert_eq!(got.status, 200, "{kind} {include}: {}", got.body);
        }
    }
}
