//! The list of check-ins: what the team asked for, and what can be started.

use lapwing_core::event::Event;
use lapwing_core::form::{CheckInsView, DueRow, LibraryRow};
use lapwing_core::route::Route;
use lapwing_core::words::{form as words, today};
use yew::prelude::*;

use super::shown;
use crate::components::button::{Kind, LinkButton};
use crate::components::card::Card;
use crate::components::heading::PageHeading;
use crate::components::notice::Notice;
use crate::components::skeleton::{Shape, skeleton};
use crate::components::tag::tag;
use crate::components::tone::Tone;
use crate::icons::Icon;

/// The screen.
pub fn screen(view: &CheckInsView, due: &[DueRow], send: &Callback<Event>) -> Html {
    html! {
        <div class="page">
            <PageHeading title={words::CHECK_INS} lead={words::LEAD} />
            { inside(view, due, send) }
        </div>
    }
}

fn inside(view: &CheckInsView, due: &[DueRow], send: &Callback<Event>) -> Html {
    let Some(rows) = &view.rows else {
        return match view.trouble {
            Some(trouble) => shown::failed(trouble, send),
            None => skeleton(Shape::Cards(2)),
        };
    };
    if !view.can_answer {
        return html! {
            <>
                <Notice><p>{ words::NOT_FOR_OTHERS }</p></Notice>
                <div class="stack">{ for rows.iter().map(|row| card(row, None, false)) }</div>
            </>
        };
    }
    let others: Vec<&LibraryRow> =
        rows.iter().filter(|row| due.iter().all(|d| d.row.key != row.key)).collect();
    html! {
        <>
            if !due.is_empty() {
                <div class="stack">
                    <h2>{ if due.iter().all(|d| d.due.is_none() && d.row.draft) { words::DRAFT } else { words::DUE } }</h2>
                    { for due.iter().map(|d| card(&d.row, Some(d), true)) }
                </div>
            }
            if !others.is_empty() {
                <div class="stack">
                    <h2>{ words::START_YOURSELF }</h2>
                    { for others.into_iter().map(|row| card(row, None, true)) }
                </div>
            }
        </>
    }
}

/// One check-in: what it is, how long it takes, the way in, and the way to what was answered before.
fn card(row: &LibraryRow, due: Option<&DueRow>, can_answer: bool) -> Html {
    let (action, kind) = match (row.draft, due) {
        (true, _) => (words::RESUME, Kind::Primary),
        (false, Some(_)) => (words::START, Kind::Primary),
        (false, None) => (words::START, Kind::Quiet),
    };
    let until = due.and_then(|d| d.due.as_deref());
    let aside = match until {
        Some(when) => tag(Tone::Amber, Some(Icon::Clock), today::due(when)),
        None if row.draft => tag(Tone::Amber, Some(Icon::Pause), words::DRAFT),
        None => Html::default(),
    };
    let tone = if due.is_some() { Tone::Amber } else { Tone::Plain };
    html! {
        <Card key={row.key.clone()} heading={row.title.clone()} {tone} {aside}>
            <div>
                <p>{ row.about.clone() }</p>
                <p class="quiet-text">{ today::length(row.questions, row.minutes) }</p>
            </div>
            <div class="buttons buttons-wide">
                if can_answer {
                    <LinkButton {kind} href={Route::Answer(row.key.clone()).path()} label={words::named(action, &row.title)}>
                        { action }
                    </LinkButton>
                }
                <LinkButton kind={Kind::Plain} href={Route::Past(row.key.clone()).path()} label={words::named(words::PAST, &row.title)}>
                    { words::PAST }
                </LinkButton>
            </div>
        </Card>
    }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    use lapwing_core::trouble::Trouble;
    let send = Callback::<Event>::noop();
    let row = |key: &str, title: &str, (questions, minutes): (u64, u64), draft| LibraryRow {
        key: key.into(),
        title: title.into(),
        about: "How you have felt over the last 2 weeks".into(),
        questions,
        minutes,
        draft,
    };
    let (mood, worry) = (row("a", "Mood check-in", (9, 3), false), row("b", "Worry check-in", (7, 2), false));
    let long = row(
        "c",
        "Verlaufsfragebogen zur Erfassung der gesundheitsbezogenen Lebensqualität im Alltag",
        (36, 12),
        true,
    );
    let of = |rows: Option<Vec<LibraryRow>>, can_answer| CheckInsView { rows, trouble: None, can_answer };
    let both = Some(vec![mood.clone(), worry.clone()]);
    let due = [DueRow { row: mood, due: Some("29 November 2026".into()) }];
    let begun = [DueRow { row: LibraryRow { draft: true, ..worry }, due: None }];
    let failed = CheckInsView { trouble: Some(Trouble::Offline), ..of(None, true) };
    vec![
        ("check_ins_due", screen(&of(both.clone(), true), &due, &send)),
        ("check_ins_begun", screen(&of(both.clone(), true), &begun, &send)),
        ("check_ins_none_due", screen(&of(both.clone(), true), &[], &send)),
        ("check_ins_long", screen(&of(Some(vec![long]), true), &[], &send)),
        ("check_ins_carer", screen(&of(both, false), &[], &send)),
        ("check_ins_loading", screen(&of(None, true), &[], &send)),
        ("check_ins_trouble", screen(&failed, &[], &send)),
    ]
}
