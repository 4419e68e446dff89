//! Running other programs: quiet while all is well, a line now and then while it takes long, the log when it fails.

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{project, tools};

const EVERY: Duration = Duration::from_secs(15);
const TAIL: usize = 60;

/// What a program did.
pub struct Ran {
    /// Whether it ended well.
    pub ok: bool,
    /// All that it printed.
    pub log: String,
}

/// A program of the project's tools, started at the root.
pub fn program(name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(arguments).current_dir(project::root()).env("PATH", tools::search_path());
    command
}

/// Runs to the end and gives what happened.
pub fn watched(title: &str, command: &mut Command) -> Result<Ran> {
    let log_path = log_path(title)?;
    let log = File::create(&log_path)?;
    println!("{title} ...");
    let started = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .spawn()
        .with_context(|| format!("{:?} does not start", command.get_program()))?;
    let ok = wait(title, &mut child, started, &log_path)?;
    let log = String::from_utf8_lossy(&fs::read(&log_path)?).into_owned();
    println!("{title}: {} in {} s", if ok { "done" } else { "FAILED" }, started.elapsed().as_secs());
    if !ok {
        print_tail(&log)?;
    }
    Ok(Ran { ok, log })
}

/// Runs to the end; a bad ending is an error.
pub fn needed(title: &str, command: &mut Command) -> Result<String> {
    let ran = watched(title, command)?;
    if !ran.ok {
        bail!("{title} failed");
    }
    Ok(ran.log)
}

/// The commit that stands here.
pub fn commit() -> Result<String> {
    let said = program("git", &["rev-parse", "HEAD"]).output()?;
    Ok(String::from_utf8_lossy(&said.stdout).trim().to_owned())
}

fn log_path(title: &str) -> Result<PathBuf> {
    let folder = project::report().join("logs");
    fs::create_dir_all(&folder)?;
    let name: String = title.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    Ok(folder.join(format!("{name}.log")))
}

fn wait(title: &str, child: &mut Child, started: Instant, log: &Path) -> Result<bool> {
    let mut told = started;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        if told.elapsed() >= EVERY {
            told = Instant::now();
            println!("  {title}: {} s, {}", started.elapsed().as_secs(), last_line(log)?);
        }
        thread::sleep(Duration::from_millis(50));
    }
}

fn last_line(log: &Path) -> Result<String> {
    let text = fs::read(log)?;
    let text = String::from_utf8_lossy(&text);
    let line = text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("");
    Ok(line.trim().chars().take(100).collect())
}

fn print_tail(log: &str) -> Result<()> {
    let lines: Vec<&str> = log.lines().collect();
    let mut out = std::io::stdout().lock();
    for line in &lines[lines.len().saturating_sub(TAIL)..] {
        writeln!(out, "  | {line}")?;
    }
    Ok(())
}
