//! What the screen of files shows.

use super::{File, Gathered, State};
use crate::now::Now;
use crate::record::{Held, Known, Shelf, Shown, together};

/// The screen of files.
#[derive(Debug, Clone, PartialEq)]
pub struct TakeawayView {
    /// How old what is held is, and whether something is there.
    pub shown: Shown,
    /// How many entries are held.
    pub entries: usize,
    /// How many of them wait to be sent.
    pub unsent: usize,
    /// So many parts of the record are still coming.
    pub coming: usize,
    /// Parts that could not be had, and are not held here.
    pub failed: Vec<Shelf>,
    /// Parts of which the newest entries alone came.
    pub cut: Vec<Shelf>,
    /// The file that is being made, how many entries it went through, and of how many.
    pub making: Option<(File, usize, usize)>,
    /// The file that was made last.
    pub made: Option<Made>,
    /// Files that can't be made before parts of the record are here.
    pub unready: Vec<File>,
}

/// A file that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Made {
    /// Which.
    pub file: File,
    /// How many entries, or lines of a table, are in it.
    pub written: usize,
    /// So many results could not be read, and are not in the table.
    pub unread: usize,
    /// So many letters and photos that stand apart from their entries are in it.
    pub files: usize,
    /// So many of them could not be had, or would have made it too large.
    pub lacking: usize,
}

/// The screen.
#[must_use]
pub fn view(state: &State, all: &[(Shelf, Held)], of: &Gathered, now: &Now) -> TakeawayView {
    let parts = |wanted: fn(&Held) -> bool| -> Vec<Shelf> {
        all.iter().filter(|(_, held)| wanted(held)).map(|(shelf, _)| *shelf).collect()
    };
    TakeawayView {
        shown: together(all, !of.is_empty(), 0, now),
        entries: of.len(),
        unsent: of.unsent(),
        coming: parts(|held| held.known.is_none() && held.trouble.is_none()).len(),
        failed: parts(|held| held.known.is_none() && held.trouble.is_some()),
        cut: parts(|held| held.known.as_ref().is_some_and(Known::is_cut)),
        making: state.making.as_ref().map(|making| {
            let through = making.at + making.files.written + making.files.lacking;
            (making.file, through, through + making.of.len() - making.at + making.files.left())
        }),
        made: state.made,
        unready: File::ALL.into_iter().filter(|file| of.lacks(file.needs())).collect(),
    }
}
