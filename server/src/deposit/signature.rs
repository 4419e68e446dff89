//! The one signature that a delivery bears: HTTP Message Signatures (RFC 9421) over method, path, digest of the body
//! (RFC 9530) and sealing key, and nothing that could be left out or put in another order.

use axum::http::{HeaderMap, HeaderName};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::PublicKey;
use crate::origins::only;

const DIGEST: HeaderName = HeaderName::from_static("content-digest");
const INPUT: HeaderName = HeaderName::from_static("signature-input");
const SIGNATURE: HeaderName = HeaderName::from_static("signature");
const KEY: HeaderName = HeaderName::from_static("x-lapwing-key");

/// The label of the signature.
const LABEL: &str = "lapwing=";

/// What the headers of a delivery say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The device that says it has signed.
    pub device: Uuid,
    /// The sealing key that the body is sealed to.
    pub kid: String,
    digest: String,
    signature: Vec<u8>,
}

impl Signed {
    /// Reads the headers: each there once, in the one form that is taken.
    #[must_use]
    pub fn read(headers: &HeaderMap) -> Option<Self> {
        let one = |name| only(headers, &name).map(str::trim);
        let input = one(INPUT)?.strip_prefix(LABEL)?;
        let device = input.split('"').nth(9).and_then(|text| Uuid::try_parse(text).ok())?;
        let signature = between(one(SIGNATURE)?, LABEL)?;
        let signed = Self { device, kid: one(KEY)?.to_owned(), digest: one(DIGEST)?.to_owned(), signature };
        (input == parameters(device)).then_some(signed)
    }

    /// Whether this key signed a `PUT` of this body to this path.
    #[must_use]
    pub fn holds(&self, path: &str, body: &[u8], key: &PublicKey) -> bool {
        let whole = between(&self.digest, "sha-256=").is_some_and(|hash| hash == Sha256::digest(body)[..]);
        whole && key.signed(base(path, &self.digest, &self.kid, self.device).as_bytes(), &self.signature)
    }
}

/// The signature base (RFC 9421, section 2.5): one line a component, the parameters last, no line end after them.
#[must_use]
pub fn base(path: &str, digest: &str, kid: &str, device: Uuid) -> String {
    format!(
        "\"@method\": PUT\n\"@path\": {path}\n\"content-digest\": {digest}\n\"x-lapwing-key\": {kid}\n\"@signature-params\": {}",
        parameters(device)
    )
}

fn parameters(device: Uuid) -> String {
    format!(
        r#"("@method" "@path" "content-digest" "x-lapwing-key");keyid="{device}";alg="ecdsa-p256-sha256""#
    )
}

