//! The tools that the tasks need, installed into the project where they are missing.

mod browser;
mod cargo_tools;
mod node;
mod versions;

use std::{env, ffi::OsString};

use anyhow::Result;

use crate::project;

use browser::{CHROMIUM, chromium};
pub use node::{engine_packages, forms_packages, playwright, script, terser, viewer_file, wasm_opt};

/// What a build of the app needs.
pub fn for_build() -> Result<()> {
    cargo_tools::install("trunk", "trunk", &versions::trunk()?)?;
    cargo_tools::install("wasm-bindgen-cli", "wasm-bindgen", &versions::wasm_bindgen()?)?;
    node::optimisers()?;
    node::viewer()
}

/// What fuzzing needs, beside a nightly compiler.
pub fn for_fuzzing() -> Result<()> {
    cargo_tools::install("cargo-fuzz", "cargo-fuzz", "0.13.2")
}

/// What the browser suite needs.
pub fn for_browser() -> Result<()> {
    chromium()?;
    node::browser_packages()
}

/// The search path with the project's own tools first.
pub fn search_path() -> OsString {
    let mut paths = vec![project::tools().join("bin")];
    if let Some(known) = env::var_os("PATH") {
        paths.extend(env::split_paths(&known));
    }
    env::join_paths(paths).unwrap_or_default()
}
