//! The gateway: serves the app, holds the session, guards and stores FHIR.

pub mod access;
pub mod clock;
pub mod config;
pub mod identities;
pub mod risk;
