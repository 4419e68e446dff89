//! What this service can do, told from the tables that it works by.

use serde_json::{Value, json};

use super::{
    params::{self, Type},
    parse::patient_params,
};
use crate::access::{INFRASTRUCTURE, PATHS};

/// The types that a person can write (see the access rules).
const WRITTEN: &[&str] =
    &["CarePlan", "Communication", "Consent", "Goal", "Observation", "QuestionnaireResponse", "Task"];
/// Written under one id alone: the person's own safety plan.
const NOT_CREATED: &[&str] = &["CarePlan"];

/// The CapabilityStatement.
#[must_use]
pub fn statement(base: &str) -> Value {
    let own = PATHS.iter().map(|(kind, _)| *kind);
    let mut kinds: Vec<&str> = own.chain(INFRASTRUCTURE.iter().copied()).chain(["Patient"]).collect();
    kinds.sort_unstable();
    kinds.dedup();
    json!({
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": "2026-11-22",
        "kind": "instance",
        "software": {"name": "Lapwing gateway", "version": env!("CARGO_PKG_VERSION")},
        "implementation": {"description": "The records of a patient-facing app", "url": base},
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json"],
        "rest": [{
            "mode": "server",
            "documentation": "Every answer holds only what the person who is signed in may see.",
            "security": {"cors": false, "description": "A session cookie; no access without one."},
            "resource": kinds.into_iter().map(resource).collect::<Vec<_>>(),
            "interaction": [{"code": "transaction"}, {"code": "batch"}],
            "compartment": ["http://hl7.org/fhir/CompartmentDefinition/patient"],
        }],
    })
}

fn resource(kind: &str) -> Value {
    let mut interactions = vec!["read", "vread", "history-instance", "search-type"];
    if WRITTEN.contains(&kind) {
        interactions.push("update");
    }
    if WRITTEN.contains(&kind) && !NOT_CREATED.contains(&kind) {
        interactions.push("create");
    }
    let interactions: Vec<Value> = interactions.into_iter().map(|code| json!({"code": code})).collect();
    let mut resource = json!({
        "type": kind,
        "interaction": interactions,
        "versioning": "versioned",
        "readHistory": true,
        "updateCreate": WRITTEN.contains(&kind),
        "conditionalCreate": false,
        "conditionalRead": "not-supported",
        "conditionalUpdate": false,
        "conditionalDelete": "not-supported",
        "referencePolicy": ["literal", "local"],
        "searchParam": search_params(kind),
    });
    let includes: Vec<String> =
        params::of(kind).filter(|p| p.ty == Type::Reference).map(|p| format!("{kind}:{}", p.name)).collect();
    if !includes.is_empty() {
        resource["searchInclude"] = json!(includes);
    }
    resource
}

fn search_params(kind: &str) -> Vec<Value> {
    let common = [("_id", "token"), ("_lastUpdated", "date")];
    let patient = patient_params(kind).iter().map(|name| (*name, "reference"));
    let own = params::of(kind).map(|p| {
        let ty = match p.ty {
            Type::Token => "token",
            Type::Reference => "reference",
            Type::Uri => "uri",
            Type::Date => "date",
        };
        (p.name, ty)
    });
    common.into_iter().chain(patient).chain(own).map(|(name, ty)| json!({"name": name, "type": ty})).collect()
}
