//! A link to a chosen part of the record: made, opened by somebody without an account, stopped.

use lapwing_core::event::Event;
use lapwing_core::links::{Content, Event as Links, Link, Stage, payload};
use lapwing_core::plan::{self, Paper};
use lapwing_core::record::Shelf;
use lapwing_core::route::Route;
use lapwing_core::sharing;
use lapwing_core::view::Screen;
use lapwing_journeys::phone::Phone;
use lapwing_journeys::trust::Trust;

use crate::signed_in;

const HERE: &str = "http://localhost:8080";
const RIGHT: &str = "482913";

async fn does(phone: &mut Phone<'_>, event: Links) {
    phone.happen(Event::Links(event)).await;
}

/// Makes a link to what stands at this place, with a passcode or none; the link.
async fn made(phone: &mut Phone<'_>, what: usize, passcode: &str, once: bool) -> String {
    phone.go(Route::MakeLink).await;
    does(phone, Links::WhatChosen(what)).await;
    does(phone, Links::PasscodeGiven(passcode.into())).await;
    does(phone, Links::OnceChosen(once)).await;
    does(phone, Links::Confirmed).await;
    if let Screen::MakeLink(view, _) = phone.screen()
        && matches!(view.making.stage, sharing::Stage::NeedsCode { .. })
    {
        phone.happen(Event::Sharing(sharing::Event::CodeGiven("2468".into()))).await;
    }
    let Screen::MakeLink(view, _) = phone.screen() else { panic!("{:?}", phone.screen()) };
    view.making.made.clone().unwrap_or_else(|| panic!("a link: {view:?}"))
}

/// Somebody opens a link on a device without a session.
async fn opened(phone: &mut Phone<'_>, link: &str, passcode: &str) -> Stage {
    does(phone, Links::Brought(link.into(), HERE.into())).await;
    if matches!(stage(phone), Stage::Asks(_)) {
        does(phone, Links::Named("Dr Grey, Elsewhere Hospital".into())).await;
        does(phone, Links::Wanted(passcode.into())).await;
    }
    stage(phone)
}

fn stage(phone: &mut Phone<'_>) -> Stage {
    match phone.screen() {
        Screen::Viewer(view) => view.stage,
        other => panic!("{other:?}"),
    }
}

fn content(stage: Stage) -> Content {
    match stage {
        Stage::Shows(content) => (*content).clone(),
        other => panic!("{other:?}"),
    }
}

async fn listed(phone: &mut Phone<'_>) -> Vec<Link> {
    phone.go(Route::Links).await;
    match phone.screen() {
        Screen::Links(view) => view.links.expect("the list"),
        other => panic!("{other:?}"),
    }
}

async fn wrote(phone: &mut Phone<'_>, step: usize, text: &str) {
    phone.go(Route::Safety((step + 1).to_string())).await;
    phone.happen(Event::Plan(plan::Event::Wrote(step, text.into()))).await;
    phone.happen(Event::Plan(plan::Event::Given(step))).await;
    phone.happen(Event::Plan(plan::Event::Done(None))).await;
}

