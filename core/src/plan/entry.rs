//! A changed plan as an entry of the outbox: one transaction that builds upon the version it knows.

use serde_json::Value;

use super::lines::Plan;
use super::paper::Paper;
use super::written;
use crate::effect::Method;
use crate::fhir::date::Date;
use crate::form::Who;
use crate::json;
use crate::now::Now;
use crate::outbox::{Entry, Kind, Ticket};

const TRANSACTION: &str = r#"{"resourceType": "Bundle", "type": "transaction", "entry": [{
    "fullUrl": "$path",
    "request": {"method": "PUT", "url": "$path", "ifMatch": "$upon", "ifNoneMatch": "$new"},
    "resource": "$plan"
}]}"#;

/// One transaction that writes this resource at this path, upon a version, or (`None`) where there is none yet.
pub(super) fn transaction(path: &str, version: Option<&str>, resource: Value) -> Value {
    let upon = version.map(|version| ["W/\"", version, "\""].concat());
    let holes = [
        ("path", path.into()),
        ("new", upon.is_none().then_some("*").into()),
        ("upon", upon.into()),
        ("plan", resource),
    ];
    json::filled(TRANSACTION, &holes)
}

/// The entry of `plan`, which builds upon `version` (`None`: there is none yet); `None` for who has no record of their own.
#[must_use]
pub fn entry(plan: &Plan, (paper, version): (Paper, Option<&str>), who: &Who, now: &Now) -> Option<Entry> {
    let patient = who.patient.as_deref()?;
    let id = paper.id_of(patient);
    let at = Date::from_millis(now.time, i16::try_from(now.offset).unwrap_or(0)).fhir();
    let body =
        transaction(&["CarePlan/", &id].concat(), version, written::write(plan, (paper, patient), &at));
    Some(Entry {
        ticket: Ticket::new(now.uuid(), who.account.clone(), vec![id]),
        kind: if paper == Paper::Safety { Kind::SafetyPlan } else { Kind::AboutMe },
        risk: false,
        method: Method::Post,
        path: "/fhir".into(),
        body,
        saved_at: now.time,
    })
}
