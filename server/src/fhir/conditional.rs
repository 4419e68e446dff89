//! Conditional references (`Practitioner?identifier=system|value`): only to what is about nobody, so that they
//! can't be used to ask who is a patient here.

use std::collections::HashMap;

use axum::http::StatusCode;
use serde_json::Value;

use super::{
    ask::Ask,
    outcome::Problem,
    params::{self, Param, Test},
};
use crate::{
    access::INFRASTRUCTURE,
    records::{Filter, Query, Records, RecordsError, Scope, Sort, is_kind},
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
            let kind = reference.split_once('?').map(|(kind, _)| kind);
            if kind.is_some_and(is_kind) && !resolved.contains_key(reference) {
                resolved.insert(reference.clone(), self.resolve_one(reference)?);
            }
        }
        Ok(resolved)
    }

    fn resolve_one(&self, reference: &str) -> Result<String, Problem> {
        let (param, test) = identifier_of(reference).ok_or_else(|| {
            let kinds = "Organization, Practitioner, PractitionerRole, Location or Medication";
            Problem::unsupported(format!("A conditional reference names an identifier of an {kinds}."))
        })?;
        let found = identified(&*self.gateway.records, param, test, &|r| self.judge.may_see(r))?;
        let failed = |code, text| Problem::new(StatusCode::PRECONDITION_FAILED, code, text);
        match found.as_slice() {
            [one] => Ok(one.clone()),
            [] => Err(failed("not-found", "A conditional reference matches nothing.")),
            _ => Err(failed("multiple-matches", "A conditional reference matches more than one.")),
        }
    }
}

/// What a conditional reference asks for, where it is one that is understood.
#[must_use]
pub fn identifier_of(reference: &str) -> Option<(&'static Param, Test)> {
    let (kind, asked) = reference.split_once('?')?;
    let value = asked.strip_prefix("identifier=")?;
    let param = params::find(kind, "identifier").filter(|_| INFRASTRUCTURE.contains(&kind))?;
    let (system, code) =
        value.split_once('|').map_or((None, value), |(system, code)| (Some(system.to_owned()), code));
    Some((param, Test::Token(system, Some(code.to_owned()))))
}

/// The first two (`Type/id`) that bear the identifier.
///
/// # Errors
/// When the records fail.
pub fn identified(
    records: &dyn Records,
    param: &'static Param,
    test: Test,
    sees: &dyn Fn(&Value) -> bool,
) -> Result<Vec<String>, RecordsError> {
    let query = Query {
        kinds: vec![param.kind.to_owned()],
        scope: Scope::Nobody,
        exact: true,
        ids: None,
        filters: vec![Filter { param, any: vec![test] }],
        sort: Sort { updated: false, descending: true },
        count: 2,
        after: None,
    };
    let page = records.search(&query, sees)?;
    Ok(page.found.iter().map(|s| format!("{}/{}", s.kind, s.id)).collect())
}
