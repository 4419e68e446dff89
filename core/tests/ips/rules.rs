//! The rules of the International Patient Summary as a table, and what they say of a document.

use lapwing_core::fhirpath::{Expression, Node, Room, World, parse};
use lapwing_core::now::Now;
use serde_json::Value;

/// One line of `rules.tsv`.
pub struct Rule {
    /// `Composition-uv-ips Composition.section:sectionProblems 1..1`
    pub name: String,
    /// What breaks it in a document that keeps it.
    pub broken_by: String,
    /// What it is about; `None` is every reference.
    focus: Option<Expression>,
    /// One of these holds.
    holds: Vec<Holds>,
}

/// A condition.
enum Holds {
    /// The element, or one of a choice, is there, or is said to be missing: FHIRPath does not tell the last.
    Said(String),
    /// The element is XHTML with some words in it.
    Words(String),
    /// An expression that must be true.
    True(Expression),
}

/// Every rule.
pub fn rules() -> Vec<Rule> {
    let lines = include_str!("rules.tsv").lines().filter(|line| !line.starts_with('#'));
    let rule = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [profile, element, rule, focus, holds, broken_by] = cells[..] else {
            panic!("six columns: {line}")
        };
        let mixed = holds.contains("one(") || holds.contains("said(");
        let parts = if mixed { holds.split(" or ").collect() } else { vec![holds] };
        let part = |part: &str| match part.split_once('(') {
            Some(("one" | "said", element)) => Holds::Said(element.trim_end_matches(')').into()),
            Some(("words", element)) => Holds::Words(element.trim_end_matches(')').into()),
            _ => Holds::True(compiled(part)),
        };
        Rule {
            name: format!("{profile} {element} {rule}"),
            broken_by: broken_by.into(),
            focus: (focus != "refs").then(|| compiled(focus)),
            holds: parts.into_iter().map(part).collect(),
        }
    };
    lines.map(rule).collect()
}

/// What stands for a path: the document, its Composition, a section by its code, the resources of a kind.
fn written(text: &str) -> String {
    let mut text = text.replace("%doc", "$this").replace("%comp", "entry.first().resource");
    while let Some((before, rest)) = text.split_once("section(") {
        let (code, after) = rest.split_once(')').expect("section(code)");
        let section = format!(
            "section.where(code.coding.where(system = 'http://loinc.org' and code = '{code}').exists())"
        );
        text = format!("{before}entry.first().resource.{section}{after}");
    }
    while let Some((before, rest)) = text.split_once("each(") {
        let (kind, after) = rest.split_once(')').expect("each(Kind)");
        text = format!("{before}entry.resource.ofType({kind}){after}");
    }
    text
}

fn compiled(text: &str) -> Expression {
    parse(&written(text)).unwrap_or_else(|why| panic!("{text}: {why:?}"))
}

/// What FHIRPath does not tell: whether an element, or one of a choice, is there, or is said to be missing.
fn is_said(item: &Value, element: &str) -> bool {
    let Some(members) = item.as_object() else { return false };
    members.keys().any(|key| {
        let rest = key.strip_prefix('_').unwrap_or(key).strip_prefix(element);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(|first: char| first.is_ascii_uppercase()))
    })
}

/// Whether something but space stands between the tags.
fn has_words(div: &str) -> bool {
    let mut inside = false;
    div.chars().any(|sign| {
        inside = if inside { sign != '>' } else { sign == '<' };
        !inside && sign != '>' && !sign.is_whitespace()
    })
}

impl Rule {
    /// Whether a document keeps it.
    pub fn holds(&self, document: &Value) -> bool {
        let Some(focus) = &self.focus else { return all_resolve(document) };
        let (room, start) = (Room::default(), [Node::from_json(document)]);
        let found = evaluated(focus, &start, (document, &room));
        found.iter().all(|item| {
            self.holds.iter().any(|part| match part {
                Holds::Said(element) => is_said(&item.to_json(), element),
                Holds::Words(element) => has_words(item.to_json()[element].as_str().unwrap_or_default()),
                Holds::True(holds) => {
                    let one = [*item];
                    matches!(evaluated(holds, &one, (document, &room)).as_slice(), [Node::Boolean(true)])
                }
            })
        })
    }
}

fn evaluated<'a>(
    expression: &'a Expression,
    focus: &[Node<'a>],
    (document, room): (&'a Value, &'a Room),
) -> Vec<Node<'a>> {
    let now = Now::new(1_792_000_000_000, 0, [3; 4]);
    let world = World { focus, resource: Some(document), root: None, now: &now, room, lookup: &() };
    let found = expression.evaluate(&world);
    found.unwrap_or_else(|why| panic!("{}: {why:?}", expression.text()))
}

/// Whether every reference of a document leads to one of its entries, or to what is contained beside it. A relative one is
/// looked for below the server of the entry that it stands in (R4, 2.36.4.1).
fn all_resolve(document: &Value) -> bool {
    let entries = document["entry"].as_array().map(Vec::as_slice).unwrap_or_default();
    let urls: Vec<&str> = entries.iter().filter_map(|entry| entry["fullUrl"].as_str()).collect();
    entries.iter().all(|entry| {
        let url = entry["fullUrl"].as_str().unwrap_or_default();
        let base = url.rsplitn(3, '/').nth(2).unwrap_or_default();
        let contained: Vec<&str> = entry["resource"]["contained"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|one| one["id"].as_str())
            .collect();
        let mut all = Vec::new();
        references(&entry["resource"], &mut all);
        all.iter().all(|reference| match reference.strip_prefix('#') {
            Some(id) => id.is_empty() || contained.contains(&id),
            None => urls.contains(reference) || urls.contains(&format!("{base}/{reference}").as_str()),
        })
    })
}

fn references<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        Value::Object(members) => {
            found.extend(members.get("reference").and_then(Value::as_str));
            members.values().for_each(|member| references(member, found));
        }
        _ => {}
    }
}
