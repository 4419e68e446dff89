//! `cargo xtask serve`: build what changed, seed, serve.

use std::{fs, path::PathBuf};

use anyhow::{Result, bail};
use clap::Args;
use serde_json::Value;

use crate::{dist, fingerprint, gateway, project, tools};

/// How to serve.
#[derive(Args)]
pub struct Options {
    /// The port on this machine.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Where the records are kept.
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// The trust's own questionnaires, as `import-questionnaire` writes them.
    #[arg(long)]
    questionnaires: Option<PathBuf>,
    /// Throw the kept records away and begin with the demo people again.
    #[arg(long)]
    fresh: bool,
}

/// Serves until it is stopped.
pub fn run(options: &Options) -> Result<()> {
    tools::for_build()?;
    build_app()?;
    gateway::build()?;
    let data = project::root().join(&options.data);
    if options.fresh || !data.exists() {
        gateway::seed(&data)?;
    }
    announce()?;
    let mut serving = gateway::serving(&data, options.port);
    if let Some(own) = &options.questionnaires {
        serving.arg("--questionnaires").arg(own);
    }
    let status = serving.status()?;
    if !status.success() {
        bail!("the gateway stopped: {status}");
    }
    Ok(())
}

/// Builds the app, unless nothing changed.
pub fn build_app() -> Result<()> {
    fingerprint::unless_done("app", &fingerprint::APP, &project::dist().join("index.html.br"), dist::build)
}

/// Who can sign in; the gateway itself says where.
fn announce() -> Result<()> {
    let people: Value = serde_json::from_str(&fs::read_to_string(project::at("server/demo/people.json"))?)?;
    println!("\nDemo people, no password:");
    for person in people.as_array().into_iter().flatten() {
        let text = |name: &str| person.get(name).and_then(Value::as_str).unwrap_or_default();
        println!("  {:<16} {}", text("name"), text("about"));
    }
    println!("\nStop with Ctrl+C.\n");
    Ok(())
}
