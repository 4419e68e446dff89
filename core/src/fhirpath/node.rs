//! One item of a result: a part of a resource, or a value of FHIRPath's own.

use serde_json::Value;

use crate::json::number;

use super::{decimal::Decimal, model, quantity::Quantity, when::When};

/// One item of a result.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    /// A part of a resource, where it stands.
    Json(Part<'a>),
    /// True or false.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A decimal number.
    Decimal(Decimal),
    /// A text.
    Text(&'a str),
    /// A date, a date with a time, or a time.
    When(When),
    /// A number of a unit.
    Quantity(Quantity<'a>),
    /// What `type()` says: whether of FHIR (or of System), and the name.
    Type(bool, &'a str),
}

/// A part of a resource.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// The JSON; null where there are only extensions.
    pub value: &'a Value,
    /// The JSON of the key with `_` before it: id and extensions of a primitive.
    pub extra: Option<&'a Value>,
    /// The element's name; of a choice of types only the type, such as `Quantity` for `valueQuantity`; empty at the root.
    pub name: &'a str,
}

impl<'a> Node<'a> {
    /// A resource, or JSON of which no more is known.
    #[must_use]
    pub fn from_json(value: &'a Value) -> Self {
        Node::Json(Part { value, extra: None, name: "" })
    }

    /// The value of an element of this name: `birthDate`, `valueQuantity`. The name tells the type.
    #[must_use]
    pub fn element(name: &'a str, value: &'a Value) -> Self {
        let name = name.strip_prefix("value").filter(|kind| !kind.is_empty()).unwrap_or(name);
        Node::Json(Part { value, extra: None, name })
    }

    /// The name of its type, of FHIR for a part of a resource: `HumanName`, `dateTime`; of System otherwise: `DateTime`.
    #[must_use]
    pub fn type_name(&self) -> &'a str {
        model::kind(self).1
    }

    /// The JSON where it stands, for a part of a resource.
    #[must_use]
    pub fn json(&self) -> Option<&'a Value> {
        match self {
            Node::Json(part) => Some(part.value),
            _ => None,
        }
    }

    /// True or false, for a boolean.
    #[must_use]
    pub fn truth(&self) -> Option<bool> {
        match self {
            Node::Boolean(truth) => Some(*truth),
            Node::Json(part) => part.value.as_bool(),
            _ => None,
        }
    }

    /// The text, for a text and for the primitives that JSON writes as texts.
    #[must_use]
    pub fn as_str(&self) -> Option<&'a str> {
        match self {
            Node::Text(text) => Some(text),
            Node::Json(part) => part.value.as_str(),
            _ => None,
        }
    }

    /// The number, for an integer or a decimal.
    #[must_use]
    pub fn as_decimal(&self) -> Option<Decimal> {
        match self {
            Node::Decimal(number) => Some(*number),
            Node::Integer(number) => Some(Decimal::whole(*number)),
            Node::Json(Part { value: Value::Number(number), .. }) => Decimal::parse(number.as_str()),
            _ => None,
        }
    }

    /// The number, where it is whole.
    #[must_use]
    pub fn as_integer(&self) -> Option<i64> {
        match self {
            Node::Integer(number) => Some(*number),
            _ => self.as_decimal()?.to_whole(),
        }
    }

    /// As FHIR's JSON. A part of a resource is copied.
    #[must_use]
    pub fn to_json(&self) -> Value {
        match self {
            Node::Json(part) => part.value.clone(),
            Node::Boolean(truth) => Value::Bool(*truth),
            Node::Integer(whole) => number(Decimal::whole(*whole).text()),
            Node::Decimal(decimal) => number(decimal.text()),
            Node::Quantity(quantity) => quantity.to_json(),
            Node::When(when) => Value::String(when.text()),
            Node::Text(text) | Node::Type(_, text) => Value::String((*text).to_owned()),
        }
    }
}
