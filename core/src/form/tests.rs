use std::rc::Rc;

use serde_json::{Value, json};

use super::*;
use crate::effect::{Effect, Key, Place};
use crate::fhir::date::Date;
use crate::now::Now;
use crate::sdc::{Around, Form};

mod drafts;
mod focus;
mod languages;
mod mode;
mod record;
mod reopen;
mod screen;
mod tables;
mod widgets;
mod wrappers;

const PHQ9: &str = include_str!("../../../public/questionnaires/phq-9/questionnaire.json");
const GAD7: &str = include_str!("../../../public/questionnaires/gad-7/questionnaire.json");
const INDEX: &str = include_str!("../../../public/questionnaires/index.json");

fn shipped(text: &str) -> (Rc<Form>, Instrument) {
    let form = Form::read(Rc::new(serde_json::from_str(text).unwrap()), "", &[]).unwrap();
    let library = Instrument::read_all(&serde_json::from_str(INDEX).unwrap());
    let instrument = library.into_iter().find(|i| *i.url == *form.url).unwrap();
    (Rc::new(form), instrument)
}

fn now() -> Now {
    Now::new(1_795_338_000_000, 0, [1, 2, 3, 4])
}

fn opened(form: &Rc<Form>) -> Answering {
    Answering::open(form, Around::default(), None, &now())
}

/// The nth choice to each question, in order.
fn answering(form: &Rc<Form>, answers: &[usize]) -> Answering {
    let mut answering = opened(form);
    for (at, choice) in answering.asked().into_iter().zip(answers) {
        answering.live.choose(at, *choice, true);
    }
    answering
}

fn total(text: &str, answers: &[usize]) -> Option<i64> {
    let (form, instrument) = shipped(text);
    score(&answering(&form, answers).live, instrument.total.as_ref()).map(|s| s.value)
}

#[test]
fn totals_are_those_of_the_published_scoring() {
    // Kroenke 2001 and Spitzer 2006: the sum of items weighted 0 to 3.
    assert_eq!(total(PHQ9, &[0; 9]), Some(0));
    assert_eq!(total(PHQ9, &[1; 9]), Some(9));
    assert_eq!(total(PHQ9, &[3; 9]), Some(27));
    assert_eq!(total(PHQ9, &[0, 1, 2, 3, 0, 1, 2, 3, 0]), Some(12));
    assert_eq!(total(GAD7, &[3; 7]), Some(21));
    assert_eq!(total(GAD7, &[0, 1, 2, 3, 0, 1, 2]), Some(9));
}

#[test]
fn a_missing_item_gives_no_total() {
    assert_eq!(total(PHQ9, &[1; 8]), None);
    assert_eq!(total(GAD7, &[]), None);
}

/// Weathers 2013 (National Center for PTSD): a line at 31 to 33, and no bands.
#[test]
fn a_score_without_bands_is_told_by_its_published_line() {
    let (form, instrument) = shipped(include_str!("../../../public/questionnaires/pcl-5/questionnaire.json"));
    let more = "People with about 31 or more often find that talking with their team helps.";
    let less = "People with less than 31 often have fewer of these problems. You can talk with your team about any of them.";
    for (twos, expect, words) in [(0, 0, less), (15, 30, less), (16, 32, more), (20, 40, more)] {
        let mut answers = [0; 20];
        answers[..twos].fill(2);
        let score = score(&answering(&form, &answers).live, instrument.total.as_ref()).unwrap();
        assert_eq!(score.value, expect);
        assert_eq!(crate::words::form::score_hint(&score).as_deref(), Some(words), "{expect}");
    }
}

