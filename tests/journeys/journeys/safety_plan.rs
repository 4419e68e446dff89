//! The safety plan, from its first line to another device, over a conflict, and without unlocking.

use lapwing_core::effect::Place;
use lapwing_core::event::Event;
use lapwing_core::notice;
use lapwing_core::plan::{Event as Plan, Hint, Page, Paper, SafetyView, Standing, WholeView};
use lapwing_core::record::Presence;
use lapwing_core::route::Route;
use lapwing_core::session as area;
use lapwing_core::session::Subject;
use lapwing_core::vault;
use lapwing_core::view::Screen;
use lapwing_journeys::phone::{Fault, Phone};
use lapwing_journeys::trust::Trust;

use crate::{protected, secret, signed_in};

const PASSPHRASE: &str = "kettle moss nine";

async fn go(phone: &mut Phone<'_>, part: &str) {
    phone.go(Route::Safety(part.into())).await;
}

/// Adds a line to the nth step, and goes back to the plan.
async fn add(phone: &mut Phone<'_>, step: usize, text: &str) {
    go(phone, &(step + 1).to_string()).await;
    phone.happen(Event::Plan(Plan::Wrote(step, text.into()))).await;
    phone.happen(Event::Plan(Plan::Given(step))).await;
    phone.happen(Event::Plan(Plan::Done(None))).await;
}

fn shown(phone: &mut Phone<'_>) -> SafetyView {
    match phone.screen() {
        Screen::Safety(view) => *view,
        other => panic!("{other:?}"),
    }
}

fn whole(phone: &mut Phone<'_>) -> WholeView {
    match shown(phone).page {
        Page::Whole(whole) => whole,
        other => panic!("{other:?}"),
    }
}

fn lines(phone: &mut Phone<'_>) -> Vec<String> {
    whole(phone).steps.iter().flat_map(|step| &step.lines).map(|line| line.text.clone()).collect()
}

#[tokio::test]
async fn a_plan_begun_offline_is_kept_sent_and_read_on_another_device() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "nell", true).await;
    let Screen::Today(today) = phone.screen() else { panic!() };
    assert_eq!(today.safety, Hint::New);
    phone.network(false).await;
    go(&mut phone, "").await;
    assert!(whole(&mut phone).empty);
    add(&mut phone, 0, "I stop answering messages").await;
    add(&mut phone, 3, "Rosa").await;
    assert_eq!(shown(&mut phone).state, Standing::Here(true));
    assert_eq!(phone.waiting(), 1, "the newer change stands for both");
    // The page is closed before there is a network.
    phone.reopen(Route::Safety(String::new())).await;
    assert_eq!(lines(&mut phone), ["I stop answering messages", "Rosa"]);
    phone.network(true).await;
    assert_eq!((phone.waiting(), shown(&mut phone).state), (0, Standing::Sent));

    let mut other = signed_in(&trust, "nell", false).await;
    go(&mut other, "").await;
    assert_eq!(lines(&mut other), ["I stop answering messages", "Rosa"]);
    go(&mut other, "before").await;
    assert!(matches!(shown(&mut other).page, Page::Before(Some(Ok(all))) if all.len() == 1));
}

/// What Today tells of plans to be looked at again.
async fn told(phone: &mut Phone<'_>) -> Vec<(Route, String)> {
    phone.go(Route::Today).await;
    let Screen::Today(today) = phone.screen() else { panic!("{:?}", phone.screen()) };
    today.reviews.into_iter().map(|row| (row.route, row.told)).collect()
}

#[tokio::test]
async fn today_tells_when_the_day_to_look_at_it_again_is_near_and_has_come() {
    const DAY: i64 = 86_400_000;
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "nell", true).await;
    add(&mut phone, 0, "I stop answering messages").await;
    phone.happen(Event::Plan(Plan::Review(1))).await;
    phone.network(false).await;
    assert_eq!(told(&mut phone).await, []);
    trust.wait(20 * DAY);
    let near = told(&mut phone).await;
    assert!(matches!(&near[..], [(Route::Safety(_), words)] if words.starts_with("You planned")), "{near:?}");
    trust.wait(12 * DAY);
    let due = told(&mut phone).await;
    assert!(matches!(&due[..], [(_, words)] if words.ends_with("Is it still right for you?")), "{due:?}");
    // It was looked at, and has another day.
    phone.happen(Event::Plan(Plan::Review(3))).await;
    assert_eq!(told(&mut phone).await, []);
}

