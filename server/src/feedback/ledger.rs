//! Which ids came, so that a replay is kept once. It knows no time: only in which stretch of 15 days an id came, and
//! the stretch before the last is forgotten.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Kept, Said};
use crate::hex::hex;

/// Seconds of a stretch: two of them are 30 days.
const STRETCH: i64 = 15 * 86_400;

fn stretch(now: Timestamp) -> i64 {
    now.as_second().div_euclid(STRETCH)
}

/// Enters an id with what came under it, if it is not there, and forgets what is old.
pub(super) fn enter(db: &Connection, id: Uuid, said: &Said, now: Timestamp) -> rusqlite::Result<Kept> {
    purge(db, now)?;
    let (id, body) = (id.to_string(), digest(id, said));
    let sql = "SELECT body FROM feedback_ledger WHERE id = ?1";
    let known: Option<String> = db.query_row(sql, [&id], |row| row.get(0)).optional()?;
    if let Some(known) = known {
        return Ok(if known == body { Kept::Before } else { Kept::Other });
    }
    db.execute("INSERT INTO feedback_ledger VALUES (?1, ?2, ?3)", params![id, body, stretch(now)])?;
    Ok(Kept::New)
}

/// Forgets the stretches before the last. One that is to come is from a clock that was wrong.
pub(super) fn purge(db: &Connection, now: Timestamp) -> rusqlite::Result<()> {
    let last = stretch(now) - 1;
    let sql = "DELETE FROM feedback_ledger WHERE stretch NOT BETWEEN ?1 AND ?1 + 1";
    db.execute(sql, [last]).map(drop)
}

/// Salted by the id: equal answers of two people don't look equal.
fn digest(id: Uuid, said: &Said) -> String {
    let mut hash = Sha256::new();
    hash.update(id);
    for part in [said.answer.code(), &said.why, &said.better] {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    hex(&hash.finalize())
}
