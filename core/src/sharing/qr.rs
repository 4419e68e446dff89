//! QR codes (ISO/IEC 18004): versions 1 to 20, correction level M, bytes, mask 0. Any reader knows any mask, so that none
//! is weighed against the others.

/// Check words in a block, by version (table 9, level M).
const CHECK: [u8; 20] = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
/// Blocks, by version (table 9, level M).
const BLOCKS: [u8; 20] = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];
/// Level M and mask 0 with their check bits, already masked (table C.1).
const FORMAT: u32 = 0b101_0100_0001_0010;

/// A code as a square of modules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Modules on a side.
    pub side: usize,
    dark: Vec<bool>,
}

impl Code {
    /// Whether a module is dark.
    #[must_use]
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        self.dark.get(y * self.side + x).copied().unwrap_or(false)
    }
}

/// What a version is like.
struct Kind {
    version: usize,
    side: usize,
    blocks: usize,
    check: usize,
    /// Words that hold the text, of all blocks.
    data: usize,
}

impl Kind {
    /// From 1 to 20.
    fn of(version: usize) -> Option<Self> {
        let at = version.checked_sub(1)?;
        let (blocks, check) = (usize::from(*BLOCKS.get(at)?), usize::from(*CHECK.get(at)?));
        // All modules but the finder patterns, timing, format, and the version's own; then the alignment patterns.
        let mut free = (16 * version + 128) * version + 64;
        if version >= 2 {
            let far = version / 7 + 2;
            free -= (25 * far - 10) * far - 55;
        }
        if version >= 7 {
            free -= 36;
        }
        Some(Self { version, side: 17 + 4 * version, blocks, check, data: free / 8 - blocks * check })
    }

    /// Bytes of the header: four bits of mode, then the length in 8 bits, or 16 from version 10 on.
    fn head(&self) -> usize {
        if self.version < 10 { 1 } else { 2 }
    }

    /// The bits of the version, which stand in the picture from version 7 on (annex D).
    fn bits(&self) -> usize {
        let mut left = self.version;
        for _ in 0..12 {
            left = (left << 1) ^ ((left >> 11) * 0x1f25);
        }
        self.version << 12 | left
    }

    /// Whether an alignment pattern has its middle in this column or row (annex E).
    fn is_middle(&self, at: usize) -> bool {
        let far = self.version / 7 + 2;
        let step = (self.version * 4 + far * 2 + 1) / (far * 2 - 2) * 2;
        let last = self.side - 7;
        self.version >= 2
            && (at == 6 || (at <= last && (last - at).is_multiple_of(step) && (last - at) / step < far - 1))
    }
}

/// The smallest code that holds the text; `None` for one of more than 666 bytes.
#[must_use]
pub fn code(text: &str) -> Option<Code> {
    let text = text.as_bytes();
    let kind = (1..=20).filter_map(Kind::of).find(|kind| text.len() + kind.head() < kind.data)?;
    let words = spread(&kind, &codewords(&kind, text));
    let side = kind.side;
    let mut dark = vec![false; side * side];
    let mut next = 0;
    // Upwards and downwards in turn, two columns at a time from the right; the timing column is left out.
    for pair in 0..side / 2 {
        let right = side - 1 - 2 * pair;
        let right = if right <= 6 { right - 1 } else { right };
        for step in 0..side {
            let y = if pair % 2 == 0 { side - 1 - step } else { step };
            for x in [right, right - 1] {
                if let Some(module) = dark.get_mut(y * side + x) {
                    *module = fixed(&kind, x, y).unwrap_or_else(|| {
                        let word = words.get(next / 8).copied().unwrap_or(0);
                        let bit = (word >> (7 - next % 8)) & 1 == 1;
                        next += 1;
                        bit != (x + y).is_multiple_of(2)
                    });
                }
            }
        }
    }
    // The timing column.
    for y in 0..side {
        if let (Some(module), Some(set)) = (dark.get_mut(y * side + 6), fixed(&kind, 6, y)) {
            *module = set;
        }
    }
    Some(Code { side, dark })
}

/// What stands at a place whatever the text is: patterns, timing, format, version.
fn fixed(kind: &Kind, x: usize, y: usize) -> Option<bool> {
    let side = kind.side;
    for (cx, cy) in [(3, 3), (side - 4, 3), (3, side - 4)] {
        let far = x.abs_diff(cx).max(y.abs_diff(cy));
        if far <= 4 {
            return Some(far != 2 && far != 4);
        }
    }
    if let Some(dark) = aligned(kind, x, y) {
        return Some(dark);
    }
    if x == 6 || y == 6 {
        return Some((x + y).is_multiple_of(2));
    }
    if kind.version >= 7 {
        let (low, high) = (x.min(y), x.max(y));
        if low < 6 && (side - 11..side - 8).contains(&high) {
            return Some((kind.bits() >> (low * 3 + high - (side - 11))) & 1 == 1);
        }
    }
    format(side, x, y)
}

