//! Whether an answer is one that the question allows.

use std::cmp::Ordering;
use std::rc::Rc;

use serde_json::Value;

use super::live::{Answer, Live};
use super::problem::Problem;
use super::rule::Does;
use super::typed::{self, Unit};
use super::{Form, Kind, json, value};
use crate::fhir::decimal::Decimal;
use crate::fhirpath;

impl Live {
    /// What is wrong with one answer.
    #[must_use]
    pub fn problem(&self, at: usize, answer: &Answer) -> Option<Problem> {
        if let Some(problem) = &answer.problem {
            return Some(problem.clone());
        }
        let node = self.nodes.get(at)?;
        let item = self.form.items.get(node.item)?;
        let (member, given) = json::choice(answer.value.as_ref()?)?;
        if let Some(problem) = self.offered(at, member, given) {
            return Some(problem);
        }
        if item.choices.is_none() && !fits(item.kind, member, given) {
            return Some(Problem::Type);
        }
        if let Some(extra) = &node.extra
            && let Some(problem) = low(given, extra.min.as_ref()).or_else(|| high(given, extra.max.as_ref()))
        {
            return Some(problem);
        }
        if item.kind == Kind::Quantity && !unit_offered(&self.form, node.item, given) {
            return Some(Problem::Unit);
        }
        item.bounded.then(|| bounds(&self.form, node.item, given))?
    }

    fn offered(&self, at: usize, member: &str, given: &Value) -> Option<Problem> {
        let item = self.item(at)?;
        let choices = self.choices(at)?;
        let listed = choices.list.iter().any(|choice| is(&choice.answer, member, given));
        let own = item.kind == Kind::OpenChoice && member == "valueString";
        if choices.unbound && !own && member != "valueCoding" {
            return Some(Problem::Type);
        }
        if choices.unbound || own || (listed && !self.is_off(at, given)) {
            return None;
        }
        Some(Problem::NotOffered)
    }

    /// Fewer repetitions of a group are answered than asked for; said at the first. One that may be left out is, where none is.
    fn few(&self, at: usize, item: &super::Item) -> Option<Problem> {
        let all = self.repetitions(at);
        let answered = all.iter().filter(|one| self.answered(**one)).count();
        let enough = answered >= usize::try_from(item.min_occurs).unwrap_or(usize::MAX);
        let left_out = answered == 0 && !self.needed(at);
        (all.first() == Some(&at) && !enough && !left_out).then_some(Problem::Few(item.min_occurs))
    }

    /// What is wrong with a question or a group as a whole, its answers one by one apart.
    #[must_use]
    pub fn problems(&self, at: usize) -> Vec<Problem> {
        let mut problems = Vec::new();
        let Some(node) = self.node(at).filter(|node| node.on) else { return problems };
        let Some(item) = self.form.items.get(node.item) else { return problems };
        if item.kind.is_question() {
            let count = u32::try_from(self.values(at).len()).unwrap_or(u32::MAX);
            if count == 0 && self.needed(at) && !node.not_said {
                problems.push(Problem::Missing);
            } else if count > 0 && count < item.min_occurs {
                problems.push(Problem::Few(item.min_occurs));
            }
            if let Some(most) = item.max_occurs.filter(|most| count > *most) {
                problems.push(Problem::Many(most));
            }
            if count > 1 && self.alone(at) {
                problems.push(Problem::Alone);
            }
        } else if item.kind == super::Kind::Group && self.needed(at) && !self.answered(at) {
            problems.push(Problem::Missing);
        } else if item.min_occurs > 1 && item.kind == super::Kind::Group {
            problems.extend(self.few(at, item));
        }
        if let Some(extra) = &node.extra {
            problems.extend(extra.broken.iter().filter_map(|rule| self.broken_words(*rule)));
        }
        problems
    }

    /// What is wrong with the form as a whole.
    #[must_use]
    pub fn problems_of_all(&self) -> Vec<Problem> {
        self.broken.iter().filter_map(|rule| self.broken_words(*rule)).collect()
    }

