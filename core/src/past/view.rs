//! The screen of past answers: plots side by side, and everything as a table.

use super::marks::{Mark, marks};
use super::taken::{Score, Sources, Taken, taken};
use crate::form::{Band, Instrument, Total};
use crate::now::{Now, short_key};
use crate::order;
use crate::record::{Held, Shown, shown};
use crate::words::past as words;

/// The screen of past answers.
#[derive(Debug, Clone, PartialEq)]
pub struct PastView {
    /// Its state.
    pub shown: Shown,
    /// The check-in's title.
    pub title: String,
    /// Key of its address.
    pub key: String,
    /// A plot for each total of each who answered.
    pub plots: Vec<PlotView>,
    /// Heads the columns of totals.
    pub columns: Vec<String>,
    /// Whether published bands have names.
    pub bands: bool,
    /// More than one answered: the table says who.
    pub several: bool,
    /// The newest first.
    pub rows: Vec<Row>,
    /// The person's own (they may answer it).
    pub own: bool,
}

/// One plot.
#[derive(Debug, Clone, PartialEq)]
pub struct PlotView {
    /// What it shows, where there are several: a total's name, or who answered.
    pub title: Option<String>,
    /// Lowest and highest possible.
    pub range: (i64, i64),
    /// The published bands.
    pub bands: Vec<Band>,
    /// Whether lower is better.
    pub lower: bool,
    /// The oldest first.
    pub points: Vec<Point>,
    /// Changes of treatment between the first and the last point, the oldest first.
    pub marks: Vec<Mark>,
}

/// One dot.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// When, milliseconds.
    pub at: i64,
    /// When, in words.
    pub when: String,
    /// The total.
    pub value: i64,
}

/// A row of the table: answers, or a change of treatment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// When, milliseconds.
    pub at: i64,
    /// When, in words.
    pub when: String,
    /// Leads to the answers; `None` where only the total is in the record.
    pub answers: Option<String>,
    /// Who answered.
    pub who: String,
    /// The totals in words; empty where there is none.
    pub scores: Vec<String>,
    /// The band's name.
    pub band: Option<String>,
    /// Not sent yet.
    pub waiting: bool,
    /// The person's notes.
    pub notes: Vec<String>,
    /// A change of treatment: then nothing else stands in the row.
    pub treatment: Option<String>,
}

/// Treatment begun so long before the first answers (8 weeks) is still shown.
const BEFORE: i64 = 56 * 86_400_000;

/// The screen of past answers.
#[must_use]
pub fn past(
    sources: &Sources,
    medicines: &Held,
    instrument: &Instrument,
    (own, now): (bool, &Now),
) -> PastView {
    let all = taken(sources, instrument);
    let marks = marks(medicines);
    let mut who: Vec<Option<&str>> = vec![];
    for one in all.iter().rev() {
        if !who.contains(&one.who.as_deref()) {
            who.push(one.who.as_deref());
        }
    }
    let names = Names { whose: sources.scores.whose.as_deref() };
    let mut plots = Vec::new();
    for informant in &who {
        for (column, total) in instrument.totals().iter().enumerate() {
            let name = (who.len() > 1).then(|| names.of(*informant));
            let title = [total.name.clone(), name].into_iter().flatten().collect::<Vec<_>>().join(", ");
            let of = all.iter().filter(|t| t.who.as_deref() == *informant);
            plots.extend(plot((column, total), of, title, &marks));
        }
    }
    let mut rows: Vec<Row> = all.iter().map(|one| row(one, instrument, &names)).collect();
    let first = all.last().map_or(i64::MAX, |t| t.at);
    rows.extend(marks.into_iter().filter(|m| m.at >= first.saturating_sub(BEFORE)).map(|mark| Row {
        at: mark.at,
        when: mark.when,
        treatment: Some(mark.what),
        ..Row::default()
    }));
    order::newest_first(&mut rows, |row| row.at);
    let totals = instrument.totals();
    PastView {
        shown: shown(sources.scores, !all.is_empty(), 0, now),
        title: instrument.title.clone(),
        key: instrument.key(),
        plots,
        columns: totals.iter().map(|t| t.name.clone().unwrap_or_else(|| words::SCORE.into())).collect(),
        bands: totals.iter().any(|t| !t.bands.is_empty()),
        several: who.len() > 1,
        rows,
        own,
    }
}

/// Who answered, in words.
struct Names<'a> {
    /// Whose check-ins they are, where the reader is somebody else.
    whose: Option<&'a str>,
}

impl Names<'_> {
    fn of(&self, who: Option<&str>) -> String {
        who.or(self.whose).unwrap_or(words::YOU).to_owned()
    }
}

fn plot<'a>(
    (column, total): (usize, &Total),
    of: impl Iterator<Item = &'a Taken>,
    title: String,
    marks: &[Mark],
) -> Option<PlotView> {
    let mut points: Vec<Point> = Vec::new();
    for one in of {
        if let Some(Some(score)) = one.scores.get(column) {
            points.push(Point { at: one.at, when: one.when.clone(), value: score.value });
        }
    }
    points.reverse();
    let (first, last) = (points.first()?.at, points.last()?.at);
    let within = marks.iter().rev().filter(|m| (first..=last).contains(&m.at));
    Some(PlotView {
        title: Some(title).filter(|t| !t.is_empty()),
        range: (total.min, total.max),
        bands: total.bands.clone(),
        lower: total.lower,
        marks: within.cloned().collect(),
        points,
    })
}

fn row(one: &Taken, instrument: &Instrument, names: &Names) -> Row {
    let number = |score: &Option<Score>| score.map(words::number).unwrap_or_default();
    let band = instrument.total.as_ref().zip(one.scores.first().copied().flatten());
    Row {
        at: one.at,
        when: one.when.clone(),
        answers: one.response.as_deref().map(short_key),
        who: names.of(one.who.as_deref()),
        scores: one.scores.iter().map(number).collect(),
        band: band.and_then(|(total, score)| Some(total.band(score.value)?.name.clone())),
        waiting: one.waiting,
        notes: one.notes.iter().map(|n| n.text.clone()).collect(),
        treatment: None,
    }
}
