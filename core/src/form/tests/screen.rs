//! What is shown, and what a person's doing makes of it.

use super::shown::{Body, Control, Pointer};
use super::*;
use crate::words::checks;

const KEY: &str = "k";

pub(super) fn who() -> Who {
    Who { account: "asha".into(), patient: Some("Patient/asha".into()), author: None, place: Place::Device }
}

/// A state in which this questionnaire is open.
pub(super) fn state(questions: Value) -> State {
    let form = Rc::new(Form::read(Rc::new(questions), "", &[]).unwrap());
    let answering = Answering::open(&form, Around::default(), None, &now());
    State {
        open: Some(Open { key: KEY.into(), stage: Stage::Answering(Box::new(answering)) }),
        ..State::default()
    }
}

pub(super) fn questionnaire(items: Value) -> Value {
    json!({"resourceType": "Questionnaire", "url": "https://x.example/q", "item": items})
}

pub(super) fn form(state: &State) -> FormView {
    match answer(state, true, None).map(|view| view.step) {
        Some(StepView::Form(form)) => *form,
        other => panic!("{other:?}"),
    }
}

fn finish(state: &State) -> FinishView {
    match answer(state, true, None).map(|view| view.step) {
        Some(StepView::Review(finish)) => *finish,
        other => panic!("{other:?}"),
    }
}

pub(super) fn happen(state: &mut State, event: Event) -> Vec<Effect> {
    update(state, event, &who(), &now())
}

fn texts(view: &FormView) -> Vec<String> {
    view.rows.iter().map(|row| row.text.text().to_string()).collect()
}

/// The key of the row with these words.
pub(super) fn key(view: &FormView, text: &str) -> RowKey {
    let row = view.rows.iter().find(|row| row.text.text() == text);
    row.map(|row| row.key.clone()).unwrap_or_else(|| panic!("no row {text} in {:?}", texts(view)))
}

fn give(state: &mut State, text: &str, given: Given) -> Vec<Effect> {
    let key = key(&form(state), text);
    happen(state, Event::Gave(key, given))
}

fn sleep() -> Value {
    questionnaire(json!([
        {"linkId": "g", "type": "group", "text": "Sleep", "item": [
            {"linkId": "d", "type": "display", "text": "Last week."},
            {"linkId": "a", "type": "boolean", "text": "Slept?", "required": true},
            {"linkId": "b", "type": "integer", "text": "Hours",
             "enableWhen": [{"question": "a", "operator": "=", "answerBoolean": true}],
             "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueInteger": 24}]},
        ]},
        {"linkId": "c", "type": "text", "text": "More"},
    ]))
}

#[test]
fn one_question_a_page_with_the_words_that_hold_for_it() {
    let mut state = state(sleep());
    assert_eq!(texts(&form(&state)), ["Sleep", "Last week.", "Slept?"]);
    assert_eq!((form(&state).progress.number, form(&state).progress.of), (1, 2), "hours are not asked yet");
    give(&mut state, "Slept?", Given::YesNo(Some(true)));
    assert_eq!(form(&state).progress.of, 3);
    happen(&mut state, Event::Continued);
    assert_eq!(texts(&form(&state)), ["Sleep", "Last week.", "Hours"]);
    happen(&mut state, Event::Continued);
    assert_eq!(texts(&form(&state)), ["More"], "words of a group end with it");
    happen(&mut state, Event::Continued);
    let rows = finish(&state).rows;
    let said: Vec<_> = rows.iter().map(|r| (r.question.text(), r.answers.join(","))).collect();
    assert_eq!(
        said,
        [("Sleep", "".into()), ("Slept?", "Yes".into()), ("Hours", "".into()), ("More", "".into())]
    );
    assert_eq!(finish(&state).open.len(), 2, "what was left open is told and does not stand in the way");
    assert!(finish(&state).left.is_empty());
}

