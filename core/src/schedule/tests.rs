use super::*;
use crate::effect::{Effect, Key, Place, Wake};
use crate::form::Who;
use crate::now::Now;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// Sunday 22 November 2026, 09:00 UTC.
const SUNDAY: i64 = 1_795_338_000_000;

fn at(time: i64) -> Now {
    Now::new(time, 0, [1, 2, 3, 4])
}

fn who() -> Who {
    Who { account: "asha".into(), patient: Some("Patient/asha".into()), author: None, place: Place::Device }
}

fn ready() -> State {
    State { kept: Some(Kept::default()), ..State::default() }
}

fn plan(days: u8, minute: u16, since: i64) -> State {
    let plan = Plan { key: "k".into(), days, minutes: vec![minute], weeks: None, since };
    State { kept: Some(Kept { plans: vec![plan], ..Kept::default() }), ..State::default() }
}

#[test]
fn a_plan_rings_on_its_days_at_its_time_until_it_is_answered() {
    let old = SUNDAY - 30 * DAY;
    // Days (bit 0 is Monday), minutes, hours after Sunday 09:00.
    type Case = (u8, u16, i64, Rang);
    // Hours before now, and whether it is late.
    type Rang = Option<(i64, bool)>;
    let table: [Case; 8] = [
        (EVERY_DAY, 540, 0, Some((0, false))),
        (EVERY_DAY, 541, 0, None),
        (EVERY_DAY, 480, 0, Some((1, false))),
        (0b100_0000, 540, 0, Some((0, false))),
        (0b100_0000, 540, 25, Some((25, true))),
        (0b000_0001, 540, 0, Some((6 * 24, true))),
        (0b000_0001, 540, 24, Some((0, false))),
        (0b000_0001, 540, 30, Some((6, false))),
    ];
    for (days, minute, hours, expect) in table {
        let now = at(SUNDAY + hours * HOUR);
        let rung = plan(days, minute, old).rung("k", None, &now);
        let told = rung.map(|r| ((now.time - r.at) / HOUR, r.late));
        let yesterday = (minute == 541).then_some((23, true));
        assert_eq!(told, expect.or(yesterday), "{days:b} {minute} {hours}");
        if let Some(rung) = rung {
            assert_eq!(plan(days, minute, old).rung("k", Some(rung.at), &now), None, "answered then");
            assert!(plan(days, minute, old).rung("k", Some(rung.at - 1), &now).is_some(), "answered before");
        }
    }
    assert_eq!(plan(EVERY_DAY, 540, old).rung("other", None, &at(SUNDAY)), None);
}

#[test]
fn nothing_is_due_from_before_the_plan_was_made() {
    assert_eq!(plan(EVERY_DAY, 540, SUNDAY + 1).rung("k", None, &at(SUNDAY + HOUR)), None);
    assert!(plan(EVERY_DAY, 540, SUNDAY + 1).rung("k", None, &at(SUNDAY + DAY)).is_some());
}

#[test]
fn the_clock_is_that_of_where_the_person_is() {
    // 09:00 UTC is 10:00 there: nine has passed; 08:30 UTC minus five hours is 03:30: it has not come yet.
    let east = Now::new(SUNDAY, 60, [1; 4]);
    assert_eq!(plan(EVERY_DAY, 540, 0).rung("k", None, &east).map(|r| SUNDAY - r.at), Some(HOUR));
    let west = Now::new(SUNDAY, -300, [1; 4]);
    assert_eq!(
        plan(EVERY_DAY, 540, 0).rung("k", None, &west).map(|r| (SUNDAY - r.at, r.late)),
        Some((19 * HOUR, true))
    );
}

#[test]
fn not_now_lasts_until_tomorrow_begins() {
    let mut state = plan(EVERY_DAY, 540, 0);
    let effects = update(&mut state, Event::Later("k".into()), &who(), &at(SUNDAY));
    assert!(matches!(effects.first(), Some(Effect::Save(Place::Device, ..))));
    assert!(state.is_later("k", &at(SUNDAY + 15 * HOUR - 1)));
    assert!(!state.is_later("k", &at(SUNDAY + 15 * HOUR)), "midnight");
    assert!(!state.is_later("other", &at(SUNDAY)));
}

