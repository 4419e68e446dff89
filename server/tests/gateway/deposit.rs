//! Sealed entries: who may deliver them, what is carried out, and what is told.

mod carried_out;
mod devices;
mod files;
pub mod phone;
mod refused;
mod replayed;
