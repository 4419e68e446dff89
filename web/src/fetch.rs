//! Requests to the gateway, and to nobody else.

use js_sys::{Function, Object, Reflect};
use lapwing_core::effect::{Reply, Request};
use lapwing_core::trouble::Trouble;
use serde_json::Value;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortController, RequestInit, Response};

use crate::bridge::{member, object};
use crate::scope::scope;

/// How long an answer may take, its body included, in milliseconds.
const LIMIT: u32 = 20_000;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn after(call: &Function, wait: u32) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn never(timer: &JsValue);
}

/// What was heard, whatever its status.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Heard {
    pub(crate) status: u16,
    /// `None` where it is not JSON.
    pub(crate) body: Option<Value>,
    pub(crate) etag: Option<String>,
    /// `Retry-After` in seconds.
    pub(crate) retry_after: Option<u32>,
}

/// Asks the gateway.
///
/// # Errors
/// What went wrong, as it matters to the person.
pub async fn send(request: &Request) -> Result<Reply, Trouble> {
    let heard = exchange(request, None).await?;
    if let Some(trouble) = Trouble::of_status(heard.status, detail(heard.body.as_ref())) {
        return Err(trouble);
    }
    let body = match heard.body {
        Some(body) => body,
        None if heard.status == 204 => Value::Null,
        None => return Err(Trouble::Unreadable),
    };
    Ok(Reply {
        status: heard.status,
        body,
        etag: heard.etag,
    })
}

/// One request and its answer; `entry` is the key of the gateway's ledger.
pub(crate) async fn exchange(request: &Request, entry: Option<&str>) -> Result<Heard, Trouble> {
    // `//host` would leave this origin; the Content-Security-Policy forbids it too.
    if !request.path.starts_with('/') || request.path.starts_with("//") {
        return Err(Trouble::Refused);
    }
    talk(request, entry).await.map_err(|_| Trouble::Offline)
}

async fn talk(request: &Request, entry: Option<&str>) -> Result<Heard, JsValue> {
    let limit = Limit::begin()?;
    let init = init(request, entry, &limit)?;
    let answer =
        scope().fetch_with_str_and_init(&request.path, init.unchecked_ref::<RequestInit>());
    let response: Response = answer.await?.unchecked_into();
    let header = |name: &str| response.headers().get(name);
    let json = header("content-type")?.is_some_and(|kind| is_json(&kind));
    let (etag, retry_after) = (header("etag")?, header("retry-after")?);
    let text = response.text()?.await?.as_string().unwrap_or_default();
    Ok(Heard {
        status: response.status(),
        body: if json {
            serde_json::from_str(&text).ok()
        } else {
            None
        },
        etag,
        retry_after: retry_after.and_then(|seconds| seconds.parse().ok()),
    })
}

fn init(request: &Request, entry: Option<&str>, limit: &Limit) -> Result<Object, JsValue> {
    let headers = Object::new();
    for (name, value) in headers_of(request, entry) {
        Reflect::set(&headers, &name.into(), &value.into())?;
    }
    let credentials = if request.anonymous {
        "omit"
    } else {
        "same-origin"
    };
    let init = object(&[
        ("method", &request.method.name().into()),
        ("headers", &headers),
        ("credentials", &credentials.into()),
        // A redirect is not ours: it is told as unreadable, not followed.
        ("redirect", &"manual".into()),
        ("signal", &limit.controller.signal()),
    ])?;
    if is_personal(&request.path) {
        Reflect::set(&init, &"cache".into(), &"no-store".into())?;
    }
    if let Some(body) = &request.body {
        Reflect::set(&init, &"body".into(), &body.to_string().into())?;
    }
    Ok(init)
}

fn headers_of<'a>(request: &'a Request, entry: Option<&'a str>) -> Vec<(&'static str, &'a str)> {
    let kind = if request.path.starts_with("/fhir") {
        "application/fhir+json"
    } else {
        "application/json"
    };
    let all = [
        ("Content-Type", request.body.as_ref().map(|_| kind)),
        ("X-Lapwing-CSRF", request.csrf.as_deref()),
        ("X-Lapwing-Entry", entry),
        ("If-Match", request.if_match.as_deref()),
        ("X-Lapwing-Quiet", request.quiet.then_some("1")),
        // The browser's languages may single somebody out.
        ("Accept-Language", request.anonymous.then_some("*")),
    ];
    all.into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
}

/// Whether an answer may not stay in the browser's cache.
fn is_personal(path: &str) -> bool {
    ["/fhir", "/session", "/feedback"]
        .iter()
        .any(|start| path.starts_with(start))
}

fn is_json(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind == "application/json" || kind.ends_with("+json")
}

/// The code of an `OperationOutcome`.
fn detail(body: Option<&Value>) -> Option<&str> {
    body?["issue"][0]["details"]["coding"][0]["code"].as_str()
}

/// Ends a request that takes too long.
struct Limit {
    controller: AbortController,
    timer: JsValue,
}

impl Limit {
    fn begin() -> Result<Self, JsValue> {
        let controller = AbortController::new()?;
        let abort: Function = member(&controller, "abort")?.unchecked_into();
        let timer = after(&abort.bind0(&controller), LIMIT);
        Ok(Self { controller, timer })
    }
}

impl Drop for Limit {
    fn drop(&mut self) {
        never(&self.timer);
    }
}

#[cfg(test)]
mod tests {
    use lapwing_core::effect::Method;
    use serde_json::json;

    use super::*;

    #[test]
    fn json_is_known_by_its_type() {
        for kind in [
            "application/json",
            "application/fhir+json; charset=utf-8",
            "application/json ;x",
        ] {
            assert!(is_json(kind), "{kind}");
        }
        for kind in [
            "text/html",
            "",
            "application/jsonp",
            "text/html; application/json",
        ] {
            assert!(!is_json(kind), "{kind}");
        }
    }

    #[test]
    fn an_outcome_names_its_code() {
        let outcome = json!({"issue": [{"details": {"coding": [{"code": "fresh-sign-in"}]}}]});
        assert_eq!(detail(Some(&outcome)), Some("fresh-sign-in"));
        assert_eq!(detail(Some(&json!([]))), None);
        assert_eq!(detail(None), None);
    }

    #[test]
    fn headers_carry_what_the_request_says_and_nothing_else() {
        let plain = Request::get("/fhir/Patient/x");
        assert!(headers_of(&plain, None).is_empty());
        let full = Request {
            csrf: Some("t".into()),
            if_match: Some("W/\"1\"".into()),
            quiet: true,
            ..plain
        };
        let names: Vec<_> = headers_of(&full.with(json!({})), Some("e"))
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert_eq!(
            names,
            [
                "Content-Type",
                "X-Lapwing-CSRF",
                "X-Lapwing-Entry",
                "If-Match",
                "X-Lapwing-Quiet"
            ]
        );
        let feedback = Request {
            anonymous: true,
            ..Request::new(Method::Put, "/feedback/1".into())
        };
        assert_eq!(headers_of(&feedback, None), [("Accept-Language", "*")]);
    }

    #[test]
    fn personal_answers_stay_out_of_the_cache() {
        assert!(
            is_personal("/fhir/Observation?code=1")
                && is_personal("/session")
                && is_personal("/feedback/1")
        );
        assert!(!is_personal("/data/help.json"));
    }
}