#[test]
fn a_plan_is_made_kept_and_read_back() {
    let mut state = ready();
    update(&mut state, Event::DayChosen("k".into(), 0), &who(), &at(SUNDAY));
    update(&mut state, Event::TimeChosen("k".into(), 0, "18:30".into()), &who(), &at(SUNDAY));
    update(&mut state, Event::TimeChosen("k".into(), 0, "24:00".into()), &who(), &at(SUNDAY));
    update(&mut state, Event::TimeChosen("k".into(), 0, "soon".into()), &who(), &at(SUNDAY));
    let view = schedule(&state, ("k", "Mood check-in"), (true, &at(SUNDAY)));
    assert_eq!((view.times.as_slice(), view.days[0], view.days[1]), (&["18:30".into()][..], false, true));
    assert!(view.kept.is_none() && view.changed && !view.no_day);
    let effects = update(&mut state, Event::Kept("k".into()), &who(), &at(SUNDAY));
    let Some(Effect::Save(Place::Device, key, row)) = effects.first() else { panic!("{effects:?}") };
    assert_eq!(*key, Key::of("asha", "schedule"));
    assert!(effects.iter().any(|e| matches!(e, Effect::After(_, Wake::Planned))), "{effects:?}");
    saved(&mut state, key, Ok(()), &who());
    assert_eq!(schedule(&state, ("k", "T"), (true, &at(SUNDAY))).saved, Some(Ok(())));
    let mut other = State::default();
    assert_eq!(opened(&other, &who()), [Effect::Load(Place::Device, key.clone())]);
    loaded(&mut other, (key, &Ok(Some(row.clone()))), &who(), &at(SUNDAY));
    assert_eq!(other.kept, state.kept);
    let words = "Tuesday, Wednesday, Thursday, Friday, Saturday and Sunday at 18:30";
    assert_eq!(other.plan("k").map(in_words).as_deref(), Some(words));
    assert!(opened(&other, &who()).is_empty());
}

#[test]
fn a_plan_without_a_day_is_not_kept_and_a_dropped_one_is_gone() {
    let mut state = plan(0b1, 540, 0);
    update(&mut state, Event::DayChosen("k".into(), 0), &who(), &at(SUNDAY));
    assert!(schedule(&state, ("k", "T"), (true, &at(SUNDAY))).no_day);
    let effects = update(&mut state, Event::Kept("k".into()), &who(), &at(SUNDAY));
    assert_eq!(effects, [Effect::Focus("error-summary".into())]);
    assert!(state.plan("k").is_some(), "the kept one stays");
    update(&mut state, Event::Dropped("k".into()), &who(), &at(SUNDAY));
    assert!(state.plan("k").is_none() && state.editing.is_none());
}

#[test]
fn an_answer_here_meets_the_plan_and_ends_not_now() {
    let mut state = plan(EVERY_DAY, 540, 0);
    update(&mut state, Event::Later("k".into()), &who(), &at(SUNDAY));
    assert_eq!(answered(&mut state, "k", &who(), &at(SUNDAY + 1)).len(), 1);
    assert_eq!(state.rung("k", None, &at(SUNDAY + HOUR)), None);
    assert!(!state.is_later("k", &at(SUNDAY + HOUR)));
    assert!(state.rung("k", None, &at(SUNDAY + DAY)).is_some(), "the next day it rings again");
    assert!(answered(&mut state, "unplanned", &who(), &at(SUNDAY)).is_empty(), "nothing to remember");
}

#[test]
fn a_row_that_cannot_be_opened_is_not_written_over() {
    let mut state = State::default();
    let key = Key::of("asha", "schedule");
    loaded(&mut state, (&key, &Err(crate::trouble::Trouble::StorageUnreadable)), &who(), &at(SUNDAY));
    assert!(state.kept.is_none());
    assert!(update(&mut state, Event::Kept("k".into()), &who(), &at(SUNDAY)).is_empty());
    assert!(!schedule(&state, ("k", "T"), (true, &at(SUNDAY))).loading);
    let mut odd = State::default();
    let row = "plan k 0 1 540\nplan a 0 0 540\nplan b 0 1 2000\nx\n\nplan c 0 255 0 2000 9\nplan d\nweeks c 1\nweeks x 1\nlater e soon\n";
    loaded(&mut odd, (&key, &Ok(Some(row.into()))), &who(), &at(SUNDAY));
    let keys: Vec<_> = odd.kept.unwrap().plans.into_iter().map(|p| (p.key, p.days)).collect();
    assert_eq!(keys, [("k".into(), 1), ("c".into(), EVERY_DAY)], "what can be read is read");
    // As a build that knew one time a day wrote it.
    let mut old = State::default();
    loaded(&mut old, (&key, &Ok(Some("plan k 7 3 540\n".into()))), &who(), &at(SUNDAY));
    let expect = Plan { key: "k".into(), days: 3, minutes: vec![540], weeks: None, since: 7 };
    assert_eq!(old.plan("k"), Some(&expect));
}

