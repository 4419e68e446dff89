//! `cargo xtask campaign`: histories of a person's actions and of faults, and what came of them in docs/evidence.

mod browser;

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::Stdio,
};

use anyhow::{Context, Result, bail};
use clap::Args;
use serde_json::{Value, json};

use crate::{project, report, run, suite::Suite};

/// So many of every kind of fault a full campaign has at the least.
const OF_EACH: u64 = 1_000;
/// So many histories are a full campaign.
const FULL: u64 = 100_000;
/// So many histories belong to every check.
const CHECKED: u64 = 3_000;

/// Which histories.
#[derive(Args)]
pub struct Options {
    /// The first seed.
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// How many; in a browser, 1,000 unless said.
    #[arg(long)]
    count: Option<u64>,
    /// In a real browser, which is killed, crashed, filled and cut off. Those that this state of the app has played are not played again.
    #[arg(long)]
    browser: bool,
}

/// Plays the histories; a finding is an error, after the figures are written.
pub fn run(options: &Options) -> Result<()> {
    let commit = run::commit()?;
    if options.browser {
        return browser::run(options.from, options.count.unwrap_or(browser::FULL), &commit);
    }
    let count = options.count.unwrap_or(FULL);
    let (ok, mut figures) = played(options.from, count)?;
    figures["commit"] = json!(commit);
    report::write("campaign", &figures)?;
    let file = project::at("docs/evidence/campaign.json");
    fs::write(file, serde_json::to_string_pretty(&figures)? + "\n")?;
    if !ok {
        bail!("something was found, or a planted fault was not: see above");
    }
    let rare = rare(&figures);
    if count >= FULL && !rare.is_empty() {
        bail!("fewer than {OF_EACH} of {}", rare.join(", "));
    }
    Ok(())
}

/// A part of it, for every check.
pub fn suite() -> Result<Vec<Suite>> {
    let (ok, figures) = played(0, CHECKED)?;
    report::write("campaign", &figures)?;
    let played = figures["histories"].as_u64().unwrap_or(0);
    let failed = u64::from(!ok || played < CHECKED);
    let why = if failed > 0 { "cargo xtask campaign says which".to_owned() } else { String::new() };
    Ok(vec![Suite { name: "campaign".to_owned(), passed: played, failed, skipped: 0, why }])
}

/// A part of that in a browser, for every check.
pub fn browser_suite() -> Result<Vec<Suite>> {
    browser::suite()
}

/// Builds it as it is fast, and lets it talk.
fn played(from: u64, count: u64) -> Result<(bool, Value)> {
    let build = ["build", "--release", "--locked", "-p", "lapwing-journeys", "--bin", "campaign"];
    run::needed("campaign build", &mut run::program("cargo", &build))?;
    let program = project::cargo_target().join("release/campaign");
    let out = project::report().join("campaign-figures.json");
    let mut command = run::program(&program.to_string_lossy(), &[]);
    command.args(["--from", &from.to_string(), "--count", &count.to_string()]);
    command.arg("--out").arg(&out);
    let mut child = command.stdout(Stdio::piped()).spawn().context("the campaign does not start")?;
    if let Some(said) = child.stdout.take() {
        for line in BufReader::new(said).lines() {
            println!("{}", line?);
        }
    }
    let ok = child.wait()?.success();
    Ok((ok, read(&out)?))
}

fn read(file: &Path) -> Result<Value> {
    let text = fs::read_to_string(file).context("the campaign ended without figures")?;
    Ok(serde_json::from_str(&text)?)
}

/// The faults that happened too seldom to show anything.
fn rare(figures: &Value) -> Vec<String> {
    let faults = figures["faults"].as_object().into_iter().flatten();
    faults.filter(|(_, count)| count.as_u64().unwrap_or(0) < OF_EACH).map(|(name, _)| name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_faults_are_named() {
        let figures = json!({"faults": {"401": 1_000, "duplicated": 999}});
        assert_eq!(rare(&figures), ["duplicated"]);
    }
}
