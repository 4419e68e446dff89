//! One row of a form, drawn anew only when it is another.

use std::rc::Rc;

use lapwing_core::event::Event;
use lapwing_core::form::shown::{Body, GroupView, Mode};
use lapwing_core::form::{self, ItemView};
use lapwing_core::notice;
use lapwing_core::words::asking as words;
use yew::prelude::*;

use super::ask::{How, question, say, spoken};
use super::give::Giver;
use super::helps;
use super::table::{removes, table};
use crate::components::button::{Kind, button, buttons};
use crate::components::field;
use crate::components::heading::title;
use crate::components::notice::notice as told;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};
use crate::tell::tell;

/// Of `Row`. Where facts go never changes while the page is open.
#[derive(Properties)]
pub struct RowProps {
    row: Rc<ItemView>,
    /// What belongs to a group and is drawn inside of it.
    members: Vec<Rc<ItemView>>,
    how: How,
    send: Callback<Event>,
}

impl PartialEq for RowProps {
    fn eq(&self, other: &Self) -> bool {
        let same = |(one, other): (&Rc<ItemView>, &Rc<ItemView>)| Rc::ptr_eq(one, other);
        same((&self.row, &other.row))
            && self.how == other.how
            && self.members.len() == other.members.len()
            && self.members.iter().zip(&other.members).all(same)
    }
}

/// A row that remembers what it drew.
pub struct Row;

impl Component for Row {
    type Message = ();
    type Properties = RowProps;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let RowProps { row, members, how, send } = ctx.props();
        match &row.body {
            Body::Group(inside) if how.among => group(row, inside, members, send).done(),
            _ => drawn(row, how, send).done(),
        }
    }
}

/// Rows in their order, what belongs to a group inside of it.
pub fn rows(into: El, rows: &[Rc<ItemView>], mode: Mode, send: &Callback<Event>) -> El {
    let heads = (mode == Mode::OneByOne).then(|| heading(rows)).flatten();
    let lead = heads.and_then(|at| lead(rows, at));
    let mut into = into;
    let mut at = 0;
    while let Some(row) = rows.get(at) {
        if matches!((&row.body, mode), (Body::Group(_), Mode::Pages)) {
            let end = inside(rows, at);
            let members = rows.get(at + 1..end).unwrap_or_default();
            into = into.html(memo(row, members, How { among: true, ..How::default() }, send));
            at = end;
            continue;
        }
        // The words of a group stand in the question itself, so that they are heard with it.
        let led = lead.is_some() && heads.is_some_and(|first| at + 1 == first);
        if !led {
            let heads = heads == Some(at);
            into = into.html(memo(
                row,
                &[],
                How { heads, lead: lead.clone().filter(|_| heads), cell: false, among: mode == Mode::Pages },
                send,
            ));
        }
        at += 1;
    }
    into
}

/// The row that heads a step of one question: the question, else the table, else the group's words.
pub fn heading(rows: &[Rc<ItemView>]) -> Option<usize> {
    let first = |wanted: fn(&ItemView) -> bool| rows.iter().position(|row| wanted(row));
    first(|row| matches!(row.body, Body::Question(_)))
        .or_else(|| first(|row| matches!(row.body, Body::Table(_)) && !row.text.is_empty()))
        .or_else(|| first(|row| matches!(row.body, Body::Group(_)) && !row.text.is_empty()))
}

/// The words of the group right before the question, where it holds nothing else.
fn lead(rows: &[Rc<ItemView>], heads: usize) -> Option<AttrValue> {
    let before = rows.get(heads.checked_sub(1)?)?;
    let plain = before.media.is_none() && before.notes.is_empty() && !before.text.is_empty();
    let Body::Group(group) = &before.body else { return None };
    let bare = group.helps == form::shown::Helps::default()
        && group.instance.is_none()
        && group.error.is_none()
        && !group.required;
    (plain && bare).then(|| AttrValue::from(before.text.text().to_owned()))
}

/// Where the rows end that belong to the group at this place.
fn inside(rows: &[Rc<ItemView>], at: usize) -> usize {
    let depth = rows.get(at).map_or(0, |row| row.depth);
    let deeper = rows.iter().skip(at + 1).take_while(|row| row.depth > depth).count();
    at + 1 + deeper
}