#[test]
fn all_on_a_page_and_back_at_the_same_question() {
    let mut state = state(sleep());
    give(&mut state, "Slept?", Given::YesNo(Some(true)));
    happen(&mut state, Event::Continued);
    happen(&mut state, Event::ModeChosen(Mode::Pages));
    assert_eq!(texts(&form(&state)), ["Sleep", "Last week.", "Slept?", "Hours", "More"]);
    let depths: Vec<u8> = form(&state).rows.iter().map(|row| row.depth).collect();
    assert_eq!(depths, [0, 1, 1, 1, 0]);
    happen(&mut state, Event::ModeChosen(Mode::OneByOne));
    assert!(form(&state).progress.number <= 3);
}

#[test]
fn pages_and_tabs_are_steps() {
    let control = |code: &str| {
        json!([{"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
        "valueCodeableConcept": {"coding": [{"code": code}]}}])
    };
    let page = |id: &str, code: &str| {
        json!({"linkId": id, "type": "group", "text": id, "extension": control(code),
        "item": [{"linkId": format!("{id}-q"), "type": "string", "text": format!("{id} question"), "required": true}]})
    };
    let table = [
        (json!([page("One", "page"), page("Two", "page")]), vec![Some("One"), Some("Two")]),
        (
            json!([{"linkId": "t", "type": "group", "extension": control("tab-container"),
                 "item": [page("One", "tab"), page("Two", "tab")]}]),
            vec![Some("One"), Some("Two")],
        ),
        (
            json!([{"linkId": "q", "type": "string", "text": "First"}, page("One", "page")]),
            vec![None, Some("One")],
        ),
        (
            json!([{"linkId": "h", "type": "group", "text": "Head", "extension": control("header"),
                 "item": [{"linkId": "hd", "type": "display", "text": "Stays"}]}, page("One", "page")]),
            vec![Some("One")],
        ),
    ];
    for (items, expect) in table {
        let mut state = state(questionnaire(items.clone()));
        happen(&mut state, Event::ModeChosen(Mode::Pages));
        let view = form(&state);
        let names: Vec<_> = view.steps.iter().map(|step| step.name.as_deref()).collect();
        assert_eq!(names, expect, "{items}");
        if items[0]["linkId"] == "h" {
            assert_eq!(view.header.iter().map(|row| row.text.text()).collect::<Vec<_>>(), ["Head", "Stays"]);
        }
    }
}

#[test]
fn what_was_typed_is_never_lost_and_its_error_is_told_when_it_is_left() {
    let mut state = state(sleep());
    give(&mut state, "Slept?", Given::YesNo(Some(true)));
    happen(&mut state, Event::Continued);
    let slot = |state: &State| {
        let view = form(state);
        let row = view.rows.iter().find(|row| row.text.text() == "Hours").unwrap();
        let Body::Question(asked) = &row.body else { panic!() };
        assert!(matches!(asked.control, Control::Whole(_)));
        asked.slots[0].clone()
    };
    let kept = give(&mut state, "Hours", Given::Typed(0, "seven".into()));
    assert!(matches!(kept.as_slice(), [Effect::Save(..)]));
    assert_eq!((slot(&state).text.as_str(), slot(&state).error), ("seven", None));
    give(&mut state, "Hours", Given::Left(0));
    assert_eq!(slot(&state).error.as_deref(), Some("Enter a whole number, like 12."));
    assert_eq!(happen(&mut state, Event::Continued), [Effect::Focus("error-summary".into())]);
    assert_eq!(form(&state).errors.len(), 1);
    give(&mut state, "Hours", Given::Typed(0, "25".into()));
    assert_eq!(slot(&state).error.as_deref(), Some("Enter 24 or less."));
    give(&mut state, "Hours", Given::Typed(0, "7".into()));
    assert_eq!(slot(&state).error, None);
    happen(&mut state, Event::Continued);
    assert_eq!(texts(&form(&state)), ["More"]);
}

