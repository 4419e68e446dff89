//! Results and measurements: the latest of each, and how one went over time.

use self::told::{Told, once};
use super::entry::{Leads, members};
use super::list::{Shown, said_to, shown};
use super::rows::{any, read_all};
use super::{Badge, Came, Held, Hold, Tone, hold, key};
use crate::fhir::reading::{Part, Reading, Status, read};
use crate::now::{Now, short_key};
use crate::order;
use crate::route::Route;
use crate::words::record as w;

mod plotted;
mod told;

/// The results screen.
#[derive(Debug, Clone, PartialEq)]
pub struct ResultsView {
    /// Its state.
    pub shown: Shown,
    /// Results by kind.
    pub groups: Vec<ResultsGroup>,
}

/// Results of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct ResultsGroup {
    /// "Blood and other tests", "Measurements" ...
    pub heading: String,
    /// The latest of each.
    pub rows: Vec<SeriesRow>,
}

/// The latest of one result.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesRow {
    /// Key of the address.
    pub key: String,
    /// What it is.
    pub label: String,
    /// The latest value in words.
    pub value: String,
    /// When.
    pub when: Option<String>,
    /// What is usual, in words.
    pub usual: Option<String>,
    /// A word on its state.
    pub badge: Option<Badge>,
    /// How many there are.
    pub count: usize,
    /// The latest is the person's own.
    pub own: bool,
    /// Why it waits until the person chooses to see it: one of its readings is new, or may be hard to read.
    pub hold: Option<Hold>,
}

/// One result over time.
#[derive(Debug, Clone, PartialEq)]
pub struct ResultView {
    /// Its state.
    pub shown: Shown,
    /// What it is.
    pub label: String,
    /// One line for a result, two for a blood pressure.
    pub series: Vec<Series>,
    /// The newest first.
    pub rows: Vec<Point>,
    /// What is usual, in words.
    pub usual: Option<String>,
    /// Lowest and highest usual value, for the plot.
    pub band: (Option<f64>, Option<f64>),
    /// The unit of the plot.
    pub unit: Option<String>,
    /// So many readings are in the table and not, or not whole, in the plot.
    pub undrawn: usize,
    /// From whom the newest is.
    pub source: Option<String>,
    /// The results that belong to the newest.
    pub members: Vec<Leads>,
    /// Readings that are left out until the person chooses to see them.
    pub waits: Option<Waits>,
}

/// Readings that wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waits {
    /// Why, the gravest reason first.
    pub hold: Hold,
    /// Which.
    pub keys: Vec<String>,
}

/// A line of the plot.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What it is.
    pub label: String,
    /// The oldest first.
    pub points: Vec<Dot>,
}

/// A point of the plot.
#[derive(Debug, Clone, PartialEq)]
pub struct Dot {
    /// Milliseconds since 1970.
    pub at: i64,
    /// How much.
    pub value: f64,
    /// Its month in words, where the person is.
    pub month: String,
    /// Its day in words.
    pub day: String,
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// When, in words.
    pub when: String,
    /// The value in words.
    pub value: String,
    /// Notes, corrections, reasons for a missing value.
    pub note: Option<String>,
    /// It was entered by mistake.
    pub mistake: bool,
    /// Where the reading itself opens, with all that is known of it.
    pub route: Option<Route>,
    /// Where it comes from, if from several places or from the person.
    pub sources: Option<String>,
}

/// A questionnaire's totals stand with the check-ins, not here. The newest is the first.
fn readings(held: &Held) -> (Vec<Told>, usize) {
    let none = std::rc::Rc::default();
    let resources = held.known.as_ref().map_or(&none, |k| &k.resources);
    let (all, unread) = read_all(resources, &["Observation"], read);
    let mut all: Vec<Reading> = all.into_iter().filter(|r| !r.in_category("survey")).collect();
    order::newest_first(&mut all, |r| r.when.map_or(i64::MIN, |d| d.to_millis()));
    (once(all), unread)
}

