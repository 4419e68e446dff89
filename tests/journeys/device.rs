//! What a phone delivers by: it seals as RFC 9180 says, and signs as RFC 9421 says.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hpke::aead::AesGcm256;
use hpke::kdf::HkdfSha256;
use hpke::kem::DhP256HkdfSha256;
use hpke::{Deserializable, Kem, OpModeS, Serializable, single_shot_seal};
use lapwing_core::outbox::{Entry, Ticket};
use lapwing_core::session::SealKey;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::json;
use sha2::{Digest, Sha256};

/// What this device may deliver by, for one person.
#[derive(Debug, Clone)]
pub(crate) struct Credential {
    pub(crate) account: String,
    pub(crate) id: String,
    pub(crate) key: SigningKey,
    /// When it was made, milliseconds: after half its term a sign-in brings another.
    pub(crate) made: i64,
}

/// A key pair from a number: a journey is the same at each run.
#[allow(clippy::expect_used, reason = "only tests call it")]
pub(crate) fn key_pair(number: u64) -> (SigningKey, String) {
    let secret: [u8; 32] = Sha256::digest(number.to_be_bytes()).into();
    let key = SigningKey::from_slice(&secret).expect("a key");
    let point = key.verifying_key().to_sec1_point(false);
    (key, URL_SAFE_NO_PAD.encode(point.as_bytes()))
}

/// Seals an entry to the gateway's key.
#[allow(clippy::expect_used, reason = "only tests call it")]
pub(crate) fn seal(to: &SealKey, entry: &Entry) -> Vec<u8> {
    let plain = json!({
        "account": entry.ticket.account, "method": entry.method.name(), "path": entry.path, "body": entry.body.to_string(),
    });
    let key = URL_SAFE_NO_PAD.decode(&to.key).expect("base64url");
    let key = <DhP256HkdfSha256 as Kem>::PublicKey::from_bytes(&key).expect("a point");
    let bound = format!("{}|{}", to.kid, entry.ticket.id);
    let (enc, ciphertext) = single_shot_seal::<AesGcm256, HkdfSha256, DhP256HkdfSha256>(
        &OpModeS::Base,
        &key,
        b"lapwing deposit 1",
        plain.to_string().as_bytes(),
        bound.as_bytes(),
    )
    .expect("sealed");
    [enc.to_bytes().to_vec(), ciphertext].concat()
}

impl Credential {
    /// Where a sealed entry goes, and the headers that vouch for it.
    pub(crate) fn vouch(
        &self,
        ticket: &Ticket,
        kid: &str,
        sealed: &[u8],
    ) -> (String, Vec<(&'static str, String)>) {
        let part = ticket.part().map_or_else(String::new, |number| format!("/parts/{number}"));
        let path = format!("/deposit/entries/{}{part}", ticket.id);
        let digest = format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(sealed)));
        let with = format!(
            r#"("@method" "@path" "content-digest" "x-lapwing-key");keyid="{}";alg="ecdsa-p256-sha256""#,
            self.id
        );
        let base = format!(
            "\"@method\": PUT\n\"@path\": {path}\n\"content-digest\": {digest}\n\"x-lapwing-key\": {kid}\n\"@signature-params\": {with}"
        );
        let signature: Signature = self.key.sign(base.as_bytes());
        let headers = vec![
            ("content-type", "application/vnd.lapwing.sealed".to_owned()),
            ("content-digest", digest),
            ("signature-input", format!("lapwing={with}")),
            ("signature", format!("lapwing=:{}:", STANDARD.encode(signature.to_bytes()))),
            ("x-lapwing-key", kid.to_owned()),
        ];
        (path, headers)
    }
}