/// Kroenke 2009: the first two questions are those of the GAD-2, the last two those of the PHQ-2; 3 of 6 is the line of each.
#[test]
fn each_half_of_the_phq_4_has_a_line_of_its_own() {
    let (form, instrument) = shipped(include_str!("../../../public/questionnaires/phq-4/questionnaire.json"));
    let told = |answers: &[usize]| -> Vec<String> {
        let score = score(&answering(&form, answers).live, instrument.total.as_ref()).unwrap();
        score.halves.iter().map(|(half, sum)| crate::words::form::half(half, *sum)).collect()
    };
    let line = " People with about 3 or more often find that talking with their team helps.";
    let check = |answers: &[usize], worry: &str, mood: &str| {
        let expect = [
            ["The two questions about worry: ", worry].concat(),
            ["The two questions about mood: ", mood].concat(),
        ];
        assert_eq!(told(answers), expect, "{answers:?}");
    };
    check(&[0, 0, 0, 0], "0 out of 6.", "0 out of 6.");
    check(&[1, 2, 1, 1], &["3 out of 6.", line].concat(), "2 out of 6.");
    check(&[1, 1, 3, 3], "2 out of 6.", &["6 out of 6.", line].concat());
}

#[test]
fn bands_are_the_published_ones() {
    let phq9 = [(0, "Minimal"), (4, "Minimal"), (5, "Mild"), (9, "Mild"), (10, "Moderate"), (14, "Moderate")];
    let rest = [(15, "Moderately severe"), (19, "Moderately severe"), (20, "Severe"), (27, "Severe")];
    let gad7 = [
        (4, "Minimal"),
        (5, "Mild"),
        (9, "Mild"),
        (10, "Moderate"),
        (14, "Moderate"),
        (15, "Severe"),
        (21, "Severe"),
    ];
    let check = |text, table: &[(i64, &str)]| {
        let total = shipped(text).1.total.unwrap();
        for (value, name) in table {
            assert_eq!(total.band(*value).map(|b| b.name.as_str()), Some(*name), "{value}");
        }
        assert_eq!(total.band(total.max + 1), None);
    };
    check(PHQ9, &phq9);
    check(PHQ9, &rest);
    check(GAD7, &gad7);
}

#[test]
fn a_change_counts_from_the_published_number() {
    let table = [
        (12, 12, Compared::Same),
        (12, 17, Compared::Within(-5)),
        (12, 18, Compared::Beyond(-6)),
        (18, 12, Compared::Beyond(6)),
    ];
    for (now, then, expect) in table {
        assert_eq!(compare(now, then, Some(6)), expect, "{now} after {then}");
    }
    assert_eq!(compare(1, 9, None), Compared::Differs(-8), "nothing is said about chance");
}

#[test]
fn item_nine_above_zero_opens_help_and_nothing_else_does() {
    let (form, _) = shipped(PHQ9);
    for answer in 0..4 {
        let mut answers = [3; 9];
        answers[8] = answer;
        let answering = answering(&form, &answers);
        let met: Vec<_> =
            answering.risky().iter().map(|at| answering.live.item(*at).unwrap().link_id.clone()).collect();
        assert_eq!(met, if answer == 0 { vec![] } else { vec![Rc::from("/44260-8")] }, "{answer}");
    }
    let (gad7, _) = shipped(GAD7);
    assert!(answering(&gad7, &[3; 7]).risky().is_empty());
}

/// A form with a question of each kind that a rule can be about, each named by the element of its answer.
fn risky_form() -> Rc<Form> {
    let option = |code: &str| json!({"valueCoding": {"system": "s", "code": code}});
    let questions = json!({
        "resourceType": "Questionnaire", "url": "https://x.example/q", "item": [
            {"linkId": "valueCoding", "type": "open-choice", "answerOption": [option("a"), {
                "valueCoding": {"system": "s", "code": "b"},
                "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/itemWeight", "valueDecimal": 2}],
            }]},
            {"linkId": "valueInteger", "type": "integer"},
            {"linkId": "valueDecimal", "type": "decimal"},
            {"linkId": "valueQuantity", "type": "quantity"},
            {"linkId": "valueBoolean", "type": "boolean"},
            {"linkId": "valueString", "type": "string"},
        ],
    });
    Rc::new(Form::read(Rc::new(questions), "", &[]).unwrap())
}

fn about(link_id: &str, mut rule: Value) -> [Value; 1] {
    (rule["questionnaire"], rule["linkId"]) = (json!("https://x.example/q"), json!(link_id));
    [rule]
}

