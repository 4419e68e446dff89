//! Letters and documents.

use serde_json::Value;

use super::{EntryRow, Tone, badge, group, read_all, row};
use crate::fhir::letter::{Letter, Status, read};
use crate::order;
use crate::record::Group;
use crate::words::record as w;

pub(super) fn groups(resources: &[Value]) -> (Vec<Group>, usize) {
    let (mut all, unread) = read_all(resources, &["DocumentReference"], read);
    order::newest_first(&mut all, |l| l.when.map_or(i64::MIN, |d| d.to_millis()));
    let of = |wanted: fn(Status) -> bool| -> Vec<EntryRow> {
        all.iter().filter(|l| wanted(l.status)).map(to_row).collect()
    };
    let groups = vec![
        Group {
            heading: None,
            rows: of(|s| matches!(s, Status::Current | Status::Unknown)),
            folded: false,
            rest: 0,
        },
        group(w::REPLACED, of(|s| s == Status::Superseded), true),
        group(w::MISTAKES, of(|s| s == Status::EnteredInError), true),
    ];
    (groups, unread)
}

fn to_row(letter: &Letter) -> EntryRow {
    let mut made = row(&letter.source, "", letter.label());
    made.lines.extend(letter.when.map(|d| d.words()));
    made.badge = match letter.stage.as_deref() {
        Some("preliminary") => badge(w::DRAFT_LETTER, Tone::Info),
        Some("amended") => badge(w::CHANGED_LATER, Tone::Info),
        _ => None,
    };
    made
}