#[tokio::test]
async fn a_safety_plan_is_shown_by_a_link_until_it_is_stopped() {
    let trust = Trust::open();
    let mut asha = signed_in(&trust, "asha", true).await;
    wrote(&mut asha, 1, "CANARY-walk by the river").await;
    wrote(&mut asha, 6, "CANARY-to see my cats grow old").await;
    let link = made(&mut asha, 0, RIGHT, false).await;
    let payload = payload::read(&link).expect("a link");
    assert!(payload.passcode && payload.long && !payload.direct);
    assert!(payload.url.len() <= 128, "{}", payload.url);
    let (before, _) = link.split_once('#').expect("a fragment");
    assert_eq!(before, "http://localhost:8080/link", "nothing of the link is in what a server gets");

    let mut doctor = Phone::open(&trust, Route::Viewer).await;
    assert_eq!(stage(&mut doctor), Stage::Nothing);
    assert_eq!(opened(&mut doctor, &link, "000000").await, Stage::Asks(Some(9)));
    let found = content(opened(&mut doctor, &link, RIGHT).await);
    assert_eq!(found.people, [("Asha Rahman".to_owned(), None)]);
    let (paper, steps) = &found.papers[0];
    let all: Vec<&str> = steps.iter().flat_map(|step| &step.lines).map(|line| line.text.as_str()).collect();
    assert!(*paper == Paper::Safety && all.contains(&"CANARY-walk by the river"), "{all:?}");
    assert!(!all.contains(&"CANARY-to see my cats grow old"), "reasons and hopes are never shared");
    assert_eq!((found.count, found.shown()), (2, 2), "whose it is, and the plan");
    assert!(doctor.kept().values().all(|row| !row.to_string().contains("CANARY")), "nothing is kept");

    let links = listed(&mut asha).await;
    assert_eq!((links[0].times, links[0].wrong, links[0].here), (1, 1, true));
    assert_eq!(links[0].opened[0].1, "Dr Grey, Elsewhere Hospital");
    does(&mut asha, Links::Stopped(links[0].id.clone())).await;
    let links = listed(&mut asha).await;
    assert!(links[0].over && !links[0].here);
    assert_eq!(opened(&mut doctor, &link, RIGHT).await, Stage::Over);
    doctor.go(Route::Today).await;
    doctor.go(Route::Viewer).await;
    assert_eq!(stage(&mut doctor), Stage::Nothing, "leaving clears it");
}

#[tokio::test]
async fn what_one_wrote_for_a_crisis_goes_into_a_link_and_onto_the_card() {
    let trust = Trust::open();
    let mut asha = signed_in(&trust, "asha", true).await;
    let papers = [(4, Paper::Crisis), (5, Paper::Early), (6, Paper::Advance), (7, Paper::Needs)];
    for (what, paper) in papers {
        asha.go(Route::Paper(paper, "2".into())).await;
        let (part, words) = (paper.parts().start + 1, ["Ours: ", paper.word()].concat());
        asha.happen(Event::Plan(plan::Event::Wrote(part, words.clone()))).await;
        if paper == Paper::Crisis {
            asha.happen(Event::Plan(plan::Event::Numbered(part, "07700 900123".into()))).await;
        }
        asha.happen(Event::Plan(plan::Event::Given(part))).await;
        asha.happen(Event::Plan(plan::Event::Done(None))).await;
        let link = made(&mut asha, what, RIGHT, false).await;
        let mut doctor = Phone::open(&trust, Route::Viewer).await;
        let found = content(opened(&mut doctor, &link, RIGHT).await);
        assert_eq!((found.papers[0].0, found.count, found.shown()), (paper, 2, 2));
        assert_eq!(lines(&found), [words]);
    }
    asha.go(Route::Card).await;
    let Screen::Card(card) = asha.screen() else { panic!("{:?}", asha.screen()) };
    let of =
        |kind| card.groups.iter().find(|group| group.kind == kind).map(|group| group.lines[0].text.as_str());
    assert_eq!((of(1), of(5)), (Some("Ours: crisis-plan: 07700 900123"), Some("Ours: communication-needs")));
    // Nobody with whom the care plan is shared sees it.
    let code = crate::carers::invited(&mut asha, &["plan"]).await;
    let mut nell = signed_in(&trust, "nell", true).await;
    crate::carers::joined(&mut nell, &code).await;
    nell.go(Route::Plan).await;
    assert!(!format!("{:?}", nell.screen()).contains("Ours: "));
}

#[tokio::test]
async fn the_gateway_holds_nothing_that_it_could_read() {
    let trust = Trust::open();
    let mut asha = signed_in(&trust, "asha", true).await;
    wrote(&mut asha, 1, "CANARY-7k2m4xb").await;
    let link = made(&mut asha, 0, RIGHT, false).await;
    let key = payload::read(&link).unwrap().key;
    let mut all = Vec::new();
    for file in std::fs::read_dir(trust.data()).unwrap().flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        if name.starts_with("gateway.db") {
            all.extend(std::fs::read(file.path()).unwrap());
        }
    }
    let holds = |text: &str| all.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("Health information"), "the control: the label is there");
    for secret in ["CANARY-7k2m4xb", key.as_str(), RIGHT] {
        assert!(!holds(secret), "{secret}");
    }
}

