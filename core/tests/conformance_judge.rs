//! Whether a response is a valid answer to its questionnaire: the cases of HL7's validator, and ours.
#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use lapwing_core::now::Now;
use lapwing_core::sdc::{Form, Issue, judge};
use serde_json::Value;

fn now() -> Now {
    Now::new(1_795_338_000_000, 0, [1, 2, 3, 4])
}

fn json(path: &Path) -> Option<Value> {
    serde_json::from_str(&fs::read_to_string(path).ok()?).ok()
}

fn judged(questionnaire: &Value, response: &Value) -> Result<Vec<Issue>, String> {
    let form =
        Form::read(Rc::new(questionnaire.clone()), "", &[]).map_err(|why| format!("refused: {why:?}"))?;
    Ok(judge(&Rc::new(form), response, &now()).into_iter().filter(|issue| !issue.remark).collect())
}

/// Where we judge otherwise than the file says, and why.
const OTHERWISE: [(&str, &str); 1] = [(
    "decimal-precision-questionnaire",
    "1.666 has three decimal places where maxDecimalPlaces allows two: HL7's validator does not look at that extension",
)];

#[test]
fn our_own_validation() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/form_cases");
    let questionnaire = json(&folder.join("medicines.json")).expect("the questionnaire");
    let all = json(&folder.join("responses.json")).expect("the cases");
    let cases = all["cases"].as_array().expect("a list");
    for case in cases {
        let response = serde_json::json!({"resourceType": "QuestionnaireResponse", "status": "completed", "item": case["item"]});
        let issues = judged(&questionnaire, &response).expect("a form");
        assert_eq!(issues.is_empty(), case["valid"] == true, "{}: {issues:?}", case["id"]);
    }
    println!("suite response validation, our own: {} passed, 0 failed, 0 skipped", cases.len());
}

#[test]
fn given_validation() {
    let Some(data) = std::env::var_os("LAPWING_DATA").map(PathBuf::from) else {
        println!("skipped: LAPWING_DATA names no folder of cases");
        return;
    };
    let all = json(&data.join("cases/qr-validation.json")).expect("the cases");
    let folder = data.join("cases/qr-validation");
    let (mut passed, mut skipped, mut failed) = (0, 0, vec![]);
    for case in all["cases"].as_array().into_iter().flatten() {
        let id = case["id"].as_str().unwrap_or_default();
        let Some(expected) = case["expect_success"].as_bool() else {
            skipped += 1;
            continue;
        };
        let file = |name: &Value| json(&folder.join(name.as_str().unwrap_or_default()));
        let (Some(questionnaire), Some(response)) = (file(&case["supporting"][0]), file(&case["response"]))
        else {
            skipped += 1;
            continue;
        };
        let issues = judged(&questionnaire, &response);
        let valid = issues.as_ref().is_ok_and(Vec::is_empty);
        let otherwise = OTHERWISE.iter().any(|(name, _)| *name == id);
        if valid == expected || otherwise {
            assert!(!(otherwise && valid == expected), "{id} is no exception any more");
            passed += 1;
        } else {
            failed
                .push(format!("{id}: {issues:?}, should be {}", if expected { "valid" } else { "invalid" }));
        }
    }
    println!(
        "suite response validation: {passed} passed, {} failed, {skipped} skipped (no expectation written, or XML); {} judged otherwise",
        failed.len(),
        OTHERWISE.len()
    );
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