#[test]
fn rules_of_risk_are_met_as_the_gateway_finds_them_met() {
    let cases: Value = serde_json::from_str(include_str!("../../../tests/risk-cases.json")).unwrap();
    let cases = cases["cases"].as_array().unwrap();
    assert!(!cases.is_empty());
    let form = risky_form();
    for case in cases {
        let kind = case["answer"].as_object().unwrap().keys().next().unwrap();
        let mut answering = opened(&form);
        let at = answering.live.nodes_of(form.find(kind).unwrap())[0];
        answering.live.set(at, std::slice::from_ref(&case["answer"]), true);
        assert!(!answering.live.values(at).is_empty(), "{case}");
        let rules = risk::rules_of(&about(kind, case["rule"].clone()), &form);
        assert_eq!(risk::met(&answering.live, &rules).contains(&at), case["met"] == true, "{case}");
    }
}

#[test]
fn a_chosen_option_brings_its_weight_and_a_library_its_rules() {
    let form = risky_form();
    let rules = about("valueCoding", json!({"above": 1}));
    let mut answering = opened(&form);
    answering.live.choose(0, 1, true);
    assert_eq!(risk::met(&answering.live, &risk::rules_of(&rules, &form)), [0]);
    assert!(risk::rules_of(&about("gone", json!({"yes": true})), &form).is_empty());
    assert!(answering.risky().is_empty());
    answering.watch(&rules);
    assert_eq!(answering.risky(), [0]);
}

#[test]
fn a_finished_draft_becomes_one_transaction() {
    let (form, instrument) = shipped(PHQ9);
    let answering = answering(&form, &[0, 1, 2, 3, 0, 1, 2, 3, 1]);
    let draft = &answering.draft;
    let written = write(&answering, &instrument, ("asha", "Patient/asha"), &now());
    assert!(written.risk && written.entry.risk);
    assert_eq!(written.entry.ticket.id, draft.entry);
    assert_eq!(written.entry.ticket.expects, vec![draft.response.clone(), draft.observation.clone()]);
    let entries = written.entry.body["entry"].as_array().unwrap();
    assert_eq!(entries.len(), 2);
    for entry in entries {
        assert_eq!(entry["request"]["ifNoneMatch"], "*");
        assert_eq!(entry["resource"]["subject"]["reference"], "Patient/asha");
    }
    let items = entries[0]["resource"]["item"].as_array().unwrap();
    assert_eq!(items.len(), 10, "in the questionnaire's order, the total last");
    assert_eq!(items[8]["linkId"], "/44260-8");
    assert_eq!(items[8]["answer"][0]["valueCoding"]["code"], "LA6569-3");
    let observation = &entries[1]["resource"];
    assert_eq!(observation["code"]["coding"][0]["code"], "44261-6");
    assert_eq!(observation["valueQuantity"]["value"], 13);
    assert_eq!(
        Date::parse(observation["effectiveDateTime"].as_str().unwrap()).map(|d| d.to_millis()),
        Some(now().time)
    );
    let again = write(&answering, &instrument, ("asha", "Patient/asha"), &now());
    assert_eq!(again, written, "the same draft is the same entry");
}

#[test]
fn a_total_that_the_questionnaire_works_out_is_taken() {
    let (_, instrument) = shipped(PHQ9);
    let option = |code: &str, weight: i64| {
        json!({
            "valueCoding": {"system": "s", "code": code},
            "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": weight}],
        })
    };
    let questions = json!({"resourceType": "Questionnaire", "url": "https://x.example/q", "item": [
        {"linkId": "a", "type": "choice", "answerOption": [option("x", 1), option("y", 2)]},
        {"linkId": "t", "type": "decimal", "readOnly": true,
         "code": [{"system": "http://loinc.org", "code": "44261-6"}],
         "extension": [{"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
                        "valueExpression": {"language": "text/fhirpath",
                                            "expression": "%resource.item.where(linkId='a').answer.value.ordinal() * 10"}}]},
    ]});
    let form = Rc::new(Form::read(Rc::new(questions), "", &[]).unwrap());
    let mut answering = opened(&form);
    assert_eq!(score(&answering.live, instrument.total.as_ref()), None);
    answering.live.choose(0, 1, true);
    assert_eq!(score(&answering.live, instrument.total.as_ref()).map(|s| s.value), Some(20));
}

