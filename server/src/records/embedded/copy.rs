//! A copy of the whole file as it is at one moment, while others read and write.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::pool::private;
use crate::records::RecordsError;

/// Copies records and ledger, all as they are at one moment, into a file that is not there yet (mode 0600). Where
/// other tables lie beside them, they come too.
///
/// # Errors
/// When there is nothing to copy, or SQLite refuses.
pub fn copy(from: &Path, to: &Path) -> Result<(), RecordsError> {
    // No CREATE: a mistyped folder is not to become an empty record.
    let db = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    db.busy_timeout(std::time::Duration::from_secs(10))?;
    private(to).map_err(|e| RecordsError::Failed(format!("{}: {e}", to.display())))?;
    let name = to.to_str().ok_or_else(|| RecordsError::Failed("the file's name is not UTF-8".to_owned()))?;
    // VACUUM INTO reads in one transaction, and takes an empty file for none.
    db.execute("VACUUM INTO ?1", [name])?;
    Ok(())
}
