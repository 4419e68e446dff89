//! Delivering what is sealed, without a session: this device signs, and the gateway knows whom it delivers for.
//!
//! The key pair cannot be exported. It can write for one person, and read nothing.

use js_sys::Uint8Array;
use lapwing_core::effect::{Enrolment, Method, Request};
use lapwing_core::outbox::{Answer, Ticket};
use lapwing_core::trouble::Trouble;
use wasm_bindgen::JsValue;

use crate::base64::{encode, encode_url};
use crate::bridge::{get, list, object, scope, subtle};
use crate::clock::time;
use crate::fetch::{exchange, exchange_sealed};
use crate::flush::{answer, parse};

/// A credential is renewed when it ends within so many milliseconds: 15 days.
const RENEW: i64 = 15 * 86_400_000;

/// The browser will not contact the network; where it does not say so, it may.
fn is_offline() -> bool {
    let online = get(&scope(), "navigator").and_then(|navigator| get(&navigator, "onLine"));
    online.is_ok_and(|online| online.as_bool() == Some(false))
}

/// What this device delivers by.
#[derive(Debug, Clone)]
pub(crate) struct Credential {
    /// For whom (identity).
    pub(crate) account: String,
    /// How the gateway names it.
    pub(crate) id: String,
    /// When it ends, milliseconds.
    pub(crate) until: i64,
    /// The private key: a handle that cannot be exported.
    pub(crate) key: JsValue,
}

impl Credential {
    /// Whether a sign-in should bring another.
    pub(crate) fn is_old(&self) -> bool {
        self.until - time() < RENEW
    }

    /// What is kept of it beside its key: lines of text.
    pub(crate) fn write(&self) -> String {
        [&self.account, "\n", &self.id, "\n", &self.until.to_string()].concat()
    }

    /// Reads what [`Credential::write`] wrote.
    pub(crate) fn read(text: &str, key: JsValue) -> Option<Self> {
        let mut lines = text.split('\n').map(String::from);
        Some(Self { account: lines.next()?, id: lines.next()?, until: lines.next()?.parse().ok()?, key })
    }

    /// Sends a sealed entry, or the next part of its file.
    pub(crate) async fn send(&self, ticket: &Ticket, kid: &str, sealed: &[u8]) -> Answer {
        let Ok((path, headers)) = self.headers(ticket, kid, sealed).await else { return Answer::Unsent };
        let offline = is_offline();
        match answer(exchange_sealed(&path, &headers, sealed).await) {
            Answer::None if offline && is_offline() => Answer::Unsent,
            heard => heard,
        }
    }

    /// Content-Digest (RFC 9530) and the message signature (RFC 9421) over it.
    async fn headers(
        &self,
        ticket: &Ticket,
        kid: &str,
        sealed: &[u8],
    ) -> Result<(String, [(&'static str, String); 4]), JsValue> {
        let mut path = ["/deposit/entries/", &ticket.id].concat();
        if let Some(number) = ticket.part() {
            path.push_str("/parts/");
            path.push_str(&number.to_string());
        }
        let body = Uint8Array::from(sealed);
        let hash = subtle("digest", &[&"SHA-256".into(), &body]).await?;
        let digest = ["sha-256=:", &encode(&Uint8Array::new(&hash).to_vec())?, ":"].concat();
        let with = [
            r#"("@method" "@path" "content-digest" "x-lapwing-key");keyid=""#,
            &self.id,
            r#"";alg="ecdsa-p256-sha256""#,
        ]
        .concat();
        let base = [
            "\"@method\": PUT\n\"@path\": ",
            &path,
            "\n\"content-digest\": ",
            &digest,
            "\n\"x-lapwing-key\": ",
            kid,
            "\n\"@signature-params\": ",
            &with,
        ]
        .concat();
        let how = object(&[("name", &"ECDSA".into()), ("hash", &"SHA-256".into())])?;
        let base = Uint8Array::from(base.as_bytes());
        let signature = subtle("sign", &[&how, &self.key, &base]).await?;
        let signature = encode(&Uint8Array::new(&signature).to_vec())?;
        let headers = [
            ("Content-Digest", digest),
            ("Signature-Input", ["lapwing=", &with].concat()),
            ("Signature", ["lapwing=:", &signature, ":"].concat()),
            ("X-Lapwing-Key", kid.into()),
        ];
        Ok((path, headers))
    }
}

/// Makes a key pair and tells the gateway that it may deliver for the person whose session this is.
///
/// # Errors
/// Why the gateway did not take it: what waits is held, and stays.
pub(crate) async fn enrol(enrolment: &Enrolment) -> Result<Credential, Trouble> {
    let (public, key) = key_pair().await.map_err(|_| Trouble::StorageClosed)?;
    let request = Request {
        csrf: enrolment.csrf.clone(),
        quiet: true,
        ..Request::new(Method::Post, "/deposit/devices".into())
    };
    let body = ["{\"key\":\"", &public, "\"}"].concat();
    let heard = exchange(&request, Some(&body), None).await?;
    if let Some(trouble) = Trouble::of_status(heard.status, None) {
        return Err(trouble);
    }
    let told = heard.json.and_then(|json| parse(&json)).ok_or(Trouble::Unreadable)?;
    let id = get(&told, "id").ok().and_then(|id| id.as_string()).ok_or(Trouble::Unreadable)?;
    let until = get(&told, "until").map(|until| js_sys::Date::new(&until).get_time()).unwrap_or_default();
    #[expect(clippy::cast_possible_truncation, reason = "a JavaScript time is a whole number below 2^53")]
    let until = until as i64;
    Ok(Credential { account: enrolment.account.clone(), id, until, key })
}

/// The public key in base64url, and the private key as a handle that cannot be exported.
async fn key_pair() -> Result<(String, JsValue), JsValue> {
    let curve = object(&[("name", &"ECDSA".into()), ("namedCurve", &"P-256".into())])?;
    let uses = list(&[&"sign".into(), &"verify".into()]);
    let pair = subtle("generateKey", &[&curve, &false.into(), &uses]).await?;
    let public = subtle("exportKey", &[&"raw".into(), &get(&pair, "publicKey")?]).await?;
    Ok((encode_url(&Uint8Array::new(&public).to_vec())?, get(&pair, "privateKey")?))
}
