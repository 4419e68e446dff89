//! What is kept is what comes back.

use super::*;
use crate::words::checks;

fn form() -> Rc<Form> {
    let questions = json!({"resourceType": "Questionnaire", "url": "https://x.example/q", "item": [
        {"linkId": "g", "type": "group", "repeats": true, "text": "Medicine", "item": [
            {"linkId": "name", "type": "string", "required": true},
            {"linkId": "since", "type": "date"},
        ]},
        {"linkId": "c", "type": "open-choice", "repeats": true, "answerOption": [
            {"valueCoding": {"code": "a", "display": "A"}}, {"valueCoding": {"code": "b", "display": "B"}}],
         "item": [{"linkId": "why", "type": "string"}]},
        {"linkId": "yes", "type": "boolean"},
        {"linkId": "if", "type": "string", "enableWhen": [{"question": "yes", "operator": "=", "answerBoolean": true}]},
    ]});
    Rc::new(Form::read(Rc::new(questions), "", &[]).unwrap())
}

fn node(answering: &Answering, link_id: &str, nth: usize) -> usize {
    answering.live.nodes_of(answering.live.form().find(link_id).unwrap())[nth]
}

fn again(form: &Rc<Form>, row: &Value) -> Answering {
    let row = crate::json::read(&crate::json::write(row)).unwrap();
    Answering::open(form, Around::default(), Some(&row), &Now::new(5, 0, [9, 9, 9, 9]))
}

#[test]
fn everything_comes_back() {
    let form = form();
    let mut answering = opened(&form);
    let first = node(&answering, "g", 0);
    let second = answering.live.add_row(first).unwrap();
    let name = answering.live.node(second).unwrap().children[0];
    answering.live.type_in(name, 0, |typed| typed.text = "Sertraline".into());
    let since = answering.live.node(second).unwrap().children[1];
    answering.live.type_in(since, 0, |typed| typed.text = "31 2 2020".into());
    let choice = node(&answering, "c", 0);
    answering.live.choose(choice, 1, true);
    answering.live.choose(choice, 0, true);
    answering.live.other(choice, true, Some("My own".into()));
    let why = node(&answering, "why", 1);
    answering.live.type_in(why, 0, |typed| typed.text = "Because".into());
    let yes = node(&answering, "yes", 0);
    answering.live.yes_no(yes, Some(true));
    let hidden = node(&answering, "if", 0);
    answering.live.type_in(hidden, 0, |typed| typed.text = "kept though hidden".into());
    answering.live.yes_no(yes, None);
    answering.live.not_said(yes, true);
    answering.draft.helper = Some(Helper { name: "Sam".into(), relation: "brother".into(), instead: false });
    answering.at = 2;

    let row = answering.row();
    let back = again(&form, &row);
    assert!(back.resumed);
    assert_eq!(back.lost, None);
    assert_eq!(back.row(), row, "nothing is lost, nothing is made up");
    assert_eq!(back.draft.response, answering.draft.response);
    assert_eq!(back.at, 2);
    let since = back.live.node(node(&back, "g", 1)).unwrap().children[1];
    let answer = &back.live.node(since).unwrap().answers[0];
    assert_eq!((answer.value.as_ref(), answer.typed.as_ref().unwrap().text.as_str()), (None, "31 2 2020"));
    assert!(back.live.node(node(&back, "yes", 0)).unwrap().not_said);
    let sent = Value::Array(back.live.items()).to_string();
    assert!(!sent.contains("kept though hidden"), "what is not enabled is not sent: {sent}");
}

#[test]
fn what_was_worked_out_and_written_over_stays_as_written() {
    let sum = json!([{"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
        "valueExpression": {"language": "text/fhirpath", "expression": "%resource.item.where(linkId='n').answer.value + 1"}}]);
    let questions = json!({"resourceType": "Questionnaire", "url": "https://x.example/q", "item": [
        {"linkId": "n", "type": "integer"}, {"linkId": "sum", "type": "integer", "extension": sum}]});
    let form = Rc::new(Form::read(Rc::new(questions), "", &[]).unwrap());
    let mut answering = opened(&form);
    let n = node(&answering, "n", 0);
    answering.live.set(n, &[json!({"valueInteger": 3})], true);
    let value = |answering: &Answering| answering.live.values(node(answering, "sum", 0))[0].clone();
    assert_eq!(value(&again(&form, &answering.row())), 4);
    let sum = node(&answering, "sum", 0);
    answering.live.set(sum, &[json!({"valueInteger": 9})], true);
    let back = again(&form, &answering.row());
    assert_eq!(value(&back), 9);
    assert_eq!(back.row(), answering.row());
}

#[test]
fn a_draft_of_the_first_shape_is_taken_over() {
    let (form, instrument) = shipped(PHQ9);
    let answers: Vec<Value> = form
        .items
        .iter()
        .filter(|i| i.kind.is_question() && !i.hidden)
        .map(|i| json!([&*i.link_id, {"Choice": 2}]))
        .collect();
    let row = json!({"questionnaire": &*form.url, "answers": answers, "at": 9, "response": "r", "observation": "o",
                     "entry": "e", "begun": 1});
    let back = again(&form, &row);
    assert!(back.resumed && back.lost.is_none());
    assert_eq!(score(&back.live, instrument.total.as_ref()).map(|s| s.value), Some(18));
    assert_eq!(
        (back.draft.response.as_str(), back.draft.entry.as_str()),
        ("r", "e"),
        "sent twice it is one entry"
    );
    assert_eq!(back.at, back.steps(), "the review was open");
}

#[test]
fn what_has_no_place_any_more_is_told() {
    let form = form();
    let base = json!({"questionnaire": &*form.url, "response": "r", "observation": "o", "entry": "e", "begun": 1, "at": 0});
    let with = |name: &str, value: Value| {
        let mut row = base.clone();
        row[name] = value;
        row
    };
    let answer = json!([{"valueString": "x"}]);
    let table = [
        (with("items", json!([{"linkId": "yes", "answer": [{"valueBoolean": true}]}])), None),
        (with("items", json!([{"linkId": "gone", "answer": answer}])), Some(checks::LOST)),
        (with("answers", json!([["c", {"Choice": 9}]])), Some(checks::LOST)),
        (with("answers", json!([["yes", {"YesNo": true}]])), None),
        (with("typed", json!([{"path": [["gone", 0]], "text": "x"}])), Some(checks::LOST)),
        (
            json!({"questionnaire": "https://x.example/other", "items": [{"linkId": "a"}]}),
            Some(checks::LOST_ALL),
        ),
        (json!({"items": [{"linkId": "a"}]}), Some(checks::LOST_ALL)),
        (json!({"items": []}), None),
    ];
    for (row, expect) in table {
        assert_eq!(again(&form, &row).lost, expect, "{row}");
    }
}

#[test]
fn an_empty_draft_is_none() {
    let form = form();
    let answering = opened(&form);
    assert!(!Draft::holds(&answering.row()));
    assert!(!again(&form, &answering.row()).resumed);
}
