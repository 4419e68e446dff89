//! Inviting somebody: for whom, what they would see, and the code.

use lapwing_core::event::Event;
use lapwing_core::route::Route;
use lapwing_core::sharing::{self, InviteView, ShareWithView, Stage, qr};
use lapwing_core::words::{frame, sharing as words};
use yew::prelude::*;

use super::{headed, terms};
use crate::components::button::{Kind, busy, button, buttons, link_button, wide_buttons};
use crate::components::choices::{Asked, Choice, choices};
use crate::components::field::{Field, Holds, field};
use crate::components::heading::page;
use crate::components::notice::notice;
use crate::components::qr::picture;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, p, text};
use crate::place;
use crate::screens::shown;
use crate::tell::tell;

/// What a name can have, in characters.
const NAME: usize = 80;

/// The screen, before the code and after.
pub(super) fn screen(view: &ShareWithView, send: &Callback<Event>) -> El {
    let Some(invite) = &view.invite else { return all() };
    match &invite.code {
        Some((code, until)) => made(&invite.name, (code, until)),
        None => choosing(view, invite, send),
    }
}

fn choosing(view: &ShareWithView, invite: &InviteView, send: &Callback<Event>) -> El {
    let named = send.reform(|name| Event::Sharing(sharing::Event::Called(name)));
    let name = Field {
        id: "called",
        label: words::CALLED,
        holds: Holds::Line,
        value: &invite.name,
        most: Some(NAME),
        ..Field::default()
    };
    let relation =
        Asked { name: "relation", legend: words::RELATION, chosen: invite.relation, ..Asked::default() };
    let choose = send.reform(|at| Event::Sharing(sharing::Event::RelationChosen(at)));
    let missing =
        || notice(Tone::Amber, Icon::Info, p(words::INCOMPLETE)).put("id", "trouble").put("tabindex", "-1");
    let refused = match &view.stage {
        Stage::Incomplete => Some(missing()),
        Stage::Failed(why) => Some(shown::refused(*why)),
        _ => None,
    };
    let saving = view.stage == Stage::Saving;
    let make = tell(send, || Event::Sharing(sharing::Event::Confirmed));
    let cancel = tell(send, || Event::Sharing(sharing::Event::Cancelled));
    let go = if saving { words::SAVING } else { words::MAKE };
    headed(words::INVITE_TITLE, Some(words::INVITE_LEAD))
        .key("invite")
        .with(field(name, &named))
        .with(choices(relation, &words::RELATIONS.map(|(_, words)| Choice::new(words)), &choose))
        .with(terms(view, send))
        .some(refused)
        .with(wide_buttons().with(busy(Kind::Primary, None, go, saving, &make)).with(button(
            Kind::Plain,
            None,
            frame::CANCEL,
            &cancel,
        )))
}

/// The code as signs and as a picture: its address holds the code behind the `#`, which no browser sends.
fn made(name: &str, (code, until): (&str, &str)) -> El {
    let address = [&place::origin(), "/join#", code].concat();
    page(words::MADE, Some(&words::code_for(name)), None)
        .key("made")
        .with(text("p", "code-shown", code).put("translate", "no"))
        .some(qr::code(&address).map(|code| picture(&code, words::QR)))
        .with(p(&words::good_until(until)))
        .with(p(words::MADE_HOW))
        .with(notice(Tone::Plum, Icon::Info, p(words::MADE_ONLY)))
        .with(buttons().with(link_button(Kind::Primary, None, words::BACK, &Route::Sharing.path())))
}
