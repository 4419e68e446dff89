//! The person's own links: the list, and making one.

use lapwing_core::event::Event;
use lapwing_core::links::{self, Link, LinksView, MakeView, Making};
use lapwing_core::route::Route;
use lapwing_core::sharing::{Stage, qr};
use lapwing_core::words::links as words;
use lapwing_core::words::{frame, sharing};
use yew::prelude::*;

use super::share_with::code::{Code, code};
use super::shown;
use crate::components::button::{Kind, busy, button, buttons, link_button, wide_buttons};
use crate::components::choices::{Asked, Choice, choices};
use crate::components::field::{Field, Holds, field};
use crate::components::heading::{Back, page};
use crate::components::more::more;
use crate::components::notice::{notice, title};
use crate::components::qr::picture;
use crate::components::skeleton::{Shape, skeleton};
use crate::components::state::empty;
use crate::components::tick::{Tick, tick};
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};
use crate::tell::{tell, tell_of};

/// What a label can have, in characters.
const LABEL: usize = 80;

fn headed(title: &str, lead: &str, (href, words): (&str, &str)) -> El {
    page(title, Some(lead), Some(Back { href, words }))
}

/// The list.
pub fn screen(view: &LinksView, send: &Callback<Event>) -> Html {
    let (sharing, make) = (Route::Sharing.path(), Route::MakeLink.path());
    let inside = match (&view.links, view.trouble) {
        (None, Some(why)) => shown::failed(why, send),
        (None, None) => skeleton(Shape::Rows(2)),
        (Some(list), _) if list.is_empty() => empty(Icon::Send, words::NONE, words::NONE_NEXT),
        (Some(list), _) => listed(list, send),
    };
    headed(words::LINKS, words::LEAD, (&sharing, sharing::SHARING))
        .with(inside)
        .with(wide_buttons().with(link_button(Kind::Primary, Some(Icon::Send), words::MAKE, &make)))
        .done()
}

fn listed(list: &[Link], send: &Callback<Event>) -> El {
    let (mut open, mut over) = (el("div", "stack"), el("div", "stack"));
    let (mut any_open, mut any_over) = (false, false);
    for link in list {
        match link.over {
            false => (open, any_open) = (open.with(one(link, send)), true),
            true => (over, any_over) = (over.with(one(link, send)), true),
        }
    }
    all().some(any_open.then_some(open)).some(any_over.then(|| more(words::OVER, over)))
}

fn one(link: &Link, send: &Callback<Event>) -> El {
    let what = link.what.and_then(|at| words::WHATS.get(at)).map(|(words, _)| p(words));
    let who = each(el("ul", "plan-lines").put("role", "list"), &link.opened, |at, (when, who)| {
        text("li", "small-text", &words::opener(when, who)).number(at).put("dir", "auto")
    });
    let again = link.here.then(|| {
        let again = tell_of(send, &link.id, |id| Event::Links(links::Event::ShownAgain(id)));
        button(Kind::Quiet, None, &words::show(&link.label), &again)
    });
    let renew = (link.here && !link.once && link.what.is_some()).then(|| {
        let renew = tell_of(send, &link.id, |id| Event::Links(links::Event::RenewWanted(id)));
        button(Kind::Quiet, None, &words::renew(&link.label), &renew)
    });
    let stopped = tell_of(send, &link.id, |id| Event::Links(links::Event::Stopped(id)));
    let stop = || {
        buttons().some(again).some(renew).with(button(
            Kind::Danger,
            None,
            &words::stop(&link.label),
            &stopped,
        ))
    };
    let told = all()
        .with(title(&link.label))
        .some(what)
        .with(p(&words::until(&link.until, link.over)))
        .some(link.filled.as_deref().filter(|_| !link.over).map(|when| p(&words::filled(when))))
        .with(p(words::how(link.passcode, link.once)))
        .with(p(&words::opened(link.times)))
        .some((!link.opened.is_empty()).then_some(who))
        .some((link.wrong > 0).then(|| p(&words::wrong(link.wrong))))
        .some((!link.here && !link.over).then(|| text("p", "quiet-text", words::NO_KEY)))
        .some((!link.over).then(stop));
    notice(if link.over { Tone::Plain } else { Tone::Plum }, Icon::Send, told).key(&link.id)
}