#[test]
fn continue_without_a_needed_answer_points_to_it() {
    let mut state = state(sleep());
    happen(&mut state, Event::Continued);
    let view = form(&state);
    let expect = Pointer {
        key: key(&view, "Slept?"),
        step: 0,
        question: "Slept?".into(),
        words: checks::missing(crate::sdc::Kind::Boolean).into(),
    };
    assert_eq!(view.errors, [expect]);
    assert_eq!(view.progress.number, 1);
}

#[test]
fn rows_that_nothing_changed_stay_the_same() {
    let items: Vec<Value> =
        (0..20).map(|n| json!({"linkId": n.to_string(), "type": "string", "text": n.to_string()})).collect();
    let mut state = state(questionnaire(Value::Array(items)));
    happen(&mut state, Event::ModeChosen(Mode::Pages));
    let before = form(&state).rows;
    give(&mut state, "7", Given::Typed(0, "x".into()));
    let after = form(&state).rows;
    let changed: Vec<usize> = (0..20).filter(|at| !Rc::ptr_eq(&before[*at], &after[*at])).collect();
    assert_eq!(changed, [7]);
}

#[test]
fn repetitions_come_and_go_and_keep_their_keys() {
    let mut state = state(questionnaire(json!([
        {"linkId": "g", "type": "group", "text": "Medicine", "repeats": true, "item": [
            {"linkId": "n", "type": "string", "text": "Name"}]},
    ])));
    happen(&mut state, Event::ModeChosen(Mode::Pages));
    let add = form(&state).rows.last().unwrap().clone();
    assert_eq!(add.body, Body::Add("Add another: Medicine".into()));
    happen(&mut state, Event::RowAdded(add.key.clone()));
    let view = form(&state);
    assert_eq!(texts(&view), ["Medicine", "Name", "Medicine", "Name", "Medicine"]);
    let Body::Group(second) = &view.rows[2].body else { panic!() };
    assert_eq!((second.instance, second.can_remove), (Some((2, 2)), true));
    let key = view.rows[3].key.clone();
    happen(&mut state, Event::Gave(key.clone(), Given::Typed(0, "Second".into())));
    happen(&mut state, Event::RowRemoved(view.rows[0].key.clone()));
    let view = form(&state);
    assert_eq!(view.rows[1].key, key, "a row keeps its key when one before it goes");
    let Body::Question(asked) = &view.rows[1].body else { panic!() };
    assert_eq!(asked.slots[0].text, "Second");
}

#[test]
fn a_helper_is_told_in_the_response() {
    let (form, instrument) = shipped(GAD7);
    let mut answering = answering(&form, &[0; 7]);
    answering.draft.helper =
        Some(Helper { name: "Sam".into(), relation: " my brother ".into(), instead: true });
    let written = write(&answering, &instrument, ("asha", "Patient/asha"), &now());
    let response = &written.entry.body["entry"][0]["resource"];
    let parts = json!([{"url": "instead", "valueBoolean": true}, {"url": "name", "valueString": "Sam"},
                       {"url": "relation", "valueString": "my brother"}]);
    assert_eq!(response["extension"][0]["extension"], parts);
    assert_eq!(response["source"], json!({"type": "RelatedPerson", "display": "Sam (my brother)"}));
    let source = |name: &str, relation: &str, instead| {
        let helper = Helper { name: name.into(), relation: relation.into(), instead };
        let mut given = answering.clone();
        given.draft.helper = Some(helper);
        let written = write(&given, &instrument, ("asha", "Patient/asha"), &now());
        written.entry.body["entry"][0]["resource"]["source"].clone()
    };
    assert_eq!(source("Sam", "", true)["display"], "Sam");
    assert_eq!(source("", "my brother", true)["display"], "my brother");
    assert_eq!(source(" ", "", true)["display"], "Somebody else");
    let own = json!({"reference": "Patient/asha"});
    assert_eq!(source("Sam", "", false), own, "who writes down what the person says answers nothing");
}

