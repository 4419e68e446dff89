//! All that is held as one Bundle of type collection: each entry exactly as it came, digit for digit.
//!
//! The entries name each other by relative references, which a reader follows by the `fullUrl` of the entry that names (R4, 2.36.4).
//! The app knows no address of the trust: theirs is one that leads nowhere (RFC 2606).

use serde_json::Value;

use super::{key, member};
use crate::json;
use crate::record::as_it_came;

const BASE: &str = "https://lapwing.example/fhir/";

/// The beginning of the file; `]}` ends it.
pub(super) fn head(at: &str) -> String {
    [r#"{"resourceType":"Bundle","type":"collection","timestamp":""#, at, r#"","entry":["#].concat()
}

/// Writes one entry; how many were written.
pub(super) fn entry(resource: &Value, follows: bool, text: &mut String) -> usize {
    if !resource.is_object() {
        return 0;
    }
    text.push_str(if follows { ",\n{" } else { "\n{" });
    if !member(resource, "id").is_empty() {
        text.push_str("\"fullUrl\":");
        json::write_to(&[BASE, &key(resource)].concat().into(), text);
        text.push(',');
    }
    text.push_str("\"resource\":");
    json::write_to(as_it_came(resource).as_ref().unwrap_or(resource), text);
    text.push('}');
    1
}
