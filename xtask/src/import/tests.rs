use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::report::{Line, Report};
use super::{known, read};
use crate::project;

/// Reads a questionnaire as a file; the report, and whether it would be kept.
fn check(questionnaire: &Value) -> (Report, bool) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("q.json");
    fs::write(&file, questionnaire.to_string()).unwrap();
    let known = known::all().unwrap();
    let (report, accepted) = read(&file, &known).unwrap();
    let kept = accepted.is_some() && !report.is_refused();
    (report, kept)
}

fn shipped(name: &str) -> Value {
    let path = project::at("public/questionnaires").join(name).join("questionnaire.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The scored questions of a shipped instrument.
fn choices(questionnaire: &mut Value) -> Vec<&mut Value> {
    let items = questionnaire["item"].as_array_mut().unwrap();
    items.iter_mut().filter(|item| item["type"] == "choice").collect()
}

/// The shape of the CORE-10 (SNOMED CT 718583008): ten questions, the second and third counting downwards.
/// Its words are not ours to make up here.
fn core_10() -> Value {
    let option = |at: i64, weight: i64| {
        json!({
            "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": weight}],
            "valueCoding": {"system": "urn:answers", "code": at.to_string(), "display": format!("Answer {at}")},
        })
    };
    let item = |number: i64| {
        let weight = |at: i64| if [2, 3].contains(&number) { 4 - at } else { at };
        let options: Vec<Value> = (0..5).map(|at| option(at, weight(at))).collect();
        json!({"linkId": format!("q{number}"), "type": "choice", "text": format!("Question {number}"), "answerOption": options})
    };
    json!({
        "resourceType": "Questionnaire", "status": "active", "title": "CORE-10",
        "copyright": "CORE System Trust, CC BY-ND 4.0",
        "code": [{"system": "http://snomed.info/sct", "code": "718583008"}],
        "item": (1..=10).map(item).collect::<Vec<_>>(),
    })
}

#[test]
fn every_shipped_instrument_would_be_taken() {
    let index: Value =
        serde_json::from_str(&fs::read_to_string(project::at("public/questionnaires/index.json")).unwrap())
            .unwrap();
    for line in index.as_array().unwrap() {
        let name = line["name"].as_str().unwrap();
        let (report, kept) = check(&shipped(name));
        assert!(kept, "{report}");
        let known = report.of_kind(Line::Works).iter().any(|words| words.contains("count as published"));
        assert_eq!(known, line["total"].is_object(), "{report}");
    }
}

#[test]
fn a_known_instrument_with_another_weight_is_refused() {
    let mut phq = shipped("phq-9");
    let last = &mut choices(&mut phq)[8]["answerOption"][3]["extension"][0]["valueDecimal"];
    assert_eq!(*last, 3, "the control");
    // As in a published PHQ-9 that is in circulation.
    *last = json!(4);
    let (report, kept) = check(&phq);
    assert!(!kept);
    let why = report.of_kind(Line::Refused).join("\n");
    assert!(why.contains("PHQ-9") && why.contains("/44260-8") && why.contains("0, 1, 2, 4"), "{report}");
}

#[test]
fn a_known_instrument_with_a_question_more_or_less_is_refused() {
    for drop in [0, 8] {
        let mut gad = shipped("gad-7");
        gad["item"].as_array_mut().unwrap().remove(1 + drop % 7);
        let (report, kept) = check(&gad);
        assert!(
            !kept && report.of_kind(Line::Refused).join(" ").contains("6 scored questions, not 7"),
            "{report}"
        );
    }
    let mut audit = shipped("audit-c");
    let mut more = audit["item"][1].clone();
    more["linkId"] = json!("audit-4");
    audit["item"].as_array_mut().unwrap().push(more);
    let (report, kept) = check(&audit);
    assert!(
        !kept && report.of_kind(Line::Refused).join(" ").contains("4 scored questions, not 3"),
        "{report}"
    );
}

#[test]
fn answers_without_weights_give_no_known_instrument() {
    let mut phq = shipped("phq-9");
    for item in choices(&mut phq) {
        for option in item["answerOption"].as_array_mut().unwrap() {
            option.as_object_mut().unwrap().remove("extension");
        }
    }
    let (report, kept) = check(&phq);
    assert!(!kept && report.of_kind(Line::Refused).join(" ").contains("no whole weight"), "{report}");
}

