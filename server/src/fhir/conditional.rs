//! Conditional references (`Practitioner?identifier=system|value`): only to what is about nobody, so that they
//! can't be used to ask who is a patient here.

use std::collections::HashMap;

use axum::http::StatusCode;

use super::{
    ask::Ask,
    outcome::Problem,
    params::{self, Test},
};
use crate::{
    access::INFRASTRUCTURE,
    records::{Filter, Query, Scope, Sort},
};

/// What each reference is to become.
pub type Resolved = HashMap<String, String>;

impl Ask<'_> {
    /// Finds what the conditional ones of these references point to.
    ///
    /// # Errors
    /// `412` where that is not exactly one resource, `400` where the type can't be referred to in this way.
    pub fn resolve(&self, references: &[String]) -> Result<Resolved, Problem> {
        let mut resolved = Resolved::new();
        for reference in references {
            let Some((kind, asked)) = reference.split_once('?') else { continue };
            if crate::records::is_kind(kind) && !resolved.contains_key(reference) {
                resolved.insert(reference.clone(), self.resolve_one(kind, asked)?);
            }
        }
        Ok(resolved)
    }

    fn resolve_one(&self, kind: &str, asked: &str) -> Result<String, Problem> {
        let param = params::find(kind, "identifier").filter(|_| INFRASTRUCTURE.contains(&kind));
        let (Some(param), Some(value)) = (param, asked.strip_prefix("identifier=")) else {
            return Err(Problem::unsupported("A conditional reference names an identifier of an Organization, Practitioner, PractitionerRole, Location or Medication."));
        };
        let (system, code) = match value.split_once('|') {
            Some((system, code)) => (Some(system.to_owned()), code),
            None => (None, value),
        };
        let query = Query {
            kind: kind.to_owned(),
            scope: Scope::Nobody,
            exact: true,
            ids: None,
            filters: vec![Filter { param, any: vec![Test::Token(system, Some(code.to_owned()))] }],
            sort: Sort { updated: false, descending: true },
            count: 2,
            after: None,
        };
        let page = self.gateway.records.search(&query, &|r| self.judge.may_see(r))?;
        match page.found.as_slice() {
            [one] => Ok(format!("{kind}/{}", one.id)),
            [] => Err(Problem::new(StatusCode::PRECONDITION_FAILED, "not-found", "A conditional reference matches nothing.")),
            _ => Err(Problem::new(StatusCode::PRECONDITION_FAILED, "multiple-matches", "A conditional reference matches more than one.")),
        }
    }
}
