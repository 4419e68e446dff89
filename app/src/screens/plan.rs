//! The care plan: goals, who does what, notes; sharing, where it is one's own.

use lapwing_core::event::Event;
use lapwing_core::record::{ActionRow, GoalRow, PlanBlock, PlanView, Shelf};
use lapwing_core::route::Route;
use lapwing_core::words::{plan as words, record};
use yew::prelude::*;

use super::shown;
use crate::components::button::LinkButton;
use crate::components::card::Card;
use crate::components::heading::PageHeading;
use crate::components::more::More;
use crate::components::tag::tag;
use crate::components::tone::Tone;
use crate::icons::Icon;

/// The screen; `own` where it is the person's own plan.
pub fn screen(view: &PlanView, own: bool, send: &Callback<Event>) -> Html {
    let title = if own { words::PLAN } else { record::shelf(Shelf::Plan) };
    let inside = shown::instead(&view.shown, Shelf::Plan, send).unwrap_or_else(|| here(view, own, send));
    html! {
        <div class="page page-wide">
            <PageHeading {title} />
            { inside }
        </div>
    }
}

fn here(view: &PlanView, own: bool, send: &Callback<Event>) -> Html {
    html! {
        <>
            { shown::over(&view.shown, Shelf::Plan, send) }
            { for view.now.iter().enumerate().map(|(at, plan)| block(at, plan)) }
            if own { { share() } }
            if !view.past.is_empty() {
                <More summary={words::PAST}>
                    <div class="stack plans-past">{ for view.past.iter().enumerate().map(|(at, plan)| block(at, plan)) }</div>
                </More>
            }
        </>
    }
}

fn share() -> Html {
    html! {
        <Card heading={words::SHARE} tone={Tone::Plum}>
            <p>{ words::SHARE_HINT }</p>
            <div class="buttons">
                <LinkButton icon={Icon::Share} href={Route::Sharing.path()}>{ words::SHARE_CHOOSE }</LinkButton>
            </div>
        </Card>
    }
}

/// One plan: what it is about, then goals and actions side by side where there is room.
fn block(at: usize, plan: &PlanBlock) -> Html {
    let period = plan.period.as_deref().map(words::period);
    html! {
        <section class="plan" key={at}>
            <div class="stack-tight">
                <h2>{ plan.title.clone() }</h2>
                { for plan.description.iter().map(|text| html! { <p dir="auto">{ text.clone() }</p> }) }
                <p class="quiet-text small-text">{ joined(&[period, plan.source.clone()]) }</p>
            </div>
            <div class={classes!("pair-even", (!plan.goals.is_empty() && !plan.actions.is_empty()).then_some("pair"))}>
                if !plan.goals.is_empty() { { part(words::GOALS, plan.goals.iter().map(goal).collect()) } }
                if !plan.actions.is_empty() { { part(words::ACTIONS, plan.actions.iter().map(action).collect()) } }
            </div>
            if !plan.notes.is_empty() {
                <div class="stack-tight">
                    <h3>{ words::NOTES }</h3>
                    { for plan.notes.iter().map(|note| html! { <p dir="auto">{ note.clone() }</p> }) }
                </div>
            }
        </section>
    }
}

fn joined(parts: &[Option<String>]) -> String {
    let parts: Vec<&str> = parts.iter().flatten().map(String::as_str).collect();
    parts.join(". ")
}

fn part(heading: &'static str, lines: Vec<Html>) -> Html {
    html! {
        <section class="card plan-part">
            <h3>{ heading }</h3>
            <ul role="list" class="plan-lines">{ for lines.into_iter().enumerate().map(|(at, line)| html! { <li key={at}>{ line }</li> }) }</ul>
        </section>
    }
}

fn goal(goal: &GoalRow) -> Html {
    html! {
        <>
            <p class="plan-text" dir="auto">{ goal.text.clone() }</p>
            { for goal.targets.iter().map(|target| html! { <p>{ target.clone() }</p> }) }
            { for goal.notes.iter().map(|note| html! { <p class="quiet-text" dir="auto">{ note.clone() }</p> }) }
            if let Some(state) = &goal.state { <p>{ tag(Tone::Blue, None, state.clone()) }</p> }
        </>
    }
}

fn action(action: &ActionRow) -> Html {
    let state = action.state.map(|state| match action.done {
        true => tag(Tone::Primary, Some(Icon::Check), state),
        false => tag(Tone::Blue, None, state),
    });
    html! {
        <>
            <p class="plan-text" dir="auto">{ action.text.clone() }</p>
            if let Some(more) = &action.more { <p dir="auto">{ more.clone() }</p> }
            if let Some(who) = &action.who_when { <p class="quiet-text">{ who.clone() }</p> }
            if let Some(state) = state { <p>{ state }</p> }
        </>
    }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    examples::fixtures()
}

#[cfg(any(test, feature = "fixtures"))]
mod examples;
