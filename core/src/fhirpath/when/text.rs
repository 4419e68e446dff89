//! Dates and times as text.

use super::{Kind, Precision, When};

impl When {
    /// As FHIR writes it, no more precise than it was given.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(29);
        if self.kind != Kind::Time {
            number(&mut text, u32::from(self.year), 4);
            if self.precision >= Precision::Month {
                text.push('-');
                number(&mut text, u32::from(self.month), 2);
            }
            if self.precision >= Precision::Day {
                text.push('-');
                number(&mut text, u32::from(self.day), 2);
            }
            if self.precision >= Precision::Hour {
                text.push('T');
            }
        }
        let parts = [
            (Precision::Hour, 3_600_000, 24, 2, ""),
            (Precision::Minute, 60_000, 60, 2, ":"),
            (Precision::Second, 1000, 60, 2, ":"),
            (Precision::Milli, 1, 1000, 3, "."),
        ];
        for (precision, unit, of, width, before) in parts {
            if self.precision >= precision {
                text.push_str(before);
                number(&mut text, self.millis / unit % of, width);
            }
        }
        if let (Some(offset), true) = (self.offset, self.precision >= Precision::Hour) {
            let size = u32::from(offset.unsigned_abs());
            if size == 0 {
                text.push('Z');
            } else {
                text.push(if offset < 0 { '-' } else { '+' });
                number(&mut text, size / 60, 2);
                text.push(':');
                number(&mut text, size % 60, 2);
            }
        }
        text
    }
}

/// A number with leading zeros.
fn number(text: &mut String, number: u32, width: u32) {
    for place in (0..width).rev() {
        let digit = number / 10_u32.pow(place) % 10;
        text.push(char::from(b'0' + digit as u8));
    }
}
