//! The log: what was asked and how it went, and nothing about whom. No path with an id, no query, no body.

use std::{panic, time::Instant};

use axum::{
    extract::{MatchedPath, Request},
    http::Method,
    middleware::Next,
    response::Response,
};
use tracing_subscriber::{
    filter::{LevelFilter, Targets},
    fmt,
    layer::SubscriberExt,
    util::SubscriberInitExt,
};

/// The route of feedback leaves no line at all.
const SILENT: &str = "/feedback/";

/// Writes one line a request: method, route template, status, milliseconds.
pub async fn line(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let silent = request.uri().path().starts_with(SILENT);
    let method = known(request.method());
    let begun = Instant::now();
    let response = next.run(request).await;
    if !silent {
        let ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::info!(
            method,
            route = route.as_deref().unwrap_or("site"),
            status = response.status().as_u16(),
            ms,
            "answered"
        );
    }
    response
}

/// A method can be any word that a client makes up.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

/// A panic's own words can quote a record, so only its place is logged.
pub fn quiet_panics() {
    panic::set_hook(Box::new(|info| {
        let (file, line) = info.location().map_or(("unknown", 0), |at| (at.file(), at.line()));
        tracing::error!(file, line, "a panic was caught");
    }));
}

/// Begins to log to standard error: what this program says, and of others only errors, so that no
/// library can write down what passes through it.
pub fn start(json: bool) {
    let said = Targets::new()
        .with_target("lapwing_server", LevelFilter::INFO)
        .with_target("lapwing", LevelFilter::INFO);
    let registry = tracing_subscriber::registry().with(said.with_default(LevelFilter::ERROR));
    let layer = fmt::layer().with_writer(std::io::stderr);
    if json {
        registry.with(layer.json()).init()
    } else {
        registry.with(layer.with_ansi(false)).init()
    }
    quiet_panics();
}
