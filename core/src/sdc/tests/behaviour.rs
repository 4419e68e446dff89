//! What is asked, and what is worked out.

use super::*;

fn when(question: &str, operator: &str, member: &str, value: Value) -> Value {
    let mut condition = json!({"question": question, "operator": operator});
    condition[member] = value;
    condition
}

/// A question of this kind, and one that is asked when the condition on it is met.
fn asked_if(kind: &str, answers: Value, operator: &str, member: &str, value: Value) -> bool {
    let mut live = live(json!([
        {"linkId": "a", "type": kind, "repeats": true},
        {"linkId": "b", "type": "string", "enableWhen": [when("a", operator, member, value)]},
    ]));
    set(&mut live, "a", answers);
    is_on(&live, "b")
}

#[test]
fn every_operator() {
    let int = |numbers: &[i64]| Value::Array(numbers.iter().map(|n| json!({"valueInteger": n})).collect());
    let table: [(&[i64], &str, i64, bool); 17] = [
        (&[5], "=", 5, true),
        (&[4, 5], "=", 5, true),
        (&[4], "=", 5, false),
        (&[], "=", 5, false),
        (&[4], "!=", 5, true),
        (&[4, 5], "!=", 5, false),
        (&[], "!=", 5, true),
        (&[6], ">", 5, true),
        (&[5], ">", 5, false),
        (&[4, 6], ">", 5, true),
        (&[4], "<", 5, true),
        (&[5], "<", 5, false),
        (&[5], ">=", 5, true),
        (&[4], ">=", 5, false),
        (&[5], "<=", 5, true),
        (&[], "<=", 5, false),
        (&[], ">", 5, false),
    ];
    for (given, operator, expected, on) in table {
        assert_eq!(
            asked_if("integer", int(given), operator, "answerInteger", json!(expected)),
            on,
            "{given:?} {operator} {expected}"
        );
    }
    for (given, wanted, on) in
        [(true, true, true), (false, true, false), (true, false, false), (false, false, true)]
    {
        let given = if given { json!([{"valueInteger": 1}]) } else { json!([]) };
        assert_eq!(asked_if("integer", given, "exists", "answerBoolean", json!(wanted)), on);
    }
}

#[test]
fn every_type() {
    for (kind, given, operator, member, expected, on) in
        numbers_and_times().into_iter().chain(codes_and_the_rest())
    {
        let told = format!("{kind} {given} {operator} {expected}");
        assert_eq!(asked_if(kind, given, operator, member, expected), on, "{told}");
    }
}

