//! `cargo xtask budget`: how many compressed bytes a person's phone has to fetch.

use std::{fs, path::Path};

use anyhow::{Result, bail};
use lapwing_core::parts::Part;
use serde::Serialize;

use crate::{dist, pack, project, report, suite::Suite};

/// One limit, in thousands of bytes after Brotli. CHANGELOG.md gives the reason for each change.
struct Limit {
    name: &'static str,
    /// A part below it lost what belongs to it: to the main part, where everybody waits for it.
    least: f64,
    kilobytes: f64,
    counts: fn(&str) -> bool,
}

const MAIN: f64 = 271.0;

const LIMITS: [Limit; 15] = [
    limit("app: main part and glue", (100.0, MAIN), is_main),
    limit("part: check-ins", (100.0, 157.0), |path| is_part(path, Part::Form)),
    limit("part: record", (60.0, 133.0), |path| is_part(path, Part::Record)),
    limit("part: care plan", (6.0, 43.0), |path| is_part(path, Part::Plan)),
    limit("part: sharing", (8.0, 28.0), |path| is_part(path, Part::Sharing)),
    limit("part: settings", (12.0, 29.0), |path| is_part(path, Part::Settings)),
    limit("part: shared", (20.0, 49.0), |path| is_part_called(path, dist::COMMON)),
    limit("part: sending", (20.0, 43.0), |path| is_part(path, Part::Sending)),
    limit("app: all of it", (0.0, 745.0), |path| is_main(path) || path.starts_with("assets/part-")),
    limit("first visit", (0.0, MAIN + 13.0), is_first_visit),
    limit("PDF letters: viewer", (300.0, 450.0), is_viewer),
    limit("PDF letters: scans, symbols", (50.0, 150.0), |path| {
        is_pdf(path) && !is_viewer(path) && !is_map(path)
    }),
    limit("PDF letters: character maps", (300.0, 390.0), is_map),
    limit("sw.js", (0.0, 6.5), |path| path == "sw.js"),
    limit("worker wasm", (0.0, 44.0), is_worker),
];

const fn limit(name: &'static str, (least, kilobytes): (f64, f64), counts: fn(&str) -> bool) -> Limit {
    Limit { name, least, kilobytes, counts }
}

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
        ok: bytes > 0 && (limit.least..=limit.kilobytes).contains(&kilobytes),
    }
}

fn is_main(path: &str) -> bool {
    path.starts_with("assets/app-") && !path.ends_with(".css")
}

fn is_part(path: &str, part: Part) -> bool {
    is_part_called(path, part.name())
}

fn is_part_called(path: &str, called: &str) -> bool {
    path.strip_prefix("assets/part-")
        .and_then(|rest| rest.split_once('-'))
        .is_some_and(|(name, _)| name == called)
}

fn is_pdf(path: &str) -> bool {
    path.starts_with("assets/pdf-")
}

/// What every such letter needs; the rest comes with a letter that needs it.
fn is_viewer(path: &str) -> bool {
    is_pdf(path) && path.ends_with(".js")
}

/// For fonts of one script that are not in the letter: one of the four comes with a letter that needs it.
fn is_map(path: &str) -> bool {
    path.starts_with("assets/pdf-maps-")
}

fn is_worker(path: &str) -> bool {
    path.starts_with("assets/worker-")
}

fn is_first_visit(path: &str) -> bool {
    let later = is_worker(path) || is_pdf(path) || path.starts_with("assets/part-");
    path == "index.html" || FIRST_DATA.contains(&path) || (path.starts_with("assets/") && !later)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_visit_counts_page_style_boot_and_main_part() {
        let sizes: Vec<_> = [
            "index.html",
            "assets/app-1.css",
            "assets/app-1.js",
            "assets/boot-1.js",
            "assets/part-form-1.wasm",
            "assets/part-record-1.wasm",
            "assets/pdf-read-1.js",
            "assets/pdf-worker-1.js",
            "assets/pdf-jbig2-1.wasm",
            "assets/pdf-maps-gb-1.bin",
            "assets/worker-1.wasm",
            "sw.js",
        ]
        .map(|path| (path.to_owned(), 1000))
        .to_vec();
        let kilobytes: Vec<f64> = LIMITS.iter().map(|limit| against(limit, &sizes).kilobytes).collect();
        assert_eq!(kilobytes, [1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 3.0, 4.0, 2.0, 1.0, 1.0, 1.0, 1.0]);
    }

    #[test]
    fn every_part_has_its_limit() {
        for part in Part::ALL {
            let path = ["assets/part-", part.name(), "-1.wasm"].concat();
            assert_eq!(
                LIMITS.iter().filter(|limit| limit.least > 0.0 && (limit.counts)(&path)).count(),
                1,
                "{path}"
            );
        }
    }

    #[test]
    fn what_is_too_small_is_not_within_budget() {
        assert!(!against(&LIMITS[0], &[]).ok, "nothing found");
        let form = |size| against(&LIMITS[1], &[("assets/part-form-1.wasm".to_owned(), size)]).ok;
        assert_eq!([1000, 110_000, 400_000].map(form), [false, true, false]);
    }
}
