//! The index rows of a resource: whose it is, its date, its tokens, references and times.

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

use crate::{
    access::{PATHS, open_to_subject, patient_of},
    fhir::{
        params::{self, PARAMS, Param, Type},
        values,
    },
};

/// The tables that can be made anew from the resources. The patient's number comes first, so that a search
/// walks one record only; `open` keeps what [`open_to_subject`] says.
const INDEX: &str = "
DROP TABLE IF EXISTS member;
DROP TABLE IF EXISTS token;
DROP TABLE IF EXISTS span;
CREATE TABLE member (
    subject INTEGER NOT NULL, kind TEXT NOT NULL, open INTEGER NOT NULL, key INTEGER NOT NULL, row INTEGER NOT NULL,
    PRIMARY KEY (subject, kind, open, key, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_row ON member (row);
CREATE TABLE token (
    subject INTEGER NOT NULL, param TEXT NOT NULL, open INTEGER NOT NULL,
    code TEXT NOT NULL, system TEXT NOT NULL, row INTEGER NOT NULL,
    PRIMARY KEY (subject, param, code, open, system, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX token_row ON token (row);
CREATE TABLE span (
    subject INTEGER NOT NULL, param TEXT NOT NULL, open INTEGER NOT NULL,
    start INTEGER NOT NULL, stop INTEGER NOT NULL, row INTEGER NOT NULL,
    PRIMARY KEY (subject, param, start, stop, open, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX span_row ON span (row);
";

/// The number of what belongs to nobody.
pub const NOBODY: i64 = 0;

/// What every index row of a resource bears.
struct Owner {
    subject: i64,
    open: bool,
    row: i64,
}

/// Adds the rows of a resource.
pub fn add(db: &Connection, row: i64, kind: &str, resource: &Value) -> rusqlite::Result<()> {
    let owner = Owner { subject: subject(db, resource)?, open: open_to_subject(resource), row };
    let Owner { subject, open, row } = owner;
    db.prepare_cached("INSERT INTO member VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![
        subject,
        kind,
        open,
        sort_key(kind, resource),
        row
    ])?;
    for param in params::of(kind) {
        add_param(db, &owner, param, resource)?;
    }
    Ok(())
}

/// Takes the rows of a resource away.
pub fn remove(db: &Connection, row: i64) -> rusqlite::Result<()> {
    for table in ["member", "token", "span"] {
        db.prepare_cached(&format!("DELETE FROM {table} WHERE row = ?1"))?.execute([row])?;
    }
    Ok(())
}

/// Makes all rows anew where another build made them: its parameters, or its rules of who may see what, may differ.
pub fn renew(db: &mut Connection) -> rusqlite::Result<()> {
    let made_by = format!("{} {PATHS:?} {PARAMS:?} {INDEX}", env!("CARGO_PKG_VERSION"));
    let change = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let known: Option<String> =
        change.query_row("SELECT value FROM setting WHERE name = 'index'", [], |r| r.get(0)).optional()?;
    if known.as_ref() != Some(&made_by) {
        change.execute_batch(INDEX)?;
        let mut all = change.prepare("SELECT row, kind, text FROM resource")?;
        let mut rows = all.query([])?;
        while let Some(r) = rows.next()? {
            let (kind, text): (String, String) = (r.get(1)?, r.get(2)?);
            let resource: Value = serde_json::from_str(&text).unwrap_or_default();
            add(&change, r.get(0)?, &kind, &resource)?;
        }
        change.execute("INSERT OR REPLACE INTO setting VALUES ('index', ?1)", [made_by])?;
    }
    change.commit()
}

/// The number of a patient, if anything of theirs is kept.
pub fn number_of(db: &Connection, patient: &str) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached("SELECT number FROM subject WHERE patient = ?1")?
        .query_row([patient], |r| r.get(0))
        .optional()
}

fn subject(db: &Connection, resource: &Value) -> rusqlite::Result<i64> {
    let Some(patient) = patient_of(resource) else { return Ok(NOBODY) };
    db.prepare_cached("INSERT OR IGNORE INTO subject (patient) VALUES (?1)")?.execute([&patient])?;
    Ok(number_of(db, &patient)?.unwrap_or(NOBODY))
}

/// The date by which the type is sorted; what has none comes first in time.
fn sort_key(kind: &str, resource: &Value) -> i64 {
    let spans = params::date_of(kind).map(|p| values::spans(p, resource)).unwrap_or_default();
    spans.first().map_or(i64::MIN, |s| s.0)
}

fn add_param(db: &Connection, owner: &Owner, param: &Param, resource: &Value) -> rusqlite::Result<()> {
    let (key, Owner { subject, open, row }) = (param.key(), owner);
    if param.ty == Type::Date {
        let mut insert = db.prepare_cached("INSERT OR IGNORE INTO span VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
        for (start, stop) in values::spans(param, resource) {
            insert.execute(params![subject, key, open, start, stop, row])?;
        }
        return Ok(());
    }
    let tokens = match param.ty {
        Type::Token => values::tokens(param, resource),
        _ => values::exact(param, resource).into_iter().map(|code| (String::new(), code)).collect(),
    };
    let mut insert = db.prepare_cached("INSERT OR IGNORE INTO token VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for (system, code) in tokens {
        insert.execute(params![subject, key, open, code, system, row])?;
    }
    Ok(())
}
