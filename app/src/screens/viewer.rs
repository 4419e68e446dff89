//! Opening somebody's link: without a sign-in, and without keeping anything.

use lapwing_core::event::Event;
use lapwing_core::links::{self, Content, Stage, ViewerView};
use lapwing_core::record::{EntryView, Shelf};
use lapwing_core::words::links as words;
use lapwing_core::words::{plan_safety, record};
use yew::prelude::*;

use super::{entries, entry, plan, plan_safety as safety};
use crate::components::button::{Kind, busy, button, buttons, step_buttons};
use crate::components::card::{card, headed};
use crate::components::facts::facts;
use crate::components::field::{Field, Holds, field};
use crate::components::heading::page;
use crate::components::more::more;
use crate::components::notice::{notice, title};
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::local::{Kept, local};
use crate::markup::{El, all, each, el, p, text};
use crate::place;
use crate::tell::tell;

/// What a name can have, in characters.
const NAME: usize = 200;

/// The screen.
pub fn screen(view: &ViewerView, send: &Callback<Event>) -> Html {
    match &view.stage {
        Stage::Shows(content) => shows(view, content, send).done(),
        Stage::Asks(_) | Stage::Opening => asks(view, send).done(),
        _ => brings(view, send).done(),
    }
}

fn close(send: &Callback<Event>, kind: Kind) -> El {
    button(kind, None, words::CLOSE, &tell(send, || Event::Links(links::Event::Done)))
}

/// A link is brought, or why the one that was brought does not open.
fn brings(view: &ViewerView, send: &Callback<Event>) -> El {
    let failed = words::failed(&view.stage).map(|(what, next)| {
        notice(Tone::Amber, Icon::Info, all().with(title(what)).with(p(next))).put("role", "status")
    });
    let told = send.clone();
    let entered = local("paste", "", move |kept| pasting(kept, &told));
    page(words::OPEN, Some(words::OPEN_LEAD), None)
        .key("brings")
        .some(failed)
        .html(entered)
        .with(buttons().with(close(send, Kind::Plain)))
}

fn pasting(kept: &Kept, send: &Callback<Event>) -> El {
    let (typed, told) = (kept.now.trim().to_owned(), send.clone());
    let give = Callback::from(move |()| {
        if !typed.is_empty() {
            told.emit(Event::Links(links::Event::Brought(typed.clone(), place::origin())));
        }
    });
    let submit = give.reform(|event: SubmitEvent| event.prevent_default());
    let asked = Field {
        id: "paste",
        label: words::PASTE,
        hint: Some(words::PASTE_HINT),
        holds: Holds::SecretShown,
        value: &kept.now,
        ..Field::default()
    };
    el("form", "stack")
        .submit(submit)
        .put("autocomplete", "off")
        .with(field(asked, &kept.set))
        .with(step_buttons().with(button(Kind::Primary, None, words::PASTE_GO, &give)))
}

/// Who opens it, and the passcode.
fn asks(view: &ViewerView, send: &Callback<Event>) -> El {
    let (told, of) = (send.clone(), view.clone());
    let entered = local("passcode", "", move |kept| giving(kept, &of, &told));
    let at = (!view.host.is_empty()).then(|| p(&words::at(&view.host)));
    page(words::OPEN, Some(&words::called(&view.label)), None)
        .key("asks")
        .some(at)
        .html(entered)
        .with(buttons().with(close(send, Kind::Plain)))
}

fn giving(kept: &Kept, view: &ViewerView, send: &Callback<Event>) -> El {
    let opening = view.stage == Stage::Opening;
    let (typed, told) = (kept.now.trim().to_owned(), send.clone());
    let give = Callback::from(move |()| {
        if !opening {
            told.emit(Event::Links(links::Event::Wanted(typed.clone())));
        }
    });
    let submit = give.reform(|event: SubmitEvent| event.prevent_default());
    let who = Field {
        id: "who",
        label: words::WHO,
        hint: Some(words::WHO_HINT),
        holds: Holds::Line,
        value: &view.who,
        most: Some(NAME),
        ..Field::default()
    };
    let wrong = match view.stage {
        Stage::Asks(Some(left)) => Some(words::wrong_passcode(left)),
        _ => None,
    };
    let passcode = Field {
        id: "passcode",
        label: words::THE_PASSCODE,
        hint: Some(words::THE_PASSCODE_HINT),
        holds: Holds::SecretShown,
        value: &kept.now,
        error: wrong.as_deref(),
        ..Field::default()
    };
    let named = send.reform(|name| Event::Links(links::Event::Named(name)));
    let go = if opening { words::OPENING } else { words::OPEN_GO };
    el("form", "stack")
        .submit(submit)
        .put("autocomplete", "off")
        .with(field(who, &named))
        .some(view.passcode.then(|| field(passcode, &kept.set)))
        .with(step_buttons().with(busy(Kind::Primary, None, go, opening, &give)))
}

