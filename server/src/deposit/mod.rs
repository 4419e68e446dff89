//! Sealed entries that a locked phone may still deliver. The app seals what is not sent yet to the gateway's key; a
//! device that its person has named delivers it without a session. It can write for that person, and read nothing.

mod deliver;
mod devices;
mod enclosed;
mod file;
mod keys;
mod outcome;
mod parts;
mod routes;
mod seal;
mod signature;

use std::{
    path::Path,
    sync::{Mutex, MutexGuard},
};

use jiff::Timestamp;
use rusqlite::Connection;

pub use devices::{Device, PublicKey, TERM};
pub use keys::MAX_AGE;
pub use parts::AGE;
pub use routes::routes;
pub use seal::SealingKey;

use crate::database::{self, DatabaseError};

/// What a backup keeps of it.
pub const TABLES: &str = "
CREATE TABLE IF NOT EXISTS sealing_key (
    kid TEXT PRIMARY KEY, secret BLOB NOT NULL, made INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS device (
    id TEXT PRIMARY KEY, identity TEXT NOT NULL, key BLOB NOT NULL,
    since INTEGER NOT NULL, until INTEGER NOT NULL, seen INTEGER, UNIQUE (identity, key)
) STRICT, WITHOUT ROWID;
";

/// A key that was offered must outlive a power cut: what is sealed to it can't be opened by another.
const PRAGMAS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;";

/// The sealing keys, and the devices that may deliver.
pub struct DepositBox {
    db: Mutex<Connection>,
    newest: SealingKey,
    older: Vec<SealingKey>,
    assembling: Mutex<()>,
}

impl DepositBox {
    /// Opens `gateway.db` in the data folder; makes a sealing key where there is none, or the newest is too old.
    ///
    /// # Errors
    /// When the database can't be used, or a kept key is none.
    pub fn open(folder: &Path, now: Timestamp) -> Result<Self, DatabaseError> {
        Self::with(
            database::open(&folder.join("gateway.db"), &format!("{PRAGMAS}{TABLES}{}", parts::TABLE))?,
            now,
        )
    }

    /// One that ends with the process.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn in_memory(now: Timestamp) -> Result<Self, DatabaseError> {
        Self::with(database::in_memory(&format!("{TABLES}{}", parts::TABLE))?, now)
    }

    fn with(mut db: Connection, now: Timestamp) -> Result<Self, DatabaseError> {
        let (newest, older) = keys::load(&mut db, now)?;
        parts::drop_old(&db, now)?;
        Ok(Self { db: Mutex::new(db), newest, older, assembling: Mutex::new(()) })
    }

    /// The key that the app is to seal to.
    #[must_use]
    pub fn offered(&self) -> &SealingKey {
        &self.newest
    }

    /// The key of this id, if it is one of ours.
    #[must_use]
    pub fn key(&self, kid: &str) -> Option<&SealingKey> {
        self.older.iter().chain([&self.newest]).find(|key| key.kid() == kid)
    }

    /// The turn of whoever puts a file together.
    fn assembling(&self) -> MutexGuard<'_, ()> {
        self.assembling.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn db(&self) -> Result<MutexGuard<'_, Connection>, DatabaseError> {
        self.db.lock().map_err(|_| DatabaseError::Poisoned)
    }
}
