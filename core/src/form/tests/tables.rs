//! Questions side by side, where a table shows them whole, and below each other where it does not.

use super::screen::{form, happen, questionnaire, state};
use super::shown::{AskedView, Body, TableView};
use super::*;

fn control(code: &str) -> Value {
    json!([{"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
            "valueCodeableConcept": {"coding": [{"code": code}]}}])
}

fn group(code: &str, rows: Value) -> Value {
    json!({"linkId": "t", "type": "group", "text": "How often?", "extension": control(code), "item": rows})
}

fn choice(id: &str, options: &[&str]) -> Value {
    let options: Vec<Value> = options.iter().map(|option| json!({"valueString": option})).collect();
    json!({"linkId": id, "type": "choice", "text": id, "answerOption": options})
}

fn with(mut item: Value, member: &str, value: Value) -> Value {
    item[member] = value;
    item
}

fn page(items: Value) -> State {
    let mut state = state(questionnaire(items));
    happen(&mut state, Event::ModeChosen(Mode::Pages));
    state
}

fn table(state: &State) -> Option<TableView> {
    form(state).rows.iter().find_map(|row| match &row.body {
        Body::Table(table) => Some(table.clone()),
        _ => None,
    })
}

#[test]
fn a_table_stands_only_where_each_of_its_questions_is_whole() {
    let often = ["Never", "Often"];
    let (a, b) = (choice("a", &often), choice("b", &often));
    let below = json!([{"linkId": "c", "type": "string", "text": "Why?"}]);
    let picture = json!([{"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-itemMedia",
                          "valueAttachment": {"contentType": "image/png", "url": "/x.png"}}]);
    let line = |id: &str, cells: Value| json!({"linkId": id, "type": "group", "text": id, "item": cells});
    let word = |id: &str, text: &str| json!({"linkId": id, "type": "string", "text": text});
    let yes = |id: &str| json!({"linkId": id, "type": "boolean", "text": "Ill?"});
    let all = [
        ("table", json!([a, b]), true, "the same choices"),
        ("htable", json!([a, b]), true, "the same, turned round"),
        ("table", json!([a, with(b.clone(), "required", true.into())]), true, "needed"),
        ("table", json!([a, choice("b", &["Never", "Sometimes"])]), false, "other choices"),
        ("table", json!([a, choice("b", &["Never", "Often", "Always"])]), false, "more choices"),
        ("table", json!([a, with(b.clone(), "type", "open-choice".into())]), false, "an answer of one's own"),
        ("table", json!([a, word("b", "Why?")]), false, "words"),
        ("table", json!([yes("a"), yes("b")]), false, "yes or no"),
        ("table", json!([a, with(b.clone(), "item", below.clone())]), false, "a question below"),
        ("table", json!([a, with(b.clone(), "extension", picture)]), false, "a picture"),
        ("table", json!([a, with(b.clone(), "extension", control("slider"))]), false, "a slider"),
        ("table", json!([a, {"linkId": "d", "type": "display", "text": "Now this."}, b]), false, "words"),
        ("grid", json!([line("r", json!([yes("r1"), word("r2", "Since")]))]), true, "a question a column"),
        ("grid", json!([word("r", "Since")]), false, "a question without a row"),
        ("grid", json!([line("r", json!([line("n", json!([yes("r1")]))]))]), false, "a group in a row"),
        (
            "grid",
            json!([line("r", json!([word("r1", "Since"), word("r2", "Since")]))]),
            false,
            "one head twice",
        ),
        (
            "grid",
            json!([with(line("r", json!([yes("r1")])), "repeats", true.into())]),
            false,
            "rows that repeat",
        ),
        ("gtable", json!([yes("r1"), word("r2", "Since")]), true, "repetitions"),
        ("gtable", json!([yes("r1"), line("n", json!([word("r2", "Since")]))]), false, "a group in one"),
    ];
    for (code, rows, expect, what) in all {
        let mut shown = group(code, rows);
        shown["repeats"] = (code == "gtable").into();
        let state = page(json!([shown]));
        assert_eq!(table(&state).is_some(), expect, "{code}: {what}");
        let Some(Stage::Answering(answering)) = state.open.as_ref().map(|open| &open.stage) else { panic!() };
        let questions = form(&state).rows.iter().filter(|row| matches!(row.body, Body::Question(_))).count();
        let asked = if expect { 0 } else { answering.questions() };
        assert_eq!(questions, asked, "{code}: {what}: each question once");
    }
}

#[test]
fn a_table_that_is_none_repeats_like_any_other_group() {
    let below = json!([{"linkId": "n", "type": "string", "text": "Name",
                        "item": [{"linkId": "w", "type": "string", "text": "Why?"}]}]);
    let mut shown = group("gtable", below);
    shown["repeats"] = true.into();
    let mut state = page(json!([shown]));
    let add = form(&state).rows.last().unwrap().key.clone();
    happen(&mut state, Event::RowAdded(add));
    let names = form(&state).rows.iter().filter(|row| row.text.text() == "Name").count();
    assert_eq!(names, 2);
}

