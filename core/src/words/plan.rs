//! Plans.

use crate::fhir::task::Status;

/// Title.
pub const PLAN: &str = "My care plan";
/// Title of somebody else's.
#[must_use]
pub fn plan_of(name: &str) -> String {
    format!("{} care plan", super::possessive(name))
}
/// Heading.
pub const GOALS: &str = "Goals and hopes";
/// Heading.
pub const NEEDS: &str = "Health problems and worries it is about";
/// Leads to where the person tells their team what should be different.
pub const SUGGEST: &str = "Suggest a change to this plan";
/// One that is not to be seen here.
pub const NEED_ELSEWHERE: &str = "A health problem that is written elsewhere in the record";
/// A plan without any.
pub const NEEDS_NONE: &str = "The plan does not name any.";
/// A plan without any.
pub const GOALS_NONE: &str =
    "No goals are written in this plan yet. You can tell your team what you hope for.";
/// The same, of somebody else's.
pub const GOALS_NONE_THEIRS: &str = "No goals are written in this plan yet.";
/// A plan without any.
pub const ACTIONS_NONE: &str = "Nobody has written down yet who does what.";
/// No day is set.
pub const REVIEW_NONE: &str = "No day is set yet to look at it again.";
/// Heads what the person wrote of themselves.
pub const ABOUT: &str = "What matters to me";
/// Nothing is written there.
pub const ABOUT_NONE: &str =
    "Nothing is written here yet. What matters to you, how to support you, your story.";
/// Heads who coordinates the care.
pub const COORDINATOR: &str = "Care coordinator";
/// Nobody is named.
pub const COORDINATOR_NONE: &str =
    "No care coordinator is named in the record. You can ask the team who it is.";
/// Heads what is to be done when things get harder.
pub const HARDER: &str = "If things get harder";
/// Stands on paper: whose it is, and of when.
#[must_use]
pub fn on_paper(name: &str, day: &str) -> String {
    [name, ". Printed on ", day, ". The plan may have changed since."].concat()
}
/// Stands in a file: whose it is, and of when.
#[must_use]
pub fn on_file(name: &str, day: &str) -> String {
    [name, ". Saved on ", day, ". The plan may have changed since."].concat()
}
/// Saves it as a file.
pub const SAVE_FILE: &str = "Save as a file";
/// What that means.
pub const SAVE_FILE_HINT: &str = "The file is made on this device, offline too. It opens in any browser. It is not locked: anyone who finds it can read it.";
/// Prints it.
pub const PRINT: &str = "Print, or save as PDF";
/// Heading.
pub const ACTIONS: &str = "Who does what";
/// Heads the actions of who reads, where there are such.
pub const YOURS: &str = "What you do: tick what is done";
/// Heads the others then.
pub const OTHERS: &str = "What others do";
/// Who reads.
pub const YOU: &str = "You";
/// The person whose plan it is, where their name does not stand there.
pub const THE_PERSON: &str = "The person themselves";
/// An action that stands in an entry that is not here.
pub const ELSEWHERE: &str = "An action that is written elsewhere in the record";
/// It was not done, or not after all.
pub const NOT_DONE: &str = "Not done yet";
/// Heads what was said of an action.
pub const TICKS: &str = "Who said so, and when";
/// Said when a tick is saved.
pub const TICKED: &str = "Saved as done.";
/// Said when it is taken away.
pub const UNTICKED: &str = "Saved as not done yet.";
/// Heads agreeing.
pub const AGREE: &str = "Is this plan right for you?";
/// Says yes.
pub const AGREE_YES: &str = "I agree with this plan";
/// Wants to talk.
pub const AGREE_TALK: &str = "I would like to talk about it";
/// Under it.
pub const AGREE_HINT: &str =
    "You can agree and still ask to talk. Your team sees both. If you change your mind, ask to talk.";
/// Said then.
pub const AGREED_SAVED: &str = "Saved. You agree with this plan.";
/// Said then.
pub const TALK_SAVED: &str = "Saved. Your team will be asked to talk with you.";
/// Nobody said anything yet.
pub const AGREED_NONE: &str = "You have not said yet whether you agree.";

