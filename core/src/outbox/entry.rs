//! One thing that waits to be sent.

use serde_json::Value;

use super::ticket::Ticket;
use crate::effect::Method;

/// What an entry is, for the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Answers to a questionnaire.
    CheckIn,
    /// A file that goes with answers.
    File,
    /// A note to answers.
    Note,
    /// How near the person is to a goal.
    Rating,
    /// Something said of the care plan.
    Plan,
    /// Something asked or told at an entry.
    Request,
    /// What was changed about oneself.
    AboutMe,
    /// A changed safety plan.
    SafetyPlan,
    /// Anonymous feedback.
    Feedback,
}

/// One thing to send, as the person sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What has to be known to deliver it.
    pub ticket: Ticket,
    /// What it is.
    pub kind: Kind,
    /// An answer in it speaks of suicide or self-harm: it goes first.
    pub risk: bool,
    /// How it is sent.
    pub method: Method,
    /// Where it is sent.
    pub path: String,
    /// What is sent.
    pub body: Value,
    /// When it was saved, milliseconds.
    pub saved_at: i64,
}
