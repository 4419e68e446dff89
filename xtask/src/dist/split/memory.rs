//! Who fills which bytes of memory.

use std::ops::Range;

use super::{finished::Finished, shares::Share};

/// Pieces of memory as they stand from the start, each with its owner; `None` is the main module.
#[derive(Debug)]
pub struct Memory<'a>(Vec<(Option<usize>, u32, &'a [u8])>);

impl<'a> Memory<'a> {
    /// Cuts the pieces of a module along the shares.
    pub fn cut(module: &Finished<'a>, shares: &[Share]) -> Self {
        let mut owned: Vec<(Range<u32>, usize)> = Vec::new();
        for (part, share) in shares.iter().enumerate() {
            owned.extend(share.memory.iter().map(|range| (range.clone(), part)));
        }
        owned.sort_by_key(|(range, _)| range.start);
        let mut pieces = Vec::new();
        for (start, file) in &module.segments {
            let file =
                usize::try_from(file.start).unwrap_or(usize::MAX)..usize::try_from(file.end).unwrap_or(0);
            let bytes = module.bytes.get(file).unwrap_or_default();
            pieces.extend(cut(*start, bytes, &owned));
        }
        Self(pieces)
    }

    /// The pieces of one.
    pub fn of(&self, part: Option<usize>) -> impl Iterator<Item = (u32, &'a [u8])> {
        self.0.iter().filter(move |(owner, ..)| *owner == part).map(|(_, at, bytes)| (*at, *bytes))
    }
}

fn cut<'a>(
    start: u32,
    bytes: &'a [u8],
    owned: &[(Range<u32>, usize)],
) -> Vec<(Option<usize>, u32, &'a [u8])> {
    let mut pieces = Vec::new();
    let mut push = |owner, from: u32, to: u32| {
        let inside = bytes.get((from - start) as usize..(to - start) as usize);
        if let Some(bytes) = inside.filter(|bytes| !bytes.is_empty()) {
            pieces.push((owner, from, bytes));
        }
    };
    let end = start + u32::try_from(bytes.len()).unwrap_or_default();
    let mut at = start;
    for (range, part) in owned {
        let (from, to) = (range.start.clamp(at, end), range.end.clamp(at, end));
        push(None, at, from);
        push(Some(*part), from, to);
        at = to;
    }
    push(None, at, end);
    pieces
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn every_byte_goes_to_one_owner() {
        let bytes: Vec<u8> = (0..20).collect();
        let owned = [(0..12, 1), (15..18, 0), (29..40, 1)];
        let pieces = cut(10, &bytes, &owned);
        let of: Vec<_> = pieces.iter().map(|(owner, at, bytes)| (*owner, *at, bytes.len())).collect();
        assert_eq!(of, [(Some(1), 10, 2), (None, 12, 3), (Some(0), 15, 3), (None, 18, 11), (Some(1), 29, 1)]);
        assert_eq!(pieces.iter().flat_map(|(.., bytes)| bytes.to_vec()).collect::<Vec<_>>(), bytes);
    }
}
