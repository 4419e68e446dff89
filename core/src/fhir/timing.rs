//! How often, in words: the simple cases of a FHIR Timing.

use super::{Node, label};

/// Codes of `timing-abbreviation` (HL7 v3 GTSAbbreviation).
const ABBREVIATIONS: [(&str, &str); 16] = [
    ("QD", "once a day"),
    ("BID", "2 times a day"),
    ("TID", "3 times a day"),
    ("QID", "4 times a day"),
    ("AM", "every morning"),
    ("PM", "every afternoon"),
    ("QOD", "every other day"),
    ("Q1H", "every hour"),
    ("Q2H", "every 2 hours"),
    ("Q3H", "every 3 hours"),
    ("Q4H", "every 4 hours"),
    ("Q6H", "every 6 hours"),
    ("Q8H", "every 8 hours"),
    ("BED", "at bedtime"),
    ("WK", "once a week"),
    ("MO", "once a month"),
];

/// Codes of `event-timing`.
const MOMENTS: [(&str, &str); 26] = [
    ("MORN", "in the morning"),
    ("MORN.early", "in the early morning"),
    ("MORN.late", "in the late morning"),
    ("NOON", "at noon"),
    ("AFT", "in the afternoon"),
    ("AFT.early", "in the early afternoon"),
    ("AFT.late", "in the late afternoon"),
    ("EVE", "in the evening"),
    ("EVE.early", "in the early evening"),
    ("EVE.late", "in the late evening"),
    ("NIGHT", "at night"),
    ("PHS", "after going to sleep"),
    ("HS", "at bedtime"),
    ("WAKE", "on waking"),
    ("C", "with meals"),
    ("CM", "with breakfast"),
    ("CD", "with lunch"),
    ("CV", "with the evening meal"),
    ("AC", "before meals"),
    ("ACM", "before breakfast"),
    ("ACD", "before lunch"),
    ("ACV", "before the evening meal"),
    ("PC", "after meals"),
    ("PCM", "after breakfast"),
    ("PCD", "after lunch"),
    ("PCV", "after the evening meal"),
];

const DAYS: [(&str, &str); 7] = [
    ("mon", "Monday"),
    ("tue", "Tuesday"),
    ("wed", "Wednesday"),
    ("thu", "Thursday"),
    ("fri", "Friday"),
    ("sat", "Saturday"),
    ("sun", "Sunday"),
];

/// How often and when; what cannot be said is noted.
pub(crate) fn words(node: &Node) -> Option<String> {
    let mut said: Vec<String> = Vec::new();
    if let Some(repeat) = node.child("repeat") {
        said.extend(often(&repeat));
        said.extend(named(&repeat, "when", &MOMENTS));
        said.extend(named(&repeat, "dayOfWeek", &DAYS).map(|days| format!("on {days}")));
        let times = repeat.texts("timeOfDay");
        let times: Vec<&str> = times.iter().filter_map(|time| time.get(..5)).collect();
        if !times.is_empty() {
            said.push(format!("at {}", listed(&times)));
        }
        said.extend(bounds(&repeat));
    }
    if said.is_empty() {
        said.extend(label(node, "code").map(|code| known(&ABBREVIATIONS, &code).unwrap_or(&code).to_owned()));
    }
    if said.is_empty() && node.raw("event").is_some() {
        node.miss("event", "how often");
    }
    (!said.is_empty()).then(|| said.join(", "))
}

/// "once a day", "2 to 3 times a day", "every 6 to 8 hours".
fn often(node: &Node) -> Option<String> {
    let text = |key: &str| node.decimal(key).map(|number| number.words().to_owned());
    let most = |key: &str| text(key).map(|most| format!(" to {most}")).unwrap_or_default();
    let (Some(period), Some(unit)) = (text("period"), node.text("periodUnit")) else {
        let times = text("frequency").or_else(|| text("count"))?;
        return Some(format!(
            "{times}{} {}",
            most("frequencyMax"),
            if times == "1" { "time" } else { "times" }
        ));
    };
    let times = text("frequency").unwrap_or_else(|| "1".to_owned());
    let (more, longer) = (most("frequencyMax"), most("periodMax"));
    let count = match times.as_str() {
        "1" if more.is_empty() => "once".to_owned(),
        _ => format!("{times}{more} times"),
    };
    Some(match (period.as_str(), longer.as_str(), count.as_str()) {
        ("1", "", _) => format!("{count} {} {}", if unit == "h" { "an" } else { "a" }, unit_name(&unit)),
        (_, _, "once") => format!("every {}", span(&format!("{period}{longer}"), &unit)),
        _ => format!("{count} in {}", span(&format!("{period}{longer}"), &unit)),
    })
}

fn bounds(node: &Node) -> Option<String> {
    let period = node.read("boundsPeriod", super::period::Period::read).and_then(|period| period.words());
    let length = node.child("boundsDuration").and_then(|bounds| {
        let unit = bounds.text("code").or_else(|| bounds.text("unit"))?;
        Some(format!("for {}", span(bounds.decimal("value")?.words(), &unit)))
    });
    length.or(period)
}

fn named(node: &Node, key: &str, table: &[(&str, &'static str)]) -> Option<String> {
    let mut names = Vec::new();
    for code in node.texts(key) {
        match known(table, &code) {
            Some(name) => names.push(name),
            None => node.miss(key, "a time of day or a day of the week"),
        }
    }
    (!names.is_empty()).then(|| listed(&names))
}

fn known<'t>(table: &[(&str, &'t str)], code: &str) -> Option<&'t str> {
    table.iter().find(|(name, _)| *name == code).map(|(_, words)| *words)
}

/// "a", "a and b", "a, b and c".
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A length of time such as "7 days"; a unit that is not known stays as written.
pub(crate) fn span(number: &str, unit: &str) -> String {
    let name = unit_name(unit);
    let plural = if number == "1" || name == unit { "" } else { "s" };
    format!("{number} {name}{plural}")
}

fn unit_name(unit: &str) -> &str {
    match unit {
        "s" => "second",
        "min" => "minute",
        "h" => "hour",
        "d" => "day",
        "wk" => "week",
        "mo" => "month",
        "a" => "year",
        other => other,
    }
}
