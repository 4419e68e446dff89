//! Total scores, as published: the sum of the weights, only when every item is answered; or what the questionnaire
//! itself works out.

use serde_json::Value;

use super::library::{Band, Half, Total};
use crate::sdc::{Item, Kind, Live, json, same};

/// A total with what it is out of.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// The total, or the whole number next to it.
    pub value: i64,
    /// It was worked out for a missing answer, as published, and is no whole number.
    pub about: bool,
    /// Lowest possible.
    pub min: i64,
    /// Highest possible.
    pub max: i64,
    /// Bands, for the plot and the table only.
    pub bands: Vec<Band>,
    /// The change that is more than chance would explain.
    pub change: Option<i64>,
    /// The score from which on it was published as worth a closer look, where lower is better.
    pub cutoff: Option<i64>,
    /// Halves that are looked at by themselves too, with what each comes to.
    pub halves: Vec<(Half, i64)>,
}

/// The total of the given answers; `None` if an item is missing (no rule allows to guess it) or no
/// scoring was published.
#[must_use]
pub fn score(live: &Live, total: Option<&Total>) -> Option<Score> {
    let total = total?;
    let (value, about) = match worked_out(live, total) {
        Some(_) if missing(live, total) > total.spare => return None,
        Some(at) => nearest(live.values(at).first()?)?,
        None => (summed(live, total)?, false),
    };
    let (min, max, bands) = (total.min, total.max, total.bands.clone());
    let cutoff = total.cutoff.filter(|_| total.lower);
    let score =
        Score { value, about, min, max, bands, change: total.change, cutoff, halves: halves(live, total) };
    (total.min..=total.max).contains(&value).then_some(score)
}

/// The scores of parts that are looked at by themselves, where it was published which change of one is more than chance; with
/// the place of each among the instrument's totals.
#[must_use]
pub(super) fn parts(live: &Live, parts: &[Total]) -> Vec<(usize, Score)> {
    let mut found = vec![];
    for (column, part) in parts.iter().enumerate().filter(|(_, part)| part.change.is_some()) {
        let Some(values) = worked_out(live, part).map(|at| live.values(at)) else { continue };
        let value = values.first().and_then(|value| weight(value).or_else(|| whole(value)));
        let Some(value) = value.filter(|value| (part.min..=part.max).contains(value)) else { continue };
        let (min, max, bands) = (part.min, part.max, part.bands.clone());
        let (cutoff, halves) = (None, vec![]);
        found.push((
            column,
            Score { value, about: false, min, max, bands, change: part.change, cutoff, halves },
        ));
    }
    found
}

/// Each half that is answered whole.
fn halves(live: &Live, total: &Total) -> Vec<(Half, i64)> {
    let mut found = vec![];
    for half in &total.halves {
        let mut sum = Some(0);
        for id in &half.scored {
            let at = live.form().find(id).and_then(|item| live.nodes_of(item).first().copied());
            let value = at.and_then(|at| weight(live.values(at).first()?));
            sum = sum.and_then(|sum: i64| sum.checked_add(value?));
        }
        found.extend(sum.filter(|sum| (0..=half.max).contains(sum)).map(|sum| (half.clone(), sum)));
    }
    found
}

/// What the questionnaire itself worked out, to its last decimal place.
pub(super) fn exact(live: &Live, total: &Total) -> Option<Value> {
    let values = live.values(worked_out(live, total)?);
    let value = values.first()?;
    Some(value.get("value").unwrap_or(value).clone())
}

/// The question that the questionnaire itself works the total out in: it has one of the total's codes.
fn worked_out(live: &Live, total: &Total) -> Option<usize> {
    let form = live.form();
    let is_total = |item: &usize| {
        let codes = json::list(form.json(*item), "code");
        form.items.get(*item).is_some_and(|item| item.kind.is_question())
            && codes.iter().any(|code| total.codings.iter().any(|known| same(known, code)))
    };
    let item = (0..form.items.len()).find(is_total)?;
    live.nodes_of(item).first().copied()
}

/// The questions that count and are asked: one that another answer puts aside counts nothing.
fn counted<'l>(live: &'l Live, total: &'l Total) -> impl Iterator<Item = usize> + use<'l> {
    let items = live.form().items.iter().enumerate();
    let counts = |item: &Item| match total.scored.is_empty() {
        true => item.kind == Kind::Choice,
        false => total.scored.iter().any(|id| **id == *item.link_id),
    };
    let counted = items.filter(move |(_, item)| counts(item));
    let nodes = counted.flat_map(|(at, _)| live.nodes_of(at).iter().copied());
    nodes.filter(|at| live.node(*at).is_some_and(|node| node.on))
}

/// How many of the questions that count are not answered.
fn missing(live: &Live, total: &Total) -> usize {
    counted(live, total).filter(|at| live.values(*at).is_empty()).count()
}

fn summed(live: &Live, total: &Total) -> Option<i64> {
    let mut sum = 0_i64;
    for at in counted(live, total) {
        sum = sum.checked_add(weight(live.values(at).first()?)?)?;
    }
    Some(sum)
}

/// The weight of an answer, where it is a small whole number.
fn weight(value: &Value) -> Option<i64> {
    let extensions = json::list(value, "extension");
    let (_, weight) = extensions.iter().find(|e| json::weighs(e)).and_then(json::choice)?;
    whole(weight).filter(|whole| whole.abs() < 10_000)
}

/// By its digits: reading it as a float would bring a table of 10 kB into the WebAssembly.
fn whole(value: &Value) -> Option<i64> {
    let number = value.get("value").unwrap_or(value);
    crate::fhir::decimal::Decimal::read(number)?.whole()
}

/// The whole number next to a total, and whether it was none: the CORE-10 with one answer missing is 14.4.
fn nearest(value: &Value) -> Option<(i64, bool)> {
    if let Some(whole) = whole(value) {
        return Some((whole, false));
    }
    let number = crate::fhir::decimal::Decimal::read(value.get("value").unwrap_or(value))?;
    let (before, after) = number.text().split_once('.')?;
    let up = after.as_bytes().first().is_some_and(|digit| *digit >= b'5');
    Some((before.parse::<i64>().ok()? + i64::from(up), true))
}

/// How a score stands beside an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// The same number.
    Same,
    /// Lower or higher; how much may be chance was not published for the instrument.
    Differs(i64),
    /// Lower or higher by less than chance alone may explain.
    Within(i64),
    /// Lower or higher by more than chance would explain (Jacobson and Truax 1991; the change that was
    /// published for the instrument).
    Beyond(i64),
}

/// Compares with an earlier total; the number is now minus then.
#[must_use]
pub fn compare(now: i64, then: i64, change: Option<i64>) -> Compared {
    let by = now - then;
    match change {
        _ if by == 0 => Compared::Same,
        Some(change) if by.abs() >= change => Compared::Beyond(by),
        Some(_) => Compared::Within(by),
        None => Compared::Differs(by),
    }
}
