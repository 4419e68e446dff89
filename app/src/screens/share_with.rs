//! What one person can see: the choices, the code, and what counts from now on.

pub(super) mod code;
#[cfg(any(test, feature = "fixtures"))]
mod examples;
mod invite;

use lapwing_core::event::Event;
use lapwing_core::route::Route;
use lapwing_core::sharing::{self, KEEPS, Named, SectionRow, ShareWithView, SharedPerson, Stage, Until};
use lapwing_core::words::{frame, sharing as words};
use yew::prelude::*;

use super::shown;
use crate::components::button::{Kind, busy, button, buttons, link_button, wide_buttons};
use crate::components::choices::{Asked, Choice, choices};
use crate::components::field::{Field, Holds, field};
use crate::components::heading::{Back, page};
use crate::components::notice::notice;
use crate::components::skeleton::{Shape, skeleton};
use crate::components::state::empty;
use crate::components::tick::{Tick, tick};
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};
use crate::tell::tell;
use code::{Code, code};
#[cfg(any(test, feature = "fixtures"))]
pub(super) use examples::fixtures;

/// The lengths, in their order.
const LENGTHS: [(Until, &str); 4] = [
    (Until::Changed, words::UNTIL_CHANGED),
    (Until::Month, words::MONTH),
    (Until::Season, words::SEASON),
    (Until::Day, words::UNTIL_DAY),
];

/// The screen; demo people are told their code.
pub fn screen(view: &ShareWithView, demo: bool, send: &Callback<Event>) -> Html {
    let screen = match (&view.person, &view.stage) {
        (Some(_), Stage::NeedsCode { wrong, busy }) => asked_code(*wrong, *busy, demo, send),
        (Some(person), Stage::Saved) => saved(person),
        (Some(person), _) if !view.loading => choosing(view, person, send),
        (None, stage) if view.invite.is_some() => match stage {
            Stage::NeedsCode { wrong, busy } => asked_code(*wrong, *busy, demo, send),
            _ => invite::screen(view, send),
        },
        _ => waiting(view, send),
    };
    screen.done()
}

fn asked_code(wrong: bool, busy: bool, demo: bool, send: &Callback<Event>) -> El {
    page(words::CODE, Some(words::CODE_WHY), None).key("code").html(code(Code { wrong, busy, demo }, send))
}

fn headed(title: &str, lead: Option<&str>) -> El {
    page(title, lead, Some(Back { href: &Route::Sharing.path(), words: words::SHARING }))
}

/// Nobody to show yet: coming, in trouble, or not on the list.
fn waiting(view: &ShareWithView, send: &Callback<Event>) -> El {
    headed(words::SHARING, None).with(match view.trouble {
        Some(why) => shown::failed(why, send),
        None if view.loading => skeleton(Shape::Rows(4)),
        None => empty(Icon::Person, words::NO_SUCH_PERSON, words::NOBODY_NEXT).with(back(Kind::Quiet)),
    })
}

fn back(kind: Kind) -> El {
    link_button(kind, None, words::BACK, &Route::Sharing.path())
}

/// What would be seen, whether they may add, until when, and what is true of it.
fn terms(view: &ShareWithView, send: &Callback<Event>) -> El {
    all()
        .with(sections(view, send))
        .some(view.crisis.as_ref().map(|one| crisis(one, send)))
        .some((!view.entries.is_empty()).then(|| entries(view, send)))
        .with(adding(view, send))
        .with(lengths(view, send))
        .with(copies(view, send))
        .with(notice(Tone::Plum, Icon::Info, p(words::TRUTH)))
        .with(pressure())
}

fn choosing(view: &ShareWithView, person: &SharedPerson, send: &Callback<Event>) -> El {
    let saving = view.stage == Stage::Saving;
    let refused = match &view.stage {
        Stage::Failed(why) => Some(shown::refused(*why)),
        _ => None,
    };
    let save = tell(send, || Event::Sharing(sharing::Event::Confirmed));
    let save_words = if saving { words::SAVING } else { words::SAVE };
    let other = if person.sees.is_empty() {
        let cancel = tell(send, || Event::Sharing(sharing::Event::Cancelled));
        button(Kind::Plain, None, frame::CANCEL, &cancel)
    } else {
        let stop = tell(send, || Event::Sharing(sharing::Event::Withdrawn));
        busy(Kind::Danger, None, words::STOP, saving, &stop)
    };
    headed(&words::share_with(&person.name), person.relation.as_deref())
        .key("choosing")
        .with(see_it(person, send))
        .with(terms(view, send))
        .some(refused)
        .with(wide_buttons().with(busy(Kind::Primary, None, save_words, saving, &save)).with(other))
}

/// What they see now can be looked at, as they see it.
fn see_it(person: &SharedPerson, send: &Callback<Event>) -> El {
    let see = tell(send, || Event::Sharing(sharing::Event::Previewed));
    let shown = !person.sees.is_empty();
    all().some(shown.then(|| buttons().with(button(Kind::Quiet, Some(Icon::Eye), words::PREVIEW, &see))))
}

