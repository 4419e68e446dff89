//! The person's own links, as their screen lists them.

use serde_json::Value;

use super::make::{State, WHATS};
use crate::fhir::date::Date;
use crate::now::Now;
use crate::sharing::local;
use crate::trouble::Trouble;
use crate::words;

/// A link in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: String,
    /// What is in it: the place in [`WHATS`].
    pub what: Option<usize>,
    /// Until when it is open, in words; of one that is over, when it ended.
    pub until: String,
    /// It is over.
    pub over: bool,
    /// It may be opened once only.
    pub once: bool,
    /// It asks for a passcode.
    pub passcode: bool,
    /// Who opened it and when, in words, the last first.
    pub opened: Vec<(String, String)>,
    /// How often it was opened: only the last of them are listed.
    pub times: u64,
    /// How many passcodes were wrong.
    pub wrong: u64,
    /// The link itself is kept here.
    pub here: bool,
    /// As of when its content is, in words, where this device knows.
    pub filled: Option<String>,
}

/// The list.
#[derive(Debug, Clone, PartialEq)]
pub struct LinksView {
    /// The links; `None` while they are coming.
    pub links: Option<Vec<Link>>,
    /// Why they did not come.
    pub trouble: Option<Trouble>,
}

/// The list.
#[must_use]
pub fn links(state: &State, now: &Now) -> LinksView {
    let links = state.links.as_ref().map(|all| all.iter().map(|one| link(state, one, now)).collect());
    LinksView { links, trouble: state.trouble.filter(|_| state.links.is_none()) }
}

fn link(state: &State, one: &Value, now: &Now) -> Link {
    let text = |of: &Value| of.as_str().unwrap_or_default().to_owned();
    let id = text(&one["id"]);
    let opened = one["opened"].as_array().into_iter().flatten();
    let kept = state.kept.iter().find(|(kept, ..)| *kept == id);
    Link {
        label: text(&one["label"]),
        what: WHATS.iter().position(|what| one["what"] == *what),
        until: local(&text(if one["over"].is_null() { &one["ends"] } else { &one["over"] }), now),
        over: !one["over"].is_null(),
        once: one["once"] == true,
        passcode: one["passcode"] == true,
        opened: opened.map(|open| (local(&text(&open["at"]), now), text(&open["recipient"]))).collect(),
        times: one["times"].as_u64().unwrap_or(0),
        wrong: one["wrong"].as_u64().unwrap_or(0),
        here: kept.is_some(),
        filled: kept.map(|(.., at)| *at).filter(|at| *at > 0).map(|at| moment(at, now)),
        id,
    }
}

fn moment(at: i64, now: &Now) -> String {
    words::time::moment(Date::from_millis(at, i16::try_from(now.offset).unwrap_or(0)), now)
}
