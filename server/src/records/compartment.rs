//! Whose record a resource belongs to: the patient that it is about, not those who wrote it or took part.

use serde_json::Value;

/// Types that belong to nobody's record; anyone signed in may read them.
const SHARED: &[&str] = &["Location", "Medication", "Organization", "Practitioner", "PractitionerRole", "Questionnaire"];

/// The elements that hold the subject, over all types (FHIR R4, Patient compartment).
const SUBJECTS: &[&str] = &["subject", "patient", "for", "beneficiary", "individual", "securityContext"];

/// Whether resources of this type belong to nobody's record.
#[must_use]
pub fn is_shared_kind(kind: &str) -> bool {
    SHARED.contains(&kind)
}

/// The patients (`Patient/x`) that a resource is about, each once.
#[must_use]
pub fn patients_of(resource: &Value) -> Vec<String> {
    let kind = resource["resourceType"].as_str().unwrap_or_default();
    let mut found = Vec::new();
    if is_shared_kind(kind) {
        return found;
    }
    if kind == "Patient" {
        found.extend(resource["id"].as_str().map(|id| format!("Patient/{id}")));
        return found;
    }
    for field in SUBJECTS {
        collect(&resource[*field], &mut found);
    }
    match kind {
        "Appointment" => each(&resource["participant"], |p| collect(&p["actor"], &mut found)),
        "AppointmentResponse" => collect(&resource["actor"], &mut found),
        "Provenance" => collect(&resource["target"], &mut found),
        _ => {}
    }
    found
}

fn each(value: &Value, mut take: impl FnMut(&Value)) {
    match value {
        Value::Array(items) => items.iter().for_each(take),
        one => take(one),
    }
}

fn collect(references: &Value, found: &mut Vec<String>) {
    each(references, |r| {
        let Some(id) = r["reference"].as_str().and_then(|r| r.strip_prefix("Patient/")) else { return };
        let id = id.split_once("/_history/").map_or(id, |(id, _)| id);
        let patient = format!("Patient/{id}");
        if !found.contains(&patient) {
            found.push(patient);
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(resource: Value, expected: &[&str]) {
        assert_eq!(patients_of(&resource), expected, "{resource}");
    }

    #[test]
    fn the_subject_is_found() {
        let asha = json!({"reference": "Patient/asha"});
        let doctor = json!({"reference": "Practitioner/1"});
        check(json!({"resourceType": "Patient", "id": "asha"}), &["Patient/asha"]);
        check(json!({"resourceType": "Observation", "subject": asha}), &["Patient/asha"]);
        check(json!({"resourceType": "Task", "for": asha, "owner": {"reference": "Patient/other"}}), &["Patient/asha"]);
        check(json!({"resourceType": "Consent", "patient": {"reference": "Patient/asha/_history/2"}}), &["Patient/asha"]);
        check(json!({"resourceType": "Account", "subject": [asha, asha]}), &["Patient/asha"]);
        let both = json!([{"actor": doctor}, {"actor": asha}]);
        check(json!({"resourceType": "Appointment", "participant": both}), &["Patient/asha"]);
    }

    #[test]
    fn who_took_part_is_no_subject() {
        let asha = json!({"reference": "Patient/asha"});
        check(json!({"resourceType": "Observation", "performer": [asha], "subject": {"reference": "Patient/b"}}), &["Patient/b"]);
        check(json!({"resourceType": "Organization", "subject": asha}), &[]);
        check(json!({"resourceType": "Observation", "subject": {"reference": "#asha"}}), &[]);
        check(json!({"resourceType": "Observation", "subject": "Patient/asha"}), &[]);
        check(json!(null), &[]);
    }
}