/// The results screen.
#[must_use]
pub fn results(held: &Held, now: &Now) -> ResultsView {
    let (all, unread) = readings(held);
    let mut groups: [Vec<SeriesRow>; w::RESULT_KINDS.len()] = Default::default();
    for (key, list) in series(all) {
        let counts = |r: &&Reading| r.status != Status::EnteredInError;
        let Some(latest) = list.iter().find(counts).or(list.first()) else { continue };
        let key = short_key(&key);
        groups[kind_of(latest)].push(SeriesRow {
            hold: list.iter().filter_map(|reading| holds(held, reading, now)).min(),
            key,
            label: label_of(latest),
            value: value_words(latest),
            when: latest.when.map(|d| d.words()),
            usual: usual_words(latest),
            badge: badge_of(latest),
            count: list.len(),
            own: held.whose.is_none() && latest.source.own(),
        });
    }
    let anything = groups.iter().any(|rows| !rows.is_empty()) || unread > 0;
    let groups = groups
        .into_iter()
        .enumerate()
        .filter(|(_, rows)| !rows.is_empty())
        .map(|(kind, mut rows)| {
            order::by_words(&mut rows, |row| &row.label);
            ResultsGroup { heading: w::RESULT_KINDS[kind].into(), rows }
        })
        .collect();
    ResultsView { shown: shown(held, anything, unread, now), groups }
}

/// The readings of each key, the newest first; keys in the order of their newest reading.
fn series(all: Vec<Told>) -> Vec<(String, Vec<Reading>)> {
    let mut series: Vec<(String, Vec<Reading>)> = Vec::new();
    for (reading, _) in all {
        let key = reading.key();
        match series.iter_mut().find(|(known, _)| *known == key) {
            Some((_, list)) => list.push(reading),
            None => series.push((key, vec![reading])),
        }
    }
    series
}

/// One result over time; an unknown key gives an empty view.
#[must_use]
pub fn result(held: &Held, key: &str, now: &Now) -> ResultView {
    let (mut all, _) = readings(held);
    all.retain(|(reading, _)| short_key(&reading.key()) == key);
    let any = all.first().map(|(reading, _)| label_of(reading));
    let waits = left_out(held, &mut all, now);
    let mut rows: Vec<Point> = all.iter().map(table_row).collect();
    tell_apart(&mut rows, &all);
    for row in &mut rows {
        row.sources = said_to(held, row.sources.take());
    }
    let drawn = plotted::drawn(&all);
    let newest = all.iter().find(|(r, _)| r.status != Status::EnteredInError).or(all.first());
    let said = newest.map(|(_, sources)| sources.join(". ")).filter(|said| !said.is_empty());
    let latest = newest.map(|(reading, _)| reading);
    ResultView {
        shown: shown(held, any.is_some(), 0, now),
        label: latest.map(label_of).or(any).unwrap_or_default(),
        members: latest.map(|reading| members(held, &reading.members, now)).unwrap_or_default(),
        waits,
        usual: latest.and_then(usual_words),
        source: said_to(held, said),
        rows,
        band: drawn.band,
        unit: drawn.unit,
        undrawn: drawn.left_out,
        series: drawn.series,
    }
}

/// Of two readings of one day, the time tells which is which.
fn tell_apart(rows: &mut [Point], all: &[Told]) {
    let days: Vec<String> = rows.iter().map(|row| row.when.clone()).collect();
    for (at, (row, (reading, _))) in rows.iter_mut().zip(all).enumerate() {
        let others = [at.checked_sub(1), Some(at + 1)];
        let same = others.into_iter().flatten().any(|other| days.get(other) == Some(&row.when));
        if let (true, Some(when)) = (same, reading.when) {
            row.when = when.words_with_time();
        }
    }
}

/// What it is called, and whom it is about where that is somebody or something else.
fn label_of(reading: &Reading) -> String {
    match reading.about() {
        Some(about) => w::about_somebody(reading.label(), &about),
        None => reading.label().to_owned(),
    }
}

/// Why a reading waits.
fn holds(held: &Held, reading: &Reading, now: &Now) -> Option<Hold> {
    let mut lines = reading.notes.clone();
    lines.push(value_words(reading));
    let hold = hold::of(&reading.source, reading.label(), "Observation", &lines);
    held.why((hold, Came::of(&reading.source, reading.when)), &key_of(reading), now)
}

fn key_of(reading: &Reading) -> String {
    key("Observation", reading.source.id.as_deref().unwrap_or_default())
}

/// Takes out what waits and was not opened.
fn left_out(held: &Held, all: &mut Vec<Told>, now: &Now) -> Option<Waits> {
    let (mut why, mut keys): (Option<Hold>, Vec<String>) = (None, vec![]);
    all.retain(|(reading, _)| {
        let key = key_of(reading);
        let Some(hold) = holds(held, reading, now).filter(|_| !held.ready.is_opened(&key)) else {
            return true;
        };
        why = Some(why.map_or(hold, |known| known.min(hold)));
        keys.push(key);
        false
    });
    Some(Waits { hold: why?, keys })
}