    fn broken_words(&self, rule: usize) -> Option<Problem> {
        match &self.form.rules.get(rule)?.does {
            Does::Hold(words, true) => Some(Problem::Remark(words.clone())),
            Does::Hold(words, false) => Some(Problem::Rule(words.clone())),
            _ => None,
        }
    }

    /// Whether there is an answer at or below a node.
    #[must_use]
    pub fn answered(&self, at: usize) -> bool {
        !self.values(at).is_empty() || self.below(Some(at)).iter().any(|child| self.answered(*child))
    }

    /// Whether an answer that must stand alone stands beside others.
    fn alone(&self, at: usize) -> bool {
        let Some(choices) = self.choices(at) else { return false };
        let given = self.values(at);
        choices.list.iter().any(|choice| {
            let bare = json::choice(&choice.answer).map(|(_, value)| value);
            choice.exclusive && bare.is_some_and(|bare| given.iter().any(|given| value::same(given, bare)))
        })
    }
}

/// Whether an answer is this choice.
pub(crate) fn is(choice: &Value, member: &str, given: &Value) -> bool {
    json::choice(choice).is_some_and(|(name, value)| name == member && value::same(value, given))
}

/// Whether a value is of the type that an item of this kind wants.
pub(crate) fn fits(kind: Kind, member: &str, given: &Value) -> bool {
    let right = member == kind.member() || (kind == Kind::OpenChoice && member == "valueString");
    let date = |min: usize| {
        given.as_str().is_some_and(|t| t.len() >= min && crate::fhir::date::Date::parse(t).is_some())
    };
    right
        && match kind {
            Kind::Boolean => given.is_boolean(),
            Kind::Integer => {
                Decimal::read(given).filter(|_| given.is_number()).and_then(|d| d.whole()).is_some()
            }
            Kind::Decimal => given.is_number(),
            Kind::Date => date(4) && given.as_str().is_some_and(|t| t.len() <= 10),
            Kind::DateTime => date(4),
            Kind::Time => given.as_str().is_some_and(|t| crate::fhir::clock::time_of_day(t).is_some()),
            Kind::String | Kind::Text => given.is_string(),
            Kind::Url => given.as_str().is_some_and(address),
            Kind::Reference => {
                json::text(given, "reference").is_none_or(|r| !r.contains(char::is_whitespace))
            }
            _ => given.is_object(),
        }
}

/// Whether a text is an address: without spaces, and as RFC 4122 writes it where it is a UUID.
fn address(text: &str) -> bool {
    let Some(uuid) = text.strip_prefix("urn:uuid:") else { return !text.contains(char::is_whitespace) };
    let right = |(at, byte): (usize, u8)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
    };
    uuid.len() == 36 && uuid.bytes().enumerate().all(right)
}

/// How a value stands to a bound; quantities of different units are compared as FHIRPath does.
fn against(given: &Value, bound: &Value) -> Option<Ordering> {
    if !given.is_object() {
        return value::order(given, bound);
    }
    value::order(given, bound).or_else(|| {
        let less = fhirpath::parse("first() < last()").ok()?;
        let more = fhirpath::parse("first() > last()").ok()?;
        let focus = [
            fhirpath::Node::element("valueQuantity", given),
            fhirpath::Node::element("valueQuantity", bound),
        ];
        let (now, room) = (crate::now::Now::new(0, 0, [0; 4]), fhirpath::Room::default());
        let world = fhirpath::World {
            focus: &focus,
            resource: None,
            root: None,
            now: &now,
            room: &room,
            lookup: &(),
        };
        if less.evaluate(&world).ok()?.first()?.truth()? {
            return Some(Ordering::Less);
        }
        more.evaluate(&world).ok()?.first()?.truth()?.then_some(Ordering::Greater)
    })
}

fn low(given: &Value, least: Option<&Value>) -> Option<Problem> {
    let least = least?;
    (against(given, least) == Some(Ordering::Less)).then(|| Problem::Low(words(least)))
}