type Case = (&'static str, Value, &'static str, &'static str, Value, bool);

fn numbers_and_times() -> Vec<Case> {
    vec![
        ("decimal", json!([{"valueDecimal": 5.60}]), "=", "answerDecimal", json!(5.6), true),
        ("decimal", json!([{"valueDecimal": 10}]), ">", "answerDecimal", json!(9.5), true),
        ("integer", json!([{"valueInteger": 5}]), "=", "answerDecimal", json!(5.0), true),
        ("boolean", json!([{"valueBoolean": false}]), "=", "answerBoolean", json!(false), true),
        ("string", json!([{"valueString": "a"}]), "=", "answerString", json!("A"), false),
        ("string", json!([{"valueString": "b"}]), ">", "answerString", json!("a"), true),
        ("date", json!([{"valueDate": "2022-09-01"}]), ">", "answerDate", json!("2022-08"), true),
        ("date", json!([{"valueDate": "2022-09"}]), "=", "answerDate", json!("2022"), false),
        ("date", json!([{"valueDate": "2022-09"}]), ">", "answerDate", json!("2022"), false),
        (
            "dateTime",
            json!([{"valueDateTime": "2022-09-01T10:00:00+02:00"}]),
            "=",
            "answerDateTime",
            json!("2022-09-01T08:00:00Z"),
            true,
        ),
        ("time", json!([{"valueTime": "09:30:00"}]), "<", "answerTime", json!("10:00:00"), true),
    ]
}

fn codes_and_the_rest() -> Vec<Case> {
    let coding = |system: &str, code: &str| json!({"system": system, "code": code});
    let kilos = |value: Value, code: &str| json!({"value": value, "code": code, "system": "u"});
    vec![
        ("choice", json!([{"valueCoding": coding("s", "a")}]), "=", "answerCoding", coding("s", "a"), true),
        ("choice", json!([{"valueCoding": coding("s", "a")}]), "=", "answerCoding", coding("t", "a"), false),
        (
            "choice",
            json!([{"valueCoding": coding("s", "a")}]),
            "=",
            "answerCoding",
            json!({"code": "a"}),
            true,
        ),
        ("choice", json!([{"valueCoding": coding("s", "a")}]), "!=", "answerCoding", coding("s", "b"), true),
        ("open-choice", json!([{"valueString": "own"}]), "=", "answerString", json!("own"), true),
        (
            "quantity",
            json!([{"valueQuantity": kilos(json!(70.0), "kg")}]),
            ">=",
            "answerQuantity",
            kilos(json!(70), "kg"),
            true,
        ),
        (
            "quantity",
            json!([{"valueQuantity": kilos(json!(70.0), "g")}]),
            ">=",
            "answerQuantity",
            kilos(json!(70), "kg"),
            false,
        ),
        (
            "reference",
            json!([{"valueReference": {"reference": "Patient/a"}}]),
            "=",
            "answerReference",
            json!({"reference": "Patient/a"}),
            true,
        ),
    ]
}

#[test]
fn all_or_any_and_down_through_what_is_off() {
    let two = |behaviour: &str| {
        json!([
            {"linkId": "a", "type": "boolean"}, {"linkId": "b", "type": "boolean"},
            {"linkId": "g", "type": "group", "enableBehavior": behaviour, "enableWhen": [
                when("a", "=", "answerBoolean", json!(true)), when("b", "=", "answerBoolean", json!(true))],
             "item": [{"linkId": "in", "type": "string"}]},
            {"linkId": "after", "type": "string", "enableWhen": [when("in", "exists", "answerBoolean", json!(true))]},
        ])
    };
    for (behaviour, one, both) in [("any", true, true), ("all", false, true)] {
        let mut live = live(two(behaviour));
        assert!(!is_on(&live, "g") && !is_on(&live, "in"));
        set(&mut live, "a", json!([{"valueBoolean": true}]));
        assert_eq!(is_on(&live, "in"), one, "{behaviour}");
        set(&mut live, "b", json!([{"valueBoolean": true}]));
        assert_eq!(is_on(&live, "in"), both, "{behaviour}");
        set(&mut live, "in", json!([{"valueString": "x"}]));
        assert!(is_on(&live, "after"));
        set(&mut live, "a", json!([]));
        set(&mut live, "b", json!([]));
        assert!(!is_on(&live, "after"), "an answer that is off counts for nobody");
        assert!(live.items().is_empty() && !live.kept().is_empty(), "it is kept and not sent");
        set(&mut live, "a", json!([{"valueBoolean": true}]));
        set(&mut live, "b", json!([{"valueBoolean": true}]));
        assert!(is_on(&live, "after"), "and is there again");
    }
}

#[test]
fn in_repetitions_the_nearest_question_is_meant() {
    let mut live = live(json!([
        {"linkId": "g", "type": "group", "repeats": true, "item": [
            {"linkId": "why", "type": "string", "enableWhen": [when("takes", "=", "answerBoolean", json!(true))]},
            {"linkId": "takes", "type": "boolean"},
        ]},
        {"linkId": "end", "type": "string", "enableWhen": [when("takes", "=", "answerBoolean", json!(true))]},
    ]));
    let first = node(&live, "g");
    live.add_row(first);
    live.add_row(first);
    let yes = |live: &mut Live, n: usize, yes: bool| {
        let at = nth(live, "takes", n);
        live.yes_no(at, Some(yes));
    };
    yes(&mut live, 1, true);
    let on = |live: &Live| (0..3).map(|n| live.node(nth(live, "why", n)).unwrap().on).collect::<Vec<_>>();
    assert_eq!(on(&live), [false, true, false], "the one of the same repetition, though it comes later");
    assert!(!is_on(&live, "end"), "from outside: the last one before it");
    yes(&mut live, 2, true);
    assert!(is_on(&live, "end"));
    live.remove_row(nth(&live, "g", 2));
    assert!(is_on(&live, "end"), "the second is the last now");
}

#[test]
fn what_is_not_enabled_can_stay_in_sight() {
    let item = |display: &str| {
        json!([{"linkId": "a", "type": "boolean"},
        {"linkId": "b", "type": "string", "disabledDisplay": display, "enableWhen": [when("a", "exists", "answerBoolean", json!(true))]}])
    };
    let protected = live(item("protected"));
    assert!(protected.item(1).unwrap().protected && !protected.is_open(1));
    assert!(!live(item("hidden")).item(1).unwrap().protected);
}

#[test]
fn calculations_follow_the_answers_through_variables() {
    let mut live = live(json!([
        {"linkId": "g", "type": "group", "extension": [
            {"url": "http://hl7.org/fhir/StructureDefinition/variable", "valueExpression": {
                "name": "kilos", "language": "text/fhirpath", "expression": "%resource.descendants().where(linkId='w').answer.value"}}],
         "item": [
            {"linkId": "w", "type": "decimal"},
            {"linkId": "h", "type": "decimal"},
            {"linkId": "bmi", "type": "decimal", "readOnly": true, "extension": [
                {"url": "http://hl7.org/fhir/StructureDefinition/variable", "valueExpression": {
                    "name": "metres", "language": "text/fhirpath", "expression": "%resource.descendants().where(linkId='h').answer.value / 100"}},
                sdc("calculatedExpression", "(%kilos / (%metres * %metres)).round(1)")]},
            {"linkId": "say", "type": "string", "extension": [sdc("enableWhenExpression", "%resource.descendants().where(linkId='bmi').answer.value > 25")]},
         ]},
    ]));
    set(&mut live, "w", json!([{"valueDecimal": 70}]));
    assert!(live.values(node(&live, "bmi")).is_empty() && !is_on(&live, "say"));
    set(&mut live, "h", json!([{"valueDecimal": 160}]));
    assert_eq!(live.values(node(&live, "bmi"))[0].to_string(), "27.3");
    assert!(is_on(&live, "say"));
    set(&mut live, "h", json!([]));
    assert!(
        live.values(node(&live, "bmi")).is_empty() && !is_on(&live, "say"),
        "what it follows from is gone"
    );
}

#[test]
fn what_the_person_changed_is_not_worked_out_again_unless_it_cannot_be_changed() {
    let twice = json!([sdc("calculatedExpression", "%resource.item.where(linkId='a').answer.value * 2")]);
    let mut live = live(json!([
        {"linkId": "a", "type": "integer"},
        {"linkId": "mine", "type": "integer", "extension": twice},
        {"linkId": "its", "type": "integer", "readOnly": true, "extension": twice},
    ]));
    set(&mut live, "a", json!([{"valueInteger": 2}]));
    let mine = node(&live, "mine");
    live.type_in(mine, 0, |typed| typed.text = "7".into());
    let its = node(&live, "its");
    live.type_in(its, 0, |typed| typed.text = "7".into());
    set(&mut live, "a", json!([{"valueInteger": 5}]));
    assert_eq!((live.values(mine), live.values(its)), (vec![&json!(7)], vec![&json!(10)]));
}

#[test]
fn rules_give_words_bounds_choices_and_checks() {
    let cqf = |expression: &str| {
        json!({"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/cqf-expression",
        "valueExpression": {"language": "text/fhirpath", "expression": expression}}]})
    };
    let at = "%resource.item.where(linkId='a').answer.value";
    let mut live = live(json!([
        {"linkId": "a", "type": "integer"},
        {"linkId": "b", "type": "integer", "_text": cqf(&format!("'At most ' + {at}.toString()")),
         "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/maxValue", "_valueInteger": cqf(at), "valueInteger": 99}]},
        {"linkId": "c", "type": "choice", "answerOption": [{"valueCoding": {"code": "x"}}, {"valueCoding": {"code": "y"}}],
         "extension": [{"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-answerOptionsToggleExpression",
            "extension": [{"url": "option", "valueCoding": {"code": "y"}},
                          {"url": "expression", "valueExpression": {"language": "text/fhirpath", "expression": format!("{at} > 3")}}]}]},
        {"linkId": "d", "type": "choice", "extension": [sdc("answerExpression", "%resource.item.where(linkId='e').answer.value")]},
        {"linkId": "e", "type": "choice", "repeats": true, "answerOption": [{"valueCoding": {"code": "p"}}, {"valueCoding": {"code": "q"}}]},
        {"linkId": "f", "type": "integer", "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-constraint",
            "extension": [{"url": "key", "valueId": "k"}, {"url": "severity", "valueCode": "error"}, {"url": "human", "valueString": "Must be even."},
                          {"url": "expression", "valueString": "answer.value mod 2 = 0"}]}]},
        {"linkId": "r", "type": "string", "_required": cqf(&format!("{at} = 1"))},
    ]));
    set(&mut live, "a", json!([{"valueInteger": 3}]));
    let b = node(&live, "b");
    assert_eq!(live.node(b).unwrap().extra.as_ref().unwrap().words.as_deref(), Some("At most 3"));
    set(&mut live, "b", json!([{"valueInteger": 4}]));
    assert_eq!(live.problem(b, &live.node(b).unwrap().answers[0].clone()), Some(Problem::High("3".into())));
    let c = node(&live, "c");
    assert!(live.is_off(c, &json!({"code": "y"})) && !live.is_off(c, &json!({"code": "x"})));
    live.choose(c, 1, true);
    assert!(live.values(c).is_empty(), "what is off cannot be chosen");
    set(&mut live, "a", json!([{"valueInteger": 5}]));
    live.choose(c, 1, true);
    assert_eq!(live.values(c).len(), 1);
    set(&mut live, "a", json!([{"valueInteger": 1}]));
    let given = live.node(c).unwrap().answers[0].clone();
    assert_eq!(
        live.problem(c, &given),
        Some(Problem::NotOffered),
        "and is pointed out when it was chosen before"
    );
    assert!(live.needed(node(&live, "r")));
    let d = node(&live, "d");
    assert!(live.choices(d).unwrap().list.is_empty());
    let e = node(&live, "e");
    live.choose(e, 1, true);
    assert_eq!(live.choices(d).unwrap().list[0].answer["valueCoding"]["code"], "q");
    let f = node(&live, "f");
    set(&mut live, "f", json!([{"valueInteger": 3}]));
    assert_eq!(live.problems(f), [Problem::Rule("Must be even.".into())]);
    set(&mut live, "f", json!([{"valueInteger": 4}]));
    assert!(live.problems(f).is_empty());
}

