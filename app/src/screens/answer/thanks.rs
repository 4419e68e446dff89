//! After sending: help first where it is needed, then what is true about the team, then the score.

use lapwing_core::event::Event;
use lapwing_core::form::{Delivery, PartScore, Score, ThanksView, compare};
use lapwing_core::route::Route;
use lapwing_core::words::{carers, form as words};
use yew::prelude::*;

use crate::components::button::{Kind, link_button, wide_buttons};
use crate::components::card::headed;
use crate::components::heading::page;
use crate::components::help::help_button;
use crate::components::notice::{coming, notice};
use crate::components::score::score_scale;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};
use crate::screens::past::{bands, positive};

/// The screen.
pub(super) fn screen(key: &str, view: &ThanksView, send: &Callback<Event>) -> El {
    let sent = &view.sent;
    let risk = sent.risk.then(|| {
        let inside =
            all().with(p(&words::told_us(view.about.as_deref()))).with(help_button(&super::help(send)));
        notice(Tone::Help, Icon::Help, inside)
    });
    let past = Route::Past(key.into()).path();
    let waiting = (sent.files > 0).then(|| {
        link_button(Kind::Plain, None, lapwing_core::words::waiting::WAITING, &Route::Waiting.path())
    });
    let seen = match view.changes {
        true => link_button(Kind::Primary, Some(Icon::Chart), words::SEE_PAST, &past),
        false => link_button(Kind::Primary, None, words::PAST, &past),
    };
    let buttons = wide_buttons()
        .with(seen)
        .with(if view.alone {
            link_button(Kind::Plain, None, carers::CARING, &Route::Caring.path())
        } else {
            link_button(Kind::Plain, None, words::SEE_ALL, &Route::CheckIns.path())
        })
        .some(waiting);
    page(words::THANKS, None, None)
        .class("step")
        .key("thanks")
        .some(risk)
        .with(delivery(view))
        .some((sent.files > 0).then(|| p(words::FILES_FOLLOW)))
        .some(sent.score.as_ref().map(|score| total(score, view)))
        .some(
            (!view.parts.is_empty())
                .then(|| each(el("ul", "stack-tight").put("role", "list"), &view.parts, part)),
        )
        .with(buttons)
}

/// What is true about the team: read out when it changes.
fn delivery(view: &ThanksView) -> El {
    let sent = &view.sent;
    let told = matches!(sent.delivery, Delivery::TeamTold { .. });
    let (tone, icon) = match &sent.delivery {
        Delivery::TeamTold { .. } => (Tone::Primary, Icon::Check),
        Delivery::Delivered if !sent.risk => (Tone::Primary, Icon::Check),
        Delivery::Delivered | Delivery::NeedsYou => (Tone::Amber, Icon::Info),
        Delivery::NotYet | Delivery::NeedsSignIn | Delivery::Checking => (Tone::Amber, Icon::Clock),
    };
    let inside = all()
        .with(match &sent.delivery {
            Delivery::Delivered if view.alone => p(carers::SAVED),
            delivery => p(&words::delivery(delivery, (sent.risk, sent.on_device, view.about.is_some()))),
        })
        .some((sent.risk && told).then(|| p(words::TOLD_NOT_WATCHED)));
    coming(tone, icon, inside)
}

/// One part: its score, and how it stands beside the one before.
fn part(at: usize, one: &PartScore) -> El {
    let change = one.before.as_ref().map(|(then, when)| {
        p(&words::compared(compare(one.score.value, *then, one.score.change), &words::then(when)))
    });
    el("li", "").number(at).with(headed(Tone::Plain, &words::part(&one.name, &one.score), None).some(change))
}

fn total(score: &Score, view: &ThanksView) -> El {
    let before = view.before.as_ref();
    let change = before
        .map(|(then, when)| words::compared(compare(score.value, *then, score.change), &words::then(when)));
    let before = before.map(|(then, _)| positive(*then));
    let others = view.about.is_some();
    let not = match (view.alone, others) {
        (true, _) => carers::NOT_DIAGNOSIS,
        (_, true) => words::NOT_DIAGNOSIS_OF_THEM,
        _ => words::NOT_DIAGNOSIS,
    };
    let halves = score.halves.iter().filter(|_| !view.alone && !others);
    let halves = halves.fold(all(), |all, (half, sum)| all.with(p(&words::half(half, *sum))));
    headed(Tone::Plain, &words::score(score, others), None)
        .with(score_scale((positive(score.value), positive(score.max).max(1)), before, &bands(&score.bands)))
        .some(change.as_deref().map(p))
        .some(words::score_hint(score).filter(|_| !view.alone && !others).as_deref().map(p))
        .with(halves)
        .with(text("p", "quiet-text", not))
}

