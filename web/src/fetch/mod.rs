//! Requests to the gateway, and to nobody else.

use js_sys::Uint8Array;
use lapwing_core::effect::{Reply, Request};
use lapwing_core::json;
use lapwing_core::trouble::Trouble;
use serde_json::Value;
use wasm_bindgen::JsValue;

use crate::bridge::{call, get, object, scope, set, wait};
use crate::limit::Limit;

/// How long an answer may take, its body included, in milliseconds.
const PATIENCE: u32 = 20_000;
/// The same for a body of more bytes than [`LONG`]: less than the lease of an entry.
const MORE_PATIENCE: u32 = 50_000;
const LONG: usize = 64 * 1024;
/// What only the gateway opens.
const SEALED: &str = "application/vnd.lapwing.sealed";

/// What was heard, whatever its status.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Heard {
    pub(crate) status: u16,
    /// `None` where it does not say that it is JSON.
    pub(crate) json: Option<String>,
    pub(crate) etag: Option<String>,
    /// `Retry-After` in seconds.
    pub(crate) retry_after: Option<u32>,
}

/// Asks the gateway.
///
/// # Errors
/// What went wrong, as it matters to the person.
pub async fn send(request: &Request) -> Result<Reply, Trouble> {
    let body = request.body.as_ref().map(json::write);
    let heard = exchange(request, body.as_deref(), None).await?;
    let body = heard.json.and_then(|text| json::read(&text));
    if let Some(trouble) = Trouble::of_status(heard.status, detail(body.as_ref())) {
        return Err(trouble);
    }
    let body = match body {
        Some(body) => body,
        None if heard.status == 204 => Value::Null,
        None => return Err(Trouble::Unreadable),
    };
    Ok(Reply { status: heard.status, body, etag: heard.etag })
}

/// One request and its answer. `body` is the text that is sent; `entry` is the key of the gateway's ledger.
pub(crate) async fn exchange(
    request: &Request,
    body: Option<&str>,
    entry: Option<&str>,
) -> Result<Heard, Trouble> {
    // `//host` would leave this origin; the Content-Security-Policy forbids it too.
    if !request.path.starts_with('/') || request.path.starts_with("//") {
        return Err(Trouble::Refused);
    }
    talk(request, body, entry).await.map_err(|_| Trouble::Offline)
}

/// Puts a sealed body there, with the headers that vouch for it, and without a cookie: no session is in it.
///
/// # Errors
/// `Offline` where nothing was heard.
pub(crate) async fn exchange_sealed(
    path: &str,
    vouching: &[(&'static str, String)],
    body: &[u8],
) -> Result<Heard, Trouble> {
    let put = async {
        let limit = Limit::begin(if body.len() > LONG { MORE_PATIENCE } else { PATIENCE })?;
        let headers = object(&[("Content-Type", &SEALED.into())])?;
        for (name, value) in vouching {
            set(&headers, name, &value.into())?;
        }
        let init = object(&[
            ("method", &"PUT".into()),
            ("headers", &headers),
            ("credentials", &"omit".into()),
            ("redirect", &"manual".into()),
            ("cache", &"no-store".into()),
            ("signal", &limit.signal()?),
            ("body", &Uint8Array::from(body)),
        ])?;
        hear(path, &init).await
    };
    put.await.map_err(|_: JsValue| Trouble::Offline)
}

async fn talk(request: &Request, body: Option<&str>, entry: Option<&str>) -> Result<Heard, JsValue> {
    let limit = Limit::begin(PATIENCE)?;
    hear(&request.path, &init(request, body, entry, &limit)?).await
}

async fn hear(path: &str, init: &JsValue) -> Result<Heard, JsValue> {
    let response = wait(call(&scope(), "fetch", &[&path.into(), init])?).await?;
    let headers = get(&response, "headers")?;
    let header = |name: &str| Ok::<_, JsValue>(call(&headers, "get", &[&name.into()])?.as_string());
    let json = header("content-type")?.is_some_and(|kind| is_json(&kind));
    let text = wait(call(&response, "text", &[])?).await?.as_string();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a status has three digits")]
    let status = get(&response, "status")?.as_f64().unwrap_or_default() as u16;
    Ok(Heard {
        status,
        json: text.filter(|_| json),
        etag: header("etag")?,
        retry_after: header("retry-after")?.and_then(|seconds| seconds.parse().ok()),
    })
}

fn init(
    request: &Request,
    body: Option<&str>,
    entry: Option<&str>,
    limit: &Limit,
) -> Result<JsValue, JsValue> {
    let headers = object(&[])?;
    for (name, value) in headers_of(request, body.is_some(), entry) {
        set(&headers, name, &value.into())?;
    }
    let credentials = if request.anonymous { "omit" } else { "same-origin" };
    let init = object(&[
        ("method", &request.method.name().into()),
        ("headers", &headers),
        ("credentials", &credentials.into()),
        // A redirect is not ours: it is told as unreadable, not followed.
        ("redirect", &"manual".into()),
        ("signal", &limit.signal()?),
    ])?;
    if is_personal(&request.path) {
        set(&init, "cache", &"no-store".into())?;
    }
    if let Some(body) = body {
        set(&init, "body", &body.into())?;
    }
    Ok(init)
}

fn headers_of<'a>(request: &'a Request, body: bool, entry: Option<&'a str>) -> Vec<(&'static str, &'a str)> {
    let kind = if request.path.starts_with("/fhir") { "application/fhir+json" } else { "application/json" };
    let all = [
        ("Content-Type", body.then_some(kind)),
        ("X-Lapwing-CSRF", request.csrf.as_deref()),
        ("X-Lapwing-Person", request.person.as_deref()),
        ("X-Lapwing-Entry", entry),
        ("If-Match", request.if_match.as_deref()),
        ("X-Lapwing-Preview", request.preview.as_deref()),
        ("X-Lapwing-Quiet", request.quiet.then_some("1")),
        // The browser's languages may single somebody out.
        ("Accept-Language", request.anonymous.then_some("*")),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// Whether an answer may not stay in the browser's cache.
fn is_personal(path: &str) -> bool {
    [
        "/fhir",
        "/session",
        "/feedback",
        "/deposit",
        "/invitations",
        "/preview",
        "/links",
        "/link-reader",
        "/shl",
    ]
    .iter()
    .any(|start| path.starts_with(start))
}

fn is_json(kind: &str) -> bool {
    let kind = kind.split([';', ' ']).next().unwrap_or_default();
    kind == "application/json" || kind.ends_with("+json")
}

/// The code of an `OperationOutcome`.
fn detail(body: Option<&Value>) -> Option<&str> {
    body?["issue"][0]["details"]["coding"][0]["code"].as_str()
}

#[cfg(test)]
mod tests;
