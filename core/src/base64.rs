//! Base64 (RFC 4648): for addresses and tokens, without padding (section 5); and as files of records have it.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The letters of bytes.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let mut held = 0_u32;
        for at in 0..3 {
            held = held << 8 | u32::from(three.get(at).copied().unwrap_or(0));
        }
        for at in 0..=three.len() {
            let six = (held >> (18 - 6 * at)) & 63;
            text.push(LETTERS.get(six as usize).map_or('A', |letter| char::from(*letter)));
        }
    }
    text
}

/// The bytes of letters; `None` where a letter, or their number, can't be. Padding at the end is no matter.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=');
    let (bytes, rest) = bytes(text, |letter| match letter {
        b'-' => Some(62),
        b'_' => Some(63),
        _ => None,
    })?;
    // One letter alone is no byte, and what is left over is nought: else two texts were the same bytes.
    (text.len() % 4 != 1 && rest == 0).then_some(bytes)
}

/// The bytes of a file, in either alphabet, with or without padding and white space; `None` if it is not that.
#[must_use]
pub fn decode_file(text: &str) -> Option<Vec<u8>> {
    let (bytes, _) = bytes(text, |letter| match letter {
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ if letter.is_ascii_whitespace() || letter == b'=' => Some(PASSED_OVER),
        _ => None,
    })?;
    Some(bytes)
}

/// No value of six bits.
const PASSED_OVER: u8 = 64;

/// The bytes, and the bits that were left over; `other` values what is no letter or digit.
fn bytes(text: &str, other: fn(u8) -> Option<u8>) -> Option<(Vec<u8>, u32)> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for letter in text.bytes() {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            _ => other(letter)?,
        };
        if six == PASSED_OVER {
            continue;
        }
        held = (held << 6) | u32::from(six);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xff).unwrap_or_default());
        }
    }
    Some((bytes, held & ((1 << bits) - 1)))
}
