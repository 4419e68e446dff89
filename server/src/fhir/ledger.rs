//! The entry id that makes sending again harmless.

use axum::http::{HeaderMap, HeaderName, Method};
use sha2::{Digest, Sha256};

use super::outcome::Problem;
use crate::records::LedgerEntry;

/// The id that the sender gave this sending.
pub const ENTRY: HeaderName = HeaderName::from_static("x-lapwing-entry");

/// The ledger line of a request, where it bears an entry id.
///
/// # Errors
/// `400` for an entry id that is no UUID.
pub fn entry(
    headers: &HeaderMap,
    person: &str,
    method: &Method,
    path: &str,
    body: &str,
) -> Result<Option<LedgerEntry>, Problem> {
    let Some(given) = headers.get(&ENTRY) else { return Ok(None) };
    let id = given.to_str().ok().and_then(|text| uuid::Uuid::try_parse(text).ok());
    let id = id.ok_or_else(|| Problem::invalid("X-Lapwing-Entry needs a UUID."))?;
    let conditions =
        ["if-match", "if-none-match"].map(|name| headers.get(name).map_or(&b""[..], |v| v.as_bytes()));
    let mut hash = Sha256::new();
    for part in [method.as_str().as_bytes(), path.as_bytes(), conditions[0], conditions[1], body.as_bytes()] {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    let hash = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Some(LedgerEntry { person: person.to_owned(), entry: id.to_string(), hash }))
}
