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

/// The number of what belongs to nobody.
pub const NOBODY: i64 = 0;

/// Adds the rows of a resource.
pub fn add(db: &Connection, row: i64, kind: &str, resource: &Value) -> rusqlite::Result<()> {
    let key = sort_key(kind, resource);
    let subject = subject(db, resource)?;
    db.prepare_cached("INSERT INTO member VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![
        subject,
        kind,
        open_to_subject(resource),
        key,
        row
    ])?;
    for param in params::of(kind) {
        add_param(db, subject, row, param, resource)?;
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
    let table = format!("{} {PATHS:?} {PARAMS:?}", env!("CARGO_PKG_VERSION"));
    let change = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let known: Option<String> =
        change.query_row("SELECT value FROM setting WHERE name = 'params'", [], |r| r.get(0)).optional()?;
    if known.as_ref() != Some(&table) {
        change.execute_batch("DELETE FROM member; DELETE FROM token; DELETE FROM span;")?;
        let mut all = change.prepare("SELECT row, kind, text FROM resource")?;
        let mut rows = all.query([])?;
        while let Some(r) = rows.next()? {
            let (kind, text): (String, String) = (r.get(1)?, r.get(2)?);
            let resource: Value = serde_json::from_str(&text).unwrap_or_default();
            add(&change, r.get(0)?, &kind, &resource)?;
        }
        change.execute("INSERT OR REPLACE INTO setting VALUES ('params', ?1)", [table])?;
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

fn add_param(
    db: &Connection,
    subject: i64,
    row: i64,
    param: &Param,
    resource: &Value,
) -> rusqlite::Result<()> {
    let key = param.key();
    if param.ty == Type::Date {
        let mut insert = db.prepare_cached("INSERT OR IGNORE INTO span VALUES (?1, ?2, ?3, ?4, ?5)")?;
        for (start, stop) in values::spans(param, resource) {
            insert.execute(params![subject, key, start, stop, row])?;
        }
        return Ok(());
    }
    let tokens = match param.ty {
        Type::Token => values::tokens(param, resource),
        _ => values::exact(param, resource).into_iter().map(|code| (String::new(), code)).collect(),
    };
    let mut insert = db.prepare_cached("INSERT OR IGNORE INTO token VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (system, code) in tokens {
        insert.execute(params![subject, key, code, system, row])?;
    }
    Ok(())
}
