//! Rows of SQLite as stored resources.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::records::{RecordsError, Stored};

/// The columns that `stored` reads, of `resource r`.
pub const COLUMNS: &str = "r.kind, r.id, r.version, r.updated, r.text";

/// Reads one row.
pub fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let updated: i64 = row.get(3)?;
    Ok(Stored {
        kind: row.get(0)?,
        id: row.get(1)?,
        version: u64::try_from(row.get::<_, i64>(2)?).unwrap_or_default(),
        updated: Timestamp::from_millisecond(updated).unwrap_or_default(),
        text: row.get(4)?,
    })
}

/// The current version, and its row.
pub fn current(db: &Connection, kind: &str, id: &str) -> rusqlite::Result<Option<(i64, Stored)>> {
    let sql = format!("SELECT {COLUMNS}, r.row FROM resource r WHERE r.kind = ?1 AND r.id = ?2");
    db.prepare_cached(&sql)?.query_row([kind, id], |r| Ok((r.get(5)?, stored(r)?))).optional()
}

/// One version.
pub fn version(db: &Connection, kind: &str, id: &str, version: u64) -> rusqlite::Result<Option<Stored>> {
    let all = history(db, kind, id)?;
    Ok(all.into_iter().find(|s| s.version == version))
}

/// All versions, newest first.
pub fn history(db: &Connection, kind: &str, id: &str) -> rusqlite::Result<Vec<Stored>> {
    let mut statement = db.prepare_cached(
        "SELECT kind, id, version, updated, text FROM resource WHERE kind = ?1 AND id = ?2
         UNION ALL
         SELECT r.kind, r.id, p.version, p.updated, p.text FROM past p JOIN resource r ON r.row = p.row
         WHERE r.kind = ?1 AND r.id = ?2
         ORDER BY 3 DESC",
    )?;
    let found = statement.query_map([kind, id], stored)?;
    found.collect()
}

/// Every text of a type in a record.
pub fn texts_of(db: &Connection, kind: &str, subject: i64) -> rusqlite::Result<Vec<String>> {
    let mut statement = db.prepare_cached(
        "SELECT r.text FROM member m JOIN resource r ON r.row = m.row WHERE m.subject = ?1 AND m.kind = ?2 ORDER BY r.row",
    )?;
    let found = statement.query_map(params![subject, kind], |r| r.get(0))?;
    found.collect()
}

/// Every Patient.
pub fn patients(db: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    let mut statement =
        db.prepare_cached("SELECT id, text FROM resource WHERE kind = 'Patient' ORDER BY row")?;
    let found = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
    found.collect()
}

impl From<rusqlite::Error> for RecordsError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Failed(error.to_string())
    }
}
