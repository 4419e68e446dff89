//! Under which hosts and origins the gateway answers.

use std::collections::BTreeSet;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

use crate::{Gateway, fhir::outcome::Problem, links};

/// The hosts under which the gateway is reached, and the origins whose pages may change something.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    hosts: BTreeSet<String>,
    origins: BTreeSet<String>,
}

impl Origins {
    /// This machine's own names, at this port.
    #[must_use]
    pub fn loopback(port: u16) -> Self {
        let mut known = Self::default();
        for name in ["localhost", "127.0.0.1", "[::1]"] {
            known.add("http", &format!("{name}:{port}"));
            if port == 80 {
                known.add("http", name);
            }
        }
        known
    }

    fn add(&mut self, scheme: &str, host: &str) {
        self.hosts.insert(host.to_owned());
        self.origins.insert(format!("{scheme}://{host}"));
    }

    /// Whether a request came to one of the known hosts.
    #[must_use]
    pub fn knows_host(&self, host: &str) -> bool {
        self.hosts.contains(&host.to_ascii_lowercase())
    }

    /// The origin of a known host.
    #[must_use]
    pub fn of_host(&self, host: &str) -> Option<&str> {
        let host = host.to_ascii_lowercase();
        self.origins.iter().map(String::as_str).find(|one| one.ends_with(&format!("://{host}")))
    }

    /// Whether a page of this origin may change something.
    #[must_use]
    pub fn knows_origin(&self, origin: &str) -> bool {
        self.origins.contains(origin)
    }
}

/// Whether a method changes nothing.
#[must_use]
pub fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Refuses requests to an unknown host, and changes that come from another origin or none.
pub async fn check(State(gateway): State<Arc<Gateway>>, request: Request, next: Next) -> Response {
    let host = only(request.headers(), &header::HOST);
    let target = request.uri().authority().map(axum::http::uri::Authority::as_str);
    let known = |host: &str| gateway.origins.knows_host(host);
    if !host.is_some_and(known) || !target.is_none_or(known) {
        let text = "This address is not one that the app is reached at.";
        return Problem::new(StatusCode::MISDIRECTED_REQUEST, "forbidden", text).into_response();
    }
    let origin = only(request.headers(), &header::ORIGIN);
    // What is asked with a link needs no session, and any page may ask it.
    let open = links::is_open(request.uri().path());
    if !open && !is_safe(request.method()) && !origin.is_some_and(|o| gateway.origins.knows_origin(o)) {
        return Problem::new(StatusCode::FORBIDDEN, "forbidden", "This did not come from the app.")
            .into_response();
    }
    next.run(request).await
}

/// The value of a header that must stand there once.
pub(crate) fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut all = headers.get_all(name).iter();
    let first = all.next()?.to_str().ok()?;
    all.next().is_none().then_some(first)
}
