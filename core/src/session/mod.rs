//! Who is signed in, on whose device, and whom they are looking after.

mod leaving;
mod open;
mod person;
mod update;
mod view;

pub use leaving::{Copies, Leaving, LeavingView, Only};
pub use open::open;
pub use person::{Account, CaredFor, Offer, SealKey};
pub use update::{
    fetched, forgotten, held, listed, loaded, moved_online, not_listed, other_session, refused, saved,
    signed_out_by_gateway, start_again, started, update, wiped,
};
pub use view::{DeviceView, PersonView, SessionView, SignInView, view};

use crate::effect::{Enrolment, Place};
use crate::trouble::Trouble;

/// The name of the row that remembers whose device this is.
pub(crate) const DEVICE: &str = "device";
/// The name of the row that remembers a sign-out which the gateway has not heard of yet.
pub const OWED: &str = "owed-sign-out";

/// Whether this device is the person's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Device {
    /// Not asked yet.
    #[default]
    Unknown,
    /// Things may be kept here, encrypted.
    Own,
    /// Nothing clinical is kept here: the page's memory only.
    NotMine,
}

impl Device {
    /// Where rows of this session go.
    #[must_use]
    pub fn place(self) -> Place {
        if self == Self::Own { Place::Device } else { Place::Page }
    }
}

/// Why the sign-in page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The first visit, or after signing out.
    Fresh,
    /// The session ended while the person was away.
    Away,
    /// Somebody else signed in beside this page, in the same browser.
    Other,
    /// The passphrase is forgotten: once its person has signed in anew, what it opens goes. Remembered by this page alone, so
    /// that nothing goes by a choice of another day.
    StartAgain,
    /// The person signed out; what was here is being dropped.
    Leaving,
    /// The person signed out; everything here is gone.
    SignedOut,
}

/// How a signed-in person is connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// The gateway knows the session.
    Live,
    /// Opened from what is kept here; the gateway has not been asked, or did not answer.
    Kept,
}

/// Whose record is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Subject {
    /// The person's own.
    #[default]
    Me,
    /// Of somebody they look after: `Patient/x`.
    For(String),
    /// Their own as a carer sees it: what the carer is told, and the carer's name. Its patient is `Patient/x~y`, with
    /// the id of the RelatedPerson, so that nothing of it is ever taken for what the patient themself sees.
    As(CaredFor, String),
}

/// Where the person is in signing in. Exactly one holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Stage {
    /// Until both the kept row and the gateway have answered.
    #[default]
    Starting,
    /// Nobody is signed in.
    Out {
        /// Why.
        why: Why,
        /// The demo people, if the gateway offers them.
        offers: Vec<Offer>,
        /// What went wrong the last time.
        trouble: Option<Trouble>,
        /// A sign-in is under way.
        busy: bool,
    },
    /// Signed in, and asked "is this your own device?".
    Asking(Account),
    /// Signed in.
    In(Account, Link),
    /// Signing out, but something would be lost, or is looked up: the person chooses.
    Leaving(Account, Box<Leaving>),
}

/// The session area.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct State {
    /// Where the person is in signing in.
    pub stage: Stage,
    /// Whose device this is.
    pub device: Device,
    /// Whose record is looked at.
    pub subject: Subject,
    /// The account whose record is kept on this device, once looked up.
    pub kept: Kept,
    /// The gateway runs with demo people.
    pub demo: bool,
    pub(crate) answer: Option<Result<serde_json::Value, Trouble>>,
    pub(crate) owed: bool,
    /// Whose page it is, while somebody else is signed in beside it, or until they proved who they are.
    pub(crate) was: Option<String>,
    /// Somebody else signed in where the passphrase was to be started again with: nothing was taken away.
    pub(crate) spared: bool,
    /// The person said that the device is theirs, before it was known whose things wait on it.
    pub(crate) told: bool,
    /// When a refusal last called for an enrolment, milliseconds.
    pub(crate) enrolled: i64,
}

