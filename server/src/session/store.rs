//! Where sessions are kept: a restart of the gateway ends none.

use std::{
    path::Path,
    sync::{Mutex, MutexGuard},
};

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};

use super::token::Token;
use crate::database::{self, DatabaseError};

/// A session ends when nothing was asked for this long.
pub const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// A session ends this long after the sign-in, whatever happens.
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);
/// So many wrong codes end the session.
pub const WRONG_CODES: i64 = 5;
/// So many wrong codes for one person, over all sessions, within [`WINDOW`].
const WRONG_CODES_OF_ONE: i64 = 20;
const WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// The time of the last request is written at most this often; a session may end that much earlier.
const STEP: SignedDuration = SignedDuration::from_secs(5);

const SCHEMA: &str = "
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS session (
    hash BLOB PRIMARY KEY, identity TEXT NOT NULL, began INTEGER NOT NULL,
    auth_time INTEGER NOT NULL, seen INTEGER NOT NULL, wrong INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS wrong_code (identity TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
";

/// A session in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The id of the identity that is signed in.
    pub identity: String,
    /// When it began.
    pub began: Timestamp,
    /// When the person last proved who they are.
    pub auth_time: Timestamp,
    /// When something was last asked.
    pub seen: Timestamp,
}

impl Session {
    /// When it ends if nothing more is asked.
    #[must_use]
    pub fn idle_until(&self) -> Timestamp {
        (self.seen + IDLE).min(self.until())
    }

    /// When it ends at the latest.
    #[must_use]
    pub fn until(&self) -> Timestamp {
        self.began + ABSOLUTE
    }
}

/// What came of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    /// It was wrong; another try is open.
    Wrong,
    /// It was wrong once too often, and the session is over.
    Ended,
}

/// The sessions.
pub struct Sessions(Mutex<Connection>);

impl Sessions {
    /// Opens `gateway.db` in the data folder.
    ///
    /// # Errors
    /// When the database can't be opened.
    pub fn open(folder: &Path) -> Result<Self, DatabaseError> {
        Ok(Self(Mutex::new(database::open(&folder.join("gateway.db"), SCHEMA)?)))
    }

    /// Sessions that end with the process.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn in_memory() -> Result<Self, DatabaseError> {
        Ok(Self(Mutex::new(database::in_memory(SCHEMA)?)))
    }

    pub(super) fn db(&self) -> Result<MutexGuard<'_, Connection>, DatabaseError> {
        self.0.lock().map_err(|_| DatabaseError::Poisoned)
    }

    /// Begins a session for an identity, and clears away those that are over.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn begin(&self, token: &Token, identity: &str, now: Timestamp) -> Result<Session, DatabaseError> {
        let db = self.db()?;
        let (idle, absolute) = (ms(now - IDLE), ms(now - ABSOLUTE));
        db.execute("DELETE FROM session WHERE seen <= ?1 OR began <= ?2", params![idle, absolute])?;
        let at = ms(now);
        let sql = "INSERT INTO session (hash, identity, began, auth_time, seen) VALUES (?1, ?2, ?3, ?3, ?3)";
        db.execute(sql, params![token.hash(), identity, at])?;
        let now = time(at);
        Ok(Session { identity: identity.to_owned(), began: now, auth_time: now, seen: now })
    }

    /// The session of this token, if it is in force. A quiet request does not keep it awake.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn find(&self, token: &Token, now: Timestamp, quiet: bool) -> Result<Option<Session>, DatabaseError> {
        let db = self.db()?;
        let hash = token.hash();
        let sql = "SELECT identity, began, auth_time, seen FROM session WHERE hash = ?1";
        let found = db.prepare_cached(sql)?.query_row([hash], |row| {
            let at = |n| row.get(n).map(time);
            Ok(Session { identity: row.get(0)?, began: at(1)?, auth_time: at(2)?, seen: at(3)? })
        });
        let Some(mut session) = found.optional()? else { return Ok(None) };
        if now >= session.idle_until() {
            db.execute("DELETE FROM session WHERE hash = ?1", [hash])?;
            return Ok(None);
        }
        if !quiet && now.duration_since(session.seen) >= STEP {
            db.execute("UPDATE session SET seen = ?2 WHERE hash = ?1", params![hash, ms(now)])?;
            session.seen = time(ms(now));
        }
        Ok(Some(session))
    }

    /// The person has proved again who they are.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn confirm(&self, token: &Token, now: Timestamp) -> Result<(), DatabaseError> {
        let sql = "UPDATE session SET auth_time = ?2, wrong = 0 WHERE hash = ?1";
        self.db()?.execute(sql, params![token.hash(), ms(now)])?;
        Ok(())
    }

    /// Counts a wrong code, and ends the session with the fifth.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn wrong_code(&self, token: &Token, identity: &str, now: Timestamp) -> Result<Tried, DatabaseError> {
        let mut db = self.db()?;
        let change = db.transaction()?;
        change.execute("DELETE FROM wrong_code WHERE at <= ?1", [ms(now - WINDOW)])?;
        change
            .execute("INSERT INTO wrong_code (identity, at) VALUES (?1, ?2)", params![identity, ms(now)])?;
        change.execute("UPDATE session SET wrong = wrong + 1 WHERE hash = ?1", [token.hash()])?;
        let sql = "DELETE FROM session WHERE hash = ?1 AND wrong >= ?2";
        let ended = change.execute(sql, params![token.hash(), WRONG_CODES])? > 0;
        change.commit()?;
        Ok(if ended { Tried::Ended } else { Tried::Wrong })
    }

    /// Whether so many codes were wrong for this person lately that none is taken.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn is_held(&self, identity: &str, now: Timestamp) -> Result<bool, DatabaseError> {
        let sql = "SELECT count(*) FROM wrong_code WHERE identity = ?1 AND at > ?2";
        let wrong: i64 = self.db()?.query_row(sql, params![identity, ms(now - WINDOW)], |row| row.get(0))?;
        Ok(wrong >= WRONG_CODES_OF_ONE)
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn end(&self, token: &Token) -> Result<(), DatabaseError> {
        self.db()?.execute("DELETE FROM session WHERE hash = ?1", [token.hash()])?;
        Ok(())
    }
}

fn ms(time: Timestamp) -> i64 {
    time.as_millisecond()
}

/// Only what [`ms`] made comes back, so that no time is out of range; were one, the session is over.
pub(super) fn time(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH)
}
