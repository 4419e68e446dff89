//! Feedback. Question and answers of the Friends and Family Test are NHS England's, word for word
//! (since April 2020).

use crate::feedback::Overall;

/// Title.
pub const FEEDBACK: &str = "Feedback";
/// The prescribed question.
pub const QUESTION: &str = "Overall, how was your experience of our service?";
/// What is promised, exactly.
pub const PROMISE: &str = "It is anonymous. Nothing that the service keeps links it to you: only the month and what you write here.";
/// Asks not to identify anybody.
pub const NO_NAMES: &str = "Please don’t write names, or anything that shows who you are.";
/// Free text.
pub const WHY: &str = "Please can you tell us why you gave your answer?";
/// Free text.
pub const BETTER: &str = "Is there anything we could have done better?";
/// It is no draft that is kept: whoever opens the device next would read it.
pub const NOT_KEPT: &str =
    "Until you send it, what you write is only in this page. It is gone when the page closes or locks.";
/// Sends it.
pub const SEND: &str = "Send my feedback";
/// No answer chosen.
pub const MISSING: &str = "Choose how your experience was";
/// Saved, not sent.
pub const SAVED: &str = "Thank you for telling us";
/// What happens then.
pub const SAVED_HINT: &str =
    "It is saved on this device. It leaves on its own a little later, apart from everything else you send.";
/// Saved in the page only.
pub const SAVED_PAGE_HINT: &str = "It is not kept on this device. Keep this page open until it is sent. That can take a few minutes. Leave deletes it.";
/// Sent.
pub const SENT_HINT: &str = "It has been sent. Nobody can tell that it came from you.";
/// Again.
pub const AGAIN: &str = "Give more feedback";
/// Urgent matters go elsewhere.
pub const NOT_URGENT: &str = "Nobody answers this. If you need help now, use Get help now.";

/// The prescribed answers.
#[must_use]
pub fn answer(overall: Overall) -> &'static str {
    match overall {
        Overall::VeryGood => "Very good",
        Overall::Good => "Good",
        Overall::Neither => "Neither good nor poor",
        Overall::Poor => "Poor",
        Overall::VeryPoor => "Very poor",
        Overall::DontKnow => "Don’t know",
    }
}
