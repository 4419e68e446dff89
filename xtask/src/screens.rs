//! `cargo xtask screens`: a picture of every screen and state.

use anyhow::Result;

use crate::{gateway, run, serve, tools};

/// Walks every screen at phone and tablet size, light and dark.
pub fn run() -> Result<()> {
    tools::for_build()?;
    tools::for_browser()?;
    serve::build_app()?;
    gateway::build()?;
    let mut walk = tools::playwright(&["test", "--config", "screens.config.ts"]);
    run::needed("walk the screens", &mut walk)?;
    println!("pictures and contact sheets are in target/screens");
    Ok(())
}
