//! Giving answers, taking them back, and what goes out.

use super::*;

fn options(rest: Value) -> Value {
    let mut item = rest;
    item["linkId"] = json!("a");
    item["answerOption"] = json!([
        {"valueCoding": {"system": "s", "code": "x", "display": "X"}},
        {"valueCoding": {"system": "s", "code": "y", "display": "Y"}},
        {"valueCoding": {"system": "s", "code": "none", "display": "None"},
         "extension": [core("questionnaire-optionExclusive", "valueBoolean", json!(true))]},
    ]);
    json!([item])
}

fn codes(live: &Live, at: usize) -> String {
    let code = |value: &&Value| {
        value.get("code").and_then(Value::as_str).or(value.as_str()).unwrap_or("?").to_string()
    };
    live.values(at).iter().map(code).collect::<Vec<_>>().join(" ")
}

#[test]
fn choices() {
    let mut one = live(options(json!({"type": "choice"})));
    for (place, on, expect) in
        [(0, true, "x"), (1, true, "y"), (1, true, "y"), (0, false, "y"), (1, false, ""), (9, true, "")]
    {
        one.choose(0, place, on);
        assert_eq!(codes(&one, 0), expect);
    }
    let mut many = live(options(json!({"type": "choice", "repeats": true})));
    for (place, on, expect) in [
        (1, true, "y"),
        (0, true, "x y"),
        (2, true, "none"),
        (0, true, "x"),
        (1, true, "x y"),
        (0, false, "y"),
    ] {
        many.choose(0, place, on);
        assert_eq!(codes(&many, 0), expect);
    }
}

#[test]
fn an_answer_of_ones_own() {
    let mut one = live(options(json!({"type": "open-choice"})));
    one.choose(0, 0, true);
    one.other(0, true, None);
    assert_eq!(codes(&one, 0), "", "it is chosen, and says nothing yet");
    one.other(0, true, Some("own words".into()));
    assert_eq!(codes(&one, 0), "own words");
    one.choose(0, 1, true);
    assert_eq!(codes(&one, 0), "y");
    let mut many = live(options(json!({"type": "open-choice", "repeats": true})));
    many.choose(0, 1, true);
    many.other(0, true, Some("own".into()));
    many.choose(0, 0, true);
    assert_eq!(codes(&many, 0), "x y own");
    many.choose(0, 2, true);
    assert_eq!(codes(&many, 0), "none");
    many.other(0, true, Some("own".into()));
    many.other(0, false, None);
    assert_eq!(codes(&many, 0), "");
    let mut closed = live(options(json!({"type": "choice"})));
    closed.other(0, true, Some("own".into()));
    assert_eq!(codes(&closed, 0), "");
}

#[test]
fn questions_under_answers_stay_with_their_answer() {
    let mut live = live(json!([{"linkId": "a", "type": "choice", "repeats": true,
        "answerOption": [{"valueCoding": {"code": "x"}}, {"valueCoding": {"code": "y"}}, {"valueCoding": {"code": "z"}}],
        "item": [{"linkId": "why", "type": "string"}]}]));
    live.choose(0, 1, true);
    let y = nth(&live, "why", 0);
    live.type_in(y, 0, |typed| typed.text = "of y".into());
    live.choose(0, 0, true);
    let x = *live.node(0).unwrap().children.first().unwrap();
    assert_ne!(x, y, "the order of the choices");
    live.type_in(x, 0, |typed| typed.text = "of x".into());
    let coding = |code: &str, why: &str| json!({"valueCoding": {"code": code}, "item": [{"linkId": "why", "answer": [{"valueString": why}]}]});
    assert_eq!(live.items(), [json!({"linkId": "a", "answer": [coding("x", "of x"), coding("y", "of y")]})]);
    assert_eq!(live.response()["item"][0]["answer"][1]["item"][0]["answer"][0]["valueString"], "of y");
    live.choose(0, 0, false);
    assert_eq!(live.items(), [json!({"linkId": "a", "answer": [coding("y", "of y")]})]);
}

#[test]
fn a_question_under_a_single_choice_stays_when_the_choice_changes() {
    let mut live = live(json!([{"linkId": "a", "type": "choice",
        "answerOption": [{"valueCoding": {"code": "x"}}, {"valueCoding": {"code": "y"}}],
        "item": [{"linkId": "why", "type": "string"}]}]));
    live.choose(0, 0, true);
    let why = node(&live, "why");
    live.type_in(why, 0, |typed| typed.text = "because".into());
    live.choose(0, 1, true);
    let below = json!([{"linkId": "why", "answer": [{"valueString": "because"}]}]);
    assert_eq!(live.items()[0]["answer"], json!([{"valueCoding": {"code": "y"}, "item": below}]));
    assert_eq!(live.response()["item"][0]["answer"][0]["item"], below);
    live.choose(0, 1, false);
    assert_eq!(
        live.response()["item"][0]["item"],
        below,
        "without an answer it stands at the question itself"
    );
}

