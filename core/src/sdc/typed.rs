//! What a person types, kept as it is, and read as the answer that it means.

use std::rc::Rc;

use serde_json::{Map, Value};

use super::fit::named;
use super::problem::Problem;
use super::{Kind, json};
use crate::fhir::civil::{days_in_month, month_name};
use crate::fhir::date::Date;
use crate::fhirpath::Decimal;
use crate::now::Now;
use crate::seek::find;

/// What was typed into the fields of one answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Typed {
    /// The text; of a date with time the date.
    pub text: String,
    /// The time of a date with time.
    pub time: String,
    /// The unit: its place among those offered.
    pub unit: Option<usize>,
    /// A unit written by hand.
    pub unit_text: String,
    /// The person left the field.
    pub left: bool,
}

impl Typed {
    /// Whether nothing was typed.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && self.time.trim().is_empty()
    }
}

/// A unit that can be chosen, with what it stands for in a Quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// In words.
    pub words: Rc<str>,
    /// As the questionnaire wrote it: an answer holds this, whatever language it was asked in.
    pub written: Rc<str>,
    /// `Quantity.system`.
    pub system: Option<Rc<str>>,
    /// `Quantity.code`.
    pub code: Option<Rc<str>>,
}

/// The longest text that an answer may hold, in characters.
pub const MOST_TEXT: usize = 4_000;

/// Reads what was typed; `Ok(None)` where nothing was.
///
/// # Errors
/// [`Problem`], where it is not what the question asks for.
pub(crate) fn read(kind: Kind, typed: &Typed, units: &[Unit], now: &Now) -> Result<Option<Value>, Problem> {
    let text = typed.text.trim();
    if text.is_empty() && (kind != Kind::DateTime || typed.time.trim().is_empty()) {
        return Ok(None);
    }
    let unreadable = Problem::Unreadable(kind);
    let value = match kind {
        Kind::Integer => Value::from(whole(text).ok_or(unreadable)?),
        Kind::Decimal => decimal(text).ok_or(unreadable)?,
        Kind::Quantity => quantity(text, typed, units).ok_or(unreadable)?,
        Kind::Date => Value::String(date(text).ok_or(unreadable)?),
        Kind::DateTime => Value::String(moment(text, &typed.time, now).ok_or(unreadable)?),
        Kind::Time => Value::String(time(text).ok_or(unreadable)?),
        Kind::Url if text.contains(char::is_whitespace) || !text.as_bytes().contains(&b':') => {
            return Err(unreadable);
        }
        Kind::Reference => named("display", text.into()),
        _ if text.chars().count() > MOST_TEXT => return Err(Problem::Long(4_000)),
        _ => Value::String(text.into()),
    };
    let member = if kind == Kind::OpenChoice || kind == Kind::Choice { "valueString" } else { kind.member() };
    Ok(Some(named(member, value)))
}

/// FHIR's integers have 32 bits.
fn whole(text: &str) -> Option<i32> {
    plain(text)?.parse().ok()
}

fn decimal(text: &str) -> Option<Value> {
    let text = plain(text)?;
    Decimal::parse(&text)?;
    crate::json::read(&text).filter(Value::is_number)
}

/// A number as JSON writes it: without `+`, with the usual minus sign, with a digit before the point and no empty zeros.
fn plain(text: &str) -> Option<String> {
    let text = text.strip_prefix('+').unwrap_or(text);
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let known = |byte: u8| byte.is_ascii_digit() || byte == b'.';
    if digits.is_empty() || !digits.bytes().all(known) || digits.ends_with('.') {
        return None;
    }
    let digits = digits.trim_start_matches('0');
    let mut made = String::from(sign);
    if digits.is_empty() || digits.starts_with('.') {
        made.push('0');
    }
    made.push_str(digits);
    Some(made)
}

fn quantity(text: &str, typed: &Typed, units: &[Unit]) -> Option<Value> {
    let mut made = Map::new();
    made.insert("value".into(), decimal(text)?);
    let chosen = typed.unit.or((units.len() == 1).then_some(0)).and_then(|at| units.get(at));
    let own = typed.unit_text.trim();
    if let Some(unit) = chosen.filter(|_| own.is_empty()) {
        made.insert("unit".into(), (*unit.written).into());
        for (name, value) in [("system", &unit.system), ("code", &unit.code)] {
            if let Some(value) = value {
                made.insert(name.into(), (**value).into());
            }
        }
    } else if !own.is_empty() {
        made.insert("unit".into(), own.into());
    }
    Some(Value::Object(made))
}

