//! The app core of Lapwing: decides everything and touches nothing.
//!
//! `update(&mut Model, Event, &Now) -> Vec<Effect>`; no browser, clock, randomness or I/O.

pub mod app;
pub mod ask;
pub mod base64;
pub mod devices;
pub mod effect;
pub mod event;
pub mod feedback;
pub mod fhir;
pub mod fhirpath;
pub mod fold;
pub mod form;
pub mod glossary;
pub mod json;
pub mod keepsakes;
pub mod lease;
pub mod links;
pub mod live;
pub mod notice;
pub mod now;
pub mod order;
pub mod outbox;
pub mod parts;
pub mod past;
pub mod plan;
pub mod record;
pub mod route;
pub mod schedule;
pub mod sdc;
pub mod seek;
pub mod session;
pub mod sharing;
pub mod takeaway;
pub mod trouble;
pub mod vault;
pub mod view;
pub mod words;
