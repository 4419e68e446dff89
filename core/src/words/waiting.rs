//! What waits to be sent.

use crate::outbox::{Kind, State, Why};

/// Title.
pub const WAITING: &str = "Waiting to be sent";
/// Nothing waits.
pub const NOTHING: &str = "Everything you wrote has been sent.";
/// Under it.
pub const NOTHING_HINT: &str = "When you are offline, what you write waits here until it can go.";
/// Tries now.
pub const SEND_NOW: &str = "Try to send now";
/// Deletes.
pub const DELETE: &str = "Delete it";
/// Makes a draft of it again.
pub const CHANGE: &str = "Change it";
/// It went meanwhile, or there is a newer draft.
pub const NOT_CHANGED: &str =
    "This can’t be changed now. It may have gone already, or you have begun these questions again.";
/// What deleting does to something that was tried.
pub const DELETE_HINT_TRIED: &str =
    "It may have reached your team already. Then it stays with them. Here, nobody can get it back.";
/// What deleting does.
pub const DELETE_HINT: &str = "Your team does not have this. If you delete it, nobody can get it back.";
/// The same for feedback, which nobody could ask about.
pub const DELETE_HINT_FEEDBACK: &str = "It has not been sent. If you delete it, nobody can get it back.";
/// The same for a changed safety plan.
pub const DELETE_HINT_PLAN: &str =
    "It goes back to how it was before this change. Nobody can get the change back.";
/// A mark.
pub const NOT_SENT: &str = "Not sent";

/// Asks before deleting.
#[must_use]
pub fn delete(kind: Kind) -> &'static str {
    match kind {
        Kind::CheckIn => "Delete this check-in?",
        Kind::File => "Delete this file?",
        Kind::Note => "Delete this note?",
        Kind::Rating => "Delete this rating?",
        Kind::Plan => "Delete what you said about your care plan?",
        Kind::Request => "Delete what you wrote to your team?",
        Kind::AboutMe => "Drop what you changed in your own words?",
        Kind::SafetyPlan => "Drop what you changed in your safety plan?",
        Kind::Feedback => "Delete this feedback?",
    }
}

/// What it is.
#[must_use]
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::CheckIn => "A check-in",
        Kind::File => "A file with a check-in",
        Kind::Note => "A note to a check-in",
        Kind::Rating => "How near you are to a goal",
        Kind::Plan => "Something about a care plan",
        Kind::Request => "Something for your team about an entry",
        Kind::AboutMe => "What you wrote in your own words",
        Kind::SafetyPlan => "Your safety plan",
        Kind::Feedback => "Feedback, without your name",
    }
}

/// How much of a file is sent.
#[must_use]
pub fn parts(there: u32, all: u32) -> String {
    [&there.to_string(), " of ", &all.to_string(), " parts sent. It goes on from there."].concat()
}

/// Its answers are still here.
pub const FILE_AFTER: &str = "It goes after the answers that it belongs to.";
/// A file that the service did not take.
pub const FILE_REFUSED: &str = "Not sent. The file could not be read here any more, or the service did not accept it. Your answers are not changed \
     by this. You can add it to another check-in, or show it to your team.";
/// What deleting does to a file whose answers may have gone.
pub const DELETE_HINT_FILE: &str = "Your team does not have this file. Your answers stay as they are, and still name it. If you delete it, it can’t be \
     got back from here.";

/// When it was saved.
#[must_use]
pub fn saved(when: &str) -> String {
    ["Saved ", when].concat()
}

/// Where it is on its way.
#[must_use]
pub fn state(state: State) -> &'static str {
    match state {
        State::Waiting => "It will be sent when you are online.",
        State::Sending { .. } => "On its way.",
        State::NeedsSignIn => "It will be sent after you sign in.",
        State::NeedsYou(Why::Conflict) => "Not sent. Something different was saved under the same name.",
        State::NeedsYou(Why::Refused) => "Not sent. The service did not accept it.",
    }
}

/// Where it is kept.
#[must_use]
pub fn kept(on_device: bool) -> &'static str {
    if on_device {
        "It is saved on this device."
    } else {
        "It is not kept on this device. Keep this page open until it is sent."
    }
}

/// What is here and cannot be opened.
#[must_use]
pub fn unreadable(count: usize) -> String {
    match count {
        1 => "1 more thing is kept here, but this app can’t open it. It stays here. Please tell your team."
            .into(),
        n => format!(
            "{n} more things are kept here, but this app can’t open them. They stay here. Please tell your team."
        ),
    }
}

/// Offline, with things waiting.
#[must_use]
pub fn offline(count: usize) -> String {
    match count {
        0 => "Offline. You can read what is kept here.".into(),
        1 => "Offline. 1 thing is saved here and will be sent.".into(),
        n => format!("Offline. {n} things are saved here and will be sent."),
    }
}

/// Reading what is kept, without a session.
#[must_use]
pub fn signed_out(count: usize) -> String {
    match count {
        0 => "You are not signed in. You see what is kept here.".into(),
        1 => "You are not signed in. 1 thing saved here will be sent.".into(),
        n => format!("You are not signed in. {n} things saved here will be sent."),
    }
}

/// Waiting, with a network.
#[must_use]
pub fn waiting(count: usize) -> String {
    match count {
        1 => "1 thing saved here, will be sent.".into(),
        n => format!("{n} things saved here, will be sent."),
    }
}

/// Held until sign-in.
#[must_use]
pub fn needs_sign_in(count: usize) -> String {
    match count {
        1 => "1 thing will be sent after you sign in.".into(),
        n => format!("{n} things will be sent after you sign in."),
    }
}

/// Needs the person.
#[must_use]
pub fn needs_you(count: usize) -> String {
    match count {
        1 => "1 thing could not be sent. Please look at it.".into(),
        n => format!("{n} things could not be sent. Please look at them."),
    }
}
