//! Where the focus goes when what was pressed is there no more.

use super::screen::{form, happen, key, questionnaire, state};
use super::*;

fn focus(effects: &[Effect]) -> Option<&str> {
    effects.iter().find_map(|effect| match effect {
        Effect::Focus(id) | Effect::Refocus(id) => Some(id.as_str()),
        _ => None,
    })
}

#[test]
fn a_press_that_takes_itself_away_leaves_the_focus_at_the_question() {
    let many: Vec<Value> = (0..50).map(|at| json!({"valueCoding": {"code": at.to_string()}})).collect();
    let mut state = state(questionnaire(json!([
        {"linkId": "c", "type": "choice", "text": "Colour",
         "answerOption": [{"valueString": "Red"}, {"valueString": "Blue"}]},
        {"linkId": "s", "type": "string", "text": "Names", "repeats": true},
        {"linkId": "l", "type": "choice", "text": "Long", "repeats": true, "answerOption": many},
    ])));
    happen(&mut state, Event::ModeChosen(Mode::Pages));
    let [colour, names, long] = ["Colour", "Names", "Long"].map(|text| key(&form(&state), text));
    let check = |state: &mut State, key: &RowKey, given: Given, expect: Option<&str>| {
        let said = format!("{given:?}");
        let effects = happen(state, Event::Gave(key.clone(), given));
        let expect = expect.map(|part| format!("{}{part}", key.0));
        assert_eq!(focus(&effects), expect.as_deref(), "{said}");
    };
    check(&mut state, &colour, Given::Chosen(0, true), None);
    check(&mut state, &colour, Given::Cleared, Some(""));
    check(&mut state, &colour, Given::NotSaid(true), Some("-not-said"));
    check(&mut state, &colour, Given::NotSaid(false), Some("-not-said"));
    // A box is not replaced, and who pressed it may be on their way.
    let effects = happen(&mut state, Event::Gave(colour.clone(), Given::NotSaid(true)));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Refocus(_))), "{effects:?}");
    check(&mut state, &names, Given::Typed(0, "A".into()), None);
    check(&mut state, &names, Given::SlotAdded, Some("-1"));
    check(&mut state, &names, Given::Typed(1, "B".into()), None);
    check(&mut state, &names, Given::SlotAdded, Some("-2"));
    check(&mut state, &names, Given::SlotRemoved(2), Some("-1"));
    check(&mut state, &names, Given::SlotRemoved(0), Some("-1"));
    check(&mut state, &names, Given::SlotRemoved(1), Some("-0"));
    check(&mut state, &long, Given::Chosen(7, true), Some("-0"));
    check(&mut state, &long, Given::Chosen(7, false), Some("-0"));
}

#[test]
fn a_repetition_that_comes_or_goes_takes_the_focus_along() {
    let items = json!([
        {"linkId": "g", "type": "group", "text": "Medicine", "repeats": true, "item": [
            {"linkId": "d", "type": "display", "text": "One you take now."},
            {"linkId": "n", "type": "string", "text": "Name"}]}]);
    let mut state = state(questionnaire(items));
    happen(&mut state, Event::ModeChosen(Mode::Pages));
    let names = |state: &State| -> Vec<RowKey> {
        let view = form(state);
        view.rows.iter().filter(|row| row.text.text() == "Name").map(|row| row.key.clone()).collect()
    };
    let groups = |state: &State| -> Vec<RowKey> {
        let is = |row: &&Rc<ItemView>| matches!(row.body, super::shown::Body::Group(_));
        form(state).rows.iter().filter(is).map(|row| row.key.clone()).collect()
    };
    for _ in 0..2 {
        let add = form(&state).rows.last().unwrap().key.clone();
        let effects = happen(&mut state, Event::RowAdded(add));
        assert_eq!(focus(&effects), names(&state).last().map(|key| &*key.0));
    }
    for (gone, then) in [(2, 1), (0, 0)] {
        let gone = groups(&state)[gone].clone();
        let effects = happen(&mut state, Event::RowRemoved(gone));
        assert_eq!(focus(&effects), Some(&*names(&state)[then].0));
    }
    let alone = groups(&state)[0].clone();
    assert_eq!(focus(&happen(&mut state, Event::RowRemoved(alone))), None, "the last one stays");

    happen(&mut state, Event::ModeChosen(Mode::OneByOne));
    happen(&mut state, Event::Continued);
    let add = form(&state).rows.last().unwrap().key.clone();
    let effects = happen(&mut state, Event::RowAdded(add));
    assert_eq!((focus(&effects), form(&state).at), (Some("h1"), 1), "to the first question of the new one");
    let second = form(&state).rows[0].key.clone();
    let effects = happen(&mut state, Event::RowRemoved(second));
    assert_eq!((focus(&effects), form(&state).at), (Some("h1"), 0));
}
