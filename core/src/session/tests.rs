use serde_json::{Value, json};

use super::*;
use crate::effect::{Effect, Key, Reply, Wake};
use crate::event::Tag;
use crate::outbox::tests::entry;
use crate::outbox::{Entry, Waiting};

fn signed_in(id: &str) -> Value {
    json!({"state": "in", "demo": true, "csrf": "token", "person": {"id": id, "name": "Asha Rahman", "patient": "Patient/asha"}, "caring_for": []})
}

fn reply(body: Value) -> Reply {
    Reply { status: 200, body, etag: None }
}

/// Opens with what is kept and what the gateway says; gives the name of the stage.
fn check(kept: Option<Value>, answer: Result<Value, Trouble>, expect: &str) -> State {
    let mut state = State::default();
    loaded(&mut state, &Key::of("", OWED), &Ok(None));
    loaded(&mut state, &Key::of("", DEVICE), &Ok(kept));
    let answer = answer.map(reply);
    fetched(&mut state, &Tag::Session, answer.as_ref().map_err(|t| *t));
    let stage = match &state.stage {
        Stage::Starting => "starting".to_string(),
        Stage::Out { why, trouble, .. } => format!("out {why:?} {trouble:?}"),
        Stage::Asking(_) => "asking".into(),
        Stage::In(_, link) => format!("in {link:?}"),
        Stage::Leaving(..) => "leaving".into(),
    };
    assert_eq!(stage, expect);
    state
}

fn row(id: &str) -> Option<Value> {
    Account::read(&signed_in(id)).map(|account| account.row())
}

#[test]
fn what_is_kept_reads_back_without_the_token() {
    let mut answer = signed_in("asha");
    answer["caring_for"] =
        json!([{"patient": "Patient/sam", "name": "Sam", "sections": ["plan", "results"]}]);
    let account = Account::read(&answer).unwrap();
    assert!(!account.row().to_string().contains("token"));
    assert_eq!(Account::read(&account.row()), Some(Account { csrf: String::new(), ..account }));
}

#[test]
fn every_start_has_its_stage() {
    let out = || Ok(json!({"state": "out", "demo": true, "people": [{"id": "asha", "name": "Asha"}]}));
    check(None, out(), "out Fresh None");
    check(row("asha"), out(), "out Away None");
    check(None, Ok(signed_in("asha")), "asking");
    check(row("asha"), Ok(signed_in("asha")), "in Live");
    check(row("rosa"), Ok(signed_in("asha")), "asking");
    check(row("asha"), Err(Trouble::Offline), "in Kept");
    check(None, Err(Trouble::Offline), "out Fresh Some(Offline)");
    check(None, Err(Trouble::Busy), "out Fresh Some(Busy)");
    check(Some(json!("not an account")), out(), "out Fresh None");
    check(None, Ok(json!({"state": "in"})), "out Fresh None");
}

#[test]
fn the_device_is_own_only_if_the_person_said_so() {
    let own = check(row("asha"), Ok(signed_in("asha")), "in Live");
    assert_eq!(own.device.place(), crate::effect::Place::Device);
    let mut asked = check(None, Ok(signed_in("asha")), "asking");
    assert_eq!(asked.device.place(), crate::effect::Place::Page);
    let effects = update(&mut asked, Event::DeviceTold(false), 0);
    assert!(effects.is_empty(), "nothing is kept: {effects:?}");
    assert_eq!(asked.device, Device::NotMine);
}

#[test]
fn the_token_is_never_kept() {
    let mut state = check(None, Ok(signed_in("asha")), "asking");
    let effects = update(&mut state, Event::DeviceTold(true), 0);
    let kept = effects.iter().find_map(|e| match e {
        Effect::Save(_, _, value) => Some(value.to_string()),
        _ => None,
    });
    let kept = kept.unwrap();
    assert!(kept.contains("Asha") && !kept.contains("token"), "{kept}");
}

#[test]
fn the_app_opens_once_the_answer_about_the_device_is_kept() {
    let mut state = check(None, Ok(signed_in("asha")), "asking");
    update(&mut state, Event::DeviceTold(true), 0);
    assert!(matches!(state.stage, Stage::Asking(_)));
    assert!(!saved(&mut state, &Key::of("asha", "something else"), Ok(())));
    assert!(matches!(state.stage, Stage::Asking(_)));
    assert!(!saved(&mut state, &Key::of("", DEVICE), Ok(())));
    assert!(matches!(state.stage, Stage::In(_, Link::Live)));
    assert_eq!(state.device, Device::Own);
}

