//! What shows, and what is worked out, after each answer: the cases of other engines' own tests, and ours.
#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use lapwing_core::now::Now;
use lapwing_core::sdc::{Around, Form, Live};
use serde_json::Value;

fn json(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

fn now() -> Now {
    Now::new(1_795_338_000_000, 0, [1, 2, 3, 4])
}

fn open(questionnaire: &Value, before: Option<&Value>) -> Live {
    let form = Form::read(Rc::new(questionnaire.clone()), "", &[]).expect("a form that opens");
    Live::open(Rc::new(form), Around::default(), before, &now())
}

/// `linkId`, or `linkId[group n]`: the nth repetition of what is around it.
fn node(live: &Live, name: &str) -> Option<usize> {
    let (link_id, nth) = match name.split_once("[group ") {
        Some((link_id, nth)) => (link_id.trim(), nth.trim_end_matches(']').parse::<usize>().ok()?),
        None => (name, 1),
    };
    let item = live.form().find(link_id)?;
    live.nodes_of(item).get(nth - 1).copied()
}

fn names(step: &Value, field: &str) -> Vec<String> {
    let list = step[field].as_array().into_iter().flatten();
    list.filter_map(Value::as_str).map(String::from).collect()
}

fn is_shown(live: &Live, at: usize) -> bool {
    let mut here = Some(at);
    while let Some(found) = here {
        if live.item(found).is_none_or(|item| item.hidden) {
            return false;
        }
        here = live.node(found).and_then(|node| node.parent);
    }
    live.node(at).is_some_and(|node| node.on)
}

/// Runs one step; what did not hold.
fn step(live: &mut Live, step: &Value) -> Vec<String> {
    let mut wrong = vec![];
    for (name, answers) in step["set"].as_object().into_iter().flatten() {
        let at = node(live, name).unwrap_or_else(|| panic!("no item {name}"));
        let answers = answers.as_array().cloned().unwrap_or_default();
        live.set(at, &answers, true);
    }
    let on = |name: &String| node(live, name).is_some_and(|at| live.node(at).is_some_and(|node| node.on));
    let shown = |name: &String| node(live, name).is_some_and(|at| is_shown(live, at));
    let mut expect = |field: &str, is: &dyn Fn(&String) -> bool, wanted: bool| {
        let others = names(step, field).into_iter().filter(|name| is(name) != wanted);
        wrong.extend(others.map(|name| format!("{name} is not {field}")));
    };
    expect("enabled", &on, true);
    expect("disabled", &on, false);
    expect("visible", &shown, true);
    expect("hidden", &shown, false);
    for (name, expected) in step["values"].as_object().into_iter().flatten() {
        let at = node(live, name).unwrap_or_else(|| panic!("no item {name}"));
        let given = live.values(at);
        let expected: Vec<&Value> = match expected {
            Value::Null => vec![],
            Value::Array(list) => list.iter().collect(),
            one => vec![one],
        };
        let same = given.len() == expected.len()
            && given.iter().zip(&expected).all(|(a, b)| lapwing_core::sdc::same(a, b));
        if !same {
            wrong.push(format!("{name} is {given:?}, not {expected:?}"));
        }
    }
    let sent = Value::Array(live.items());
    for name in names(step, "exportLacks") {
        if has_answer(&sent, &name) {
            wrong.push(format!("{name} is answered in what is sent"));
        }
    }
    for (name, count) in step["responseItemCount"].as_object().into_iter().flatten() {
        let found = count_below(&sent, name);
        if count.as_u64() != Some(found) {
            wrong.push(format!("{name} has {found} items below it, not {count}"));
        }
    }
    wrong
}

fn has_answer(items: &Value, link_id: &str) -> bool {
    match items {
        Value::Array(list) => list.iter().any(|item| has_answer(item, link_id)),
        Value::Object(fields) => {
            (fields.get("linkId").is_some_and(|id| id == link_id) && fields.contains_key("answer"))
                || fields.values().any(|value| has_answer(value, link_id))
        }
        _ => false,
    }
}

fn count_below(items: &Value, link_id: &str) -> u64 {
    match items {
        Value::Array(list) => list.iter().map(|item| count_below(item, link_id)).sum(),
        Value::Object(fields) if fields.get("linkId").is_some_and(|id| id == link_id) => {
            fields.get("item").and_then(Value::as_array).map_or(0, |list| list.len() as u64)
        }
        Value::Object(fields) => fields.values().map(|value| count_below(value, link_id)).sum(),
        _ => 0,
    }
}

/// Runs one case; what did not hold, by step.
fn case(
    case: &Value,
    questionnaire: &Value,
    response: &dyn Fn(&str) -> Option<Value>,
) -> (usize, Vec<String>) {
    let first = case["steps"].as_array().and_then(|steps| steps.first());
    let named = first.and_then(|step| step["response"].as_str());
    let before = named.and_then(response);
    let mut live = open(questionnaire, before.as_ref());
    let (mut disputed, mut wrong) = (0, vec![]);
    if before.is_none() && named.is_some() {
        println!(
            "{}: the folder does not hold {}; what needs it is not tried",
            case["id"],
            named.unwrap_or_default()
        );
    }
    for (number, each) in case["steps"].as_array().into_iter().flatten().enumerate() {
        if each["reset"] == true {
            live = open(questionnaire, None);
        }
        let found = step(&mut live, each);
        if each.get("disputed").is_some_and(|d| d.is_string()) {
            disputed += 1;
            continue;
        }
        wrong.extend(found.into_iter().map(|what| format!("step {}: {what}", number + 1)));
        if let Some(given) =
            before.as_ref().filter(|_| each["roundTrip"] == true).map(|before| &before["item"])
        {
            let again = Value::Array(live.items());
            if again != *given {
                wrong
                    .push(format!("step {}: what came back differs: {again} instead of {given}", number + 1));
            }
        }
    }
    (disputed, wrong)
}

fn suite(name: &str, cases: &Value, folder: &Path) {
    let (mut passed, mut disputed, mut failed) = (0, 0, vec![]);
    for one in cases["cases"].as_array().into_iter().flatten() {
        let path = folder.join(one["questionnaire"].as_str().unwrap_or_default());
        let (left, wrong) =
            case(one, &json(&path), &|file| folder.join(file).exists().then(|| json(&folder.join(file))));
        disputed += left;
        match wrong.is_empty() {
            true => passed += 1,
            false => failed.push(format!("{}: {}", one["id"], wrong.join("; "))),
        }
    }
    println!(
        "suite {name}: {passed} passed, {} failed, 0 skipped ({disputed} disputed steps not counted)",
        failed.len()
    );
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(passed > 0, "the suite is empty");
}

#[test]
fn our_own_behaviour() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/form_cases");
    suite("form behaviour, our own", &json(&folder.join("behaviour.json")), &folder);
}

#[test]
fn given_behaviour() {
    let Some(data) = std::env::var_os("LAPWING_DATA").map(PathBuf::from) else {
        println!("skipped: LAPWING_DATA names no folder of cases");
        return;
    };
    suite("form behaviour", &json(&data.join("cases/form-behaviour.json")), &data);
}
