//! Rows of entries that lead to the entry; one that waits says no more than that it does.

use lapwing_core::record::{EntryRow, Found, Hold, Shelf};
use lapwing_core::route::Route;
use lapwing_core::words::record as words;

use super::{entries, record};
use crate::components::rows::{Press, Row};
use crate::components::tag::tag;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::El;

/// The row of an entry of this shelf.
pub(super) fn row(entry: &EntryRow, shelf: Shelf, route: &Route) -> El {
    drawn(entry, shelf, route, None)
}

/// The same for one that was found, with what was looked for marked.
pub(super) fn found(found: &Found) -> El {
    drawn(&found.row, found.shelf, &found.route, Some(super::search::title(found)))
}

fn drawn(entry: &EntryRow, shelf: Shelf, route: &Route, marked: Option<El>) -> El {
    let href = route.path();
    let row =
        Row { key: &href, press: Press::Link(&href), icon: Some(record::icon(shelf)), ..Row::default() };
    if let Some(hold) = entry.hold {
        let ready = tag(Tone::Plum, Some(Icon::Eye), words::WHEN_READY);
        let title = if hold == Hold::NewResult { &entry.title } else { words::WAITS };
        return Row { title, tag: Some(ready), ..row }.item();
    }
    let detail = entry.lines.join(" · ");
    let tag = entry.badge.as_ref().map(entries::badge);
    let tone = if entry.own { Tone::Plum } else { Tone::Plain };
    let detail = (!detail.is_empty()).then_some(detail.as_str());
    Row { title: &entry.title, marked, detail, note: entry.source.as_deref(), tag, tone, ..row }.item()
}