#[test]
fn forms_are_filled_in_beforehand_from_themselves_the_launch_and_the_record() {
    let observation = |when: &str, value: i64, status: &str| {
        json!({"resourceType": "Observation", "status": status,
        "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7"}]}, "effectiveDateTime": when,
        "valueQuantity": {"value": value, "unit": "kg", "system": "http://unitsofmeasure.org", "code": "kg"}})
    };
    let linked = json!([{"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observationLinkPeriod",
                         "valueDuration": {"value": 1, "code": "a", "system": "http://unitsofmeasure.org"}}]);
    let mut in_kg = linked.clone();
    let kg = core(
        "questionnaire-unit",
        "valueCoding",
        json!({"system": "http://unitsofmeasure.org", "code": "kg"}),
    );
    in_kg.as_array_mut().unwrap().push(kg);
    let items = json!([
        {"linkId": "name", "type": "string", "extension": [sdc("initialExpression", "%patient.name.first().given.first()")]},
        {"linkId": "born", "type": "date", "extension": [sdc("initialExpression", "%patient.birthDate")]},
        {"linkId": "plain", "type": "integer", "initial": [{"valueInteger": 3}]},
        {"linkId": "picked", "type": "choice", "answerOption": [{"valueCoding": {"code": "x"}}, {"valueCoding": {"code": "y"}, "initialSelected": true}]},
        {"linkId": "sex", "type": "choice", "answerOption": [{"valueCoding": {"code": "female"}}], "extension": [sdc("initialExpression", "%patient.gender")]},
        {"linkId": "weight", "type": "quantity", "code": [{"system": "http://loinc.org", "code": "29463-7"}], "extension": linked},
        {"linkId": "number", "type": "decimal", "code": [{"system": "http://loinc.org", "code": "29463-7"}], "extension": in_kg},
        {"linkId": "med", "type": "group", "repeats": true,
         "extension": [{"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-itemPopulationContext",
                        "valueExpression": {"name": "phone", "language": "text/fhirpath", "expression": "%patient.telecom"}}],
         "item": [{"linkId": "phone", "type": "string", "extension": [sdc("initialExpression", "%phone.value")]}]},
    ]);
    let mut source = questionnaire(items);
    source["extension"] = json!([{"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-launchContext",
        "extension": [{"url": "name", "valueCoding": {"code": "patient"}}, {"url": "type", "valueCode": "Patient"}]}]);
    let form = Rc::new(Form::read(Rc::new(source), "", &[]).unwrap());
    let patient = json!({"resourceType": "Patient", "name": [{"given": ["Asha", "B"]}], "birthDate": "1990-05-01", "gender": "female",
                         "telecom": [{"value": "1"}, {"value": "2"}, {"value": "3"}]});
    let record = vec![
        observation("2026-11-01", 70, "final"),
        observation("2026-11-05", 71, "final"),
        observation("2026-11-20", 99, "entered-in-error"),
        observation("2020-01-01", 50, "final"),
    ];
    let around = Around { context: vec![("patient".into(), patient)], record: Rc::new(record), read: 0 };
    let live = Live::open(form.clone(), around, None, &now());
    let value = |link_id: &str| live.values(node(&live, link_id)).into_iter().cloned().collect::<Vec<_>>();
    assert_eq!(value("name"), [json!("Asha")]);
    assert_eq!(value("born"), [json!("1990-05-01")]);
    assert_eq!(value("plain"), [json!(3)]);
    assert_eq!(value("picked"), [json!({"code": "y"})]);
    assert_eq!(value("sex"), [json!({"code": "female"})]);
    assert_eq!(value("weight")[0]["value"], json!(71), "the newest that counts");
    assert_eq!(value("number"), [json!(71)]);
    let phones: Vec<_> = (0..3).map(|n| live.values(nth(&live, "phone", n))[0].clone()).collect();
    assert_eq!(phones, [json!("1"), json!("2"), json!("3")]);
    let alone = Live::open(form, Around::default(), None, &now());
    assert!(alone.values(node(&alone, "name")).is_empty(), "without a record nothing is made up");
}

