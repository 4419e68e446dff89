//! A gateway with the demo people, on a clock of its own.

use std::cell::{Cell, RefCell};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use jiff::Timestamp;
use lapwing_server::Gateway;
use lapwing_server::clock::Clock;
use lapwing_server::config::Settings;
use lapwing_server::import::import;
use lapwing_server::records::Records;
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;

use crate::heedless::{Heedless, Home};

/// Where the journeys begin: 22 November 2026, 09:00 UTC.
pub const START: i64 = 1_795_338_000_000;
const PORT: u16 = 8080;

/// A gateway in this process.
pub struct Trust {
    app: RefCell<Router>,
    records: RefCell<Arc<dyn Records>>,
    time: Arc<AtomicI64>,
    folder: TempDir,
    data: RefCell<PathBuf>,
    phones: Cell<u64>,
    moves: Cell<u64>,
    /// What was put there, and the status of the answer.
    pub heard: RefCell<Vec<(String, u16)>>,
    /// The ledger's line of what was delivered is lost after the write: a fault that is planted.
    pub forgetful: Cell<bool>,
    /// The home of the records ignores conditions, for a while.
    pub heedless: Arc<Heedless>,
}

/// A request on its way.
#[derive(Debug, Clone)]
pub struct Wire {
    /// The method.
    pub method: String,
    /// Path and query.
    pub path: String,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Option<Vec<u8>>,
}

/// An answer as it came over the wire.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Status.
    pub status: StatusCode,
    /// `Set-Cookie`, name and value only.
    pub cookie: Option<String>,
    /// `ETag`.
    pub etag: Option<String>,
    /// `Retry-After`, seconds.
    pub after: Option<u32>,
    /// The body, if it is JSON.
    pub body: Option<Value>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

impl Trust {
    /// Opens a gateway in a folder of its own, with the demo people's records.
    ///
    /// # Panics
    /// When it cannot be opened: a journey without a gateway shows nothing.
    #[must_use]
    #[allow(clippy::expect_used, reason = "only tests call it")]
    pub fn open() -> Self {
        let people: Vec<PathBuf> = fs::read_dir(root().join("server/demo"))
            .expect("server/demo")
            .filter_map(|f| f.ok().map(|f| f.path()))
            .filter(|f| f.extension().is_some_and(|e| e == "json") && !f.ends_with("people.json"))
            .collect();
        let trust = Self::bare();
        trust.import(&people);
        trust
    }

    /// Opens a gateway without a record.
    ///
    /// # Panics
    /// When it cannot be opened.
    #[must_use]
    #[allow(clippy::expect_used, reason = "only tests call it")]
    pub fn bare() -> Self {
        // What is synchronised with a disk at every write would be the slowest part of it.
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let folder = folder.expect("a folder");
        let dist = folder.path().join("dist");
        copy(&root().join("public"), &dist).expect("public");
        fs::write(dist.join("index.html"), "<!doctype html>").expect("index.html");
        let (time, data) = (Arc::new(AtomicI64::new(START)), folder.path().join("data"));
        let heedless = Arc::<Heedless>::default();
        let (app, records) = served(gateway(&dist, &data), &time, &heedless);
        Self {
            app: RefCell::new(app),
            records: RefCell::new(records),
            time,
            folder,
            data: RefCell::new(data),
            phones: Cell::new(0),
            moves: Cell::new(0),
            heard: RefCell::default(),
            forgetful: Cell::new(false),
            heedless,
        }
    }

    /// Loads FHIR files into the records.
    ///
    /// # Panics
    /// When they cannot be loaded.
    #[allow(clippy::expect_used, reason = "only tests call it")]
    pub fn import(&self, files: &[PathBuf]) {
        let at = Timestamp::from_millisecond(START).expect("a time");
        let records = self.records();
        import(&*records, files, at, &mut std::io::sink()).expect("the people");
    }

    /// The records behind the gateway.
    #[must_use]
    pub fn records(&self) -> Arc<dyn Records> {
        Arc::clone(&self.records.borrow())
    }

    /// The gateway stops and starts again, in the same data folder.
    pub fn restart(&self) {
        let data = self.data();
        let (app, records) =
            served(gateway(&self.folder.path().join("dist"), &data), &self.time, &self.heedless);
        (*self.app.borrow_mut(), *self.records.borrow_mut()) = (app, records);
    }

    /// A backup of now, in a new file.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    #[allow(clippy::expect_used, reason = "only tests call it")]
    pub fn backup(&self) -> PathBuf {
        self.moves.set(self.moves.get() + 1);
        let file = self.folder.path().join(format!("backup-{}", self.moves.get()));
        lapwing_server::backup::take(&self.data(), &file).expect("a backup");
        file
    }

    /// The data folder is lost, and made again from a backup; devices may have to be named again.
    ///
    /// # Panics
    /// When it is not restored.
    #[allow(clippy::expect_used, reason = "only tests call it")]
    pub fn restore(&self, file: &Path, with_devices: bool) {
        self.moves.set(self.moves.get() + 1);
        let data = self.folder.path().join(format!("data-{}", self.moves.get()));
        lapwing_server::backup::restore(file, &data, with_devices).expect("restored");
        *self.data.borrow_mut() = data;
        self.restart();
    }

