//! What of a result can be drawn: numbers of one unit, and what is usual where that holds for all of them.

use super::told::Told;
use super::{Dot, Series};
use crate::fhir::date::Date;
use crate::fhir::measured::Measured;
use crate::fhir::reading::{Part, Reading, Status};

/// The plot of a result.
pub(super) struct Drawn {
    /// Its lines.
    pub series: Vec<Series>,
    /// Their unit.
    pub unit: Option<String>,
    /// Lowest and highest usual value.
    pub band: (Option<f64>, Option<f64>),
    /// So many readings are not in it, or not whole.
    pub left_out: usize,
}

/// Mistakes are in the table, marked, but not in the plot; nor is what is no plain number, such as "less than 5", or has
/// another unit than the newest. A reading without a date has no place in it.
pub(super) fn drawn(list: &[Told]) -> Drawn {
    let counts = |reading: &Reading| !matches!(reading.status, Status::EnteredInError | Status::Cancelled);
    let all = || list.iter().map(|(reading, _)| reading).filter(|reading| counts(reading));
    let unit =
        all().find_map(|reading| values(reading).find_map(|(_, value)| Some(unit_of(number(value)?.1))));
    let mut drawn = Drawn { series: vec![], unit: unit.clone().flatten(), band: (None, None), left_out: 0 };
    let all: Vec<&Reading> = all().collect();
    for reading in all.iter().rev() {
        let mut whole = true;
        for (label, value) in values(reading) {
            let number = number(value).filter(|(_, of)| Some(unit_of(of)) == unit);
            match (reading.when, number) {
                (Some(when), Some((number, _))) => add(&mut drawn.series, label, dot(when, number)),
                _ => whole = false,
            }
        }
        drawn.left_out += usize::from(!whole);
    }
    drawn.band = band(&all, drawn.unit.as_deref());
    drawn
}

/// The month is that of the person's clock, as the day is: what was measured late on the last of May is of May.
fn dot(when: Date, value: f64) -> Dot {
    let month = match when.here() {
        Date::Year(year) => Date::Year(year),
        day => {
            let (year, month, _) = day.first_day();
            Date::YearMonth(year, month)
        }
    };
    Dot { at: when.to_millis(), value, month: month.words(), day: when.words() }
}

fn add(series: &mut Vec<Series>, label: &str, point: Dot) {
    match series.iter_mut().find(|line| line.label == label) {
        Some(line) => line.points.push(point),
        None => series.push(Series { label: label.into(), points: vec![point] }),
    }
}

fn values(reading: &Reading) -> impl Iterator<Item = (&str, &Measured)> {
    let own = std::iter::once((reading.label(), &reading.main));
    let parts = reading.parts.iter().filter_map(|part| Some((part.code.label()?, part)));
    own.chain(parts).filter_map(|(label, part)| Some((label, part.value.as_ref()?)))
}

fn number(value: &Measured) -> Option<(f64, &Measured)> {
    Some((value.number()?, value))
}

fn unit_of(value: &Measured) -> Option<String> {
    value.unit().map(str::to_owned)
}

/// The one usual range that every reading tells of that tells of any, for everybody, in the unit of the plot.
fn band(all: &[&Reading], unit: Option<&str>) -> (Option<f64>, Option<f64>) {
    let mut known = None;
    for part in all.iter().map(|reading| &reading.main).filter(|part| !part.usual.is_empty()) {
        match (edges(part, unit), known) {
            (Some(edges), None) => known = Some(edges),
            (Some(edges), Some(before)) if edges == before => {}
            _ => return (None, None),
        }
    }
    known.unwrap_or_default()
}

fn edges(part: &Part, unit: Option<&str>) -> Option<(Option<f64>, Option<f64>)> {
    let mut normal = part.usual.iter().filter(|usual| usual.normal);
    let (usual, None) = (normal.next()?, normal.next()) else { return None };
    let edge = |side: &Option<crate::fhir::quantity::Quantity>| side.as_ref().and_then(|edge| edge.number());
    let fits = |side: &Option<crate::fhir::quantity::Quantity>| {
        side.as_ref().is_none_or(|edge| edge.unit.is_none() || edge.unit.as_deref() == unit)
    };
    let for_all = usual.applies_to.is_empty() && usual.age.is_none();
    let range = &usual.range;
    (for_all && fits(&range.low) && fits(&range.high)).then(|| (edge(&range.low), edge(&range.high)))
}
