//! Makes scripts small.

use std::{fs, path::Path};

use anyhow::{Result, bail};

use crate::tools;

/// What a script is, which decides whose names may be shortened.
#[derive(Clone, Copy)]
pub enum Kind {
    /// Loaded with `import`.
    Module,
    /// Runs by itself; nobody else uses its names.
    Classic,
}

/// The glue warns of calls that are out of fashion: nobody makes them, and nobody would read it.
const COMPRESS: &str = "pure_funcs=[\"console.warn\"]";

/// Takes away what is for readers only.
pub fn script(file: &Path, kind: Kind) -> Result<()> {
    let small = file.with_extension("small");
    let mut terser = tools::terser();
    terser.arg(file).args(["--compress", COMPRESS, "--mangle"]);
    terser.arg(match kind {
        Kind::Module => "--module",
        Kind::Classic => "--toplevel",
    });
    if !terser.arg("--output").arg(&small).status()?.success() {
        bail!("terser failed on {}", file.display());
    }
    fs::rename(small, file)?;
    Ok(())
}
