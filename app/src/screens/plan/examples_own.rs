//! Examples of goals and steps of one's own.

use lapwing_core::event::Event;
use lapwing_core::plan::About;
use lapwing_core::plan::before::{Change, Changes, Difference};
use lapwing_core::plan::own::{ClashView, Differs, DraftView, Fields, OwnRow, OwnView, Part};
use lapwing_core::record::{ActionRow, Freshness, GoalRow, PlanView, Presence, Tick};
use lapwing_core::trouble::Trouble;
use lapwing_core::words::plan as words;
use yew::Callback;

use super::examples::{full, view};
use super::screen;

fn goal(key: &str, text: &str) -> OwnRow {
    OwnRow {
        key: key.into(),
        text: text.into(),
        by: "You, today at 09:31".into(),
        can: true,
        goal: Some(GoalRow {
            id: key.trim_start_matches("Goal/").into(),
            ratings: vec![],
            trouble: None,
            text: text.into(),
            state: None,
            targets: vec![],
            notes: vec![],
        }),
        changes: Some(Changes::Offered),
        ..OwnRow::default()
    }
}

fn rows() -> OwnView {
    let change = |when: &str, who: &str, was: Option<&str>, now: &str| Change {
        when: when.into(),
        who: Some(who.into()),
        first: false,
        what: vec![Difference {
            heading: "Goals and hopes".into(),
            was: was.map(Into::into),
            now: Some(now.into()),
        }],
    };
    let walk = OwnRow {
        more: "I sleep better on days when I was out.".into(),
        due: Some("by 1 February 2027".into()),
        changes: Some(Changes::Here(vec![
            change("today at 09:31", "Asha Rahman", Some("Walk, Suggested"), "Walk to the park, Suggested"),
            change("yesterday at 16:02", "Rosa Martin", None, "Walk, Suggested"),
        ])),
        begun: Some("Rosa Martin".into()),
        ..goal("Goal/walk", "Walk to the park twice a week")
    };
    let gone = OwnRow { gone: true, ..goal("Goal/swim", "Swim on Mondays") };
    let about = About { plan: "p".into(), task: "t".into(), words: "Ask".into(), ..About::default() };
    let ask = OwnRow {
        goal: None,
        action: Some(ActionRow {
            text: "Ask at the library about the reading group".into(),
            who_when: Some("You, by 1 December 2026".into()),
            state: Some("Not started"),
            tick: Some(Tick { about, trouble: None }),
            ..ActionRow::default()
        }),
        by: "You, saved here, not sent yet".into(),
        changes: None,
        ..goal("Task/t", "Ask at the library about the reading group")
    };
    OwnView {
        own: true,
        adds: true,
        plan: Some("p".into()),
        goals: vec![walk, gone],
        actions: vec![ask],
        ..OwnView::default()
    }
}

fn with(own: OwnView) -> PlanView {
    PlanView { own: Some(Box::new(own)), ..view(Presence::Here, Freshness::Live, (vec![full()], vec![])) }
}

fn clashes() -> Vec<ClashView> {
    let differs = |name, mine: &str, theirs: &str| Differs { name, mine: mine.into(), theirs: theirs.into() };
    let clash = |theirs: Option<&str>| ClashView {
        entry: "e".into(),
        part: Part::Goal,
        mine: "Walk to the park three times a week · by 1 February 2027".into(),
        theirs: theirs.map(|said| (said.into(), "Rosa Martin, today at 09:20".into())),
        what: None,
        differs: vec![
            differs(words::OWN_GOAL_TEXT, "Walk to the park three times a week", "Walk with Rosa on Sundays"),
            differs(words::OWN_DUE, "1 February 2027", words::OWN_EMPTY),
        ],
    };
    let gone = ClashView {
        what: Some("Swim on Mondays".into()),
        differs: vec![differs(words::OWN_STAYS, words::OWN_GONE, words::OWN_THERE)],
        ..clash(Some("Swim on Mondays"))
    };
    vec![clash(Some("Walk with Rosa on Sundays")), gone, clash(None)]
}

pub(in crate::screens) fn fixtures() -> crate::components::Fixtures {
    let send = Callback::<Event>::noop();
    let draft = |part, new, wrong, text: &str| DraftView {
        part,
        new,
        wrong,
        most: 1_000,
        fields: Fields { text: text.into(), ..Fields::default() },
    };
    let none = || OwnView { own: true, adds: true, plan: Some("p".into()), ..OwnView::default() };
    let carers = |adds| {
        let mut view = OwnView { own: false, adds, ..rows() };
        for row in view.goals.iter_mut().chain(&mut view.actions) {
            (row.can, row.by) = (false, "Asha Rahman, today at 09:31".into());
        }
        screen(&with(view), false, &send)
    };
    let long = "Donaudampfschifffahrtsgesellschaftskapitänsuntersuchungsergebnismitteilung ".repeat(4);
    let empty = PlanView {
        own: Some(Box::new(OwnView { plan: None, ..none() })),
        ..view(Presence::Empty, Freshness::Live, (vec![], vec![]))
    };
    vec![
        ("plan_part", screen(&with(rows()), true, &send)),
        ("plan_part_none", screen(&with(none()), true, &send)),
        ("plan_part_first", screen(&empty, true, &send)),
        ("plan_part_new", {
            let draft = Some(draft(Part::Goal, true, false, ""));
            screen(&with(OwnView { draft, ..none() }), true, &send)
        }),
        ("plan_part_wrong", {
            let draft = Some(draft(Part::Action, false, true, ""));
            let trouble = Some(Trouble::StorageFull);
            screen(&with(OwnView { draft, trouble, ..none() }), true, &send)
        }),
        ("plan_part_clash", {
            let clashes = clashes();
            screen(&with(OwnView { clashes, ..rows() }), true, &send)
        }),
        ("plan_part_carer", carers(true)),
        ("plan_part_read", carers(false)),
        ("plan_part_long", {
            let goals = vec![goal("Goal/long", &long)];
            screen(&with(OwnView { goals, ..none() }), true, &send)
        }),
    ]
}
