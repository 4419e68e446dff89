//! Makes a folder of files ready to be served: the precache list, the build id and the compressed copies.
//!
//! A plain function on a folder, so that it fits any set of files: the app alone, or the app with a trust's own data.

mod compress;
mod files;
mod precache;

use std::{fs, path::Path};

use anyhow::{Context, Result};

pub use files::{integrity, list, sha256};
pub use precache::{HERE as PRECACHE_HERE, Precache};

/// The service worker's file: its own address never changes, so it is in no list.
pub const SERVICE_WORKER: &str = "sw.js";

/// How a file goes over the network.
pub fn compressed(bytes: &[u8]) -> Result<Vec<u8>> {
    compress::brotli(bytes)
}

/// Lists what is to be kept for offline use, writes the list into the service worker, and compresses every file.
pub fn seal(folder: &Path) -> Result<Precache> {
    let script = folder.join(SERVICE_WORKER);
    let template = fs::read_to_string(&script).with_context(|| script.display().to_string())?;
    let precache = Precache::of(folder, &template)?;
    fs::write(&script, precache.written_into(&template)?)?;
    compress::folder(folder)?;
    Ok(precache)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("assets")).unwrap();
        for (name, text) in [
            ("index.html", "<p>Lapwing</p>"),
            ("assets/worker-0a.wasm", "wasm"),
            ("sw.js", "const precache = /*{{PRECACHE}}*/;"),
            ("LICENSE", "words"),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    #[test]
    fn sealing_again_changes_nothing() {
        let folder = folder();
        let first = seal(folder.path()).unwrap();
        let script = fs::read(folder.path().join("sw.js")).unwrap();
        assert_eq!(seal(folder.path()).unwrap().build, first.build);
        assert_eq!(fs::read(folder.path().join("sw.js")).unwrap(), script);
    }

    #[test]
    fn a_changed_file_is_another_build() {
        let folder = folder();
        let first = seal(folder.path()).unwrap();
        fs::write(folder.path().join("index.html"), "<p>Other</p>").unwrap();
        assert_ne!(seal(folder.path()).unwrap().build, first.build);
    }

    #[test]
    fn the_page_is_listed_at_the_root_and_the_worker_is_named() {
        let folder = folder();
        let precache = seal(folder.path()).unwrap();
        assert!(precache.files.keys().eq(["/", "/assets/worker-0a.wasm"]));
        assert_eq!(precache.wasm, "/assets/worker-0a.wasm");
    }

    #[test]
    fn what_shows_letters_is_kept_from_its_first_use_on() {
        let folder = folder();
        let first = seal(folder.path()).unwrap();
        assert!(first.later.is_empty());
        fs::write(folder.path().join("assets/pdf-read-0b.js"), "read").unwrap();
        let precache = seal(folder.path()).unwrap();
        assert!(precache.later.keys().eq(["/assets/pdf-read-0b.js"]));
        assert_eq!(precache.files, first.files);
        assert_ne!(precache.build, first.build, "another viewer is another build");
    }

    #[test]
    fn compressed_copies_stand_beside_the_files() {
        let folder = folder();
        seal(folder.path()).unwrap();
        assert!(folder.path().join("index.html.br").exists());
        assert!(folder.path().join("sw.js.br").exists());
        assert!(!folder.path().join("index.html.br.br").exists());
    }
}
