//! What is said of the care plan: ticks, agreeing, wanting to talk.

use super::super::answer::{About, Answer, Sources, answered, fill, waits_done};
use super::*;
use crate::form::Author;
use crate::record::{self, Held as Shelf, Known, PlanView};

const ANSWER: &str = "https://lapwing.example/CodeSystem/plan-answer";

fn held(resources: Vec<Value>) -> Shelf {
    let known = Known { resources: resources.into(), as_of: NINE, live: true, older: None };
    Shelf { known: Some(known), ..Shelf::default() }
}

fn care_plan() -> Value {
    let me = json!({"reference": "Patient/asha", "display": "Asha Rahman"});
    let team = json!({"reference": "PractitionerRole/funmi", "display": "Funmi Adeyemi"});
    json!({
        "resourceType": "CarePlan", "id": "p", "meta": {"versionId": "2"}, "status": "active", "title": "My care plan",
        "extension": [{"url": "https://lapwing.example/StructureDefinition/plan-review", "valueDate": "2027-01-13"}],
        "contributor": [me, team],
        "activity": [
            {"detail": {"status": "in-progress", "description": "Walk", "performer": [me, team], "scheduledString": "every day"}},
            {"detail": {"status": "in-progress", "description": "Visit at home", "performer": [team]}},
            {"detail": {"status": "completed", "description": "Move the bed", "performer": [me]}},
            {"reference": {"reference": "Task/diary"}},
            {"reference": {"reference": "ServiceRequest/therapy"}},
            {"reference": {"reference": "ServiceRequest/nowhere"}},
        ],
    })
}

fn task(id: &str, owner: &str, status: &str) -> Value {
    json!({
        "resourceType": "Task", "id": id, "status": status, "intent": "plan", "code": {"text": "Bring the diary"},
        "basedOn": [{"reference": "CarePlan/p"}], "for": {"reference": "Patient/asha"},
        "owner": {"reference": owner, "display": "Rosa Delgado"}, "lastModified": "2026-11-20T10:00:00Z",
        "restriction": {"period": {"end": "2026-11-26"}},
    })
}

fn others() -> Shelf {
    held(vec![json!({
        "resourceType": "ServiceRequest", "id": "therapy", "status": "active", "code": {"text": "Talking therapy"},
        "performer": [{"display": "Dr Priya Nair"}],
    })])
}

/// The plan as `reader` sees it.
fn seen(tasks: Vec<Value>, outbox: &[Entry], reader: &str) -> PlanView {
    let mut view = record::plan(&held(vec![care_plan()]), false, &now_at(0));
    let (tasks, others, now) = (held(tasks), others(), now_at(0));
    let patient = "Patient/asha";
    fill(
        &mut view,
        &Sources { tasks: &tasks, others: &others, outbox, patient, reader, saving: None, now: &now },
    );
    view
}

fn say(answer: Answer, task: &str, words: &str, who: &Who, after: i64) -> Entry {
    let version = "2".to_owned();
    let about = About { plan: "p".into(), version, task: task.into(), words: words.into() };
    let effects = answered(&mut fresh(), (&about, answer), ("Organization/team", who), &now_at(after));
    queued_of(&effects).expect("an entry").clone()
}

fn resource(entry: &Entry) -> Value {
    entry.body["entry"][0]["resource"].clone()
}

fn rosa() -> Who {
    let author = Author { reference: "RelatedPerson/rosa".into(), name: "Rosa Delgado".into() };
    Who { author: Some(author), ..who() }
}

/// One action of the plan in short: who and when, state, whether it can be ticked, what was said.
fn row(view: &PlanView, text: &str) -> (String, String, bool, Vec<String>) {
    let action =
        view.now[0].actions.iter().find(|one| one.text == text).unwrap_or_else(|| panic!("{view:?}"));
    let who = action.who_when.clone().unwrap_or_default();
    (who, action.state.unwrap_or_default().into(), action.tick.is_some(), action.said.clone())
}

