//! After sending: help first where it is needed, then what is true about the team, then the score.

use lapwing_core::event::Event;
use lapwing_core::form::{Delivery, Score, Sent, ThanksView, compare};
use lapwing_core::route::Route;
use lapwing_core::words::{form as words, frame};
use yew::prelude::*;

use crate::components::button::{Button, Kind, LinkButton};
use crate::components::card::Card;
use crate::components::heading::PageHeading;
use crate::components::notice::Notice;
use crate::components::score::ScoreScale;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::screens::past::{bands, positive};

/// The screen.
pub(super) fn screen(key: &str, view: &ThanksView, send: &Callback<Event>) -> Html {
    let sent = &view.sent;
    html! {
        <div class="page step" key="thanks">
            <PageHeading title={words::THANKS} />
            if sent.risk {
                <Notice tone={Tone::Help} icon={Icon::Help}>
                    <p>{ words::TOLD_US }</p>
                    <div class="buttons"><Button kind={Kind::Help} on_press={super::help(send)}>{ frame::HELP_NOW }</Button></div>
                </Notice>
            }
            { delivery(sent) }
            if let Some(score) = &sent.score { { total(score, view.before.as_ref()) } }
            <div class="buttons buttons-wide">
                <LinkButton kind={Kind::Primary} icon={Icon::Chart} href={Route::Past(key.into()).path()}>{ words::SEE_PAST }</LinkButton>
                <LinkButton kind={Kind::Plain} href={Route::CheckIns.path()}>{ words::SEE_ALL }</LinkButton>
            </div>
        </div>
    }
}

/// What is true about the team: read out when it changes.
fn delivery(sent: &Sent) -> Html {
    let (tone, icon) = match &sent.delivery {
        Delivery::TeamTold { .. } => (Tone::Primary, Icon::Check),
        Delivery::Delivered if !sent.risk => (Tone::Primary, Icon::Check),
        Delivery::Delivered | Delivery::NeedsYou => (Tone::Amber, Icon::Info),
        Delivery::NotYet | Delivery::NeedsSignIn | Delivery::Checking => (Tone::Amber, Icon::Clock),
    };
    html! {
        <Notice {tone} {icon} comes=true>
            <p>{ words::delivery(&sent.delivery, sent.risk, sent.on_device) }</p>
            if sent.risk && matches!(sent.delivery, Delivery::TeamTold { .. }) { <p>{ words::TOLD_NOT_WATCHED }</p> }
        </Notice>
    }
}

fn total(score: &Score, before: Option<&(i64, String)>) -> Html {
    let change = before
        .map(|(then, when)| words::compared(compare(score.value, *then, score.change), &words::then(when)));
    html! {
        <Card heading={words::score(score)}>
            <ScoreScale score={positive(score.value)} before={before.map(|(then, _)| positive(*then))} bands={bands(&score.bands)} />
            if let Some(change) = change { <p>{ change }</p> }
            if let Some(hint) = words::score_hint(score) { <p>{ hint }</p> }
            <p class="quiet-text">{ words::NOT_DIAGNOSIS }</p>
        </Card>
    }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn examples() -> Vec<(&'static str, ThanksView)> {
    let score = |value| Score {
        value,
        min: 0,
        max: 27,
        bands: crate::screens::past::examples_bands(),
        change: Some(6),
    };
    let sent = |risk, delivery, value| Sent {
        response: "r".into(),
        entry: "e".into(),
        score: Some(score(value)),
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
    let view = |sent, before: &Option<(i64, String)>| ThanksView { sent, before: before.clone() };
    let page = |delivery| Sent { on_device: false, ..sent(true, delivery, 12) };
    vec![
        ("thanks_risk_not_yet", view(sent(true, Delivery::NotYet, 12), &before)),
        ("thanks_risk_told", view(sent(true, told, 12), &before)),
        ("thanks_risk_unknown", view(sent(true, Delivery::Delivered, 12), &before)),
        ("thanks_risk_refused", view(page(Delivery::NeedsYou), &before)),
        ("thanks_sent", view(sent(false, Delivery::Delivered, 4), &before)),
        ("thanks_same", view(sent(false, Delivery::Delivered, 19), &before)),
        ("thanks_first", view(sent(false, Delivery::NotYet, 0), &None)),
        ("thanks_sign_in", view(sent(false, Delivery::NeedsSignIn, 27), &Some((25, "2 May 2026".into())))),
        ("thanks_no_score", view(Sent { score: None, ..sent(false, Delivery::Delivered, 0) }, &None)),
    ]
}
