//! What the FHIR routes answer with when all went well.

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;

use super::outcome::FHIR_JSON;
use crate::records::{Answer, Stored};

/// Says that this is the first answer to an entry that came again.
pub const REPLAYED: HeaderName = HeaderName::from_static("x-lapwing-replayed");

/// An answer with its headers.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The status.
    pub status: StatusCode,
    /// The JSON.
    pub body: String,
    /// The version.
    pub etag: Option<String>,
    /// Where it is kept.
    pub location: Option<String>,
    /// When it was written.
    pub updated: Option<Timestamp>,
    /// It is the ledger's answer.
    pub replayed: bool,
}

impl Reply {
    /// 200 with this JSON.
    #[must_use]
    pub fn ok(body: String) -> Self {
        Self { status: StatusCode::OK, body, etag: None, location: None, updated: None, replayed: false }
    }

    /// 200 with one version of a resource.
    #[must_use]
    pub fn stored(stored: Stored) -> Self {
        Self { etag: Some(etag(stored.version)), updated: Some(stored.updated), ..Self::ok(stored.text) }
    }

    /// What the records answered to a write.
    #[must_use]
    pub fn answer(answer: Answer, replayed: bool) -> Self {
        let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
        Self { status, etag: answer.etag, location: answer.location, replayed, ..Self::ok(answer.body) }
    }
}

/// The weak ETag of a version.
#[must_use]
pub fn etag(version: u64) -> String {
    format!("W/\"{version}\"")
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, FHIR_JSON);
        // Who opens its address by itself gets a file to keep: nothing of a record is ever drawn as a page of this origin.
        headers.insert(
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("attachment; filename=\"entry.json\""),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        let modified = self.updated.and_then(http_date);
        let texts =
            [(header::ETAG, self.etag), (header::LOCATION, self.location), (header::LAST_MODIFIED, modified)];
        for (name, text) in texts {
            if let Some(value) = text.and_then(|t| HeaderValue::try_from(t).ok()) {
                headers.insert(name, value);
            }
        }
        if self.replayed {
            headers.insert(REPLAYED, HeaderValue::from_static("1"));
        }
        (self.status, headers, self.body).into_response()
    }
}

fn http_date(time: Timestamp) -> Option<String> {
    jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&time).ok()
}
