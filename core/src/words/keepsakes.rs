//! Photos and songs on this device.

use crate::keepsakes::{Kind, Problem};
use crate::words::trouble;

/// Title.
pub const TITLE: &str = "Photos and songs";
/// First words.
pub const LEAD: &str = "A face, a place, a song: what reminds you of good reasons, for hard times.";
/// Beside the link to it.
pub const HINT: &str = "What reminds you of good reasons. They stay on this device.";
/// Where they are.
pub const WHERE: &str = "They stay on this device and nowhere else. We send them to nobody. When you sign out they go, so keep the originals too.";
/// On a device of somebody else.
pub const NOT_HERE: &str = "Only on your own device";
/// Why.
pub const NOT_HERE_WHY: &str =
    "You said that this is not your own device. So we keep no photos or songs here.";
/// None yet.
pub const NONE: &str = "Nothing here yet";
/// What then.
pub const NONE_NEXT: &str = "Add one that does you good to see or hear.";
/// Adds a photo.
pub const ADD_PHOTO: &str = "Add a photo";
/// About photos.
pub const PHOTO_HINT: &str = "We make it smaller, and take out where and when it was taken.";
/// Adds a song.
pub const ADD_SONG: &str = "Add a song or a voice";
/// About songs.
pub const SONG_HINT: &str =
    "A sound file of up to 6 MB. What is written inside it, such as a title or a name, stays in it.";
/// There are twelve.
pub const NO_ROOM: &str = "There is room for 12. Take one away to add another.";
/// It is being kept.
pub const ADDING: &str = "Keeping it on this device…";
/// Said when it is there.
pub const ADDED: &str = "It is kept on this device.";
/// Label of its words.
pub const WORDS: &str = "What is it?";
/// About its words.
pub const WORDS_HINT: &str = "A screen reader reads this to you. Nobody else sees it.";
/// Wants to listen.
pub const LISTEN: &str = "Listen";
/// Its bytes are being read.
pub const OPENING: &str = "Opening it…";
/// Takes it away.
pub const REMOVE: &str = "Take it away";
/// Asked before.
pub const SURE: &str = "Take it off this device? We can’t bring it back.";
/// Yes.
pub const SURE_YES: &str = "Yes, take it away";
/// No.
pub const SURE_NO: &str = "Keep it";
/// Said when it is gone.
pub const REMOVED: &str = "It is gone from this device.";

/// What it is called where the person wrote nothing.
#[must_use]
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Photo => "A photo",
        Kind::Song => "A song",
    }
}

/// What went wrong, and what to do.
#[must_use]
pub fn problem(problem: Problem) -> (&'static str, &'static str) {
    match problem {
        Problem::TooLarge => ("This file is too large", "Choose one of up to 6 MB. A shorter piece may do."),
        Problem::Unreadable => {
            ("We could not open this file", "Choose another photo or sound. Nothing else was changed.")
        }
        Problem::Storage(found) => {
            let said = trouble::said(found);
            (said.title, said.next)
        }
    }
}
