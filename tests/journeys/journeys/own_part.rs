//! The care plan is written together: goals and steps of the person's own and of who may add, offline too, and two changes of
//! the same.

use lapwing_core::event::Event;
use lapwing_core::plan::Answer;
use lapwing_core::plan::Event as Plan;
use lapwing_core::plan::before::Changes;
use lapwing_core::plan::own::{Event as Own, Field, OwnRow, OwnView, Part};
use lapwing_core::route::Route;
use lapwing_core::session::{Event as Session, Subject};
use lapwing_core::view::Screen;
use lapwing_journeys::phone::Phone;
use lapwing_journeys::trust::Trust;
use serde_json::Value;

use crate::signed_in;

fn shown(phone: &mut Phone<'_>) -> OwnView {
    let Screen::Plan(view, _) = phone.screen() else { panic!("{:?}", phone.screen()) };
    *view.own.expect("the own part")
}

async fn own(phone: &mut Phone<'_>) -> OwnView {
    phone.go(Route::Plan).await;
    shown(phone)
}

async fn says(phone: &mut Phone<'_>, events: impl IntoIterator<Item = Own>) {
    for event in events {
        phone.happen(Event::Plan(Plan::Own(event))).await;
    }
}

fn wrote(field: Field, words: &str) -> Own {
    Own::Wrote(field, words.into())
}

async fn add_goal(phone: &mut Phone<'_>, words: &str) -> OwnRow {
    says(phone, [Own::Begun(Part::Goal, String::new()), wrote(Field::Text, words), Own::Given]).await;
    goal(phone, words)
}

fn goal(phone: &mut Phone<'_>, words: &str) -> OwnRow {
    let view = shown(phone);
    view.goals.iter().find(|one| one.text == words).unwrap_or_else(|| panic!("{view:?}")).clone()
}

async fn change(phone: &mut Phone<'_>, row: &OwnRow, field: Field, words: &str) {
    says(phone, [Own::Changed(row.key.clone()), wrote(field, words), Own::Given]).await;
}

/// All versions of it, the newest first.
fn there(trust: &Trust, row: &OwnRow) -> Value {
    let (kind, id) = row.key.split_once('/').expect("a key");
    let of = |patient| trust.records().of_patient(kind, patient).expect("the entries");
    let all = ["Patient/asha", "Patient/leon"].into_iter().flat_map(of);
    all.into_iter().find(|one| one["id"] == id).expect("the entry")
}

/// How it came to be so: who, what was, what is, the newest first.
async fn history(phone: &mut Phone<'_>, row: &OwnRow) -> Vec<(String, String)> {
    phone.happen(Event::Plan(Plan::BeforeWanted(row.key.clone()))).await;
    let view = shown(phone);
    let found = view.goals.iter().chain(&view.actions).find(|one| one.key == row.key).expect("the row");
    let Some(Changes::Here(all)) = &found.changes else { panic!("{:?}", found.changes) };
    let line = |one: &lapwing_core::plan::before::Change| {
        let what = one.what.iter().map(|what| {
            format!("{} -> {}", what.was.as_deref().unwrap_or(""), what.now.as_deref().unwrap_or(""))
        });
        (one.who.clone().unwrap_or_default(), what.collect::<Vec<_>>().join("; "))
    };
    all.iter().map(line).collect()
}

async fn rosa_for_leon(trust: &Trust) -> Phone<'_> {
    let mut rosa = signed_in(trust, "rosa", true).await;
    rosa.happen(Event::Session(Session::Switched(Subject::For("Patient/leon".into())))).await;
    rosa
}

