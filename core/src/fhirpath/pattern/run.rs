//! Running the program of a pattern over a text.

use super::{Code, GROUPS, Groups, Pattern, TooLong, class::is_word};

/// The most states: instructions times places in the text.
const STATES: usize = 4_000_000;
/// The most steps of one search, those that look ahead among them.
const STEPS: usize = 8_000_000;

struct Run<'r> {
    pattern: &'r Pattern,
    text: &'r str,
    /// Whether only a match up to the end counts.
    whole: bool,
    kept: Groups,
    steps: usize,
}

/// What is left to try.
enum Left {
    Try(usize, usize),
    /// A kept place as it was before.
    Back(usize, usize),
}

impl Pattern {
    /// The first match from this byte on, or the whole text as one; the places of its groups.
    pub(in crate::fhirpath) fn find(
        &self,
        text: &str,
        from: usize,
        whole: bool,
    ) -> Result<Option<Groups>, TooLong> {
        let states = self.code.len().saturating_mul(text.len() + 1);
        if states > STATES {
            return Err(TooLong);
        }
        let mut run = Run { pattern: self, text, whole, kept: [usize::MAX; GROUPS * 2], steps: 0 };
        // A state that led nowhere from an earlier place leads nowhere from a later one.
        let mut seen = vec![0; states / 32 + 1];
        for at in from..=text.len() {
            if text.is_char_boundary(at)
                && let Some(end) = run.end(0, at, &mut seen)?
            {
                run.kept[0] = at;
                run.kept[1] = end;
                return Ok(Some(run.kept));
            }
            if whole {
                break;
            }
        }
        Ok(None)
    }
}

impl Run<'_> {
    /// Where a match ends that begins with this instruction at this place.
    fn end(&mut self, pc: usize, at: usize, seen: &mut [u32]) -> Result<Option<usize>, TooLong> {
        let mut left = vec![Left::Try(pc, at)];
        while let Some(next) = left.pop() {
            let (mut pc, mut at) = match next {
                Left::Try(pc, at) => (pc, at),
                Left::Back(slot, place) => {
                    self.keep(slot, place);
                    continue;
                }
            };
            while self.is_new(pc, at, seen)? {
                let next = match self.pattern.code.get(pc).copied().unwrap_or(Code::Done) {
                    Code::Done if !self.whole || at == self.text.len() => return Ok(Some(at)),
                    Code::Keep(slot) => {
                        let slot = usize::from(slot);
                        left.push(Left::Back(slot, self.kept.get(slot).copied().unwrap_or(usize::MAX)));
                        self.keep(slot, at);
                        Some(1)
                    }
                    Code::Split(first, second) => {
                        left.push(Left::Try(pc.wrapping_add_signed(second.into()), at));
                        Some(first)
                    }
                    Code::Jump(by) => Some(by),
                    Code::Ahead(wanted, by) => {
                        let whole = std::mem::replace(&mut self.whole, false);
                        self.steps += seen.len();
                        let found = self.end(pc + 1, at, &mut vec![0; seen.len()])?.is_some();
                        self.whole = whole;
                        (found == wanted).then_some(by)
                    }
                    code => self.passes(code, &mut at).then_some(1),
                };
                let Some(by) = next else { break };
                pc = pc.wrapping_add_signed(by.into());
            }
        }
        Ok(None)
    }

    /// Whether this state was not tried before; from now on it was.
    fn is_new(&mut self, pc: usize, at: usize, seen: &mut [u32]) -> Result<bool, TooLong> {
        self.steps += 1;
        if self.steps > STEPS {
            return Err(TooLong);
        }
        let state = pc * (self.text.len() + 1) + at;
        let Some(word) = seen.get_mut(state / 32) else { return Ok(false) };
        let new = *word & (1 << (state % 32)) == 0;
        *word |= 1 << (state % 32);
        Ok(new)
    }

    /// Whether one instruction fits here; goes behind the sign that it takes.
    fn passes(&self, code: Code, at: &mut usize) -> bool {
        let sign = self.text.get(*at..).and_then(|rest| rest.chars().next());
        let fits = match code {
            Code::Start => return *at == 0,
            Code::End => return sign.is_none(),
            Code::Border(wanted) => {
                let before = self.text.get(..*at).and_then(|text| text.chars().next_back());
                return (before.is_some_and(is_word) != sign.is_some_and(is_word)) == wanted;
            }
            Code::Sign(wanted) => sign == Some(wanted),
            Code::Any => sign.is_some(),
            Code::Class(class) => {
                let class = self.pattern.classes.get(usize::from(class));
                sign.zip(class).is_some_and(|(sign, class)| class.has(sign))
            }
            _ => false,
        };
        *at += sign.map_or(0, char::len_utf8);
        fits
    }

    fn keep(&mut self, slot: usize, place: usize) {
        if let Some(kept) = self.kept.get_mut(slot) {
            *kept = place;
        }
    }
}
