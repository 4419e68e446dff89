use super::*;

fn read(items: Value) -> Result<Form, Refusal> {
    Form::read(Rc::new(questionnaire(items)), "", &[])
}

#[test]
fn what_cannot_be_asked_truthfully_is_refused_whole() {
    let item = |kind: &str| json!({"linkId": "a", "text": "A", "type": kind});
    let with = |field: &str, value: Value| {
        let mut item = item("string");
        item[field] = value;
        item
    };
    let part = json!([{"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-subQuestionnaire",
                       "valueCanonical": "https://x.example/other"}]);
    let table = [
        (json!([]), Refusal::Empty),
        (json!(null), Refusal::Empty),
        (json!([item("dance")]), Refusal::Kind("a".into(), "dance".into())),
        (json!([{"linkId": "a"}]), Refusal::Kind("a".into(), "".into())),
        (json!([{"type": "string"}]), Refusal::NoLinkId(0)),
        (
            json!([item("string"), {"linkId": "g", "type": "group", "item": [item("text")]}]),
            Refusal::Twice("a".into()),
        ),
        (json!([with("extension", part)]), Refusal::Parts("a".into())),
        (
            json!([with("modifierExtension", json!([{"url": "https://x.example/turns-it-round"}]))]),
            Refusal::Modifier,
        ),
    ];
    for (items, expect) in table {
        assert_eq!(read(items.clone()).err(), Some(expect), "{items}");
    }
    let odd = [Value::Null, json!([]), json!("x"), json!({"resourceType": "Patient", "url": "u"})];
    for value in odd {
        assert_eq!(
            Form::read(Rc::new(value.clone()), "", &[]).err(),
            Some(Refusal::NotAQuestionnaire),
            "{value}"
        );
    }
}

#[test]
fn what_is_left_out_is_told() {
    let item = |rest: Value| {
        let mut item = rest;
        item["linkId"] = json!("a");
        json!([item, {"linkId": "b", "type": "string"}])
    };
    let cql = |name: &str| {
        json!([{"url": format!("http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-{name}"),
        "valueExpression": {"language": "text/cql", "expression": "x"}}])
    };
    let table = [
        (
            item(json!({"type": "choice", "required": true, "answerValueSet": "https://x.example/vs"})),
            Note::NoChoices("https://x.example/vs".into()),
        ),
        (
            item(json!({"type": "string", "required": true, "extension": cql("enableWhenExpression")})),
            Note::Condition,
        ),
        (item(json!({"type": "string", "extension": cql("calculatedExpression")})), Note::Calculation),
        (item(json!({"type": "string", "extension": cql("initialExpression")})), Note::Prefill),
        (
            item(json!({"type": "string", "required": true,
                     "enableWhen": [{"question": "gone", "operator": "exists", "answerBoolean": true}]})),
            Note::Condition,
        ),
        (
            item(
                json!({"type": "string", "enableWhen": [{"question": "b", "operator": "~", "answerString": "x"}]}),
            ),
            Note::Condition,
        ),
        (
            item(json!({"type": "string", "extension": [sdc("calculatedExpression", "1 +")]})),
            Note::Calculation,
        ),
        (
            item(json!({"type": "string", "extension": [sdc("calculatedExpression", "%nobody + 1")]})),
            Note::Calculation,
        ),
        (
            item(
                json!({"type": "string", "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-constraint",
            "extension": [{"url": "expression", "valueString": "answer ="}]}]}),
            ),
            Note::Check,
        ),
    ];
    for (items, expect) in table {
        let form = read(items.clone()).unwrap();
        assert_eq!(form.notes_of(Some(0)).collect::<Vec<_>>(), [&expect], "{items}");
        assert!(
            !form.items[0].required || !matches!(expect, Note::Condition | Note::NoChoices(_)),
            "not asked in vain"
        );
    }
}

#[test]
fn unknown_extensions_and_wrong_types_change_nothing() {
    let odd = json!([
        {"linkId": "a", "type": "string", "extension": [{"url": "https://x.example/colour", "valueCode": "red"}, 5, null],
         "enableWhen": "x", "answerOption": 7, "initial": {}, "required": "yes", "maxLength": "many", "repeats": "true"},
        {"linkId": "b", "type": "integer", "extension": [core("minValue", "valueInteger", json!("low"))]},
    ]);
    let mut live = live(odd);
    assert!(live.form().items[0].repeats, "some tools write true as text");
    set(&mut live, "a", json!([{"valueString": "x"}, {"valueString": "y"}]));
    set(&mut live, "b", json!([{"valueInteger": -5}]));
    let at = node(&live, "b");
    assert_eq!(live.problem(at, &live.node(at).unwrap().answers[0].clone()), None);
}

