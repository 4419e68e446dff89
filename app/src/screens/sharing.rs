//! With whom one may share, and what each sees now.

use lapwing_core::event::Event;
use lapwing_core::route::Route;
use lapwing_core::sharing::{self, INVITE, OpenInvitation, SharedPerson, SharingView};
use lapwing_core::words::{links, sharing as words};
use yew::prelude::*;

use super::shown;
use crate::components::button::{Kind, button, link_button, wide_buttons};
use crate::components::heading::page;
use crate::components::notice::notice;
use crate::components::rows::{Press, Row, rows};
use crate::components::skeleton::{Shape, skeleton};
use crate::components::state::empty;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};
use crate::tell::tell_of;

/// The screen.
pub fn screen(view: &SharingView, send: &Callback<Event>) -> Html {
    let inside = match (&view.people, view.trouble) {
        (Some(people), _) if people.is_empty() && view.open.is_empty() => {
            empty(Icon::Share, words::NOBODY, words::NOBODY_NEXT)
        }
        (Some(people), _) => each(rows(Some(words::SHARING)), people, |_, person| row(person)),
        (None, Some(why)) => shown::failed(why, send),
        (None, None) => skeleton(Shape::Rows(2)),
    };
    let invite = Route::ShareWith(INVITE.into()).path();
    page(words::SHARING, Some(words::LEAD), None)
        .some(
            view.parents_end
                .as_deref()
                .map(|day| notice(Tone::Plum, Icon::Calendar, p(&words::parents_end(day)))),
        )
        .some(view.one.as_deref().map(|one| notice(Tone::Blue, Icon::Share, p(&words::one_with(one)))))
        .with(inside)
        .some((!view.open.is_empty()).then(|| open(&view.open, send)))
        .with(wide_buttons().with(link_button(Kind::Primary, Some(Icon::Share), words::INVITE, &invite)))
        .with(more())
        .done()
}

/// Invitations that nobody used yet; each can be called back.
fn open(open: &[OpenInvitation], send: &Callback<Event>) -> El {
    let list = each(el("div", "stack"), open, |_, one| {
        let back = |id| Event::Sharing(sharing::Event::CalledBack(id));
        let told = all()
            .with(text("strong", "", &one.name))
            .with(p(&words::would_see(&one.sees)))
            .with(p(&words::good_until(&one.good_until)))
            .with(button(Kind::Quiet, None, &words::call_back(&one.name), &tell_of(send, &one.id, back)));
        notice(Tone::Amber, Icon::Clock, told).key(&one.id)
    });
    all().with(text("h2", "", words::OPEN)).with(list)
}

/// Who looked, what helps when somebody pushes, and a code from somebody else.
fn more() -> El {
    let link = |title, route: Route, icon| {
        let href = route.path();
        Row { key: &href, title, icon: Some(icon), press: Press::Link(&href), ..Row::default() }.item()
    };
    rows(None)
        .with(link(links::LINKS, Route::Links, Icon::Send))
        .with(link(words::LOOKS, Route::Looks, Icon::Eye))
        .with(link(words::PRESSURE, Route::Pressure, Icon::Info))
        .with(link(words::JOIN, Route::Join, Icon::Person))
}

fn row(person: &SharedPerson) -> El {
    let nothing = person.sees.is_empty();
    let sees = if nothing { words::SEES_NOTHING.into() } else { words::sees(&person.sees) };
    let href = Route::ShareWith(person.key.clone()).path();
    let note = note(person);
    let row = Row {
        key: &href,
        title: &person.name,
        detail: Some(&sees),
        note: note.as_deref(),
        icon: Some(Icon::Person),
        tone: if nothing { Tone::Plain } else { Tone::Plum },
        press: Press::Link(&href),
        ..Row::default()
    };
    row.item()
}

/// How they belong together, and until when they see it.
fn note(person: &SharedPerson) -> Option<String> {
    let until = person.until.as_deref().filter(|_| !person.sees.is_empty()).map(words::until);
    let ended = person.ended && person.sees.is_empty();
    let until = if ended { Some(words::ENDED_BY_AGE.to_owned()) } else { until };
    match (&person.relation, until) {
        (Some(relation), Some(until)) => Some(format!("{relation}. {until}")),
        (relation, until) => relation.clone().or(until),
    }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    use lapwing_core::trouble::Trouble;
    let send = Callback::<Event>::noop();
    let person =
        |name: &str, relation: Option<&str>, sees: &[&'static str], until: Option<&str>| SharedPerson {
            key: name.into(),
            name: name.into(),
            relation: relation.map(Into::into),
            sees: sees.to_vec(),
            until: until.map(Into::into),
            ended: relation.is_none(),
        };
    let people = vec![
        person("Rosa Marques", Some("Sister"), &["Care plan", "Appointments"], Some("20 February 2027")),
        person("Grace Okafor-Featherstonehaugh", None, &[], None),
    ];
    let of = |people, trouble| {
        screen(&SharingView { people, open: vec![], trouble, parents_end: None, one: None }, &send)
    };
    let one = Some("Letter from the clinic, 3 November 2026".to_owned());
    let one =
        SharingView { people: Some(people.clone()), open: vec![], trouble: None, parents_end: None, one };
    let invited = OpenInvitation {
        id: "i".into(),
        name: "Rob".into(),
        sees: vec!["Care plan"],
        good_until: "tomorrow at 14:05".into(),
    };
    let invited = SharingView {
        people: Some(vec![]),
        open: vec![invited],
        trouble: None,
        parents_end: Some("9 May 2028".into()),
        one: None,
    };
    vec![
        ("sharing_invited", screen(&invited, &send)),
        ("sharing_one", screen(&one, &send)),
        ("sharing_people", of(Some(people), None)),
        ("sharing_nobody", of(Some(vec![]), None)),
        ("sharing_loading", of(None, None)),
        ("sharing_trouble", of(None, Some(Trouble::Offline))),
    ]
}
