use serde_json::{Value, json};

use super::*;
use crate::effect::{Effect, Key, Wake};
use crate::now::Now;

const START: i64 = 1_792_000_000_000;

fn at(seconds: i64) -> Now {
    Now::new(START + seconds * 1_000, 0, [1, 2, 3, 4])
}

fn secret(text: &str) -> Secret {
    Secret(text.into())
}

fn on(state: &mut State, event: Event, seconds: i64) -> Vec<Effect> {
    update(state, event, "asha", &at(seconds))
}

/// Open since second 0.
fn open() -> State {
    let mut state = State::default();
    on(&mut state, Event::Found(Lock::Closed), 0);
    on(&mut state, Event::Given(secret("three calm words")), 0);
    on(&mut state, Event::Opened(Ok(())), 0);
    assert_eq!(state.lock, Lock::Open);
    state
}

/// It locks by itself: here, while another page that is in use stays open.
fn locks(effects: &[Effect]) -> bool {
    effects.contains(&Effect::Vault(Order::Close))
}

#[test]
fn a_secret_is_never_shown() {
    assert_eq!(format!("{:?}", Event::Given(secret("three calm words"))), "Given(Secret)");
}

#[test]
fn a_passphrase_is_taken_only_if_it_can_protect() {
    let check = |words: &str, expect: Option<Problem>| {
        let mut state = State { lock: Lock::None, doing: Doing::Choosing, ..State::default() };
        let effects = on(&mut state, Event::Chosen(secret(""), secret(words)), 0);
        assert_eq!(state.trouble, expect, "{words}");
        assert_eq!(effects.is_empty(), expect.is_some(), "{words}");
    };
    check("", Some(Problem::Empty));
    check("kettle", Some(Problem::Short));
    check("1234567890123", Some(Problem::Weak));
    check("07 11 1987 12", Some(Problem::Weak));
    check("aaaaaaaaaaaa", Some(Problem::Weak));
    check("kettle moss nine", None);
    check("ключ под ковром", None);
}

#[test]
fn setting_changing_and_removing_follow_the_answer_of_the_keys() {
    let mut state = State { lock: Lock::None, ..State::default() };
    signed_in(&mut state);
    assert_eq!(protect(&state).map(|view| view.form), Some(Form::First));
    let effects = on(&mut state, Event::Chosen(secret(""), secret("kettle moss nine")), 0);
    assert_eq!(effects, [Effect::Vault(Order::Set("asha".into(), secret("kettle moss nine")))]);
    // Pressed twice: one thing at a time.
    assert_eq!(on(&mut state, Event::Chosen(secret(""), secret("kettle moss nine")), 0), []);
    on(&mut state, Event::Settled(Err(Trouble::StorageFull)), 1);
    assert_eq!((state.lock, state.trouble), (Lock::None, Some(Problem::Trouble(Trouble::StorageFull))));
    on(&mut state, Event::Chosen(secret(""), secret("kettle moss nine")), 2);
    on(&mut state, Event::Settled(Ok(())), 3);
    assert_eq!((state.lock, state.done, protect(&state)), (Lock::Open, Some(Done::Set), None));

    on(&mut state, Event::Began(Doing::Changing), 4);
    let effects = on(&mut state, Event::Chosen(secret("kettle moss nine"), secret("moss kettle ten")), 4);
    assert_eq!(effects.len(), 1);
    on(&mut state, Event::Settled(Err(Trouble::WrongPassphrase)), 4);
    assert_eq!(protect(&state).and_then(|v| v.problem), Some(Problem::Trouble(Trouble::WrongPassphrase)));
    on(&mut state, Event::Chosen(secret("kettle moss nine"), secret("moss kettle ten")), 5);
    on(&mut state, Event::Settled(Ok(())), 5);
    assert_eq!(state.done, Some(Done::Changed));

    on(&mut state, Event::Began(Doing::Removing), 6);
    on(&mut state, Event::Removed(secret("moss kettle ten")), 6);
    on(&mut state, Event::Settled(Ok(())), 6);
    assert_eq!((state.lock, state.done), (Lock::None, Some(Done::Removed)));
}

