//! The people somebody cares for: whose shared plan do they want to see?

use lapwing_core::event::Event;
use lapwing_core::session::{self, Subject};
use lapwing_core::words::{frame, session as words};
use yew::prelude::*;

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
        return page(frame::CARING_FOR, None, None).with(nobody).done();
    }
    page(frame::CARING_FOR, Some(words::CARING_LEAD), None).with(list(people, send)).done()
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