/// The alignment patterns: wherever two middles meet, but at the finder patterns.
fn aligned(kind: &Kind, x: usize, y: usize) -> Option<bool> {
    let middle = |at: usize| (at.saturating_sub(2)..=at + 2).find(|at| kind.is_middle(*at));
    let (cx, cy) = (middle(x)?, middle(y)?);
    let last = kind.side - 7;
    if [(6, 6), (6, last), (last, 6)].contains(&(cx, cy)) {
        return None;
    }
    Some(x.abs_diff(cx).max(y.abs_diff(cy)) != 1)
}

/// The format stands twice: around the first finder pattern, and split between the other two.
fn format(side: usize, x: usize, y: usize) -> Option<bool> {
    let far = side - 8;
    let bit = match (x, y) {
        (8, 0..=5) => y,
        (8, 7) => 6,
        (8, 8) => 7,
        (7, 8) => 8,
        (0..=5, 8) => 14 - x,
        (_, 8) if x >= far => side - 1 - x,
        (8, _) if y == far => return Some(true),
        (8, _) if y > far => y + 15 - side,
        _ => return None,
    };
    Some((FORMAT >> bit) & 1 == 1)
}

/// Mode, length, text, padding.
fn codewords(kind: &Kind, text: &[u8]) -> Vec<u8> {
    let mut words = Vec::with_capacity(kind.data);
    let length = u16::try_from(text.len()).unwrap_or(u16::MAX).to_be_bytes();
    // Four bits of mode (bytes) stand first: everything lies half a byte further on.
    let mut half = 0x4_u8;
    for byte in length.iter().skip(2 - kind.head()).chain(text) {
        words.push(half << 4 | byte >> 4);
        half = byte & 0xf;
    }
    words.push(half << 4);
    for pad in [0xec, 0x11].into_iter().cycle().take(kind.data - words.len()) {
        words.push(pad);
    }
    words
}

/// The words of all blocks in turn, then their check words in turn. The last blocks are one word longer.
fn spread(kind: &Kind, words: &[u8]) -> Vec<u8> {
    let short = kind.data / kind.blocks;
    let longer = kind.data % kind.blocks;
    let mut blocks = Vec::with_capacity(kind.blocks);
    let mut rest = words;
    for at in 0..kind.blocks {
        let length = short + usize::from(at >= kind.blocks - longer);
        let (block, after) = rest.split_at(length.min(rest.len()));
        blocks.push((block, check(block, kind.check)));
        rest = after;
    }
    let mut all = Vec::with_capacity(kind.data + kind.blocks * kind.check);
    for at in 0..=short {
        all.extend(blocks.iter().filter_map(|(block, _)| block.get(at)));
    }
    for at in 0..kind.check {
        all.extend(blocks.iter().filter_map(|(_, check)| check.get(at)));
    }
    all
}

/// Reed-Solomon over GF(256) with 0x11d: the remainder of the words by the generator of this degree.
fn check(words: &[u8], degree: usize) -> Vec<u8> {
    let mut generator = vec![0_u8; degree];
    if let Some(last) = generator.last_mut() {
        *last = 1;
    }
    let mut root = 1;
    for _ in 0..degree {
        let mut next = 0;
        for digit in generator.iter_mut().rev() {
            let own = *digit;
            *digit = product(own, root) ^ next;
            next = own;
        }
        root = product(root, 2);
    }
    let mut left = vec![0_u8; degree];
    for word in words {
        let factor = word ^ left.first().copied().unwrap_or(0);
        left.rotate_left(1);
        if let Some(last) = left.last_mut() {
            *last = 0;
        }
        for (digit, of) in left.iter_mut().zip(&generator) {
            *digit ^= product(*of, factor);
        }
    }
    left
}

fn product(a: u8, b: u8) -> u8 {
    let mut sum = 0_u8;
    for bit in (0..8).rev() {
        sum = (sum << 1) ^ if sum & 0x80 == 0 { 0 } else { 0x1d };
        sum ^= if (b >> bit) & 1 == 1 { a } else { 0 };
    }
    sum
}

#[cfg(test)]
mod tests;
