//! What is kept in the page's memory only: "not my device".

use std::collections::BTreeMap;

use lapwing_core::effect::Key;
use serde_json::Value;

use super::item::Item;

/// Gone when the page is closed.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) kept: BTreeMap<Key, Value>,
    pub(crate) outbox: Vec<Item>,
    pub(crate) feedback: Vec<Item>,
    /// When an entry under the person's name was last on its way.
    pub(crate) sent: Option<i64>,
}
