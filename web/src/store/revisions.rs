//! What each row of a person was left at, so that one that was put back to an older state is found.
//!
//! A row's additional data stops it from being swapped with another, not from being put back: an older ciphertext of the
//! same place opens as well as the newest. The list lies encrypted beside the rows and changes in their transaction. Who
//! puts the whole profile back puts the list back too: that is found at the next contact (FACTS: session and lock numbers).

use lapwing_core::trouble::Trouble;

use super::device::{Device, counts, named, unnamed};
use super::keys::{Keys, Row, revision};
use super::naming::{Shelf, account};
use crate::bridge::storage_trouble;

/// After the account's slash.
const ROW: &str = "revisions";
/// Of a row's name: two rows of one person that begin alike are not to be expected.
const NAME: usize = 8;
/// A name and a revision.
const LINE: usize = NAME + 4;
/// Set in the revision of a row that was dropped.
const DROPPED: u32 = 1 << 31;

/// What each row was left at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Revisions(pub(super) Vec<u8>);

/// A row as it was read, for comparing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// No such row.
    Nowhere,
    /// Kept by a build that kept no list.
    Uncounted(u32),
    /// Kept together with the list.
    Counted(u32),
}

impl At {
    /// What was read, as it opened.
    pub(super) fn of(plain: Option<&[u8]>, revision: u32) -> Self {
        match plain {
            None => Self::Nowhere,
            Some(plain) if counts(plain) => Self::Counted(revision),
            Some(_) => Self::Uncounted(revision),
        }
    }
}

impl Revisions {
    fn line(&self, name: &[u8]) -> Option<usize> {
        let name = name.get(..NAME)?;
        (0..self.0.len() / LINE).map(|at| at * LINE).find(|at| self.0.get(*at..at + NAME) == Some(name))
    }

    fn last(&self, name: &[u8]) -> Option<u32> {
        let at = self.line(name)? + NAME;
        Some(u32::from_le_bytes(*self.0.get(at..)?.first_chunk()?))
    }

    /// A row is kept, or dropped: the revision that it gets, never one that it had before, also where it was dropped
    /// meanwhile. `stored` is the one that was found.
    pub(super) fn leave(&mut self, name: &[u8], stored: u32, there: bool) -> u32 {
        let last = self.last(name);
        let next = (last.unwrap_or(0) & !DROPPED).max(stored).wrapping_add(1) & !DROPPED;
        if last.is_some() || there {
            self.set(name, if there { next } else { next | DROPPED });
        }
        next
    }

    fn set(&mut self, name: &[u8], revision: u32) {
        let Some(short) = name.get(..NAME) else { return };
        let at = self.line(name).unwrap_or_else(|| {
            self.0.extend_from_slice(short);
            self.0.extend_from_slice(&[0; LINE - NAME]);
            self.0.len() - LINE
        });
        if let Some(place) = self.0.get_mut(at + NAME..at + LINE) {
            place.copy_from_slice(&revision.to_le_bytes());
        }
    }

    /// The list by the new names. A row that was not as it was left is not so afterwards either.
    pub(super) fn renamed(&self, rows: &[Renamed]) -> Self {
        let mut list = Self::default();
        for Renamed { before: (before, at), now: (name, revision) } in rows {
            let behind = u32::from(!self.fits(before, *at));
            list.set(name, revision.wrapping_add(behind));
        }
        list
    }

    /// Whether a row is as it was left. What a build without a list kept or changed is taken as it is.
    pub(super) fn fits(&self, name: &[u8], at: At) -> bool {
        match (self.last(name), at) {
            (None, At::Counted(_)) => false,
            (None, _) => true,
            (Some(last), At::Nowhere) => last & DROPPED != 0,
            (Some(last), At::Counted(revision)) => last == revision,
            (Some(last), At::Uncounted(revision)) => last & DROPPED == 0 && last <= revision,
        }
    }
}

/// A counted row that other keys name and encrypt from now on.
pub(super) struct Renamed {
    /// What named it, and how it was found.
    pub(super) before: (Vec<u8>, At),
    /// What names it, and its revision.
    pub(super) now: (Vec<u8>, u32),
}

/// The list as this page read or wrote it last.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) keys: Keys,
    /// The row that holds the list.
    pub(super) row: Row,
    /// What that row was made by.
    revision: u32,
    account: String,
    pub(super) list: Revisions,
}

/// The id of the row that holds the list of an account.
pub(super) fn row_id(account: &str) -> String {
    [account, "/", ROW].concat()
}

/// Whether the list tells of it: what `core` keeps of a person. What waits to be sent is not in it, as the gateway's
/// ledger takes nothing twice.
pub(super) fn is_counted(shelf: Shelf, id: &str) -> bool {
    let of = account(shelf, id);
    shelf == Shelf::Kept && !of.is_empty() && id != row_id(of)
}

impl Known {
    /// The row that holds the list, as it is to be kept next: how it was found, its next revision, and what is in it.
    pub(super) fn row(&mut self) -> (u32, u32, Vec<u8>) {
        let before = self.revision;
        self.revision = before.wrapping_add(1);
        (before, self.revision, named(Shelf::Kept, &row_id(&self.account), &self.list.0))
    }
}

