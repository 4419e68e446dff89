//! `/deposit`: the devices of a signed-in person, and what they deliver without a session.

use std::sync::Arc;

use axum::{
    Extension, Json, Router,
    extract::{Path, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
    routing::{delete, get, put},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Device, PublicKey, deliver::deliver, parts::take};
use crate::{Gateway, access::Asker, body, clock::seconds, fhir::outcome::Problem, session};

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
        .route("/deposit/entries/{entry}/parts/{part}", put(take))
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
