//! Texts in other writings: hexadecimal, base64, HTML, JSON.

use serde_json::Value;

use crate::json;

pub(super) fn to_hex(text: &str) -> Option<String> {
    let mut all = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        all.push(char::from_digit(u32::from(byte >> 4), 16)?);
        all.push(char::from_digit(u32::from(byte & 15), 16)?);
    }
    Some(all)
}

pub(super) fn from_hex(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len() / 2);
    let mut digits = text.chars();
    while let Some(high) = digits.next() {
        bytes.push((high.to_digit(16)? * 16 + digits.next()?.to_digit(16)?) as u8);
    }
    String::from_utf8(bytes).ok()
}

const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

pub(super) fn to_base64(text: &str) -> Option<String> {
    let mut all = String::with_capacity(text.len() * 4 / 3 + 4);
    for three in text.as_bytes().chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let six = (bits >> (18 - 6 * place) & 63) as usize;
            all.push(if place > three.len() { '=' } else { char::from(*SIGNS.get(six)?) });
        }
    }
    Some(all)
}

pub(super) fn from_base64(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let (mut bits, mut held) = (0, 0);
    for byte in text.bytes().filter(|byte| *byte != b'=') {
        bits = bits << 6 | SIGNS.iter().position(|sign| *sign == byte)?;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    String::from_utf8(bytes).ok()
}

/// Each of some signs as another.
fn swapped(text: &str, from: [char; 2], to: [char; 2]) -> String {
    let swap = |sign| {
        if sign == from[0] {
            to[0]
        } else if sign == from[1] {
            to[1]
        } else {
            sign
        }
    };
    text.chars().map(swap).collect()
}

pub(super) fn to_url_base64(text: &str) -> Option<String> {
    Some(swapped(&to_base64(text)?, ['+', '/'], ['-', '_']))
}

pub(super) fn from_url_base64(text: &str) -> Option<String> {
    from_base64(&swapped(text, ['-', '_'], ['+', '/']))
}

const HTML: [(&str, char); 5] =
    [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\'')];

pub(super) fn to_html(text: &str) -> Option<String> {
    let mut all = String::with_capacity(text.len());
    for sign in text.chars() {
        match HTML.iter().find(|(_, plain)| *plain == sign) {
            Some((entity, _)) => all.push_str(entity),
            None => all.push(sign),
        }
    }
    Some(all)
}

pub(super) fn from_html(text: &str) -> Option<String> {
    let mut all = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let found = HTML.iter().find(|(entity, _)| rest.as_bytes().starts_with(entity.as_bytes()));
        let (length, plain) = found.map_or((sign.len_utf8(), sign), |(entity, plain)| (entity.len(), *plain));
        all.push(plain);
        rest = rest.get(length..)?;
    }
    Some(all)
}

pub(super) fn to_json(text: &str) -> Option<String> {
    let mut quoted = json::write(&Value::String(text.to_owned()));
    quoted.pop();
    quoted.remove(0);
    Some(quoted)
}

pub(super) fn from_json(text: &str) -> Option<String> {
    // A quote that stands alone is left as it is.
    let mut quoted = String::from("\"");
    let mut escaped = false;
    for sign in text.chars() {
        if sign == '"' && !escaped {
            quoted.push('\\');
        }
        escaped = sign == '\\' && !escaped;
        quoted.push(sign);
    }
    quoted.push('"');
    match json::read(&quoted)? {
        Value::String(text) => Some(text),
        _ => None,
    }
}
