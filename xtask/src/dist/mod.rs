//! Builds the app into dist/.

mod assets;
mod instruments;
mod lean;
mod minify;
mod optimise;
mod page;
mod split;
mod styles;
mod viewer;
mod worker;

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};
use clap::Args;

pub use split::COMMON;

use crate::{fingerprint, pack, project, run, tools};

/// For whom the app is built.
#[derive(Args)]
pub struct Options {
    /// Leave out the questionnaires whose licence is for non-commercial use only.
    #[arg(long)]
    commercial: bool,
}

const TARGET: &str = "wasm32-unknown-unknown";

/// Builds as asked for.
pub fn run(options: &Options) -> Result<()> {
    if !options.commercial && !instruments::is_commercial() {
        return build();
    }
    // What `serve` finds there is another build now.
    fingerprint::forget("app")?;
    built(true)
}

/// Builds app and worker with Trunk, which calls `finish` at its end.
pub fn build() -> Result<()> {
    built(false)
}

fn built(commercial: bool) -> Result<()> {
    tools::for_build()?;
    lean::sources()?;
    fetch()?;
    let mut trunk = run::program("trunk", &["build"]);
    let flags = [lean::FLAGS, lean::NOTES].join(" ");
    trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    trunk.env(instruments::COMMERCIAL, if commercial { "1" } else { "0" });
    // Trunk reads NO_COLOR as a boolean option and stops at "1".
    run::needed("trunk build", lean::told(&mut trunk).env_remove("NO_COLOR"))?;
    Ok(())
}

/// Trunk builds without a network. What the standard library needs is fetched for the targets that are named alone.
fn fetch() -> Result<()> {
    run::needed("cargo fetch", &mut run::program("cargo", &["fetch", "--locked"]))?;
    let mut of_library = run::program("cargo", &["fetch", "--locked", "--target", TARGET]);
    run::needed("cargo fetch for the standard library", lean::told(&mut of_library))?;
    Ok(())
}

/// Tells cargo to build for the browser as the app is built.
pub fn lean(cargo: &mut Command) -> Result<&mut Command> {
    lean::sources()?;
    Ok(lean::told(cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", lean::FLAGS)))
}

/// Makes one module as small as those of the app.
pub fn optimised(file: &Path) -> Result<()> {
    optimise::one(file)
}

/// Finishes what Trunk has staged.
pub fn finish_from_trunk() -> Result<()> {
    let staged = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    finish(&staged.context("this is a step of `trunk build`; run `cargo xtask dist`")?)
}

/// Optimises, divides, names by content, joins the service worker, writes the page, and seals the folder.
fn finish(folder: &Path) -> Result<()> {
    optimise::both(folder)?;
    split::app(folder)?;
    let assets = assets::named_by_content(folder)?;
    worker::join(folder)?;
    page::write(folder, &assets)?;
    if instruments::is_commercial() {
        println!("left out, not for commercial use: {}", instruments::leave_out(folder)?.join(", "));
    }
    let precache = pack::seal(folder)?;
    println!("build {}: {} files kept for offline use", precache.build, precache.files.len());
    Ok(())
}

/// Whether there is a build to look at.
pub fn exists() -> bool {
    project::dist().join("index.html.br").exists()
}