/// Until when it is to be looked at again.
#[must_use]
pub fn review(when: &str, past: bool) -> String {
    match past {
        true => ["It was to be looked at again on ", when, ". Ask your team about it."].concat(),
        false => ["It will be looked at again on ", when, "."].concat(),
    }
}

/// Who made it.
#[must_use]
pub fn made_with(names: &str) -> String {
    ["Made together by: ", names].concat()
}

fn waits(waiting: bool) -> &'static str {
    if waiting { " (saved here, not sent yet)" } else { "" }
}

/// Who said that an action is done, or not, and when.
#[must_use]
pub fn tick_line(who: &str, done: bool, when: &str, waiting: bool) -> String {
    [who, if done { ": done, " } else { ": not done after all, " }, when, waits(waiting)].concat()
}

/// Who agreed, when, and with which version.
#[must_use]
pub fn agreed(who: &str, when: &str, now: bool, waiting: bool) -> String {
    let which = if now { " agreed with this plan, " } else { " agreed with an earlier version, " };
    let since = if now { "." } else { ". The plan has changed since." };
    [who, which, when, waits(waiting), since].concat()
}

/// When the person wanted to talk about it.
#[must_use]
pub fn talk(when: &str, closed: bool, waiting: bool) -> String {
    let then = if closed { ". Your team has closed this." } else { "." };
    ["You asked to talk about it, ", when, waits(waiting), then].concat()
}

/// Heading.
pub const NOTES: &str = "Notes";
/// Heading.
pub const PAST: &str = "Earlier plans";
/// A done action.
pub const DONE: &str = "Done";
/// Leads to sharing.
pub const SHARE: &str = "Share my plan";
/// Under it.
pub const SHARE_HINT: &str = "You choose who sees it, and can stop at any time.";
/// Leads to the choices.
pub const SHARE_CHOOSE: &str = "Choose who sees it";
/// Asks for a rating.
pub const RATE: &str = "How near are you to it now?";
/// What the numbers mean.
pub const RATE_HINT: &str = "0 means not begun, 10 means reached. There is no right answer.";
/// Keeps it.
pub const RATE_KEEP: &str = "Save my number";
/// Said then.
pub const RATED: &str = "Saved. Your team can see it in your record.";
/// Heads the ratings.
pub const RATINGS: &str = "Your numbers over time";
/// Marks one that waits.
pub const RATING_WAITS: &str = "saved here, not sent yet";
/// Heads the values.
pub const RATING_UNIT: &str = "From 0 (not begun) to 10 (reached)";
/// The newest one.
#[must_use]
pub fn rating(value: u8, when: &str) -> String {
    ["Your last number: ", &value.to_string(), " out of 10, ", when, "."].concat()
}
/// What the picture shows, for who hears it.
#[must_use]
pub fn ratings(count: usize, first: (u8, &str), last: (u8, &str)) -> String {
    format!("{count} numbers, from {} on {} to {} on {}.", first.0, first.1, last.0, last.1)
}
/// A date to reach.
#[must_use]
pub fn by(when: &str) -> String {
    ["by ", when].concat()
}
/// The period of a plan.
#[must_use]
pub fn period(words: &str) -> String {
    let mut told = words.to_owned();
    if let Some(first) = told.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    told
}

/// `Goal.lifecycleStatus` in words; nothing for what needs none.
#[must_use]
pub fn goal_state(status: &str) -> Option<&'static str> {
    Some(match status {
        "proposed" => "Suggested",
        "planned" => "Planned",
        "on-hold" => "Paused",
        "completed" => "Reached or finished",
        "cancelled" => "Dropped",
        "rejected" => "Not agreed",
        _ => return None,
    })
}

/// `Goal.achievementStatus` in words: the codes of HL7's goal-achievement, which R4 prefers.
#[must_use]
pub fn goal_achievement(code: &str) -> Option<&'static str> {
    Some(match code {
        "in-progress" => "Under way",
        "improving" => "Getting nearer",
        "worsening" => "Harder at the moment",
        "no-change" => "Much the same",
        "achieved" => "Reached",
        "sustaining" => "Reached, and keeping it up",
        "not-achieved" => "Not reached",
        "no-progress" => "Not begun to move yet",
        "not-attainable" => "Can't be reached as it is now",
        _ => return None,
    })
}

