//! Where links are kept. Of a link that is over, what it held and every way to it are gone at once; that there was one, and
//! who opened it, stays for the patient to see, and goes after 30 days.

use std::{
    path::Path,
    sync::{Mutex, MutexGuard},
};

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::{File, given::Given, passcode};
use crate::database::{self, DatabaseError};

/// So many wrong passcodes in its whole life, and a link is over.
pub const TRIES: i64 = 10;
/// So many open links a patient can have.
const OPEN: i64 = 20;
/// The address of a file is good for so long, and once.
pub const TICKET: SignedDuration = SignedDuration::from_mins(5);
/// So many such addresses of one link are there at once: as many as it can hold files. More than these, and the oldest go.
const TICKETS: i64 = 8;
/// What is left of a link that is over stays so long.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24 * 30);
/// So many openings of a link are listed.
const LISTED: i64 = 50;

/// What a backup keeps: links with their files, and who opened them. The way to a link is a hash of its address.
pub const TABLES: &str = "
CREATE TABLE IF NOT EXISTS link (
    id TEXT PRIMARY KEY, patient TEXT NOT NULL, address BLOB UNIQUE, label TEXT NOT NULL, what TEXT NOT NULL,
    passcode BLOB, asks INTEGER NOT NULL, once INTEGER NOT NULL, made INTEGER NOT NULL, ends INTEGER NOT NULL,
    over INTEGER, wrong INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS link_file (
    link TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, jwe TEXT NOT NULL, PRIMARY KEY (link, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS link_opened (
    link TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, recipient TEXT NOT NULL, PRIMARY KEY (link, number)
) STRICT, WITHOUT ROWID;
";

const SCHEMA: &str = "
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON;
DROP TABLE IF EXISTS link_ticket;
CREATE TABLE IF NOT EXISTS link_fetch (
    hash BLOB PRIMARY KEY, link TEXT NOT NULL, jwe TEXT NOT NULL, until INTEGER NOT NULL
) STRICT;
";

/// A link as its patient sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id; no way to it.
    pub id: String,
    /// What the patient calls it.
    pub label: String,
    /// What is in it.
    pub what: String,
    /// It asks for a passcode.
    pub asks: bool,
    /// It can be opened once.
    pub once: bool,
    /// When it ends, or would have ended.
    pub ends: Timestamp,
    /// When it was over.
    pub over: Option<Timestamp>,
    /// Wrong passcodes.
    pub wrong: i64,
    /// How often it was opened.
    pub times: i64,
    /// When, and by whom as they said: the last first.
    pub opened: Vec<(Timestamp, String)>,
}

/// What came of somebody's wish to open a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// Here it is: the id of the link, and its files.
    Files(String, Vec<File>),
    /// The passcode is wrong, and there are so many tries left.
    Wrong(i64),
    /// There is no such link: it never was, or is over.
    Nothing,
}

/// The links.
pub struct Links {
    db: Mutex<Connection>,
    /// One passcode at a time is looked at: each takes 19 MiB.
    one: Mutex<()>,
}

/// What is kept in place of an address.
#[must_use]
pub fn hash(address: &str) -> [u8; 32] {
    Sha256::new().chain_update(b"lapwing link\n").chain_update(address).finalize().into()
}

impl Links {
    /// Opens `gateway.db` in the data folder.
    ///
    /// # Errors
    /// When the database can't be opened.
    pub fn open(folder: &Path) -> Result<Self, DatabaseError> {
        Ok(Self::of(database::open(&folder.join("gateway.db"), &[SCHEMA, TABLES].concat())?))
    }

    /// Links that end with the process.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn in_memory() -> Result<Self, DatabaseError> {
        Ok(Self::of(database::in_memory(&[SCHEMA, TABLES].concat())?))
    }

    fn of(db: Connection) -> Self {
        Self { db: Mutex::new(db), one: Mutex::default() }
    }

    fn db(&self) -> Result<MutexGuard<'_, Connection>, DatabaseError> {
        self.db.lock().map_err(|_| DatabaseError::Poisoned)
    }

    /// Keeps a new link; `false` when the patient has too many open.
    ///
    /// # Errors
    /// When SQLite refuses, or the machine gives no random bytes.
    pub fn keep(
        &self,
        (id, patient, address): (&str, &str, &str),
        given: &Given,
        (now, ends): (Timestamp, Timestamp),
    ) -> Result<bool, DatabaseError> {
        let passcode = given.passcode.as_deref().map(|code| passcode::keep(code).ok_or(DatabaseError::Key));
        let passcode = passcode.transpose()?;
        let mut db = self.db()?;
        tidy(&db, now)?;
        let sql = "SELECT count(*) FROM link WHERE patient = ?1 AND over IS NULL";
        if db.query_row(sql, [patient], |row| row.get::<_, i64>(0))? >= OPEN {
            return Ok(false);
        }
        let change = db.transaction()?;
        let row = params![
            id,
            patient,
            hash(address),
            given.label.trim(),
            given.what,
            passcode,
            given.passcode.is_some(),
            given.once,
            ms(now),
            ms(ends)
        ];
        let sql = "INSERT INTO link (id, patient, address, label, what, passcode, asks, once, made, ends)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
        change.execute(sql, row)?;
        put_files(&change, id, &given.files)?;
        change.commit()?;
        Ok(true)
    }

    /// Whether a patient's link asks for a passcode, where it is open and can be opened again and again; `None` otherwise.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn lasting(&self, patient: &str, id: &str, now: Timestamp) -> Result<Option<bool>, DatabaseError> {
        let db = self.db()?;
        tidy(&db, now)?;
        let sql = "SELECT asks FROM link WHERE id = ?1 AND patient = ?2 AND over IS NULL AND once = 0";
        Ok(db.query_row(sql, [id, patient], |row| row.get(0)).optional()?)
    }

    /// Puts other files into an open link: its address, passcode, end and who opened it stay. `false` where it is over.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn refill(
        &self,
        patient: &str,
        id: &str,
        files: &[File],
        now: Timestamp,
    ) -> Result<bool, DatabaseError> {
        let mut db = self.db()?;
        tidy(&db, now)?;
        let change = db.transaction()?;
        let sql = "SELECT 1 FROM link WHERE id = ?1 AND patient = ?2 AND over IS NULL AND once = 0";
        if change.query_row(sql, [id, patient], |_| Ok(())).optional()?.is_none() {
            return Ok(false);
        }
        change.execute("DELETE FROM link_file WHERE link = ?1", [id])?;
        change.execute("DELETE FROM link_fetch WHERE link = ?1", [id])?;
        put_files(&change, id, files)?;
        change.commit()?;
        Ok(true)
    }

    /// A patient's links, the last made first.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn of_patient(&self, patient: &str, now: Timestamp) -> Result<Vec<Listed>, DatabaseError> {
        let db = self.db()?;
        tidy(&db, now)?;
        let mut rows = db.prepare_cached(
            "SELECT id, label, what, asks, once, ends, over, wrong,
                    (SELECT count(*) FROM link_opened WHERE link = link.id)
             FROM link WHERE patient = ?1 ORDER BY made DESC, id",
        )?;
        let mut all = rows.query_map([patient], listed)?.collect::<Result<Vec<_>, _>>()?;
        let mut opened = db.prepare_cached(
            "SELECT at, recipient FROM link_opened WHERE link = ?1 ORDER BY number DESC LIMIT ?2",
        )?;
        for one in &mut all {
            let rows =
                opened.query_map(params![one.id, LISTED], |row| Ok((time(row.get(0)?), row.get(1)?)))?;
            one.opened = rows.collect::<Result<_, _>>()?;
        }
        Ok(all)
    }

    /// Stops a link, if it is this patient's.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn stop(&self, patient: &str, id: &str, now: Timestamp) -> Result<(), DatabaseError> {
        let db = self.db()?;
        let sql = "SELECT id FROM link WHERE id = ?1 AND patient = ?2 AND over IS NULL";
        if db.query_row(sql, [id, patient], |_| Ok(())).optional()?.is_some() {
            end(&db, id, now)?;
        }
        // Of one that was used up a moment ago too.
        let sql = "DELETE FROM link_fetch WHERE link IN (SELECT id FROM link WHERE id = ?1 AND patient = ?2)";
        db.execute(sql, [id, patient])?;
        tidy(&db, now).map_err(Into::into)
    }

    /// Whose open link this address is, as `Patient/x`. It writes nothing: anybody may ask for anything.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn whose(&self, address: &str, now: Timestamp) -> Result<Option<String>, DatabaseError> {
        let sql = "SELECT patient FROM link WHERE address = ?1 AND over IS NULL AND ends > ?2";
        let db = self.db()?;
        Ok(db.query_row(sql, params![hash(address), ms(now)], |row| row.get(0)).optional()?)
    }

    /// Of whose link the file at such an address is, as `Patient/x`.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn whose_file(&self, address: &str, now: Timestamp) -> Result<Option<String>, DatabaseError> {
        let sql =
            "SELECT patient FROM link_fetch f JOIN link ON link.id = f.link WHERE hash = ?1 AND until > ?2";
        let db = self.db()?;
        Ok(db.query_row(sql, params![hash(address), ms(now)], |row| row.get(0)).optional()?)
    }

    /// Opens a link for whoever has its address, and its passcode where it asks for one. A wrong passcode counts for the
    /// link's whole life; of many at once each is looked at by itself.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn open_link(
        &self,
        address: &str,
        (recipient, passcode): (&str, Option<&str>),
        now: Timestamp,
    ) -> Result<Opened, DatabaseError> {
        let _one = self.one.lock().map_err(|_| DatabaseError::Poisoned)?;
        let found = {
            let db = self.db()?;
            tidy(&db, now)?;
            let sql = "SELECT id, passcode, once, wrong FROM link WHERE address = ?1 AND over IS NULL";
            db.query_row(sql, params![hash(address)], |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    row.get::<_, Option<Vec<u8>>>(1)?,
                    row.get::<_, bool>(2)?,
                    row.get::<_, i64>(3)?,
                ))
            })
            .optional()?
        };
        let Some((id, kept, once, wrong)) = found else { return Ok(Opened::Nothing) };
        if let Some(kept) = kept {
            // Nobody guesses by giving none: that is told, and not counted.
            let Some(passcode) = passcode.filter(|code| !code.is_empty()) else {
                return Ok(Opened::Wrong(TRIES - wrong));
            };
            if !passcode::is_right(passcode, &kept) {
                return self.wrong(&id, now).map(Opened::Wrong);
            }
        }
        self.give((&id, once), recipient, now)
    }

    fn wrong(&self, id: &str, now: Timestamp) -> Result<i64, DatabaseError> {
        let db = self.db()?;
        let sql = "UPDATE link SET wrong = wrong + 1 WHERE id = ?1 RETURNING wrong";
        let wrong: i64 = db.query_row(sql, [id], |row| row.get(0))?;
        if wrong >= TRIES {
            end(&db, id, now)?;
        }
        Ok((TRIES - wrong).max(0))
    }

    fn give(
        &self,
        (id, once): (&str, bool),
        recipient: &str,
        now: Timestamp,
    ) -> Result<Opened, DatabaseError> {
        let mut db = self.db()?;
        let change = db.transaction()?;
        let mut rows =
            change.prepare_cached("SELECT kind, jwe FROM link_file WHERE link = ?1 ORDER BY number")?;
        let files =
            rows.query_map([id], |row| Ok(File { content_type: row.get(0)?, embedded: row.get(1)? }))?;
        let files = files.collect::<Result<Vec<_>, _>>()?;
        drop(rows);
        // It was stopped a moment ago.
        if files.is_empty() {
            return Ok(Opened::Nothing);
        }
        let sql = "INSERT INTO link_opened (link, number, at, recipient)
                   SELECT ?1, count(*), ?2, ?3 FROM link_opened WHERE link = ?1";
        change.execute(sql, params![id, ms(now), recipient])?;
        if once {
            end(&change, id, now)?;
        }
        change.commit()?;
        Ok(Opened::Files(id.to_owned(), files))
    }

    /// Keeps a file of a link that was opened under an address of its own, for a short time, no longer than the link, and for
    /// one fetch. `false` where the link was stopped meanwhile; one for once is over by being opened, and gives its files.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn ticket(
        &self,
        (id, address): (&str, &str),
        jwe: &str,
        now: Timestamp,
    ) -> Result<bool, DatabaseError> {
        let db = self.db()?;
        let sql = "DELETE FROM link_fetch WHERE hash IN (
                     SELECT hash FROM link_fetch WHERE link = ?1 ORDER BY rowid DESC LIMIT -1 OFFSET ?2)";
        db.execute(sql, params![id, TICKETS - 1])?;
        let sql = "INSERT INTO link_fetch (hash, link, jwe, until)
                   SELECT ?1, id, ?3, min(?4, ends) FROM link WHERE id = ?2 AND (over IS NULL OR once)";
        Ok(db.execute(sql, params![hash(address), id, jwe, ms(now + TICKET)])? > 0)
    }

    /// The file at such an address, which is none any more then.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn take(&self, address: &str, now: Timestamp) -> Result<Option<String>, DatabaseError> {
        let db = self.db()?;
        tidy(&db, now)?;
        let sql = "DELETE FROM link_fetch WHERE hash = ?1 RETURNING jwe";
        Ok(db.query_row(sql, params![hash(address)], |row| row.get(0)).optional()?)
    }

    /// Ends what has ended, and forgets what is long over.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn purge(&self, now: Timestamp) -> Result<(), DatabaseError> {
        Ok(tidy(&*self.db()?, now)?)
    }
}

