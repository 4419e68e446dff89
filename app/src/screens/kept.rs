//! What is kept on this device, how old and how large it is, and for how long.

use lapwing_core::event::Event;
use lapwing_core::lease::CopyRow;
use lapwing_core::record::{self, KeptRow, KeptView};
use lapwing_core::route::Route;
use lapwing_core::words::{kept as words, takeaway, trouble};
use yew::prelude::*;

use super::record::icon;
use crate::components::button::{Kind, busy, button, buttons, link_button, wide_buttons};
use crate::components::card::headed;
use crate::components::choices::{Asked, Choice, choices};
use crate::components::dialog::{Question, confirm};
use crate::components::heading::page;
use crate::components::notice::{notice, title};
use crate::components::rows::{Row, rows};
use crate::components::skeleton::{Shape, skeleton};
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::local::{Kept, local};
use crate::markup::{El, all, each, p, text};
use crate::tell::tell;

/// The screen; `room` is what the app takes and what is left, in bytes. `None` for `view` is a device that is not the person's.
pub fn screen(view: Option<&KeptView>, room: Option<(u64, u64)>, send: &Callback<Event>) -> Html {
    let page = page(words::KEPT, view.filter(|view| view.own).map(|_| words::LEAD), None);
    let Some(view) = view else {
        return page.with(notice(Tone::Blue, Icon::Info, p(words::NOT_MINE))).done();
    };
    let size = room.map_or_else(|| words::SIZE_UNKNOWN.into(), |(used, room)| words::size(used, room));
    if view.loading {
        return page.with(skeleton(Shape::Rows(4))).done();
    }
    let page = match view.own {
        true => page.with(of_record(view, send)).with(how_long(view.days, send)),
        false => page,
    };
    page.some(view.copies.as_deref().map(|copies| of_others(copies, send)))
        .with(headed(Tone::Plain, words::WRITTEN, None).with(p(words::WRITTEN_ABOUT)))
        .with(headed(Tone::Plain, words::SIZE, None).with(p(&size)))
        .some(view.own.then(|| {
            buttons().with(link_button(Kind::Plain, None, takeaway::TITLE, &Route::Takeaway(false).path()))
        }))
        .done()
}

/// What is kept of whom the person cares for, and until when.
fn of_others(copies: &[CopyRow], send: &Callback<Event>) -> El {
    if copies.is_empty() {
        return headed(Tone::Plain, words::COPIES, None).with(p(words::COPIES_NOTHING));
    }
    let list = each(rows(Some(words::COPIES)), copies, |_, copy| {
        let detail = words::copies(copy.parts, &copy.until);
        let row = Row {
            key: &copy.name,
            title: &copy.name,
            detail: Some(&detail),
            icon: Some(Icon::Person),
            tone: Tone::Plum,
            ..Row::default()
        };
        row.item()
    });
    let remove = tell(send, || Event::Record(record::Event::CopiesRemoved));
    headed(Tone::Plain, words::COPIES, None)
        .with(p(words::COPIES_ABOUT))
        .with(list)
        .with(wide_buttons().with(button(Kind::Quiet, None, words::COPIES_REMOVE, &remove)))
}

fn of_record(view: &KeptView, send: &Callback<Event>) -> El {
    let fetch = tell(send, || Event::Record(record::Event::AllWanted));
    let fetch = busy(Kind::Quiet, None, words::FETCH, view.fetching > 0, &fetch);
    let coming = (view.fetching > 0)
        .then(|| text("p", "quiet-text", &words::fetching(view.fetching)).put("role", "status"));
    let failed = view.trouble.filter(|_| view.fetching == 0).map(|found| {
        let said = trouble::said(found);
        notice(Tone::Blue, Icon::Info, all().with(title(said.title)).with(p(said.next)))
    });
    let buttons = wide_buttons().with(fetch);
    if view.rows.is_empty() {
        return headed(Tone::Plain, words::RECORD, None)
            .with(p(words::NOTHING))
            .some(coming)
            .some(failed)
            .with(buttons);
    }
    let list = each(rows(Some(words::RECORD)), &view.rows, |_, kept| row(kept));
    let told = send.clone();
    all()
        .with(list)
        .some(coming)
        .some(failed)
        .with(buttons)
        .html(local("remove", "", move |kept| remove(kept, &told)))
}

