//! What has to be known of FHIR R4: which elements have a choice of types, and what type an element is.
//!
//! The whole definition of R4 would be larger than the app. An element's type follows from its name, from the JSON
//! that stands there, and from the suffix of a choice. Elements whose name means different types in different resources
//! have the type that is meant most often; `type()` and `is` can be wrong for the others.

mod kinds;
mod names;

pub(super) use kinds::{TypeName, fits, kind};

use serde_json::Value;

use names::{CHOICES, PRIMITIVES, TYPES};

/// Whether an element of this name has a choice of types: `value` is `valueQuantity` in JSON.
pub(super) fn has_choice(name: &str) -> bool {
    listed(CHOICES, name).is_some()
}

/// Whether such a type can exist: a known primitive, or a name with a capital.
pub(super) fn is_type(name: &str) -> bool {
    is_primitive(name) || name.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Whether this is a data type that a choice can be of: `Quantity`, `DateTime`.
pub(super) fn is_suffix(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && (listed(TYPES, name).is_some() || primitive(name).is_some())
}

fn is_primitive(name: &str) -> bool {
    listed(PRIMITIVES, name).is_some()
}

/// The primitive that a suffix means: `dateTime` for `DateTime`.
fn primitive(suffix: &str) -> Option<&'static str> {
    let found = listed(PRIMITIVES, suffix)?;
    found.starts_with(|c: char| c.is_ascii_lowercase()).then_some(found)
}

/// The word of a list, with spaces between, that is this one but for the case of its first letter.
///
/// A plain loop: this runs for each step of some paths, and the standard library's way is slower by far.
fn listed(list: &'static str, word: &str) -> Option<&'static str> {
    let (words, word) = (list.as_bytes(), word.as_bytes());
    let (first, rest) = word.split_first()?;
    let mut from = 0;
    while let Some(start) = words.get(from) {
        let end = from + word.len();
        if start.eq_ignore_ascii_case(first)
            && words.get(from + 1..end) == Some(rest)
            && matches!(words.get(end), None | Some(b' '))
        {
            return list.get(from..end);
        }
        from += 1;
        while words.get(from).is_some_and(|byte| *byte != b' ') {
            from += 1;
        }
        from += 1;
    }
    None
}

/// The text of a key.
pub(super) fn text_of<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key)?.as_str()
}

/// The items of a key; none where it is no list.
pub(super) fn list_of<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], |list| list)
}
