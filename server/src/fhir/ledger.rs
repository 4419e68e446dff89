//! The entry id that makes sending again harmless.

use axum::http::{HeaderMap, HeaderName};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{outcome::Problem, sending::Sending};
use crate::{hex::hex, records::LedgerEntry};

/// The id that the sender gave this sending.
const ENTRY: HeaderName = HeaderName::from_static("x-lapwing-entry");

/// The entry id of a request, where it bears one.
///
/// # Errors
/// `400` for an entry id that is no UUID.
pub fn id(headers: &HeaderMap) -> Result<Option<Uuid>, Problem> {
    let Some(given) = headers.get(&ENTRY) else { return Ok(None) };
    let id = given.to_str().ok().and_then(|text| Uuid::try_parse(text).ok());
    id.map(Some).ok_or_else(|| Problem::invalid("X-Lapwing-Entry needs a UUID."))
}

/// The ledger line of what this person sends, where it bears an entry id.
#[must_use]
pub fn line(person: &str, sending: &Sending<'_>) -> Option<LedgerEntry> {
    let entry = sending.entry?.to_string();
    let path = sending.path.join("/");
    let [if_match, if_none_match] =
        [sending.if_match, sending.if_none_match].map(|condition| condition.unwrap_or_default());
    let mut hash = Sha256::new();
    for part in [sending.method, &path, if_match, if_none_match, sending.body] {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    Some(LedgerEntry { person: person.to_owned(), entry, hash: hex(&hash.finalize()) })
}
