//! Medicines that are described in an entry of their own (Medication): it comes along with them, is kept beside them, and they bear its
//! name wherever they are told.

use serde_json::{Map, Value};

use crate::fhir::kind;
use crate::fhir::reference::name_of;

/// What a search asks for, so that the medicines it finds have a name.
pub(super) const ALONG: &str = "&_include=MedicationRequest:medication&_include=MedicationStatement:medication\
    &_include=MedicationDispense:medication&_include=MedicationAdministration:medication";

/// Marks a name that was put in (the id of the element, R4 2.24.0.1): what is taken away goes as it came.
const PUT: &str = "named-by-its-entry";

/// Gives each medicine that bears no name the name of the entry that describes it, as far as that is among these.
pub(super) fn name(entries: &mut [Value]) {
    let mut names = Map::new();
    for one in entries.iter().filter(|one| kind(one) == Some("Medication")) {
        if let (Some(id), Some(name)) = (one.get("id").and_then(Value::as_str), name_of(one)) {
            names.insert(["Medication/", id].concat(), name.into());
        }
    }
    if names.is_empty() {
        return;
    }
    for one in entries {
        let Some(Value::Object(described)) = one.get_mut("medicationReference") else { continue };
        let bears = described.contains_key("display");
        let found = described.get("reference").and_then(Value::as_str).and_then(|leads| names.get(leads));
        if let Some(name) = found.filter(|_| !bears) {
            let mut mark = Map::new();
            mark.insert("id".to_owned(), PUT.into());
            described.insert("display".to_owned(), name.clone());
            described.insert("_display".to_owned(), Value::Object(mark));
        }
    }
}

/// The entry without a name that was put in; `None` where it is as it came.
pub(crate) fn as_it_came(entry: &Value) -> Option<Value> {
    let put = entry.pointer("/medicationReference/_display/id").and_then(Value::as_str) == Some(PUT);
    let mut bare = put.then(|| entry.clone())?;
    if let Some(Value::Object(described)) = bare.get_mut("medicationReference") {
        described.remove("display");
        described.remove("_display");
    }
    Some(bare)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(leads: Value, name: Option<&str>) {
        let request = json!({"resourceType": "MedicationRequest", "id": "r", "medicationReference": leads});
        let medication =
            json!({"resourceType": "Medication", "id": "m", "code": {"text": "Sertraline 50 mg"}});
        let mut all = [request.clone(), medication];
        super::name(&mut all);
        assert_eq!(all[0]["medicationReference"]["display"].as_str(), name);
        assert_eq!(as_it_came(&all[0]).unwrap_or_else(|| all[0].clone()), request);
    }

    #[test]
    fn a_medicine_bears_the_name_of_the_entry_that_describes_it_and_is_taken_away_as_it_came() {
        check(json!({"reference": "Medication/m"}), Some("Sertraline 50 mg"));
        check(json!({"reference": "Medication/m", "display": "Tablets"}), Some("Tablets"));
        check(json!({"reference": "Medication/other"}), None);
        check(json!({"reference": "https://else.example/fhir/Medication/m"}), None);
    }
}
