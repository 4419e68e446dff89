//! Making a backup, while the gateway runs or not.

use std::{fs, path::Path};

use rusqlite::{Connection, OpenFlags};

use super::{BESIDE, BackupError, Held, MARK, digest, folder_of, inspect, part, settle};
use crate::{deposit, feedback, invitations, links, records::embedded};

/// Writes all of the data folder that can't be made anew into one new file (mode 0600), and proves it whole.
///
/// # Errors
/// When the file is there already, there are no records, or a database refuses. Then no file is left.
pub fn take(data: &Path, file: &Path) -> Result<Held, BackupError> {
    if fs::symlink_metadata(file).is_ok() {
        return Err(BackupError::Exists(file.to_owned()));
    }
    let records = data.join("records.db");
    if !records.is_file() {
        return Err(BackupError::NoRecords(data.to_owned()));
    }
    let part = part(file);
    let done = write(data, &records, &part).and_then(|held| {
        settle(&part)?;
        fs::rename(&part, file).map_err(BackupError::file(file))?;
        settle(folder_of(file))?;
        Ok(held)
    });
    if done.is_err()
        && let Err(why) = fs::remove_file(&part)
    {
        tracing::warn!(%why, "what was begun of a backup could not be removed");
    }
    done
}

fn write(data: &Path, records: &Path, part: &Path) -> Result<Held, BackupError> {
    embedded::copy(records, part)?;
    // No CREATE: a database that is not there is not made by looking.
    let db = Connection::open_with_flags(part, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    db.execute_batch(&format!("PRAGMA journal_mode = DELETE; PRAGMA application_id = {MARK};"))?;
    db.execute_batch(deposit::TABLES)?;
    db.execute_batch(feedback::TABLES)?;
    db.execute_batch(invitations::TABLES)?;
    db.execute_batch(links::TABLES)?;
    for (table, from) in BESIDE {
        let from = data.join(from);
        if from.is_file() {
            add(&db, table, &from)?;
        }
    }
    let digest = digest::digest(&db)?;
    db.execute_batch(digest::TABLE)?;
    db.execute("INSERT INTO backup VALUES (?1)", [digest])?;
    drop(db);
    inspect(part)
}

/// Copies a table of another database, if that has it.
pub(super) fn add(db: &Connection, table: &str, from: &Path) -> Result<(), BackupError> {
    db.execute("ATTACH ?1 AS source", [from.to_str()])?;
    let sql = "SELECT count(*) FROM source.sqlite_schema WHERE type = 'table' AND name = ?1";
    // A gateway before this one may not have had it.
    if db.query_row(sql, [table], |row| row.get::<_, i64>(0))? == 1 {
        db.execute(&format!("INSERT INTO main.{table} SELECT * FROM source.{table}"), [])?;
    }
    db.execute("DETACH source", [])?;
    Ok(())
}