#[test]
fn the_core_10_counts_its_second_and_third_question_downwards() {
    let (report, kept) = check(&core_10());
    assert!(kept, "{report}");
    let mut forward = core_10();
    forward["item"][1]["answerOption"] = forward["item"][0]["answerOption"].clone();
    let (report, kept) = check(&forward);
    assert!(
        !kept
            && report
                .of_kind(Line::Refused)
                .join(" ")
                .contains("q2 count 0, 1, 2, 3, 4; published is 4, 3, 2, 1, 0"),
        "{report}"
    );
}

#[test]
fn a_total_of_its_own_that_is_not_the_sum_is_refused() {
    let total = |expression: &str| {
        let mut phq = shipped("phq-9");
        let items = phq["item"].as_array_mut().unwrap();
        items.retain(|item| item["linkId"] != "total");
        items.push(json!({
            "linkId": "total", "type": "integer", "readOnly": true, "code": [{"system": "http://loinc.org", "code": "44261-6"}],
            "extension": [{
                "url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
                "valueExpression": {"language": "text/fhirpath", "expression": expression},
            }],
        }));
        check(&phq)
    };
    let (report, kept) = total("%resource.item.answer.value.weight().sum()");
    assert!(kept, "{report}");
    for wrong in
        ["%resource.item.answer.value.weight().sum() + 1", "%resource.item.answer.value.weight().max()", "{}"]
    {
        let (report, kept) = total(wrong);
        assert!(
            !kept && report.of_kind(Line::Refused).join(" ").contains("where the sum is"),
            "{wrong}: {report}"
        );
    }
}

#[test]
fn what_cannot_be_asked_is_refused_with_the_reason() {
    let question = json!({"linkId": "a", "type": "string", "text": "A"});
    let of = |items: Value| json!({"resourceType": "Questionnaire", "status": "active", "item": items});
    let table = [
        (json!({"resourceType": "Patient"}), "no FHIR Questionnaire"),
        (of(json!([])), "asks nothing"),
        (of(json!([question, question])), "stands twice"),
        (of(json!([{"type": "string", "text": "A"}])), "no linkId"),
        (of(json!([{"linkId": "a", "type": "dance", "text": "A"}])), "does not have: dance"),
        (
            of(
                json!([{"linkId": "a", "type": "choice", "text": "A", "answerValueSet": "http://x.example/vs"}]),
            ),
            "value set",
        ),
    ];
    for (questionnaire, why) in table {
        let (report, kept) = check(&questionnaire);
        assert!(!kept && report.of_kind(Line::Refused).join(" ").contains(why), "{why}: {report}");
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("torn.json");
    fs::write(&file, "{").unwrap();
    let (report, accepted) = read(&file, &[]).unwrap();
    assert!(accepted.is_none() && report.is_refused());
}

#[test]
fn an_unknown_questionnaire_is_kept_without_a_total() {
    let questionnaire = json!({
        "resourceType": "Questionnaire", "status": "draft", "name": "Our Form!", "description": "About us. More.",
        "item": [{"linkId": "a", "type": "boolean", "text": "A?"}],
    });
    let (report, kept) = check(&questionnaire);
    assert!(kept, "{report}");
    let told = report.of_kind(Line::Told).join("\n");
    for words in ["no published scoring", "no copyright notice", "draft", "no address"] {
        assert!(told.contains(words), "{words}: {report}");
    }
}

fn import(files: Vec<PathBuf>, to: &Path) -> anyhow::Result<()> {
    super::run(&super::Options { files, to: to.to_owned(), check: false })
}

#[test]
fn what_is_kept_is_what_the_gateway_and_the_app_read() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("own");
    let file = folder.path().join("core.json");
    fs::write(&file, core_10().to_string()).unwrap();
    import(vec![file.clone()], &to).unwrap();
    import(vec![file], &to).unwrap();
    let index: Value = serde_json::from_str(&fs::read_to_string(to.join("index.json")).unwrap()).unwrap();
    assert_eq!(index.as_array().unwrap().len(), 1, "the same again replaces it");
    let line = &index[0];
    assert_eq!((line["name"].as_str(), line["title"].as_str()), (Some("core-10"), Some("CORE-10")));
    assert_eq!((line["total"]["max"].as_i64(), line["total"]["change"].as_i64()), (Some(40), Some(6)));
    assert_eq!(line["questions"], 10);
    let rule = &line["risk"][0];
    assert_eq!((rule["linkId"].as_str(), rule["codes"].as_array().map(Vec::len)), (Some("q6"), Some(4)));
    assert_eq!(rule["questionnaire"], line["url"]);
    let kept: Value =
        serde_json::from_str(&fs::read_to_string(to.join("core-10/questionnaire.json")).unwrap()).unwrap();
    assert_eq!(kept["url"], line["url"]);
    assert!(line["url"].as_str().unwrap().starts_with("urn:uuid:"));
    assert!(fs::read_to_string(to.join("core-10/LICENSE")).unwrap().contains("CORE System Trust"));
    let read = lapwing_core::form::Instrument::read_all(&index);
    assert_eq!(read[0].total.as_ref().map(|t| t.bands.len()), Some(5));
}

