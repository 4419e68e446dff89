//! Check-ins.

use crate::form::{Compared, Delivery, Half, Refusal, Score};

/// Title.
pub const CHECK_INS: &str = "Check-ins";
/// First words.
pub const LEAD: &str = "A check-in is a few questions about how you are. You can stop at any time.";
/// Heading.
pub const DUE: &str = "Your team asked for";
/// Heading.
pub const START_YOURSELF: &str = "Start one yourself";
/// A carer cannot answer for somebody yet.
pub const NOT_FOR_OTHERS: &str = "Only the person themselves can answer these.";
/// A person without a record.
pub const NO_RECORD: &str = "Check-ins belong to a record, and you have none of your own here.";
/// Starts.
pub const START: &str = "Start";
/// Resumes.
pub const RESUME: &str = "Go on where you stopped";
/// Past answers.
pub const PAST: &str = "See past answers";
/// A draft is kept.
pub const DRAFT: &str = "Begun";
/// An action named in full, for who hears it alone: "Start: Mood check-in".
#[must_use]
pub fn named(action: &str, what: &str) -> String {
    [action, ": ", what].concat()
}

/// Over the check-ins about somebody else.
#[must_use]
pub fn about_them(name: &str) -> String {
    [
        "You answer about ",
        name,
        ", with what you see yourself. ",
        name,
        " and their team can read it, and see that it is from you.",
    ]
    .concat()
}

/// Yes.
pub const YES: &str = "Yes";
/// No.
pub const NO: &str = "No";
/// On.
pub const CONTINUE: &str = "Continue";
/// Back.
pub const BACK: &str = "Back";
/// Over a field for words.
pub const YOUR_ANSWER: &str = "Your answer";
/// Stops for now.
pub const PAUSE: &str = "Pause";
/// What pausing does.
pub const PAUSE_HINT: &str = "Your answers are kept. You can go on later.";
/// Required.
pub const ANSWER_MISSING: &str = "Choose an answer to go on. You can also pause.";
/// Picked up.
pub const RESUMED: &str = "You started this before. Your answers are here.";
/// Begins anew.
pub const RESTART: &str = "Start again";
/// Asks before that.
pub const RESTART_SURE: &str = "Start again from the first question?";
/// What would be lost.
pub const RESTART_HINT: &str = "Your answers so far will be deleted. Nobody can get them back.";
/// Yes.
pub const RESTART_YES: &str = "Delete them and start again";
/// The answer is kept.
pub const KEPT: &str = "Your answers so far are kept on this device.";
/// The answer is in the page only.
pub const KEPT_PAGE: &str =
    "Not kept on this device. Keep this page open until it is sent. Leave deletes it.";
/// The answer is not kept.
pub const NOT_KEPT: &str =
    "This answer could not be kept on this device. Keep this page open. Leave deletes it.";
/// Help under the answer.
pub const NOT_ALONE: &str = "You don’t have to face this alone.";
/// Title of the review.
pub const REVIEW: &str = "Check your answers";
/// First words of the review.
pub const REVIEW_LEAD: &str = "You can change any answer. Nothing is sent until you say so.";
/// Changes an answer.
pub const CHANGE: &str = "Change";
/// Not answered.
pub const NO_ANSWER: &str = "No answer";
/// Sends.
pub const SEND: &str = "Send to my team";
/// Sends what is about somebody else.
pub const SEND_ABOUT: &str = "Send to their team";
/// While it is saved.
pub const SENDING: &str = "Saving";
/// Not saved: the page may hold it instead.
pub const SEND_FROM_PAGE: &str = "Send from this page";

/// Title of the thank-you screen.
pub const THANKS: &str = "Thank you";
/// After a risk answer, about oneself or about somebody of this name.
#[must_use]
pub fn told_us(about: Option<&str>) -> String {
    match about {
        None => "You told us about thoughts of dying, of ending your life, or of hurting yourself. You don’t have to face that alone.".into(),
        Some(name) => [
            "You told us that ",
            name,
            " may have thoughts of dying, of ending their life, or of hurting themselves. They don’t have to face that alone, and you don’t either.",
        ]
        .concat(),
    }
}
/// All of them.
pub const SEE_ALL: &str = "See all my check-ins";
/// Of one kind.
pub const SEE_PAST: &str = "See how it changed";
/// What a score is not.
pub const NOT_DIAGNOSIS: &str = "It is not a diagnosis. Your team looks at it together with you.";
/// The same of somebody else's.
pub const NOT_DIAGNOSIS_OF_THEM: &str = "It is not a diagnosis. Their team looks at it together with them.";

