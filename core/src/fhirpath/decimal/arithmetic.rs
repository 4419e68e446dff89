//! The four operations and the order of decimal numbers.

use std::cmp::Ordering;

use super::{DIGITS, Decimal, FINEST, LIMIT, count, power};

/// Half of the digits of a number, as a whole number: the size of the parts of a long multiplication.
const HALF: u128 = 10_u128.pow(DIGITS / 2);

impl Decimal {
    /// The sum; `None` where it is too large.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let (left, right, scale) = self.aligned(other)?;
        Self::new(left.checked_add(right)?, scale)
    }

    /// The difference; `None` where it is too large.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated())
    }

    /// The product; `None` where it is too large.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        let scale = i32::from(self.scale) + i32::from(other.scale);
        if let Some(product) = self.digits().checked_mul(other.digits()) {
            return Self::new(product, scale);
        }
        // Longer than 128 bits: parts of 14 digits, then the upper 28 digits and the lower 28.
        let (left, right) = (self.digits().unsigned_abs(), other.digits().unsigned_abs());
        let low = (left % HALF) * (right % HALF);
        let middle = (left / HALF) * (right % HALF) + (left % HALF) * (right / HALF) + low / HALF;
        let high = (left / HALF) * (right / HALF) + middle / HALF;
        let low = (middle % HALF) * HALF + low % HALF;
        let room = DIGITS - count(high).min(DIGITS);
        let unit = power(DIGITS - room)?;
        let size = high * power(room)? + low / unit + u128::from(room < DIGITS && low % unit >= unit / 2);
        let size = i128::try_from(size).ok()?;
        let kept = i32::try_from(DIGITS - room).ok()?;
        Self::new(if (self.high < 0) == (other.high < 0) { size } else { -size }, scale - kept)
    }

    /// The quotient, to 28 digits; `None` where it is too large or the divisor is 0.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        let (left, right) = (self.digits().unsigned_abs(), other.digits().unsigned_abs());
        let mut scale = i32::from(self.scale) - i32::from(other.scale);
        let (mut size, mut rest) = (left.checked_div(right)?, left.checked_rem(right)?);
        while rest > 0 && size < LIMIT && scale < FINEST {
            // Divisions of 64 bits are many times faster, and ordinary numbers need no more.
            let digit = match (u64::try_from(rest * 10), u64::try_from(right)) {
                (Ok(short), Ok(by)) => {
                    rest = u128::from(short % by);
                    u128::from(short / by)
                }
                _ => {
                    let long = rest * 10;
                    rest = long % right;
                    long / right
                }
            };
            size = size * 10 + digit;
            scale += 1;
        }
        let size = i128::try_from(size).ok()?;
        Self::new(if (self.high < 0) == (other.high < 0) { size } else { -size }, scale)
    }

    /// The whole part of the quotient; `None` where it is too large or the divisor is 0.
    #[must_use]
    pub fn div(self, other: Self) -> Option<Self> {
        let (left, right, _) = self.aligned(other)?;
        Self::new(left.checked_div(right)?, 0)
    }

    /// What is left after `div`, with the sign of this; `None` where the divisor is 0.
    #[must_use]
    pub fn modulo(self, other: Self) -> Option<Self> {
        let (left, right, scale) = self.aligned(other)?;
        Self::new(left.checked_rem(right)?, scale)
    }

    /// The number on the other side of 0.
    #[must_use]
    pub fn negated(self) -> Self {
        Self::raw(-self.digits(), self.scale)
    }

    /// Whether it is below 0.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.high < 0
    }

    /// Both over the finer scale, or over one so fine that the coarser just fits: nothing that 28 digits show is lost.
    fn aligned(self, other: Self) -> Option<(i128, i128, i32)> {
        if self.scale == other.scale {
            return Some((self.digits(), other.digits(), i32::from(self.scale)));
        }
        if self.scale > other.scale {
            let (right, left, scale) = other.aligned(self)?;
            return Some((left, right, scale));
        }
        let coarse = self.digits();
        let room = 37 - count(coarse.unsigned_abs());
        let wanted = u32::from(other.scale - self.scale);
        let by = if coarse == 0 { wanted } else { wanted.min(room) };
        let finer = if by == wanted {
            other.digits()
        } else {
            let size = i128::try_from(super::shorten(other.digits().unsigned_abs(), wanted - by)).ok()?;
            if other.high < 0 { -size } else { size }
        };
        let coarse = if coarse == 0 { 0 } else { coarse.checked_mul(i128::try_from(power(by)?).ok()?)? };
        Some((coarse, finer, i32::from(self.scale) + i32::try_from(by).ok()?))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.scale > other.scale {
            return other.cmp(self).reverse();
        }
        let coarse = self.digits();
        let scaled = power(u32::from(other.scale - self.scale))
            .and_then(|by| i128::try_from(by).ok())
            .and_then(|by| coarse.checked_mul(by));
        match scaled {
            Some(scaled) => scaled.cmp(&other.digits()),
            // Larger than 128 bits in the places of the other, so larger than the other.
            None => coarse.cmp(&0),
        }
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
