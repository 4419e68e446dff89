//! What the browser does for links, done natively: a second hand at the same frame, with other cryptography.

use std::io::{Read, Write};

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use lapwing_core::base64::{decode, encode};
use lapwing_core::event::Event;
use lapwing_core::links::{self, Closed, Order, jwe};

use crate::phone::Phone;

/// What a file may become when it is made large again, in bytes.
const LARGEST: u64 = 32 << 20;

/// Encrypts a text under this key, or a new one; `number` stands for the randomness of the browser.
///
/// # Panics
/// When it can't be encrypted.
#[must_use]
#[allow(clippy::expect_used, reason = "only tests call it")]
pub fn seal(text: &str, key: Option<&str>, number: u64) -> (String, String) {
    let mut new = [7_u8; 32];
    new[..8].copy_from_slice(&number.to_be_bytes());
    let key = key.and_then(decode).unwrap_or_else(|| new.to_vec());
    let mut iv = [9_u8; 12];
    iv[..8].copy_from_slice(&number.to_be_bytes());
    let header = jwe::header("application/fhir+json", true);
    let mut small = DeflateEncoder::new(Vec::new(), Compression::default());
    small.write_all(text.as_bytes()).expect("room");
    let small = small.finish().expect("small");
    let cipher = Aes256Gcm::new_from_slice(&key).expect("a key");
    let payload = Payload { msg: &small, aad: header.as_bytes() };
    let sealed = cipher.encrypt(&Nonce::from(iv), payload).expect("sealed");
    (encode(&key), jwe::frame(&header, &iv, &sealed))
}

/// The text of a file.
///
/// # Errors
/// Why it does not open.
pub fn open(file: &str, key: &str) -> Result<String, Closed> {
    let (parts, key) = (jwe::parts(file).ok_or(Closed::Key)?, decode(key).ok_or(Closed::Key)?);
    let cipher = Aes256Gcm::new_from_slice(&key).map_err(|_| Closed::Key)?;
    let iv: [u8; 12] = parts.iv.as_slice().try_into().map_err(|_| Closed::Key)?;
    let payload = Payload { msg: &parts.sealed, aad: parts.bound.as_bytes() };
    let mut plain = cipher.decrypt(&Nonce::from(iv), payload).map_err(|_| Closed::Key)?;
    if parts.deflated {
        let mut large = Vec::new();
        let mut from = DeflateDecoder::new(plain.as_slice()).take(LARGEST + 1);
        from.read_to_end(&mut large).map_err(|_| Closed::Key)?;
        if u64::try_from(large.len()).unwrap_or(u64::MAX) > LARGEST {
            return Err(Closed::Large);
        }
        plain = large;
    }
    String::from_utf8(plain).map_err(|_| Closed::Key)
}

impl Phone<'_> {
    pub(crate) async fn links(&mut self, order: Order) -> Event {
        Event::Links(match order {
            Order::Seal(text, key) => {
                self.keys_made += 1;
                links::Event::Sealed(Ok(seal(&text, key.as_deref(), self.number * 1_000 + self.keys_made)))
            }
            Order::Ask(request) => {
                let answer = self.ask(&request, None).await;
                links::Event::Answered(answer.map(|a| (a.status.as_u16(), a.body.unwrap_or_default())))
            }
            Order::Open(files, key) => {
                links::Event::Opened(files.iter().map(|file| open(file, &key)).collect())
            }
            Order::Copy(_) => links::Event::Copied(true),
        })
    }
}
