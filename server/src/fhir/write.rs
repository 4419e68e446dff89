//! Create and update: the person's writes and the Tasks that they call for, in one transaction.

use axum::http::StatusCode;
use serde_json::Value;
use uuid::Uuid;

use super::{
    ask::Ask,
    asked_for,
    outcome::Problem,
    read::check_address,
    reply::{Reply, etag},
    steps, ticked,
};
use crate::access::{Refusal, answer_of, kind_of, references};
use crate::records::{
    Answer, Before, Change, Condition, Document, Draft, LedgerEntry, Malformed, Order, Origin, Outcome,
    RecordsError, Write, Written,
};

impl From<Malformed> for Problem {
    fn from(why: Malformed) -> Self {
        let code = match why {
            Malformed::UnknownType => "not-supported",
            Malformed::Json(_) | Malformed::NoType => "structure",
            Malformed::Id | Malformed::Shape(_) => "value",
        };
        Self::new(StatusCode::BAD_REQUEST, code, format!("This can't be kept: {why}."))
    }
}

/// When a write of a resource stands, as its request says.
///
/// # Errors
/// `400` for a condition that is not understood.
pub fn condition(if_match: Option<&str>, if_none_match: Option<&str>) -> Result<Condition, Problem> {
    match (if_match, if_none_match) {
        (None, None) => Ok(Condition::Any),
        (None, Some("*")) => Ok(Condition::New),
        (Some(tag), None) => {
            let version = tag.trim().trim_start_matches("W/").trim_matches('"').parse();
            version
                .map(Condition::Matches)
                .map_err(|_| Problem::invalid("If-Match needs a version such as W/\"3\"."))
        }
        (_, Some(_)) => Err(Problem::invalid("If-None-Match takes * only, and no If-Match beside it.")),
    }
}

