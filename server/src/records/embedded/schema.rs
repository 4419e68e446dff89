//! The tables of what can't be made anew; the index has its own.

use rusqlite::Connection;

use crate::{access::MADE_OF, records::RecordsError};

/// The version of the tables, kept in `user_version`.
const VERSION: i64 = 1;

const TABLES: &str = "
CREATE TABLE resource (
    row INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL,
    version INTEGER NOT NULL, updated INTEGER NOT NULL, text TEXT NOT NULL,
    UNIQUE (kind, id)
) STRICT;
CREATE TABLE past (
    row INTEGER NOT NULL, version INTEGER NOT NULL, updated INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (row, version)
) STRICT;
-- Number 0 is nobody's.
CREATE TABLE subject (number INTEGER PRIMARY KEY, patient TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE ledger (
    person TEXT NOT NULL, entry TEXT NOT NULL, hash TEXT NOT NULL,
    status INTEGER NOT NULL, body TEXT NOT NULL, etag TEXT, location TEXT, at INTEGER NOT NULL,
    PRIMARY KEY (person, entry)
) STRICT, WITHOUT ROWID;
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
";

/// How often what a judge is made of was written. By triggers, so that no way of writing, and no older gateway that has the file
/// open beside this one, can leave it out.
fn count() -> String {
    let kinds = MADE_OF.map(|kind| format!("'{kind}'")).join(", ");
    // Another list has triggers of its own beside those of a list before.
    let all = MADE_OF.join("_");
    let trigger = |name: &str, row: &str| {
        format!(
            "CREATE TRIGGER IF NOT EXISTS judged_{name}_{all} AFTER {name} ON resource WHEN {row}.kind IN ({kinds})
             BEGIN UPDATE judged SET count = count + 1; END;"
        )
    };
    let triggers = [trigger("insert", "new"), trigger("update", "new"), trigger("delete", "old")].concat();
    format!(
        "CREATE TABLE IF NOT EXISTS judged (row INTEGER PRIMARY KEY CHECK (row = 1), count INTEGER NOT NULL) STRICT;
         INSERT OR IGNORE INTO judged VALUES (1, 0);
         {triggers}"
    )
}

/// Makes the tables where there are none.
///
/// # Errors
/// When the file can't be used, or a newer gateway wrote it.
pub fn prepare(db: &mut Connection) -> Result<(), RecordsError> {
    let change = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let version: i64 = change.query_row("PRAGMA user_version", [], |r| r.get(0))?;
    match version {
        0 => change.execute_batch(&format!("{TABLES} PRAGMA user_version = {VERSION};"))?,
        VERSION => {}
        newer => {
            return Err(RecordsError::Failed(format!("a newer gateway wrote this file (tables {newer})")));
        }
    }
    change.execute_batch(&count())?;
    Ok(change.commit()?)
}

/// What every connection needs. The write-ahead log lets readers go on while one writes.
///
/// # Errors
/// When the file can't be used.
pub fn tune(db: &Connection) -> rusqlite::Result<()> {
    db.busy_timeout(std::time::Duration::from_secs(10))?;
    db.set_prepared_statement_cache_capacity(64);
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA cache_size = -16000; PRAGMA mmap_size = 268435456; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON;",
    )
}
