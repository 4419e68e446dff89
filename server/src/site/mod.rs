//! The app's own files, and the headers of every response.

mod assets;
mod headers;
mod own;

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};

pub use assets::{Asset, Assets};
pub use headers::{CSP, add as add_headers};

use crate::Gateway;

/// Where no screen of the app can be.
const NOT_SCREENS: &[&str] =
    &["/assets/", "/data/", "/questionnaires/", "/fhir", "/session", "/deposit/", "/feedback/", "/health"];
const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");
const BROTLI: HeaderValue = HeaderValue::from_static("br");

/// Serves a file, or the app's page where a person goes to one of its screens.
pub async fn serve(State(gateway): State<Arc<Gateway>>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let allow = [(header::ALLOW, HeaderValue::from_static("GET, HEAD"))];
        return (StatusCode::METHOD_NOT_ALLOWED, allow, "Only GET and HEAD.\n").into_response();
    }
    let (path, headers) = (request.uri().path(), request.headers());
    let site = &gateway.site;
    let found = match path {
        "/" => site.get("/index.html"),
        path => {
            site.get(path).or_else(|| is_screen(path, headers).then(|| site.get("/index.html")).flatten())
        }
    };
    match found {
        Some(asset) => send(asset, path, headers),
        None => {
            let no_store = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
            (StatusCode::NOT_FOUND, no_store, "There is nothing here.\n").into_response()
        }
    }
}

/// A person goes to a path without an extension that no other part answers at.
fn is_screen(path: &str, headers: &HeaderMap) -> bool {
    let named = |name: HeaderName| headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let fetched_for = named(HeaderName::from_static("sec-fetch-mode"));
    let goes =
        fetched_for == "navigate" || (fetched_for.is_empty() && named(header::ACCEPT).contains("text/html"));
    let plain = path.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-_".contains(&b));
    goes && plain && !NOT_SCREENS.iter().any(|part| path.starts_with(part))
}

fn send(asset: &Asset, path: &str, headers: &HeaderMap) -> Response {
    let brotli = asset.brotli.as_ref().filter(|_| takes_brotli(headers));
    let variant = brotli.unwrap_or(&asset.plain);
    let fresh = is_known(headers, &variant.etag);
    let body = if fresh { Body::empty() } else { Body::from(variant.bytes.clone()) };
    let mut response = Response::new(body);
    *response.status_mut() = if fresh { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
    let out = response.headers_mut();
    out.insert(header::ETAG, variant.etag.clone());
    out.insert(header::CACHE_CONTROL, if path.starts_with("/assets/") { IMMUTABLE } else { REVALIDATE });
    if asset.brotli.is_some() {
        out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    if !fresh {
        out.insert(header::CONTENT_TYPE, asset.kind.clone());
        if brotli.is_some() {
            out.insert(header::CONTENT_ENCODING, BROTLI);
        }
    }
    response
}

/// Whether the browser takes brotli: named, and not with a weight of nought.
fn takes_brotli(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|v| v.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("br"));
        let refused = parts.any(|p| p.strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()) == Some(0.0));
        named && !refused
    })
}

fn is_known(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    let lines = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|v| v.to_str().ok());
    let etag = etag.to_str().unwrap_or_default();
    lines
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .any(|one| one == "*" || one.trim_start_matches("W/") == etag)
}
