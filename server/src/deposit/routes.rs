//! `/deposit`: the devices of a signed-in person, and what they deliver without a session.

use std::sync::Arc;

use axum::{
    Extension, Json, Router,
    body::Bytes,
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    middleware,
    response::{IntoResponse, Response},
    routing::{delete, get, put},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Device, PublicKey, enclosed::Enclosed, outcome, signature::Signed};
use crate::{
    Gateway,
    access::Asker,
    body,
    clock::seconds,
    fhir::{self, Ask, Reply, outcome::Problem},
    origins::only,
    session,
};

const SEALED: &str = "application/vnd.lapwing.sealed";
/// What is written is a string in JSON, in which each character can be escaped; and a little around it.
const LIMIT: usize = 2 * fhir::LIMIT + 64 * 1024;
/// A key, and a little around it.
const KEY_LIMIT: usize = 1024;
const NO_STORE: [(header::HeaderName, HeaderValue); 1] =
    [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];

/// The routes: devices behind a session, deliveries without one.
pub fn routes(gateway: &Arc<Gateway>) -> Router<Arc<Gateway>> {
    Router::new()
        .route("/deposit/devices", get(list).post(name))
        .route("/deposit/devices/{id}", delete(revoke))
        .layer(middleware::from_fn_with_state(Arc::clone(gateway), session::require))
        .route("/deposit/entries/{entry}", put(deliver))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    key: String,
}

async fn name(
    State(gateway): State<Arc<Gateway>>,
    Extension(asker): Extension<Asker>,
    request: Request,
) -> Result<Response, Problem> {
    let named: Named = body::read_json(request.into_body(), KEY_LIMIT).await?;
    let key = URL_SAFE_NO_PAD.decode(named.key).ok().and_then(PublicKey::read).ok_or_else(|| {
        let text = "A key is an uncompressed point of P-256, as base64url.";
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", text)
    })?;
    let work =
        move |gateway: &Gateway| Ok(gateway.deposit.name(&asker.identity.id, &key, gateway.clock.now())?);
    let device = gateway.blocking(work).await?;
    let told = json!({"id": device.id.to_string(), "until": seconds(device.until)});
    Ok((StatusCode::CREATED, NO_STORE, Json(told)).into_response())
}

async fn list(
    State(gateway): State<Arc<Gateway>>,
    Extension(asker): Extension<Asker>,
) -> Result<Response, Problem> {
    let work =
        move |gateway: &Gateway| Ok(gateway.deposit.devices(&asker.identity.id, gateway.clock.now())?);
    let devices: Vec<Value> = gateway.blocking(work).await?.iter().map(shown).collect();
    Ok((NO_STORE, Json(json!({"devices": devices}))).into_response())
}

fn shown(device: &Device) -> Value {
    json!({
        "id": device.id.to_string(), "since": seconds(device.since), "until": seconds(device.until),
        "seen": device.seen.map(seconds),
    })
}

/// The same answer whether it was there, was another person's, or never was.
async fn revoke(
    State(gateway): State<Arc<Gateway>>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    if let Ok(id) = Uuid::try_parse(&id) {
        gateway.blocking(move |gateway| Ok(gateway.deposit.revoke(&asker.identity.id, id)?)).await?;
    }
    Ok((StatusCode::NO_CONTENT, NO_STORE).into_response())
}

/// A delivery that was read whole.
struct Delivery {
    signed: Signed,
    path: String,
    entry: String,
    base: String,
    body: Bytes,
}

async fn deliver(
    State(gateway): State<Arc<Gateway>>,
    Path(entry): Path<String>,
    request: Request,
) -> Result<Reply, Problem> {
    let reply = take(&gateway, entry, request).await.and_then(outcome::told);
    reply.map_err(|problem| outcome::kind_of(&problem))
}

async fn take(gateway: &Arc<Gateway>, entry: String, request: Request) -> Result<Reply, Problem> {
    let (parts, body) = request.into_parts();
    let signed = match known(gateway, &parts).await {
        Ok(signed) => signed,
        Err(problem) => {
            body::let_go(body, LIMIT).await;
            return Err(problem);
        }
    };
    let base = fhir::base(&parts.headers);
    let body = body::read(body, LIMIT).await?;
    let delivery = Delivery { signed, path: parts.uri.path().to_owned(), entry, base, body };
    gateway.blocking(move |gateway| carry_out(gateway, &delivery)).await
}

/// What the headers say, where they name a device that may deliver: of strangers no megabytes are kept.
async fn known(gateway: &Arc<Gateway>, parts: &Parts) -> Result<Signed, Problem> {
    if !is_sealed(&parts.headers) {
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-supported", ""));
    }
    if parts.uri.query().is_some() {
        return Err(Problem::invalid("")); // It would be outside the signature.
    }
    let signed = Signed::read(&parts.headers).ok_or_else(unknown)?;
    let id = signed.device;
    let work = move |gateway: &Gateway| device(gateway, id, gateway.clock.now());
    gateway.blocking(work).await?;
    Ok(signed)
}

fn carry_out(gateway: &Gateway, delivery: &Delivery) -> Result<Reply, Problem> {
    let Delivery { signed, path, entry, base, body } = delivery;
    let now = gateway.clock.now();
    let device = device(gateway, signed.device, now)?;
    if !signed.holds(path, body, &device.key) {
        return Err(unknown());
    }
    let identity = gateway.identity(&device.identity)?.ok_or_else(unknown)?;
    gateway.deposit.delivered(device.id, now)?;
    let key = gateway.deposit.key(&signed.kid);
    let key = key.ok_or_else(|| Problem::new(StatusCode::GONE, "not-found", ""))?;
    let id = Uuid::try_parse(entry).ok().filter(|id| id.to_string() == *entry);
    let id = id.ok_or_else(|| Problem::invalid(""))?;
    let opened = key.open(id, body).ok_or_else(|| Problem::invalid(""))?;
    let enclosed = Enclosed::read(&opened)?;
    if enclosed.account != device.identity {
        return Err(Problem::new(StatusCode::FORBIDDEN, "forbidden", ""));
    }
    // Nobody has signed in for this: what needs a fresh sign-in needs a session.
    let asker = Asker { identity, auth_time: Timestamp::UNIX_EPOCH };
    let ask = Ask::new(gateway, &asker, base)?;
    enclosed.send(id, |sending| ask.send(sending))
}

fn device(gateway: &Gateway, id: Uuid, now: Timestamp) -> Result<Device, Problem> {
    gateway.deposit.device(id, now)?.ok_or_else(unknown)
}

/// Unknown, revoked, over, wrongly signed: one answer for all.
fn unknown() -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "login", "")
}

fn is_sealed(headers: &HeaderMap) -> bool {
    only(headers, &header::CONTENT_TYPE).is_some_and(|kind| kind.trim().eq_ignore_ascii_case(SEALED))
}
