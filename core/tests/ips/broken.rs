//! Breaks a document in one place, as the last column of the table of rules says.

use serde_json::{Value, json};

/// The document with that one fault; panics where the place is not there: then nothing would be tried.
pub fn broken(document: &Value, by: &str) -> Value {
    let mut document = document.clone();
    let (verb, rest) = by.split_once(' ').expect("a verb and a place");
    match verb {
        "drop" => dropped(&mut document, rest),
        "set" => {
            let (place, value) = rest.split_once(' ').expect("a place and a value");
            let value: Value = serde_json::from_str(value).unwrap_or_else(|why| panic!("{value}: {why}"));
            put(&mut document, place, value);
        }
        "same" => {
            let (place, from) = rest.split_once(' ').expect("two places");
            let from = document.pointer(&pointer(&document, from)).cloned().unwrap_or_else(|| panic!("{by}"));
            put(&mut document, place, from);
        }
        "copy" => {
            let mut copy = document.pointer(&pointer(&document, rest)).cloned().expect("an entry");
            copy["fullUrl"] = json!("urn:uuid:copy");
            document["entry"].as_array_mut().expect("entries").push(copy);
        }
        // A section is there twice; where the document has none of them, two are made of another.
        "twice" => {
            let sections = document["entry"][0]["resource"]["section"].as_array_mut().expect("sections");
            let mut copy = sections[0].clone();
            copy["code"]["coding"][0]["code"] = json!(rest);
            sections.extend([copy.clone(), copy]);
        }
        // The section names a thing of another kind: the software that made the document.
        "wrong" => {
            let other = document["entry"][2]["fullUrl"].clone();
            let sections = document["entry"][0]["resource"]["section"].as_array_mut().expect("sections");
            let mut copy = sections[0].clone();
            copy["code"]["coding"][0]["code"] = json!(rest);
            copy["entry"] = json!([{"reference": other}]);
            sections.push(copy);
        }
        "vital" => {
            let place =
                format!("entry/{}/resource/{}", vital(&document), rest.split_once(' ').expect("drop what").1);
            dropped(&mut document, &place);
        }
        other => panic!("{other} is no way to break a document"),
    }
    document
}

fn vital(document: &Value) -> usize {
    let entries = document["entry"].as_array().expect("entries");
    let is = |entry: &Value| entry["resource"]["category"][0]["coding"][0]["code"] == "vital-signs";
    entries.iter().position(is).expect("a measurement")
}

/// A place as a JSON pointer: `[Kind]` is the first entry of a kind, `section(code)` the first with that code.
fn pointer(document: &Value, place: &str) -> String {
    let mut place = place.to_owned();
    if let Some((before, rest)) = place.split_once('[').filter(|(_, rest)| !rest.starts_with("x]")) {
        let (kind, after) = rest.split_once(']').expect("[Kind]");
        let entries = document["entry"].as_array().expect("entries");
        let at = entries.iter().position(|entry| entry["resource"]["resourceType"] == kind);
        let at = at.unwrap_or_else(|| panic!("the document has no {kind}"));
        place = format!("{before}{at}{after}");
    }
    if let Some((_, rest)) = place.split_once("section(") {
        let (code, after) = rest.split_once(')').expect("section(code)");
        let sections = document["entry"][0]["resource"]["section"].as_array().expect("sections");
        let at =
            sections.iter().position(|one| one["code"]["coding"][0]["code"] == code).expect("the section");
        place = format!("entry/0/resource/section/{at}{after}");
    }
    format!("/{place}")
}

fn dropped(document: &mut Value, place: &str) {
    let place = pointer(document, place);
    let (parent, name) = place.rsplit_once('/').expect("a place");
    match document.pointer_mut(parent).unwrap_or_else(|| panic!("{place}")) {
        Value::Array(items) => drop(items.remove(name.parse().expect("a number"))),
        Value::Object(members) => {
            let before = members.len();
            match name.strip_suffix("[x]") {
                Some(stem) => members.retain(|key, _| !key.trim_start_matches('_').starts_with(stem)),
                None => drop(members.remove(name).or_else(|| members.remove(&format!("_{name}")))),
            }
            assert!(members.len() < before, "{place}: nothing to drop");
        }
        _ => panic!("{place}"),
    }
}

fn put(document: &mut Value, place: &str, value: Value) {
    let place = pointer(document, place);
    let (parent, name) = place.rsplit_once('/').expect("a place");
    document.pointer_mut(parent).unwrap_or_else(|| panic!("{place}"))[name] = value;
}