#[test]
fn a_device_whose_answer_is_not_kept_keeps_nothing() {
    let mut state = check(None, Ok(signed_in("asha")), "asking");
    update(&mut state, Event::DeviceTold(true), 0);
    assert!(saved(&mut state, &Key::of("", DEVICE), Err(Trouble::StorageFull)));
    assert!(matches!(state.stage, Stage::In(_, Link::Live)));
    assert_eq!((state.device, &state.kept), (Device::NotMine, &Kept::Nobody));
}

#[test]
fn what_is_held_for_a_sign_in_is_tried_again_once_a_minute() {
    let mut state = check(None, Ok(signed_in("asha")), "asking");
    update(&mut state, Event::DeviceTold(false), 0);
    let now = |seconds: i64| crate::now::Now::new(1_000_000_000 + seconds * 1_000, 0, [1, 2, 3, 4]);
    let enrols = |effects: &[Effect]| effects.iter().filter(|e| matches!(e, Effect::Enrol(_))).count();
    assert_eq!(enrols(&refused(&mut state, &now(0))), 1);
    assert!(held(&mut state, &now(59)).is_empty());
    assert_eq!(enrols(&held(&mut state, &now(60))), 1);
}

/// What waits on the device, and in the page's memory.
fn waiting(on_device: Vec<Entry>, on_page: Vec<Entry>) -> Waiting {
    let ids = on_page.iter().map(|entry| entry.ticket.id.clone()).collect();
    let outbox = on_device.into_iter().chain(on_page).collect();
    Waiting { outbox, on_page: ids, ..Waiting::default() }
}

fn of(account: &str, id: &str) -> Entry {
    let mut one = entry(id, 0);
    one.ticket.account = account.into();
    one
}

#[test]
fn who_keeps_nothing_here_is_told_what_the_page_holds_of_them() {
    let mut state = check(None, Ok(signed_in("asha")), "asking");
    update(&mut state, Event::DeviceTold(false), 0);
    assert_eq!(asked(&mut state, 0), [Effect::ListOutbox]);
    let (feedback, own) = (of("", "f"), of("asha", "a"));
    let all = waiting(vec![of("sam", "o")], vec![feedback.clone(), of("sam", "p"), own.clone()]);
    assert!(listed(&mut state, &all).is_empty());
    assert!(matches!(&state.stage, Stage::Leaving(_, leaving) if leaving.unsent == [feedback, own]));
}

#[test]
fn a_sign_out_waits_until_what_waits_was_listed() {
    let (mut state, effects) = leaves(0, [None, None, None, None]);
    assert_eq!(effects, []);
    assert!(told(&state).looking, "the rows were read, the outbox not");
    assert!(listed(&mut state, &waiting(vec![of("asha", "a")], vec![])).is_empty());
    assert_eq!((told(&state).looking, told(&state).unsent), (false, 1));
    let (mut state, _) = leaves(0, [None, None, None, None]);
    assert_eq!(listed(&mut state, &Waiting::default())[0], Effect::Wipe(Place::Device));
}

#[test]
fn what_was_written_elsewhere_meanwhile_is_told_too() {
    let (mut state, _) = leaves(0, [None, None, None, None]);
    listed(&mut state, &waiting(vec![of("asha", "a")], vec![]));
    listed(&mut state, &waiting(vec![of("asha", "a"), of("asha", "b")], vec![]));
    assert_eq!(told(&state).unsent, 2);
}

#[test]
fn an_entry_that_does_not_open_is_told_before_it_goes() {
    let (mut state, _) = leaves(0, [None, None, None, None]);
    let spoilt = Waiting { unreadable: 2, ..Waiting::default() };
    for _ in 0..2 {
        assert!(listed(&mut state, &spoilt).is_empty());
        assert_eq!(told(&state).only, [Only::Unread]);
    }
    // What is on the device is not of who keeps nothing there, and stays.
    let mut state = check(None, Ok(signed_in("asha")), "asking");
    update(&mut state, Event::DeviceTold(false), 0);
    asked(&mut state, 0);
    assert_eq!(listed(&mut state, &spoilt)[0], Effect::Wipe(Place::Page));
}

