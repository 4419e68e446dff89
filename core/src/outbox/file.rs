//! A file that goes with answers: kept in parts, each encrypted under a key of its own file, which goes sealed after them.

/// So many bytes are in a part: one goes within half a minute where the signal gives 40 kbit/s, and none fills the memory of
/// an old phone.
pub const PART: u32 = 128 * 1024;

/// The largest file, in bytes.
pub const LARGEST: u64 = 10_000_000;

/// The files of one check-in have so many bytes together at most.
pub const TOGETHER: u64 = 20_000_000;

/// How a file is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// How many parts.
    pub parts: u32,
    /// Bytes of the file.
    pub size: u64,
    /// The key of the parts: 32 bytes, base64url without padding. AES-256-GCM; the nonce is the number of the part (96 bits,
    /// big-endian), bound to it is `id|number|parts`.
    pub key: String,
    /// SHA-256 over the SHA-256 of each part, base64url without padding: made part by part, and the file is never whole in
    /// memory.
    pub digest: String,
}

/// How many parts a file of so many bytes has; an empty one has one.
#[must_use]
pub fn parts(size: u64) -> u32 {
    u32::try_from(size.div_ceil(u64::from(PART))).unwrap_or(u32::MAX).max(1)
}
