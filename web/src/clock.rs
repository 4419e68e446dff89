//! The time and the randomness for one event.

use js_sys::{Date, Uint8Array};
use lapwing_core::now::Now;
use wasm_bindgen::JsCast;

use crate::bridge::random;

/// What `core` may know of the moment.
#[must_use]
pub fn now() -> Now {
    // JavaScript counts minutes behind UTC, `Now` minutes ahead of it.
    let offset = -narrow(Date::new_0().get_timezone_offset());
    Now::new(time(), offset, [draw(), draw(), draw(), draw()]).in_zone(zone)
}

/// The offset of a local time, which is read as if it were one of UTC.
fn zone(local: i64) -> i32 {
    #[expect(clippy::cast_precision_loss, reason = "a time of the years 0 to 9999 is below 2^53")]
    let told = Date::new(&(local as f64).into());
    let there = Date::new_with_year_month_day_hr_min(
        told.get_utc_full_year(),
        narrow(told.get_utc_month().into()),
        narrow(told.get_utc_date().into()),
        narrow(told.get_utc_hours().into()),
        narrow(told.get_utc_minutes().into()),
    );
    // JavaScript takes the years 0 to 99 for those of the last century: nobody had time zones in either.
    -narrow(there.get_timezone_offset())
}

/// Milliseconds since 1970.
pub(crate) fn time() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a JavaScript time is a whole number below 2^53")]
    let time = Date::now() as i64;
    time
}

/// A random number from the browser's generator; without one, from the clock and `Math.random`: ids stay apart, and
/// keys never come from here.
pub(crate) fn draw() -> u64 {
    match random(8) {
        Ok(bytes) => bytes
            .unchecked_into::<Uint8Array>()
            .to_vec()
            .iter()
            .fold(0, |sum, byte| (sum << 8) | u64::from(*byte)),
        Err(_) => js_sys::Math::random().to_bits() ^ Date::now().to_bits(),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "an offset is at most 1,440 minutes")]
fn narrow(minutes: f64) -> i32 {
    minutes as i32
}
