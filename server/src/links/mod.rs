//! SMART Health Links: what a patient chose to show, encrypted by their browser under a key that the gateway never has.
//! The gateway keeps the ciphertext, says who may have it, and notes who had it.

mod given;
mod pace;
mod passcode;
mod public;
mod reach;
pub mod reader;
mod routes;
mod store;

pub use pace::Pace;
pub use public::{is_open, routes as public_routes};
pub use reader::{Reader, Rules};
pub use routes::routes;
pub use store::{Links, TABLES};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

/// How often a minute links are opened: one, and all together.
pub const TRIES_A_MINUTE: (usize, usize) = (20, 600);

/// One encrypted file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// What is in it, as the maker says.
    #[serde(rename = "contentType")]
    pub content_type: String,
    /// The file: a JWE in its compact form.
    pub embedded: String,
}

/// Whether a text is a JWE of the one kind that SMART Health Links know: `dir` with `A256GCM`, five parts, the second empty.
#[must_use]
pub fn is_jwe(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    let [header, "", iv, sealed, tag] = parts.as_slice() else { return false };
    let letters = |part: &&str| part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    let decoded = URL_SAFE_NO_PAD.decode(header).ok();
    let header = decoded.and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
    iv.len() == 16
        && tag.len() == 22
        && [iv, sealed, tag].into_iter().all(letters)
        && header.is_some_and(|h| h["alg"] == "dir" && h["enc"] == "A256GCM")
}
