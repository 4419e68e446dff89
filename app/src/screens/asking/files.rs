//! A file as an answer.

use std::rc::Rc;

use lapwing_core::form::Given;
use lapwing_core::form::shown::{File, Slot, Source};
use lapwing_core::words::asking as words;

use super::ask::Ask;
use super::typed::control;
use crate::components::button::{Kind, button};
use crate::markup::{El, all, el, text};

/// The file that was chosen, and the field that takes another.
pub fn file(ask: &Ask<'_>, slot: &Slot, types: &Rc<[Rc<str>]>, most: u64) -> El {
    let chosen = slot.file.as_ref().filter(|_| slot.error.is_none()).map(|file| {
        let name = text("p", "answer-given", &words::file(&file.name, file.size)).put("role", "status");
        let note = note(file).map(|note| text("p", "quiet-text small-text", note));
        let remove = ask.giver.press(Given::SlotRemoved(slot.id));
        let remove = (!ask.asked.can_remove).then(|| {
            button(Kind::Quiet, None, words::FILE_REMOVE, &remove).put("aria-label", &remove_of(file))
        });
        all().with(name).some(note).some(remove)
    });
    let types_of: Vec<&str> = types.iter().map(|kind| &**kind).collect();
    // Beside a file that is here, the browser's own field would say that none was chosen.
    let again = slot.file.is_some() && slot.error.is_none();
    let name = if again { words::FILE_OTHER } else { words::FILE };
    let field = control(ask, slot, el("input", if again { "file-over" } else { "input file" }))
        .put("type", "file")
        .put("id", &ask.numbered(slot.id))
        .put("aria-label", &words::named(name, ask.row.text.text()))
        .maybe("accept", (!types_of.is_empty()).then_some(&types_of.join(",")))
        .change(ask.giver.file(slot.id, types, most));
    let class = if again { "file-again button button-quiet" } else { "" };
    let seen = again.then(|| text("span", "", name).put("aria-hidden", "true"));
    all().some(chosen).with(el("div", class).some(seen).with(field))
}

fn remove_of(file: &File) -> String {
    [words::FILE_REMOVE, ": ", &file.name].concat()
}

/// What was done to it, or is being done.
fn note(file: &File) -> Option<&'static str> {
    match (file.source, file.content_type.as_str()) {
        (Source::Here, "image/jpeg" | "image/png") => Some(words::FILE_CLEANED),
        (Source::Here, kind) => kind.as_bytes().starts_with(b"image/").then_some(words::FILE_AS_IT_IS),
        (Source::Inline, _) => None,
        _ => Some(words::FILE_KEEPING),
    }
}