#[test]
fn on_ones_own_device_all_that_goes_is_told_whosever_it_is() {
    let (mut state, _) = leaves(0, [None, None, None, None]);
    listed(&mut state, &waiting(vec![of("sam", "a"), of("", "f")], vec![]));
    assert_eq!(told(&state).unsent, 2);
}

#[test]
fn a_sign_out_during_which_it_locks_takes_nothing() {
    let (mut state, _) = leaves(0, [None, None, None, None]);
    let locked = Waiting { sealed: 3, ..Waiting::default() };
    assert!(listed(&mut state, &locked).is_empty());
    assert!(told(&state).looking, "it is listed again once it is open");
    listed(&mut state, &waiting(vec![of("asha", "a")], vec![]));
    assert_eq!(told(&state).unsent, 1);
}

#[test]
fn a_guest_is_told_what_goes_from_the_page_while_the_device_is_locked() {
    let mut state = check(None, Ok(signed_in("asha")), "asking");
    update(&mut state, Event::DeviceTold(false), 0);
    asked(&mut state, 0);
    let waits = waiting(vec![], vec![of("", "f")]);
    let locked = Waiting { sealed: 1, on_page: vec!["f".into()], ..waits };
    assert!(listed(&mut state, &locked).is_empty());
    assert_eq!((told(&state).looking, told(&state).unsent), (false, 1));
}

#[test]
fn a_list_that_does_not_come_is_said_and_takes_nothing() {
    let (mut state, _) = leaves(0, [None, None, None, None]);
    not_listed(&mut state);
    assert_eq!((told(&state).looking, told(&state).only), (false, vec![Only::Unread]));
    not_listed(&mut state);
    assert_eq!(told(&state).only.len(), 1);
}

#[test]
fn who_signed_in_in_another_tab_after_the_time_was_over_is_asked_about_the_device() {
    let mut state = check(row("asha"), Ok(signed_in("asha")), "in Live");
    signed_out_by_gateway(&mut state);
    let effects = fetched(&mut state, &Tag::Session, Ok(&reply(signed_in("rosa"))));
    assert!(matches!(&state.stage, Stage::Asking(account) if account.id == "rosa"), "{:?}", state.stage);
    assert_eq!(effects, [], "what is remembered of the first one stays");
    assert_eq!(state.device, Device::Unknown);
}

/// Asha's page, while Rosa signed in beside it.
fn beside() -> State {
    let mut state = check(row("asha"), Ok(signed_in("asha")), "in Live");
    let effects = update(&mut state, Event::SignedInBeside, 0);
    assert!(matches!(&effects[..], [Effect::Fetch(Tag::Session, _)]), "{effects:?}");
    fetched(&mut state, &Tag::Session, Ok(&reply(signed_in("rosa"))));
    state
}

#[test]
fn a_page_shows_nothing_of_who_signed_in_beside_it_nor_of_whose_it_was() {
    for _ in 0..2 {
        let mut state = beside();
        for _ in 0..2 {
            let SessionView::SignIn(shown) = view(&state) else { panic!("{:?}", state.stage) };
            assert_eq!((shown.why, shown.kept, shown.looking), (Why::Other, None, false));
            fetched(&mut state, &Tag::Session, Ok(&reply(signed_in("rosa"))));
        }
    }
    // What is kept is not opened without a network either.
    let mut state = beside();
    fetched(&mut state, &Tag::Session, Err(Trouble::Offline));
    assert!(matches!(state.stage, Stage::Out { why: Why::Other, trouble: Some(Trouble::Offline), .. }));
}

#[test]
fn a_page_goes_on_as_whose_it_was_or_as_who_says_so() {
    let mut state = beside();
    fetched(&mut state, &Tag::Session, Ok(&reply(signed_in("asha"))));
    assert!(matches!(&state.stage, Stage::In(account, Link::Live) if account.id == "asha"));
    let mut state = beside();
    let effects = update(&mut state, Event::OtherTaken, 0);
    assert_eq!(effects, [Effect::Navigate(crate::route::Route::Today, true)]);
    assert!(matches!(&state.stage, Stage::Asking(account) if account.id == "rosa"));
    let mut state = beside();
    fetched(&mut state, &Tag::Session, Ok(&reply(json!({"state": "out", "demo": true, "people": []}))));
    assert!(matches!(state.stage, Stage::Out { why: Why::Away, .. }));
}

