//! A crisis plan, one's own or the team's, is in no section: it is shared by itself, read, previewed and taken back.

use lapwing_core::event::Event;
use lapwing_core::plan::{CODES, CRISIS, Event as Plan, Paper, SafetyView, Seer};
use lapwing_core::record::{PlanView, Presence};
use lapwing_core::route::Route;
use lapwing_core::session::{Event as Session, Subject};
use lapwing_core::sharing::{Event as Sharing, Named};
use lapwing_core::view::Screen;
use lapwing_journeys::phone::Phone;
use lapwing_journeys::trust::Trust;
use serde_json::json;

use crate::ask::team_writes;
use crate::carers::{invited, joined};
use crate::one_by_one::{chosen, saved, share};
use crate::signed_in;

const CALL: usize = CRISIS + 1;

async fn paper(phone: &mut Phone<'_>, part: &str) -> SafetyView {
    phone.go(Route::Paper(Paper::Crisis, part.into())).await;
    let Screen::Safety(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
    *view
}

async fn write(phone: &mut Phone<'_>, text: &str) {
    paper(phone, "2").await;
    phone.happen(Event::Plan(Plan::Wrote(CALL, text.into()))).await;
    phone.happen(Event::Plan(Plan::Numbered(CALL, "07700 900123".into()))).await;
    phone.happen(Event::Plan(Plan::Given(CALL))).await;
    phone.happen(Event::Plan(Plan::Done(None))).await;
}

async fn rosa_of(asha: &mut Phone<'_>) -> Seer {
    let seers = paper(asha, "").await.seers.expect("who sees it");
    seers.into_iter().find(|one| one.name.contains("Rosa")).expect("Rosa")
}

async fn turn_to_asha(carer: &mut Phone<'_>) {
    carer.reopen(Route::Caring).await;
    carer.happen(Event::Session(Session::Switched(Subject::For("Patient/asha".into())))).await;
}

/// The plans that are shown; `None` where nothing is shared.
async fn plans(phone: &mut Phone<'_>) -> Option<PlanView> {
    phone.go(Route::Today).await;
    phone.go(Route::Plan).await;
    match phone.screen() {
        Screen::Plan(view, false) if view.shown.presence == Presence::Here => Some(view),
        _ => None,
    }
}

/// The lines of what the person wrote.
fn lines(view: &PlanView) -> Vec<(Paper, usize, String)> {
    let of = |paper: Paper, one: &lapwing_core::plan::StepView| -> Vec<_> {
        one.lines.iter().map(|line| (paper, line.step, line.text.clone())).collect()
    };
    view.papers.iter().flat_map(|(paper, steps)| steps.iter().flat_map(|one| of(*paper, one))).collect()
}

/// What the patient's list says that this person sees.
async fn sees(asha: &mut Phone<'_>, name: &str) -> Vec<&'static str> {
    asha.go(Route::Sharing).await;
    let Screen::Sharing(view) = asha.screen() else { panic!("{:?}", asha.screen()) };
    let people = view.people.expect("people");
    people.iter().find(|person| person.name.contains(name)).expect("known").sees.clone()
}

/// On the page of who sees it: the crisis plan as it is chosen.
fn crisis(phone: &mut Phone<'_>) -> Named {
    let Screen::ShareWith(view, _) = phone.screen() else { panic!("{:?}", phone.screen()) };
    view.crisis.expect("it can be shared")
}

#[tokio::test]
async fn ones_own_is_shared_on_it_read_previewed_changed_and_taken_back() {
    let trust = Trust::open();
    let (mut asha, mut rosa) = (signed_in(&trust, "asha", true).await, signed_in(&trust, "rosa", true).await);
    write(&mut asha, "Rosa, first").await;
    turn_to_asha(&mut rosa).await;
    assert_eq!(plans(&mut rosa).await, None, "nothing unless it is chosen");
    trust.wait(6 * 60_000);
    let seer = rosa_of(&mut asha).await;
    assert!(!seer.steps.contains(&CRISIS));
    let to_rosa = Route::ShareWith(seer.key.clone());
    asha.go(to_rosa.clone()).await;
    assert!(!crisis(&mut asha).on, "on the page of who sees what it is off, too");
    share(&mut asha, Sharing::Proposed(seer.key, CODES[CRISIS], true)).await;
    assert!(crisis(&mut asha).on);
    saved(&mut asha).await;
    assert_eq!(sees(&mut asha, "Rosa").await, ["My crisis plan"]);
    assert!(rosa_of(&mut asha).await.steps.contains(&CRISIS), "it is said on the plan");

    turn_to_asha(&mut rosa).await;
    let seen = plans(&mut rosa).await.expect("shared");
    assert_eq!(lines(&seen), [(Paper::Crisis, CALL, "Rosa, first".to_owned())]);
    assert!(seen.by_itself && seen.now.is_empty() && seen.own.is_none() && !seen.steps, "and nothing else");
    rosa.go(Route::Shelf("conditions".into())).await;
    let Screen::List(list) = rosa.screen() else { panic!("{:?}", rosa.screen()) };
    assert_eq!(list.shown.presence, Presence::NotShared);
    assert!(rosa.kept().keys().any(|(_, key)| key.0.contains("asha")), "a copy, as she was allowed");

    write(&mut asha, "Then the crisis line").await;
    let seen = plans(&mut rosa).await.expect("shared");
    assert_eq!(lines(&seen).len(), 2, "what is written while it is shared is read at the next look");
    asha.go(to_rosa.clone()).await;
    share(&mut asha, Sharing::Previewed).await;
    let preview = plans(&mut asha).await.expect("as she sees it");
    assert_eq!(lines(&preview), lines(&seen));
    asha.happen(Event::Session(Session::Switched(Subject::Me))).await;

    asha.go(to_rosa).await;
    let one = crisis(&mut asha);
    share(&mut asha, Sharing::EntryChosen(one.reference, false)).await;
    saved(&mut asha).await;
    assert_eq!(sees(&mut asha, "Rosa").await, Vec::<&str>::new());
    assert_eq!(plans(&mut rosa).await, None, "at the next request");
    rosa.reopen(Route::Caring).await;
    assert!(rosa.kept().keys().all(|(_, key)| !key.0.contains("asha")), "nor is a copy left");
}

#[tokio::test]
async fn a_crisis_plan_of_the_team_is_shared_at_its_entry_beside_the_care_plan() {
    let trust = Trust::open();
    team_writes(
        &trust,
        &[json!({
            "resourceType": "CarePlan", "id": "asha-staying-safe", "status": "active", "intent": "plan",
            "title": "Staying safe", "description": "Call Funmi first.",
            "subject": {"reference": "Patient/asha"},
        })],
    );
    let (mut asha, mut nell) = (signed_in(&trust, "asha", true).await, signed_in(&trust, "nell", true).await);
    let code = invited(&mut asha, &["plan"]).await;
    joined(&mut nell, &code).await;
    turn_to_asha(&mut nell).await;
    let titles = |view: Option<PlanView>| -> Vec<String> {
        view.into_iter().flat_map(|view| view.now).map(|plan| plan.title).collect()
    };
    let before = titles(plans(&mut nell).await);
    assert!(!before.is_empty() && !before.contains(&"Staying safe".to_owned()), "{before:?}");

    asha.go(Route::Plan).await;
    let entries = chosen(&mut asha, "CarePlan/asha-staying-safe").await;
    assert_eq!(entries.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), ["Staying safe"]);
    trust.wait(6 * 60_000);
    saved(&mut asha).await;
    assert_eq!(sees(&mut asha, "Nell").await, ["Care plan", "Single entries"]);
    turn_to_asha(&mut nell).await;
    let seen = titles(plans(&mut nell).await);
    assert!(seen.contains(&"Staying safe".to_owned()) && seen.len() == before.len() + 1, "{seen:?}");

    // Without the care plan it goes on by itself, and nothing is said of goals that are not shared.
    asha.go(Route::Sharing).await;
    let Screen::Sharing(view) = asha.screen() else { panic!("{:?}", asha.screen()) };
    let people = view.people.expect("people");
    let key = people.iter().find(|person| person.name == "Nell Hughes").expect("Nell").key.clone();
    asha.go(Route::ShareWith(key.clone())).await;
    share(&mut asha, Sharing::Switched("plan".into(), false)).await;
    saved(&mut asha).await;
    turn_to_asha(&mut nell).await;
    let alone = plans(&mut nell).await.expect("shared");
    assert!(alone.by_itself && alone.own.is_none());
    assert_eq!(titles(Some(alone)), ["Staying safe"]);

    asha.go(Route::ShareWith(key)).await;
    share(&mut asha, Sharing::EntryChosen("CarePlan/asha-staying-safe".into(), false)).await;
    saved(&mut asha).await;
    assert_eq!(plans(&mut nell).await, None, "at the next request");
}

#[tokio::test]
async fn the_safety_plan_is_never_offered_as_one_entry() {
    let trust = Trust::open();
    let mut asha = signed_in(&trust, "asha", true).await;
    asha.go(Route::Safety("2".into())).await;
    asha.happen(Event::Plan(Plan::Wrote(1, "Walk".into()))).await;
    asha.happen(Event::Plan(Plan::Given(1))).await;
    asha.happen(Event::Plan(Plan::Done(None))).await;
    write(&mut asha, "Rosa, first").await;
    asha.reopen(Route::Today).await;
    for (paper, offered) in [(Paper::Safety, false), (Paper::Crisis, true)] {
        let key = ["CarePlan/", &paper.id_of("Patient/asha")].concat();
        asha.go(Route::Entry(lapwing_core::now::short_key(&key))).await;
        let share = asha.view().beside.and_then(|beside| beside.share);
        assert_eq!(share.map(|share| share.one.reference), offered.then_some(key));
    }
}
