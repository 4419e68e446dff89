//! Signing in: what the app is, what happened before, and who it is.

use lapwing_core::event::Event;
use lapwing_core::session::{self, Offer, SignInView, Why};
use lapwing_core::trouble::Trouble;
use lapwing_core::words::{session as words, today, trouble, vault};
use yew::prelude::*;

use crate::components::button::{Kind, button, wide_buttons};
use crate::components::card::card;
use crate::components::heading::heading;
use crate::components::more::more;
use crate::components::notice::{coming, notice, title};
use crate::components::rows::{Press, Row, rows};
use crate::components::skeleton::{Shape, skeleton};
use crate::components::state;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, el, p, text};
use crate::tell::{tell, tell_of};

/// More imported people than these are folded.
const MOST_IMPORTED: usize = 4;

/// The sign-in page.
pub fn screen(view: &SignInView, send: &Callback<Event>) -> Html {
    let alone = view.offers.is_empty();
    let other = view.why == Why::Other && !view.looking && view.trouble.is_none();
    let nobody = alone && !view.busy && view.trouble.is_none() && !other;
    let nobody = nobody.then(|| if view.looking { skeleton(Shape::Rows(4)) } else { p(words::NOBODY) });
    let busy = || coming(Tone::Blue, Icon::Clock, title(words::SIGNING_IN));
    let welcome = el("div", "welcome").with(mark());
    el("div", "page")
        .with(welcome.with(heading(words::SIGN_IN, Some(words::WELCOME), None)))
        .some(before(view))
        .some(view.trouble.map(|found| wrong(found, alone, send)))
        .some(view.busy.then(busy))
        .some(other.then(|| beside(send)))
        .some(view.kept.as_deref().map(|name| kept(name, view.why, send)))
        .some((!alone).then(|| people(&view.offers, send)))
        .some(nobody)
        .with(rows(None).with(feedback().item()))
        .done()
}

/// Feedback needs no name, and so no sign-in.
fn feedback() -> Row<'static> {
    Row {
        detail: Some(today::FEEDBACK_HINT),
        icon: Some(Icon::Feedback),
        ..Row::link(today::FEEDBACK, "/feedback")
    }
}

/// The lapwing of our icon.
fn mark() -> El {
    const BODY: &str = "M150 276c-2-52 34-90 84-96 8-36 38-56 70-50 26 5 42 24 46 46l38 14-38 10c-2 30-14 54-34 74-34 34-84 46-132 40l-66 22c-12 4-18-8-10-16z";
    let path = |class, d| el("path", class).put("d", d);
    let eye = el("circle", "mark-wing").put("cx", "312").put("cy", "168").put("r", "9");
    el("svg", "welcome-mark")
        .put("viewBox", "90 110 290 300")
        .put("aria-hidden", "true")
        .put("focusable", "false")
        .with(path("mark-body", BODY))
        .with(path("mark-crest", "M282 139c-36 3-70-13-88-60"))
        .with(path("mark-legs", "M224 312l-8 80h20M268 304l0 88h20"))
        .with(path("mark-wing", "M176 262c18-34 50-52 92-50-8 40-46 68-92 50z"))
        .with(eye)
}

fn before(view: &SignInView) -> Option<El> {
    match view.why {
        Why::Fresh => None,
        Why::Away if view.locked => Some(notice(Tone::Blue, Icon::Lock, p(words::AWAY_LOCKED))),
        Why::Away => Some(notice(Tone::Blue, Icon::Info, p(words::AWAY))),
        Why::Other => Some(notice(Tone::Blue, Icon::Lock, p(words::OTHER))),
        Why::StartAgain => {
            let told = vault::start_again(view.kept.as_deref().unwrap_or_default());
            Some(notice(Tone::Blue, Icon::Lock, p(&told)))
        }
        Why::Leaving => Some(notice(Tone::Blue, Icon::Lock, p(words::SIGNING_OUT))),
        Why::SignedOut => Some(notice(Tone::Primary, Icon::Check, p(words::SIGNED_OUT))),
    }
}

/// What to do where somebody else signed in; no name of anybody.
fn beside(send: &Callback<Event>) -> El {
    let again = tell(send, || Event::Session(session::Event::Retried));
    let take = tell(send, || Event::Session(session::Event::OtherTaken));
    let again = button(Kind::Primary, None, trouble::TRY_AGAIN, &again);
    let buttons = wide_buttons().with(again).with(button(Kind::Quiet, None, words::OTHER_TAKE, &take));
    card(Tone::Plain).with(p(words::OTHER_NEXT)).with(buttons)
}

fn wrong(found: Trouble, alone: bool, send: &Callback<Event>) -> El {
    let said = trouble::said(found);
    if !alone {
        return coming(Tone::Amber, Icon::Info, all().with(title(said.title)).with(p(said.next)));
    }
    let again = tell(send, || Event::Session(session::Event::Retried));
    state::trouble(Tone::Amber, Icon::Info, said.title, said.next).with(button(
        Kind::Primary,
        None,
        trouble::TRY_AGAIN,
        &again,
    ))
}

fn kept(name: &str, why: Why, send: &Callback<Event>) -> El {
    let open = tell(send, || Event::Session(session::Event::KeptOpened));
    if why == Why::StartAgain {
        return wide_buttons().with(button(Kind::Quiet, None, vault::TRY_AGAIN, &open));
    }
    let open = button(Kind::Quiet, Some(Icon::Device), &words::open_kept(name), &open);
    card(Tone::Primary).with(p(&words::open_kept_hint(name))).with(wide_buttons().with(open))
}

/// The seeded people first; those of imported records under them, folded where they are many.
fn people(offers: &[Offer], send: &Callback<Event>) -> El {
    let (mut seeded, mut imported) = (rows(Some(words::CHOOSE)), rows(Some(words::IMPORTED)));
    let mut count = 0;
    for offer in offers {
        if offer.id.starts_with("patient-") {
            imported = imported.with(row(offer, send));
            count += 1;
        } else {
            seeded = seeded.with(row(offer, send));
        }
    }
    let choose = el("div", "stack-tight").with(text("h2", "", words::CHOOSE)).with(text(
        "p",
        "quiet-text",
        words::CHOOSE_HINT,
    ));
    let choose = el("section", "stack").with(choose).some((count < offers.len()).then_some(seeded));
    let imported = match count {
        0 => None,
        _ if count > MOST_IMPORTED => Some(more(&words::imported(count), imported)),
        _ => Some(el("section", "stack").with(text("h2", "", words::IMPORTED)).with(imported)),
    };
    all().with(choose).some(imported)
}

fn row(offer: &Offer, send: &Callback<Event>) -> El {
    let chosen = tell_of(send, &offer.id, |id| Event::Session(session::Event::Chosen(id)));
    let row = Row {
        key: &offer.id,
        title: &offer.name,
        detail: (!offer.about.is_empty()).then_some(&offer.about),
        icon: Some(Icon::Person),
        press: Press::Tell(chosen),
        ..Row::default()
    };
    row.item()
}
