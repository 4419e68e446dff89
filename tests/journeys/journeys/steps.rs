//! A safety plan shared step by step: chosen on the step, read by the carer, seen in the preview, taken back.

use lapwing_core::event::Event;
use lapwing_core::plan::{Event as Plan, Page, SafetyView, Seer};
use lapwing_core::record::Presence;
use lapwing_core::route::Route;
use lapwing_core::session::{Event as Session, Subject};
use lapwing_core::sharing::{Event as Sharing, Stage};
use lapwing_core::view::Screen;
use lapwing_journeys::phone::Phone;
use lapwing_journeys::trust::Trust;

use crate::signed_in;

async fn safety(phone: &mut Phone<'_>, part: &str) -> SafetyView {
    phone.go(Route::Safety(part.into())).await;
    match phone.screen() {
        Screen::Safety(view) => *view,
        other => panic!("{other:?}"),
    }
}

async fn write(phone: &mut Phone<'_>, step: usize, text: &str) {
    safety(phone, &(step + 1).to_string()).await;
    phone.happen(Event::Plan(Plan::Wrote(step, text.into()))).await;
    phone.happen(Event::Plan(Plan::Given(step))).await;
    phone.happen(Event::Plan(Plan::Done(None))).await;
}

fn stage(phone: &mut Phone<'_>) -> Stage {
    match phone.screen() {
        Screen::ShareWith(view, _) => view.stage,
        other => panic!("{other:?}"),
    }
}

/// On a step: this person sees it from now on, or no more.
async fn choose(asha: &mut Phone<'_>, (step, code): (usize, &'static str), on: bool) {
    let seer = rosa_of(&safety(asha, &(step + 1).to_string()).await);
    assert_eq!(seer.steps.contains(&step), !on);
    asha.happen(Event::Sharing(Sharing::Proposed(seer.key, code, on))).await;
    asha.happen(Event::Sharing(Sharing::KeepsChosen(0))).await;
    asha.happen(Event::Sharing(Sharing::Confirmed)).await;
    if let Stage::NeedsCode { .. } = stage(asha) {
        asha.happen(Event::Sharing(Sharing::CodeGiven("2468".into()))).await;
    }
    assert_eq!(stage(asha), Stage::Saved);
}

fn rosa_of(view: &SafetyView) -> Seer {
    let seers = view.seers.as_ref().expect("who sees it");
    seers.iter().find(|one| one.name.contains("Rosa")).expect("Rosa").clone()
}

/// The steps and lines that are shown; `None` where nothing is shared.
async fn read(phone: &mut Phone<'_>) -> Option<Vec<(usize, Vec<String>)>> {
    let Page::Shared(view) = safety(phone, "").await.page else { panic!("{:?}", phone.screen()) };
    let texts = |one: &lapwing_core::plan::StepView| one.lines.iter().map(|line| line.text.clone()).collect();
    let steps = view.steps.iter().map(|one| (one.step, texts(one))).collect();
    (view.shown.presence == Presence::Here).then_some(steps)
}

async fn turn_to_asha(rosa: &mut Phone<'_>) {
    rosa.reopen(Route::Today).await;
    rosa.happen(Event::Session(Session::Switched(Subject::For("Patient/asha".into())))).await;
}

#[tokio::test]
async fn one_step_is_shared_on_the_step_read_previewed_changed_and_taken_back() {
    let trust = Trust::open();
    let (mut asha, mut rosa) = (signed_in(&trust, "asha", true).await, signed_in(&trust, "rosa", true).await);
    write(&mut asha, 1, "Walk to the lock").await;
    write(&mut asha, 3, "Rob, after six").await;
    trust.wait(6 * 60_000);
    choose(&mut asha, (1, "coping"), true).await;

    turn_to_asha(&mut rosa).await;
    let coping = |text: &str| Some(vec![(1, vec![text.to_owned()])]);
    assert_eq!(read(&mut rosa).await, coping("Walk to the lock"));
    rosa.go(Route::Plan).await;
    let Screen::Safety(view) = rosa.screen() else { panic!("plans lead to it: {:?}", rosa.screen()) };
    assert!(matches!(view.page, Page::Shared(_)));
    assert!(rosa.kept().keys().all(|(_, key)| !key.0.contains("asha")), "nothing of it is kept");

    // What is written while it is shared is read at the next look; another step stays the patient's.
    write(&mut asha, 1, "Bass with headphones").await;
    write(&mut asha, 0, "I stop answering").await;
    let told = read(&mut rosa).await.expect("shared");
    assert_eq!(told, [(1, vec!["Walk to the lock".to_owned(), "Bass with headphones".to_owned()])]);

    let key = rosa_of(&safety(&mut asha, "2").await).key;
    asha.go(Route::ShareWith(key)).await;
    asha.happen(Event::Sharing(Sharing::Previewed)).await;
    assert_eq!(read(&mut asha).await.as_ref(), Some(&told), "as she sees it");
    asha.happen(Event::Session(Session::Switched(Subject::Me))).await;

    asha.go(Route::Looks).await;
    let Screen::Looks(looks) = asha.screen() else { panic!("{:?}", asha.screen()) };
    let what: Vec<_> = looks.looks.expect("looks").into_iter().flat_map(|look| look.what).collect();
    assert_eq!(what, ["Safety plan: what I can do myself"]);

    choose(&mut asha, (1, "coping"), false).await;
    assert_eq!(read(&mut rosa).await, None);
    rosa.go(Route::Today).await;
    assert!(
        matches!(rosa.screen(), Screen::Caring(_)),
        "and then she is back at her own: {:?}",
        rosa.screen()
    );
}

#[tokio::test]
async fn offline_a_step_says_nothing_of_who_sees_it() {
    let trust = Trust::open();
    let mut leon = signed_in(&trust, "leon", true).await;
    write(&mut leon, 1, "Walk to the lock").await;
    leon.network(false).await;
    leon.reopen(Route::Safety("2".into())).await;
    let Screen::Safety(view) = leon.screen() else { panic!("{:?}", leon.screen()) };
    assert_eq!(view.seers, None);
}
