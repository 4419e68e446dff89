//! Figures for people (tables) and for machines (target/report/*.json).

use std::fs;

use anyhow::Result;
use serde::Serialize;
use serde_json::json;

use crate::{project, suite::Suite};

/// Writes one file of figures.
pub fn write(name: &str, figures: &impl Serialize) -> Result<()> {
    let folder = project::report();
    fs::create_dir_all(&folder)?;
    let text = serde_json::to_string_pretty(figures)?;
    fs::write(folder.join(format!("{name}.json")), text + "\n")?;
    Ok(())
}

/// Writes suites as figures and prints their table.
pub fn suites(name: &str, suites: &[Suite]) -> Result<()> {
    write(name, &json!({ "suites": suites }))?;
    let rows = suites.iter().map(|one| {
        vec![
            one.name.clone(),
            one.passed.to_string(),
            one.failed.to_string(),
            one.skipped.to_string(),
            one.why.clone(),
        ]
    });
    table(&["suite", "passed", "failed", "skipped", "why"], rows.collect());
    Ok(())
}

/// Prints a table with columns as wide as what they hold.
pub fn table(head: &[&str], rows: Vec<Vec<String>>) {
    for line in lines(head, rows) {
        println!("{line}");
    }
}

fn lines(head: &[&str], rows: Vec<Vec<String>>) -> Vec<String> {
    let mut all = vec![head.iter().map(ToString::to_string).collect::<Vec<_>>()];
    all.extend(rows);
    let widths: Vec<usize> = (0..head.len())
        .map(|column| {
            all.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
        })
        .collect();
    all.iter()
        .map(|row| {
            let cells: Vec<String> =
                row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
            cells.join("  ").trim_end().to_owned()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn columns_line_up() {
        let rows = vec![vec!["app".to_owned(), "97.1 kB".to_owned()]];
        assert_eq!(lines(&["part", "size"], rows), ["part  size", "app   97.1 kB"]);
    }
}
