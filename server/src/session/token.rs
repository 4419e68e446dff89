//! The session's secret: only the browser holds it; the database holds its hash.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

const COOKIE: &str = "__Host-lapwing";

/// The header that carries the token a page must know, and another site can't.
pub const CSRF: HeaderName = HeaderName::from_static("x-lapwing-csrf");

/// 256 random bits that stand for a session.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl Token {
    /// A new one from the machine's random source.
    ///
    /// # Errors
    /// When the machine gives no random bytes.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// The one that a request's cookie carries. Two such cookies are none.
    pub fn from_cookies(headers: &HeaderMap) -> Option<Self> {
        let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let mut ours = pairs.filter(|(name, _)| *name == COOKIE).map(|(_, value)| value);
        let value = ours.next()?;
        let bytes = URL_SAFE_NO_PAD.decode(value).ok()?;
        if ours.next().is_some() { None } else { Some(Self(bytes.try_into().ok()?)) }
    }

    /// What the database keeps in its place.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }

    /// The CSRF token of this session: derived one way, so that it is nowhere kept.
    pub fn csrf(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.mac(b"csrf").map(|mac| mac.finalize().into_bytes()).unwrap_or_default())
    }

    /// Whether a request carries this session's CSRF token once. Takes the same time for every wrong one.
    pub fn csrf_in(&self, headers: &HeaderMap) -> bool {
        let mut given = headers.get_all(&CSRF).iter();
        let (Some(first), None) = (given.next(), given.next()) else { return false };
        let Ok(bytes) = URL_SAFE_NO_PAD.decode(first) else { return false };
        self.mac(b"csrf").is_some_and(|mac| mac.verify_slice(&bytes).is_ok())
    }

    /// Whether two secrets are the same, in a time that tells nothing about where they differ.
    pub fn same(&self, one: &str, other: &str) -> bool {
        let Some(mac) = self.mac(one.as_bytes()) else { return false };
        self.mac(other.as_bytes()).is_some_and(|o| o.verify(&mac.finalize().into_bytes()).is_ok())
    }

    fn mac(&self, text: &[u8]) -> Option<Hmac<Sha256>> {
        let mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.0).ok()?;
        Some(mac.chain_update(text))
    }

    /// The `Set-Cookie` that hands it to the browser.
    pub fn cookie(&self) -> String {
        format!("{COOKIE}={}; Path=/; Secure; HttpOnly; SameSite=Lax", URL_SAFE_NO_PAD.encode(self.0))
    }
}

/// The `Set-Cookie` that takes it away.
pub const NO_COOKIE: HeaderValue =
    HeaderValue::from_static("__Host-lapwing=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
