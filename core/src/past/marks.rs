//! Changes of treatment, to be seen beside the scores. What goes with what is for the person and the team
//! to say: we draw both and claim nothing.

use crate::fhir::date::Date;
use crate::fhir::medicine::{self, Medicine, Status};
use crate::order;
use crate::record::Held;
use crate::words;

/// A change of treatment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// When, milliseconds.
    pub at: i64,
    /// When, in words.
    pub when: String,
    /// What: "Sertraline started".
    pub what: String,
}

/// When medicines began and ended, the newest first; a medicine that two entries tell of is one mark.
#[must_use]
pub fn marks(medicines: &Held) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let none = std::rc::Rc::default();
    for resource in medicines.known.as_ref().map_or(&none, |known| &known.resources).iter() {
        let Ok(medicine) = medicine::read(resource).map(|lenient| lenient.good) else { continue };
        let (began, ended) = turns(&medicine);
        for (date, words) in [(began, words::past::STARTED), (ended, words::past::STOPPED)] {
            let Some(date) = date else { continue };
            let mut what = medicine.label().to_owned();
            what.push(' ');
            what.push_str(words);
            let mark = Mark { at: date.to_millis(), when: date.words(), what };
            let told = marks.iter().any(|m| m.what == mark.what && m.when == mark.when);
            if !told && !medicine.label().is_empty() {
                marks.push(mark);
            }
        }
    }
    order::newest_first(&mut marks, |mark| mark.at);
    marks
}

/// When it began and when it ended. What was never taken, or entered by mistake, is no change; a course
/// without an end in the record shows its beginning only.
fn turns(medicine: &Medicine) -> (Option<Date>, Option<Date>) {
    let none = medicine.forbidden || medicine.intent.as_deref().is_some_and(|intent| intent != "order");
    let period = medicine.period.unwrap_or_default();
    match medicine.status {
        _ if none => (None, None),
        Status::Active | Status::OnHold | Status::Unknown => (period.start.or(medicine.when), None),
        Status::Completed | Status::Stopped => (period.start.or(medicine.when), period.end),
        Status::Cancelled | Status::Planned | Status::NotTaken | Status::EnteredInError => (None, None),
    }
}
