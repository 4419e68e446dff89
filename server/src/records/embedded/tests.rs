//! The file itself: opened again, by another build, by a newer one, by many at once.

use std::{path::PathBuf, thread};

use serde_json::json;
use tempfile::TempDir;

use super::Embedded;
use crate::records::{Answer, Condition, Document, Order, Origin, Query, Records, Scope, Sort, Write};

fn keep(home: &Embedded, id: &str) {
    let patient = json!({"reference": "Patient/a"});
    let goal = json!({"resourceType": "Goal", "id": id, "lifecycleStatus": "active", "subject": patient});
    let document = Document::from_value(&goal).unwrap();
    let writes = [Write { document, condition: Condition::Any, origin: Origin::Gateway }];
    let answer = |_: &[_]| Answer { status: 200, body: String::new(), etag: None, location: None };
    let now = jiff::Timestamp::now();
    home.write(&Order { writes: &writes, ledger: None, now, check: &|_, _| Ok(()), answer: &answer })
        .unwrap();
}

fn total(home: &Embedded) -> u64 {
    let query = Query {
        kinds: vec!["Goal".to_owned()],
        scope: Scope::Patients(vec!["Patient/a".to_owned()]),
        exact: true,
        ids: None,
        filters: Vec::new(),
        sort: Sort { updated: false, descending: true },
        count: 5,
        after: None,
    };
    home.search(&query, &|_| true).unwrap().total
}

fn file() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("records.db");
    (folder, file)
}

#[test]
fn another_build_makes_the_index_anew() {
    let (_folder, file) = file();
    keep(&Embedded::open(&file).unwrap(), "1");
    let db = rusqlite::Connection::open(&file).unwrap();
    db.execute_batch("UPDATE setting SET value = 'older'; DELETE FROM member; DROP TABLE span;").unwrap();
    drop(db);
    let home = Embedded::open(&file).unwrap();
    assert_eq!(total(&home), 1);
}

#[test]
fn a_file_of_a_newer_gateway_is_refused() {
    let (_folder, file) = file();
    drop(Embedded::open(&file).unwrap());
    rusqlite::Connection::open(&file).unwrap().execute_batch("PRAGMA user_version = 99;").unwrap();
    let error = Embedded::open(&file).err().map(|e| e.to_string()).unwrap_or_default();
    assert!(error.contains("newer gateway"), "{error}");
}

#[test]
fn what_is_no_database_is_refused() {
    let (_folder, file) = file();
    std::fs::write(&file, "These are words, and no database at all.").unwrap();
    assert!(Embedded::open(&file).is_err());
}

#[test]
fn many_write_and_read_at_once() {
    let (_folder, file) = file();
    let home = Embedded::open(&file).unwrap();
    thread::scope(|scope| {
        for writer in 0..4 {
            let home = &home;
            scope.spawn(move || (0..20).for_each(|n| keep(home, &format!("{writer}-{n}"))));
            scope.spawn(move || {
                let totals: Vec<u64> = (0..20).map(|_| total(home)).collect();
                assert!(totals.is_sorted(), "{totals:?}");
            });
        }
    });
    assert_eq!(total(&home), 80);
}
