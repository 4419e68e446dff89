//! Whether anything changed since the last time.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Result;

use crate::{pack, project};

/// What the app is made from.
pub const APP: [&str; 13] = [
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "index.html",
    "rust-toolchain.toml",
    "core",
    "web",
    "app",
    "worker",
    "public",
    "xtask/src/dist",
    "xtask/viewer/package-lock.json",
    "xtask/viewer/package.json",
];

/// What the gateway is made from.
pub const GATEWAY: [&str; 5] =
    ["Cargo.lock", "Cargo.toml", "rust-toolchain.toml", "server/Cargo.toml", "server/src"];

/// What a history in a browser plays: the app, the gateway, its records, and the play itself.
const PLAYED: [&str; 10] = [
    "server/demo",
    "tests/browser/app.ts",
    "tests/browser/browser.ts",
    "tests/browser/campaign",
    "tests/browser/campaign.config.ts",
    "tests/browser/gateway.ts",
    "tests/browser/package-lock.json",
    "tests/browser/records.ts",
    "tests/browser/seed.ts",
    "tests/browser/words.ts",
];

/// Names all that a history in a browser plays, as it is now; papers and other tests are none of it.
pub fn played() -> Result<String> {
    let inputs: Vec<&str> = APP.into_iter().chain(GATEWAY).chain(PLAYED).collect();
    Ok(of(project::root(), &inputs)?.chars().take(16).collect())
}

/// Does `work` unless it was done before on the same files, and what it made is still there.
pub fn unless_done(
    name: &str,
    inputs: &[&str],
    made: &Path,
    work: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let stamp = project::cargo_target().join(format!("fingerprint/{name}"));
    let now = of(project::root(), inputs)?;
    let before = fs::read_to_string(&stamp).unwrap_or_default();
    if before == now && made.exists() {
        return Ok(());
    }
    work()?;
    fs::create_dir_all(project::cargo_target().join("fingerprint"))?;
    fs::write(stamp, now)?;
    Ok(())
}

/// Forgets that the work was done: what it made was replaced.
pub fn forget(name: &str) -> Result<()> {
    let stamp = project::cargo_target().join(format!("fingerprint/{name}"));
    if stamp.exists() {
        fs::remove_file(stamp)?;
    }
    Ok(())
}

fn of(root: &Path, inputs: &[&str]) -> Result<String> {
    let mut all = String::new();
    for input in inputs {
        let path = root.join(input);
        let files = if path.is_dir() { pack::list(&path)? } else { vec![PathBuf::new()] };
        for file in files {
            let file = if file.as_os_str().is_empty() { path.clone() } else { path.join(file) };
            let hash = pack::sha256(&fs::read(&file)?);
            all.extend([&file.to_string_lossy(), " ", hash.as_str(), "\n"]);
        }
    }
    Ok(pack::sha256(all.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn sees_a_change_in_a_folder() {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir(root.path().join("core")).unwrap();
        std::fs::write(root.path().join("core/a.rs"), "one").unwrap();
        let before = of(root.path(), &["core"]).unwrap();
        assert_eq!(of(root.path(), &["core"]).unwrap(), before);
        std::fs::write(root.path().join("core/a.rs"), "two").unwrap();
        assert_ne!(of(root.path(), &["core"]).unwrap(), before);
    }
}
