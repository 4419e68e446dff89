//! Rows of entries that lead to the entry; one that waits says no more than that it does.

use lapwing_core::record::{EntryRow, Found, Hold, Shelf};
use lapwing_core::route::Route;
use lapwing_core::words::record as words;

use super::{entries, record, search};
use crate::components::rows::{Press, Row};
use crate::components::tag::tag;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, el, text};

/// The row of an entry of this shelf.
pub(super) fn row(entry: &EntryRow, shelf: Shelf, route: &Route) -> El {
    drawn(entry, (shelf, route), Row::default())
}

/// The same for one on the timeline, under the day that begins with it.
pub(super) fn dated(found: &Found) -> El {
    let above = found.day.as_deref().map(|day| text("h3", "row-day", day));
    drawn(&found.row, (found.shelf, &found.route), Row { above, ..Row::default() })
}

/// The same for one that was found, with what was looked for marked.
pub(super) fn found(found: &Found) -> El {
    let said = (!found.sentence.is_empty()).then(|| search::pieces(el("span", ""), &found.sentence));
    let row = Row { marked: Some(search::title(found)), said, ..Row::default() };
    drawn(&found.row, (found.shelf, &found.route), row)
}

fn drawn(entry: &EntryRow, (shelf, route): (Shelf, &Route), row: Row<'_>) -> El {
    let href = route.path();
    let Row { marked, said, above, .. } = row;
    let icon = Some(record::icon(shelf));
    let row = Row { key: &href, press: Press::Link(&href), icon, above, ..Row::default() };
    if let Some(hold) = entry.hold {
        let ready = tag(Tone::Plum, Some(Icon::Eye), words::WHEN_READY);
        let title = if hold == Hold::NewResult { &entry.title } else { words::WAITS };
        return Row { title, tag: Some(ready), ..row }.item();
    }
    let detail = entry.lines.join(" · ");
    let tag = entry.badge.as_ref().map(entries::badge);
    let tone = if entry.own { Tone::Plum } else { Tone::Plain };
    let detail = (!detail.is_empty()).then_some(detail.as_str());
    Row { title: &entry.title, marked, said, detail, note: entry.source.as_deref(), tag, tone, ..row }.item()
}