/// A date as people write it in Britain: "27 3 1987", "27/3/1987", "27 March 1987", "March 1987", "1987"; or as FHIR does.
fn date(text: &str) -> Option<String> {
    if let Some(Date::Year(_) | Date::YearMonth(..) | Date::Day(..)) = Date::parse(text) {
        return Some(text.into());
    }
    // Three fields of which the middle one is empty: a day without a month is no date.
    if find(text, "  ", 0).is_some() {
        return None;
    }
    let parts: Vec<&str> = text.split([' ', '/', '.', '-', ',']).filter(|part| !part.is_empty()).collect();
    let year = parts.last().filter(|year| year.len() == 4)?;
    year.parse::<u16>().ok().filter(|year| *year > 0)?;
    let mut made = String::from(*year);
    let (day, month) = match parts.as_slice() {
        [month, _] => (None, month),
        [day, month, _] => (Some(day), month),
        _ => return None,
    };
    let month = month_of(month)?;
    push_two(&mut made, '-', month);
    if let Some(day) = day {
        let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<u8>().ok()?;
        if day == 0 || day > days_in_month(i64::from(year.parse::<u16>().ok()?), month) {
            return None;
        }
        push_two(&mut made, '-', day);
    }
    Some(made)
}

fn month_of(text: &str) -> Option<u8> {
    if let Ok(number) = text.parse::<u8>() {
        return (1..=12).contains(&number).then_some(number);
    }
    let named = |month: &u8| {
        let short = month_name(*month).get(..text.len());
        text.len() >= 3 && short.is_some_and(|short| short.eq_ignore_ascii_case(text))
    };
    (1..=12).find(named)
}

fn push_two(text: &mut String, before: char, number: u8) {
    text.push(before);
    text.push(char::from(b'0' + number / 10 % 10));
    text.push(char::from(b'0' + number % 10));
}

/// "14:05", "14.05", "9:30", with or without seconds.
fn time(text: &str) -> Option<String> {
    let mut parts = text.split([':', '.']);
    let two = |part: Option<&str>, most: u8| {
        let part = part?;
        let short = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<u8>().ok().filter(|number| short && *number <= most)
    };
    let hour = two(parts.next(), 23)?;
    let minute = two(parts.next(), 59)?;
    let second = match parts.next() {
        None => 0,
        some => two(some, 59)?,
    };
    if parts.next().is_some() {
        return None;
    }
    let mut made = String::new();
    push_two(&mut made, ' ', hour);
    push_two(&mut made, ':', minute);
    push_two(&mut made, ':', second);
    Some(made.trim_start().into())
}

/// A date alone, or with its time in the offset that the person's clock had, or will have, then.
fn moment(day: &str, clock: &str, now: &Now) -> Option<String> {
    if clock.trim().is_empty() {
        let whole =
            day.as_bytes().contains(&b'T').then(|| Date::parse(day)).flatten().map(|_| String::from(day));
        return whole.or_else(|| date(day));
    }
    let mut made = date(day)?;
    if made.len() != 10 {
        return None;
    }
    let midnight = Date::parse(&made)?.to_millis();
    let clock = time(clock.trim())?;
    let offset = now.offset_of(midnight + i64::from(crate::fhir::clock::time_of_day(&clock)?));
    made.push('T');
    made.push_str(&clock);
    made.push(if offset < 0 { '-' } else { '+' });
    let minutes = offset.unsigned_abs();
    let two = |number: u32| u8::try_from(number).unwrap_or(0);
    let mut zone = String::new();
    push_two(&mut zone, ' ', two(minutes / 60));
    push_two(&mut zone, ':', two(minutes % 60));
    made.push_str(zone.trim_start());
    Some(made)
}

/// A value as a person would have typed it.
#[must_use]
pub(crate) fn write(kind: Kind, value: &Value, units: &[Unit]) -> Typed {
    let mut typed = Typed { left: !value.is_null(), ..Typed::default() };
    match (kind, value) {
        (Kind::Date | Kind::DateTime, Value::String(text)) => {
            let (day, clock) = text.split_once('T').unwrap_or((text, ""));
            let mut parts = day.split('-').map(|part| part.trim_start_matches('0'));
            let (year, month, day) = (parts.next(), parts.next(), parts.next());
            typed.text = [day.unwrap_or(""), month.unwrap_or(""), year.unwrap_or("")].join(" ");
            typed.time = clock.get(..5).unwrap_or("").into();
        }
        (Kind::Time, Value::String(text)) => {
            typed.text = text.strip_suffix(":00").filter(|t| t.len() == 5).unwrap_or(text).into()
        }
        (_, Value::String(text)) => typed.text.clone_from(text),
        (_, Value::Number(number)) => typed.text = number.as_str().into(),
        (_, Value::Object(_)) => {
            if let Some(Value::Number(number)) = value.get("value") {
                typed.text = number.as_str().into();
            } else if let Some(words) =
                json::text(value, "display").or_else(|| json::text(value, "reference"))
            {
                typed.text = words.into();
            }
            let same = |unit: &Unit| match &unit.code {
                Some(code) => json::text(value, "code") == Some(code),
                None => json::text(value, "unit") == Some(&unit.written),
            };
            typed.unit = units.iter().position(same);
            if typed.unit.is_none() {
                typed.unit_text = json::text(value, "unit").unwrap_or_default().into();
            }
        }
        _ => {}
    }
    typed
}
