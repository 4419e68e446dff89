//! Where things are in the project.

use std::{
    env,
    path::{Path, PathBuf},
};

/// The root of the project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// A path below the root.
pub fn at(relative: &str) -> PathBuf {
    root().join(relative)
}

/// Where cargo builds.
pub fn cargo_target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| at("target"), |dir| root().join(dir))
}

/// Where figures and logs go.
pub fn report() -> PathBuf {
    at("target/report")
}

/// The built app.
pub fn dist() -> PathBuf {
    at("dist")
}

/// Installed tools.
pub fn tools() -> PathBuf {
    at(".tools")
}

/// The gateway's release build.
pub fn gateway_binary() -> PathBuf {
    cargo_target().join("release/lapwing")
}
