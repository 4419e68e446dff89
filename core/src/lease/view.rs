//! What is kept of whom, and until when.

use super::{Reader, State};
use crate::fhir::date::Date;
use crate::now::Now;
use crate::words::time::moment;

/// What is kept of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyRow {
    /// Their name.
    pub name: String,
    /// How many parts of their record.
    pub parts: usize,
    /// Until when without a word from the gateway, in words.
    pub until: String,
}

/// A row for each person of whom something is kept.
#[must_use]
pub fn copies(state: &State, reader: Reader, now: &Now) -> Vec<CopyRow> {
    let offset = i16::try_from(now.offset).unwrap_or(0);
    let mut rows = vec![];
    for cared in reader.cared {
        let parts = state.kept.iter().filter(|(patient, _)| *patient == cared.patient).count();
        if parts > 0 {
            let until = moment(Date::from_millis(state.end(cared), offset), now);
            rows.push(CopyRow { name: cared.name.clone(), parts, until });
        }
    }
    rows
}
