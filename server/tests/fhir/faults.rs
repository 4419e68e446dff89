//! A home of records that fails, before it commits or after.

use std::sync::{
    Arc,
    atomic::{AtomicU8, Ordering},
};

use lapwing_server::records::{
    Order, Outcome, Page, Person, Progress, Query, Records, RecordsError, Since, Stored,
};
use serde_json::{Value, json};

use crate::world::{World, response};

/// When the home fails.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Fails {
    Never,
    Always,
    AfterCommit,
    Panics,
}

struct Faulty {
    inner: Arc<dyn Records>,
    fails: AtomicU8,
}

const SECRET: &str = "disk I/O error at /secret/records.db: Patient/asha";

impl Faulty {
    fn fail(&self) -> Result<(), RecordsError> {
        match self.fails.load(Ordering::SeqCst) {
            f if f == Fails::Always as u8 => Err(RecordsError::Failed(SECRET.to_owned())),
            f if f == Fails::Panics as u8 => panic!("{SECRET}"),
            _ => Ok(()),
        }
    }
}

impl Records for Faulty {
    fn read(&self, kind: &str, id: &str) -> Result<Option<Stored>, RecordsError> {
        self.fail()?;
        self.inner.read(kind, id)
    }

    fn version(&self, kind: &str, id: &str, version: u64) -> Result<Option<Stored>, RecordsError> {
        self.fail()?;
        self.inner.version(kind, id, version)
    }

    fn history(&self, kind: &str, id: &str) -> Result<Vec<Stored>, RecordsError> {
        self.fail()?;
        self.inner.history(kind, id)
    }

    fn search(&self, query: &Query, sees: &dyn Fn(&Value) -> bool) -> Result<Page, RecordsError> {
        self.fail()?;
        self.inner.search(query, sees)
    }

    fn write(&self, order: &Order<'_>) -> Result<Outcome, RecordsError> {
        self.fail()?;
        let outcome = self.inner.write(order)?;
        if self.fails.load(Ordering::SeqCst) == Fails::AfterCommit as u8 {
            return Err(RecordsError::Failed(SECRET.to_owned()));
        }
        Ok(outcome)
    }

    fn since(&self, progress: Option<Progress>) -> Result<Since, RecordsError> {
        self.fail()?;
        self.inner.since(progress)
    }

    fn judged_by(&self) -> Result<i64, RecordsError> {
        self.fail()?;
        self.inner.judged_by()
    }

    fn patients(&self) -> Result<Vec<Person>, RecordsError> {
        self.fail()?;
        self.inner.patients()
    }

    fn of_patient(&self, kind: &str, patient: &str) -> Result<Vec<Value>, RecordsError> {
        self.fail()?;
        self.inner.of_patient(kind, patient)
    }
}

#[tokio::test]
async fn a_failure_tells_nothing() {
    let whole = World::new();
    for how in [Fails::Always, Fails::Panics] {
        let world = World::with(Arc::new(Faulty {
            inner: Arc::clone(&whole.records),
            fails: AtomicU8::new(how as u8),
        }));
        let body = response("r1", "LA6568-5").to_string();
        for line in [
            "GET /fhir/Patient/asha",
            "GET /fhir/Observation/a1/_history",
            "GET /fhir/Observation/a1/_history/1",
            "GET /fhir/Observation?date=2024",
            "PUT /fhir/QuestionnaireResponse/r1",
            "POST /fhir/QuestionnaireResponse",
        ] {
            for who in ["asha", "rosa"] {
                let got = world.send(who, line, &[], &body).await;
                let text = got.outcome(500);
                assert!(text.contains("Try again later"), "{line}: {text}");
                assert!(!got.body.contains("secret") && !got.body.contains("asha"), "{line}: {}", got.body);
            }
        }
    }
}

#[tokio::test]
async fn an_answer_lost_after_the_commit_comes_when_sent_again() {
    let whole = World::new();
    let faulty = Arc::new(Faulty {
        inner: Arc::clone(&whole.records),
        fails: AtomicU8::new(Fails::AfterCommit as u8),
    });
    let world = World::with(Arc::clone(&faulty) as Arc<dyn Records>);
    let url = "QuestionnaireResponse/r1";
    let entry = json!({"resource": response("r1", "LA6570-1"), "request": {"method": "PUT", "url": url, "ifNoneMatch": "*"}});
    let bundle = json!({"resourceType": "Bundle", "type": "transaction", "entry": [entry]});
    let headers = [("x-lapwing-entry", "5d0c6c4f-2b8e-4f0c-9a53-3d5b8a8f7b11")];
    world.post("asha", "/fhir", &headers, &bundle).await.outcome(500);
    faulty.fails.store(Fails::Never as u8, Ordering::SeqCst);
    let again = world.post("asha", "/fhir", &headers, &bundle).await;
    assert_eq!((again.status, again.header("x-lapwing-replayed")), (200, Some("1")), "{}", again.body);
    assert_eq!(world.get("asha", "/fhir/Task").await.json()["total"], 1);
}
