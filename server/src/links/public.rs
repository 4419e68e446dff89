//! `/shl`: links are opened here by whoever has them (SMART Health Links, "SHLink Manifest Request"). No session, no cookie,
//! from any origin: a link is its own proof. Unknown, over, stopped, used up, and of a patient who died or whose record was merged
//! answer alike.

use std::sync::Arc;

use axum::{
    Json, Router,
    body::Body,
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::json;

use super::{File, reader, routes::address, store::Opened};
use crate::{Gateway, body, fhir::outcome::Problem, origins::only};

/// No request here is longer than this.
const LIMIT: usize = 4 * 1024;
/// What somebody says of who they are, in characters.
const RECIPIENT: usize = 200;
/// What a page of another origin may know and do.
const OPEN: [(HeaderName, HeaderValue); 4] = [
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
    (header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("content-type")),
    (header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST")),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
];

/// The routes of whoever has a link.
pub fn routes() -> Router<Arc<Gateway>> {
    Router::new()
        .route("/shl/{address}", post(manifest).get(direct).options(allowed))
        .route("/shl/file/{address}", get(file).options(allowed))
        .route("/link-reader", post(reader::read))
}

/// Whether a path is one of these, which any origin may ask.
#[must_use]
pub fn is_open(path: &str) -> bool {
    path.starts_with("/shl/")
}

#[derive(Deserialize)]
struct Asked {
    recipient: Option<String>,
    #[serde(default)]
    passcode: Option<String>,
    #[serde(rename = "embeddedLengthMax", default)]
    most: Option<u64>,
}

async fn allowed() -> Response {
    (StatusCode::NO_CONTENT, OPEN).into_response()
}

/// Why there is nothing to give.
enum Refused {
    /// It is not said who opens it.
    NoName,
    /// It is asked for too often.
    TooMany,
    /// Unknown, over, stopped, used up, of somebody who is not there any more: one answer for all.
    Nothing,
    /// The passcode is wrong; so many tries are left.
    Wrong(i64),
    /// Something else.
    Failed(Problem),
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self::Failed(problem)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let problem = match self {
            Self::NoName => {
                let text = "Say who opens the link: recipient is missing.";
                Problem::new(StatusCode::BAD_REQUEST, "required", text)
            }
            Self::TooMany => {
                let wait = [(header::RETRY_AFTER, HeaderValue::from_static("60"))];
                let text = "There were too many tries. Wait a minute.";
                let problem = Problem::new(StatusCode::TOO_MANY_REQUESTS, "throttled", text);
                return (OPEN, wait, problem).into_response();
            }
            Self::Nothing => Problem::new(StatusCode::NOT_FOUND, "not-found", "This link opens nothing."),
            Self::Wrong(left) => {
                let said = Json(json!({"remainingAttempts": left}));
                return (StatusCode::UNAUTHORIZED, OPEN, said).into_response();
            }
            Self::Failed(problem) => problem,
        };
        (OPEN, problem).into_response()
    }
}

/// Who opens it, as they say: words only.
fn named(recipient: Option<&str>) -> Result<String, Refused> {
    let words = recipient.unwrap_or_default().chars().filter(|c| !c.is_control());
    let name: String = words.take(RECIPIENT).collect();
    if name.trim().is_empty() { Err(Refused::NoName) } else { Ok(name.trim().to_owned()) }
}

async fn manifest(
    State(gateway): State<Arc<Gateway>>,
    Path(link): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refused> {
    let host = only(&headers, &header::HOST).unwrap_or_default();
    let here = gateway.origins.of_host(host).unwrap_or_default().to_owned();
    let asked: Asked = body::read_json(body, LIMIT).await?;
    let most = asked.most;
    let (id, files) = open(&gateway, link, asked.recipient.as_deref(), asked.passcode).await?;
    let files = gateway.blocking(move |gateway| listed(gateway, (&id, files), (most, &here))).await?;
    let files = files.ok_or(Refused::Nothing)?;
    Ok((OPEN, Json(json!({"files": files}))).into_response())
}

#[derive(Deserialize)]
struct Named {
    recipient: Option<String>,
}

/// The one file of a link without a passcode (flag `U`). A link with a passcode has no such file.
async fn direct(
    State(gateway): State<Arc<Gateway>>,
    Path(link): Path<String>,
    Query(named): Query<Named>,
) -> Result<Response, Refused> {
    match open(&gateway, link, named.recipient.as_deref(), None).await {
        Ok((_, files)) => Ok(jose(files.into_iter().next().ok_or(Refused::Nothing)?.embedded)),
        Err(Refused::Wrong(_)) => Err(Refused::Nothing),
        Err(refused) => Err(refused),
    }
}

async fn file(State(gateway): State<Arc<Gateway>>, Path(ticket): Path<String>) -> Result<Response, Refused> {
    let take = move |gateway: &Gateway| {
        let now = gateway.clock.now();
        let patient = gateway.links.whose_file(&ticket, now)?;
        let there = gateway.present(patient.as_deref())?.is_some();
        Ok(gateway.links.take(if there { &ticket } else { "" }, now)?)
    };
    Ok(jose(gateway.blocking(take).await?.ok_or(Refused::Nothing)?))
}

fn jose(jwe: String) -> Response {
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/jose"))];
    (OPEN, kind, jwe).into_response()
}

async fn open(
    gateway: &Arc<Gateway>,
    link: String,
    recipient: Option<&str>,
    passcode: Option<String>,
) -> Result<(String, Vec<File>), Refused> {
    let recipient = named(recipient)?;
    let now = gateway.clock.now();
    let work = move |gateway: &Gateway| {
        let patient = gateway.links.whose(&link, now)?;
        // Nobody guesses 256 bits: who asks for many that are not there is not to close those that are.
        let paced = match patient.is_some() {
            true => gateway.tries.may_alone(&link, now),
            false => gateway.tries.may(&link, now),
        };
        if !paced {
            return Ok(None);
        }
        // Of somebody who is not there any more: asked for as one that never was, with the same answer after the same work.
        let there = gateway.present(patient.as_deref())?.is_some();
        let link = if there { &*link } else { "" };
        Ok(Some(gateway.links.open_link(link, (&recipient, passcode.as_deref()), now)?))
    };
    match gateway.blocking(work).await? {
        Some(Opened::Files(id, files)) => Ok((id, files)),
        Some(Opened::Nothing) => Err(Refused::Nothing),
        Some(Opened::Wrong(left)) => Err(Refused::Wrong(left)),
        None => Err(Refused::TooMany),
    }
}

/// The files of a manifest: inside it where they are no longer than is wished, else at an address that is good once. None where
/// the link was stopped meanwhile.
fn listed(
    gateway: &Gateway,
    (id, files): (&str, Vec<File>),
    (most, here): (Option<u64>, &str),
) -> Result<Option<Vec<serde_json::Value>>, Problem> {
    let now = gateway.clock.now();
    let mut all = Vec::new();
    for file in files {
        let length = u64::try_from(file.embedded.len()).unwrap_or(u64::MAX);
        if most.is_none_or(|most| length <= most) {
            all.push(json!({"contentType": file.content_type, "embedded": file.embedded}));
            continue;
        }
        let ticket = address().ok_or_else(Problem::failed)?;
        if !gateway.links.ticket((id, &ticket), &file.embedded, now)? {
            return Ok(None);
        }
        let location = format!("{here}/shl/file/{ticket}");
        all.push(json!({"contentType": file.content_type, "location": location}));
    }
    Ok(Some(all))
}
