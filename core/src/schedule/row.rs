//! The kept row, one line for each thing: plans, "not now", and when what was answered.

use serde_json::Value;

use super::{EVERY_DAY, Kept, Plan};
use crate::effect::Key;

/// The name of the row.
#[must_use]
pub fn key(account: &str) -> Key {
    Key::of(account, "schedule")
}

/// Whether a kept row says when the person wants to be asked.
#[must_use]
pub fn has_plans(row: &Value) -> bool {
    !read(row).plans.is_empty()
}

/// As it is kept: `plan <key> <moment> <days> <minute>`, `later <key> <moment>`, `answered <key> <moment>`.
pub(super) fn write(kept: &Kept) -> Value {
    let mut text = String::new();
    for plan in &kept.plans {
        line(&mut text, "plan", &plan.key, &[plan.since, plan.days.into(), plan.minute.into()]);
    }
    for (key, until) in &kept.later {
        line(&mut text, "later", key, &[*until]);
    }
    for (key, at) in &kept.answered {
        line(&mut text, "answered", key, &[*at]);
    }
    Value::String(text)
}

fn line(text: &mut String, what: &str, key: &str, numbers: &[i64]) {
    text.push_str(what);
    text.push(' ');
    text.push_str(key);
    for number in numbers {
        text.push(' ');
        text.push_str(&number.to_string());
    }
    text.push('\n');
}

/// What can be read of a kept row; a line that can't is left out.
pub(super) fn read(row: &Value) -> Kept {
    let mut kept = Kept::default();
    for line in row.as_str().unwrap_or_default().lines() {
        let mut words = line.split(' ');
        let (Some(what), Some(key)) = (words.next(), words.next()) else { continue };
        let mut number = || words.next().and_then(|word| word.parse::<i64>().ok());
        let Some(at) = number() else { continue };
        let key = key.to_owned();
        match what {
            "later" => kept.later.push((key, at)),
            "answered" => kept.answered.push((key, at)),
            _ => {
                let (Some(days), Some(minute)) = (number(), number()) else { continue };
                let (Ok(days), Ok(minute)) = (u8::try_from(days), u16::try_from(minute)) else { continue };
                let days = days & EVERY_DAY;
                if days != 0 && minute < 1_440 {
                    kept.plans.push(Plan { key, days, minute, since: at });
                }
            }
        }
    }
    kept
}
