//! How fast the app opens, and what Lighthouse says: measured by scripts of the browser suite.

use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

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
    report::table(&["in Chromium", "measured", "limit", "within", "samples and conditions"], rows.collect());
    Ok(found)
}

fn cell(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
