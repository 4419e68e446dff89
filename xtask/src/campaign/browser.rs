//! Histories in a real browser: tests/browser/campaign, each on a profile and a gateway of its own.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Result, bail};
use serde_json::{Value, json};

use crate::{dist, fingerprint, project, report, run, suite::Suite, tools};

const NAME: &str = "campaign in a browser";
/// So many are a full campaign in a browser.
pub const FULL: u64 = 1_000;
/// So many belong to every check.
const CHECKED: u64 = 20;
/// So many of them may break twice before they can be judged, on a machine that has much else to do: they are told as
/// skipped.
const MOST_BROKEN: u64 = 4;

/// Plays those that this state of the app has not played yet; what came of all of them goes to docs/evidence.
pub fn run(from: u64, count: u64, commit: &str) -> Result<()> {
    tools::for_browser()?;
    let lines = lines_of(&fingerprint::played()?)?;
    let before = read(&lines);
    let seeds: Vec<String> = before.iter().map(|line| line["seed"].to_string()).collect();
    let mut command = command((from, count), &lines);
    let ran = run::watched(NAME, command.env("LAPWING_PLAYED", seeds.join(",")))?;
    let all = read(&lines);
    let mut figures = summed(&all);
    // What broke before it could be judged wrote no line.
    let played: u64 = all.iter().filter(|line| within(line, from, count)).map(|_| 1).sum();
    figures["commit"] = json!(commit);
    figures["unjudged"] = json!(count.saturating_sub(played));
    report::write("campaign-browser", &figures)?;
    let file = project::at("docs/evidence/campaign-browser.json");
    fs::write(file, serde_json::to_string_pretty(&figures)? + "\n")?;
    if !ran.ok {
        bail!("something was found, or a history broke: see above");
    }
    Ok(())
}

/// A part of it, for every check. A history that broke before it could be judged is tried once more; what was found stays
/// found.
pub fn suite() -> Result<Vec<Suite>> {
    if !dist::exists() || !project::gateway_binary().exists() {
        return Ok(vec![Suite::skipped(NAME, "there is no build to drive")]);
    }
    tools::for_browser()?;
    let lines = lines_of("checked")?;
    if lines.exists() {
        fs::remove_file(&lines)?;
    }
    run::watched(NAME, command((0, CHECKED), &lines).args(["--retries", "1"]))?;
    Ok(vec![judged(&read(&lines))])
}

fn judged(lines: &[Value]) -> Suite {
    let sound = |line: &&Value| ["lost", "duplicated", "claimed"].iter().all(|what| line[what] == 0);
    let of = |seed: u64| lines.iter().filter(move |line| line["seed"] == seed);
    let named = |wanted: &dyn Fn(u64) -> bool| -> Vec<String> {
        (0..CHECKED).filter(|seed| wanted(*seed)).map(|seed| seed.to_string()).collect()
    };
    let wrong = named(&|seed| !of(seed).all(|line| sound(&line)));
    let broken = named(&|seed| of(seed).count() == 0);
    let told =
        |what: &str, which: &[String]| (!which.is_empty()).then(|| format!("{what}: {}", which.join(", ")));
    let why =
        told("found something", &wrong).into_iter().chain(told("broke before they were judged", &broken));
    let too_many = broken.len() as u64 > MOST_BROKEN;
    let failed = wrong.len() + if too_many { broken.len() } else { 0 };
    let skipped = if too_many { 0 } else { broken.len() } as u64;
    let failed = failed as u64;
    let passed = CHECKED - failed - skipped;
    Suite { name: NAME.to_owned(), passed, failed, skipped, why: why.collect::<Vec<_>>().join("; ") }
}

fn command((from, count): (u64, u64), lines: &Path) -> Command {
    let mut command = tools::playwright(&["test", "-c", "campaign.config.ts"]);
    command.env("LAPWING_FROM", from.to_string()).env("LAPWING_COUNT", count.to_string());
    command.env("LAPWING_OUT", lines);
    command
}

fn lines_of(played: &str) -> Result<PathBuf> {
    let folder = project::report().join("campaign-browser");
    fs::create_dir_all(&folder)?;
    Ok(folder.join(format!("{played}.jsonl")))
}

/// The lines that are there; one that was cut off when it was written is played again.
fn read(lines: &PathBuf) -> Vec<Value> {
    let text = fs::read_to_string(lines).unwrap_or_default();
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

fn within(line: &Value, from: u64, count: u64) -> bool {
    line["seed"].as_u64().is_some_and(|seed| (from..from.saturating_add(count)).contains(&seed))
}

fn summed(lines: &[Value]) -> Value {
    let sum = |name: &str| lines.iter().filter_map(|line| line[name].as_u64()).sum::<u64>();
    let mut faults: BTreeMap<&str, u64> = BTreeMap::new();
    for (name, times) in lines.iter().filter_map(|line| line["faults"].as_object()).flatten() {
        *faults.entry(name).or_default() += times.as_u64().unwrap_or(0);
    }
    let browsers: BTreeSet<&str> = lines.iter().filter_map(|line| line["browser"].as_str()).collect();
    let steps: usize = lines.iter().filter_map(|line| line["steps"].as_array()).map(Vec::len).sum();
    json!({
        "histories": lines.len(), "steps": steps, "checkIns": sum("checkIns"), "lost": sum("lost"),
        "duplicated": sum("duplicated"), "claimed": sum("claimed"), "faults": faults, "browsers": browsers,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn histories_are_summed_and_those_played_are_known() {
        let line = |seed: u64| json!({"seed": seed, "browser": "Chromium", "steps": ["a", "b"], "faults": {"killed": 2}, "checkIns": 3, "lost": 0, "duplicated": 1, "claimed": 0});
        let figures = summed(&[line(4), line(5)]);
        assert_eq!(
            (&figures["histories"], &figures["steps"], &figures["duplicated"]),
            (&json!(2), &json!(4), &json!(2))
        );
        assert_eq!((&figures["faults"]["killed"], &figures["browsers"]), (&json!(4), &json!(["Chromium"])));
        assert!(within(&line(4), 4, 1) && !within(&line(5), 4, 1));
    }

    #[test]
    fn a_history_that_found_something_or_was_never_judged_is_named() {
        let line = |seed: u64, lost: u64| json!({"seed": seed, "lost": lost, "duplicated": 0, "claimed": 0});
        let all = |lost: u64| (0..CHECKED).map(|seed| line(seed, lost)).collect::<Vec<_>>();
        assert_eq!((judged(&all(0)).passed, judged(&all(0)).failed), (CHECKED, 0));
        let mut some = all(0);
        some.remove(3);
        // It was sound at a second try, and not at the first.
        some.push(line(7, 1));
        let suite = judged(&some);
        assert_eq!((suite.passed, suite.failed, suite.skipped), (18, 1, 1));
        assert_eq!(suite.why, "found something: 7; broke before they were judged: 3");
        assert_eq!(judged(&[]).failed, CHECKED);
    }
}
