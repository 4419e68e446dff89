//! Opening the gateway's own small databases.

use std::{fs::OpenOptions, io, path::Path, time::Duration};

use rusqlite::Connection;

use crate::fhir::outcome::Problem;

/// Why a database can't be used.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The file can't be made or reached.
    #[error("the file can't be opened: {0}")]
    File(#[from] io::Error),
    /// SQLite refused.
    #[error("SQLite: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// An earlier call panicked while it held the connection.
    #[error("the connection was left in an unknown state")]
    Poisoned,
    /// A sealing key that is kept does not belong to its name, or is none.
    #[error("a sealing key in gateway.db is damaged; what was sealed to it could not be opened")]
    Key,
}

/// Opens a database that only the gateway's own account can read, and runs `schema`.
///
/// # Errors
/// When the file or SQLite refuses.
pub fn open(file: &Path, schema: &str) -> Result<Connection, DatabaseError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let opened = options.open(file)?;
    // One that was there already, or was copied here, may be open to others; private keys lie in one of them.
    #[cfg(unix)]
    opened.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    drop(opened);
    prepare(Connection::open(file)?, schema)
}

/// A database in memory.
///
/// # Errors
/// When SQLite refuses.
pub fn in_memory(schema: &str) -> Result<Connection, DatabaseError> {
    prepare(Connection::open_in_memory()?, schema)
}

fn prepare(db: Connection, schema: &str) -> Result<Connection, DatabaseError> {
    db.busy_timeout(Duration::from_secs(5))?;
    db.execute_batch(schema)?;
    Ok(db)
}

impl From<DatabaseError> for Problem {
    fn from(why: DatabaseError) -> Self {
        tracing::error!(%why, "the gateway's database failed");
        Self::failed()
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::{fs, os::unix::fs::PermissionsExt};

    use super::*;

    #[test]
    fn nobody_else_reads_it_new_or_found() {
        let folder = tempfile::TempDir::new().unwrap();
        let file = folder.path().join("one.db");
        for found in [false, true] {
            if found {
                fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
            }
            drop(open(&file, "PRAGMA user_version = 1;").unwrap());
            assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600, "found: {found}");
        }
    }
}
