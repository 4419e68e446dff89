//! The four operations and the order of decimal numbers.

use std::cmp::Ordering;

use super::{DIGITS, Decimal, FINEST, LIMIT, count, power, shorten};

/// Half of the digits of a number, as a whole number: the size of the parts of a long multiplication.
const HALF: u128 = 10_u128.pow(DIGITS / 2);

impl Decimal {
    /// The sum; `None` where it is too large.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let (left, right, scale) = self.aligned(other)?;
        if self.negative == other.negative {
            Self::new(self.negative, left + right, scale)
        } else {
            Self::new(self.negative == (left > right), left.abs_diff(right), scale)
        }
    }

    /// The difference; `None` where it is too large.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated())
    }

    /// The product; `None` where it is too large.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        let (left, right) = (self.size(), other.size());
        let scale = i32::from(self.scale) + i32::from(other.scale);
        let negative = self.negative != other.negative;
        if (self.high | other.high) == 0 {
            return Self::new(negative, left * right, scale);
        }
        // Longer than 128 bits: parts of 14 digits, then the upper 28 digits and as many of the lower as there is room for.
        let low = (left % HALF) * (right % HALF);
        let middle = (left / HALF) * (right % HALF) + (left % HALF) * (right / HALF) + low / HALF;
        let high = (left / HALF) * (right / HALF) + middle / HALF;
        let low = (middle % HALF) * HALF + low % HALF;
        let over = count(high);
        let size = high * power(DIGITS - over)? + shorten(low, over);
        Self::new(negative, size, scale - i32::try_from(over).ok()?)
    }

    /// The quotient, to 28 digits; `None` where it is too large or the divisor is 0.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        let (left, right) = (self.size(), other.size());
        let mut scale = i32::from(self.scale) - i32::from(other.scale);
        let (mut size, mut rest) = (left.checked_div(right)?, left.checked_rem(right)?);
        while rest > 0 && size < LIMIT && scale < FINEST {
            let long = rest * 10;
            // Divisions of 64 bits are many times faster, and ordinary numbers need no more.
            let digit = if long >> 64 == 0 && other.high == 0 {
                rest = u128::from(long as u64 % other.low);
                u128::from(long as u64 / other.low)
            } else {
                rest = long % right;
                long / right
            };
            size = size * 10 + digit;
            scale += 1;
        }
        Self::new(self.negative != other.negative, size, scale)
    }

    /// The whole part of the quotient; `None` where it is too large or the divisor is 0.
    #[must_use]
    pub fn whole_over(self, other: Self) -> Option<Self> {
        let (left, right, _) = self.aligned(other)?;
        Self::new(self.negative != other.negative, left.checked_div(right)?, 0)
    }

    /// What is left after `div`, with the sign of this; `None` where the divisor is 0.
    #[must_use]
    pub fn modulo(self, other: Self) -> Option<Self> {
        let (left, right, scale) = self.aligned(other)?;
        Self::new(self.negative, left.checked_rem(right)?, scale)
    }

    /// Both over the finer scale, or over one so fine that the coarser just fits: nothing that 28 digits show is lost.
    fn aligned(self, other: Self) -> Option<(u128, u128, i32)> {
        let (mine, theirs) = (self.size(), other.size());
        let scale = self.scale.max(other.scale);
        let room = |size: u128| if size == 0 { 99 } else { 37 - count(size) };
        let wanted = (u32::from(scale - self.scale), u32::from(scale - other.scale));
        // One of them is 0.
        let cut = wanted.0.saturating_sub(room(mine)) + wanted.1.saturating_sub(room(theirs));
        let fitted = |size: u128, wanted: u32| {
            if size == 0 {
                return Some(0);
            }
            if wanted >= cut {
                size.checked_mul(power(wanted - cut)?)
            } else {
                Some(shorten(size, cut - wanted))
            }
        };
        Some((
            fitted(mine, wanted.0)?,
            fitted(theirs, wanted.1)?,
            i32::from(scale) - i32::try_from(cut).ok()?,
        ))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.is_negative() != other.is_negative() {
            return other.is_negative().cmp(&self.is_negative());
        }
        let by = |scale: u8, finest: u8| power(u32::from(finest - scale));
        let finest = self.scale.max(other.scale);
        let fine = |one: &Self| one.size().checked_mul(by(one.scale, finest)?);
        // Larger than 128 bits in the places of the other, so larger than the other.
        let order = fine(self).unwrap_or(u128::MAX).cmp(&fine(other).unwrap_or(u128::MAX));
        if self.is_negative() { order.reverse() } else { order }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}
