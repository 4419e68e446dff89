//! Running the program of a pattern over a text.

use super::{GROUPS, Groups, TooLong, class::is_word, compile::Code};

/// The most states: instructions times places in the text.
const STATES: usize = 4_000_000;
/// The most steps of all lookings-ahead together.
const STEPS: usize = 8_000_000;

struct Run<'r> {
    code: &'r [Code],
    text: &'r str,
    /// Whether only a match up to the end counts.
    whole: bool,
    kept: [usize; GROUPS * 2],
    steps: usize,
}

/// What is left to try.
enum Left {
    Try(usize, usize),
    /// A kept place as it was before.
    Back(usize, usize),
}

const NOWHERE: usize = usize::MAX;

/// The first match from this byte on; the places of its groups.
pub(super) fn search(code: &[Code], text: &str, from: usize, whole: bool) -> Result<Option<Groups>, TooLong> {
    let states = code.len().saturating_mul(text.len() + 1);
    if states > STATES {
        return Err(TooLong);
    }
    let mut run = Run { code, text, whole, kept: [NOWHERE; GROUPS * 2], steps: 0 };
    let mut seen = vec![0_u32; states / 32 + 1];
    // A state that led nowhere from an earlier place leads nowhere from a later one.
    for at in from..=text.len() {
        if !text.is_char_boundary(at) {
            continue;
        }
        if let Some(end) = run.from(0, at, &mut seen)? {
            run.kept[0] = at;
            run.kept[1] = end;
            return Ok(Some(run.groups()));
        }
        if whole {
            break;
        }
    }
    Ok(None)
}

impl Run<'_> {
    fn groups(&self) -> Groups {
        let mut groups = [None; GROUPS];
        for (group, places) in groups.iter_mut().zip(self.kept.chunks_exact(2)) {
            if let [start, end] = *places
                && start != NOWHERE
                && end != NOWHERE
            {
                *group = Some((start, end));
            }
        }
        groups
    }

    /// Where a match ends that begins with this instruction at this place.
    fn from(&mut self, pc: usize, at: usize, seen: &mut [u32]) -> Result<Option<usize>, TooLong> {
        let mut left = vec![Left::Try(pc, at)];
        while let Some(next) = left.pop() {
            let (mut pc, mut at) = match next {
                Left::Try(pc, at) => (pc, at),
                Left::Back(slot, place) => {
                    self.keep(slot, place);
                    continue;
                }
            };
            loop {
                let state = pc * (self.text.len() + 1) + at;
                let Some(word) = seen.get_mut(state / 32) else { break };
                if *word & (1 << (state % 32)) != 0 {
                    break;
                }
                *word |= 1 << (state % 32);
                self.steps += 1;
                if self.steps > STEPS {
                    return Err(TooLong);
                }
                let sign = self.text.get(at..).and_then(|rest| rest.chars().next());
                let goes_on = match self.code.get(pc) {
                    None => false,
                    Some(Code::Done) if self.whole && at != self.text.len() => false,
                    Some(Code::Done) => return Ok(Some(at)),
                    Some(Code::Start) => at == 0,
                    Some(Code::End) => at == self.text.len(),
                    Some(Code::Border(wanted)) => self.border(at) == *wanted,
                    Some(Code::Keep(slot)) => {
                        left.push(Left::Back(*slot, self.kept.get(*slot).copied().unwrap_or(NOWHERE)));
                        self.keep(*slot, at);
                        true
                    }
                    Some(Code::Split(first, second)) => {
                        left.push(Left::Try(*second, at));
                        pc = *first;
                        continue;
                    }
                    Some(Code::Jump(to)) => {
                        pc = *to;
                        continue;
                    }
                    Some(Code::Ahead(wanted, next)) => {
                        if self.ahead(pc + 1, at, seen.len())? != *wanted {
                            break;
                        }
                        pc = *next;
                        continue;
                    }
                    Some(one) => {
                        let fits = sign.is_some_and(|sign| match one {
                            Code::Sign(wanted) => sign == *wanted,
                            Code::Class(class) => class.has(sign),
                            _ => true,
                        });
                        at += sign.map_or(0, char::len_utf8);
                        fits
                    }
                };
                if !goes_on {
                    break;
                }
                pc += 1;
            }
        }
        Ok(None)
    }

    fn keep(&mut self, slot: usize, place: usize) {
        if let Some(kept) = self.kept.get_mut(slot) {
            *kept = place;
        }
    }

    /// Whether the inner program matches here.
    fn ahead(&mut self, pc: usize, at: usize, words: usize) -> Result<bool, TooLong> {
        let whole = std::mem::replace(&mut self.whole, false);
        self.steps += words;
        let found = self.from(pc, at, &mut vec![0; words])?;
        self.whole = whole;
        Ok(found.is_some())
    }

    fn border(&self, at: usize) -> bool {
        let before = self.text.get(..at).and_then(|text| text.chars().next_back());
        let after = self.text.get(at..).and_then(|text| text.chars().next());
        before.is_some_and(is_word) != after.is_some_and(is_word)
    }
}
