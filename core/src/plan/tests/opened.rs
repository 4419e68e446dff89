//! What can be read without unlocking.

use super::*;
use crate::effect::Key;

const MINUTE: i64 = 60_000;

fn with_line() -> State {
    let mut state = fresh();
    add(&mut state, 1, "Walk");
    state
}

const ASHA: (&str, &str) = ("asha", "Asha");

#[test]
fn off_by_default_and_on_by_choice_alone() {
    let mut open = Open::default();
    assert_eq!(open.follow(&with_line(), ASHA), None);
    assert_eq!(open.readable(&now_at(0)), None);
    let effects = open.choose(true, &with_line(), ASHA);
    let [Effect::Save(Place::Device, key, row)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(*key, open_row());
    let mut other = Open::default();
    other.loaded(key, Some(row));
    assert_eq!(texts(&other.readable(&now_at(400 * 86_400_000)).unwrap().plan), ["Walk"], "it never expires");
    let off = open.choose(false, &with_line(), ASHA);
    assert_eq!(off, [Effect::Save(Place::Device, open_row(), serde_json::Value::Null)]);
    assert_eq!(open.readable(&now_at(0)), None);
    let mut later = Open::default();
    later.loaded(&open_row(), Some(&serde_json::Value::Null));
    assert_eq!(later, Open::default(), "an empty row is no copy");
}

#[test]
fn it_is_said_to_be_there_once_it_is() {
    let mut open = Open::default();
    open.choose(true, &with_line(), ASHA);
    assert!(!open.kept);
    open.saved(&Key::of("", "other"), Ok(()));
    assert!(!open.kept, "of another row");
    open.saved(&open_row(), Ok(()));
    assert!(open.kept && open.copy.is_some());
    open.saved(&open_row(), Err(Trouble::StorageFull));
    assert!(!open.kept && open.copy.is_none(), "what could not be kept is off again");
}

#[test]
fn it_is_said_to_be_gone_once_it_is() {
    let mut open = Open::default();
    open.choose(true, &with_line(), ASHA);
    open.saved(&open_row(), Ok(()));
    assert!(open.kept && !open.gone);
    open.choose(false, &with_line(), ASHA);
    assert!(!open.kept && !open.gone && open.readable(&now_at(0)).is_none(), "not shown, and not said");
    open.saved(&open_row(), Err(Trouble::StorageFull));
    assert!(open.kept && !open.gone && open.copy.is_some(), "what could not be taken away is still there");
    open.choose(false, &with_line(), ASHA);
    open.saved(&open_row(), Ok(()));
    assert!(!open.kept && open.gone && open.copy.is_none());
}

#[test]
fn it_follows_the_plan_and_goes_with_its_person() {
    let mut open = Open::default();
    let mut state = with_line();
    open.choose(true, &state, ASHA);
    assert_eq!(open.follow(&state, ASHA), None, "nothing changed");
    add(&mut state, 1, "Music");
    assert!(matches!(open.follow(&state, ASHA), Some(Effect::Save(..))));
    assert_eq!(texts(&open.readable(&now_at(0)).unwrap().plan), ["Walk", "Music"]);
    assert_eq!(open.follow(&State::default(), ASHA), None, "not known yet is not empty");
    assert_eq!(
        open.follow(&state, ("sam", "Sam")),
        Some(Effect::Forget(Place::Device, open_row())),
        "somebody else's device"
    );
    assert_eq!(open.readable(&now_at(0)), None);
}

#[test]
fn after_a_call_it_stays_readable_for_half_an_hour() {
    let mut open = Open::default();
    let effects = open.called(&with_line(), ASHA, &now_at(0));
    assert!(
        matches!(effects.as_slice(), [Effect::After(1_800_000, _)]),
        "nothing of it is written: {effects:?}"
    );
    assert!(open.readable(&now_at(29 * MINUTE)).is_some());
    for (after, left) in [(30 * MINUTE, false), (-MINUTE, false)] {
        let now = Now::new(NINE + after, 0, [1; 4]);
        assert_eq!(open.readable(&now).is_some(), left, "{after}");
        let mut woken = open.clone();
        woken.woke(&now);
        assert_eq!(woken.window, None);
    }
    assert!(open.forgotten().is_none());
    assert_eq!(open.readable(&now_at(0)), None);
}

#[test]
fn it_is_read_and_used_but_not_written() {
    let copy =
        Copy { account: "asha".into(), name: "Asha".into(), plan: plan(&[("1", 2, "Park")]), checked: NINE };
    for (part, expect) in
        [("", "Whole"), ("3", "Whole"), ("before", "Whole"), ("now", "Ladder"), ("now-3", "Now")]
    {
        let view = open_view(&copy, part, &now_at(0));
        assert!(format!("{:?}", view.page).starts_with(expect), "{part}");
        assert_eq!(view.open, Some(("Asha".into(), "today at 09:00".into())));
    }
}
