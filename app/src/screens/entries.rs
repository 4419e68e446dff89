//! Entries of the record as a list: title, state, lines, and from whom.

use lapwing_core::record::{Badge, EntryRow, Group, Tone};
use lapwing_core::words::record as words;
use yew::prelude::*;

use crate::components::more::More;
use crate::components::tag::tag;
use crate::components::tone;
use crate::icons::Icon;

/// Groups under their headings; past and mistaken ones folded, with how many they hold.
pub(super) fn groups(groups: &[Group], rows: &dyn Fn(&[EntryRow]) -> Html) -> Html {
    let open = groups.iter().filter(|g| !g.folded).map(|group| {
        html! {
            <section class="stack">
                if let Some(heading) = &group.heading { <h2>{ heading.clone() }</h2> }
                { rows(&group.rows) }
            </section>
        }
    });
    let folded: Html = groups
        .iter()
        .filter(|g| g.folded)
        .map(|group| {
            let heading = group.heading.as_deref().unwrap_or(words::PAST);
            html! {
                <More summary={words::folded(heading, group.rows.len())}>{ rows(&group.rows) }</More>
            }
        })
        .collect();
    html! {
        <>
            { for open }
            if groups.iter().any(|g| g.folded) { <div class="folded">{ folded }</div> }
        </>
    }
}

/// A list of entries; `line` draws each line.
pub(super) fn entries(rows: &[EntryRow], line: fn(&str) -> Html) -> Html {
    let one = |(at, row): (usize, &EntryRow)| {
        html! { <li key={at}>{ entry(row, line) }</li> }
    };
    html! { <ul class="rows" role="list">{ for rows.iter().enumerate().map(one) }</ul> }
}

/// A line as plain words.
pub(super) fn plain(line: &str) -> Html {
    html! { { line.to_owned() } }
}

fn entry(row: &EntryRow, line: fn(&str) -> Html) -> Html {
    html! {
        <div class={classes!("entry", row.own.then_some("entry-own"))}>
            <div class="entry-head">
                <h3>{ row.title.clone() }</h3>
                { for row.badge.iter().map(badge) }
            </div>
            { for row.lines.iter().map(|words| html! { <p class="entry-line">{ line(words) }</p> }) }
            if let Some(source) = &row.source {
                <p class="entry-source">if row.own { { Icon::Person.small() } }{ source.clone() }</p>
            }
        </div>
    }
}

/// A word on the state of an entry.
pub(super) fn badge(badge: &Badge) -> Html {
    match badge.tone {
        Tone::Plain => html! { <span class="tag tag-quiet">{ badge.words.clone() }</span> },
        Tone::Info => tag(tone::Tone::Blue, None, badge.words.clone()),
        Tone::Waiting => tag(tone::Tone::Amber, Some(Icon::Info), badge.words.clone()),
    }
}
