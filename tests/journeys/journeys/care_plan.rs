//! The care plan: actions ticked offline and by a carer, and whether the person agrees with it.

use lapwing_core::event::Event;
use lapwing_core::plan::before::{Changes, Difference};
use lapwing_core::plan::{Answer, Event as Plan};
use lapwing_core::record::{ActionRow, PlanBlock};
use lapwing_core::route::Route;
use lapwing_core::session::{Event as Session, Subject};
use lapwing_core::view::Screen;
use lapwing_journeys::phone::Phone;
use lapwing_journeys::trust::Trust;
use serde_json::Value;

use crate::signed_in;

async fn plan(phone: &mut Phone<'_>) -> PlanBlock {
    phone.go(Route::Plan).await;
    shown(phone)
}

fn shown(phone: &mut Phone<'_>) -> PlanBlock {
    let Screen::Plan(view, _) = phone.screen() else { panic!("{:?}", phone.screen()) };
    view.now.into_iter().find(|plan| !plan.actions.is_empty()).expect("a plan")
}

fn action(plan: &PlanBlock, text: &str) -> ActionRow {
    let found = plan.actions.iter().find(|action| action.text.contains(text));
    found.unwrap_or_else(|| panic!("{:?}", plan.actions)).clone()
}

async fn tick(phone: &mut Phone<'_>, row: &ActionRow, answer: Answer) {
    let about = row.tick.clone().expect("theirs").about;
    phone.happen(Event::Plan(Plan::Answered(about, answer))).await;
}

fn task(trust: &Trust, id: &str) -> Value {
    let all = trust.records().of_patient("Task", "Patient/asha").expect("the tasks");
    all.into_iter().find(|task| task["id"] == id).expect("the task")
}

#[tokio::test]
async fn an_action_is_ticked_offline_and_stands_done_in_the_record_with_who_and_when() {
    let trust = Trust::open();
    let mut asha = signed_in(&trust, "asha", true).await;
    let diary = action(&plan(&mut asha).await, "Bring my sleep diary");
    assert!(diary.tick.is_some() && !diary.done, "{diary:?}");
    assert!(
        action(&shown(&mut asha), "Write to the supply").who_when.is_some_and(|who| who.starts_with("You"))
    );
    asha.network(false).await;
    tick(&mut asha, &diary, Answer::Done).await;
    let waits = action(&shown(&mut asha), "Bring my sleep diary");
    assert!(waits.done && waits.said[0].contains("not sent yet"), "{waits:?}");
    asha.go(Route::Today).await;
    let Screen::Today(today) = asha.screen() else { panic!("{:?}", asha.screen()) };
    assert!(
        today.tasks.iter().all(|(title, _)| !title.contains("Bring my sleep diary")),
        "{:?}",
        today.tasks
    );
    asha.network(true).await;
    asha.wait(60_000).await;
    assert_eq!(asha.waiting(), 0);
    let there = task(&trust, "asha-task-diary");
    assert_eq!((&there["status"], &there["note"][0]["text"]), (&"completed".into(), &"Done".into()));
    assert_eq!(there["note"][0]["authorReference"]["reference"], "Patient/asha");
    let mut other = signed_in(&trust, "asha", false).await;
    let done = action(&plan(&mut other).await, "Bring my sleep diary");
    assert!(done.done && done.said.len() == 1, "{done:?}");
    trust.wait(60_000);
    tick(&mut other, &done, Answer::NotDone).await;
    assert_eq!(task(&trust, "asha-task-diary")["status"], "in-progress");
    let undone = action(&shown(&mut other), "Bring my sleep diary");
    assert!(!undone.done && undone.said.len() == 2, "{undone:?}");
}

#[tokio::test]
async fn what_stands_in_the_plan_itself_is_ticked_and_the_teams_is_not() {
    let trust = Trust::open();
    let mut leon = signed_in(&trust, "leon", true).await;
    let before = plan(&mut leon).await;
    assert!(action(&before, "Visit at home").tick.is_none(), "the team does it");
    tick(&mut leon, &action(&before, "Bike workshop"), Answer::Done).await;
    let after = action(&plan(&mut leon).await, "Bike workshop");
    assert!(after.done && !after.said[0].contains("not sent"), "{after:?}");
    assert_eq!(before.version, shown(&mut leon).version, "the team's plan itself is as it was");
    // Rosa, to whom the plan is shared, sees it, and what she can tick is hers alone.
    let mut rosa = signed_in(&trust, "rosa", true).await;
    rosa.happen(Event::Session(Session::Switched(Subject::For("Patient/leon".into())))).await;
    let theirs = plan(&mut rosa).await;
    assert!(action(&theirs, "Bike workshop").done);
    assert!(
        theirs.asks.is_none()
            && theirs.actions.iter().all(|one| {
                one.tick.is_none() || one.who_when.as_deref().is_some_and(|who| who.contains("You"))
            })
    );
}

#[tokio::test]
async fn agreeing_and_wanting_to_talk_are_about_one_version() {
    let trust = Trust::open();
    let mut asha = signed_in(&trust, "asha", true).await;
    let before = plan(&mut asha).await;
    let (about, agree, talk) = before.asks.clone().expect("her own");
    assert!(agree && talk && before.agreed.is_empty());
    assert_eq!(before.review, Some(("13 January 2027".into(), false)));
    asha.happen(Event::Plan(Plan::Answered(about.clone(), Answer::Agrees))).await;
    asha.happen(Event::Plan(Plan::Answered(about, Answer::Talk))).await;
    assert_eq!(asha.waiting(), 0, "the gateway took both");
    let after = plan(&mut asha).await;
    assert_eq!(after.agreed.len(), 2, "{:?}", after.agreed);
    assert!(after.asks.is_some_and(|(_, agree, talk)| !agree && !talk));
    let all = trust.records().of_patient("Task", "Patient/asha").expect("the tasks");
    let talk =
        all.iter().find(|task| task["code"]["coding"][0]["code"] == "talk").expect("a task for the team");
    assert!(talk["owner"]["reference"].as_str().is_some_and(|owner| owner.starts_with("Organization/")));
}

