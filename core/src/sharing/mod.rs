//! Sharing with carers: who sees what, from now on, until when.
//!
//! Changes need the network and a recent sign-in, and count from the gateway's answer.

mod fetching;
mod join;
mod looks;
pub mod qr;
mod standing;
mod update;
mod view;

pub use fetching::{fetched, opened, seen};
pub use join::{Brought, Join, JoinView, Offered, brought, join, view as brought_view};
pub use looks::{Coming, LookRow, LooksView, looked, looks, opened as looks_opened};
pub use update::{send, update};
pub(crate) use view::local;
pub use view::{
    InviteView, OpenInvitation, SectionRow, ShareWithView, SharedPerson, SharingView, seers, share_with,
    sharing, shown_to,
};

use serde_json::Value;

use crate::fhir::date::Date;
use crate::plan::{CODES, Paper, SHARED};
use crate::trouble::Trouble;

/// The sections that can be shared, in the order of the screen: first those of the record, then the steps of the safety
/// plan, each by itself. Messages are the carer's own.
pub const SECTIONS: [&str; 7 + SHARED] = {
    let record = ["plan", "appointments", "medicines", "results", "check-ins", "letters", "about"];
    let mut all = [""; 7 + SHARED];
    let mut at = 0;
    while at < all.len() {
        all[at] = if at < 7 { record[at] } else { CODES[at - 7] };
        at += 1;
    }
    all
};

/// The key of the address where somebody new is invited; no person has it.
pub const INVITE: &str = "invite";

/// The person's own crisis plan: it is in no section, and shared by its name.
fn crisis_of(patient: &str) -> String {
    ["CarePlan/", &Paper::Crisis.id_of(patient)].concat()
}

/// For how many hours a carer may keep what they read (FACTS: a lease of 0 to 72 hours, 24 by default).
pub const KEEPS: [u8; 4] = [0, 8, 24, 72];
const KEEPS_FIRST: u8 = 24;

/// Somebody with whom the patient may share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// `RelatedPerson/x`.
    pub reference: String,
    /// Name.
    pub name: String,
    /// How they belong together, in words.
    pub relation: Option<String>,
    /// A parent's or guardian's relation, or one that is not known: the ages bind it.
    pub parental: bool,
}

/// For how long something is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Until {
    /// Until the patient changes it.
    #[default]
    Changed,
    /// Until the day that was agreed.
    Agreed,
    /// For 30 days.
    Month,
    /// For 90 days.
    Season,
    /// Until a day that the patient chooses.
    Day,
}

/// Where a change is. Exactly one holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Stage {
    /// Being chosen.
    #[default]
    Choosing,
    /// It says not yet for whom, or what.
    Incomplete,
    /// The day that was chosen is none, is over, or is too far away.
    WrongDay,
    /// Being sent.
    Saving,
    /// The gateway wants the code first.
    NeedsCode {
        /// The last code was wrong.
        wrong: bool,
        /// The code is being checked.
        busy: bool,
    },
    /// The gateway has it.
    Saved,
    /// It did not work.
    Failed(Trouble),
}

/// An entry that is shared by itself, or could be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Named {
    /// `Type/id`.
    pub reference: String,
    /// What it is called.
    pub title: String,
    /// Chosen.
    pub on: bool,
}

/// Choices that are being made for one person.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Editing {
    /// `RelatedPerson/x`; empty for somebody who is being invited.
    pub with: String,
    /// What the patient calls whom they invite.
    pub name: String,
    /// The place of the relation in [`crate::words::sharing::RELATIONS`], of whom they invite.
    pub relation: Option<usize>,
    /// They may add what they see themselves.
    pub adds: bool,
    /// For how many hours they may keep copies on their own device.
    pub keeps: u8,
    /// The code, once it is made, and until when it is good (RFC 3339).
    pub code: Option<(String, String)>,
    /// The chosen sections.
    pub sections: Vec<String>,
    /// Entries that are shared one by one, and what is to be.
    pub entries: Vec<Named>,
    /// For how long, or how long copies may be kept, was chosen anew: that counts for single entries too.
    timed: bool,
    /// For how long.
    pub until: Until,
    /// The last day, as it was agreed.
    pub agreed: Option<Date>,
    /// The day that is chosen, as its field gives it (2026-12-31).
    pub day: String,
    /// Where it is.
    pub stage: Stage,
    /// The ids of the consents-to-be, of sections and of entries, the same for every try.
    ids: Option<[String; 2]>,
    /// Everything is being withdrawn.
    withdrawing: bool,
    /// So many changes are on their way.
    out: usize,
}

/// The area's state.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct State {
    /// The people; `None` until they came.
    pub people: Option<Vec<Person>>,
    /// The consents in force, as they came; `None` until they came.
    pub consents: Option<Vec<Value>>,
    /// Those that will be in force later.
    pub(crate) later: Vec<Value>,
    /// Open invitations, as they came; `None` until they came.
    pub invitations: Option<Vec<Value>>,
    /// Who looked, as it came, the newest first; `None` until it came.
    pub looks: Option<Vec<Value>>,
    /// Where the older looks are; `None` where there are no more.
    pub(crate) looks_next: Option<String>,
    /// They are on their way, or why they did not come.
    pub(crate) looks_older: Coming,
    /// A code that was brought.
    pub join: Join,
    /// Why something did not come.
    pub trouble: Option<Trouble>,
    /// The open change.
    pub editing: Option<Editing>,
    /// A section that is to be switched on or off when the choices for the person with this key open.
    pub(crate) proposed: Option<(String, &'static str, bool)>,
    /// The person's own crisis plan, `CarePlan/id`.
    pub(crate) crisis: String,
    /// The entry that is to be shared by itself, with whoever is chosen next.
    pub one: Option<Named>,
    /// From when on an agreement with a parent counts, milliseconds; 0 where age ended none.
    pub parents_from: i64,
}

/// What happens in this area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A section was switched on or off.
    Switched(String, bool),
    /// An entry, `Type/id`, is to be shared by itself, or no more.
    EntryChosen(String, bool),
    /// At an entry: this one is to be shared by itself; with whom is chosen next.
    OneWanted(Named),
    /// On a step, or on the crisis plan: the person with this key is to see what this code stands for (that of the crisis plan
    /// is the one of its first part), or no more.
    Proposed(String, &'static str, bool),
    /// For how long was chosen.
    UntilChosen(Until),
    /// The day until when was chosen.
    DayChosen(String),
    /// Share what is chosen.
    Confirmed,
    /// Stop sharing everything with this person.
    Withdrawn,
    /// The code was given.
    CodeGiven(String),
    /// Do not go on.
    Cancelled,
    /// What the invited person is called.
    Called(String),
    /// How they belong together: the place in the list.
    RelationChosen(usize),
    /// Whether they may add what they see.
    AddsChosen(bool),
    /// For how many hours they may keep copies.
    KeepsChosen(u8),
    /// An open invitation is called back.
    CalledBack(String),
    /// See it as the open person sees it.
    Previewed,
    /// A code is brought, by a carer.
    Brought(String),
    /// The carer says yes to what the code offers.
    Joined,
    /// Another code.
    BroughtAgain,
    /// Who looked earlier is to be shown, too.
    OlderLooks,
}

#[cfg(test)]
mod tests;