/// Asha's locked page, after she said that she wants to start again.
fn starting_again(answer: Result<Value, Trouble>) -> (State, Vec<Effect>) {
    let mut state = check(row("asha"), Ok(signed_in("asha")), "in Live");
    let effects = start_again(&mut state);
    assert!(matches!(&effects[..], [Effect::Fetch(Tag::Session, _)]), "{effects:?}");
    assert!(matches!(view(&state), SessionView::SignIn(shown) if shown.looking && shown.kept.is_some()));
    let answer = answer.map(reply);
    let effects = fetched(&mut state, &Tag::Session, answer.as_ref().map_err(|trouble| *trouble));
    (state, effects)
}

fn nobody_in() -> Result<Value, Trouble> {
    Ok(
        json!({"state": "out", "demo": true, "people": [{"id": "asha", "name": "Asha"}, {"id": "rosa", "name": "Rosa"}]}),
    )
}

fn goes(effects: &[Effect]) -> bool {
    effects.contains(&Effect::Vault(crate::vault::Order::Forget))
}

#[test]
fn what_a_forgotten_passphrase_opened_goes_after_a_sign_in_of_its_person_alone() {
    // A session that lives on proves nothing: it ends, and nobody's else does.
    let (mut state, effects) = starting_again(Ok(signed_in("asha")));
    assert!(matches!(&effects[..], [end] if is_end(end)), "{effects:?}");
    let effects = fetched(&mut state, &Tag::SignedOut, Ok(&reply(Value::Null)));
    assert!(!goes(&effects));
    let (state, effects) = starting_again(Ok(signed_in("rosa")));
    assert!(effects.is_empty() && matches!(state.stage, Stage::Out { why: Why::Other, .. }), "{effects:?}");
    for (who, expect) in [("asha", true), ("rosa", false)] {
        let (mut state, effects) = starting_again(nobody_in());
        assert!(effects.is_empty() && state.starts_again());
        let effects = update(&mut state, Event::Chosen(who.into()), 0);
        assert_eq!(effects[0], Effect::Vault(crate::vault::Order::Look), "another page may be unlocked");
        let effects = fetched(&mut state, &Tag::SignedIn, Ok(&reply(signed_in(who))));
        assert_eq!((goes(&effects), state.starts_again()), (expect, expect), "{who}: {effects:?}");
        let SessionView::Device(shown) = view(&state) else {
            // What asks who is signed in meanwhile ends nothing.
            assert!(fetched(&mut state, &Tag::Session, Ok(&reply(signed_in(who)))).is_empty());
            let effects = forgotten(&mut state, Ok(()));
            assert_eq!(effects[0], Effect::Forget(Place::Device, Key::of("", DEVICE)));
            fetched(&mut state, &Tag::Session, Ok(&reply(signed_in(who))));
            assert!(matches!(view(&state), SessionView::Device(shown) if !shown.spared), "{:?}", state.stage);
            continue;
        };
        assert!(shown.spared && matches!(state.kept, Kept::Somebody(_)));
    }
}

#[test]
fn starting_again_needs_a_network_and_can_be_left() {
    let (mut state, effects) = starting_again(Err(Trouble::Offline));
    let SessionView::SignIn(shown) = view(&state) else { panic!("{:?}", state.stage) };
    assert_eq!((shown.why, shown.trouble, effects), (Why::StartAgain, Some(Trouble::Offline), vec![]));
    update(&mut state, Event::Chosen("asha".into()), 0);
    let effects = fetched(&mut state, &Tag::SignedIn, Err(Trouble::Offline));
    assert!(!goes(&effects) && state.starts_again());
    update(&mut state, Event::KeptOpened, 0);
    assert!(matches!(state.stage, Stage::In(_, Link::Kept)), "the passphrase is asked for again");
    // A sign-in after that is one like any other.
    let effects = fetched(&mut state, &Tag::SignedIn, Ok(&reply(signed_in("asha"))));
    assert!(!goes(&effects));
    // It could not be taken away: that is said, and all is there.
    let (mut state, _) = starting_again(nobody_in());
    update(&mut state, Event::Chosen("asha".into()), 0);
    fetched(&mut state, &Tag::SignedIn, Ok(&reply(signed_in("asha"))));
    assert_eq!(forgotten(&mut state, Err(Trouble::StorageNewer)), []);
    let SessionView::SignIn(shown) = view(&state) else { panic!("{:?}", state.stage) };
    assert_eq!((shown.trouble, shown.busy, shown.kept.is_some()), (Some(Trouble::StorageNewer), false, true));
}

