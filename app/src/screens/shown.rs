//! What stands over a screen of the record (how old it is, what could not be read), and what stands
//! in its place while there is nothing to show.

use lapwing_core::event::Event;
use lapwing_core::record::{self, Cut, Freshness, Hold, Presence, Shelf, Shown};
use lapwing_core::route::Route;
use lapwing_core::trouble::Trouble;
use lapwing_core::words::{record as words, trouble};
use yew::prelude::*;

use super::hidden;
use super::record::icon;
use crate::components::button::{Kind, busy, button, buttons, link_button, wide_buttons};
use crate::components::notice::{notice, title};
use crate::components::skeleton::{Shape, skeleton};
use crate::components::state;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, el, p, text};
use crate::tell::{tell, tell_of};

/// How old it is, what could not be read, and that there is more.
pub fn over(shown: &Shown, send: &Callback<Event>) -> El {
    let unread = (shown.unread > 0).then(|| p(&words::unread(shown.unread)));
    all()
        .some(fresh(&shown.freshness, send))
        .some(unread.map(|unread| notice(Tone::Blue, Icon::Info, unread)))
        .some(hidden::count(shown.hidden))
        .some(shown.cut.as_ref().map(|cut| older(cut, send)))
}

/// How much of a long record is here, and the way to more.
fn older(cut: &Cut, send: &Callback<Event>) -> El {
    let quiet = |said: &str| text("p", "quiet-text small-text", said);
    if !cut.can && !cut.gap {
        return quiet(words::CUT);
    }
    let press = tell(send, || Event::Record(record::Event::Older));
    let told = match cut.trouble {
        Some(Trouble::Offline) => Some(words::OLDER_AWAY),
        Some(found) => Some(trouble::said(found).title),
        None => cut.coming.then_some(words::OLDER_COMING),
    };
    let button = || busy(Kind::Quiet, None, words::OLDER, cut.coming, &press);
    el("div", "stack")
        .with(quiet(&words::here(cut)))
        .some(told.map(|told| quiet(told).put("role", "status")))
        .some(cut.can.then(|| buttons().with(button())))
}

/// What is shown instead of the screen's own; `None` where there is something to show.
#[must_use]
pub fn instead(shown: &Shown, what: Shelf, send: &Callback<Event>) -> Option<El> {
    Some(match shown.presence {
        Presence::Here => return None,
        Presence::Loading => skeleton(Shape::Rows(4)),
        Presence::Empty => empty(what, shown.whose.as_deref()),
        Presence::NotShared => not_shared(),
        Presence::Trouble(found) => failed(found, send),
    })
}

/// Nothing of it is open to who looks.
pub(super) fn not_shared() -> El {
    let said = trouble::said(Trouble::NotShared);
    state::trouble(Tone::Blue, Icon::Lock, said.title, words::NOT_SHARED_NEXT)
}

/// What went wrong, with the button that tries again.
pub(super) fn failed(found: Trouble, send: &Callback<Event>) -> El {
    let (icon, tone) = match found {
        Trouble::Offline => (Icon::Offline, Tone::Blue),
        _ => (Icon::Info, Tone::Amber),
    };
    let said = trouble::said(found);
    state::trouble(tone, icon, said.title, said.next).with(again(Kind::Primary, send))
}

fn again(kind: Kind, send: &Callback<Event>) -> El {
    button(kind, None, trouble::TRY_AGAIN, &tell(send, || Event::Record(record::Event::Retried)))
}

/// What went wrong with what was just sent, where the focus goes.
pub(super) fn refused(found: Trouble) -> El {
    let said = trouble::said(found);
    let inside = all().with(title(said.title)).with(p(said.next));
    el("div", "").put("id", "trouble").put("tabindex", "-1").with(notice(Tone::Amber, Icon::Info, inside))
}

/// Under what waits: it is shown now, or what is like it at once from now on.
pub(super) fn ready(keys: &[String], hold: Hold, send: &Callback<Event>) -> El {
    let keys = keys.to_vec();
    let press = send.reform(move |()| Event::Record(record::Event::SeenNow(keys.clone())));
    let now = button(Kind::Quiet, Some(Icon::Eye), words::SHOW_NOW, &press);
    wide_buttons().with(now).with(always(hold, send))
}

/// Under an entry that waits: entries like it may be shown at once from now on.
pub(super) fn always(hold: Hold, send: &Callback<Event>) -> El {
    let press = tell_of(send, hold.name(), |name| Event::Record(record::Event::Ready(name)));
    let with = link_button(Kind::Plain, None, words::READ_WITH, &Route::Safety("now-4".into()).path());
    all().with(button(Kind::Plain, None, words::ALWAYS, &press)).with(with)
}

/// One quiet line, and only where it is not fresh.
fn fresh(freshness: &Freshness, send: &Callback<Event>) -> Option<El> {
    Some(match freshness {
        Freshness::Live => return None,
        Freshness::Refreshing(when) => line(Icon::Clock, &words::refreshing(when)),
        Freshness::AsOf(when, None) => line(Icon::Clock, &words::as_of(when)),
        Freshness::AsOf(when, Some(found)) => {
            let icon = if *found == Trouble::Offline { Icon::Offline } else { Icon::Info };
            let words = format!("{}. {}", trouble::said(*found).title, words::as_of(when));
            line(icon, &words).with(again(Kind::Plain, send))
        }
    })
}

fn line(icon: Icon, words: &str) -> El {
    el("div", "fresh").put("role", "status").with(icon.small()).with(p(words))
}

/// What is so, and what will come.
fn empty(what: Shelf, whose: Option<&str>) -> El {
    let next = if whose.is_some() { words::EMPTY_NEXT_THEIRS } else { words::EMPTY_NEXT };
    let rest = match what {
        Shelf::Allergies => [words::EMPTY_ALLERGIES, next].join(" "),
        _ => next.to_owned(),
    };
    let team = || link_button(Kind::Quiet, None, words::shelf(Shelf::Team), &Route::Team.path());
    let asks = what != Shelf::Team && whose.is_none();
    state::empty(icon(what), &words::empty(what, whose), &rest).some(asks.then(team))
}