/// What can be shared.
fn sections(view: &ShareWithView, send: &Callback<Event>) -> El {
    let (steps, record): (Vec<&SectionRow>, Vec<_>) = view.sections.iter().partition(|row| row.step);
    let field = |legend, hint: Option<&str>, all: &[&SectionRow]| {
        let ticks = each(el("div", "ticks"), all, |_, row| section(row, send));
        let hint = hint.map(|hint| text("p", "field-hint", hint));
        el("fieldset", "field").with(text("legend", "field-legend", legend)).some(hint).with(ticks)
    };
    all().with(field(words::CHOOSE, None, &record)).with(field(words::STEPS, Some(words::STEPS_HINT), &steps))
}

/// The crisis plan, by itself.
fn crisis(one: &Named, send: &Callback<Event>) -> El {
    let change = tell_entry(&one.reference, send);
    let asked = Tick { id: "crisis", words: words::CRISIS, hint: Some(words::CRISIS_HINT), on: one.on };
    el("div", "ticks").with(tick(asked, change))
}

fn tell_entry(reference: &str, send: &Callback<Event>) -> Callback<bool> {
    let reference = reference.to_owned();
    send.reform(move |on| Event::Sharing(sharing::Event::EntryChosen(reference.clone(), on)))
}

/// What is shared one by one, and what is to be.
fn entries(view: &ShareWithView, send: &Callback<Event>) -> El {
    let ticks = each(el("div", "ticks"), &view.entries, |at, one| {
        let change = tell_entry(&one.reference, send);
        let id = ["entry-", &at.to_string()].concat();
        tick(Tick { id: &id, words: &one.title, hint: None, on: one.on }, change).key(&one.reference)
    });
    el("fieldset", "field")
        .with(text("legend", "field-legend", words::ENTRIES))
        .with(text("p", "field-hint", words::ENTRIES_HINT))
        .with(ticks)
}

/// Whether they may add what they see.
fn adding(view: &ShareWithView, send: &Callback<Event>) -> El {
    let change = send.reform(|on| Event::Sharing(sharing::Event::AddsChosen(on)));
    tick(Tick { id: "adds", words: words::ADDS, hint: Some(words::ADDS_HINT), on: view.adds }, change)
}

/// A box, not a switch: nothing counts before it is saved.
fn section(row: &SectionRow, send: &Callback<Event>) -> El {
    let code = row.code;
    let change = send.reform(move |on| Event::Sharing(sharing::Event::Switched(code.into(), on)));
    let asked = Tick {
        id: &format!("share-{code}"),
        words: row.title,
        hint: (!row.about.is_empty()).then_some(row.about),
        on: row.on,
    };
    tick(asked, change).key(code)
}

fn lengths(view: &ShareWithView, send: &Callback<Event>) -> El {
    let agreed = view.agreed.as_deref().map(words::until_agreed);
    let mut lengths: Vec<(Until, &str)> =
        agreed.iter().map(|agreed| (Until::Agreed, agreed.as_str())).collect();
    lengths.extend(LENGTHS);
    let asked = Asked {
        name: "until",
        legend: words::HOW_LONG,
        chosen: lengths.iter().position(|(length, _)| *length == view.until),
        ..Asked::default()
    };
    let day = (view.until == Until::Day).then(|| {
        let asked = Field {
            id: "until-day",
            label: words::LAST_DAY,
            holds: Holds::Day,
            hint: Some(words::LAST_DAY_HINT),
            error: (view.stage == Stage::WrongDay).then_some(words::WRONG_DAY),
            value: &view.day,
            ..Field::default()
        };
        field(asked, &send.reform(|day| Event::Sharing(sharing::Event::DayChosen(day))))
    });
    let (send, first) = (send.clone(), usize::from(view.agreed.is_some()));
    let choose = Callback::from(move |at: usize| {
        let until = at.checked_sub(first).map_or(Some(Until::Agreed), |at| LENGTHS.get(at).map(|one| one.0));
        if let Some(until) = until {
            send.emit(Event::Sharing(sharing::Event::UntilChosen(until)));
        }
    });
    let all: Vec<Choice> = lengths.iter().map(|(_, words)| Choice::new(words)).collect();
    crate::markup::all().with(choices(asked, &all, &choose)).some(day)
}

/// Whether, and for how long, they may keep copies.
fn copies(view: &ShareWithView, send: &Callback<Event>) -> El {
    let asked = Asked {
        name: "keeps",
        legend: words::KEEPS,
        hint: Some(words::KEEPS_HINT),
        chosen: KEEPS.iter().position(|hours| *hours == view.keeps),
        ..Asked::default()
    };
    let send = send.clone();
    let choose = Callback::from(move |at: usize| {
        if let Some(hours) = KEEPS.get(at) {
            send.emit(Event::Sharing(sharing::Event::KeepsChosen(*hours)));
        }
    });
    let said = KEEPS.map(words::keeps);
    let all: Vec<Choice> = said.iter().map(|words| Choice::new(words)).collect();
    choices(asked, &all, &choose)
}

/// A way to what helps when somebody pushes.
fn pressure() -> El {
    link_button(Kind::Plain, None, words::PRESSURE, &Route::Pressure.path())
}

/// The gateway has it: what counts now, in full.
fn saved(person: &SharedPerson) -> El {
    let until = person.until.as_deref().filter(|_| !person.sees.is_empty());
    let now = all()
        .with(p(&words::now_sees(&person.name, &person.sees)))
        .some(until.map(|until| p(&words::until(until))));
    page(words::SAVED, None, None)
        .key("saved")
        .with(notice(Tone::Primary, Icon::Check, now))
        .with(buttons().with(back(Kind::Primary)))
}
