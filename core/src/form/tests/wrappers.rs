//! What stands around pages, above and below them: seen, and asked for, like all others.

use super::screen::{form, happen, key, questionnaire, state};
use super::*;

fn control(code: &str) -> Value {
    json!([{"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
            "valueCodeableConcept": {"coding": [{"code": code}]}}])
}

fn page(id: &str, code: &str) -> Value {
    json!({"linkId": id, "type": "group", "text": id, "extension": control(code), "item": [
        {"linkId": format!("{id}-q"), "type": "string", "text": format!("{id} question")}]})
}

fn texts(state: &State) -> Vec<String> {
    form(state).rows.iter().map(|row| row.text.text().to_owned()).collect()
}

/// The questions that stand in the way of going on now.
fn wrong(state: &mut State) -> Vec<String> {
    let at = form(state).at;
    happen(state, Event::Continued);
    match answer(state, true, None).map(|view| view.step) {
        Some(StepView::Form(view)) if view.at == at => {
            view.errors.iter().map(|pointer| pointer.question.to_string()).collect()
        }
        _ => vec![],
    }
}

#[test]
fn a_group_around_pages_is_seen_on_each_and_asked_for_on_the_last() {
    for (around, inside) in [("tab-container", "tab"), ("", "page")] {
        let mut group = json!({"linkId": "w", "type": "group", "text": "About you", "required": true,
                               "item": [page("One", inside), page("Two", inside)]});
        if !around.is_empty() {
            group["extension"] = control(around);
        }
        let mut state = state(questionnaire(json!([group])));
        happen(&mut state, Event::ModeChosen(Mode::Pages));
        assert_eq!(texts(&state), ["About you", "One", "One question"]);
        assert!(wrong(&mut state).is_empty(), "it can be answered on the next page");
        assert_eq!(texts(&state), ["About you", "Two", "Two question"]);
        assert_eq!(wrong(&mut state), ["About you"]);
        let lead = key(&form(&state), "About you");
        assert_eq!(happen(&mut state, Event::LookedFor(lead.clone())), [Effect::Focus(lead.0.to_string())]);
        let question = key(&form(&state), "Two question");
        happen(&mut state, Event::Gave(question, Given::Typed(0, "x".into())));
        assert!(wrong(&mut state).is_empty());
    }
}

#[test]
fn a_page_stays_the_page_when_it_is_asked_one_by_one() {
    let group = json!({"linkId": "w", "type": "group", "text": "About you",
                       "item": [page("One", "page"), page("Two", "page")]});
    let mut state = state(questionnaire(json!([group])));
    happen(&mut state, Event::ModeChosen(Mode::Pages));
    happen(&mut state, Event::Continued);
    happen(&mut state, Event::ModeChosen(Mode::OneByOne));
    assert_eq!(texts(&state), ["About you", "Two", "Two question"]);
    happen(&mut state, Event::ModeChosen(Mode::Pages));
    assert_eq!(texts(&state), ["About you", "Two", "Two question"]);
}

#[test]
fn what_stands_above_is_asked_for_first_and_what_stands_below_last() {
    let stays = |id: &str| {
        json!({"linkId": id, "type": "group", "text": id, "extension": control(id), "item": [
            {"linkId": format!("{id}-q"), "type": "string", "text": format!("{id} question"), "required": true}]})
    };
    for mode in [Mode::Pages, Mode::OneByOne] {
        let items = json!([stays("header"), page("One", "page"), page("Two", "page"), stays("footer")]);
        let mut state = state(questionnaire(items));
        happen(&mut state, Event::ModeChosen(mode));
        assert_eq!(wrong(&mut state), ["header question"], "{mode:?}");
        let above = form(&state).header[1].key.clone();
        assert_eq!(happen(&mut state, Event::LookedFor(above.clone())), [Effect::Focus(above.0.to_string())]);
        happen(&mut state, Event::Gave(above, Given::Typed(0, "x".into())));
        assert!(wrong(&mut state).is_empty());
        assert_eq!(wrong(&mut state), ["footer question"], "{mode:?}");
    }
}

#[test]
fn a_group_of_which_one_must_be_answered_does_not_ask_for_its_first_question() {
    let group = json!({"linkId": "g", "type": "group", "text": "One of these", "required": true, "item": [
        {"linkId": "a", "type": "string", "text": "A"}, {"linkId": "b", "type": "string", "text": "B"}]});
    let mut state = state(questionnaire(json!([group])));
    assert!(wrong(&mut state).is_empty(), "the next one may be answered instead");
    assert_eq!(texts(&state), ["One of these", "B"]);
    assert_eq!(wrong(&mut state), ["One of these"]);
}
