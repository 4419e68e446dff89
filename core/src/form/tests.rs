use serde_json::{Value, json};

use super::*;
use crate::fhir::date::Date;
use crate::now::Now;

const PHQ9: &str = include_str!("../../../public/questionnaires/phq-9/questionnaire.json");
const GAD7: &str = include_str!("../../../public/questionnaires/gad-7/questionnaire.json");
const INDEX: &str = include_str!("../../../public/questionnaires/index.json");

fn shipped(text: &str) -> (Questionnaire, Instrument) {
    let questionnaire = Questionnaire::read(&serde_json::from_str(text).unwrap()).unwrap();
    let library = Instrument::read_all(&serde_json::from_str(INDEX).unwrap());
    let instrument = library.into_iter().find(|i| i.url == questionnaire.url).unwrap();
    (questionnaire, instrument)
}

fn now() -> Now {
    Now::new(1_795_338_000_000, 0, [1, 2, 3, 4])
}

fn draft(questionnaire: &Questionnaire, answers: &[usize]) -> Draft {
    let questions = questionnaire.questions.iter().map(|q| q.link_id.clone());
    let answers = questions.zip(answers.iter().map(|n| Answer::Choice(*n))).collect();
    Draft { answers, ..Draft::begin(&questionnaire.url, &now()) }
}

fn total(text: &str, answers: &[usize]) -> Option<i64> {
    let (questionnaire, instrument) = shipped(text);
    let draft = draft(&questionnaire, answers);
    score(&questionnaire, instrument.total.as_ref(), &|id| draft.answer(id)).map(|s| s.value)
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
    let (questionnaire, _) = shipped(PHQ9);
    for answer in 0..4 {
        let mut answers = [3; 9];
        answers[8] = answer;
        let draft = draft(&questionnaire, &answers);
        let met = risk::met(&questionnaire, &|id| draft.answer(id));
        assert_eq!(met, if answer == 0 { vec![] } else { vec!["/44260-8"] }, "{answer}");
    }
    let (gad7, _) = shipped(GAD7);
    let draft = draft(&gad7, &[3; 7]);
    assert!(risk::met(&gad7, &|id| draft.answer(id)).is_empty());
}

#[test]
fn a_finished_draft_becomes_one_transaction() {
    let (questionnaire, instrument) = shipped(PHQ9);
    let draft = draft(&questionnaire, &[0, 1, 2, 3, 0, 1, 2, 3, 1]);
    let written = write(&questionnaire, &instrument, &draft, ("asha", "Patient/asha"), &now());
    assert!(written.risk && written.entry.risk);
    assert_eq!(written.entry.id, draft.entry);
    assert_eq!(written.entry.expects, vec![draft.response.clone(), draft.observation.clone()]);
    let entries = written.entry.body["entry"].as_array().unwrap();
    assert_eq!(entries.len(), 2);
    for entry in entries {
        assert_eq!(entry["request"]["ifNoneMatch"], "*");
        assert_eq!(entry["resource"]["subject"]["reference"], "Patient/asha");
    }
    let items = entries[0]["resource"]["item"].as_array().unwrap();
    assert_eq!(items.len(), 9, "in the questionnaire's order");
    assert_eq!(items[8]["linkId"], "/44260-8");
    assert_eq!(items[8]["answer"][0]["valueCoding"]["code"], "LA6569-3");
    let observation = &entries[1]["resource"];
    assert_eq!(observation["code"]["coding"][0]["code"], "44261-6");
    assert_eq!(observation["valueQuantity"]["value"], 13);
    assert_eq!(
        Date::parse(observation["effectiveDateTime"].as_str().unwrap()).map(|d| d.to_millis()),
        Some(now().time)
    );
    let again = write(&questionnaire, &instrument, &draft, ("asha", "Patient/asha"), &now());
    assert_eq!(again, written, "the same draft is the same entry");
}

fn read(items: Value) -> Result<Questionnaire, Unsupported> {
    Questionnaire::read(
        &json!({"resourceType": "Questionnaire", "url": "https://x.example/q", "item": items}),
    )
}

#[test]
fn what_cannot_be_asked_truthfully_is_refused_whole() {
    let item = |kind: &str| json!({"linkId": "a", "text": "A", "type": kind});
    let with = |field: &str, value: Value| {
        let mut item = item("string");
        item[field] = value;
        item
    };
    let refused = |kind: &str| Unsupported::Item("a".into(), kind.into());
    let rule = |name: &str| Unsupported::Rule("a".into(), name.into());
    let table = [
        (json!([]), Unsupported::NotAQuestionnaire),
        (json!([item("display")]), Unsupported::NotAQuestionnaire),
        (json!([item("attachment")]), refused("attachment")),
        (json!([item("dance")]), refused("dance")),
        (json!([item("choice")]), refused("choice")),
        (
            json!([{"linkId": "a", "type": "choice", "answerOption": [{"valueInteger": 1}]}]),
            refused("choice"),
        ),
        (json!([{"type": "string"}]), Unsupported::Item(String::new(), "string".into())),
        (json!([item("string"), item("text")]), Unsupported::Twice("a".into())),
        (json!([with("enableWhen", json!([{}]))]), rule("enableWhen")),
        (json!([with("repeats", json!(true))]), rule("repeats")),
        (json!([with("item", json!([item("string")]))]), refused("string")),
        (
            json!([with(
                "extension",
                json!([{"url": "http://x.example/sdc-questionnaire-calculatedExpression"}])
            )]),
            rule("sdc-questionnaire-calculatedExpression"),
        ),
    ];
    for (items, expect) in table {
        assert_eq!(read(items.clone()), Err(expect), "{items}");
    }
    let odd = [Value::Null, json!([]), json!("x"), json!({"resourceType": "Patient", "url": "u"})];
    for value in odd {
        assert_eq!(Questionnaire::read(&value), Err(Unsupported::NotAQuestionnaire), "{value}");
    }
}

