//! Choices that expressions and searches give.

use super::*;

/// What is offered to a question of this kind with these extensions, `found` being what its search finds.
fn offered(mut item: Value, extensions: Value, found: Option<Value>) -> (Rc<Form>, Option<Vec<String>>) {
    item["linkId"] = json!("a");
    item["required"] = json!(true);
    item["extension"] = extensions;
    let form = form(json!([item]));
    let mut around = Around::default();
    if let (Some(query), Some(found)) = (form.queries.first(), found) {
        around.context.push((query.name.to_string(), found));
    }
    let live = Live::open(form.clone(), around, None, &now());
    let choices = live.choices(node(&live, "a")).filter(|choices| !choices.unbound);
    (form, choices.map(|choices| choices.list.iter().map(|choice| choice.label.to_string()).collect()))
}

fn search(name: &str, query: &str) -> Value {
    let mut extension = sdc(name, query);
    extension["valueExpression"]["language"] = json!("application/x-fhir-query");
    extension
}

fn entries(resources: Value) -> Value {
    let entries: Vec<_> = resources.as_array().unwrap().iter().map(|one| json!({"resource": one})).collect();
    json!({"resourceType": "Bundle", "entry": entries})
}

fn goals() -> Value {
    entries(json!([
        {"resourceType": "Goal", "id": "1", "description": {"text": "Sleep through"}},
        {"resourceType": "Goal", "id": "2", "description": {"text": "See my sister"}},
    ]))
}

const GOALS: &str = "Goal?patient={{%patient.id}}";

#[test]
fn entries_of_the_record_are_chosen_by_their_names() {
    let reference = || json!({"type": "reference"});
    for name in ["answerExpression", "candidateExpression"] {
        let (_, labels) = offered(reference(), json!([search(name, GOALS)]), Some(goals()));
        assert_eq!(labels.unwrap(), ["Sleep through", "See my sister"], "{name}");
    }
    let column = json!({"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-choiceColumn",
        "extension": [{"url": "path", "valueString": "'Goal ' + id"}, {"url": "forDisplay", "valueBoolean": true}]});
    let (_, labels) = offered(reference(), json!([search("answerExpression", GOALS), column]), Some(goals()));
    assert_eq!(labels.unwrap(), ["Goal 1", "Goal 2"]);
    let people = entries(
        json!([{"resourceType": "RelatedPerson", "id": "9", "name": [{"given": ["Leon"], "family": "Reyes"}]},
        {"resourceType": "RelatedPerson", "id": "8"}]),
    );
    let people = offered(
        reference(),
        json!([search("answerExpression", "RelatedPerson?patient={{%patient.id}}")]),
        Some(people),
    );
    assert_eq!(people.1.unwrap(), ["Leon Reyes", "RelatedPerson/8"]);
}

#[test]
fn a_chosen_entry_is_an_answer_that_refers_to_it() {
    let items =
        json!([{"linkId": "a", "type": "reference", "extension": [search("answerExpression", GOALS)]}]);
    let form = form(items);
    let around = Around { context: vec![(form.queries[0].name.to_string(), goals())], ..Around::default() };
    let mut live = Live::open(form, around, None, &now());
    let at = node(&live, "a");
    live.choose(at, 1, true);
    assert_eq!(live.values(at), [&json!({"reference": "Goal/2", "display": "See my sister"})]);
    let given = live.node(at).unwrap().answers[0].clone();
    assert_eq!(live.problem(at, &given), None);
}

#[test]
fn where_nothing_is_found_nobody_is_held_up() {
    // A reference is said in words then; a choice cannot be made, and is not asked for.
    let (form, labels) =
        offered(json!({"type": "reference"}), json!([search("answerExpression", GOALS)]), None);
    assert_eq!(labels, None);
    assert_eq!(form.notes_of(Some(0)).count(), 0);
    let (form, labels) = offered(json!({"type": "choice"}), json!([search("answerExpression", GOALS)]), None);
    assert_eq!(labels.unwrap(), Vec::<String>::new());
    let live = Live::open(form, Around::default(), None, &now());
    assert!(!live.needed(node(&live, "a")) && live.problems(node(&live, "a")).is_empty());
    // What no search of one's own record could find is told.
    let elsewhere = "ValueSet/$expand?url=https://x.example/vs";
    let (form, _) = offered(json!({"type": "choice"}), json!([search("answerExpression", elsewhere)]), None);
    assert_eq!(form.notes_of(Some(0)).collect::<Vec<_>>(), [&Note::NoChoices("".into())]);
}

#[test]
fn what_is_preferred_stands_first() {
    let code = |code: &str| json!({"valueCoding": {"code": code}});
    let item = json!({"type": "choice", "answerOption": [code("x"), code("y"), code("z")]});
    let preferred = sdc("candidateExpression", "%qitem.answerOption.value.where(code = 'z')");
    assert_eq!(offered(item.clone(), json!([preferred]), None).1.unwrap(), ["z", "x", "y"]);
    let all = sdc("answerExpression", "%qitem.answerOption.value.where(code = 'z')");
    assert_eq!(offered(item, json!([all]), None).1.unwrap(), ["z"], "those and no others");
}

#[test]
fn questions_of_one_kind_stand_in_a_table_by_either_name() {
    let control = |code: &str| {
        core("questionnaire-itemControl", "valueCodeableConcept", json!({"coding": [{"code": code}]}))
    };
    for code in ["table", "likert"] {
        let form = form(json!([{"linkId": "g", "type": "group", "extension": [control(code)]}]));
        assert_eq!(form.items[0].control, Control::Table, "{code}");
    }
}