#[test]
fn each_action_says_who_when_and_how_it_stands() {
    let tasks =
        || vec![task("diary", "Patient/asha", "requested"), task("more", "RelatedPerson/rosa", "completed")];
    let view = seen(tasks(), &[], "Patient/asha");
    let check = |text: &str, who: &str, state: &str, tick: bool| {
        let found = row(&view, text);
        assert_eq!((found.0.as_str(), found.1.as_str(), found.2), (who, state, tick), "{text}");
    };
    check("Walk", "You, Funmi Adeyemi, every day", "Under way", true);
    check("Visit at home", "Funmi Adeyemi", "Under way", false);
    // What the team says is done stands.
    check("Move the bed", "You", "Done", false);
    check("Bring the diary", "You, by 26 November 2026", "Not started", true);
    check("Talking therapy", "Dr Priya Nair", "Asked for", false);
    check("An action that is written elsewhere in the record", "", "", false);
    assert_eq!(
        view.now[0].actions.len(),
        7,
        "a Task that says that it is of the plan stands there too, once"
    );
    assert_eq!(view.now[0].review, Some(("13 January 2027".into(), false)));
    assert_eq!(view.now[0].with.as_deref(), Some("Made together by: Asha Rahman, Funmi Adeyemi"));
    let rosas = seen(tasks(), &[], "RelatedPerson/rosa");
    let mine: Vec<_> =
        rosas.now[0].actions.iter().filter(|one| one.tick.is_some()).map(|one| one.at.as_str()).collect();
    assert_eq!((mine, rosas.now[0].asks.is_some()), (vec!["Task/more"], false), "a carer agrees to nothing");
    let nobodys = seen(tasks(), &[], "");
    assert!(nobodys.now[0].actions.iter().all(|one| one.tick.is_none()) && nobodys.now[0].asks.is_none());
}

#[test]
fn a_tick_is_a_task_of_its_own_in_the_shape_that_the_gateway_takes() {
    let entry = say(Answer::Done, "diary", "Bring the diary", &who(), 0);
    let task = resource(&entry);
    assert_eq!(
        (entry.kind, &entry.ticket.expects[0]),
        (Kind::Plan, &task["id"].as_str().unwrap().to_owned())
    );
    assert_eq!(
        task["code"],
        json!({"coding": [{"system": ANSWER, "code": "done"}], "text": "Bring the diary"})
    );
    assert_eq!((&task["status"], &task["intent"]), (&json!("completed"), &json!("plan")));
    assert_eq!(task["partOf"], json!([{"reference": "Task/diary"}]));
    assert_eq!((&task["owner"], task.get("focus")), (&json!({"reference": "Patient/asha"}), None));
    let inline = resource(&say(Answer::NotDone, "", "Walk", &rosa(), 0));
    assert_eq!((&inline["status"], inline.get("partOf")), (&json!("cancelled"), None));
    assert_eq!(inline["owner"], json!({"reference": "RelatedPerson/rosa", "display": "Rosa Delgado"}));
    let agrees = resource(&say(Answer::Agrees, "", "", &who(), 0));
    assert_eq!(agrees["focus"], json!({"reference": "CarePlan/p/_history/2"}));
    assert_eq!((&agrees["code"]["coding"][1]["code"], agrees["code"].get("text")), (&json!("approve"), None));
    let talk = resource(&say(Answer::Talk, "", "", &who(), 0));
    assert_eq!((talk.get("basedOn"), &talk["owner"]["reference"]), (None, &json!("Organization/team")));
    let nobody = Who { patient: None, ..who() };
    let about = About::default();
    assert!(answered(&mut fresh(), (&about, Answer::Done), ("", &nobody), &now_at(0)).is_empty());
}

#[test]
fn ticks_stand_with_who_and_when_those_that_wait_too() {
    let done = say(Answer::Done, "", "Walk", &who(), 0);
    let waiting = seen(vec![], std::slice::from_ref(&done), "Patient/asha");
    let (_, state, tick, said) = row(&waiting, "Walk");
    assert_eq!((state.as_str(), tick), ("Done", true));
    assert_eq!(said, ["You: done, today at 09:00 (saved here, not sent yet)"]);
    // The gateway has it too: not twice.
    let undone = say(Answer::NotDone, "", "Walk", &who(), 60_000);
    let both = seen(vec![resource(&done)], &[done.clone(), undone.clone()], "Patient/asha");
    let (_, state, _, said) = row(&both, "Walk");
    assert_eq!((state.as_str(), said.len()), ("Not done yet", 2), "{said:?}");
    assert_eq!(said[1], "You: done, today at 09:00");
    let carers = seen(vec![resource(&done)], &[], "RelatedPerson/rosa");
    assert_eq!(row(&carers, "Walk").3, ["The person themselves: done, today at 09:00"]);
    // Other words are another action; another person's plan is another's.
    let other = say(Answer::Done, "", "Walk more", &who(), 0);
    assert_eq!(row(&seen(vec![resource(&other)], &[], "Patient/asha"), "Walk").1, "Under way");
    let mut sams = done;
    sams.body["entry"][0]["resource"]["for"]["reference"] = "Patient/sam".into();
    assert_eq!(row(&seen(vec![], &[sams], "Patient/asha"), "Walk").1, "Under way");
}

