//! Whatever the text and whatever the JSON, nothing panics, and everything ends.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Failure, Fault, Node, Room, World, parse};
use crate::now::Now;

fn run(text: &str, resource: &Value) -> Option<Result<usize, Failure>> {
    let expression = parse(text).ok()?;
    let (now, room) = (Now::new(1_792_000_000_000, 60, [7; 4]), Room::default());
    let focus = [Node::from_json(resource)];
    let world =
        World { focus: &focus, resource: Some(resource), root: None, now: &now, room: &room, lookup: &() };
    let found = expression.evaluate(&world);
    Some(found.map(|found| {
        found.iter().map(|node| node.to_json().to_string().len() + node.type_name().len()).sum()
    }))
}

/// Any JSON, with the names and texts that expressions look for.
fn any_json() -> impl Strategy<Value = Value> {
    let text = prop::sample::select(vec![
        "a",
        "2026-03",
        "10:30",
        "1",
        "mg",
        "Patient",
        "#c",
        "http://unitsofmeasure.org",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text.prop_map(Value::from),
    ];
    let key = prop::sample::select(vec![
        "item",
        "answer",
        "linkId",
        "value",
        "valueDate",
        "_valueDate",
        "valueQuantity",
        "unit",
        "code",
        "system",
        "extension",
        "url",
        "resourceType",
        "contained",
        "id",
        "reference",
        "name",
        "_name",
        "birthDate",
    ]);
    leaf.prop_recursive(4, 40, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key.clone(), inner), 0..5).prop_map(|fields| Value::Object(
                fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
            )),
        ]
    })
}

/// Any expression, mostly a right one.
fn any_expression() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "item",
        "answer.value",
        "value",
        "linkId",
        "birthDate",
        "name",
        "'a'",
        "'2026-03'",
        "1",
        "-2",
        "3.50",
        "1e",
        "4 'mg'",
        "2 weeks",
        "@2026-02",
        "@T10:30",
        "@2026-01-01T10:00:00Z",
        "{}",
        "true",
        "$this",
        "$index",
        "$total",
        "%resource",
        "%context",
        "Patient",
        "today()",
        "now()",
        "(1 | 2 | 3)",
        "99999999999999999999999999.5",
        "descendants()",
    ]);
    leaf.prop_map(str::to_owned).prop_recursive(4, 24, 3, |inner| {
        let operator = prop::sample::select(vec![
            "=", "!=", "~", "!~", "<", "<=", ">", ">=", "+", "-", "*", "/", "div", "mod", "&", "|", "and",
            "or", "xor", "implies", "in", "contains", ".",
        ]);
        let function = prop::sample::select(
            super::functions::names()
                .filter(|name| *name != "repeat" && *name != "defineVariable")
                .collect::<Vec<_>>(),
        );
        prop_oneof![
            (inner.clone(), operator, inner.clone())
                .prop_map(|(left, sign, right)| format!("({left} {sign} {right})")),
            (inner.clone(), function.clone()).prop_map(|(input, name)| format!("({input}).{name}()")),
            (inner.clone(), function.clone(), inner.clone())
                .prop_map(|(input, name, first)| format!("({input}).{name}({first})")),
            (inner.clone(), function, inner.clone(), inner.clone())
                .prop_map(|(input, name, first, second)| format!("({input}).{name}({first}, {second})")),
            (inner.clone(), inner.clone()).prop_map(|(input, index)| format!("({input})[{index}]")),
            inner.clone().prop_map(|input| format!("({input} is Quantity)")),
            inner.prop_map(|input| format!("repeat({input})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_text_is_an_expression_or_a_fault(text in "\\PC{0,60}|[a-z0-9()'@.%$|`\\[\\]{}<>=~!/* -]{0,80}") {
        if let Err(error) = parse(&text) {
            prop_assert!(error.at <= text.len());
        }
    }

    #[test]
    fn any_expression_ends(text in any_expression(), resource in any_json()) {
        let _ = run(&text, &resource);
    }
}

#[test]
fn what_is_too_much_is_told() {
    let deep = |open: &str, close: &str, times: usize| open.repeat(times) + "1" + &close.repeat(times);
    for text in [
        deep("(", ")", 5_000),
        deep("-", "", 5_000),
        deep("1 + ", "", 5_000),
        deep("iif(true, ", ")", 5_000),
        "a".to_owned() + &".a".repeat(5_000),
    ] {
        assert_eq!(parse(&text).unwrap_err().fault, Fault::TooMuch);
    }
    assert_eq!(parse(&" ".repeat(100_000)).unwrap_err().fault, Fault::TooMuch);
    let resource = json!({});
    for text in [
        "repeat($this & 'a').count()",
        "(1 | 2 | 3 | 4 | 5 | 6 | 7 | 8).repeat($this + 1).count()",
        "'a'.repeat($this + 'abcdefgh').count()",
    ] {
        let found = run(text, &resource).unwrap();
        assert!(matches!(found, Err(Failure::TooMuch | Failure::Type | Failure::NotOne)), "{text} {found:?}");
    }
}

#[test]
fn the_deepest_expressions_fit_the_stack() {
    let text = "iif(true, ".repeat(110) + "1" + &")".repeat(110);
    assert_eq!(run(&text, &json!({})), Some(Ok(8)));
    let text = "(1 + ".repeat(100) + "1" + &")".repeat(100);
    assert_eq!(run(&text, &json!({})), Some(Ok(10)));
}
