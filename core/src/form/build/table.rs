//! Questions side by side.

use std::rc::Rc;

use super::ask;
use super::row::{self, Mood, key};
use super::steps::{Part, is_seen};
use super::text::{helps, rich};
use crate::form::shown::{ItemView, OptionView, Rich, TableKind, TableRow, TableView};
use crate::sdc::{Control, Live, json};
use crate::words::checks as words;

/// The table of a group. A group of repetitions is one table per repetition set, made at its first repetition.
pub(super) fn table(live: &Live, at: usize, mood: &dyn Fn(usize) -> Mood) -> TableView {
    let control = live.item(at).map(|item| item.control).unwrap_or_default();
    let kind = match control {
        Control::GTable => TableKind::Repeats,
        Control::HTable => TableKind::ChoicesAcross,
        Control::Grid => TableKind::Fields,
        _ => TableKind::Choices,
    };
    let item = live.node(at).map_or(0, |node| node.item);
    let mut view = TableView {
        kind,
        columns: Vec::new(),
        options: None,
        rows: Vec::new(),
        can_add: None,
        helps: helps(live.form(), item),
        required: live.needed(at),
        error: None,
    };
    // A table of repetitions says what is wrong with each at its row.
    if kind != TableKind::Repeats {
        view.error = row::wrong(live, at, mood(at));
    }
    let children = seen(live, at);
    match kind {
        TableKind::Choices | TableKind::ChoicesAcross => choices(live, &children, &mut view, mood),
        TableKind::Fields => {
            for child in &children {
                let cells = seen(live, *child);
                push_row(live, *child, &cells, &mut view, mood);
            }
        }
        TableKind::Repeats => repeats(live, at, &mut view, mood),
    }
    view
}

fn seen(live: &Live, at: usize) -> Vec<usize> {
    let mut seen = Vec::new();
    for child in live.node(at).map_or(&[][..], |node| &node.children) {
        if is_seen(live, *child) {
            seen.push(*child);
        }
    }
    seen
}

fn text(live: &Live, at: usize) -> Rich {
    let item = live.node(at).map_or(0, |node| node.item);
    rich(live.form().json(item), "text", &live.form().language)
}

/// The words of a row of questions, after its prefix.
fn head(live: &Live, at: usize) -> Rich {
    let (form, item) = (live.form(), live.node(at).map_or(0, |node| node.item));
    match json::translated(form.json(item), "prefix", &form.language) {
        Some(prefix) => Rich::plain(&[prefix, " ", text(live, at).text()].concat()),
        None => text(live, at),
    }
}

fn cell(live: &Live, at: usize, mood: &dyn Fn(usize) -> Mood) -> Option<Rc<ItemView>> {
    row::row(live, (at, Part::Node, 0), mood).map(Rc::new)
}

fn choices(live: &Live, questions: &[usize], view: &mut TableView, mood: &dyn Fn(usize) -> Mood) {
    let first = questions.iter().find_map(|at| live.choices(*at));
    let options = first.map(|choices| ask::options(live.form(), choices));
    view.columns = options.iter().flat_map(|options| options.iter().map(column)).collect();
    view.options = options;
    for at in questions {
        view.rows.push(TableRow {
            key: key(*at, Part::Node),
            head: text(live, *at),
            cells: vec![cell(live, *at, mood)],
            can_remove: false,
            error: None,
        });
    }
}

/// The words of a choice at the head of its column.
fn column(option: &OptionView) -> Rich {
    match &option.prefix {
        Some(_) => Rich::plain(&option.said()),
        None => option.label.clone(),
    }
}

/// A row of questions, each under the column of its words.
fn push_row(live: &Live, at: usize, cells: &[usize], view: &mut TableView, mood: &dyn Fn(usize) -> Mood) {
    let mut row = TableRow {
        key: key(at, Part::Node),
        head: head(live, at),
        cells: Vec::new(),
        can_remove: false,
        error: row::wrong(live, at, mood(at)),
    };
    for question in cells {
        let head = text(live, *question);
        let column = view.columns.iter().position(|column| column.text() == head.text());
        let column = column.unwrap_or_else(|| {
            view.columns.push(head);
            view.columns.len() - 1
        });
        while row.cells.len() <= column {
            row.cells.push(None);
        }
        if let Some(place) = row.cells.get_mut(column) {
            *place = cell(live, *question, mood);
        }
    }
    view.rows.push(row);
}

fn repeats(live: &Live, at: usize, view: &mut TableView, mood: &dyn Fn(usize) -> Mood) {
    let all = live.repetitions(at);
    for (place, one) in all.iter().enumerate() {
        push_row(live, *one, &seen(live, *one), view, mood);
        if let Some(row) = view.rows.last_mut() {
            row.can_remove = all.len() > 1;
            row.head = Rich::plain(&words::row(row.head.text(), place + 1));
        }
    }
    if live.item(at).is_some_and(|item| item.repeats && all.len() < item.most()) {
        view.can_add = Some(words::add(text(live, at).text()).into());
    }
}
