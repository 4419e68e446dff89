//! `cargo xtask fuzz`: inputs that nobody thought of, for a while, and what came of it in docs/evidence.

use std::{
    fs,
    path::Path,
    time::{Instant, SystemTime, UNIX_EPOCH},
};

use anyhow::{Context, Result, bail};
use clap::Args;
use serde::Serialize;

use crate::{project, run, tools};

/// What to try, and for how long.
#[derive(Args)]
pub struct Options {
    /// One target of fuzz/fuzz_targets; all of them without it.
    target: Option<String>,
    /// How long each is tried.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// The seed of the random inputs; from the clock without it.
    #[arg(long)]
    seed: Option<u32>,
}

/// What came of one target.
#[derive(Serialize)]
struct Evidence {
    target: String,
    commit: String,
    seed: u32,
    seconds: u64,
    executions: u64,
    /// Inputs that broke something; their bytes are in fuzz/artifacts.
    findings: usize,
}

/// Tries the targets; a finding is an error, after all were tried.
pub fn run(options: &Options) -> Result<()> {
    tools::for_fuzzing()?;
    let targets = match &options.target {
        Some(target) => vec![target.clone()],
        None => targets()?,
    };
    let clock = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let seed = options.seed.unwrap_or(u32::try_from(clock % 1_000_000)?);
    let mut findings = 0;
    for target in &targets {
        let evidence = tried(target, options.seconds, seed)?;
        println!(
            "{target}: {} inputs in {} s, seed {seed}, {} findings",
            evidence.executions, evidence.seconds, evidence.findings
        );
        findings += evidence.findings;
        let folder = project::at("docs/evidence");
        fs::create_dir_all(&folder)?;
        let file = folder.join(format!("fuzz-{target}.json"));
        fs::write(file, serde_json::to_string_pretty(&evidence)? + "\n")?;
    }
    if findings > 0 {
        bail!("{findings} inputs break something: see fuzz/artifacts");
    }
    Ok(())
}

fn targets() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for file in fs::read_dir(project::at("fuzz/fuzz_targets"))? {
        names.extend(file?.path().file_stem().map(|name| name.to_string_lossy().into_owned()));
    }
    names.sort();
    Ok(names)
}

fn tried(target: &str, seconds: u64, seed: u32) -> Result<Evidence> {
    // New inputs stay out of the repository; the kept ones come from there.
    let found = project::cargo_target().join("fuzz-corpus").join(target);
    fs::create_dir_all(&found)?;
    let artifacts = project::at("fuzz/artifacts").join(target);
    let before = count(&artifacts);
    let mut cargo = run::program("cargo", &["+nightly", "fuzz", "run", target]);
    cargo.arg(&found).arg(project::at("fuzz/corpus").join(target)).env("CARGO_TERM_COLOR", "never");
    // The toolchain of the project would go before the one that is asked for.
    cargo.env_remove("RUSTUP_TOOLCHAIN").env("CARGO_TARGET_DIR", project::cargo_target().join("fuzz"));
    cargo.args(["--", "-max_len=4096", "-timeout=20", "-print_final_stats=1"]);
    cargo.arg(format!("-max_total_time={seconds}")).arg(format!("-seed={seed}"));
    let started = Instant::now();
    let ran = run::watched(&format!("fuzz {target}"), &mut cargo)?;
    let findings = count(&artifacts) - before.min(count(&artifacts));
    let executions = executions(&ran.log).context("the fuzzing told no figures")?;
    if !ran.ok && findings == 0 {
        bail!("fuzzing {target} failed");
    }
    let seconds = seconds.min(started.elapsed().as_secs());
    Ok(Evidence { target: target.to_owned(), commit: run::commit()?, seed, seconds, executions, findings })
}

fn count(folder: &Path) -> usize {
    fs::read_dir(folder).map_or(0, Iterator::count)
}

/// `stat::number_of_executed_units: 123`, or the last `#123 ...` where a finding ended it.
fn executions(log: &str) -> Option<u64> {
    let told = log.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    let counted =
        || log.lines().rev().find_map(|line| line.strip_prefix('#')?.split_whitespace().next()?.parse().ok());
    told.and_then(|number| number.trim().parse().ok()).or_else(counted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_figures() {
        assert_eq!(executions("#12 NEW\nstat::number_of_executed_units: 340\n"), Some(340));
        assert_eq!(executions("#2\tINITED\n#512\tNEW cov: 3\n== ERROR"), Some(512));
        assert_eq!(executions("no"), None);
    }

    #[test]
    fn the_targets_have_a_corpus() {
        for target in targets().unwrap() {
            assert!(count(&project::at("fuzz/corpus").join(target)) > 0);
        }
    }
}