/// Files go by themselves.
pub const FILES_FOLLOW: &str = "A file goes after the answers, part by part. Until your team has it, you see how far it is under “Waiting to be sent”.";

/// How far the answers got; for a risk answer, whether the team was told is part of it. About somebody else it is their
/// team.
#[must_use]
pub fn delivery(delivery: &Delivery, (risk, on_device, others): (bool, bool, bool)) -> String {
    let here = if on_device {
        "It is safe on this device."
    } else {
        "It is not kept on this device. Keep this page open until it is sent. Leave deletes it."
    };
    let (team, first) = if others { ("their team", "Their team") } else { ("your team", "Your team") };
    match delivery {
        Delivery::NotYet if risk => {
            format!("{first} has not been told yet. This will be sent when you are online. {here}")
        }
        Delivery::NotYet => format!("Not sent yet. {here} We will try again."),
        Delivery::NeedsSignIn if risk => {
            format!("{first} has not been told yet. This will be sent after you sign in. {here}")
        }
        Delivery::NeedsSignIn => format!("It will be sent after you sign in. {here}"),
        Delivery::NeedsYou if risk => {
            format!(
                "{first} has not been told: the service did not accept this. {here} Please tell {team} yourself."
            )
        }
        Delivery::NeedsYou => format!("The service did not accept this. {here} Please tell {team}."),
        Delivery::Checking => {
            format!("Your answers have been sent. We are checking that {team} was asked to read them.")
        }
        Delivery::Delivered if risk => {
            format!(
                "Your answers have been sent. We could not check that somebody was asked to read them, so please tell {team} yourself."
            )
        }
        Delivery::Delivered => format!("Your answers have been sent to {team}."),
        Delivery::TeamTold { team, reads } => match reads {
            Some(reads) => format!("{team} has been asked to read this. {reads}"),
            None => format!("{team} has been asked to read this."),
        },
    }
}

/// After [`Delivery::TeamTold`]: the team is no emergency service.
pub const TOLD_NOT_WATCHED: &str = "If you need somebody sooner, please use Get help now.";

/// The total, of oneself or of somebody else.
#[must_use]
pub fn score(score: &Score, others: bool) -> String {
    let mut words = String::from(if others { "The score is " } else { "Your score is " });
    if score.about {
        words.push_str("about ");
    }
    words.push_str(&score.value.to_string());
    words.push_str(" out of ");
    words.push_str(&score.max.to_string());
    words.push('.');
    if score.about {
        words.push_str(super::past::PRORATED);
    }
    words
}

/// The score of a part: "Goal 1: 7 out of 10."
#[must_use]
pub fn part(name: &str, score: &Score) -> String {
    [name, ": ", &score.value.to_string(), " out of ", &score.max.to_string(), "."].concat()
}

/// A sentence for a score, by its band, whose name stays on the plot; where no bands were published, by the line that was.
#[must_use]
pub fn score_hint(score: &Score) -> Option<String> {
    let Some(place) = score.bands.iter().position(|b| (b.from..=b.to).contains(&score.value)) else {
        return score.cutoff.map(|from| side(score.value, from));
    };
    if let Some(say) = score.bands.get(place).and_then(|b| b.say.clone()) {
        return Some(say);
    }
    Some(String::from(match place {
        0 => "People with scores like this often have few of these problems at the moment.",
        1 => "People with scores like this often find it helps to keep an eye on how they are.",
        _ => "People with scores like this often find that talking with their team helps.",
    }))
}

/// On which side of a published line a score is. Such lines are no sharp ones: the PCL-5's is given as 31 to 33.
fn side(score: i64, from: i64) -> String {
    let line = from.to_string();
    match score >= from {
        true => {
            ["People with about ", &line, " or more often find that talking with their team helps."].concat()
        }
        false => [
            "People with less than ",
            &line,
            " often have fewer of these problems. You can talk with your team about any of them.",
        ]
        .concat(),
    }
}

/// What a half of a total comes to.
#[must_use]
pub fn half(half: &Half, score: i64) -> String {
    let mut words = [&*half.name, ": ", &score.to_string(), " out of ", &half.max.to_string(), "."].concat();
    if score >= half.from {
        words.push(' ');
        words.push_str(&side(score, half.from));
    }
    words
}

