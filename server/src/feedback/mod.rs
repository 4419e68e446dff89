//! Anonymous feedback: what is kept names nobody, and nothing kept beside it leads to anybody. The
//! file is its own, so that no journal holds it next to a session.

mod ledger;
mod routes;

use std::{path::Path, sync::Mutex};

use jiff::{Timestamp, tz::TimeZone};
use rusqlite::{Connection, TransactionBehavior, params};
use serde::Deserialize;
use uuid::Uuid;

use crate::database::{self, DatabaseError};

pub use routes::routes;

/// What became of a piece of feedback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is kept from now on.
    New,
    /// It was kept before: a replay.
    Before,
    /// Something else came under this id before, and that stays.
    Other,
}

/// No leftovers on disk.
const PRAGMAS: &str = "PRAGMA journal_mode = DELETE; PRAGMA secure_delete = ON;";

/// No time, no order of arrival: the rows lie in the order of their random ids. The ids of what is kept are our own, so
/// that nothing on the sender's device names it; those that came are in the ledger, which forgets.
pub const TABLES: &str = "
CREATE TABLE IF NOT EXISTS feedback (
    id TEXT PRIMARY KEY, month TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL,
    why TEXT NOT NULL, better TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS feedback_ledger (
    id TEXT PRIMARY KEY, body TEXT NOT NULL, stretch INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
";

/// The answers of the Friends and Family Test (NHS England, April 2020).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rating {
    /// Very good.
    VeryGood,
    /// Good.
    Good,
    /// Neither good nor poor.
    Neither,
    /// Poor.
    Poor,
    /// Very poor.
    VeryPoor,
    /// Don't know.
    DontKnow,
}

impl Rating {
    fn code(self) -> &'static str {
        match self {
            Self::VeryGood => "very-good",
            Self::Good => "good",
            Self::Neither => "neither",
            Self::Poor => "poor",
            Self::VeryPoor => "very-poor",
            Self::DontKnow => "dont-know",
        }
    }
}

/// The question that was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Question {
    /// The Friends and Family Test in the wording of 2020.
    #[serde(rename = "fft-2020")]
    Fft2020,
}

/// What someone says. A field that is not known is refused, so that nothing more can be kept.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// The question.
    pub question: Question,
    /// The answer.
    pub answer: Rating,
    /// Why, in own words.
    #[serde(default)]
    pub why: String,
    /// What would be better, in own words.
    #[serde(default)]
    pub better: String,
}

/// The feedback box.
pub struct FeedbackBox(Mutex<Connection>);

impl FeedbackBox {
    /// Opens `feedback.db` in the data folder.
    ///
    /// # Errors
    /// When the database can't be opened.
    pub fn open(folder: &Path) -> Result<Self, DatabaseError> {
        Ok(Self(Mutex::new(database::open(&folder.join("feedback.db"), &format!("{PRAGMAS}{TABLES}"))?)))
    }

    /// A box that is emptied with the process.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn in_memory() -> Result<Self, DatabaseError> {
        Ok(Self(Mutex::new(database::in_memory(TABLES)?)))
    }

    /// Keeps what was said, once an id. A replay is known for 15 days at least, and for 30 at most.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn keep(&self, id: Uuid, said: &Said, now: Timestamp) -> Result<Kept, DatabaseError> {
        let month = now.to_zoned(TimeZone::UTC).strftime("%Y-%m").to_string();
        let mut db = self.0.lock().map_err(|_| DatabaseError::Poisoned)?;
        let write = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let kept = ledger::enter(&write, id, said, now)?;
        if kept == Kept::New {
            let sql = "INSERT INTO feedback VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            let own = Uuid::new_v4().to_string();
            write.execute(sql, params![own, month, "fft-2020", said.answer.code(), said.why, said.better])?;
        }
        write.commit()?;
        Ok(kept)
    }

    /// Forgets the ids that came more than 30 days ago, also when nobody sends anything.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn purge(&self, now: Timestamp) -> Result<(), DatabaseError> {
        let db = self.0.lock().map_err(|_| DatabaseError::Poisoned)?;
        Ok(ledger::purge(&db, now)?)
    }
}
