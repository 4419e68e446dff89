//! The frame of an encrypted file: JSON Web Encryption in its compact form (RFC 7516), `dir` with `A256GCM` and nothing
//! else. The cryptography itself is the browser's.

use serde_json::Value;

use crate::base64::{decode, encode};
use crate::json;

/// Bytes of the starting value (RFC 7518, section 5.3).
const IV: usize = 12;
/// Bytes of the tag.
const TAG: usize = 16;

/// The parts of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// What is bound to what is sealed: the header as it is written.
    pub bound: String,
    /// What is sealed was made small before (`zip`: `DEF`, RFC 1951).
    pub deflated: bool,
    /// What is in it (`cty`).
    pub content: String,
    /// The starting value.
    pub iv: Vec<u8>,
    /// What is sealed, and its tag.
    pub sealed: Vec<u8>,
}

/// The header of a file of this media type, as it is written and bound.
#[must_use]
pub fn header(content: &str, deflated: bool) -> String {
    let zip = if deflated { "DEF".into() } else { Value::Null };
    let template = r#"{"alg": "dir", "enc": "A256GCM", "cty": "$cty", "zip": "$zip"}"#;
    encode(json::write(&json::filled(template, &[("cty", content.into()), ("zip", zip)])).as_bytes())
}

/// A file of its parts; `sealed` ends with the tag.
#[must_use]
pub fn frame(header: &str, iv: &[u8], sealed: &[u8]) -> String {
    let (sealed, tag) = sealed.split_at(sealed.len().saturating_sub(TAG));
    [header, "..", &encode(iv), ".", &encode(sealed), ".", &encode(tag)].concat()
}

/// Takes a file apart; `None` for one that is broken, or not of this kind.
#[must_use]
pub fn parts(file: &str) -> Option<Parts> {
    let mut parts = file.trim().split('.');
    let mut next = || parts.next();
    let (bound, key, iv, sealed, tag) = (next()?, next()?, next()?, next()?, next()?);
    let (iv, mut sealed, tag) = (decode(iv)?, decode(sealed)?, decode(tag)?);
    if next().is_some() || !key.is_empty() || iv.len() != IV || tag.len() != TAG {
        return None;
    }
    let said = json::read(&String::from_utf8(decode(bound)?).ok()?)?;
    let string = |name: &str| said.get(name).and_then(Value::as_str);
    let deflated = match said.get("zip") {
        None => false,
        Some(zip) if zip == "DEF" => true,
        Some(_) => return None,
    };
    // What `crit` names has to be understood, and nothing of it is (RFC 7516, section 4.1.13).
    if string("alg") != Some("dir") || string("enc") != Some("A256GCM") || said.get("crit").is_some() {
        return None;
    }
    let content = string("cty").unwrap_or_default().into();
    sealed.extend(tag);
    Some(Parts { bound: bound.into(), deflated, content, iv, sealed })
}