fn high(given: &Value, most: Option<&Value>) -> Option<Problem> {
    let most = most?;
    (against(given, most) == Some(Ordering::Greater)).then(|| Problem::High(words(most)))
}

/// A bound as a person reads it.
pub(crate) fn words(bound: &Value) -> Rc<str> {
    match bound {
        Value::String(_) => typed::write(Kind::Date, bound, &[]).text.trim().into(),
        Value::Object(_) => value::amount(bound).into(),
        _ => crate::json::write(bound).into(),
    }
}

/// Checks what the item's JSON says about values.
fn bounds(form: &Form, at: usize, given: &Value) -> Option<Problem> {
    let source = form.json(at);
    let (least, most) = (json::value(source, "minValue"), json::value(source, "maxValue"));
    let least = least.or_else(|| json::value(source, "sdc-questionnaire-minQuantity"));
    let most = most.or_else(|| json::value(source, "sdc-questionnaire-maxQuantity"));
    if let Some(problem) = low(given, least).or_else(|| high(given, most)) {
        return Some(problem);
    }
    match given {
        Value::String(text) => lengths(source, text).or_else(|| pattern(source, text, &form.language)),
        Value::Object(_) if given.get("contentType").is_some() => file(source, given),
        Value::Object(_) if given.get("reference").is_some() => referred(source, given),
        _ => {
            let most = json::count(source, "maxDecimalPlaces")?;
            (value::places(value::number(given)?) > most).then_some(Problem::Places(most))
        }
    }
}

fn lengths(source: &Value, text: &str) -> Option<Problem> {
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let most = source.get("maxLength").and_then(Value::as_u64).and_then(|most| u32::try_from(most).ok());
    if let Some(most) = most.filter(|most| length > *most) {
        return Some(Problem::Long(most));
    }
    json::count(source, "minLength").filter(|least| length < *least).map(Problem::Short)
}

/// The pattern must fit the whole text.
fn pattern(source: &Value, text: &str, language: &str) -> Option<Problem> {
    let fits = fits_whole(json::word(source, "regex")?, text)?;
    let said = |name: &'static str| json::said(source, name, language);
    let hint = said("validationtext").or_else(|| said("entryFormat"));
    (!fits).then(|| Problem::Pattern(hint.unwrap_or_default().into()))
}

/// Whether a pattern is of the syntax that is known here.
pub(super) fn can_be_read(regex: &str) -> bool {
    fits_whole(regex, "").is_some()
}

/// Whether a pattern fits the whole text; `None` where it cannot be read. It is made into an expression, so that it runs
/// under the limits of those.
fn fits_whole(regex: &str, text: &str) -> Option<bool> {
    let mut expression = String::from("matches('^(?:");
    for c in regex.chars() {
        if c == '\'' || c == '\\' {
            expression.push('\\');
        }
        expression.push(c);
    }
    expression.push_str(")$')");
    let compiled = fhirpath::parse(&expression).ok()?;
    let focus = [fhirpath::Node::Text(text)];
    let (now, room) = (crate::now::Now::new(0, 0, [0; 4]), fhirpath::Room::default());
    let world =
        fhirpath::World { focus: &focus, resource: None, root: None, now: &now, room: &room, lookup: &() };
    compiled.evaluate(&world).ok()?.first()?.truth()
}

fn file(source: &Value, given: &Value) -> Option<Problem> {
    let kind = json::text(given, "contentType").unwrap_or_default();
    let mut kinds = json::extensions(source, "mimeType")
        .filter_map(json::choice)
        .filter_map(|(_, v)| v.as_str())
        .peekable();
    if kinds.peek().is_some() && !kinds.any(|wanted| wanted == kind || covers(wanted, kind)) {
        return Some(Problem::FileKind);
    }
    let most = json::value(source, "maxSize").and_then(Decimal::read).and_then(|most| most.whole());
    // The extension counts megabytes (FHIR R4, extension maxSize).
    let most =
        most.and_then(|n| u64::try_from(n).ok()).map_or(u64::MAX, |most| most.saturating_mul(1_000_000));
    let size = given.get("size").and_then(Value::as_u64).unwrap_or(0);
    if size > most {
        return Some(Problem::FileSize(most));
    }
    (!file_is_here(given)).then_some(Problem::FileUnread)
}

