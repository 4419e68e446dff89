//! How to take a medicine, in words.

use super::quantity::Quantity;
use super::range::{Range, Ratio};
use super::{Node, label, labels, timing};
use crate::fold;

/// Every instruction of a list of Dosages, in words and in the order of its sequence numbers.
pub(crate) fn read_all(node: &Node, key: &str) -> Vec<String> {
    let read = |dosage: &Node| Some((dosage.whole("sequence"), words(dosage)?));
    let mut left = node.known(key, "how to take it", read);
    let mut doses = Vec::with_capacity(left.len());
    // Few and short: taking the first each time is smaller than a sort.
    while let Some((first, _)) =
        left.iter().enumerate().min_by_key(|(_, (sequence, _))| sequence.unwrap_or(i64::MAX))
    {
        doses.push(left.remove(first).1);
    }
    doses
}

/// The members of a Dosage that are read here; of R4, and of what was given (`MedicationAdministration.dosage`).
const READ: &[&str] = &[
    "id",
    "extension",
    "modifierExtension",
    "sequence",
    "text",
    "patientInstruction",
    "additionalInstruction",
    "doseAndRate",
    "timing",
    "route",
    "site",
    "method",
    "asNeededBoolean",
    "asNeededCodeableConcept",
    "maxDosePerPeriod",
    "maxDosePerAdministration",
    "maxDosePerLifetime",
    "type",
    "dose",
    "doseQuantity",
    "doseRange",
    "rateQuantity",
    "rateRatio",
    "rateRange",
];

/// One instruction: as the prescriber wrote it, with every part that stands beside it and not in it; else its parts.
pub(crate) fn words(node: &Node) -> Option<String> {
    super::meaning(node);
    for key in node.keys().filter(|key| !READ.contains(key) && !key.starts_with('_')) {
        node.miss(key, "a part of how to take it");
    }
    let Some(mut said) = node.text("text").or_else(|| node.text("patientInstruction")) else {
        let mut said = parts(node);
        said.extend(labels(node, "additionalInstruction"));
        return (!said.is_empty()).then(|| said.join(", "));
    };
    let mut beside = parts(node);
    beside.retain(|one| !says(&said, one));
    let mut more = vec![capital(&beside.join(", "))];
    more.extend(labels(node, "additionalInstruction"));
    more.extend(node.text("patientInstruction"));
    for one in more {
        if !one.is_empty() && !says(&said, &one) {
            said.push_str(if said.ends_with('.') { " " } else { ". " });
            said.push_str(&one);
        }
    }
    Some(said)
}

/// Whether a part is said already, in a row and in words of their own: "Two puffs" says "2 puff", "25 mg" does not say "5 mg".
fn says(said: &str, one: &str) -> bool {
    let (said, one) = (parts_of_speech(said), parts_of_speech(one));
    said.windows(one.len().max(1)).any(|run| run == one)
}

/// The words, in small letters, without the "s" of many; numbers in digits.
fn parts_of_speech(text: &str) -> Vec<String> {
    let plain = fold::plain(text);
    let mut words = Vec::new();
    for word in plain.split(|letter: char| !letter.is_alphanumeric() && letter != '.') {
        let word = word.trim_matches('.');
        match NUMBERS.iter().position(|number| *number == word) {
            Some(at) => words.push(at.to_string()),
            None if word == "once" || word == "twice" => {
                words.push(if word == "once" { "1" } else { "2" }.to_owned());
                words.push("time".to_owned());
            }
            None if word.is_empty() => {}
            None => {
                words.push(word.strip_suffix('s').filter(|stem| stem.len() > 2).unwrap_or(word).to_owned())
            }
        }
    }
    words
}

const NUMBERS: [&str; 11] =
    ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What the members say, each by itself.
fn parts(node: &Node) -> Vec<String> {
    let mut said: Vec<String> = amount(node).into_iter().collect();
    said.extend(node.known("doseAndRate", "how much", amount));
    said.extend(node.child("timing").and_then(|timing| timing::words(&timing)));
    let lower = |key: &str| label(node, key).map(|words| words.to_ascii_lowercase());
    said.extend(["route", "site", "method"].into_iter().filter_map(lower));
    if let Some(reason) = label(node, "asNeededCodeableConcept") {
        said.push(["when needed for ", &reason.to_ascii_lowercase()].concat());
    } else if node.flag("asNeededBoolean") == Some(true) {
        said.push("when needed".to_owned());
    }
    said.extend(node.read("maxDosePerPeriod", Ratio::read).and_then(|most| at_most(&most)));
    for (key, span) in [("maxDosePerAdministration", " at a time"), ("maxDosePerLifetime", " in all, ever")] {
        let most = node.read(key, Quantity::read).and_then(|most| most.words());
        said.extend(most.map(|most| ["at most ", &most, span].concat()));
    }
    said
}

/// How much at a time, and how fast.
fn amount(node: &Node) -> Option<String> {
    let each = |dose: Quantity| match dose.unit {
        Some(_) => dose.words(),
        None => dose.words().map(|number| [&number, " each time"].concat()),
    };
    let read = |key: &str| node.read(key, Quantity::read);
    let dose = (read("doseQuantity").or_else(|| read("dose")).and_then(each))
        .or_else(|| node.read("doseRange", Range::read)?.words());
    let rate = (read("rateQuantity").and_then(|rate| rate.words()))
        .or_else(|| node.read("rateRatio", Ratio::read)?.words())
        .or_else(|| node.read("rateRange", Range::read)?.words());
    let rate = rate.map(|rate| ["at ", &rate].concat());
    let said: Vec<String> = [dose, rate].into_iter().flatten().collect();
    if said.is_empty() {
        return None;
    }
    let said = said.join(", ");
    // "Calculated", "Ordered": which of several amounts it is.
    Some(match label(node, "type") {
        Some(kind) => [&kind.to_ascii_lowercase(), ": ", &said].concat(),
        None => said,
    })
}

fn at_most(most: &Ratio) -> Option<String> {
    let (part, whole) = (most.part.as_ref()?, most.whole.as_ref()?);
    let span = timing::span(whole.value.as_ref()?.words(), whole.code.as_deref().or(whole.unit.as_deref())?);
    Some(format!("at most {} in {span}", part.words()?))
}
