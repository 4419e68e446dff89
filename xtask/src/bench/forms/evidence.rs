//! What a whole run found, kept in the repository.

use std::fs;

use anyhow::Result;
use serde_json::{Value, json};

use super::figures::{Figures, MEASURES};
use crate::project;

/// Writes docs/evidence/bench-forms.json: the summary, and a line for each form.
pub fn write(found: &Value, figures: &Figures) -> Result<()> {
    let mut text = serde_json::to_string_pretty(found)?;
    text.truncate(text.trim_end_matches(['}', '\n']).len());
    text.push_str(",\n  \"milliseconds\": ");
    text.push_str(&json!(MEASURES).to_string());
    text.push_str(",\n  \"forms\": {");
    let made = "1,000 items".to_owned();
    let forms = figures.forms().iter().map(|form| (&form.name, &form.engines));
    for (at, (name, engines)) in forms.chain([(&made, figures.made())]).enumerate() {
        let cells = engines.iter().map(|(engine, measured)| {
            let values = MEASURES.map(|measure| json!(measured.of(measure).map(short)));
            (engine.clone(), json!(values))
        });
        let line = Value::Object(cells.collect());
        text.push_str(if at > 0 { ",\n    " } else { "\n    " });
        text.push_str(&json!(name).to_string());
        text.push_str(": ");
        text.push_str(&line.to_string());
    }
    text.push_str("\n  }\n}\n");
    fs::write(project::at("docs/evidence/bench-forms.json"), text)?;
    Ok(())
}

fn short(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
