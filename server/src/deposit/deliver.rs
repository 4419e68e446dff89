//! `PUT /deposit/entries/{entry}`: signed by a device, sealed to the gateway, carried out as the device's person.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{Path, Request, State},
    http::{HeaderMap, StatusCode, header, request::Parts},
};
use jiff::Timestamp;
use uuid::Uuid;

use super::{Device, enclosed::Enclosed, file, outcome, signature::Signed};
use crate::{
    Gateway,
    access::Asker,
    body,
    fhir::{self, Ask, Reply, outcome::Problem},
    origins::only,
};

const SEALED: &str = "application/vnd.lapwing.sealed";
/// What is written is a string in JSON, in which each character can be escaped; and a little around it.
const LIMIT: usize = 2 * fhir::LIMIT + 64 * 1024;

/// A delivery that was read whole.
pub(super) struct Delivery {
    pub(super) signed: Signed,
    pub(super) path: String,
    pub(super) entry: String,
    pub(super) base: String,
    pub(super) body: Bytes,
}

/// Takes a delivery, and tells outcomes only.
///
/// # Errors
/// What kind of thing is wrong.
pub async fn deliver(
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
pub(super) async fn known(gateway: &Arc<Gateway>, parts: &Parts) -> Result<Signed, Problem> {
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

/// The device that signed this.
pub(super) fn signer(gateway: &Gateway, delivery: &Delivery) -> Result<Device, Problem> {
    let Delivery { signed, path, body, .. } = delivery;
    let now = gateway.clock.now();
    let device = device(gateway, signed.device, now)?;
    if !signed.holds(path, body, &device.key) {
        return Err(unknown());
    }
    gateway.deposit.delivered(device.id, now)?;
    Ok(device)
}

/// The entry's id, in the one form that is taken.
pub(super) fn entry_of(entry: &str) -> Result<Uuid, Problem> {
    let id = Uuid::try_parse(entry).ok().filter(|id| id.to_string() == *entry);
    id.ok_or_else(|| Problem::invalid(""))
}

fn carry_out(gateway: &Gateway, delivery: &Delivery) -> Result<Reply, Problem> {
    let Delivery { signed, entry, base, body, .. } = delivery;
    let device = signer(gateway, delivery)?;
    let identity = gateway.identity(&device.identity)?.ok_or_else(unknown)?;
    let key = gateway.deposit.key(&signed.kid);
    let key = key.ok_or_else(|| Problem::new(StatusCode::GONE, "not-found", ""))?;
    let id = entry_of(entry)?;
    let opened = key.open(id, body).ok_or_else(|| Problem::invalid(""))?;
    let enclosed = Enclosed::read(&opened)?;
    if enclosed.account != device.identity {
        return Err(Problem::new(StatusCode::FORBIDDEN, "forbidden", ""));
    }
    // Nobody has signed in for this: what needs a fresh sign-in needs a session.
    let asker = Asker { identity, auth_time: Timestamp::UNIX_EPOCH };
    let ask = Ask::new(gateway, &asker, base)?;
    match enclosed.file() {
        Some(body) => file::bring(&ask, id, body),
        None => enclosed.send(id, |sending| ask.send(sending)),
    }
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
