//! What the frame and the "waiting to be sent" screen show.

use super::{Contact, State};
use crate::effect::Place;
use crate::outbox::{self, Entry, Kind, Why};
use crate::trouble::Trouble;

/// The quiet line under the bar; only when it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyncLine {
    /// No network; the number waits to be sent.
    Offline(usize),
    /// Nobody is signed in, and what is kept is read; the number waits to be sent.
    SignedOut(usize),
    /// So many things wait to be sent.
    Waiting(usize),
    /// Something needs the person.
    NeedsYou(usize),
    /// So many things wait for a sign-in.
    NeedsSignIn(usize),
    /// Nothing can be kept on this device.
    Storage(Trouble),
}

/// What the frame shows beside the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct FrameView {
    /// The quiet line.
    pub sync: Option<SyncLine>,
    /// A new version can be used.
    pub update: bool,
    /// Something is in this page only, and would go with it.
    pub only_here: bool,
    /// It locks in a moment, unless a key or a tap comes.
    pub locking: bool,
    /// The safety plan can be opened.
    pub plan: bool,
    /// The help panel is open.
    pub help: bool,
    /// The person menu is open.
    pub menu: bool,
    /// Where help is.
    pub contacts: Vec<Contact>,
}

/// What is saved and not sent yet.
#[derive(Debug, Clone, PartialEq)]
pub struct WaitingView {
    /// Each entry, as many as the person went through.
    pub rows: Vec<WaitingRow>,
    /// So many more come at the person's wish.
    pub rest: usize,
    /// So many more are here and cannot be opened. They stay.
    pub unreadable: usize,
    /// So many pieces of feedback wait that somebody else gave here, or the same person before.
    pub unnamed: usize,
    /// It is not known yet.
    pub loading: bool,
    /// Why the last one that was to be changed could not be.
    pub unchanged: Option<super::Unchanged>,
}

/// One entry that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingRow {
    /// The entry's id.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// Where it is on its way.
    pub state: outbox::State,
    /// It is kept on this device; else only in the open page.
    pub on_device: bool,
    /// When it was saved, in words; none for anonymous feedback.
    pub saved: Option<String>,
    /// What it says, as far as a line holds it.
    pub said: Option<String>,
    /// So many files go with it.
    pub files: usize,
    /// It can be changed.
    pub can_change: bool,
    /// How that is called; or why it can't be.
    pub change: &'static str,
    /// It was not taken, and can be tried again as it is.
    pub can_retry: bool,
    /// It was tried: the gateway may have it.
    pub tried: bool,
    /// The name of a file.
    pub file: Option<String>,
    /// How many of its parts are sent, and how many there are; none before the first one.
    pub parts: Option<(u32, u32)>,
    /// It waits for the answers that it belongs to.
    pub after: bool,
}

/// The frame; `account` is who is signed in, `live` whether the gateway answers.
#[must_use]
pub fn frame(state: &State, account: &str, live: bool) -> FrameView {
    FrameView {
        sync: sync(state, account, live),
        update: state.update_ready && !state.update_later,
        only_here: false,
        locking: false,
        plan: false,
        help: state.help,
        menu: state.menu,
        contacts: state.contacts.clone(),
    }
}

/// The feedback that whoever is here gave.
fn given(state: &State) -> impl Iterator<Item = &Entry> {
    state.waiting.feedback.iter().filter(|entry| state.given.contains(&entry.ticket.id))
}

fn sync(state: &State, account: &str, live: bool) -> Option<SyncLine> {
    let mine = || state.waiting.outbox.iter().filter(|e| e.ticket.account == account);
    let count = |wanted: fn(&outbox::State) -> bool| mine().filter(|e| wanted(&e.ticket.state)).count();
    let needs_you = count(|s| matches!(s, outbox::State::NeedsYou(_)));
    let needs_sign_in = count(|s| *s == outbox::State::NeedsSignIn);
    let waiting = mine().count() + given(state).count();
    match () {
        () if needs_you > 0 => Some(SyncLine::NeedsYou(needs_you)),
        () if !state.online => Some(SyncLine::Offline(waiting)),
        () if needs_sign_in > 0 => Some(SyncLine::NeedsSignIn(needs_sign_in)),
        () if !live => Some(SyncLine::SignedOut(waiting)),
        () if waiting > 0 => Some(SyncLine::Waiting(waiting)),
        () => state.storage.map(SyncLine::Storage),
    }
}