#[tokio::test]
async fn ones_own_tick_leaves_an_agreement_and_a_goal_that_the_team_changes_ends_it() {
    let trust = Trust::open();
    let mut asha = signed_in(&trust, "asha", true).await;
    let about = plan(&mut asha).await.asks.expect("her own").0;
    asha.happen(Event::Plan(Plan::Answered(about, Answer::Agrees))).await;
    trust.wait(60_000);
    let diary = action(&plan(&mut asha).await, "Bring my sleep diary");
    tick(&mut asha, &diary, Answer::Done).await;
    assert_eq!(task(&trust, "asha-task-diary")["status"], "completed", "the gateway wrote there");
    let stands =
        |plan: &PlanBlock| plan.agreed.len() == 1 && plan.agreed[0].contains("agreed with this plan");
    assert!(stands(&plan(&mut asha).await));
    trust.wait(60_000);
    let mut goal = trust.records().of_patient("Goal", "Patient/asha").expect("the goals").remove(0);
    goal["description"]["text"] = "Cook for the children on Sundays".into();
    crate::ask::team_writes(&trust, &[goal]);
    asha.reopen(Route::Today).await;
    let after = plan(&mut asha).await;
    assert!(
        !stands(&after) && after.agreed[0].ends_with("The plan has changed since."),
        "{:?}",
        after.agreed
    );
    let (about, agree, _) = after.asks.expect("her own");
    assert!(agree);
    asha.happen(Event::Plan(Plan::Answered(about, Answer::Agrees))).await;
    assert!(stands(&plan(&mut asha).await));
}

/// How the plan changed: each change in a line.
fn changes(phone: &mut Phone<'_>) -> Vec<String> {
    let line = |one: &Difference| {
        let side = |side: &Option<String>| side.clone().unwrap_or_default();
        format!("{}: {} -> {}", one.heading, side(&one.was), side(&one.now))
    };
    match shown(phone).changes {
        Some(Changes::Here(all)) => all
            .iter()
            .map(|one| {
                let what: Vec<String> = one.what.iter().map(line).collect();
                format!("{}{}: {}", if one.first { "made " } else { "" }, one.when, what.join("; "))
            })
            .collect(),
        other => panic!("{other:?}"),
    }
}

async fn asks_what_changed(phone: &mut Phone<'_>) {
    let id = plan(phone).await.id;
    phone.happen(Event::Plan(Plan::BeforeWanted(id))).await;
}

#[tokio::test]
async fn what_each_version_changed_is_read_by_the_person_and_by_who_is_shown_the_plan() {
    let trust = Trust::open();
    let mut leon = signed_in(&trust, "leon", true).await;
    let before = plan(&mut leon).await;
    assert_eq!(before.changes, Some(Changes::Offered));
    asks_what_changed(&mut leon).await;
    let none = changes(&mut leon);
    assert!(none.len() == 1 && none[0].starts_with("made "), "{none:?}");
    trust.wait(20 * 60_000);
    let all = trust.records().of_patient("CarePlan", "Patient/leon").expect("the plans");
    let mut changed = all.into_iter().find(|one| one["id"] == before.id.as_str()).expect("the plan");
    changed["title"] = "One step at a time".into();
    let mut goal = trust.records().of_patient("Goal", "Patient/leon").expect("the goals").remove(0);
    let was = goal["description"]["text"].as_str().expect("words").to_owned();
    goal["description"]["text"] = "Cook for the children on Sundays".into();
    crate::ask::team_writes(&trust, &[changed, goal]);
    asks_what_changed(&mut leon).await;
    let told = changes(&mut leon);
    assert_eq!(told.len(), 2, "{told:?}");
    let expect = format!("today at 09:20: What the plan is called: {} -> One step at a time", before.title);
    assert!(told[0].starts_with(&expect), "{told:?}");
    assert!(told[0].contains(&was) && told[0].contains("Cook for the children on Sundays"), "{told:?}");
    // Rosa is shown the plan, and so its versions; after Leon withdraws it she is not.
    let mut rosa = signed_in(&trust, "rosa", true).await;
    rosa.happen(Event::Session(Session::Switched(Subject::For("Patient/leon".into())))).await;
    asks_what_changed(&mut rosa).await;
    assert_eq!(changes(&mut rosa), told);
    let mut consent = trust.records().of_patient("Consent", "Patient/leon").expect("the consents").remove(0);
    consent["status"] = "inactive".into();
    crate::ask::team_writes(&trust, &[consent]);
    rosa.happen(Event::Plan(Plan::BeforeWanted(before.id.clone()))).await;
    assert!(!matches!(rosa.screen(), Screen::Plan(view, _)
        if view.now.iter().any(|plan| matches!(plan.changes, Some(Changes::Here(_))))));
    // Offline it is said that it can't be read, and nothing else is lost.
    leon.network(false).await;
    leon.happen(Event::Plan(Plan::BeforeWanted(before.id))).await;
    assert!(matches!(shown(&mut leon).changes, Some(Changes::Failed(_))));
}
