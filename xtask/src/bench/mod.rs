//! `cargo xtask bench`: how fast the gateway answers and how fast the app opens, with the machine beside the figures.

mod client;
mod engine;
mod forms;
mod latency;
mod loading;
mod machine;
mod record;

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use serde_json::json;

use crate::{gateway, report, run, serve, tools};

/// What to measure on.
#[derive(Args)]
pub struct Options {
    /// A folder with real data, for a real large record.
    #[arg(long, env = "LAPWING_DATA")]
    data: Option<PathBuf>,
    /// Only the gateway, without a browser.
    #[arg(long)]
    gateway_only: bool,
    /// Only the forms engine: its size, and its speed in Chromium.
    #[arg(long)]
    engine_only: bool,
    /// The forms of other engines beside ours, in Chromium: half an hour, and 700 MB of npm packages. Left out otherwise.
    #[arg(long)]
    forms: bool,
    /// With --forms: so many questionnaires at most, and not the made form of 1,000 items.
    #[arg(long, requires = "forms")]
    most: Option<usize>,
    /// With --forms: every so many-th questionnaire.
    #[arg(long, requires = "forms", default_value_t = 1)]
    every: usize,
}

/// Measures, prints, and writes target/report/bench.json.
pub fn run(options: &Options) -> Result<()> {
    tools::for_build()?;
    if options.engine_only {
        println!("{}", machine::describe());
        return engine(options).map(|_| ());
    }
    serve::build_app()?;
    gateway::build()?;
    if options.forms {
        let part =
            forms::Part { data: options.data.as_deref(), most: options.most, every: options.every.max(1) };
        forms::run(&part)?;
        return engine(options).map(|_| ());
    }
    let machine = machine::describe();
    println!("{machine}");
    let latency = latency::measure(options.data.as_deref())?;
    latency.print();
    let judge = [
        "test",
        "--release",
        "--locked",
        "-p",
        "lapwing-server",
        "--test",
        "judge_speed",
        "--",
        "--nocapture",
    ];
    run::watched("an access decision with fifty agreements", &mut run::program("cargo", &judge))?;
    let browser = if options.gateway_only {
        None
    } else {
        tools::for_browser()?;
        Some(loading::measure()?)
    };
    let engine = if options.gateway_only { None } else { Some(engine(options)?) };
    let figures = json!({ "machine": machine, "gateway": latency, "browser": browser, "engine": engine });
    println!("left out: other engines' forms beside ours (half an hour): cargo xtask bench --forms");
    report::write("bench", &figures)?;
    latency.keeps_its_limits()
}

/// Measures the forms engine, prints, and writes target/report/bench-engine.json.
fn engine(options: &Options) -> Result<engine::Engine> {
    tools::for_browser()?;
    let engine = engine::measure(options.data.as_deref())?;
    engine.print();
    report::write("bench-engine", &json!({ "machine": machine::describe(), "engine": engine }))?;
    Ok(engine)
}
