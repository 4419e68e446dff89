//! The top level of a JSON object, in its order, each value still text.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, Visitor},
};
use serde_json::value::RawValue;

/// The fields of one object.
#[derive(Clone, Debug, Default)]
pub struct Fields(Vec<(String, Box<RawValue>)>);

impl Fields {
    /// Reads an object; a name that is there twice is an error, as two readers could then see two documents.
    ///
    /// # Errors
    /// When the text is not such an object.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// The text of a field's value.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, v)| v.get())
    }

    /// A field's value where it is a string.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        serde_json::from_str(self.get(name)?).ok()
    }

    /// Every field but those named, written as `"name":value`.
    #[must_use]
    pub fn without(&self, names: &[&str]) -> Vec<String> {
        let kept = self.0.iter().filter(|(n, _)| !names.contains(&n.as_str()));
        kept.map(|(n, v)| format!("{}:{}", serde_json::Value::from(n.as_str()), v.get())).collect()
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let mut fields = Fields::default();
        while let Some((name, value)) = map.next_entry::<String, Box<RawValue>>()? {
            if fields.get(&name).is_some() {
                return Err(A::Error::custom("a name is there twice"));
            }
            fields.0.push((name, value));
        }
        Ok(fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_decimals_stay() {
        let fields = Fields::parse(r#"{"b": 1.50, "a": {"x":[1, 2]}, "id": "q\"1"}"#).unwrap();
        assert_eq!(fields.get("b"), Some("1.50"));
        assert_eq!(fields.text("id").as_deref(), Some("q\"1"));
        assert_eq!(fields.text("b"), None);
        assert_eq!(fields.without(&["id"]), [r#""b":1.50"#, r#""a":{"x":[1, 2]}"#]);
    }

    #[test]
    fn a_name_twice_is_an_error() {
        assert!(Fields::parse(r#"{"id":"1","id":"2"}"#).is_err());
        assert!(Fields::parse("[]").is_err());
    }
}