#[test]
fn a_response_comes_back_as_it_was() {
    let form = form(json!([
        {"linkId": "a", "type": "choice", "repeats": true, "answerOption": [{"valueCoding": {"code": "x"}}, {"valueCoding": {"code": "y"}}],
         "item": [{"linkId": "s", "type": "string"}, {"linkId": "n", "type": "integer", "repeats": true},
                  {"linkId": "g", "type": "group", "item": [{"linkId": "gs", "type": "string"}]}]},
        {"linkId": "r", "type": "group", "repeats": true, "item": [{"linkId": "rs", "type": "string"}]},
        {"linkId": "p", "type": "boolean", "item": [{"linkId": "pc", "type": "date"}]},
    ]));
    let items = json!([
        {"linkId": "a", "answer": [
            {"valueCoding": {"code": "x"}, "item": [
                {"linkId": "s", "answer": [{"valueString": "1"}]},
                {"linkId": "n", "answer": [{"valueInteger": 1}, {"valueInteger": 2}]},
                {"linkId": "g", "item": [{"linkId": "gs", "answer": [{"valueString": "2"}]}]}]},
            {"valueCoding": {"code": "y"}}]},
        {"linkId": "r", "item": [{"linkId": "rs", "answer": [{"valueString": "3"}]}]},
        {"linkId": "r", "item": [{"linkId": "rs", "answer": [{"valueString": "4"}]}]},
        {"linkId": "p", "answer": [{"valueBoolean": true, "item": [{"linkId": "pc", "answer": [{"valueDate": "2020"}]}]}]},
    ]);
    let response = json!({"resourceType": "QuestionnaireResponse", "status": "completed", "item": items});
    let live = Live::open(form.clone(), Around::default(), Some(&response), &now());
    assert_eq!(Value::Array(live.items()), items);
    assert_eq!(judge(&form, &response, &now()), []);
}

#[test]
fn slots_are_added_filled_and_removed() {
    let mut live = live(json!([{"linkId": "a", "type": "string", "repeats": true}]));
    live.type_in(0, 0, |typed| typed.text = "one".into());
    live.add_slot(0);
    let second = live.node(0).unwrap().answers[1].id;
    live.type_in(0, second, |typed| typed.text = "two".into());
    assert_eq!(live.values(0), [&json!("one"), &json!("two")]);
    live.remove_slot(0, 0);
    assert_eq!(live.values(0), [&json!("two")]);
    live.type_in(0, second, |typed| typed.text = "2".into());
    assert_eq!(live.values(0), [&json!("2")], "it keeps its number");
}

#[test]
fn checks() {
    let mut bounded = json!({"type": "decimal", "extension": [
        core("minValue", "valueDecimal", json!(2)), core("maxValue", "valueDecimal", json!(10)), core("maxDecimalPlaces", "valueInteger", json!(1))]});
    let text = json!({"type": "string", "maxLength": 5, "extension": [
        core("minLength", "valueInteger", json!(2)), core("regex", "valueString", json!("[a-z]+'?")), core("entryFormat", "valueString", json!("abc"))]});
    let date = json!({"type": "date", "extension": [core("minValue", "valueDate", json!("2020-01")), core("maxValue", "valueDate", json!("2020-12-31"))]});
    let file = json!({"type": "attachment", "extension": [core("mimeType", "valueCode", json!("image/*")), core("maxSize", "valueDecimal", json!(1))]});
    let table = [
        (bounded.clone(), json!({"valueDecimal": 1.9}), Some(Problem::Low("2".into()))),
        (bounded.clone(), json!({"valueDecimal": 2.0}), None),
        (bounded.clone(), json!({"valueDecimal": 10.1}), Some(Problem::High("10".into()))),
        (bounded.clone(), json!({"valueDecimal": 5.25}), Some(Problem::Places(1))),
        (bounded.take(), json!({"valueString": "5"}), Some(Problem::Type)),
        (text.clone(), json!({"valueString": "abc"}), None),
        (text.clone(), json!({"valueString": "a"}), Some(Problem::Short(2))),
        (text.clone(), json!({"valueString": "abcdef"}), Some(Problem::Long(5))),
        (text.clone(), json!({"valueString": "ab1"}), Some(Problem::Pattern("abc".into()))),
        (text, json!({"valueString": "ab'"}), None),
        (date.clone(), json!({"valueDate": "2019-12-31"}), Some(Problem::Low("1 2020".into()))),
        (date.clone(), json!({"valueDate": "2020-01-01"}), None),
        (date, json!({"valueDate": "2021-01-01"}), Some(Problem::High("31 12 2020".into()))),
        (
            file.clone(),
            json!({"valueAttachment": {"contentType": "image/png", "size": 900_000, "url": "Binary/a"}}),
            None,
        ),
        (
            file.clone(),
            json!({"valueAttachment": {"contentType": "application/pdf"}}),
            Some(Problem::FileKind),
        ),
        (
            file,
            json!({"valueAttachment": {"contentType": "image/png", "size": 1_900_000}}),
            Some(Problem::FileSize(1_000_000)),
        ),
        (
            options(json!({"type": "choice"}))[0].clone(),
            json!({"valueCoding": {"system": "s", "code": "q"}}),
            Some(Problem::NotOffered),
        ),
    ];
    for (mut item, answer, expect) in table {
        item["linkId"] = json!("a");
        let mut live = live(json!([item.clone()]));
        live.set(0, std::slice::from_ref(&answer), true);
        assert_eq!(live.problem(0, &live.node(0).unwrap().answers[0].clone()), expect, "{item} {answer}");
    }
}