#[test]
fn a_guest_goes_on_when_another_page_started_again() {
    let mut state = check(row("asha"), Ok(signed_in("rosa")), "asking");
    update(&mut state, Event::DeviceTold(false), 0);
    assert_eq!(forgotten(&mut state, Ok(())), []);
    assert!(matches!(state.stage, Stage::In(..)) && state.kept == Kept::Nobody);
    let mut state = check(row("asha"), Ok(signed_in("asha")), "in Live");
    assert!(!forgotten(&mut state, Ok(())).is_empty());
    assert!(matches!(state.stage, Stage::Out { why: Why::Fresh, .. }) && state.kept == Kept::Nobody);
}

#[test]
fn who_is_refused_for_another_session_sees_nothing_until_it_is_known_whose_it_is() {
    let mut state = check(row("asha"), Ok(signed_in("asha")), "in Live");
    let effects = other_session(&mut state);
    assert!(matches!(&effects[..], [Effect::Fetch(Tag::Session, _)]), "{effects:?}");
    assert!(other_session(&mut state).is_empty(), "it is asked once");
    assert!(matches!(view(&state), SessionView::SignIn(shown) if shown.looking));
    // They signed in anew themselves.
    fetched(&mut state, &Tag::Session, Ok(&reply(signed_in("asha"))));
    assert!(matches!(&state.stage, Stage::In(account, Link::Live) if account.id == "asha"));
}

#[test]
fn a_sign_out_beside_somebody_else_leaves_their_session_alone() {
    let (mut state, _) = leaves(0, [None, None, None, None]);
    listed(&mut state, &Waiting::default());
    let effects = fetched(&mut state, &Tag::SignedOut, Err(Trouble::OtherSession));
    assert!(!state.owed && !effects.iter().any(|effect| matches!(effect, Effect::Save(..))), "{effects:?}");
}

#[test]
fn the_sign_in_page_waits_only_while_it_looks() {
    let looking = |state: &State| match view(state) {
        SessionView::SignIn(view) => view.looking,
        other => panic!("{other:?}"),
    };
    let nobody = || reply(json!({"state": "out", "demo": false, "people": []}));
    let mut away = check(row("asha"), Ok(signed_in("asha")), "in Live");
    signed_out_by_gateway(&mut away);
    assert!(looking(&away));
    fetched(&mut away, &Tag::Session, Ok(&nobody()));
    assert!(!looking(&away), "nobody can sign in, and that is said");
    let (mut left, _) = leaves(0, [None, None, None, None]);
    listed(&mut left, &Waiting::default());
    assert!(looking(&left));
    fetched(&mut left, &Tag::SignedOut, Err(Trouble::Offline));
    assert!(!looking(&left), "offline: there is a way to try again");
}

#[test]
fn a_kept_account_with_an_owed_sign_out_does_not_open() {
    let mut state = State::default();
    loaded(&mut state, &Key::of("", OWED), &Ok(Some(json!(true))));
    loaded(&mut state, &Key::of("", DEVICE), &Ok(row("asha")));
    fetched(&mut state, &Tag::Session, Err(Trouble::Offline));
    assert!(matches!(state.stage, Stage::Out { .. }), "{:?}", state.stage);
}

#[test]
fn sign_out_asks_first_when_something_is_unsent_and_wipes_before_it_asks_the_network() {
    let mut state = check(row("asha"), Ok(signed_in("asha")), "in Live");
    let unsent = waiting(vec![of("asha", "1")], vec![]);
    let effects = asked(&mut state, 0);
    let looks = |effect: &Effect| matches!(effect, Effect::Load(..) | Effect::ListOutbox);
    assert!(effects.iter().all(looks), "{effects:?}");
    listed(&mut state, &unsent);
    assert!(matches!(state.stage, Stage::Leaving(..)));
    update(&mut state, Event::SignOutStayed, 0);
    assert!(matches!(state.stage, Stage::In(..)));
    asked(&mut state, 0);
    let effects = update(&mut state, Event::SignOutConfirmed, 0);
    assert_eq!(effects[0], Effect::Wipe(Place::Device));
    assert!(is_end(&effects[3]));
    // The page may be closed before the gateway answers.
    assert_eq!(effects[2], Effect::Save(Place::Device, Key::of("", OWED), json!(true)));
    let after = fetched(&mut state, &Tag::SignedOut, Ok(&reply(Value::Null)));
    assert_eq!(after[0], Effect::Forget(Place::Device, Key::of("", OWED)));
}

