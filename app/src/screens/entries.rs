//! Entries of the record as a list: title, state, lines, and from whom.

use lapwing_core::event::Event;
use lapwing_core::record::{Badge, EntryRow, Group, Hold, Tone};
use lapwing_core::route::Route;
use lapwing_core::words::record as words;
use yew::prelude::*;

use super::timeline;
use crate::components::more::more;
use crate::components::tag::tag;
use crate::components::tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, text};

/// Groups under their headings; past and mistaken ones folded, with how many they hold. A long one ends with a button for more.
pub(super) fn groups(groups: &[Group], rows: fn(&[EntryRow]) -> El, send: &Callback<Event>) -> El {
    let (mut open, mut folded) = (all(), el("div", "folded"));
    for (at, group) in groups.iter().enumerate() {
        let id = ["rows-", &at.to_string()].concat();
        let list = rows(&group.rows).put("id", &id);
        let inside = all().with(list).some((group.rest > 0).then(|| timeline::more(&id, send)));
        if group.folded {
            let heading = group.heading.as_deref().unwrap_or(words::PAST);
            folded = folded
                .with(more(&words::folded(heading, group.rows.len() + group.rest), inside).key(heading));
        } else {
            let heading = group.heading.as_deref();
            let section = el("section", "stack").key(heading.unwrap_or_default());
            open = open.with(section.some(heading.map(|heading| text("h2", "", heading))).with(inside));
        }
    }
    if folded.is_empty() { open } else { open.with(folded) }
}

/// A list of entries; `line` draws each line. With `opens` each title leads to the page of the entry.
pub(super) fn entries(rows: &[EntryRow], line: fn(&str) -> El, opens: bool) -> El {
    let list = el("ul", "rows").put("role", "list");
    each(list, rows, |at, row| {
        let entry = entry(row, line, opens);
        let entry = match row.hold {
            // What may be hard to read is there, and folded until the person opens it.
            Some(Hold::NewResult) => more(&words::waits(&row.title), entry).class("waits"),
            Some(_) => more(words::WAITS_FOLDED, entry).class("waits"),
            None => entry,
        };
        // What is open stays open at its entry when another one comes before it. Only what has no id can be there twice.
        let before = rows.iter().take(at).any(|other| other.key == row.key);
        let item = el("li", "");
        (if before { item.number(at) } else { item.key(&row.key) }).with(entry)
    })
}

/// A line as plain words.
pub(super) fn plain(line: &str) -> El {
    all().say(line)
}

/// An entry on paper: nothing folded, nothing to press.
pub(super) fn on_paper(row: &EntryRow) -> El {
    entry(row, plain, false)
}

fn entry(row: &EntryRow, line: fn(&str) -> El, opens: bool) -> El {
    let title = match opens {
        true => {
            let href = Route::Entry(row.key.clone()).path();
            el("h3", "").with(text("a", "", &row.title).put("href", &href))
        }
        false => text("h3", "", &row.title),
    };
    let head = el("div", "entry-head").with(title);
    let entry = el("div", "entry").class(if row.own { "entry-own" } else { "" });
    let entry = entry.with(head.some(row.badge.as_ref().map(badge)));
    let source = row
        .source
        .as_ref()
        .map(|source| el("p", "entry-source").some(row.own.then(|| Icon::Person.small())).say(source));
    each(entry, &row.lines, |_, words| el("p", "entry-line").with(line(words))).some(source)
}

/// A word on the state of an entry.
pub(super) fn badge(badge: &Badge) -> El {
    match badge.tone {
        Tone::Plain => text("span", "tag tag-quiet", &badge.words),
        Tone::Info => tag(tone::Tone::Blue, None, &badge.words),
        Tone::Waiting => tag(tone::Tone::Amber, Some(Icon::Info), &badge.words),
    }
}
