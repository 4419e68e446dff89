//! Rounding, and the whole numbers beside a decimal one.

use super::{Decimal, power};

/// What a number is brought to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum To {
    Nearest,
    Zero,
    /// Away from 0.
    Outside,
}

impl Decimal {
    /// Rounded half away from zero to this many places after the point; what is coarser already stays.
    #[must_use]
    pub fn round(self, places: u8) -> Self {
        self.brought(places, To::Nearest)
    }

    /// Without the places after this many.
    #[must_use]
    pub fn cut(self, places: u8) -> Self {
        self.brought(places, To::Zero)
    }

    /// The whole part.
    #[must_use]
    pub fn truncate(self) -> Self {
        self.cut(0)
    }

    /// The largest whole number that is not above it.
    #[must_use]
    pub fn floor(self) -> Self {
        self.brought(0, if self.negative { To::Outside } else { To::Zero })
    }

    /// The smallest whole number that is not below it.
    #[must_use]
    pub fn ceiling(self) -> Self {
        self.brought(0, if self.negative { To::Zero } else { To::Outside })
    }

    /// The same number with at least this many places, zeros put behind; `None` where that is too many digits.
    #[must_use]
    pub fn with_places(self, places: u8) -> Option<Self> {
        let more = u32::from(places.saturating_sub(self.scale));
        Self::new(self.negative, self.size().checked_mul(power(more)?)?, i32::from(self.scale.max(places)))
            .filter(|made| made.scale >= places)
    }

    /// The whole number, where it is one that fits.
    #[must_use]
    pub fn to_whole(self) -> Option<i64> {
        let whole = if self.scale == 0 { self } else { self.truncate() };
        let size = i64::try_from(whole.size()).ok().filter(|_| whole == self)?;
        Some(if self.negative { -size } else { size })
    }

    /// Whether both are the same to the places of the one with fewer, zeros at the end not counted.
    #[must_use]
    pub fn equivalent(self, other: Self) -> bool {
        let places = self.needed_places().min(other.needed_places());
        self.round(places) == other.round(places)
    }

    /// How many places after the point are there without zeros at the end.
    pub(super) fn needed_places(self) -> u8 {
        let mut places = self.scale;
        while places > 0 && self.cut(places - 1) == self {
            places -= 1;
        }
        places
    }

    fn brought(self, places: u8, to: To) -> Self {
        let Some(unit) = power(u32::from(self.scale.saturating_sub(places))) else { return Self::whole(0) };
        if unit == 1 {
            return self;
        }
        let more = match to {
            To::Nearest => unit / 2,
            To::Zero => 0,
            To::Outside => unit - 1,
        };
        let size = (self.size() + more) / unit;
        Self::new(self.negative, size, i32::from(places)).unwrap_or(self)
    }
}
