//! What is shown of a form, made from its live state.

mod ask;
mod finish;
mod markdown;
mod row;
mod steps;
mod table;
mod text;
mod view;

pub(crate) use finish::finish;
pub(crate) use row::node_of;
pub(crate) use steps::{Part, Step, Steps, is_seen, steps};
pub(crate) use view::{Cache, form, pointers};
