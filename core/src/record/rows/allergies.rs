//! Allergies, and what is said to be none.

use serde_json::Value;

use super::{EntryRow, Tone, badge, group, read_all, row};
use crate::fhir::allergy::{Allergy, Danger, read};
use crate::fhir::condition::{Certainty, Course};
use crate::record::Group;
use crate::words::{record as w, record_states as states};

const KIND: &str = "AllergyIntolerance";

pub(super) fn groups(resources: &[Value]) -> (Vec<Group>, usize) {
    let (all, unread) = read_all(resources, &["AllergyIntolerance"], read);
    let (mistakes, all): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|a| a.certainty == Certainty::EnteredInError);
    let (ruled_out, all): (Vec<_>, Vec<_>) = all.into_iter().partition(|a| a.certainty == Certainty::Refuted);
    let (past, now): (Vec<_>, Vec<_>) = all.into_iter().partition(|a| a.course == Course::Resolved);
    let rows = |list: &[Allergy]| -> Vec<EntryRow> { list.iter().map(to_row).collect() };
    let mut here = rows(&now);
    // What says that there is none stands beside one that is: nobody here can tell which of them holds.
    if now.iter().any(|one| one.none_known) && now.iter().any(|one| !one.none_known) {
        for (row, _) in here.iter_mut().zip(&now).filter(|(_, one)| one.none_known) {
            row.lines.push(w::NONE_AND_SOME.to_owned());
        }
    }
    let groups = vec![
        group(w::NOW, here, false),
        group(w::PAST, rows(&past), true),
        group(w::RULED_OUT, rows(&ruled_out), true),
        group(w::MISTAKES, rows(&mistakes), true),
    ];
    (groups, unread)
}

fn to_row(allergy: &Allergy) -> EntryRow {
    let mut made = row(&allergy.source, KIND, allergy.label());
    let serious = allergy.danger == Some(Danger::High);
    let inactive = states::of_kind(KIND, "inactive").filter(|_| allergy.course == Course::Inactive);
    let possible = (allergy.certainty == Certainty::Possible).then_some(w::NOT_CONFIRMED);
    let said = [serious.then_some(w::COULD_BE_SERIOUS), possible, inactive, allergy.state_words.as_deref()];
    let said: Vec<&str> = said.into_iter().flatten().collect();
    if !said.is_empty() {
        made.badge = badge(&said.join(". "), if serious { Tone::Waiting } else { Tone::Info });
    }
    for reaction in &allergy.reactions {
        let mut parts = reaction.signs.clone();
        parts.extend(reaction.description.clone());
        parts.extend(reaction.severity.as_deref().map(w::how_bad));
        parts.extend(reaction.when.map(|d| d.words()));
        made.lines.extend((!parts.is_empty()).then(|| w::reaction(&parts.join(", "))));
    }
    made.lines.extend(allergy.kind.as_deref().map(|kind| states::code(kind).unwrap_or(kind).to_owned()));
    made.lines.extend(allergy.last.map(|d| w::last_happened(&d.words())));
    made.lines.extend(allergy.notes.iter().cloned());
    made
}
