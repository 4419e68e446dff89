//! Format and lints.

use anyhow::Result;

use crate::{run, suite::Suite};

const IN_BROWSER: [&str; 8] =
    ["-p", "lapwing-core", "-p", "lapwing-web", "-p", "lapwing-app", "-p", "lapwing-worker"];

/// Is every file formatted?
pub fn format() -> Result<Vec<Suite>> {
    one("format", &["fmt", "--all", "--check"])
}

/// Clippy for this machine, everything.
pub fn native() -> Result<Vec<Suite>> {
    one("clippy native", &["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"])
}

/// Clippy for the browser's crates as they are built for it.
pub fn wasm() -> Result<Vec<Suite>> {
    let mut arguments = vec!["clippy", "--target", "wasm32-unknown-unknown", "--locked"];
    arguments.extend(IN_BROWSER);
    arguments.extend(["--", "-D", "warnings"]);
    one("clippy wasm32", &arguments)
}

fn one(name: &str, arguments: &[&str]) -> Result<Vec<Suite>> {
    let ran = run::watched(name, &mut run::program("cargo", arguments))?;
    Ok(vec![Suite::single(name, ran.ok, "see above")])
}
