//! The carer's own space.

/// Title.
pub const CARING: &str = "Caring";
/// Leads to it.
pub const CARING_MORE: &str = "For you as a carer";
/// First words.
pub const LEAD: &str =
    "For you who care for somebody. It is yours: nobody you care for can see what you write here.";
/// Heads the people.
pub const PEOPLE: &str = "People you care for";
/// Nobody shares anything.
pub const NOBODY: &str = "Nobody shares anything with you here now.";
/// What to do then.
pub const NOBODY_NEXT: &str =
    "You can use everything else on this page. If somebody gives you a code, bring it here.";
/// Heads what is the carer's own.
pub const YOURS: &str = "For you";
/// Heads the check-ins.
pub const WELL: &str = "How are you yourself?";
/// What becomes of it.
pub const WELL_HINT: &str = "A few questions about you. The answers are kept for you alone. Nobody you care for can see them, and no team reads them. They are not a call for help.";
/// The same, where the person has a record.
pub const WELL_HINT_RECORD: &str =
    "A few questions about you. The answers go into your own record. Nobody you care for can see them.";
/// How long it takes.
#[must_use]
pub fn minutes(minutes: u64) -> String {
    if minutes == 1 { "About 1 minute".into() } else { ["About ", &minutes.to_string(), " minutes"].concat() }
}
/// What was answered before.
pub const BEFORE: &str = "How it changed";
/// Heads what is worth knowing.
pub const KNOW: &str = "Good to know";
/// Feedback.
pub const FEEDBACK_HINT: &str = "Tell us how it was for you. It can’t be traced to you.";
/// Questions and answers that hold everywhere (FACTS: sharing, ages, help).
pub const TRUTHS: [(&str, &str); 5] = [
    (
        "What may I see?",
        "What the person you care for chose to share, and no more. They can change it at any time. They see when you looked, and at what. If you are shown nothing, that says nothing about why.",
    ),
    (
        "May I talk to the team?",
        "You can always tell the team what you see and what worries you. What the team may tell you depends on what the person agreed to.",
    ),
    (
        "I care for somebody under 16",
        "From 13 a young person has an account of their own, and decides what is shared here. What a parent sees ends on the 16th birthday, unless the young person renews it. Under 13 the team decides.",
    ),
    (
        "Somebody is in danger now",
        "Call 999. Press Get help now at the top for more people to call or text, at any hour. NHS 111, option 2, is there for you too, and so are Samaritans on 116 123.",
    ),
    (
        "My rights, and what the ward does",
        "Your trust has not put its own words here yet. Ask the team for their leaflet for carers, and what support there is for you.",
    ),
];
/// What a relation is called, from the carer's side of it: who they are to the person.
#[must_use]
pub fn relation(code: &str) -> Option<&'static str> {
    Some(match code {
        "PRN" | "MTH" | "FTH" => "You are their parent",
        "STPPRN" => "You are their step-parent",
        "PRNFOST" => "You are their foster parent",
        "GUARD" => "You are their guardian",
        "GRPRN" => "You are their grandparent",
        "SPS" | "DOMPART" => "You are their partner",
        "CHILD" => "You are their son or daughter",
        "SIB" => "You are their brother or sister",
        "FAMMEMB" => "You are family",
        "FRND" => "You are their friend",
        "NBOR" => "You are their neighbour",
        _ => return None,
    })
}
/// Keeps the answers of who has no record.
pub const SAVE: &str = "Save my answers";
/// They are kept.
pub const SAVED: &str = "Your answers are saved. They are yours alone.";
/// What a score is not.
pub const NOT_DIAGNOSIS: &str =
    "It is not a diagnosis. If it worries you, talk with your doctor’s surgery or call NHS 111.";
/// That what is read is kept, and until when.
#[must_use]
pub fn keeps(hours: u32) -> String {
    ["What you read is kept on your own phone for ", &hours.to_string(), " hours after you were last online"]
        .concat()
}
/// Leads to writing down what one notices of the person.
pub const NOTICE: &str = "Write down what you notice";
/// Who reads it.
pub const NOTICE_HINT: &str = "They and their team can read it, and see that it is from you";
/// How many are new.
#[must_use]
pub fn new(count: u64) -> String {
    [&count.to_string(), " new"].concat()
}
/// What is new since one looked: where, and how many.
#[must_use]
pub fn new_since(when: &str, parts: &[String]) -> String {
    ["You last looked ", when, ". New or changed since: ", &parts.join(", "), "."].concat()
}
/// Nothing is.
#[must_use]
pub fn nothing_new(when: &str) -> String {
    ["You last looked ", when, ". Nothing new since."].concat()
}
/// When one looked last.
#[must_use]
pub fn last_looked(when: &str) -> String {
    ["You last looked ", when, "."].concat()
}
/// What one never looked at.
#[must_use]
pub fn not_looked(parts: &[String]) -> String {
    ["Not looked at yet: ", &parts.join(", "), "."].concat()
}
/// What is shared entry by entry.
pub const SINGLE: &str = "Single entries";
/// On a carer's day: where they stand.
pub const SINGLE_HINT: &str = "What they chose for you one by one. Each stands in its part of the record.";
/// One never looked at anything.
pub const NEVER_LOOKED: &str = "You have not looked yet.";
/// When that was told, while there is no network.
#[must_use]
pub fn as_of(when: &str) -> String {
    ["This is as of ", when, "."].concat()
}
/// It is not known.
pub const NEWS_OFFLINE: &str = "You are offline. What is new is told when you are online.";
/// That it ends with the 16th birthday.
#[must_use]
pub fn by_age(birthday: &str) -> String {
    ["It ends on their 16th birthday, ", birthday, ", unless they agree to it again then"].concat()
}
/// Heads what the team asks a carer to answer about somebody.
#[must_use]
pub fn asked_about(name: &str) -> String {
    ["The team asks you about ", name].concat()
}
/// How many of these there are.
#[must_use]
pub fn to_answer(count: u64) -> String {
    [&count.to_string(), " to answer"].concat()
}
/// Heads what the team asks a carer to answer about themselves.
pub const ASKED_YOU: &str = "The team asks how you are";
/// Who reads it.
pub const ASKED_YOU_HINT: &str =
    "The team that asked you reads your answers. Nobody you care for can see them.";
/// Heads what the team asks others to answer about the person.
pub const ASKED_OTHERS: &str = "Your team also asked";
/// Who is asked, and until when.
#[must_use]
pub fn asked_other(who: &str, due: Option<&str>) -> String {
    let due = due.map_or_else(String::new, |due| [". By ", due].concat());
    [who, " answers it, about you", &due].concat()
}
