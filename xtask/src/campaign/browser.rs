//! Histories in a real browser: tests/browser/campaign, each on a profile and a gateway of its own.

use std::{collections::BTreeMap, fs, path::PathBuf};

use anyhow::{Result, bail};
use serde_json::{Value, json};

use crate::{project, report, run, tools};

/// So many are a full campaign in a browser.
pub const FULL: u64 = 1_000;

/// Plays those that this commit has not played yet; what came of all of them goes to docs/evidence.
pub fn run(from: u64, count: u64, commit: &str) -> Result<()> {
    tools::for_browser()?;
    let lines = lines_of(commit)?;
    let before = read(&lines);
    let seeds: Vec<String> = before.iter().map(|line| line["seed"].to_string()).collect();
    let mut command = tools::playwright(&["test", "-c", "campaign.config.ts"]);
    command.env("LAPWING_FROM", from.to_string()).env("LAPWING_COUNT", count.to_string());
    command.env("LAPWING_PLAYED", seeds.join(",")).env("LAPWING_OUT", &lines);
    let ran = run::watched("campaign in a browser", &mut command)?;
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

fn lines_of(commit: &str) -> Result<PathBuf> {
    let folder = project::report().join("campaign-browser");
    fs::create_dir_all(&folder)?;
    Ok(folder.join(format!("{commit}.jsonl")))
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
    let steps: usize = lines.iter().filter_map(|line| line["steps"].as_array()).map(Vec::len).sum();
    json!({
        "histories": lines.len(), "steps": steps, "checkIns": sum("checkIns"), "lost": sum("lost"),
        "duplicated": sum("duplicated"), "claimed": sum("claimed"), "faults": faults,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn histories_are_summed_and_those_played_are_known() {
        let line = |seed: u64| json!({"seed": seed, "steps": ["a", "b"], "faults": {"killed": 2}, "checkIns": 3, "lost": 0, "duplicated": 1, "claimed": 0});
        let figures = summed(&[line(4), line(5)]);
        assert_eq!(
            (&figures["histories"], &figures["steps"], &figures["duplicated"]),
            (&json!(2), &json!(4), &json!(2))
        );
        assert_eq!(figures["faults"]["killed"], 4);
        assert!(within(&line(4), 4, 1) && !within(&line(5), 4, 1));
    }
}
