//! What stands in a SMART Health Link: where it is, the key, how it is to be opened (docs.smarthealthit.org, SMART Health
//! Links, "Construct a SHLink Payload").

use serde_json::Value;

use crate::base64::{decode, encode};
use crate::{json, seek};

/// Before the payload.
pub const SCHEME: &str = "shlink:/";
/// The longest text that is looked at, in bytes.
const LONGEST: usize = 4_096;
/// The longest address that is followed. Makers keep to 128; some real links don't.
const ADDRESS: usize = 512;
/// The longest label that is shown, in characters.
pub const LABEL: usize = 80;
/// Bytes of a key.
const KEY: usize = 32;

/// What a link says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Payload {
    /// Where its manifest is, or its one file.
    pub url: String,
    /// 32 bytes in base64url.
    pub key: String,
    /// When it ends, seconds since 1970, as a hint.
    pub exp: Option<i64>,
    /// What is in it, in the maker's words.
    pub label: String,
    /// It may be opened again and again, and what is in it may change (`L`).
    pub long: bool,
    /// A passcode is asked (`P`).
    pub passcode: bool,
    /// Its address is that of the one file (`U`).
    pub direct: bool,
}

/// Why a text is no link that can be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// There is no link in it, or it is broken.
    NoLink,
    /// It is of a version that is not known here.
    Newer,
    /// It contradicts itself, or leads where a link can't lead.
    Refused,
}

/// The link of a payload, without an address before it.
#[must_use]
pub fn write(payload: &Payload) -> String {
    let mut flag = String::new();
    for (letter, on) in [('L', payload.long), ('P', payload.passcode), ('U', payload.direct)] {
        if on {
            flag.push(letter);
        }
    }
    let some = |text: &str| if text.is_empty() { Value::Null } else { Value::from(text) };
    let holes = [
        ("url", payload.url.as_str().into()),
        ("key", payload.key.as_str().into()),
        ("exp", payload.exp.map_or(Value::Null, Value::from)),
        ("flag", some(&flag)),
        ("label", some(&payload.label)),
    ];
    let template = r#"{"url": "$url", "flag": "$flag", "key": "$key", "exp": "$exp", "label": "$label"}"#;
    [SCHEME, &encode(json::write(&json::filled(template, &holes)).as_bytes())].concat()
}

/// The link in a text: bare, or behind a viewer's address.
///
/// # Errors
/// Why it can't be opened.
pub fn read(text: &str) -> Result<Payload, Flaw> {
    if text.len() > LONGEST {
        return Err(Flaw::NoLink);
    }
    let (before, encoded) = seek::cut(text.trim(), SCHEME).ok_or(Flaw::NoLink)?;
    // A viewer's address ends with its `#`.
    if !before.is_empty() && !before.ends_with('#') {
        return Err(Flaw::NoLink);
    }
    let bytes = decode(encoded).ok_or(Flaw::NoLink)?;
    let said = String::from_utf8(bytes).ok().and_then(|text| json::read(&text)).ok_or(Flaw::NoLink)?;
    if said.get("v").is_some_and(|v| v.as_i64() != Some(1)) {
        return Err(Flaw::Newer);
    }
    let string = |name: &str| said.get(name).and_then(Value::as_str).unwrap_or_default();
    let flags = string("flag");
    let payload = Payload {
        url: string("url").into(),
        key: string("key").into(),
        exp: said.get("exp").and_then(seconds),
        label: string("label").chars().filter(|c| !c.is_control()).take(LABEL).collect(),
        long: has(flags, b'L'),
        passcode: has(flags, b'P'),
        direct: has(flags, b'U'),
    };
    let key = decode(&payload.key).is_some_and(|key| key.len() == KEY);
    if !key || payload.url.is_empty() {
        return Err(Flaw::NoLink);
    }
    let fits = payload.url.len() <= ADDRESS
        && payload.url.bytes().all(|byte| byte.is_ascii_graphic())
        && host(&payload.url).is_some_and(|host| !host.is_empty());
    if !fits || payload.direct && payload.passcode {
        return Err(Flaw::Refused);
    }
    Ok(payload)
}

/// Whole seconds; some makers write a fraction too.
fn seconds(exp: &Value) -> Option<i64> {
    let Value::Number(number) = exp else { return None };
    let digits = number.as_str();
    digits.split('.').next()?.parse().ok()
}

fn has(flags: &str, flag: u8) -> bool {
    flags.bytes().any(|one| one == flag)
}

/// The scheme and host of an address: `https://shl.example.org`.
#[must_use]
pub fn origin(url: &str) -> &str {
    let start = seek::find(url, "://", 0).map_or(0, |at| at + 3);
    let end = url.bytes().skip(start).position(|byte| matches!(byte, b'/' | b'?' | b'#'));
    end.and_then(|end| url.get(..start + end)).unwrap_or(url)
}

/// The host of an address: `shl.example.org`.
#[must_use]
pub fn host(url: &str) -> Option<&str> {
    Some(seek::cut(origin(url), "://")?.1)
}
