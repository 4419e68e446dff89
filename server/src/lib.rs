//! The gateway: serves the app, holds the session, guards and stores FHIR.

pub mod access;
pub mod clock;
pub mod config;
pub mod fhir;
pub mod identities;
pub mod json;
pub mod records;
pub mod risk;
