//! Plans as they come: full, thin, long, old, none.

use lapwing_core::event::Event;
use lapwing_core::plan::before::{Change, Changes, Difference};
use lapwing_core::plan::{About, CRISIS, Line, Paper, Rating, StepView};
use lapwing_core::record::{ActionRow, Freshness, GoalRow, Need, PlanBlock, PlanView, Presence, Shown, Tick};
use lapwing_core::route::Route;
use lapwing_core::trouble::Trouble;
use yew::Callback;

use super::screen;

fn goal(text: &str, state: Option<&str>, targets: &[&str]) -> GoalRow {
    GoalRow {
        id: ["goal-", &text.len().to_string()].concat(),
        ratings: vec![],
        trouble: None,
        text: text.into(),
        state: state.map(Into::into),
        targets: targets.iter().map(|t| (*t).into()).collect(),
        notes: vec![],
    }
}

/// With the problems that it is about, and the way to say what should be different.
fn about() -> PlanBlock {
    let need = |words: &str, waits| Need {
        words: words.into(),
        route: (!words.is_empty()).then(|| Route::Entry("k".into())),
        waits,
        ..Need::default()
    };
    let needs = vec![need("Depression", false), need("Suicidal thoughts", true)];
    PlanBlock { needs, suggest: Some(Route::Entry("p".into())), review: None, ..full() }
}

fn rated() -> PlanBlock {
    let rating = |at, when: &str, value, waiting| Rating { at, when: when.into(), value, waiting };
    let mut plan = full();
    plan.goals[0].ratings = vec![
        rating(1, "12 September 2026", 2, false),
        rating(40, "20 October 2026", 5, false),
        rating(71, "22 November 2026", 6, true),
    ];
    plan.goals[1].ratings = vec![rating(1, "12 September 2026", 3, false)];
    plan.goals[1].trouble = Some(Trouble::StorageFull);
    plan
}

fn action(text: &str, who_when: &str, state: &'static str) -> ActionRow {
    ActionRow {
        text: text.into(),
        more: None,
        who_when: Some(who_when.into()),
        done: state == "Done",
        state: Some(state),
        ..ActionRow::default()
    }
}

/// The person's own actions, one ticked, one that could not be; agreed with an earlier version.
fn answered() -> PlanBlock {
    let mut plan = full();
    let tick = |words: &str, trouble| {
        let about = About { plan: "p".into(), words: words.into(), ..About::default() };
        Some(Tick { about, trouble })
    };
    plan.actions[1].tick = tick("diary", None);
    plan.actions[1].said = vec![
        "You: done, today at 09:10 (saved here, not sent yet)".into(),
        "You: not done after all, yesterday at 21:40".into(),
    ];
    let walk = action("Walk to the allotment", "You, every Saturday", "Under way");
    plan.actions.push(ActionRow { tick: tick("walk", Some(Trouble::StorageFull)), ..walk });
    plan.with = Some("Made together by: Asha Rahman, Priya Nair".into());
    plan.review = Some(("13 January 2027".into(), false));
    plan.agreed = vec![
        "You agreed with an earlier version, 1 September 2026. The plan has changed since.".into(),
        "You asked to talk about it, today at 09:12.".into(),
    ];
    plan.asks = Some((About { plan: "p".into(), version: "2".into(), ..About::default() }, true, false));
    plan
}

/// Nothing was said yet, and the day of the next look is over.
fn unanswered() -> PlanBlock {
    let mut plan = answered();
    for action in &mut plan.actions {
        action.tick.iter_mut().for_each(|tick| tick.trouble = None);
    }
    PlanBlock {
        review: Some(("13 October 2026".into(), true)),
        agreed: vec![],
        asks: Some((About::default(), true, true)),
        trouble: Some(Trouble::StorageFull),
        ..plan
    }
}

/// How it changed, with an action of many words.
fn changed() -> PlanBlock {
    let one = |heading: &str, was: Option<&str>, now: Option<&str>| Difference {
        heading: heading.into(),
        was: was.map(Into::into),
        now: now.map(Into::into),
    };
    let change = |when: &str, first, who: Option<&str>, what| Change {
        when: when.into(),
        first,
        who: who.map(Into::into),
        what,
    };
    let long = "Talking therapy, weekly, Dr Chidi Okafor, Thursdays until February, Under way";
    let newest = vec![
        one("Goals", Some("See a friend once a month"), Some("See a friend once a week, Planned")),
        one("Who does what", Some("Talking therapy, weekly, Dr Chidi Okafor, Not started"), Some(long)),
        one("Who does what", None, Some("Sleep diary for 2 weeks, You, with Priya Nair")),
    ];
    let taken = vec![one("Notes", Some("Asha prefers calls."), None)];
    let all = vec![
        change("today at 09:12", false, Some("Priya Nair"), newest),
        change("12 October 2026", false, None, taken),
        change("1 September 2026", true, Some("Priya Nair"), vec![]),
    ];
    PlanBlock { id: "p".into(), changes: Some(Changes::Here(all)), ..full() }
}

/// Agreed, as it stands.
fn agreed() -> PlanBlock {
    PlanBlock {
        agreed: vec!["You agreed with this plan, 1 September 2026.".into()],
        asks: Some((About::default(), false, true)),
        ..answered()
    }
}

