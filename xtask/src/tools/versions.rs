//! Which version of each tool: read where the project already says it.

use std::fs;

use anyhow::{Context, Result};

use crate::project;

/// Trunk's, from Trunk.toml, which Trunk itself holds to.
pub fn trunk() -> Result<String> {
    let text = fs::read_to_string(project::at("Trunk.toml"))?;
    quoted_after(&text, "trunk-version = ").context("Trunk.toml has no trunk-version")
}

/// The command line tool's is exactly the library's, or the glue does not fit.
pub fn wasm_bindgen() -> Result<String> {
    let text = fs::read_to_string(project::at("Cargo.lock"))?;
    quoted_after(&text, "name = \"wasm-bindgen\"\nversion = ").context("Cargo.lock has no wasm-bindgen")
}

fn quoted_after(text: &str, before: &str) -> Option<String> {
    let (_, rest) = text.split_once(before)?;
    let inner = rest.strip_prefix('"')?;
    let (version, _) = inner.split_once('"')?;
    Some(version.trim_start_matches('=').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_an_exact_version() {
        assert_eq!(quoted_after("a\ntrunk-version = \"=0.21.14\"\n", "trunk-version = ").unwrap(), "0.21.14");
    }

    #[test]
    fn the_project_says_both() {
        assert!(trunk().unwrap().starts_with("0."));
        assert!(wasm_bindgen().unwrap().starts_with("0.2."));
    }
}
