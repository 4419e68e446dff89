//! What is kept in the page's memory only: "not my device".

use std::collections::BTreeMap;

use lapwing_core::effect::Key;
use lapwing_core::outbox::Entry;
use serde_json::Value;

use super::item::Item;
use crate::deposit::Credential;

/// Gone when the page is closed.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) kept: BTreeMap<Key, Value>,
    pub(crate) outbox: Vec<Item>,
    pub(crate) feedback: Vec<Item>,
    /// What waits in the outbox, as the person sees it.
    pub(crate) copies: Vec<Entry>,
    /// What this page delivers by.
    pub(crate) credential: Option<Credential>,
    /// When an entry under the person's name was last on its way.
    pub(crate) sent: Option<i64>,
}