/// A change in words.
#[must_use]
pub fn compared(compared: Compared, then: &str) -> String {
    let way = |by: i64| if by < 0 { "lower" } else { "higher" };
    match compared {
        Compared::Same => ["It is the same as ", then, "."].concat(),
        Compared::Differs(by) => format!("{} {} than {then}.", by.abs(), way(by)),
        Compared::Within(by) => {
            format!("{} {} than {then}. A change this small can be chance.", by.abs(), way(by))
        }
        Compared::Beyond(by) => {
            format!("{} {} than {then}. That is more than chance would explain.", by.abs(), way(by))
        }
    }
}

/// When the score before was.
#[must_use]
pub fn then(date: &str) -> String {
    ["on ", date].concat()
}

/// Title then.
pub const UNSUPPORTED: &str = "We can’t ask this one here";
/// A questionnaire that cannot be asked truthfully.
#[must_use]
pub fn unsupported(why: &Refusal) -> String {
    match why {
        Refusal::NotAQuestionnaire | Refusal::Empty | Refusal::NoLinkId(_) | Refusal::Twice(_) => {
            "This check-in is not complete, so we can’t ask it.".into()
        }
        Refusal::Kind(..) | Refusal::Parts(_) | Refusal::Modifier | Refusal::TooMuch => {
            "This check-in asks something in a way that this app can’t do yet. Rather than ask it wrongly, we don’t ask it.".into()
        }
    }
}
/// The next step then.
pub const UNSUPPORTED_NEXT: &str = "Please tell your team, so that they can ask you another way.";

/// Title of the past answers.
#[must_use]
pub fn past(title: &str) -> String {
    ["Past answers: ", title].concat()
}
/// Heads the values of the plot.
#[must_use]
pub fn out_of(max: i64) -> String {
    format!("Score out of {max}")
}
/// The plot in words: the first and the newest total, with their dates.
#[must_use]
pub fn plot_summary(count: usize, first: (i64, &str), newest: (i64, &str)) -> String {
    match count {
        0 | 1 => format!("One check-in: {} on {}.", newest.0, newest.1),
        n => format!("{n} check-ins, from {} on {} to {} on {}.", first.0, first.1, newest.0, newest.1),
    }
}
/// Heads the table.
pub const ALL_SCORES: &str = "Every check-in, the newest first";
/// What the ranges are.
pub const RANGES: &str =
    "The ranges are published ones. They are not a diagnosis. Your team looks at them together with you.";
/// First words of the plot.
pub const PLOT_LEAD: &str = "Each dot is one check-in. Lower means fewer problems.";
/// A column.
pub const SCORE: &str = "Score";
/// A column.
pub const BAND: &str = "Range";
/// Not sent yet.
pub const WAITING: &str = "Waiting to be sent";
/// Nothing answered.
pub const NO_PAST: &str = "You have not answered this one yet.";
/// The next step.
pub const NO_PAST_NEXT: &str = "After you answer it, you find your answers here.";
/// Over the field that looks for a check-in.
pub const LOOK_FOR: &str = "Find a check-in";
/// What goes in.
pub const LOOK_FOR_HINT: &str = "A word for what it asks about, such as sleep or worry";
/// How many were found.
#[must_use]
pub fn found(count: usize) -> String {
    match count {
        1 => "1 check-in".into(),
        count => [&count.to_string(), " check-ins"].concat(),
    }
}
/// None was.
pub const NOT_FOUND: &str = "There is no check-in with these words";
/// What to do then.
pub const NOT_FOUND_NEXT: &str = "Try another word, or ask your team.";
/// Heads those that the trust brought in.
#[must_use]
pub fn of_trust(trust: &str) -> String {
    ["From ", trust].concat()
}
/// Heads those that come with the app.
pub const OF_APP: &str = "More check-ins";
/// When it was answered last.
#[must_use]
pub fn last_time(when: &str) -> String {
    ["You last answered it on ", when].concat()
}
/// It never was.
pub const NEVER: &str = "You have not answered it yet";
/// Who may see the answers, beside the team; `None` where that is not known.
#[must_use]
pub fn seen_by(names: Option<&[String]>) -> String {
    match names {
        None => "Your team can see your answers, and people you share your check-ins with.".into(),
        Some([]) => "Your team can see your answers. You share them with nobody else.".into(),
        Some(names) => ["Your team can see your answers, and so can ", &names.join(", "), "."].concat(),
    }
}
/// Leads to what is shared.
pub const CHANGE_SHARING: &str = "Change who sees them";
