//! How to take a medicine, in words.

use super::quantity::Quantity;
use super::range::{Range, Ratio};
use super::{Node, label, labels, timing};
use crate::{fold, seek};

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

/// One instruction: as the prescriber wrote it, else from its structure.
pub(crate) fn words(node: &Node) -> Option<String> {
    if let Some(text) = node.text("text").or_else(|| node.text("patientInstruction")) {
        return Some(with_more(node, text));
    }
    let mut said: Vec<String> = Vec::new();
    said.extend(node.list("doseAndRate").iter().find_map(amount));
    said.extend(node.child("timing").and_then(|timing| timing::words(&timing)));
    said.extend(label(node, "route").map(|route| route.to_ascii_lowercase()));
    said.extend(label(node, "site").map(|site| site.to_ascii_lowercase()));
    if let Some(reason) = label(node, "asNeededCodeableConcept") {
        said.push(format!("when needed for {}", reason.to_ascii_lowercase()));
    } else if node.flag("asNeededBoolean") == Some(true) {
        said.push("when needed".to_owned());
    }
    said.extend(node.read("maxDosePerPeriod", Ratio::read).and_then(|most| at_most(&most)));
    said.extend(labels(node, "additionalInstruction"));
    (!said.is_empty()).then(|| said.join(", "))
}

/// What stands beside the text and is not in it: "Rinse your mouth after it".
fn with_more(node: &Node, text: String) -> String {
    let mut said = text;
    let mut more = labels(node, "additionalInstruction");
    more.extend(node.text("patientInstruction"));
    for one in more {
        if seek::find(&fold::plain(&said), fold::plain(&one).trim_end_matches('.'), 0).is_none() {
            said.push_str(if said.ends_with('.') { " " } else { ". " });
            said.push_str(&one);
        }
    }
    said
}

/// How much at a time.
fn amount(node: &Node) -> Option<String> {
    let each = |dose: Quantity| match dose.unit {
        Some(_) => dose.words(),
        None => dose.words().map(|number| format!("{number} each time")),
    };
    (node.read("doseQuantity", Quantity::read).and_then(each))
        .or_else(|| node.read("doseRange", Range::read)?.words())
        .or_else(|| node.read("rateQuantity", Quantity::read)?.words())
        .or_else(|| node.read("rateRatio", Ratio::read)?.words())
        .or_else(|| node.read("rateRange", Range::read)?.words())
}

fn at_most(most: &Ratio) -> Option<String> {
    let (part, whole) = (most.part.as_ref()?, most.whole.as_ref()?);
    let span = timing::span(whole.value.as_ref()?.words(), whole.code.as_deref().or(whole.unit.as_deref())?);
    Some(format!("at most {} in {span}", part.words()?))
}
