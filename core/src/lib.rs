//! The app core of Lapwing.

pub mod fhir;
