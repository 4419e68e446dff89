//! The emergency card: what could stand on it, and how it looks, on the screen and on paper.

use lapwing_core::event::Event;
use lapwing_core::links::{self, CardGroup, CardView};
use lapwing_core::route::Route;
use lapwing_core::sharing::qr;
use lapwing_core::words::frame;
use lapwing_core::words::links as words;
use yew::prelude::*;

use crate::components::button::{Kind, button, buttons};
use crate::components::choices::{Asked, Choice, choices};
use crate::components::heading::{Back, page};
use crate::components::notice::notice;
use crate::components::qr::picture;
use crate::components::tick::{Tick, tick};
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};
use crate::tell::tell;

/// The screen.
pub fn screen(view: &CardView, send: &Callback<Event>) -> Html {
    let print = tell(send, || Event::Links(links::Event::Printed));
    let missing = view.missing.then(|| notice(Tone::Blue, Icon::Info, p(words::CARD_MISSING)));
    page(words::CARD, Some(words::CARD_LEAD), Some(Back { href: &Route::Plan.path(), words: frame::PLAN }))
        .class("card-page")
        .with(text("h2", "not-on-paper", words::CARD_LOOKS))
        .with(card(view))
        .with(buttons().with(button(Kind::Primary, None, words::CARD_PRINT, &print)))
        .with(
            el("div", "stack not-on-paper")
                .with(notice(Tone::Plum, Icon::Info, p(words::CARD_TRUTH)))
                .some(missing)
                .with(chosen(view, send)),
        )
        .done()
}

/// The card itself: the chosen lines alone.
fn card(view: &CardView) -> El {
    let group = |_: usize, group: &CardGroup| {
        let on = group.lines.iter().any(|line| line.on);
        let heading = words::CARD_GROUPS.get(group.kind).filter(|_| group.kind > 0);
        let class = if group.kind == 0 { "wallet-name" } else { "" };
        let lines = each(all(), &group.lines, |_, line| match line.on {
            true => text("p", class, &line.text).put("dir", "auto"),
            false => all(),
        });
        all().some(on.then(|| all().some(heading.map(|words| text("h3", "", words))).with(lines)))
    };
    let code = view.link.as_deref().and_then(qr::code).map(|code| picture(&code, words::QR));
    let head = el("div", "wallet-lines").with(text("p", "wallet-foot", words::CARD));
    let lines = each(head, &view.groups, group);
    let as_of = view.as_of.as_deref().map(|when| text("p", "wallet-foot", &words::as_of(when)));
    el("section", "wallet").put("aria-label", words::CARD).with(lines.some(as_of)).some(code)
}

/// What stands on it, line by line.
fn chosen(view: &CardView, send: &Callback<Event>) -> El {
    let groups = each(all().with(text("h2", "", words::CARD_CHOOSE)), &view.groups, |_, group| {
        let ticks = each(el("div", "ticks"), &group.lines, |at, line| {
            let id = ["line-", &group.kind.to_string(), "-", &at.to_string()].concat();
            let key = line.key.clone();
            let change = send.reform(move |on| Event::Links(links::Event::LineChosen(key.clone(), on)));
            tick(Tick { id: &id, words: &line.text, hint: None, on: line.on }, change).key(&line.key)
        });
        let legend = words::CARD_GROUPS.get(group.kind).copied().unwrap_or_default();
        el("fieldset", "field").number(group.kind).with(text("legend", "field-legend", legend)).with(ticks)
    });
    groups.some((!view.links.is_empty()).then(|| link(view, send)))
}

/// Which of the links that are kept here.
fn link(view: &CardView, send: &Callback<Event>) -> El {
    let mut all = vec![Choice::new(words::CARD_NO_LINK)];
    all.extend(view.links.iter().map(|(_, label, _)| Choice::new(label)));
    let on = view.links.iter().position(|(.., on)| *on);
    let asked = Asked {
        name: "card-link",
        legend: words::CARD_LINK,
        chosen: Some(on.map_or(0, |at| at + 1)),
        ..Asked::default()
    };
    let ids: Vec<String> = view.links.iter().map(|(id, ..)| id.clone()).collect();
    let choose = send.reform(move |at: usize| {
        Event::Links(links::Event::CardLink(at.checked_sub(1).and_then(|at| ids.get(at)).cloned()))
    });
    choices(asked, &all, &choose)
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    use lapwing_core::links::CardLine;
    let send = Callback::<Event>::noop();
    let line = |text: &str, on| CardLine { key: text.into(), text: text.into(), on };
    let group = |kind, lines| CardGroup { kind, lines };
    let groups = vec![
        group(0, vec![line("Asha Nair", true)]),
        group(1, vec![line("Rosa, my sister: 07700 900123", true), line("Samaritans: 116 123", false)]),
        group(2, vec![line("Penicillin: Rash", true)]),
        group(3, vec![line("Sertraline 50 mg tablets: one every morning", true)]),
        group(4, vec![line("Walk by the river", false)]),
    ];
    let link = "https://lapwing.example/link#shlink:/eyJ1cmwiOiJodHRwczovL2xhcHdpbmcuZXhhbXBsZS9zaGwvQUEifQ";
    let some = CardView {
        groups: groups.clone(),
        links: vec![("l".into(), "Health information".into(), true)],
        link: Some(link.into()),
        as_of: Some("today at 09:12".into()),
        missing: false,
    };
    let alone =
        CardView { groups: groups.into_iter().take(1).collect(), missing: true, ..CardView::default() };
    vec![("card_some", screen(&some, &send)), ("card_alone", screen(&alone, &send))]
}
