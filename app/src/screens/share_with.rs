//! What one person can see: the choices, the code, and what counts from now on.

mod code;
#[cfg(any(test, feature = "fixtures"))]
mod examples;

use std::rc::Rc;

use lapwing_core::event::Event;
use lapwing_core::route::Route;
use lapwing_core::sharing::{self, SectionRow, ShareWithView, SharedPerson, Stage, Until};
use lapwing_core::words::{frame, sharing as words, trouble};
use yew::prelude::*;

use super::shown;
use crate::components::button::{Button, Kind, LinkButton};
use crate::components::choices::{Choice, Choices};
use crate::components::heading::{Back, PageHeading};
use crate::components::notice::Notice;
use crate::components::skeleton::{Shape, skeleton};
use crate::components::state::Empty;
use crate::components::tick::Tick;
use crate::components::tone::Tone;
use crate::icons::Icon;
use code::Code;
#[cfg(any(test, feature = "fixtures"))]
pub(super) use examples::fixtures;

/// The lengths, in their order.
const LENGTHS: [(Until, &str); 3] =
    [(Until::Changed, words::UNTIL_CHANGED), (Until::Month, words::MONTH), (Until::Season, words::SEASON)];

/// The screen; demo people are told their code.
pub fn screen(view: &ShareWithView, demo: bool, send: &Callback<Event>) -> Html {
    let tell = send.reform(Event::Sharing);
    match (&view.person, &view.stage) {
        (Some(_), Stage::NeedsCode { wrong, busy }) => html! {
            <div class="page" key="code">
                <PageHeading title={words::CODE} lead={words::CODE_WHY} />
                <Code wrong={*wrong} busy={*busy} {demo} {tell} />
            </div>
        },
        (Some(person), Stage::Saved) => saved(person),
        (Some(person), _) if !view.loading => choosing(view, person, &tell),
        _ => waiting(view, send),
    }
}

fn back() -> Back {
    Back { href: Route::Sharing.path().into(), words: words::SHARING.into() }
}

/// Nobody to show yet: coming, in trouble, or not on the list.
fn waiting(view: &ShareWithView, send: &Callback<Event>) -> Html {
    html! {
        <div class="page">
            <PageHeading title={words::SHARING} back={back()} />
            { match view.trouble {
                Some(why) => shown::failed(why, send),
                None if view.loading => skeleton(Shape::Rows(4)),
                None => html! {
                    <Empty icon={Icon::Person} title={words::NO_SUCH_PERSON} words={words::NOBODY_NEXT}>
                        <LinkButton href={Route::Sharing.path()}>{ words::BACK }</LinkButton>
                    </Empty>
                },
            } }
        </div>
    }
}

fn choosing(view: &ShareWithView, person: &SharedPerson, tell: &Callback<sharing::Event>) -> Html {
    let saving = view.stage == Stage::Saving;
    html! {
        <div class="page" key="choosing">
            <PageHeading title={words::share_with(&person.name)} back={back()} lead={person.relation.clone().map(AttrValue::from)} />
            <fieldset class="field">
                <legend class="field-legend">{ words::CHOOSE }</legend>
                <div class="ticks">{ for view.sections.iter().map(|row| section(row, tell)) }</div>
            </fieldset>
            { lengths(view.until, tell) }
            <Notice tone={Tone::Plum} icon={Icon::Info}><p>{ words::TRUTH }</p></Notice>
            if let Stage::Failed(why) = &view.stage {
                <div id="trouble" tabindex="-1">
                    <Notice tone={Tone::Amber} title={trouble::said(*why).title}><p>{ trouble::said(*why).next }</p></Notice>
                </div>
            }
            <div class="buttons buttons-wide">
                <Button kind={Kind::Primary} busy={saving} on_press={tell.reform(|()| sharing::Event::Confirmed)}>
                    { if saving { words::SAVING } else { words::SAVE } }
                </Button>
                if person.sees.is_empty() {
                    <Button kind={Kind::Plain} on_press={tell.reform(|()| sharing::Event::Cancelled)}>{ frame::CANCEL }</Button>
                } else {
                    <Button kind={Kind::Danger} busy={saving} on_press={tell.reform(|()| sharing::Event::Withdrawn)}>{ words::STOP }</Button>
                }
            </div>
        </div>
    }
}

/// A box, not a switch: nothing counts before it is saved.
fn section(row: &SectionRow, tell: &Callback<sharing::Event>) -> Html {
    let code = row.code;
    let on_change = tell.reform(move |on| sharing::Event::Switched(code.into(), on));
    html! { <Tick key={code} id={format!("share-{code}")} words={row.title} hint={row.about} on={row.on} {on_change} /> }
}

fn lengths(until: Until, tell: &Callback<sharing::Event>) -> Html {
    let choices = LENGTHS.iter().enumerate().map(|(at, (_, words))| Choice::new(at.to_string(), *words));
    let chosen = LENGTHS.iter().position(|(length, _)| *length == until);
    let tell = tell.clone();
    let on_choose = Callback::from(move |value: AttrValue| {
        if let Some((until, _)) = value.parse().ok().and_then(|at: usize| LENGTHS.get(at)) {
            tell.emit(sharing::Event::UntilChosen(*until));
        }
    });
    html! {
        <Choices name="until" legend={words::HOW_LONG} choices={choices.collect::<Rc<[Choice]>>()}
            chosen={chosen.map(|at| AttrValue::from(at.to_string()))} {on_choose} />
    }
}

/// The gateway has it: what counts now, in full.
fn saved(person: &SharedPerson) -> Html {
    let until = person.until.as_deref().filter(|_| !person.sees.is_empty());
    html! {
        <div class="page" key="saved">
            <PageHeading title={words::SAVED} />
            <Notice tone={Tone::Primary} icon={Icon::Check}>
                <p>{ words::now_sees(&person.name, &person.sees) }</p>
                if let Some(until) = until { <p>{ words::until(until) }</p> }
            </Notice>
            <div class="buttons"><LinkButton kind={Kind::Primary} href={Route::Sharing.path()}>{ words::BACK }</LinkButton></div>
        </div>
    }
}
