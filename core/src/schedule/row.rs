//! The kept row, one line for each thing: plans, "not now", and when what was answered.

use serde_json::Value;

use super::{EVERY_DAY, Kept, MOST_TIMES, Parity, Plan};
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

/// As it is kept: `plan <key> <moment> <days> <minute> …`, `weeks <key> <0 or 1>` where it is for every second week,
/// `later <key> <moment>`, `answered <key> <moment>`. A build that knows one time a day and every week alone reads the first
/// time and every week.
pub(super) fn write(kept: &Kept) -> Value {
    let mut text = String::new();
    for plan in &kept.plans {
        let mut numbers = vec![plan.since, plan.days.into()];
        numbers.extend(plan.minutes.iter().map(|minute| i64::from(*minute)));
        line(&mut text, "plan", &plan.key, &numbers);
        if let Some(weeks) = plan.weeks {
            line(&mut text, "weeks", &plan.key, &[i64::from(weeks == Parity::Odd)]);
        }
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
            "weeks" => {
                let parity = if at == 0 { Parity::Even } else { Parity::Odd };
                kept.plans.iter_mut().filter(|p| p.key == key).for_each(|p| p.weeks = Some(parity));
            }
            _ => {
                let Some(Ok(days)) = number().map(u8::try_from) else { continue };
                let days = days & EVERY_DAY;
                let mut minutes = Vec::new();
                while let Some(minute) = number() {
                    minutes.extend(u16::try_from(minute).ok().filter(|minute| *minute < 1_440));
                }
                minutes.truncate(MOST_TIMES);
                if days != 0 && !minutes.is_empty() {
                    kept.plans.push(Plan { key, days, minutes, weeks: None, since: at });
                }
            }
        }
    }
    kept
}