/// What is kept of a questionnaire: its line of the index, and itself.
fn kept(questionnaire: &Value) -> (Value, Value) {
    let folder = tempfile::tempdir().unwrap();
    let (to, file) = (folder.path().join("own"), folder.path().join("q.json"));
    fs::write(&file, questionnaire.to_string()).unwrap();
    import(vec![file], &to).unwrap();
    let json =
        |path: &str| -> Value { serde_json::from_str(&fs::read_to_string(to.join(path)).unwrap()).unwrap() };
    let line = json("index.json")[0].clone();
    let whole = json(&format!("{}/questionnaire.json", line["name"].as_str().unwrap()));
    (line, whole)
}

fn risky(line: &Value) -> Vec<&str> {
    line["risk"].as_array().into_iter().flatten().filter_map(|rule| rule["linkId"].as_str()).collect()
}

#[test]
fn a_question_that_does_not_count_changes_no_total() {
    let mut phq = shipped("phq-9");
    let mut more = choices(&mut phq)[0].clone();
    more["linkId"] = json!("how-hard");
    more["code"] = json!([{"system": "http://loinc.org", "code": "69722-7"}]);
    phq["item"].as_array_mut().unwrap().retain(|item| item["linkId"] != "total");
    phq["item"].as_array_mut().unwrap().push(more);
    let (line, whole) = kept(&phq);
    let scored = line["total"]["scored"].as_array().unwrap();
    assert!(scored.len() == 9 && !scored.contains(&json!("how-hard")), "{scored:?}");
    let answered =
        |with: bool| total_of(&line, &whole, |id| if id == "how-hard" { with.then_some(3) } else { Some(1) });
    assert_eq!((answered(true), answered(false)), (Some(9), Some(9)));
}

#[test]
fn a_total_of_its_own_counts_only_when_every_question_is_answered_and_is_nobodys_to_write() {
    let mut phq = shipped("phq-9");
    for item in phq["item"].as_array_mut().unwrap() {
        item.as_object_mut().unwrap().remove("required");
        if item["linkId"] == "total" {
            item.as_object_mut().unwrap().remove("readOnly");
        }
    }
    let (line, whole) = kept(&phq);
    let frozen = whole["item"].as_array().unwrap().iter().find(|item| item["linkId"] == "total").unwrap();
    assert_eq!(frozen["readOnly"], true);
    assert_eq!(total_of(&line, &whole, |_| Some(2)), Some(18));
    assert_eq!(total_of(&line, &whole, |id| (id != "/44260-8").then_some(2)), None);
}

/// The total by the app's engine, each question answered by its linkId.
fn total_of(line: &Value, whole: &Value, answer: impl Fn(&str) -> Option<usize>) -> Option<i64> {
    use std::rc::Rc;

    use lapwing_core::form::{Answering, Instrument, score};
    use lapwing_core::{
        now::Now,
        sdc::{Around, Form, Kind},
    };
    let form = Rc::new(Form::read(Rc::new(whole.clone()), "", &[]).unwrap());
    let instrument = Instrument::read_all(&json!([line])).remove(0);
    let mut answering = Answering::open(&form, Around::default(), None, &Now::new(0, 0, [1, 2, 3, 4]));
    for (at, item) in form.items.iter().enumerate().filter(|(_, item)| item.kind == Kind::Choice) {
        if let Some(answer) = answer(&item.link_id) {
            let node = answering.live.nodes_of(at)[0];
            answering.live.choose(node, answer, true);
        }
    }
    score(&answering.live, instrument.total.as_ref()).map(|score| score.value)
}

