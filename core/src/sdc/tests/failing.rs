//! What cannot be worked out is told, and never taken for an empty result.

use super::*;

fn asked(item: Value) -> Live {
    let mut item = item;
    item["linkId"] = json!("a");
    item["required"] = json!(true);
    live(json!([{"linkId": "n", "type": "integer", "repeats": true}, item]))
}

/// One of these is needed, and there may be two.
const ONE: &str = "%resource.item.where(linkId='n').answer.value + 1 > 1";

#[test]
fn a_question_whose_condition_fails_is_asked_and_need_not_be_answered() {
    for expression in [ONE, "'x'.memberOf('https://x.example/not-here')"] {
        let mut live =
            asked(json!({"type": "string", "extension": [sdc("enableWhenExpression", expression)]}));
        set(&mut live, "n", json!([{"valueInteger": 1}, {"valueInteger": 2}]));
        let a = node(&live, "a");
        assert!(is_on(&live, "a") && !live.needed(a), "{expression}");
        assert_eq!(live.notes(), [(live.form().find("a"), Note::Condition)], "{expression}");
    }
}

#[test]
fn what_works_again_is_not_told_any_more() {
    let mut live = asked(
        json!({"type": "integer", "extension": [sdc("calculatedExpression", ONE.trim_end_matches(" > 1"))]}),
    );
    set(&mut live, "n", json!([{"valueInteger": 1}]));
    assert!(live.notes().is_empty() && live.values(node(&live, "a")) == [&json!(2)]);
    set(&mut live, "n", json!([{"valueInteger": 1}, {"valueInteger": 2}]));
    assert_eq!(live.notes(), [(live.form().find("a"), Note::Calculation)]);
    assert!(live.values(node(&live, "a")).is_empty());
    set(&mut live, "n", json!([{"valueInteger": 4}]));
    assert!(live.notes().is_empty() && live.values(node(&live, "a")) == [&json!(5)]);
}

#[test]
fn a_variable_that_fails_fails_who_uses_it() {
    let variable = json!({"url": "http://hl7.org/fhir/StructureDefinition/variable",
        "valueExpression": {"name": "more", "language": "text/fhirpath", "expression": ONE}});
    let mut live =
        asked(json!({"type": "string", "extension": [variable, sdc("enableWhenExpression", "%more")]}));
    set(&mut live, "n", json!([{"valueInteger": 1}, {"valueInteger": 2}]));
    assert!(is_on(&live, "a"));
    assert_eq!(live.notes(), [(live.form().find("a"), Note::Condition)]);
}

#[test]
fn a_pattern_or_a_bound_that_is_not_understood_is_told() {
    let cqf = json!({"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/cqf-expression",
        "valueExpression": {"language": "text/fhirpath", "expression": "4"}}]});
    let bound = |name: &str| json!({"type": "integer", "extension": [{"url": format!("http://hl7.org/fhir/StructureDefinition/{name}"), "_valueInteger": cqf}]});
    let table = [
        (
            json!({"type": "string", "extension": [core("regex", "valueString", json!("(?<=a)b"))]}),
            Some(Note::Check),
        ),
        (json!({"type": "string", "extension": [core("regex", "valueString", json!("[0-9]+"))]}), None),
        (bound("minLength"), Some(Note::Words)),
        (bound("maxValue"), None),
        (json!({"type": "string", "_maxLength": cqf}), Some(Note::Words)),
    ];
    for (item, expect) in table {
        let live = asked(item.clone());
        let notes: Vec<_> = live.form().notes_of(live.form().find("a")).cloned().collect();
        assert_eq!(notes, Vec::from_iter(expect), "{item}");
    }
    // A bound that stands in an expression alone, without a value for those who read none.
    let mut live = asked(bound("maxValue"));
    set(&mut live, "a", json!([{"valueInteger": 5}]));
    let a = node(&live, "a");
    assert_eq!(live.problem(a, &live.node(a).unwrap().answers[0].clone()), Some(Problem::High("4".into())));
}

#[test]
fn an_excluded_code_is_in_no_set() {
    let set = json!({"resourceType": "ValueSet", "id": "s", "compose": {
        "include": [{"system": "x", "concept": [{"code": "a"}, {"code": "b"}]}],
        "exclude": [{"system": "x", "concept": [{"code": "b"}]}]}});
    let is = |code: &str| sdc("calculatedExpression", &format!("'{code}'.memberOf('#s')"));
    let mut source = questionnaire(json!([
        {"linkId": "a", "type": "boolean", "extension": [is("a")]}, {"linkId": "b", "type": "boolean", "extension": [is("b")]}]));
    source["contained"] = json!([set]);
    let live =
        Live::open(Rc::new(Form::read(Rc::new(source), "", &[]).unwrap()), Around::default(), None, &now());
    assert_eq!(live.values(node(&live, "a")), [&json!(true)]);
    assert_eq!(live.values(node(&live, "b")), [&json!(false)]);
}
