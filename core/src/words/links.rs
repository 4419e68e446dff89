//! Links that show a chosen part of the record, opening one, and the emergency card.

use crate::links::Closed;
use crate::links::Stage;
use crate::links::payload::Flaw;

/// Title of the list.
pub const LINKS: &str = "Links to show";
/// First words.
pub const LEAD: &str = "A link shows one thing that you choose, to whoever you give it to: a doctor elsewhere, or a friend. They need no account.";
/// Makes one.
pub const MAKE: &str = "Make a link";
/// No link yet.
pub const NONE: &str = "You have made no link yet.";
/// What then.
pub const NONE_NEXT: &str = "You choose what it shows, for how long, and whether it asks for a passcode.";
/// Title of the form.
pub const MAKE_TITLE: &str = "Make a link";
/// First words of the form.
pub const MAKE_LEAD: &str = "It is locked on this device before it is sent. The key is in the link, and nowhere else: not even the service can open it.";
/// What goes into it.
pub const WHAT: &str = "What does it show?";
/// The choices, in the order of what can go in.
pub const WHATS: [(&str, &str); 8] = [
    ("My safety plan", "All its steps as they are now. Your reasons and hopes stay out"),
    ("About me", "Who I am, what matters to me, how to support me, my story"),
    ("My care plan", "Goals, who does what, and notes"),
    (
        "A summary of my health",
        "Conditions, allergies, medicines and vaccinations, in a form that other services read",
    ),
    ("My crisis plan", "What others can do, and whom to call, when it is too much"),
    ("My early-warning signs", "What you notice first, and what helps then"),
    ("My choices for later", "What you want if you are too unwell to say so"),
    ("My communication needs", "How to reach you, write to you and speak with you"),
];
/// What is left out of a summary.
pub const SUMMARY_LEAVES: &str =
    "The summary leaves out what your team marked as very private, and what was entered by mistake.";
/// What a link is called.
pub const LABEL: &str = "What do you call this link?";
/// Why that matters.
pub const LABEL_HINT: &str = "Whoever sees the link can read this name. Choose one that gives nothing away.";
/// A name to begin with.
pub const LABEL_FIRST: &str = "Health information";
/// The passcode.
pub const PASSCODE: &str = "Passcode";
/// Why.
pub const PASSCODE_HINT: &str = "At least 6 letters or numbers. Give it another way than the link: say it, or send it apart. Without one, whoever has the link can open it.";
/// For how long.
pub const UNTIL: &str = "How long can it be opened?";
/// The choices.
pub const OPEN_FOR: [&str; 4] = ["For one day", "For 7 days", "For 30 days", "For one year"];
/// How often.
pub const ONCE: &str = "It can be opened once only";
/// What that means.
pub const ONCE_HINT: &str =
    "After that it is over. Without this, it can be opened again and again until it ends.";
/// What is true of it.
pub const TRUTH: &str = "Whoever has the link and the passcode can read it, and pass it on. You can stop it at any time. What somebody opened before can’t be called back.";
/// It does not change by itself.
pub const AS_NOW: &str = "It shows what is written now. If that changes, you can put what is new into the same link, from your own device.";
/// Makes it.
pub const GO: &str = "Make the link";
/// While it is made.
pub const GOING: &str = "Making it";
/// Something is missing.
pub const INCOMPLETE: &str = "Choose what it shows, and give it a name of 80 letters at most. A passcode has at least 6 letters or numbers.";
/// There is nothing in it.
pub const NOTHING: &str =
    "There is nothing to show in this yet, or it could not be fetched. Look at it first, then try again.";
/// It is made.
pub const MADE: &str = "Your link is ready";
/// What to do with it.
pub const MADE_LEAD: &str =
    "Show the picture to a camera, or send the link. If it has a passcode, give that another way.";
/// The picture, for who does not see it.
pub const QR: &str = "A square picture of the link, for a camera";
/// The link as text.
pub const LINK: &str = "The link";
/// Copies it.
pub const COPY: &str = "Copy the link";
/// It was copied.
pub const COPIED: &str = "Copied. Other apps can read what you copy, so paste it soon.";
/// It was not.
pub const NOT_COPIED: &str = "It could not be copied. Mark the text and copy it yourself.";
/// Where it is kept.
pub const KEPT: &str =
    "On your own device the link is kept here, so that you can show it again. If it is lost, make a new one.";