#[tokio::test]
async fn two_devices_change_it_and_nothing_is_lost() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "nell", true).await;
    add(&mut phone, 3, "Call Rosa").await;
    let mut tablet = signed_in(&trust, "nell", true).await;
    go(&mut tablet, "").await;
    // The phone goes offline; both change the same line, and each adds one.
    phone.network(false).await;
    go(&mut phone, "4").await;
    let id = {
        let Page::Step(edit) = shown(&mut phone).page else { panic!() };
        edit.step.lines[0].id.clone()
    };
    for (device, text, more) in
        [(&mut phone, "Call Rosa at work", "Walk"), (&mut tablet, "Call Rosa at home", "Music")]
    {
        device.happen(Event::Plan(Plan::Changed(id.clone()))).await;
        device.happen(Event::Plan(Plan::Wrote(3, text.into()))).await;
        device.happen(Event::Plan(Plan::Given(3))).await;
        add(device, 1, more).await;
    }
    assert_eq!((phone.waiting(), tablet.waiting()), (1, 0));
    phone.network(true).await;
    go(&mut phone, "").await;
    assert_eq!(phone.waiting(), 0, "{:?}", phone.model.notice.waiting);
    assert_eq!(lines(&mut phone), ["Music", "Walk", "Call Rosa at work", "Call Rosa at home"]);
    let asks = whole(&mut phone).asks;
    assert_eq!(asks.len(), 1);
    assert_eq!((asks[0].mine.as_str(), asks[0].theirs.as_str()), ("Call Rosa at work", "Call Rosa at home"));
    phone.happen(Event::Plan(Plan::Chosen(0, Some(true)))).await;
    assert_eq!(lines(&mut phone), ["Music", "Walk", "Call Rosa at work"]);
    trust.wait(60_000);
    go(&mut tablet, "").await;
    assert_eq!(lines(&mut tablet), ["Music", "Walk", "Call Rosa at work"], "settled everywhere");
    go(&mut tablet, "before").await;
    let Page::Before(Some(Ok(versions))) = shown(&mut tablet).page else { panic!() };
    let said = |text: &str| {
        versions.iter().any(|v| v.steps.iter().flat_map(|s| &s.lines).any(|line| line.text == text))
    };
    assert!(said("Call Rosa at work") && said("Call Rosa at home"), "both stay in the history");
}

#[tokio::test]
async fn an_answer_that_is_lost_asks_no_question_about_oneself() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "nell", true).await;
    go(&mut phone, "").await;
    phone.net.borrow_mut().faults.push_back(Fault::AnswerLost);
    add(&mut phone, 1, "Walk").await;
    add(&mut phone, 1, "Music").await;
    phone.wait(600_000).await;
    phone.happen(Event::Notice(notice::Event::SendAsked)).await;
    go(&mut phone, "").await;
    assert_eq!((phone.waiting(), shown(&mut phone).state), (0, Standing::Sent));
    assert_eq!((lines(&mut phone), whole(&mut phone).asks.len()), (vec!["Walk".into(), "Music".into()], 0));
}

#[tokio::test]
async fn locked_it_is_closed_unless_the_person_wished_otherwise() {
    let trust = Trust::open();
    let mut phone = protected(&trust, "nell", PASSPHRASE).await;
    add(&mut phone, 1, "Walk to the lock").await;
    phone.happen(Event::Vault(vault::Event::LockAsked)).await;
    go(&mut phone, "").await;
    assert!(matches!(phone.screen(), Screen::Unlock(_)), "off by default");
    assert!(!phone.view().frame.plan);
    phone.happen(Event::Vault(vault::Event::Given(secret(PASSPHRASE)))).await;

    phone.happen(Event::Plan(Plan::OpenChosen(true))).await;
    phone.network(false).await;
    add(&mut phone, 1, "Music").await;
    phone.reopen(Route::Safety(String::new())).await;
    let view = shown(&mut phone);
    assert!(view.open.is_some_and(|(name, checked)| name == "Nell" && checked.starts_with("today at")));
    assert_eq!(lines(&mut phone), ["Walk to the lock", "Music"], "as it is now, offline");
    assert!(phone.view().person.is_none(), "and nothing else");
    go(&mut phone, "2").await;
    assert!(matches!(shown(&mut phone).page, Page::Whole(_)), "it can't be written");
    phone.happen(Event::Plan(Plan::Wrote(1, "x".into()))).await;
    phone.go(Route::Plan).await;
    assert!(matches!(phone.screen(), Screen::Unlock(_)));
    assert!(phone.view().frame.plan, "a link leads there");

    phone.happen(Event::Vault(vault::Event::Given(secret(PASSPHRASE)))).await;
    phone.happen(Event::Plan(Plan::OpenChosen(false))).await;
    phone.reopen(Route::Safety(String::new())).await;
    assert!(matches!(phone.screen(), Screen::Unlock(_)), "gone with the switch");
}