#[test]
fn who_does_not_do_it_can_not_say_that_it_is_done() {
    for (who, text) in [(rosa(), "Walk"), (who(), "Visit at home")] {
        let tick = resource(&say(Answer::Done, "", text, &who, 0));
        let (_, state, _, said) = row(&seen(vec![tick], &[], "Patient/asha"), text);
        assert_eq!((state.as_str(), said.len()), ("Under way", 0), "{text}");
    }
}

#[test]
fn the_team_has_the_last_word_on_a_task_that_it_changed_later() {
    let tick = resource(&say(Answer::Done, "diary", "Bring the diary", &who(), 0));
    let check = |status: &str, changed: &str, state: &str| {
        let mut diary = task("diary", "Patient/asha", status);
        diary["lastModified"] = changed.into();
        let view = seen(vec![diary, tick.clone()], &[], "Patient/asha");
        assert_eq!(row(&view, "Bring the diary").1, state, "{status} {changed}");
    };
    check("requested", "2026-11-20T10:00:00Z", "Done");
    check("in-progress", "2026-11-22T10:00:00Z", "Under way");
    check("cancelled", "2026-11-20T10:00:00Z", "Stopped");
    check("completed", "2026-11-22T09:00:00Z", "Done");
}

#[test]
fn agreeing_is_about_one_version() {
    let agrees = |version: &str| {
        let mut task = resource(&say(Answer::Agrees, "", "", &who(), 0));
        task["focus"]["reference"] = ["CarePlan/p/_history/", version].concat().into();
        let view = seen(vec![task], &[], "Patient/asha");
        let (_, can_agree, can_talk) = view.now[0].asks.clone().unwrap();
        (view.now[0].agreed.concat(), can_agree, can_talk)
    };
    let (said, can_agree, can_talk) = agrees("2");
    assert_eq!(said, "You agreed with this plan, today at 09:00.");
    assert!(!can_agree && can_talk);
    let (said, can_agree, _) = agrees("1");
    assert_eq!(said, "You agreed with an earlier version, today at 09:00. The plan has changed since.");
    assert!(can_agree);
    let mistake = {
        let mut task = resource(&say(Answer::Agrees, "", "", &who(), 0));
        task["status"] = "entered-in-error".into();
        seen(vec![task], &[], "Patient/asha")
    };
    assert!(mistake.now[0].agreed.is_empty());
}

#[test]
fn agreeing_is_about_the_goals_and_steps_as_they_were_then() {
    // She agrees at nine; the gateway takes it at once, or not yet.
    let agrees = resource(&say(Answer::Agrees, "", "", &who(), 0));
    let taken = |at: &str| {
        let mut taken = agrees.clone();
        taken["meta"] = json!({"lastUpdated": at});
        taken
    };
    let nine = taken("2026-11-22T09:00:00Z");
    let goal = |id: &str, at: &str| {
        json!({
            "resourceType": "Goal", "id": id, "meta": {"lastUpdated": at}, "lifecycleStatus": "active",
            "description": {"text": "Walk"}, "subject": {"reference": "Patient/asha"},
        })
    };
    let step = |id: &str, status: &str, at: &str| {
        let mut step = task(id, "Patient/asha", status);
        step["meta"] = json!({"lastUpdated": at});
        step
    };
    let stale = |plan: Vec<Value>, tasks: Vec<Value>| {
        let mut view = record::plan(&held([vec![care_plan()], plan].concat()), false, &now_at(0));
        let (tasks, others, now) = (held(tasks), others(), now_at(0));
        let (patient, reader) = ("Patient/asha", "Patient/asha");
        fill(
            &mut view,
            &Sources {
                tasks: &tasks,
                others: &others,
                outbox: &[],
                patient,
                reader,
                saving: None,
                now: &now,
            },
        );
        let again = view.now[0].asks.clone().unwrap().1;
        assert_eq!(view.now[0].agreed[0].contains("has changed since"), again, "{:?}", view.now[0].agreed);
        again
    };
    let (before, after) = ("2026-11-22T08:59:59Z", "2026-11-22T09:00:01Z");
    for (at, expect) in [(before, false), (after, true)] {
        assert_eq!(stale(vec![goal("g", at)], vec![nine.clone()]), expect, "a goal {at}");
        for (id, status) in [("diary", "requested"), ("more", "requested"), ("more", "entered-in-error")] {
            assert_eq!(stale(vec![], vec![nine.clone(), step(id, status, at)]), expect, "{id} {status} {at}");
        }
    }
    assert!(!stale(vec![], vec![nine.clone(), step("more", "draft", after)]), "nobody sees a draft");
    let mut elsewhere = step("more", "requested", after);
    elsewhere["basedOn"] = json!([{"reference": "CarePlan/other"}]);
    assert!(!stale(vec![], vec![nine.clone(), elsewhere]), "of another plan");
    // What the gateway writes with a tick is no change of the team; what the team changes then is.
    let mut tick = resource(&say(Answer::Done, "diary", "Bring the diary", &who(), 1_000));
    tick["meta"] = json!({"lastUpdated": after});
    let ticked = |at: &str| vec![nine.clone(), tick.clone(), step("diary", "completed", at)];
    assert!(!stale(vec![], ticked(after)) && stale(vec![], ticked("2026-11-22T09:00:02Z")));
    // A clock that is ahead makes no agreement newer than it is.
    let mut ahead = taken(before);
    ahead["authoredOn"] = "2026-11-23T09:00:00Z".into();
    assert!(stale(vec![goal("g", after)], vec![ahead]));
}

