//! One request: who asks, what the judge knows of them, and the records.

use std::{cell::RefCell, collections::BTreeSet};

use jiff::Timestamp;
use serde_json::Value;

use super::outcome::Problem;
use crate::{
    Gateway,
    access::{
        self, Asker, Judge,
        planted::{self, Fault},
    },
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
    /// Read where a file is asked for.
    letters: RefCell<Option<Vec<File>>>,
}

/// A file that is the content of a letter, or of another entry that bears files.
struct File {
    id: String,
    patient: String,
    seen: bool,
    letter: Value,
}

impl<'a> Ask<'a> {
    /// Reads what the judge needs.
    ///
    /// # Errors
    /// When the records fail.
    pub fn new(gateway: &'a Gateway, asker: &'a Asker, base: &'a str) -> Result<Self, RecordsError> {
        let judge = gateway.judge(asker)?;
        let looks = RefCell::default();
        Ok(Self {
            gateway,
            asker,
            judge,
            now: gateway.clock.now(),
            base,
            preview: false,
            looks,
            letters: RefCell::default(),
        })
    }

    /// The resource as JSON, if the asker may see it; all else is the one answer.
    ///
    /// # Errors
    /// `404` where there is nothing to see.
    pub fn visible(&self, stored: Option<Stored>) -> Result<(Stored, Value), Problem> {
        let stored = stored.ok_or_else(Problem::not_shared)?;
        let value = stored.value()?;
        match self.stands_for(&value)? {
            Some(other) if planted::is(Fault::FileUnjudged) || self.judge.may_see_file(&other, &value) => {
                self.shown(&other);
            }
            None if self.judge.may_see(&value) => self.shown(&value),
            _ => return Err(Problem::not_shared()),
        }
        Ok((stored, value))
    }

    /// Whether a search may find this, and a live event tell of it: a file of a letter, where the letter is to be seen too.
    pub fn may_find(&self, value: &Value) -> bool {
        let of_letter = || {
            self.stands_for(value)
                .ok()
                .is_some_and(|of| of.is_none_or(|of| self.judge.may_see_file(&of, value)))
        };
        self.judge.may_see(value) && (value["resourceType"] != "Binary" || of_letter())
    }

    /// What a file is judged by: the answers or the letter that it belongs to (R4, Binary.securityContext), else a letter that
    /// names it as its content, before others one that the asker may see.
    fn stands_for(&self, value: &Value) -> Result<Option<Value>, Problem> {
        if value["resourceType"] != "Binary" {
            return Ok(None);
        }
        let context = value["securityContext"]["reference"].as_str();
        let named = context.and_then(|context| context.split_once('/'));
        let bears = |kind: &str| {
            ["QuestionnaireResponse", "Consent", "Communication"].contains(&kind)
                || access::BEARERS.iter().any(|(known, _)| *known == kind)
        };
        if let Some((kind, id)) = named.filter(|(kind, _)| bears(kind)) {
            let stored = self.gateway.records.read(kind, id)?;
            // Without its answers or its letter it is nobody's, as the Binary alone is.
            return Ok(stored.map(|stored| stored.value()).transpose()?);
        }
        let id = value["id"].as_str().unwrap_or_default();
        let mut letters = self.letters.borrow_mut();
        if letters.is_none() {
            *letters = Some(self.letters_with_files()?);
        }
        // A file that names its patient is no other patient's letter.
        let fits = |file: &&File| file.id == id && context.is_none_or(|context| context == file.patient);
        let found = || letters.iter().flatten().filter(fits);
        let file = found().find(|file| file.seen).or_else(|| found().next());
        Ok(file.map(|file| file.letter.clone()))
    }

    /// The entries within reach whose files stand apart, once for each file.
    fn letters_with_files(&self) -> Result<Vec<File>, Problem> {
        let mut found = Vec::new();
        for reach in self.judge.reach() {
            for (kind, _) in access::BEARERS.iter().filter(|(kind, _)| reach.types.hold(kind)) {
                for letter in self.gateway.records.of_patient(kind, &reach.patient)? {
                    let seen = self.judge.may_see(&letter);
                    for id in access::files_of(&letter) {
                        let (id, patient) = (id.to_owned(), reach.patient.clone());
                        found.push(File { id, patient, seen, letter: letter.clone() });
                    }
                }
            }
        }
        Ok(found)
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
