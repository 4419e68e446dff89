//! Sets of signs.

/// A set of signs, or all others.
#[derive(Clone, Debug, Default)]
pub(super) struct Class {
    pub ranges: Vec<(char, char)>,
    pub sets: Vec<Set>,
    pub negated: bool,
}

/// A named set: a digit, a letter of a word, a space; or the others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Set {
    kind: u8,
    negated: bool,
}

impl Set {
    /// By the letter behind the backslash.
    pub(super) fn of(letter: char) -> Option<Self> {
        let kind = letter.to_ascii_lowercase();
        matches!(kind, 'd' | 'w' | 's').then_some(Self { kind: kind as u8, negated: letter != kind })
    }

    fn has(self, sign: char) -> bool {
        let inside = match self.kind {
            b'd' => sign.is_ascii_digit(),
            b'w' => is_word(sign),
            _ => {
                sign.is_ascii_whitespace()
                    || matches!(sign, '\x0b' | '\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
            }
        };
        inside != self.negated
    }
}

pub(super) fn is_word(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || sign == '_'
}

impl Class {
    pub(super) fn has(&self, sign: char) -> bool {
        let inside = self.ranges.iter().any(|(from, to)| *from <= sign && sign <= *to)
            || self.sets.iter().any(|set| set.has(sign));
        inside != self.negated
    }
}
