//! A resource on its way into the records: light checks of its shape, and no more. JSON stays JSON.

use jiff::Timestamp;
use serde_json::Value;

use super::is_kind;
use crate::json::{Fields, has_plain_names, rewrite};

/// Why a text is no resource. It names places, never content.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// It is not JSON.
    #[error("this is not JSON ({0})")]
    Json(String),
    /// It is JSON and bears no `resourceType`.
    #[error("there is no resourceType")]
    NoType,
    /// The type is not one of FHIR R4.
    #[error("this resourceType is not one of FHIR R4")]
    UnknownType,
    /// The id is not one.
    #[error("an id is 1 to 64 letters, digits, '-' and '.'")]
    Id,
    /// An element does not have the shape that it has in every resource.
    #[error("{0}")]
    Shape(&'static str),
}

/// A resource that was read, its id perhaps not yet known.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The FHIR type.
    pub kind: String,
    /// The id that it bears.
    pub id: Option<String>,
    text: String,
}

/// A resource with an id, ready to be written.
#[derive(Clone, Debug)]
pub struct Document {
    /// The FHIR type.
    pub kind: String,
    /// The id.
    pub id: String,
    /// The JSON, read, with this id.
    pub value: Value,
    fields: Fields,
    meta: Fields,
}

impl Draft {
    /// Reads a resource.
    ///
    /// # Errors
    /// What is wrong with its shape.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let value: Value = serde_json::from_str(text).map_err(|e| Malformed::Json(e.to_string()))?;
        if !has_plain_names(text) {
            return Err(Malformed::Shape("a name is not one that FHIR has"));
        }
        let kind = value["resourceType"].as_str().ok_or(Malformed::NoType)?.to_owned();
        if !is_kind(&kind) {
            return Err(Malformed::UnknownType);
        }
        let id = match value.get("id") {
            None => None,
            Some(Value::String(id)) if is_id(id) => Some(id.clone()),
            Some(_) => return Err(Malformed::Id),
        };
        check_shape(&value)?;
        Ok(Self { kind, id, text: text.to_owned() })
    }

    /// Every string that refers to something else.
    #[must_use]
    pub fn references(&self) -> Vec<String> {
        let mut found = Vec::new();
        rewrite(&self.text, &mut |r| {
            found.push(r.to_owned());
            None
        });
        found
    }

    /// Gives it its id, and its references what `swap` says.
    ///
    /// # Errors
    /// When a name is there twice.
    pub fn named(
        self,
        id: &str,
        swap: &mut dyn FnMut(&str) -> Option<String>,
    ) -> Result<Document, Malformed> {
        let text = rewrite(&self.text, swap);
        let twice = |_| Malformed::Shape("a name is there twice");
        let fields = Fields::parse(&text).map_err(twice)?;
        let meta = fields.get("meta").map_or_else(|| Ok(Fields::default()), Fields::parse).map_err(twice)?;
        let mut value: Value = serde_json::from_str(&text).map_err(|e| Malformed::Json(e.to_string()))?;
        value["id"] = Value::from(id);
        Ok(Document { kind: self.kind, id: id.to_owned(), value, fields, meta })
    }
}

impl Document {
    /// Reads a resource that bears its id.
    ///
    /// # Errors
    /// What is wrong with its shape.
    pub fn from_value(value: &Value) -> Result<Self, Malformed> {
        let draft = Draft::parse(&value.to_string())?;
        let id = draft.id.clone().ok_or(Malformed::Id)?;
        draft.named(&id, &mut |_| None)
    }

    /// The JSON as it is kept: type, id and meta first, version and time set.
    #[must_use]
    pub fn stamped(&self, version: u64, updated: Timestamp) -> String {
        let mut meta = self.meta.without(&["versionId", "lastUpdated"]);
        meta.insert(0, format!(r#""versionId":"{version}","lastUpdated":"{updated:.3}""#));
        let mut parts = vec![
            format!(r#""resourceType":"{}","id":"{}""#, self.kind, self.id),
            format!(r#""meta":{{{}}}"#, meta.join(",")),
        ];
        parts.extend(self.fields.without(&["resourceType", "id", "meta"]));
        format!("{{{}}}", parts.join(","))
    }

    /// Whether the other says the same, version and time aside.
    #[must_use]
    pub fn says_the_same_as(&self, other: &Value) -> bool {
        plain(&self.value) == plain(other)
    }
}

/// Whether this is the syntax of a logical id.
#[must_use]
pub fn is_id(id: &str) -> bool {
    (1..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.')
}

fn plain(value: &Value) -> Value {
    let mut value = value.clone();
    let meta = value.get_mut("meta").and_then(Value::as_object_mut);
    let bare = meta.is_some_and(|meta| {
        meta.remove("versionId");
        meta.remove("lastUpdated");
        meta.is_empty()
    });
    if let (true, Some(fields)) = (bare, value.as_object_mut()) {
        fields.remove("meta");
    }
    value
}

/// What holds in every resource; all else is for the reader to be lenient about.
fn check_shape(resource: &Value) -> Result<(), Malformed> {
    let objects = [("meta", "meta must be an object"), ("text", "text must be an object")];
    for (name, says) in objects {
        if resource.get(name).is_some_and(|v| !v.is_object()) {
            return Err(Malformed::Shape(says));
        }
    }
    let lists = [
        ("contained", "contained must be a list of resources"),
        ("extension", "extension must be a list of objects"),
    ];
    for (name, says) in lists {
        let fits = |v: &Value| v.as_array().is_some_and(|items| items.iter().all(Value::is_object));
        if resource.get(name).is_some_and(|v| !fits(v)) {
            return Err(Malformed::Shape(says));
        }
    }
    let contained = resource["contained"].as_array().into_iter().flatten();
    for inner in contained {
        if !inner["resourceType"].as_str().is_some_and(is_kind) {
            return Err(Malformed::Shape("a contained resource bears no known resourceType"));
        }
    }
    Ok(())
}
