//! Roots, powers and logarithms: exact where they are whole, else rounded to 24 digits, and to 34 places after the point.
//!
//! In fixed point of 120 binary places, for the floating point functions give 15 digits and bring their tables.

use super::{Decimal, count, power};

/// Binary places.
const PLACES: u32 = 120;
const ONE: u128 = 1 << PLACES;
/// The digits that are sure.
const SURE: u32 = 24;
/// ln 2 in fixed point.
const LN_2: i128 = 921_350_637_599_661_305_226_344_307_672_478_454;
/// ln 10 in fixed point.
const LN_10: i128 = 3_060_660_568_284_699_479_708_353_448_060_341_288;
/// e to this power has more digits than a number keeps.
const HIGHEST: i64 = 65;
/// e to this power has no digit left.
const LOWEST: i64 = -95;

impl Decimal {
    /// The square root; `None` below 0.
    #[must_use]
    pub fn sqrt(self) -> Option<Self> {
        if self.is_negative() { None } else { self.power(Self::new(false, 5, 1)?) }
    }

    /// The natural logarithm; `None` for 0 and below.
    #[must_use]
    pub fn ln(self) -> Option<Self> {
        Some(self.long_ln()?.short(SURE))
    }

    /// With the digits that are sure within a sum or a product.
    fn long_ln(self) -> Option<Self> {
        let size = Some(self.size()).filter(|size| *size > 0 && !self.negative)?;
        let twos = 127 - size.leading_zeros();
        let near_one = size << (PLACES - twos);
        // ln y = 2 artanh((y - 1) / (y + 1))
        let step = ratio(near_one - ONE, near_one + ONE);
        let square = multiply(step, step);
        let (mut odd_power, mut sum, mut n) = (step, 0, 1);
        while odd_power > 0 {
            sum += odd_power / n;
            odd_power = multiply(odd_power, square);
            n += 2;
        }
        let all = i128::try_from(sum * 2).ok()? + LN_2 * i128::from(twos) - LN_10 * i128::from(self.scale);
        decimal(all < 0, all.unsigned_abs(), PLACES)
    }

    /// e to the power of this; `None` where that is too large.
    #[must_use]
    pub fn exp(self) -> Option<Self> {
        if self > Self::whole(HIGHEST) {
            return None;
        }
        if self < Self::whole(LOWEST) {
            return Some(Self::whole(0));
        }
        let exponent = self.fixed()?;
        let twos = exponent.div_euclid(LN_2);
        let rest = u128::try_from(exponent.rem_euclid(LN_2)).ok()?;
        let (mut term, mut sum, mut n) = (ONE, 0, 1);
        while term > 0 {
            sum += term;
            term = multiply(term, rest) / n;
            n += 1;
        }
        let twos = i32::try_from(twos).ok()?;
        let fewer = if twos < 0 { sum >> twos.unsigned_abs() } else { sum };
        Some(decimal(false, fewer, PLACES - u32::try_from(twos.max(0)).ok()?)?.short(SURE))
    }

    /// To the power of `exponent`; `None` where that is too large or no number.
    #[must_use]
    pub fn power(self, exponent: Self) -> Option<Self> {
        match exponent.to_whole() {
            Some(whole) => {
                let (mut result, mut square) = (Self::whole(1), self);
                let mut left = u32::try_from(whole.unsigned_abs()).ok()?;
                while left > 0 {
                    if left % 2 == 1 {
                        result = result.times(square)?;
                    }
                    left /= 2;
                    if left > 0 {
                        square = square.times(square)?;
                    }
                }
                if whole < 0 { Self::whole(1).over(result) } else { Some(result) }
            }
            None if self.is_zero() => (!exponent.is_negative()).then_some(self),
            None => self.long_ln()?.times(exponent)?.exp(),
        }
    }

    /// The logarithm to a base; `None` for what has none.
    #[must_use]
    pub fn log(self, base: Self) -> Option<Self> {
        Some(self.long_ln()?.over(base.long_ln()?)?.short(SURE))
    }

    /// Rounded to this many digits, without zeros behind the point.
    fn short(self, digits: u32) -> Self {
        let over = u8::try_from(count(self.size()).saturating_sub(digits)).unwrap_or(0);
        let rounded = self.round(self.scale.saturating_sub(over));
        rounded.cut(rounded.needed_places())
    }

    /// In fixed point; `None` where it is too large.
    fn fixed(self) -> Option<i128> {
        let size = self.cut(36).size();
        let unit = power(u32::from(self.scale.min(36)))?;
        let all = i128::try_from(((size / unit) << PLACES) + ratio(size % unit, unit)).ok()?;
        Some(if self.negative { -all } else { all })
    }
}

/// The product of two numbers in fixed point, both below 8.
fn multiply(left: u128, right: u128) -> u128 {
    const LOW: u128 = (1 << 64) - 1;
    let (left_high, left_low) = (left >> 64, left & LOW);
    let (right_high, right_low) = (right >> 64, right & LOW);
    let cross = left_high * right_low + left_low * right_high + ((left_low * right_low) >> 64);
    ((left_high * right_high) << (128 - PLACES)) + (cross >> (PLACES - 64))
}

/// `small / large` in fixed point; both below 2 to the power of 127.
fn ratio(small: u128, large: u128) -> u128 {
    let (mut rest, mut quotient) = (small, 0);
    for _ in 0..PLACES {
        rest <<= 1;
        quotient <<= 1;
        if rest >= large {
            rest -= large;
            quotient |= 1;
        }
    }
    quotient
}

/// From fixed point of `places` binary places.
fn decimal(negative: bool, fixed: u128, places: u32) -> Option<Decimal> {
    let mut size = fixed >> places;
    let mut rest = fixed & ((1 << places) - 1);
    let mut scale = 0;
    while rest > 0 && scale < 34 && size < 10_u128.pow(34) {
        rest *= 10;
        size = size * 10 + (rest >> places);
        rest &= (1 << places) - 1;
        scale += 1;
    }
    Decimal::new(negative, size, scale)
}
