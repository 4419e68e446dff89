//! A carer brings a code: who asks, what they would see, and yes or no.

use lapwing_core::event::Event;
use lapwing_core::session::{self, Subject};
use lapwing_core::sharing::{self, Brought, JoinView, Offered};
use lapwing_core::trouble::Trouble;
use lapwing_core::words::sharing as words;
use yew::prelude::*;

use super::shown;
use crate::components::button::{Kind, busy, button, buttons, step_buttons, wide_buttons};
use crate::components::field::{Field, Holds, field};
use crate::components::heading::page;
use crate::components::notice::notice;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::local::{Kept, local};
use crate::markup::{El, all, el, p};
use crate::place;
use crate::tell::{tell, tell_of};

/// The screen; a code that came with the address (behind the `#`, which no browser sends) stands in the field.
pub fn screen(view: &JoinView, send: &Callback<Event>) -> Html {
    match &view.stage {
        Brought::Offers(offered) => offers(offered, false, send).done(),
        Brought::Taking(offered) => offers(offered, true, send).done(),
        Brought::Taken(offered, patient) => taken(offered, patient, send).done(),
        stage => {
            let (looking, failed) = match stage {
                Brought::Failed(why) => (false, Some(*why)),
                stage => (*stage == Brought::Looking, None),
            };
            let send = send.clone();
            let entered =
                local("join", &place::fragment(), move |kept| entering(kept, (looking, failed), &send));
            page(words::JOIN, Some(words::JOIN_LEAD), None).key("enter").html(entered).done()
        }
    }
}

fn entering(kept: &Kept, (looking, failed): (bool, Option<Trouble>), send: &Callback<Event>) -> El {
    let (typed, told) = (kept.now.trim().to_owned(), send.clone());
    let give = Callback::from(move |()| {
        if !looking && !typed.is_empty() {
            told.emit(Event::Sharing(sharing::Event::Brought(typed.clone())));
        }
    });
    // The Enter key gives the code; the form itself goes nowhere.
    let submit = give.reform(|event: SubmitEvent| event.prevent_default());
    let error = match failed {
        Some(Trouble::WrongCode | Trouble::NotShared) => Some(words::JOIN_WRONG),
        Some(Trouble::Busy) => Some(words::JOIN_BUSY),
        _ => None,
    };
    let asked = Field {
        id: "join",
        label: words::JOIN_CODE,
        hint: Some(words::JOIN_HINT),
        holds: Holds::SecretShown,
        value: &kept.now,
        error,
        ..Field::default()
    };
    let other = failed.filter(|_| error.is_none()).map(shown::refused);
    el("form", "stack")
        .submit(submit)
        .put("autocomplete", "off")
        .with(field(asked, &kept.set))
        .some(other)
        .with(step_buttons().with(busy(Kind::Primary, None, words::JOIN_LOOK, looking, &give)))
}

/// Who asks, and what it would be.
fn offers(offered: &Offered, taking: bool, send: &Callback<Event>) -> El {
    let yes = tell(send, || Event::Sharing(sharing::Event::Joined));
    let no = tell(send, || Event::Sharing(sharing::Event::BroughtAgain));
    let until = offered.until.as_deref().map(|until| p(&words::until(until)));
    let told = all()
        .some(offered.relation.map(p))
        .with(p(&words::you_would_see(&offered.sees)))
        .some(until)
        .some(offered.adds.then(|| p(words::YOU_MAY_ADD)));
    page(&words::asks(&offered.from), Some(&words::right_person(&offered.from)), None)
        .key("offers")
        .with(notice(Tone::Plum, Icon::Eye, told))
        .with(p(&words::is_seen(&offered.from)))
        .with(wide_buttons().with(busy(Kind::Primary, None, words::JOIN_YES, taking, &yes)).with(button(
            Kind::Plain,
            None,
            words::JOIN_NO,
            &no,
        )))
}

fn taken(offered: &Offered, patient: &str, send: &Callback<Event>) -> El {
    let see = |patient| Event::Session(session::Event::Switched(Subject::For(patient)));
    let see = tell_of(send, patient, see);
    page(&words::joined(&offered.from), Some(&words::you_would_see(&offered.sees)), None)
        .key("taken")
        .with(p(&words::is_seen(&offered.from)))
        .with(buttons().with(button(Kind::Primary, None, words::JOINED_SEE, &see)))
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    let send = Callback::<Event>::noop();
    let offered = || Offered {
        from: "Asha".into(),
        relation: Some("You are their parent"),
        sees: vec!["Care plan", "Check-ins"],
        until: Some("20 February 2027".into()),
        adds: true,
    };
    let of = |stage| screen(&JoinView { stage }, &send);
    vec![
        ("join_enter", of(Brought::Nothing)),
        ("join_wrong", of(Brought::Failed(Trouble::WrongCode))),
        ("join_offline", of(Brought::Failed(Trouble::Offline))),
        ("join_offers", of(Brought::Offers(offered()))),
        ("join_taken", of(Brought::Taken(offered(), "Patient/asha".into()))),
    ]
}
