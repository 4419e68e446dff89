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
    CHOICES.split(' ').any(|choice| choice == name)
}

/// Whether such a type can exist: a known primitive, or a name with a capital.
pub(super) fn is_type(name: &str) -> bool {
    is_primitive(name) || name.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Whether this is a data type that a choice can be of: `Quantity`, `DateTime`.
pub(super) fn is_suffix(name: &str) -> bool {
    TYPES.split(' ').any(|kind| kind == name) || primitive(name).is_some()
}

fn is_primitive(name: &str) -> bool {
    PRIMITIVES.split(' ').any(|primitive| primitive == name)
}

/// The primitive that a suffix means: `dateTime` for `DateTime`.
fn primitive(suffix: &str) -> Option<&'static str> {
    let (first, rest) = suffix.split_at_checked(1)?;
    let same = |name: &&str| {
        name.split_at_checked(1).is_some_and(|(head, tail)| tail == rest && head.eq_ignore_ascii_case(first))
    };
    PRIMITIVES.split(' ').find(same).filter(|_| first != first.to_ascii_lowercase())
}

/// The text of a key.
pub(super) fn text_of<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key)?.as_str()
}

/// The items of a key; none where it is no list.
pub(super) fn list_of<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], |list| list)
}
