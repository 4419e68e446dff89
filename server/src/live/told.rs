//! What one reader is told: of which record, and which kinds of entries.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::{
    Gateway,
    access::{
        Asker, kind_of, patient_of,
        planted::{self, Fault},
    },
    fhir::Ask,
    records::RecordsError,
};

/// Who looked is written at each look of a carer: it is there to be read, and no reason to stir the patient's phone.
const SILENT: &str = "AuditEvent";

/// The lines for this reader: one event for each record of which they may read something that changed. What is in
/// nobody's record is told to nobody.
///
/// # Errors
/// When the records fail.
pub fn told(gateway: &Gateway, asker: &Asker, changed: &[Value]) -> Result<String, RecordsError> {
    let own = asker.identity.own();
    let is_own = |resource: &Value| own.is_some() && patient_of(resource).as_deref() == own;
    if asker.identity.related.is_empty() && !changed.iter().any(is_own) {
        return Ok(String::new());
    }
    let ask = Ask::new(gateway, asker, "")?;
    let mut told: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for resource in changed.iter().filter(|resource| kind_of(resource) != SILENT) {
        if let Some(patient) = patient_of(resource)
            && (ask.may_find(resource) || planted::is(Fault::LiveUnfiltered))
        {
            told.entry(patient.into_owned()).or_default().insert(kind_of(resource));
        }
    }
    Ok(told.iter().map(|(patient, kinds)| event(&json!({"patient": patient, "kinds": kinds}))).collect())
}

/// One event of the stream (WHATWG HTML, 9.2.6: server-sent events).
pub fn event(data: &Value) -> String {
    format!("data: {data}\n\n")
}
