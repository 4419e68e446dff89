//! The embedded home of records: one SQLite file beside the gateway, readable by its owner only.

mod commit;
mod copy;
mod find;
mod fits;
mod index;
mod pool;
mod rows;
mod schema;
mod since;
#[cfg(test)]
mod tests;

use std::path::Path;

use serde_json::Value;

pub use copy::copy;

use self::pool::Pool;
use super::{Order, Outcome, Page, Person, Progress, Query, Records, RecordsError, Since, Stored};

/// Records in one SQLite file.
pub struct Embedded {
    pool: Pool,
}

impl Embedded {
    /// Opens the file, or makes it (mode 0600).
    ///
    /// # Errors
    /// When it can't be used, or a newer gateway wrote it.
    pub fn open(file: &Path) -> Result<Self, RecordsError> {
        let pool = Pool::new(file)?;
        pool.write(|db| {
            schema::prepare(db)?;
            Ok(index::renew(db)?)
        })?;
        Ok(Self { pool })
    }
}

impl Records for Embedded {
    fn read(&self, kind: &str, id: &str) -> Result<Option<Stored>, RecordsError> {
        self.pool.read(|db| Ok(rows::current(db, kind, id)?.map(|(_, stored)| stored)))
    }

    fn version(&self, kind: &str, id: &str, version: u64) -> Result<Option<Stored>, RecordsError> {
        self.pool.read(|db| Ok(rows::version(db, kind, id, version)?))
    }

    fn history(&self, kind: &str, id: &str) -> Result<Vec<Stored>, RecordsError> {
        self.pool.read(|db| Ok(rows::history(db, kind, id)?))
    }

    fn search(&self, query: &Query, sees: &dyn Fn(&Value) -> bool) -> Result<Page, RecordsError> {
        // One read transaction, so that count and page see the same records.
        self.pool.read(|db| {
            let view = db.unchecked_transaction()?;
            let page = find::find(&view, query, sees)?;
            view.commit()?;
            Ok(page)
        })
    }

    fn write(&self, order: &Order<'_>) -> Result<Outcome, RecordsError> {
        self.pool.write(|db| commit::commit(db, order))
    }

    fn since(&self, progress: Option<Progress>) -> Result<Since, RecordsError> {
        // One read transaction: both counts are of the same moment.
        self.pool.read(|db| {
            let view = db.unchecked_transaction()?;
            let since = since::since(&view, progress)?;
            view.commit()?;
            Ok(since)
        })
    }

    fn judged_by(&self) -> Result<i64, RecordsError> {
        self.pool
            .read(|db| Ok(db.prepare_cached("SELECT count FROM judged")?.query_row([], |row| row.get(0))?))
    }

    fn patients(&self) -> Result<Vec<Person>, RecordsError> {
        let all = self.pool.read(|db| Ok(rows::patients(db)?))?;
        let mut people: Vec<Person> = all.into_iter().map(|(id, text)| person(id, &text)).collect();
        people.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        Ok(people)
    }

    fn of_patient(&self, kind: &str, patient: &str) -> Result<Vec<Value>, RecordsError> {
        let texts = self.pool.read(|db| match index::number_of(db, patient)? {
            Some(number) => Ok(rows::texts_of(db, kind, number)?),
            None => Ok(Vec::new()),
        })?;
        let read = |text: String| {
            serde_json::from_str(&text)
                .map_err(|e| RecordsError::Failed(format!("a stored {kind} is not JSON: {e}")))
        };
        texts.into_iter().map(read).collect()
    }
}

/// A Patient's name: the one in use, given names first, without a title.
fn person(id: String, text: &str) -> Person {
    let patient: Value = serde_json::from_str(text).unwrap_or_default();
    let names = patient["name"].as_array().map(Vec::as_slice).unwrap_or_default();
    let usual = |n: &&Value| matches!(n["use"].as_str(), Some("official" | "usual"));
    let name = names.iter().find(usual).or(names.first());
    let parts = name.map(|n| {
        let given = n["given"].as_array().into_iter().flatten().filter_map(Value::as_str);
        given.chain(n["family"].as_str()).collect::<Vec<_>>().join(" ")
    });
    let text = name.and_then(|n| n["text"].as_str()).map(str::to_owned);
    let name = parts.filter(|p| !p.is_empty()).or(text).unwrap_or_else(|| id.clone());
    Person { id, name }
}
