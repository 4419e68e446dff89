//! Conditions.

use serde_json::Value;

use super::{EntryRow, Tone, badge, group, read_all, row};
use crate::fhir::condition::{Certainty, Condition, Course, read};
use crate::fhir::onset::Onset;
use crate::order;
use crate::record::Group;
use crate::words::{record as w, record_states as states};

pub(super) fn groups(resources: &[Value]) -> (Vec<Group>, usize) {
    let (mut all, unread) = read_all(resources, &["Condition"], read);
    order::newest_first(&mut all, began);
    let (mistakes, all): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|c| c.certainty == Certainty::EnteredInError);
    let (ruled_out, all): (Vec<_>, Vec<_>) = all.into_iter().partition(|c| c.certainty == Certainty::Refuted);
    let (past, now): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|c| c.course == Course::Resolved || c.ended.is_some());
    let rows = |list: &[Condition]| list.iter().map(to_row).collect();
    let groups = vec![
        group(w::NOW, rows(&now), false),
        group(w::PAST, rows(&past), true),
        group(w::RULED_OUT, rows(&ruled_out), true),
        group(w::MISTAKES, rows(&mistakes), true),
    ];
    (groups, unread)
}

fn began(condition: &Condition) -> i64 {
    let date = condition.onset.as_ref().and_then(Onset::date);
    date.or(condition.recorded).map_or(i64::MIN, |d| d.to_millis())
}

fn to_row(condition: &Condition) -> EntryRow {
    let mut made = row(&condition.source, "Condition", condition.label());
    made.badge = match (condition.certainty, condition.course) {
        _ if condition.state_words.is_some() => {
            badge(condition.state_words.as_deref().unwrap_or_default(), Tone::Info)
        }
        (Certainty::Possible, _) => badge(w::NOT_CONFIRMED, Tone::Info),
        (_, Course::Inactive) => {
            let code = condition.course_code.as_deref().unwrap_or_default();
            let words = states::of_kind("Condition", code).or_else(|| states::status(code));
            badge(words.unwrap_or(code), Tone::Plain)
        }
        _ => None,
    };
    let words = |onset: &Option<_>| onset.as_ref().and_then(Onset::words);
    let told = matches!(condition.onset, Some(Onset::Text(_)));
    made.lines.extend(words(&condition.onset).map(|o| w::began_at(&o, told)));
    made.lines.extend(words(&condition.ended).map(|o| w::ended(&o)));
    made.lines.extend(condition.severity.clone());
    made.lines.extend(condition.notes.iter().cloned());
    made.weighed(&condition.source, "Condition")
}
