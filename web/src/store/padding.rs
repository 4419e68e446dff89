//! Sizes are padded, so that the length of a row does not tell what is in it.

const PREFIX: usize = 4;
const STEP: usize = 16 * 1024;

/// The bytes behind their length, filled with zeros up to 256 B, 1 KiB, 4 KiB, 16 KiB, then steps of 16 KiB.
pub(crate) fn pad(plain: &[u8]) -> Option<Vec<u8>> {
    let length = u32::try_from(plain.len()).ok()?;
    let needed = PREFIX + plain.len();
    let size = [256, 1024, 4096].into_iter().find(|size| needed <= *size);
    let size = size.unwrap_or_else(|| needed.next_multiple_of(STEP));
    let mut padded = Vec::with_capacity(size);
    padded.extend_from_slice(&length.to_le_bytes());
    padded.extend_from_slice(plain);
    padded.resize(size, 0);
    Some(padded)
}

/// The bytes that were padded; `None` if these were not made by [`pad`].
pub(crate) fn unpad(padded: &[u8]) -> Option<&[u8]> {
    let (length, rest) = padded.split_first_chunk::<PREFIX>()?;
    rest.get(..usize::try_from(u32::from_le_bytes(*length)).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_few_and_the_bytes_come_back() {
        let table = [
            (0, 256),
            (1, 256),
            (252, 256),
            (253, 1024),
            (1020, 1024),
            (1021, 4096),
            (4092, 4096),
            (4093, 16 * 1024),
            (16 * 1024 - 4, 16 * 1024),
            (16 * 1024 - 3, 32 * 1024),
            (100_000, 112 * 1024),
        ];
        for (length, size) in table {
            let plain: Vec<u8> = (0..length).map(|i| u8::try_from(i % 251).unwrap()).collect();
            let padded = pad(&plain).unwrap();
            assert_eq!(padded.len(), size, "{length}");
            assert_eq!(unpad(&padded), Some(plain.as_slice()));
        }
    }

    #[test]
    fn what_was_not_padded_is_not_read() {
        assert_eq!(unpad(&[]), None);
        assert_eq!(unpad(&[1, 0, 0]), None);
        assert_eq!(unpad(&[5, 0, 0, 0, 1, 2]), None);
        assert_eq!(unpad(&[255; 300]), None);
    }
}
