//! Keeps an accepted questionnaire in the trust's folder, with its line in the index.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{Accepted, known::Known, scoring::Scored};
use crate::pack;

/// Writes the questionnaire, its licence and its line of the index; gives the folder.
pub fn keep(accepted: &Accepted, to: &Path) -> Result<PathBuf> {
    let mut questionnaire = accepted.questionnaire.clone();
    let url = questionnaire["url"].as_str().map_or_else(|| own_url(&questionnaire), str::to_owned);
    questionnaire["url"] = json!(url);
    match (accepted.instrument(), &accepted.total) {
        (Some((known, scored)), None) if known.prorates() => add_total(&mut questionnaire, known, scored),
        (Some(_), Some(total)) => freeze(&mut questionnaire, total),
        _ => {}
    }
    let name = name(&questionnaire, accepted.instrument().map(|(known, _)| *known));
    let folder = to.join(&name);
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    fs::write(folder.join("questionnaire.json"), pretty(&questionnaire)?)?;
    let notice = questionnaire["copyright"].as_str().unwrap_or("No notice stood in the file.");
    fs::write(folder.join("LICENSE"), format!("{notice}\n"))?;
    let line = line(&name, &questionnaire, accepted);
    let index = to.join("index.json");
    let mut lines: Vec<Value> = match fs::read_to_string(&index) {
        Ok(text) => serde_json::from_str(&text).with_context(|| index.display().to_string())?,
        Err(_) => vec![],
    };
    lines.retain(|known| known["name"] != name.as_str());
    lines.push(line);
    fs::write(&index, pretty(&json!(lines))?)?;
    Ok(folder)
}

fn pretty(value: &Value) -> Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

fn line(name: &str, questionnaire: &Value, accepted: &Accepted) -> Value {
    let text = |field: &str| questionnaire[field].as_str().map(str::to_owned);
    let first = |field: &str| {
        text(field).map(|words| words.split(". ").next().unwrap_or_default().trim_end_matches('.').to_owned())
    };
    let mut line = json!({
        "name": name,
        "url": questionnaire["url"],
        "title": text("title").or_else(|| text("name")).unwrap_or_else(|| name.to_owned()),
        "about": first("description").unwrap_or_default(),
        "why": first("purpose").unwrap_or_default(),
        "questions": accepted.questions,
        "minutes": accepted.questions.div_ceil(3).max(1),
        "file": format!("/questionnaires/{name}/questionnaire.json"),
    });
    if let Some((known, scored)) = accepted.instrument() {
        line["total"] = known.total();
        line["total"]["scored"] = scored.iter().map(|one| one.link_id.as_str()).collect();
    }
    if !accepted.risk.is_empty() {
        let with_url = |rule: &Value| {
            let mut rule = rule.clone();
            rule["questionnaire"] = questionnaire["url"].clone();
            rule
        };
        line["risk"] = accepted.risk.iter().map(with_url).collect();
    }
    line
}

/// A hidden question that works the total out, with one missing answer made up for as published. What a person
/// reads stays as it was.
fn add_total(questionnaire: &mut Value, known: &Known, scored: &[Scored]) {
    let ids: Vec<String> =
        scored.iter().map(|one| format!("'{}'", one.link_id.replace('\'', "\\'"))).collect();
    let weights =
        format!("%resource.descendants().where(linkId in ({})).answer.value.weight()", ids.join(" | "));
    let (all, most) = (format!("{weights}.count()"), scored.len());
    let (one_less, sum) = (most - 1, format!("{weights}.sum()"));
    let expression = format!(
        "iif({all} = {most}, {sum}, iif({all} = {one_less}, ({sum} * {most} / {one_less}).round(1)))"
    );
    let total = known.total();
    let sdc = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire";
    let item = json!({
        "linkId": "lapwing-total",
        "extension": [
            {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden", "valueBoolean": true},
            {
                "url": format!("{sdc}-calculatedExpression"),
                "valueExpression": {"language": "text/fhirpath", "expression": expression},
            },
            {"url": format!("{sdc}-observationExtract"), "valueBoolean": true},
        ],
        "code": [{"system": total["system"], "code": total["code"], "display": total["display"]}],
        "type": "decimal",
        "text": "Total score",
        "readOnly": true,
    });
    if let Some(items) = questionnaire["item"].as_array_mut() {
        items.push(item);
    }
}

/// Nobody writes over a total that the questionnaire works out.
fn freeze(holder: &mut Value, total: &str) {
    for item in holder["item"].as_array_mut().into_iter().flatten() {
        if item["linkId"] == total {
            item["readOnly"] = json!(true);
        }
        freeze(item, total);
    }
}

/// A canonical address for a file that has none: the same for the same file (RFC 9562, version 8).
fn own_url(questionnaire: &Value) -> String {
    let hash = pack::sha256(questionnaire.to_string().as_bytes());
    let part = |from: usize, to: usize| hash.get(from..to).unwrap_or_default().to_owned();
    format!("urn:uuid:{}-{}-8{}-a{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}

/// A folder's name: of the instrument, else of the questionnaire, in small letters.
fn name(questionnaire: &Value, known: Option<&Known>) -> String {
    let shipped = known.map(|known| known.shipped().unwrap_or(&known.name).to_owned());
    let said = ["name", "title", "id"].iter().find_map(|field| questionnaire[*field].as_str());
    let words = shipped.or_else(|| said.map(str::to_owned)).unwrap_or_else(|| "questionnaire".into());
    let mut name = String::new();
    for letter in words.chars() {
        match letter.to_ascii_lowercase() {
            small @ ('a'..='z' | '0'..='9') => name.push(small),
            _ if name.is_empty() || name.ends_with('-') => {}
            _ => name.push('-'),
        }
    }
    name.truncate(60);
    name.trim_end_matches('-').to_owned()
}
