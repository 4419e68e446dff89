//! The sealing keys that are kept: the newest is offered, the older ones still open what was sealed to them.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, TransactionBehavior, params};

use super::SealingKey;
use crate::database::DatabaseError;

/// At a start with a newest key older than this, a new one is made.
pub const MAX_AGE: SignedDuration = SignedDuration::from_hours(90 * 24);

/// The newest key and the older ones. In one transaction, so that two that start at once offer the same.
pub fn load(db: &mut Connection, now: Timestamp) -> Result<(SealingKey, Vec<SealingKey>), DatabaseError> {
    let change = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (mut keys, mut made) = (Vec::new(), i64::MIN);
    {
        let mut rows = change.prepare("SELECT kid, secret, made FROM sealing_key ORDER BY made, kid")?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            let (kid, secret): (String, Vec<u8>) = (row.get(0)?, row.get(1)?);
            let key = SealingKey::kept(&secret).filter(|key| key.kid() == kid);
            keys.push(key.ok_or(DatabaseError::Key)?);
            made = row.get(2)?;
        }
    }
    let newest = match keys.pop() {
        Some(newest) if made >= (now - MAX_AGE).as_millisecond() => newest,
        last => {
            keys.extend(last);
            let key = SealingKey::random();
            let row = params![key.kid(), key.secret(), now.as_millisecond()];
            change.execute("INSERT INTO sealing_key (kid, secret, made) VALUES (?1, ?2, ?3)", row)?;
            key
        }
    };
    change.commit()?;
    Ok((newest, keys))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::in_memory;

    const START: &str = "2026-11-22T10:00:00Z";

    fn kids((newest, older): &(SealingKey, Vec<SealingKey>)) -> Vec<String> {
        older.iter().chain([newest]).map(|key| key.kid().to_owned()).collect()
    }

    #[test]
    fn a_new_key_is_made_once_the_newest_is_ninety_days_old() {
        let mut db = in_memory(super::super::TABLES).unwrap();
        let start: Timestamp = START.parse().unwrap();
        let mut at = |days: i64| kids(&load(&mut db, start + SignedDuration::from_hours(24 * days)).unwrap());
        let first = at(0);
        assert_eq!(first.len(), 1);
        for days in [0, 1, 90] {
            assert_eq!(at(days), first, "{days} days");
        }
        let second = at(91);
        assert_eq!((second.len(), &second[..1]), (2, &first[..]));
        assert_eq!(at(-3), second, "a clock set back makes no key");
        assert_eq!(at(181), second);
        assert_eq!(at(182)[..2], second);
    }

    #[test]
    fn a_key_that_is_none_stops_the_start() {
        for (kid, secret) in
            [("0123456789abcdef", vec![1_u8; 32]), ("0123456789abcdef", vec![0; 32]), ("", vec![])]
        {
            let mut db = in_memory(super::super::TABLES).unwrap();
            db.execute("INSERT INTO sealing_key VALUES (?1, ?2, 0)", params![kid, secret]).unwrap();
            assert!(matches!(load(&mut db, START.parse().unwrap()), Err(DatabaseError::Key)));
        }
    }
}
