//! What stands in the record once an invitation is taken: who the carer is, and what the patient agreed to.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Invitation, Terms};
use crate::{
    access::{KEEPS, SECTION_SYSTEM, Sections, codings, is_bound, items, moment, references},
    fhir::outcome::Problem,
    records::{Condition, Document, Origin, Write},
};

const ACTION: &str = "http://terminology.hl7.org/CodeSystem/consentaction";

/// The RelatedPerson: named as the person who signed in is, not as the patient called them.
pub fn related(id: &str, invitation: &Invitation, name: &str, sections: &Sections) -> Value {
    let mut value = json!({
        "resourceType": "RelatedPerson", "id": id, "active": true,
        "patient": {"reference": invitation.patient}, "name": [{"text": name}],
    });
    if !invitation.terms.relation.is_empty() {
        value["relationship"] =
            json!([relation(&sections.ages().relation_system, &invitation.terms.relation)]);
    }
    value
}

fn relation(system: &str, code: &str) -> Value {
    json!({"coding": [{"system": system, "code": code}]})
}

/// A RelatedPerson who is known already, as the patient calls them now; none where nothing changes. Whom ages bind they go on
/// to bind, whatever the patient chooses: nobody is made a friend to see on after a birthday.
pub fn known(known: &Value, terms: &Terms, sections: &Sections) -> Option<Value> {
    let system = &sections.ages().relation_system;
    let same = codings(&known["relationship"]).any(|said| said == (system.as_str(), terms.relation.as_str()));
    let mut after = known.clone();
    after["relationship"] = json!([relation(system, &terms.relation)]);
    let freed = is_bound(known, sections) && !is_bound(&after, sections);
    (!terms.relation.is_empty() && !same && !freed).then_some(after)
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

/// What was agreed of sections with this carer alone before: what is agreed last is what counts. What shares entries by name
/// goes on: no code is about them.
pub fn before<'a>(consents: &'a [Value], related: &str) -> Vec<&'a Value> {
    let with_them = |c: &&Value| {
        let actors = references(&c["provision"], "actor.reference");
        c["status"] == "active"
            && c["provision"]["type"] == "permit"
            && actors == [related]
            && items(&c["provision"]["actor"]).len() == 1
            && items(&c["provision"]["data"]).is_empty()
    };
    consents.iter().filter(with_them).collect()
}

/// The same as ended.
pub fn ended(consent: &Value) -> Value {
    let mut ended = consent.clone();
    ended["status"] = json!("inactive");
    ended
}

/// Keeps back in the new agreement what these kept back inside them, each for whom and for how long it was said. Of one whose
/// time is over nothing counts any more.
pub fn keep_back(agreed: &mut Value, before: &[&Value], now: Timestamp) {
    let mut kept: Vec<&Value> = Vec::new();
    for one in before {
        let root = &one["provision"];
        let is_over = root["period"]["end"].as_str().and_then(moment).is_some_and(|end| end.end <= now);
        let denies = items(&root["provision"]).iter().filter(|inner| inner["type"] == "deny" && !is_over);
        for deny in denies {
            if !kept.contains(&deny) {
                kept.push(deny);
            }
        }
    }
    if !kept.is_empty() {
        agreed["provision"]["provision"] = json!(kept);
    }
}

/// A write of the gateway's own.
pub fn write(resource: &Value) -> Result<Write, Problem> {
    let document = Document::from_value(resource).map_err(|_| Problem::failed())?;
    Ok(Write { document, condition: Condition::Any, origin: Origin::Gateway })
}
