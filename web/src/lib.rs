//! The only code of the app that touches the browser's storage, network, cryptography and clock.
//!
//! It decides nothing: what to keep, to send and to say comes from `lapwing-core`. Everything here works
//! in the page and in the service worker alike.

mod base64;
mod bridge;
pub mod channel;
pub mod clock;
mod deposit;
pub mod door;
pub mod fetch;
pub mod flush;
mod hpke;
mod limit;
mod links;
pub mod live;
mod lock;
pub mod part;
pub mod pdf;
pub mod store;
pub mod sw;

mod turns;

pub use store::Store;