/// The readings of a result that wait because they are new: who comes to it from a list that says so wants to see them.
#[must_use]
pub fn new_of(held: &Held, key: &str, now: &Now) -> Vec<String> {
    let (mut all, _) = readings(held);
    all.retain(|(reading, _)| {
        short_key(&reading.key()) == key && holds(held, reading, now) == Some(Hold::NewResult)
    });
    all.iter().map(|(reading, _)| key_of(reading)).collect()
}

fn kind_of(reading: &Reading) -> usize {
    let kinds = ["laboratory", "vital-signs"];
    kinds.iter().position(|k| reading.in_category(k)).unwrap_or(kinds.len())
}

/// The value, or the values of the parts, or why there is none.
fn value_words(reading: &Reading) -> String {
    let value = |part: &Part| {
        let said = part.value.as_ref().and_then(crate::fhir::measured::Measured::words);
        said.or_else(|| part.absent.as_deref().map(w::no_value))
    };
    let own = reading.main.value.as_ref().and_then(crate::fhir::measured::Measured::words);
    let parts = || {
        let one = |p: &Part| {
            let said = value(p).unwrap_or_else(|| w::NO_VALUE.into());
            let judged = p.interpretation.join(", ");
            let said = if judged.is_empty() { said } else { [&said, " (", &judged, ")"].concat() };
            Some(w::labelled(p.code.label()?, &said))
        };
        let words: Vec<String> = reading.parts.iter().filter_map(one).collect();
        (!words.is_empty()).then(|| words.join(", "))
    };
    let members = || (!reading.members.is_empty()).then(|| w::members(reading.members.len()));
    let own = own.map(|own| match parts() {
        Some(parts) => [&own, ", ", &parts].concat(),
        None => own,
    });
    own.or_else(parts).or_else(members).or_else(|| value(&reading.main)).unwrap_or_else(|| w::NO_VALUE.into())
}

/// What is usual, as the newest says: of itself, else of its parts.
fn usual_words(reading: &Reading) -> Option<String> {
    let own = usual_of(&reading.main);
    own.or_else(|| {
        let one = |part: &Part| Some(w::labelled(part.code.label()?, &usual_of(part)?));
        let parts: Vec<String> = reading.parts.iter().filter_map(one).collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    })
}

/// Ranges of other kinds, such as the one that a medicine should reach, are none of what is usual.
fn usual_of(part: &Part) -> Option<String> {
    let usual: Vec<String> =
        part.usual.iter().filter(|usual| usual.normal).filter_map(|usual| usual.words()).collect();
    (!usual.is_empty()).then(|| usual.join("; "))
}

/// How far it is, and what the laboratory says of it: one says nothing of the other.
fn badge_of(reading: &Reading) -> Option<Badge> {
    let state = match reading.status {
        Status::Preliminary => Some((w::EARLY_RESULT, Tone::Info)),
        Status::Registered => Some((w::NO_RESULT_YET, Tone::Waiting)),
        Status::Amended | Status::Corrected => Some((w::CORRECTED, Tone::Info)),
        Status::Cancelled => Some((w::NOT_DONE, Tone::Plain)),
        Status::EnteredInError => Some((w::MISTAKE, Tone::Plain)),
        Status::Final | Status::Unknown => None,
    };
    let mut said: Vec<&str> = state.iter().map(|(words, _)| *words).collect();
    if reading.altered {
        said.push(w::ALTERED);
    }
    for words in &reading.main.interpretation {
        if !said.contains(&words.as_str()) {
            said.push(words);
        }
    }
    let tone = state.map_or(Tone::Plain, |(_, tone)| tone);
    (!said.is_empty()).then(|| Badge { words: said.join(". "), tone })
}

fn table_row((reading, sources): &Told) -> Point {
    let mut notes: Vec<String> = badge_of(reading).map(|b| b.words).into_iter().collect();
    notes.extend(reading.notes.iter().cloned());
    Point {
        when: reading.when.map_or_else(|| w::DATE_UNKNOWN.into(), |d| d.words()),
        value: value_words(reading),
        note: (!notes.is_empty()).then(|| notes.join(". ")),
        mistake: reading.status == Status::EnteredInError,
        route: reading.source.id.as_deref().map(|id| Route::Entry(any::key("Observation", id))),
        sources: (sources.len() > 1 || reading.source.own()).then(|| sources.join(". ")),
    }
}