/// The screen on which a link is made; demo people are told their code.
pub fn make(view: &MakeView, demo: bool, send: &Callback<Event>) -> Html {
    let making = &view.making;
    let screen = match (&making.made, &making.stage) {
        (Some(link), _) => ready(link, making, send),
        (None, Stage::NeedsCode { wrong, busy }) => page(sharing::CODE, Some(sharing::CODE_WHY), None)
            .key("code")
            .html(code(Code { wrong: *wrong, busy: *busy, demo }, send)),
        _ if !making.renews.is_empty() => renewing(making, send),
        _ => choosing(making, send),
    };
    screen.done()
}

/// Other content for a link that is out already.
fn renewing(making: &Making, send: &Callback<Event>) -> El {
    let list = Route::Links.path();
    if making.stage == Stage::Saved {
        let back = link_button(Kind::Primary, None, words::BACK, &list);
        return page(words::RENEWED, Some(words::RENEWED_LEAD), None).with(wide_buttons().with(back));
    }
    let what = making.what.and_then(|at| words::WHATS.get(at));
    let saving = making.stage == Stage::Saving;
    let go = tell(send, || Event::Links(links::Event::Confirmed));
    let said = if saving { words::RENEWING } else { words::RENEW_GO };
    headed(words::RENEW_TITLE, words::RENEW_LEAD, (&list, words::LINKS))
        .key("renewing")
        .with(headed_card(making, what.map(|(words, _)| *words)))
        .with(notice(Tone::Plum, Icon::Info, p(words::RENEW_TRUTH)))
        .some(refused(making))
        .with(wide_buttons().with(busy(Kind::Primary, None, said, saving, &go)).with(link_button(
            Kind::Plain,
            None,
            frame::CANCEL,
            &list,
        )))
}

fn headed_card(making: &Making, what: Option<&str>) -> El {
    crate::components::card::headed(Tone::Plain, &making.label, None).some(what.map(p))
}

/// Why it was not made.
fn refused(making: &Making) -> Option<El> {
    let missing = || {
        let why = if making.nothing { words::NOTHING } else { words::INCOMPLETE };
        notice(Tone::Amber, Icon::Info, p(why)).put("id", "trouble").put("tabindex", "-1")
    };
    match &making.stage {
        Stage::Incomplete => Some(missing()),
        Stage::Failed(why) => Some(shown::refused(*why)),
        _ => None,
    }
}

fn choosing(making: &Making, send: &Callback<Event>) -> El {
    let fact = |fact: fn(String) -> links::Event| send.reform(move |text| Event::Links(fact(text)));
    let at = |fact: fn(usize) -> links::Event| send.reform(move |at| Event::Links(fact(at)));
    let what = Asked { name: "what", legend: words::WHAT, chosen: making.what, ..Asked::default() };
    let whats = words::WHATS.map(|(words, hint)| Choice { hint: Some(hint), ..Choice::new(words) });
    let label = Field {
        id: "label",
        label: words::LABEL,
        hint: Some(words::LABEL_HINT),
        holds: Holds::Line,
        value: &making.label,
        most: Some(LABEL),
        ..Field::default()
    };
    let passcode = Field {
        id: "passcode",
        label: words::PASSCODE,
        hint: Some(words::PASSCODE_HINT),
        holds: Holds::SecretShown,
        optional: true,
        value: &making.passcode,
        ..Field::default()
    };
    let until = Asked { name: "until", legend: words::UNTIL, chosen: Some(making.until), ..Asked::default() };
    let once = Tick { id: "once", words: words::ONCE, hint: Some(words::ONCE_HINT), on: making.once };
    let once_chosen = send.reform(|on| Event::Links(links::Event::OnceChosen(on)));
    let saving = making.stage == Stage::Saving;
    let go = tell(send, || Event::Links(links::Event::Confirmed));
    let list = Route::Links.path();
    headed(words::MAKE_TITLE, words::MAKE_LEAD, (&list, words::LINKS))
        .key("choosing")
        .with(choices(what, &whats, &at(links::Event::WhatChosen)))
        .some((making.what == Some(3)).then(|| p(words::SUMMARY_LEAVES)))
        .with(field(label, &fact(links::Event::Labelled)))
        .with(field(passcode, &fact(links::Event::PasscodeGiven)))
        .with(choices(until, &words::OPEN_FOR.map(Choice::new), &at(links::Event::UntilChosen)))
        .with(tick(once, once_chosen))
        .with(notice(Tone::Plum, Icon::Info, all().with(p(words::TRUTH)).with(p(words::AS_NOW))))
        .some(refused(making))
        .with(
            wide_buttons()
                .with(busy(Kind::Primary, None, if saving { words::GOING } else { words::GO }, saving, &go))
                .with(link_button(Kind::Plain, None, frame::CANCEL, &list)),
        )
}

