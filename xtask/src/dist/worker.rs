//! The service worker is one file: the shim, and the Rust worker's glue in a function so that it can be made anew.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

use super::minify;
use crate::pack;

const GLUE: &str = "lapwing-worker.js";
const HERE: &str = "/*{{GLUE}}*/";
/// Stands for the precache list while the script is made small: a comment would be taken away.
const LIST: &str = "__PRECACHE__";

/// Puts the glue into the shim.
pub fn join(folder: &Path) -> Result<()> {
    let shim_file = folder.join(pack::SERVICE_WORKER);
    let glue_file = folder.join(GLUE);
    let shim = fs::read_to_string(&shim_file).context("public/sw.js is missing")?;
    let glue = fs::read_to_string(&glue_file)?;
    fs::write(&shim_file, joined(&shim, &glue)?.replace(pack::PRECACHE_HERE, LIST))?;
    minify::script(&shim_file, minify::Kind::Classic)?;
    let small = fs::read_to_string(&shim_file)?.replace(LIST, pack::PRECACHE_HERE);
    fs::write(shim_file, small)?;
    fs::remove_file(glue_file)?;
    Ok(())
}

fn joined(shim: &str, glue: &str) -> Result<String> {
    if !shim.contains(HERE) {
        bail!("public/sw.js has no {HERE}");
    }
    let factory = format!("function makeWorker() {{\n{glue}\nreturn wasm_bindgen;\n}}");
    Ok(shim.replacen(HERE, &factory, 1))
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn the_glue_can_be_made_anew() {
        let script = joined("/*{{GLUE}}*/\nlisten();", "let wasm_bindgen = 1;").unwrap();
        assert_eq!(
            script,
            "function makeWorker() {\nlet wasm_bindgen = 1;\nreturn wasm_bindgen;\n}\nlisten();"
        );
    }
}
