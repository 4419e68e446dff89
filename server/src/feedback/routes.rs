//! `PUT /feedback/{id}`: no session, no cookie, no log line.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::put,
};
use serde_json::json;
use uuid::{Uuid, Version};

use super::{Kept, Said};
use crate::{Gateway, body, fhir::outcome::Problem};

/// A free text is at most this many characters long.
const TEXT: usize = 4_000;
/// Two texts of that length with every character escaped as `\ud800\udc00`, and the rest.
const LIMIT: usize = 2 * TEXT * 12 + 1024;

/// The route of feedback.
pub fn routes() -> Router<Arc<Gateway>> {
    Router::new().route("/feedback/{id}", put(keep))
}

async fn keep(
    State(gateway): State<Arc<Gateway>>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let id = random_id(&id).ok_or_else(|| invalid("The id must be a random UUID."))?;
    if !is_json(request.headers()) {
        let text = "Feedback is taken as application/json.";
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-supported", text));
    }
    let said: Said = body::read_json(request.into_body(), LIMIT).await?;
    if [&said.why, &said.better].iter().any(|text| text.chars().count() > TEXT) {
        return Err(invalid("A text can have 4,000 characters at most."));
    }
    let keep = move |gateway: &Gateway| {
        // A failure is told to the sender alone: a log line would say when somebody sent something.
        gateway.feedback.keep(id, &said, gateway.clock.now()).map_err(|_| Problem::failed())
    };
    let status = match gateway.blocking(keep).await? {
        Kept::New => StatusCode::CREATED,
        Kept::Before => StatusCode::OK,
        Kept::Other => return Err(invalid("Something else came under this id.")),
    };
    // Its own id again: whatever else answers on the way does not know it.
    let headers = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((status, headers, Json(json!({"id": id.to_string()}))).into_response())
}

/// Only a random UUID: another kind could carry a time, a machine or a name.
fn random_id(text: &str) -> Option<Uuid> {
    let id = Uuid::try_parse(text).ok()?;
    (id.get_version() == Some(Version::Random) && id.to_string() == text).then_some(id)
}

fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    value.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

fn invalid(text: &str) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", text)
}
