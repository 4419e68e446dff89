//! The devices that may deliver: each one person's, for a time, until it is revoked.

use jiff::{SignedDuration, Timestamp};
use p256::ecdsa::{Signature, VerifyingKey, signature::Verifier};
use rusqlite::{OptionalExtension, Row, params};
use uuid::Uuid;

use super::DepositBox;
use crate::database::DatabaseError;

/// A device may deliver for so long after its person was last there with it.
pub const TERM: SignedDuration = SignedDuration::from_hours(30 * 24);

/// An uncompressed point of P-256.
const POINT: usize = 65;

/// The public key that a device signs under: ECDSA on P-256.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey(Vec<u8>);

impl PublicKey {
    /// The point of these 65 bytes, if it is one and lies on the curve.
    #[must_use]
    pub fn read(bytes: Vec<u8>) -> Option<Self> {
        let point = bytes.len() == POINT && VerifyingKey::from_sec1_bytes(&bytes).is_ok();
        point.then_some(Self(bytes))
    }

    /// Whether this key signed the message; `signature` is r and s, 32 bytes each (IEEE P1363, as WebCrypto gives it).
    #[must_use]
    pub fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        let (Ok(key), Ok(signature)) =
            (VerifyingKey::from_sec1_bytes(&self.0), Signature::from_slice(signature))
        else {
            return false;
        };
        key.verify(message, &signature).is_ok()
    }
}

/// A device that may deliver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its name.
    pub id: Uuid,
    /// Whose it is: the id of an identity.
    pub identity: String,
    /// What it signs under.
    pub key: PublicKey,
    /// When it was first named.
    pub since: Timestamp,
    /// When it ends, unless its person renews it.
    pub until: Timestamp,
    /// When it last delivered.
    pub seen: Option<Timestamp>,
}

const COLUMNS: &str = "id, identity, key, since, until, seen";

impl DepositBox {
    /// Names a device of this person, or renews the one with this key.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn name(&self, identity: &str, key: &PublicKey, now: Timestamp) -> Result<Device, DatabaseError> {
        let (id, until) = (Uuid::new_v4().to_string(), (now + TERM).as_millisecond());
        let sql = format!(
            "INSERT INTO device (id, identity, key, since, until) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (identity, key) DO UPDATE SET until = excluded.until RETURNING {COLUMNS}"
        );
        let row = params![id, identity, key.0, now.as_millisecond(), until];
        Ok(self.db()?.query_row(&sql, row, read)?)
    }

    /// The device of this id, while it may deliver.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn device(&self, id: Uuid, now: Timestamp) -> Result<Option<Device>, DatabaseError> {
        let sql = format!("SELECT {COLUMNS} FROM device WHERE id = ?1 AND until > ?2");
        let row = params![id.to_string(), now.as_millisecond()];
        Ok(self.db()?.query_row(&sql, row, read).optional()?)
    }

    /// This person's devices that may deliver, the first named first.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn devices(&self, identity: &str, now: Timestamp) -> Result<Vec<Device>, DatabaseError> {
        let db = self.db()?;
        let sql =
            format!("SELECT {COLUMNS} FROM device WHERE identity = ?1 AND until > ?2 ORDER BY since, id");
        let mut rows = db.prepare(&sql)?;
        let devices = rows.query_map(params![identity, now.as_millisecond()], read)?;
        Ok(devices.collect::<Result<_, _>>()?)
    }

    /// Notes that a device has delivered.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn delivered(&self, id: Uuid, now: Timestamp) -> Result<(), DatabaseError> {
        let row = params![id.to_string(), now.as_millisecond()];
        self.db()?.execute("UPDATE device SET seen = ?2 WHERE id = ?1", row)?;
        Ok(())
    }

    /// Revokes a device of this person; of nobody else.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn revoke(&self, identity: &str, id: Uuid) -> Result<(), DatabaseError> {
        let row = params![id.to_string(), identity];
        self.db()?.execute("DELETE FROM device WHERE id = ?1 AND identity = ?2", row)?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Device> {
    // A row that was not written here names no device and no time that is still to come.
    let time = |ms| Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH);
    Ok(Device {
        id: Uuid::try_parse(&row.get::<_, String>(0)?).unwrap_or_default(),
        identity: row.get(1)?,
        key: PublicKey(row.get(2)?),
        since: time(row.get(3)?),
        until: time(row.get(4)?),
        seen: row.get::<_, Option<i64>>(5)?.map(time),
    })
}
