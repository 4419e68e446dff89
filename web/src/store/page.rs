//! What is kept in the page's memory only: "not my device".

use js_sys::Uint8Array;
use lapwing_core::effect::Key;
use lapwing_core::outbox::Entry;
use serde_json::Value;

use super::item::Item;
use crate::deposit::Credential;

/// Gone when the page is closed.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// A list: there are few, and a tree is 1 kB of Brotli.
    kept: Vec<(Key, Value)>,
    pub(crate) outbox: Vec<Item>,
    pub(crate) feedback: Vec<Item>,
    /// What waits in the outbox, as the person sees it.
    pub(crate) copies: Vec<Entry>,
    /// What waits on the device, as the person saw it last; nothing while it is locked.
    pub(crate) seen: Vec<Entry>,
    /// Files in parts: id, number, bytes.
    pub(crate) parts: Vec<(String, u32, Uint8Array)>,
    /// What this page delivers by.
    pub(crate) credential: Option<Credential>,
    /// When an entry under the person's name was last on its way.
    pub(crate) sent: Option<i64>,
}

impl Page {
    /// What is kept under a key.
    pub(crate) fn kept(&self, key: &Key) -> Option<&Value> {
        self.kept.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// Keeps it in the place of what was kept there.
    pub(crate) fn keep(&mut self, key: &Key, value: &Value) {
        self.forget(key);
        self.kept.push((key.clone(), value.clone()));
    }

    /// Drops what is kept under a key.
    pub(crate) fn forget(&mut self, key: &Key) {
        self.kept.retain(|(known, _)| known != key);
    }
}
