//! Entries of any kind: one row for all of them.

use serde_json::Value;

use super::{EntryRow, Tone, badge, group, referrals};
use crate::fhir::entry::{Entry, read};
use crate::fhir::kind;
use crate::now::short_key;
use crate::order;
use crate::record::{Came, Group, Hold, Shelf, hold, same};
use crate::words::{record as w, record_kinds, record_states as states};

/// The entries of a shelf, the newest first; what was ruled out or entered by mistake folded.
pub(super) fn groups(shelf: Shelf, resources: &[Value]) -> (Vec<Group>, usize) {
    let main = shelf.kinds().first().copied();
    of(resources, |resource| shelf.holds(resource), main)
}

/// The same for some kinds alone; a row says its kind unless it is `main`.
pub(super) fn of(
    resources: &[Value],
    wanted: impl Fn(&Value) -> bool,
    main: Option<&str>,
) -> (Vec<Group>, usize) {
    let (mut all, mut unread) = (Vec::new(), 0);
    for resource in resources.iter().filter(|resource| wanted(resource)) {
        match read(resource) {
            Ok(found) => {
                unread += usize::from(!found.unread.is_empty());
                all.push((found.good, kind(resource).unwrap_or_default(), resource));
            }
            Err(_) => unread += 1,
        }
    }
    order::newest_first(&mut all, |(entry, ..)| entry.when.map_or(i64::MIN, |d| d.to_millis()));
    let is = |entry: &Entry, code: &str| entry.status.as_deref() == Some(code);
    let rows = |wanted: &dyn Fn(&Entry) -> bool| -> Vec<EntryRow> {
        let chosen = all.iter().filter(|(entry, ..)| wanted(entry));
        let made = chosen.map(|(entry, name, resource)| -> (EntryRow, &Value) {
            let mut made = row(entry, name, main != Some(*name));
            if *name == referrals::KIND {
                referrals::complete(&mut made, entry, resource);
            }
            (made, *resource)
        });
        once(made.collect())
    };
    let groups = vec![
        Group {
            heading: None,
            rows: rows(&|e| !is(e, "refuted") && !is(e, "entered-in-error")),
            folded: false,
            rest: 0,
        },
        group(w::RULED_OUT, rows(&|e| is(e, "refuted")), true),
        group(w::MISTAKES, rows(&|e| is(e, "entered-in-error")), true),
    ];
    (groups, unread)
}

/// An entry of any kind as a row.
pub(in crate::record) fn row(entry: &Entry, kind: &str, says_kind: bool) -> EntryRow {
    let name = record_kinds::kind(kind);
    let title = title(entry, kind);
    let mut lines: Vec<String> = Vec::new();
    if says_kind && title != name {
        lines.push(name);
    }
    lines.extend(entry.when_words.iter().cloned());
    lines.extend(entry.lines.iter().filter(|line| **line != title).map(|line| short(line)));
    let who = entry.source.who();
    let source = match entry.source.own() {
        true => Some(w::added_by_you(None)),
        false if entry.source.as_told() => Some(w::as_you_told(None)),
        false => who.map(|who| w::from(who, None)),
    };
    EntryRow {
        key: key(kind, entry.source.id.as_deref().unwrap_or(&title)),
        badge: mark(entry, kind),
        lines,
        source,
        own: entry.source.own(),
        hold: waits_for(entry, &title, kind),
        came: Came::of(&entry.source, entry.when).filter(|_| entry.is_result),
        also: vec![],
        title,
    }
}

/// Why it waits: what it is called, what its row says whole, and what its parts are called and say; by its kind too,
/// unless that is known to be about everyday things.
fn waits_for(entry: &Entry, title: &str, kind: &str) -> Option<Hold> {
    let kind = if entry.everyday { "" } else { kind };
    let why = |lines: &[String]| hold::of(&entry.source, title, kind, lines);
    why(&entry.lines).or_else(|| why(&entry.sections))
}

/// All that the head of an entry says, unshortened: what it is called; its state, when it was, and its lines.
pub(crate) fn told(resource: &Value) -> (String, Vec<String>) {
    let name = kind(resource).unwrap_or_default();
    let entry = read(resource).map(|found| found.good).unwrap_or_default();
    let mut lines: Vec<String> = mark(&entry, name).map(|badge| badge.words).into_iter().collect();
    lines.extend(entry.when_words.iter().cloned());
    lines.extend(entry.lines.iter().cloned());
    (title(&entry, name), lines)
}

/// What it is called; an entry that bears no name is called by its kind.
pub(in crate::record) fn title(entry: &Entry, kind: &str) -> String {
    entry.title.clone().unwrap_or_else(|| record_kinds::kind(kind))
}

