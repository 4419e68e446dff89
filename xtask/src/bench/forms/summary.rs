//! How many times faster ours is, and what was not measured.

use std::collections::BTreeMap;

use serde::Serialize;

use super::figures::{Figures, MEASURES, Measured, middle, shown};
use crate::report;

/// The engines beside ours. `plain` is HTML without an engine: what the browser itself takes.
const OTHERS: [&str; 4] = ["lforms", "smart", "medplum", "plain"];
/// What is asked of us.
const FLOOR: f64 = 3.0;
const GOAL: f64 = 10.0;

/// One engine beside ours in one measure, over the forms that both took.
#[derive(Debug, Serialize, PartialEq)]
pub struct Ratio {
    other: &'static str,
    measure: &'static str,
    forms: usize,
    /// Their time by ours, the middle of the forms.
    median: f64,
    least: f64,
    /// Forms with at least the floor, and with the goal.
    at_floor: usize,
    at_goal: usize,
    /// Milliseconds, the middle of the forms.
    ours_ms: f64,
    theirs_ms: f64,
    /// The same for the made form; nothing where one of both was not measured.
    made: Option<f64>,
}

/// Forms that an engine did not take, by reason.
#[derive(Debug, Serialize, PartialEq)]
pub struct Refused {
    engine: String,
    forms: usize,
    why: String,
}

/// Every engine in every measure.
pub fn ratios(figures: &Figures) -> Vec<Ratio> {
    let pairs = OTHERS.iter().flat_map(|other| MEASURES.iter().map(move |measure| (*other, *measure)));
    pairs.filter_map(|(other, measure)| ratio(figures, other, measure)).collect()
}

/// Keys are pressed in the app; calls go to its engine alone.
fn pair(engines: &BTreeMap<String, Measured>, other: &str, measure: &str) -> Option<(f64, f64)> {
    let ours = engines.get(if measure == "call" { "lapwing" } else { "app" })?.of(measure)?;
    let theirs = engines.get(other)?.of(measure)?;
    (ours > 0.0 && theirs > 0.0).then_some((ours, theirs))
}

fn ratio(figures: &Figures, other: &'static str, measure: &'static str) -> Option<Ratio> {
    let pairs: Vec<(f64, f64)> =
        figures.forms().iter().filter_map(|form| pair(&form.engines, other, measure)).collect();
    let made = pair(figures.made(), other, measure).map(|(ours, theirs)| round(theirs / ours));
    let times: Vec<f64> = pairs.iter().map(|(ours, theirs)| theirs / ours).collect();
    let over = |bound: f64| times.iter().filter(|times| **times >= bound).count();
    let least = times.iter().copied().min_by(f64::total_cmp);
    if times.is_empty() && made.is_none() {
        return None;
    }
    Some(Ratio {
        other,
        measure,
        forms: times.len(),
        at_floor: over(FLOOR),
        at_goal: over(GOAL),
        least: round(least.unwrap_or(0.0)),
        ours_ms: round(middle(pairs.iter().map(|(ours, _)| *ours).collect()).unwrap_or(0.0)),
        theirs_ms: round(middle(pairs.iter().map(|(_, theirs)| *theirs).collect()).unwrap_or(0.0)),
        median: round(middle(times).unwrap_or(0.0)),
        made,
    })
}

fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// What was not measured, and why, the most frequent reason of an engine first.
pub fn refused(figures: &Figures) -> Vec<Refused> {
    let mut counted: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (engine, measured) in figures.forms().iter().flat_map(|form| &form.engines) {
        if let Some(why) = measured.why() {
            *counted.entry((engine, why)).or_default() += 1;
        }
    }
    let mut all: Vec<Refused> = counted
        .into_iter()
        .map(|((engine, why), forms)| Refused { engine: engine.to_owned(), forms, why: why.to_owned() })
        .collect();
    all.sort_by(|one, other| (&one.engine, other.forms).cmp(&(&other.engine, one.forms)));
    all
}

impl Ratio {
    /// Prints them.
    pub fn print(all: &[Self]) {
        let rows = all.iter().map(|one| {
            vec![
                one.other.to_owned(),
                one.measure.to_owned(),
                one.forms.to_string(),
                format!("{:.1}", one.median),
                format!("{:.1}", one.least),
                format!("{} / {}", one.at_floor, one.at_goal),
                shown(one.ours_ms),
                shown(one.theirs_ms),
                one.made.map(|made| format!("{made:.1}")).unwrap_or_default(),
            ]
        });
        report::table(
            &[
                "beside",
                "measure",
                "forms",
                "times",
                "least",
                "3x / 10x",
                "our ms",
                "their ms",
                "1,000 items",
            ],
            rows.collect(),
        );
    }
}

impl Refused {
    /// Prints them.
    pub fn print(all: &[Self]) {
        let rows = all.iter().map(|one| vec![one.engine.clone(), one.forms.to_string(), one.why.clone()]);
        report::table(&["not measured in", "forms", "why"], rows.collect());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(forms: &str) -> Figures {
        let text = format!(
            r#"{{"began": "", "took": 1, "counts": {{}}, "keys": {{}}, "calls": {{}}, "slower": 4, "synthetic": {{}}, "forms": [{forms}]}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    fn form(ours: f64, theirs: &str) -> String {
        format!(
            r#"{{"name": "a", "engines": {{"app": {{"key": {{"samples": [{{"busy": {ours}, "script": 1, "settled": 9}}]}}}}, "smart": {{{theirs}}}}}}}"#
        )
    }

    #[test]
    fn a_ratio_is_over_the_forms_that_both_took() {
        let key = |busy| format!(r#""key": {{"samples": [{{"busy": {busy}, "script": 12, "settled": 0}}]}}"#);
        let forms = [form(2.0, &key(10)), form(2.0, &key(40)), form(1.0, r#""key": {"why": "it fails"}"#)];
        let figures = figures(&forms.join(","));
        let all = ratios(&figures);
        let busy = all.iter().find(|one| one.measure == "key busy").unwrap();
        assert_eq!((busy.forms, busy.median, busy.least, busy.at_floor, busy.at_goal), (2, 20.0, 5.0, 2, 1));
        assert!(all.iter().all(|one| one.measure != "key settled" && one.measure != "call"));
        let refused = refused(&figures);
        assert_eq!((refused.len(), refused[0].engine.as_str(), refused[0].forms), (1, "smart", 1));
    }
}
