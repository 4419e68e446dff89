//! Journeys: the app core on a phone without a browser, and a real gateway, in one process.

pub mod delivery;
mod device;
pub mod phone;
pub mod trust;
