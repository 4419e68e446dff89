//! Sets of signs.

/// A set of signs, or all others.
#[derive(Debug, Default)]
pub(super) struct Class {
    pub ranges: Vec<(char, char)>,
    pub negated: bool,
}

const DIGITS: &[(char, char)] = &[('0', '9')];
const WORDS: &[(char, char)] = &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];
const SPACES: &[(char, char)] =
    &[('\t', '\r'), (' ', ' '), ('\u{a0}', '\u{a0}'), ('\u{2028}', '\u{2029}'), ('\u{feff}', '\u{feff}')];

impl Class {
    /// Adds a set by the letter behind the backslash: digits, letters of words, spaces, or all but these.
    pub(super) fn add(&mut self, letter: char) -> bool {
        let ranges = match letter.to_ascii_lowercase() {
            'd' => DIGITS,
            'w' => WORDS,
            's' => SPACES,
            _ => return false,
        };
        if letter.is_ascii_lowercase() {
            self.ranges.extend_from_slice(ranges);
            return true;
        }
        let mut from = '\0';
        for (start, end) in ranges {
            self.ranges.push((from, beside(*start, -1)));
            from = beside(*end, 1);
        }
        self.ranges.push((from, char::MAX));
        true
    }

    pub(super) fn has(&self, sign: char) -> bool {
        let mut inside = false;
        for (from, to) in &self.ranges {
            inside |= *from <= sign && sign <= *to;
        }
        inside != self.negated
    }
}

fn beside(sign: char, by: i32) -> char {
    u32::from(sign).checked_add_signed(by).and_then(char::from_u32).unwrap_or(sign)
}

pub(super) fn is_word(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || sign == '_'
}
