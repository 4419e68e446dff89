//! The forms engine alone: how many bytes it adds to a module that only reads JSON, and how fast it is in Chromium beside
//! the npm package `fhirpath`.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use serde::Serialize;
use serde_json::Value;

use crate::{dist, pack, project, report, run, tools};

const PACKAGE: &str = "lapwing-engine-bench";
const MODULE: &str = "lapwing_engine_bench";

/// Bytes after Brotli, and evaluations a second.
#[derive(Serialize)]
pub struct Engine {
    json_alone_bytes: usize,
    with_fhirpath_bytes: usize,
    fhirpath_bytes: usize,
    /// What questionnaires add to that.
    forms_bytes: usize,
    speed: Value,
    /// A form of 1,000 items and 300 expressions, with the processor slowed down to a quarter.
    form: Value,
}

/// Builds the module twice, weighs it, and runs it in Chromium.
pub fn measure(data: Option<&Path>) -> Result<Engine> {
    tools::engine_packages()?;
    let alone = built("json", &[])?;
    let whole = built("fhirpath", &["--features", "fhirpath"])?;
    let forms = built("form", &["--features", "fhirpath form"])?;
    let (json_alone_bytes, with_fhirpath_bytes) = (weighed(&alone)?, weighed(&whole)?);
    let forms_bytes = weighed(&forms)?.saturating_sub(with_fhirpath_bytes);
    let screen = built("screen", &["--features", "screen"])?;
    let answers = project::report().join("form.json");
    let mut script = tools::script(&project::at("tests/engine/bench/form.js").to_string_lossy());
    run::needed("measure a large form", script.arg(&screen).arg(&answers))?;
    let form = serde_json::from_str(&fs::read_to_string(answers).context("no figures of the form")?)?;
    let figures = project::report().join("engine.json");
    let mut script = tools::script(&project::at("tests/engine/bench/run.js").to_string_lossy());
    script.arg(&whole).arg(&figures).args(data);
    run::needed("measure the forms engine", &mut script)?;
    let speed = serde_json::from_str(&fs::read_to_string(figures).context("no figures")?)?;
    let fhirpath_bytes = with_fhirpath_bytes.saturating_sub(json_alone_bytes);
    Ok(Engine { json_alone_bytes, with_fhirpath_bytes, fhirpath_bytes, forms_bytes, speed, form })
}

impl Engine {
    /// Prints the figures.
    pub fn print(&self) {
        println!(
            "FHIRPath: {:.1} kB after Brotli ({} bytes, less {} of a module that only reads JSON)",
            self.fhirpath_bytes as f64 / 1000.0,
            self.with_fhirpath_bytes,
            self.json_alone_bytes
        );
        println!("forms: {:.1} kB more", self.forms_bytes as f64 / 1000.0);
        println!(
            "a form of {} rows and {} expressions, the processor four times slower: opens in {} ms, a key in {} ms (slowest {} ms)",
            self.form["rows"],
            self.form["expressions"],
            self.form["open"],
            self.form["key"],
            self.form["slowest"]
        );
        let names = [
            "name",
            "expressions",
            "left_out",
            "samples",
            "ours_per_second",
            "fhirpath_js_per_second",
            "ratio",
        ];
        let rows = self.speed.as_array().into_iter().flatten();
        let rows = rows.map(|row| {
            names.map(|name| row[name].as_str().map_or_else(|| row[name].to_string(), str::to_owned)).to_vec()
        });
        report::table(
            &[
                "evaluations a second",
                "expressions",
                "left out",
                "samples",
                "Lapwing",
                "fhirpath.js",
                "ratio",
            ],
            rows.collect(),
        );
    }
}

/// Builds the module with these features as the app is built.
pub fn built(name: &str, features: &[&str]) -> Result<PathBuf> {
    let mut cargo = run::program(
        "cargo",
        &["build", "--locked", "--profile", "web", "--target", "wasm32-unknown-unknown", "-p", PACKAGE],
    );
    cargo.arg("--no-default-features").args(features);
    run::needed(&format!("build the engine, {name}"), dist::lean(&mut cargo)?)?;
    let folder = project::cargo_target().join("bench/engine").join(name);
    let module = project::cargo_target().join(format!("wasm32-unknown-unknown/web/{MODULE}.wasm"));
    let mut bindgen =
        run::program("wasm-bindgen", &["--target", "no-modules", "--no-typescript", "--out-dir"]);
    run::needed("wasm-bindgen", bindgen.arg(&folder).arg(module))?;
    dist::optimised(&folder.join(format!("{MODULE}_bg.wasm")))?;
    Ok(folder)
}

fn weighed(folder: &Path) -> Result<usize> {
    let wasm = fs::read(folder.join(format!("{MODULE}_bg.wasm")))?;
    if wasm.is_empty() {
        bail!("the module is empty");
    }
    Ok(pack::compressed(&wasm)?.len())
}
