//! Sharing.

/// Title.
pub const SHARING: &str = "Sharing";
/// First words.
pub const LEAD: &str =
    "You choose who sees what. They see nothing until you say so, and you can stop at any time.";
/// Nobody to share with.
pub const NOBODY: &str = "There is nobody to share with yet.";
/// The next step.
pub const NOBODY_NEXT: &str = "You can invite somebody who helps you. You choose first what they would see.";
/// Sees nothing.
pub const SEES_NOTHING: &str = "Sees nothing";
/// What somebody sees.
#[must_use]
pub fn sees(sections: &[&str]) -> String {
    format!("Sees: {}", sections.join(", "))
}
/// What one is shown of somebody's.
#[must_use]
pub fn you_see(sections: &[&str]) -> String {
    if sections.is_empty() {
        "Shares single entries".into()
    } else {
        ["Shares: ", &sections.join(", ")].concat()
    }
}
/// Until when.
#[must_use]
pub fn until(when: &str) -> String {
    ["Until ", when].concat()
}
/// When what a parent sees ends by age.
#[must_use]
pub fn parents_end(birthday: &str) -> String {
    [
        "You are under 16. What a parent or guardian sees here ends on your 16th birthday, ",
        birthday,
        ". If you want it to go on, agree to it again on that day or later. You can stop it before, at any time.",
    ]
    .concat()
}
/// Title of the choices.
#[must_use]
pub fn share_with(name: &str) -> String {
    ["What ", name, " can see"].concat()
}
/// Over the switches.
pub const CHOOSE: &str = "Choose what to share";
/// Over the steps of the safety plan.
pub const STEPS: &str = "My safety plan, step by step";
/// What is true of them.
pub const STEPS_HINT: &str = "They see nothing of your safety plan unless you choose it here. They can read it, not change it. Your reasons and hopes are never shared.";
/// At an entry: shares it by itself.
pub const ONE: &str = "Share this one";
/// Of a row of results.
pub const ONE_NEWEST: &str = "Share the newest one";
/// What that does.
pub const ONE_HINT: &str = "You choose with whom. They see this entry, and nothing else of its kind. You can take it back at any time.";
/// It bears a label.
pub const ONE_PRIVATE: &str =
    "It is marked as very private. It is shared with nobody unless you choose it here.";
/// With whom, on the list of people.
#[must_use]
pub fn one_with(title: &str) -> String {
    ["Choose who is to see “", title, "”."].concat()
}
/// Over what is shared one by one.
pub const ENTRIES: &str = "Entries that I chose one by one";
/// What is true of them.
pub const ENTRIES_HINT: &str = "They see these, whatever else you share. What your team keeps from them stays hidden. Take one out, and they see it no more.";
/// The person's own crisis plan: over its switch, and in what somebody sees.
pub const CRISIS: &str = "My crisis plan";
/// What is true of it.
pub const CRISIS_HINT: &str = "They see it only if you choose it here, and also what you write into it later. They can read it, not change it.";
/// Over the length.
pub const HOW_LONG: &str = "For how long?";
/// Length.
pub const UNTIL_CHANGED: &str = "Until I change it";
/// Length, where a day was agreed before.
#[must_use]
pub fn until_agreed(day: &str) -> String {
    ["Until ", day, ", as it is now"].concat()
}
/// Length.
pub const MONTH: &str = "For 30 days";
/// Length.
pub const SEASON: &str = "For 90 days";
/// Length, by a day.
pub const UNTIL_DAY: &str = "Until a day that I choose";
/// Asks for it.
pub const LAST_DAY: &str = "The last day";
/// Its limits.
pub const LAST_DAY_HINT: &str =
    "From today on, and within five years. They can look until the end of that day.";
/// It is none of these.
pub const WRONG_DAY: &str = "Choose a day from today on, within the next five years.";
/// What a parent saw ended by age.
pub const ENDED_BY_AGE: &str =
    "What they saw ended on your 16th birthday. If you want it to go on, choose it again.";
/// Confirms.
pub const SAVE: &str = "Save what I chose";
/// Withdraws.
pub const STOP: &str = "Stop sharing everything";
/// Truth about sharing.
pub const TRUTH: &str = "When you stop, they see nothing more from the next time they look; a copy on their phone lasts no longer than you allowed. A photo they took can’t be called back. They are not told that you stopped.";
/// While it is sent.
pub const SAVING: &str = "Saving";
/// It counts.
pub const SAVED: &str = "Saved";
/// What counts now, when something is shared.
#[must_use]
pub fn now_sees(name: &str, sections: &[&str]) -> String {
    if sections.is_empty() {
        [name, " can’t see anything of yours now."].concat()
    } else {
        format!("{name} can now see: {}.", sections.join(", "))
    }
}
/// Back to the list.
pub const BACK: &str = "Back to sharing";
/// Title of the code.
pub const CODE: &str = "Enter your code";
/// Label of the field.
pub const CODE_LABEL: &str = "Your code";
/// While it is checked.
pub const CODE_CHECKING: &str = "Checking";
/// Why.
pub const CODE_WHY: &str =
    "We ask for it before sharing changes, so that nobody else can change it on your phone.";