/// `CarePlan.activity.detail.status` in words.
#[must_use]
pub fn action_state(status: &str) -> Option<&'static str> {
    Some(match status {
        "not-started" => "Not started",
        "scheduled" => "Planned",
        "in-progress" => "Under way",
        "on-hold" => "Paused",
        "completed" => "Done",
        "cancelled" | "stopped" | "revoked" => "Stopped",
        "active" => "Asked for",
        _ => return None,
    })
}

/// `Task.status` in words.
#[must_use]
pub fn task_state(status: Status) -> Option<&'static str> {
    Some(match status {
        Status::Requested | Status::Accepted => "Not started",
        Status::InProgress => "Under way",
        Status::OnHold => "Paused",
        Status::Completed => DONE,
        Status::Rejected | Status::Cancelled => "Stopped",
        Status::Failed => "It did not work out",
        Status::Draft | Status::EnteredInError | Status::Unknown => return None,
    })
}

/// Asks how a plan changed.
pub const CHANGES: &str = "What changed, and when";
/// While it is asked for.
pub const CHANGES_LOOKING: &str = "Looking for earlier versions";
/// It needs the network.
pub const CHANGES_OFFLINE: &str = "Earlier versions can only be read while you are online.";
/// The plan is as it was made.
pub const CHANGES_NONE: &str = "Nothing was changed since the first version that is here.";
/// When the gateway took the first version: the plan may be older.
#[must_use]
pub fn made(when: &str) -> String {
    ["The first version that is here, ", when].concat()
}
/// When so many things were changed.
#[must_use]
pub fn changed(count: usize, when: &str) -> String {
    let things = if count == 1 { " change, " } else { " changes, " };
    [&count.to_string(), things, when].concat()
}
/// Under whose name.
#[must_use]
pub fn under(who: &str) -> String {
    ["The plan names as its author: ", who].concat()
}
/// It was added.
pub const ADDED: &str = "Added";
/// It was taken away.
pub const TAKEN: &str = "Taken away";
/// What it was.
pub const WAS: &str = "Was";
/// What it is then.
pub const THEN: &str = "Now";
/// Heading of a change.
pub const BEFORE_TITLE: &str = "What the plan is called";
/// Heading of a change.
pub const BEFORE_ABOUT: &str = "What it is about";
/// Heading of a change.
pub const BEFORE_STATE: &str = "How it stands";
/// Heading of a change.
pub const BEFORE_PERIOD: &str = "For how long";
/// Heading of a change.
pub const BEFORE_REVIEW: &str = "When it is looked at again";
/// Heading of a change.
pub const BEFORE_WITH: &str = "Who made it together";

/// Heads what the person put there.
pub const OWN: &str = "Goals and steps of your own";
/// The same, of somebody else's.
pub const OWN_THEIRS: &str = "Added beside the team's plan";
/// Under it.
pub const OWN_HINT: &str = "Write what you hope for and what you want to do. Your team sees it, and so does everybody to whom you show this plan. \
     It stays yours until your team takes it into the plan.";
