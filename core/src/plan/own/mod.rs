//! What the person, or a carer who may add, puts into the care plan in their own words: goals, and actions of their own. Each is
//! an entry of its own (docs/access.md) that who put it there changes and takes back, until the team takes it up; the patient
//! may change what a carer put there, too. Two changes of one are brought together field by field.

mod meet;
mod show;
mod update;
mod written;

pub use meet::{listed, told};
pub use show::{Around, ClashView, Differs, DraftView, OwnRow, OwnView, view};
pub use update::{loaded, opened, queued, update};
pub(crate) use written::{aside, by, is_own};

use serde_json::Value;

use super::merge;
use crate::outbox::Entry;
use crate::record::Held;
use crate::trouble::Trouble;

/// What is put into the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// Something to reach.
    #[default]
    Goal,
    /// Something to do.
    Action,
}

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// What it is.
    Text,
    /// Why it matters; who does it.
    More,
    /// Until which day.
    Due,
}

/// What it says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fields {
    /// What it is.
    pub text: String,
    /// Of a goal: why it matters. Of an action: who does it, where it is not who put it there.
    pub more: String,
    /// Until which day, as FHIR writes it; empty for none.
    pub due: String,
    /// It was taken back.
    pub gone: bool,
}

impl Fields {
    fn list(&self) -> merge::Fields {
        let gone = if self.gone { "gone" } else { "" };
        let all = [("text", self.text.as_str()), ("more", &self.more), ("due", &self.due), ("gone", gone)];
        all.map(|(key, value)| (key.to_owned(), value.to_owned())).into()
    }

    fn of(list: &[(String, String)]) -> Self {
        let of = |at: usize| list.get(at).map(|field| field.1.clone()).unwrap_or_default();
        Self { text: of(0), more: of(1), due: of(2), gone: !of(3).is_empty() }
    }
}

/// One of them, as the record has it or as it waits.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    part: Part,
    /// `Goal/x` or `Task/x`.
    key: String,
    /// The version that a change builds upon; `None` where the gateway has none yet.
    upon: Option<String>,
    fields: Fields,
    /// The resource.
    raw: Value,
    /// The entry of the outbox in which it waits, and whether somebody else changed it meanwhile.
    waits: Option<(String, bool)>,
}

/// What is being written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Draft {
    part: Part,
    /// `Goal/x` or `Task/x`; empty for something new.
    key: String,
    /// The plan that a new action belongs to, by its id.
    plan: String,
    fields: Fields,
    raw: Value,
    upon: Option<String>,
    replaces: String,
    wrong: bool,
}

/// Two changes of one that can't both be.
#[derive(Debug, Clone, PartialEq)]
struct Clash {
    entry: String,
    mine: Fields,
    /// What the gateway has; `None` where the team took it up meanwhile.
    theirs: Option<Item>,
    part: Part,
}

/// What is on its way to the outbox.
#[derive(Debug, Clone, PartialEq)]
struct Saving {
    entry: String,
    /// What it takes the place of there.
    replaces: String,
    /// The draft goes then.
    draft: bool,
    said: &'static str,
}

/// The area's state.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct State {
    /// Whose plan, `Patient/x`.
    patient: String,
    draft: Option<Draft>,
    clashes: Vec<Clash>,
    /// The entries about which the gateway was asked.
    asked: Vec<String>,
    saving: Vec<Saving>,
    trouble: Option<Trouble>,
    /// What was handed over since the page was opened, to know it again.
    sent: Vec<(String, Fields)>,
}

/// What happens here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Something new is begun; an action belongs to the plan with this id.
    Begun(Part, String),
    /// What has this key is to be changed.
    Changed(String),
    /// Something was written into a field.
    Wrote(Field, String),
    /// It is to be saved.
    Given,
    /// What was written is dropped.
    Dropped,
    /// What has this key is taken back (`true`), or is there again.
    Taken(String, bool),
    /// Of two changes in the entry with this id mine is right (`true`), or the other.
    Chosen(String, bool),
}

/// What is known.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The shelf of plans and goals.
    pub plans: &'a Held,
    /// The shelf of Tasks.
    pub tasks: &'a Held,
    /// What waits.
    pub outbox: &'a [Entry],
}
