//! Times of day and offsets, as FHIR writes them.

/// A number of exactly this many digits.
pub(crate) fn digits(text: &str, count: usize) -> Option<u16> {
    let plain = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok())?
}

/// Milliseconds since midnight and the offset of `14:05`, `14:05:09.123+01:00` and the like.
pub(crate) fn parse_time(text: &str) -> Option<(u32, Option<i16>)> {
    let split = text.find(['Z', 'z', '+', '-']).unwrap_or(text.len());
    let (clock, zone) = (text.get(..split)?, text.get(split..)?);
    let offset = match zone {
        "" => None,
        "Z" | "z" => Some(0),
        _ => {
            let (hours, minutes) = zone.get(1..)?.split_once(':')?;
            let hours = digits(hours, 2).filter(|hours| *hours <= 14)?;
            let minutes = digits(minutes, 2).filter(|minutes| *minutes < 60)?;
            let east = i16::try_from(hours * 60 + minutes).ok()?;
            Some(if zone.starts_with('-') { -east } else { east })
        }
    };
    Some((time_of_day(clock)?, offset))
}

/// Milliseconds since midnight of a FHIR `time` such as `14:05:09.123`.
#[must_use]
pub fn time_of_day(clock: &str) -> Option<u32> {
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let mut parts = clock.split(':');
    let hour = digits(parts.next()?, 2).filter(|hour| *hour < 24)?;
    let minute = digits(parts.next()?, 2).filter(|minute| *minute < 60)?;
    let second = parts.next().map_or(Some(0), |second| digits(second, 2)).filter(|second| *second <= 60)?;
    if parts.next().is_some() || fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let padded: String = fraction.chars().chain("00".chars()).take(3).collect();
    let milli = digits(&padded, 3)?;
    let seconds = u32::from(hour) * 3_600 + u32::from(minute) * 60 + u32::from(second.min(59));
    Some(seconds * 1_000 + u32::from(milli))
}
