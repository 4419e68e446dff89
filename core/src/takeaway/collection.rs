//! All that is held as one Bundle of type collection: each entry exactly as it came, digit for digit.
//!
//! No `fullUrl`: the entries name each other by relative references, and an address made up here would name nothing.

use serde_json::Value;

use crate::json;

/// The beginning of the file; `]}` ends it.
pub(super) fn head(at: &str) -> String {
    [r#"{"resourceType":"Bundle","type":"collection","timestamp":""#, at, r#"","entry":["#].concat()
}

/// Writes one entry; how many were written.
pub(super) fn entry(resource: &Value, follows: bool, text: &mut String) -> usize {
    if !resource.is_object() {
        return 0;
    }
    text.push_str(if follows { ",\n{\"resource\":" } else { "\n{\"resource\":" });
    json::write_to(resource, text);
    text.push('}');
    1
}