fn put_files(db: &Connection, id: &str, files: &[File]) -> rusqlite::Result<()> {
    for (number, file) in (0_i64..).zip(files) {
        let sql = "INSERT INTO link_file (link, number, kind, jwe) VALUES (?1, ?2, ?3, ?4)";
        db.execute(sql, params![id, number, file.content_type, file.embedded])?;
    }
    Ok(())
}

/// What it held, and every way to it, goes at once.
fn end(db: &Connection, id: &str, at: Timestamp) -> rusqlite::Result<()> {
    let sql = "UPDATE link SET over = ?2, address = NULL, passcode = NULL WHERE id = ?1";
    db.execute(sql, params![id, ms(at)])?;
    db.execute("DELETE FROM link_file WHERE link = ?1", [id])?;
    db.execute("DELETE FROM link_fetch WHERE link = ?1", [id])?;
    Ok(())
}

fn tidy(db: &Connection, now: Timestamp) -> rusqlite::Result<()> {
    let (at, long_ago) = (ms(now), ms(now - REMEMBERED));
    db.execute("DELETE FROM link_fetch WHERE until <= ?1", [at])?;
    let sql =
        "UPDATE link SET over = ends, address = NULL, passcode = NULL WHERE over IS NULL AND ends <= ?1";
    if db.execute(sql, [at])? > 0 {
        db.execute("DELETE FROM link_file WHERE link IN (SELECT id FROM link WHERE over IS NOT NULL)", [])?;
    }
    db.execute("DELETE FROM link_opened WHERE link IN (SELECT id FROM link WHERE over <= ?1)", [long_ago])?;
    db.execute("DELETE FROM link WHERE over <= ?1", [long_ago])?;
    Ok(())
}

fn listed(row: &rusqlite::Row<'_>) -> rusqlite::Result<Listed> {
    Ok(Listed {
        id: row.get(0)?,
        label: row.get(1)?,
        what: row.get(2)?,
        asks: row.get(3)?,
        once: row.get(4)?,
        ends: time(row.get(5)?),
        over: row.get::<_, Option<i64>>(6)?.map(time),
        wrong: row.get(7)?,
        times: row.get(8)?,
        opened: Vec::new(),
    })
}

fn ms(time: Timestamp) -> i64 {
    time.as_millisecond()
}

fn time(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH)
}
