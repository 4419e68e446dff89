//! Steps over the JSON.

use serde_json::{Map, Value};

use super::{Run, Scope};
use crate::fhirpath::{
    model,
    node::{Node, Part},
    tree::{Expr, Step},
};

/// What stands where an element has only an id or extensions.
static NULL: Value = Value::Null;

impl<'a> Run<'_, 'a> {
    pub(super) fn path(&mut self, input: &'a Expr, steps: &'a [Step], scope: &Scope) {
        match (input, self.world.resource) {
            (Expr::This, _) => self.each(scope.this, steps),
            (Expr::Resource, Some(value)) => self.walk(Part { value, extra: None, name: "" }, steps),
            _ => {
                let start = self.stack.len();
                self.eval(input, scope);
                let end = self.stack.len();
                self.each((start, end), steps);
                self.keep(start, end);
            }
        }
    }

    fn each(&mut self, (from, to): (usize, usize), steps: &'a [Step]) {
        for at in from..to {
            match (self.stack.get(at).copied(), steps) {
                (Some(Node::Json(part)), _) => self.walk(part, steps),
                (Some(other), [Step::Child(name, _)]) => {
                    if let Some(found) = own_member(other, name) {
                        self.push(found);
                    }
                }
                _ => {}
            }
        }
    }

    /// Takes the steps from one part on, depth first.
    fn walk(&mut self, part: Part<'a>, steps: &'a [Step]) {
        let Some((step, rest)) = steps.split_first() else {
            return self.push(Node::Json(part));
        };
        match step {
            Step::Child(name, choice) => self.child(part, name, *choice, rest),
            Step::Where(name, text) => {
                if is_text(part, name, text) {
                    self.walk(part, rest);
                }
            }
            Step::Type(name) => {
                if is_named(part, name) {
                    self.walk(part, rest)
                } else {
                    self.child(part, name, false, rest)
                }
            }
        }
    }

    pub fn child(&mut self, part: Part<'a>, name: &'a str, choice: bool, rest: &'a [Step]) {
        let Some(fields) = members(&part) else { return };
        if let Some(value) = fields.get(name) {
            return self.enter(value, fields, name, name, rest);
        }
        if choice {
            for (key, value) in fields {
                let suffix = key.strip_prefix(name).filter(|suffix| model::is_suffix(suffix));
                if let Some(suffix) = suffix {
                    return self.enter(value, fields, key, suffix, rest);
                }
            }
        }
        // Only its id or extensions are there.
        for key in fields.keys() {
            let Some(plain) = key.strip_prefix('_') else { break };
            if plain == name {
                return self.enter(&NULL, fields, name, name, rest);
            }
            let suffix = plain.strip_prefix(name).filter(|suffix| choice && model::is_suffix(suffix));
            if let Some(suffix) = suffix {
                return self.enter(&NULL, fields, plain, suffix, rest);
            }
        }
    }

    /// Goes on from the value of a key, each item of a list on its own.
    fn enter(
        &mut self,
        value: &'a Value,
        fields: &'a Map<String, Value>,
        key: &str,
        name: &'a str,
        rest: &'a [Step],
    ) {
        match value {
            Value::Object(_) => self.walk(Part { value, extra: None, name }, rest),
            Value::Array(items) => {
                let extras =
                    if items.first().is_some_and(Value::is_object) { None } else { extra(fields, key) };
                for (at, value) in items.iter().enumerate() {
                    let extra = extras.and_then(|extras| extras.get(at)).filter(|extra| extra.is_object());
                    if !value.is_null() || extra.is_some() {
                        self.walk(Part { value, extra, name }, rest);
                    }
                }
            }
            _ => match extra(fields, key) {
                Some(Value::Array(extras)) if value.is_null() => {
                    for extra in extras.iter().filter(|extra| extra.is_object()) {
                        self.walk(Part { value, extra: Some(extra), name }, rest);
                    }
                }
                extra if value.is_null() && extra.is_none() => {}
                extra => self.walk(Part { value, extra, name }, rest),
            },
        }
    }

    /// Puts all children of a part on the stack.
    pub fn children(&mut self, part: Part<'a>, objects_only: bool) {
        let Some(fields) = members(&part) else { return };
        for (key, value) in fields {
            let first = match value {
                Value::Array(items) => items.first().unwrap_or(value),
                _ => value,
            };
            if key == "resourceType" || (objects_only && !first.is_object()) {
                continue;
            }
            match key.strip_prefix('_') {
                Some(plain) if !fields.contains_key(plain) => {
                    self.enter(&NULL, fields, plain, named(plain), &[]);
                }
                Some(_) => {}
                None => self.enter(value, fields, key, named(key), &[]),
            }
        }
    }
}

/// The elements of a part: of an object, or of what stands beside a primitive.
fn members<'a>(part: &Part<'a>) -> Option<&'a Map<String, Value>> {
    match part.value {
        Value::Object(fields) => Some(fields),
        _ => part.extra.and_then(Value::as_object),
    }
}

/// The name of an element by its key: of a choice's only the type.
fn named(key: &str) -> &str {
    let capital = key.find(|c: char| c.is_ascii_uppercase());
    match capital.and_then(|at| key.split_at_checked(at)) {
        Some((name, suffix)) if model::has_choice(name) && model::is_suffix(suffix) => suffix,
        _ => key,
    }
}

/// What stands beside a primitive. Keys are in order, and `_` comes before all small letters.
fn extra<'a>(fields: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    for (other, value) in fields {
        if other.strip_prefix('_')? == key {
            return Some(value);
        }
    }
    None
}

/// Whether the one value of an element is this text.
pub(in crate::fhirpath) fn is_text(part: Part, name: &str, text: &str) -> bool {
    let Some(fields) = members(&part) else { return false };
    match fields.get(name) {
        Some(Value::String(value)) => value == text,
        Some(Value::Array(items)) => matches!(&**items, [Value::String(value)] if value == text),
        _ => false,
    }
}

/// Whether a part is of the type that a path begins with.
fn is_named(part: Part, name: &str) -> bool {
    match part.value.get("resourceType").and_then(Value::as_str) {
        Some(kind) => kind == name || name == "Resource" || name == "DomainResource",
        None => !part.name.is_empty() && model::kind(&Node::Json(part)).1 == name,
    }
}

/// The elements of a value of FHIRPath's own.
fn own_member<'a>(node: Node<'a>, name: &str) -> Option<Node<'a>> {
    match (node, name) {
        (Node::Quantity(quantity), "value") => Some(Node::Decimal(quantity.value)),
        (Node::Quantity(quantity), "unit" | "code") => Some(Node::Text(quantity.unit)),
        (Node::Type(fhir, _), "namespace") => Some(Node::Text(if fhir { "FHIR" } else { "System" })),
        (Node::Type(_, kind), "name") => Some(Node::Text(kind)),
        _ => None,
    }
}
