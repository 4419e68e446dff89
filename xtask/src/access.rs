//! `cargo xtask access`: the gateway's access beside a naive reading of docs/access.md, and what came of it.

use std::fs;

use anyhow::{Context, Result, bail};
use clap::Args;
use serde_json::{Value, json};

use crate::{project, report, run, suite::Suite};

/// So many decisions are the proof.
const FULL: u64 = 1_000_000;
/// So many belong to every check, and so many are asked over HTTP.
const CHECKED: u64 = 20_000;

/// How much.
#[derive(Args)]
pub struct Options {
    /// How many decisions.
    #[arg(long, default_value_t = FULL)]
    count: u64,
    /// The first seed.
    #[arg(long, default_value_t = 0)]
    from: u64,
}

/// Compares; a difference, a planted fault that is not found, or too few permits is an error, after the figures
/// are written.
pub fn run(options: &Options) -> Result<()> {
    let commit = run::commit()?;
    let (ok, mut figures) = played(options)?;
    figures["commit"] = json!(commit);
    report::write("access", &figures)?;
    if options.count >= FULL {
        let file = project::at("docs/evidence/access.json");
        fs::write(file, serde_json::to_string_pretty(&figures)? + "\n")?;
    }
    if !ok {
        bail!(
            "gateway and table differ, a planted fault was not found, or there were too few permits: see above"
        );
    }
    Ok(())
}

/// A part of it, for every check.
pub fn suite() -> Result<Vec<Suite>> {
    let (ok, figures) = played(&Options { from: 0, count: CHECKED })?;
    report::write("access", &figures)?;
    let compared = figures["cases"].as_u64().unwrap_or(0) + figures["http"]["cases"].as_u64().unwrap_or(0);
    let failed = u64::from(!ok || compared < 2 * CHECKED);
    let why = if failed > 0 { "cargo xtask access says which".to_owned() } else { String::new() };
    Ok(vec![Suite { name: "access".to_owned(), passed: compared, failed, skipped: 0, why }])
}

fn played(options: &Options) -> Result<(bool, Value)> {
    let build = ["build", "--release", "--locked", "-p", "lapwing-access-proof"];
    run::needed("access build", &mut run::program("cargo", &build))?;
    let program = project::cargo_target().join("release/access");
    let out = project::report().join("access-figures.json");
    fs::create_dir_all(project::report())?;
    let mut command = run::program(&program.to_string_lossy(), &[]);
    command.args(["--from", &options.from.to_string(), "--count", &options.count.to_string()]);
    command.args(["--http", &CHECKED.to_string()]).arg("--out").arg(&out);
    let ok = command.status().context("the proof of access does not start")?.success();
    let text = fs::read_to_string(&out).context("the proof of access ended without figures")?;
    Ok((ok, serde_json::from_str(&text)?))
}
