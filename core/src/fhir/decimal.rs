//! Decimal numbers, kept as written.

use serde_json::Value;

/// The longest number that is taken for one.
const LONGEST: usize = 64;

/// A decimal number as it was written: `5.20` stays `5.20`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    text: String,
}

impl Decimal {
    /// Reads a JSON number, or a text that is one.
    pub(crate) fn read(value: &Value) -> Option<Decimal> {
        let text = match value {
            Value::Number(number) => number.to_string(),
            Value::String(text) => text.trim().to_owned(),
            _ => return None,
        };
        (text.len() <= LONGEST && parse(&text).is_some()).then_some(Decimal { text })
    }

    /// The number as written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number for plotting; `None` where it is too large for one.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        parse(&self.text).filter(|number| number.is_finite())
    }

    /// The number in words: as written, without the `.0` that some systems add to whole numbers.
    #[must_use]
    pub fn words(&self) -> &str {
        self.text.strip_suffix(".0").unwrap_or(&self.text)
    }

    /// The number where it is whole, its fraction absent or all zeros.
    pub(crate) fn whole(&self) -> Option<i64> {
        let (whole, fraction) = self.text.split_once('.').unwrap_or((&self.text, ""));
        fraction.bytes().all(|byte| byte == b'0').then(|| whole.parse().ok())?
    }
}

/// The number that a text stands for, by the grammar of JSON.
///
/// Exact up to 15 digits and 22 decimal places, beyond that to the last bit or two, which a plot does not show. The
/// standard library's parser would bring 10 kB of tables into the WebAssembly.
fn parse(text: &str) -> Option<f64> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let (number, exponent) = match rest.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, exponent.parse::<i32>().ok()?),
        None => (rest, 0),
    };
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
        Some(_) => return None,
        None => (number, ""),
    };
    if whole.is_empty() {
        return None;
    }
    let (mut digits, mut scale) = (0_u64, exponent.clamp(-400, 400));
    for (index, byte) in whole.bytes().chain(fraction.bytes()).enumerate() {
        let digit = byte.is_ascii_digit().then(|| u64::from(byte - b'0'))?;
        let room = digits < u64::MAX / 100;
        if room {
            digits = digits * 10 + digit;
        }
        scale += i32::from(!room) - i32::from(index >= whole.len());
    }
    let power = (0..scale.unsigned_abs()).fold(1.0_f64, |power, _| power * 10.0);
    Some(match scale {
        _ if digits == 0 => 0.0,
        0.. => sign * digits as f64 * power,
        _ => sign * digits as f64 / power,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_grammar_of_json() {
        for text in [
            "",
            "-",
            ".",
            "5.",
            ".5",
            "+5",
            "1e",
            "1e+",
            "e5",
            "0x1",
            "NaN",
            "inf",
            "1 ",
            "1,5",
            "٥",
            "--1",
            "1.2.3",
            "1e9999999999",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        for (text, number) in [
            ("0", 0.0),
            ("-0.0", 0.0),
            ("5.20", 5.2),
            ("-1.5e3", -1500.0),
            ("1E-2", 0.01),
            ("0.1", 0.1),
            ("98.6", 98.6),
        ] {
            assert_eq!(parse(text), Some(number), "{text}");
        }
        assert_eq!(parse("1e400"), Some(f64::INFINITY));
    }

    proptest! {
        #[test]
        fn as_the_standard_library_reads_it(text in "-?[0-9]{1,9}(\\.[0-9]{1,6})?") {
            prop_assert_eq!(parse(&text), text.parse().ok());
        }

        #[test]
        fn close_for_any_number(number in any::<f64>().prop_filter("ordinary", |number| number.abs() < 1e200 && number.abs() > 1e-200)) {
            let read = parse(&format!("{number:e}")).unwrap();
            prop_assert!((read - number).abs() <= number.abs() * 1e-14);
        }
    }
}