#[test]
fn what_is_wrong_with_a_table_or_a_row_is_said_there() {
    let often = ["Never", "Often"];
    let needed =
        with(group("table", json!([choice("a", &often), choice("b", &often)])), "required", true.into());
    let row = json!({"linkId": "r", "type": "group", "text": "Sertraline", "required": true, "item": [
        {"linkId": "r1", "type": "string", "text": "Since"}]});
    let mut grid = group("grid", json!([row]));
    grid["linkId"] = "u".into();
    let mut state = page(json!([needed, grid]));
    happen(&mut state, Event::Continued);
    let view = form(&state);
    let said: Vec<&str> = view.errors.iter().map(|pointer| &*pointer.question).collect();
    assert_eq!(said, ["How often?", "Sertraline"]);
    let tables: Vec<&TableView> = view
        .rows
        .iter()
        .filter_map(|row| match &row.body {
            Body::Table(table) => Some(table),
            _ => None,
        })
        .collect();
    assert!(tables[0].required && tables[0].error.is_some());
    assert!(tables[1].error.is_none() && tables[1].rows[0].error.is_some());
    let Some(Body::Question(asked)) = tables[0].rows[0].cells[0].as_ref().map(|cell| &cell.body) else {
        panic!()
    };
    assert_eq!(AskedView::clone(asked).error, None);
    let cell = tables[0].rows[0].key.clone();
    happen(&mut state, Event::Gave(cell, Given::Chosen(1, true)));
    assert!(table(&state).is_some_and(|table| table.error.is_none()), "one answer is enough");
}

#[test]
fn a_prefix_stands_at_the_head_of_its_column() {
    let option = |word: &str, prefix: &str| {
        json!({"valueString": word, "extension": [
            {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-optionPrefix", "valueString": prefix}]})
    };
    let row = json!({"linkId": "a", "type": "choice", "text": "a", "answerOption": [option("Never", "0)")]});
    let heads = table(&page(json!([group("table", json!([row]))]))).unwrap().columns;
    assert_eq!(heads.iter().map(|head| head.text()).collect::<Vec<_>>(), ["0) Never"]);
}

/// The words of an answer that cannot be changed, once it was given.
fn told(item: Value, give: &[Given]) -> Vec<String> {
    let lock = json!({"linkId": "lock", "type": "boolean", "text": "Lock"});
    let mut item = with(item, "linkId", "q".into());
    item["text"] = "Q".into();
    item["enableWhen"] = json!([{"question": "lock", "operator": "!=", "answerBoolean": true}]);
    item["disabledDisplay"] = "protected".into();
    let mut state = page(json!([lock, item]));
    let asked = |state: &State, text: &str| {
        let row = form(state).rows.iter().find(|row| row.text.text() == text).cloned().unwrap();
        match &row.body {
            Body::Question(asked) => (row.key.clone(), AskedView::clone(asked)),
            other => panic!("{other:?}"),
        }
    };
    for given in give {
        let (key, view) = asked(&state, "Q");
        assert!(view.told.is_empty() && !view.read_only);
        happen(&mut state, Event::Gave(key, given.clone()));
    }
    let (lock, _) = asked(&state, "Lock");
    happen(&mut state, Event::Gave(lock, Given::YesNo(Some(true))));
    let (_, view) = asked(&state, "Q");
    assert!(view.read_only);
    view.told
}

#[test]
fn an_answer_that_cannot_be_changed_is_told_as_the_review_tells_it() {
    let unit = |code: &str| {
        json!({"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption",
               "valueCoding": {"system": "http://unitsofmeasure.org", "code": code, "display": code}})
    };
    let quantity = json!({"type": "quantity", "extension": [unit("kg"), unit("g")]});
    let typed = |text: &str| Given::Typed(0, text.into());
    let options = json!([{"valueString": "Tea"}, {"valueString": "Milk"}]);
    let open = json!({"type": "open-choice", "repeats": true, "answerOption": options});
    let bare = |kind: &str| json!({"type": kind});
    let table: [(Value, &[Given], &[&str]); 7] = [
        (bare("boolean"), &[Given::YesNo(Some(false))], &["No"]),
        (bare("boolean"), &[], &[]),
        (quantity, &[typed("72"), Given::Unit(0, 1)], &["72 g"]),
        (open, &[Given::Chosen(1, true), Given::OtherTyped("Mint".into())], &["Milk", "Mint"]),
        (bare("date"), &[typed("27 3 1987")], &["27 March 1987"]),
        (bare("integer"), &[typed("many")], &["many"]),
        (bare("string"), &[Given::NotSaid(true)], &["You chose not to say"]),
    ];
    for (item, give, expect) in table {
        assert_eq!(told(item.clone(), give), expect, "{item}");
    }
}

#[test]
fn a_question_that_repeats_can_be_left_unsaid_too() {
    let mut state = page(json!([{"linkId": "s", "type": "string", "text": "Names", "repeats": true}]));
    let row = form(&state).rows[0].clone();
    let Body::Question(asked) = &row.body else { panic!() };
    assert_eq!(asked.not_said, Some(false));
    happen(&mut state, Event::Gave(row.key.clone(), Given::NotSaid(true)));
    let Body::Question(asked) = &form(&state).rows[0].body else { panic!() };
    assert_eq!(asked.not_said, Some(true));
}