#[test]
fn a_total_for_one_missing_answer_is_sent_to_its_decimal_place_and_once() {
    let rule = "iif(%resource.item.answer.value.weight().count() = 8, (%resource.item.answer.value.weight().sum() * 9 / 8).round(1))";
    let mut questions: Value = serde_json::from_str(PHQ9).unwrap();
    let item = questions["item"].as_array_mut().unwrap().last_mut().unwrap();
    assert_eq!(item["linkId"], "total");
    item["type"] = json!("decimal");
    item["extension"][2]["valueExpression"]["expression"] = json!(rule);
    let (_, mut instrument) = shipped(PHQ9);
    instrument.total.as_mut().unwrap().spare = 1;
    let form = Rc::new(Form::read(Rc::new(questions), "", &[]).unwrap());
    let answering = answering(&form, &[1, 1, 1, 1, 1, 1, 1, 2]);
    let written = write(&answering, &instrument, ("asha", "Patient/asha"), &now());
    assert_eq!(written.score.map(|s| (s.value, s.about)), Some((10, true)));
    let entries = written.entry.body["entry"].as_array().unwrap();
    let totals: Vec<&Value> =
        entries.iter().map(|e| &e["resource"]).filter(|r| r["resourceType"] == "Observation").collect();
    assert_eq!(totals.len(), 1, "{totals:?}");
    assert_eq!(totals[0]["valueQuantity"]["value"].to_string(), "10.1");
}

#[test]
fn observations_of_the_answers_go_with_the_response() {
    let (_, instrument) = shipped(PHQ9);
    let extract = json!([{"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observationExtract", "valueBoolean": true}]);
    let coded = |id: &str, code: &str| {
        json!({"linkId": id, "type": "integer", "extension": extract,
               "code": [{"system": "http://loinc.org", "code": code}]})
    };
    let questions = json!({"resourceType": "Questionnaire", "url": "https://x.example/q",
                           "item": [coded("a", "8867-4"), coded("t", "44261-6")]});
    let form = Rc::new(Form::read(Rc::new(questions), "", &[]).unwrap());
    let mut answering = opened(&form);
    for at in answering.asked() {
        answering.live.type_in(at, 0, |typed| typed.text = "9".into());
    }
    let written = write(&answering, &instrument, ("asha", "Patient/asha"), &now());
    let entries = written.entry.body["entry"].as_array().unwrap();
    let codes: Vec<_> = entries.iter().map(|e| e["resource"]["code"]["coding"][0]["code"].clone()).collect();
    assert_eq!(codes, [json!(null), json!("8867-4"), json!("44261-6")], "the total once");
    assert_eq!(written.entry.ticket.expects.len(), 3);
    assert_eq!(entries[1]["request"]["ifNoneMatch"], "*");
    assert_eq!(entries[1]["resource"]["subject"]["reference"], "Patient/asha");
    assert_eq!(write(&answering, &instrument, ("asha", "Patient/asha"), &now()), written);
}

#[test]
fn the_words_never_claim_that_the_team_knows_before_it_does() {
    let told = Delivery::TeamTold { team: "The team".into(), reads: Some("It reads on weekdays.".into()) };
    let table = [
        (Delivery::NotYet, "has not been told yet"),
        (Delivery::NeedsSignIn, "has not been told yet"),
        (Delivery::NeedsYou, "has not been told"),
        (Delivery::Checking, "We are checking"),
        (Delivery::Delivered, "could not check"),
        (told, "The team has been asked to read this."),
    ];
    for (delivery, expect) in table {
        let words = crate::words::form::delivery(&delivery, (true, true, false));
        assert!(words.contains(expect), "{delivery:?}: {words}");
    }
}

proptest::proptest! {
    #[test]
    fn any_answers_in_any_order_give_a_total_within_range(answers in proptest::collection::vec(0usize..4, 9)) {
        let (form, instrument) = shipped(PHQ9);
        let answering = answering(&form, &answers);
        let written = write(&answering, &instrument, ("a", "Patient/a"), &now());
        let expect: usize = answers.iter().sum();
        proptest::prop_assert_eq!(written.score.map(|s| s.value), i64::try_from(expect).ok());
        proptest::prop_assert_eq!(written.risk, answers[8] > 0);
    }
}