#[test]
fn several_times_in_a_day_each_ask_anew() {
    let mut state = ready();
    for event in [
        Event::TimeAdded("k".into()),
        Event::TimeAdded("k".into()),
        Event::TimeChosen("k".into(), 2, "06:15".into()),
        Event::TimeChosen("k".into(), 7, "06:15".into()),
    ] {
        update(&mut state, event, &who(), &at(SUNDAY - HOUR));
    }
    let view = schedule(&state, ("k", "T"), (true, &at(SUNDAY)));
    assert_eq!((view.times.join(" ").as_str(), view.can_add), ("09:00 13:00 06:15", true));
    let full = update(&mut state, Event::TimeAdded("k".into()), &who(), &at(SUNDAY));
    assert_eq!(full, [Effect::Focus("time-3".into())]);
    assert!(!schedule(&state, ("k", "T"), (true, &at(SUNDAY))).can_add, "four are enough");
    let gone = update(&mut state, Event::TimeRemoved("k".into(), 3), &who(), &at(SUNDAY));
    assert_eq!(gone, [Effect::Focus("time-2".into())]);
    update(&mut state, Event::Kept("k".into()), &who(), &at(SUNDAY - HOUR));
    assert_eq!(state.plan("k").map(in_words).as_deref(), Some("Every day at 06:15, 09:00 and 13:00"));
    let rang = |hours: i64, answered: Option<i64>| {
        let now = at(SUNDAY + hours * HOUR);
        state.rung("k", answered, &now).map(|rung| (rung.at - SUNDAY) / HOUR)
    };
    assert_eq!(rang(1, None), Some(0));
    assert_eq!(rang(1, Some(SUNDAY + 1)), None);
    assert_eq!(rang(5, Some(SUNDAY + 1)), Some(4), "at one o'clock it is asked again");
    let plan = state.plan("k").unwrap();
    assert_eq!(clock::next(plan, &at(SUNDAY)), Some(SUNDAY + 4 * HOUR));
}

#[test]
fn every_second_week_begins_with_the_first_day_that_comes() {
    // Monday at nine, chosen on Sunday and on Monday at ten: the first of them is the next Monday that comes.
    for (made, first) in [(SUNDAY, SUNDAY + DAY), (SUNDAY + DAY + HOUR, SUNDAY + 8 * DAY)] {
        let mut state = plan(0b1, 540, 0);
        update(&mut state, Event::WeeksChosen("k".into()), &who(), &at(made));
        assert!(schedule(&state, ("k", "T"), (true, &at(made))).second);
        let effects = update(&mut state, Event::Kept("k".into()), &who(), &at(made));
        let Some(Effect::Save(_, key, row)) = effects.first() else { panic!("{effects:?}") };
        let mut again = State::default();
        loaded(&mut again, (key, &Ok(Some(row.clone()))), &who(), &at(made));
        assert_eq!(again.kept, state.kept);
        let kept = again.plan("k").unwrap();
        assert_eq!(in_words(kept), "Every second week: Monday at 09:00");
        assert_eq!(clock::next(kept, &at(made)), Some(first));
        assert_eq!(clock::next(kept, &at(first)), Some(first + 14 * DAY));
        assert_eq!(clock::rung(kept, &at(first - 1)), None, "nothing from before it was made");
        let rung = clock::rung(kept, &at(first + 10 * DAY));
        assert_eq!(rung, Some(Rung { at: first, late: true }));
        assert!(schedule(&again, ("k", "T"), (true, &at(made))).next.is_some());
        update(&mut again, Event::WeeksChosen("k".into()), &who(), &at(made));
        assert!(!schedule(&again, ("k", "T"), (true, &at(made))).second);
    }
}

proptest::proptest! {
    #[test]
    fn what_rang_lies_within_its_span_and_the_next_within_the_one_after(
        days in 1u8..128, minute in 0u16..1_440, time in 0i64..4_000_000_000_000, offset in -720i32..840,
    ) {
        let now = Now::new(time, offset, [1; 4]);
        let weekly = Plan { key: "k".into(), days, minutes: vec![minute], weeks: None, since: i64::MIN };
        let second = Plan { weeks: Some(Parity::Odd), ..weekly.clone() };
        for (plan, span) in [(weekly, 7 * DAY), (second, 14 * DAY)] {
            let rung = clock::rung(&plan, &now).unwrap();
            proptest::prop_assert!(rung.at <= time && time - rung.at <= span);
            let next = clock::next(&plan, &now).unwrap();
            proptest::prop_assert!(next > time && next - time <= span);
            proptest::prop_assert_eq!((next - rung.at) % DAY, 0);
        }
        let tomorrow = clock::tomorrow(&now);
        proptest::prop_assert!(tomorrow > time && tomorrow - time <= DAY);
    }
}