#[test]
fn who_keeps_nothing_here_owes_the_end_of_the_session_too() {
    let mut state = check(None, Ok(signed_in("asha")), "asking");
    update(&mut state, Event::DeviceTold(false), 0);
    asked(&mut state, 0);
    let effects = listed(&mut state, &Waiting::default());
    let owed = Effect::Save(Place::Device, Key::of("", OWED), json!(true));
    assert!(effects[0] == Effect::Wipe(Place::Page) && effects.contains(&owed), "{effects:?}");
}

fn is_end(effect: &Effect) -> bool {
    matches!(effect, Effect::Fetch(Tag::SignedOut, r) if r.csrf.as_deref() == Some("token"))
}

#[test]
fn an_owed_sign_out_is_paid_whatever_comes_first() {
    let owed = (Key::of("", OWED), Ok(Some(json!(true))));
    for late in 0..3 {
        for kept in [None, row("asha")] {
            let mut rows = vec![owed.clone(), (Key::of("", DEVICE), Ok(kept))];
            let (mut state, mut effects) = (State::default(), vec![]);
            let after = rows.split_off(late.min(2));
            for (key, row) in rows {
                effects.extend(loaded(&mut state, &key, &row));
            }
            effects.extend(fetched(&mut state, &Tag::Session, Ok(&reply(signed_in("asha")))));
            for (key, row) in after {
                effects.extend(loaded(&mut state, &key, &row));
            }
            assert!(matches!(state.stage, Stage::Starting), "{:?}", state.stage);
            assert!(matches!(effects.as_slice(), [end] if is_end(end)), "owed until it is over: {effects:?}");
            // It did not get there: that is said, and the debt stays.
            let mut lost = state.clone();
            let kept = fetched(&mut lost, &Tag::SignedOut, Err(Trouble::Offline));
            assert!(matches!(lost.stage, Stage::Out { trouble: Some(Trouble::Offline), .. }));
            assert!(matches!(kept.as_slice(), [Effect::Save(..)]) && lost.owed);
            fetched(&mut state, &Tag::SignedOut, Ok(&reply(Value::Null)));
            fetched(&mut state, &Tag::Session, Ok(&reply(json!({"state": "out", "people": []}))));
            assert!(matches!(state.stage, Stage::Out { .. }) && !state.owed, "{:?}", state.stage);
        }
    }
}

#[test]
fn who_signs_in_pays_nobody_elses_debt() {
    let mut state = check(None, Ok(json!({"state": "out", "demo": true, "people": []})), "out Fresh None");
    state.owed = true;
    update(&mut state, Event::Chosen("rosa".into()), 0);
    let effects = fetched(&mut state, &Tag::SignedIn, Ok(&reply(signed_in("rosa"))));
    assert_eq!(effects, [Effect::Forget(Place::Device, Key::of("", OWED))]);
    assert!(matches!(&state.stage, Stage::Asking(account) if account.id == "rosa"), "{:?}", state.stage);
}

#[test]
fn a_second_press_while_signing_in_does_nothing() {
    let mut state = check(None, Ok(json!({"state": "out", "demo": true, "people": []})), "out Fresh None");
    assert_eq!(update(&mut state, Event::Chosen("asha".into()), 0).len(), 1);
    assert_eq!(update(&mut state, Event::Chosen("asha".into()), 0).len(), 0);
    fetched(&mut state, &Tag::SignedIn, Err(Trouble::Busy));
    assert!(matches!(state.stage, Stage::Out { trouble: Some(Trouble::Busy), busy: false, .. }));
}

#[test]
fn who_keeps_nothing_here_wipes_nothing_of_anybody_elses() {
    let mut state = check(row("asha"), Ok(signed_in("rosa")), "asking");
    update(&mut state, Event::DeviceTold(false), 0);
    asked(&mut state, 0);
    let effects = listed(&mut state, &waiting(vec![of("asha", "a")], vec![]));
    assert_eq!(effects[0], Effect::Wipe(Place::Page));
    assert!(matches!(&state.kept, Kept::Somebody(account) if account.id == "asha"));
}

