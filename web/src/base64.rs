//! Base64 (RFC 4648), by the browser.

use js_sys::{JsString, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::bridge::{call, scope};

/// With padding, section 4.
pub(crate) fn encode(bytes: &[u8]) -> Result<String, JsValue> {
    let mut letters = String::new();
    letters.extend(bytes.iter().map(|byte| char::from(*byte)));
    Ok(call(&scope(), "btoa", &[&letters.into()])?.as_string().unwrap_or_default())
}

/// For addresses and JSON, without padding, section 5.
pub(crate) fn encode_url(bytes: &[u8]) -> Result<String, JsValue> {
    let plain = encode(bytes)?;
    let letter = |letter| match letter {
        '+' => Some('-'),
        '/' => Some('_'),
        '=' => None,
        other => Some(other),
    };
    Ok(plain.chars().filter_map(letter).collect())
}

/// What [`encode_url`] wrote.
pub(crate) fn decode_url(text: &str) -> Result<Vec<u8>, JsValue> {
    let letter = |letter| match letter {
        '-' => '+',
        '_' => '/',
        other => other,
    };
    let plain: String = text.chars().map(letter).collect();
    let letters: JsString = call(&scope(), "atob", &[&plain.into()])?.unchecked_into();
    let bytes = Uint8Array::new_with_length(letters.length());
    for at in 0..letters.length() {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "atob gives bytes")]
        bytes.set_index(at, letters.char_code_at(at) as u8);
    }
    Ok(bytes.to_vec())
}
