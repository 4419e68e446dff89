//! The time and the randomness for one event.

use js_sys::Date;
use lapwing_core::now::Now;

use crate::scope::random;

/// What `core` may know of the moment.
#[must_use]
pub fn now() -> Now {
    let date = Date::new_0();
    // JavaScript counts minutes behind UTC, `Now` minutes ahead of it.
    Now::new(
        millis(date.get_time()),
        -narrow(date.get_timezone_offset()),
        seed(),
    )
}

/// Milliseconds since 1970.
pub(crate) fn time() -> i64 {
    millis(Date::now())
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a JavaScript time is a whole number below 2^53"
)]
fn millis(time: f64) -> i64 {
    time as i64
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "an offset is at most 1,440 minutes"
)]
fn narrow(minutes: f64) -> i32 {
    minutes as i32
}

/// Four numbers from the browser's generator; without one, from the clock and `Math.random`: ids stay
/// apart, and keys never come from here.
fn seed() -> [u64; 4] {
    let mut seed = [0; 4];
    if let Ok(bytes) = random(32) {
        for (number, bytes) in seed.iter_mut().zip(bytes.to_vec().chunks_exact(8)) {
            *number = bytes
                .iter()
                .fold(0, |sum, byte| (sum << 8) | u64::from(*byte));
        }
    } else {
        seed.fill_with(|| js_sys::Math::random().to_bits() ^ Date::now().to_bits());
    }
    seed
}
