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
/// Takes it back.
pub const TAKE_BACK: &str = "Take it back";
/// Said then.
pub const TAKEN_BACK: &str = "Taken back. It is gone from here, and it will not be sent.";
/// It was on its way in that moment.
pub const NOT_TAKEN_BACK: &str =
    "This can’t be taken back now. It is on its way to your team, or it is there already.";
/// Makes a draft of it again.
pub const CHANGE: &str = "Change it";
/// It went meanwhile, or there is a newer draft.
pub const NOT_CHANGED: &str =
    "This can’t be changed now. It may have gone already, or you have begun these questions again.";
/// Shows two changes of one.
pub const SEE_BOTH: &str = "See both and choose";
/// Why something can’t be changed.
pub const FIXED_TRIED: &str = "It may have reached your team already, so it can’t be changed here any more.";
/// The same of what is about somebody else than who is looked at now.
pub const FIXED_OTHER: &str = "It is about somebody else. Go to them first, then you can change it here.";
/// The same of a press.
pub const FIXED_SAID: &str = "It can’t be changed. You can take it back, and say it again in another way.";
/// The same where there is something newer, or the questions are not known.
pub const FIXED_HERE: &str = "It can’t be changed from here now. You can take it back, and write it again.";
/// What taking back does to something that was tried.
pub const TAKE_HINT_TRIED: &str =
    "It may have reached your team already. Then it stays with them. Here it is gone for good.";
/// What taking back does.
pub const TAKE_HINT: &str =
    "Your team does not have this. It will not be sent, and here it is gone for good.";
/// The same for feedback, which nobody could ask about.
pub const TAKE_HINT_FEEDBACK: &str = "It has not been sent. It will not be sent, and it is gone for good.";
/// The same for a changed safety plan.
pub const TAKE_HINT_PLAN: &str =
    "It goes back to how it was before this change. The change will not be sent, and nobody can get it back.";
/// A mark.
pub const NOT_SENT: &str = "Not sent";

/// Asks before it is taken back.
#[must_use]
pub fn take_back(kind: Kind) -> &'static str {
    match kind {
        Kind::CheckIn => "Take back this check-in?",
        Kind::File => "Take back this file?",
        Kind::Note => "Take back this note?",
        Kind::Rating => "Take back this rating?",
        Kind::Plan => "Take back what you put into the care plan?",
        Kind::Request => "Take back what you wrote to your team?",
        Kind::AboutMe => "Take back what you changed in your own words?",
        Kind::SafetyPlan => "Take back what you changed in your safety plan?",
        Kind::Feedback => "Take back this feedback?",
    }
}

/// So many files go with it.
#[must_use]
pub fn files_too(files: usize) -> String {
    match files {
        1 => "The file with it goes too.".into(),
        n => ["The ", &n.to_string(), " files with it go too."].concat(),
    }
}

/// Feedback that somebody else gave here, or the same person before.
#[must_use]
pub fn unnamed(count: usize) -> String {
    match count {
        1 => "Feedback without a name waits on this device. It goes by itself. Nobody can read or change it here.".into(),
        n => [
            &n.to_string(),
            " pieces of feedback without a name wait on this device. They go by themselves. Nobody can read or change them here.",
        ]
        .concat(),
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
/// What taking back does to a file whose answers may have gone.
pub const TAKE_HINT_FILE: &str = "Your team does not have this file. Your answers stay as they are, and still name it. If you take it back, it can’t \
     be got back from here.";

/// When it was saved.
#[must_use]
pub fn saved(when: &str) -> String {
    ["Saved ", when].concat()
}

/// Somebody else changed the same meanwhile, or the person did elsewhere.
pub const CHANGED_TWICE: &str = "Not sent yet. The same was changed somewhere else too. You can see both, and choose. The history keeps both.";

/// Where it is on its way.
#[must_use]
pub fn state(state: State) -> &'static str {
    match state {
        State::Waiting => "It will be sent when you are online.",
        State::Sending { .. } => "On its way. It can’t be changed or taken back in this moment.",
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
        "It is not kept on this device. Keep this page open until it is sent. Leave deletes it."
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