/// The same, for who cares for somebody and may add.
pub const OWN_HINT_THEIRS: &str = "You can add a goal or a step. The person and their team see it, with your name. The person can change it too.";
/// Whose the rest is.
pub const TEAMS: &str = "Your team writes this part. You can suggest a change.";
/// The same, of somebody else's.
pub const TEAMS_THEIRS: &str = "The team writes this part.";
/// Nothing is there.
pub const OWN_NONE: &str = "Nothing is added yet.";
/// Begins a goal.
pub const OWN_GOAL: &str = "Add a goal";
/// Begins an action.
pub const OWN_ACTION: &str = "Add something to do";
/// Heads goals.
pub const OWN_GOALS: &str = "Goals";
/// Heads actions.
pub const OWN_ACTIONS: &str = "Things to do";
/// Heads the form.
pub const OWN_GOAL_NEW: &str = "A new goal";
/// Heads the form.
pub const OWN_GOAL_EDIT: &str = "Change this goal";
/// Heads the form.
pub const OWN_ACTION_NEW: &str = "Something to do";
/// Heads the form.
pub const OWN_ACTION_EDIT: &str = "Change what is to be done";
/// A field.
pub const OWN_GOAL_TEXT: &str = "What would you like to reach?";
/// Under it.
pub const OWN_GOAL_TEXT_HINT: &str = "For example: walk to the park twice a week.";
/// A field.
pub const OWN_GOAL_MORE: &str = "Why does it matter?";
/// A field.
pub const OWN_ACTION_TEXT: &str = "What is to be done?";
/// Under it.
pub const OWN_ACTION_TEXT_HINT: &str = "A small step. For example: ask at the library about the group.";
/// A field.
pub const OWN_ACTION_MORE: &str = "Who does it?";
/// Under it.
pub const OWN_ACTION_MORE_HINT: &str = "Leave it empty if you do it yourself. Then you can tick it.";
/// A field.
pub const OWN_DUE: &str = "By which day?";
/// It has no words.
pub const OWN_WRONG: &str = "Write a few words, or press Cancel.";
/// Saves it.
pub const OWN_SAVE: &str = "Save";
/// Drops what was written.
pub const OWN_CANCEL: &str = "Cancel";
/// Changes one.
pub const OWN_CHANGE: &str = "Change";
/// Takes one back.
pub const OWN_TAKE: &str = "Take back";
/// It is there again.
pub const OWN_AGAIN: &str = "Put it back";
/// Marks one.
pub const OWN_GONE: &str = "Taken back";
/// Said then.
pub const OWN_SAVED: &str = "Saved.";
/// Said then.
pub const OWN_TAKEN: &str = "Saved as taken back. It stays in the history, and you can put it back.";
/// Said then.
pub const OWN_BACK: &str = "Saved. It is there again.";
/// Two changed the same.
pub const OWN_CLASH: &str = "Two changes were made at the same time";
/// Under it.
pub const OWN_CLASH_HINT: &str = "Somebody else changed the same words, or you did on another device. Which shall it be? The history keeps both.";
/// Nothing stands in a field.
pub const OWN_EMPTY: &str = "Nothing";
/// Whether it was taken back.
pub const OWN_STAYS: &str = "Does it stay in the plan?";
/// It was not.
pub const OWN_THERE: &str = "It stays";
/// One of them.
pub const OWN_MINE: &str = "What you wrote here";
/// The other.
pub const OWN_OTHER: &str = "What is in the plan now";
/// Chooses.
pub const OWN_KEEP_MINE: &str = "Keep what I wrote here";
/// Chooses.
pub const OWN_KEEP_OTHER: &str = "Keep what is in the plan";
/// Said then.
pub const OWN_CHOSEN: &str = "Saved. The other one stays in the history.";
/// The team took it up meanwhile.
pub const OWN_TAKEN_UP: &str = "Your team has taken this into the plan meanwhile. It is theirs to change now. You can suggest a change to them.";
/// Drops one's own change then.
pub const OWN_DROP: &str = "Delete my change";
/// Heading of a change: what was put aside.
pub const OWN_ASIDE: &str = "The other words, put aside";
/// Who put it there.
#[must_use]
pub fn own_begun(who: &str) -> String {
    ["Put here by: ", who].concat()
}
/// Who wrote it last, and when.
#[must_use]
pub fn own_by(by: &str) -> String {
    ["Last written by: ", by].concat()
}
/// Under whose name a version stands.
#[must_use]
pub fn own_version(who: &str) -> String {
    ["Written by: ", who].concat()
}

/// `CarePlan.status` in words.
#[must_use]
pub fn plan_state(status: &str) -> Option<&'static str> {
    Some(match status {
        "draft" => "Being written",
        "active" => "In force",
        "on-hold" => "Paused",
        "revoked" => "Ended early",
        "completed" => "Finished",
        _ => return None,
    })
}
