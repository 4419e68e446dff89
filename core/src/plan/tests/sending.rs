//! What is handed over, when, and what comes of it.

use super::*;

#[test]
fn every_change_is_kept_at_once_and_handed_over_when_the_person_goes_on() {
    let mut state = fresh();
    act(&mut state, [Event::Wrote(1, "Walk".into())]);
    let effects = act(&mut state, [Event::Given(1)]);
    assert!(effects.iter().any(
        |e| matches!(e, Effect::Save(Place::Device, key, _) if *key == keep::row("asha", Paper::Safety))
    ));
    assert!(queued_of(&effects).is_none(), "not at each word");
    add(&mut state, 1, "Music");
    let effects = moved(&mut state, &who(), &now_at(9));
    let entry = queued_of(&effects).unwrap();
    assert_eq!(
        (entry.kind, entry.ticket.expects.as_slice()),
        (Kind::SafetyPlan, &["safety-plan-asha".to_owned()][..])
    );
    let part = &entry.body["entry"][0];
    assert_eq!(
        part["request"],
        json!({"method": "PUT", "url": "CarePlan/safety-plan-asha", "ifNoneMatch": "*"})
    );
    let held = find(&[part["resource"].clone()], (Paper::Safety, "Patient/asha")).unwrap();
    assert_eq!(texts(&held.plan), ["Walk", "Music"]);
    assert!(moved(&mut state, &who(), &now_at(10)).is_empty(), "once");
}

#[test]
fn after_a_pause_it_is_handed_over_too() {
    let mut state = fresh();
    add(&mut state, 0, "No sleep");
    assert!(woke(&mut state, &who(), &now_at(19_000)).is_empty());
    assert!(queued_of(&woke(&mut state, &who(), &now_at(21_000))).is_some());
}

#[test]
fn a_taken_entry_makes_the_base_of_the_next() {
    let mut state = fresh();
    add(&mut state, 0, "No sleep");
    let effects = moved(&mut state, &who(), &now_at(5));
    let id = queued_of(&effects).unwrap().ticket.id.clone();
    queued(&mut state, &id, Ok(()));
    settled(&mut state, &id, Outcome::Delivered, &who(), &now_at(6));
    assert_eq!(kept(&state).base.as_ref().unwrap().version, "1");
    add(&mut state, 1, "Walk");
    let effects = moved(&mut state, &who(), &now_at(7));
    assert_eq!(queued_of(&effects).unwrap().body["entry"][0]["request"]["ifMatch"], "W/\"1\"");
}

#[test]
fn a_newer_change_takes_the_place_of_one_that_still_waits() {
    let mut state = fresh();
    add(&mut state, 0, "No sleep");
    let first = queued_of(&moved(&mut state, &who(), &now_at(5))).unwrap().ticket.id.clone();
    add(&mut state, 1, "Walk");
    let effects = moved(&mut state, &who(), &now_at(6));
    let at = |wanted: fn(&Effect) -> bool| effects.iter().position(wanted).unwrap();
    assert!(at(|e| matches!(e, Effect::Save(..))) < at(|e| matches!(e, Effect::Queue(..))));
    assert!(
        at(|e| matches!(e, Effect::Queue(..))) < at(|e| matches!(e, Effect::Discard(_))),
        "never neither of them"
    );
    assert!(effects.contains(&Effect::Discard(first)));
}

#[test]
fn a_conflict_is_brought_together_and_goes_again() {
    let base = plan(&[("1", 0, "No sleep")]);
    let mut state = fresh();
    came(&mut state, Some((&base, "4")), false);
    add(&mut state, 1, "Walk");
    let id = queued_of(&moved(&mut state, &who(), &now_at(5))).unwrap().ticket.id.clone();
    let effects = settled(&mut state, &id, Outcome::NeedsYou(Why::Conflict), &who(), &now_at(6));
    assert!(effects.iter().any(|e| matches!(e, Effect::Fetch(Tag::Paper(Paper::Safety), _))));
    assert!(effects.contains(&Effect::Discard(id)));
    let theirs = plan(&[("1", 0, "No sleep"), ("2", 5, "Tablets with Sam")]);
    let effects = came(&mut state, Some((&theirs, "5")), false);
    let entry = queued_of(&effects).unwrap();
    assert_eq!(entry.body["entry"][0]["request"]["ifMatch"], "W/\"5\"");
    assert_eq!(
        texts(
            &find(&[entry.body["entry"][0]["resource"].clone()], (Paper::Safety, "Patient/asha"))
                .unwrap()
                .plan
        ),
        ["No sleep", "Walk", "Tablets with Sam"]
    );
    assert!(kept(&state).asks.is_empty());
}

