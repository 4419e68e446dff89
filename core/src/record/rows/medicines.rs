//! Medicines, prescribed and taken.

use serde_json::Value;

use super::{EntryRow, Tone, any, badge, group, read_all, row};
use crate::fhir::kind;
use crate::fhir::medicine::{Kind, Medicine, Status, Use, read};
use crate::order;
use crate::record::Group;
use crate::words::record as w;

/// The groups at a moment (milliseconds since 1970). Only what is in use stands under what one takes.
pub(super) fn groups(resources: &[Value], at: i64) -> (Vec<Group>, usize) {
    let (mut all, unread) = read_all(resources, &["MedicationRequest", "MedicationStatement"], read);
    describe(&mut all, resources);
    order::newest_first(&mut all, |m| m.when.map_or(i64::MIN, |d| d.to_millis()));
    let of = |(usage, heading, folded): (Use, &str, bool)| {
        group(heading, all.iter().filter(|m| m.usage(at) == usage).map(to_row).collect(), folded)
    };
    let mut groups: Vec<Group> = [
        (Use::Taken, w::TAKING, false),
        (Use::Forbidden, w::DO_NOT_TAKE, false),
        (Use::Paused, w::PAUSED, false),
        (Use::Planned, w::PLANNED, false),
        (Use::NotKnown, w::NOT_KNOWN_IF_TAKEN, false),
        (Use::Past, w::PAST, true),
        (Use::Mistake, w::MISTAKES, true),
    ]
    .into_iter()
    .map(of)
    .collect();
    let given = ["MedicationDispense", "MedicationAdministration"];
    let not = |r: &Value| matches!(r["status"].as_str(), Some("not-done" | "declined" | "cancelled"));
    let mut lost = 0;
    for (heading, none) in [(w::HANDED_OUT, false), (w::NOT_GIVEN, true)] {
        let of_kind = |r: &Value| kind(r).is_some_and(|k| given.contains(&k));
        let (more, unread) = any::of(resources, |r| of_kind(r) && not(r) == none, None);
        lost += unread;
        // What was handed out and entered by mistake stands with the other mistakes.
        for (at, more) in more.into_iter().enumerate() {
            groups.push(group(if at == 0 { heading } else { w::MISTAKES }, more.rows, true));
        }
    }
    (groups, unread + lost)
}

/// What a card carries at a moment (milliseconds since 1970): what is taken, what is paused, and what nobody can tell,
/// each with its state and every line of its dose. What is only planned, or must not be taken, is no medicine one has.
pub(in crate::record) fn carried(resources: &[Value], at: i64) -> Vec<EntryRow> {
    let (mut all, _) = read_all(resources, &["MedicationRequest", "MedicationStatement"], read);
    describe(&mut all, resources);
    order::newest_first(&mut all, |m| m.when.map_or(i64::MIN, |d| d.to_millis()));
    let mut rows = Vec::new();
    for usage in [Use::Taken, Use::Paused, Use::NotKnown] {
        for medicine in all.iter().filter(|medicine| medicine.usage(at) == usage) {
            let mut made = to_row(medicine);
            made.lines.truncate(medicine.doses.len());
            if usage == Use::NotKnown {
                made.badge = badge(w::NOT_KNOWN_IF_TAKEN, Tone::Info);
            }
            rows.push(made);
        }
    }
    rows
}

/// Names those whose name stands in an entry of its own, as far as it came along.
fn describe(all: &mut [Medicine], resources: &[Value]) {
    for medicine in all.iter_mut().filter(|medicine| medicine.label().is_empty()) {
        let named = medicine.described.as_ref().and_then(|at| at.id.as_deref());
        let is_it = |one: &&Value| kind(one) == Some("Medication") && one["id"].as_str() == named;
        if let Some(described) = resources.iter().find(is_it) {
            medicine.describe(described);
        }
        if medicine.label().is_empty() {
            medicine.code.text = Some(w::NAME_UNKNOWN.to_owned());
        }
    }
}

fn to_row(medicine: &Medicine) -> EntryRow {
    let kind = match medicine.kind {
        Kind::Prescribed => "MedicationRequest",
        Kind::Taken => "MedicationStatement",
    };
    let mut made = row(&medicine.source, kind, medicine.label());
    made.badge = match medicine.status {
        _ if medicine.forbidden => badge(w::DO_NOT_TAKE, Tone::Waiting),
        Status::OnHold => badge(w::PAUSED, Tone::Waiting),
        Status::Stopped => badge(w::STOPPED, Tone::Plain),
        Status::Cancelled => badge(w::CALLED_OFF, Tone::Plain),
        Status::NotTaken => badge(w::NOT_TAKEN, Tone::Plain),
        _ => match medicine.intent.as_deref() {
            Some("proposal" | "option") => badge(w::PROPOSED, Tone::Info),
            Some("plan") => badge(w::PLANNED, Tone::Info),
            _ => None,
        },
    };
    made.lines.extend(medicine.doses.iter().cloned());
    let period = medicine.period.and_then(|period| period.words());
    made.lines.extend(period.map(|period| match medicine.kind {
        Kind::Taken => w::taken_when(&period),
        Kind::Prescribed => w::prescription_holds(&period),
    }));
    made.lines.extend((!medicine.reasons.is_empty()).then(|| w::for_reason(&medicine.reasons.join(", "))));
    // The source under the entry names the same person: once is enough.
    let prescriber = medicine.prescriber.as_deref().filter(|name| medicine.source.who() != Some(name));
    made.lines.extend(prescriber.map(w::prescribed_by));
    made.lines.extend(medicine.status_reason.as_deref().map(w::because));
    made.lines.extend(medicine.notes.iter().cloned());
    made
}

/// The other entries of the same medicine, the newest first: how it was changed, by whom, and why.
pub(in crate::record) fn over_time(all: &[Value], resource: &Value) -> Vec<EntryRow> {
    const KINDS: [&str; 2] = ["MedicationRequest", "MedicationStatement"];
    let none = kind(resource).is_none_or(|name| !KINDS.contains(&name));
    let (false, Ok(this)) = (none, read(resource)) else { return vec![] };
    let this = this.good;
    let (mut others, _) = read_all(all, &KINDS, read);
    let is_this = |other: &Medicine| other.kind == this.kind && other.source.id == this.source.id;
    others.retain(|other| !is_this(other) && other.status != Status::EnteredInError && this.is_same(other));
    order::newest_first(&mut others, |m| m.when.map_or(i64::MIN, |d| d.to_millis()));
    others.iter().map(to_row).collect()
}
