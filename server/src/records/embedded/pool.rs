//! Connections: one that writes, a few that read.

use std::{
    fs::{File, OpenOptions},
    io,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use rusqlite::Connection;

use super::schema;
use crate::records::RecordsError;

/// How many idle readers are kept; more are opened when needed and closed afterwards.
const IDLE: usize = 8;

/// The connections to one file.
pub struct Pool {
    file: PathBuf,
    writer: Mutex<Connection>,
    idle: Mutex<Vec<Connection>>,
}

impl Pool {
    /// Opens the file, or makes it.
    pub fn new(file: &Path) -> Result<Self, RecordsError> {
        private(file).map_err(|e| RecordsError::Failed(format!("{}: {e}", file.display())))?;
        let writer = Mutex::new(connect(file)?);
        Ok(Self { file: file.to_owned(), writer, idle: Mutex::default() })
    }

    /// Runs `work` on the one connection that writes.
    pub fn write<T>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, RecordsError>,
    ) -> Result<T, RecordsError> {
        work(&mut held(&self.writer))
    }

    /// Runs `work` on a connection that reads.
    pub fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, RecordsError>,
    ) -> Result<T, RecordsError> {
        let idle = held(&self.idle).pop();
        let db = match idle {
            Some(db) => db,
            None => connect(&self.file)?,
        };
        let result = work(&db);
        let mut idle = held(&self.idle);
        if idle.len() < IDLE && db.is_autocommit() {
            idle.push(db);
        }
        result
    }
}

/// A panic while a connection was held rolled its transaction back, so the connection can be used on.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

fn connect(file: &Path) -> Result<Connection, RecordsError> {
    let db = Connection::open(file)?;
    schema::tune(&db)?;
    Ok(db)
}

/// Makes the file readable by its owner only; SQLite gives its log files the same mode.
pub fn private(file: &Path) -> io::Result<File> {
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
    let opened = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(file)?;
    opened.set_permissions(std::fs::Permissions::from_mode(0o600))?;
    Ok(opened)
}
