//! Opening what was sealed: HPKE (RFC 9180), base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hpke::{
    Deserializable, Kem as _, OpModeR, Serializable, aead::AesGcm256, kdf::HkdfSha256, kem::DhP256HkdfSha256,
    single_shot_open,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::hex::hex;

type Kem = DhP256HkdfSha256;
type Secret = <Kem as hpke::Kem>::PrivateKey;

/// What sender and receiver have agreed upon: this use, in this version.
const INFO: &[u8] = b"lapwing deposit 1";
/// The encapsulated key that stands before the ciphertext: an uncompressed point.
const ENC: usize = 65;
/// So many characters of the public key's hash name it.
const KID: usize = 16;

/// A key that entries are sealed to.
pub struct SealingKey {
    kid: String,
    secret: Secret,
    public: Vec<u8>,
}

impl SealingKey {
    /// A new one from the machine's random source.
    #[must_use]
    pub fn random() -> Self {
        let (secret, public) = Kem::gen_keypair();
        Self::of(secret, &public)
    }

    /// The one that was kept as these 32 bytes.
    #[must_use]
    pub fn kept(bytes: &[u8]) -> Option<Self> {
        let secret = Secret::from_bytes(bytes).ok()?;
        let public = Kem::sk_to_pk(&secret);
        Some(Self::of(secret, &public))
    }

    fn of(secret: Secret, public: &<Kem as hpke::Kem>::PublicKey) -> Self {
        let public = public.to_bytes().to_vec();
        let mut kid = hex(&Sha256::digest(&public));
        kid.truncate(KID);
        Self { kid, secret, public }
    }

    /// The 32 bytes to keep.
    pub(super) fn secret(&self) -> Vec<u8> {
        self.secret.to_bytes().to_vec()
    }

    /// Its name: the first 16 hexadecimal characters of SHA-256 over the public key.
    #[must_use]
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The public key, 65 bytes (an uncompressed point), as base64url without padding.
    #[must_use]
    pub fn public_text(&self) -> String {
        URL_SAFE_NO_PAD.encode(&self.public)
    }

    /// What was sealed to this key for this entry.
    #[must_use]
    pub fn open(&self, entry: Uuid, sealed: &[u8]) -> Option<Vec<u8>> {
        open(&self.secret, INFO, format!("{}|{entry}", self.kid).as_bytes(), sealed)
    }
}

fn open(secret: &Secret, info: &[u8], aad: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let (enc, ciphertext) = sealed.split_at_checked(ENC)?;
    let enc = <Kem as hpke::Kem>::EncappedKey::from_bytes(enc).ok()?;
    single_shot_open::<AesGcm256, HkdfSha256, Kem>(&OpModeR::Base, secret, &enc, info, ciphertext, aad).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(text: &str) -> Vec<u8> {
        (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
    }

    // The CFRG's test vectors of RFC 9180 (draft-irtf-cfrg-hpke, commit 5f503c5): mode 0, kem 0x0010, kdf 0x0001,
    // aead 0x0002, its first encryption.
    const SECRET: &str = "317f915db7bc629c48fe765587897e01e282d3e8445f79f27f65d031a88082b2";
    const PUBLIC: &str = "04abc7e49a4c6b3566d77d0304addc6ed0e98512ffccf505e6a8e3eb25c685136f853148544876de76c0f2ef99cdc3a05ccf5ded7860c7c021238f9e2073d2356c";
    const SENT: &str = "04c06b4f6bebc7bb495cb797ab753f911aff80aefb86fd8b6fcc35525f3ab5f03e0b21bd31a86c6048af3cb2d98e0d3bf01da5cc4c39ff5370d331a4f1f7d5a4e0\
                        58c61a45059d0c5704560e9d88b564a8b63f1364b8d1fcb3c4c6ddc1d291742465e902cd216f8908da49f8f96f";
    const NOTE: &str = "4f6465206f6e2061204772656369616e2055726e";
    const COUNT: &str = "436f756e742d30";

    #[test]
    fn the_official_vector_opens() {
        let key = SealingKey::kept(&bytes(SECRET)).unwrap();
        assert_eq!(hex(&key.public), PUBLIC);
        let opened = open(&key.secret, &bytes(NOTE), &bytes(COUNT), &bytes(SENT)).unwrap();
        assert_eq!(opened, b"Beauty is truth, truth beauty");
    }

    #[test]
    fn nothing_but_that_opens() {
        let key = SealingKey::kept(&bytes(SECRET)).unwrap();
        let (info, aad, sent) = (bytes(NOTE), bytes(COUNT), bytes(SENT));
        for at in 0..sent.len() {
            let mut other = sent.clone();
            other[at] ^= 1;
            assert!(open(&key.secret, &info, &aad, &other).is_none(), "byte {at}");
        }
        for end in [0, 1, 64, 65, 66, 80, 81, sent.len() - 1] {
            assert!(open(&key.secret, &info, &aad, &sent[..end]).is_none(), "{end} bytes");
        }
        assert!(open(&key.secret, b"lapwing deposit 1", &aad, &sent).is_none());
        assert!(open(&key.secret, &info, b"", &sent).is_none());
        assert!(open(&SealingKey::random().secret, &info, &aad, &sent).is_none());
    }

    #[test]
    fn a_key_is_kept_whole_and_named_by_its_public_part() {
        let key = SealingKey::random();
        let again = SealingKey::kept(&key.secret()).unwrap();
        assert_eq!((key.kid(), &key.public), (again.kid(), &again.public));
        assert_eq!((key.public.len(), key.public[0], key.kid.len()), (65, 4, 16));
        assert!(
            hex(&Sha256::digest(URL_SAFE_NO_PAD.decode(key.public_text()).unwrap())).starts_with(key.kid())
        );
        for wrong in [&[][..], &[0; 32], &[0xff; 32], &[1; 31], &[1; 33]] {
            assert!(SealingKey::kept(wrong).is_none(), "{wrong:?}");
        }
    }
}