pub(super) fn full() -> PlanBlock {
    PlanBlock {
        title: "Feeling steadier, step by step".into(),
        description: vec!["We agreed to work on sleep first, then on getting out more. We look at this together every 8 weeks.".into()],
        period: Some("1 September 2026 to 28 February 2027".into()),
        goals: vec![
            goal("Sleep through most nights", Some("Improving"), &["Hours of sleep: at least 6.5 h, by 1 February 2027"]),
            goal("See a friend once a week", Some("In progress"), &["by 1 December 2026"]),
        ],
        actions: vec![
            action("Talking therapy, weekly", "Dr Chidi Okafor, Thursdays until February", "Under way"),
            action("Sleep diary for 2 weeks", "You, with Priya Nair", "Done"),
            ActionRow { more: Some("Bloods, weight and how you get on with the tablets.".into()), ..action("Medicine review", "Dr Anna Kowalski, December 2026", "Planned") },
        ],
        notes: vec!["Asha prefers messages to calls before 10 in the morning.".into()],
        source: Some("From Priya Nair, 1 September 2026".into()),
        ..PlanBlock::default()
    }
}

fn long() -> PlanBlock {
    PlanBlock {
        title: "Wiedereingliederungsmaßnahmenvereinbarung nach stationärer psychiatrischer Behandlung".into(),
        goals: vec![goal(
            "Alltagsstrukturierungskompetenzen wiedergewinnen und gleichzeitig die Belastungsgrenze kennenlernen",
            None,
            &[],
        )],
        ..PlanBlock::default()
    }
}

/// What somebody wrote for a crisis, long words and a number among it.
fn crisis() -> Vec<StepView> {
    let line = |step, text: &str, phone: &str| Line {
        id: step_id(step),
        step,
        text: text.into(),
        phone: phone.into(),
    };
    let long = "Alltagsstrukturierungskompetenzen und Belastungsgrenzenüberschreitungswarnzeichen";
    let lines = [line(CRISIS, long, ""), line(CRISIS + 1, "Rosa", "07700 900123")];
    lines.into_iter().map(|line| StepView { step: line.step, lines: vec![line] }).collect()
}

fn step_id(step: usize) -> String {
    ["line-", &step.to_string()].concat()
}

pub(super) fn view(
    presence: Presence,
    freshness: Freshness,
    (now, past): (Vec<PlanBlock>, Vec<PlanBlock>),
) -> PlanView {
    PlanView {
        shown: Shown { presence, freshness, unread: 0, cut: None, hidden: 0, whose: None },
        now,
        past,
        steps: false,
        coordinators: Some(vec![("Funmi Adeyemi".into(), "Care coordinator, community nurse".into())]),
        unwritten: false,
        about: vec![],
        papers: vec![],
        by_itself: false,
        paper: Some("Asha Rahman. Printed on 23 November 2026. The plan may have changed since.".into()),
        own: None,
    }
}

pub(in crate::screens) fn fixtures() -> crate::components::Fixtures {
    let send = Callback::<Event>::noop();
    let of = |presence, own| screen(&view(presence, Freshness::Live, (vec![], vec![])), own, &send);
    let earlier = PlanBlock { title: "After leaving hospital".into(), notes: vec![], ..full() };
    let old = Freshness::AsOf("today at 14:05".into(), Some(Trouble::Offline));
    vec![
        (
            "plan_own",
            screen(&view(Presence::Here, Freshness::Live, (vec![full()], vec![earlier])), true, &send),
        ),
        ("plan_about", screen(&view(Presence::Here, Freshness::Live, (vec![about()], vec![])), true, &send)),
        ("plan_rated", screen(&view(Presence::Here, Freshness::Live, (vec![rated()], vec![])), true, &send)),
        (
            "plan_answered",
            screen(&view(Presence::Here, Freshness::Live, (vec![answered()], vec![])), true, &send),
        ),
        (
            "plan_unanswered",
            screen(&view(Presence::Here, Freshness::Live, (vec![unanswered()], vec![])), true, &send),
        ),
        (
            "plan_agreed",
            screen(&view(Presence::Here, Freshness::Live, (vec![agreed()], vec![])), true, &send),
        ),
        (
            "plan_changed",
            screen(&view(Presence::Here, Freshness::Live, (vec![changed()], vec![])), true, &send),
        ),
        ("plan_changes", {
            let each = [
                Changes::Offered,
                Changes::Looking,
                Changes::Failed(Trouble::Offline),
                Changes::Failed(Trouble::NotShared),
                Changes::Here(vec![]),
            ];
            let block = |changes| PlanBlock { id: "p".into(), changes: Some(changes), ..long() };
            screen(&view(Presence::Here, Freshness::Live, (each.map(block).into(), vec![])), true, &send)
        }),
        ("plan_carer", screen(&view(Presence::Here, Freshness::Live, (vec![full()], vec![])), false, &send)),
        ("plan_by_itself", {
            let papers = vec![(Paper::Crisis, crisis())];
            let team = PlanBlock { title: "Crisis and contingency plan".into(), goals: vec![], ..full() };
            let alone = view(Presence::Here, Freshness::Live, (vec![team], vec![]));
            screen(&PlanView { papers, by_itself: true, coordinators: None, ..alone }, false, &send)
        }),
        ("plan_by_itself_empty", {
            let papers = vec![(Paper::Crisis, vec![])];
            let alone = view(Presence::Here, Freshness::Live, (vec![], vec![]));
            screen(&PlanView { papers, by_itself: true, coordinators: None, ..alone }, false, &send)
        }),
        ("plan_offline", screen(&view(Presence::Here, old, (vec![full()], vec![])), true, &send)),
        ("plan_long", screen(&view(Presence::Here, Freshness::Live, (vec![long()], vec![])), true, &send)),
        ("plan_empty", of(Presence::Empty, true)),
        ("plan_loading", of(Presence::Loading, true)),
        ("plan_not_shared", of(Presence::NotShared, false)),
        ("plan_trouble", of(Presence::Trouble(Trouble::Offline), true)),
    ]
}
