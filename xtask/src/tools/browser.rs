//! Chromium, from the system's packages.

use std::path::Path;

use anyhow::{Result, bail};

use crate::run;

/// The browser that the tests drive.
pub const CHROMIUM: &str = "/usr/bin/chromium";

/// Installs Chromium where it is missing and the system is Debian-like.
pub fn chromium() -> Result<()> {
    if Path::new(CHROMIUM).exists() {
        return Ok(());
    }
    if !Path::new("/usr/bin/apt-get").exists() {
        bail!("install Chromium as {CHROMIUM}: this system has no apt-get");
    }
    run::needed("apt-get update", &mut run::program("apt-get", &["update"]))?;
    let mut install = run::program(
        "apt-get",
        &["install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core", "fonts-liberation"],
    );
    run::needed("install Chromium", install.env("DEBIAN_FRONTEND", "noninteractive"))?;
    Ok(())
}
