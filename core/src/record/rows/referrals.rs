//! Referrals: to whom, since when, and whether they are still open.

use serde_json::Value;

use super::{Badge, EntryRow, Tone, badge};
use crate::fhir::Node;
use crate::fhir::date::Date;
use crate::fhir::entry::Entry;
use crate::fhir::reference::Reference;
use crate::now::Now;
use crate::words::record_entry as w;

/// The kind that is told here.
pub(in crate::record) const KIND: &str = "ServiceRequest";

/// A row says when it was asked for and to whom it goes, where the entry says so.
pub(super) fn complete(row: &mut EntryRow, entry: &Entry, resource: &Value) {
    if let Some(when) = &entry.when_words
        && let Some(line) = row.lines.iter_mut().find(|line| *line == when)
    {
        *line = w::asked_for(&entry.when.map_or_else(|| when.clone(), |day| day.words()));
    }
    let to = to_whom(resource);
    if !to.is_empty() {
        row.lines.push(w::referred_to(&to.join(", ")));
    }
    row.badge = row.badge.take().or_else(|| open(entry));
}

/// "Asked for 16 October 2026, 5 weeks ago": for as long as it is open, how long one waits.
pub(in crate::record) fn since(entry: &Entry, now: &Now) -> Option<String> {
    let day = entry.when.map(|when| when.words());
    let mut said = w::asked_for(day.as_deref().or(entry.when_words.as_deref())?);
    let today = Date::from_millis(now.time, i16::try_from(now.offset).unwrap_or(0)).day_number();
    let days = entry.when.map(|when| today - when.here().day_number());
    let ago = days.and_then(w::weeks_ago).filter(|_| open(entry).is_some());
    if let Some(ago) = ago {
        said.push_str(", ");
        said.push_str(&ago);
    }
    Some(said)
}

/// In force, as FHIR says it, is for a person: nobody has finished it.
pub(in crate::record) fn open(entry: &Entry) -> Option<Badge> {
    if entry.status.as_deref() == Some("active") && !entry.forbidden {
        badge(w::REFERRAL_OPEN, Tone::Waiting)
    } else {
        None
    }
}

fn to_whom(resource: &Value) -> Vec<String> {
    let Some(object) = resource.as_object() else { return vec![] };
    let node = Node::root(object);
    node.each("performer", Reference::read).into_iter().filter_map(|who| who.display).collect()
}
