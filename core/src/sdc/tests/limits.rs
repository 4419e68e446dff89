//! Large, deep and circular questionnaires: a clear answer, never an endless one.

use super::*;

#[test]
fn deep_nesting_is_refused_and_does_not_overflow() {
    let deep = |levels: usize| {
        let mut item = json!({"linkId": "q", "type": "string"});
        for depth in 0..levels {
            item = json!({"linkId": format!("g{depth}"), "type": "group", "item": [item]});
        }
        Form::read(Rc::new(questionnaire(json!([item]))), "", &[]).map(|form| form.items.len())
    };
    assert_eq!(deep(40), Ok(41));
    assert_eq!(deep(60), Err(Refusal::TooMuch));
}

#[test]
fn ten_thousand_items_open_and_more_are_refused() {
    let many = |count: usize| {
        let items: Vec<Value> =
            (0..count).map(|n| json!({"linkId": n.to_string(), "type": "string"})).collect();
        Form::read(Rc::new(questionnaire(Value::Array(items))), "", &[])
    };
    let mut live = Live::open(Rc::new(many(10_000).unwrap()), Around::default(), None, &now());
    set(&mut live, "9999", json!([{"valueString": "x"}]));
    assert_eq!(live.items().len(), 1);
    assert_eq!(many(30_000).err(), Some(Refusal::TooMuch));
}

#[test]
fn circles_come_to_rest_and_are_told() {
    let add = |from: &str| {
        json!([sdc(
            "calculatedExpression",
            &format!("%resource.item.where(linkId='{from}').answer.value + 1")
        )])
    };
    let mut live = live(json!([
        {"linkId": "a", "type": "integer", "extension": add("b")},
        {"linkId": "b", "type": "integer", "extension": add("a")},
        {"linkId": "start", "type": "integer"},
        {"linkId": "c", "type": "integer", "extension": [sdc("calculatedExpression",
            "iif(%resource.item.where(linkId='start').answer.exists(), iif($this.answer.exists(), $this.answer.value + 1, 1), {})")]},
    ]));
    assert!(live.notes().is_empty(), "nothing to begin with: no circle yet");
    set(&mut live, "start", json!([{"valueInteger": 1}]));
    let c = live.form().find("c");
    assert!(live.notes().contains(&(c, Note::Circle)), "{:?}", live.notes());
}

#[test]
fn conditions_that_turn_each_other_off_come_to_rest() {
    let unless = |other: &str| json!([{"question": other, "operator": "!=", "answerBoolean": true}]);
    let mut live = live(json!([
        {"linkId": "a", "type": "boolean", "enableWhen": unless("b")},
        {"linkId": "b", "type": "boolean", "enableWhen": unless("a")},
        {"linkId": "self", "type": "boolean", "enableWhen": unless("self")},
    ]));
    set(&mut live, "a", json!([{"valueBoolean": true}]));
    assert!(is_on(&live, "a") && !is_on(&live, "b"));
    set(&mut live, "self", json!([{"valueBoolean": true}]));
    let circle = live.form().find("self");
    assert_eq!(live.notes(), [(circle, Note::Circle)]);
}

#[test]
fn a_long_chain_is_no_circle() {
    let mut items = vec![json!({"linkId": "0", "type": "integer"})];
    for n in 1..200 {
        let expression = format!("%resource.item.where(linkId='{}').answer.value + 1", n - 1);
        items.push(json!({"linkId": n.to_string(), "type": "integer", "extension": [sdc("calculatedExpression", &expression)]}));
    }
    let mut live = live(Value::Array(items));
    set(&mut live, "0", json!([{"valueInteger": 1}]));
    assert_eq!(live.values(node(&live, "199")), [&json!(200)]);
    assert!(live.notes().is_empty());
}
