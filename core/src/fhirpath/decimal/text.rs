//! Decimal numbers from text and to text.

use super::Decimal;

impl Decimal {
    /// Reads what JSON and FHIRPath write: a sign, digits, a point, an exponent. `None` for anything else.
    ///
    /// Digits beyond the 28th are rounded.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let (negative, bytes) = match bytes.split_first() {
            Some((b'-', rest)) => (true, rest),
            Some((b'+', rest)) => (false, rest),
            _ => (false, bytes),
        };
        let (mut digits, mut scale, mut seen, mut point) = (0_i128, 0_i32, false, None);
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'0'..=b'9' => {
                    seen = true;
                    // 36 digits leave room to round to 28 and never overflow.
                    if digits < 10_i128.pow(35) {
                        digits = digits * 10 + i128::from(byte - b'0');
                        scale += i32::from(point.is_some());
                    } else {
                        scale -= i32::from(point.is_none());
                    }
                }
                b'.' if point.is_none() && seen && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => {
                    point = Some(at);
                }
                b'e' | b'E' if seen => {
                    scale = scale.checked_sub(exponent(bytes.get(at + 1..)?)?)?;
                    break;
                }
                _ => return None,
            }
        }
        let scale = if digits == 0 { scale.clamp(0, super::FINEST) } else { scale };
        if !seen { None } else { Self::new(if negative { -digits } else { digits }, scale) }
    }

    /// The number as text, without an exponent, with all its places after the point.
    #[must_use]
    pub fn text(self) -> String {
        let mut backwards = Vec::with_capacity(24);
        let mut left = self.digits().unsigned_abs();
        let places = usize::from(self.scale);
        while left > 0 || backwards.len() <= places + usize::from(places > 0) {
            if backwards.len() == places && places > 0 {
                backwards.push(b'.');
            }
            let digit = match u64::try_from(left) {
                Ok(short) => {
                    left = u128::from(short / 10);
                    short % 10
                }
                Err(_) => {
                    let digit = left % 10;
                    left /= 10;
                    digit as u64
                }
            };
            backwards.push(b'0' + digit as u8);
        }
        let mut text = String::with_capacity(backwards.len() + 1);
        if self.high < 0 {
            text.push('-');
        }
        text.extend(backwards.iter().rev().map(|byte| char::from(*byte)));
        text
    }
}

/// A small exponent with its sign.
fn exponent(bytes: &[u8]) -> Option<i32> {
    let (sign, digits) = match bytes.split_first()? {
        (b'-', rest) => (-1, rest),
        (b'+', rest) => (1, rest),
        _ => (1, bytes),
    };
    if digits.is_empty() || digits.len() > 4 {
        return None;
    }
    let mut number = 0;
    for byte in digits {
        number = number * 10 + i32::from(byte.is_ascii_digit().then(|| byte - b'0')?);
    }
    Some(sign * number)
}
