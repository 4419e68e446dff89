//! `cargo xtask budget`: how many compressed bytes a person's phone has to fetch.

use std::{fs, path::Path};

use anyhow::{Result, bail};
use serde::Serialize;

use crate::{dist, pack, project, report, suite::Suite};

/// One limit, in thousands of bytes after Brotli. CHANGELOG.md gives the reason for each change.
struct Limit {
    name: &'static str,
    kilobytes: f64,
    counts: fn(&str) -> bool,
}

const APP: f64 = 482.0;

const LIMITS: [Limit; 4] = [
    Limit { name: "app: wasm and glue", kilobytes: APP, counts: is_app },
    Limit { name: "first visit", kilobytes: APP + 40.0, counts: is_first_visit },
    Limit { name: "sw.js", kilobytes: 6.0, counts: |path| path == "sw.js" },
    Limit { name: "worker wasm", kilobytes: 41.0, counts: is_worker },
];

/// Read before the first screen can be used, beside page, style, scripts and app.
const FIRST_DATA: [&str; 3] = ["data/help.json", "data/trust.json", "manifest.webmanifest"];

#[derive(Serialize)]
struct Measured {
    name: &'static str,
    kilobytes: f64,
    limit: f64,
    ok: bool,
}

/// Measures, prints, and fails over budget.
pub fn run() -> Result<()> {
    let suite = suite()?;
    if suite.failed > 0 {
        bail!("over budget: {}", suite.why);
    }
    Ok(())
}

/// Measures and prints.
pub fn suite() -> Result<Suite> {
    if !dist::exists() {
        bail!("there is no build: run `cargo xtask dist`");
    }
    let measured = measure(&project::dist())?;
    report::write("budget", &measured)?;
    let rows = measured.iter().map(|one| {
        let verdict = if one.ok { "within" } else { "OVER" };
        vec![
            one.name.to_owned(),
            format!("{:.1} kB", one.kilobytes),
            format!("{:.0} kB", one.limit),
            verdict.to_owned(),
        ]
    });
    report::table(&["Brotli", "size", "limit", ""], rows.collect());
    let over: Vec<&str> = measured.iter().filter(|one| !one.ok).map(|one| one.name).collect();
    Ok(Suite {
        name: "budget".to_owned(),
        passed: (measured.len() - over.len()) as u64,
        failed: over.len() as u64,
        skipped: 0,
        why: over.join(", "),
    })
}

fn measure(folder: &Path) -> Result<Vec<Measured>> {
    let mut sizes = Vec::new();
    for path in pack::list(folder)? {
        if path.extension().is_some_and(|kind| kind == "br") {
            let size = fs::metadata(folder.join(&path))?.len();
            sizes.push((path.with_extension("").to_string_lossy().into_owned(), size));
        }
    }
    Ok(LIMITS.iter().map(|limit| against(limit, &sizes)).collect())
}

fn against(limit: &Limit, sizes: &[(String, u64)]) -> Measured {
    let bytes: u64 = sizes.iter().filter(|(path, _)| (limit.counts)(path)).map(|(_, size)| size).sum();
    #[allow(clippy::cast_precision_loss, reason = "sizes are far below 2^52")]
    let kilobytes = bytes as f64 / 1000.0;
    Measured {
        name: limit.name,
        kilobytes,
        limit: limit.kilobytes,
        ok: bytes > 0 && kilobytes <= limit.kilobytes,
    }
}

fn is_app(path: &str) -> bool {
    path.starts_with("assets/app-") && !path.ends_with(".css")
}

fn is_worker(path: &str) -> bool {
    path.starts_with("assets/worker-")
}

fn is_first_visit(path: &str) -> bool {
    path == "index.html" || FIRST_DATA.contains(&path) || (path.starts_with("assets/") && !is_worker(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_visit_counts_page_style_boot_and_app() {
        let sizes: Vec<_> = [
            "index.html",
            "assets/app-1.css",
            "assets/app-1.js",
            "assets/boot-1.js",
            "assets/worker-1.wasm",
            "sw.js",
        ]
        .map(|path| (path.to_owned(), 1000))
        .to_vec();
        let kilobytes: Vec<f64> = LIMITS.iter().map(|limit| against(limit, &sizes).kilobytes).collect();
        assert_eq!(kilobytes, [1.0, 4.0, 1.0, 1.0]);
    }

    #[test]
    fn nothing_found_is_not_within_budget() {
        assert!(!against(&LIMITS[0], &[]).ok);
    }
}
