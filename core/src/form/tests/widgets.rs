//! Each way in which a question wants to be asked, and what stands with it.

use super::screen::{form, questionnaire, state};
use super::shown::{AskedView, Body, Control, ItemView};
use super::*;

fn row(item: Value) -> Rc<ItemView> {
    let mut item = item;
    (item["linkId"], item["text"]) = ("a".into(), "A".into());
    form(&state(questionnaire(json!([item])))).rows[0].clone()
}

fn asked(row: &ItemView) -> &AskedView {
    match &row.body {
        Body::Question(asked) => asked,
        other => panic!("{other:?}"),
    }
}

fn core(name: &str, member: &str, value: Value) -> Value {
    let mut extension = json!({"url": format!("http://hl7.org/fhir/StructureDefinition/{name}")});
    extension[member] = value;
    extension
}

fn sdc(name: &str, member: &str, value: Value) -> Value {
    let mut extension = core("", member, value);
    extension["url"] =
        format!("http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-{name}").into();
    extension
}

fn control(code: &str) -> Value {
    core("questionnaire-itemControl", "valueCodeableConcept", json!({"coding": [{"code": code}]}))
}

fn of(kind: &str, extensions: Value) -> Value {
    json!({"type": kind, "extension": extensions})
}

/// So many choices, as extensions and options of a question.
fn choices(count: usize, extensions: Value) -> Value {
    let options: Vec<Value> = (0..count).map(|at| json!({"valueString": format!("{at}")})).collect();
    json!({"type": "choice", "answerOption": options, "extension": extensions})
}

fn several(mut item: Value) -> Value {
    item["repeats"] = true.into();
    item
}

/// What a control is called, without what it holds.
fn name(control: &Control) -> String {
    let name = format!("{control:?}");
    name.split(['(', ' ']).next().unwrap_or_default().to_owned()
}

#[test]
fn a_question_is_asked_by_the_control_that_it_wants_or_the_next_best() {
    let ends = || [core("minValue", "valueInteger", 0.into()), core("maxValue", "valueInteger", 10.into())];
    let [low, high] = ends();
    let picture =
        sdc("itemAnswerMedia", "valueAttachment", json!({"contentType": "image/png", "data": "AA=="}));
    let pictured = json!({"type": "choice", "extension": [control("drop-down")],
        "answerOption": [{"valueString": "x", "extension": [picture]}]});
    let table = [
        (of("string", json!([])), "Line"),
        (of("string", json!([control("text-box")])), "TextBox"),
        (of("text", json!([])), "TextBox"),
        (of("url", json!([])), "Url"),
        (of("time", json!([])), "Time"),
        (of("date", json!([])), "Date"),
        (of("dateTime", json!([])), "DateTime"),
        (of("integer", json!([])), "Whole"),
        (of("decimal", json!([])), "Decimal"),
        (of("quantity", json!([])), "Quantity"),
        (of("integer", json!([control("spinner")])), "Spinner"),
        (of("integer", json!([control("slider"), low, high])), "Slider"),
        (of("integer", json!([control("slider")])), "Spinner"),
        (of("boolean", json!([])), "YesNo"),
        (of("boolean", json!([control("check-box")])), "Tick"),
        (of("attachment", json!([])), "File"),
        (of("reference", json!([])), "Reference"),
        (of("open-choice", json!([])), "Choices"),
        (of("choice", json!([])), "None"),
        (choices(3, json!([])), "Choices"),
        (choices(3, json!([control("radio-button")])), "Choices"),
        (choices(3, json!([control("drop-down")])), "DropDown"),
        (several(choices(3, json!([control("drop-down")]))), "Choices"),
        (choices(3, json!([control("slider")])), "SliderOfChoices"),
        (several(choices(3, json!([control("slider")]))), "Choices"),
        (choices(3, json!([control("autocomplete")])), "DropDown"),
        (choices(13, json!([control("autocomplete")])), "Search"),
        (choices(13, json!([control("lookup")])), "Search"),
        (choices(13, json!([])), "DropDown"),
        (several(choices(13, json!([]))), "Choices"),
        (choices(13, json!([control("radio-button")])), "Choices"),
        (choices(41, json!([])), "Search"),
        (pictured, "Choices"),
    ];
    for (item, expect) in table {
        assert_eq!(name(&asked(&row(item.clone())).control), expect, "{item}");
    }
}

type Look = fn(&ItemView) -> String;

fn each(table: Vec<(Value, Look, &str)>) {
    for (item, look, expect) in table {
        assert_eq!(look(&row(item.clone())), expect, "{item}");
    }
}