#[test]
fn several_instruments_in_one_file_are_each_checked_and_keep_their_risk() {
    let group = |id: &str, questionnaire: &Value| {
        let mut items = questionnaire["item"].as_array().unwrap().clone();
        items.retain(|item| item["type"] == "choice");
        for item in &mut items {
            item["linkId"] = json!(format!("{id}-{}", item["linkId"].as_str().unwrap()));
        }
        json!({"linkId": id, "type": "group", "code": questionnaire["code"], "item": items})
    };
    let both = json!({"resourceType": "Questionnaire", "status": "active", "title": "Both", "copyright": "x",
        "item": [group("phq", &shipped("phq-9")), group("gad", &shipped("gad-7"))]});
    let (line, _) = kept(&both);
    assert!(line["total"].is_null(), "no total for the whole");
    assert_eq!(risky(&line), ["phq-/44260-8"]);
    let mut wrong = both.clone();
    wrong["item"][1]["item"][0]["answerOption"][3]["extension"][0]["valueDecimal"] = json!(4);
    let (report, kept) = check(&wrong);
    assert!(!kept && report.of_kind(Line::Refused).join(" ").contains("GAD-7"), "{report}");
}

#[test]
fn a_question_about_self_harm_is_known_by_its_code_alone() {
    let mut phq = shipped("phq-9");
    phq.as_object_mut().unwrap().remove("code");
    phq["item"].as_array_mut().unwrap().retain(|item| item["linkId"] != "total");
    let (line, _) = kept(&phq);
    assert_eq!(
        (line["total"]["max"].as_i64(), risky(&line)),
        (Some(27), vec!["/44260-8"]),
        "all its questions: it is one"
    );
    let items = phq["item"].as_array_mut().unwrap();
    items.retain(|item| item["linkId"] == "/44260-8");
    for option in items[0]["answerOption"].as_array_mut().unwrap() {
        option.as_object_mut().unwrap().remove("extension");
    }
    let (line, _) = kept(&phq);
    assert!(line["total"].is_null());
    assert_eq!(risky(&line), ["/44260-8"]);
    assert_eq!(line["risk"][0]["codes"].as_array().map(Vec::len), Some(3));
    let (report, _) = check(&shipped("gad-7"));
    assert!(report.of_kind(Line::Told).join(" ").contains("none of its answers opens help"), "{report}");
    let (report, _) = check(&shipped("phq-9"));
    assert!(
        report.of_kind(Line::Works).join(" ").contains("/44260-8: any answer but the first opens help"),
        "{report}"
    );
}

/// The total of the kept CORE-10 by the app's engine.
fn core_10_total(answers: &[Option<usize>]) -> Option<(i64, bool)> {
    use std::rc::Rc;

    use lapwing_core::form::{Answering, Instrument, score};
    use lapwing_core::{
        now::Now,
        sdc::{Around, Form},
    };
    let folder = tempfile::tempdir().unwrap();
    let (to, file) = (folder.path().join("own"), folder.path().join("core.json"));
    fs::write(&file, core_10().to_string()).unwrap();
    import(vec![file], &to).unwrap();
    let json =
        |path: &str| -> Value { serde_json::from_str(&fs::read_to_string(to.join(path)).unwrap()).unwrap() };
    let form = Rc::new(Form::read(Rc::new(json("core-10/questionnaire.json")), "", &[]).unwrap());
    let instrument = Instrument::read_all(&json("index.json")).remove(0);
    let mut answering = Answering::open(&form, Around::default(), None, &Now::new(0, 0, [1, 2, 3, 4]));
    for (at, answer) in answers.iter().enumerate() {
        if let Some(answer) = answer {
            let node = answering.live.nodes_of(at)[0];
            answering.live.choose(node, *answer, true);
        }
    }
    score(&answering.live, instrument.total.as_ref()).map(|s| (s.value, s.about))
}