#[test]
fn a_sign_out_that_asks_follows_what_is_sent_meanwhile() {
    let mut state = check(row("asha"), Ok(signed_in("asha")), "in Live");
    let (one, two) = (of("asha", "1"), of("asha", "2"));
    for effect in asked(&mut state, 0) {
        let Effect::Load(_, key) = effect else { continue };
        loaded(&mut state, &key, &Ok(None));
    }
    listed(&mut state, &waiting(vec![one, two.clone()], vec![]));
    listed(&mut state, &waiting(vec![two], vec![]));
    assert!(matches!(&state.stage, Stage::Leaving(_, leaving) if leaving.unsent.len() == 1));
    assert!(listed(&mut state, &Waiting::default()).is_empty());
    assert!(matches!(state.stage, Stage::In(_, Link::Live)));
}

/// They ask to sign out, and no other tab holds anything.
fn asked(state: &mut State, begun: usize) -> Vec<Effect> {
    let mut effects = update(state, Event::SignOutAsked, begun);
    let wait = effects.split_off(effects.len() - 2);
    assert!(matches!(wait[..], [Effect::AskTabs, Effect::After(_, Wake::Tabs)]), "{wait:?}");
    assert_eq!(update(state, Event::Beside(None), 0), []);
    effects
}

#[test]
fn what_other_tabs_hold_is_told_before_it_goes() {
    let mut state = check(None, Ok(signed_in("asha")), "asking");
    update(&mut state, Event::DeviceTold(false), 0);
    let mut ask = |held: &[Option<usize>]| {
        update(&mut state, Event::SignOutAsked, 0);
        listed(&mut state, &Waiting::default());
        assert!(told(&state).looking, "nothing goes before the others had their time");
        held.iter().flat_map(|held| update(&mut state, Event::Beside(*held), 0)).for_each(drop);
        let shown = matches!(state.stage, Stage::Leaving(..)).then(|| told(&state));
        update(&mut state, Event::SignOutStayed, 0);
        shown.map(|shown| (shown.looking, shown.only))
    };
    let only = |count: usize| Some((false, vec![Only::Beside(count)]));
    assert_eq!(ask(&[Some(2), None]), only(2));
    assert_eq!(ask(&[Some(2), Some(1), None]), only(3));
    assert_eq!(ask(&[Some(1), None, Some(1)]), only(2), "who is late is heard too");
    assert_eq!(ask(&[None]), None, "a tab that does not answer holds nothing that is known");
}

/// Somebody on their own device asks to sign out; the rows that are only there are read as given: photos and songs, links,
/// times, card.
fn leaves(begun: usize, rows: [Option<Value>; 4]) -> (State, Vec<Effect>) {
    let mut state = check(row("asha"), Ok(signed_in("asha")), "in Live");
    let mut effects = asked(&mut state, begun);
    assert_eq!(effects.remove(0), Effect::ListOutbox);
    let keys: Vec<Key> = effects
        .iter()
        .map(|effect| match effect {
            Effect::Load(Place::Device, key) => key.clone(),
            other => panic!("{other:?}"),
        })
        .collect();
    for (key, found) in keys.iter().zip(rows) {
        assert!(matches!(state.stage, Stage::Leaving(..)), "nothing goes before all was looked up");
        effects = loaded(&mut state, key, &Ok(found));
    }
    (state, effects)
}

fn told(state: &State) -> LeavingView {
    match view(state) {
        SessionView::In(person) => person.leaving.expect("a question"),
        other => panic!("{other:?}"),
    }
}

fn kept() -> Value {
    json!([
        ["a", "photo", "image/jpeg", ""],
        ["b", "song", "audio/mpeg", "Gran"],
        ["c", "photo", "image/png", ""]
    ])
}

#[test]
fn nobody_is_asked_where_nothing_is_only_here() {
    let (mut state, _) = leaves(0, [Some(json!([])), None, Some(json!("answered phq-9 12\n")), None]);
    let effects = listed(&mut state, &Waiting::default());
    assert!(matches!(state.stage, Stage::Out { why: Why::Leaving, .. }));
    assert_eq!(effects[0], Effect::Wipe(Place::Device));
}

#[test]
fn nothing_is_called_gone_before_it_is() {
    for (done, said, told) in
        [(Ok(()), Why::SignedOut, None), (Err(Trouble::StorageGone), Why::Fresh, Some(Trouble::StorageGone))]
    {
        let (mut state, _) = leaves(0, [Some(json!([])), None, None, None]);
        listed(&mut state, &Waiting::default());
        wiped(&mut state, done);
        let Stage::Out { why, trouble, .. } = state.stage else { unreachable!("they signed out") };
        assert_eq!((why, trouble), (said, told));
    }
}

