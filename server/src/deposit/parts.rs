//! Parts of a file that a device delivers before the entry that brings it: ciphertext under a key that only that entry has.
//!
//! They are kept apart from the records, for some days, under who sent them: nobody reaches what somebody else sent, and
//! what the gateway has is told of the own entry alone. A backup holds none: the device has them until the file is written.

use std::sync::Arc;

use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, TransactionBehavior, params};
use serde_json::json;
use uuid::Uuid;

use super::{
    DepositBox,
    deliver::{Delivery, entry_of, known, signer},
    outcome,
};
use crate::{
    Gateway, body,
    database::DatabaseError,
    fhir::{self, Reply, outcome::Problem},
};

/// The bytes of a part before it is encrypted; the last one may have fewer.
pub const PART: usize = 128 * 1024;
/// The largest file, in bytes.
pub const LARGEST: usize = 10_000_000;
/// So many parts has the largest one.
const MOST_PARTS: usize = LARGEST.div_ceil(PART);
/// AES-GCM adds these.
const TAG: usize = 16;
/// Parts of one person, of all their files together, in bytes.
const OF_ONE: usize = 32 << 20;
/// Parts of everybody, in bytes.
const OF_ALL: usize = 1 << 30;
/// A file of which nothing came for so long is dropped; the device sends it again.
pub const AGE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Not in a backup.
pub const TABLE: &str = "
CREATE TABLE IF NOT EXISTS file_part (
    identity TEXT NOT NULL, entry TEXT NOT NULL, part INTEGER NOT NULL,
    at INTEGER NOT NULL, size INTEGER NOT NULL, bytes BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS file_part_place ON file_part (identity, entry, part);
CREATE INDEX IF NOT EXISTS file_part_room ON file_part (identity, entry, at, size);
";

/// What became of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is kept; this is the first that is missing.
    Next(u32),
    /// This person has too many here.
    TooMany,
    /// There is no room for anybody's.
    NoRoom,
}

impl DepositBox {
    /// Keeps a part of this person's file, in the place of the one that was there.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn take_part(
        &self,
        (identity, entry, part): (&str, Uuid, u32),
        bytes: &[u8],
        now: Timestamp,
    ) -> Result<Taken, DatabaseError> {
        let entry = entry.to_string();
        let mut db = self.db()?;
        let change = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        drop_old(&change, now)?;
        change.execute(
            "DELETE FROM file_part WHERE identity = ?1 AND entry = ?2 AND part = ?3",
            params![identity, entry, part],
        )?;
        let room = |sql: &str, of: &[&dyn rusqlite::ToSql]| -> rusqlite::Result<usize> {
            let used: i64 = change.query_row(sql, of, |row| row.get(0))?;
            Ok(usize::try_from(used).unwrap_or(usize::MAX).saturating_add(bytes.len()))
        };
        if room("SELECT COALESCE(SUM(size), 0) FROM file_part WHERE identity = ?1", &[&identity])? > OF_ONE {
            return Ok(Taken::TooMany);
        }
        if room("SELECT COALESCE(SUM(size), 0) FROM file_part", &[])? > OF_ALL {
            return Ok(Taken::NoRoom);
        }
        change.execute(
            "INSERT INTO file_part (identity, entry, part, at, size, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                identity,
                entry,
                part,
                now.as_millisecond(),
                i64::try_from(bytes.len()).unwrap_or(0),
                bytes
            ],
        )?;
        let next = next(&change, identity, &entry)?;
        change.commit()?;
        Ok(Taken::Next(next))
    }

    /// The first part of this person's file that is missing.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn next_part(&self, identity: &str, entry: Uuid) -> Result<u32, DatabaseError> {
        Ok(next(&*self.db()?, identity, &entry.to_string())?)
    }

    /// One part of this person's file.
    ///
    /// # Errors
    /// When SQLite refuses, or it is not there.
    pub fn part(&self, identity: &str, entry: Uuid, part: u32) -> Result<Vec<u8>, DatabaseError> {
        let sql = "SELECT bytes FROM file_part WHERE identity = ?1 AND entry = ?2 AND part = ?3";
        Ok(self.db()?.query_row(sql, params![identity, entry.to_string(), part], |row| row.get(0))?)
    }

    /// Drops the parts of this person's file.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn drop_parts(&self, identity: &str, entry: Uuid) -> Result<(), DatabaseError> {
        let of = params![identity, entry.to_string()];
        self.db()?.execute("DELETE FROM file_part WHERE identity = ?1 AND entry = ?2", of)?;
        Ok(())
    }
}

