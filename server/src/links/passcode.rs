//! Passcodes are kept as what Argon2id makes of them.

use argon2::{Algorithm, Argon2, Params, Version};

/// Bytes of the salt, and of what is made.
const SALT: usize = 16;
const HASH: usize = 32;
/// OWASP Password Storage Cheat Sheet (2023): 19 MiB, two passes, one lane.
const MEMORY: u32 = 19 * 1024;
const PASSES: u32 = 2;

fn hash(passcode: &str, salt: &[u8]) -> Option<[u8; HASH]> {
    let params = Params::new(MEMORY, PASSES, 1, Some(HASH)).ok()?;
    let mut made = [0; HASH];
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password_into(passcode.as_bytes(), salt, &mut made).ok()?;
    Some(made)
}

/// Salt and hash of a new passcode; `None` when the machine gives no random bytes.
#[must_use]
pub fn keep(passcode: &str) -> Option<Vec<u8>> {
    let mut salt = [0; SALT];
    getrandom::fill(&mut salt).ok()?;
    Some([salt.as_slice(), &hash(passcode, &salt)?].concat())
}

/// Whether a passcode is the one that was kept.
#[must_use]
pub fn is_right(passcode: &str, kept: &[u8]) -> bool {
    let Some((salt, kept)) = kept.split_at_checked(SALT) else { return false };
    // All bytes are compared, whatever the first ones are.
    hash(passcode, salt).is_some_and(|made| {
        kept.len() == HASH && made.iter().zip(kept).fold(0, |other, (a, b)| other | (a ^ b)) == 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_one_alone_is_right_and_two_of_the_same_are_kept_apart() {
        let (one, other) = (keep("482913").unwrap(), keep("482913").unwrap());
        assert_ne!(one, other);
        assert!(is_right("482913", &one) && is_right("482913", &other));
        for wrong in ["", "482914", "48291", "482913 "] {
            assert!(!is_right(wrong, &one), "{wrong}");
        }
        assert!(!is_right("482913", &[]) && !is_right("482913", &one[..20]));
    }
}
