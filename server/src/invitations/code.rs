//! The code: 60 random bits in Crockford's base 32, which has no letter that looks like a number or another letter.

use sha2::{Digest, Sha256};

/// Crockford's alphabet (<https://www.crockford.com/base32.html>): no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Twelve of 32 signs are 60 bits.
const LENGTH: usize = 12;

/// A code, as it was made or given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// A new one from the machine's random source.
    ///
    /// # Errors
    /// When the machine gives no random bytes.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0_u8; LENGTH];
        getrandom::fill(&mut bytes)?;
        let sign = |byte: u8| ALPHABET.get(usize::from(byte % 32)).map_or('0', |sign| char::from(*sign));
        Ok(Self(bytes.into_iter().map(sign).collect()))
    }

    /// What was given, as it was meant: small letters, spaces and lines are no matter, and O is 0, I and L are 1.
    #[must_use]
    pub fn read(given: &str) -> Self {
        let meant = |sign: char| match sign.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        Self(given.chars().filter(|c| c.is_ascii_alphanumeric()).take(LENGTH + 1).map(meant).collect())
    }

    /// For people: `ABCD-EFGH-JKMN`.
    #[must_use]
    pub fn shown(&self) -> String {
        let parts: Vec<String> =
            self.0.as_bytes().chunks(4).map(|part| String::from_utf8_lossy(part).into_owned()).collect();
        parts.join("-")
    }

    /// What is kept in its place.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        Sha256::new().chain_update(b"lapwing invitation\n").chain_update(&self.0).finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_is_shown_and_as_people_write_it() {
        for _ in 0..200 {
            let code = Code::random().unwrap();
            let shown = code.shown();
            assert_eq!((shown.len(), shown.matches('-').count()), (14, 2), "{shown}");
            assert!(!shown.contains(['I', 'L', 'O', 'U']), "{shown}");
            let sloppy = shown.replace('-', " ").to_lowercase().replace('0', "o").replace('1', "l");
            assert_eq!((Code::read(&shown), Code::read(&sloppy)), (code.clone(), code.clone()), "{shown}");
            assert_eq!(Code::read(&shown).hash(), code.hash());
        }
    }

    #[test]
    fn another_code_has_another_hash_and_a_longer_one_is_another() {
        let code = Code::read("0123-4567-89AB");
        assert_ne!(code.hash(), Code::read("0123-4567-89AC").hash());
        assert_ne!(code, Code::read("0123-4567-89AB-0"));
        assert_eq!(Code::read("<>").shown(), "");
    }
}