/// The link as a picture and as text.
fn ready(link: &str, making: &Making, send: &Callback<Event>) -> El {
    let copy = tell_of(send, link, |link| Event::Links(links::Event::CopyWanted(link)));
    let copied =
        making.copied.map(|done| if done { words::COPIED } else { words::NOT_COPIED }).unwrap_or_default();
    page(words::MADE, Some(words::MADE_LEAD), None)
        .key("made")
        .some(qr::code(link).map(|code| picture(&code, words::QR).class("qr-large")))
        .with(more(
            words::LINK,
            text("p", "link-text small-text", link).put("translate", "no").put("dir", "ltr"),
        ))
        .with(wide_buttons().with(button(Kind::Primary, None, words::COPY, &copy)).with(link_button(
            Kind::Quiet,
            None,
            words::BACK,
            &Route::Links.path(),
        )))
        .with(text("p", "standing", copied).put("role", "status"))
        .with(notice(Tone::Plum, Icon::Info, all().with(p(words::TRUTH)).with(p(words::KEPT))))
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    use lapwing_core::trouble::Trouble;
    let send = Callback::<Event>::noop();
    let link = |over, opened: &[(&str, &str)]| Link {
        id: "l".into(),
        label: "Health information".into(),
        what: Some(0),
        until: "Tuesday 24 November at 14:05".into(),
        over,
        once: false,
        passcode: true,
        opened: opened.iter().map(|(when, who)| ((*when).into(), (*who).into())).collect(),
        times: u64::try_from(opened.len()).unwrap_or(0),
        wrong: 1,
        here: !over,
        filled: (!over).then(|| "today at 09:05".into()),
    };
    let list = |links, trouble| screen(&LinksView { links, trouble }, &send);
    let some = vec![link(false, &[("today at 09:12", "Dr Grey, Elsewhere Hospital")]), link(true, &[])];
    let of = |making: Making| make(&MakeView { making }, true, &send);
    let chosen = Making {
        what: Some(3),
        label: words::LABEL_FIRST.into(),
        passcode: "482913".into(),
        until: 1,
        ..Making::default()
    };
    let stage = |stage| of(Making { stage, ..chosen.clone() });
    let made = "https://lapwing.example/link#shlink:/eyJ1cmwiOiJodHRwczovL2xhcHdpbmcuZXhhbXBsZS9zaGwvQUEifQ";
    vec![
        ("links_some", list(Some(some), None)),
        ("links_no_key", list(Some(vec![Link { here: false, filled: None, ..link(false, &[]) }]), None)),
        ("renew_link", of(Making { renews: "l".into(), ..chosen.clone() })),
        (
            "renew_link_nothing",
            of(Making { renews: "l".into(), nothing: true, stage: Stage::Incomplete, ..chosen.clone() }),
        ),
        ("renew_link_done", of(Making { renews: "l".into(), stage: Stage::Saved, ..chosen.clone() })),
        ("links_none", list(Some(vec![]), None)),
        ("links_loading", list(None, None)),
        ("links_trouble", list(None, Some(Trouble::Offline))),
        ("make_link", stage(Stage::Choosing)),
        ("make_link_incomplete", stage(Stage::Incomplete)),
        ("make_link_nothing", of(Making { nothing: true, stage: Stage::Incomplete, ..chosen.clone() })),
        ("make_link_failed", stage(Stage::Failed(Trouble::Offline))),
        ("make_link_code", stage(Stage::NeedsCode { wrong: false, busy: false })),
        ("make_link_made", of(Making { made: Some(made.into()), copied: Some(true), ..chosen.clone() })),
    ]
}
