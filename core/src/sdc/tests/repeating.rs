//! Groups that stand more than once, at least or at most so often.

use super::*;

fn groups(least: u32, most: u32, required: bool) -> Live {
    let bound = |name: &str, count: u32| core(name, "valueInteger", json!(count));
    live(json!([{"linkId": "outer", "type": "group", "repeats": true, "item": [
        {"linkId": "g", "type": "group", "repeats": true, "required": required,
         "extension": [bound("questionnaire-minOccurs", least), bound("questionnaire-maxOccurs", most)],
         "item": [{"linkId": "a", "type": "string"}]}]}]))
}

fn say(live: &mut Live, nth_one: usize) {
    let at = nth(live, "a", nth_one);
    live.set(at, &[json!({"valueString": "x"})], true);
}

#[test]
fn so_many_stand_there_as_are_asked_for_and_are_to_be_answered() {
    let mut live = groups(2, 3, true);
    let first = node(&live, "g");
    assert_eq!(live.repetitions(first).len(), 2);
    assert_eq!(live.problems(first), [Problem::Missing]);
    say(&mut live, 0);
    assert_eq!(live.problems(first), [Problem::Few(2)], "said once, at the first");
    assert_eq!(live.problems(nth(&live, "g", 1)), [Problem::Missing]);
    say(&mut live, 1);
    assert!(live.problems(first).is_empty());
}

#[test]
fn what_may_be_left_out_is_asked_for_only_once_begun() {
    let mut live = groups(2, 3, false);
    let first = node(&live, "g");
    assert!(live.problems(first).is_empty());
    say(&mut live, 1);
    assert_eq!(live.problems(first), [Problem::Few(2)]);
}

#[test]
fn how_many_there_may_be_is_counted_in_each_group_by_itself() {
    let mut live = groups(1, 2, false);
    let (outer, first) = (node(&live, "outer"), node(&live, "g"));
    assert!(live.add_row(first).is_some() && live.add_row(first).is_none(), "two and no more");
    live.add_row(outer).unwrap();
    let second = nth(&live, "g", 2);
    assert!(live.add_row(second).is_some() && live.add_row(second).is_none(), "and two in the next");
}