#[test]
fn what_the_person_is_asked_about_becomes_a_version_before_they_choose() {
    let mut state = fresh();
    came(&mut state, Some((&plan(&[("1", 0, "a")]), "4")), false);
    act(&mut state, [Event::Changed("1".into()), Event::Wrote(0, "mine".into()), Event::Given(0)]);
    let effects = came(&mut state, Some((&plan(&[("1", 0, "theirs")]), "5")), false);
    let both = queued_of(&effects).unwrap().ticket.id.clone();
    let effects = act(&mut state, [Event::Chosen(0, Some(false))]);
    assert!(queued_of(&effects).is_some());
    assert!(!effects.contains(&Effect::Discard(both.clone())), "it goes first, and stays in the history");
    let last = kept(&state).sent[1].entry.clone();
    settled(&mut state, &both, Outcome::Delivered, &who(), &now_at(8));
    settled(&mut state, &last, Outcome::NeedsYou(Why::Conflict), &who(), &now_at(9));
    let held = kept(&state).base.clone().unwrap();
    let effects = came(&mut state, Some((&held.plan, "6")), false);
    assert_eq!(queued_of(&effects).unwrap().body["entry"][0]["request"]["ifMatch"], "W/\"6\"");
    assert_eq!(texts(&kept(&state).mine), ["theirs"]);
}

#[test]
fn what_the_worker_delivered_is_known_again() {
    let mut state = fresh();
    add(&mut state, 1, "Walk");
    moved(&mut state, &who(), &now_at(5));
    // The person goes on writing the same line, while the first state of it is on its way.
    let line = kept(&state).mine.lines[0].id.clone();
    act(&mut state, [Event::Changed(line), Event::Wrote(1, "Walk slowly".into()), Event::Given(1)]);
    let sent = kept(&state).sent[0].plan.clone();
    came(&mut state, Some((&sent, "1")), false);
    assert_eq!(
        (texts(&kept(&state).mine), kept(&state).asks.len()),
        (vec!["Walk slowly"], 0),
        "no question about oneself"
    );
}

#[test]
fn what_was_dropped_elsewhere_goes_again_and_what_waits_does_not() {
    for (waits, again) in [(false, true), (true, false)] {
        let mut state = fresh();
        add(&mut state, 1, "Walk");
        let id = queued_of(&moved(&mut state, &who(), &now_at(5))).unwrap().ticket.id.clone();
        let entry = Entry {
            saved_at: 0,
            ..entry::entry(&Plan::default(), (Paper::Safety, None), &who(), &now_at(0)).unwrap()
        };
        let mut waiting = entry;
        waiting.ticket.id = id;
        listed(&mut state, &[waiting], &who());
        assert_eq!(queued_of(&came(&mut state, None, waits)).is_some(), again, "{waits}");
    }
}

#[test]
fn a_listing_without_it_asks_the_gateway() {
    let mut state = fresh();
    add(&mut state, 1, "Walk");
    let id = queued_of(&moved(&mut state, &who(), &now_at(5))).unwrap().ticket.id.clone();
    assert!(listed(&mut state, &[], &who()).is_empty(), "it is only on its way into the outbox");
    let mut entry = entry::entry(&Plan::default(), (Paper::Safety, None), &who(), &now_at(0)).unwrap();
    entry.ticket.id = id;
    assert!(listed(&mut state, &[entry], &who()).is_empty(), "it waits");
    assert!(!listed(&mut state, &[], &who()).is_empty(), "it went");
}

#[test]
fn what_cannot_be_kept_is_said_and_tried_again() {
    let mut state = fresh();
    add(&mut state, 1, "Walk");
    let id = queued_of(&moved(&mut state, &who(), &now_at(5))).unwrap().ticket.id.clone();
    queued(&mut state, &id, Err(Trouble::StorageFull));
    assert_eq!(state.saved, Some(Err(Trouble::StorageFull)));
    assert!(queued_of(&moved(&mut state, &who(), &now_at(6))).is_some());
}