impl Ask<'_> {
    /// Makes a resource; its id is given here.
    ///
    /// # Errors
    /// What is wrong with it, or that it may not be written.
    pub fn create(&self, kind: &str, body: &str, ledger: Option<&LedgerEntry>) -> Result<Reply, Problem> {
        check_address(kind, None)?;
        let draft = draft_of(kind, body)?;
        self.write_one(draft, &Uuid::new_v4().to_string(), Condition::New, ledger)
    }

    /// Makes a resource under the client's id, or a new version of it.
    ///
    /// # Errors
    /// What is wrong with it, or that it may not be written.
    pub fn update(
        &self,
        (kind, id): (&str, &str),
        body: &str,
        condition: Condition,
        ledger: Option<&LedgerEntry>,
    ) -> Result<Reply, Problem> {
        check_address(kind, Some(id))?;
        let draft = draft_of(kind, body)?;
        if draft.id.as_deref() != Some(id) {
            return Err(Problem::invalid("The id of the resource and the id of its address differ."));
        }
        self.write_one(draft, id, condition, ledger)
    }

    fn write_one(
        &self,
        draft: Draft,
        id: &str,
        condition: Condition,
        ledger: Option<&LedgerEntry>,
    ) -> Result<Reply, Problem> {
        let resolved = self.resolve(&draft.references())?;
        let document = draft.named(id, &mut |r| resolved.get(r).cloned())?;
        let writes = vec![Write { document, condition, origin: Origin::Person }];
        let outcome = self.commit(writes, ledger, &|written| self.answer_one(written))?;
        Ok(reply_of(outcome))
    }

    /// Writes the person's resources, the Tasks for the team that they call for, the Tasks that asked for
    /// them as done, and the copies of the steps of their safety plan.
    ///
    /// # Errors
    /// When a write is rejected, the ledger clashes or the records fail.
    pub fn commit(
        &self,
        mut writes: Vec<Write>,
        ledger: Option<&LedgerEntry>,
        answer: &dyn Fn(&[Written]) -> Answer,
    ) -> Result<Outcome, RecordsError> {
        let responses = writes.iter().filter(|w| w.document.kind == "QuestionnaireResponse");
        let tasks: Vec<_> = responses.flat_map(|w| self.gateway.risk.tasks_for(&w.document.value)).collect();
        for task in &tasks {
            let document = Document::from_value(task).map_err(|why| {
                RecordsError::Failed(format!("a Task for the team can't be written: {why}"))
            })?;
            writes.push(Write { document, condition: Condition::KeepPresent, origin: Origin::Gateway });
        }
        writes.extend(self.done_with(&writes)?);
        writes.extend(steps::beside(&*self.gateway.records, &writes)?);
        let of_others = self.scores_of_others(&writes)?;
        let check = |before: Before<'_>, after: &Value| match before {
            Before::Whatever => match self.judge.may_write_at_all(after) {
                Ok(()) if of_others.contains(&after["id"]) && kind_of(after) == "Observation" => {
                    Err(Refusal::NotYours)
                }
                judged => judged,
            },
            Before::Is(before) => self.judge.may_write(before, after),
        };
        self.gateway.records.write(&Order { writes: &writes, ledger, now: self.now, check: &check, answer })
    }

    /// The ids of the scores that a carer makes from answers which are not their own, in this order or in the record: such a
    /// number would stand beside the words of somebody else. Answers that are not there are nobody's.
    fn scores_of_others(&self, writes: &[Write]) -> Result<Vec<Value>, RecordsError> {
        let mut found = Vec::new();
        let scores = writes.iter().filter(|w| w.document.kind == "Observation" && w.origin == Origin::Person);
        for score in scores.map(|w| &w.document.value) {
            let by = references(score, "performer");
            if !by.iter().any(|who| who.starts_with("RelatedPerson/")) {
                continue;
            }
            for answers in references(score, "derivedFrom") {
                let id = answers.strip_prefix("QuestionnaireResponse/").unwrap_or_default();
                let sent = writes
                    .iter()
                    .find(|w| w.document.kind == "QuestionnaireResponse" && w.document.id == id)
                    .map(|w| w.document.value.clone());
                let answers = match sent {
                    Some(sent) => Some(sent),
                    None => {
                        let kept = self.gateway.records.read("QuestionnaireResponse", id)?;
                        kept.map(|kept| kept.value()).transpose()?
                    }
                };
                if answers.is_none_or(|answers| references(&answers, "author") != by) {
                    found.push(score["id"].clone());
                }
            }
        }
        Ok(found)
    }

    /// The Tasks that the answers among these writes were asked for by, as done; and those of a plan as their owners say.
    fn done_with(&self, writes: &[Write]) -> Result<Vec<Write>, RecordsError> {
        let mut done = Vec::new();
        for write in writes.iter().filter(|w| w.document.kind == "QuestionnaireResponse") {
            let response = &write.document.value;
            let Some(patient) = response["subject"]["reference"].as_str() else { continue };
            let tasks = self.gateway.records.of_patient("Task", patient)?;
            let made = asked_for::completed(response, &tasks, self.now)
                .map_err(|why| RecordsError::Failed(format!("a Task can't be written as done: {why}")))?;
            done.extend(made);
        }
        for write in writes.iter().filter(|w| answer_of(&w.document.value).is_some()) {
            let answer = &write.document.value;
            let Some(patient) = answer["for"]["reference"].as_str() else { continue };
            let tasks = self.gateway.records.of_patient("Task", patient)?;
            let made = ticked::ticked(answer, &tasks, self.now)
                .map_err(|why| RecordsError::Failed(format!("a Task of a plan can't be written: {why}")))?;
            done.extend(made);
        }
        Ok(done)
    }

    fn answer_one(&self, written: &[Written]) -> Answer {
        let Some(Written { stored, change }) = written.first() else {
            return Answer { status: 500, body: String::new(), etag: None, location: None };
        };
        Answer {
            status: status_of(*change).as_u16(),
            body: stored.text.clone(),
            etag: Some(etag(stored.version)),
            location: Some(format!(
                "{}/{}/{}/_history/{}",
                self.base, stored.kind, stored.id, stored.version
            )),
        }
    }
}

/// Reads a body as a resource of this type.
///
/// # Errors
/// What is wrong with it.
pub fn draft_of(kind: &str, body: &str) -> Result<Draft, Problem> {
    let draft = Draft::parse(body)?;
    if draft.kind == kind {
        Ok(draft)
    } else {
        Err(Problem::invalid("The resourceType and the type of its address differ."))
    }
}

/// 201 for what is new, 200 for a new version.
#[must_use]
pub fn status_of(change: Change) -> StatusCode {
    if change == Change::Created { StatusCode::CREATED } else { StatusCode::OK }
}

/// The reply to an order.
#[must_use]
pub fn reply_of(outcome: Outcome) -> Reply {
    match outcome {
        Outcome::Done(answer, _) => Reply::answer(answer, false),
        Outcome::Replayed(answer) => Reply::answer(answer, true),
    }
}