/// Back to the list.
pub const BACK: &str = "Back to your links";
/// Shows it again.
#[must_use]
pub fn show(label: &str) -> String {
    ["Show “", label, "” again"].concat()
}
/// Puts what is new into it.
#[must_use]
pub fn renew(label: &str) -> String {
    ["Update what “", label, "” shows"].concat()
}
/// As of when it is.
#[must_use]
pub fn filled(when: &str) -> String {
    ["What it shows is as of ", when].concat()
}
/// Its key is not here.
pub const NO_KEY: &str = "The key of this link is not on this device. So it can’t be shown or updated here: make a new link, and stop this one.";
/// Title of an update.
pub const RENEW_TITLE: &str = "Update a link";
/// What it does.
pub const RENEW_LEAD: &str = "Whoever has the link sees what is written now, when they open it again. The link, its passcode and its end stay as they are.";
/// What stays.
pub const RENEW_TRUTH: &str =
    "What somebody opened or kept before can’t be called back. Who opened it stays listed.";
/// Does it.
pub const RENEW_GO: &str = "Update it now";
/// While it is done.
pub const RENEWING: &str = "Updating it";
/// It is done.
pub const RENEWED: &str = "The link is updated";
/// What that means.
pub const RENEWED_LEAD: &str =
    "It is the same link. From now on it shows what is written now, and says of when it is.";
/// Stops it.
#[must_use]
pub fn stop(label: &str) -> String {
    ["Stop “", label, "”"].concat()
}
/// Until when.
#[must_use]
pub fn until(when: &str, over: bool) -> String {
    [if over { "Over since " } else { "Open until " }, when].concat()
}
/// How it can be opened.
#[must_use]
pub fn how(passcode: bool, once: bool) -> &'static str {
    match (passcode, once) {
        (true, true) => "With a passcode, once",
        (true, false) => "With a passcode, as often as needed",
        (false, true) => "Without a passcode, once",
        (false, false) => "Without a passcode, as often as needed",
    }
}
/// How often it was opened.
#[must_use]
pub fn opened(times: u64) -> String {
    match times {
        0 => "Nobody has opened it".into(),
        1 => "Opened once".into(),
        more => ["Opened ", &more.to_string(), " times"].concat(),
    }
}
/// When, and by whom as they said.
#[must_use]
pub fn opener(when: &str, who: &str) -> String {
    [when, ", by “", who, "” as they said"].concat()
}
/// Wrong passcodes.
#[must_use]
pub fn wrong(times: u64) -> String {
    if times == 1 { "1 wrong passcode".into() } else { [&times.to_string(), " wrong passcodes"].concat() }
}
/// Links that are over.
pub const OVER: &str = "Links that are over";

/// Title of opening one.
pub const OPEN: &str = "Open a health link";
/// First words.
pub const OPEN_LEAD: &str = "Somebody gave you a link to a part of their record. You can read it here, without an account. Nothing of it is kept on this device.";
/// The field.
pub const PASTE: &str = "The link";
/// What it looks like.
pub const PASTE_HINT: &str = "It begins with shlink:/ or holds it further on.";
/// Goes on.
pub const PASTE_GO: &str = "Go on";
/// Who opens it.
pub const WHO: &str = "Your name, or your organisation";
/// Why.
pub const WHO_HINT: &str = "The person who made the link sees when it was opened, and this name.";
/// What its maker called it.
#[must_use]
pub fn called(label: &str) -> String {
    if label.is_empty() { "It has no name.".into() } else { ["It is called “", label, "”."].concat() }
}
/// Where it is.
#[must_use]
pub fn at(host: &str) -> String {
    ["It is kept by ", host, ". This service asks there for you."].concat()
}
/// The passcode.
pub const THE_PASSCODE: &str = "The passcode";
/// Where to get it.
pub const THE_PASSCODE_HINT: &str = "Ask the person who gave you the link.";
/// It was wrong.
#[must_use]
pub fn wrong_passcode(left: u32) -> String {
    match left {
        1 => "That passcode is not right. You can try once more.".into(),
        more => ["That passcode is not right. You can try ", &more.to_string(), " more times."].concat(),
    }
}
/// Opens it.
pub const OPEN_GO: &str = "Open it";
/// While it opens.
pub const OPENING: &str = "Opening it";
/// Done with it.
pub const CLOSE: &str = "Close it";
/// Another one.
pub const ANOTHER: &str = "Open another link";
/// Title of what is in it.
pub const INSIDE: &str = "What is in this link";
/// Whose it is.
pub const WHOSE: &str = "About";
/// Date of birth.
pub const BORN: &str = "Born";
/// When it was made.
pub const MADE_AT: &str = "Put together";
/// By whom.
pub const MADE_BY: &str = "By, as it says itself";
/// Whose it is, where an entry says who added it.
pub const THE_PERSON: &str = "the person it is about";
/// What cannot be known.
pub const UNCHECKED: &str =
    "We can’t check who wrote this, or whether it is still so. It is shown as it is in the link.";
