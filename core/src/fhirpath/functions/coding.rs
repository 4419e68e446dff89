//! Texts in other writings: hexadecimal, base64, HTML, JSON.

use super::{Call, Done, Failure, Node, Run, strings};
use serde_json::Value;

use crate::{fhirpath::text::Text, json};

/// Which writing is meant, and how it is written or read.
type Way = fn(&str) -> Option<String>;

fn with<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>, ways: &[(&str, Way)]) -> Done {
    let Some(wanted) = strings::argument(run, call, 0)? else { return run.leave(call.start, None) };
    let (_, way) = ways.iter().find(|(name, _)| *name == &*wanted).ok_or(Failure::Unsupported)?;
    let Some(text) = strings::input(run, call)? else { return Ok(()) };
    run.charge(text.len())?;
    let made = way(&text);
    run.leave(call.start, made.map(|text| Node::Text(Text::from(text))))
}

pub(super) fn encode<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    with(
        run,
        call,
        &[
            ("hex", to_hex),
            ("base64", |text| to_base64(text, PLAIN)),
            ("urlbase64", |text| to_base64(text, URL)),
        ],
    )
}

pub(super) fn decode<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    with(
        run,
        call,
        &[
            ("hex", from_hex),
            ("base64", |text| from_base64(text, PLAIN)),
            ("urlbase64", |text| from_base64(text, URL)),
        ],
    )
}

pub(super) fn escape<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    with(run, call, &[("html", to_html), ("json", to_json)])
}

pub(super) fn unescape<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    with(run, call, &[("html", from_html), ("json", from_json)])
}

fn to_hex(text: &str) -> Option<String> {
    let digit = |half: u8| char::from_digit(u32::from(half), 16);
    text.bytes().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn from_hex(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len() / 2);
    let mut digits = text.chars();
    while let Some(high) = digits.next() {
        let byte = high.to_digit(16)? * 16 + digits.next()?.to_digit(16)?;
        bytes.push(u8::try_from(byte).ok()?);
    }
    String::from_utf8(bytes).ok()
}

/// The last two signs of base64.
const PLAIN: [u8; 2] = *b"+/";
const URL: [u8; 2] = *b"-_";

fn to_base64(text: &str, last: [u8; 2]) -> Option<String> {
    let mut all = String::with_capacity(text.len() * 4 / 3 + 4);
    for three in text.as_bytes().chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let six = (bits >> (18 - 6 * place) & 63) as u8;
            all.push(match six {
                _ if place > three.len() => '=',
                0..=25 => char::from(b'A' + six),
                26..=51 => char::from(b'a' + six - 26),
                52..=61 => char::from(b'0' + six - 52),
                62 => char::from(last[0]),
                _ => char::from(last[1]),
            });
        }
    }
    Some(all)
}

fn from_base64(text: &str, last: [u8; 2]) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let (mut bits, mut held) = (0_u32, 0);
    for byte in text.trim_end_matches('=').bytes() {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            _ if byte == last[0] => 62,
            _ if byte == last[1] => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(six);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    String::from_utf8(bytes).ok()
}

const HTML: [(&str, char); 5] =
    [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\'')];

fn to_html(text: &str) -> Option<String> {
    let mut all = String::with_capacity(text.len());
    for sign in text.chars() {
        match HTML.iter().find(|(_, plain)| *plain == sign) {
            Some((entity, _)) => all.push_str(entity),
            None => all.push(sign),
        }
    }
    Some(all)
}

fn from_html(text: &str) -> Option<String> {
    let mut all = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let found = HTML.iter().find(|(entity, _)| rest.starts_with(entity));
        all.push(found.map_or(sign, |(_, plain)| *plain));
        rest = rest.get(found.map_or(sign.len_utf8(), |(entity, _)| entity.len())..).unwrap_or("");
    }
    Some(all)
}

fn to_json(text: &str) -> Option<String> {
    let quoted = json::write(&Value::String(text.to_owned()));
    Some(quoted.strip_prefix('"')?.strip_suffix('"')?.to_owned())
}

fn from_json(text: &str) -> Option<String> {
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
