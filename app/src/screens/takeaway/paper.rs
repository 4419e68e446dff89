//! The summary to print: the person chooses what is on it, and the browser prints it.

use lapwing_core::event::Event;
use lapwing_core::record::{Presence, ResultsGroup, SeriesRow, Shelf};
use lapwing_core::route::Route;
use lapwing_core::takeaway::{self, PaperPart, PaperView};
use lapwing_core::words::{self as all_words, record, takeaway as words};
use yew::prelude::*;

use super::super::{entries, shown};
use crate::components::button::{Kind, button, buttons};
use crate::components::card::headed;
use crate::components::heading::{Back, page};
use crate::components::tick::{Tick, tick};
use crate::components::tone::Tone;
use crate::markup::{El, all, each, el, p, text};
use crate::tell::tell;

/// The screen.
pub fn screen(view: &PaperView, send: &Callback<Event>) -> Html {
    let back = Back { href: &Route::Takeaway(false).path(), words: words::TITLE };
    let page = page(words::PAPER_TITLE, None, Some(back)).class("paper");
    if view.shown.presence != Presence::Here {
        let instead = shown::instead(&view.shown, Shelf::Others, send);
        return page.some(instead).done();
    }
    page.with(el("div", "not-on-paper stack").with(shown::over(&view.shown, send)).with(chosen(view, send)))
        .with(person(view))
        .with(each(all(), &view.parts, |_, one| part(one)))
        .with(text("p", "quiet-text small-text", words::FOOT))
        .done()
}

/// What is on it, and the button.
fn chosen(view: &PaperView, send: &Callback<Event>) -> El {
    let parts = each(headed(Tone::Plain, words::PAPER_PARTS, None), &view.parts, |at, part| {
        let send = send.clone();
        let turn = Callback::from(move |_| send.emit(Event::Takeaway(takeaway::Event::Turned(at))));
        let id = ["part-", part.shelf.slug()].concat();
        tick(Tick { id: &id, words: record::shelf(part.shelf), hint: None, on: part.on }, turn)
    });
    let all_of_it = send.reform(|on| Event::Takeaway(takeaway::Event::AllOfIt(on)));
    let back = (view.held_back > 0).then(|| words::held_back(view.held_back));
    let hard = (view.held_back > 0 || view.all_of_it).then(|| {
        tick(
            Tick { id: "hard", words: words::PAPER_ALL, hint: back.as_deref(), on: view.all_of_it },
            all_of_it,
        )
    });
    let print = tell(send, || Event::Takeaway(takeaway::Event::Printed));
    parts.some(hard).with(buttons().with(button(Kind::Primary, None, words::PRINT, &print)))
}

fn person(view: &PaperView) -> El {
    let mut lines = vec![words::made_on(&view.made)];
    lines.extend(view.born.as_deref().map(words::born));
    lines.extend(view.number.as_deref().map(words::nhs));
    let back = (view.held_back > 0).then(|| words::held_back(view.held_back));
    lines.extend(back);
    each(el("div", "stack-tight").with(text("p", "paper-name", &view.name)), &lines, |_, line| p(line))
}

fn part(part: &PaperPart) -> El {
    let section = el("section", "stack-tight paper-part").key(part.shelf.slug());
    if !part.on {
        return section.class("paper-off");
    }
    let section = section.with(text("h2", "", record::shelf(part.shelf)));
    let unread = (part.unread > 0).then(|| p(&record::unread(part.unread)));
    let nothing = part.groups.is_empty() && part.results.is_empty();
    let said = if part.unknown { words::UNKNOWN } else { words::NONE };
    section
        .some((nothing || part.unknown).then(|| p(said)))
        .with(each(all(), &part.groups, |_, group| {
            let heading = group.heading.as_deref().map(|heading| text("h3", "", heading));
            each(el("div", "stack-tight").some(heading), &group.rows, |_, row| entries::on_paper(row))
        }))
        .with(each(all(), &part.results, |_, group| results(group)))
        .some(unread)
}

fn results(group: &ResultsGroup) -> El {
    let columns = [record::RESULT, all_words::parts::WHEN, record::NOTE];
    let body = each(el("tbody", ""), &group.rows, |_, row| result(row));
    let table = el("table", "table").with(text("caption", "", &group.heading));
    table.with(super::super::past::head(&columns)).with(body)
}

fn result(row: &SeriesRow) -> El {
    let badge = row.badge.as_ref().map(|badge| badge.words.clone());
    let note = badge.or_else(|| row.usual.as_deref().map(record::usual)).unwrap_or_default();
    let what = record::labelled(&row.label, &row.value);
    el("tr", "")
        .with(text("th", "", &what).put("scope", "row"))
        .with(text("td", "", row.when.as_deref().unwrap_or_default()))
        .with(text("td", "", &note))
}
