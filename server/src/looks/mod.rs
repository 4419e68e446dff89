//! Who looked: a line in the patient's record for what a carer was shown, with the section and nothing of the content.
//! What can't be noted is not shown.

mod news;

pub use news::routes;

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    fhir::outcome::Problem,
    records::{Answer, Condition, Document, Order, Origin, Records, Write},
};

/// One carer was shown something of one section.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Look {
    /// Whose record, `Patient/x`.
    pub patient: String,
    /// Who looked, `RelatedPerson/x`.
    pub related: String,
    /// For how many hours a copy may be kept on their own device.
    pub keeps: u64,
    /// The section; empty for an entry that was shared by name.
    pub section: String,
}

/// Notes the looks of one request in the records of those they are about.
///
/// # Errors
/// When the records fail.
pub fn keep(
    records: &dyn Records,
    looks: impl IntoIterator<Item = Look>,
    now: Timestamp,
) -> Result<(), Problem> {
    let mut writes = Vec::new();
    for look in looks {
        let document = Document::from_value(&event(&look, now)).map_err(|_| Problem::failed())?;
        writes.push(Write { document, condition: Condition::New, origin: Origin::Gateway });
    }
    if !writes.is_empty() {
        let answer = |_: &[_]| Answer { status: 201, body: String::new(), etag: None, location: None };
        let order = Order { writes: &writes, ledger: None, now, check: &|_, _| Ok(()), answer: &answer };
        records.write(&order)?;
    }
    Ok(())
}

/// FHIR R4 AuditEvent, a RESTful read.
fn event(look: &Look, now: Timestamp) -> Value {
    let mut details = vec![json!({"type": "section", "valueString": look.section})];
    if look.keeps > 0 {
        details.push(json!({"type": "kept-copy-hours", "valueString": look.keeps.to_string()}));
    }
    json!({
        "resourceType": "AuditEvent", "id": Uuid::new_v4().to_string(),
        "type": {"system": "http://terminology.hl7.org/CodeSystem/audit-event-type", "code": "rest"},
        "subtype": [{"system": "http://hl7.org/fhir/restful-interaction", "code": "read"}],
        "action": "R", "recorded": format!("{now:.3}"), "outcome": "0",
        "agent": [{"who": {"reference": look.related}, "requestor": true}],
        "source": {"observer": {"display": "Lapwing gateway"}},
        "entity": [{"what": {"reference": look.patient}, "detail": details}],
    })
}
