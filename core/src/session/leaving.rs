//! What signing out would delete for good: what waits, and what is nowhere but on this device. It is told before.

use serde_json::Value;

use super::{Account, State};
use crate::effect::{Effect, Key, Place, Wake};
use crate::outbox::{Entry, Waiting};
use crate::trouble::Trouble;
use crate::{keepsakes, links, schedule};

/// So long the other tabs have to answer, milliseconds: what one that sleeps or hangs holds is not known.
const TABS: u32 = 300;

/// A sign-out that the person is asked about.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Leaving {
    /// What is not sent.
    pub unsent: Vec<Entry>,
    /// What waits is being listed.
    listing: bool,
    /// The other tabs are being asked what they hold.
    asking: bool,
    /// Rows that are being looked up.
    looking: Vec<Key>,
    /// What else there is.
    only: Vec<Only>,
    /// Photos and songs: the row with the bytes, and the media type.
    files: Vec<(Key, String)>,
    copies: Copies,
}

/// Something that is nowhere but on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// So many photos.
    Photos(usize),
    /// So many songs.
    Songs(usize),
    /// So many things that were begun and not sent.
    Begun(usize),
    /// So many things that other tabs hold in their memory.
    Beside(usize),
    /// So many links whose keys are here.
    Links(usize),
    /// When the person wants to be asked.
    Times,
    /// What they chose for the emergency card.
    Card,
    /// Something that could not be read.
    Unread,
}

/// Copies of photos and songs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Copies {
    /// Not asked for.
    #[default]
    None,
    /// These rows are still to be saved; so many were.
    Saving(Vec<Key>, usize),
    /// So many were saved.
    Saved(usize),
    /// One of them could not be.
    Failed,
}

/// The same on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeavingView {
    /// It is still being looked up.
    pub looking: bool,
    /// So many things are not sent.
    pub unsent: usize,
    /// What else there is.
    pub only: Vec<Only>,
    /// Copies of photos and songs; `None` where there are none.
    pub copies: Option<Copies>,
}

impl Leaving {
    /// Nothing would be lost, as far as it was looked up.
    pub(super) fn is_nothing(&self) -> bool {
        !self.listing
            && !self.asking
            && self.unsent.is_empty()
            && self.only.is_empty()
            && self.looking.is_empty()
    }

    /// What waits is not known yet.
    pub(super) fn is_listing(&self) -> bool {
        self.listing
    }

    /// What waits, of what goes with a sign-out: on the device all of it, in the page's memory the person's own and what is
    /// nobody's. While it is locked it is a number alone: then it is listed again once it is open.
    pub(super) fn listed(&mut self, waiting: &Waiting, place: Place, account: &str) {
        // What somebody locked away on the device stays there when a guest goes.
        if waiting.sealed > 0 && place == Place::Device {
            return;
        }
        let theirs = |entry: &&Entry| [account, ""].contains(&entry.ticket.account.as_str());
        let goes = |entry: &&Entry| {
            place == Place::Device || waiting.place(&entry.ticket.id) == Place::Page && theirs(entry)
        };
        self.listing = false;
        self.unsent = waiting.outbox.iter().chain(&waiting.feedback).filter(goes).cloned().collect();
        if waiting.unreadable > 0 && place == Place::Device {
            self.add_unread();
        }
    }

    /// It could not be listed.
    pub(super) fn not_listed(&mut self) {
        if self.listing {
            self.listing = false;
            self.add_unread();
        }
    }

    fn add_unread(&mut self) {
        if !self.only.contains(&Only::Unread) {
            self.only.push(Only::Unread);
        }
    }

    /// Another tab told how much goes with it; `None` once they had their time. Who answers later still is added.
    pub(super) fn beside(&mut self, held: Option<usize>) {
        let Some(count) = held else {
            self.asking = false;
            return;
        };
        for only in &mut self.only {
            if let Only::Beside(before) = only {
                *before += count;
                return;
            }
        }
        self.add(count, Only::Beside);
    }