/// All entries.
#[must_use]
pub fn entries(count: usize) -> String {
    if count == 1 {
        "All that is in it: 1 entry".into()
    } else {
        ["All that is in it: ", &count.to_string(), " entries"].concat()
    }
}
/// What is not shown: SMART Health Cards, ways into other records, other files, files that did not open.
#[must_use]
pub fn not_shown(counts: [usize; 4]) -> Vec<String> {
    const WHAT: [(&str, &str); 4] = [
        ("SMART Health Card, which can’t be shown here", "SMART Health Cards, which can’t be shown here"),
        (
            "way into another record, which is not followed here",
            "ways into other records, which are not followed here",
        ),
        ("part that is no health information", "parts that are no health information"),
        ("file that could not be opened", "files that could not be opened"),
    ];
    let there = counts.into_iter().zip(WHAT).filter(|(count, _)| *count > 0);
    let told = |(count, (one, many)): (usize, (&str, &str))| {
        ["Not shown: ", &count.to_string(), " ", if count == 1 { one } else { many }, "."].concat()
    };
    there.map(told).collect()
}

/// Why a link does not open: what it is, and what to do.
#[must_use]
pub fn failed(stage: &Stage) -> Option<(&'static str, &'static str)> {
    Some(match stage {
        Stage::Flawed(Flaw::NoLink) => {
            ("This is not a health link", "Check that you have all of it, from the first letter to the last.")
        }
        Stage::Flawed(Flaw::Newer) => (
            "This link is of a newer kind",
            "It can’t be opened here. Ask for the information in another way.",
        ),
        Stage::Flawed(Flaw::Refused) => (
            "This link can’t be followed",
            "It leads to where a health link may not lead. Ask who gave it to you for another.",
        ),
        Stage::Over => (
            "This link opens nothing",
            "It may be over, stopped, used up or mistyped. Ask who gave it to you for a new one.",
        ),
        Stage::Busy => ("There were too many tries", "Wait a few minutes, then try again."),
        Stage::Unheard => ("You are offline", "A link is opened online. Check your signal, then try again."),
        Stage::NoGateway => (
            "Where it is kept, nobody answers",
            "It could not be fetched from there, or what came is no health link. Try again later.",
        ),
        Stage::Locked(Closed::Key) => (
            "It can’t be unlocked",
            "The link is damaged, or what it leads to was changed. Ask for a new one.",
        ),
        Stage::Locked(Closed::Squeezed) => (
            "This browser can’t open it",
            "It is packed in a way that this browser does not know. Try a newer browser.",
        ),
        Stage::Locked(Closed::Large) => {
            ("It is too large to open here", "Ask for the information in another way.")
        }
        Stage::Nothing | Stage::Asks(_) | Stage::Opening | Stage::Shows(_) => return None,
    })
}

/// Title of the card.
pub const CARD: &str = "Emergency card";
/// First words.
pub const CARD_LEAD: &str =
    "A small card for your wallet. You choose each line: only your name stands there by itself.";
/// On other screens.
pub const CARD_HINT: &str = "A small card to print, with the lines that you choose";
/// The groups: whose it is, whom to call, allergies, medicines, what helps, how to talk with me, what else.
pub const CARD_GROUPS: [&str; 7] = [
    "My name",
    "Please call",
    "Allergies",
    "Medicines",
    "What helps me",
    "How to talk with me",
    "What you need to know",
];
/// Over the choices.
pub const CARD_CHOOSE: &str = "Choose what stands on it";
/// Over the card.
pub const CARD_LOOKS: &str = "This is your card";
/// Who finds it reads it.
pub const CARD_TRUTH: &str =
    "Whoever finds the card can read it. It does not change when your record does: print it anew then.";
/// Something is not here.
pub const CARD_MISSING: &str =
    "Some of your record is not on this device yet. Go online once to see all lines.";
/// A link on it.
pub const CARD_LINK: &str = "A link on the card";
/// None.
pub const CARD_NO_LINK: &str = "No link";
/// Prints it.
pub const CARD_PRINT: &str = "Print the card";
/// When.
#[must_use]
pub fn as_of(when: &str) -> String {
    ["Last checked with my record: ", when].concat()
}
