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
/// Two halves, for a number of 16 bytes would be aligned to 16, and every result would grow by that.
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    high: i64,
    low: u64,
    scale: u8,
}

impl Decimal {
    /// The whole number.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        Self::raw(i128::from(number), 0)
    }

    /// `digits` divided by ten to the power of `scale`, rounded to what a number keeps; `None` where it is too large.
    #[must_use]
    pub fn new(digits: i128, scale: i32) -> Option<Self> {
        let mut size = digits.unsigned_abs();
        let mut scale = scale;
        if size >= LIMIT || scale > FINEST {
            let finer = u32::try_from(scale - FINEST).unwrap_or(0);
            let most = finer.max(count(size).saturating_sub(DIGITS));
            size = shorten(size, most);
            scale -= i32::try_from(most).ok()?;
            if size == LIMIT {
                size = LIMIT / 10;
                scale -= 1;
            }
        }
        if scale < 0 {
            size = size.checked_mul(power(scale.unsigned_abs())?).filter(|size| *size < LIMIT)?;
            scale = 0;
        }
        let size = i128::try_from(size).ok()?;
        Some(Self::raw(if digits < 0 { -size } else { size }, u8::try_from(scale).ok()?))
    }

    fn raw(digits: i128, scale: u8) -> Self {
        Self { high: (digits >> 64) as i64, low: digits as u64, scale }
    }

    fn digits(self) -> i128 {
        (i128::from(self.high) << 64) | i128::from(self.low)
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
}

/// Ten to this power, as far as 128 bits go.
fn power(of: u32) -> Option<u128> {
    10_u128.checked_pow(of)
}

/// How many decimal digits a number has; 0 has none.
fn count(size: u128) -> u32 {
    let (mut left, mut digits) = (size, 0);
    while left >= 10_u128.pow(18) {
        left /= 10_u128.pow(18);
        digits += 18;
    }
    let mut left = left as u64;
    while left > 0 {
        left /= 10;
        digits += 1;
    }
    digits
}

/// Without its last digits, rounded half up.
fn shorten(size: u128, digits: u32) -> u128 {
    let Some(unit) = power(digits) else { return 0 };
    size / unit + u128::from(size % unit >= unit / 2 && digits > 0)
}