/// Drops the files of which nothing came for long.
pub fn drop_old(db: &Connection, now: Timestamp) -> rusqlite::Result<usize> {
    let old = "SELECT identity, entry FROM file_part GROUP BY identity, entry HAVING MAX(at) < ?1";
    let sql = format!("DELETE FROM file_part WHERE (identity, entry) IN ({old})");
    db.execute(&sql, [(now - AGE).as_millisecond()])
}

fn next(db: &Connection, identity: &str, entry: &str) -> rusqlite::Result<u32> {
    let mut rows =
        db.prepare_cached("SELECT part FROM file_part WHERE identity = ?1 AND entry = ?2 ORDER BY part")?;
    let mut rows = rows.query([identity, entry])?;
    let mut next = 0;
    while let Some(row) = rows.next()? {
        if row.get::<_, u32>(0)? != next {
            break;
        }
        next += 1;
    }
    Ok(next)
}

/// `PUT /deposit/entries/{entry}/parts/{part}`: signed by a device as an entry is.
///
/// # Errors
/// What kind of thing is wrong.
pub async fn take(
    State(gateway): State<Arc<Gateway>>,
    Path((entry, part)): Path<(String, String)>,
    request: Request,
) -> Result<Reply, Problem> {
    let taken = receive(&gateway, (entry, part), request).await;
    taken.map_err(|problem| outcome::kind_of(&problem))
}

async fn receive(
    gateway: &Arc<Gateway>,
    (entry, part): (String, String),
    request: Request,
) -> Result<Reply, Problem> {
    let (parts, body) = request.into_parts();
    let signed = match known(gateway, &parts).await {
        Ok(signed) => signed,
        Err(problem) => {
            body::let_go(body, PART + TAG).await;
            return Err(problem);
        }
    };
    let base = fhir::base(&parts.headers);
    let body = body::read(body, PART + TAG).await?;
    let delivery = Delivery { signed, path: parts.uri.path().to_owned(), entry, base, body };
    gateway.blocking(move |gateway| keep(gateway, &delivery, &part)).await
}

fn keep(gateway: &Gateway, delivery: &Delivery, part: &str) -> Result<Reply, Problem> {
    let device = signer(gateway, delivery)?;
    let entry = entry_of(&delivery.entry)?;
    let number: u32 = part.parse().map_err(|_| Problem::invalid(""))?;
    let is_one = number.to_string() == *part && usize::try_from(number).is_ok_and(|at| at < MOST_PARTS);
    if !is_one || delivery.body.len() <= TAG {
        return Err(Problem::invalid(""));
    }
    let place = (device.identity.as_str(), entry, number);
    match gateway.deposit.take_part(place, &delivery.body, gateway.clock.now())? {
        Taken::Next(next) => Ok(told(StatusCode::OK, entry, next)),
        Taken::TooMany => Err(Problem::new(StatusCode::TOO_MANY_REQUESTS, "throttled", "")),
        Taken::NoRoom => Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, "transient", "")),
    }
}

/// The first part that is missing, and nothing else.
pub fn told(status: StatusCode, entry: Uuid, next: u32) -> Reply {
    // Text, as the app's worker reads no numbers.
    let body = json!({"id": entry.to_string(), "next": next.to_string()}).to_string();
    Reply { status, ..Reply::ok(body) }
}
