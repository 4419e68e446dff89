//! The copies of the steps of a safety plan, written in the same transaction as the plan: what is shared of it.

use serde_json::Value;

use crate::{
    access::{plan_id, steps},
    records::{Condition, Document, Origin, Records, RecordsError, Write},
};

/// What is written beside these writes: each step of a safety plan that changed; and where somebody is given a part of
/// a record, the steps of a plan that has none yet.
///
/// # Errors
/// When the records fail.
pub fn beside(records: &dyn Records, writes: &[Write]) -> Result<Vec<Write>, RecordsError> {
    let mut all = Vec::new();
    for write in writes {
        match write.document.kind.as_str() {
            "CarePlan" => {
                // What an import finds here already stays as it is.
                let stays = write.condition == Condition::KeepPresent;
                let there = if stays { records.read("CarePlan", &write.document.id)? } else { None };
                match there {
                    Some(plan) => copies(&plan.value()?, Condition::KeepPresent, &mut all)?,
                    None => copies(&write.document.value, Condition::IfOther, &mut all)?,
                }
            }
            "Consent" => {
                let patient = write.document.value["patient"]["reference"].as_str().unwrap_or_default();
                if let Some(plan) = records.read("CarePlan", &plan_id(patient))? {
                    copies(&plan.value()?, Condition::KeepPresent, &mut all)?;
                }
            }
            _ => {}
        }
    }
    Ok(all)
}

fn copies(plan: &Value, condition: Condition, all: &mut Vec<Write>) -> Result<(), RecordsError> {
    for step in steps(plan) {
        let document = Document::from_value(&step).map_err(|why| {
            RecordsError::Failed(format!("a step of a safety plan can't be written: {why}"))
        })?;
        all.push(Write { document, condition, origin: Origin::Gateway });
    }
    Ok(())
}
