//! Read, vread and history: what is missing and what is not for the asker get the same answer.

use serde_json::Value;

use super::{ask::Ask, bundle, outcome::Problem, reply::Reply};
use crate::records::{RecordsError, is_id, is_kind};

/// The type and the id have the right syntax.
///
/// # Errors
/// `404` for a type that is none, `400` for an id that is none.
pub fn check_address(kind: &str, id: Option<&str>) -> Result<(), Problem> {
    if !is_kind(kind) {
        let text = "This is not a resource type of FHIR R4.";
        return Err(Problem::new(axum::http::StatusCode::NOT_FOUND, "not-supported", text));
    }
    if id.is_some_and(|id| !is_id(id)) {
        return Err(Problem::invalid("An id is 1 to 64 letters, digits, '-' and '.'."));
    }
    Ok(())
}

impl Ask<'_> {
    /// The current version.
    ///
    /// # Errors
    /// `404` where there is nothing to see.
    pub fn read(&self, kind: &str, id: &str) -> Result<Reply, Problem> {
        check_address(kind, Some(id))?;
        let (stored, _) = self.visible(self.gateway.records.read(kind, id)?)?;
        Ok(Reply::stored(stored))
    }

    /// One version, where the current one is to be seen too.
    ///
    /// # Errors
    /// `404` where there is nothing to see.
    pub fn vread(&self, kind: &str, id: &str, version: &str) -> Result<Reply, Problem> {
        check_address(kind, Some(id))?;
        let (_, current) = self.visible(self.gateway.records.read(kind, id)?)?;
        let version: u64 = version.parse().map_err(|_| Problem::not_shared())?;
        let stored = self.gateway.records.version(kind, id, version)?.ok_or_else(Problem::not_shared)?;
        if self.judge.may_see_version(&current, &stored.value()?) {
            Ok(Reply::stored(stored))
        } else {
            Err(Problem::not_shared())
        }
    }

    /// Every version that is to be seen, newest first.
    ///
    /// # Errors
    /// `404` where there is nothing to see.
    pub fn history(&self, kind: &str, id: &str) -> Result<Reply, Problem> {
        check_address(kind, Some(id))?;
        let (_, current) = self.visible(self.gateway.records.read(kind, id)?)?;
        let mut versions = Vec::new();
        for stored in self.gateway.records.history(kind, id)? {
            let value: Result<Value, RecordsError> = stored.value();
            if self.judge.may_see_version(&current, &value?) {
                versions.push(stored);
            }
        }
        Ok(Reply::ok(bundle::history(self.base, &versions)))
    }
}
