//! The list of check-ins as it comes: due, begun, late, long, searched, of a carer, in trouble.

use lapwing_core::event::Event;
use lapwing_core::form::{Asked, CheckInsView, DueRow, LibraryRow};
use lapwing_core::trouble::Trouble;
use lapwing_core::words::form as words;
use yew::prelude::*;

use super::screen;
use crate::components::Fixtures;

fn row(key: &str, title: &str, (questions, minutes): (u64, u64), draft: bool) -> LibraryRow {
    LibraryRow {
        key: key.into(),
        title: title.into(),
        about: "How you have felt over the last 2 weeks".into(),
        why: "It helps you and your team see how it changes.".into(),
        questions,
        minutes,
        draft,
        plan: None,
        last: Some(if key == "a" { words::last_time("12 March 2026") } else { words::NEVER.into() }),
        trusts: key == "c",
        others: key == "n",
    }
}

fn mood() -> LibraryRow {
    row("a", "Mood check-in", (9, 3), false)
}

fn worry() -> LibraryRow {
    row("b", "Worry check-in", (7, 2), false)
}

fn long() -> LibraryRow {
    let title = "Verlaufsfragebogen zur Erfassung der gesundheitsbezogenen Lebensqualität im Alltag";
    row("c", title, (36, 12), true)
}

fn of(rows: Option<Vec<LibraryRow>>, can_answer: bool) -> CheckInsView {
    CheckInsView {
        rows,
        trouble: None,
        can_answer,
        not_shared: false,
        about: None,
        alone: false,
        others: vec![],
        sought: None,
        seen_by: None,
        trust: "Northside Trust".into(),
    }
}

fn both() -> CheckInsView {
    of(Some(vec![mood(), worry()]), true)
}

fn due(row: LibraryRow, due: Option<&str>, overdue: bool) -> DueRow {
    DueRow { row, due: due.map(Into::into), planned: None, overdue, later: true }
}

fn asked() -> [DueRow; 1] {
    [due(mood(), Some("29 November 2026"), false)]
}

pub fn fixtures() -> Fixtures {
    let mut all = mine();
    all.extend(others());
    all
}

/// The person's own.
fn mine() -> Fixtures {
    let send = Callback::<Event>::noop();
    let late = [due(mood(), Some("19 November 2026"), true)];
    let told = "You planned this for today at 09:00".to_string();
    let planned = [DueRow { planned: Some(told), ..due(mood(), None, false) }];
    let begun = [DueRow { later: false, ..due(LibraryRow { draft: true, ..worry() }, None, false) }];
    let every = LibraryRow { plan: Some("Every day at 09:00".into()), ..worry() };
    let names = Some(vec!["Grace Okafor".into(), "Rosa Delgado".into()]);
    let three = Some(vec![mood(), worry(), long()]);
    let library = CheckInsView { sought: Some(String::new()), seen_by: names, ..of(three, true) };
    let none = Some("sleepless".into());
    let not_found = CheckInsView { sought: none, seen_by: Some(vec![]), ..of(Some(vec![]), true) };
    let failed = CheckInsView { trouble: Some(Trouble::Offline), ..of(None, true) };
    vec![
        ("check_ins_due", screen(&both(), &asked(), &send)),
        ("check_ins_begun", screen(&both(), &begun, &send)),
        ("check_ins_late", screen(&both(), &late, &send)),
        ("check_ins_planned", screen(&of(Some(vec![mood(), every]), true), &planned, &send)),
        ("check_ins_none_due", screen(&both(), &[], &send)),
        ("check_ins_long", screen(&of(Some(vec![long()]), true), &[], &send)),
        ("check_ins_library", screen(&library, &[], &send)),
        ("check_ins_not_found", screen(&not_found, &[], &send)),
        ("check_ins_loading", screen(&of(None, true), &[], &send)),
        ("check_ins_trouble", screen(&failed, &[], &send)),
    ]
}

/// A carer's, about somebody and about themselves, and what others are asked.
fn others() -> Fixtures {
    let send = Callback::<Event>::noop();
    let of_grace = |due: Option<&str>| Asked {
        title: "Strengths and difficulties".into(),
        who: "Grace Okafor".into(),
        due: due.map(Into::into),
    };
    let others = vec![of_grace(Some("29 November 2026")), of_grace(None)];
    let about = CheckInsView { about: Some("Sam".into()), ..both() };
    let alone = CheckInsView { alone: true, ..both() };
    let not_shared = CheckInsView { not_shared: true, ..of(Some(vec![]), false) };
    vec![
        ("check_ins_about", screen(&about, &[], &send)),
        ("check_ins_about_asked", screen(&about, &asked(), &send)),
        ("check_ins_alone", screen(&alone, &[], &send)),
        ("check_ins_alone_asked", screen(&alone, &asked(), &send)),
        ("check_ins_others", screen(&CheckInsView { others, ..both() }, &[], &send)),
        ("check_ins_carer", screen(&CheckInsView { can_answer: false, ..both() }, &[], &send)),
        ("check_ins_not_shared", screen(&not_shared, &[], &send)),
    ]
}
