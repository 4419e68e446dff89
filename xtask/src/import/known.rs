//! Instruments whose published scoring is known: what a file that bears their code must hold.

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;

use crate::project;

/// The published facts of an instrument.
#[derive(Debug, Deserialize)]
pub struct Known {
    /// What it is called.
    pub name: String,
    /// The name under which we ship it: its scoring stands in our index.
    shipped: Option<String>,
    /// Codes of the instrument and of its total (LOINC, SNOMED CT).
    codes: Vec<String>,
    /// LOINC codes of its scored questions; empty where questions have none.
    pub items: Vec<String>,
    /// What the answers to a question count, in the order of the answers.
    weights: Vec<i64>,
    /// The same for its last questions, where they differ.
    #[serde(default)]
    last: Vec<Vec<i64>>,
    /// How many scored questions it has.
    pub count: usize,
    /// Questions, from 1, whose answers count the other way round.
    reversed: Vec<usize>,
    /// Questions, from 1, any answer to which but the first is read by the team today.
    pub risk: Vec<usize>,
    /// Some answers put others of its questions aside, which then count 0, as published.
    #[serde(default)]
    pub skips: bool,
    /// Its scoring, where it stands in no index of ours.
    total: Option<Value>,
}

/// Every known instrument.
pub fn all() -> Result<Vec<Known>> {
    let read = |path: &str| -> Result<Value> {
        let text = std::fs::read_to_string(project::at(path)).with_context(|| path.to_owned())?;
        Ok(serde_json::from_str(&text)?)
    };
    let mut known: Vec<Known> = serde_json::from_value(read("xtask/data/instruments.json")?)?;
    let index = read("public/questionnaires/index.json")?;
    for one in &mut known {
        if let Some(shipped) = &one.shipped {
            let line = index.as_array().into_iter().flatten().find(|line| line["name"] == shipped.as_str());
            one.total = line.map(|line| line["total"].clone());
        }
        one.total
            .as_ref()
            .filter(|total| total.is_object())
            .with_context(|| format!("{} has no scoring", one.name))?;
    }
    Ok(known)
}

impl Known {
    /// Whether a questionnaire bears its code, on itself or on a question.
    pub fn is(&self, questionnaire: &Value) -> bool {
        let mine = |holder: &Value| {
            let codings = holder["code"].as_array().into_iter().flatten();
            codings.filter_map(|c| c["code"].as_str()).any(|code| self.codes.iter().any(|mine| mine == code))
        };
        fn below(holder: &Value, mine: &dyn Fn(&Value) -> bool) -> bool {
            mine(holder) || holder["item"].as_array().into_iter().flatten().any(|item| below(item, mine))
        }
        below(questionnaire, &mine)
    }

    /// The place, from 0, among its scored questions of a question with one of these codes.
    pub fn place(&self, codes: &Value) -> Option<usize> {
        let codes = codes.as_array()?.iter().filter_map(|c| c["code"].as_str());
        let mut places = codes.filter_map(|code| self.items.iter().position(|item| item == code));
        places.next()
    }

    /// What the answers to the nth question (from 0) count, in the order from the lowest answer to the highest.
    pub fn weights(&self, at: usize) -> Vec<i64> {
        let from_end = self.count.saturating_sub(at);
        let special = self.last.len().checked_sub(from_end).and_then(|at| self.last.get(at));
        let mut weights = special.unwrap_or(&self.weights).clone();
        if self.reversed.contains(&(at + 1)) {
            weights.reverse();
        }
        weights
    }

    /// Its scoring, as in the index.
    pub fn total(&self) -> Value {
        self.total.clone().unwrap_or_default()
    }

    /// Whether one missing answer may be made up for: the mean of the others, times their number (CORE-10).
    pub fn prorates(&self) -> bool {
        self.total()["missing"] == "one: mean x 10"
    }

    /// The name under which we ship it.
    pub fn shipped(&self) -> Option<&str> {
        self.shipped.as_deref()
    }
}