#[test]
fn wanting_to_talk_stands_until_the_team_closes_it() {
    let talk = |status: &str| {
        let mut task = resource(&say(Answer::Talk, "", "", &who(), 0));
        task["status"] = status.into();
        let view =
            seen(vec![task, resource(&say(Answer::Agrees, "", "", &who(), 60_000))], &[], "Patient/asha");
        (view.now[0].agreed.clone(), view.now[0].asks.clone().unwrap().2)
    };
    let (said, again) = talk("requested");
    assert_eq!(said.len(), 2, "{said:?}");
    assert_eq!((said[1].as_str(), again), ("You asked to talk about it, today at 09:00.", false));
    let (said, again) = talk("completed");
    assert!(said[1].ends_with("Your team has closed this.") && again, "{said:?}");
}

#[test]
fn what_waits_as_done_is_no_more_due() {
    let done = say(Answer::Done, "diary", "Bring the diary", &who(), 0);
    let undone = say(Answer::NotDone, "diary", "Bring the diary", &who(), 60_000);
    assert!(waits_done(std::slice::from_ref(&done), "diary"));
    assert!(!waits_done(std::slice::from_ref(&done), "other"));
    assert!(!waits_done(&[done, undone], "diary"));
}

#[test]
fn a_tick_that_could_not_be_saved_says_so_and_takes_no_focus_when_it_could() {
    let about = About { plan: "p".into(), words: "Walk".into(), ..About::default() };
    for (done, trouble) in [(Ok(()), None), (Err(Trouble::StorageFull), Some(Trouble::StorageFull))] {
        let mut state = fresh();
        let effects = answered(&mut state, (&about, Answer::Done), ("", &who()), &now_at(0));
        let id = queued_of(&effects).unwrap().ticket.id.clone();
        let first = effects;
        let effects = queued(&mut state, &id, done);
        assert!(!effects.contains(&Effect::Focus("h1".into())));
        let mut view = record::plan(&held(vec![care_plan()]), false, &now_at(0));
        let (tasks, others, now) = (held(vec![]), others(), now_at(0));
        let (patient, saving) = ("Patient/asha", state.saving.as_ref());
        let of = Sources {
            tasks: &tasks,
            others: &others,
            outbox: &[],
            patient,
            reader: patient,
            saving,
            now: &now,
        };
        fill(&mut view, &of);
        let tick = view.now[0].actions[0].tick.clone().unwrap();
        assert_eq!((tick.about.key(), tick.trouble), (about.key(), trouble));
        // From the press on the box shows what was ticked, until what waits was listed; what was not saved is not ticked.
        assert_eq!(view.now[0].actions[0].done, done.is_ok());
        listed(&mut state, &[], &who());
        assert!(state.saving.is_some(), "a list from before");
        listed(&mut state, std::slice::from_ref(&queued_of(&first).unwrap().clone()), &who());
        assert_eq!(state.saving.is_none(), done.is_ok());
    }
}
