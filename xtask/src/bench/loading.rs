//! How fast the app opens, and what Lighthouse says: measured by scripts of the browser suite.

use std::fs;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::machine;
use crate::{project, report, run, tools};

/// Runs the measuring scripts and prints what they found.
pub fn measure() -> Result<Value> {
    let figures = project::report().join("loading.json");
    if figures.exists() {
        fs::remove_file(&figures)?;
    }
    let mut walk = tools::playwright(&["test", "--config", "bench.config.ts"]);
    run::needed("measure loading", walk.env("LAPWING_BENCH", &figures))?;
    let text = fs::read_to_string(figures).context("the measuring ended without figures")?;
    let found: Value = serde_json::from_str(&text)?;
    let rows = found
        .as_array()
        .into_iter()
        .flatten()
        .map(|row| ["what", "value", "limit", "ok", "samples"].map(|name| cell(&row[name])).to_vec());
    large(&found)?;
    report::table(&["in Chromium", "measured", "limit", "within", "samples and conditions"], rows.collect());
    Ok(found)
}

/// What was measured with a large record goes to docs/evidence.
fn large(found: &Value) -> Result<()> {
    let is_large = |row: &&Value| row["what"].as_str().is_some_and(|what| what.contains(" entries: "));
    let figures: Vec<&Value> = found.as_array().into_iter().flatten().filter(is_large).collect();
    if figures.is_empty() {
        return Ok(());
    }
    let evidence = json!({
        "commit": run::commit()?, "machine": machine::describe(), "figures": figures,
    });
    let file = project::at("docs/evidence/bench-record.json");
    Ok(fs::write(file, serde_json::to_string_pretty(&evidence)? + "\n")?)
}

fn cell(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