#[tokio::test]
async fn a_link_for_once_opens_once_and_one_without_a_passcode_asks_for_none() {
    let trust = Trust::open();
    let mut asha = signed_in(&trust, "asha", true).await;
    let link = made(&mut asha, 2, "", true).await;
    let payload = payload::read(&link).unwrap();
    assert!(payload.direct && !payload.passcode && !payload.long);
    let mut doctor = Phone::open(&trust, Route::Viewer).await;
    let found = content(opened(&mut doctor, &link, "").await);
    assert!(found.plans.as_ref().is_some_and(|plans| !plans.now.is_empty()));
    assert_eq!(found.count, found.shown());
    let (_, steps) = found.entries.iter().find(|(shelf, _)| *shelf == Shelf::Tasks).expect("the steps");
    let titles: Vec<&str> = steps.iter().map(|step| step.title.as_str()).collect();
    assert_eq!(titles.len(), 2, "the check-ins that are asked for are no steps of the plan: {titles:?}");
    assert!(titles.iter().any(|title| title.starts_with("Bring my sleep diary")), "{titles:?}");
    assert_eq!(opened(&mut doctor, &link, "").await, Stage::Over);
}

#[tokio::test]
async fn a_summary_leaves_out_what_is_very_private_and_is_told_whole() {
    let trust = Trust::open();
    let mut asha = signed_in(&trust, "asha", true).await;
    let link = made(&mut asha, 3, RIGHT, false).await;
    let mut doctor = Phone::open(&trust, Route::Viewer).await;
    let found = content(opened(&mut doctor, &link, RIGHT).await);
    assert!(found.count > 5 && found.count == found.shown(), "{} of {}", found.shown(), found.count);
    assert_eq!((found.cards, found.doors, found.others, found.closed), (0, 0, 0, 0));
}

#[tokio::test]
async fn an_old_sign_in_asks_for_the_code_and_what_is_missing_is_said() {
    let trust = Trust::open();
    let mut asha = signed_in(&trust, "asha", true).await;
    asha.go(Route::MakeLink).await;
    does(&mut asha, Links::Confirmed).await;
    let Screen::MakeLink(view, _) = asha.screen() else { panic!() };
    assert_eq!(view.making.stage, sharing::Stage::Incomplete);
    does(&mut asha, Links::WhatChosen(1)).await;
    does(&mut asha, Links::PasscodeGiven("12345".into())).await;
    does(&mut asha, Links::Confirmed).await;
    let Screen::MakeLink(view, _) = asha.screen() else { panic!() };
    assert_eq!(
        (view.making.stage, view.making.nothing),
        (sharing::Stage::Incomplete, false),
        "a short passcode"
    );
    does(&mut asha, Links::PasscodeGiven(RIGHT.into())).await;
    does(&mut asha, Links::Confirmed).await;
    let Screen::MakeLink(view, _) = asha.screen() else { panic!() };
    assert!(view.making.nothing, "nothing is written about her");
    trust.wait(6 * 60_000);
    let link = made(&mut asha, 2, RIGHT, false).await;
    assert!(payload::read(&link).is_ok());
    let Screen::MakeLink(view, _) = asha.screen() else { panic!() };
    assert!(view.making.passcode.is_empty() && view.making.sealed.is_none());
}

#[tokio::test]
async fn a_carer_makes_no_link_of_somebody_else() {
    let trust = Trust::open();
    let (mut asha, mut nell) = (signed_in(&trust, "asha", true).await, signed_in(&trust, "nell", true).await);
    let code = crate::carers::invited(&mut asha, &["plan"]).await;
    crate::carers::joined(&mut nell, &code).await;
    for route in [Route::Links, Route::MakeLink, Route::Card] {
        nell.go(route).await;
        assert!(!matches!(nell.screen(), Screen::Links(_) | Screen::MakeLink(..) | Screen::Card(_)));
    }
    does(&mut nell, Links::WhatChosen(0)).await;
    does(&mut nell, Links::Confirmed).await;
    assert!(nell.kept().keys().all(|(_, key)| !key.0.ends_with("/links")));
    assert!(listed(&mut asha).await.is_empty());
}

