//! SMART Health Links: made by the person for a chosen part of their record, and opened by anybody who has one.
//!
//! What is in a link is encrypted before it leaves the device; its key stands behind the `#` of the link alone.

mod card;
mod content;
pub mod jwe;
mod list;
mod make;
pub mod payload;
mod viewer;

pub use card::{
    Card, CardGroup, CardLine, CardView, card, choose, lines, loaded as card_loaded, row as card_row,
};
pub use content::{Content, read};
pub use list::{Link, LinksView, links};
pub use make::{
    MakeView, Making, OPEN_FOR, State, WHATS, confirmed, fetched, keep_row, kept, make, opened, put, saved,
    sealed, update,
};
pub use payload::Payload;
pub use viewer::{Stage, Viewer, ViewerView, came, look, view as viewer};

use serde_json::Value;

use crate::effect::Request;
use crate::trouble::Trouble;

/// Why a file did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// It is no such file, was changed, or the key is another's.
    Key,
    /// This browser can't make it large again.
    Squeezed,
    /// It is larger than anything that is shown here.
    Large,
}

/// What the shell does for links.
#[derive(Debug, Clone, PartialEq)]
pub enum Order {
    /// Encrypt this text, under this key or a new one; answers `Sealed`.
    Seal(String, Option<String>),
    /// Ask for what is in a link; answers `Answered`.
    Ask(Request),
    /// Decrypt these files under this key; answers `Opened`.
    Open(Vec<String>, String),
    /// Put this text on the clipboard; answers `Copied`.
    Copy(String),
}

/// What happens with links.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// What goes into it was chosen: its place in [`WHATS`].
    WhatChosen(usize),
    /// Its name.
    Labelled(String),
    /// Its passcode.
    PasscodeGiven(String),
    /// For how long: the place in [`OPEN_FOR`].
    UntilChosen(usize),
    /// It may be opened once only.
    OnceChosen(bool),
    /// Make it.
    Confirmed,
    /// The link with this id is stopped.
    Stopped(String),
    /// The link with this id, which is kept here, is shown again.
    ShownAgain(String),
    /// The content of the link with this id is to be put together anew.
    RenewWanted(String),
    /// A link is to be copied.
    CopyWanted(String),
    /// It was copied, or not.
    Copied(bool),
    /// It was encrypted: key and file.
    Sealed(Result<(String, String), Trouble>),
    /// A text that may hold a link, and where this page is from.
    Brought(String, String),
    /// Who opens it.
    Named(String),
    /// Open it, with this passcode.
    Wanted(String),
    /// What was heard: status and body; `None` for nothing.
    Answered(Option<(u16, Value)>),
    /// What came out of each file.
    Opened(Vec<Result<String, Closed>>),
    /// The person is done with it.
    Done,
    /// A line of the card was chosen, or no more.
    LineChosen(String, bool),
    /// Which link stands on the card: its id, or none.
    CardLink(Option<String>),
    /// Print the card.
    Printed,
}

#[cfg(test)]
mod tests;