#[tokio::test]
async fn a_goal_is_added_offline_changed_before_it_went_and_taken_back() {
    let trust = Trust::open();
    let mut asha = signed_in(&trust, "asha", true).await;
    assert!(own(&mut asha).await.adds);
    asha.network(false).await;
    add_goal(&mut asha, "Walk").await;
    let waits = goal(&mut asha, "Walk");
    assert!(waits.by.contains("not sent yet") && waits.can, "{waits:?}");
    change(&mut asha, &waits, Field::More, "I sleep better then").await;
    let again = goal(&mut asha, "Walk");
    change(&mut asha, &again, Field::Due, "2027-02-01").await;
    assert_eq!(asha.waiting(), 1, "one entry holds it");
    asha.network(true).await;
    asha.wait(60_000).await;
    assert_eq!(asha.waiting(), 0);
    let row = goal(&mut asha, "Walk");
    assert_eq!((row.more.as_str(), row.due.as_deref()), ("I sleep better then", Some("by 1 February 2027")));
    let kept = there(&trust, &row);
    assert_eq!(
        (&kept["lifecycleStatus"], &kept["expressedBy"]["reference"]),
        (&"proposed".into(), &"Patient/asha".into())
    );
    trust.wait(120_000);
    change(&mut asha, &row, Field::Text, "Walk to the park").await;
    let told = history(&mut asha, &row).await;
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].0.starts_with("Asha") && told[0].1 == "Walk, Suggested -> Walk to the park, Suggested",
        "{told:?}"
    );
    says(&mut asha, [Own::Taken(row.key.clone(), true)]).await;
    assert!(goal(&mut asha, "Walk to the park").gone);
    assert_eq!(there(&trust, &row)["lifecycleStatus"], "cancelled");
    says(&mut asha, [Own::Taken(row.key.clone(), false)]).await;
    assert!(!goal(&mut asha, "Walk to the park").gone);
    // It is rated like any other.
    asha.happen(Event::Plan(Plan::Rated(row.key.trim_start_matches("Goal/").into(), 4))).await;
    assert_eq!(goal(&mut asha, "Walk to the park").goal.expect("a goal").ratings[0].value, 4);
    // Once the team takes it up it is the team's.
    let mut taken = there(&trust, &row);
    taken["lifecycleStatus"] = "accepted".into();
    trust.wait(20 * 60_000);
    crate::ask::team_writes(&trust, &[taken]);
    let Screen::Plan(view, _) = ({
        asha.go(Route::Today).await;
        asha.go(Route::Plan).await;
        asha.screen()
    }) else {
        panic!()
    };
    assert!(view.own.expect("the own part").goals.is_empty());
    assert!(view.now.iter().flat_map(|plan| &plan.goals).any(|goal| goal.text == "Walk to the park"));
}

#[tokio::test]
async fn what_is_begun_stays_and_without_words_nothing_is_saved() {
    let trust = Trust::open();
    let mut asha = signed_in(&trust, "asha", true).await;
    own(&mut asha).await;
    says(&mut asha, [Own::Begun(Part::Goal, String::new()), Own::Given]).await;
    assert!(shown(&mut asha).draft.expect("a draft").wrong);
    says(&mut asha, [wrote(Field::Text, "Half a sen")]).await;
    asha.reopen(Route::Plan).await;
    assert_eq!(shown(&mut asha).draft.expect("a draft").fields.text, "Half a sen");
    says(&mut asha, [Own::Dropped]).await;
    asha.reopen(Route::Plan).await;
    assert!(shown(&mut asha).draft.is_none());
}

#[tokio::test]
async fn an_action_of_ones_own_is_ticked_and_changed_after_it_was() {
    let trust = Trust::open();
    let mut asha = signed_in(&trust, "asha", true).await;
    let plan = own(&mut asha).await.plan.expect("a plan");
    says(&mut asha, [Own::Begun(Part::Action, plan), wrote(Field::Text, "Ring the pool"), Own::Given]).await;
    let row = shown(&mut asha).actions.remove(0);
    let action = row.action.clone().expect("an action");
    assert!(!action.done && action.who_when.as_deref() == Some("You"), "{action:?}");
    let Screen::Plan(view, _) = asha.screen() else { panic!() };
    assert!(
        view.now.iter().flat_map(|plan| &plan.actions).all(|one| one.text != "Ring the pool"),
        "not the team's"
    );
    let about = action.tick.expect("a tick").about;
    asha.network(false).await;
    asha.happen(Event::Plan(Plan::Answered(about, Answer::Done))).await;
    // The gateway ticks it before it takes this change, which was made of the version before.
    change(&mut asha, &row, Field::Due, "2026-12-24").await;
    asha.network(true).await;
    asha.wait(60_000).await;
    asha.wait(60_000).await;
    assert_eq!(asha.waiting(), 0);
    let kept = there(&trust, &row);
    assert_eq!(
        (&kept["status"], &kept["restriction"]["period"]["end"]),
        (&"completed".into(), &"2026-12-24".into())
    );
    assert!(shown(&mut asha).actions[0].action.as_ref().is_some_and(|action| action.done));
}

#[tokio::test]
async fn a_carer_who_may_add_adds_and_the_person_changes_it_but_not_the_other_way() {
    let trust = Trust::open();
    let mut rosa = rosa_for_leon(&trust).await;
    assert!(own(&mut rosa).await.adds);
    let hers = add_goal(&mut rosa, "Cook together").await;
    let mut leon = signed_in(&trust, "leon", true).await;
    own(&mut leon).await;
    let seen = goal(&mut leon, "Cook together");
    assert!(seen.can && seen.by.starts_with("Rosa"), "{seen:?}");
    trust.wait(120_000);
    change(&mut leon, &seen, Field::Due, "2027-01-01").await;
    let own_goal = add_goal(&mut leon, "Ride my bike").await;
    own(&mut rosa).await;
    let theirs = goal(&mut rosa, "Ride my bike");
    assert!(!theirs.can && goal(&mut rosa, "Cook together").can, "{theirs:?}");
    let told = history(&mut rosa, &hers).await;
    assert!(told.len() == 2 && told[0].0.starts_with("Leon") && told[1].0.starts_with("Rosa"), "{told:?}");
    // What she sends nevertheless is refused.
    change(&mut rosa, &theirs, Field::Text, "Sell the bike").await;
    assert_eq!(there(&trust, &own_goal)["description"]["text"], "Ride my bike");
    // Withdrawn: nothing more is to be seen, and nothing is taken.
    let mut consent = trust.records().of_patient("Consent", "Patient/leon").expect("the consents").remove(0);
    consent["status"] = "inactive".into();
    crate::ask::team_writes(&trust, &[consent]);
    change(&mut rosa, &hers, Field::Text, "Cook alone").await;
    assert_eq!(there(&trust, &hers)["description"]["text"], "Cook together");
}

