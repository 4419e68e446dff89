//! The forms of other engines beside ours, in Chromium: `tests/bench-forms` measures, this builds, sums up and tells.

mod bytes;
mod evidence;
mod figures;
mod summary;

use std::{fs, path::Path};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{engine, machine};
use crate::{project, report, run, tools};
use bytes::Weight;
use figures::Figures;
use summary::{Ratio, Refused};

const FOLDER: &str = "tests/bench-forms";

/// How much of it is measured.
#[derive(Debug)]
pub struct Part<'a> {
    /// The folder with questionnaires by other authors; without it the made form alone is measured.
    pub data: Option<&'a Path>,
    /// So many questionnaires at most, and not the made form.
    pub most: Option<usize>,
    /// Every so many-th questionnaire of the list.
    pub every: usize,
}

/// Builds what is compared, measures, prints, and writes target/report/bench-forms.json; a whole run also writes docs/evidence.
pub fn run(part: &Part<'_>) -> Result<()> {
    println!("{}", machine::describe());
    let pages = project::cargo_target().join("bench/forms");
    let weights = built(&pages)?;
    let (text, figures) = measured(&pages, part)?;
    figures.print();
    let ratios = summary::ratios(&figures);
    let refused = summary::refused(&figures);
    Ratio::print(&ratios);
    Refused::print(&refused);
    Weight::print(&weights);
    let found = json!({
        "machine": machine::describe(),
        "commit": run::commit()?,
        "began": figures.began,
        "questionnaires": figures.counts,
        "every": part.every,
        "keys": figures.keys,
        "calls": figures.calls,
        "seconds": figures.took,
        "ratios": ratios,
        "refused": refused,
        "bytes": weights,
    });
    let all: Value = serde_json::from_str(&text)?;
    report::write("bench-forms", &json!({ "found": found, "measured": all }))?;
    if part.data.is_some() && part.most.is_none() {
        evidence::write(&found, &figures)?;
    }
    Ok(())
}

/// Installs, bundles and weighs.
fn built(pages: &Path) -> Result<Vec<Weight>> {
    tools::forms_packages()?;
    let screen = engine::built("screen", &["--features", "screen"])?;
    let ours = pages.join("engine");
    fs::create_dir_all(&ours)?;
    for file in fs::read_dir(&screen)? {
        let file = file?;
        fs::copy(file.path(), ours.join(file.file_name()))?;
    }
    let mut build = tools::script(&project::at(FOLDER).join("build.mjs").to_string_lossy());
    run::needed("bundle the other engines", build.arg(pages))?;
    bytes::weigh(pages)
}

fn measured(pages: &Path, part: &Part<'_>) -> Result<(String, Figures)> {
    let file = project::report().join("bench-forms-measured.json");
    if file.exists() {
        fs::remove_file(&file)?;
    }
    let mut measure = tools::script(&project::at(FOLDER).join("measure.mjs").to_string_lossy());
    measure.arg(pages).arg(part.data.unwrap_or(Path::new(""))).arg(&file);
    measure.args(["--every", &part.every.to_string()]);
    if let Some(most) = part.most {
        measure.args(["--most", &most.to_string(), "--parts", "key,engine"]);
    }
    if part.data.is_none() {
        println!("no LAPWING_DATA: nothing but the made form of 1,000 items is measured");
    }
    run::needed("measure forms, some 30 minutes", &mut measure)?;
    let text = fs::read_to_string(file).context("the measuring ended without figures")?;
    let figures = serde_json::from_str(&text)?;
    Ok((text, figures))
}
