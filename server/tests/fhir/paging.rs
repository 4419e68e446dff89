//! Paging: links that carry everything, stay stable while others write, and are judged anew.

use serde_json::{Value, json};

use crate::world::{World, to, weight};

fn next(bundle: &Value) -> Option<String> {
    let links = bundle["link"].as_array().unwrap();
    let url = links.iter().find(|l| l["relation"] == "next")?["url"].as_str().unwrap();
    Some(url.strip_prefix("http://localhost:8080").unwrap().to_owned())
}

#[tokio::test]
async fn pages_hold_each_once_while_others_write() {
    let world = World::new();
    let days = (1..=25).map(|d| weight(&format!("w{d:02}"), "Patient/asha", &format!("2025-03-{d:02}")));
    world.keep(&days.collect::<Vec<_>>());
    let mut seen = Vec::new();
    let mut link = Some("/fhir/Observation?code=29463-7&date=ge2025&_count=10&_sort=-date".to_owned());
    let mut round = 0;
    while let Some(path) = link {
        let got = world.get("asha", &path).await;
        assert_eq!(got.status, 200, "{path}: {}", got.body);
        assert_eq!(got.json()["total"], 25, "round {round}");
        seen.extend(got.ids());
        link = next(&got.json());
        // One at the front, one in the middle: neither moves what is still to come.
        world.keep(&[
            weight(&format!("new{round}"), "Patient/asha", "2025-12-01"),
            weight(&format!("old{round}"), "Patient/asha", "2025-03-02"),
        ]);
        round += 1;
    }
    let expected: Vec<String> = (1..=25).rev().map(|d| format!("w{d:02}")).collect();
    assert_eq!(seen, expected);
    assert_eq!(round, 3);
}

#[tokio::test]
async fn same_times_are_paged_one_by_one() {
    let world = World::empty();
    world.keep(&[json!({"resourceType": "Patient", "id": "asha"})]);
    let same = (0..7).map(|n| weight(&format!("s{n}"), "Patient/asha", "2025-03-01"));
    world.keep(&same.collect::<Vec<_>>());
    for (sort, expected) in [("date", "s0 s1 s2 s3 s4 s5 s6"), ("-_lastUpdated", "s6 s5 s4 s3 s2 s1 s0")] {
        let mut seen = Vec::new();
        let mut link = Some(format!("/fhir/Observation?_count=1&_sort={sort}"));
        while let Some(path) = link {
            let got = world.get("asha", &path).await;
            seen.extend(got.ids());
            link = next(&got.json());
        }
        assert_eq!(seen.join(" "), expected);
    }
}

#[tokio::test]
async fn a_carers_pages_are_filtered_before_they_are_counted() {
    let world = World::new();
    let plan = |n: usize| {
        let security = if n.is_multiple_of(2) {
            json!([{"system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "R"}])
        } else {
            json!([])
        };
        json!({"resourceType": "Goal", "id": format!("g{n}"), "meta": {"security": security}, "lifecycleStatus": "active", "subject": to("Patient/leon")})
    };
    world.keep(&(0..10).map(plan).collect::<Vec<_>>());
    let first = world.get("rosa", "/fhir/Goal?patient=Patient/leon&_count=3").await;
    assert_eq!((first.json()["total"].as_u64(), first.ids().len()), (Some(5), 3), "{}", first.body);
    let link = next(&first.json()).unwrap();
    let second = world.get("rosa", &link).await;
    assert_eq!((second.json()["total"].as_u64(), second.ids().len()), (Some(5), 2));
    assert_eq!(next(&second.json()), None);
    world.get("asha", &link).await.outcome(404);
    world.keep(&[json!({"resourceType": "RelatedPerson", "id": "rosa-of-leon", "active": false, "patient": to("Patient/leon")})]);
    world.get("rosa", &link).await.outcome(404);
}

#[tokio::test]
async fn what_is_withheld_is_not_counted() {
    let world = World::new();
    let got = world.get("asha", "/fhir/Observation?_count=0").await.json();
    assert_eq!((got["total"].as_u64(), got.get("entry"), next(&got)), (Some(3), None, None));
}
