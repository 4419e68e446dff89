//! What the patient gives with a new link, and whether it is taken.

use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::{File, is_jwe};
use crate::fhir::outcome::Problem;

/// The longest a link can be open.
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 366);
/// What a label and a recipient can have, in characters.
const LABEL: usize = 80;
/// The fewest and the most characters of a passcode.
const PASSCODE: std::ops::RangeInclusive<usize> = 6..=128;
/// The most files of a link.
const FILES: usize = 8;
/// What can be in a link. The gateway is told which, for the patient's list.
const WHATS: [&str; 8] = [
    "safety-plan",
    "about-me",
    "plan",
    "summary",
    "crisis-plan",
    "early-signs",
    "advance-choices",
    "communication-needs",
];
/// What files can say they hold.
const TYPES: [&str; 1] = ["application/fhir+json"];

/// A new link.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// What the patient calls it.
    pub label: String,
    /// What is in it.
    pub what: String,
    /// The passcode; none where whoever has the link may open it.
    #[serde(default)]
    pub passcode: Option<String>,
    /// When it ends, seconds since 1970.
    pub ends: i64,
    /// It can be opened once.
    pub once: bool,
    /// What is in it, encrypted.
    pub files: Vec<File>,
}

impl Given {
    /// Until when it is open, if all of it can be taken.
    ///
    /// # Errors
    /// 422 with what is wrong.
    pub fn check(&self, now: Timestamp) -> Result<Timestamp, Problem> {
        let wrong = |text: &str| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", text);
        let label = self.label.trim().chars().count();
        if !(1..=LABEL).contains(&label) || self.label.chars().any(char::is_control) {
            return Err(wrong("Give the link a name of 80 characters at most."));
        }
        if !WHATS.contains(&self.what.as_str()) {
            return Err(wrong("It is not known what the link is to show."));
        }
        if self.passcode.as_ref().is_some_and(|code| !PASSCODE.contains(&code.chars().count())) {
            return Err(wrong("A passcode has 6 characters at least, and 128 at most."));
        }
        check_files(&self.files, self.passcode.is_some())?;
        let ends =
            Timestamp::from_second(self.ends).ok().filter(|ends| *ends > now && *ends <= now + LONGEST);
        ends.ok_or_else(|| wrong("A link ends later than now, and within a year."))
    }
}

/// What a link shows anew.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anew {
    /// What is in it, encrypted under the key that it had.
    pub files: Vec<File>,
}

/// Whether files can be taken: a link without a passcode has exactly one.
///
/// # Errors
/// 422 where they can't.
pub fn check_files(files: &[File], asks: bool) -> Result<(), Problem> {
    let fit = |file: &File| TYPES.contains(&file.content_type.as_str()) && is_jwe(&file.embedded);
    let few = (1..=FILES).contains(&files.len()) && (asks || files.len() == 1);
    if few && files.iter().all(fit) {
        return Ok(());
    }
    let text = "What the link is to show has to be encrypted by the app.";
    Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", text))
}
