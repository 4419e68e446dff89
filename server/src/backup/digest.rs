//! A digest over every row: SQLite finds a broken page, and not a changed letter.

use rusqlite::{Connection, Row, types::ValueRef};
use sha2::{Digest, Sha256};

use crate::hex::hex;

/// The table that keeps the digest.
pub const TABLE: &str = "CREATE TABLE backup (digest TEXT NOT NULL) STRICT;";

/// SHA-256 over the tables by name, each with the sum (exclusive or) of the SHA-256 of its rows, so that the order in
/// which SQLite gives them does not matter. No two rows are the same: each table has a key.
///
/// # Errors
/// When SQLite can't read one.
pub fn digest(db: &Connection) -> rusqlite::Result<String> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'backup' ORDER BY name";
    let mut tables = db.prepare(sql)?;
    let tables = tables.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    let mut whole = Sha256::new();
    for table in tables {
        let mut select = db.prepare(&format!("SELECT * FROM {table}"))?;
        let columns = select.column_count();
        let (mut rows, mut sum) = (select.query([])?, [0; 32]);
        while let Some(row) = rows.next()? {
            for (sum, byte) in sum.iter_mut().zip(of_row(row, columns)?) {
                *sum ^= byte;
            }
        }
        whole.update(&table);
        whole.update(sum);
    }
    Ok(hex(&whole.finalize()))
}

fn of_row(row: &Row<'_>, columns: usize) -> rusqlite::Result<[u8; 32]> {
    let mut hash = Sha256::new();
    for column in 0..columns {
        let mut add = |kind: u8, bytes: &[u8]| {
            hash.update([kind]);
            hash.update(bytes.len().to_be_bytes());
            hash.update(bytes);
        };
        match row.get_ref(column)? {
            ValueRef::Null => add(0, &[]),
            ValueRef::Integer(number) => add(1, &number.to_be_bytes()),
            ValueRef::Real(number) => add(2, &number.to_be_bytes()),
            ValueRef::Text(text) => add(3, text),
            ValueRef::Blob(bytes) => add(4, bytes),
        }
    }
    Ok(hash.finalize().into())
}