#[test]
fn what_is_only_on_this_device_is_told_before_it_goes() {
    let times = json!("plan phq-9 1000 127 540\n");
    let links = json!([["1", "shlink:/x"], ["2", "shlink:/y"]]);
    let (mut state, effects) = leaves(2, [Some(kept()), Some(links), Some(times), Some(json!(["", "name"]))]);
    assert_eq!(effects, []);
    listed(&mut state, &Waiting::default());
    let view = told(&state);
    let all = [Only::Begun(2), Only::Photos(2), Only::Songs(1), Only::Links(2), Only::Times, Only::Card];
    assert_eq!((view.looking, view.unsent, view.only.as_slice()), (false, 0, all.as_slice()));
    assert_eq!(view.copies, Some(Copies::None));
    let live = |state: &State| matches!(super::view(state), SessionView::In(person) if person.live);
    assert!(live(&state), "who is asked is still signed in");
    assert_eq!(update(&mut state, Event::SignOutStayed, 0), []);
    assert!(matches!(state.stage, Stage::In(_, Link::Live)));
    let (mut state, _) = leaves(0, [Some(kept()), None, None, None]);
    assert_eq!(update(&mut state, Event::SignOutConfirmed, 0)[0], Effect::Wipe(Place::Device));
}

#[test]
fn what_could_not_be_read_is_told_too_and_takes_nothing() {
    let mut state = check(row("asha"), Ok(signed_in("asha")), "in Live");
    let effects = asked(&mut state, 0);
    listed(&mut state, &Waiting::default());
    for effect in effects.into_iter().skip(1) {
        let Effect::Load(_, key) = effect else { panic!("{effect:?}") };
        assert!(told(&state).looking);
        assert_eq!(loaded(&mut state, &key, &Err(Trouble::StorageUnreadable)), []);
    }
    assert_eq!(told(&state).only, [Only::Unread]);
}

#[test]
fn copies_of_photos_and_songs_are_saved_first_one_by_one() {
    let (mut state, _) = leaves(0, [Some(kept()), None, None, None]);
    let effects = update(&mut state, Event::CopiesWanted, 0);
    let rows = ["a", "b", "c"].map(|id| Effect::Load(Place::Device, crate::keepsakes::bytes_row("asha", id)));
    assert_eq!(effects, rows);
    assert_eq!(update(&mut state, Event::CopiesWanted, 0), [], "once");
    let mut saved = vec![];
    for effect in effects {
        let Effect::Load(_, key) = effect else { panic!("{effect:?}") };
        saved.extend(loaded(&mut state, &key, &Ok(Some(json!("eA==")))));
    }
    let file = |media: &str| Effect::TakeFile(media.into(), "eA==".into());
    let end = Effect::Focus("copies".into());
    assert_eq!(saved, [file("image/jpeg"), file("audio/mpeg"), file("image/png"), end]);
    assert_eq!(told(&state).copies, Some(Copies::Saved(3)));
    // One that does not open is said, and nothing goes.
    update(&mut state, Event::CopiesWanted, 0);
    let row = crate::keepsakes::bytes_row("asha", "b");
    loaded(&mut state, &row, &Ok(None));
    assert_eq!(told(&state).copies, Some(Copies::Failed));
    assert!(matches!(state.stage, Stage::Leaving(..)));
}

#[test]
fn on_a_device_of_somebody_else_what_was_begun_is_told() {
    let mut state = check(None, Ok(signed_in("asha")), "asking");
    update(&mut state, Event::DeviceTold(false), 0);
    assert_eq!(asked(&mut state, 1), [Effect::ListOutbox]);
    assert!(listed(&mut state, &Waiting::default()).is_empty());
    assert_eq!(told(&state).only, [Only::Begun(1)]);
}

#[test]
fn whoever_holds_the_device_reads_the_first_name_only() {
    let state = check(row("asha"), Ok(json!({"state": "out"})), "out Away None");
    let SessionView::SignIn(shown) = view(&state) else { panic!("{state:?}") };
    assert_eq!(shown.kept.as_deref(), Some("Asha"));
    assert!(!format!("{shown:?}").contains("Rahman"), "{shown:?}");
}
