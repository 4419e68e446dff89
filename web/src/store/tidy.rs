//! Parts of files that nothing needs any more: their draft went with a forgotten passphrase, or the page was closed before the
//! draft named them.

use lapwing_core::trouble::Trouble;
use lapwing_core::vault::Lock;
use wasm_bindgen::JsValue;

use super::Store;
use super::keys::Row;
use super::naming::Shelf;
use super::queue::Queue;
use crate::bridge::storage_trouble;
use crate::lock;

/// Held, shared, by every page that keeps a file, until the page is gone: nobody else knows of a file before its draft is kept.
pub(super) const LOCK: &str = "lapwing-files";

impl Store {
    /// Drops the parts of files that neither an entry that waits nor a row of this account names. Where that can't be told for sure
    /// (something is locked, or does not open, or a page is open that keeps a file) they stay.
    ///
    /// # Errors
    /// The storage's trouble: the parts may still be there.
    pub async fn tidy_files(&self, account: &str) -> Result<(), Trouble> {
        if self.lock_state() == Lock::Closed {
            return Ok(());
        }
        let mut ids = self.files().await?;
        let Some(_held) = lock::if_free(LOCK).await.filter(|_| !ids.is_empty()) else { return Ok(()) };
        // What is sent meanwhile is among what waits before its draft is gone; what becomes a draft again, the other way round.
        for look in [Look::Waiting, Look::Kept, Look::Waiting] {
            let Some(named) = self.texts(look, account).await? else { return Ok(()) };
            ids.retain(|id| !named.iter().any(|text| has(text, id.as_bytes())));
        }
        for id in ids {
            self.drop_file(&id).await?;
        }
        Ok(())
    }

    /// The files that the device has parts of.
    async fn files(&self) -> Result<Vec<String>, Trouble> {
        let mut ids: Vec<String> = vec![];
        for name in self.part_names().await? {
            let id = name.as_string().and_then(|name| Some(name.split_once('/')?.0.to_owned()));
            ids.extend(id.filter(|id| !ids.contains(id)));
        }
        Ok(ids)
    }

    /// Everything that may name a file; `None` where some of it does not open.
    async fn texts(&self, look: Look, account: &str) -> Result<Option<Vec<Vec<u8>>>, Trouble> {
        if look == Look::Kept {
            return self.device()?.opened(Shelf::Kept, account).await;
        }
        let (held, unreadable) = self.held(Queue::Outbox).await?;
        let ids = held.into_iter().map(|held| held.item.ticket.id.into_bytes()).collect();
        Ok((unreadable == 0).then_some(ids))
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Look {
    Waiting,
    Kept,
}

fn has(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|found| found == part)
}

impl super::device::Device {
    /// What is in every row of a shelf, the device's own and this account's; `None` if one opens by neither.
    async fn opened(&self, shelf: Shelf, account: &str) -> Result<Option<Vec<Vec<u8>>>, Trouble> {
        let _turn = self.turns.take().await;
        let (device, personal) = (self.device_keys().await?, self.keys_of(account).await?);
        let look = async {
            let Some((names, rows)) = self.all(&device, shelf).await? else { return Ok(None) };
            let mut plain = vec![];
            for (name, row) in names.iter().zip(rows.iter()) {
                let found = match device.open(&Row::listed(shelf, "", &name), &row).await {
                    Err(_) => personal.open(&Row::listed(shelf, account, &name), &row).await,
                    own => own,
                };
                let Ok(found) = found else { return Ok(None) };
                plain.push(found);
            }
            Ok::<_, JsValue>(Some(plain))
        };
        look.await.map_err(storage_trouble)
    }
}
