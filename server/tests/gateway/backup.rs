//! Backups: whole, taken while the gateway runs, restored to what they were.

use std::{fs, path::Path, process::Command, sync::Arc, thread};

use axum::http::{Method, StatusCode};
use lapwing_server::{
    backup::{BackupError, Held, inspect, restore, take},
    records::{Answer, Condition, Document, LedgerEntry, Order, Origin, Records, Write, embedded::Embedded},
};
use rusqlite::Connection;
use serde_json::json;
use tempfile::TempDir;

use crate::{
    deposit::phone::{self, Phone},
    kit::World,
    risk::{check_in, tasks},
};

const BEFORE: &str = "9a3c1f1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f";
const AFTER: &str = "5a3c1f1e-7a4b-4c3d-8e5f-6a7b8c9d0e1f";
const SAID: &str = "Kind people behind the counter.";

async fn deliver(world: &World, phone: &Phone, entry: &str) -> (StatusCode, bool) {
    let reply = phone.deliver_bundle(world, entry, &check_in(entry, "LA6569-3")).await;
    (reply.status, reply.header("x-lapwing-replayed") == "1")
}

/// A world in which something was delivered and said, and its backup.
async fn backed_up() -> (World, Phone, TempDir) {
    let world = phone::world();
    let phone = Phone::of(&world, "asha").await;
    assert_eq!(deliver(&world, &phone, BEFORE).await, (StatusCode::OK, false));
    let said = json!({"question": "fft-2020", "answer": "good", "why": SAID, "better": ""});
    let put = world.browser().send(Method::PUT, &format!("/feedback/{AFTER}"), &said).await;
    assert_eq!(put.status, StatusCode::CREATED);
    let folder = TempDir::new().unwrap();
    take(world.folder.path(), &folder.path().join("b")).unwrap();
    (world, phone, folder)
}

