//! The pages to print: a summary for a person to read, of the parts that they choose.

use super::{Gathered, State, member};
use crate::fhir::date::Date;
use crate::now::Now;
use crate::record::{self, Group, Held, ResultsGroup, Shelf, Shown, together};
use crate::words::record::MISTAKES;

/// The parts, in the order in which they stand on paper.
const PARTS: [Shelf; 9] = [
    Shelf::Conditions,
    Shelf::Allergies,
    Shelf::Medicines,
    Shelf::Results,
    Shelf::Vaccinations,
    Shelf::Procedures,
    Shelf::Appointments,
    Shelf::Visits,
    Shelf::Team,
];

/// The NHS number among a patient's identifiers.
const NHS: &str = "https://fhir.nhs.uk/Id/nhs-number";

/// The pages.
#[derive(Debug, Clone, PartialEq)]
pub struct PaperView {
    /// How old what is held is, and whether something is there.
    pub shown: Shown,
    /// What the person is called.
    pub name: String,
    /// Their NHS number, in threes and fours.
    pub number: Option<String>,
    /// When they were born, in words.
    pub born: Option<String>,
    /// The day on which this is made, in words.
    pub made: String,
    /// The parts.
    pub parts: Vec<PaperPart>,
    /// What may be hard to read is printed too.
    pub all_of_it: bool,
    /// So many entries are left out because they may be hard to read.
    pub held_back: usize,
}

/// One part.
#[derive(Debug, Clone, PartialEq)]
pub struct PaperPart {
    /// Which.
    pub shelf: Shelf,
    /// It is printed.
    pub on: bool,
    /// It is not held here: nobody can say that there is nothing.
    pub unknown: bool,
    /// So many entries could not be read, whole or in part.
    pub unread: usize,
    /// Its entries.
    pub groups: Vec<Group>,
    /// The newest of each result.
    pub results: Vec<ResultsGroup>,
}

/// The pages; `all` is what is held of the person's own record.
#[must_use]
pub fn paper(state: &State, all: &[(Shelf, Held)], of: &Gathered, now: &Now) -> PaperView {
    let mut held_back = 0;
    let mut parts = Vec::new();
    for (at, shelf) in PARTS.iter().enumerate() {
        let on = !state.left_out.contains(&at);
        let place = shelf.fetched_as();
        let held =
            all.iter().find(|(known, _)| *known == place).map(|(_, held)| held.clone()).unwrap_or_default();
        let (part, back) = part(*shelf, &held, (on, state.all_of_it), now);
        held_back += back;
        parts.push(part);
    }
    let patient = of.find(&of.patient).unwrap_or(&serde_json::Value::Null);
    let born = Date::parse(member(patient, "birthDate")).map(|date| date.words());
    let offset = i16::try_from(now.offset).unwrap_or(0);
    let today = Date::parse(&super::today(now)).unwrap_or_else(|| Date::from_millis(now.time, offset));
    PaperView {
        shown: together(all, !of.is_empty(), 0, now),
        name: of.name.clone(),
        number: number(patient),
        born,
        made: today.words(),
        parts,
        all_of_it: state.all_of_it,
        held_back,
    }
}

fn part(shelf: Shelf, held: &Held, (on, all_of_it): (bool, bool), now: &Now) -> (PaperPart, usize) {
    let mut back = 0;
    let known = held.known.is_some();
    let mut made = PaperPart { shelf, on, unknown: !known, unread: 0, groups: vec![], results: vec![] };
    if !known {
        return (made, 0);
    }
    if shelf == Shelf::Results {
        let view = record::results(held, now);
        made.unread = view.shown.unread;
        for mut group in view.groups {
            let before = group.rows.len();
            group.rows.retain(|row| all_of_it || row.hold.is_none());
            back += before - group.rows.len();
            if !group.rows.is_empty() {
                made.results.push(group);
            }
        }
    } else {
        let view = record::list(held, shelf, now);
        made.unread = view.shown.unread;
        for mut group in view.groups {
            let before = group.rows.len();
            group.rows.retain(|row| all_of_it || row.hold.is_none());
            back += before - group.rows.len();
            if !group.rows.is_empty() && group.heading.as_deref() != Some(MISTAKES) {
                made.groups.push(group);
            }
        }
    }
    let back = if on { back } else { 0 };
    (made, back)
}

/// "943 476 5919", as it is written in England.
fn number(patient: &serde_json::Value) -> Option<String> {
    let all = patient["identifier"].as_array()?;
    let found = all.iter().find(|one| member(one, "system") == NHS)?;
    let digits = member(found, "value");
    let (Some(first), Some(second), Some(last)) = (digits.get(..3), digits.get(3..6), digits.get(6..)) else {
        return Some(digits.to_owned());
    };
    Some([first, " ", second, " ", last].concat())
}
