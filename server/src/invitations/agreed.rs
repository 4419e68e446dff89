//! What stands in the record once an invitation is taken: who the carer is, and what the patient agreed to.

use serde_json::{Value, json};

use super::{Invitation, Terms};
use crate::{
    access::{KEEPS, SECTION_SYSTEM, items, references},
    fhir::outcome::Problem,
    records::{Condition, Document, Origin, Write},
};

const ACTION: &str = "http://terminology.hl7.org/CodeSystem/consentaction";

/// The RelatedPerson: named as the person who signed in is, not as the patient called them.
pub fn related(id: &str, invitation: &Invitation, name: &str) -> Value {
    let mut value = json!({
        "resourceType": "RelatedPerson", "id": id, "active": true,
        "patient": {"reference": invitation.patient}, "name": [{"text": name}],
    });
    if !invitation.terms.relation.is_empty() {
        let system = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";
        value["relationship"] = json!([{"coding": [{"system": system, "code": invitation.terms.relation}]}]);
    }
    value
}

/// The Consent: given by the patient, when they made the invitation.
pub fn consent(id: &str, related: &str, (patient, given): (&str, &str), terms: &Terms) -> Value {
    let class = |code: &String| json!({"system": SECTION_SYSTEM, "code": code});
    let action = |code: &str| json!({"coding": [{"system": ACTION, "code": code}]});
    let mut actions = vec![action("access")];
    if terms.adds {
        actions.push(action("collect"));
    }
    let mut provision = json!({
        "type": "permit",
        "actor": [{
            "role": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "code": "IRCP"}]},
            "reference": {"reference": related},
        }],
        "action": actions,
        "class": terms.sections.iter().map(class).collect::<Vec<_>>(),
    });
    if let Some(until) = &terms.until {
        provision["period"] = json!({"end": until});
    }
    let mut consent = json!({
        "resourceType": "Consent", "id": id, "status": "active",
        "scope": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/consentscope", "code": "patient-privacy"}]},
        "category": [{"coding": [{"system": "http://loinc.org", "code": "59284-0", "display": "Consent Document"}]}],
        "patient": {"reference": patient}, "dateTime": given, "performer": [{"reference": patient}],
        "policyRule": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "OPTIN"}]},
        "provision": provision,
    });
    if terms.keeps > 0 {
        consent["extension"] = json!([{"url": KEEPS, "valueUnsignedInt": terms.keeps}]);
    }
    consent
}

/// What was agreed with this carer alone before, as ended: what is agreed last is what counts.
pub fn ended(consents: &[Value], related: &str) -> Vec<Value> {
    let with_them = |c: &&Value| {
        let actors = references(&c["provision"], "actor.reference");
        c["status"] == "active"
            && c["provision"]["type"] == "permit"
            && actors == [related]
            && items(&c["provision"]["actor"]).len() == 1
    };
    let end = |c: &Value| {
        let mut ended = c.clone();
        ended["status"] = json!("inactive");
        ended
    };
    consents.iter().filter(with_them).map(end).collect()
}

/// A write of the gateway's own.
pub fn write(resource: &Value) -> Result<Write, Problem> {
    let document = Document::from_value(resource).map_err(|_| Problem::failed())?;
    Ok(Write { document, condition: Condition::Any, origin: Origin::Gateway })
}
