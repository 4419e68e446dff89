//! Records to make documents of: the entries of each person in a folder of files.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::json::read;

/// One person's record.
pub struct Record {
    /// `Patient/x`
    pub patient: String,
    /// What they are called.
    pub name: String,
    /// Their entries, and those about nobody.
    pub resources: Vec<Value>,
}

fn resources(value: Value, address: Option<&str>, found: &mut Vec<(String, Value)>) {
    match value["resourceType"].as_str() {
        Some("Bundle") => {
            for entry in value["entry"].as_array().cloned().unwrap_or_default() {
                resources(entry["resource"].clone(), entry["fullUrl"].as_str(), found);
            }
        }
        Some(kind) => {
            let key = format!("{kind}/{}", value["id"].as_str().unwrap_or_default());
            found.push((address.unwrap_or(&key).to_owned(), value));
        }
        None => {}
    }
}

/// The record of every patient in a folder: what names them, and what names nobody. References by `urn:uuid` are written
/// as a server keeps them, by kind and id.
pub fn people(folder: &Path) -> Vec<Record> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|at| at.path()).collect();
    paths.sort();
    let mut all = Vec::new();
    for path in paths.iter().filter(|path| path.is_file()) {
        let name = path.to_string_lossy();
        if name.ends_with(".json") || name.ends_with(".json.gz") {
            read(path).into_iter().for_each(|value| resources(value, None, &mut all));
        }
    }
    let key = |one: &Value| {
        format!("{}/{}", one["resourceType"].as_str().unwrap(), one["id"].as_str().unwrap_or(""))
    };
    let urns: std::collections::BTreeMap<String, String> = all
        .iter()
        .filter(|(url, _)| url.starts_with("urn:"))
        .map(|(url, one)| (url.clone(), key(one)))
        .collect();
    let all: Vec<Value> = all.into_iter().map(|(_, one)| stored(one, &urns)).collect();
    let patients = all.iter().filter(|one| one["resourceType"] == "Patient" && one["id"].is_string());
    let record = |patient: &Value| {
        let own = key(patient);
        let of = |one: &Value| {
            let named = ["subject", "patient", "for"].map(|place| one[place]["reference"].as_str());
            let mut named = named.into_iter().flatten().peekable();
            let nobodys = named.peek().is_none() && one["resourceType"] != "Patient";
            nobodys || key(one) == own || named.any(|name| name == own)
        };
        let name = patient["name"][0]["family"].as_str().unwrap_or("Somebody").to_owned();
        Record { patient: own.clone(), name, resources: all.iter().filter(|one| of(one)).cloned().collect() }
    };
    patients.map(record).collect()
}

fn stored(value: Value, urns: &std::collections::BTreeMap<String, String>) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.into_iter().map(|item| stored(item, urns)).collect()),
        Value::Object(members) => {
            let member = |(name, value): (String, Value)| match value.as_str().and_then(|text| urns.get(text))
            {
                Some(key) if name == "reference" => (name, Value::String(key.clone())),
                _ => (name, stored(value, urns)),
            };
            Value::Object(members.into_iter().map(member).collect())
        }
        other => other,
    }
}
