//! Asking the team at an entry.

use std::rc::Rc;

use serde_json::{Value, json};

use super::progress::asked;
use super::*;
use crate::effect::{Effect, Key, Place};
use crate::form::Who;
use crate::now::Now;
use crate::outbox::Entry;
use crate::record::{Held, Known};

const TEAM: &str = "Organization/team";

fn now() -> Now {
    Now::new(1_795_356_300_000, 0, [1, 2, 3, 4])
}

fn who() -> Who {
    Who { account: "me".into(), patient: Some("Patient/p".into()), author: None, place: Place::Device }
}

fn held(resources: Vec<Value>) -> Held {
    let known = Known { resources: Rc::new(resources), as_of: 0, live: true, older: None };
    Held { known: Some(known), ..Held::default() }
}

fn happen(state: &mut State, event: Event) -> Vec<Effect> {
    update(state, event, (TEAM, &who()), &now())
}

fn opened(about: &str, kind: Kind) -> (State, Key) {
    let mut state = State::default();
    let mut effects = happen(&mut state, Event::Begun(about.into(), kind));
    let Effect::Load(_, key) = effects.remove(0) else { panic!("{effects:?}") };
    (state, key)
}

/// The same where nothing was kept.
fn begun(about: &str, kind: Kind) -> State {
    let (mut state, key) = opened(about, kind);
    assert!(loaded(&mut state, (&key, &Ok(None)), &who()).is_empty());
    state
}

fn given(state: &mut State) -> Option<Entry> {
    happen(state, Event::Given).into_iter().find_map(|effect| match effect {
        Effect::Queue(_, entry, from) => from.map(|_| entry),
        _ => None,
    })
}

#[test]
fn words_are_kept_at_every_key_and_there_again() {
    let mut state = begun("Condition/c", Kind::Correction);
    let effects = happen(&mut state, Event::Written("That was my si".into()));
    let [Effect::Save(Place::Device, key, row)] = effects.as_slice() else { panic!("{effects:?}") };
    saved(&mut state, key, Ok(()), &who());
    assert!(state.writing.as_ref().is_some_and(|writing| writing.kept));
    moved(&mut state);
    assert_eq!(state.writing, None);
    let (mut again, _) = opened("Condition/c", Kind::Correction);
    drop(loaded(&mut again, (key, &Ok(Some(row.clone()))), &who()));
    assert_eq!(again.writing.as_ref().map(|w| w.text.as_str()), Some("That was my si"));
    let (mut other, _) = opened("Condition/c", Kind::Comment);
    drop(loaded(&mut other, (key, &Ok(Some(row.clone()))), &who()));
    assert_eq!(other.writing.map(|w| w.text), Some(String::new()), "another kind has words of its own");
}

#[test]
fn what_was_kept_is_never_written_over_by_what_is_written_while_it_comes() {
    let check = |kept: Option<&str>, written: &str, expect: &str, saves: bool| {
        let (mut state, key) = opened("Condition/c", Kind::Comment);
        if !written.is_empty() {
            assert!(happen(&mut state, Event::Written(written.into())).is_empty(), "nothing is saved yet");
        }
        assert_eq!(given(&mut state), None, "nor given");
        let row = kept.map(|text| json!({"text": text}));
        let effects = loaded(&mut state, (&key, &Ok(row.clone())), &who());
        assert_eq!(state.writing.as_ref().map(|writing| writing.text.as_str()), Some(expect));
        let saved = effects.into_iter().find_map(|effect| match effect {
            Effect::Save(_, to, row) if to == key => row["text"].as_str().map(str::to_owned),
            _ => None,
        });
        assert_eq!(saved.as_deref(), saves.then_some(expect));
        let again = loaded(&mut state, (&key, &Ok(Some(json!({"text": "late"})))), &who());
        assert_eq!((again.len(), state.writing.map(|writing| writing.text)), (0, Some(expect.to_owned())));
    };
    check(Some("Half a page"), "N", "Half a page\nN", true);
    check(Some("Half a page"), "", "Half a page", false);
    check(None, "N", "N", true);
    check(None, "", "", false);
}

