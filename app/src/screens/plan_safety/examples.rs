//! Named examples of the screens.

use lapwing_core::event::Event;
use lapwing_core::plan::before::Difference;
use lapwing_core::plan::{
    AskView, CRISIS, Line, Page, Paper, SafetyView, Seer, SharedView, Standing, StepEdit, StepView, Version,
    WholeView,
};
use lapwing_core::record::{Freshness, Presence, Shown};
use lapwing_core::trouble::Trouble;
use yew::Callback;

use super::screen;

fn line(step: usize, text: &str, phone: &str) -> Line {
    Line { id: [text, phone].concat(), step, text: text.into(), phone: phone.into() }
}

fn lines() -> Vec<Line> {
    vec![
        line(0, "I stop answering messages", ""),
        line(0, "I lie awake and go over everything", ""),
        line(1, "Walk to the lock and back", ""),
        line(2, "The café by the market", ""),
        line(3, "Rosa", "07700 900123"),
        line(4, "Samaritans", "116 123"),
        line(5, "Rosa keeps my tablets for the week", ""),
        line(6, "My cats. I want to teach again.", ""),
    ]
}

fn step(step: usize, lines: &[Line]) -> StepView {
    StepView { step, lines: lines.iter().filter(|line| line.step == step).cloned().collect() }
}

fn whole() -> WholeView {
    let lines = lines();
    WholeView {
        steps: (0..7).map(|at| step(at, &lines)).collect(),
        review: Some(("22 February 2027".into(), false)),
        changed: Some("today at 09:12".into()),
        checked: Some("today at 09:12".into()),
        day: Some("22 November 2026".into()),
        open: Some(false),
        versions: true,
        ..WholeView::default()
    }
}

fn story() -> Vec<StepView> {
    let said = line(
        10,
        "I grew up by the sea. We moved here when I was nine, and I stopped talking for a while.",
        "",
    );
    Paper::About
        .parts()
        .map(|at| StepView { step: at, lines: if at == 10 { vec![said.clone()] } else { vec![] } })
        .collect()
}

fn versions() -> Vec<Version> {
    let (was, now) = ("I stop sleeping".to_owned(), "I sleep less than 5 hours for 3 nights".to_owned());
    let changed = Difference { heading: "My warning signs".into(), was: Some(was), now: Some(now) };
    vec![
        Version { when: "today at 09:12".into(), steps: vec![step(0, &lines())], what: vec![changed] },
        Version { when: "12 March 2026".into(), steps: vec![], what: vec![] },
    ]
}

/// Nothing is written yet.
fn empty() -> WholeView {
    WholeView {
        steps: (0..7).map(|at| step(at, &[])).collect(),
        empty: true,
        open: Some(false),
        ..WholeView::default()
    }
}

/// Changed here and elsewhere: the person is asked.
fn asks() -> WholeView {
    let ask = |at, step, mine: &str, theirs: &str, both| AskView {
        at,
        step,
        mine: mine.into(),
        theirs: theirs.into(),
        both,
    };
    WholeView {
        asks: vec![
            ask(0, Some(3), "Rosa at work, 0113 496 0000", "Rosa at home, 07700 900123", true),
            ask(1, Some(1), "", "Bass with headphones", false),
            ask(2, None, "22 February 2027", "22 May 2027", false),
        ],
        review: Some(("20 November 2026".into(), true)),
        open: Some(true),
        open_kept: true,
        open_gone: false,
        ..whole()
    }
}

fn seer(name: &str, steps: &[usize]) -> Seer {
    Seer { key: name.into(), name: name.into(), steps: steps.into() }
}

/// One's own crisis plan, and who sees it.
fn crisis(seers: Option<Vec<Seer>>) -> yew::Html {
    let lines = [line(CRISIS, "I don’t answer for a day", ""), line(CRISIS + 1, "Rosa", "07700 900123")];
    let steps = Paper::Crisis.parts().map(|at| step(at, &lines)).collect();
    let page = Page::Whole(WholeView { steps, ..WholeView::default() });
    let (paper, state) = (Paper::Crisis, Standing::Sent);
    screen(&SafetyView { paper, page, state, open: None, seers, known: vec![] }, &Callback::noop())
}

fn seers() -> Option<Vec<Seer>> {
    Some(vec![seer("Rosa Delgado", &[0, 3]), seer("Grace Okafor-Featherstonehaugh", &[])])
}

