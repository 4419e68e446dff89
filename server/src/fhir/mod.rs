//! FHIR R4 over HTTP, at `/fhir`.

pub mod outcome;
pub mod params;
