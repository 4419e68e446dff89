//! The orders that `core` gives and the shell carries out.

use serde_json::Value;

use crate::outbox::Entry;
use crate::route::Route;

/// Where something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In this browser's storage, encrypted: by the vault's key, or by the device's where there is no passphrase.
    Device,
    /// In the page's memory only: gone when the page is closed ("not my device").
    Page,
}

/// The name of a kept row: `<account>/<what>`, never stored in clear (the row key is an HMAC of it).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(pub String);

impl Key {
    /// The row `what` of the account `account`; an empty account is the device itself.
    #[must_use]
    pub fn of(account: &str, what: &str) -> Self {
        Self(format!("{account}/{what}"))
    }
}

/// An HTTP method that the gateway knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates, or carries a transaction.
    Post,
    /// Writes under an id that we chose.
    Put,
    /// Ends the session.
    Delete,
}

impl Method {
    /// As it stands on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// A request to the gateway; the path begins with `/`.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// Path and query.
    pub path: String,
    /// JSON to send.
    pub body: Option<Value>,
    /// The session's CSRF token, for everything that changes something.
    pub csrf: Option<String>,
    /// Whom the page believes to be signed in (identity): the gateway answers nobody else.
    pub person: Option<String>,
    /// `ETag` that the change builds upon.
    pub if_match: Option<String>,
    /// Not the person's doing: does not extend the session.
    pub quiet: bool,
    /// The patient looks as this carer of theirs: the id of the RelatedPerson.
    pub preview: Option<String>,
    /// `Accept-Language` and cookies are left out (anonymous feedback).
    pub anonymous: bool,
}

impl Request {
    /// Reads `path`.
    #[must_use]
    pub fn get(path: impl Into<String>) -> Self {
        Self::new(Method::Get, path.into())
    }

    /// A request without body, token or conditions.
    #[must_use]
    pub fn new(method: Method, path: String) -> Self {
        Self {
            method,
            path,
            body: None,
            csrf: None,
            person: None,
            if_match: None,
            quiet: false,
            preview: None,
            anonymous: false,
        }
    }

    /// The same with a JSON body.
    #[must_use]
    pub fn with(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }
}

/// A reply: a status in 200..=299 and its JSON (`Null` where there is none).
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The parsed body.
    pub body: Value,
    /// `ETag`, as sent.
    pub etag: Option<String>,
}

/// A timer's meaning when it comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wake {
    /// Ask again whether the outbox can be delivered.
    Deliver,
    /// Send the anonymous feedback, now that its random wait is over.
    Feedback,
    /// A planned time came.
    Planned,
    /// It may be time to lock.
    Lock,
    /// What was written in the safety plan may be handed over; what a call left open may be over.
    SafetyPlan,
    /// The whole record may be fetched, so that it can be read offline.
    Keep,
    /// What a carer keeps of somebody may be over.
    Lease,
    /// The next part of a file can be made.
    Takeaway,
    /// Something else changed what waits: list it again.
    List,
    /// The other tabs had their time to tell what they hold.
    Tabs,
}

/// Whom this device delivers for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// Where the credential and what waits are kept.
    pub place: Place,
    /// The person (identity).
    pub account: String,
    /// The CSRF token of a live session; without one, only the key is taken note of.
    pub csrf: Option<String>,
    /// What entries are sealed to.
    pub seal: Option<crate::session::SealKey>,
}

/// What the shell is to do. Each answers with an event where one is named.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Read a kept row; answers `Loaded`.
    Load(Place, Key),
    /// Keep a row; answers `Saved`.
    Save(Place, Key, Value),
    /// Keep two rows: both, or neither; answers `Saved` for the first.
    SaveBoth(Place, (Key, Value), (Key, Value)),
    /// Drop a kept row, silently.
    Forget(Place, Key),
    /// Do something for links: encrypt, ask, decrypt, copy; answers with an event of theirs.
    Links(crate::links::Order),
    /// Do something with the keys of what is kept; answers with an event of the vault.
    Vault(crate::vault::Order),
    /// Make sure that this device may deliver for a person, and that what waits is sealed; then what waits goes.
    Enrol(Enrolment),
    /// Drop everything that is kept there, keys included; answers `Wiped`. Wiping the device empties the page's memory too.
    Wipe(Place),
    /// Ask the gateway; answers `Fetched` with the same tag.
    Fetch(crate::event::Tag, Request),
    /// Put an entry into the outbox, and drop the row that it came from: both, or neither; answers `Queued`.
    Queue(Place, Entry, Option<Key>),
    /// Put anonymous feedback into its own queue; answers `Queued`.
    QueueFeedback(Place, Entry),
    /// Keep a file that the browser holds under this number, in parts, under this id; answers `FileKept`.
    KeepFile(Place, String, u32),
    /// Drop the parts of files on the device that neither what waits nor a row of this account names; where that is not sure,
    /// nothing.
    TidyFiles(String),
    /// List the outbox and the feedback queue; answers `Outbox`.
    ListOutbox,
    /// Deliver what waits; answers `Settled` for each and `Outbox` in the end.
    Deliver,
    /// The same at the person's wish, or because the network is back: what waits for its time goes now.
    DeliverNow,
    /// Deliver what waits in the feedback queue, alone.
    DeliverFeedback,
    /// Have the entry with this id, which needs the person, go once more as it is, and deliver what waits.
    Retry(String),
    /// Drop an entry that the person chose to delete, the parts of its file, and what waits for it; or a file that was never
    /// put into the outbox.
    Discard(String),
    /// Drop an entry that the person takes back, as `Discard` does, unless it is on its way; answers `Withdrawn`.
    Withdraw(String),
    /// Take the entry with this id out of the outbox and keep this row instead: both, or neither, as when it was tried
    /// meanwhile or the row is there already; answers `Reopened`.
    Reopen(Place, String, Key, Value),
    /// Call back after so many milliseconds with `Woke`.
    After(u32, Wake),
    /// Change the address; `true` replaces the present history entry.
    Navigate(Route, bool),
    /// Say it to a screen reader, politely.
    Announce(String),
    /// Move the focus to the element with this id, after the next paint.
    Focus(String),
    /// The same, where what had the focus is there no more: who went on by themselves meanwhile is not called back.
    Refocus(String),
    /// Move the focus to the row with this number, from 0, of the list with this id, after the next paint.
    FocusRow(String, usize),
    /// Scroll to the top: a new screen.
    Top,
    /// Replace the page by the neutral one, at once, and drop what memory holds.
    Leave,
    /// Ask the other tabs how much they hold in their memory alone; each that holds something answers `Beside`.
    AskTabs,
    /// Hand a file to the browser to save: media type, base64.
    TakeFile(String, String),
    /// Hand a file that was made here to the browser to save: its name, media type, text.
    SaveText(String, &'static str, String),
    /// Open the browser's print window.
    Print,
    /// Let the waiting new version take over and load again.
    Update,
    /// Ask how much room there is; answers `Measured`.
    Measure,
    /// Open the stream of changes at the gateway, or close it; what is heard comes as events of its own.
    Listen(bool),
    /// Bring a part of the app; answers `Brought`.
    Bring(crate::parts::Part),
    /// Keep what shows letters that are PDFs, for reading one offline that was never opened; answers nothing.
    KeepViewer,
    /// Ask the browser not to evict this site's storage; answers `Persisted`.
    Persist,
}
