//! Where invitations are kept, and who became which RelatedPerson by one.

use std::{
    path::Path,
    sync::{Mutex, MutexGuard},
};

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};

use super::{Code, Terms};
use crate::database::{self, DatabaseError};

/// A code is good for two days.
pub const TERM: SignedDuration = SignedDuration::from_hours(48);
/// So many codes that were none within [`WINDOW`], and no code of this person is looked at.
const WRONG: i64 = 10;
const WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// So many open invitations a patient can have.
const OPEN: i64 = 20;

/// What a backup keeps: who is which RelatedPerson. Open invitations are not in it, so that one that was used or called
/// back since the backup is not open again.
pub const TABLES: &str = "
CREATE TABLE IF NOT EXISTS carer (
    related TEXT PRIMARY KEY, identity TEXT NOT NULL
) STRICT, WITHOUT ROWID;
";

const SCHEMA: &str = "
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS invitation (
    id TEXT PRIMARY KEY, hash BLOB NOT NULL UNIQUE, patient TEXT NOT NULL, terms TEXT NOT NULL,
    made INTEGER NOT NULL, until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS wrong_invitation (identity TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
";

/// An open invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Its name; not the code.
    pub id: String,
    /// Whose record, `Patient/x`.
    pub patient: String,
    /// What is offered.
    pub terms: Terms,
    /// When the patient made it.
    pub made: Timestamp,
    /// Until when the code is good.
    pub until: Timestamp,
}

/// The invitations.
pub struct Invitations(Mutex<Connection>);

impl Invitations {
    /// Opens `gateway.db` in the data folder.
    ///
    /// # Errors
    /// When the database can't be opened.
    pub fn open(folder: &Path) -> Result<Self, DatabaseError> {
        Ok(Self(Mutex::new(database::open(&folder.join("gateway.db"), &format!("{SCHEMA}{TABLES}"))?)))
    }

    /// Invitations that end with the process.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn in_memory() -> Result<Self, DatabaseError> {
        Ok(Self(Mutex::new(database::in_memory(&format!("{SCHEMA}{TABLES}"))?)))
    }

    fn db(&self) -> Result<MutexGuard<'_, Connection>, DatabaseError> {
        self.0.lock().map_err(|_| DatabaseError::Poisoned)
    }

    /// Keeps an invitation; `false` when the patient has too many open.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn keep(&self, code: &Code, invitation: &Invitation) -> Result<bool, DatabaseError> {
        let db = self.db()?;
        db.execute("DELETE FROM invitation WHERE until <= ?1", [ms(invitation.made)])?;
        let sql = "SELECT count(*) FROM invitation WHERE patient = ?1";
        let open: i64 = db.query_row(sql, [&invitation.patient], |row| row.get(0))?;
        if open >= OPEN {
            return Ok(false);
        }
        let Invitation { id, patient, terms, made, until } = invitation;
        let terms = serde_json::to_string(terms).unwrap_or_default();
        let row = params![id, code.hash(), patient, terms, ms(*made), ms(*until)];
        db.execute("INSERT INTO invitation VALUES (?1, ?2, ?3, ?4, ?5, ?6)", row)?;
        Ok(true)
    }

    /// A patient's open invitations, the first made first.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn of(&self, patient: &str, now: Timestamp) -> Result<Vec<Invitation>, DatabaseError> {
        let db = self.db()?;
        let sql = "SELECT id, patient, terms, made, until FROM invitation WHERE patient = ?1 AND until > ?2 ORDER BY made, id";
        let mut rows = db.prepare_cached(sql)?;
        let all = rows.query_map(params![patient, ms(now)], invitation)?;
        Ok(all.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    /// Calls one back, if it is this patient's and still open.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn call_back(&self, patient: &str, id: &str) -> Result<(), DatabaseError> {
        self.db()?.execute("DELETE FROM invitation WHERE patient = ?1 AND id = ?2", [patient, id])?;
        Ok(())
    }

    /// The open invitation of this code. Every code that opens nothing goes the same way: one look by its hash, one
    /// line that it was wrong.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn find(
        &self,
        code: &Code,
        identity: &str,
        now: Timestamp,
    ) -> Result<Option<Invitation>, DatabaseError> {
        let db = self.db()?;
        let sql = "SELECT id, patient, terms, made, until FROM invitation WHERE hash = ?1 AND until > ?2";
        let found =
            db.prepare_cached(sql)?.query_row(params![code.hash(), ms(now)], invitation).optional()?;
        let found = found.flatten();
        if found.is_none() {
            wrong(&db, identity, now)?;
        }
        Ok(found)
    }

    /// Notes a code that opens nothing for this person although it is one (their own).
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn was_wrong(&self, identity: &str, now: Timestamp) -> Result<(), DatabaseError> {
        wrong(&*self.db()?, identity, now).map_err(Into::into)
    }

    /// Whether so many codes were wrong for this person lately that none is looked at.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn is_held(&self, identity: &str, now: Timestamp) -> Result<bool, DatabaseError> {
        let sql = "SELECT count(*) FROM wrong_invitation WHERE identity = ?1 AND at > ?2";
        let wrong: i64 = self.db()?.query_row(sql, params![identity, ms(now - WINDOW)], |row| row.get(0))?;
        Ok(wrong >= WRONG)
    }

    /// Uses it up for this person, who is this RelatedPerson from now on. Of two at once, one wins.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn take(
        &self,
        id: &str,
        identity: &str,
        related: &str,
        now: Timestamp,
    ) -> Result<bool, DatabaseError> {
        let mut db = self.db()?;
        let change = db.transaction()?;
        let sql = "DELETE FROM invitation WHERE id = ?1 AND until > ?2";
        let won = change.execute(sql, params![id, ms(now)])? == 1;
        if won {
            change.execute(
                "INSERT OR IGNORE INTO carer (related, identity) VALUES (?1, ?2)",
                [related, identity],
            )?;
        }
        change.commit()?;
        Ok(won)
    }

    /// The RelatedPersons (`RelatedPerson/x`) that an identity became by invitation.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn related(&self, identity: &str) -> Result<Vec<String>, DatabaseError> {
        let db = self.db()?;
        let mut rows = db.prepare_cached("SELECT related FROM carer WHERE identity = ?1 ORDER BY related")?;
        let all = rows.query_map([identity], |row| row.get(0))?;
        Ok(all.collect::<Result<_, _>>()?)
    }
}

fn wrong(db: &Connection, identity: &str, now: Timestamp) -> rusqlite::Result<()> {
    db.execute("DELETE FROM wrong_invitation WHERE at <= ?1", [ms(now - WINDOW)])?;
    db.execute("INSERT INTO wrong_invitation VALUES (?1, ?2)", params![identity, ms(now)])?;
    Ok(())
}

/// One whose terms can't be read any more is none.
fn invitation(row: &rusqlite::Row<'_>) -> rusqlite::Result<Option<Invitation>> {
    let time = |at: i64| Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH);
    let terms: String = row.get(2)?;
    let (id, patient, made, until) = (row.get(0)?, row.get(1)?, time(row.get(3)?), time(row.get(4)?));
    Ok(serde_json::from_str(&terms).ok().map(|terms| Invitation { id, patient, terms, made, until }))
}

fn ms(time: Timestamp) -> i64 {
    time.as_millisecond()
}
