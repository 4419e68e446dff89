//! Signing in: what the app is, what happened before, and who it is.

use std::rc::Rc;

use lapwing_core::event::Event;
use lapwing_core::session::{self, Offer, SignInView, Why};
use lapwing_core::trouble::Trouble;
use lapwing_core::words::{session as words, trouble};
use yew::prelude::*;

use crate::components::button::{Button, Kind};
use crate::components::heading::PageHeading;
use crate::components::more::More;
use crate::components::notice::Notice;
use crate::components::rows::{Press, Row, Rows};
use crate::components::skeleton::{Shape, skeleton};
use crate::components::state::TroublePanel;
use crate::components::tone::Tone;
use crate::icons::Icon;

/// More imported people than these are folded.
const MOST_IMPORTED: usize = 4;

/// The sign-in page.
pub fn screen(view: &SignInView, send: &Callback<Event>) -> Html {
    let nobody = view.offers.is_empty() && !view.busy && view.trouble.is_none();
    html! {
        <div class="page">
            <div class="welcome">
                { mark() }
                <PageHeading title={words::SIGN_IN} lead={words::WELCOME} />
            </div>
            { before(view.why) }
            if let Some(found) = view.trouble { { wrong(found, view.offers.is_empty(), send) } }
            if view.busy { <Notice comes=true icon={Icon::Clock} title={words::SIGNING_IN} /> }
            if let Some(name) = &view.kept { { kept(name, send) } }
            if !view.offers.is_empty() { { people(&view.offers, send) } }
            if nobody && view.why == Why::Fresh { <p>{ words::NOBODY }</p> }
            if nobody && view.why != Why::Fresh { { skeleton(Shape::Rows(4)) } }
        </div>
    }
}

/// The lapwing of our icon.
fn mark() -> Html {
    html! {
        <svg class="welcome-mark" viewBox="90 110 290 300" aria-hidden="true" focusable="false">
            <path class="mark-body" d="M150 276c-2-52 34-90 84-96 8-36 38-56 70-50 26 5 42 24 46 46l38 14-38 10c-2 30-14 54-34 74-34 34-84 46-132 40l-66 22c-12 4-18-8-10-16z" />
            <path class="mark-crest" d="M282 139c-36 3-70-13-88-60" />
            <path class="mark-legs" d="M224 312l-8 80h20M268 304l0 88h20" />
            <path class="mark-wing" d="M176 262c18-34 50-52 92-50-8 40-46 68-92 50z" />
            <circle class="mark-wing" cx="312" cy="168" r="9" />
        </svg>
    }
}

fn before(why: Why) -> Html {
    match why {
        Why::Fresh => Html::default(),
        Why::Away => html! { <Notice icon={Icon::Lock}><p>{ words::AWAY }</p></Notice> },
        Why::SignedOut => {
            html! { <Notice tone={Tone::Primary} icon={Icon::Check}><p>{ words::SIGNED_OUT }</p></Notice> }
        }
    }
}

fn wrong(found: Trouble, alone: bool, send: &Callback<Event>) -> Html {
    let said = trouble::said(found);
    if !alone {
        return html! {
            <Notice tone={Tone::Amber} comes=true title={said.title}><p>{ said.next }</p></Notice>
        };
    }
    let again = send.reform(|()| Event::Session(session::Event::Retried));
    html! {
        <TroublePanel title={said.title} words={said.next}>
            <Button kind={Kind::Primary} on_press={again}>{ trouble::TRY_AGAIN }</Button>
        </TroublePanel>
    }
}

fn kept(name: &str, send: &Callback<Event>) -> Html {
    let open = send.reform(|()| Event::Session(session::Event::KeptOpened));
    html! {
        <section class="card card-primary">
            <p>{ words::OPEN_KEPT_HINT }</p>
            <div class="buttons buttons-wide">
                <Button icon={Icon::Device} on_press={open}>{ words::open_kept(name) }</Button>
            </div>
        </section>
    }
}

/// The seeded people first; those of imported records under them, folded where they are many.
fn people(offers: &[Offer], send: &Callback<Event>) -> Html {
    let (imported, seeded): (Vec<&Offer>, Vec<&Offer>) =
        offers.iter().partition(|offer| offer.id.starts_with("patient-"));
    html! {
        <>
            <section class="stack">
                <div class="stack-tight">
                    <h2>{ words::CHOOSE }</h2>
                    <p class="quiet-text">{ words::CHOOSE_HINT }</p>
                </div>
                if !seeded.is_empty() { <Rows rows={rows(&seeded, send)} label={words::CHOOSE} /> }
            </section>
            if imported.len() > MOST_IMPORTED {
                <More summary={words::imported(imported.len())}><Rows rows={rows(&imported, send)} label={words::IMPORTED} /></More>
            } else if !imported.is_empty() {
                <section class="stack">
                    <h2>{ words::IMPORTED }</h2>
                    <Rows rows={rows(&imported, send)} label={words::IMPORTED} />
                </section>
            }
        </>
    }
}

fn rows(offers: &[&Offer], send: &Callback<Event>) -> Rc<[Row]> {
    let row = |offer: &&Offer| {
        let id = offer.id.clone();
        Row {
            key: offer.id.clone().into(),
            title: offer.name.clone().into(),
            detail: (!offer.about.is_empty()).then(|| offer.about.clone().into()),
            icon: Some(Icon::Person),
            press: Press::Tell(send.reform(move |()| Event::Session(session::Event::Chosen(id.clone())))),
            ..Row::default()
        }
    };
    offers.iter().map(row).collect()
}