/// What the device remembers.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(not(target_arch = "wasm32"), expect(clippy::large_enum_variant, reason = "there is one of it"))]
pub enum Kept {
    /// Not looked up yet.
    #[default]
    Unread,
    /// Nobody's record is kept here.
    Nobody,
    /// This account's record is kept here.
    Somebody(Account),
}

/// What happens in this area.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The person chose a demo person.
    Chosen(String),
    /// The person said whether the device is their own.
    DeviceTold(bool),
    /// The person opened what is kept here, without signing in.
    KeptOpened,
    /// The person asks to try again.
    Retried,
    /// Somebody signed in in another tab.
    SignedInBeside,
    /// The person goes on in this tab as who signed in in another one.
    OtherTaken,
    /// The person asks to sign out.
    SignOutAsked,
    /// Sign out although something is not sent: delete it.
    SignOutConfirmed,
    /// Another tab holds so many things in its memory alone, which go with it; `None` once they had their time to tell.
    Beside(Option<usize>),
    /// Stay signed in.
    SignOutStayed,
    /// Photos and songs are to be saved as files first.
    CopiesWanted,
    /// The person looks at their own record, or at somebody's they care for.
    Switched(Subject),
}

impl State {
    /// The account that is signed in or opened from what is kept.
    #[must_use]
    pub fn account(&self) -> Option<&Account> {
        match &self.stage {
            Stage::In(account, _) | Stage::Leaving(account, _) => Some(account),
            _ => None,
        }
    }

    /// Whose page this is: of who is signed in, asked about the device, or was before somebody else came.
    #[must_use]
    pub(crate) fn whose(&self) -> Option<&String> {
        match &self.stage {
            Stage::In(account, _) | Stage::Leaving(account, _) | Stage::Asking(account) => Some(&account.id),
            _ => self.was.as_ref(),
        }
    }

    /// What the passphrase opens goes once its person has signed in.
    #[must_use]
    pub(crate) fn starts_again(&self) -> bool {
        matches!(self.stage, Stage::Out { why: Why::StartAgain, .. })
    }

    /// The CSRF token of a live session.
    #[must_use]
    pub fn csrf(&self) -> Option<String> {
        self.account().map(|a| a.csrf.clone()).filter(|c| !c.is_empty())
    }

    /// Whom this device delivers for, once it is known whose it is.
    #[must_use]
    pub fn enrolment(&self) -> Option<Enrolment> {
        let Stage::In(account, _) = &self.stage else { return None };
        Some(Enrolment {
            place: self.device.place(),
            account: account.id.clone(),
            csrf: self.csrf(),
            seal: account.seal.clone(),
        })
    }

    /// The patient (`Patient/x`) whose record is looked at, if there is one.
    #[must_use]
    pub fn patient(&self) -> Option<String> {
        match &self.subject {
            Subject::Me => self.account().and_then(|a| a.own().cloned()),
            Subject::For(patient) => Some(patient.clone()),
            Subject::As(cared, _) => Some(cared.patient.clone()),
        }
    }

    /// Whether the person looks at the space of who has no record.
    #[must_use]
    pub fn in_space(&self) -> bool {
        self.subject == Subject::Me && self.account().is_some_and(|a| a.patient.is_none())
    }

    /// Whether check-ins can be answered: about oneself, or about somebody who shares them.
    #[must_use]
    pub fn can_answer(&self) -> bool {
        match (&self.subject, self.acting()) {
            (Subject::Me, _) => true,
            (_, Some(acting)) => {
                !acting.related.is_empty() && acting.sections.iter().any(|s| s == "check-ins")
            }
            (_, None) => false,
        }
    }

    /// Whether the person looks at somebody else's record.
    #[must_use]
    pub fn acting(&self) -> Option<&CaredFor> {
        match &self.subject {
            Subject::Me => None,
            Subject::For(patient) => self.account()?.caring_for.iter().find(|c| &c.patient == patient),
            Subject::As(cared, _) => self.account().map(|_| cared),
        }
    }
}

#[cfg(test)]
mod tests;
