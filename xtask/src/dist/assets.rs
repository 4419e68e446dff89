//! Files that never change under their name, because the name is made from the content.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

use super::{minify, split, styles, viewer};
use crate::pack;

const HASH_LENGTH: usize = 16;

/// The addresses that the page needs.
#[derive(Debug)]
pub struct Assets {
    /// The style sheet.
    pub style: String,
    /// The script that starts the app.
    pub boot: String,
    /// The app's glue.
    pub glue: String,
    /// The app's WebAssembly.
    pub wasm: String,
    /// What comes when it is needed: each part's name, its address, and the hash of its content.
    pub parts: Vec<(&'static str, String, String)>,
    /// What shows letters that are PDFs: its address, and the hash of its content.
    pub pdf: String,
}

/// Moves Trunk's output and our own scripts and styles into assets/.
pub fn named_by_content(folder: &Path) -> Result<Assets> {
    if folder.join("snippets").exists() {
        bail!(
            "a crate brings script snippets: they would load one after another, so write them into the glue's caller"
        );
    }
    fs::create_dir_all(folder.join("assets"))?;
    fs::write(folder.join("app.css"), styles::joined()?)?;
    for script in ["boot.js", "lapwing-app.js"] {
        minify::script(&folder.join(script), minify::Kind::Module)?;
    }
    take(folder, "lapwing-worker_bg.wasm", "worker", "wasm")?;
    let mut parts = Vec::new();
    for part in split::names() {
        let file = split::file_of(part);
        let integrity = pack::integrity(&fs::read(folder.join(&file))?);
        parts.push((part, take(folder, &file, &["part-", part].concat(), "wasm")?, integrity));
    }
    Ok(Assets {
        parts,
        pdf: viewer::put(folder)?,
        style: take(folder, "app.css", "app", "css")?,
        boot: take(folder, "boot.js", "boot", "js")?,
        glue: take(folder, "lapwing-app.js", "app", "js")?,
        wasm: take(folder, "lapwing-app_bg.wasm", "app", "wasm")?,
    })
}

/// Names one file by its content; its address.
pub(super) fn take(folder: &Path, file: &str, name: &str, ending: &str) -> Result<String> {
    let from = folder.join(file);
    let bytes = fs::read(&from).with_context(|| format!("the build made no {file}"))?;
    let hash = pack::sha256(&bytes);
    let address = format!("/assets/{name}-{}.{ending}", &hash[..HASH_LENGTH]);
    fs::rename(from, folder.join(&address[1..]))?;
    Ok(address)
}

#[cfg(test)]
mod tests {
    use super::take;

    #[test]
    fn the_name_follows_the_content() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("assets")).unwrap();
        std::fs::write(folder.path().join("boot.js"), "").unwrap();
        let address = take(folder.path(), "boot.js", "boot", "js").unwrap();
        assert_eq!(address, "/assets/boot-e3b0c44298fc1c14.js");
        assert!(folder.path().join("assets/boot-e3b0c44298fc1c14.js").exists());
    }
}
