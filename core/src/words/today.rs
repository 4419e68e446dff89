//! Today.

/// Title.
pub const TODAY: &str = "Today";
/// Heads what is asked of the person.
pub const TO_DO: &str = "For you to do";
/// Heads what is asked of somebody else.
pub const TO_DO_THEIRS: &str = "To do";
/// First words of somebody else's day.
pub const SHARED: &str = "This is what is shared with you.";
/// Starts a check-in.
pub const START: &str = "Start";
/// Resumes a check-in.
pub const RESUME: &str = "Go on where you stopped";
/// Heads the next appointment.
pub const NEXT: &str = "Next appointment";
/// An appointment without a title.
pub const APPOINTMENT: &str = "Appointment";
/// Leads to the plan.
pub const MY_PLAN: &str = "My care plan";
/// Under it.
pub const MY_PLAN_HINT: &str = "Goals, and who does what";
/// Heads plans to be looked at again.
pub const REVIEWS: &str = "To look at again";
/// Before the day.
#[must_use]
pub fn review_soon(when: &str) -> String {
    ["You planned to look at it again on ", when, "."].concat()
}
/// Leads to feedback.
pub const FEEDBACK: &str = "How was your care?";
/// Under it.
pub const FEEDBACK_HINT: &str = "2 minutes, without your name";
/// Leads to the record.
pub const MY_RECORD: &str = "My record";
/// Under it.
pub const MY_RECORD_HINT: &str = "Conditions, medicines, results, letters";
/// Nothing is asked.
pub const NOTHING_TO_DO: &str = "There is nothing you need to do today.";
/// What comes then.
pub const NOTHING_HINT: &str = "When your team asks you for something, you will find it here.";
/// Where there is no appointment either.
pub const NEW_HERE: &str = "You can start a check-in yourself whenever you like.";

/// "9 questions, about 3 minutes".
#[must_use]
pub fn length(questions: u64, minutes: u64) -> String {
    let minutes = if minutes == 1 { "1 minute".to_string() } else { format!("{minutes} minutes") };
    if questions == 0 {
        format!("About {minutes}")
    } else {
        format!("{questions} questions, about {minutes}")
    }
}

/// "Please answer by 29 November 2026".
#[must_use]
pub fn due(when: &str) -> String {
    ["By ", when].concat()
}
/// Nothing is planned.
pub const NO_APPOINTMENTS: &str = "There are no appointments.";
