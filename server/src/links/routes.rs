//! `/links`: made, listed and stopped by the patient.

use std::sync::Arc;

use axum::{
    Extension, Router,
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
    routing::{delete, get},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    given::{Anew, Given, check_files},
    store::Listed,
};
use crate::{
    Gateway, access::Asker, body, clock::seconds, fhir::outcome::Problem, invitations, origins::only, session,
};

/// What can be put into a link, encrypted, and the rest.
const LIMIT: usize = 6 * 1024 * 1024;
/// Bytes of an address: 256 bits, as the specification asks.
const ADDRESS: usize = 32;

/// The routes of the patient.
pub fn routes(gateway: &Arc<Gateway>) -> Router<Arc<Gateway>> {
    Router::new()
        .route("/links", get(list).post(make))
        .route("/links/{id}", delete(stop).put(refill))
        .layer(middleware::from_fn_with_state(Arc::clone(gateway), session::require))
}

/// A new address that nobody can guess; `None` when the machine gives no random bytes.
pub(super) fn address() -> Option<String> {
    let mut bytes = [0; ADDRESS];
    getrandom::fill(&mut bytes).ok()?;
    Some(URL_SAFE_NO_PAD.encode(bytes))
}

async fn list(
    State(gateway): State<Arc<Gateway>>,
    Extension(asker): Extension<Asker>,
) -> Result<Response, Problem> {
    let work = move |gateway: &Gateway| {
        let Some(patient) = &asker.identity.patient else { return Ok(Vec::new()) };
        Ok(gateway.links.of_patient(patient, gateway.clock.now())?)
    };
    let all = gateway.blocking(work).await?;
    Ok(body::answer(StatusCode::OK, &json!({"links": all.iter().map(shown).collect::<Vec<_>>()})))
}

fn shown(link: &Listed) -> Value {
    let opened = link.opened.iter().map(|(at, who)| json!({"at": seconds(*at), "recipient": who}));
    json!({
        "id": link.id, "label": link.label, "what": link.what, "passcode": link.asks, "once": link.once,
        "ends": seconds(link.ends), "over": link.over.map(seconds), "wrong": link.wrong, "times": link.times,
        "opened": opened.collect::<Vec<_>>(),
    })
}

async fn make(
    State(gateway): State<Arc<Gateway>>,
    Extension(asker): Extension<Asker>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    // Known, and checked before this: a change without it is not taken.
    let origin = only(&headers, &header::ORIGIN).unwrap_or_default().to_owned();
    let given: Given = body::read_json(body, LIMIT).await?;
    let work = move |gateway: &Gateway| {
        let now = gateway.clock.now();
        let patient = asker.identity.patient.clone().ok_or_else(Problem::not_shared)?;
        invitations::may_share(gateway, &asker, (&patient, now))?;
        let ends = given.check(now)?;
        let address = address().ok_or_else(Problem::failed)?;
        let id = Uuid::new_v4().to_string();
        if gateway.links.keep((&id, &patient, &address), &given, (now, ends))? {
            return Ok(json!({"id": id, "url": format!("{origin}/shl/{address}")}));
        }
        let text = "You have many open links. Stop some, then make a new one.";
        Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "business-rule", text))
    };
    Ok(body::answer(StatusCode::CREATED, &gateway.blocking(work).await?))
}

/// The same link shows something else from now on. Somebody else's, unknown, over and for once answer alike.
async fn refill(
    State(gateway): State<Arc<Gateway>>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
    body: Body,
) -> Result<Response, Problem> {
    let anew: Anew = body::read_json(body, LIMIT).await?;
    let work = move |gateway: &Gateway| {
        let now = gateway.clock.now();
        let patient = asker.identity.patient.clone().ok_or_else(Problem::not_shared)?;
        invitations::may_share(gateway, &asker, (&patient, now))?;
        let asks = gateway.links.lasting(&patient, &id, now)?.ok_or_else(Problem::not_shared)?;
        check_files(&anew.files, asks)?;
        match gateway.links.refill(&patient, &id, &anew.files, now)? {
            true => Ok(json!({"id": id})),
            false => Err(Problem::not_shared()),
        }
    };
    Ok(body::answer(StatusCode::OK, &gateway.blocking(work).await?))
}

/// To stop needs no code: it takes away, and may be urgent.
async fn stop(
    State(gateway): State<Arc<Gateway>>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let work = move |gateway: &Gateway| {
        let Some(patient) = &asker.identity.patient else { return Ok(()) };
        Ok(gateway.links.stop(patient, &id, gateway.clock.now())?)
    };
    gateway.blocking(work).await?;
    let headers = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((StatusCode::NO_CONTENT, headers).into_response())
}
