//! Where the person is signed in, and which devices may send for them: listed, and ended from here.

#[cfg(test)]
mod tests;

use serde_json::Value;

use crate::effect::{Effect, Method, Reply, Request};
use crate::event::Tag;
use crate::fhir::date::Date;
use crate::now::Now;
use crate::trouble::Trouble;
use crate::words::{devices as words, time::moment};

/// What can be ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A sign-in.
    Session,
    /// A device that delivers what was written on it, without a sign-in.
    Device,
}

/// Both, in the order of the screen.
pub const KINDS: [Kind; 2] = [Kind::Session, Kind::Device];

impl Kind {
    /// The gateway's list of them; an item's own path is below it.
    fn path(self) -> &'static str {
        match self {
            Self::Session => "/sessions",
            Self::Device => "/deposit/devices",
        }
    }

    fn member(self) -> &'static str {
        match self {
            Self::Session => "sessions",
            Self::Device => "devices",
        }
    }
}

/// The area's state.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct State {
    /// The gateway's lists, by kind.
    lists: [Option<Vec<Value>>; 2],
    trouble: Option<Trouble>,
    ending: Option<String>,
}

/// What happens in this area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The person ended this one; its path.
    Ended(String),
}

/// The screen.
#[derive(Debug, Clone, PartialEq)]
pub struct DevicesView {
    /// Sign-ins, then devices; `None` while they are coming.
    pub rows: Option<[Vec<DeviceRow>; 2]>,
    /// Why they did not come, or one was not ended.
    pub trouble: Option<Trouble>,
}

/// One that can be ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceRow {
    /// Its path at the gateway.
    pub path: String,
    /// The sign-in that the person is looking from: it is ended by signing out.
    pub this: bool,
    /// Since when, in words.
    pub since: String,
    /// When it was last used, in words.
    pub seen: Option<String>,
    /// When it ends by itself, in words.
    pub until: String,
    /// It is being ended.
    pub busy: bool,
}

/// The screen was opened.
pub fn opened(state: &mut State) -> Vec<Effect> {
    state.trouble = None;
    KINDS.map(|kind| Effect::Fetch(Tag::Devices(kind), Request::get(kind.path()))).into()
}

/// Something in this area.
pub fn update(state: &mut State, Event::Ended(path): Event, csrf: Option<String>) -> Vec<Effect> {
    if state.ending.is_some() {
        return vec![];
    }
    state.ending = Some(path.clone());
    let request = Request { csrf, ..Request::new(Method::Delete, path) };
    vec![Effect::Fetch(Tag::DeviceEnded, request)]
}

/// A list came, or one was ended.
pub fn fetched(state: &mut State, tag: &Tag, reply: Result<&Reply, Trouble>) -> Vec<Effect> {
    match (tag, reply) {
        (Tag::Devices(kind), Ok(reply)) => {
            let all = reply.body[kind.member()].as_array();
            state.lists[*kind as usize] = all.cloned();
            if all.is_none() {
                state.trouble = Some(Trouble::Unreadable);
            }
            vec![]
        }
        (Tag::DeviceEnded, Ok(_)) => {
            state.ending = None;
            let mut effects = opened(state);
            effects.extend([Effect::Announce(words::ENDED.into()), Effect::Focus("h1".into())]);
            effects
        }
        (_, Err(trouble)) => {
            (state.trouble, state.ending) = (Some(trouble), None);
            vec![]
        }
        _ => vec![],
    }
}

/// What the screen shows.
#[must_use]
pub fn view(state: &State, now: &Now) -> DevicesView {
    let rows = |kind: Kind| -> Option<Vec<DeviceRow>> {
        let list = state.lists[kind as usize].as_ref()?;
        Some(list.iter().filter_map(|one| row(state, kind, one, now)).collect())
    };
    let rows = rows(Kind::Session).zip(rows(Kind::Device)).map(|(sessions, devices)| [sessions, devices]);
    DevicesView { rows, trouble: state.trouble }
}

fn row(state: &State, kind: Kind, one: &Value, now: &Now) -> Option<DeviceRow> {
    // The gateway tells times in UTC; the person's own clock is what they know.
    let offset = i16::try_from(now.offset).unwrap_or(0);
    let at = |name: &str| {
        let time = Date::parse(one[name].as_str()?)?.to_millis();
        Some(moment(Date::from_millis(time, offset), now))
    };
    let path = [kind.path(), "/", one["id"].as_str()?].concat();
    Some(DeviceRow {
        this: one["this"] == true,
        since: at(if kind == Kind::Session { "began" } else { "since" })?,
        seen: at("seen"),
        until: at("until")?,
        busy: state.ending.as_ref() == Some(&path),
        path,
    })
}
