//! The lenient readers: each with a table of what comes in and what is understood.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a broken fixture may end its test")]

mod any_input;
mod any_kind;
mod bundles;
mod dates;
mod letters;
mod medicines;
mod narratives;
mod plans;
mod problems;
mod quantities;
mod readings;
mod samples;
mod sharing;

use lapwing_core::fhir::Unread;

/// The paths of what could not be read.
fn paths(unread: &[Unread]) -> Vec<&str> {
    unread.iter().map(|part| part.path.as_str()).collect()
}
