//! People enough for many histories at one gateway: each history has a person of its own.

use serde_json::json;

use crate::trust::Trust;

/// So many histories share one gateway.
pub const CROWD: u64 = 50;

/// A gateway with as many people as histories, each with one old response.
///
/// # Panics
/// When it cannot be made.
#[must_use]
#[allow(clippy::expect_used, reason = "only tests call it")]
pub fn crowd() -> Trust {
    let trust = Trust::bare();
    let person = |number: u64| {
        let patient = json!({"resourceType": "Patient", "id": format!("c{number}"), "birthDate": "1990-01-01",
            "name": [{"given": ["Robin"], "family": number.to_string()}]});
        let response = json!({"resourceType": "QuestionnaireResponse", "id": format!("qc{number}"),
            "status": "completed", "subject": {"reference": format!("Patient/c{number}")},
            "questionnaire": "https://lapwing.example/Questionnaire/phq-9", "authored": "2026-01-01T00:00:00Z"});
        [json!({"resource": patient}), json!({"resource": response})]
    };
    let entries: Vec<_> = (0..CROWD).flat_map(person).collect();
    let bundle = json!({"resourceType": "Bundle", "type": "collection", "entry": entries});
    let file = trust.folder().join("crowd.json");
    std::fs::write(&file, bundle.to_string()).expect("a file");
    trust.import(&[file]);
    trust
}
