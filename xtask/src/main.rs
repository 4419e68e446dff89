//! The build tasks of Lapwing: `cargo xtask <task>`.
#![allow(clippy::print_stdout, reason = "the tasks talk to a terminal")]

mod access;
mod bench;
mod budget;
mod campaign;
mod checks;
mod conformance;
mod dist;
mod fingerprint;
mod fuzz;
mod gateway;
mod import;
mod pack;
mod project;
mod report;
mod run;
mod screens;
mod serve;
mod suite;
mod tools;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Build, check, measure and serve Lapwing")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build what changed, seed the demo records, serve, and print the address.
    Serve(serve::Options),
    /// Every check: format, lints, native tests, conformance, build, budget, browser.
    Test(checks::Options),
    /// Every data-driven suite, on a folder of real data where there is one.
    Conformance {
        /// A folder with the real data; without it, LAPWING_DATA; without either, our own cases.
        #[arg(long, env = "LAPWING_DATA")]
        data: Option<PathBuf>,
    },
    /// Measure the gateway's answers, loading speed, and Lighthouse.
    Bench(bench::Options),
    /// Try inputs that nobody thought of.
    Fuzz(fuzz::Options),
    /// Compare who sees what with a naive reading of docs/access.md.
    Access(access::Options),
    /// Play histories of a person's actions and of faults, and judge what the gateway has.
    Campaign(campaign::Options),
    /// Measure compressed sizes against the budget.
    Budget,
    /// Take a picture of every screen and state into target/screens.
    Screens,
    /// Build the app into dist/.
    Dist(dist::Options),
    /// Bring a trust's own licensed questionnaires: reports what works, refuses what would be scored wrongly.
    ImportQuestionnaire(import::Options),
    /// The last step of the build: called by Trunk, not by hand.
    #[command(hide = true)]
    FinishDist,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().task {
        Task::Serve(options) => serve::run(&options),
        Task::Test(options) => checks::run(&options),
        Task::Conformance { data } => conformance::run(data.as_deref()),
        Task::Bench(options) => bench::run(&options),
        Task::Fuzz(options) => fuzz::run(&options),
        Task::Access(options) => access::run(&options),
        Task::Campaign(options) => campaign::run(&options),
        Task::Budget => budget::run(),
        Task::Screens => screens::run(),
        Task::Dist(options) => dist::run(&options),
        Task::ImportQuestionnaire(options) => import::run(&options),
        Task::FinishDist => dist::finish_from_trunk(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("error: {trouble:#}");
            ExitCode::FAILURE
        }
    }
}
