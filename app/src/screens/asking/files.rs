//! A file as an answer.

use std::rc::Rc;

use lapwing_core::form::shown::Slot;
use lapwing_core::words::asking as words;

use super::ask::Ask;
use super::typed::control;
use crate::markup::{El, all, el, text};

/// The file that was chosen, and the field that takes another.
pub fn file(ask: &Ask<'_>, slot: &Slot, types: &Rc<[Rc<str>]>, most: u64) -> El {
    let chosen = slot.file.as_ref().filter(|file| !file.data.is_empty());
    let chosen = chosen
        .map(|file| text("p", "answer-given", &words::file(&file.name, file.size)).put("role", "status"));
    let types: Vec<&str> = types.iter().map(|kind| &**kind).collect();
    let field = control(ask, slot, el("input", "input file"))
        .put("type", "file")
        .put("id", &ask.numbered(slot.id))
        .put("aria-label", &words::named(words::FILE, ask.row.text.text()))
        .maybe("accept", (!types.is_empty()).then_some(&types.join(",")))
        .change(ask.giver.file(slot.id, most));
    all().some(chosen).with(field)
}
