//! What type an item is of.

use serde_json::Value;

use super::{
    is_primitive, listed,
    names::{ELEMENTS, PARENTS},
    primitive,
};
use crate::fhirpath::{
    node::{Node, Part},
    tree::Judge,
    when::Kind,
};

/// A type as an expression names it.
#[derive(Debug)]
pub(in crate::fhirpath) struct TypeName {
    /// Whether of FHIR; `None` where it was not said.
    pub fhir: Option<bool>,
    pub name: Box<str>,
}

/// The type of an item, and whether it is one of FHIR's.
pub(in crate::fhirpath) fn kind<'a>(node: &Node<'a>) -> (bool, &'a str) {
    let name = match node {
        Node::Json(part) => return (true, kind_of(part)),
        Node::Boolean(_) => "Boolean",
        Node::Integer(_) => "Integer",
        Node::Decimal(_) => "Decimal",
        Node::Text(_) => "String",
        Node::When(when) => match when.kind {
            Kind::Date => "Date",
            Kind::DateTime => "DateTime",
            Kind::Time => "Time",
        },
        Node::Quantity(_) => "Quantity",
        Node::Type(..) => "TypeInfo",
    };
    (false, name)
}

fn kind_of<'a>(part: &Part<'a>) -> &'a str {
    let fields = part.value.as_object();
    if let Some(kind) = fields.and_then(|fields| fields.get("resourceType")).and_then(Value::as_str) {
        return kind;
    }
    // What is left of a choice's name says its type.
    if part.name.starts_with(|c: char| c.is_ascii_uppercase()) {
        return primitive(part.name).unwrap_or(part.name);
    }
    let has = |key: &str| fields.is_some_and(|fields| fields.contains_key(key));
    let named = ELEMENTS.iter().find(|(kind, names)| {
        (fields.is_none() == kind.starts_with(|c: char| c.is_ascii_lowercase()))
            && listed(names, part.name).is_some()
    });
    match (named, part.value) {
        (Some((kind, _)), _) if fits_json(kind, part.value) => kind,
        (_, Value::Bool(_)) => "boolean",
        (_, Value::Number(number)) if number.as_str().contains(['.', 'e', 'E']) => "decimal",
        (_, Value::Number(_)) => "integer",
        (_, Value::Object(_)) => {
            if has("coding") {
                "CodeableConcept"
            } else if has("reference") {
                "Reference"
            } else if has("numerator") {
                "Ratio"
            } else if has("low") || has("high") {
                "Range"
            } else if has("currency") {
                "Money"
            } else if has("value") && (has("unit") || has("code")) {
                "Quantity"
            } else if has("system") && has("code") {
                "Coding"
            } else {
                "BackboneElement"
            }
        }
        _ => "string",
    }
}

/// Whether JSON of this shape can be of a type that its name suggests.
fn fits_json(kind: &str, value: &Value) -> bool {
    match value {
        Value::Number(_) => matches!(kind, "decimal" | "positiveInt"),
        Value::Bool(_) => false,
        Value::Object(fields) => !fields.contains_key("coding") && !fields.contains_key("reference"),
        _ => kind != "decimal" && kind != "positiveInt",
    }
}

/// Whether an item is of a type: of it or of one below it for `is`, and for what is no primitive.
pub(in crate::fhirpath) fn fits(node: &Node, wanted: &TypeName, judge: Judge) -> bool {
    let (fhir, name) = kind(node);
    if wanted.fhir.is_some_and(|of_fhir| of_fhir != fhir) {
        return false;
    }
    let below = judge == Judge::Is || !is_primitive(name);
    let parent = PARENTS.iter().find(|(kind, _)| *kind == name).map(|(_, parent)| *parent);
    *name == *wanted.name
        || (fhir && below && parent == Some(&*wanted.name))
        || (fhir && below && general(node, &wanted.name))
}

/// The types that many types are one of.
fn general(node: &Node, wanted: &str) -> bool {
    let resource = node.json().is_some_and(|json| json.get("resourceType").is_some());
    match wanted {
        "Resource" => resource,
        "DomainResource" => resource && !matches!(kind(node).1, "Bundle" | "Parameters" | "Binary"),
        "Element" => !resource,
        _ => false,
    }
}