#[test]
fn choices_come_from_options_contained_sets_and_sets_at_hand() {
    let contained = json!([
        {"resourceType": "ValueSet", "id": "expanded", "url": "https://x.example/expanded", "expansion": {"contains": [
            {"system": "s", "code": "1", "display": "One", "contains": [{"system": "s", "code": "2", "display": "Two"}]},
            {"abstract": true, "display": "No choice", "contains": [{"system": "s", "code": "3"}]}]}},
        {"resourceType": "ValueSet", "id": "composed", "compose": {
            "include": [{"system": "s", "concept": [{"code": "1", "display": "One"}, {"code": "4", "display": "Four",
                "designation": [{"language": "de", "value": "Vier"}]}]}],
            "exclude": [{"system": "s", "concept": [{"code": "1"}]}]}},
        {"resourceType": "ValueSet", "id": "other", "compose": {"include": [{"valueSet": ["https://x.example/expanded"]}]}},
        {"resourceType": "CodeSystem", "id": "cs", "url": "c", "concept": [{"code": "x", "concept": [{"code": "y"}]}]},
        {"resourceType": "ValueSet", "id": "whole", "compose": {"include": [{"system": "c"}]}},
        {"resourceType": "ValueSet", "id": "filtered", "compose": {"include": [{"system": "c", "filter": [{}]}]}},
    ]);
    let at_hand = json!({"resourceType": "ValueSet", "url": "https://x.example/hand", "compose": {
        "include": [{"system": "s", "concept": [{"code": "9"}]}]}});
    let check = |set: &str, language: &str, expect: &[&str]| {
        let mut source = questionnaire(json!([{"linkId": "a", "type": "choice", "answerValueSet": set}]));
        source["contained"] = contained.clone();
        let form = Form::read(Rc::new(source), language, std::slice::from_ref(&at_hand)).unwrap();
        let choices = &form.items[0].choices.as_ref().unwrap().list;
        assert_eq!(choices.iter().map(|c| &*c.label).collect::<Vec<_>>(), expect, "{set}");
    };
    check("#expanded", "", &["One", "Two", "3"]);
    check("https://x.example/expanded|1", "", &["One", "Two", "3"]);
    check("#composed", "", &["Four"]);
    check("#composed", "de", &["Vier"]);
    check("#other", "", &["One", "Two", "3"]);
    check("#whole", "", &["x", "y"]);
    check("#filtered", "", &[]);
    check("https://x.example/hand", "", &["9"]);
    check("https://x.example/gone", "", &[]);
}

#[test]
fn words_come_in_the_wanted_language() {
    let translation = |lang: &str, content: &str| {
        json!({"url": "http://hl7.org/fhir/StructureDefinition/translation",
        "extension": [{"url": "lang", "valueCode": lang}, {"url": "content", "valueString": content}]})
    };
    let item = json!({"text": "Sleep", "_text": {"extension": [translation("de", "Schlaf"), translation("fr-CA", "Sommeil")]}});
    for (language, expect) in
        [("", "Sleep"), ("de", "Schlaf"), ("de-AT", "Schlaf"), ("fr", "Sommeil"), ("pl", "Sleep")]
    {
        assert_eq!(json::translated(&item, "text", language), Some(expect), "{language}");
    }
}

#[test]
fn every_item_knows_its_json_and_its_place() {
    let form = form(json!([
        {"linkId": "a", "type": "group", "item": [{"linkId": "b", "type": "string", "item": [{"linkId": "c", "type": "display"}]},
                                                  {"linkId": "d", "type": "string"}]},
        {"linkId": "e", "type": "string"},
    ]));
    for (at, item) in form.items.iter().enumerate() {
        assert_eq!(form.json(at)["linkId"], *item.link_id);
    }
    let below = |of| form.children(of).map(|at| form.items[at].link_id.to_string()).collect::<String>();
    assert_eq!(
        (below(None), below(Some(0)), below(Some(1)), below(Some(4))),
        ("ae".into(), "bd".into(), "c".into(), String::new())
    );
}
