//! What the sign-in screens and the frame show of the session.

use super::{Device, Kept, LeavingView, Link, Offer, Stage, State, Subject, Why};
use crate::trouble::Trouble;

/// What the whole app shows at this stage.
#[derive(Debug, Clone, PartialEq)]
pub enum SessionView {
    /// The static shell stays.
    Starting,
    /// The sign-in page.
    SignIn(SignInView),
    /// "Is this your own device?"
    Device(DeviceView),
    /// The app; `Some` is the number of unsent things that a sign-out would delete.
    In(PersonView),
}

/// The sign-in page.
#[derive(Debug, Clone, PartialEq)]
pub struct SignInView {
    /// Why it is shown.
    pub why: Why,
    /// The demo people.
    pub offers: Vec<Offer>,
    /// What went wrong.
    pub trouble: Option<Trouble>,
    /// A sign-in is under way.
    pub busy: bool,
    /// Who can sign in here is still being looked up.
    pub looking: bool,
    /// Whose record can be opened from what is kept here: the first name only, as anybody may hold the device.
    pub kept: Option<String>,
    /// What is kept opens with a passphrase only.
    pub locked: bool,
}

/// The question about the device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceView {
    /// Whom it is asked.
    pub name: String,
    /// The device keeps somebody else's things, and so none of theirs.
    pub taken: bool,
    /// They signed in where somebody else's passphrase was forgotten: nothing was taken away.
    pub spared: bool,
}

/// The person in the frame.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonView {
    /// Their name.
    pub name: String,
    /// The first word of it.
    pub first_name: String,
    /// Whom they act for: the plum band.
    pub acting_for: Option<String>,
    /// They see their own as this carer sees it.
    pub preview: bool,
    /// Has a record of their own.
    pub has_record: bool,
    /// They are in the space of who has none.
    pub space: bool,
    /// Who shares with them: patient reference and name.
    pub caring_for: Vec<(String, String)>,
    /// The gateway answers.
    pub live: bool,
    /// Whose device this is.
    pub device: Device,
    /// A sign-out waits for an answer: what would be deleted.
    pub leaving: Option<LeavingView>,
}

/// The view of the session.
#[must_use]
pub fn view(state: &State) -> SessionView {
    match &state.stage {
        Stage::Starting => SessionView::Starting,
        Stage::Out { why, offers, trouble, busy } => SessionView::SignIn(SignInView {
            why: *why,
            offers: offers.clone(),
            trouble: *trouble,
            busy: *busy,
            looking: state.answer.is_none() && trouble.is_none(),
            kept: match &state.kept {
                Kept::Somebody(account) if *why != Why::Other => Some(account.first_name().into()),
                _ => None,
            },
            locked: false,
        }),
        Stage::Asking(account) => {
            let name = account.first_name().into();
            SessionView::Device(DeviceView { name, taken: false, spared: state.spared })
        }
        Stage::In(account, _) | Stage::Leaving(account, _) => SessionView::In(PersonView {
            name: account.name.clone(),
            first_name: account.first_name().into(),
            acting_for: match &state.subject {
                Subject::As(_, carer) => Some(carer.clone()),
                _ => state.acting().map(|c| c.name.clone()),
            },
            preview: matches!(state.subject, Subject::As(..)),
            has_record: account.patient.is_some(),
            space: state.in_space(),
            caring_for: account.caring_for.iter().map(|c| (c.patient.clone(), c.name.clone())).collect(),
            live: match &state.stage {
                Stage::Leaving(account, _) => !account.csrf.is_empty(),
                stage => matches!(stage, Stage::In(_, Link::Live)),
            },
            device: state.device,
            leaving: match &state.stage {
                Stage::Leaving(_, leaving) => Some(leaving.view()),
                _ => None,
            },
        }),
    }
}