impl Device {
    /// The list of an account, as this page knows it, or as it is now; empty where there is none, or it does not open.
    pub(super) async fn revisions(&self, of: &str, as_known: bool) -> Result<Known, Trouble> {
        let generation = self.keys_of(of).await?.generation;
        let same = |known: &Known| known.account == of && known.keys.generation == generation;
        if let Some(known) = self.revisions.take().filter(|known| as_known && same(known)) {
            return Ok(known);
        }
        let (keys, row, stored) = self.find(Shelf::Kept, &row_id(of)).await?;
        let revision = revision(&stored).map_err(storage_trouble)?;
        let plain = keys.open(&row, &stored).await.unwrap_or_default();
        let list = Revisions(unnamed(&plain).map_or_else(Vec::new, |(_, list)| list.to_vec()));
        Ok(Known { keys, row, account: of.into(), revision, list })
    }

    /// `None` if a row is as it was left; else what the list was at that tells otherwise. Two tellings alike, the row
    /// read between them, say that it is so: else another tab came between.
    pub(super) async fn not_as_left(&self, id: &str, row: &Row, at: At) -> Result<Option<u32>, Trouble> {
        let of = account(Shelf::Kept, id);
        let name = row.key.to_vec();
        let mut told = None;
        for as_known in [true, false] {
            let known = self.revisions(of, as_known).await?;
            told = (!known.list.fits(&name, at)).then_some(known.revision);
            self.know(Some(known));
            if told.is_none() {
                break;
            }
        }
        Ok(told)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::device::Vault;

    const ONE: &[u8] = &[1; 32];
    const TWO: &[u8] = &[2; 32];

    #[test]
    fn a_row_fits_as_it_was_left_and_no_other_way() {
        let mut list = Revisions::default();
        assert!(list.fits(ONE, At::Nowhere));
        assert!(list.fits(ONE, At::Uncounted(3)), "from before there was a list");
        assert!(!list.fits(ONE, At::Counted(3)), "the list is gone, or older");
        assert_eq!(list.leave(ONE, 6, true), 7);
        assert_eq!(list.leave(TWO, 1, true), 2);
        let table = [
            (At::Counted(7), true),
            (At::Counted(6), false),
            (At::Counted(8), false),
            (At::Nowhere, false),
            (At::Uncounted(6), false),
            (At::Uncounted(8), true),
        ];
        for (at, fits) in table {
            assert_eq!(list.fits(ONE, at), fits, "{at:?}");
        }
        assert!(list.fits(TWO, At::Counted(2)), "another row");
        assert_eq!(list.leave(ONE, 7, false), 8);
        for (at, fits) in [(At::Nowhere, true), (At::Counted(7), false), (At::Uncounted(9), false)] {
            assert_eq!(list.fits(ONE, at), fits, "dropped, {at:?}");
        }
    }

    #[test]
    fn no_revision_comes_twice() {
        let mut list = Revisions::default();
        assert_eq!(list.leave(TWO, 0, false), 1);
        assert_eq!(list, Revisions::default(), "nothing was there");
        assert_eq!(list.leave(ONE, 4, true), 5, "from before there was a list");
        assert_eq!(list.leave(ONE, 5, false), 6);
        assert_eq!(list.leave(ONE, 0, true), 7, "kept again after it was dropped");
    }

    #[test]
    fn under_other_names_it_tells_the_same() {
        let mut list = Revisions::default();
        list.set(ONE, 5);
        list.set(TWO, 2);
        let row = |name: &[u8], at, now: u8| Renamed {
            before: (name.into(), At::Counted(at)),
            now: (vec![now; 32], at + 1),
        };
        let renamed = list.renamed(&[row(ONE, 5, 8), row(TWO, 1, 9)]);
        assert!(renamed.fits(&[8; 32], At::Counted(6)));
        assert!(!renamed.fits(&[9; 32], At::Counted(2)), "it was put back before");
    }

    #[test]
    fn a_lock_drops_the_list_and_the_keys_in_it() {
        let list = || {
            let (keys, row) = (Keys::none(1.0), Row::nowhere());
            Some(Known { keys, row, revision: 1, account: "asha".into(), list: Revisions::default() })
        };
        let device = Device::default();
        device.set_vault(Vault::Open(Keys::none(1.0)));
        device.know(list());
        assert!(device.revisions.borrow().is_some());
        device.set_vault(Vault::Closed);
        assert!(device.revisions.borrow().is_none());
        device.know(list());
        assert!(device.revisions.borrow().is_none(), "what was under way brings it back to nobody");
    }

    #[test]
    fn the_list_is_of_what_core_keeps_of_a_person() {
        let table = [
            (Shelf::Kept, "asha/safety-plan", true),
            (Shelf::Kept, "asha/revisions", false),
            (Shelf::Kept, "/device", false),
            (Shelf::Copies, "asha/e-1", false),
            (Shelf::Outbox, "e-1", false),
        ];
        for (shelf, id, counted) in table {
            assert_eq!(is_counted(shelf, id), counted, "{id}");
        }
    }
}
