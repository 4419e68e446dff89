//! FHIR over HTTP, against the embedded home of records and one that fails.

#![cfg(test)]

mod bundles;
mod faults;
mod hostile;
mod interactions;
mod paging;
mod searches;
mod sending_again;
mod world;