#[test]
fn a_weight_is_a_whole_number_however_it_is_written() {
    let weight = |value: Value| {
        let option = json!({"valueCoding": {"code": "a"}, "extension": [{"url": "x/ordinalValue", "valueDecimal": value}]});
        let read = read(json!([{"linkId": "a", "type": "choice", "answerOption": [option]}])).unwrap();
        match &read.questions[0].field {
            Field::Choice(choices) => choices[0].weight,
            other => panic!("{other:?}"),
        }
    };
    let table = [
        (json!(3), Some(3)),
        (json!(2.0), Some(2)),
        (json!(-1), Some(-1)),
        (json!(1.5), None),
        (json!(1_000_000), None),
        (json!(null), None),
    ];
    for (value, expect) in table {
        assert_eq!(weight(value.clone()), expect, "{value}");
    }
}

#[test]
fn deep_nesting_is_refused_and_does_not_overflow() {
    let mut item = json!({"linkId": "q", "type": "string"});
    for depth in 0..100 {
        item = json!({"linkId": format!("g{depth}"), "type": "group", "item": [item]});
    }
    assert!(matches!(read(json!([item])), Err(Unsupported::Item(..))));
}

#[test]
fn groups_keep_their_place_and_their_words() {
    let items = json!([
        {"linkId": "g", "type": "group", "text": "Sleep", "item": [
            {"linkId": "d", "type": "display", "text": "Last week."},
            {"linkId": "a", "type": "boolean", "text": "Slept?"},
            {"linkId": "b", "type": "integer", "text": "Hours"},
        ]},
        {"linkId": "c", "type": "text", "text": "More"},
    ]);
    let questionnaire = read(items).unwrap();
    let leads: Vec<_> = questionnaire.questions.iter().map(|q| q.lead.as_deref()).collect();
    assert_eq!(leads, [Some("Sleep Last week."), Some("Sleep Last week."), None]);
    let mut draft = Draft::begin(&questionnaire.url, &now());
    draft.set("b", Some(Answer::Whole(7)));
    draft.set("c", Some(Answer::Text("Fine".into())));
    let instrument = Instrument { total: None, ..shipped(PHQ9).1 };
    let written = write(&questionnaire, &instrument, &draft, ("x", "Patient/x"), &now());
    let resource = &written.entry.body["entry"][0]["resource"];
    let expect = json!([
        {"linkId": "g", "item": [{"linkId": "b", "text": "Hours", "answer": [{"valueInteger": 7}]}]},
        {"linkId": "c", "text": "More", "answer": [{"valueString": "Fine"}]},
    ]);
    assert_eq!(resource["item"], expect);
    assert_eq!(written.score, None);
}

#[test]
fn a_draft_that_no_longer_fits_is_not_taken_up() {
    let (questionnaire, _) = shipped(PHQ9);
    assert!(draft(&questionnaire, &[3; 9]).fits(&questionnaire));
    assert!(!draft(&questionnaire, &[4]).fits(&questionnaire), "no fifth choice");
    let other = Draft { questionnaire: "https://x.example/other".into(), ..draft(&questionnaire, &[]) };
    assert!(!other.fits(&questionnaire));
    let mut strange = draft(&questionnaire, &[]);
    strange.set("gone", Some(Answer::YesNo(true)));
    assert!(!strange.fits(&questionnaire));
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
        let words = crate::words::form::delivery(&delivery, true, true);
        assert!(words.contains(expect), "{delivery:?}: {words}");
    }
}

proptest::proptest! {
    #[test]
    fn any_answers_in_any_order_give_a_total_within_range(answers in proptest::collection::vec(0usize..4, 9)) {
        let (questionnaire, instrument) = shipped(PHQ9);
        let draft = draft(&questionnaire, &answers);
        let written = write(&questionnaire, &instrument, &draft, ("a", "Patient/a"), &now());
        let expect: usize = answers.iter().sum();
        proptest::prop_assert_eq!(written.score.map(|s| s.value), i64::try_from(expect).ok());
        proptest::prop_assert_eq!(written.risk, answers[8] > 0);
    }
}
