//! Results and measurements: the latest of each, and how one went over time.

use self::told::{Told, once};
use super::list::{Shown, said_to, shown};
use super::rows::read_all;
use super::{Badge, Held, Hold, Tone};
use crate::fhir::reading::{Part, Reading, Status, Usual, read};
use crate::now::{Now, short_key};
use crate::order;
use crate::words::record as w;

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
    /// The latest is new to the person, and waits until they choose to see it.
    pub waits: bool,
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
    /// The unit.
    pub unit: Option<String>,
    /// From whom the newest is.
    pub source: Option<String>,
}

/// A line of the plot.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What it is.
    pub label: String,
    /// Milliseconds and value, the oldest first.
    pub points: Vec<(i64, f64)>,
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
        let new = held.whose.is_none() && held.ready.is_new(&latest.source, latest.when, now);
        groups[kind_of(latest)].push(SeriesRow {
            waits: new && !held.ready.shows(Hold::NewResult) && !held.ready.opened.contains(&key),
            key,
            label: latest.label().into(),
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
    let mut rows: Vec<Point> = all.iter().map(table_row).collect();
    for row in &mut rows {
        row.sources = said_to(held, row.sources.take());
    }
    let newest = all.iter().find(|(r, _)| r.status != Status::EnteredInError).or(all.first());
    let said = newest.map(|(_, sources)| sources.join(". ")).filter(|said| !said.is_empty());
    let latest = newest.map(|(reading, _)| reading);
    ResultView {
        shown: shown(held, !all.is_empty(), 0, now),
        label: latest.map(|r| r.label().to_string()).unwrap_or_default(),
        usual: latest.and_then(usual_words),
        band: latest.map_or((None, None), band),
        unit: latest.and_then(|r| r.main.value.as_ref()).and_then(|v| v.unit().map(Into::into)),
        source: said_to(held, said),
        rows,
        series: lines(&all),
    }
}

fn kind_of(reading: &Reading) -> usize {
    let kinds = ["laboratory", "vital-signs"];
    kinds.iter().position(|k| reading.in_category(k)).unwrap_or(kinds.len())
}

/// The value, or the values of the parts, or why there is none.
fn value_words(reading: &Reading) -> String {
    let own = reading.main.value.as_ref().and_then(crate::fhir::measured::Measured::words);
    let parts = || {
        let one = |p: &Part| Some(w::labelled(p.code.label()?, &p.value.as_ref()?.words()?));
        let words: Vec<String> = reading.parts.iter().filter_map(one).collect();
        (!words.is_empty()).then(|| words.join(", "))
    };
    let absent = || reading.main.absent.as_deref().map(w::no_value);
    own.or_else(parts).or_else(absent).unwrap_or_else(|| w::NO_VALUE.into())
}

fn usual_words(reading: &Reading) -> Option<String> {
    let usual = reading.main.usual.first()?;
    usual.text.clone().or_else(|| usual.range.words())
}

fn band(reading: &Reading) -> (Option<f64>, Option<f64>) {
    let edge = |pick: fn(&Usual) -> Option<&crate::fhir::quantity::Quantity>| {
        pick(reading.main.usual.first()?)?.number()
    };
    (edge(|u| u.range.low.as_ref()), edge(|u| u.range.high.as_ref()))
}

fn badge_of(reading: &Reading) -> Option<Badge> {
    let (words, tone) = match reading.status {
        Status::Preliminary => (w::EARLY_RESULT, Tone::Info),
        Status::Registered => (w::NO_RESULT_YET, Tone::Waiting),
        Status::Amended | Status::Corrected => (w::CORRECTED, Tone::Info),
        Status::Cancelled => (w::NOT_DONE, Tone::Plain),
        Status::EnteredInError => (w::MISTAKE, Tone::Plain),
        Status::Final | Status::Unknown => {
            let said = reading.main.interpretation.first()?;
            return Some(Badge { words: said.clone(), tone: Tone::Plain });
        }
    };
    Some(Badge { words: words.into(), tone })
}

/// Mistakes are in the table, marked, but not in the plot.
fn lines(list: &[Told]) -> Vec<Series> {
    let mut lines: Vec<Series> = Vec::new();
    for (reading, _) in list.iter().rev() {
        if matches!(reading.status, Status::EnteredInError | Status::Cancelled) {
            continue;
        }
        let Some(when) = reading.when.map(|d| d.to_millis()) else { continue };
        let own = std::iter::once((reading.label(), &reading.main));
        let parts = reading.parts.iter().filter_map(|p| Some((p.code.label()?, p)));
        for (label, part) in own.chain(parts) {
            let Some(number) = part.value.as_ref().and_then(crate::fhir::measured::Measured::number) else {
                continue;
            };
            match lines.iter_mut().find(|l| l.label == label) {
                Some(line) => line.points.push((when, number)),
                None => lines.push(Series { label: label.into(), points: vec![(when, number)] }),
            }
        }
    }
    lines
}

fn table_row((reading, sources): &Told) -> Point {
    let mut notes: Vec<String> = badge_of(reading).map(|b| b.words).into_iter().collect();
    notes.extend(reading.notes.iter().cloned());
    Point {
        when: reading.when.map_or_else(|| w::DATE_UNKNOWN.into(), |d| d.words()),
        value: value_words(reading),
        note: (!notes.is_empty()).then(|| notes.join(". ")),
        mistake: reading.status == Status::EnteredInError,
        sources: (sources.len() > 1 || reading.source.own()).then(|| sources.join(". ")),
    }
}
