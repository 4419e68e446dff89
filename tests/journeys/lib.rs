//! Journeys: the app core on a phone without a browser, and a real gateway, in one process.

mod anonymous;
mod asking;
pub mod campaign;
mod device;
pub mod files;
pub mod flusher;
pub mod heedless;
mod keeping;
pub mod links;
pub mod net;
mod performing;
pub mod phone;
pub mod store;
pub mod trust;
mod waiting;