#[test]
fn words_that_could_not_be_read_are_not_written_over() {
    let (mut state, key) = opened("Condition/c", Kind::Comment);
    loaded(&mut state, (&key, &Err(Trouble::StorageClosed)), &who());
    assert_eq!(state.writing.as_ref().and_then(|w| w.trouble), Some(Trouble::StorageClosed));
    for event in [Event::Written("New".into()), Event::Given] {
        assert_eq!(happen(&mut state, event), [Effect::Load(Place::Device, key.clone())]);
    }
    let effects = loaded(&mut state, (&key, &Ok(Some(json!({"text": "Old"})))), &who());
    assert!(
        matches!(effects.as_slice(), [Effect::Save(_, _, row)] if row["text"] == "Old\nNew"),
        "{effects:?}"
    );
    assert_eq!(state.writing.as_ref().and_then(|w| w.trouble), None);
    // Words that nobody can open any more stand in nobody's way.
    let (mut spoilt, key) = opened("Condition/c", Kind::Comment);
    loaded(&mut spoilt, (&key, &Err(Trouble::StorageUnreadable)), &who());
    let effects = happen(&mut spoilt, Event::Written("New".into()));
    assert!(matches!(effects.as_slice(), [Effect::Save(..)]), "{effects:?}");
}

#[test]
fn a_failed_save_is_said() {
    let mut state = begun("Condition/c", Kind::Comment);
    let effects = happen(&mut state, Event::Written("x".into()));
    let [Effect::Save(_, key, _)] = effects.as_slice() else { panic!("{effects:?}") };
    saved(&mut state, key, Err(Trouble::StorageFull), &who());
    assert_eq!(state.writing.as_ref().and_then(|w| w.trouble), Some(Trouble::StorageFull));
    let entry = given(&mut state).expect("an entry");
    assert_eq!(
        queued(&mut state, &entry.ticket.id, Err(Trouble::StorageFull)),
        [Effect::Focus("trouble".into())]
    );
    assert_eq!(state.writing.as_ref().map(|w| (w.text.as_str(), w.saving.is_none())), Some(("x", true)));
}

#[test]
fn nothing_is_sent_without_words_but_a_repeat() {
    for (kind, sent) in
        [(Kind::Correction, false), (Kind::Comment, false), (Kind::Question, false), (Kind::Repeat, true)]
    {
        let mut state = begun("MedicationRequest/m", kind);
        happen(&mut state, Event::Written("  \n".into()));
        assert_eq!(given(&mut state).is_some(), sent, "{kind:?}");
    }
}

#[test]
fn it_is_a_task_for_the_team_with_the_words_beside() {
    let mut state = begun("Condition/c", Kind::Correction);
    happen(&mut state, Event::Written(" That was my sister. ".into()));
    let entry = given(&mut state).expect("an entry");
    assert_eq!(given(&mut state), None, "once");
    let (task, words) = (&entry.body["entry"][0]["resource"], &entry.body["entry"][1]["resource"]);
    assert_eq!(task["focus"]["reference"], "Condition/c");
    assert_eq!(task["owner"]["reference"], TEAM);
    assert_eq!(task["code"]["coding"], json!([{"system": SYSTEM, "code": "correction"}]));
    assert_eq!(words["payload"], json!([{"contentString": "That was my sister."}]));
    assert_eq!(words["basedOn"][0]["reference"], format!("Task/{}", task["id"].as_str().unwrap()));
    assert_eq!(entry.ticket.expects.len(), 2);
    assert_eq!(queued(&mut state, &entry.ticket.id, Ok(()))[0], Effect::Deliver);
    assert_eq!(state.writing, None);
}

#[test]
fn a_repeat_names_the_prescription() {
    let entry = given(&mut begun("MedicationRequest/m", Kind::Repeat)).expect("an entry");
    let task = &entry.body["entry"][0]["resource"];
    assert_eq!(task["code"]["coding"][1]["code"], "fulfill");
    assert_eq!(entry.body["entry"].as_array().map(Vec::len), Some(1), "no words, no message");
}

