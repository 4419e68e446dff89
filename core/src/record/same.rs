//! Whether two entries are one that two systems tell of.
//!
//! A double that is shown twice is a nuisance; two entries that are shown as one hide the second. So all that they say must be the
//! same, and two systems must say it: what one system holds twice happened twice.

use serde_json::Value;

use super::rows::any::told;
use crate::fhir::date::Date;
use crate::fhir::entry::facts;
use crate::fhir::kind;

/// Who says it, and how it is filed there, may differ.
const OF_THE_SYSTEM: [&str; 18] = [
    "id",
    "meta",
    "identifier",
    "language",
    "subject",
    "patient",
    "encounter",
    "recorder",
    "asserter",
    "performer",
    "requester",
    "author",
    "assessor",
    "custodian",
    "serviceProvider",
    "managingOrganization",
    "informationSource",
    "organization",
];

/// What stands in them is compared letter by letter.
const LETTERS: [&str; 7] =
    ["contained", "content", "presentedForm", "payload", "sourceAttachment", "section", "extension"];

/// Whether two systems tell of one thing.
#[must_use]
pub(super) fn is_one(one: &Value, other: &Value) -> bool {
    let system = |of: &Value| of["meta"]["source"].as_str().map(str::to_owned);
    kind(one) == kind(other)
        && system(one) != system(other)
        && moments(one) == moments(other)
        && LETTERS.iter().all(|name| one.get(name) == other.get(name))
        && written(one) == written(other)
        && told(one) == told(other)
        && facts(&bare(one)) == facts(&bare(other))
}

/// A narrative, unless a computer made it of the rest.
fn written(of: &Value) -> Option<&Value> {
    of.get("text").filter(|text| text["status"] != "generated")
}

fn bare(of: &Value) -> Value {
    let mut made = of.clone();
    if let Value::Object(members) = &mut made {
        members.retain(|name, _| !OF_THE_SYSTEM.contains(&name.as_str()));
    }
    made
}

/// Every moment that it names: rows and facts say days.
fn moments(of: &Value) -> Vec<i64> {
    let mut found = Vec::new();
    let members = of.as_object().into_iter().flatten();
    for (_, value) in members.filter(|(name, _)| !OF_THE_SYSTEM.contains(&name.as_str())) {
        gather(value, &mut found, 0);
    }
    found
}

fn gather(value: &Value, found: &mut Vec<i64>, depth: usize) {
    match value {
        Value::String(text) if text.len() < 40 => {
            found.extend(Date::parse(text).map(|date| date.to_millis()))
        }
        Value::Array(items) if depth < 4 => items.iter().for_each(|item| gather(item, found, depth + 1)),
        Value::Object(members) if depth < 4 => {
            members.values().for_each(|value| gather(value, found, depth + 1));
        }
        _ => {}
    }
}