/// The bytes of `name:base64:` (a byte sequence of RFC 8941), nothing beside it.
fn between(value: &str, name: &str) -> Option<Vec<u8>> {
    let text = value.strip_prefix(name)?.strip_prefix(':')?.strip_suffix(':')?;
    STANDARD.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use p256::ecdsa::{Signature, SigningKey, signature::Signer};

    use super::*;

    const DEVICE: &str = "5a3c1f1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f";
    const PATH: &str = "/deposit/entries/9a3c1f1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f";
    const KID: &str = "0123456789abcdef";
    const INPUT_VALUE: &str = r#"lapwing=("@method" "@path" "content-digest" "x-lapwing-key");keyid="5a3c1f1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f";alg="ecdsa-p256-sha256""#;

    fn device() -> Uuid {
        Uuid::try_parse(DEVICE).unwrap()
    }

    fn signing() -> (SigningKey, PublicKey) {
        let key = SigningKey::from_slice(&[7; 32]).unwrap();
        let public = PublicKey::read(key.verifying_key().to_sec1_point(false).as_bytes().to_vec()).unwrap();
        (key, public)
    }

    fn headers(body: &[u8]) -> HeaderMap {
        let digest = format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(body)));
        let signature: Signature = signing().0.sign(base(PATH, &digest, KID, device()).as_bytes());
        let signature = format!("lapwing=:{}:", STANDARD.encode(signature.to_bytes()));
        [(DIGEST, digest), (INPUT, INPUT_VALUE.to_owned()), (SIGNATURE, signature), (KEY, KID.to_owned())]
            .into_iter()
            .map(|(name, value)| (name, HeaderValue::try_from(value).unwrap()))
            .collect()
    }

    fn holds(headers: &HeaderMap, path: &str, body: &[u8]) -> bool {
        Signed::read(headers).is_some_and(|signed| signed.holds(path, body, &signing().1))
    }

    #[test]
    fn the_base_is_that_of_the_rfc() {
        let expect = "\"@method\": PUT\n\
            \"@path\": /deposit/entries/9a3c1f1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f\n\
            \"content-digest\": sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:\n\
            \"x-lapwing-key\": 0123456789abcdef\n\
            \"@signature-params\": (\"@method\" \"@path\" \"content-digest\" \"x-lapwing-key\")\
            ;keyid=\"5a3c1f1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f\";alg=\"ecdsa-p256-sha256\"";
        let digest = "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:";
        assert_eq!(base(PATH, digest, KID, device()), expect);
    }

    #[test]
    fn what_was_signed_holds_and_nothing_else() {
        let good = headers(b"body");
        assert!(holds(&good, PATH, b"body"));
        assert!(!holds(&good, PATH, b"bodY"));
        assert!(!holds(&good, &PATH.replace('9', "8"), b"body"));
        let signed = Signed::read(&good).unwrap();
        let other = SigningKey::from_slice(&[8; 32]).unwrap();
        let other = PublicKey::read(other.verifying_key().to_sec1_point(false).as_bytes().to_vec()).unwrap();
        assert!(!signed.holds(PATH, b"body", &other));
        assert!(!Signed { kid: "0123456789abcdee".to_owned(), ..signed.clone() }.holds(
            PATH,
            b"body",
            &signing().1
        ));
        assert!(!Signed { device: Uuid::nil(), ..signed }.holds(PATH, b"body", &signing().1));
    }

    #[test]
    fn both_signs_of_s_are_taken() {
        // Browsers don't choose the lower of the two, as some libraries do.
        let good = headers(b"body");
        let mut signed = Signed::read(&good).unwrap();
        let (r, s) = Signature::from_slice(&signed.signature).unwrap().split_scalars();
        let other = Signature::from_scalars(r, -s).unwrap();
        signed.signature = other.to_bytes().to_vec();
        assert!(signed.holds(PATH, b"body", &signing().1));
    }

    #[test]
    fn one_form_is_read() {
        let check = |name: &HeaderName, values: &[&str]| {
            let mut headers = headers(b"body");
            headers.remove(name);
            for value in values {
                headers.append(name, HeaderValue::from_str(value).unwrap());
            }
            assert!(!holds(&headers, PATH, b"body"), "{name}: {values:?}");
        };
        for name in [DIGEST, INPUT, SIGNATURE, KEY] {
            let right = headers(b"body").get(&name).unwrap().to_str().unwrap().to_owned();
            let twice = format!("{right}, {right}");
            for values in
                [&[][..], &[""], &[&right, &right], &[&twice], &[&right[1..]], &[&right[..right.len() - 1]]]
            {
                check(&name, values);
            }
        }
        for wrong in [
            INPUT_VALUE.replace("lapwing=", "sig1="),
            INPUT_VALUE.replace(r#""@method" "@path""#, r#""@path" "@method""#),
            INPUT_VALUE.replace(r#" "x-lapwing-key""#, ""),
            INPUT_VALUE.replace(r#""@path""#, r#""@path" "@authority""#),
            INPUT_VALUE.replace("ecdsa-p256-sha256", "hmac-sha256"),
            INPUT_VALUE.replace(";alg", ";created=1618884473;alg"),
            format!("{INPUT_VALUE};nonce=\"a\""),
            INPUT_VALUE.replace(DEVICE, &DEVICE.to_uppercase()),
            INPUT_VALUE.replace(DEVICE, "no-uuid"),
            INPUT_VALUE.replace(r#"" "#, r#""  "#),
        ] {
            check(&INPUT, &[&wrong]);
        }
        for wrong in ["sha-512=:AAAA:", "sha-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "sha-256=::"]
        {
            check(&DIGEST, &[wrong]);
        }
        for wrong in ["lapwing=:AAAA:", "lapwing=::", "sig=:AAAA:"] {
            check(&SIGNATURE, &[wrong]);
        }
    }

    #[test]
    fn only_points_of_the_curve_are_keys() {
        let point = signing().0.verifying_key().to_sec1_point(false).as_bytes().to_vec();
        let mut beside = point.clone();
        beside[64] ^= 1;
        let short = signing().0.verifying_key().to_sec1_point(true).as_bytes().to_vec();
        for wrong in [vec![], vec![0], vec![4; 65], beside, short, point[..64].to_vec()] {
            assert!(PublicKey::read(wrong.clone()).is_none(), "{wrong:?}");
        }
        assert!(PublicKey::read(point).is_some());
    }
}
