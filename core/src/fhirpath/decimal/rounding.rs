//! Rounding, and the whole numbers beside a decimal one.

use super::{Decimal, power};

impl Decimal {
    /// Rounded half away from zero to this many places after the point; what is coarser already stays.
    #[must_use]
    pub fn round(self, places: u8) -> Self {
        self.to_places(places, |size, unit| size + unit / 2)
    }

    /// The whole part.
    #[must_use]
    pub fn truncate(self) -> Self {
        self.cut(0)
    }

    /// Without the places after this many.
    #[must_use]
    pub fn cut(self, places: u8) -> Self {
        self.to_places(places, |size, _| size)
    }

    /// The largest whole number that is not above it.
    #[must_use]
    pub fn floor(self) -> Self {
        self.to_places(0, |size, unit| if self.is_negative() { size + unit - 1 } else { size })
    }

    /// The smallest whole number that is not below it.
    #[must_use]
    pub fn ceiling(self) -> Self {
        self.to_places(0, |size, unit| if self.is_negative() { size } else { size + unit - 1 })
    }

    /// The same number with exactly this many places, zeros put behind where it has fewer; `None` where that is too many.
    #[must_use]
    pub fn with_places(self, places: u8) -> Option<Self> {
        let Some(more) = places.checked_sub(self.scale) else { return Some(self.cut(places)) };
        let digits = self.digits().checked_mul(i128::try_from(power(u32::from(more))?).ok()?)?;
        Some(Self::raw(digits, places)).filter(|_| digits.unsigned_abs() < super::LIMIT)
    }

    /// The whole number, where it is one that fits.
    #[must_use]
    pub fn to_whole(self) -> Option<i64> {
        let whole = self.truncate();
        if whole == self { i64::try_from(whole.digits()).ok() } else { None }
    }

    /// Whether both are the same to the places of the one with fewer, zeros at the end not counted.
    #[must_use]
    pub fn equivalent(self, other: Self) -> bool {
        let places = self.needed_places().min(other.needed_places());
        self.round(places) == other.round(places)
    }

    /// How many places after the point are there without zeros at the end.
    fn needed_places(self) -> u8 {
        let (mut digits, mut places) = (self.digits(), self.scale);
        while places > 0 && digits % 10 == 0 {
            digits /= 10;
            places -= 1;
        }
        places
    }

    fn to_places(self, places: u8, adjust: impl Fn(u128, u128) -> u128) -> Self {
        let Some(fewer) = self.scale.checked_sub(places) else { return self };
        let Some(unit) = power(u32::from(fewer)) else { return Self::raw(0, places) };
        let size = adjust(self.digits().unsigned_abs(), unit) / unit;
        let size = i128::try_from(size).unwrap_or(0);
        Self::raw(if self.is_negative() { -size } else { size }, places)
    }
}
