//! What a carer may keep of somebody else: copies of shelves, by the rules of `lease`.

use serde_json::Value;

use super::fetching::{known, newest_row};
use super::{Shelf, State};
use crate::now::Now;
use crate::trouble::Trouble;

/// What came of somebody just now, as it is kept.
#[must_use]
pub fn copy(state: &mut State, (patient, shelf): (&str, Shelf), now: &Now) -> Option<Value> {
    let held = state.known(patient, shelf).filter(|held| held.asking.is_none())?;
    let known = held.known.as_ref().filter(|known| known.live && known.as_of == now.time)?;
    let older = known.older.as_deref().filter(|_| known.is_cut());
    let newest = older.map_or(known.resources.len(), |older| older.newest);
    Some(newest_row(known.resources.iter().take(newest).cloned().collect(), older, now))
}

/// Whether a screen of somebody is open, with nothing on it yet.
#[must_use]
pub fn wants_copy(state: &mut State, (patient, shelf): (&str, Shelf)) -> bool {
    state.known(patient, shelf).is_some_and(|held| held.known.is_none())
}

/// What was kept of somebody is shown, until something newer comes.
pub fn put_copy(state: &mut State, (patient, shelf): (&str, Shelf), row: &mut Value) {
    let Some(held) = state.known(patient, shelf) else { return };
    if held.known.is_none() && held.trouble != Some(Trouble::NotShared) {
        held.known = known(row);
    }
}

/// What was held of somebody goes from memory too.
pub fn drop_copy(state: &mut State, (patient, shelf): (&str, Shelf)) {
    if let Some(held) = state.known(patient, shelf) {
        held.known = None;
        held.trouble = held.trouble.or(Some(Trouble::Offline));
    }
}
