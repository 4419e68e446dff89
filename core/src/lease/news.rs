//! What is new of those whom one cares for, since one looked: numbers, told by the gateway. They are kept like what was read.

use serde_json::Value;

use super::{Reader, State};
use crate::effect::Effect;
use crate::now::Now;

/// What is new of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// `Patient/x`.
    pub patient: String,
    /// When one looked last (RFC 3339); empty where one never did.
    pub looked: String,
    /// Of each section that holds something new: its code, how many, and whether one ever looked at it.
    pub parts: Vec<(String, u64, bool)>,
    /// How many questionnaires the team asks one to answer about this person, and still waits for.
    pub asked: u64,
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

impl News {
    /// Reads one of the gateway's list, or of the row.
    fn read(value: &Value) -> Option<Self> {
        let patient = value["patient"].as_str()?.to_owned();
        let mut parts = vec![];
        for part in value["parts"].as_array().into_iter().flatten() {
            let new = part["new"].as_u64().unwrap_or(0);
            if new > 0 {
                parts.push((text(&part["section"]), new, part["seen"] != false));
            }
        }
        Some(Self {
            patient,
            looked: text(&value["looked"]),
            parts,
            asked: value["asked"].as_u64().unwrap_or(0),
        })
    }
}

/// What is kept of the last answer: of those who allow it, as it came.
pub(super) fn row(state: &State, reader: Reader) -> Value {
    let may = |one: &&Value| {
        let patient = one["patient"].as_str().unwrap_or_default();
        reader.of(patient).is_some_and(|cared| cared.keeps > 0)
    };
    Value::Array(state.told.iter().filter(may).cloned().collect())
}

/// The gateway told it.
pub fn told(state: &mut State, answer: &Value, reader: Option<Reader>, now: &Now) -> Vec<Effect> {
    state.told = answer["people"].as_array().cloned().unwrap_or_default();
    state.told_at = now.time;
    match reader {
        Some(reader) if state.read && !reader.cared.iter().all(|cared| cared.keeps == 0) => {
            vec![state.save(reader)]
        }
        _ => vec![],
    }
}

/// What is new of somebody, and when that was told (milliseconds, by this device's clock).
#[must_use]
pub fn news(state: &State, patient: &str) -> Option<(News, i64)> {
    let found = state.told.iter().find(|one| one["patient"] == patient)?;
    Some((News::read(found)?, state.told_at))
}