#[test]
fn the_core_10_is_scored_as_published_with_one_answer_missing_too() {
    // Barkham 2013: 0 to 40, questions 2 and 3 the other way round; one missing: the mean times ten.
    let all = |answer: usize| vec![Some(answer); 10];
    let but = |mut answers: Vec<Option<usize>>, at: usize, answer: Option<usize>| {
        answers[at] = answer;
        answers
    };
    let best = but(but(all(0), 1, Some(4)), 2, Some(4));
    let worst = but(but(all(4), 1, Some(0)), 2, Some(0));
    let table = [
        (best.clone(), Some((0, false))),
        (worst.clone(), Some((40, false))),
        (all(0), Some((8, false))),
        (all(2), Some((20, false))),
        (but(all(2), 9, None), Some((20, false))),
        (but(worst, 5, None), Some((40, false))),
        // 13 of nine answers is 14.4 of ten; 4 of nine is 4.4.
        (but(but(but(all(1), 9, None), 0, Some(2)), 3, Some(0)), Some((14, true))),
        (but(but(best, 0, Some(4)), 9, None), Some((4, true))),
        (but(but(all(2), 9, None), 8, None), None),
        (vec![None; 10], None),
    ];
    for (answers, expect) in table {
        assert_eq!(core_10_total(&answers), expect, "{answers:?}");
    }
}

#[test]
fn one_refused_file_fails_the_whole_and_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (to, bad) = (folder.path().join("own"), folder.path().join("bad.json"));
    fs::write(&bad, "[]").unwrap();
    assert!(import(vec![bad], &to).is_err());
    assert!(!to.exists());
}

/// Real questionnaires, where they are at hand: the right PHQ-9 is taken.
#[test]
fn real_files() {
    let Some(data) = std::env::var_os("LAPWING_DATA").map(PathBuf::from) else {
        println!("no real data: set LAPWING_DATA");
        return;
    };
    let known = known::all().unwrap();
    for file in ["lforms/R4__phq9.json", "lforms/R4__calc-weight__phq9-with-the-weight-function.json"] {
        let (report, accepted) = read(&data.join("questionnaires").join(file), &known).unwrap();
        assert!(accepted.is_some() && !report.is_refused(), "{report}");
        assert!(
            report.of_kind(Line::Works).join(" ").contains("count as published for the PHQ-9"),
            "{report}"
        );
    }
    let without = "hl7-r4-spec-examples/R4__questionnaire-cqf-example.json";
    let (report, _) = read(&data.join("questionnaires").join(without), &known).unwrap();
    assert!(report.is_refused(), "eight questions, and no weights: {report}");
}

/// A questionnaire of one question with this, and the lines of the report that begin with its linkId.
fn lines(item: Value, kind: Line) -> Vec<String> {
    let mut question = json!({"linkId": "a", "type": "string", "text": "A"});
    for (name, value) in item.as_object().unwrap() {
        question[name] = value.clone();
    }
    let (report, _) =
        check(&json!({"resourceType": "Questionnaire", "status": "active", "item": [question]}));
    report.of_kind(kind).into_iter().filter(|line| line.starts_with("a: ")).map(String::from).collect()
}

fn extension(url: &str, member: &str, value: Value) -> Value {
    json!({"extension": [{"url": url, member: value}]})
}

