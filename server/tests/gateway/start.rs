//! When the gateway does not start, and why.

use std::{fs, net::SocketAddr, path::Path};

use lapwing_server::config::{Settings, StartError};
use tempfile::TempDir;

use crate::kit::tables;

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    let dist = folder.path().join("dist");
    fs::create_dir_all(dist.join("data")).unwrap();
    fs::write(dist.join("index.html"), "<!doctype html>").unwrap();
    for table in fs::read_dir(tables()).unwrap() {
        let table = table.unwrap();
        fs::copy(table.path(), dist.join("data").join(table.file_name())).unwrap();
    }
    folder
}

fn settings(folder: &Path, address: &str) -> Settings {
    let address: SocketAddr = address.parse().unwrap();
    let (data, dist) = (folder.join("data"), folder.join("dist"));
    Settings { demo: true, data, dist, public: None, questionnaires: None, address }
}

fn refused(settings: &Settings) -> StartError {
    match settings.open() {
        Ok(_) => panic!("it started"),
        Err(why) => why,
    }
}

#[test]
fn the_demo_starts_on_this_machine_only() {
    let folder = folder();
    for address in ["127.0.0.1:8080", "[::1]:8080", "127.0.0.2:1"] {
        assert!(settings(folder.path(), address).open().is_ok(), "{address}");
    }
    for address in ["0.0.0.0:8080", "[::]:8080", "192.168.1.4:8080", "[::ffff:192.168.1.4]:8080"] {
        assert!(
            matches!(refused(&settings(folder.path(), address)), StartError::NotLoopback(_)),
            "{address}"
        );
    }
}

#[test]
fn without_the_demo_it_says_what_is_missing() {
    let folder = folder();
    let settings = Settings { demo: false, ..settings(folder.path(), "127.0.0.1:8080") };
    assert!(refused(&settings).to_string().contains("OpenID Connect settings, and none are configured"));
}

#[test]
fn a_missing_file_is_named() {
    for missing in ["index.html", "data/sections.json", "data/ages.json", "data/risk.json", "data/trust.json"]
    {
        let folder = folder();
        fs::remove_file(folder.path().join("dist").join(missing)).unwrap();
        let why = refused(&settings(folder.path(), "127.0.0.1:8080")).to_string();
        assert!(why.contains(missing) && why.contains("missing"), "{why}");
    }
    let folder = folder();
    fs::remove_dir_all(folder.path().join("dist")).unwrap();
    assert!(matches!(refused(&settings(folder.path(), "127.0.0.1:8080")), StartError::Missing(_)));
}

#[test]
fn a_broken_table_is_named() {
    for (broken, text) in [
        ("sections.json", "{"),
        ("ages.json", "{}"),
        ("risk.json", r#"{"rules": [{}]}"#),
        ("trust.json", r#"{"team": {"name": "T", "owner": "Organization/t", "reads": " "}}"#),
    ] {
        let folder = folder();
        fs::write(folder.path().join("dist/data").join(broken), text).unwrap();
        let why = refused(&settings(folder.path(), "127.0.0.1:8080")).to_string();
        assert!(why.contains("can't be read"), "{broken}: {why}");
    }
}

#[test]
fn a_trusts_own_tables_take_the_place_of_the_builds() {
    let folder = folder();
    let own = folder.path().join("own");
    fs::rename(folder.path().join("dist/data"), &own).unwrap();
    let mut settings = settings(folder.path(), "127.0.0.1:8080");
    settings.public = Some(own.clone());
    assert!(settings.open().is_ok());
    let above = folder.path().join("above");
    fs::create_dir(&above).unwrap();
    fs::rename(own, above.join("data")).unwrap();
    settings.public = Some(above);
    assert!(settings.open().is_ok());
}

#[test]
fn a_trusts_own_questionnaires_bring_their_risk_rules() {
    let folder = folder();
    let own = folder.path().join("own");
    fs::create_dir_all(own.join("core-10")).unwrap();
    let url = "https://trust.example/Questionnaire/core-10";
    let rule = serde_json::json!({"questionnaire": url, "linkId": "6", "above": 0, "system": "urn:x", "codes": ["b"]});
    let file = "/questionnaires/core-10/questionnaire.json";
    let write = |rule: &serde_json::Value| {
        let index = serde_json::json!([{"name": "core-10", "url": url, "file": file, "risk": [rule]}]);
        fs::write(own.join("index.json"), index.to_string()).unwrap();
    };
    fs::write(own.join("core-10/questionnaire.json"), "{}").unwrap();
    write(&rule);
    let settings =
        Settings { questionnaires: Some(own.clone()), ..settings(folder.path(), "127.0.0.1:8080") };
    let gateway = settings.open().map_err(|why| why.to_string()).unwrap();
    let answer = serde_json::json!([{"valueCoding": {"system": "urn:x", "code": "b"}}]);
    let response = |link: &str| {
        serde_json::json!({
            "resourceType": "QuestionnaireResponse", "id": "r", "questionnaire": url,
            "item": [{"linkId": link, "answer": answer}],
        })
    };
    assert_eq!(gateway.risk.tasks_for(&response("6")).len(), 1);
    assert!(gateway.risk.tasks_for(&response("5")).is_empty());
    assert!(gateway.site.get(file).is_some());
    write(&serde_json::json!({"linkId": 6}));
    assert!(refused(&settings).to_string().contains("index.json"));
    fs::remove_file(own.join("index.json")).unwrap();
    assert!(refused(&settings).to_string().contains("index.json"));
}