#[test]
fn how_many() {
    let occurs = |least: i64, most: i64| {
        json!([{"linkId": "a", "type": "string", "repeats": true, "required": true, "extension": [
        core("questionnaire-minOccurs", "valueInteger", json!(least)), core("questionnaire-maxOccurs", "valueInteger", json!(most))]}])
    };
    let table = [
        (0, vec![Problem::Missing]),
        (1, vec![Problem::Few(2)]),
        (2, vec![]),
        (3, vec![]),
        (4, vec![Problem::Many(3)]),
    ];
    for (count, expect) in table {
        let mut live = live(occurs(2, 3));
        let answers: Vec<Value> = (0..count).map(|n| json!({"valueString": n.to_string()})).collect();
        live.set(0, &answers, true);
        assert_eq!(live.problems(0), expect, "{count}");
    }
}

#[test]
fn who_does_not_want_to_say_need_not() {
    let mut live = live(json!([{"linkId": "a", "type": "string"}]));
    live.type_in(0, 0, |typed| typed.text = "x".into());
    live.not_said(0, true);
    assert!(live.values(0).is_empty() && live.node(0).unwrap().not_said);
    let item = live.items().remove(0);
    assert_eq!(item["extension"][0]["valueCode"], "asked-declined");
    live.type_in(0, 0, |typed| typed.text = "y".into());
    assert!(!live.node(0).unwrap().not_said);
}

#[test]
fn responses_are_judged() {
    let form = form(json!([
        {"linkId": "g", "type": "group", "item": [{"linkId": "a", "type": "string", "required": true}, {"linkId": "b", "type": "integer"}]},
        {"linkId": "c", "type": "boolean"},
        {"linkId": "d", "type": "string", "enableWhen": [{"question": "c", "operator": "=", "answerBoolean": true}]},
    ]));
    let a = json!({"linkId": "a", "answer": [{"valueString": "x"}]});
    let d = json!({"linkId": "d", "answer": [{"valueString": "x"}]});
    let group = |items: Value| json!({"linkId": "g", "item": items});
    let table = [
        (json!([group(json!([a]))]), vec![]),
        (json!([]), vec![]),
        (
            json!([group(json!([{"linkId": "b", "answer": [{"valueInteger": 1}]}]))]),
            vec![("a", Fault::Problem(Problem::Missing))],
        ),
        (json!([group(json!([a])), d]), vec![("d", Fault::Disabled)]),
        (json!([group(json!([a])), {"linkId": "z"}]), vec![("z", Fault::Unknown)]),
        (json!([a]), vec![("a", Fault::Misplaced)]),
        (
            json!([{"linkId": "c", "answer": [{"valueBoolean": true}]}, group(json!([a]))]),
            vec![("g", Fault::Order)],
        ),
        (
            json!([group(json!([a])), {"linkId": "c", "answer": [{"valueBoolean": true}, {"valueBoolean": false}]}]),
            vec![("c", Fault::Repeated)],
        ),
        (
            json!([{"linkId": "g", "answer": [{"valueString": "x"}], "item": [a]}]),
            vec![("g", Fault::Answered)],
        ),
        (
            json!([group(json!([a])), {"linkId": "c", "answer": [{"valueString": "yes"}]}]),
            vec![("c", Fault::Problem(Problem::Type))],
        ),
    ];
    for (items, expect) in table {
        let response = json!({"resourceType": "QuestionnaireResponse", "status": "completed", "item": items});
        let found: Vec<_> =
            judge(&form, &response, &now()).into_iter().map(|i| (i.link_id.to_string(), i.fault)).collect();
        let expect: Vec<_> = expect.into_iter().map(|(id, fault)| (id.to_string(), fault)).collect();
        assert_eq!(found, expect, "{items}");
    }
    assert_eq!(judge(&form, &json!({}), &now())[0].fault, Fault::NoResponse);
}