fn row(kept: &KeptRow) -> El {
    let detail = words::how_much((kept.entries, kept.total), &kept.as_of);
    let row = Row {
        key: words::part(kept.shelf),
        title: words::part(kept.shelf),
        detail: Some(&detail),
        icon: Some(icon(kept.shelf)),
        ..Row::default()
    };
    row.item()
}

/// The person is asked before anything goes.
fn remove(kept: &Kept, send: &Callback<Event>) -> El {
    let ask = wide_buttons().with(button(Kind::Plain, None, words::REMOVE, &kept.to("asks")));
    let sure = (!kept.now.is_empty()).then(|| {
        let (close, send) = (kept.to(""), send.clone());
        let yes = Callback::from(move |()| {
            close.emit(());
            send.emit(Event::Record(record::Event::KeptRemoved));
        });
        let asked = Question {
            id: "remove",
            title: words::REMOVE_SURE,
            hint: words::REMOVE_HINT,
            yes: words::REMOVE,
        };
        confirm(asked, &yes, &kept.to(""))
    });
    all().with(ask).html(sure.unwrap_or_default())
}

fn how_long(days: u8, send: &Callback<Event>) -> El {
    let lengths = record::CHOICES.map(words::days);
    let asked = Asked {
        name: "keep-for",
        legend: words::HOW_LONG,
        hint: Some(words::HOW_LONG_HINT),
        chosen: record::CHOICES.iter().position(|choice| *choice == days),
        ..Asked::default()
    };
    let send = send.clone();
    let choose = Callback::from(move |at: usize| {
        if let Some(days) = record::CHOICES.get(at) {
            send.emit(Event::Record(record::Event::KeepChosen(*days)));
        }
    });
    choices(asked, &lengths.each_ref().map(|words| Choice::new(words)), &choose)
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    use lapwing_core::record::Shelf;
    use lapwing_core::trouble::Trouble;
    let send = Callback::<Event>::noop();
    let row = |shelf, entries, as_of: &str| KeptRow { shelf, entries, total: 0, as_of: as_of.into() };
    let rows = vec![
        row(Shelf::Conditions, 4, "today at 14:05"),
        KeptRow { total: 6_500, ..row(Shelf::Results, 1_000, "today at 14:05") },
        row(Shelf::Letters, 1, "yesterday at 21:40"),
        row(Shelf::Entries, 0, "12 October 2026"),
    ];
    let full =
        KeptView { rows, loading: false, days: 7, fetching: 0, trouble: None, own: true, copies: None };
    let copy = |name: &str, parts| CopyRow { name: name.into(), parts, until: "tomorrow at 14:05".into() };
    let copies = Some(vec![copy("Leon Campbell", 3), copy("Asha Rahman-Featherstonehaugh", 1)]);
    let none = KeptView { rows: vec![], ..full.clone() };
    let room = Some((2_300_000, 1_900_000_000));
    vec![
        ("kept_some", screen(Some(&full), room, &send)),
        ("kept_loading", screen(Some(&KeptView { loading: true, ..none.clone() }), None, &send)),
        ("kept_coming", screen(Some(&KeptView { fetching: 3, ..full.clone() }), room, &send)),
        ("kept_offline", screen(Some(&KeptView { trouble: Some(Trouble::Offline), ..full }), room, &send)),
        ("kept_nothing", screen(Some(&none), None, &send)),
        ("kept_copies", screen(Some(&KeptView { own: false, copies, ..none.clone() }), room, &send)),
        ("kept_no_copies", screen(Some(&KeptView { own: false, copies: Some(vec![]), ..none }), None, &send)),
        ("kept_not_mine", screen(None, None, &send)),
    ]
}