/// For demo people.
pub const CODE_DEMO: &str = "The demo people’s code is 2468.";
/// A wrong code.
pub const CODE_WRONG: &str = "That code is not right. Check it, and enter it again.";
/// Confirms the code.
pub const CODE_GO: &str = "Confirm and save";
/// Needs the network.
pub const OFFLINE: &str = "Sharing can only be changed online, so that it counts at once.";
/// No such person.
pub const NO_SUCH_PERSON: &str = "This person is not on your list.";

/// Title of a section.
#[must_use]
pub fn section(code: &str) -> &'static str {
    match code {
        "plan" => "Care plan",
        "appointments" => "Appointments",
        "medicines" => "Medicines",
        "results" => "Results",
        "check-ins" => "Check-ins",
        "letters" => "Letters",
        "about" => "Conditions and allergies",
        "warning-signs" => "Safety plan: my warning signs",
        "coping" => "Safety plan: what I can do myself",
        "places-and-people" => "Safety plan: people and places",
        "people-to-ask" => "Safety plan: people I can ask for help",
        "professionals" => "Safety plan: professionals and services",
        "safer-surroundings" => "Safety plan: making things safer",
        _ => "Something else",
    }
}

/// What a section opens.
#[must_use]
pub fn about(code: &str) -> &'static str {
    match code {
        "plan" => {
            "Your goals and who does what, the health problems they are for, notes like early signs, who agreed to the plan, and your care team"
        }
        "appointments" => "When you are seen, where, and by whom",
        "medicines" => "What you take, and how much",
        "results" => "Tests and measurements",
        "check-ins" => "Your answers and scores",
        "letters" => "Letters and documents about your care",
        "about" => "Conditions, allergies, visits and vaccinations",
        _ => "",
    }
}

/// Opens the invitation.
pub const INVITE: &str = "Invite somebody";
/// Title of the invitation.
pub const INVITE_TITLE: &str = "Invite somebody to see a part of your record";
/// What an invitation is.
pub const INVITE_LEAD: &str =
    "You choose what they would see. Then you get a code, and you give it to them yourself.";