#[test]
fn what_stands_below_a_question_helps_with_it() {
    let below = |code: &str, extension: Value| {
        let mut item = json!({"linkId": "b", "type": "display", "text": "X"});
        item["extension"] = json!([control(code), extension]);
        json!([item])
    };
    let with = |kind: &str, code: &str| {
        let bounds = json!([
            control("slider"),
            core("minValue", "valueInteger", 0.into()),
            core("maxValue", "valueInteger", 9.into()),
            core("questionnaire-sliderStepValue", "valueInteger", 3.into())
        ]);
        json!({"type": kind, "item": below(code, json!(null)), "extension": bounds})
    };
    each(vec![
        (with("string", "help"), |row| asked(row).helps.help.as_ref().unwrap().text().into(), "X"),
        (with("string", "flyover"), |row| asked(row).helps.hint.as_ref().unwrap().text().into(), "X"),
        (with("string", "prompt"), |row| asked(row).helps.instructions.as_ref().unwrap().text().into(), "X"),
        (with("string", "legal"), |row| asked(row).helps.legal.as_ref().unwrap().text().into(), "X"),
        (with("integer", "unit"), |row| asked(row).unit.as_deref().unwrap().into(), "X"),
        (with("integer", "lower"), |row| slider(row).lower.as_deref().unwrap().into(), "X"),
        (with("integer", "upper"), |row| slider(row).upper.as_deref().unwrap().into(), "X"),
        (with("integer", "upper"), |row| slider(row).step.as_deref().unwrap().into(), "3"),
    ]);
}

#[test]
fn what_a_questionnaire_says_of_a_question_stands_with_it() {
    each(vec![
        (
            of("string", json!([core("entryFormat", "valueString", "X".into())])),
            |row| asked(row).format.as_deref().unwrap().into(),
            "X",
        ),
        (
            of(
                "string",
                json!([core("questionnaire-supportLink", "valueUri", "https://x.example/sleep-well".into())]),
            ),
            |row| asked(row).helps.links[0].words.to_string(),
            "Read more: sleep well (x.example)",
        ),
        (
            of("string", json!([core("supportLink", "valueUri", "javascript:alert(1)".into())])),
            |row| asked(row).helps.links.len().to_string(),
            "0",
        ),
        (
            of(
                "string",
                json!([sdc(
                    "itemMedia",
                    "valueAttachment",
                    json!({"contentType": "image/png", "data": "AA==", "title": "X"})
                )]),
            ),
            |row| row.media.as_ref().unwrap().title.as_deref().unwrap().into(),
            "X",
        ),
        (
            choices(2, json!([core("questionnaire-choiceOrientation", "valueCode", "horizontal".into())])),
            |row| asked(row).across.to_string(),
            "true",
        ),
    ]);
}

#[test]
fn groups_fold_and_files_and_units_are_those_that_are_asked_for() {
    let group = |extension: Value| json!({"type": "group", "extension": [extension], "item": [{"linkId": "b", "type": "string", "text": "B"}]});
    each(vec![
        (group(sdc("collapsible", "valueCode", "default-closed".into())), folds, "Some(false)"),
        (group(sdc("collapsible", "valueCode", "default-open".into())), folds, "Some(true)"),
        (
            of(
                "attachment",
                json!([
                    core("mimeType", "valueCode", "image/png".into()),
                    core("maxSize", "valueDecimal", 2.into())
                ]),
            ),
            file,
            "image/png 2000000",
        ),
        (json!({"type": "string", "maxLength": 5}), |row| asked(row).max_length.unwrap().to_string(), "5"),
        (of("quantity", json!([unit("kg"), unit("g")])), units, "kg, g, false"),
        (
            of("quantity", json!([unit("kg"), sdc("unitOpen", "valueCode", "optionsOrString".into())])),
            units,
            "kg, true",
        ),
    ]);
}

fn unit(code: &str) -> Value {
    core(
        "questionnaire-unitOption",
        "valueCoding",
        json!({"system": "http://unitsofmeasure.org", "code": code}),
    )
}

fn slider(row: &ItemView) -> &super::shown::Number {
    match &asked(row).control {
        Control::Slider(number) => number,
        other => panic!("{other:?}"),
    }
}

fn folds(row: &ItemView) -> String {
    match &row.body {
        Body::Group(group) => format!("{:?}", group.folds),
        other => panic!("{other:?}"),
    }
}

fn file(row: &ItemView) -> String {
    match &asked(row).control {
        Control::File { types, most } => format!("{} {most}", types.join(",")),
        other => panic!("{other:?}"),
    }
}

fn units(row: &ItemView) -> String {
    match &asked(row).control {
        Control::Quantity(_, units) => format!("{}, {}", units.units.join(", "), units.open),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_wrong_is_said_of_a_question_by_its_short_text() {
    let item = json!([{"linkId": "a", "type": "string", "text": "A long question", "required": true,
        "extension": [sdc("shortText", "valueString", "Short".into())]}]);
    let mut state = state(questionnaire(item));
    super::screen::happen(&mut state, Event::Continued);
    assert_eq!(&*form(&state).errors[0].question, "Short");
}
