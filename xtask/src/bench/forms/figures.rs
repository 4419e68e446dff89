//! What `tests/bench-forms/measure.mjs` writes.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::report;

/// Everything that was measured.
#[derive(Deserialize)]
pub struct Figures {
    /// When it began, ISO 8601.
    pub began: String,
    /// How long it took, seconds.
    pub took: u64,
    /// By folder: how many questionnaires, how many with conditions or calculations, how many with a question to answer.
    pub counts: Value,
    /// How keys are sampled.
    pub keys: Value,
    /// How calls are sampled.
    pub calls: Value,
    forms: Vec<Form>,
    /// A made form of 1,000 items, the processor slowed down.
    synthetic: BTreeMap<String, Measured>,
    slower: u32,
}

/// One questionnaire.
#[derive(Deserialize)]
pub struct Form {
    /// Its folder and file.
    pub name: String,
    /// What each engine did with it.
    pub engines: BTreeMap<String, Measured>,
}

/// One engine with one questionnaire.
#[derive(Deserialize, Default)]
pub struct Measured {
    /// Processes that wanted a processor, mean of the minute before.
    #[serde(default)]
    pub load: f64,
    /// Real keys in the shown form.
    pub key: Option<Key>,
    /// Calls of the engine alone.
    pub call: Option<Call>,
}

/// Keys, or why there are none.
#[derive(Deserialize)]
pub struct Key {
    #[serde(default)]
    samples: Vec<Sample>,
    /// Why it was not measured.
    pub why: Option<String>,
}

/// Milliseconds of one key.
#[derive(Deserialize)]
struct Sample {
    busy: f64,
    script: f64,
    settled: f64,
}

/// Calls, or why there are none.
#[derive(Deserialize)]
pub struct Call {
    /// Processor time of one, mean, milliseconds.
    pub busy: Option<f64>,
    count: Option<u32>,
    /// Why it was not measured.
    pub why: Option<String>,
}

/// What is compared: its name, and the milliseconds of it.
pub const MEASURES: [&str; 4] = ["key script", "key busy", "key settled", "call"];

impl Measured {
    /// Milliseconds of one of [`MEASURES`], the middle of the samples.
    pub fn of(&self, measure: &str) -> Option<f64> {
        let samples = self.key.as_ref().map(|key| key.samples.as_slice()).unwrap_or_default();
        let key = |value: fn(&Sample) -> f64| middle(samples.iter().map(value).collect());
        match measure {
            "key script" => key(|one| one.script),
            "key busy" => key(|one| one.busy),
            "key settled" => key(|one| one.settled),
            _ => self.call.as_ref()?.busy,
        }
    }

    /// Why something of it was not measured.
    pub fn why(&self) -> Option<&str> {
        let key = self.key.as_ref().and_then(|key| key.why.as_deref());
        key.or_else(|| self.call.as_ref()?.why.as_deref())
    }

    fn samples(&self) -> [String; 2] {
        let keys = self.key.as_ref().map_or(0, |key| key.samples.len());
        [keys.to_string(), self.call.as_ref().and_then(|call| call.count).unwrap_or(0).to_string()]
    }
}

impl Figures {
    /// The questionnaires, then the made form, whose figures are those of a slower processor.
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }

    /// The made form.
    pub fn made(&self) -> &BTreeMap<String, Measured> {
        &self.synthetic
    }

    /// Prints a line for each questionnaire and engine.
    pub fn print(&self) {
        let made = ["1,000 items, processor ", &self.slower.to_string(), " times slower"].concat();
        let forms = self.forms.iter().map(|form| (&form.name, &form.engines));
        let lines = forms.chain([(&made, &self.synthetic)]).flat_map(|(name, engines)| {
            engines.iter().map(|(engine, measured)| line(name, engine, measured))
        });
        println!("milliseconds; keys: {}; calls: {}", self.keys, self.calls);
        let head = ["form", "engine"].into_iter().chain(MEASURES).chain(["keys", "calls", "load", "why not"]);
        report::table(&head.collect::<Vec<_>>(), lines.collect());
    }
}

fn line(name: &str, engine: &str, measured: &Measured) -> Vec<String> {
    let mut line = vec![tail(name), engine.to_owned()];
    line.extend(MEASURES.map(|measure| measured.of(measure).map(shown).unwrap_or_default()));
    line.extend(measured.samples());
    line.push(format!("{:.1}", measured.load));
    line.push(measured.why().unwrap_or_default().chars().take(60).collect());
    line
}

/// The end of a long name tells more than its beginning.
fn tail(name: &str) -> String {
    let from = name.char_indices().rev().nth(49).map_or(0, |(at, _)| at);
    name.get(from..).unwrap_or(name).to_owned()
}

/// Three digits are as many as the samples carry.
pub fn shown(value: f64) -> String {
    if value >= 100.0 {
        format!("{value:.0}")
    } else if value >= 10.0 {
        format!("{value:.1}")
    } else if value >= 1.0 {
        format!("{value:.2}")
    } else {
        format!("{value:.3}")
    }
}

/// The middle of some values.
pub fn middle(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
