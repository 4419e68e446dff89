//! What was written since, by any process that has the file open.
//!
//! Both tables only ever grow, and SQLite numbers their rows upwards, in the order of the commits: one writes at a time. So two
//! numbers say how far one has read, without a clock, and without a table of their own. Nothing vacuums the file in place,
//! which could number the rows of `past` anew.

use rusqlite::{Connection, params};

use super::rows::{COLUMNS, stored};
use crate::records::{Progress, Since, Stored};

/// So many of each kind come at a time.
const MOST: usize = 256;

/// A part of what was written since; without a progress nothing, and where it stands.
pub fn since(db: &Connection, progress: Option<Progress>) -> rusqlite::Result<Since> {
    let Some(Progress { made, past }) = progress else {
        let last =
            |sql| db.prepare_cached(sql)?.query_row([], |r| Ok(r.get::<_, Option<i64>>(0)?.unwrap_or(0)));
        let now = Progress {
            made: last("SELECT max(row) FROM resource")?,
            past: last("SELECT max(rowid) FROM past")?,
        };
        return Ok(Since { now, ..Since::default() });
    };
    let new = format!("SELECT {COLUMNS}, r.row FROM resource r WHERE r.row > ?1 ORDER BY r.row LIMIT ?2");
    let newer = format!(
        "SELECT {COLUMNS}, p.rowid FROM past p CROSS JOIN resource r ON r.row = p.row WHERE p.rowid > ?1
         ORDER BY p.rowid LIMIT ?2"
    );
    let (mut changed, made, some) = part(db, &new, made)?;
    let (again, past, others) = part(db, &newer, past)?;
    changed.extend(again);
    Ok(Since { changed, now: Progress { made, past }, more: some || others })
}

/// What stands after a row, the last row of it, and whether there is more.
fn part(db: &Connection, sql: &str, after: i64) -> rusqlite::Result<(Vec<Stored>, i64, bool)> {
    let mut statement = db.prepare_cached(sql)?;
    let found =
        statement.query_map(params![after, MOST as i64], |r| Ok((stored(r)?, r.get::<_, i64>(5)?)))?;
    let found = found.collect::<rusqlite::Result<Vec<_>>>()?;
    let last = found.last().map_or(after, |(_, row)| *row);
    let more = found.len() == MOST;
    Ok((found.into_iter().map(|(stored, _)| stored).collect(), last, more))
}