/// Whether an attachment has its bytes, or says where they are.
#[must_use]
pub fn file_is_here(attachment: &Value) -> bool {
    ["data", "url"].iter().any(|member| json::text(attachment, member).is_some_and(|text| !text.is_empty()))
}

/// Whether a reference is to a type that is asked for; one that does not say its type may be.
fn referred(source: &Value, given: &Value) -> Option<Problem> {
    let mut parts = json::text(given, "reference")?.rsplit('/');
    let kind = parts.nth(1)?;
    let wanted = json::extensions(source, "questionnaire-referenceResource").filter_map(json::choice);
    let mut wanted = wanted.filter_map(|(_, kind)| kind.as_str()).peekable();
    (wanted.peek().is_some() && !wanted.any(|one| one == kind)).then_some(Problem::Type)
}

/// `image/*` covers `image/png`.
fn covers(wanted: &str, kind: &str) -> bool {
    wanted.strip_suffix('*').is_some_and(|start| kind.starts_with(start))
}

/// The units that a quantity may have; none where nothing says which.
#[must_use]
pub fn units(form: &Form, at: usize) -> Vec<Unit> {
    let source = form.json(at);
    let text = |coding: &Value, name: &str| json::text(coding, name).map(Rc::from);
    let mut units = Vec::new();
    let mut take = |coding: &Value, label: Option<&str>| {
        let code = json::text(coding, "code");
        let words = label.or_else(|| json::translated(coding, "display", &form.language)).or(code);
        let written = json::text(coding, "display").or(code).or(words);
        if let (Some(words), Some(written)) = (words, written) {
            units.push(Unit {
                words: words.into(),
                written: written.into(),
                system: text(coding, "system"),
                code: text(coding, "code"),
            });
        }
    };
    for name in ["questionnaire-unitOption", "questionnaire-unit"] {
        for extension in json::extensions(source, name) {
            if let Some((_, coding)) = json::choice(extension) {
                take(coding, None);
            }
        }
    }
    if let Some(set) = json::word(source, "questionnaire-unitValueSet") {
        for choice in super::choices::of_set(set, &form.source, &[], &form.language).unwrap_or_default() {
            if let Some(coding) = choice.answer.get("valueCoding") {
                take(coding, Some(&choice.label));
            }
        }
    }
    if units.is_empty()
        && let Some(initial) = json::list(source, "initial").iter().find_map(|i| i.get("valueQuantity"))
        && let Some(words) = json::translated(initial, "unit", &form.language)
    {
        units.push(Unit {
            words: words.into(),
            written: json::text(initial, "unit").unwrap_or(words).into(),
            system: text(initial, "system"),
            code: text(initial, "code"),
        });
    }
    units
}

/// Whether a unit may be written by hand: where it says so, or where nothing says which units there are.
#[must_use]
pub fn unit_is_open(form: &Form, at: usize) -> bool {
    let source = form.json(at);
    json::word(source, "sdc-questionnaire-unitOpen").is_some_and(|open| open != "optionsOnly")
        || json::extension(source, "sdc-questionnaire-unitSupplementalSystem").is_some()
}

fn unit_offered(form: &Form, at: usize, given: &Value) -> bool {
    let units = units(form, at);
    let same = |unit: &Unit| match &unit.code {
        Some(code) => json::text(given, "code") == Some(code),
        None => json::text(given, "unit") == Some(&unit.written),
    };
    units.is_empty()
        || unit_is_open(form, at)
        || json::extension(form.json(at), "questionnaire-unit").is_some()
        || units.iter().any(same)
}
