//! `/session`: look, sign in (demo people), confirm, sign out.

use std::sync::Arc;

use axum::{
    Extension, Json, Router,
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
    routing::{delete, get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    guard::{Shown, forged},
    listed, reply,
    store::Tried,
    token::{CSRF, NO_COOKIE, Token},
};
use crate::{
    Gateway,
    access::Asker,
    body,
    fhir::{self, outcome::Problem},
};

/// No answer here is longer than this.
const LIMIT: usize = 4 * 1024;

/// The routes of the session.
pub fn routes(gateway: &Arc<Gateway>) -> Router<Arc<Gateway>> {
    Router::new()
        .route("/sessions", get(listed::list))
        .route("/sessions/{id}", delete(listed::end))
        .route("/preview/{related}", get(preview))
        .layer(middleware::from_fn_with_state(Arc::clone(gateway), super::require))
        .route("/session", get(look).delete(sign_out))
        .route("/session/demo", post(sign_in))
        .route("/session/confirm", post(confirm))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Chosen {
    person: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Proof {
    code: String,
}

async fn look(State(gateway): State<Arc<Gateway>>, headers: HeaderMap) -> Result<Response, Problem> {
    let shown = Shown::read(&gateway, &headers).await?;
    let told = gateway.blocking(move |gateway| match &shown {
        Some(shown) => reply::signed_in(gateway, shown),
        None => reply::signed_out(gateway),
    });
    Ok(answer(told.await?))
}

/// What one of the patient's carers would be told at their sign-in, for the patient to see it as they see it.
async fn preview(
    State(gateway): State<Arc<Gateway>>,
    Extension(asker): Extension<Asker>,
    Path(related): Path<String>,
) -> Result<Response, Problem> {
    let work = move |gateway: &Gateway| fhir::caring(gateway, &asker, &related);
    let caring = gateway.blocking(work).await?;
    Ok(answer(json!({"caring_for": caring.iter().map(reply::caring_for).collect::<Vec<_>>()})))
}

async fn sign_in(State(gateway): State<Arc<Gateway>>, request: Request) -> Result<Response, Problem> {
    if request.headers().get(CSRF).is_none_or(|v| v != "sign-in") {
        return Err(forged());
    }
    let before = Token::from_cookies(request.headers());
    let chosen: Chosen = body::read_json(request.into_body(), LIMIT).await?;
    let told = gateway.blocking(move |gateway| {
        let identity = gateway.identity(&chosen.person)?.filter(|_| gateway.demo);
        let identity = identity.ok_or_else(|| {
            Problem::new(StatusCode::NOT_FOUND, "not-found", "There is nobody of that name here.")
        })?;
        if let Some(before) = before {
            gateway.sessions.end(&before)?;
            gateway.live.session_ended();
        }
        let token = Token::random().map_err(|_| Problem::failed())?;
        let session = gateway.sessions.begin(&token, &identity.id, gateway.clock.now())?;
        let asker = Asker { identity, auth_time: session.auth_time };
        let shown = Shown { token, session, asker };
        Ok((reply::signed_in(gateway, &shown)?, shown.token.cookie()))
    });
    let (told, cookie) = told.await?;
    let cookie = HeaderValue::from_str(&cookie).map_err(|_| Problem::failed())?;
    Ok(([(header::SET_COOKIE, cookie)], answer(told)).into_response())
}

async fn confirm(State(gateway): State<Arc<Gateway>>, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let mut shown = Shown::require(&gateway, &parts.method, &parts.headers).await?;
    let proof: Proof = body::read_json(body, LIMIT).await?;
    let ended = Arc::clone(&gateway);
    let told = gateway.blocking(move |gateway| {
        let (now, identity) = (gateway.clock.now(), &shown.asker.identity);
        if gateway.sessions.is_held(&identity.id, now)? {
            let text = "There were too many wrong codes. Wait a quarter of an hour, then try again.";
            return Err(Problem::new(StatusCode::TOO_MANY_REQUESTS, "throttled", text));
        }
        if !identity.code.as_ref().is_some_and(|code| shown.token.same(code, &proof.code)) {
            return Ok(Err(gateway.sessions.wrong_code(&shown.token, &identity.id, now)?));
        }
        gateway.sessions.confirm(&shown.token, now)?;
        shown.session.auth_time = now;
        Ok(Ok(reply::signed_in(gateway, &shown)?))
    });
    Ok(match told.await? {
        Ok(told) => answer(told),
        Err(Tried::Wrong) => wrong("That code is not right. Try again.").into_response(),
        Err(Tried::Ended) => {
            ended.live.session_ended();
            let problem =
                wrong("That code was not right either, so you are signed out. What you wrote is kept.");
            ([(header::SET_COOKIE, NO_COOKIE)], problem).into_response()
        }
    })
}

fn wrong(text: &str) -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "forbidden", text)
}

async fn sign_out(State(gateway): State<Arc<Gateway>>, headers: HeaderMap) -> Result<Response, Problem> {
    if Shown::read(&gateway, &headers).await?.is_some() {
        let shown = Shown::require(&gateway, &Method::DELETE, &headers).await?;
        gateway.blocking(move |gateway| Ok(gateway.sessions.end(&shown.token)?)).await?;
        gateway.live.session_ended();
    }
    let headers =
        [(header::SET_COOKIE, NO_COOKIE), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((StatusCode::NO_CONTENT, headers).into_response())
}

fn answer(told: Value) -> Response {
    ([(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], Json(told)).into_response()
}
