//! Signing out while something is not sent: the person is shown what would be lost, and chooses.

use lapwing_core::event::Event;
use lapwing_core::session;
use lapwing_core::words::session as words;
use yew::prelude::*;

use crate::components::button::{Kind, button, wide_buttons};
use crate::components::heading::page;
use crate::markup::p;
use crate::tell::tell;

/// The choice, with how many things are not sent.
pub fn screen(unsent: usize, send: &Callback<Event>) -> Html {
    let stay = tell(send, || Event::Session(session::Event::SignOutStayed));
    let delete = tell(send, || Event::Session(session::Event::SignOutConfirmed));
    let buttons = wide_buttons().with(button(Kind::Primary, None, words::STAY, &stay)).with(button(
        Kind::Danger,
        None,
        words::DELETE_AND_LEAVE,
        &delete,
    ));
    page(words::LEAVING, None, None).with(p(&words::leaving_hint(unsent))).with(buttons).done()
}
