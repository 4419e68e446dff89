//! Medicines, prescribed and taken.

use serde_json::Value;

use super::{EntryRow, Tone, any, badge, group, read_all, row};
use crate::fhir::kind;
use crate::fhir::medicine::{Kind, Medicine, Status, read};
use crate::order;
use crate::record::Group;
use crate::words::record as w;

pub(super) fn groups(resources: &[Value]) -> (Vec<Group>, usize) {
    let (mut all, unread) = read_all(resources, &["MedicationRequest", "MedicationStatement"], read);
    order::newest_first(&mut all, |m| m.when.map_or(i64::MIN, |d| d.to_millis()));
    let of = |wanted: fn(Status) -> bool| -> Vec<EntryRow> {
        all.iter().filter(|m| wanted(m.status)).map(to_row).collect()
    };
    let mut groups = vec![
        group(w::TAKING, of(|s| matches!(s, Status::Active | Status::OnHold | Status::Unknown)), false),
        group(w::PLANNED, of(|s| s == Status::Planned), false),
        group(
            w::PAST,
            of(|s| matches!(s, Status::Completed | Status::Stopped | Status::Cancelled | Status::NotTaken)),
            true,
        ),
        group(w::MISTAKES, of(|s| s == Status::EnteredInError), true),
    ];
    let given = ["MedicationDispense", "MedicationAdministration"];
    let (more, lost) = any::of(resources, |r| kind(r).is_some_and(|k| given.contains(&k)), None);
    // What was handed out and entered by mistake stands with the other mistakes.
    for (at, more) in more.into_iter().enumerate() {
        let heading = if at == 0 { w::HANDED_OUT } else { w::MISTAKES };
        groups.push(group(heading, more.rows, true));
    }
    (groups, unread + lost)
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
        _ => None,
    };
    made.lines.extend(medicine.doses.iter().cloned());
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