#[test]
fn a_saved_draft_is_told_and_a_failed_one_too() {
    let mut state = state(sleep());
    assert_eq!(form(&state).kept, None);
    saved(&mut state, &Key::of("asha", "draft/k"), Ok(()), &who());
    assert_eq!(form(&state).kept, Some(Ok(())));
}

#[test]
fn yes_no_and_a_single_box_say_what_is_chosen() {
    let boxed = json!({"linkId": "t", "type": "boolean", "text": "I agree", "extension": [
        {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
         "valueCodeableConcept": {"coding": [{"code": "check-box"}]}}]});
    let mut state =
        state(questionnaire(json!([{"linkId": "q", "type": "boolean", "text": "Have you eaten?"}, boxed])));
    happen(&mut state, Event::ModeChosen(Mode::Pages));
    let chosen = |state: &State, text: &str| {
        let view = form(state);
        let row = view.rows.iter().find(|row| row.text.text() == text).unwrap().clone();
        match &row.body {
            Body::Question(asked) => asked.chosen.clone(),
            other => panic!("{other:?}"),
        }
    };
    assert!(chosen(&state, "Have you eaten?").is_empty());
    for (given, place) in [(true, 0), (false, 1)] {
        give(&mut state, "Have you eaten?", Given::YesNo(Some(given)));
        assert_eq!(chosen(&state, "Have you eaten?"), [place]);
    }
    give(&mut state, "I agree", Given::YesNo(Some(true)));
    assert_eq!(chosen(&state, "I agree"), [0]);
    give(&mut state, "I agree", Given::YesNo(None));
    assert!(chosen(&state, "I agree").is_empty());
}

#[test]
fn from_a_page_one_goes_to_its_first_question() {
    let group = |id: &str| {
        json!({"linkId": id, "type": "group", "text": id, "item": [
            {"linkId": format!("{id}1"), "type": "string", "text": format!("First of {id}")},
            {"linkId": format!("{id}2"), "type": "string", "text": format!("Second of {id}")}]})
    };
    let mut state = state(questionnaire(json!([group("a"), group("b")])));
    happen(&mut state, Event::ModeChosen(Mode::Pages));
    happen(&mut state, Event::ModeChosen(Mode::OneByOne));
    assert!(texts(&form(&state)).contains(&"First of a".to_string()), "{:?}", texts(&form(&state)));
}

#[test]
fn what_all_answers_together_must_hold_is_told_and_holds_up_the_sending() {
    let rule = |severity: &str, human: &str, expression: &str| {
        json!({"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-constraint", "extension": [
            {"url": "key", "valueId": human}, {"url": "severity", "valueCode": severity},
            {"url": "human", "valueString": human}, {"url": "expression", "valueString": expression}]})
    };
    let mut questions = questionnaire(json!([
        {"linkId": "a", "type": "integer", "text": "First"}, {"linkId": "b", "type": "integer", "text": "Second"}]));
    questions["extension"] = json!([
        rule("error", "One of the two, please.", "item.answer.count() = 1"),
        rule("warning", "That is many.", "item.answer.value.sum() < 10"),
    ]);
    let mut state = state(questions);
    let first = key(&form(&state), "First");
    happen(&mut state, Event::Gave(first, Given::Typed(0, "12".into())));
    assert!(form(&state).notes.contains(&"That is many.".to_owned()), "a warning is told and no more");
    happen(&mut state, Event::Continued);
    let second = key(&form(&state), "Second");
    happen(&mut state, Event::Gave(second.clone(), Given::Typed(0, "3".into())));
    happen(&mut state, Event::Continued);
    let told = form(&state).errors;
    let said: Vec<_> = told.iter().map(|one| (&*one.question, &*one.words)).collect();
    assert_eq!(said, [(checks::ALL_ANSWERS, "One of the two, please.")]);
    happen(&mut state, Event::Gave(second, Given::Typed(0, String::new())));
    happen(&mut state, Event::Continued);
    assert!(finish(&state).left.is_empty());
}
