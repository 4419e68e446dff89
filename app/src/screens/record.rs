//! The record: its shelves.

use lapwing_core::record::Shelf;
use lapwing_core::route::Route;
use lapwing_core::view::RecordView;
use lapwing_core::words::{frame, record as words, record_find as find, takeaway as words_of};
use yew::Html;

use super::{hidden, shown};
use crate::components::heading::page;
use crate::components::rows::{Press, Row, rows};
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, each, el, text};

/// The list of shelves that are open to who looks.
pub fn screen(view: &RecordView) -> Html {
    let own = view.own;
    let title = if own { words::RECORD } else { frame::RECORD };
    if view.rows.is_empty() {
        return page(title, None, None).with(shown::not_shared()).done();
    }
    let lead = if own { words::RECORD_LEAD } else { words::RECORD_LEAD_THEIRS };
    let list = each(rows(Some(title)), &view.rows, |_, (shelf, count)| {
        let about = own.then(|| words::counted(words::about(*shelf), *count));
        row(*shelf, words::shelf(*shelf), about.as_deref(), own)
    });
    let rest = (own && !view.looking).then(|| text("p", "quiet-text small-text", words::RECORD_REST));
    let ways = rows(Some(find::SEARCH))
        .with(way(find::SEARCH, find::SEARCH_HINT, Icon::Search, &Route::Search))
        .with(way(find::OVER_TIME, find::OVER_TIME_HINT, Icon::Clock, &Route::Timeline(String::new())));
    page(title, Some(lead), None)
        .with(el("div", "shelves").with(ways))
        .with(el("div", "shelves").with(list))
        .some(rest)
        .some(
            view.cut
                .as_ref()
                .map(|cut| text("p", "quiet-text small-text", &words::long(cut.since.as_deref()))),
        )
        .some(hidden::count(view.hidden))
        .some(own.then(|| el("div", "shelves").with(takeaway())))
        .done()
}

/// The way to take it away.
fn takeaway() -> El {
    rows(Some(words_of::TITLE)).with(way(
        words_of::TITLE,
        words_of::HINT,
        Icon::Letter,
        &Route::Takeaway(false),
    ))
}

fn way(title: &str, hint: &str, icon: Icon, route: &Route) -> El {
    link(title, Some(hint), icon, Tone::Primary, route)
}

/// A link to a shelf; what it is about is said to the person themselves.
pub(super) fn row(shelf: Shelf, title: &str, detail: Option<&str>, own: bool) -> El {
    let tone = if own { Tone::Plain } else { Tone::Plum };
    link(title, detail, icon(shelf), tone, &route(shelf))
}

/// Where a shelf is shown.
pub(super) fn route(shelf: Shelf) -> Route {
    match shelf {
        Shelf::Team => Route::Team,
        Shelf::Plan | Shelf::Papers => Route::Plan,
        Shelf::Steps => Route::Safety(String::new()),
        Shelf::Scores | Shelf::Answers => Route::CheckIns,
        Shelf::Tasks => Route::Today,
        _ => Route::Shelf(shelf.slug().into()),
    }
}

/// A row that leads to a place of the app.
pub(super) fn link(title: &str, detail: Option<&str>, icon: Icon, tone: Tone, route: &Route) -> El {
    let href = route.path();
    let row = Row { key: &href, title, detail, press: Press::Link(&href), ..Row::default() };
    Row { icon: Some(icon), tone, ..row }.item()
}

/// What a shelf is drawn as.
pub(super) fn icon(shelf: Shelf) -> Icon {
    match shelf {
        Shelf::Conditions | Shelf::Steps => Icon::Heart,
        Shelf::Medicines => Icon::Pill,
        Shelf::Allergies => Icon::Leaf,
        Shelf::Results => Icon::Flask,
        Shelf::Letters => Icon::Letter,
        Shelf::Team => Icon::Team,
        Shelf::Plan | Shelf::Papers => Icon::Plan,
        Shelf::Scores | Shelf::Answers => Icon::Chart,
        Shelf::Tasks => Icon::CheckIns,
        Shelf::Appointments | Shelf::Visits => Icon::Calendar,
        Shelf::Notes | Shelf::Reports => Icon::Letter,
        Shelf::Vaccinations | Shelf::Procedures => Icon::Heart,
        Shelf::Referrals => Icon::Send,
        Shelf::Family => Icon::Person,
        Shelf::Watched | Shelf::Noticed => Icon::Eye,
        Shelf::Rights => Icon::Lock,
        Shelf::Others | Shelf::Entries | Shelf::News => Icon::Record,
    }
}
