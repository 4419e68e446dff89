//! Past answers as they come: many, few, treated, by several, old, none.

use lapwing_core::event::Event;
use lapwing_core::form::Total;
use lapwing_core::past::{Mark, Note, PastView, Score, Taken};
use lapwing_core::record::{Freshness, Presence, Shown};
use lapwing_core::trouble::Trouble;
use yew::Callback;

use super::{examples_bands, screen};

fn when(month: usize) -> String {
    let months = ["January", "March", "May", "July", "September", "October", "November"];
    format!("12 {} 2026", months[month])
}

fn at(month: usize) -> i64 {
    i64::try_from(month).unwrap_or(0) * 2_600_000_000
}

/// Month, total, waiting.
type Given = (usize, i64, bool);

fn taken((month, value, waiting): &Given) -> Taken {
    Taken {
        at: at(*month),
        when: when(*month),
        response: Some("r".into()),
        who: Some("You".into()),
        by: None,
        scores: vec![Some(Score { value: *value, about: false })],
        waiting: *waiting,
        notes: vec![],
    }
}

fn view(presence: Presence, freshness: Freshness, points: &[Given]) -> PastView {
    let total = Total {
        scored: vec![],
        spare: 0,
        codings: vec![],
        name: None,
        min: 0,
        max: 27,
        lower: true,
        change: Some(6),
        cutoff: None,
        halves: vec![],
        bands: examples_bands(),
    };
    PastView {
        shown: Shown { presence, freshness, unread: 0, cut: None, hidden: 0, whose: None },
        title: "Mood check-in".into(),
        key: "k".into(),
        totals: vec![total],
        person: "You".into(),
        taken: points.iter().map(taken).collect(),
        marks: vec![],
    }
}

/// A medicine began between two check-ins, and the person wrote a note.
fn treated(points: &[Given]) -> PastView {
    let mut treated = view(Presence::Here, Freshness::Live, points);
    let (when, what) = ("27 August 2026".into(), "Sertraline started".into());
    treated.marks.push(Mark { at: at(4) - 1_300_000_000, when, what });
    let (when, text) = ("13 September 2026".into(), "My mother was ill.".into());
    treated.taken[1].notes.push(Note { at: 0, when, text, waiting: false });
    treated
}

fn several(points: &[Given]) -> PastView {
    let mut several = view(Presence::Here, Freshness::Live, points);
    for one in several.taken.iter_mut().skip(3) {
        one.who = Some("Grace, mother".into());
    }
    several
}

pub(in super::super) fn fixtures() -> crate::components::Fixtures {
    let send = Callback::<Event>::noop();
    let many = [
        (6, 12, true),
        (5, 16, false),
        (4, 15, false),
        (3, 19, false),
        (2, 18, false),
        (1, 21, false),
        (0, 19, false),
    ];
    let old = Freshness::AsOf("yesterday at 14:05".into(), Some(Trouble::Offline));
    vec![
        ("past_many", screen(&view(Presence::Here, Freshness::Live, &many), &send)),
        ("past_treated", screen(&treated(&many[1..4]), &send)),
        ("past_several", screen(&several(&many), &send)),
        ("past_offline", screen(&view(Presence::Here, old, &many[1..4]), &send)),
        ("past_one", screen(&view(Presence::Here, Freshness::Live, &many[6..]), &send)),
        ("past_empty", screen(&view(Presence::Empty, Freshness::Live, &[]), &send)),
        ("past_loading", screen(&view(Presence::Loading, Freshness::Live, &[]), &send)),
        ("past_not_shared", screen(&view(Presence::NotShared, Freshness::Live, &[]), &send)),
        ("past_trouble", screen(&view(Presence::Trouble(Trouble::Busy), Freshness::Live, &[]), &send)),
    ]
}
