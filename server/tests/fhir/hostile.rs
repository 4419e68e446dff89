//! Bad input: an OperationOutcome, no panic, nothing kept.

use std::{fs, path::PathBuf};

use crate::world::World;

async fn check(world: &World, line: &str, headers: &[(&str, &str)], body: &str, status: u16) {
    let got = world.send("asha", line, headers, body).await;
    assert_eq!(got.status, status, "{line} {}: {}", &body[..body.len().min(60)], got.body);
    got.outcome(status);
}

#[tokio::test]
async fn bodies_that_are_no_resources() {
    let world = World::new();
    let put = "PUT /fhir/Consent/x";
    let deep = format!("{}{}", "[".repeat(5000), "]".repeat(5000));
    for (body, status) in [
        ("", 400),
        ("{", 400),
        ("null", 400),
        ("7", 400),
        ("[]", 400),
        ("{}", 400),
        (&deep, 400),
        (r#"{"resourceType":7}"#, 400),
        (r#"{"resourceType":"Bogus","id":"x"}"#, 400),
        (r#"{"resourceType":"Consent","id":7}"#, 400),
        (r#"{"resourceType":"Consent","id":"x y"}"#, 400),
        (r#"{"resourceType":"Consent","id":"x","id":"x"}"#, 400),
        (r#"{"resourceType":"Consent","id":"x","meta":[]}"#, 400),
        (r#"{"resourceType":"Consent","id":"x","meta":{"versionId":"1","versionId":"2"}}"#, 400),
        (r#"{"resourceType":"Consent","id":"x","contained":[{"resourceType":"Nope"}]}"#, 400),
        (r#"{"resourceType":"Consent","id":"x","extension":{}}"#, 400),
        (r#"{"resourceType":"Consent","id":"x","text":"words"}"#, 400),
        (r#"{"resourceType":"Consent","id":"x","a":"\ud800"}"#, 400),
        (r#"{"resourceType":"Consent","id":"x","a":1e}"#, 400),
        (r#"{"resourceType":"Consent","id":"x","patient":{"$serde_json::private::RawValue":"{}"}}"#, 400),
    ] {
        check(&world, put, &[], body, status).await;
    }
    for media in ["text/plain", "application/xml", "application/fhir+xml", ""] {
        check(&world, put, &[("content-type", media)], "{}", 415).await;
    }
    check(&world, "POST /fhir/Consent", &[("if-none-exist", "identifier=1")], "{}", 400).await;
    check(&world, "PUT /fhir/Consent/x", &[("if-match", "W/\"x\"")], "{}", 400).await;
    let large = format!(r#"{{"resourceType":"Consent","id":"x","a":"{}"}}"#, "a".repeat(5 * 1024 * 1024));
    check(&world, put, &[], &large, 413).await;
    check(&world, "POST /fhir", &[], &large, 413).await;
}

#[tokio::test]
async fn the_json_test_suite() {
    let Some(data) = std::env::var_os("LAPWING_DATA") else {
        println!("skipped: the JSON test suite needs LAPWING_DATA");
        return;
    };
    let world = World::new();
    let folder = PathBuf::from(data).join("hostile/json-test-suite");
    let mut count = 0;
    for file in fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for line in ["PUT /fhir/Consent/x", "POST /fhir/Consent", "POST /fhir"] {
            let got = world.send("asha", line, &[], &text).await;
            assert!((400..500).contains(&got.status), "{}: {}", path.display(), got.body);
            got.outcome(got.status);
        }
        count += 1;
    }
    println!("{count} files of the JSON test suite");
    assert!(count > 100);
}
