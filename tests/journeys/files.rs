//! Files in parts, as `web/src/store/parts.rs` keeps them: each part encrypted under a key of its file alone.

use std::rc::Rc;

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use lapwing_core::effect::Place;
use lapwing_core::event::Event;
use lapwing_core::outbox::{PART, Sealed, parts};
use lapwing_core::trouble::Trouble;
use lapwing_core::vault::Lock;
use sha2::{Digest, Sha256};

use crate::store::{Kept, Queue};

const STEP: usize = 16 * 1024;

/// SHA-256 over the SHA-256 of each part.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    let mut all = Sha256::new();
    for part in pieces(bytes) {
        all.update(Sha256::digest(part));
    }
    URL_SAFE_NO_PAD.encode(all.finalize())
}

fn pieces(bytes: &[u8]) -> Vec<&[u8]> {
    if bytes.is_empty() { vec![bytes] } else { bytes.chunks(PART as usize).collect() }
}

impl Kept {
    /// Keeps a file in parts: all of them, or none.
    ///
    /// # Errors
    /// No room.
    #[allow(clippy::expect_used, reason = "only tests call it")]
    pub fn keep_file(&self, place: Place, id: &str, bytes: &[u8]) -> Result<Sealed, Trouble> {
        self.store.borrow_mut().keepers.extend(self.page.as_ref().map(Rc::downgrade));
        let raw: [u8; 32] = Sha256::digest(id).into();
        let key = Aes256Gcm::new_from_slice(&raw).expect("a key");
        let size = bytes.len() as u64;
        let all = parts(size);
        for (number, plain) in (0..).zip(pieces(bytes)) {
            let mut padded = plain.to_vec();
            padded.resize(plain.len().next_multiple_of(STEP).max(STEP), 0);
            let mut nonce = [0; 12];
            nonce[8..].copy_from_slice(&u32::to_be_bytes(number));
            let bound = format!("{id}|{number}|{all}");
            let payload = Payload { msg: &padded, aad: bound.as_bytes() };
            let sealed = key.encrypt(&Nonce::from(nonce), payload).expect("encrypted");
            let name = (id.to_owned(), number);
            if let (Place::Page, Some(page)) = (place, &self.page) {
                page.borrow_mut().parts.insert(name, sealed);
                continue;
            }
            let room = self.store.borrow_mut().room();
            if let Err(trouble) = room {
                self.drop_file(id);
                return Err(trouble);
            }
            self.store.borrow_mut().parts.insert(name, sealed);
        }
        Ok(Sealed { parts: all, size, key: URL_SAFE_NO_PAD.encode(raw), digest: digest(bytes) })
    }

    /// Drops the parts of files that neither what waits nor what is kept names, unless a page that keeps a file is open or what
    /// is kept is locked.
    #[must_use]
    pub fn tidy_files(&self) -> Vec<Event> {
        let kept = self.store.borrow().keepers.iter().any(|page| page.strong_count() > 0);
        if kept || self.lock() == Lock::Closed {
            return vec![];
        }
        let waits: Vec<String> =
            self.held(Queue::Outbox).into_iter().map(|held| held.item.ticket.id).collect();
        let mut store = self.store.borrow_mut();
        let kept: Vec<String> = store.kept.values().map(ToString::to_string).collect();
        let named = |id: &String| waits.contains(id) || kept.iter().any(|row| row.contains(id.as_str()));
        store.parts.retain(|(id, _), _| named(id));
        vec![]
    }

    /// One part, encrypted.
    #[must_use]
    pub fn part(&self, id: &str, number: u32) -> Option<Vec<u8>> {
        let name = (id.to_owned(), number);
        let on_page = self.page.as_ref().and_then(|page| page.borrow().parts.get(&name).cloned());
        on_page.or_else(|| self.store.borrow().parts.get(&name).cloned())
    }

    /// Drops the parts of a file.
    pub fn drop_file(&self, id: &str) {
        self.store.borrow_mut().parts.retain(|(of, _), _| of != id);
        if let Some(page) = &self.page {
            page.borrow_mut().parts.retain(|(of, _), _| of != id);
        }
    }

    /// How many parts are kept.
    #[must_use]
    pub fn parts(&self) -> usize {
        let on_page = self.page.as_ref().map_or(0, |page| page.borrow().parts.len());
        self.store.borrow().parts.len() + on_page
    }

    /// What can go only after the entry with this id.
    pub(crate) fn waiting_for(&self, id: &str) -> Vec<String> {
        let held = self.held(Queue::Outbox).into_iter().map(|held| held.item.ticket);
        held.filter(|ticket| ticket.after == id).map(|ticket| ticket.id).collect()
    }
}