#[test]
fn an_item_found_at_once_is_the_one_that_a_search_finds() {
    let names = ["once", "held", "under", "many", "nowhere"];
    let counted = |way: &str, name: &str| {
        let equal = if way == "fast" { "linkId = " } else { "linkId & '' = " };
        let expression = format!(
            "%resource.descendants().where({equal}'{name}').count() * 100 + %resource.descendants().where({equal}'{name}').answer.count()"
        );
        json!({"linkId": format!("{way}-{name}"), "type": "integer", "extension": [sdc("calculatedExpression", &expression)]})
    };
    let mut items = vec![
        json!({"linkId": "once", "type": "boolean", "item": [{"linkId": "under", "type": "boolean"}]}),
        json!({"linkId": "off", "type": "group", "item": [{"linkId": "held", "type": "boolean"}],
            "enableWhen": [{"question": "once", "operator": "=", "answerBoolean": true}]}),
        json!({"linkId": "row", "type": "group", "repeats": true, "item": [{"linkId": "many", "type": "boolean"}]}),
    ];
    items.extend(["fast", "slow"].iter().flat_map(|way| names.map(|name| counted(way, name))));
    let mut live = live(Value::Array(items));
    let check = |live: &Live, name: &str, expect: i64| {
        for way in ["fast", "slow"] {
            let at = node(live, &format!("{way}-{name}"));
            assert_eq!(live.values(at), [&json!(expect)], "{way} {name}");
        }
    };
    let yes = json!([{"valueBoolean": true}]);
    let no = json!([{"valueBoolean": false}]);
    for (name, expect) in names.iter().zip([100, 0, 100, 100, 0]) {
        check(&live, name, expect);
    }
    set(&mut live, "once", yes.clone());
    set(&mut live, "held", yes.clone());
    set(&mut live, "under", yes.clone());
    live.add_row(node(&live, "row"));
    set(&mut live, "many", yes);
    for (name, expect) in names.iter().zip([101, 101, 101, 201, 0]) {
        check(&live, name, expect);
    }
    set(&mut live, "once", no);
    check(&live, "held", 0);
}
