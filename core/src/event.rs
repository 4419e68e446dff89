//! What happened: past-tense facts that the shell reports to `core`.

use serde_json::Value;

use crate::effect::{Key, Place, Reply, Wake};
use crate::outbox::{Outcome, Sealed, Waiting};
use crate::route::Route;
use crate::trouble::Trouble;

/// What a reply belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Tag {
    /// Who is signed in.
    Session,
    /// The person signed in.
    SignedIn,
    /// The person signed out.
    SignedOut,
    /// The person confirmed with the code.
    Confirmed,
    /// What is new of those whom one cares for.
    CaringNews,
    /// A shelf of the record of a patient (`Patient/x`).
    Shelf(String, crate::record::Shelf),
    /// The file of a letter of a patient (`Patient/x`), by the id of its Binary.
    File(String, String),
    /// The list of questionnaires that can be answered.
    Library,
    /// One questionnaire, by its name.
    Questionnaire(String),
    /// What fills the check-in with this key in beforehand: the answer to its question at this place.
    Known(String, usize),
    /// The team's Task for the response with this id.
    TeamTask(String),
    /// The people a patient may share with.
    People,
    /// The patient's consents.
    Consents,
    /// A changed consent was written.
    ConsentSaved,
    /// The patient's open invitations.
    Invitations,
    /// An invitation was made.
    Invited,
    /// The invitation with this id was called back.
    CalledBack(String),
    /// What a carer (`RelatedPerson/x`) is told of the patient's record.
    Preview(String),
    /// Who looked at the patient's record.
    Looks,
    /// Those who looked earlier.
    OlderLooks,
    /// What a code offers.
    Offered,
    /// A code was taken.
    Taken,
    /// The links that the person made.
    Links,
    /// A link was made.
    LinkMade,
    /// The link with this id was stopped.
    LinkStopped(String),
    /// Where the person is signed in, or which devices send for them.
    Devices(crate::devices::Kind),
    /// One of those was ended.
    DeviceEnded,
    /// What the person wrote of themselves.
    Paper(crate::plan::Paper),
    /// Its earlier versions.
    PaperVersions(crate::plan::Paper),
    /// The versions of the care plan with this id, and of what belongs to it.
    PlanBefore(String),
    /// The versions of the goal or action that the entry with this id changes.
    PlanOwn(String),
    /// Words and contacts of the trust.
    Trust,
    /// Where help is.
    Help,
    /// What words mean.
    Glossary,
}

impl Tag {
    /// Whether an answer proves that the gateway is there: files of the app come from the service worker, offline too.
    #[must_use]
    pub fn is_of_gateway(&self) -> bool {
        !matches!(self, Self::Library | Self::Questionnaire(_) | Self::Trust | Self::Help | Self::Glossary)
    }
}

/// A fact. The area that it belongs to reads it; the others ignore it.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The page was opened at this route.
    Started(Route),
    /// The address changed (link, back, forward).
    Moved(Route),
    /// A kept row was read, or there is none.
    Loaded(Key, Result<Option<Value>, Trouble>),
    /// A row was kept, or not.
    Saved(Key, Result<(), Trouble>),
    /// The gateway answered, or not.
    Fetched(Tag, Result<Reply, Trouble>),
    /// An entry with this id is in the outbox, or not.
    Queued(String, Result<(), Trouble>),
    /// The file with this id is kept, or not.
    FileKept(String, Result<Sealed, Trouble>),
    /// What waits in the outbox and in the feedback queue.
    Outbox(Waiting),
    /// The entry with this id is a draft again; `false`: it could not be taken back.
    Reopened(String, Result<bool, Trouble>),
    /// The entry with this id was taken back; `false`: it is on its way, or gone.
    Withdrawn(String, Result<bool, Trouble>),
    /// An entry was settled.
    Settled(String, Outcome),
    /// A timer rang.
    Woke(Wake),
    /// The browser says that there is a network, or none.
    Online(bool),
    /// The page is seen again, or hidden.
    Visible(bool),
    /// Something was heard of changes at the gateway.
    Live(crate::live::Event),
    /// A new version is ready to be used.
    UpdateReady,
    /// Everything that was kept here is gone.
    Wiped(Place, Result<(), Trouble>),
    /// What the app takes of the device's room, and what is left, in bytes; `None` if the browser does not say.
    Measured(Option<(u64, u64)>),
    /// The browser's answer on keeping this site's storage.
    Persisted(bool),
    /// A part of the app came, or not.
    Brought(crate::parts::Part, Result<(), Trouble>),
    /// There is no room for something: the row, or what is to be sent. What answers is carried out before it is tried again.
    Full(Option<Key>),
    /// The device's storage cannot be used: private window, or switched off.
    StorageLost(Trouble),
    /// Something in the session area.
    Session(crate::session::Event),
    /// Something in the record area.
    Record(crate::record::Event),
    /// Something in a check-in.
    Form(crate::form::Event),
    /// Something about past answers.
    Past(crate::past::Event),
    /// Something about plans and reminders.
    Schedule(crate::schedule::Event),
    /// Something in the safety plan.
    Plan(crate::plan::Event),
    /// Something asked or told at an entry.
    Ask(crate::ask::Event),
    /// Something about taking the record away.
    Takeaway(crate::takeaway::Event),
    /// Something in feedback.
    Feedback(crate::feedback::Event),
    /// Something in sharing.
    Sharing(crate::sharing::Event),
    /// Something about photos and songs on this device.
    Keepsakes(crate::keepsakes::Event),
    /// Something about links, or the emergency card.
    Links(crate::links::Event),
    /// Something about where the person is signed in.
    Devices(crate::devices::Event),
    /// Something about the passphrase, and locking.
    Vault(crate::vault::Event),
    /// Something in the frame: help, leave, update.
    Notice(crate::notice::Event),
}
