//! What stands before every route that needs a session.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{
    Session,
    token::{CSRF, Token},
};
use crate::{
    Gateway,
    access::Asker,
    body,
    fhir::{self, outcome::Problem},
    origins::is_safe,
};

/// A request with this header comes from a timer and does not keep the session awake.
const QUIET: &str = "x-lapwing-quiet";
/// Whom the page believes to be signed in: their id, as `/session` told it. All tabs of a browser have one cookie, so that
/// a page may not know that somebody else signed in beside it.
const PERSON: &str = "x-lapwing-person";

/// A session that a request has shown.
#[derive(Clone)]
pub struct Shown {
    /// Its secret.
    pub token: Token,
    /// The session.
    pub session: Session,
    /// Who is signed in.
    pub asker: Asker,
}

impl Shown {
    /// The session that these headers show, if it is in force and its person still known.
    pub async fn read(gateway: &Arc<Gateway>, headers: &HeaderMap) -> Result<Option<Self>, Problem> {
        let Some(token) = Token::from_cookies(headers) else { return Ok(None) };
        let quiet = headers.get(QUIET).is_some_and(|v| v == "1");
        gateway.blocking(move |gateway| Self::of(gateway, token, quiet)).await
    }

    /// The session of this token, if it is in force and its person still known. A quiet request does not keep it awake.
    pub fn of(gateway: &Gateway, token: Token, quiet: bool) -> Result<Option<Self>, Problem> {
        let Some(session) = gateway.sessions.find(&token, gateway.clock.now(), quiet)? else {
            return Ok(None);
        };
        let Some(identity) = gateway.identity(&session.identity)? else { return Ok(None) };
        let asker = Asker { identity, auth_time: session.auth_time };
        Ok(Some(Self { token, session, asker }))
    }

    /// The same, where a session is needed and a change must carry the CSRF token.
    pub async fn require(
        gateway: &Arc<Gateway>,
        method: &Method,
        headers: &HeaderMap,
    ) -> Result<Self, Problem> {
        let shown = Self::read(gateway, headers).await?.ok_or_else(signed_out)?;
        let named = headers.contains_key(PERSON);
        if headers.get_all(PERSON).iter().any(|id| id.as_bytes() != shown.asker.identity.id.as_bytes()) {
            return Err(other());
        }
        match is_safe(method) || shown.token.csrf_in(headers) {
            true => Ok(shown),
            // They signed in anew beside this page, whose token was good before: no other site sends the id.
            false if named && headers.contains_key(CSRF) => Err(other()),
            false => Err(forged()),
        }
    }
}

/// Lets only signed-in requests pass, and puts the [`Asker`] into their extensions.
pub async fn require(State(gateway): State<Arc<Gateway>>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    match Shown::require(&gateway, &parts.method, &parts.headers).await {
        Ok(shown) => {
            parts.extensions.insert(shown.asker);
            next.run(Request::from_parts(parts, body)).await
        }
        Err(problem) => {
            body::let_go(body, fhir::LIMIT).await;
            problem.into_response()
        }
    }
}

/// There is no session in force.
pub fn signed_out() -> Problem {
    Problem::new(
        StatusCode::UNAUTHORIZED,
        "login",
        "You were away for a while, or are not signed in. Sign in again.",
    )
}

/// Another session than the page's is in force in this browser. Says nothing of whose it is.
fn other() -> Problem {
    let text = "Somebody signed in on this browser after this page was opened.";
    Problem { detail: Some("other-session"), ..Problem::new(StatusCode::FORBIDDEN, "forbidden", text) }
}

/// The CSRF token is missing or wrong.
pub fn forged() -> Problem {
    Problem::new(
        StatusCode::FORBIDDEN,
        "forbidden",
        "This did not come from the app. Load it again and try once more.",
    )
}
