//! Taking the record away.

use crate::record::Shelf;
use crate::takeaway::{File, Made};

/// Title, and the way to it.
pub const TITLE: &str = "Take my record away";
/// Under the way.
pub const HINT: &str = "Save it as files, or print a summary";
/// What the screen is for.
pub const LEAD: &str = "These files are made on this device. Nothing is sent anywhere.";
/// It is somebody else's record.
pub const NOT_YOURS: &str = "You can take away your own record, and nobody else’s.";
/// What to do then.
pub const NOT_YOURS_NEXT: &str =
    "Ask the person. They can save it themselves, and give you what they choose.";
/// Before the first file.
pub const SAFE: &str = "Keep it safe";
/// Why.
pub const SAFE_WHY: &str = "A saved file is outside of Lapwing. No passphrase protects it. Who can use this device can open it. On a shared device, do not save it, or delete it afterwards.";
/// What may be in it.
pub const HARD: &str =
    "The files hold everything, also what may be hard to read and what you hid on this device.";
/// Over what is missing.
pub const MISSING: &str = "What is not in the files";
/// What no file holds.
pub const NEVER: &str = "Who looked at your record, and whom you share it with, is not in them. You see that on the pages of sharing. Your team may hold more than this app shows. You have a right to ask them for all of it.";
/// A file that would say too little.
pub const UNREADY: &str = "Parts of your record that belong in this file are not here yet. Without them it would look as if there was nothing. When they are here, you can save it.";
/// A file is being made.
pub const MAKING: &str = "Making your file";
/// It is there.
pub const MADE: &str = "Your file is made. Your browser is saving it.";
/// Where it is then.
pub const MADE_NEXT: &str = "Look for it among your downloads.";
/// There is nothing.
pub const NOTHING: &str = "There is nothing in your record yet.";
/// What comes then.
pub const NOTHING_NEXT: &str = "When your team adds something, you can take it away here.";

/// What a file is called, what it is and for whom it is good, and the button.
#[must_use]
pub fn file(file: File) -> [&'static str; 3] {
    match file {
        File::Everything => [
            "Everything",
            "Every entry, just as it came, and what you wrote. For a new team, or another health app. People cannot read it easily. The computer form is called FHIR (JSON).",
            "Save everything",
        ],
        File::Summary => [
            "Summary for care anywhere",
            "Problems, medicines, allergies, newest results, vaccinations, treatments and your team’s plan. For somebody who treats you and does not know you, also abroad. Your check-ins, your safety plan and what you wrote about yourself are not in it. The form is called International Patient Summary (JSON).",
            "Save the summary",
        ],
        File::Results => [
            "Results as a table",
            "Tests and measurements, one on each line. Opens in a spreadsheet (CSV).",
            "Save results",
        ],
        File::Scores => [
            "Check-in scores as a table",
            "Scores of your check-ins, your notes to them, and how you rated your goals. Opens in a spreadsheet (CSV).",
            "Save scores",
        ],
    }
}

/// The summary on paper.
pub const PAPER: &str = "Summary to print";
/// What it is.
pub const PAPER_HINT: &str =
    "For you, or to hand to somebody. You choose what is on it. You can also save it as a PDF.";
/// Opens it.
pub const PAPER_OPEN: &str = "Choose and print";
/// Its title on paper.
pub const PAPER_TITLE: &str = "Summary of my record";
/// Over the choices.
pub const PAPER_PARTS: &str = "What is on it";
/// The choice of what may be hard to read.
pub const PAPER_ALL: &str = "Print what may be hard to read too";
/// Prints.
pub const PRINT: &str = "Print, or save as PDF";
/// Nothing of a part is held.
pub const NONE: &str = "Nothing in the record.";
/// A part is not here.
pub const UNKNOWN: &str = "Not looked up. There may be something.";
/// At the foot.
pub const FOOT: &str =
    "Printed by the patient from Lapwing. It may not be complete. Ask the team for what is current.";

/// So many are left out.
#[must_use]
pub fn held_back(count: usize) -> String {
    match count {
        1 => "1 entry that may be hard to read is left out.".into(),
        n => [&n.to_string(), " entries that may be hard to read are left out."].concat(),
    }
}

/// "NHS number: 999 123 4567".
#[must_use]
pub fn nhs(number: &str) -> String {
    ["NHS number: ", number].concat()
}

/// "Born 4 May 1988".
#[must_use]
pub fn born(day: &str) -> String {
    ["Born ", day].concat()
}

/// "Made on 22 November 2026".
#[must_use]
pub fn made_on(day: &str) -> String {
    ["Made on ", day].concat()
}

/// How much there is.
#[must_use]
pub fn held(entries: usize) -> String {
    match entries {
        1 => "1 entry of your record is here.".into(),
        n => [&n.to_string(), " entries of your record are here."].concat(),
    }
}

/// So many of them are not sent.
#[must_use]
pub fn unsent(count: usize) -> String {
    match count {
        1 => "1 entry that you wrote is not sent yet. It is in the files, marked as not sent, but not in the summary.".into(),
        n => [&n.to_string(), " entries that you wrote are not sent yet. They are in the files, marked as not sent, but not in the summary."].concat(),
    }
}

/// Parts that are on their way.
#[must_use]
pub fn coming(count: usize) -> String {
    match count {
        1 => "1 part of your record is still coming.".into(),
        n => [&n.to_string(), " parts of your record are still coming."].concat(),
    }
}

/// Parts that could not be had.
#[must_use]
pub fn failed(parts: &[Shelf]) -> String {
    ["Not here, and not in the files: ", &names(parts), "."].concat()
}

/// Parts that are too long.
#[must_use]
pub fn cut(parts: &[Shelf]) -> String {
    ["Only the newest are here, and in the files: ", &names(parts), "."].concat()
}

fn names(parts: &[Shelf]) -> String {
    let mut all = String::new();
    for part in parts {
        if !all.is_empty() {
            all.push_str(", ");
        }
        all.push_str(super::kept::part(*part));
    }
    all
}

/// How far it is.
#[must_use]
pub fn progress(at: usize, all: usize) -> String {
    [&at.to_string(), " of ", &all.to_string()].concat()
}

/// What is in a file that was made.
#[must_use]
pub fn made(made: Made) -> String {
    let what = match made.file {
        File::Everything | File::Summary => " entries are in it.",
        File::Results | File::Scores => " lines are in it.",
    };
    let mut said = [&made.written.to_string(), what].concat();
    if made.files > 0 {
        said.push_str(" Letters and photos in it: ");
        said.push_str(&made.files.to_string());
        said.push('.');
    }
    if made.lacking > 0 {
        said.push_str(" Letters and photos that are named in it and could not be put in: ");
        said.push_str(&made.lacking.to_string());
        said.push_str(
            ". Some may be put in when you are online. Others you can save one by one, where you open them.",
        );
    }
    if made.unread > 0 {
        said.push_str(" Could not be read, and not in it: ");
        said.push_str(&made.unread.to_string());
        said.push('.');
    }
    said
}