#[tokio::test]
async fn who_may_only_read_is_offered_nothing() {
    let trust = Trust::open();
    let mut consent = trust.records().of_patient("Consent", "Patient/leon").expect("the consents").remove(0);
    consent["provision"]["action"] = serde_json::json!([{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/consentaction", "code": "access"}]}]);
    crate::ask::team_writes(&trust, &[consent]);
    let mut leon = signed_in(&trust, "leon", true).await;
    own(&mut leon).await;
    add_goal(&mut leon, "Ride my bike").await;
    let mut rosa = rosa_for_leon(&trust).await;
    let view = own(&mut rosa).await;
    assert!(!view.adds && view.goals.iter().all(|one| !one.can) && view.goals.len() == 1, "{view:?}");
    says(&mut rosa, [Own::Begun(Part::Goal, String::new())]).await;
    assert!(shown(&mut rosa).draft.is_none());
}

/// Rosa's goal, changed by both, by Leon first; her phone is offline till then.
async fn both_change<'a>(
    trust: &'a Trust,
    leons: (Field, &str),
    rosas: (Field, &str),
) -> (Phone<'a>, Phone<'a>, OwnRow) {
    let mut rosa = rosa_for_leon(trust).await;
    own(&mut rosa).await;
    let hers = add_goal(&mut rosa, "Cook together").await;
    rosa.network(false).await;
    change(&mut rosa, &hers, rosas.0, rosas.1).await;
    trust.wait(120_000);
    let mut leon = signed_in(trust, "leon", true).await;
    own(&mut leon).await;
    let seen = goal(&mut leon, "Cook together");
    change(&mut leon, &seen, leons.0, leons.1).await;
    trust.wait(120_000);
    rosa.network(true).await;
    rosa.wait(60_000).await;
    (leon, rosa, hers)
}

#[tokio::test]
async fn changes_of_two_fields_are_brought_together() {
    let trust = Trust::open();
    let (leons, rosas) = ((Field::Due, "2027-01-01"), (Field::Text, "Cook together on Sundays"));
    let (_, mut rosa, row) = both_change(&trust, leons, rosas).await;
    assert_eq!(rosa.waiting(), 0);
    let kept = there(&trust, &row);
    assert_eq!(kept["description"]["text"], "Cook together on Sundays");
    assert_eq!(kept["target"][0]["dueDate"], "2027-01-01");
    assert!(shown(&mut rosa).clashes.is_empty());
    assert_eq!(history(&mut rosa, &row).await.len(), 3);
}

#[tokio::test]
async fn the_same_words_changed_by_two_are_chosen_from_and_both_stay() {
    for mine in [true, false] {
        let trust = Trust::open();
        let (leons, rosas) = ((Field::Text, "Cook on Fridays"), (Field::Text, "Cook on Sundays"));
        let (mut leon, mut rosa, row) = both_change(&trust, leons, rosas).await;
        assert_eq!(rosa.waiting(), 1, "nothing is lost while she chooses");
        let clash = shown(&mut rosa).clashes.remove(0);
        assert_eq!(clash.mine, "Cook on Sundays");
        let (theirs, by) = clash.theirs.clone().expect("theirs");
        assert!(theirs == "Cook on Fridays" && by.starts_with("Leon"), "{by}");
        let [field] = clash.differs.as_slice() else { panic!("{:?}", clash.differs) };
        assert_eq!((field.mine.as_str(), field.theirs.as_str()), ("Cook on Sundays", "Cook on Fridays"));
        assert_eq!((field.name, clash.what), (lapwing_core::words::plan::OWN_GOAL_TEXT, None));
        assert_eq!(there(&trust, &row)["description"]["text"], "Cook on Fridays");
        // It is asked again after the app was closed.
        rosa.reopen(Route::Plan).await;
        rosa.happen(Event::Session(Session::Switched(Subject::For("Patient/leon".into())))).await;
        own(&mut rosa).await;
        let clash = shown(&mut rosa).clashes.remove(0);
        says(&mut rosa, [Own::Chosen(clash.entry, mine)]).await;
        rosa.wait(60_000).await;
        assert_eq!(rosa.waiting(), 0);
        let expect = if mine { "Cook on Sundays" } else { "Cook on Fridays" };
        assert_eq!(there(&trust, &row)["description"]["text"], expect);
        let told = history(&mut leon, &row).await;
        let all = format!("{told:?}");
        assert!(all.contains("Cook on Sundays") && all.contains("Cook on Fridays"), "{all}");
        assert!(told[0].0.starts_with("Rosa"), "{all}");
    }
}

/// Leon changes the words and the day, Rosa the words alone: she is asked of the words, and his day stays whatever she says.
#[tokio::test]
async fn a_choice_of_one_field_undoes_nothing_of_the_others() {
    for mine in [true, false] {
        let trust = Trust::open();
        let mut rosa = rosa_for_leon(&trust).await;
        own(&mut rosa).await;
        let row = add_goal(&mut rosa, "Cook together").await;
        rosa.network(false).await;
        change(&mut rosa, &row, Field::Text, "Cook on Sundays").await;
        trust.wait(120_000);
        let mut leon = signed_in(&trust, "leon", true).await;
        own(&mut leon).await;
        let seen = goal(&mut leon, "Cook together");
        let day = wrote(Field::Due, "2027-01-01");
        let all = [Own::Changed(seen.key.clone()), wrote(Field::Text, "Cook on Fridays"), day, Own::Given];
        says(&mut leon, all).await;
        trust.wait(120_000);
        rosa.network(true).await;
        rosa.wait(60_000).await;
        let clash = shown(&mut rosa).clashes.remove(0);
        let names: Vec<_> = clash.differs.iter().map(|field| field.name).collect();
        assert_eq!(names, [lapwing_core::words::plan::OWN_GOAL_TEXT], "{clash:?}");
        says(&mut rosa, [Own::Chosen(clash.entry, mine)]).await;
        rosa.wait(60_000).await;
        let (kept, words) = (there(&trust, &row), if mine { "Cook on Sundays" } else { "Cook on Fridays" });
        assert_eq!((rosa.waiting(), &kept["description"]["text"]), (0, &words.into()));
        assert_eq!(kept["target"][0]["dueDate"], "2027-01-01");
    }
}

#[tokio::test]
async fn what_the_team_took_up_meanwhile_is_the_teams() {
    let trust = Trust::open();
    let mut asha = signed_in(&trust, "asha", true).await;
    own(&mut asha).await;
    let row = add_goal(&mut asha, "Walk").await;
    asha.network(false).await;
    change(&mut asha, &row, Field::Text, "Run").await;
    let mut taken = there(&trust, &row);
    taken["lifecycleStatus"] = "active".into();
    crate::ask::team_writes(&trust, &[taken]);
    asha.network(true).await;
    asha.wait(60_000).await;
    own(&mut asha).await;
    let view = shown(&mut asha);
    let clash = view.clashes.first().unwrap_or_else(|| panic!("{view:?} {}", asha.waiting()));
    assert!(clash.theirs.is_none() && clash.mine == "Run", "{clash:?}");
    let entry = clash.entry.clone();
    says(&mut asha, [Own::Chosen(entry, false)]).await;
    assert_eq!((asha.waiting(), shown(&mut asha).clashes.len()), (0, 0));
    assert_eq!(there(&trust, &row)["description"]["text"], "Walk");
}

#[tokio::test]
async fn a_plan_is_saved_as_a_file_offline() {
    let trust = Trust::open();
    let mut asha = signed_in(&trust, "asha", true).await;
    own(&mut asha).await;
    asha.network(false).await;
    add_goal(&mut asha, "Walk to the sea").await;
    asha.happen(Event::Plan(Plan::FileTaken)).await;
    let (name, text) = asha.saved.last().expect("a file").clone();
    assert!(name.starts_with("my-plan-") && text.contains("Walk to the sea"), "{name}");
    asha.go(Route::Safety(String::new())).await;
    asha.happen(Event::Plan(Plan::FileTaken)).await;
    assert_eq!(asha.saved.len(), 1, "nothing is written there yet");
    asha.happen(Event::Plan(Plan::Wrote(0, "I stop answering the phone".into()))).await;
    asha.happen(Event::Plan(Plan::Given(0))).await;
    asha.happen(Event::Plan(Plan::FileTaken)).await;
    assert!(asha.saved.last().is_some_and(|(_, text)| text.contains("I stop answering the phone")));
    // Of somebody else's there is print alone: what is kept of it is in their agreement.
    let mut rosa = rosa_for_leon(&trust).await;
    own(&mut rosa).await;
    rosa.happen(Event::Plan(Plan::FileTaken)).await;
    assert!(rosa.saved.is_empty());
}
