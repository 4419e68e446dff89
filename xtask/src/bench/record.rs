//! A large record to search: a real one where there is one, or one that we make.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::{pack, project};

const READINGS: usize = 5_200;

/// The file to load: the largest real record, or a made one.
pub fn file(data: Option<&Path>) -> Result<PathBuf> {
    match data {
        Some(data) => largest(&data.join("records/pysynthea")),
        None => made(),
    }
}

/// Compressed files hold about twelve times their size.
const GZIP_GAIN: u64 = 12;

fn largest(folder: &Path) -> Result<PathBuf> {
    let mut files = Vec::new();
    for path in pack::list(folder)? {
        let path = folder.join(path);
        let gain = if path.extension().is_some_and(|kind| kind == "gz") { GZIP_GAIN } else { 1 };
        files.push((fs::metadata(&path)?.len() * gain, path));
    }
    let (_, path) = files.into_iter().max().context("the folder of real records is empty")?;
    Ok(path)
}

fn made() -> Result<PathBuf> {
    let mut entries = vec![entry(json!({
        "resourceType": "Patient", "id": "bench", "name": [{ "family": "Bench", "given": ["Robin"] }], "birthDate": "1980-01-01"
    }))];
    entries.extend((0..READINGS).map(|number| entry(reading(number))));
    let bundle = json!({ "resourceType": "Bundle", "type": "collection", "entry": entries });
    let folder = project::cargo_target().join("bench");
    fs::create_dir_all(&folder)?;
    let file = folder.join("record.json");
    fs::write(&file, serde_json::to_vec(&bundle)?)?;
    Ok(file)
}

fn entry(resource: Value) -> Value {
    json!({ "resource": resource })
}

fn reading(number: usize) -> Value {
    let (year, month, day) = (2000 + number / 336, 1 + number / 28 % 12, 1 + number % 28);
    json!({
        "resourceType": "Observation",
        "id": format!("bench-{number}"),
        "status": "final",
        "category": [{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory" }] }],
        "code": { "coding": [{ "system": "http://loinc.org", "code": "2093-3", "display": "Cholesterol" }], "text": "Cholesterol" },
        "subject": { "reference": "Patient/bench" },
        "effectiveDateTime": format!("{year}-{month:02}-{day:02}"),
        "valueQuantity": { "value": 4.0 + f64::from(u8::try_from(number % 30).unwrap_or(0)) / 10.0, "unit": "mmol/L", "system": "http://unitsofmeasure.org", "code": "mmol/L" }
    })
}
