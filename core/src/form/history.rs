//! How a score went over time.

use serde_json::Value;

use super::library::{Band, Instrument};
use crate::fhir::reading::{self, Status};
use crate::now::Now;
use crate::order;
use crate::outbox::{Entry, Kind};
use crate::record::{Held, Shown, shown};

/// The screen of past answers.
#[derive(Debug, Clone, PartialEq)]
pub struct PastView {
    /// Its state.
    pub shown: Shown,
    /// The check-in's title.
    pub title: String,
    /// Key of its address.
    pub key: String,
    /// The newest first.
    pub points: Vec<Point>,
    /// Lowest and highest possible.
    pub range: (i64, i64),
    /// The published bands.
    pub bands: Vec<Band>,
}

/// One total.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// When, milliseconds.
    pub at: i64,
    /// When, in words.
    pub when: String,
    /// The total.
    pub value: i64,
    /// The band's name.
    pub band: Option<String>,
    /// Not sent yet.
    pub waiting: bool,
}

/// Totals of an instrument: those of the record, and those that wait in the outbox, the newest first.
#[must_use]
pub fn points(held: &Held, outbox: &[Entry], instrument: &Instrument) -> Vec<Point> {
    let none: std::rc::Rc<Vec<Value>> = std::rc::Rc::default();
    let known = held.known.as_ref().map_or(&none, |k| &k.resources);
    let waiting = outbox.iter().filter(|e| e.kind == Kind::CheckIn);
    let waiting = waiting.flat_map(|e| e.body["entry"].as_array().into_iter().flatten());
    let waiting: Vec<&Value> = waiting.map(|e| &e["resource"]).collect();
    let ids: Vec<&Value> = known.iter().map(|r| &r["id"]).collect();
    let sent = known.iter().filter_map(|r| point(r, instrument, false));
    let unsent = waiting.into_iter().filter(|r| !ids.contains(&&r["id"]));
    let unsent = unsent.filter_map(|r| point(r, instrument, true));
    let mut points: Vec<Point> = sent.chain(unsent).collect();
    order::newest_first(&mut points, |p| p.at);
    points
}

fn point(resource: &Value, instrument: &Instrument, waiting: bool) -> Option<Point> {
    if resource["resourceType"] != "Observation" {
        return None;
    }
    let reading = reading::read(resource).ok()?.good;
    let is_total = reading.main.code.codings.iter().filter_map(crate::fhir::coding::Coding::key);
    if reading.status == Status::EnteredInError || !is_total.into_iter().any(|k| instrument.is_total(&k)) {
        return None;
    }
    let number = reading.main.value.as_ref()?.number()?;
    #[allow(
        clippy::cast_possible_truncation,
        reason = "a total is a small whole number; others are left out"
    )]
    let value = number as i64;
    let total = instrument.total.as_ref()?;
    let when = reading.when?;
    (total.min..=total.max).contains(&value).then(|| Point {
        at: when.to_millis(),
        when: when.words(),
        value,
        band: total.band(value).map(|b| b.name.clone()),
        waiting,
    })
}

/// The screen of past answers.
#[must_use]
pub fn past(held: &Held, outbox: &[Entry], instrument: &Instrument, now: &Now) -> PastView {
    let points = points(held, outbox, instrument);
    let total = instrument.total.as_ref();
    PastView {
        shown: shown(held, !points.is_empty(), 0, now),
        title: instrument.title.clone(),
        key: instrument.key(),
        points,
        range: total.map_or((0, 0), |t| (t.min, t.max)),
        bands: total.map(|t| t.bands.clone()).unwrap_or_default(),
    }
}
