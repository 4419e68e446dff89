//! The people somebody cares for: whose shared plan do they want to see?

use lapwing_core::event::Event;
use lapwing_core::route::Route;
use lapwing_core::session::{self, Subject};
use lapwing_core::words::{frame, session as words, sharing};
use yew::prelude::*;

use crate::components::button::{Kind, buttons, link_button};
use crate::components::heading::page;
use crate::components::rows::{Press, Row, rows};
use crate::components::state::empty;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, each};
use crate::tell::tell_of;

/// For a carer without a record of their own.
pub fn screen(people: &[(String, String)], send: &Callback<Event>) -> Html {
    if people.is_empty() {
        let nobody = empty(Icon::Share, words::CARING_NOBODY, words::CARING_NOBODY_HINT);
        return page(frame::CARING_FOR, None, None).with(nobody).with(code()).done();
    }
    page(frame::CARING_FOR, Some(words::CARING_LEAD), None).with(list(people, send)).with(code()).done()
}

/// A way for who was given a code.
fn code() -> El {
    buttons().with(link_button(Kind::Quiet, None, sharing::JOIN, &Route::Join.path()))
}

/// A row for each: a press turns to their record.
pub(super) fn list(people: &[(String, String)], send: &Callback<Event>) -> El {
    let see = |patient| Event::Session(session::Event::Switched(Subject::For(patient)));
    each(rows(Some(frame::CARING_FOR)), people, |_, (patient, name)| {
        let row = Row {
            key: patient,
            title: name,
            detail: Some(words::SHARES_WITH_YOU),
            icon: Some(Icon::Person),
            tone: Tone::Plum,
            press: Press::Tell(tell_of(send, patient, see)),
            ..Row::default()
        };
        row.item()
    })
}