/// A request as the gateway has it, at a status, with the team's messages.
fn steps(status: &str, more: Value, messages: Vec<Value>) -> Vec<Asked> {
    let mut state = begun("Condition/c", Kind::Question);
    happen(&mut state, Event::Written("What is this?".into()));
    let entry = given(&mut state).expect("an entry");
    let mut task = entry.body["entry"][0]["resource"].clone();
    task["id"] = json!("t");
    task["status"] = json!(status);
    for (name, value) in more.as_object().into_iter().flatten() {
        task[name] = value.clone();
    }
    let mut words = entry.body["entry"][1]["resource"].clone();
    words["id"] = json!("w");
    words["basedOn"] = json!([{"reference": "Task/t"}]);
    let others = held(messages.into_iter().chain([words]).collect());
    asked(&|to| to == "Condition/c", (&held(vec![task]), &others), &[], &now())
}

#[test]
fn each_step_is_told_with_the_words_of_both() {
    for (status, step) in [
        ("requested", Step::Sent),
        ("received", Step::Taken),
        ("accepted", Step::Taken),
        ("in-progress", Step::Taken),
        ("on-hold", Step::Taken),
        ("completed", Step::Answered),
        ("rejected", Step::Declined),
        ("failed", Step::Declined),
    ] {
        let found = steps(status, json!({}), vec![]);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].step, found[0].text.as_deref()), (step, Some("What is this?")), "{status}");
        assert!(found[0].answer.is_empty());
    }
    let reply = |place: &str, to: &str, text: &str| {
        json!({"resourceType": "Communication", "sender": {"reference": "Practitioner/d"},
            place: [{"reference": to}], "payload": [{"contentString": text}]})
    };
    let more = json!({"statusReason": {"text": "Done"}, "note": [{"text": "By phone"}], "output": [{"valueString": "OK"}]});
    let messages = vec![
        reply("basedOn", "Task/t", "One"),
        reply("inResponseTo", "Communication/w", "Two"),
        reply("basedOn", "Task/x", "No"),
    ];
    assert_eq!(steps("completed", more, messages)[0].answer, ["One", "Two", "Done", "By phone", "OK"]);
}

#[test]
fn what_waits_is_told_as_waiting_until_the_gateway_has_it() {
    let mut state = begun("Condition/c", Kind::Comment);
    happen(&mut state, Event::Written("Mine".into()));
    let entry = given(&mut state).expect("an entry");
    let none = Held::default();
    let waits = asked(&|to| to == "Condition/c", (&none, &none), std::slice::from_ref(&entry), &now());
    assert_eq!(
        waits.iter().map(|one| (one.step, one.text.as_deref())).collect::<Vec<_>>(),
        [(Step::Here, Some("Mine"))]
    );
    assert!(
        asked(&|to| to == "Condition/d", (&none, &none), std::slice::from_ref(&entry), &now()).is_empty(),
        "another entry"
    );
    let task = held(vec![entry.body["entry"][0]["resource"].clone()]);
    let both = asked(&|to| to == "Condition/c", (&task, &none), std::slice::from_ref(&entry), &now());
    assert_eq!(both.iter().map(|one| one.step).collect::<Vec<_>>(), [Step::Sent], "once");
}

#[test]
fn of_several_entries_on_a_page_each_request_names_its_own() {
    let about = [("Observation/new", "12 March 2026"), ("Observation/old", "3 May 2025")];
    let about: Vec<_> = about.map(|(key, when)| (key.to_owned(), Some(when.to_owned()))).into();
    let mut state = begun("Observation/old", Kind::Correction);
    happen(&mut state, Event::Written("Not mine".into()));
    let (none, trust) = (Held::default(), crate::notice::Trust::default());
    let page = |state: &State, outbox: &[Entry]| {
        view(state, &about, (&none, &none), (outbox, &trust), (true, &now()))
    };
    let writes = page(&state, &[]);
    assert_eq!((writes.of.as_deref(), writes.writing.is_some()), (Some("3 May 2025"), true));
    let entry = given(&mut state).expect("an entry");
    assert_eq!(entry.body["entry"][0]["resource"]["focus"]["reference"], "Observation/old");
    let after = page(&State::default(), &[entry]);
    assert_eq!((after.about.as_str(), after.of.as_deref()), ("Observation/new", Some("12 March 2026")));
    assert_eq!(after.asked.len(), 1, "what was said of an older reading stays on the page");
    assert_eq!(after.asked[0].of.as_deref(), Some("3 May 2025"));
}
