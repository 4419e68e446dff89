//! The session: who is signed in, for how long, and with which proof that it is the app that asks.

mod guard;
mod listed;
mod reply;
mod routes;
mod store;
mod token;

pub use guard::require;
pub(crate) use guard::{Shown, signed_out};
pub use routes::routes;
pub use store::{ABSOLUTE, IDLE, Session, Sessions};
pub use token::CSRF;
pub(crate) use token::Token;
