//! What is shown of a form, made from its live state.

mod ask;
mod beside;
mod finish;
mod markdown;
mod row;
mod steps;
mod table;
mod text;
mod view;

pub(crate) use ask::is_searched;
pub(crate) use finish::finish;
pub use row::alone;
pub(crate) use row::{key_of, node_of};
pub(crate) use steps::{Step, Steps, is_seen, steps};
pub(crate) use view::{Cache, form, pointers};
