//! The space of a carer: whom they care for, and what is theirs.

use lapwing_core::event::Event;
use lapwing_core::notice;
use lapwing_core::plan::{Hint, Paper};
use lapwing_core::route::Route;
use lapwing_core::session::{self, Subject};
use lapwing_core::view::{CaringRow, CaringView};
use lapwing_core::words::{carers as words, frame, plan_safety, sharing};
use yew::prelude::*;

use super::{record, today};
use crate::components::button::{Kind, buttons, link_button};
use crate::components::card::card;
use crate::components::heading::page;
use crate::components::help::help_button;
use crate::components::more::more;
use crate::components::rows::{Press, Row, rows};
use crate::components::state::empty;
use crate::components::tag::tag;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};
use crate::tell::{tell, tell_of};

/// The screen.
pub fn screen(view: &CaringView, send: &Callback<Event>) -> Html {
    let people = match view.people.is_empty() {
        true => empty(Icon::Share, words::NOBODY, words::NOBODY_NEXT),
        false => list(&view.people, send),
    };
    let code = buttons().with(link_button(Kind::Quiet, None, sharing::JOIN, &Route::Join.path()));
    let asked = || {
        let list = each(all().with(p(words::ASKED_YOU_HINT)), &view.asked, |_, row| today::due(row, send));
        section(words::ASKED_YOU, list)
    };
    page(words::CARING, Some(words::LEAD), None)
        .some((!view.asked.is_empty()).then(asked))
        .with(section(words::PEOPLE, all().with(people).with(code)))
        .with(section(words::YOURS, yours(view)))
        .with(section(words::KNOW, know(view, send)))
        .done()
}

fn section(heading: &str, inside: El) -> El {
    el("section", "stack").with(text("h2", "", heading)).with(inside)
}

/// How they are themselves, the plan for when they can't be there, feedback.
fn yours(view: &CaringView) -> El {
    let hint = if view.has_record { words::WELL_HINT_RECORD } else { words::WELL_HINT };
    let checks = each(rows(Some(words::WELL)), &view.checks, |_, (key, title, minutes)| {
        let minutes = words::minutes(*minutes);
        record::link(title, Some(&minutes), Icon::CheckIns, Tone::Primary, &Route::Answer(key.clone()))
    });
    let well = card(Tone::Plain).with(text("h3", "", words::WELL)).with(p(hint)).with(checks);
    let cover = plan_safety::of(Paper::Cover);
    let due = if view.cover == Hint::Review { plan_safety::HINT_REVIEW } else { cover.hint };
    let paper = Route::Paper(Paper::Cover, String::new());
    all().with(well).with(
        rows(None).with(record::link(cover.title, Some(due), Icon::Plan, Tone::Plain, &paper)).with(
            record::link(
                frame::FEEDBACK,
                Some(words::FEEDBACK_HINT),
                Icon::Feedback,
                Tone::Plain,
                &Route::Feedback,
            ),
        ),
    )
}

/// What holds everywhere, what the trust says, and help. The trust's own words stand in place of those that miss them.
fn know(view: &CaringView, send: &Callback<Event>) -> El {
    let ours =
        if view.told.is_empty() { &words::TRUTHS[..] } else { &words::TRUTHS[..words::TRUTHS.len() - 1] };
    let help = tell(send, || Event::Notice(notice::Event::Help(true)));
    let list = each(el("div", "stack"), ours, |at, (title, said)| more(title, p(said)).number(at));
    let list = each(list, &view.told, |at, (title, said)| more(title, p(said)).number(ours.len() + at));
    all().with(list).with(buttons().with(help_button(&help)))
}

/// What the team asks, how many are new, and since when.
fn news(one: &CaringRow) -> Option<El> {
    let ask = (one.asked > 0).then(|| tag(Tone::Amber, None, &words::to_answer(one.asked)));
    let (count, said) = one.news.as_ref().map_or((0, None), |(count, said)| (*count, Some(said)));
    let many = (count > 0).then(|| tag(Tone::Blue, None, &words::new(count)));
    let said = said.map(|said| text("span", "row-note", said));
    (ask.is_some() || said.is_some()).then(|| el("span", "row-news").some(ask).some(many).some(said))
}

/// A row for each: a press turns to their record.
pub(super) fn list(people: &[CaringRow], send: &Callback<Event>) -> El {
    let see = |patient| Event::Session(session::Event::Switched(Subject::For(patient)));
    each(rows(Some(frame::CARING_FOR)), people, |_, one| {
        let sees = sharing::you_see(&one.sees);
        let row = Row {
            key: &one.patient,
            title: &one.name,
            detail: Some(&sees),
            note: one.note.as_deref(),
            icon: Some(Icon::Person),
            tone: Tone::Plum,
            tag: news(one),
            press: Press::Tell(tell_of(send, &one.patient, see)),
            ..Row::default()
        };
        row.item()
    })
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    let send = Callback::<Event>::noop();
    let one = |name: &str, sees: &[&'static str], note: Option<&str>| CaringRow {
        patient: name.into(),
        name: name.into(),
        sees: sees.to_vec(),
        note: note.map(Into::into),
        news: None,
        asked: 0,
    };
    let people = vec![
        one(
            "Leon Campbell",
            &["Care plan", "Appointments"],
            Some("You are their partner. Until 20 February 2027"),
        ),
        one("Asha Rahman-Featherstonehaugh", &[], None),
    ];
    let checks = vec![("phq-4".to_owned(), "Short mood and worry check-in".to_owned(), 1)];
    let own =
        CaringView { people, checks, asked: vec![], has_record: false, cover: Hint::Plain, told: vec![] };
    let told =
        vec![("Your rights".to_owned(), "You can ask for an assessment of your own needs.".to_owned())];
    let both = CaringView { has_record: true, cover: Hint::Review, told, ..own.clone() };
    let told =
        |one: &CaringRow, count, said: &str| CaringRow { news: Some((count, said.into())), ..one.clone() };
    let since = words::new_since("yesterday at 14:05", &["Care plan 2".into(), "Appointments 1".into()]);
    let first = told(&own.people[0], 3, &[&since, " ", &words::not_looked(&["Letters".into()])].concat());
    let first = CaringRow { asked: 1, ..first };
    let second = told(&own.people[1], 0, &words::nothing_new("Thursday 19 November at 09:30"));
    let far = told(
        &own.people[0],
        0,
        &[&words::nothing_new("today at 08:00"), " ", &words::as_of("today at 09:00")].concat(),
    );
    let five = vec![
        first,
        second,
        told(&own.people[0], 0, words::NEVER_LOOKED),
        far,
        told(&own.people[1], 0, words::NEWS_OFFLINE),
    ];
    let five =
        five.into_iter().enumerate().map(|(at, one)| CaringRow { patient: at.to_string(), ..one }).collect();
    let five = CaringView { people: five, ..own.clone() };
    let row = super::examples::mood();
    let asked = CaringView { asked: vec![row], ..own.clone() };
    let nobody = CaringView { people: vec![], ..own.clone() };
    vec![
        ("caring", screen(&own, &send)),
        ("caring_with_record", screen(&both, &send)),
        ("caring_five", screen(&five, &send)),
        ("caring_asked", screen(&asked, &send)),
        ("caring_nobody", screen(&nobody, &send)),
    ]
}
