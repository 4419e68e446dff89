//! A request that waits becomes words under way again.

use serde_json::Value;

use super::Kind;
use super::update::{kept, row};
use crate::effect::Key;
use crate::form::Who;
use crate::now::short_key;
use crate::outbox::Entry;
use crate::route::Route;

/// What it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Again {
    /// The entry that it is about (`Type/id`).
    pub about: String,
    /// What kind.
    pub kind: Kind,
    /// The row in which its words are kept.
    pub row: Key,
    /// What is in it.
    pub kept: Value,
}

/// What was asked with this entry; `None` where it is no request.
#[must_use]
pub fn again(entry: &Entry, who: &Who) -> Option<Again> {
    let of = |at: usize| &entry.body["entry"][at]["resource"];
    let about = of(0)["focus"]["reference"].as_str()?.to_owned();
    let kind = Kind::of_code(of(0)["code"]["coding"][0]["code"].as_str()?)?;
    let text = of(1)["payload"][0]["contentString"].as_str().unwrap_or_default();
    let row = row(who, &about, kind);
    Some(Again { about, kind, row, kept: kept(text) })
}

impl Again {
    /// The page of the entry.
    #[must_use]
    pub fn route(&self) -> Route {
        match self.about.split_once('/') {
            Some(("DocumentReference", id)) => Route::Letter(short_key(id)),
            _ => Route::Entry(short_key(&self.about)),
        }
    }
}
