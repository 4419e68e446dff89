//! Sharing.

/// Title.
pub const SHARING: &str = "Sharing";
/// First words.
pub const LEAD: &str =
    "You choose who sees what. They see nothing until you say so, and you can stop at any time.";
/// Nobody to share with.
pub const NOBODY: &str = "There is nobody to share with yet.";
/// The next step.
pub const NOBODY_NEXT: &str =
    "Ask your team to add the person who helps you. Then you can choose here what they see.";
/// Sees nothing.
pub const SEES_NOTHING: &str = "Sees nothing";
/// What somebody sees.
#[must_use]
pub fn sees(sections: &[&str]) -> String {
    format!("Sees: {}", sections.join(", "))
}
/// Until when.
#[must_use]
pub fn until(when: &str) -> String {
    ["Until ", when].concat()
}
/// Title of the choices.
#[must_use]
pub fn share_with(name: &str) -> String {
    ["What ", name, " can see"].concat()
}
/// Over the switches.
pub const CHOOSE: &str = "Choose what to share";
/// Over the length.
pub const HOW_LONG: &str = "For how long?";
/// Length.
pub const UNTIL_CHANGED: &str = "Until I change it";
/// Length.
pub const MONTH: &str = "For 30 days";
/// Length.
pub const SEASON: &str = "For 90 days";
/// Confirms.
pub const SAVE: &str = "Save what I chose";
/// Withdraws.
pub const STOP: &str = "Stop sharing everything";
/// Truth about sharing.
pub const TRUTH: &str = "When you stop, they see nothing more from the next time they look. A photo they took can’t be called back. They are not told that you stopped.";
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
        _ => "Something else",
    }
}

/// What a section opens.
#[must_use]
pub fn about(code: &str) -> &'static str {
    match code {
        "plan" => "Your goals, who does what, and your care team",
        "appointments" => "When you are seen, where, and by whom",
        "medicines" => "What you take, and how much",
        "results" => "Tests and measurements",
        "check-ins" => "Your answers and scores",
        "letters" => "Letters and documents about your care",
        "about" => "Conditions, allergies, visits and vaccinations",
        _ => "",
    }
}
