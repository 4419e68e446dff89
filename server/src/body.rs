//! Reading a request's body up to a limit, and answering with JSON that nobody keeps.

use std::{future::poll_fn, pin::Pin};

use axum::{
    Json,
    body::{Body, Bytes, HttpBody, to_bytes},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::fhir::outcome::Problem;

/// The whole body, if it is no longer than `limit`.
///
/// # Errors
/// 413 when it is longer, or breaks off.
pub async fn read(body: Body, limit: usize) -> Result<Bytes, Problem> {
    let too_long = |_| {
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-long", "This is more than can be taken at once.")
    };
    to_bytes(body, limit).await.map_err(too_long)
}

/// JSON that no cache keeps.
pub fn answer(status: StatusCode, body: &Value) -> Response {
    let headers = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (status, headers, Json(body)).into_response()
}

/// Lets a body that nobody wants come in, up to `limit`, and keeps nothing of it. A connection that is closed while a
/// phone still sends breaks off, and the phone never learns why it was refused.
pub async fn let_go(mut body: Body, limit: usize) {
    let mut taken = 0;
    while taken <= limit
        && let Some(Ok(frame)) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await
    {
        taken += frame.data_ref().map_or(0, Bytes::len);
    }
}

/// The body as JSON of an expected shape.
///
/// # Errors
/// 413 when it is too long, 422 when it has another shape.
pub async fn read_json<T: DeserializeOwned>(body: Body, limit: usize) -> Result<T, Problem> {
    let bytes = read(body, limit).await?;
    // The parser's own words can quote what was sent, so they are not passed on.
    serde_json::from_slice(&bytes).map_err(|_| {
        Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "structure",
            "This is not the JSON that is expected here.",
        )
    })
}