/// What is in it.
fn shows(view: &ViewerView, content: &Content, send: &Callback<Event>) -> El {
    let head = each(card(Tone::Plain), &content.people, |at, (name, born)| {
        facts(&[(words::WHOSE, Some(name)), (words::BORN, born.as_deref())]).number(at).put("dir", "auto")
    });
    let by = content.by.join(", ");
    let made = facts(&[
        (words::MADE_AT, content.made.as_deref()),
        (words::MADE_BY, Some(by.as_str()).filter(|by| !by.is_empty())),
    ]);
    let not_shown = words::not_shown([content.cards, content.doors, content.others, content.closed]);
    let not_shown = (!not_shown.is_empty())
        .then(|| notice(Tone::Amber, Icon::Info, each(all(), &not_shown, |_, line| p(line))));
    let papers = each(all(), &content.papers, |at, (paper, steps)| {
        let name = plan_safety::of(*paper).title;
        headed(Tone::Plum, name, None).number(at).with(safety::said(steps, "h3"))
    });
    let plans = content.plans.as_ref().map(|plans| {
        let now = each(all(), &plans.now, |at, one| plan::block(at, one, None));
        each(now, &plans.past, |at, one| plan::block(at, one, None))
    });
    page(words::INSIDE, (!view.label.is_empty()).then_some(view.label.as_str()), None)
        .class("page-wide")
        .key("shows")
        .with(notice(Tone::Blue, Icon::Info, p(words::UNCHECKED)))
        .with(head.with(made))
        .some(not_shown)
        .with(papers)
        .some(plans)
        .with(text("h2", "", &words::entries(content.count)))
        .with(each(all(), &content.entries, |_, (shelf, views)| shelved(*shelf, views)))
        .with(buttons().with(close(send, Kind::Primary)))
}

/// The entries of a shelf, each folded: its name and state, and all that it says.
fn shelved(shelf: Shelf, views: &[EntryView]) -> El {
    let list = each(el("div", "stack-tight"), views, |at, view| {
        let name = if view.title.is_empty() { record::ENTRY } else { &view.title };
        let when = view.when.as_deref().unwrap_or_default();
        let summary = if when.is_empty() { name.to_owned() } else { [name, ", ", when].concat() };
        let unread = (view.shown.unread > 0).then(|| text("p", "quiet-text small-text", &record::unread(1)));
        let badge = view.badge.as_ref().map(entries::badge);
        more(&summary, all().some(badge).some(unread).with(entry::story(view))).number(at)
    });
    el("section", "stack").key(shelf.slug()).with(text("h3", "", record::shelf(shelf))).with(list)
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    use std::rc::Rc;

    use lapwing_core::links::{Closed, payload::Flaw, read};
    use lapwing_core::now::Now;
    let send = Callback::<Event>::noop();
    let of = |stage, passcode, host: &str| {
        let view = ViewerView {
            stage,
            label: "Health information".into(),
            passcode,
            host: host.into(),
            who: String::new(),
        };
        screen(&view, &send)
    };
    let text = r#"{"resourceType":"Bundle","type":"collection","timestamp":"2026-11-20T09:30:00Z","entry":[
        {"resource":{"resourceType":"Patient","id":"a","name":[{"text":"Asha Nair"}],"birthDate":"1988-03-14"}},
        {"resource":{"resourceType":"CarePlan","id":"safety-plan-a","status":"active","intent":"plan","subject":{"reference":"Patient/a"},
         "category":[{"coding":[{"system":"https://lapwing.example/CodeSystem/plan-kind","code":"safety-plan"}]}],"title":"My safety plan",
         "activity":[{"id":"1","detail":{"code":{"coding":[{"system":"https://lapwing.example/CodeSystem/safety-plan-step","code":"coping"}]},
         "status":"in-progress","description":"Walk by the river"}}]}},
        {"resource":{"resourceType":"AllergyIntolerance","id":"b","code":{"text":"Penicillin"},"patient":{"reference":"Patient/a"}}}]}"#;
    let now = Now::new(1_795_341_600_000, 0, [1; 4]);
    let content =
        read(&[Ok(text.into()), Ok(r#"{"verifiableCredential":[]}"#.into()), Err(Closed::Key)], &now);
    vec![
        ("viewer_paste", of(Stage::Nothing, false, "")),
        ("viewer_no_link", of(Stage::Flawed(Flaw::NoLink), false, "")),
        ("viewer_over", of(Stage::Over, true, "")),
        ("viewer_asks", of(Stage::Asks(None), true, "")),
        ("viewer_asks_wrong", of(Stage::Asks(Some(9)), true, "")),
        ("viewer_asks_elsewhere", of(Stage::Asks(None), false, "shl.example.org")),
        ("viewer_opening", of(Stage::Opening, true, "")),
        ("viewer_shows", of(Stage::Shows(Rc::new(content)), true, "")),
    ]
}
