//! Today: what is asked of the person, what comes next, and the ways on. Of somebody they care for:
//! only what is shared.

use std::rc::Rc;

use lapwing_core::event::Event;
use lapwing_core::form::DueRow;
use lapwing_core::record::{NextAppointment, Shelf};
use lapwing_core::route::Route;
use lapwing_core::view::TodayView;
use lapwing_core::words::{frame, record as record_words, today as words};
use yew::prelude::*;

use super::{people, record, shown};
use crate::components::button::{Kind, LinkButton};
use crate::components::card::Card;
use crate::components::heading::PageHeading;
use crate::components::rows::{Row, Rows};
use crate::components::skeleton::{Shape, skeleton};
use crate::components::tone::Tone;
use crate::icons::Icon;

/// Today.
pub fn screen(view: &TodayView, send: &Callback<Event>) -> Html {
    if view.own { mine(view, send) } else { theirs(view, send) }
}

fn mine(view: &TodayView, send: &Callback<Event>) -> Html {
    html! {
        <div class="page">
            <PageHeading title={view.greeting.clone()} />
            { asked(view, send) }
            { for view.next.iter().map(next) }
            { tasks(&view.tasks, words::TO_DO) }
            <Rows rows={ways_on()} label={frame::PLACES} />
            if !view.caring_for.is_empty() {
                <section class="stack">
                    <h2>{ frame::CARING_FOR }</h2>
                    <Rows rows={people::rows(&view.caring_for, send)} label={frame::CARING_FOR} />
                </section>
            }
        </div>
    }
}

/// What waits for the person; that nothing does is said only when it is known.
fn asked(view: &TodayView, send: &Callback<Event>) -> Html {
    if let Some(found) = view.trouble.filter(|_| view.due.is_empty()) {
        return shown::failed(found, send);
    }
    if view.loading && view.due.is_empty() {
        return skeleton(Shape::Cards(2));
    }
    if view.due.is_empty() && view.tasks.is_empty() {
        return rest(view.next.is_none());
    }
    view.due.iter().map(due).collect()
}

fn due(due: &DueRow) -> Html {
    let row = &due.row;
    let go = if row.draft { words::RESUME } else { words::START };
    html! {
        <Card heading={row.title.clone()} tone={Tone::Amber}>
            <p>{ words::length(row.questions, row.minutes) }</p>
            if let Some(when) = &due.due { <p class="due">{ Icon::Clock.small() }{ words::due(when) }</p> }
            <div class="buttons buttons-wide">
                <LinkButton kind={Kind::Primary} href={Route::Answer(row.key.clone()).path()}
                    label={format!("{go}: {}", row.title)}>{ go }</LinkButton>
            </div>
        </Card>
    }
}

/// Nothing is asked: a quiet leaf. The record may be new too.
fn rest(new: bool) -> Html {
    html! {
        <section class="card card-primary rest">
            <span class="rest-icon">{ Icon::Leaf.draw() }</span>
            <div class="stack-tight">
                <p class="card-lead">{ words::NOTHING_TO_DO }</p>
                <p>{ words::NOTHING_HINT }</p>
                if new {
                    <p>{ words::NEW_HERE }</p>
                    <div class="buttons"><LinkButton icon={Icon::CheckIns} href={Route::CheckIns.path()}>{ frame::CHECK_INS }</LinkButton></div>
                }
            </div>
        </section>
    }
}

fn next(next: &NextAppointment) -> Html {
    let with = [Some(next.title.as_str()), next.with.as_deref(), next.kind.as_deref()];
    let lines: Vec<&str> = with.into_iter().flatten().collect();
    html! {
        <Card heading={words::NEXT}>
            <p class="card-lead sentence">{ next.when.clone() }</p>
            { for lines.iter().map(|line| html! { <p class="card-line">{ *line }</p> }) }
        </Card>
    }
}

fn tasks(tasks: &[(String, Option<String>)], heading: &'static str) -> Html {
    if tasks.is_empty() {
        return Html::default();
    }
    let row = |(at, (title, until)): (usize, &(String, Option<String>))| Row {
        key: at.to_string().into(),
        title: title.clone().into(),
        detail: until.as_deref().map(|when| words::due(when).into()),
        icon: Some(Icon::CheckIns),
        tone: Tone::Amber,
        ..Row::default()
    };
    let rows: Rc<[Row]> = tasks.iter().enumerate().map(row).collect();
    html! { <section class="stack"><h2>{ heading }</h2><Rows {rows} label={heading} /></section> }
}

fn ways_on() -> Rc<[Row]> {
    let way = |name: &'static str, hint: &'static str, icon, route: &Route| Row {
        detail: Some(hint.into()),
        icon: Some(icon),
        ..Row::link(name, route.path())
    };
    Rc::from([
        way(words::MY_PLAN, words::MY_PLAN_HINT, Icon::Plan, &Route::Plan),
        way(words::MY_RECORD, words::MY_RECORD_HINT, Icon::Record, &Route::Record),
        way(words::FEEDBACK, words::FEEDBACK_HINT, Icon::Feedback, &Route::Feedback),
    ])
}

fn theirs(view: &TodayView, send: &Callback<Event>) -> Html {
    let open = shared(&view.sections);
    let appointments = view.sections.iter().any(|s| s == Shelf::Appointments.section());
    if open.is_empty() && !appointments {
        return html! {
            <div class="page"><PageHeading title={view.greeting.clone()} />{ record::nothing_shared(send) }</div>
        };
    }
    html! {
        <div class="page">
            <PageHeading title={view.greeting.clone()} lead={words::SHARED} />
            if !open.is_empty() { <Rows rows={open} label={words::SHARED} /> }
            { for view.next.iter().map(next) }
            if appointments && view.next.is_none() && !view.loading {
                <p class="quiet-text">{ record_words::empty(Shelf::Appointments) }</p>
            }
            { tasks(&view.tasks, words::TO_DO_THEIRS) }
        </div>
    }
}

/// Links to what the sections open.
fn shared(sections: &[String]) -> Rc<[Row]> {
    const ALL: [Shelf; 8] = [
        Shelf::Plan,
        Shelf::Team,
        Shelf::Conditions,
        Shelf::Allergies,
        Shelf::Medicines,
        Shelf::Results,
        Shelf::Scores,
        Shelf::Letters,
    ];
    let open = ALL.into_iter().filter(|shelf| sections.iter().any(|s| s == shelf.section()));
    let row = |shelf| match shelf {
        Shelf::Plan => Row { detail: Some(words::MY_PLAN_HINT.into()), ..record::row(shelf, false) },
        Shelf::Scores => Row { title: frame::CHECK_INS.into(), ..record::row(shelf, false) },
        _ => record::row(shelf, false),
    };
    open.map(row).collect()
}
