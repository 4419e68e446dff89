//! The time and the randomness that one event may use.

use std::cell::Cell;

/// The offset, in minutes, of a local time in milliseconds since 1970.
pub type Zone = fn(i64) -> i32;

thread_local! {
    /// The zone in which moments are told while an event or a view is worked out. It follows from the `Now` of that one call:
    /// every door in sets it, nothing else does, and what is read before is told as it was written.
    static HERE: Cell<Option<Zone>> = const { Cell::new(None) };
}

/// The offset here, in minutes, of a moment in milliseconds since 1970; `None` where nobody knows the zone.
pub(crate) fn offset_here(moment: i64) -> Option<i32> {
    let zone = HERE.get()?;
    // The rules take a local time: the first guess is within an hour, and the second is so on the side of the clocks' change
    // on which the moment lies.
    Some(zone(moment + i64::from(zone(moment)) * 60_000))
}

/// What the shell knows when an event happens. `core` never asks a clock or a random source itself.
#[derive(Debug, Clone)]
pub struct Now {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub time: i64,
    /// Minutes that the person's local time is ahead of UTC.
    pub offset: i32,
    zone: Option<Zone>,
    seed: [u64; 4],
    drawn: Cell<u64>,
}

impl Now {
    /// `seed` is fresh random bytes from the shell, one seed an event.
    #[must_use]
    pub fn new(time: i64, offset: i32, seed: [u64; 4]) -> Self {
        Self { time, offset, zone: None, seed, drawn: Cell::new(0) }
    }

    /// With the rules of the person's time zone: the offset, as above, of a local time in milliseconds since 1970-01-01T00:00
    /// there. It must give the same for the same time.
    #[must_use]
    pub fn in_zone(self, zone: Zone) -> Self {
        Self { zone: Some(zone), ..self }
    }

    /// The offset of a local time, in summer and in winter; where the rules are not known, the one of now.
    #[must_use]
    pub fn offset_of(&self, local: i64) -> i32 {
        self.zone.map_or(self.offset, |zone| zone(local))
    }

    /// Moments are told in the person's zone from here on, for as long as this call lasts.
    pub(crate) fn stand(&self) {
        HERE.set(self.zone);
    }

    /// A number that differs at each call and follows from the seed alone.
    ///
    /// Both halves of the seed are mixed by the splitmix64 finaliser (Steele, Lea, Flood 2014): unique
    /// and unpredictable to who does not know the seed, but not a cipher: keys never come from here.
    #[must_use]
    pub fn draw(&self) -> u64 {
        let n = self.drawn.get();
        self.drawn.set(n + 1);
        let a = mix(self.seed[0] ^ mix(n.wrapping_add(self.seed[1])));
        mix(a ^ self.seed[2].rotate_left(17) ^ mix(self.seed[3].wrapping_add(n)))
    }

    /// A random (version 4, RFC 9562) UUID in its usual form.
    #[must_use]
    pub fn uuid(&self) -> String {
        let (high, low) = (self.draw(), self.draw());
        let high = (high & !0xf000) | 0x4000;
        let low = (low & !(0b11 << 62)) | (0b10 << 62);
        format!(
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xffff,
            high & 0xffff,
            low >> 48,
            low & 0xffff_ffff_ffff
        )
    }

    /// A number of milliseconds from `from` up to, not including, `to`.
    #[must_use]
    pub fn between(&self, from: u32, to: u32) -> u32 {
        let span = u64::from(to.saturating_sub(from).max(1));
        from + u32::try_from(self.draw() % span).unwrap_or(0)
    }
}

fn mix(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// A short key for a URL, the same for the same text: a URL carries no clinical word.
///
/// Not secret: FNV-1a, 64 bits, in base 32 without vowels, so that no word comes out.
#[must_use]
pub fn short_key(text: &str) -> String {
    const LETTERS: &[u8; 32] = b"0123456789bcdfghjklmnpqrstvwxyz_";
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    (0..8).map(|i| char::from(LETTERS[usize::try_from((hash >> (i * 5)) & 31).unwrap_or(0)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_follow_from_the_seed_and_differ() {
        let one = Now::new(0, 0, [1, 2, 3, 4]);
        let same = Now::new(9, 60, [1, 2, 3, 4]);
        let first = one.uuid();
        assert_eq!(first, same.uuid());
        assert_ne!(first, one.uuid());
        assert_eq!(first.len(), 36);
        assert_eq!(&first[14..15], "4");
        assert!("89ab".contains(&first[19..20]));
        assert_ne!(first, Now::new(0, 0, [1, 2, 3, 5]).uuid());
    }

    #[test]
    fn a_wait_stays_in_its_range() {
        let now = Now::new(0, 0, [7; 4]);
        for _ in 0..200 {
            assert!((5_000..9_000).contains(&now.between(5_000, 9_000)));
        }
    }

    #[test]
    fn short_keys_are_stable_and_say_nothing() {
        assert_eq!(short_key("http://loinc.org|3016-3"), short_key("http://loinc.org|3016-3"));
        assert_ne!(short_key("a"), short_key("b"));
    }
}