/// Label of the name.
pub const CALLED: &str = "What do you call them?";
/// Over the relations.
pub const RELATION: &str = "Who are they to you?";
/// The relations that can be chosen (v3 RoleCode, as in `public/data/ages.json`), with their words.
pub const RELATIONS: [(&str, &str); 6] = [
    ("PRN", "My parent or guardian"),
    ("DOMPART", "My partner, husband or wife"),
    ("SIB", "My brother or sister"),
    ("CHILD", "My son or daughter"),
    ("FAMMEMB", "Another family member"),
    ("FRND", "A friend"),
];
/// Whether they may add.
pub const ADDS: &str = "They may add what they see";
/// Under it.
pub const ADDS_HINT: &str = "With check-ins: they answer questions about how you are, and write down what they notice. With the care plan: they tick what they do themselves, and write goals and steps of their own into it. It is marked as theirs.";
/// Over the hours of copies.
pub const KEEPS: &str = "May they keep a copy on their own phone?";
/// Under it.
pub const KEEPS_HINT: &str = "With a copy they can read it where there is no signal. When you stop sharing, it goes at once where they are online, and at the end of this time where they are not. A photo, or a copied phone, can’t be called back.";
/// How long a copy lasts.
#[must_use]
pub fn keeps(hours: u8) -> String {
    match hours {
        0 => "No, only while they are online".into(),
        n => ["For ", &n.to_string(), " hours after they were last online"].concat(),
    }
}
/// That there may be a copy.
#[must_use]
pub fn may_keep(hours: u8) -> String {
    ["A copy can be on their phone for up to ", &hours.to_string(), " hours after they were last online."]
        .concat()
}
/// Makes the code.
pub const MAKE: &str = "Make the code";
/// Something is missing.
pub const INCOMPLETE: &str = "Say what you call them, and choose at least one thing to share.";
/// The code is made.
pub const MADE: &str = "Your code is ready";
/// Over the code.
#[must_use]
pub fn code_for(name: &str) -> String {
    ["The code for ", name].concat()
}
/// How to use it.
pub const MADE_HOW: &str = "They sign in here, press “You” at the top, then “I have a code”. Or they point their camera at the picture.";
/// Until when it is good.
#[must_use]
pub fn good_until(when: &str) -> String {
    ["It works once, until ", when, "."].concat()
}
/// To whom it goes.
pub const MADE_ONLY: &str = "Whoever has the code can use it, so give it to them yourself. We do not show it again. You can call it back under Sharing.";
/// The picture, for who does not see it.
pub const QR: &str = "A square picture of the same code, for a camera";
/// Heads the open invitations.
pub const OPEN: &str = "Invitations that nobody has used yet";
/// Calls one back.
#[must_use]
pub fn call_back(name: &str) -> String {
    ["Call back the code for ", name].concat()
}
/// Under an open invitation.
#[must_use]
pub fn would_see(sections: &[&str]) -> String {
    ["Would see: ", &sections.join(", ")].concat()
}
/// See it as they see it.
pub const PREVIEW: &str = "See it as they see it";
/// The band of a preview.
#[must_use]
pub fn previewing(name: &str) -> String {
    ["This is what ", name, " would see"].concat()
}
/// Who looked: title and link.
pub const LOOKS: &str = "Who looked";
/// First words.
pub const LOOKS_LEAD: &str = "Each time somebody you share with opens a part of your record online, it is noted here. A copy on their phone can be read again without being noted. What your team opens is not noted. Who opened a link is noted at the link.";
/// Under the list, where it is cut.
pub const LOOKS_MORE: &str = "These are the newest. There are older ones.";
/// Nobody did.
pub const LOOKS_NOBODY: &str = "Nobody you share with has looked yet.";
/// What comes then.
pub const LOOKS_NOBODY_NEXT: &str = "When somebody you share with looks, it will be here.";
/// Somebody who looked and is nobody the person shared with.
pub const SOMEBODY_ELSE: &str = "Somebody whose name is not told";
/// Somebody who is not on the list any more.
pub const SOMEBODY: &str = "Somebody you shared with";
/// Who looked at what: "Sam looked at: Care plan, Results".
#[must_use]
pub fn looked(who: &str, what: &[&str]) -> String {
    [who, " looked at: ", &what.join(", ")].concat()
}
/// When somebody pushes: title and link.
pub const PRESSURE: &str = "If somebody pushes you to share";
/// What is true and helps then.
pub const PRESSURE_TRUTHS: [&str; 6] = [
    "Your record is yours. You never have to share it, and you do not have to say why.",
    "You can share one small part only. You can also say that your team set it up this way.",
    "When you stop sharing, nobody is told. They find the same words as somebody with whom nothing was ever shared.",
    "Stopping does not undo what they saw. A picture they took, or what they remember, can’t be called back.",
    "Somebody who has your phone and knows your code can change this. Under You, Settings, you can sign out elsewhere.",
    "If you feel unsafe, talk to your team, or press Get help now. Leave, at the top, shows another page at once.",
];
/// A carer brings a code: title and link.
pub const JOIN: &str = "I have a code";
/// First words.
pub const JOIN_LEAD: &str = "Somebody gave you a code to see a part of their record.";
/// Label of the field.
pub const JOIN_CODE: &str = "The code";
/// Under the label.
pub const JOIN_HINT: &str = "12 letters and numbers, like 7KQ2-M4XB-09TR";
/// Looks at it.
pub const JOIN_LOOK: &str = "Go on";
/// It opens nothing.
pub const JOIN_WRONG: &str =
    "This code opens nothing. It may be mistyped, used, too old, or called back. Ask for a new one.";
/// Too many wrong codes, or the gateway is busy.
pub const JOIN_BUSY: &str = "That did not work just now. Wait a quarter of an hour, then try again.";
/// Who asks.
#[must_use]
pub fn asks(from: &str) -> String {
    [from, " wants to share with you"].concat()
}
/// What it would be.
#[must_use]
pub fn you_would_see(sections: &[&str]) -> String {
    ["You would see: ", &sections.join(", "), "."].concat()
}
/// One may add.
pub const YOU_MAY_ADD: &str = "You may also add what you see yourself and, where the care plan is shared, goals and steps of your own. It is marked as yours.";
/// It is seen that one looks.
#[must_use]
pub fn is_seen(from: &str) -> String {
    [from, " can see when you look, and at what. ", from, " can stop sharing at any time."].concat()
}
/// Whether this is the right person.
#[must_use]
pub fn right_person(from: &str) -> String {
    ["Only go on if you know ", from, ", and expected this."].concat()
}
/// Says yes.
pub const JOIN_YES: &str = "Yes, go on";
/// Says no.
pub const JOIN_NO: &str = "No, this is not for me";
/// It stands.
#[must_use]
pub fn joined(from: &str) -> String {
    ["You can now see what ", from, " shares"].concat()
}
/// Opens it.
pub const JOINED_SEE: &str = "See it now";
/// On a carer's screen.
pub const SEEN: &str = "They can see when you look, and at what.";