#[test]
fn wrong_tries_wait_longer_and_longer_also_after_a_reload() {
    let mut state = State::default();
    on(&mut state, Event::Found(Lock::Closed), 0);
    let mut row = Value::Null;
    let mut waits = vec![];
    let mut clock = 0;
    for _ in 0..8 {
        on(&mut state, Event::Given(secret("no")), clock);
        let effects = on(&mut state, Event::Opened(Err(Trouble::WrongPassphrase)), clock);
        let Some(Effect::Save(_, _, saved)) = effects.first() else { panic!("not kept") };
        row.clone_from(saved);
        let wait = unlock(&state, "Asha", 0, &at(clock)).map_or(0, |view| view.wait);
        waits.push(wait);
        if wait > 0 {
            assert_eq!(on(&mut state, Event::Given(secret("no")), clock + wait - 1), []);
        }
        clock += wait;
    }
    assert_eq!(waits, [0, 0, 5, 15, 30, 60, 60, 60]);
    let mut again = State::default();
    on(&mut again, Event::Found(Lock::Closed), clock);
    loaded(&mut again, &Key::of("", "unlock-tries"), &Ok(Some(row)));
    assert_eq!(unlock(&again, "Asha", 0, &at(clock - 60)).map(|view| view.wait), Some(60));
    // A clock that was set back waits no longer than one wait.
    assert_eq!(unlock(&again, "Asha", 0, &at(-900_000)).map(|view| view.wait), Some(60));
    on(&mut again, Event::Given(secret("yes")), clock);
    let effects = on(&mut again, Event::Opened(Ok(())), clock);
    assert!(matches!(effects.first(), Some(Effect::Forget(..))));
}

#[test]
fn a_storage_that_fails_is_no_wrong_try() {
    let mut state = State::default();
    on(&mut state, Event::Found(Lock::Closed), 0);
    on(&mut state, Event::Given(secret("three calm words")), 0);
    assert_eq!(on(&mut state, Event::Opened(Err(Trouble::StorageClosed)), 0), []);
    assert_eq!(unlock(&state, "Asha", 0, &at(0)).map(|view| view.wait), Some(0));
}

#[test]
fn it_warns_and_then_locks_when_nothing_is_touched() {
    let mut state = open();
    assert!(!locks(&woke(&mut state, &at(279))));
    assert!(!state.warned);
    assert!(!locks(&woke(&mut state, &at(280))));
    assert!(state.warned);
    assert!(locks(&woke(&mut state, &at(300))));
    assert!(state.is_closed() && !state.warned);
}

#[test]
fn a_tap_extends_it_and_the_choice_of_minutes_counts() {
    let mut state = open();
    woke(&mut state, &at(285));
    on(&mut state, Event::Used, 290);
    assert!(!state.warned);
    assert!(!locks(&woke(&mut state, &at(300))));
    assert!(locks(&woke(&mut state, &at(590))));

    let mut state = open();
    on(&mut state, Event::MinutesChosen(1), 10);
    assert!(locks(&woke(&mut state, &at(70))));
    let mut again = State::default();
    for (row, expect) in [(json!(15), 15), (json!(7), 15), (json!("x"), 15)] {
        loaded(&mut again, &Key::of("", "lock-after"), &Ok(Some(row)));
        assert_eq!(again.minutes, expect);
    }
}

#[test]
fn a_tap_that_comes_too_late_opens_nothing() {
    let mut state = open();
    assert!(locks(&on(&mut state, Event::Used, 301)));
    assert!(state.is_closed());
}

#[test]
fn a_hidden_page_locks_after_a_minute_though_it_slept() {
    let mut state = open();
    let effects = seen(&mut state, false, &at(10));
    assert_eq!(effects, [Effect::After(60_000, Wake::Lock)]);
    assert!(!locks(&seen(&mut state, true, &at(69))));
    seen(&mut state, false, &at(80));
    assert!(locks(&seen(&mut state, true, &at(140))));
}

#[test]
fn a_clock_that_is_set_back_locks() {
    let mut state = open();
    assert!(locks(&woke(&mut state, &at(-1))));
    let mut state = open();
    seen(&mut state, false, &at(100));
    assert!(locks(&seen(&mut state, true, &at(50))));
}

#[test]
fn one_timer_is_enough() {
    let mut state = open();
    for second in 1..50 {
        assert_eq!(on(&mut state, Event::Used, second), [], "{second}");
    }
    // The timer of the beginning rings, and finds that there is time left.
    assert_eq!(woke(&mut state, &at(280)), [Effect::After(49_000, Wake::Lock)]);
}

#[test]
fn another_tab_locks_and_opens_this_one() {
    let mut state = open();
    assert!(locks(&on(&mut state, Event::Found(Lock::Closed), 5)));
    assert!(state.is_closed());
    assert!(!locks(&on(&mut state, Event::Found(Lock::Closed), 5)));
    on(&mut state, Event::Found(Lock::Open), 6);
    assert!(locks(&woke(&mut state, &at(306))));
}

