//! One row, made from its node.

use std::rc::Rc;

use super::beside::is_table;
use super::steps::{Part, Place};
use super::text::{helps, media, rich};
use super::{ask, table};
use crate::form::shown::{AskedView, Body, Control as Shown, GroupView, ItemView, Rich, RowKey};
use crate::sdc::{Control, Kind, Live, Note, json};
use crate::words::checks as words;

/// What is known about a row beside its node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Mood {
    /// What is wrong is said, also where nothing was answered yet.
    pub(crate) strict: bool,
    /// The answer opens help.
    pub(crate) help: bool,
}

/// The key of a row.
pub(crate) fn key(at: usize, part: Part) -> RowKey {
    let mut key = String::from(if part == Part::Add { "a" } else { "r" });
    key.push_str(&at.to_string());
    RowKey(key.into())
}

/// The key of a node's own row.
pub(crate) fn key_of(at: usize) -> RowKey {
    key(at, Part::Node)
}

/// The node of a row's key.
pub(crate) fn node_of(key: &RowKey) -> Option<usize> {
    key.0.get(1..)?.parse().ok()
}

/// Makes a row.
pub(crate) fn row(live: &Live, (at, part, depth): Place, mood: &dyn Fn(usize) -> Mood) -> Option<ItemView> {
    let node = live.node(at)?;
    let item = live.item(at)?;
    let form = live.form();
    let source = form.json(node.item);
    let text = match node.extra.as_ref().and_then(|extra| extra.words.clone()) {
        Some(words) => Rich::Plain(words),
        None => rich(source, "text", &form.language),
    };
    if part == Part::Add {
        let body = Body::Add(words::add(text.text()).into());
        return Some(plain(key(at, part), depth, text, body));
    }
    let body = match item.kind {
        Kind::Display => Body::Words(item.control == Control::Instructions),
        Kind::Group if is_table(live, at) => Body::Table(table::table(live, at, mood)),
        Kind::Group => Body::Group(group(live, at, mood(at))),
        _ => Body::Question(Box::new(ask::asked(live, at, mood(at)))),
    };
    let mut notes = notes(live, node.item);
    let void = |asked: &AskedView| matches!(asked.control, Shown::None) && item.kind == Kind::Choice;
    if notes.is_empty() && matches!(&body, Body::Question(asked) if void(asked)) {
        notes.push(words::NOTHING_TO_CHOOSE.into());
    }
    Some(ItemView {
        key: key(at, part),
        depth,
        prefix: json::translated(source, "prefix", &form.language).map(Rc::from),
        text,
        lang: form.spoken(node.item).filter(|tag| !json::speaks(tag, words::APP)).map(Rc::from),
        media: media(source, "sdc-questionnaire-itemMedia", &form.language),
        disabled: !node.on,
        notes,
        body,
    })
}

/// How a node is shown by itself, whether it is asked now or not.
#[must_use]
pub fn alone(live: &Live, at: usize) -> Option<ItemView> {
    row(live, (at, Part::Node, 0), &|_| Mood::default())
}

/// What this app cannot do with an item, in words.
pub(super) fn notes(live: &Live, item: usize) -> Vec<Rc<str>> {
    let mut notes: Vec<Rc<str>> = Vec::new();
    let made = live.notes().iter().filter(|(of, _)| *of == Some(item)).map(|(_, note)| note);
    for note in live.form().notes_of(Some(item)).chain(made).filter(|note| Note::is_told(note)) {
        notes.push(words::note(note).into());
    }
    notes
}

/// What is wrong with a group as a whole, in words.
pub(super) fn wrong(live: &Live, at: usize, mood: Mood) -> Option<Rc<str>> {
    let kind = live.item(at)?.kind;
    let mut problems = live.problems(at).into_iter().filter(|problem| !problem.is_remark());
    problems.find(|_| mood.strict).map(|problem| words::problem(&problem, kind).into())
}

fn plain(key: RowKey, depth: u8, text: Rich, body: Body) -> ItemView {
    let (prefix, lang, media, notes) = (None, None, None, Vec::new());
    ItemView { key, depth, prefix, text, lang, media, disabled: false, notes, body }
}

fn group(live: &Live, at: usize, mood: Mood) -> GroupView {
    let (Some(node), Some(item)) = (live.node(at), live.item(at)) else { return GroupView::default() };
    let all = live.repetitions(at);
    let place = all.iter().position(|other| *other == at).map_or(1, |place| place + 1);
    let folds = json::word(live.form().json(node.item), "sdc-questionnaire-collapsible");
    GroupView {
        instance: item.repeats.then_some((place, all.len())),
        can_remove: item.repeats && all.len() > 1 && !live.frozen(at),
        folds: folds.map(|folds| folds != "default-closed"),
        required: live.needed(at),
        helps: helps(live.form(), node.item),
        error: wrong(live, at, mood),
    }
}
