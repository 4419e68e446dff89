//! What lies in a sealed entry: a write, as the app would have sent it over a session.

use axum::http::StatusCode;
use serde::Deserialize;
use uuid::Uuid;

use crate::fhir::{LIMIT, Sending, outcome::Problem};

/// A write, and whose it is. A field that is not known could change what is meant, so it is refused.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Enclosed {
    /// The identity that wrote it.
    pub account: String,
    method: String,
    path: String,
    if_match: Option<String>,
    if_none_match: Option<String>,
    body: String,
}

impl Enclosed {
    /// Reads what was opened.
    ///
    /// # Errors
    /// `400` where it is not the JSON that is agreed upon, `413` where the body is larger than a session may send.
    pub fn read(opened: &[u8]) -> Result<Self, Problem> {
        let unreadable = |_| Problem::invalid("What was sealed can't be read.");
        let enclosed: Self = serde_json::from_slice(opened).map_err(unreadable)?;
        if enclosed.body.len() > LIMIT {
            return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-long", "It is too large."));
        }
        Ok(enclosed)
    }

    /// What is said of a file, where this brings one.
    pub fn file(&self) -> Option<&str> {
        let plain = self.method == "PUT" && self.if_match.is_none() && self.if_none_match.is_none();
        (plain && self.path.starts_with("/files/")).then_some(&self.body)
    }

    /// The write, under this entry id.
    ///
    /// # Errors
    /// `405` for an address that no write goes to.
    pub fn send<T>(
        &self,
        entry: Uuid,
        send: impl FnOnce(&Sending<'_>) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let below = self.path.strip_prefix("/fhir").ok_or_else(Problem::not_offered)?;
        let mut parts = below.split('/');
        let is_part = |part: &&str| !part.is_empty() && !part.contains(['?', '#']);
        let path: Vec<&str> = match parts.next() {
            Some("") => parts.collect(),
            _ => return Err(Problem::not_offered()),
        };
        if !path.iter().all(is_part) {
            return Err(Problem::not_offered());
        }
        send(&Sending {
            method: &self.method,
            path: &path,
            if_match: self.if_match.as_deref(),
            if_none_match: self.if_none_match.as_deref(),
            body: &self.body,
            entry: Some(entry),
        })
    }
}
