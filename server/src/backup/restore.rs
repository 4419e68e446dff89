//! Making a data folder from a backup.

use std::{
    fs::{self, DirBuilder},
    path::Path,
};

use rusqlite::Connection;

use super::{BESIDE, BackupError, Held, folder_of, inspect, part, settle, take::add};
use crate::{
    database, deposit, feedback, invitations, links,
    records::embedded::{self, Embedded},
};

/// What a person may have ended since the backup.
const CAN_END: [&str; 4] = ["device", "link", "link_file", "link_opened"];

/// Makes the data folder as it was, with the devices and links, or without them. It is there whole, or not at all.
///
/// # Errors
/// When the folder holds anything already, the file is no whole backup, or a newer gateway wrote it.
pub fn restore(file: &Path, data: &Path, with_devices: bool) -> Result<Held, BackupError> {
    let empty = fs::read_dir(data).map_or_else(|_| !data.exists(), |mut inside| inside.next().is_none());
    if !empty {
        return Err(BackupError::Exists(data.to_owned()));
    }
    let held = inspect(file)?;
    let (part, above) = (part(data), folder_of(data));
    fs::create_dir_all(above).map_err(BackupError::file(above))?;
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(&part).map_err(BackupError::file(&part))?;
    let done = write(file, &part, with_devices).and_then(|()| {
        settle(&part)?;
        fs::rename(&part, data).map_err(BackupError::file(data))?;
        settle(above)
    });
    if done.is_err()
        && let Err(why) = fs::remove_dir_all(&part)
    {
        tracing::warn!(%why, "what was begun of a data folder could not be removed");
    }
    done.map(|()| if with_devices { held } else { Held { devices: 0, links: 0, ..held } })
}

fn write(file: &Path, part: &Path, with_devices: bool) -> Result<(), BackupError> {
    let records = part.join("records.db");
    embedded::copy(file, &records)?;
    let of_gateway = [deposit::TABLES, invitations::TABLES, links::TABLES].concat();
    for (database, tables) in [("gateway.db", of_gateway.as_str()), ("feedback.db", feedback::TABLES)] {
        let db = database::open(&part.join(database), tables)?;
        for (table, _) in
            BESIDE.iter().filter(|(table, of)| *of == database && (with_devices || !CAN_END.contains(table)))
        {
            add(&db, table, file)?;
        }
    }
    let db = Connection::open(&records)?;
    for table in BESIDE.map(|(table, _)| table).into_iter().chain(["backup"]) {
        db.execute_batch(&format!("DROP TABLE IF EXISTS {table};"))?;
    }
    // What was dropped is not to lie about in the free pages of the records.
    db.execute_batch("PRAGMA application_id = 0; VACUUM;")?;
    drop(db);
    Embedded::open(&records)?;
    for name in ["records.db", "gateway.db", "feedback.db"] {
        settle(&part.join(name))?;
    }
    Ok(())
}
