//! Tools that come as npm packages.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Result;

use crate::{project, run};

const OPTIMISER: &str = "xtask/optimiser";
const VIEWER: &str = "xtask/viewer";
const BROWSER: &str = "tests/browser";
const ENGINE: &str = "tests/engine";
const FORMS: &str = "tests/bench-forms";

/// Binaryen for `wasm-opt`, and terser.
pub fn optimisers() -> Result<()> {
    install(OPTIMISER)
}

/// pdf.js, which shows letters that are PDFs.
pub fn viewer() -> Result<()> {
    install(VIEWER)
}

/// A file of pdf.js.
pub fn viewer_file(path: &str) -> PathBuf {
    project::at(VIEWER).join("node_modules/pdfjs-dist").join(path)
}

/// Playwright, axe and Lighthouse.
pub fn browser_packages() -> Result<()> {
    install(BROWSER)
}

/// The npm package that our FHIRPath is measured beside.
pub fn engine_packages() -> Result<()> {
    install(ENGINE)
}

/// The engines that our forms are measured beside.
pub fn forms_packages() -> Result<()> {
    install(FORMS)
}

/// A call of `wasm-opt`.
pub fn wasm_opt() -> Command {
    optimiser("binaryen/bin/wasm-opt")
}

/// A call of terser.
pub fn terser() -> Command {
    optimiser("terser/bin/terser")
}

fn optimiser(script: &str) -> Command {
    let mut command = run::program("node", &[]);
    command.arg(project::at(OPTIMISER).join("node_modules").join(script));
    command
}

/// `npm ci`, unless the same lock file was installed before.
fn install(folder: &str) -> Result<()> {
    let folder = project::at(folder);
    let lock = fs::read(folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.installed-lock");
    if same(&stamp, &lock) {
        return Ok(());
    }
    let title = format!("npm ci {}", folder.file_name().unwrap_or_default().display());
    let mut command = run::program("npm", &["ci", "--no-audit", "--no-fund"]);
    command
        .current_dir(&folder)
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .env("PUPPETEER_SKIP_DOWNLOAD", "1");
    run::needed(&title, &mut command)?;
    fs::write(stamp, lock)?;
    Ok(())
}

fn same(stamp: &Path, lock: &[u8]) -> bool {
    fs::read(stamp).is_ok_and(|installed| installed == lock)
}

/// A call of Playwright Test in the browser suite's folder.
pub fn playwright(arguments: &[&str]) -> Command {
    let mut command = script("node_modules/@playwright/test/cli.js");
    command.args(arguments);
    command
}

/// A script of the browser suite's folder, run by Node.
pub fn script(path: &str) -> Command {
    let mut command = run::program("node", &[path]);
    command
        .current_dir(project::at(BROWSER))
        .env("LAPWING_GATEWAY", project::gateway_binary())
        .env("LAPWING_CHROMIUM", super::CHROMIUM);
    command
}
