//! What was agreed with a parent before a young person turned 13 is looked at again by the team from that birthday on (`ages.json`):
//! one Task for each person, once. The gateway ends nothing by itself.

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    access::{Sections, awaits_review},
    records::{Answer, Condition, Document, Malformed, Order, Origin, Records, RecordsError, Write},
    risk::RiskRules,
};

/// Raises the Tasks that are due and not there yet; how many people wait for a review.
///
/// # Errors
/// When the records fail.
pub fn raise(
    records: &dyn Records,
    (sections, team): (&Sections, &RiskRules),
    now: Timestamp,
) -> Result<usize, RecordsError> {
    let mut count = 0;
    for person in records.patients()? {
        let reference = format!("Patient/{}", person.id);
        let of = |kind: &str| records.of_patient(kind, &reference);
        let Some(patient) = of("Patient")?.into_iter().next() else { continue };
        let (related, consents) = (of("RelatedPerson")?, of("Consent")?);
        if !awaits_review(&patient, &related, &consents, sections, now) {
            continue;
        }
        let task = task(&reference, team, sections, &now.to_string());
        let failed = |why: Malformed| RecordsError::Failed(why.to_string());
        let document = Document::from_value(&task).map_err(failed)?;
        let writes = [Write { document, condition: Condition::KeepPresent, origin: Origin::Gateway }];
        let answer = |_: &[_]| Answer { status: 201, body: String::new(), etag: None, location: None };
        records.write(&Order {
            writes: &writes,
            ledger: None,
            now,
            check: &|_, _| Ok(()),
            answer: &answer,
        })?;
        count += 1;
    }
    Ok(count)
}

/// Its id follows from the patient's, so that it is raised once, whatever became of it.
fn task(patient: &str, team: &RiskRules, sections: &Sections, now: &str) -> Value {
    let space = Uuid::new_v5(&Uuid::NAMESPACE_URL, b"https://lapwing.example/review-task");
    let age = sections.ages().parents_reviewed_at;
    json!({
        "resourceType": "Task",
        "id": Uuid::new_v5(&space, patient.as_bytes()).to_string(),
        "status": "requested",
        "intent": "order",
        "priority": "routine",
        "code": {"text": format!("Look again at what parents and guardians see: this person is {age}")},
        "for": {"reference": patient},
        "owner": team.owner(),
        "authoredOn": now,
    })
}