/// An item, the kind of line that tells of it, and words of that line; no words for nothing to tell.
type Told = (Value, Line, &'static str);

fn each_is_told(table: Vec<Told>) {
    for (item, kind, words) in table {
        let told = [lines(item.clone(), Line::Differs), lines(item.clone(), Line::NotDone)].concat();
        if words.is_empty() {
            assert_eq!(told, [""; 0], "{item}");
        } else {
            let found = lines(item.clone(), kind);
            assert!(told.len() == 1 && found.iter().any(|line| line.contains(words)), "{item}: {told:?}");
        }
    }
}

fn hl7(name: &str) -> String {
    format!("http://hl7.org/fhir/StructureDefinition/{name}")
}

#[test]
fn what_is_not_known_or_goes_otherwise_is_told_at_its_item() {
    let picture = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-itemMedia";
    let styled = extension(&hl7("rendering-style"), "valueString", json!("red"));
    let coloured = extension("https://x.example/colour", "valueCode", json!("red"));
    let foreign = extension("http://other.example/ordinalValue", "valueDecimal", json!(1));
    let elsewhere = extension(picture, "valueAttachment", json!({"url": "https://x.example/a.png"}));
    let unsafe_link = extension(&hl7("supportLink"), "valueUri", json!("http://x.example"));
    each_is_told(vec![
        (coloured, Line::NotDone, "x.example/colour is not known"),
        (foreign, Line::NotDone, "ordinalValue is not known"),
        (json!({"colour": "red"}), Line::NotDone, "“colour” is no member"),
        (json!({"_text": styled}), Line::Differs, "left to the person"),
        (json!({"type": "reference"}), Line::Differs, "named in words"),
        (elsewhere, Line::Differs, "is a link: https://x.example/a.png"),
        (unsafe_link, Line::Differs, "http://x.example is left out"),
        (extension(&hl7("entryFormat"), "valueString", json!("x")), Line::Works, ""),
        (extension(&hl7("designNote"), "valueMarkdown", json!("x")), Line::Works, ""),
    ]);
}

#[test]
fn a_control_that_is_another_here_is_told_at_its_item() {
    let control = |kind: &str, code: &str, more: Value| {
        let codings = json!({"coding": [{"code": code}]});
        let mut item = extension(&hl7("questionnaire-itemControl"), "valueCodeableConcept", codings);
        item["type"] = kind.into();
        for (name, value) in more.as_object().unwrap() {
            item[name] = value.clone();
        }
        item
    };
    let options =
        |count: i32| -> Vec<Value> { (0..count).map(|at| json!({"valueString": format!("{at}")})).collect() };
    let (few, many) = (json!({"answerOption": options(3)}), json!({"answerOption": options(50)}));
    let several = json!({"answerOption": options(3), "repeats": true});
    let below = json!({"item": [{"linkId": "b", "type": "string", "text": "B"}]});
    each_is_told(vec![
        (control("choice", "wheel", few.clone()), Line::Differs, "“wheel” is not known"),
        (control("group", "gtable", below.clone()), Line::Works, ""),
        (control("group", "table", below), Line::Differs, "asks for a table"),
        (control("choice", "radio-button", many), Line::Differs, "too many to be in sight"),
        (control("choice", "autocomplete", few.clone()), Line::Differs, "in a list that opens"),
        (control("choice", "drop-down", several), Line::Differs, "all in sight"),
        (control("integer", "slider", json!({})), Line::Differs, "number with buttons"),
        (control("choice", "drop-down", few), Line::Works, ""),
    ]);
}

#[test]
fn a_scored_question_that_could_count_otherwise_is_refused() {
    let first = |name: &str, member: &str, value: Value| {
        let mut questionnaire = shipped(name);
        choices(&mut questionnaire)[1][member] = value;
        check(&questionnaire)
    };
    let unless = json!([{"question": "lead", "operator": "exists", "answerBoolean": false}]);
    let table = [
        ("phq-9", "repeats", json!(true), "more than once"),
        ("gad-7", "enableWhen", unless.clone(), "not asked of everybody"),
        (
            "gad-7",
            "extension",
            json!([{"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression",
            "valueExpression": {"language": "text/fhirpath", "expression": "false"}}]),
            "not asked of everybody",
        ),
        (
            "phq-4",
            "initial",
            json!([{"valueCoding": {"code": "LA6568-5"}}]),
            "before the person has answered",
        ),
    ];
    for (name, member, value, why) in table {
        let (report, kept) = first(name, member, value);
        assert!(!kept && report.of_kind(Line::Refused).join(" ").contains(why), "{why}: {report}");
    }
    let mut foreign = shipped("phq-9");
    for item in choices(&mut foreign) {
        for option in item["answerOption"].as_array_mut().unwrap() {
            option["extension"][0]["url"] = json!("https://x.example/ordinalValue");
        }
    }
    let (report, kept) = check(&foreign);
    assert!(!kept && report.of_kind(Line::Refused).join(" ").contains("no whole weight"), "{report}");
}

#[test]
fn the_languages_of_a_file_are_told() {
    let said = |lang: &str| {
        json!({"url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": [
            {"url": "lang", "valueCode": lang}, {"url": "content", "valueString": "X"}]})
    };
    let (report, kept) =
        check(&json!({"resourceType": "Questionnaire", "status": "active", "language": "en", "item": [
        {"linkId": "a", "type": "string", "text": "A", "_text": {"extension": [said("cy"), said("pl")]}},
        {"linkId": "b", "type": "string", "text": "B", "_text": {"extension": [said("cy")]}}]}));
    assert!(kept && report.of_kind(Line::Works).contains(&"it can be read in cy"), "{report}");
    assert!(report.of_kind(Line::Differs).join("").contains("in pl in part only"), "{report}");
}
