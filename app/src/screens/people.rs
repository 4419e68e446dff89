//! The people somebody cares for: whose shared plan do they want to see?

use std::rc::Rc;

use lapwing_core::event::Event;
use lapwing_core::session::{self, Subject};
use lapwing_core::words::{frame, session as words};
use yew::prelude::*;

use crate::components::heading::PageHeading;
use crate::components::rows::{Press, Row, Rows};
use crate::components::state::Empty;
use crate::components::tone::Tone;
use crate::icons::Icon;

/// For a carer without a record of their own.
pub fn screen(people: &[(String, String)], send: &Callback<Event>) -> Html {
    if people.is_empty() {
        return html! {
            <div class="page">
                <PageHeading title={frame::CARING_FOR} />
                <Empty icon={Icon::Share} title={words::CARING_NOBODY} words={words::CARING_NOBODY_HINT} />
            </div>
        };
    }
    html! {
        <div class="page">
            <PageHeading title={frame::CARING_FOR} lead={words::CARING_LEAD} />
            <Rows rows={rows(people, send)} label={frame::CARING_FOR} />
        </div>
    }
}

/// A row for each: a press turns to their record.
pub(super) fn rows(people: &[(String, String)], send: &Callback<Event>) -> Rc<[Row]> {
    let row =
        |(patient, name): &(String, String)| {
            let patient = patient.clone();
            Row {
                key: patient.clone().into(),
                title: name.clone().into(),
                detail: Some(words::SHARES_WITH_YOU.into()),
                icon: Some(Icon::Person),
                tone: Tone::Plum,
                press: Press::Tell(send.reform(move |()| {
                    Event::Session(session::Event::Switched(Subject::For(patient.clone())))
                })),
                ..Row::default()
            }
        };
    people.iter().map(row).collect()
}
