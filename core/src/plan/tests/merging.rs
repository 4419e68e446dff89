//! Two changes of one thing.

use proptest::prelude::*;

use super::super::merge::{Fields, merge};
use super::*;

fn fields(text: &str) -> Fields {
    text.split_whitespace()
        .map(|one| one.split_once('=').unwrap_or((one, "")))
        .map(|(k, v)| (k.into(), v.into()))
        .collect()
}

fn shown(fields: &Fields) -> String {
    fields.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_one_side_changed_is_so_and_what_both_changed_is_asked() {
    let table = [
        // base, mine, theirs, merged, asked
        ("a=1 b=1", "a=1 b=1", "a=1 b=1", "a=1 b=1", ""),
        ("a=1 b=1", "a=2 b=1", "a=1 b=1", "a=2 b=1", ""),
        ("a=1 b=1", "a=1 b=1", "a=1 b=2", "a=1 b=2", ""),
        ("a=1 b=1", "a=2 b=1", "a=1 b=2", "a=2 b=2", ""),
        ("a=1 b=1", "b=1", "a=1 b=2", "b=2", ""),
        ("a=1 b=1", "", "a=1 b=1", "", ""),
        ("", "a=1", "b=1", "b=1 a=1", ""),
        ("a=1", "a=1 x=1", "y=1 a=1", "y=1 a=1 x=1", ""),
        ("a=1", "a=2", "a=2", "a=2", ""),
        ("a=1", "a=2", "a=3", "a=2", "a"),
        ("", "a=2", "a=3", "a=2", "a"),
        ("a=1", "", "a=3", "a=3", "a"),
        ("a=1", "a=2", "", "a=2", "a"),
        // Moved on one side, changed or added on the other.
        ("a=1 b=1 c=1", "c=1 a=1 b=1", "a=1 b=2 c=1 d=1", "c=1 d=1 a=1 b=2", ""),
        ("a=1 b=1 c=1", "a=1 b=1 c=1 d=1", "c=1 b=1 a=1", "c=1 d=1 b=1 a=1", ""),
    ];
    for (base, mine, theirs, expect, asked) in table {
        let merged = merge(&fields(base), &fields(mine), &fields(theirs));
        let clashes: Vec<_> = merged.clashes.iter().map(|c| c.key.as_str()).collect();
        assert_eq!(
            (shown(&merged.fields).as_str(), clashes.join(" ").as_str()),
            (expect, asked),
            "{base} | {mine} | {theirs}"
        );
    }
}

/// Fields of a few keys, each at most once, in any order.
fn any_fields() -> impl Strategy<Value = Fields> {
    let keys = proptest::sample::subsequence(vec!["a", "b", "c", "d", "e", "f"], 0..=6).prop_shuffle();
    keys.prop_flat_map(|keys| {
        let n = keys.len();
        proptest::collection::vec(0..3u8, n).prop_map(move |values| {
            keys.iter().zip(values).map(|(key, value)| ((*key).to_owned(), value.to_string())).collect()
        })
    })
}

fn value<'f>(of: &'f Fields, key: &str) -> Option<&'f String> {
    of.iter().find(|(known, _)| known == key).map(|(_, value)| value)
}

