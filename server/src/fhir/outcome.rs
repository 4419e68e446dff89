//! OperationOutcome: the one shape of every error on the FHIR routes.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::access::Refusal;

/// The media type of FHIR JSON.
pub const FHIR_JSON: HeaderValue = HeaderValue::from_static("application/fhir+json; charset=utf-8");

/// A problem that the sender is told about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The HTTP status.
    pub status: StatusCode,
    /// The issue type (FHIR value set `issue-type`).
    pub code: &'static str,
    /// What went wrong, in words that hold no content of a record.
    pub text: String,
    /// A code that the app acts on.
    pub detail: Option<&'static str>,
    /// The place in the request, as `Bundle.entry[2]`.
    pub at: Option<String>,
}

impl Problem {
    /// A problem of this status, issue type and text.
    pub fn new(status: StatusCode, code: &'static str, text: impl Into<String>) -> Self {
        Self { status, code, text: text.into(), detail: None, at: None }
    }

    /// The request can't be understood (400).
    pub fn invalid(text: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid", text)
    }

    /// The request is understood and not offered (400).
    pub fn unsupported(text: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "not-supported", text)
    }

    /// No such interaction here (405).
    #[must_use]
    pub fn not_offered() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "not-supported", "This is not offered here.")
    }

    /// Missing, never shared, somebody else's: one answer for all (404).
    #[must_use]
    pub fn not_shared() -> Self {
        Refusal::NotShared.into()
    }

    /// The gateway failed (500); what failed is in the log only.
    #[must_use]
    pub fn failed() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "exception",
            "The record can't be reached at the moment. Try again later.",
        )
    }

    /// The same problem, at a place in the request.
    #[must_use]
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.at = Some(place.into());
        self
    }

    /// The OperationOutcome.
    #[must_use]
    pub fn body(&self) -> Value {
        let mut issue = json!({"severity": "error", "code": self.code, "diagnostics": self.text, "details": {"text": self.text}});
        if let Some(code) = self.detail {
            issue["details"]["coding"] =
                json!([{"system": "https://lapwing.example/CodeSystem/problem", "code": code}]);
        }
        if let Some(at) = &self.at {
            issue["expression"] = json!([at]);
        }
        json!({"resourceType": "OperationOutcome", "issue": [issue]})
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let (status, code) = match refusal {
            Refusal::NotShared => (StatusCode::NOT_FOUND, "not-found"),
            Refusal::NotYours | Refusal::FreshSignIn | Refusal::ReadOnly => {
                (StatusCode::FORBIDDEN, "forbidden")
            }
            Refusal::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, "business-rule"),
        };
        let detail = (refusal == Refusal::FreshSignIn).then_some("fresh-sign-in");
        Self { detail, ..Self::new(status, code, refusal.to_string()) }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let headers = [
            (header::CONTENT_TYPE, FHIR_JSON),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ];
        (self.status, headers, self.body().to_string()).into_response()
    }
}

/// The response for an error of this status, issue type and text.
#[must_use]
pub fn outcome(status: StatusCode, code: &'static str, text: &str) -> Response {
    Problem::new(status, code, text).into_response()
}
