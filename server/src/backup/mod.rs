//! One file that holds all that can't be made anew: records and ledger as they are at one moment, the sealing keys,
//! the devices, the feedback. No session is in it: after a restore everyone signs in again.

mod digest;
mod restore;
mod take;

use std::{
    fmt,
    fs::File,
    io,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OpenFlags};

pub use restore::restore;
pub use take::take;

use crate::{database::DatabaseError, records::RecordsError};

/// What marks a file as a backup of Lapwing (SQLite's `application_id`).
const MARK: i32 = 0x4c41_5057;

/// The tables beside the records, and the database of the gateway that each is from.
const BESIDE: [(&str, &str); 8] = [
    ("sealing_key", "gateway.db"),
    ("device", "gateway.db"),
    ("carer", "gateway.db"),
    ("link", "gateway.db"),
    ("link_file", "gateway.db"),
    ("link_opened", "gateway.db"),
    ("feedback", "feedback.db"),
    ("feedback_ledger", "feedback.db"),
];

/// Why there is no backup, or why it is not restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// There is something already.
    #[error("{} is there already, and nothing is overwritten", .0.display())]
    Exists(PathBuf),
    /// There is no record to keep.
    #[error("there are no records in {}", .0.display())]
    NoRecords(PathBuf),
    /// It is something else, or was damaged.
    #[error("{} is no backup of Lapwing, or was damaged: {why}", .file.display())]
    NoBackup {
        /// The file.
        file: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// A file or folder can't be made.
    #[error("{}: {why}", .file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// Why not.
        why: io::Error,
    },
    /// A database refused.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The records refused.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

impl BackupError {
    fn file(file: &Path) -> impl FnOnce(io::Error) -> Self {
        let file = file.to_owned();
        move |why| Self::File { file, why }
    }
}

impl From<rusqlite::Error> for BackupError {
    fn from(why: rusqlite::Error) -> Self {
        Self::Database(why.into())
    }
}

/// How much a backup holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Resources, in their current version.
    pub resources: i64,
    /// Entries of the ledger.
    pub ledger: i64,
    /// Sealing keys.
    pub keys: i64,
    /// Devices.
    pub devices: i64,
    /// Links that patients made.
    pub links: i64,
    /// Pieces of feedback.
    pub feedback: i64,
}

impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { resources, ledger, keys, devices, links, feedback } = self;
        write!(
            f,
            "resources {resources}, entries of the ledger {ledger}, sealing keys {keys}, devices {devices}, links {links}, feedback {feedback}"
        )
    }
}

/// Proves that a backup is whole, and counts what it holds.
///
/// # Errors
/// When it is no backup, or was damaged.
pub fn inspect(file: &Path) -> Result<Held, BackupError> {
    let counted = || -> rusqlite::Result<_> {
        let db = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let mark: i32 = db.query_row("PRAGMA application_id", [], |row| row.get(0))?;
        let whole: String = db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        let kept: String = db.query_row("SELECT digest FROM backup", [], |row| row.get(0))?;
        let whole = if kept == digest::digest(&db)? { whole } else { "some of it was changed".to_owned() };
        let count =
            |table: &str| db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0));
        let held = Held {
            resources: count("resource")?,
            ledger: count("ledger")?,
            keys: count("sealing_key")?,
            devices: count("device")?,
            links: count("link")?,
            feedback: count("feedback")?,
        };
        Ok((mark, whole, held))
    };
    let no_backup = |why: String| BackupError::NoBackup { file: file.to_owned(), why };
    match counted() {
        Ok((MARK, whole, held)) if whole == "ok" => Ok(held),
        Ok((MARK, whole, _)) => Err(no_backup(whole)),
        Ok(_) => Err(no_backup("it does not bear our mark".to_owned())),
        Err(why) => Err(no_backup(why.to_string())),
    }
}

/// The name of what is still in the making, beside what it becomes.
fn part(of: &Path) -> PathBuf {
    let mut name = of.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    of.with_file_name(name)
}

/// Puts on the disk what was written: a file, or the names in a folder.
fn settle(path: &Path) -> Result<(), BackupError> {
    File::open(path).and_then(|file| file.sync_all()).map_err(BackupError::file(path))
}

/// The folder that a path lies in.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