    /// A number that no other phone of this gateway has.
    pub(crate) fn number(&self) -> u64 {
        self.phones.set(self.phones.get() + 1);
        self.phones.get()
    }

    /// Sets the clock.
    pub fn set_time(&self, ms: i64) {
        self.time.store(ms, Ordering::SeqCst);
    }

    /// The gateway's time, milliseconds.
    #[must_use]
    pub fn time(&self) -> i64 {
        self.time.load(Ordering::SeqCst)
    }

    /// Lets time pass, milliseconds.
    pub fn wait(&self, ms: i64) {
        self.time.fetch_add(ms, Ordering::SeqCst);
    }

    /// A folder of its own.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The folder with the gateway's databases.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.data.borrow().clone()
    }

    /// Sends a request as a browser on the gateway's own page would.
    pub async fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Answer {
        self.send(Wire::json(method, path, headers, body)).await
    }

    /// Puts a request to the gateway.
    ///
    /// # Panics
    /// When the request cannot be built.
    #[allow(clippy::expect_used, reason = "only tests call it")]
    pub async fn send(&self, wire: Wire) -> Answer {
        let host = format!("localhost:{PORT}");
        let mut request = Request::builder()
            .method(wire.method.as_str())
            .uri(&wire.path)
            .header(header::HOST, &host)
            .header(header::ORIGIN, format!("http://{host}"));
        for (name, value) in &wire.headers {
            request = request.header(name, value);
        }
        let body = wire.body.map_or_else(Body::empty, Body::from);
        let app = self.app.borrow().clone();
        let answer = heard(app, request.body(body).expect("a request")).await;
        if wire.path.starts_with("/deposit/entries/") || wire.path.starts_with("/feedback/") {
            let id = wire.path.rsplit('/').next().unwrap_or_default();
            self.heard.borrow_mut().push((id.to_owned(), answer.status.as_u16()));
            if self.forgetful.get() {
                let db = rusqlite::Connection::open(self.data().join("records.db")).expect("the records");
                db.execute("DELETE FROM ledger WHERE entry = ?1", [id]).expect("the ledger");
            }
        }
        answer
    }
}

impl Wire {
    /// A request with JSON.
    #[must_use]
    pub fn json(method: &str, path: &str, headers: &[(&str, &str)], body: Option<&Value>) -> Self {
        let mut headers: Vec<(String, String)> =
            headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        if body.is_some() {
            let fhir = path.starts_with("/fhir");
            let kind = if fhir { "application/fhir+json" } else { "application/json" };
            headers.push(("content-type".to_owned(), kind.to_owned()));
        }
        let body = body.map(|json| json.to_string().into_bytes());
        Self { method: method.to_owned(), path: path.to_owned(), headers, body }
    }
}

#[allow(clippy::expect_used, reason = "only tests call it")]
fn gateway(dist: &Path, data: &Path) -> Gateway {
    let settings = Settings {
        demo: true,
        data: data.to_owned(),
        dist: dist.to_owned(),
        public: None,
        questionnaires: None,
        address: ([127, 0, 0, 1], PORT).into(),
    };
    settings.open().expect("a gateway")
}

/// The gateway on a clock of ours, and its records.
fn served(
    mut gateway: Gateway,
    time: &Arc<AtomicI64>,
    heedless: &Arc<Heedless>,
) -> (Router, Arc<dyn Records>) {
    let (kept, heedless) = (Arc::clone(&gateway.records), Arc::clone(heedless));
    gateway.records = Arc::new(Home { kept, heedless });
    let told = Arc::clone(time);
    gateway.clock =
        Clock::from_fn(move || Timestamp::from_millisecond(told.load(Ordering::SeqCst)).unwrap_or_default());
    let records = Arc::clone(&gateway.records);
    (lapwing_server::app(gateway), records)
}

#[allow(clippy::expect_used, reason = "only tests call it")]
async fn heard(app: Router, request: Request<Body>) -> Answer {
    let response = app.oneshot(request).await.expect("an answer");
    let text = |name| response.headers().get(name).and_then(|v| v.to_str().ok()).map(String::from);
    let cookie = text(header::SET_COOKIE).and_then(|c| c.split(';').next().map(String::from));
    let (status, etag) = (response.status(), text(header::ETAG));
    let after = text(header::RETRY_AFTER).and_then(|seconds| seconds.parse().ok());
    let bytes = to_bytes(response.into_body(), 64 << 20).await.expect("a body");
    Answer { status, cookie, etag, after, body: serde_json::from_slice(&bytes).ok() }
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for file in fs::read_dir(from)? {
        let file = file?;
        let target = to.join(file.file_name());
        if file.file_type()?.is_dir() {
            copy(&file.path(), &target)?;
        } else {
            fs::copy(file.path(), target)?;
        }
    }
    Ok(())
}
