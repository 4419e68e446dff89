//! The files of the app, read once at start: what was not there then is not served.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use axum::{body::Bytes, http::HeaderValue};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use crate::config::StartError;

/// One file as it is served.
pub struct Asset {
    /// Its media type.
    pub kind: HeaderValue,
    /// The bytes as they are.
    pub plain: Variant,
    /// The same in brotli, if the build made it.
    pub brotli: Option<Variant>,
}

/// The bytes of one encoding.
pub struct Variant {
    /// The bytes.
    pub bytes: Bytes,
    /// Their `ETag`.
    pub etag: HeaderValue,
}

/// The files by path, such as `/assets/app.js`.
#[derive(Default)]
pub struct Assets(BTreeMap<String, Asset>);

impl Assets {
    /// Reads the folder, and with it a trust's own questionnaires. Links and names that begin with a dot are
    /// left out.
    ///
    /// # Errors
    /// When the folder, its `index.html` or the questionnaires can't be read.
    pub fn load(folder: &Path, questionnaires: Option<&Path>) -> Result<Self, StartError> {
        let mut files = BTreeMap::new();
        walk(folder, "", &mut files).map_err(|e| match e.kind() {
            io::ErrorKind::NotFound => StartError::Missing(folder.to_owned()),
            _ => StartError::unreadable(folder, e),
        })?;
        if !files.contains_key("/index.html") {
            return Err(StartError::Missing(folder.join("index.html")));
        }
        if let Some(own) = questionnaires {
            super::own::add(&mut files, own)?;
        }
        Ok(Self::from_files(&files))
    }

    /// Makes assets of files by path; `x.br` goes with `x`.
    #[must_use]
    pub fn from_files(files: &BTreeMap<String, Vec<u8>>) -> Self {
        let is_sidecar = |path: &str| path.strip_suffix(".br").is_some_and(|of| files.contains_key(of));
        let asset = |(path, bytes): (&String, &Vec<u8>)| {
            let brotli = files.get(&format!("{path}.br")).and_then(|b| Variant::of(b));
            let asset =
                Asset { kind: HeaderValue::from_static(kind_of(path)), plain: Variant::of(bytes)?, brotli };
            Some((path.clone(), asset))
        };
        Self(files.iter().filter(|(path, _)| !is_sidecar(path)).filter_map(asset).collect())
    }

    /// The file at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Asset> {
        self.0.get(path)
    }
}

impl Variant {
    fn of(bytes: &[u8]) -> Option<Self> {
        let hash = URL_SAFE_NO_PAD.encode(&Sha256::digest(bytes)[..18]);
        let etag = HeaderValue::from_str(&format!("\"{hash}\"")).ok()?;
        Some(Self { bytes: Bytes::copy_from_slice(bytes), etag })
    }
}

fn walk(folder: &Path, under: &str, files: &mut BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (kind, at): (_, PathBuf) = (entry.file_type()?, entry.path());
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else { continue };
        if kind.is_dir() {
            walk(&at, &format!("{under}/{name}"), files)?;
        } else if kind.is_file() {
            files.insert(format!("{under}/{name}"), fs::read(&at)?);
        }
    }
    Ok(())
}

fn kind_of(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("webp") => "image/webp",
        Some("woff2") => "font/woff2",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        None if path.ends_with("/LICENSE") => "text/plain; charset=utf-8",
        None if path.ends_with("/offline-neutral") => "text/html; charset=utf-8",
        _ => "application/octet-stream",
    }
}