fn restored(backup: &TempDir, with_devices: bool) -> World {
    let folder = TempDir::new().unwrap();
    restore(&backup.path().join("b"), folder.path(), with_devices).unwrap();
    World::in_folder(folder, phone::people())
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn holds(file: &Path, text: &str) -> bool {
    fs::read(file).unwrap().windows(text.len()).any(|window| window == text.as_bytes())
}

#[tokio::test]
async fn all_is_in_it_but_the_sessions() {
    let (world, _, folder) = backed_up().await;
    let file = folder.path().join("b");
    let held = inspect(&file).unwrap();
    // Two patients, the answers, and the Task for the team.
    assert_eq!(held, Held { resources: 4, ledger: 1, keys: 1, devices: 1, links: 0, feedback: 1 });
    assert_eq!(names(folder.path()), ["b"], "one file, and nothing beside it");
    #[cfg(unix)]
    assert_eq!(std::os::unix::fs::MetadataExt::mode(&fs::metadata(&file).unwrap()) & 0o777, 0o600);
    let db = Connection::open(&file).unwrap();
    let tables: String = db
        .query_row("SELECT group_concat(name) FROM sqlite_schema WHERE type = 'table'", [], |row| row.get(0))
        .unwrap();
    assert!(
        tables.contains("ledger") && !tables.contains("session") && !tables.contains("wrong_code"),
        "{tables}"
    );
    assert!(matches!(take(world.folder.path(), &file), Err(BackupError::Exists(_))));
    let empty = TempDir::new().unwrap();
    assert!(matches!(take(empty.path(), &folder.path().join("c")), Err(BackupError::NoRecords(_))));
    assert!(take(world.folder.path(), &empty.path().join("no/folder")).is_err());
    assert_eq!((names(folder.path()), names(empty.path())), (vec!["b".to_owned()], vec![]));
}

#[tokio::test]
async fn after_a_restore_nothing_is_applied_twice_and_nothing_is_lost() {
    let (world, phone, backup) = backed_up().await;
    assert_eq!(deliver(&world, &phone, AFTER).await, (StatusCode::OK, false));
    let cookie = world.signed_in("asha").await.cookie;
    drop(world);
    let world = restored(&backup, true);
    let asha = world.signed_in("asha").await;
    let count = || async { asha.get("/fhir/QuestionnaireResponse").await.json()["total"].clone() };
    assert_eq!(count().await, 1, "what came after the backup is not there");
    assert_eq!(deliver(&world, &phone, BEFORE).await, (StatusCode::OK, true), "known, and not applied again");
    assert_eq!(deliver(&world, &phone, AFTER).await, (StatusCode::OK, false), "sent again, it is taken");
    assert_eq!(deliver(&world, &phone, AFTER).await, (StatusCode::OK, true));
    assert_eq!(count().await, 2);
    for id in [BEFORE, AFTER] {
        assert_eq!(tasks(&asha, id).await.len(), 1);
        let versions = asha.get(&format!("/fhir/QuestionnaireResponse/{id}/_history")).await;
        assert_eq!(versions.json()["total"], 1);
    }
    let mut before = world.browser();
    before.cookie = cookie;
    assert_eq!(before.get("/session").await.json()["state"], "out", "no session outlives it");
}

#[tokio::test]
async fn each_table_is_back_where_it_belongs() {
    let (world, _, backup) = backed_up().await;
    let folder = TempDir::new().unwrap();
    restore(&backup.path().join("b"), folder.path(), true).unwrap();
    assert_eq!(names(folder.path()), ["feedback.db", "gateway.db", "records.db"]);
    for (name, said) in [("feedback.db", true), ("gateway.db", false), ("records.db", false)] {
        let file = folder.path().join(name);
        assert_eq!(holds(&file, SAID), said, "{name}");
        #[cfg(unix)]
        assert_eq!(std::os::unix::fs::MetadataExt::mode(&fs::metadata(&file).unwrap()) & 0o777, 0o600);
    }
    let all = |folder: &Path, file: &str, table: &str| {
        let db = Connection::open(folder.join(file)).unwrap();
        let mut rows = db.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2")).unwrap();
        let columns = rows.column_count();
        let read = rows.query_map([], |row| {
            (0..columns).map(|at| row.get(at)).collect::<Result<Vec<rusqlite::types::Value>, _>>()
        });
        read.unwrap().map(Result::unwrap).collect::<Vec<_>>()
    };
    for (file, table) in [
        ("records.db", "resource"),
        ("records.db", "past"),
        ("records.db", "ledger"),
        ("records.db", "member"),
        ("gateway.db", "sealing_key"),
        ("gateway.db", "device"),
        ("feedback.db", "feedback"),
    ] {
        assert_eq!(all(folder.path(), file, table), all(world.folder.path(), file, table), "{table}");
    }
}

#[tokio::test]
async fn devices_can_be_left_out() {
    let (_, phone, backup) = backed_up().await;
    let world = restored(&backup, false);
    assert_eq!(deliver(&world, &phone, AFTER).await.0, StatusCode::UNAUTHORIZED);
    let again = Phone::of(&world, "asha").await;
    assert_eq!(again.kid, phone.kid, "the sealing key is the same");
    assert_eq!(deliver(&world, &again, AFTER).await, (StatusCode::OK, false));
}

#[tokio::test]
async fn records_alone_are_a_backup_too() {
    let data = TempDir::new().unwrap();
    drop(Embedded::open(&data.path().join("records.db")).unwrap());
    let backup = TempDir::new().unwrap();
    let held = take(data.path(), &backup.path().join("b")).unwrap();
    assert_eq!(held, Held { resources: 0, ledger: 0, keys: 0, devices: 0, links: 0, feedback: 0 });
    assert_eq!(names(data.path()), ["records.db"], "looking makes no database");
    let world = restored(&backup, true);
    assert_eq!(world.browser().get("/session").await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_no_whole_backup_is_not_restored_and_nothing_is_overwritten() {
    let (world, _, backup) = backed_up().await;
    let good = fs::read(backup.path().join("b")).unwrap();
    let (bad, above) = (backup.path().join("bad"), TempDir::new().unwrap());
    let changed = |from: &str, to: &str| {
        let at = good.windows(from.len()).position(|window| window == from.as_bytes()).unwrap();
        [&good[..at], to.as_bytes(), &good[at + from.len()..]].concat()
    };
    let mut flipped = good.clone();
    for byte in flipped.iter_mut().skip(5_000).step_by(97) {
        *byte ^= 0x55;
    }
    for (name, bytes) in [
        ("nothing", vec![]),
        ("text", b"a backup".repeat(1_000)),
        ("cut off", good[..good.len() / 2].to_vec()),
        ("damaged", flipped),
        ("one letter of feedback", changed("Kind", "Bind")),
        ("one letter of a record", changed("Patient/asha", "Patient/ashb")),
        ("a database of another kind", fs::read(world.folder.path().join("feedback.db")).unwrap()),
    ] {
        fs::write(&bad, bytes).unwrap();
        let refused = restore(&bad, &above.path().join("data"), true);
        assert!(matches!(refused, Err(BackupError::NoBackup { .. })), "{name}: {refused:?}");
    }
    fs::write(&bad, &good).unwrap();
    Connection::open(&bad).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    let refused = restore(&bad, &above.path().join("data"), true).unwrap_err().to_string();
    assert!(refused.contains("newer gateway"), "{refused}");
    assert!(names(above.path()).is_empty(), "nothing is left of what was refused");
    fs::write(above.path().join("one"), "file").unwrap();
    for there in [above.path().to_owned(), above.path().join("one"), world.folder.path().to_owned()] {
        let refused = restore(&backup.path().join("b"), &there, true);
        assert!(matches!(refused, Err(BackupError::Exists(_))), "{refused:?}");
    }
    assert!(matches!(
        restore(&above.path().join("none"), &above.path().join("data"), true),
        Err(BackupError::NoBackup { .. })
    ));
    assert_eq!(fs::read(above.path().join("one")).unwrap(), b"file");
}

/// Writes one Patient under its own entry id.
fn write(records: &Embedded, number: usize) {
    let id = format!("p{number}");
    let document = Document::from_value(&json!({"resourceType": "Patient", "id": id})).unwrap();
    let writes = [Write { document, condition: Condition::New, origin: Origin::Gateway }];
    let ledger = LedgerEntry { person: "team".to_owned(), entry: id, hash: String::new() };
    let answer = |_: &[_]| Answer { status: 200, body: String::new(), etag: None, location: None };
    let now = crate::kit::NOW.parse().unwrap();
    let order = Order { writes: &writes, ledger: Some(&ledger), now, check: &|_, _| Ok(()), answer: &answer };
    records.write(&order).unwrap();
}

#[test]
fn records_and_ledger_are_of_one_moment_while_others_write() {
    let (data, backups) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let records = Arc::new(Embedded::open(&data.path().join("records.db")).unwrap());
    let writer = Arc::clone(&records);
    let writing = thread::spawn(move || (0..300).for_each(|number| write(&writer, number)));
    let (mut seen, mut partial) = (Vec::new(), 0);
    while seen.len() < 40 {
        let done = writing.is_finished();
        let held = take(data.path(), &backups.path().join(seen.len().to_string())).unwrap();
        assert_eq!(held.resources, held.ledger, "each resource with its line");
        partial += usize::from(held.resources > 0 && held.resources < 300);
        seen.push(held.resources);
        if done {
            break;
        }
    }
    writing.join().unwrap();
    assert!(seen.is_sorted() && partial > 0, "some were taken between two writes: {seen:?}");
}

#[tokio::test]
async fn the_command_says_what_it_did_or_why_not() {
    let (world, _, backup) = backed_up().await;
    let run = |task: &str, file: &Path, data: &Path| {
        let lapwing =
            Command::new(env!("CARGO_BIN_EXE_lapwing")).arg(task).arg(file).arg("--data").arg(data).output();
        let done = lapwing.unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (done.status.success(), text(done.stdout), text(done.stderr))
    };
    let (file, data) = (backup.path().join("c"), backup.path().join("data"));
    let told = "resources 4, entries of the ledger 1, sealing keys 1, devices 1, links 0, feedback 1\n";
    assert_eq!(run("backup", &file, world.folder.path()), (true, told.to_owned(), String::new()));
    assert_eq!(run("restore", &file, &data), (true, told.to_owned(), String::new()));
    for (task, file) in [("backup", &file), ("restore", &file)] {
        let (done, out, why) = run(task, file, &data);
        assert!(!done && out.is_empty() && why.contains("nothing is overwritten"), "{task}: {why}");
    }
}
