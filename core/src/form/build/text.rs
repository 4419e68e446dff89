//! Words, pictures and help of an item, from its JSON.

use std::rc::Rc;

use serde_json::Value;

use super::markdown;
use crate::fhir::narrative::{self, Piece};
use crate::form::shown::{Helps, Link, Media, Rich};
use crate::sdc::{Control, Form, json};
use crate::words::asking as words;

/// The words of a member (`text`, `prefix`, `display`), with their marks where they have some.
pub(super) fn rich(holder: &Value, member: &str, language: &str) -> Rich {
    let plain: Rc<str> = json::translated(holder, member, language).unwrap_or_default().into();
    let mut beside = String::from("_");
    beside.push_str(member);
    let Some(marks) = holder.get(beside.as_str()) else { return Rich::Plain(plain) };
    // Words in one language go before marks in another.
    let translated = json::text(holder, member).is_some_and(|written| *written != *plain);
    let marked_up = |name: &'static str| {
        let said = json::said(marks, name, language)?;
        (!translated || json::word(marks, name) != Some(said)).then_some(said)
    };
    let pieces = if let Some(xhtml) = marked_up("rendering-xhtml") {
        narrative::read(xhtml).pieces
    } else if let Some(text) = marked_up("rendering-markdown") {
        markdown::read(text)
    } else {
        return Rich::Plain(plain);
    };
    marked(pieces, plain)
}

fn marked(pieces: Vec<Piece>, plain: Rc<str>) -> Rich {
    if pieces.is_empty() {
        return Rich::Plain(plain);
    }
    let words = narrative::Narrative { pieces: pieces.clone(), ..narrative::Narrative::default() }.text();
    if let [Piece::Text(only)] = pieces.as_slice() {
        return Rich::Plain(only.as_str().into());
    }
    let plain = if plain.is_empty() { words.into() } else { plain };
    Rich::Marked(pieces.into(), plain)
}

/// The picture, sound or film of an item or an option.
pub(super) fn media(holder: &Value, name: &'static str, language: &str) -> Option<Media> {
    let attachment = json::value(holder, name)?;
    let text = |member: &str| json::text(attachment, member).map(Rc::from);
    Some(Media {
        content_type: text("contentType").unwrap_or_default(),
        data: text("data"),
        url: text("url"),
        title: json::translated(attachment, "title", language).map(Rc::from),
    })
}

/// The picture, sound or film of a choice.
pub(super) fn picture(option: &Value, language: &str) -> Option<Media> {
    media(option, "sdc-questionnaire-itemAnswerMedia", language)
}

/// The help that stands with an item: of its own extensions, and of the displays below it.
pub(super) fn helps(form: &Form, item: usize) -> Helps {
    let language = &*form.language;
    let source = form.json(item);
    let mut helps = Helps::default();
    for name in ["questionnaire-supportLink", "supportLink", "questionnaire-supportHyperlink"] {
        for extension in json::extensions(source, name) {
            helps.links.extend(link(extension));
        }
    }
    for child in form.children(Some(item)).filter(|child| is_taken_in(form, *child)) {
        let Some(found) = form.items.get(child) else { continue };
        let words = rich(form.json(child), "text", language);
        match found.control {
            Control::Help => add(&mut helps.help, words),
            Control::Flyover => add(&mut helps.hint, words),
            Control::Instructions => add(&mut helps.instructions, words),
            Control::Legal => add(&mut helps.legal, words),
            _ => {}
        }
    }
    helps
}

fn link(extension: &Value) -> Option<Link> {
    let (_, value) = json::choice(extension)?;
    let url = value.as_str().filter(|url| url.starts_with("https://"))?;
    Some(Link { url: url.into(), words: words::link(url).into() })
}

fn add(place: &mut Option<Rich>, words: Rich) {
    if words.is_empty() {
        return;
    }
    *place = Some(match place.take() {
        None => words,
        Some(before) => {
            let mut pieces = pieces_of(&before);
            pieces.push(Piece::Break);
            pieces.extend(pieces_of(&words));
            let text = [before.text(), "\n", words.text()].concat();
            Rich::Marked(pieces.into(), text.into())
        }
    });
}

fn pieces_of(words: &Rich) -> Vec<Piece> {
    match words {
        Rich::Plain(text) => vec![Piece::Text(text.to_string())],
        Rich::Marked(pieces, _) => pieces.to_vec(),
    }
}

/// Whether an item is shown with the one around it, and not as a row.
pub(super) fn is_taken_in(form: &Form, item: usize) -> bool {
    let Some(found) = form.items.get(item) else { return false };
    let asks = found
        .parent
        .and_then(|parent| form.items.get(parent))
        .is_some_and(|parent| parent.kind.is_question());
    match found.control {
        Control::Help
        | Control::Flyover
        | Control::Unit
        | Control::Lower
        | Control::Upper
        | Control::Legal => found.parent.is_some(),
        Control::Instructions => asks,
        _ => false,
    }
}

/// The words of the first item below another with a control: its unit, the ends of its slider.
pub(super) fn end(form: &Form, item: usize, control: Control) -> Option<Rc<str>> {
    let is = |child: &usize| form.items.get(*child).is_some_and(|found| found.control == control);
    let child = form.children(Some(item)).find(is)?;
    json::translated(form.json(child), "text", &form.language).map(Rc::from)
}
