//! `cargo xtask import-questionnaire`: a trust's own licensed questionnaires, read as the app would read them.
//!
//! Each file is reported line by line. What would be scored wrongly is refused, and the exit status says so.

mod extensions;
mod keep;
mod known;
mod reading;
mod report;
mod risk;
mod scoring;
mod shown;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use clap::Args;
use serde_json::Value;

use known::Known;
use report::{Line, Report};

/// What to import.
#[derive(Args)]
pub struct Options {
    /// FHIR R4 Questionnaires, JSON.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The trust's folder of questionnaires; the gateway serves it with `--questionnaires`.
    #[arg(long, default_value = "trust/questionnaires")]
    to: PathBuf,
    /// Report only; keep nothing.
    #[arg(long)]
    check: bool,
}

/// Imports every file that can be asked and scored truthfully.
pub fn run(options: &Options) -> Result<()> {
    let known = known::all()?;
    let mut refused = 0;
    for file in &options.files {
        let (report, questionnaire) = read(file, &known)?;
        print!("{report}");
        match questionnaire.filter(|_| !report.is_refused()) {
            Some(_) if options.check => {}
            Some(accepted) => println!("  kept          {}", keep::keep(&accepted, &options.to)?.display()),
            None => refused += 1,
        }
    }
    match refused {
        0 => Ok(()),
        1 => bail!("one file is refused"),
        n => bail!("{n} files are refused"),
    }
}

impl<'a> Accepted<'a> {
    /// The one instrument that it is.
    fn instrument(&self) -> Option<&(&'a Known, Vec<scoring::Scored>)> {
        self.scored.first().filter(|_| self.scored.len() == 1)
    }
}

/// A questionnaire that can be kept.
pub struct Accepted<'a> {
    /// The Questionnaire.
    pub questionnaire: Value,
    /// How many questions a person is asked.
    pub questions: usize,
    /// The published instruments that it holds, with their questions.
    pub scored: Vec<(&'a Known, Vec<scoring::Scored>)>,
    /// Its answers that open help and are read today.
    pub risk: Vec<Value>,
    /// The question in which it works out a total itself.
    pub total: Option<String>,
}

fn read<'a>(file: &Path, known: &'a [Known]) -> Result<(Report, Option<Accepted<'a>>)> {
    let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let mut report = Report::of(file);
    let questionnaire: Value = match serde_json::from_str(&text) {
        Ok(value) => value,
        Err(why) => {
            report.add(Line::Refused, format!("it is not JSON: {why}"));
            return Ok((report, None));
        }
    };
    let Some(form) = reading::read(&questionnaire, &mut report) else { return Ok((report, None)) };
    let instruments: Vec<&Known> =
        known.iter().filter(|known| known.is(&questionnaire) || scoring::is_all_of(known, &form)).collect();
    let mut scored = vec![];
    for known in &instruments {
        scored.extend(scoring::check(known, &form, &mut report).map(|questions| (*known, questions)));
    }
    match instruments.len() {
        0 => report.add(
            Line::Told,
            "no published scoring is known for it: its answers are kept and shown, a total is not",
        ),
        1 => {}
        _ => report.add(
            Line::Told,
            "it holds several instruments: each is checked, and no total is shown for the whole",
        ),
    }
    let risk = risk::rules(&questionnaire, &form, (&scored, known));
    risk::tell(&risk, &mut report);
    let questions = reading::questions(&form);
    let total = instruments.first().and_then(|known| scoring::own(known, &form));
    let total = total.map(|at| scoring::id(&form, at));
    Ok((report, Some(Accepted { questionnaire, questions, scored, risk, total })))
}

#[cfg(test)]
mod tests;
