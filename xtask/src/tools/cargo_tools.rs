//! Tools that cargo installs from source.

use std::process::Command;

use anyhow::Result;

use crate::{project, run};

/// They run for a second or two in a build: that they are there some minutes earlier is worth more than their own speed.
const QUICKLY: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
];

/// Installs `package` unless `binary` is there and says that it is of this version.
pub fn install(package: &str, binary: &str, version: &str) -> Result<()> {
    if says_version(binary, version) {
        return Ok(());
    }
    let wanted = format!("{package}@{version}");
    let root = project::tools();
    let mut command = run::program("cargo", &["install", "--locked", "--force", &wanted, "--root"]);
    // Its own target folder: the lock of the project's would wait for a build that waits for this.
    command.arg(&root).env("CARGO_TARGET_DIR", root.join("build")).envs(QUICKLY);
    run::needed(&format!("install {wanted}"), &mut command)?;
    match std::fs::remove_dir_all(root.join("build")) {
        Err(trouble) if trouble.kind() != std::io::ErrorKind::NotFound => Err(trouble.into()),
        _ => Ok(()),
    }
}

fn says_version(binary: &str, version: &str) -> bool {
    Command::new(project::tools().join("bin").join(binary)).arg("--version").output().is_ok_and(|said| {
        String::from_utf8_lossy(&said.stdout).split_whitespace().any(|word| word == version)
    })
}
