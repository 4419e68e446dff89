//! Sealing to the gateway's public key: HPKE (RFC 9180), base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM,
//! made of the browser's own cryptography. Only the gateway opens what comes out; not even this page can.

use js_sys::Uint8Array;
use wasm_bindgen::JsValue;

use crate::bridge::{get, list, object, subtle};

/// `"KEM" || 0x0010`, section 4.1.
const KEM: &[u8] = b"KEM\x00\x10";
/// `"HPKE" || 0x0010 || 0x0001 || 0x0002`, section 5.1.
const SUITE: &[u8] = b"HPKE\x00\x10\x00\x01\x00\x02";
/// `mode_base || psk_id_hash || info_hash`, section 5.1: HMAC-SHA-256 under 32 zeros over the labelled empty text, and over the
/// labelled `lapwing deposit 1`, which is the only information that is ever bound here.
const CONTEXT: [u8; 65] = [
    0x00, 0x8f, 0xc3, 0xae, 0xb8, 0x32, 0x49, 0x0a, 0x4b, 0x5a, 0xb3, 0xe4, 0x20, 0x23, 0x28, 0x7d, 0xb2,
    0x9a, 0x1f, 0x4b, 0xc7, 0xc2, 0x22, 0xc0, 0xdf, 0x22, 0x87, 0x27, 0xb7, 0x0a, 0x40, 0x21, 0x12, 0x29,
    0xe8, 0x71, 0x5c, 0x14, 0xb2, 0xaf, 0x65, 0x53, 0xc5, 0x09, 0x1d, 0x8e, 0x9a, 0x49, 0x12, 0xa3, 0xcb,
    0x33, 0x84, 0x3c, 0x1b, 0x57, 0x11, 0x6c, 0x61, 0x96, 0xe3, 0xc2, 0x96, 0x6b, 0xd3,
];

/// Seals `plain` to the uncompressed point `to`; `bound` is checked when it is opened. The encapsulated key stands first.
pub(crate) async fn seal(to: &[u8], bound: &[u8], plain: &[u8]) -> Result<Vec<u8>, JsValue> {
    let curve = object(&[("name", &"ECDH".into()), ("namedCurve", &"P-256".into())])?;
    let uses = list(&[&"deriveBits".into()]).into();
    let pair = subtle("generateKey", &[&curve, &false.into(), &uses]).await?;
    let enc = subtle("exportKey", &[&"raw".into(), &get(&pair, "publicKey")?]).await?;
    let enc = Uint8Array::new(&enc).to_vec();
    let to_key = subtle("importKey", &[&"raw".into(), &bytes(to), &curve, &false.into(), &list(&[])]).await?;
    let agree = object(&[("name", &"ECDH".into()), ("public", &to_key)])?;
    let agreed = subtle("deriveBits", &[&agree, &get(&pair, "privateKey")?, &256.into()]).await?;
    let agreed = Uint8Array::new(&agreed).to_vec();

    let parts = [enc.as_slice(), to].concat();
    let shared =
        expand(&[], &labelled(KEM, b"eae_prk", &agreed), &info(KEM, 32, b"shared_secret", &parts), 32)
            .await?;
    let secret = labelled(SUITE, b"secret", b"");
    let key = expand(&shared, &secret, &info(SUITE, 32, b"key", &CONTEXT), 32).await?;
    let nonce = expand(&shared, &secret, &info(SUITE, 12, b"base_nonce", &CONTEXT), 12).await?;

    let uses = list(&[&"encrypt".into()]);
    let key =
        subtle("importKey", &[&"raw".into(), &bytes(&key), &"AES-GCM".into(), &false.into(), &uses]).await?;
    let how = [("name", &"AES-GCM".into()), ("iv", &bytes(&nonce)), ("additionalData", &bytes(bound))];
    let sealed = subtle("encrypt", &[&object(&how)?, &key, &bytes(plain)]).await?;
    Ok([enc, Uint8Array::new(&sealed).to_vec()].concat())
}

/// `LabeledExtract` without its hash: the key material of the HKDF, section 4.
fn labelled(suite: &[u8], label: &[u8], material: &[u8]) -> Vec<u8> {
    [b"HPKE-v1", suite, label, material].concat()
}

/// The information of `LabeledExpand`, section 4.
fn info(suite: &[u8], length: u8, label: &[u8], about: &[u8]) -> Vec<u8> {
    [&[0, length], b"HPKE-v1".as_slice(), suite, label, about].concat()
}

/// HKDF-SHA-256: extract and expand.
async fn expand(salt: &[u8], material: &[u8], info: &[u8], length: u32) -> Result<Vec<u8>, JsValue> {
    let uses = list(&[&"deriveBits".into()]);
    let key =
        subtle("importKey", &[&"raw".into(), &bytes(material), &"HKDF".into(), &false.into(), &uses]).await?;
    let how = object(&[
        ("name", &"HKDF".into()),
        ("hash", &"SHA-256".into()),
        ("salt", &bytes(salt)),
        ("info", &bytes(info)),
    ])?;
    let bits = subtle("deriveBits", &[&how, &key, &(length * 8).into()]).await?;
    Ok(Uint8Array::new(&bits).to_vec())
}

fn bytes(of: &[u8]) -> JsValue {
    Uint8Array::from(of).into()
}