/// Stands for an entry in an address.
pub(crate) fn key(kind: &str, id: &str) -> String {
    short_key(&[kind, "/", id].concat())
}

/// What several systems tell of is told once, with each of them as its source.
pub(in crate::record) fn once(rows: Vec<(EntryRow, &Value)>) -> Vec<EntryRow> {
    let mut kept: Vec<(EntryRow, Vec<&Value>)> = Vec::with_capacity(rows.len());
    for (row, resource) in rows {
        let is_same = |(other, of): &&mut (EntryRow, Vec<&Value>)| {
            says_the_same(other, &row) && of.iter().all(|of| same::is_one(of, resource))
        };
        match kept.iter_mut().rev().take(NEAR).find(is_same) {
            Some((other, of)) => {
                join(other, row);
                of.push(resource);
            }
            None => kept.push((row, vec![resource])),
        }
    }
    kept.into_iter().map(|(row, _)| row).collect()
}

/// The same of rows whose entries are among these.
pub(in crate::record) fn once_of(rows: Vec<EntryRow>, all: &[Value]) -> Vec<EntryRow> {
    let keyed: Vec<(String, &Value)> =
        all.iter().filter_map(|one| Some((key(kind(one)?, one.get("id")?.as_str()?), one))).collect();
    let of =
        |row: &EntryRow| keyed.iter().find(|(key, _)| *key == row.key).map_or(&Value::Null, |(_, one)| *one);
    let rows: Vec<(EntryRow, &Value)> = rows
        .into_iter()
        .map(|row| {
            let of = of(&row);
            (row, of)
        })
        .collect();
    once(rows)
}

/// So far back a double is looked for: rows are in the order of time, and one day holds few.
const NEAR: usize = 64;

/// Whether two rows say the same, whoever it is from.
pub(in crate::record) fn says_the_same(one: &EntryRow, other: &EntryRow) -> bool {
    one.title == other.title
        && one.lines == other.lines
        && one.badge == other.badge
        && one.own == other.own
        && one.hold == other.hold
}

/// Adds which entry says the same, and where that comes from.
pub(in crate::record) fn join(row: &mut EntryRow, other: EntryRow) {
    row.also.push(other.key);
    row.also.extend(other.also);
    let Some(more) = other.source else { return };
    match &mut row.source {
        None => row.source = Some(more),
        Some(said) if crate::seek::find(said, &more, 0).is_none() => {
            said.push_str(". ");
            said.push_str(&more);
        }
        Some(_) => {}
    }
}

/// A row is short: the whole stands on the entry's own page.
fn short(line: &str) -> String {
    const MOST: usize = 120;
    let end = line.char_indices().nth(MOST).map(|(at, _)| at);
    match end.and_then(|end| line.get(..end)) {
        Some(start) => [start.trim_end(), "…"].concat(),
        None => line.to_owned(),
    }
}

/// What stands beside its title: that it must not be done, its state, or that it is only an idea so far.
pub(in crate::record) fn mark(entry: &Entry, kind: &str) -> Option<super::Badge> {
    let state = state(entry.status.as_deref(), kind);
    if entry.altered {
        let words: Vec<&str> = state.iter().map(|badge| badge.words.as_str()).chain([w::ALTERED]).collect();
        return badge(&words.join(". "), Tone::Waiting);
    }
    if entry.forbidden {
        let medicine = kind == "MedicationRequest";
        let mut words = (if medicine { w::DO_NOT_TAKE } else { w::MUST_NOT }).to_owned();
        if let Some(state) = state {
            words.push_str(". ");
            words.push_str(&state.words);
        }
        return badge(&words, Tone::Waiting);
    }
    state.or_else(|| match entry.intent.as_deref() {
        _ if !kind.ends_with("Request") => None,
        Some("proposal" | "option") => badge(w::PROPOSED, Tone::Info),
        Some("plan") => badge(w::PLANNED, Tone::Info),
        _ => None,
    })
}

/// A word on its state, where it is not what one takes for granted.
fn state(status: Option<&str>, kind: &str) -> Option<super::Badge> {
    let code = status?;
    if let Some(words) = states::of_kind(kind, code) {
        return badge(words, Tone::Info);
    }
    let usual = [
        "completed",
        "finished",
        "final",
        "active",
        "current",
        "fulfilled",
        "available",
        "accepted",
        "confirmed",
    ];
    if usual.contains(&code) {
        return None;
    }
    let waits = ["pending", "waitlist", "on-hold", "proposed", "draft", "registered"].contains(&code);
    badge(states::status(code).unwrap_or(code), if waits { Tone::Waiting } else { Tone::Info })
}
