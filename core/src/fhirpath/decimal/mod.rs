//! Decimal numbers: exact up to 28 digits, rounded half away from zero to 28 beyond.
//!
//! The specification asks for 28 digits at least. A number of more than 28 digits before the point has no value here.

mod arithmetic;
mod curves;
mod rounding;
mod text;

/// The most digits a number keeps.
const DIGITS: u32 = 28;
/// The most digits after the point.
const FINEST: i32 = 40;
/// The first whole number of more than `DIGITS` digits.
const LIMIT: u128 = 10_u128.pow(DIGITS);

/// A decimal number with the places after the point that it was given: 1.50 is not printed as 1.5.
///
/// In parts, for a number of 16 bytes would be aligned to 16, and every item of a result would grow by that.
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    low: u64,
    high: u32,
    scale: u8,
    negative: bool,
}

impl Decimal {
    /// The whole number.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        Self { low: number.unsigned_abs(), high: 0, scale: 0, negative: number < 0 }
    }

    /// `size` divided by ten to the power of `scale`, rounded to what a number keeps; `None` where it is too large.
    pub(super) fn new(negative: bool, size: u128, scale: i32) -> Option<Self> {
        let (mut size, mut scale) = (size, scale);
        if size >= LIMIT || scale > FINEST {
            let more = u32::try_from(scale - FINEST).unwrap_or(0).max(count(size).saturating_sub(DIGITS));
            size = shorten(size, more);
            scale -= i32::try_from(more).ok()?;
        }
        if scale < 0 {
            size = size.checked_mul(power(scale.unsigned_abs())?)?;
            scale = 0;
        }
        // Rounding up can make one digit more; it is a 0.
        if size == LIMIT && scale > 0 {
            size = LIMIT / 10;
            scale -= 1;
        }
        let scale = u8::try_from(scale).ok()?;
        (size < LIMIT).then_some(Self { low: size as u64, high: (size >> 64) as u32, scale, negative })
    }

    /// The digits without sign and point.
    fn size(self) -> u128 {
        u128::from(self.high) << 64 | u128::from(self.low)
    }

    /// How many places after the point it was given.
    #[must_use]
    pub fn scale(self) -> u8 {
        self.scale
    }

    /// Whether it is 0.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.high == 0 && self.low == 0
    }

    /// Whether it is below 0.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.negative && !self.is_zero()
    }

    /// The number on the other side of 0.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { negative: !self.negative, ..self }
    }
}

/// Ten to this power, as far as 128 bits go.
fn power(of: u32) -> Option<u128> {
    10_u128.checked_pow(of)
}

/// How many decimal digits a number has; 0 has none.
fn count(size: u128) -> u32 {
    size.checked_ilog10().map_or(0, |last| last + 1)
}

/// Without its last digits, rounded half up.
fn shorten(size: u128, digits: u32) -> u128 {
    let Some(unit) = power(digits) else { return 0 };
    (size + unit / 2) / unit
}

#[cfg(test)]
mod tests;