    /// The screen.
    pub(super) fn view(&self) -> LeavingView {
        LeavingView {
            looking: self.listing || self.asking || !self.looking.is_empty(),
            unsent: self.unsent.len(),
            only: self.only.clone(),
            copies: (!self.files.is_empty()).then(|| self.copies.clone()),
        }
    }

    fn add(&mut self, count: usize, only: fn(usize) -> Only) {
        if count > 0 {
            self.only.push(only(count));
        }
    }
}

/// The rows that are nowhere else, in the order in which they are told.
fn rows(account: &str) -> [Key; 4] {
    [keepsakes::row(account), links::keep_row(account), schedule::row(account), links::card_row(account)]
}

/// The person asks to sign out, with so many things begun.
pub(super) fn asked(state: &State, account: &Account, begun: usize) -> (Leaving, Vec<Effect>) {
    let mut leaving = Leaving { listing: true, asking: true, ..Leaving::default() };
    leaving.add(begun, Only::Begun);
    let mut effects = vec![Effect::ListOutbox];
    if state.device.place() == Place::Device {
        for row in rows(&account.id) {
            leaving.looking.push(row.clone());
            effects.push(Effect::Load(Place::Device, row));
        }
    }
    effects.extend([Effect::AskTabs, Effect::After(TABS, Wake::Tabs)]);
    (leaving, effects)
}

/// A row was read: one that is looked up, or one that is to be saved as a file.
pub(super) fn loaded(
    leaving: &mut Leaving,
    account: &str,
    (key, row): (&Key, &Result<Option<Value>, Trouble>),
) -> Vec<Effect> {
    if let Some(at) = leaving.looking.iter().position(|looked| looked == key) {
        leaving.looking.remove(at);
        found(leaving, account, (key, row));
        return vec![];
    }
    let Copies::Saving(left, saved) = &mut leaving.copies else { return vec![] };
    let Some(at) = left.iter().position(|wanted| wanted == key) else { return vec![] };
    left.remove(at);
    let media = leaving.files.iter().find(|(file, _)| file == key).map(|(_, media)| media.clone());
    let data = row.as_ref().ok().and_then(Option::as_ref).and_then(Value::as_str);
    let (Some(media), Some(data)) = (media, data) else {
        leaving.copies = Copies::Failed;
        return vec![Effect::Focus("copies".into())];
    };
    *saved += 1;
    let mut effects = vec![Effect::TakeFile(media, data.to_owned())];
    if left.is_empty() {
        leaving.copies = Copies::Saved(*saved);
        effects.push(Effect::Focus("copies".into()));
    }
    effects
}

fn found(leaving: &mut Leaving, account: &str, (key, row): (&Key, &Result<Option<Value>, Trouble>)) {
    let row = match row {
        Ok(Some(row)) => row,
        Ok(None) => return,
        Err(_) => return leaving.add_unread(),
    };
    let many = row.as_array().map_or(0, Vec::len);
    let [kept, made, times, _] = rows(account);
    if *key == kept {
        let mut photos = 0;
        for one in row.as_array().into_iter().flatten() {
            let text = |at: usize| one[at].as_str().unwrap_or_default();
            photos += usize::from(text(1) == "photo");
            leaving.files.push((keepsakes::bytes_row(account, text(0)), text(2).to_owned()));
        }
        leaving.add(photos, Only::Photos);
        leaving.add(many - photos, Only::Songs);
    } else if *key == made {
        leaving.add(many, Only::Links);
    } else if *key == times {
        if schedule::has_plans(row) {
            leaving.only.push(Only::Times);
        }
    } else if many > 0 {
        leaving.only.push(Only::Card);
    }
}

/// The person wants copies of photos and songs first.
pub(super) fn copies(leaving: &mut Leaving) -> Vec<Effect> {
    if matches!(leaving.copies, Copies::Saving(..)) {
        return vec![];
    }
    let rows: Vec<Key> = leaving.files.iter().map(|(row, _)| row.clone()).collect();
    leaving.copies = Copies::Saving(rows.clone(), 0);
    rows.into_iter().map(|row| Effect::Load(Place::Device, row)).collect()
}
