//! The ledger: sending again is harmless.

use serde_json::json;

use crate::world::{World, response, score};

const ENTRY: &str = "5d0c6c4f-2b8e-4f0c-9a53-3d5b8a8f7b11";

fn check_in(id: &str) -> serde_json::Value {
    let put = |resource: serde_json::Value| {
        let url = format!("{}/{id}", resource["resourceType"].as_str().unwrap());
        json!({"resource": resource, "request": {"method": "PUT", "url": url, "ifNoneMatch": "*"}})
    };
    let score = score(id, &format!("QuestionnaireResponse/{id}"));
    json!({"resourceType": "Bundle", "type": "transaction", "entry": [put(response(id, "LA6570-1")), put(score)]})
}

#[tokio::test]
async fn the_first_answer_comes_again() {
    let world = World::new();
    let headers = [("x-lapwing-entry", ENTRY)];
    let first = world.post("asha", "/fhir", &headers, &check_in("r1")).await;
    assert_eq!((first.status, first.header("x-lapwing-replayed")), (200, None), "{}", first.body);
    for _ in 0..2 {
        let again = world.post("asha", "/fhir", &headers, &check_in("r1")).await;
        assert_eq!((again.status, &again.body), (200, &first.body));
        assert_eq!(again.header("x-lapwing-replayed"), Some("1"));
    }
    assert_eq!(world.get("asha", "/fhir/QuestionnaireResponse/r1/_history").await.json()["total"], 1);
    assert_eq!(world.get("asha", "/fhir/Task").await.json()["total"], 1);
    let text = world.post("asha", "/fhir", &headers, &check_in("r2")).await.outcome(422);
    assert!(text.contains("Nothing was changed"));
    world.get("asha", "/fhir/QuestionnaireResponse/r2").await.outcome(404);
}

#[tokio::test]
async fn a_put_and_a_post_come_again_with_their_headers() {
    let world = World::new();
    for (line, entry) in [
        ("PUT /fhir/QuestionnaireResponse/p", ENTRY),
        ("POST /fhir/QuestionnaireResponse", "5d0c6c4f-2b8e-4f0c-9a53-3d5b8a8f7b12"),
    ] {
        let body = response("p", "LA6568-5").to_string();
        let first = world.send("asha", line, &[("x-lapwing-entry", entry)], &body).await;
        let again = world.send("asha", line, &[("x-lapwing-entry", entry)], &body).await;
        assert_eq!((first.status, &first.body), (201, &again.body), "{}", first.body);
        for name in ["etag", "location"] {
            assert!(first.header(name).is_some());
            assert_eq!(first.header(name), again.header(name));
        }
    }
    assert_eq!(world.get("asha", "/fhir/QuestionnaireResponse").await.json()["total"], 2);
}

#[tokio::test]
async fn what_failed_is_not_remembered_and_each_has_their_own() {
    let world = World::new();
    let headers = [("x-lapwing-entry", ENTRY)];
    let mut broken = check_in("r1");
    broken["entry"][1]["resource"]["status"] = json!("preliminary");
    world.post("asha", "/fhir", &headers, &broken).await.outcome(422);
    assert_eq!(world.post("asha", "/fhir", &headers, &check_in("r1")).await.status, 200);
    world.post("leon", "/fhir", &headers, &check_in("r1")).await.outcome(403);
    for (name, bundle, status) in
        [("no-uuid", check_in("r3"), 400), (ENTRY, json!({"resourceType": "Bundle", "type": "batch"}), 405)]
    {
        world.post("asha", "/fhir", &[("x-lapwing-entry", name)], &bundle).await.outcome(status);
    }
}
