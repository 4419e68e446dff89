//! What stands over a screen of the record (how old it is, what could not be read), and what stands
//! in its place while there is nothing to show.

use lapwing_core::event::Event;
use lapwing_core::record::{self, Freshness, Presence, Shelf, Shown};
use lapwing_core::route::Route;
use lapwing_core::trouble::Trouble;
use lapwing_core::words::{record as words, trouble};
use yew::prelude::*;

use super::record::icon;
use crate::components::button::{Button, Kind, LinkButton};
use crate::components::notice::Notice;
use crate::components::skeleton::{Shape, skeleton};
use crate::components::state::{Empty, TroublePanel};
use crate::components::tone::Tone;
use crate::icons::Icon;

/// How old it is, what could not be read, and that there is more.
pub fn over(shown: &Shown, _what: Shelf, send: &Callback<Event>) -> Html {
    html! {
        <>
            { fresh(&shown.freshness, send) }
            if shown.unread > 0 { <Notice><p>{ words::unread(shown.unread) }</p></Notice> }
            if shown.cut { <p class="quiet-text small-text">{ words::CUT }</p> }
        </>
    }
}

/// What is shown instead of the screen's own; `None` where there is something to show.
#[must_use]
pub fn instead(shown: &Shown, what: Shelf, send: &Callback<Event>) -> Option<Html> {
    Some(match shown.presence {
        Presence::Here => return None,
        Presence::Loading => skeleton(Shape::Rows(4)),
        Presence::Empty => empty(what),
        Presence::NotShared => html! {
            <TroublePanel icon={Icon::Lock} tone={Tone::Blue} title={trouble::said(Trouble::NotShared).title}
                words={words::NOT_SHARED_NEXT} />
        },
        Presence::Trouble(found) => failed(found, send),
    })
}

/// What went wrong, with the button that tries again.
pub(super) fn failed(found: Trouble, send: &Callback<Event>) -> Html {
    let said = trouble::said(found);
    let (icon, tone) = match found {
        Trouble::Offline => (Icon::Offline, Tone::Blue),
        _ => (Icon::Info, Tone::Amber),
    };
    html! {
        <TroublePanel {icon} {tone} title={said.title} words={said.next}>
            <Button kind={Kind::Primary} on_press={again(send)}>{ trouble::TRY_AGAIN }</Button>
        </TroublePanel>
    }
}

fn again(send: &Callback<Event>) -> Callback<()> {
    send.reform(|()| Event::Record(record::Event::Retried))
}

/// One quiet line, and only where it is not fresh.
fn fresh(freshness: &Freshness, send: &Callback<Event>) -> Html {
    match freshness {
        Freshness::Live => Html::default(),
        Freshness::Refreshing(when) => line(Icon::Clock, &words::refreshing(when), Html::default()),
        Freshness::AsOf(when, None) => line(Icon::Clock, &words::as_of(when), Html::default()),
        Freshness::AsOf(when, Some(found)) => {
            let icon = if *found == Trouble::Offline { Icon::Offline } else { Icon::Info };
            let words = format!("{}. {}", trouble::said(*found).title, words::as_of(when));
            let again = html! {
                <Button kind={Kind::Plain} on_press={again(send)}>{ trouble::TRY_AGAIN }</Button>
            };
            line(icon, &words, again)
        }
    }
}

fn line(icon: Icon, words: &str, step: Html) -> Html {
    html! { <div class="fresh" role="status">{ icon.small() }<p>{ words }</p>{ step }</div> }
}

/// The first sentence says what is so; the others stand under it with what will come.
fn empty(what: Shelf) -> Html {
    let (title, rest) = match words::empty(what).split_once(". ") {
        Some((title, rest)) => (format!("{title}."), format!("{rest} {}", words::EMPTY_NEXT)),
        None => (words::empty(what).to_owned(), words::EMPTY_NEXT.to_owned()),
    };
    html! {
        <Empty icon={icon(what)} {title} words={rest}>
            if what != Shelf::Team {
                <LinkButton href={Route::Team.path()}>{ words::shelf(Shelf::Team) }</LinkButton>
            }
        </Empty>
    }
}
