//! Makes WebAssembly small.

use std::{fs, path::Path, process::Child};

use anyhow::{Result, bail};

use super::split;
use crate::tools;

/// What every browser that we name supports, and today's compiler emits.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Again until nothing changes. A function that is called once stays one, and those of like names stand together (the
/// names themselves go): Brotli finds what is alike. 3 kB fewer.
const WAYS: [&str; 4] =
    ["-Oz", "--converge", "--one-caller-inline-max-function-size=0", "--reorder-functions-by-name"];

/// A door stays a function of its own, by which it is known (see `split`); the app keeps its names until it is divided.
const APP: [&str; 2] = ["--no-inline=*::door::*", "--debuginfo"];

/// Optimises the app's and the worker's, at the same time.
pub fn both(folder: &Path) -> Result<()> {
    let files = ["lapwing-app_bg.wasm", "lapwing-worker_bg.wasm"].map(|name| folder.join(name));
    for file in &files {
        fs::write(file, split::without_notes(&fs::read(file)?)?)?;
    }
    let running = [wasm(&files[0], &APP)?, wasm(&files[1], &[])?];
    for (mut child, file) in running.into_iter().zip(&files) {
        if !child.wait()?.success() {
            bail!("wasm-opt failed on {}", file.display());
        }
        fs::rename(file.with_extension("small"), file)?;
    }
    Ok(())
}

/// Optimises one module.
pub fn one(file: &Path) -> Result<()> {
    if !wasm(file, &[])?.wait()?.success() {
        bail!("wasm-opt failed on {}", file.display());
    }
    Ok(fs::rename(file.with_extension("small"), file)?)
}

/// Starts the optimiser; what it makes stands beside the file, ending in `small`.
fn wasm(file: &Path, first: &[&str]) -> Result<Child> {
    let mut command = tools::wasm_opt();
    command.args(first).args(WAYS).args(FEATURES).arg("--strip-producers").arg("--strip-target-features");
    Ok(command.arg(file).arg("-o").arg(file.with_extension("small")).spawn()?)
}
