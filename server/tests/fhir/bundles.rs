//! Batch and transaction.

use serde_json::{Value, json};

use crate::world::{Got, World, response, score, to};

fn transaction(entries: Value) -> Value {
    json!({"resourceType": "Bundle", "type": "transaction", "entry": entries})
}

fn put(resource: Value) -> Value {
    let url = format!("{}/{}", resource["resourceType"].as_str().unwrap(), resource["id"].as_str().unwrap());
    json!({"resource": resource, "request": {"method": "PUT", "url": url, "ifNoneMatch": "*"}})
}

async fn send(world: &World, bundle: &Value) -> Got {
    world.post("asha", "/fhir", &[], bundle).await
}

#[tokio::test]
async fn a_check_in_is_one_transaction() {
    let world = World::new();
    let bundle =
        transaction(json!([put(response("r1", "LA6570-1")), put(score("o1", "QuestionnaireResponse/r1"))]));
    let got = send(&world, &bundle).await;
    assert_eq!(got.status, 200, "{}", got.body);
    let answer = got.json();
    assert_eq!(answer["type"], "transaction-response");
    assert_eq!(answer["entry"].as_array().unwrap().len(), 2, "the team's Task is not the sender's: {answer}");
    assert_eq!(answer["entry"][1]["response"]["status"], "201 Created");
    assert_eq!(
        answer["entry"][1]["response"]["location"],
        "http://localhost:8080/fhir/Observation/o1/_history/1"
    );
    assert_eq!(world.get("asha", "/fhir/Task?focus=QuestionnaireResponse/r1").await.ids().len(), 1);
    let again = send(&world, &bundle).await;
    assert_eq!(again.json()["issue"][0]["expression"], json!(["Bundle.entry[0]"]));
    again.outcome(412);
}

#[tokio::test]
async fn all_or_nothing() {
    let world = World::new();
    let mut for_leon = score("o2", "QuestionnaireResponse/r2");
    for_leon["subject"] = to("Patient/leon");
    let bundle = transaction(json!([put(response("r2", "LA6570-1")), put(for_leon)]));
    let got = send(&world, &bundle).await;
    assert_eq!(got.json()["issue"][0]["expression"], json!(["Bundle.entry[1]"]));
    got.outcome(403);
    for path in ["QuestionnaireResponse/r2", "Observation/o2"] {
        world.get("asha", &format!("/fhir/{path}")).await.outcome(404);
    }
    assert!(world.get("asha", "/fhir/Task").await.ids().is_empty());
}

#[tokio::test]
async fn references_between_entries_are_made_good() {
    let world = World::new();
    let urn = "urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a";
    let mut observation = score("x", urn);
    observation["performer"] = json!([to("Patient/asha")]);
    observation["note"] =
        json!([{"authorReference": to("Practitioner?identifier=https://staff|7"), "text": urn}]);
    let bundle = transaction(json!([
        {"fullUrl": urn, "resource": response("x", "LA6568-5"), "request": {"method": "POST", "url": "QuestionnaireResponse"}},
        {"resource": observation, "request": {"method": "POST", "url": "Observation"}},
    ]));
    let got = send(&world, &bundle).await;
    assert_eq!(got.status, 200, "{}", got.body);
    let made = world.get("asha", "/fhir/Observation?category=survey").await.json();
    let made = &made["entry"][0]["resource"];
    let response = world.get("asha", "/fhir/QuestionnaireResponse").await.ids().remove(0);
    assert_eq!(made["derivedFrom"], json!([to(&format!("QuestionnaireResponse/{response}"))]));
    assert_eq!(made["note"], json!([{"authorReference": to("Practitioner/okoye"), "text": urn}]));
}

#[tokio::test]
async fn what_a_transaction_refuses() {
    let world = World::new();
    let entry = |request: Value| json!({"resource": response("r", "LA6568-5"), "request": request});
    let refers = |reference: &str| put(score("o", reference));
    for (entries, status) in [
        (json!([{"resource": response("r", "LA6568-5")}]), 400),
        (json!([entry(json!({"method": "DELETE", "url": "QuestionnaireResponse/r"}))]), 400),
        (json!([entry(json!({"method": "GET", "url": "Patient/asha"}))]), 400),
        (json!([entry(json!({"method": "PUT", "url": "QuestionnaireResponse?identifier=1"}))]), 400),
        (
            json!([entry(
                json!({"method": "POST", "url": "QuestionnaireResponse", "ifNoneExist": "identifier=1"})
            )]),
            400,
        ),
        (json!([entry(json!({"method": "PUT", "url": "QuestionnaireResponse/other"}))]), 400),
        (json!([entry(json!({"method": "PUT", "url": "Observation/r"}))]), 400),
        (json!([entry(json!({"method": "PUT", "url": "Bogus/r"}))]), 404),
        (json!([{"request": {"method": "PUT", "url": "Observation/r"}}]), 400),
        (json!([{"resource": 7, "request": {"method": "PUT", "url": "Observation/r"}}]), 400),
        (json!([put(response("r", "LA6568-5")), put(response("r", "LA6568-5"))]), 400),
        (json!([refers("urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a")]), 400),
        (json!([refers("Practitioner?identifier=https://staff|8")]), 412),
        (json!([refers("Patient?identifier=https://nhs|9")]), 400),
        (json!([refers("Practitioner?name=Okoye")]), 400),
        (json!([7]), 400),
        (json!({"resource": 1}), 400),
    ] {
        let text = send(&world, &transaction(entries.clone())).await;
        assert_eq!(text.status, status, "{entries}: {}", text.body);
        text.outcome(status);
    }
    for bundle in [
        json!({"resourceType": "Bundle", "type": "document"}),
        json!({"resourceType": "Bundle"}),
        json!([]),
        response("r", "LA6568-5"),
    ] {
        send(&world, &bundle).await.outcome(400);
    }
    assert!(world.get("asha", "/fhir/QuestionnaireResponse").await.ids().is_empty());
}

#[tokio::test]
async fn a_batch_goes_on_after_a_failure() {
    let world = World::new();
    let get = |url: &str| json!({"request": {"method": "GET", "url": url}});
    let bundle = json!({"resourceType": "Bundle", "type": "batch", "entry": [
        get("Patient/asha"), get("Patient/leon"), get("Observation?date=2024-01-01"), get("Observation?colour=1"),
        get("Observation/a1/_history"), get("Observation/a1/_history/1"), put(response("b1", "LA6568-5")), {"request": {}},
        {"request": {"method": "DELETE", "url": "Patient/asha"}},
    ]});
    let got = send(&world, &bundle).await;
    assert_eq!(got.status, 200, "{}", got.body);
    let answer = got.json();
    let statuses: Vec<&str> = answer["entry"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| &e["response"]["status"].as_str().unwrap()[..3])
        .collect();
    assert_eq!(statuses, ["200", "404", "200", "400", "200", "200", "201", "400", "400"]);
    assert_eq!(answer["entry"][2]["resource"]["total"], 1);
    assert_eq!(answer["entry"][1]["response"]["outcome"]["resourceType"], "OperationOutcome");
    assert_eq!(world.get("asha", "/fhir/QuestionnaireResponse/b1").await.status, 200);
}
