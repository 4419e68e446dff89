//! One order, one SQLite transaction.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::{index, rows};
use crate::{
    access::Refusal,
    records::{
        Answer, Before, Change, Condition, LedgerEntry, Order, Origin, Outcome, RecordsError, Rejection,
        Stored, Write, Written,
    },
};

/// Makes every write of the order and its ledger line, or nothing.
pub fn commit(db: &mut Connection, order: &Order<'_>) -> Result<Outcome, RecordsError> {
    let change = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if let Some(entry) = order.ledger
        && let Some((hash, answer)) = answered(&change, entry)?
    {
        return if hash == entry.hash {
            Ok(Outcome::Replayed(answer))
        } else {
            Err(RecordsError::LedgerClash)
        };
    }
    let mut written = Vec::with_capacity(order.writes.len());
    for (entry, write) in order.writes.iter().enumerate() {
        let made = make(&change, order, write)?.map_err(|why| RecordsError::Rejected { entry, why })?;
        written.push(made);
    }
    let answer = (order.answer)(&written);
    if let Some(entry) = order.ledger {
        note(&change, entry, &answer, order.now.as_millisecond())?;
    }
    change.commit()?;
    Ok(Outcome::Done(answer, written))
}

fn make(
    db: &Connection,
    order: &Order<'_>,
    write: &Write,
) -> Result<Result<Written, Rejection>, RecordsError> {
    let document = &write.document;
    let before = rows::current(db, &document.kind, &document.id)?;
    let before_value = before.as_ref().map(|(_, stored)| stored.value()).transpose()?;
    let mut refusal = None;
    if write.origin == Origin::Person {
        // What would not be taken where nothing is is refused in the same words where something is: neither a refusal
        // nor a conflict tells that there is an entry which is not for this person to see.
        if let Err(why) = (order.check)(Before::Whatever, &document.value) {
            return Ok(Err(Rejection::Refused(why)));
        }
        refusal = (order.check)(Before::Is(before_value.as_ref()), &document.value).err();
        if refusal == Some(Refusal::NotShared) {
            let missing = matches!(write.condition, Condition::Matches(_));
            let why = if missing { Rejection::Stale } else { Rejection::Refused(Refusal::NotShared) };
            return Ok(Err(why));
        }
    }
    match (write.condition, &before) {
        (Condition::New, Some(_)) => return Ok(Err(Rejection::Exists)),
        (Condition::Matches(_), None) => return Ok(Err(Rejection::Stale)),
        (Condition::Matches(version), Some((_, stored))) if stored.version != version => {
            return Ok(Err(Rejection::Stale));
        }
        (Condition::IfStill(version), Some((_, stored))) if stored.version != version => {
            return Ok(Ok(Written { stored: stored.clone(), change: Change::Differs }));
        }
        (Condition::IfOther, Some((_, stored)))
            if before_value.as_ref().is_some_and(|b| document.says_the_same_as(b)) =>
        {
            return Ok(Ok(Written { stored: stored.clone(), change: Change::Same }));
        }
        (Condition::KeepPresent, Some((_, stored))) => {
            let same = before_value.is_some_and(|b| document.says_the_same_as(&b));
            let change = if same { Change::Same } else { Change::Differs };
            return Ok(Ok(Written { stored: stored.clone(), change }));
        }
        _ => {}
    }
    if let Some(refusal) = refusal {
        return Ok(Err(Rejection::Refused(refusal)));
    }
    Ok(Ok(put(db, order, write, before)?))
}

fn put(
    db: &Connection,
    order: &Order<'_>,
    write: &Write,
    before: Option<(i64, Stored)>,
) -> rusqlite::Result<Written> {
    let document = &write.document;
    let updated = order.now.as_millisecond();
    let version = before.as_ref().map_or(1, |(_, stored)| stored.version + 1);
    let text = document.stamped(version, order.now);
    let row = match &before {
        None => {
            db.prepare_cached(
                "INSERT INTO resource (kind, id, version, updated, text) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![document.kind, document.id, 1, updated, text])?;
            db.last_insert_rowid()
        }
        Some((row, stored)) => {
            index::remove(db, *row)?;
            db.prepare_cached("INSERT INTO past VALUES (?1, ?2, ?3, ?4)")?.execute(params![
                row,
                signed(stored.version),
                stored.updated.as_millisecond(),
                stored.text
            ])?;
            db.prepare_cached("UPDATE resource SET version = ?2, updated = ?3, text = ?4 WHERE row = ?1")?
                .execute(params![row, signed(version), updated, text])?;
            *row
        }
    };
    index::add(db, row, &document.kind, &document.value)?;
    let change = if before.is_some() { Change::Updated } else { Change::Created };
    let stored = Stored {
        kind: document.kind.clone(),
        id: document.id.clone(),
        version,
        updated: truncated(order.now),
        text,
    };
    Ok(Written { stored, change })
}

/// To the millisecond, as it is kept.
fn truncated(time: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(time.as_millisecond()).unwrap_or(time)
}

fn signed(version: u64) -> i64 {
    i64::try_from(version).unwrap_or(i64::MAX)
}

fn answered(db: &Connection, entry: &LedgerEntry) -> rusqlite::Result<Option<(String, Answer)>> {
    db.query_row(
        "SELECT hash, status, body, etag, location FROM ledger WHERE person = ?1 AND entry = ?2",
        [&entry.person, &entry.entry],
        |r| {
            let answer = Answer { status: r.get(1)?, body: r.get(2)?, etag: r.get(3)?, location: r.get(4)? };
            Ok((r.get(0)?, answer))
        },
    )
    .optional()
}

fn note(db: &Connection, entry: &LedgerEntry, answer: &Answer, at: i64) -> rusqlite::Result<()> {
    let Answer { status, body, etag, location } = answer;
    db.execute(
        "INSERT INTO ledger VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![entry.person, entry.entry, entry.hash, status, body, etag, location, at],
    )?;
    Ok(())
}