#[test]
fn what_the_person_drops_goes_from_the_plan() {
    let base = plan(&[("1", 0, "No sleep")]);
    let mut state = fresh();
    came(&mut state, Some((&base, "4")), false);
    add(&mut state, 1, "Walk");
    let id = queued_of(&moved(&mut state, &who(), &now_at(5))).unwrap().ticket.id.clone();
    dropped(&mut state, &id, &who());
    assert_eq!(texts(&kept(&state).mine), ["No sleep"]);
    assert!(moved(&mut state, &who(), &now_at(6)).is_empty());
}

#[test]
fn a_row_reads_back() {
    let mut state = fresh();
    came(&mut state, Some((&plan(&[("1", 6, "My cat"), ("2", 4, "Team\nof two")]), "4")), false);
    add(&mut state, 1, "Walk");
    act(&mut state, [Event::Review(3)]);
    state.kept.as_mut().unwrap().asks = vec![
        Ask::Both("1".into(), "2".into()),
        Ask::Gone("1".into(), true),
        Ask::Review("a".into(), String::new()),
    ];
    let row = keep::write(kept(&state));
    assert_eq!(&keep::read(&row), kept(&state));
    assert_eq!(keep::read(&json!({})), Kept::default());
}

#[test]
fn a_row_that_cannot_be_opened_is_not_written_over() {
    let mut state = State::default();
    loaded(
        &mut state,
        (&keep::row("asha", Paper::Safety), &Err(Trouble::StorageUnreadable)),
        &who(),
        &now_at(0),
    );
    assert!(act(&mut state, [Event::Wrote(0, "x".into()), Event::Given(0)]).is_empty());
    assert!(moved(&mut state, &who(), &now_at(1)).is_empty());
}

#[test]
fn what_was_changed_before_it_was_locked_is_handed_over_when_it_opens() {
    let mut before = fresh();
    add(&mut before, 1, "Walk");
    let row = keep::write(kept(&before));
    let mut state = State::default();
    let effects = loaded(&mut state, (&keep::row("asha", Paper::Safety), &Ok(Some(row))), &who(), &now_at(9));
    assert!(queued_of(&effects).is_some());
}

#[test]
fn a_version_that_is_not_counted_is_asked_for() {
    let mut state = fresh();
    came(&mut state, Some((&plan(&[("1", 0, "No sleep")]), "ab3")), false);
    add(&mut state, 1, "Walk");
    let id = queued_of(&moved(&mut state, &who(), &now_at(5))).unwrap().ticket.id.clone();
    settled(&mut state, &id, Outcome::Delivered, &who(), &now_at(6));
    add(&mut state, 1, "Music");
    let effects = moved(&mut state, &who(), &now_at(7));
    assert!(matches!(effects.as_slice(), [Effect::Fetch(Tag::Paper(Paper::Safety), _)]), "{effects:?}");
}

#[test]
fn a_care_plan_reads_back_and_an_unknown_step_loses_no_line() {
    let mut all = plan(&[("1", 0, "a"), ("2", 3, "b"), ("3", 6, "c")]);
    all.lines[1].phone = "0113 496 0000".into();
    all.review = "2027-02-22".into();
    let mut resource = written::write(&all, (Paper::Safety, "Patient/asha"), "2026-11-22");
    assert_eq!(written::read(&resource, Paper::Safety).plan, all);
    resource["activity"][1]["detail"]["code"]["coding"][0]["code"] = "new-step".into();
    assert_eq!(written::read(&resource, Paper::Safety).plan.line("2").unwrap().step, 6);
    assert!(find(&[resource], (Paper::Safety, "Patient/sam")).is_none());
}

#[test]
fn an_id_follows_from_the_patients_and_is_no_longer_than_fhir_allows() {
    assert_eq!(Paper::Safety.id_of("Patient/asha"), "safety-plan-asha");
    let long = Paper::Safety.id_of(&format!("Patient/{}", "x".repeat(64)));
    assert_eq!(long.len(), 64);
}

#[test]
fn who_has_no_record_hands_nothing_over() {
    let carer = Who { patient: None, ..who() };
    let mut state = fresh();
    add(&mut state, 1, "Walk");
    assert!(queued_of(&moved(&mut state, &carer, &now_at(5))).is_none());
    assert!(opened(&State::default(), &carer).is_empty());
}