#[cfg(any(test, feature = "fixtures"))]
fn score(value: i64) -> Score {
    Score {
        value,
        about: false,
        min: 0,
        max: 27,
        bands: crate::screens::past::examples_bands(),
        change: Some(6),
        cutoff: None,
        halves: vec![],
    }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn examples() -> Vec<(&'static str, ThanksView)> {
    use lapwing_core::form::Sent;
    let sent = |risk, delivery, value| Sent {
        response: "r".into(),
        files: usize::from(value == 0),
        entry: "e".into(),
        score: Some(score(value)),
        parts: vec![],
        risk,
        at: 0,
        delivery,
        on_device: true,
    };
    let before = Some((19, "12 March 2026".to_string()));
    let told = Delivery::TeamTold {
        team: "Northside Community Mental Health Team".into(),
        reads: Some("They read it Monday to Friday, 9am to 5pm.".into()),
    };
    let view = |sent: Sent, before: &Option<(i64, String)>| {
        let changes = sent.score.is_some();
        ThanksView { sent, before: before.clone(), alone: false, about: None, parts: vec![], changes }
    };
    let page = |delivery| Sent { on_device: false, ..sent(true, delivery, 12) };
    vec![
        ("thanks_risk_not_yet", view(sent(true, Delivery::NotYet, 12), &before)),
        ("thanks_risk_told", view(sent(true, told, 12), &before)),
        ("thanks_risk_unknown", view(sent(true, Delivery::Delivered, 12), &before)),
        ("thanks_risk_refused", view(page(Delivery::NeedsYou), &before)),
        (
            "thanks_risk_about_somebody",
            ThanksView { about: Some("Sam Okafor".into()), ..view(sent(true, Delivery::NotYet, 12), &None) },
        ),
        ("thanks_sent", view(sent(false, Delivery::Delivered, 4), &before)),
        ("thanks_same", view(sent(false, Delivery::Delivered, 19), &before)),
        ("thanks_first", view(sent(false, Delivery::NotYet, 0), &None)),
        ("thanks_sign_in", view(sent(false, Delivery::NeedsSignIn, 27), &Some((25, "2 May 2026".into())))),
        ("thanks_alone", ThanksView { alone: true, ..view(sent(false, Delivery::Delivered, 12), &None) }),
        (
            "thanks_parts",
            ThanksView {
                parts: goals(score(7)),
                ..view(Sent { score: None, ..sent(false, Delivery::Delivered, 0) }, &None)
            },
        ),
        (
            "thanks_halves",
            view(Sent { score: Some(in_halves(score(5))), ..sent(false, Delivery::Delivered, 5) }, &None),
        ),
        (
            "thanks_no_bands",
            view(
                Sent { score: Some(without_bands(score(40))), ..sent(false, Delivery::Delivered, 40) },
                &None,
            ),
        ),
        ("thanks_no_score", view(Sent { score: None, ..sent(false, Delivery::Delivered, 0) }, &None)),
    ]
}

/// Two questions about one thing, two about another.
#[cfg(any(test, feature = "fixtures"))]
fn in_halves(score: Score) -> Score {
    let half = |name: &str| lapwing_core::form::Half { name: name.into(), scored: vec![], max: 6, from: 3 };
    let halves = vec![(half("The two questions about worry"), 4), (half("The two questions about mood"), 1)];
    Score { max: 12, change: None, halves, ..score }
}

#[cfg(any(test, feature = "fixtures"))]
fn without_bands(score: Score) -> Score {
    Score { max: 80, bands: vec![], change: None, cutoff: Some(31), ..score }
}

/// Two rated goals, one of them rated before.
#[cfg(any(test, feature = "fixtures"))]
fn goals(score: Score) -> Vec<PartScore> {
    let of = |name: &str, value, before| {
        let score = Score { value, max: 10, change: Some(3), ..score.clone() };
        PartScore { name: name.into(), score, before }
    };
    vec![of("Goal 1", 7, Some((3, "12 March 2026".into()))), of("Goal 2", 4, None)]
}