fn memo(row: &Rc<ItemView>, members: &[Rc<ItemView>], how: How, send: &Callback<Event>) -> Html {
    let key = row.key.0.to_string();
    html! { <Row {key} row={row.clone()} members={members.to_vec()} {how} send={send.clone()} /> }
}

/// A group with its heading, folded where the form says so.
fn group(row: &ItemView, group: &GroupView, members: &[Rc<ItemView>], send: &Callback<Event>) -> El {
    let name = [&*row.key.0, "-name"].concat();
    let count = group.instance.map(|(at, of)| words::instance(at, of));
    let words = |tag: &'static str, class: &'static str| {
        let count = count.as_deref().map(|count| el("span", "optional").say(" ").say(count));
        let words = el(tag, class).with(spoken(say(el("span", ""), &row.text), row));
        words.some(count)
    };
    let inside = head(row, group, send);
    let inside = rows(inside, members, Mode::Pages, send);
    let framed = el("div", "group")
        .class(if row.depth > 0 { "group-in" } else { "" })
        .put("id", &row.key.0)
        .key(&row.key.0);
    if let Some(open) = group.folds {
        let summary = el("summary", "").with(Icon::Chevron.small()).with(words("span", "group-name"));
        let folded = el("details", "more")
            .flag("open", open)
            .with(summary)
            .with(el("div", "more-inside stack").with(inside));
        return framed.with(folded);
    }
    let heading = words(if row.depth == 0 { "h2" } else { "h3" }, "group-name").put("id", &name);
    let heading = (!row.text.is_empty() || group.instance.is_some()).then_some(heading);
    let named = heading.is_some();
    let framed = if named { framed.put("role", "group").put("aria-labelledby", &name) } else { framed };
    framed.some(heading).with(inside)
}

/// What stands between a group's heading and its rows.
fn head(row: &ItemView, group: &GroupView, send: &Callback<Event>) -> El {
    let error = group.error.as_deref().map(|error| field::wrong(&[&*row.key.0, "-error"].concat(), error));
    all()
        .some(row.media.as_ref().map(helps::media))
        .some(group.required.then(|| text("p", "field-hint", words::ANSWER_ONE)))
        .with(helps::before(&group.helps, &row.key))
        .some(error)
        .with(notes(row))
        .some(group.can_remove.then(|| removes(&row.key, row.text.text(), send)))
        .with(helps::after(&group.helps))
}

/// What this app cannot do with a row.
pub fn notes(row: &ItemView) -> El {
    each(all(), &row.notes, |_, note| told(Tone::Blue, Icon::Info, p(note)))
}

fn drawn(row: &ItemView, how: &How, send: &Callback<Event>) -> El {
    let help = tell(send, || Event::Notice(notice::Event::Help(true)));
    let inside = match &row.body {
        Body::Words(stands_out) => {
            let words = spoken(say(el("div", "rich"), &row.text), row);
            if *stands_out { told(Tone::Blue, Icon::Info, words) } else { words }
        }
        Body::Group(group) => {
            let words = if how.heads { title("field-legend") } else { el("p", "field-lead") };
            let words = (!row.text.is_empty()).then(|| spoken(say(words, &row.text), row));
            // The summary of what is wrong leads here.
            el("div", "form-row")
                .put("id", &row.key.0)
                .put("tabindex", "-1")
                .some(words)
                .with(head(row, group, send))
        }
        Body::Add(what) => {
            let key = row.key.clone();
            let add = send.reform(move |()| Event::Form(form::Event::RowAdded(key.clone())));
            buttons().with(button(Kind::Quiet, Some(Icon::Plus), what, &add)).put("id", &row.key.0)
        }
        Body::Question(asked) => {
            let giver = Giver { key: row.key.clone(), send: send.clone() };
            question(row, asked, how, giver, &help)
        }
        Body::Table(view) => table(row, view, how.heads, (send, &help)),
    };
    let group = matches!(row.body, Body::Group(_));
    el("div", "form-row")
        .class(if row.disabled { "form-row-off" } else { "" })
        .class(if row.depth > 0 && !how.heads { "form-row-in" } else { "" })
        .some(row.media.as_ref().filter(|_| !group).map(helps::media))
        .with(inside)
        .some((!group).then(|| notes(row)))
}
