//! Signing out while something is not sent: the person is shown what would be lost, and chooses.

use lapwing_core::event::Event;
use lapwing_core::session;
use lapwing_core::words::session as words;
use yew::prelude::*;

use crate::components::button::{Button, Kind};
use crate::components::heading::PageHeading;

/// The choice, with how many things are not sent.
pub fn screen(unsent: usize, send: &Callback<Event>) -> Html {
    let stay = send.reform(|()| Event::Session(session::Event::SignOutStayed));
    let delete = send.reform(|()| Event::Session(session::Event::SignOutConfirmed));
    html! {
        <div class="page">
            <PageHeading title={words::LEAVING} />
            <p>{ words::leaving_hint(unsent) }</p>
            <div class="buttons buttons-wide">
                <Button kind={Kind::Primary} on_press={stay}>{ words::STAY }</Button>
                <Button kind={Kind::Danger} on_press={delete}>{ words::DELETE_AND_LEAVE }</Button>
            </div>
        </div>
    }
}