proptest! {
    #[test]
    fn never_loses_what_either_side_added_or_changed(base in any_fields(), mine in any_fields(), theirs in any_fields()) {
        let merged = merge(&base, &mine, &theirs);
        let asked = |key: &str| merged.clashes.iter().find(|c| c.key == key);
        for side in [&mine, &theirs] {
            for (key, written) in side {
                if value(&base, key) != Some(written) {
                    let there = value(&merged.fields, key) == Some(written);
                    let shown = asked(key).is_some_and(|c| c.mine.as_ref() == Some(written) || c.theirs.as_ref() == Some(written));
                    prop_assert!(there || shown, "{key}={written}");
                }
            }
        }
    }

    #[test]
    fn each_key_stands_once_and_comes_from_somewhere(base in any_fields(), mine in any_fields(), theirs in any_fields()) {
        let merged = merge(&base, &mine, &theirs);
        for (at, (key, written)) in merged.fields.iter().enumerate() {
            prop_assert!(merged.fields.iter().skip(at + 1).all(|(other, _)| other != key));
            prop_assert!([&mine, &theirs].iter().any(|side| value(side, key) == Some(written)));
        }
    }

    #[test]
    fn the_side_that_did_nothing_changes_nothing(base in any_fields(), other in any_fields()) {
        for merged in [merge(&base, &base, &other), merge(&base, &other, &base)] {
            prop_assert!(merged.clashes.is_empty());
            prop_assert_eq!(&merged.fields, &other);
        }
    }

    #[test]
    fn both_sides_keep_and_ask_the_same(base in any_fields(), mine in any_fields(), theirs in any_fields()) {
        let keys = |merged: &super::super::merge::Merged| {
            let mut keys: Vec<_> = merged.fields.iter().map(|(key, _)| key.clone()).collect();
            let mut asked: Vec<_> = merged.clashes.iter().map(|c| c.key.clone()).collect();
            keys.sort();
            asked.sort();
            (keys, asked)
        };
        prop_assert_eq!(keys(&merge(&base, &mine, &theirs)), keys(&merge(&base, &theirs, &mine)));
    }

    #[test]
    fn what_was_brought_together_and_sent_settles(base in any_fields(), mine in any_fields(), theirs in any_fields()) {
        let merged = merge(&base, &mine, &theirs).fields;
        prop_assert_eq!(merge(&theirs, &merged, &merged).fields, merged.clone());
        prop_assert!(merge(&theirs, &merged, &theirs).clashes.is_empty());
    }

    #[test]
    fn no_line_of_a_plan_is_lost(base in any_fields(), mine in any_fields(), theirs in any_fields()) {
        let as_plan = |fields: &Fields| {
            let line = |(id, text): &(String, String)| Line {
                id: id.clone(), step: usize::from(id.as_bytes()[0] % 7), text: format!("{id}{text}"), phone: text.clone(),
            };
            Plan { lines: fields.iter().map(line).collect(), review: String::new() }
        };
        let (base, mine, theirs) = (as_plan(&base), as_plan(&mine), as_plan(&theirs));
        let number = std::cell::Cell::new(0);
        let (joined, asks) = join(&base, &mine, &theirs, &|| { number.set(number.get() + 1); format!("new-{}", number.get()) });
        for line in mine.lines.iter().chain(&theirs.lines) {
            let touched = base.line(&line.id) != Some(line);
            let there = joined.of(line.step).any(|one| one.text == line.text && one.phone == line.phone);
            prop_assert!(there || !touched, "{line:?} of {joined:?}");
        }
        for ask in asks {
            if let Ask::Both(own, other) = ask {
                prop_assert!(joined.line(&own).is_some() && joined.line(&other).is_some());
            }
        }
    }
}

#[test]
fn of_a_line_that_both_changed_both_stay_and_the_person_chooses() {
    let base = plan(&[("1", 3, "Call Sam"), ("2", 1, "Walk")]);
    let mine = plan(&[("1", 3, "Call Sam at work"), ("2", 1, "Walk")]);
    let theirs = plan(&[("1", 3, "Call Sam at home"), ("2", 1, "Walk far")]);
    for (choice, left) in [
        (Some(true), vec!["Walk far", "Call Sam at work"]),
        (Some(false), vec!["Walk far", "Call Sam at home"]),
        (None, vec!["Walk far", "Call Sam at work", "Call Sam at home"]),
    ] {
        let mut state = fresh();
        came(&mut state, Some((&base, "1")), false);
        state.kept.as_mut().unwrap().mine = mine.clone();
        came(&mut state, Some((&theirs, "2")), false);
        assert_eq!(texts(&kept(&state).mine).len(), 3, "nothing is lost before the choice");
        act(&mut state, [Event::Chosen(0, choice)]);
        assert_eq!((texts(&kept(&state).mine), kept(&state).asks.len()), (left, 0), "{choice:?}");
    }
}

#[test]
fn a_line_taken_out_here_and_changed_there_stands_until_the_person_chooses() {
    let base = plan(&[("1", 0, "I stop eating")]);
    let changed = plan(&[("1", 0, "I stop eating lunch")]);
    for (here, choice, stays) in [
        (true, Some(true), false),
        (true, Some(false), true),
        (false, Some(true), true),
        (false, Some(false), false),
    ] {
        let (mine, theirs) = if here { (plan(&[]), changed.clone()) } else { (changed.clone(), plan(&[])) };
        let mut state = fresh();
        came(&mut state, Some((&base, "1")), false);
        state.kept.as_mut().unwrap().mine = mine;
        came(&mut state, Some((&theirs, "2")), false);
        assert_eq!(texts(&kept(&state).mine), ["I stop eating lunch"], "it stands");
        act(&mut state, [Event::Chosen(0, choice)]);
        assert_eq!(!kept(&state).mine.lines.is_empty(), stays, "{here} {choice:?}");
    }
}

#[test]
fn two_days_to_look_at_it_again_are_asked() {
    let day = |day: &str| Plan { review: day.into(), ..Plan::default() };
    let mut state = fresh();
    came(&mut state, Some((&day("2027-01-01"), "1")), false);
    state.kept.as_mut().unwrap().mine = day("2027-02-01");
    came(&mut state, Some((&day("2027-03-01"), "2")), false);
    assert_eq!(kept(&state).asks, [Ask::Review("2027-02-01".into(), "2027-03-01".into())]);
    act(&mut state, [Event::Chosen(0, Some(false))]);
    assert_eq!(kept(&state).mine.review, "2027-03-01");
}
