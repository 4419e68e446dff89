//! Allergies, and what is said to be none.

use serde_json::Value;

use super::{EntryRow, Tone, badge, group, read_all, row};
use crate::fhir::allergy::{Allergy, Danger, read};
use crate::fhir::condition::{Certainty, Course};
use crate::record::Group;
use crate::words::record as w;

pub(super) fn groups(resources: &[Value]) -> (Vec<Group>, usize) {
    let (all, unread) = read_all(resources, &["AllergyIntolerance"], read);
    let (mistakes, all): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|a| a.certainty == Certainty::EnteredInError);
    let (ruled_out, all): (Vec<_>, Vec<_>) = all.into_iter().partition(|a| a.certainty == Certainty::Refuted);
    let (past, now): (Vec<_>, Vec<_>) = all.into_iter().partition(|a| a.course == Course::Resolved);
    let rows = |list: &[Allergy]| list.iter().map(to_row).collect();
    let groups = vec![
        group(w::NOW, rows(&now), false),
        group(w::PAST, rows(&past), true),
        group(w::RULED_OUT, rows(&ruled_out), true),
        group(w::MISTAKES, rows(&mistakes), true),
    ];
    (groups, unread)
}

fn to_row(allergy: &Allergy) -> EntryRow {
    let mut made = row(&allergy.source, "AllergyIntolerance", allergy.label());
    made.badge = match allergy.danger {
        Some(Danger::High) => badge(w::COULD_BE_SERIOUS, Tone::Waiting),
        _ if allergy.certainty == Certainty::Possible => badge(w::NOT_CONFIRMED, Tone::Info),
        _ => None,
    };
    for reaction in &allergy.reactions {
        let mut parts = reaction.signs.clone();
        parts.extend(reaction.description.clone());
        parts.extend(reaction.when.map(|d| d.words()));
        made.lines.extend((!parts.is_empty()).then(|| w::reaction(&parts.join(", "))));
    }
    made.lines.extend(allergy.last.map(|d| w::last_happened(&d.words())));
    made.lines.extend(allergy.notes.iter().cloned());
    made
}
