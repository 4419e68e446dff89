//! The standard library, compiled with the app and for it.
//!
//! As it comes, the standard library carries the words of every panic and the code that formats them: 16 kB of
//! the app's Brotli. Compiled here it stops at once instead; boot.js shows the person words of its own, and no
//! text that a panic was about to print can hold anything clinical. Compiling it is not yet stable in Rust, so the
//! pinned toolchain is told to allow it, for these two crates only.

use std::{path::Path, process::Command};

use anyhow::Result;

use crate::run;

/// What the compiler is told beside its usual flags.
pub const FLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort";

/// The linker's notes of what needs what, by which the app is divided into parts (see `split`). They are not shipped.
pub const NOTES: &str = "-Clink-arg=--emit-relocs";

/// What cargo is told through its environment. Trunk.toml takes these away again before the hook.
const SETTINGS: [(&str, &str); 3] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
];

/// Tells cargo, or a program that calls cargo.
pub fn told(command: &mut Command) -> &mut Command {
    command.envs(SETTINGS)
}

/// The sources of the standard library, installed where they are missing.
pub fn sources() -> Result<()> {
    let asked = run::program("rustc", &["--print", "sysroot"]).output()?;
    let sysroot = String::from_utf8_lossy(&asked.stdout).trim().to_owned();
    if Path::new(&sysroot).join("lib/rustlib/src/rust/library/Cargo.lock").exists() {
        return Ok(());
    }
    run::needed(
        "rustup component add rust-src",
        &mut run::program("rustup", &["component", "add", "rust-src"]),
    )?;
    Ok(())
}