/// What was not taken may be taken later, as when the trust had set something up wrongly. Plans are brought together with what
/// the gateway has, which is another way.
fn can_retry(entry: &Entry) -> bool {
    match entry.ticket.state {
        outbox::State::NeedsYou(Why::Refused) => true,
        outbox::State::NeedsYou(Why::Conflict) => {
            !matches!(entry.kind, Kind::SafetyPlan | Kind::AboutMe | Kind::Plan)
        }
        _ => false,
    }
}

/// How something is changed, in words; or why it can't be.
pub type Change = Result<&'static str, &'static str>;
type Changes<'a> = &'a dyn Fn(&Entry) -> Change;
type Says<'a> = &'a dyn Fn(&Entry) -> Option<String>;

/// What waits, of the person who is signed in; `when` puts a time into words, `change` tells whether there is a way back to
/// where it was written, `said` what it says.
#[must_use]
pub fn waiting(
    state: &State,
    account: &str,
    when: &dyn Fn(i64) -> String,
    (change, said): (Changes<'_>, Says<'_>),
) -> WaitingView {
    let files = |id: &str| state.waiting.outbox.iter().filter(|other| other.ticket.after == id).count();
    let row = |e: &Entry, saved: Option<String>| WaitingRow {
        id: e.ticket.id.clone(),
        kind: e.kind,
        state: e.ticket.state,
        on_device: state.waiting.place(&e.ticket.id) == Place::Device,
        saved,
        said: said(e),
        files: files(&e.ticket.id),
        can_change: change(e).is_ok(),
        change: change(e).unwrap_or_else(|why| why),
        can_retry: can_retry(e),
        tried: e.ticket.attempts > 0 && !e.ticket.is_surely_here(),
        file: e.body["title"].as_str().filter(|_| e.kind == Kind::File).map(String::from),
        parts: Some((e.ticket.parts.there, e.ticket.parts.all)).filter(|(there, _)| *there > 0),
        after: !e.ticket.after.is_empty()
            && state.waiting.outbox.iter().any(|other| other.ticket.id == e.ticket.after),
    };
    let mine = || state.waiting.outbox.iter().filter(|e| e.ticket.account == account);
    let files: Vec<&Entry> = mine().filter(|e| !e.ticket.after.is_empty()).collect();
    let mut entries: Vec<(&Entry, bool)> = Vec::new();
    // A file stands under the answers that it belongs to, whichever was saved first.
    for entry in mine() {
        let id = &entry.ticket.after;
        let under = !id.is_empty() && mine().any(|other| other.ticket.id == *id);
        if !under {
            entries.push((entry, true));
            let with = files.iter().filter(|other| other.ticket.after == entry.ticket.id);
            entries.extend(with.map(|file| (*file, true)));
        }
    }
    entries.extend(given(state).map(|e| (e, false)));
    // A thousand may wait, and what is shown changes with each that goes.
    let shown = entries.len().min(state.window);
    let rest = entries.len() - shown;
    let row = |(e, named): &(&Entry, bool)| row(e, named.then(|| when(e.saved_at)));
    let rows = entries.iter().take(shown).map(row).collect();
    let unreadable = state.waiting.unreadable;
    let unnamed = state.waiting.feedback.len() - given(state).count();
    // What was listed while it was locked is a number alone: it is listed again once it is open.
    let loading = !state.listed || state.waiting.sealed > 0;
    WaitingView { rows, rest, unreadable, unnamed, loading, unchanged: state.unchanged }
}
