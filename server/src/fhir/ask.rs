//! One request: who asks, what the judge knows of them, and the records.

use std::{cell::RefCell, collections::BTreeSet};

use jiff::Timestamp;
use serde_json::Value;

use super::outcome::Problem;
use crate::{
    Gateway,
    access::{Asker, Judge},
    looks::{self, Look},
    records::{RecordsError, Rejection, Stored},
};

/// What a handler needs to answer one request.
pub struct Ask<'a> {
    /// The gateway.
    pub gateway: &'a Gateway,
    /// Who asks.
    pub asker: &'a Asker,
    /// Decides what they see and change.
    pub judge: Judge,
    /// The time.
    pub now: Timestamp,
    /// The address of the FHIR service, without a slash at its end.
    pub base: &'a str,
    /// The patient looks as one of their carers: nothing is noted.
    pub preview: bool,
    looks: RefCell<BTreeSet<Look>>,
}

impl<'a> Ask<'a> {
    /// Reads what the judge needs.
    ///
    /// # Errors
    /// When the records fail.
    pub fn new(gateway: &'a Gateway, asker: &'a Asker, base: &'a str) -> Result<Self, Problem> {
        let judge = gateway.judge(asker)?;
        let looks = RefCell::default();
        Ok(Self { gateway, asker, judge, now: gateway.clock.now(), base, preview: false, looks })
    }

    /// The resource as JSON, if the asker may see it; all else is the one answer.
    ///
    /// # Errors
    /// `404` where there is nothing to see.
    pub fn visible(&self, stored: Option<Stored>) -> Result<(Stored, Value), Problem> {
        let stored = stored.ok_or_else(Problem::not_shared)?;
        let value = stored.value()?;
        match self.stands_for(&value)? {
            Some(other) if self.judge.may_see(&other) => self.shown(&other),
            None if self.judge.may_see(&value) => self.shown(&value),
            _ => return Err(Problem::not_shared()),
        }
        Ok((stored, value))
    }

    /// What a file is judged by: the answers that it belongs to (R4, Binary.securityContext).
    fn stands_for(&self, value: &Value) -> Result<Option<Value>, Problem> {
        let context =
            value["securityContext"]["reference"].as_str().filter(|_| value["resourceType"] == "Binary");
        let Some(answers) = context.and_then(|context| context.strip_prefix("QuestionnaireResponse/")) else {
            return Ok(None);
        };
        let stored = self.gateway.records.read("QuestionnaireResponse", answers)?;
        // Without its answers it is nobody's, as the Binary alone is.
        Ok(stored.map(|stored| stored.value()).transpose()?)
    }

    /// Remembers that this is shown, where it is somebody else's.
    pub fn shown(&self, resource: &Value) {
        if !self.preview
            && let Some(look) = self.judge.look(resource)
        {
            self.looks.borrow_mut().insert(look);
        }
    }

    /// Notes for each patient what was shown of theirs; called before the answer goes.
    ///
    /// # Errors
    /// When it can't be noted: then it is not shown.
    pub fn note_looks(&self) -> Result<(), Problem> {
        looks::keep(&*self.gateway.records, self.looks.take(), self.now)
    }
}

impl From<RecordsError> for Problem {
    fn from(error: RecordsError) -> Self {
        match error {
            RecordsError::Rejected { why, .. } => why.into(),
            RecordsError::LedgerClash => Self::new(
                axum::http::StatusCode::UNPROCESSABLE_ENTITY,
                "duplicate",
                "This entry id was used for something else. Nothing was changed.",
            ),
            RecordsError::Failed(why) => {
                tracing::error!(why, "the records failed");
                Self::failed()
            }
        }
    }
}

impl From<Rejection> for Problem {
    fn from(why: Rejection) -> Self {
        let conflict = |text| Self::new(axum::http::StatusCode::PRECONDITION_FAILED, "conflict", text);
        match why {
            Rejection::Refused(refusal) => refusal.into(),
            Rejection::Exists => conflict("There is one with this id already. Nothing was changed."),
            Rejection::Stale => conflict("This was changed meanwhile. Nothing was changed now."),
        }
    }
}
