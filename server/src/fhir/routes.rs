//! The routes of `/fhir`. A handler reads the request here and answers it on a blocking thread.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::{any, get},
};

use super::{ask::Ask, capability, ledger, outcome::Problem, preview, reply::Reply, sending::Sending};
use crate::{Gateway, access::Asker};

/// The largest body, in bytes.
pub const LIMIT: usize = 5 * 1024 * 1024;

/// The routes, to be nested at `/fhir`. All but `metadata` need an [`Asker`] in the request's extensions.
pub fn routes() -> Router<Arc<Gateway>> {
    Router::new()
        .route("/metadata", get(metadata).fallback(not_allowed))
        .route("/", any(answer))
        .route("/{*path}", any(answer))
}

async fn metadata(headers: HeaderMap) -> Reply {
    Reply::ok(capability::statement(&base(&headers)).to_string())
}

async fn not_allowed() -> Problem {
    Problem::not_offered()
}

/// A request that was read whole.
struct Sent {
    method: Method,
    /// The parts of the path after `/fhir`.
    path: Vec<String>,
    asked: String,
    headers: HeaderMap,
    body: String,
}

async fn answer(State(gateway): State<Arc<Gateway>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Some(asker) = parts.extensions.get::<Asker>().cloned() else {
        return Problem::new(StatusCode::UNAUTHORIZED, "login", "Sign in first.").into_response();
    };
    let reads = [Method::GET, Method::HEAD].contains(&parts.method);
    let body = if reads { Ok(String::new()) } else { text_of(&parts.headers, body).await };
    let sent = body.map(|body| Sent {
        path: path_of(&parts.uri),
        asked: parts.uri.query().unwrap_or_default().to_owned(),
        method: parts.method,
        headers: parts.headers,
        body,
    });
    let work = move || {
        let sent = sent?;
        let base = base(&sent.headers);
        let carer = preview::asked_as(&gateway, &asker, &sent.headers)?;
        let reads = [Method::GET, Method::HEAD].contains(&sent.method);
        if carer.is_some() && !reads {
            return Err(Problem::not_offered());
        }
        let asker = carer.as_ref().unwrap_or(&asker);
        let mut ask = Ask::new(&gateway, asker, &base)?;
        ask.preview = carer.is_some();
        let reply = dispatch(&ask, &sent)?;
        ask.note_looks()?;
        Ok(reply)
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(reply)) => reply.into_response(),
        Ok(Err(problem)) => problem.into_response(),
        Err(error) => {
            tracing::error!(panicked = error.is_panic(), "a request was not answered");
            Problem::failed().into_response()
        }
    }
}

fn dispatch(ask: &Ask<'_>, sent: &Sent) -> Result<Reply, Problem> {
    let path: Vec<&str> = sent.path.iter().map(String::as_str).collect();
    let reads = sent.method == Method::GET || sent.method == Method::HEAD;
    let searches = matches!(path.as_slice(), [_] | ["Patient", _, "*"]) && reads;
    if !sent.asked.is_empty() && !searches {
        return Err(Problem::unsupported("Only a search takes parameters."));
    }
    match (sent.method.as_str(), path.as_slice()) {
        ("GET" | "HEAD", [kind]) => ask.search(kind, &sent.asked),
        ("GET" | "HEAD", ["Patient", id, "*"]) => ask.search_record(id, &sent.asked),
        ("GET" | "HEAD", [kind, id]) => ask.read(kind, id),
        ("GET" | "HEAD", [kind, id, "_history"]) => ask.history(kind, id),
        ("GET" | "HEAD", [kind, id, "_history", version]) => ask.vread(kind, id, version),
        ("GET" | "HEAD", _) => {
            Err(Problem::new(StatusCode::NOT_FOUND, "not-found", "There is no such address."))
        }
        ("POST", [_]) if sent.headers.contains_key("if-none-exist") => {
            Err(Problem::unsupported("Conditional create is not offered."))
        }
        (method, path) => {
            let text = |name| sent.headers.get(name).map(|v| v.to_str().unwrap_or("?"));
            ask.send(&Sending {
                method,
                path,
                if_match: text(header::IF_MATCH),
                if_none_match: text(header::IF_NONE_MATCH),
                body: &sent.body,
                entry: ledger::id(&sent.headers)?,
            })
        }
    }
}

/// The body as text; JSON is the one format, UTF-8 its one encoding.
async fn text_of(headers: &HeaderMap, body: Body) -> Result<String, Problem> {
    let media = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let media = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !["application/fhir+json", "application/json"].contains(&media.as_str()) {
        let text = "The body must be application/fhir+json.";
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-supported", text));
    }
    let too_long =
        |_| Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-long", "The body is larger than 5 MB.");
    let bytes = to_bytes(body, LIMIT).await.map_err(too_long)?;
    let not_text = || Problem::new(StatusCode::BAD_REQUEST, "structure", "The body is not UTF-8.");
    String::from_utf8(bytes.into()).map_err(|_| not_text())
}

fn path_of(uri: &Uri) -> Vec<String> {
    let path = uri.path();
    let path = path.strip_prefix("/fhir").unwrap_or(path);
    path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// The address of the service as the client sees it; the session layer has checked `Host` already.
#[must_use]
pub fn base(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|v| v.to_str().ok()).unwrap_or("localhost");
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let scheme = if ["localhost", "127.0.0.1", "[::1]"].contains(&name) { "http" } else { "https" };
    format!("{scheme}://{host}/fhir")
}
