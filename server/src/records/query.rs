//! A search, as the records understand it.

use std::{fmt, str::FromStr};

use super::Stored;
use crate::fhir::params::{Param, Test};

/// Whose records are searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What belongs to nobody: organisations, practitioners, questionnaires.
    Nobody,
    /// The records of these patients (`Patient/x`).
    Patients(Vec<String>),
}

/// The order of what is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// By `_lastUpdated`; otherwise by the type's own date.
    pub updated: bool,
    /// Newest first.
    pub descending: bool,
}

/// A condition: one of the tests holds.
#[derive(Clone, Debug)]
pub struct Filter {
    /// The search parameter.
    pub param: &'static Param,
    /// What it may be.
    pub any: Vec<Test>,
}

/// A search.
#[derive(Clone, Debug)]
pub struct Query {
    /// The FHIR types: one, or several of one record together.
    pub kinds: Vec<String>,
    /// Whose records.
    pub scope: Scope,
    /// The asker is whom the scope is about: what is open to its subject is theirs to see, and can be counted by index.
    /// Rows are judged before they are given all the same.
    pub exact: bool,
    /// Ids to choose from, if given.
    pub ids: Option<Vec<String>>,
    /// All of these hold.
    pub filters: Vec<Filter>,
    /// The order.
    pub sort: Sort,
    /// How many a page.
    pub count: usize,
    /// Where the page before ended.
    pub after: Option<Mark>,
}

/// Where a page ended. Later pages show nothing that was created after the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The sort key of the last row.
    pub key: i64,
    /// The row.
    pub row: i64,
    /// The newest row when the first page was made.
    pub newest: i64,
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.key, self.row, self.newest)
    }
}

impl FromStr for Mark {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split('.').map(|p| p.parse::<i64>().map_err(drop));
        let mut next = || parts.next().ok_or(()).flatten();
        let mark = Self { key: next()?, row: next()?, newest: next()? };
        if parts.next().is_some() { Err(()) } else { Ok(mark) }
    }
}

/// One page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// How many fit the query and may be seen.
    pub total: u64,
    /// This page's.
    pub found: Vec<Stored>,
    /// Where the next page starts.
    pub next: Option<Mark>,
}
