//! The frame's own facts: help, network, updates, storage, what waits to be sent.

mod help;
mod view;

pub use help::{Contact, Trust};
pub use view::{Change, FrameView, SyncLine, WaitingRow, WaitingView, frame, waiting};

use crate::effect::{Effect, Reply};
use crate::event::Tag;
use crate::outbox::Waiting;
use crate::trouble::Trouble;
use crate::words;

/// The area's state.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// The browser says that there is a network.
    pub online: bool,
    /// A new version is ready.
    pub update_ready: bool,
    /// The update bar was put off.
    pub update_later: bool,
    /// Why nothing can be kept on this device.
    pub storage: Option<Trouble>,
    /// What the app takes of the device's room, and what is left, in bytes.
    pub room: Option<(u64, u64)>,
    /// The browser's promise not to evict this site.
    pub persisted: Option<bool>,
    /// The help panel is open.
    pub help: bool,
    /// The person menu is open.
    pub menu: bool,
    /// What waits to be sent.
    pub waiting: Waiting,
    /// What waits is known: it was listed.
    pub listed: bool,
    /// So much of what waits is shown.
    pub window: usize,
    /// Why an entry could not be changed.
    pub unchanged: Option<Unchanged>,
    /// The ids of the feedback that was given since somebody came in here: nobody else's can be seen or taken back.
    pub given: Vec<String>,
    /// Where help is.
    pub contacts: Vec<Contact>,
    /// Names and words of the trust.
    pub trust: Trust,
}

impl Default for State {
    fn default() -> Self {
        Self {
            online: true,
            update_ready: false,
            update_later: false,
            storage: None,
            room: None,
            persisted: None,
            help: false,
            menu: false,
            waiting: Waiting::default(),
            listed: false,
            window: WINDOW,
            unchanged: None,
            given: vec![],
            contacts: Contact::shipped(),
            trust: Trust::shipped(),
        }
    }
}

/// So many rows of what waits are shown, and so many more at a press.
pub const WINDOW: usize = 40;

/// Why something that waits could not be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unchanged {
    /// It was tried meanwhile, or the same questions are being answered anew.
    Meanwhile,
    /// It was to be taken back, and is on its way or gone.
    OnItsWay,
    /// The storage's trouble.
    Trouble(Trouble),
}

/// What happens in this area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Help was opened or closed.
    Help(bool),
    /// The person menu was opened or closed.
    Menu(bool),
    /// Leave, at once.
    Left,
    /// Use the new version now.
    UpdateTaken,
    /// Use it later.
    UpdateLater,
    /// Wants to see more of what waits.
    More,
    /// Try again to send what waits.
    SendAsked,
    /// Change an entry that was shown: its answers become a draft again.
    ChangeAsked(String),
    /// Try again to send an entry that was shown, as it is.
    RetryAsked(String),
    /// Take back an entry that was shown, knowing what would be lost.
    Discarded(String),
}

/// Something in this area.
pub fn update(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Help(open) => {
            (state.help, state.menu) = (open, false);
            vec![]
        }
        Event::Menu(open) => {
            state.menu = open;
            vec![]
        }
        Event::Left => vec![Effect::Leave],
        Event::UpdateTaken => vec![Effect::Update],
        Event::UpdateLater => {
            state.update_later = true;
            vec![]
        }
        Event::More => {
            state.window += WINDOW;
            vec![Effect::FocusRow("rows-0".into(), state.window - WINDOW)]
        }
        Event::SendAsked => vec![Effect::DeliverNow],
        Event::RetryAsked(id) => vec![Effect::Retry(id)],
        Event::ChangeAsked(_) => vec![],
        Event::Discarded(id) => {
            state.unchanged = None;
            vec![Effect::Withdraw(id)]
        }
    }
}

/// Something was taken back, or not.
pub fn withdrawn(state: &mut State, done: Result<bool, Trouble>) -> Vec<Effect> {
    state.unchanged = match done {
        Ok(true) => {
            let said = Effect::Announce(words::waiting::TAKEN_BACK.into());
            return vec![Effect::ListOutbox, said, Effect::Focus("h1".into())];
        }
        Ok(false) => Some(Unchanged::OnItsWay),
        Err(trouble) => Some(Unchanged::Trouble(trouble)),
    };
    vec![Effect::ListOutbox, Effect::Focus("unchanged".into())]
}

/// The trust's own words and contacts came; what was shipped stands in for what did not.
pub fn fetched(state: &mut State, tag: &Tag, reply: Result<&Reply, Trouble>) {
    let Ok(reply) = reply else { return };
    match tag {
        Tag::Help => {
            let contacts = Contact::read_all(&reply.body);
            if !contacts.is_empty() {
                state.contacts = contacts;
            }
        }
        Tag::Trust => state.trust = Trust::read(&reply.body).unwrap_or_else(|| state.trust.clone()),
        _ => {}
    }
}

#[cfg(test)]
mod tests;
