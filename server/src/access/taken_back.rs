//! Taking back a permit that somebody else put into the record: its patient ends it, and changes nothing else of it.
//! A deny is not lifted so. A permit that denies something inside is withdrawn as a whole or not at all: what it keeps back goes
//! with it, and whoever withdraws writes it into an agreement of their own first, where another permit would reach it.

use jiff::Timestamp;
use serde_json::Value;

use super::{
    compartment::{items, references},
    dates::moment,
    terms::is_active,
};

/// Whether a version of a Consent can be one that its patient ended by `latest`: a permit that names a carer, inactive or, where
/// it denies nothing inside, at the end of its period.
pub fn can_be(after: &Value, latest: Timestamp) -> bool {
    let root = &after["provision"];
    let carer = references(root, "actor.reference").iter().any(|actor| actor.starts_with("RelatedPerson/"));
    let ended = after["status"] == "inactive" || permits_only(root) && has_ended(&root["period"], latest);
    carer && root["type"] == "permit" && ended
}

/// Whether `after` is `before`, taken back and otherwise as it was.
pub fn ends(before: &Value, after: &Value, latest: Timestamp) -> bool {
    let periods = (&before["provision"]["period"], &after["provision"]["period"]);
    let inactive = after["status"] == "inactive";
    let shorter = permits_only(&after["provision"]) && is_shorter(periods, latest);
    let mut undone = after.clone();
    undone["status"] = before["status"].clone();
    if shorter && let Some(provision) = undone["provision"].as_object_mut() {
        match before["provision"].get("period") {
            Some(period) => provision.insert("period".to_owned(), period.clone()),
            None => provision.remove("period"),
        };
    }
    let status_stays = inactive || after["status"] == before["status"];
    is_active(before)
        && can_be(after, latest)
        && (inactive || shorter)
        && status_stays
        && says_the_same(before, &undone)
}

fn permits_only(provision: &Value) -> bool {
    provision["type"] == "permit" && items(&provision["provision"]).iter().all(permits_only)
}

fn has_ended(period: &Value, latest: Timestamp) -> bool {
    period["end"].as_str().and_then(moment).is_some_and(|end| end.start <= latest)
}

/// Whether a period is the one before it with an end that is here, and not later than it was.
fn is_shorter((before, after): (&Value, &Value), latest: Timestamp) -> bool {
    let end = |period: &Value| period["end"].as_str().and_then(moment).map(|end| end.end);
    let sooner = match (before.get("end"), end(before)) {
        (None, _) => true,
        (Some(_), was) => was.is_some_and(|was| end(after).is_some_and(|now| now < was)),
    };
    sooner && has_ended(after, latest) && rest(before, &["end"]) == rest(after, &["end"])
}

/// Apart from what the gateway itself writes into `meta`.
fn says_the_same(one: &Value, other: &Value) -> bool {
    let meta = |of: &Value| rest(&of["meta"], &["versionId", "lastUpdated"]);
    rest(one, &["meta"]) == rest(other, &["meta"]) && meta(one) == meta(other)
}

/// An object without these; nothing is as an empty one.
fn rest(value: &Value, without: &[&str]) -> Value {
    let mut fields = match value {
        Value::Null => serde_json::Map::new(),
        Value::Object(fields) => fields.clone(),
        other => return other.clone(),
    };
    fields.retain(|name, _| !without.contains(&name.as_str()));
    Value::Object(fields)
}
