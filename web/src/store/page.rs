//! What is kept in the page's memory only: "not my device".

use std::collections::BTreeMap;

use lapwing_core::effect::Key;
use lapwing_core::outbox::Entry;
use serde_json::Value;

/// Gone when the page is closed.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) kept: BTreeMap<Key, Value>,
    pub(crate) outbox: Vec<Entry>,
    pub(crate) feedback: Vec<Entry>,
}
