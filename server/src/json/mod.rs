//! JSON as text: what is kept and sent is what came, key order and decimals included (`1.50` stays `1.50`).

mod fields;
mod rewrite;

pub use fields::Fields;
pub use rewrite::{has_plain_names, rewrite};