#[test]
fn a_page_that_is_opened_or_seen_again_asks_the_others_for_the_keys() {
    let mut state = State::default();
    let look = Effect::Vault(Order::Look);
    assert!(on(&mut state, Event::Found(Lock::Closed), 0).contains(&look));
    assert!(!on(&mut state, Event::Found(Lock::Closed), 1).contains(&look), "once");
    // What the person is doing meanwhile goes on.
    on(&mut state, Event::Began(Doing::Forgetting), 2);
    assert_eq!(seen(&mut state, false, &at(3)), []);
    assert_eq!(seen(&mut state, true, &at(4)), [look]);
    on(&mut state, Event::Found(Lock::Closed), 4);
    assert_eq!(state.doing, Doing::Forgetting);
    on(&mut state, Event::Found(Lock::Open), 5);
    assert_eq!((state.lock, state.doing), (Lock::Open, Doing::Nothing));
}

#[test]
fn a_passkey_is_added_by_who_knows_the_passphrase_and_unlocks_then() {
    let mut state = open();
    on(&mut state, Event::Began(Doing::AddingPasskey), 1);
    assert_eq!(protect(&state).map(|view| view.form), Some(Form::Passkey));
    assert_eq!(on(&mut state, Event::PasskeyWanted(secret("")), 1), []);
    assert_eq!(state.trouble, Some(Problem::Empty));
    let add = Order::AddPasskey(secret("three calm words"));
    assert_eq!(on(&mut state, Event::PasskeyWanted(secret("three calm words")), 1), [Effect::Vault(add)]);
    // The page stays until the keys answer, wherever the person goes.
    moved(&mut state);
    on(&mut state, Event::Settled(Err(Trouble::PasskeyCannot)), 2);
    assert_eq!(state.trouble, Some(Problem::Trouble(Trouble::PasskeyCannot)));
    on(&mut state, Event::PasskeyWanted(secret("three calm words")), 3);
    on(&mut state, Event::Settled(Ok(())), 4);
    on(&mut state, Event::PasskeyFound(true), 4);
    assert_eq!((vault(&state).done, vault(&state).passkey), (Some(Done::PasskeyAdded), true));

    assert_eq!(on(&mut state, Event::PasskeyUsed, 5), [], "it is open");
    on(&mut state, Event::LockAsked, 6);
    assert!(unlock(&state, "Asha", 0, &at(6)).is_some_and(|view| view.passkey));
    assert_eq!(on(&mut state, Event::PasskeyUsed, 7), [Effect::Vault(Order::UnlockByPasskey)]);
    on(&mut state, Event::Opened(Err(Trouble::PasskeyRefused)), 8);
    assert_eq!(state.tries.wait(&at(8)), 0, "the authenticator counts its own tries");
    on(&mut state, Event::PasskeyUsed, 9);
    on(&mut state, Event::Opened(Ok(())), 10);
    assert_eq!(state.lock, Lock::Open);

    assert_eq!(on(&mut state, Event::PasskeyRemoved, 11), [Effect::Vault(Order::RemovePasskey)]);
    on(&mut state, Event::Settled(Ok(())), 12);
    on(&mut state, Event::PasskeyFound(false), 12);
    assert_eq!((state.lock, vault(&state).done), (Lock::Open, Some(Done::PasskeyRemoved)));
}

#[test]
fn who_asks_to_lock_locks_every_page() {
    let mut state = open();
    assert_eq!(on(&mut state, Event::LockAsked, 5), [Effect::Vault(Order::Lock)]);
}

#[test]
fn forgetting_is_told_first_and_nothing_goes_before_a_sign_in() {
    let mut state = State::default();
    on(&mut state, Event::Found(Lock::Closed), 0);
    on(&mut state, Event::Began(Doing::Forgetting), 0);
    assert_eq!(unlock(&state, "Asha", 2, &at(0)).map(|v| (v.forgetting, v.waiting)), Some((true, 2)));
    assert_eq!(on(&mut state, Event::ForgetConfirmed, 1), []);
    assert_eq!(unlock(&state, "Asha", 2, &at(1)).map(|view| view.forgetting), Some(false));
    on(&mut state, Event::Forgotten(Err(Trouble::StorageNewer)), 2);
    assert!(state.is_closed());
    on(&mut state, Event::Forgotten(Ok(())), 2);
    assert_eq!((state.lock, unlock(&state, "Asha", 2, &at(2))), (Lock::None, None));
    // After the next sign-in, and "it is mine", they are offered another.
    signed_in(&mut state);
    assert_eq!(protect(&state).map(|view| view.form), Some(Form::First));
}
