//! One kind of QR code (ISO/IEC 18004): version 5, correction level L, bytes, mask 0. It is one block with one alignment
//! pattern, so that what other versions need is not here; any reader knows any mask.

/// Modules on a side.
pub const SIDE: usize = 37;
/// The longest text, in bytes.
pub const MOST: usize = 106;
const DATA: usize = 108;
const CHECK: usize = 26;
/// Where the far finder patterns begin, and the middle of the alignment pattern.
const FAR: usize = SIDE - 8;
const MIDDLE: usize = 30;

/// The modules row by row, dark where the bit (column as its place) is set; `None` for a text that is too long.
#[must_use]
pub fn code(text: &str) -> Option<[u64; SIDE]> {
    let words = codewords(text.as_bytes())?;
    let mut rows = [0_u64; SIDE];
    let mut next = 0;
    // Upwards and downwards in turn, two columns at a time from the right; the timing column is left out.
    for pair in 0..SIDE / 2 {
        let right = SIDE - 1 - 2 * pair;
        let right = if right <= 6 { right - 1 } else { right };
        for step in 0..SIDE {
            let y = if pair % 2 == 0 { SIDE - 1 - step } else { step };
            for x in [right, right - 1] {
                if fixed(x, y).is_none() {
                    let word = words.get(next / 8).copied().unwrap_or(0);
                    let dark = (word >> (7 - next % 8)) & 1 == 1;
                    next += 1;
                    set(&mut rows, (x, y), dark != ((x + y) % 2 == 0));
                }
            }
        }
    }
    for y in 0..SIDE {
        for x in 0..SIDE {
            if let Some(dark) = fixed(x, y) {
                set(&mut rows, (x, y), dark);
            }
        }
    }
    Some(rows)
}

fn set(rows: &mut [u64; SIDE], (x, y): (usize, usize), dark: bool) {
    if let Some(row) = rows.get_mut(y) {
        *row |= u64::from(dark) << x;
    }
}

/// What stands at a place whatever the text is: patterns, timing, the format.
fn fixed(x: usize, y: usize) -> Option<bool> {
    let ring = |dx: usize, dy: usize| dx.max(dy);
    for (cx, cy) in [(3, 3), (SIDE - 4, 3), (3, SIDE - 4)] {
        let far = ring(x.abs_diff(cx), y.abs_diff(cy));
        if far <= 4 {
            return Some(far != 2 && far != 4);
        }
    }
    let far = ring(x.abs_diff(MIDDLE), y.abs_diff(MIDDLE));
    if far <= 2 {
        return Some(far != 1);
    }
    if x == 6 || y == 6 {
        return Some((x + y).is_multiple_of(2));
    }
    format(x, y)
}

/// Level L and mask 0 with their check bits, already masked (ISO/IEC 18004, table C.1).
const FORMAT: u32 = 0b111_0111_1100_0100;

/// The format stands twice: around the first finder pattern, and split between the other two.
fn format(x: usize, y: usize) -> Option<bool> {
    let bit = match (x, y) {
        (8, 0..=5) => y,
        (8, 7) => 6,
        (8, 8) => 7,
        (7, 8) => 8,
        (0..=5, 8) => 14 - x,
        (FAR.., 8) => SIDE - 1 - x,
        (8, FAR) => return Some(true),
        (8, FAR..) => y + 14 - (SIDE - 1),
        _ => return None,
    };
    Some((FORMAT >> bit) & 1 == 1)
}

/// Mode, length, text, padding, check.
fn codewords(text: &[u8]) -> Option<Vec<u8>> {
    if text.len() > MOST {
        return None;
    }
    let mut words = Vec::with_capacity(DATA + CHECK);
    // Four bits of mode (bytes), eight of length, then the text: everything lies half a byte further on.
    let mut half = 0x4_u8;
    let length = u8::try_from(text.len()).ok()?;
    for byte in std::iter::once(&length).chain(text) {
        words.push(half << 4 | byte >> 4);
        half = byte & 0xf;
    }
    words.push(half << 4);
    for pad in [0xec, 0x11].into_iter().cycle().take(DATA - words.len()) {
        words.push(pad);
    }
    let check = check(&words);
    words.extend(check);
    Some(words)
}

/// Reed-Solomon over GF(256) with 0x11d: the remainder of the words by the generator of degree [`CHECK`].
fn check(words: &[u8]) -> [u8; CHECK] {
    let mut generator = [0_u8; CHECK];
    generator[CHECK - 1] = 1;
    let mut root = 1;
    for _ in 0..CHECK {
        for at in 0..CHECK {
            let next = generator.get(at + 1).copied().unwrap_or(0);
            generator[at] = product(generator[at], root) ^ next;
        }
        root = product(root, 2);
    }
    let mut left = [0_u8; CHECK];
    for word in words {
        let factor = word ^ left[0];
        left.rotate_left(1);
        left[CHECK - 1] = 0;
        for (digit, of) in left.iter_mut().zip(generator) {
            *digit ^= product(of, factor);
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
mod tests {
    use super::*;

    /// The Reed-Solomon words of a text are a multiple of the generator: zero at each of its roots.
    #[test]
    fn the_check_words_vanish_at_every_root() {
        for text in ["", "https://example.org/join#ABCD-EFGH-JKMN", &"x".repeat(MOST)] {
            let words = codewords(text.as_bytes()).unwrap();
            assert_eq!(words.len(), DATA + CHECK);
            let mut root = 1;
            for _ in 0..CHECK {
                assert_eq!(words.iter().fold(0, |sum, word| product(sum, root) ^ word), 0, "{text}");
                root = product(root, 2);
            }
        }
    }

    #[test]
    fn every_place_that_is_not_fixed_holds_one_bit() {
        let free = (0..SIDE * SIDE).filter(|at| fixed(at % SIDE, at / SIDE).is_none()).count();
        // 134 words and the 7 bits that are left over (ISO/IEC 18004, table 1).
        assert_eq!(free, (DATA + CHECK) * 8 + 7);
    }

    /// What another reader (ZXing 3.1) read as this text, so that no change goes unnoticed.
    #[test]
    fn the_picture_is_the_one_that_was_read() {
        let rows = code("https://lapwing.example/join#7KQ2-M4XB-09TR").unwrap();
        let sum = rows.iter().fold(0_u64, |sum, row| sum.wrapping_mul(0x100_0000_01b3) ^ row);
        assert_eq!(sum, 11_846_027_176_521_166_464);
    }

    #[test]
    fn a_text_that_is_too_long_has_no_code() {
        assert!(code(&"x".repeat(MOST)).is_some() && code(&"x".repeat(MOST + 1)).is_none());
    }
}
