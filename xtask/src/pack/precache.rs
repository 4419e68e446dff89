//! What the service worker keeps for offline use, each file with the hash that proves it whole.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use serde::Serialize;

use super::files;

/// Where the list goes in the service worker.
pub const HERE: &str = "/*{{PRECACHE}}*/";
const END: &str = "/*{{END}}*/";
const BUILD_ID_LENGTH: usize = 16;

/// The list, with the id of the build that it makes up.
#[derive(Debug, Serialize)]
pub struct Precache {
    /// Changes when any file or the service worker changes.
    pub build: String,
    /// The files.
    pub files: Kept,
    /// What is kept from its first use on.
    pub later: Kept,
    /// The address of the worker's WebAssembly.
    pub wasm: String,
}

/// Files to keep: address, and the SHA-256 of the content, hexadecimal.
type Kept = BTreeMap<String, String>;

impl Precache {
    /// The list for a folder and the service worker that will hold it.
    pub fn of(folder: &Path, service_worker: &str) -> Result<Self> {
        let mut kept = Kept::new();
        for path in files::list(folder)?.into_iter().filter(|path| is_kept(path)) {
            kept.insert(url(&path), files::sha256(&fs::read(folder.join(&path))?));
        }
        let wasm = kept
            .keys()
            .find(|url| url.starts_with("/assets/worker-") && url.ends_with(".wasm"))
            .cloned()
            .context("the worker's WebAssembly is not in the folder")?;
        let (later, kept): (Kept, Kept) = kept.into_iter().partition(|(url, _)| is_later(url));
        let mut all = serde_json::to_vec(&kept)?;
        all.extend(serde_json::to_vec(&later)?);
        let (before, after) = around(service_worker)?;
        all.extend_from_slice(before.as_bytes());
        all.extend_from_slice(after.as_bytes());
        let build = files::sha256(&all).chars().take(BUILD_ID_LENGTH).collect();
        Ok(Self { build, files: kept, later, wasm })
    }

    /// The service worker with this list in its place; an earlier list is replaced.
    pub fn written_into(&self, service_worker: &str) -> Result<String> {
        let (before, after) = around(service_worker)?;
        let list = serde_json::to_string(self)?;
        Ok(format!("{before}{HERE}{list}{END}{after}"))
    }
}

fn around(service_worker: &str) -> Result<(&str, &str)> {
    let Some((before, rest)) = service_worker.split_once(HERE) else {
        bail!("the service worker has no {HERE}")
    };
    Ok((before, rest.split_once(END).map_or(rest, |(_, after)| after)))
}

fn is_kept(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let spare = ["LICENSE", "README.md", "robots.txt", super::SERVICE_WORKER];
    !spare.contains(&name) && path.extension().is_none_or(|kind| kind != "br")
}

/// Who never opens a PDF fetches nothing of what shows one.
fn is_later(url: &str) -> bool {
    url.starts_with("/assets/pdf-")
}

fn url(path: &PathBuf) -> String {
    if path == Path::new("index.html") {
        return "/".to_owned();
    }
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    format!("/{}", parts.join("/"))
}
