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

/// A course that begins within 14 days of the end of another of the same medicine goes on with it.
const GOES_ON: i64 = 14 * 86_400_000;

/// When medicines began, ended, or went on in another dose, the newest first; a medicine that two entries tell of is one
/// mark.
#[must_use]
pub fn marks(medicines: &Held) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let courses = courses(medicines);
    for (medicine, (began, ended)) in &courses {
        let before =
            courses.iter().filter(|(other, turns)| goes_on((other, turns.0, turns.1), (medicine, *began)));
        let before = before.max_by_key(|(_, (began, _))| began.map_or(i64::MIN, |date| date.to_millis()));
        let begins = match before {
            None => Some(words::past::STARTED),
            // The same again is no change.
            Some((before, _)) if (before.label(), &before.doses) == (medicine.label(), &medicine.doses) => {
                None
            }
            Some(_) => Some(words::past::DOSE_CHANGED),
        };
        let after =
            courses.iter().any(|(other, (next, _))| goes_on((medicine, *began, *ended), (other, *next)));
        for (date, words) in [(began, begins), (ended, (!after).then_some(words::past::STOPPED))] {
            let (Some(date), Some(words)) = (date, words) else { continue };
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

/// A medicine, when it began and when it ended.
type Course = (Medicine, (Option<Date>, Option<Date>));

fn courses(medicines: &Held) -> Vec<Course> {
    let mut courses = Vec::new();
    let none = std::rc::Rc::default();
    for resource in medicines.known.as_ref().map_or(&none, |known| &known.resources).iter() {
        if let Ok(medicine) = medicine::read(resource).map(|lenient| lenient.good) {
            let turns = turns(&medicine);
            courses.push((medicine, turns));
        }
    }
    courses
}

/// Whether a course that ended goes on in one that began later. Only what the same kind of entry tells is compared: a
/// prescription and what somebody says they take word their doses differently.
fn goes_on(
    (one, began, ended): (&Medicine, Option<Date>, Option<Date>),
    (next, then): (&Medicine, Option<Date>),
) -> bool {
    let (Some(began), Some(ended), Some(then)) = (began, ended, then) else { return false };
    let [began, ended, then] = [began, ended, then].map(|date| date.to_millis());
    one.kind == next.kind && began < then && (then - ended).abs() <= GOES_ON && one.is_same(next)
}

/// When it began and when it ended. What was never taken, or entered by mistake, is no change; a course
/// without an end in the record shows its beginning only.
fn turns(medicine: &Medicine) -> (Option<Date>, Option<Date>) {
    let none = medicine.forbidden || !medicine.is_order();
    let period = medicine.period.unwrap_or_default();
    match medicine.status {
        _ if none => (None, None),
        Status::Active | Status::OnHold | Status::Unknown => (period.start.or(medicine.when), None),
        Status::Completed | Status::Stopped => (period.start.or(medicine.when), period.end),
        Status::Cancelled | Status::Planned | Status::NotTaken | Status::EnteredInError => (None, None),
    }
}
