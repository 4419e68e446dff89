//! All entries in the order of time: years, their months, and the entries of one month.

use super::index::{Brief, Index};
use super::list::{Shown, together};
use super::search::Found;
use super::{Held, Shelf, State};
use crate::fhir::date::Date;
use crate::now::Now;
use crate::words::record_find as w;

/// The timeline screen.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineView {
    /// Its state.
    pub shown: Shown,
    /// Each year with something in it, the newest first; what has no date comes last.
    pub years: Vec<Span>,
    /// The months of the open year.
    pub months: Vec<Span>,
    /// The entries of the open month, as many as are shown so far.
    pub rows: Vec<Found>,
    /// How many the open month holds.
    pub total: usize,
}

/// A year, or a month.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// Its word in an address: `2026`, `2026-03`, `2026-00` for a year whose month is not known, `undated`.
    pub slug: String,
    /// "2026", "March 2026".
    pub label: String,
    /// How many entries it holds.
    pub count: usize,
    /// It is open.
    pub open: bool,
}

/// The year of an entry and its month, 0 where they are not known.
fn month_of(entry: &Brief) -> (u16, u8) {
    match entry.when {
        None => (0, 0),
        Some(Date::Year(year)) => (year, 0),
        Some(date) => {
            let (year, month, _) = date.here().first_day();
            (year, month)
        }
    }
}

/// The day of a date where the person is, or as near as it is known.
fn day_of(date: Date) -> Date {
    match date.here() {
        Date::Instant { day: (year, month, day), .. } => Date::Day(year, month, day),
        other => other,
    }
}

fn day_words(day: Date) -> String {
    match day {
        Date::Year(_) | Date::YearMonth(..) => w::some_day_in(&day.words()),
        _ => day.words(),
    }
}

/// The timeline, open at this address; one that leads nowhere opens the newest.
#[must_use]
pub fn timeline(state: &State, all: &[(Shelf, Held)], asked: &str, now: &Now) -> TimelineView {
    let index = state.last.of(all);
    let open = open_at(&index, asked, now);
    let (mut years, mut months): (Vec<Span>, Vec<Span>) = (vec![], vec![]);
    let (mut rows, mut total) = (vec![], 0);
    let mut last = None;
    for entry in &index.entries {
        let (year, month) = month_of(entry);
        count(&mut years, year_span(year, open.0));
        if year == open.0 {
            count(&mut months, month_span((year, month), open));
        }
        if (year, month) == open {
            total += 1;
            if rows.len() < state.window {
                let begins = entry.when.map(day_of).filter(|day| last != Some(*day));
                last = begins.or(last);
                let day = begins.map(day_words);
                rows.push(Found { day, ..Found::of(entry, all, now) });
            }
        }
    }
    TimelineView {
        shown: together(all, !index.entries.is_empty(), index.unread, now),
        years,
        months,
        rows,
        total,
    }
}

/// The month that is open: that of the address, or the newest of its year, or the newest that is not ahead.
fn open_at(index: &Index, asked: &str, now: &Now) -> (u16, u8) {
    let (year, month) = asked.split_once('-').unwrap_or((asked, ""));
    let is = |entry: &&Brief| {
        let (y, m) = month_of(entry);
        slug_of(y) == year && (month.is_empty() || two(m) == month)
    };
    // What is planned lies ahead: the timeline opens today, or as near before it as there is something.
    let past = |entry: &&Brief| entry.when.is_some_and(|date| date.to_millis() <= now.time);
    let entries = &index.entries;
    let found = entries.iter().find(is).or_else(|| entries.iter().find(past)).or(entries.first());
    found.map(month_of).unwrap_or_default()
}

fn slug_of(year: u16) -> String {
    if year == 0 { "undated".to_owned() } else { year.to_string() }
}

fn two(month: u8) -> String {
    let digits = month.to_string();
    if month < 10 { ["0", &digits].concat() } else { digits }
}

fn year_span(year: u16, open: u16) -> Span {
    let label = if year == 0 { w::UNDATED.to_owned() } else { year.to_string() };
    Span { slug: slug_of(year), label, count: 1, open: year == open }
}

fn month_span((year, month): (u16, u8), open: (u16, u8)) -> Span {
    let label = match (year, month) {
        (0, _) => w::UNDATED.to_owned(),
        (year, 0) => w::some_time_in(year),
        (year, month) => Date::YearMonth(year, month).words(),
    };
    Span { slug: [&slug_of(year), "-", &two(month)].concat(), label, count: 1, open: (year, month) == open }
}

/// Adds one to its span. Entries come in order of time: a span that was met is among the last few.
fn count(spans: &mut Vec<Span>, one: Span) {
    match spans.iter_mut().rev().find(|span| span.slug == one.slug) {
        Some(span) => span.count += 1,
        None => spans.push(one),
    }
}