#[tokio::test]
async fn the_emergency_card_holds_the_name_alone_until_lines_are_chosen_and_works_offline() {
    let trust = Trust::open();
    let mut asha = signed_in(&trust, "asha", true).await;
    let link = made(&mut asha, 2, RIGHT, false).await;
    asha.go(Route::Card).await;
    let Screen::Card(card) = asha.screen() else { panic!("{:?}", asha.screen()) };
    let on = |card: &lapwing_core::links::CardView| -> Vec<String> {
        let lines = card.groups.iter().flat_map(|group| &group.lines);
        lines.filter(|line| line.on).map(|line| line.text.clone()).collect()
    };
    assert_eq!(on(&card), ["Asha Rahman"]);
    let kinds: Vec<usize> = card.groups.iter().map(|group| group.kind).collect();
    assert!(kinds.contains(&2) && kinds.contains(&3), "allergies and medicines: {kinds:?}");
    let allergy = card.groups.iter().find(|group| group.kind == 2).unwrap().lines[0].clone();
    does(&mut asha, Links::LineChosen(allergy.key.clone(), true)).await;
    does(&mut asha, Links::CardLink(Some(card.links[0].0.clone()))).await;
    asha.network(false).await;
    asha.reopen(Route::Card).await;
    let Screen::Card(card) = asha.screen() else { panic!("{:?}", asha.screen()) };
    assert_eq!(on(&card), ["Asha Rahman".to_owned(), allergy.text]);
    assert_eq!(card.link.as_deref(), Some(link.as_str()));
    assert!(card.as_of.is_some());
}

fn lines(content: &Content) -> Vec<&str> {
    let lines = content.papers.iter().flat_map(|(_, steps)| steps).flat_map(|step| &step.lines);
    lines.map(|line| line.text.as_str()).collect()
}

/// Puts what is written now into the link; where that ends.
async fn renewed(phone: &mut Phone<'_>, id: &str) -> sharing::Stage {
    phone.go(Route::Links).await;
    does(phone, Links::RenewWanted(id.into())).await;
    does(phone, Links::Confirmed).await;
    let Screen::MakeLink(view, _) = phone.screen() else { panic!("{:?}", phone.screen()) };
    if matches!(view.making.stage, sharing::Stage::NeedsCode { .. }) {
        phone.happen(Event::Sharing(sharing::Event::CodeGiven("2468".into()))).await;
    }
    let Screen::MakeLink(view, _) = phone.screen() else { panic!("{:?}", phone.screen()) };
    view.making.stage
}

#[tokio::test]
async fn the_same_link_shows_what_is_written_now_and_says_of_when_it_is() {
    let trust = Trust::open();
    let mut asha = signed_in(&trust, "asha", true).await;
    wrote(&mut asha, 1, "Walk by the river").await;
    let link = made(&mut asha, 0, RIGHT, false).await;
    let mut doctor = Phone::open(&trust, Route::Viewer).await;
    let first = content(opened(&mut doctor, &link, RIGHT).await);
    trust.wait(20 * 60_000);
    wrote(&mut asha, 1, "Swim before breakfast").await;
    let before = listed(&mut asha).await.remove(0);
    assert_eq!(before.filled.as_deref(), Some("today at 09:00"));
    assert_eq!(renewed(&mut asha, &before.id).await, sharing::Stage::Saved);
    let after = listed(&mut asha).await.remove(0);
    assert_eq!(after.filled.as_deref(), Some("today at 09:20"));
    assert_eq!((after.times, &after.until), (1, &before.until), "who opened it and its end stay");
    doctor.go(Route::Today).await;
    doctor.go(Route::Viewer).await;
    let second = content(opened(&mut doctor, &link, RIGHT).await);
    assert_eq!(lines(&second), ["Walk by the river", "Swim before breakfast"]);
    assert_eq!((lines(&first).len(), first.made == second.made), (1, false), "each says of when it is");
    // The link as it is shown again is the same.
    does(&mut asha, Links::ShownAgain(after.id.clone())).await;
    let Screen::MakeLink(view, _) = asha.screen() else { panic!("{:?}", asha.screen()) };
    assert_eq!(view.making.made.as_deref(), Some(link.as_str()));
    // Another device of hers has no key: it is said, and nothing there changes the link.
    let mut other = signed_in(&trust, "asha", false).await;
    let there = listed(&mut other).await.remove(0);
    assert!(!there.here && there.filled.is_none());
    does(&mut other, Links::RenewWanted(there.id)).await;
    assert!(matches!(other.screen(), Screen::Links(_)));
}