#[tokio::test]
async fn a_copy_that_is_open_goes_at_sign_out_and_when_the_passphrase_is_forgotten() {
    for forgotten in [false, true] {
        let trust = Trust::open();
        let mut phone = protected(&trust, "nell", PASSPHRASE).await;
        add(&mut phone, 1, "Walk to the lock").await;
        phone.happen(Event::Plan(Plan::OpenChosen(true))).await;
        let held =
            |phone: &Phone<'_>| phone.kept().values().any(|row| row.to_string().contains("Walk to the lock"));
        assert!(held(&phone));
        if forgotten {
            phone.reopen(Route::Today).await;
            phone.happen(Event::Vault(vault::Event::Began(vault::Doing::Forgetting))).await;
            phone.happen(Event::Vault(vault::Event::ForgetConfirmed)).await;
            assert!(held(&phone), "until its person has signed in");
            phone.happen(Event::Session(area::Event::Chosen("nell".into()))).await;
        } else {
            phone.happen(Event::Session(area::Event::SignOutAsked)).await;
        }
        go(&mut phone, "").await;
        let (asked, out) =
            (|s: &Screen| matches!(s, Screen::Device(_)), |s: &Screen| matches!(s, Screen::SignIn(_)));
        let is_there = if forgotten { asked } else { out };
        assert!(is_there(&phone.screen()), "{:?}", phone.screen());
        assert!(!held(&phone), "nothing of it is left: {forgotten}");
        phone.reopen(Route::Safety(String::new())).await;
        assert!(is_there(&phone.screen()), "{:?}", phone.screen());
    }
}

#[tokio::test]
async fn after_a_call_the_plan_alone_stays_readable_for_half_an_hour() {
    let trust = Trust::open();
    let mut phone = protected(&trust, "nell", PASSPHRASE).await;
    add(&mut phone, 3, "Rosa").await;
    phone.happen(Event::Plan(Plan::Called)).await;
    phone.happen(Event::Vault(vault::Event::LockAsked)).await;
    assert_eq!(lines(&mut phone), ["Rosa"], "after the call");
    phone.go(Route::Record).await;
    assert!(matches!(phone.screen(), Screen::Unlock(_)), "nothing else");
    let written = phone.kept().into_iter().filter(|((device, key), _)| *device && key.0.starts_with('/'));
    assert!(written.into_iter().all(|(_, row)| !row.to_string().contains("Rosa")), "not on the device");
    phone.wait(29 * 60_000).await;
    go(&mut phone, "").await;
    assert_eq!(lines(&mut phone), ["Rosa"]);
    phone.wait(60_000 + 1).await;
    assert!(matches!(phone.screen(), Screen::Unlock(_)), "half an hour is over");
}

#[tokio::test]
async fn nobody_whom_the_record_is_shared_with_sees_it() {
    let trust = Trust::open();
    let mut sam = signed_in(&trust, "sam", true).await;
    add(&mut sam, 3, "Tell Mr Patel").await;
    let mut grace = signed_in(&trust, "grace", true).await;
    grace.happen(Event::Session(area::Event::Switched(Subject::For("Patient/sam".into())))).await;
    go(&mut grace, "").await;
    let Screen::Safety(view) = grace.screen() else { panic!("{:?}", grace.screen()) };
    let Page::Shared(steps) = view.page else { panic!("{view:?}") };
    assert_eq!((steps.shown.presence, steps.steps.len()), (Presence::NotShared, 0));
    assert!(!grace.view().frame.plan, "no link either");
    grace.go(Route::Plan).await;
    let Screen::Plan(plan, false) = grace.screen() else { panic!("{:?}", grace.screen()) };
    assert!(!format!("{plan:?}").contains("Mr Patel"));
    grace.happen(Event::Plan(Plan::Wrote(0, "x".into()))).await;
    grace.happen(Event::Plan(Plan::Given(0))).await;
    assert_eq!(grace.waiting(), 0, "and a carer writes nothing into it");
}