/// As Rosa sees them.
fn shared(presence: Presence) -> SafetyView {
    let steps = vec![step(0, &lines()), step(3, &lines()), step(5, &[])];
    let shown = Shown {
        presence,
        freshness: Freshness::Live,
        unread: 0,
        cut: None,
        hidden: 0,
        whose: Some("Asha Rahman".into()),
    };
    let page = Page::Shared(SharedView { whose: "Asha Rahman".into(), steps, shown });
    SafetyView {
        paper: Paper::Safety,
        page,
        state: Standing::Nothing,
        open: None,
        seers: None,
        known: vec![],
    }
}

/// The steps as somebody sees them with whom they are shared.
fn seen_by_others(none: &Callback<Event>) -> crate::components::Fixtures {
    vec![
        ("safety_plan_shared", screen(&shared(Presence::Here), none)),
        ("safety_plan_shared_loading", screen(&shared(Presence::Loading), none)),
        ("safety_plan_shared_not", screen(&shared(Presence::NotShared), none)),
        ("safety_plan_shared_offline", screen(&shared(Presence::Trouble(Trouble::Offline)), none)),
    ]
}

/// The plan in use, and its earlier versions.
fn in_use(none: &Callback<Event>) -> crate::components::Fixtures {
    let view = |page| {
        screen(
            &SafetyView {
                paper: Paper::Safety,
                page,
                state: Standing::Sent,
                open: None,
                seers: None,
                known: vec![],
            },
            none,
        )
    };
    vec![
        ("safety_plan_ladder", view(Page::Ladder)),
        ("safety_plan_now", view(Page::Now(step(3, &lines())))),
        ("safety_plan_now_none", view(Page::Now(step(5, &[])))),
        ("safety_plan_versions", view(Page::Before(Some(Ok(versions()))))),
        ("safety_plan_versions_failed", view(Page::Before(Some(Err(Trouble::Offline))))),
    ]
}

fn about_me(whole: WholeView) -> yew::Html {
    let page = Page::Whole(whole);
    let view = SafetyView {
        paper: Paper::About,
        page,
        state: Standing::Sent,
        open: None,
        seers: None,
        known: vec![],
    };
    screen(&view, &Callback::noop())
}

pub(super) fn fixtures() -> crate::components::Fixtures {
    let none = Callback::<Event>::noop();
    let view = |page, state| {
        screen(
            &SafetyView { paper: Paper::Safety, page, state, open: None, seers: seers(), known: vec![] },
            &none,
        )
    };
    let edit = |at: usize, draft: Line| StepEdit {
        step: step(at, &lines()),
        draft,
        undo: None,
        wrong: false,
        examples: vec![("NHS 111".into(), "111".into()), ("My care team".into(), String::new())],
    };
    let first = StepEdit { step: step(1, &[]), wrong: true, ..edit(1, Line::default()) };
    let undo = StepEdit { undo: Some("I feel numb".into()), ..edit(0, Line::default()) };
    let open = SafetyView {
        paper: Paper::Safety,
        page: Page::Whole(whole()),
        state: Standing::Nothing,
        open: Some(("Asha".into(), "today at 09:00".into())),
        seers: None,
        known: vec![],
    };
    let mut all = seen_by_others(&none);
    all.extend(in_use(&none));
    all.extend([
        ("safety_plan", view(Page::Whole(whole()), Standing::Sent)),
        ("safety_plan_empty", view(Page::Whole(empty()), Standing::Nothing)),
        ("safety_plan_two_changes", view(Page::Whole(asks()), Standing::Here(true))),
        ("safety_plan_not_kept", view(Page::Whole(whole()), Standing::NotKept(Trouble::StorageFull))),
        ("safety_plan_open", screen(&open, &none)),
        ("safety_plan_loading", view(Page::Loading, Standing::Nothing)),
        ("safety_plan_failed", view(Page::Failed(Trouble::StorageUnreadable), Standing::Nothing)),
        ("safety_plan_step_first", view(Page::Step(first), Standing::Nothing)),
        ("safety_plan_step_reasons", view(Page::Step(edit(6, Line::default())), Standing::Sent)),
        (
            "safety_plan_step_services",
            view(Page::Step(edit(4, line(4, "Samaritans", "116 123"))), Standing::Here(false)),
        ),
        ("safety_plan_step_undo", view(Page::Step(undo), Standing::Here(true))),
        ("crisis_plan", crisis(Some(vec![seer("Rosa Delgado", &[CRISIS]), seer("Grace Okafor", &[0])]))),
        ("crisis_plan_offline", crisis(None)),
        ("about_me", about_me(WholeView { steps: story(), ..WholeView::default() })),
        ("about_me_empty", about_me(WholeView { empty: true, ..WholeView::default() })),
        (
            "about_me_part",
            view(
                Page::Step(StepEdit {
                    step: StepView { step: 10, lines: vec![] },
                    ..edit(10, Line::default())
                }),
                Standing::Nothing,
            ),
        ),
    ]);
    all
}
