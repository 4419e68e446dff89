//! The kept row: plans, "not now", and when what was answered.

use serde_json::Value;

use super::{EVERY_DAY, Kept, Plan};
use crate::effect::Key;
use crate::json;

/// The name of the row.
pub(super) fn key(account: &str) -> Key {
    Key::of(account, "schedule")
}

/// As it is kept.
pub(super) fn write(kept: &Kept) -> Value {
    let plan = |p: &Plan| -> Value {
        [p.key.as_str().into(), Value::from(p.days), p.minute.into(), p.since.into()].into_iter().collect()
    };
    let time = |(key, at): &(String, i64)| -> Value {
        [key.as_str().into(), Value::from(*at)].into_iter().collect()
    };
    let holes = [
        ("plans", kept.plans.iter().map(plan).collect()),
        ("later", kept.later.iter().map(time).collect()),
        ("answered", kept.answered.iter().map(time).collect()),
    ];
    json::filled(r#"{"plans": "$plans", "later": "$later", "answered": "$answered"}"#, &holes)
}

/// What can be read of a kept row; a plan that can't is left out.
pub(super) fn read(row: &Value) -> Kept {
    Kept {
        plans: row["plans"].as_array().into_iter().flatten().filter_map(plan).collect(),
        later: times(&row["later"]),
        answered: times(&row["answered"]),
    }
}

fn plan(value: &Value) -> Option<Plan> {
    let number = |at: usize| value[at].as_i64();
    let days = u8::try_from(number(1)?).ok()? & EVERY_DAY;
    let minute = u16::try_from(number(2)?).ok().filter(|m| *m < 1_440)?;
    let key = value[0].as_str()?.to_owned();
    (days != 0).then_some(Plan { key, days, minute, since: number(3)? })
}

fn times(value: &Value) -> Vec<(String, i64)> {
    let one = |pair: &Value| Some((pair[0].as_str()?.to_owned(), pair[1].as_i64()?));
    value.as_array().into_iter().flatten().filter_map(one).collect()
}
