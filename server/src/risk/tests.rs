//! The rule of PHQ-9 item 9, and the Task it raises.

use super::*;

const PHQ_9: &str = "https://lapwing.example/Questionnaire/phq-9";

fn rules() -> RiskRules {
    let risk = json!({"rules": [{
        "questionnaire": PHQ_9, "linkId": "/44260-8", "above": 0,
        "system": "http://loinc.org", "codes": ["LA6569-3", "LA6570-1", "LA6571-9"],
    }]});
    let trust =
        json!({"team": {"name": "The team", "owner": "Organization/demo-team", "reads": "Monday to Friday"}});
    RiskRules::parse(risk, trust).unwrap()
}

fn response(items: Value) -> Value {
    json!({
        "resourceType": "QuestionnaireResponse", "id": "r1", "questionnaire": PHQ_9,
        "subject": {"reference": "Patient/asha"}, "authored": "2026-11-22T10:00:00Z", "item": items,
    })
}

fn item_9(answer: Value) -> Value {
    json!([{"linkId": "/44260-8", "answer": [answer]}])
}

fn loinc(code: &str) -> Value {
    json!({"valueCoding": {"system": "http://loinc.org", "code": code}})
}

#[test]
fn every_answer_but_not_at_all_is_read() {
    let check = |answer: Value, met: bool| {
        assert_eq!(rules().tasks_for(&response(item_9(answer.clone()))).len(), usize::from(met), "{answer}");
    };
    for (code, met) in [("LA6568-5", false), ("LA6569-3", true), ("LA6570-1", true), ("LA6571-9", true)] {
        check(loinc(code), met);
    }
    let weighed = |url: &str, weight: f64| {
        let weight = json!([{"url": url, "valueDecimal": weight}]);
        json!({"valueCoding": {"system": "urn:own", "code": "b", "extension": weight}})
    };
    check(weighed("http://hl7.org/fhir/StructureDefinition/ordinalValue", 1.0), true);
    check(weighed("http://hl7.org/fhir/StructureDefinition/itemWeight", 3.0), true);
    check(weighed("http://hl7.org/fhir/StructureDefinition/ordinalValue", 0.0), false);
    check(json!({"valueInteger": 1}), true);
    check(json!({"valueInteger": 0}), false);
    check(json!({"valueCoding": {"code": "LA6569-3"}}), true);
    check(json!({"valueString": "LA6569-3"}), false);
}

#[test]
fn the_cases_that_the_app_is_held_to_as_well() {
    let cases: Value = serde_json::from_str(include_str!("../../../tests/risk-cases.json")).unwrap();
    let cases = cases["cases"].as_array().unwrap();
    assert!(!cases.is_empty());
    for case in cases {
        let mut rule = case["rule"].clone();
        (rule["questionnaire"], rule["linkId"]) = (json!(PHQ_9), json!("/44260-8"));
        let trust = json!({"team": {"name": "The team", "owner": "Organization/x", "reads": "Monday"}});
        let rules = RiskRules::parse(json!({"rules": [rule]}), trust).unwrap();
        let tasks = rules.tasks_for(&response(item_9(case["answer"].clone())));
        assert_eq!(tasks.len(), usize::from(case["met"] == true), "{case}");
    }
}

#[test]
fn a_rule_that_no_answer_can_meet_is_refused() {
    let trust = json!({"team": {"name": "The team", "owner": "Organization/x", "reads": "Monday"}});
    for rest in
        [json!({}), json!({"codes": [], "yes": false}), json!({"above": "high"}), json!({"codes": "a"})]
    {
        let mut rule = rest;
        (rule["questionnaire"], rule["linkId"]) = (json!(PHQ_9), json!("/44260-8"));
        let risk = json!({"rules": [rule]});
        assert!(RiskRules::parse(risk.clone(), trust.clone()).is_err(), "{risk}");
    }
}

#[test]
fn an_answer_is_found_wherever_it_stands() {
    let nested = json!([{"linkId": "page", "item": [{"linkId": "group", "answer": [
        {"valueBoolean": true, "item": [{"linkId": "/44260-8", "answer": [loinc("LA6568-5"), loinc("LA6570-1")]}]},
    ]}]}]);
    assert_eq!(rules().tasks_for(&response(nested)).len(), 1);
    let mut versioned = response(item_9(loinc("LA6569-3")));
    versioned["questionnaire"] = json!(format!("{PHQ_9}|1.0"));
    assert_eq!(rules().tasks_for(&versioned).len(), 1);
}

#[test]
fn another_question_or_questionnaire_raises_nothing() {
    let other = json!([{"linkId": "/44250-9", "answer": [loinc("LA6571-9")]}]);
    assert!(rules().tasks_for(&response(other)).is_empty());
    let mut gad = response(item_9(loinc("LA6571-9")));
    gad["questionnaire"] = json!("https://lapwing.example/Questionnaire/gad-7");
    assert!(rules().tasks_for(&gad).is_empty());
    assert!(rules().tasks_for(&json!({"resourceType": "Observation", "id": "r1"})).is_empty());
    assert!(rules().tasks_for(&json!(null)).is_empty());
}

#[test]
fn the_task_says_what_to_whom_and_when_and_its_id_is_one_for_ever() {
    let task = &rules().tasks_for(&response(item_9(loinc("LA6569-3"))))[0];
    assert_eq!(
        *task,
        json!({
            "resourceType": "Task", "id": "0d3d1aaa-9e3c-5b79-9c67-35c64a49efc3",
            "status": "requested", "intent": "order", "priority": "asap",
            "code": {"text": "Read this answer today"},
            "focus": {"reference": "QuestionnaireResponse/r1"},
            "for": {"reference": "Patient/asha"},
            "owner": {"reference": "Organization/demo-team", "display": "The team"},
            "note": [{"text": "It is read Monday to Friday."}],
            "authoredOn": "2026-11-22T10:00:00Z",
        })
    );
}
