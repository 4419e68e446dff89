//! Questions side by side: columns on a wide screen, cards below each other on a narrow one.
//!
//! Each row is a group of controls with a name of its own, whatever the width: what is seen changes, what is heard does not.

use lapwing_core::event::Event;
use lapwing_core::form::shown::{Body, TableKind, TableRow, TableView};
use lapwing_core::form::{self, ItemView, RowKey};
use lapwing_core::words::asking as words;
use yew::Callback;

use super::ask::{Ask, How, answer, say, spoken};
use super::choices::{besides, choice, clear};
use super::give::Giver;
use super::row::notes;
use super::{ask, helps};
use crate::components::button::{Kind, button, buttons};
use crate::components::field;
use crate::components::heading::title;
use crate::components::help::help_now;
use crate::markup::{El, all, each, el, text};

/// The table.
pub fn table(
    row: &ItemView,
    table: &TableView,
    heads: bool,
    (send, help): (&Callback<Event>, &Callback<()>),
) -> El {
    let name = if heads { title("field-legend") } else { el("p", "field-legend") };
    let choices = matches!(table.kind, TableKind::Choices | TableKind::ChoicesAcross);
    let head = each(el("div", "table-columns").put("aria-hidden", "true"), &table.columns, |_, column| {
        spoken(say(el("span", ""), column), row)
    });
    let head = el("div", "table-head").with(el("span", "").put("aria-hidden", "true")).with(head);
    let rows = each(el("div", "table-rows"), &table.rows, |_, line| {
        let drawn = if choices { of_choices(line, send, help) } else { of_fields((line, row), send, help) };
        drawn.key(&line.key.0)
    });
    let add = table.can_add.as_deref().map(|what| {
        let key = row.key.clone();
        let add = send.reform(move |()| Event::Form(form::Event::RowAdded(key.clone())));
        buttons().with(button(Kind::Quiet, None, what, &add))
    });
    el("div", "ask-table")
        .put("id", &row.key.0)
        .with(spoken(say(name, &row.text), row))
        .some(table.required.then(|| text("p", "field-hint", words::ANSWER_ONE)))
        .with(helps::before(&table.helps, &row.key))
        .some(table.error.as_deref().map(|error| field::wrong(&[&*row.key.0, "-error"].concat(), error)))
        .with(head)
        .with(rows)
        .some(add)
        .with(helps::after(&table.helps))
}

/// A row whose columns are its choices.
fn of_choices(line: &TableRow, send: &Callback<Event>, help: &Callback<()>) -> El {
    let Some(item) = line.cells.iter().flatten().next() else { return all() };
    let Body::Question(asked) = &item.body else { return all() };
    let how = How { cell: true, among: true, ..How::default() };
    let giver = Giver { key: item.key.clone(), send: send.clone() };
    let ask = Ask::new(item, asked, &how, giver);
    let name = ask.id("name");
    let told = asked.read_only;
    let list = each(el("div", "table-cells"), &asked.options, |at, option| {
        el("div", "").number(at).with(choice(&ask, at, option))
    });
    let list = if told { el("div", "table-cells").with(answer(&ask)) } else { list };
    let role = if asked.many || told { "group" } else { "radiogroup" };
    el("div", "table-row")
        .class(if asked.error.is_some() { "field-wrong" } else { "" })
        .put("id", &item.key.0)
        .put("role", role)
        .put("aria-labelledby", &name)
        .maybe("aria-required", (asked.required && role == "radiogroup").then_some("true"))
        .maybe("aria-describedby", (!ask.described.is_empty()).then_some(&ask.described))
        .with(ask.words(el("p", "table-name").put("id", &name)))
        .with(ask.before())
        .with(list)
        .some(asked.help_now.then(|| help_now(lapwing_core::words::form::NOT_ALONE, help)))
        .some(clear(&ask))
        .with(besides(&ask))
        .with(ask.after())
        .with(notes(item))
}

/// A row with a question for each column.
fn of_fields((line, table): (&TableRow, &ItemView), send: &Callback<Event>, help: &Callback<()>) -> El {
    let name = [&*line.key.0, "-name"].concat();
    let error_id = [&*line.key.0, "-error"].concat();
    let error = line.error.as_deref().map(|error| field::wrong(&error_id, error));
    let cells = each(el("div", "table-cells"), &line.cells, |at, cell| {
        el("div", "").number(at).some(cell.as_ref().and_then(|item| {
            let Body::Question(asked) = &item.body else { return None };
            let how = How { cell: true, among: true, ..How::default() };
            let giver = Giver { key: item.key.clone(), send: send.clone() };
            Some(all().with(ask::question(item, asked, &how, giver, help)).with(notes(item)))
        }))
    });
    let remove = line.can_remove.then(|| removes(&line.key, line.head.text(), send));
    el("div", "table-row table-fields")
        .class(if error.is_some() { "field-wrong" } else { "" })
        .put("id", &line.key.0)
        .put("role", "group")
        .put("aria-labelledby", &name)
        .maybe("aria-describedby", error.as_ref().map(|_| error_id.as_str()))
        .with(spoken(say(el("p", "table-name").put("id", &name), &line.head), table))
        .some(error)
        .with(cells)
        .some(remove)
}

/// The button that takes a repetition away.
pub fn removes(key: &RowKey, what: &str, send: &Callback<Event>) -> El {
    let key = key.clone();
    let press = send.reform(move |()| Event::Form(form::Event::RowRemoved(key.clone())));
    let remove = button(Kind::Plain, None, words::REMOVE, &press);
    buttons().with(remove.put("aria-label", &words::named(words::REMOVE, what)))
}
