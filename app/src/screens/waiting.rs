//! What is saved here and not sent yet.

use lapwing_core::event::Event;
use lapwing_core::notice::{self, WaitingRow, WaitingView};
use lapwing_core::outbox::{self, Kind as What};
use lapwing_core::words::waiting as words;
use yew::prelude::*;

use crate::components::button::{Button, Kind};
use crate::components::card::Card;
use crate::components::dialog::Confirm;
use crate::components::heading::PageHeading;
use crate::components::state::Empty;
use crate::components::tag::tag;
use crate::components::tone::Tone;
use crate::icons::Icon;

/// The screen.
pub fn screen(view: &WaitingView, send: &Callback<Event>) -> Html {
    let again = send.reform(|()| Event::Notice(notice::Event::SendAsked));
    let discard = send.reform(|id| Event::Notice(notice::Event::Discarded(id)));
    html! {
        <div class="page">
            <PageHeading title={words::WAITING} />
            if view.rows.is_empty() {
                <Empty icon={Icon::Check} title={words::NOTHING} words={words::NOTHING_HINT} />
            } else {
                <ul class="stack" role="list">
                    { for view.rows.iter().map(|row| html! {
                        <li key={row.id.clone()}><Waiting row={row.clone()} discard={discard.clone()} /></li>
                    }) }
                </ul>
                <div class="step-buttons">
                    <Button kind={Kind::Primary} icon={Icon::Send} on_press={again}>{ words::SEND_NOW }</Button>
                </div>
            }
        </div>
    }
}

/// Of `Waiting`.
#[derive(Properties, PartialEq)]
struct WaitingProps {
    /// What waits.
    row: WaitingRow,
    /// Deletes it, after the person was asked.
    discard: Callback<String>,
}

/// One thing that waits; what is on its way can't be deleted.
#[function_component]
fn Waiting(props: &WaitingProps) -> Html {
    let asks = use_state(|| false);
    let row = &props.row;
    let set = |to: bool| {
        let asks = asks.clone();
        Callback::from(move |()| asks.set(to))
    };
    let yes = {
        let (discard, id, asks) = (props.discard.clone(), row.id.clone(), asks.clone());
        Callback::from(move |()| {
            asks.set(false);
            discard.emit(id.clone());
        })
    };
    let on_its_way = matches!(row.state, outbox::State::Sending { .. });
    html! {
        <Card heading={words::kind(row.kind)} aside={mark(row)}>
            <p>{ words::state(row.state) }</p>
            if let Some(saved) = &row.saved { <p class="quiet-text small-text">{ words::saved(saved) }</p> }
            if !on_its_way {
                <div class="buttons">
                    <Button label={format!("{}: {}", words::DELETE, words::kind(row.kind))} on_press={set(true)}>{ words::DELETE }</Button>
                </div>
            }
            if *asks {
                <Confirm id="delete" title={words::delete(row.kind)} yes={words::DELETE} danger=true on_yes={yes} on_no={set(false)}>
                    <p>{ hint(row.kind) }</p>
                </Confirm>
            }
        </Card>
    }
}

fn hint(kind: What) -> &'static str {
    match kind {
        What::CheckIn => words::DELETE_HINT,
        What::Feedback => words::DELETE_HINT_FEEDBACK,
    }
}

/// What needs the person is marked; the sentence says how it is with the others.
fn mark(row: &WaitingRow) -> Html {
    match row.state {
        outbox::State::NeedsYou(_) => tag(Tone::Amber, Some(Icon::Info), words::NOT_SENT),
        _ => Html::default(),
    }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    use outbox::{State, Why};
    let send = Callback::<Event>::noop();
    let row = |id: &str, kind, state, saved: Option<&str>| WaitingRow {
        id: id.into(),
        kind,
        state,
        saved: saved.map(Into::into),
    };
    let rows = vec![
        row("a", What::CheckIn, State::Waiting, Some("today at 14:05")),
        row("b", What::CheckIn, State::Sending { since: 0, epoch: 1 }, Some("today at 09:10")),
        row("c", What::CheckIn, State::NeedsYou(Why::Refused), Some("yesterday at 21:40")),
        row("d", What::CheckIn, State::NeedsSignIn, Some("Monday 16 November at 08:15")),
        row("e", What::Feedback, State::Waiting, None),
    ];
    vec![
        ("waiting_some", screen(&WaitingView { rows, online: true }, &send)),
        ("waiting_none", screen(&WaitingView { rows: vec![], online: true }, &send)),
    ]
}
