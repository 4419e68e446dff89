//! Decimal numbers from text and to text.

use super::{Decimal, FINEST};

/// More digits than that are not needed to round to 28.
const ENOUGH: u128 = 10_u128.pow(35);

impl Decimal {
    /// Reads what JSON and FHIRPath write: a sign, digits, a point, an exponent. `None` for anything else.
    ///
    /// Digits beyond the 28th are rounded.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let negative = bytes.first() == Some(&b'-');
        let from = usize::from(negative || bytes.first() == Some(&b'+'));
        let (mut short, mut long, mut scale, mut point, mut seen) = (0_u64, None, 0_i32, false, false);
        for at in from..bytes.len() {
            let byte = bytes.get(at).copied().unwrap_or(0);
            match byte {
                b'0'..=b'9' => {
                    seen = true;
                    scale += i32::from(point);
                    let digit = byte - b'0';
                    match long {
                        None if short < u64::MAX / 10 => short = short * 10 + u64::from(digit),
                        None => long = Some(u128::from(short) * 10 + u128::from(digit)),
                        Some(size) if size < ENOUGH => long = Some(size * 10 + u128::from(digit)),
                        Some(_) => scale -= 1,
                    }
                }
                b'.' if !point && seen && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => point = true,
                b'e' | b'E' if seen => {
                    scale = scale.checked_sub(exponent(bytes.get(at + 1..)?)?)?;
                    break;
                }
                _ => return None,
            }
        }
        let size = long.unwrap_or(u128::from(short));
        let scale = if size == 0 { scale.clamp(0, FINEST) } else { scale };
        if !seen { None } else { Self::new(negative, size, scale) }
    }

    /// The number as text, without an exponent, with all its places after the point.
    #[must_use]
    pub fn text(self) -> String {
        let places = usize::from(self.scale);
        let mut left = self.size();
        let mut backwards = Vec::with_capacity(24);
        while left > 0 || backwards.len() <= places {
            backwards.push(b'0' + (left % 10) as u8);
            left /= 10;
        }
        let mut text = String::with_capacity(backwards.len() + 2);
        if self.is_negative() {
            text.push('-');
        }
        for (at, digit) in backwards.iter().enumerate().rev() {
            text.push(char::from(*digit));
            if at == places && at > 0 {
                text.push('.');
            }
        }
        text
    }
}

/// A small exponent with its sign.
fn exponent(bytes: &[u8]) -> Option<i32> {
    let signed = matches!(bytes.first(), Some(b'-' | b'+'));
    let digits = bytes.get(usize::from(signed)..)?;
    if digits.is_empty() || digits.len() > 4 {
        return None;
    }
    let mut number = 0;
    for byte in digits {
        number = number * 10 + i32::from(byte.is_ascii_digit().then(|| byte - b'0')?);
    }
    Some(if bytes.first() == Some(&b'-') { -number } else { number })
}