#[tokio::test]
async fn not_my_device_keeps_nothing_of_it_and_says_so() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "nell", false).await;
    phone.network(false).await;
    add(&mut phone, 1, "Walk to the lock").await;
    assert_eq!((shown(&mut phone).state, whole(&mut phone).open), (Standing::Here(false), None));
    phone.happen(Event::Plan(Plan::OpenChosen(true))).await;
    let on_device = phone.kept().into_iter().filter(|((device, _), _)| *device);
    assert!(on_device.into_iter().all(|(_, row)| !row.to_string().contains("Walk")));
    phone.network(true).await;
    assert_eq!(shown(&mut phone).state, Standing::Sent);
    phone.happen(Event::Wiped(Place::Page, Ok(()))).await;
}

#[tokio::test]
async fn what_the_person_drops_of_what_waits_goes_from_the_plan() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "nell", true).await;
    add(&mut phone, 1, "Walk").await;
    phone.network(false).await;
    add(&mut phone, 1, "Music").await;
    phone.go(Route::Waiting).await;
    let Screen::Waiting(view) = phone.screen() else { panic!() };
    phone.happen(Event::Notice(notice::Event::Discarded(view.rows[0].id.clone()))).await;
    go(&mut phone, "").await;
    assert_eq!((lines(&mut phone), phone.waiting()), (vec!["Walk".to_owned()], 0));
    phone.network(true).await;
    assert_eq!(lines(&mut phone), ["Walk"]);
}

#[tokio::test]
async fn a_goal_is_rated_offline_and_its_numbers_stand_over_time() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    let goals = |phone: &mut Phone<'_>| {
        let Screen::Plan(plan, true) = phone.screen() else { panic!("{:?}", phone.screen()) };
        plan.now
            .into_iter()
            .flat_map(|block| block.goals)
            .filter(|goal| !goal.id.is_empty())
            .collect::<Vec<_>>()
    };
    phone.go(Route::Plan).await;
    let goal = goals(&mut phone)[0].clone();
    assert!(goal.ratings.is_empty());
    phone.network(false).await;
    phone.happen(Event::Plan(Plan::Rated(goal.id.clone(), 3))).await;
    let told = |phone: &mut Phone<'_>| {
        goals(phone)[0].ratings.iter().map(|r| (r.value, r.waiting)).collect::<Vec<_>>()
    };
    assert_eq!(told(&mut phone), [(3, true)]);
    phone.network(true).await;
    assert_eq!((phone.waiting(), told(&mut phone)), (0, vec![(3, false)]));
    trust.wait(86_400_000);
    let mut other = signed_in(&trust, "asha", false).await;
    other.go(Route::Plan).await;
    other.happen(Event::Plan(Plan::Rated(goal.id, 5))).await;
    assert_eq!(told(&mut other), [(3, false), (5, false)]);
}

#[tokio::test]
async fn about_me_is_kept_sent_and_read_on_another_device_beside_the_safety_plan() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "sam", true).await;
    phone.network(false).await;
    phone.go(Route::Paper(Paper::About, "4".into())).await;
    phone.happen(Event::Plan(Plan::Wrote(10, "I moved here when I was nine.".into()))).await;
    phone.happen(Event::Plan(Plan::Done(None))).await;
    assert_eq!(lines(&mut phone), ["I moved here when I was nine."]);
    assert_eq!(shown(&mut phone).state, Standing::Here(true));
    add(&mut phone, 1, "Football").await;
    assert_eq!((phone.waiting(), lines(&mut phone)), (2, vec!["Football".to_owned()]), "each by itself");
    phone.network(true).await;
    assert_eq!(phone.waiting(), 0);
    let mut other = signed_in(&trust, "sam", false).await;
    other.go(Route::Paper(Paper::About, String::new())).await;
    assert_eq!(
        (lines(&mut other), shown(&mut other).state),
        (vec!["I moved here when I was nine.".into()], Standing::Sent)
    );
    let mut grace = signed_in(&trust, "grace", true).await;
    grace.happen(Event::Session(area::Event::Switched(Subject::For("Patient/sam".into())))).await;
    grace.go(Route::Paper(Paper::About, String::new())).await;
    assert!(matches!(grace.screen(), Screen::Unknown));
    grace.go(Route::Plan).await;
    let Screen::Plan(plan, false) = grace.screen() else { panic!("{:?}", grace.screen()) };
    assert!(!format!("{plan:?}").contains("when I was nine"), "not with the care plan either");
}
