//! How often, in words: the simple cases of a FHIR Timing.

use super::Node;
use super::coding::Concept;
use super::date::Date;
use super::quantity::Quantity;
use super::range::Range;
use crate::{fold, seek};

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

/// The members of `Timing.repeat` that are read here.
const READ: &[&str] = &[
    "id",
    "boundsDuration",
    "boundsRange",
    "boundsPeriod",
    "count",
    "countMax",
    "duration",
    "durationMax",
    "durationUnit",
    "frequency",
    "frequencyMax",
    "period",
    "periodMax",
    "periodUnit",
    "dayOfWeek",
    "timeOfDay",
    "when",
    "offset",
];

/// How often and when; what cannot be said is noted.
pub(crate) fn words(node: &Node) -> Option<String> {
    super::meaning(node);
    let mut said: Vec<String> = Vec::new();
    if let Some(repeat) = node.child("repeat") {
        for key in repeat.keys().filter(|key| !READ.contains(key) && !key.starts_with('_')) {
            repeat.miss(key, "how often");
        }
        said.extend(often(&repeat));
        said.extend(moments(&repeat));
        said.extend(named(&repeat, "dayOfWeek", &DAYS).map(|days| ["on ", &days].concat()));
        let times = repeat.texts("timeOfDay");
        let times: Vec<&str> = times.iter().filter_map(|time| time.get(..5)).collect();
        if !times.is_empty() {
            said.push(["at ", &listed(&times)].concat());
        }
        said.extend(lasting(&repeat, ["duration", "durationMax"]).map(|long| ["over ", &long].concat()));
        said.extend(bounds(&repeat));
        if repeat.raw("frequency").is_some() {
            said.extend(count(&repeat));
        }
    }
    said.extend(code(node).filter(|code| {
        let all = fold::plain(&said.join(", "));
        seek::find(&all, &fold::plain(code), 0).is_none()
    }));
    let events = node.texts("event");
    let days: Vec<String> = events
        .iter()
        .map(|at| Date::parse(at).map_or_else(|| at.clone(), |day| day.words_with_time()))
        .collect();
    let days: Vec<&str> = days.iter().map(String::as_str).collect();
    if !days.is_empty() {
        said.push(["on ", &listed(&days)].concat());
    }
    (!said.is_empty()).then(|| said.join(", "))
}

/// The code, as far as one of them is an abbreviation that is known here; else what it is called.
fn code(node: &Node) -> Option<String> {
    let concept = node.read("code", Concept::read)?;
    let short = |word: &str| known(&ABBREVIATIONS, word);
    let plain = concept.text.as_deref().map(|text| short(text).unwrap_or(text));
    let said = plain.or_else(|| concept.known(short)).or_else(|| concept.label()).map(str::to_owned);
    if said.is_none() {
        node.miss("code", "words or a code");
    }
    said
}

/// "before meals (30 minutes before)".
fn moments(node: &Node) -> Option<String> {
    let when = named(node, "when", &MOMENTS)?;
    let Some(minutes) = node.decimal("offset") else { return Some(when) };
    // R4: minutes from the moment, before it where its code says before.
    let side = if when.starts_with("before") { " before)" } else { " after)" };
    Some([&when, " (", &span(minutes.words(), "min"), side].concat())
}

/// "12 times in all".
fn count(node: &Node) -> Option<String> {
    let text = |key: &str| node.decimal(key).map(|number| number.words().to_owned());
    let times = text("count")?;
    let most = text("countMax").map(|most| [" to ", &most].concat()).unwrap_or_default();
    let noun = if times == "1" && most.is_empty() { " time in all" } else { " times in all" };
    Some([&times, &most, noun].concat())
}

/// "30 to 60 minutes".
fn lasting(node: &Node, [least, most]: [&str; 2]) -> Option<String> {
    let mut number = node.decimal(least)?.words().to_owned();
    if let Some(most) = node.decimal(most) {
        number = [&number, " to ", most.words()].concat();
    }
    Some(span(&number, &node.text("durationUnit")?))
}

/// "once a day", "2 to 3 times a day", "every 6 to 8 hours".
fn often(node: &Node) -> Option<String> {
    let text = |key: &str| node.decimal(key).map(|number| number.words().to_owned());
    let most = |key: &str| text(key).map(|most| format!(" to {most}")).unwrap_or_default();
    let (Some(period), Some(unit)) = (text("period"), node.text("periodUnit")) else {
        if node.raw("period").is_some() {
            node.miss("periodUnit", "how long");
        }
        let Some(times) = text("frequency") else { return count(node) };
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
    let between = node.read("boundsRange", Range::read).and_then(|range| {
        let (low, high) = (range.low.as_ref(), range.high.as_ref());
        let number = |side: Option<&Quantity>| Some(side?.value.as_ref()?.words().to_owned());
        let unit = low.or(high).and_then(|side| side.code.clone().or_else(|| side.unit.clone()))?;
        let said = match (number(low), number(high)) {
            (Some(low), Some(high)) => [&low, " to ", &high].concat(),
            (Some(low), None) => ["at least ", &low].concat(),
            (None, Some(high)) => ["up to ", &high].concat(),
            (None, None) => return None,
        };
        Some(["for ", &span(&said, &unit)].concat())
    });
    length.or(between).or(period)
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
