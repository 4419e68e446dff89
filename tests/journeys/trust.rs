//! A gateway with the demo people, on a clock of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use jiff::Timestamp;
use lapwing_server::clock::Clock;
use lapwing_server::config::Settings;
use lapwing_server::import::import;
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;

/// Where the journeys begin: 22 November 2026, 09:00 UTC.
pub const START: i64 = 1_795_338_000_000;
const PORT: u16 = 8080;

/// A gateway in this process.
pub struct Trust {
    app: Router,
    time: Arc<AtomicI64>,
    folder: TempDir,
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
        let folder = tempfile::tempdir().expect("a folder");
        let dist = folder.path().join("dist");
        copy(&root().join("public"), &dist).expect("public");
        fs::write(dist.join("index.html"), "<!doctype html>").expect("index.html");
        let settings = Settings {
            demo: true,
            data: folder.path().join("data"),
            dist,
            public: None,
            questionnaires: None,
            address: ([127, 0, 0, 1], PORT).into(),
        };
        let mut gateway = settings.open().expect("a gateway");
        let people: Vec<PathBuf> = fs::read_dir(root().join("server/demo"))
            .expect("server/demo")
            .filter_map(|f| f.ok().map(|f| f.path()))
            .filter(|f| f.extension().is_some_and(|e| e == "json") && !f.ends_with("people.json"))
            .collect();
        let records = Arc::clone(&gateway.records);
        let time = Arc::new(AtomicI64::new(START));
        let at = Timestamp::from_millisecond(START).expect("a time");
        import(&*records, &people, at, &mut std::io::sink()).expect("the demo people");
        let told = Arc::clone(&time);
        gateway.clock = Clock::from_fn(move || {
            Timestamp::from_millisecond(told.load(Ordering::SeqCst)).unwrap_or_default()
        });
        Self { app: lapwing_server::app(gateway), time, folder }
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

    /// The folder with the gateway's databases.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Sends a request as a browser on the gateway's own page would.
    ///
    /// # Panics
    /// When the request cannot be built.
    #[allow(clippy::expect_used, reason = "only tests call it")]
    pub async fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Answer {
        let mut request = begun(method, path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = match body {
            Some(json) => {
                let kind =
                    if path.starts_with("/fhir") { "application/fhir+json" } else { "application/json" };
                request = request.header(header::CONTENT_TYPE, kind);
                Body::from(json.to_string())
            }
            None => Body::empty(),
        };
        self.answer(request.body(body).expect("a request")).await
    }

    /// Puts bytes there, without a cookie.
    ///
    /// # Panics
    /// When the request cannot be built.
    #[allow(clippy::expect_used, reason = "only tests call it")]
    pub async fn put(&self, path: &str, headers: &[(&str, String)], body: Vec<u8>) -> Answer {
        let mut request = begun("PUT", path);
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        self.answer(request.body(Body::from(body)).expect("a request")).await
    }

    #[allow(clippy::expect_used, reason = "only tests call it")]
    async fn answer(&self, request: Request<Body>) -> Answer {
        let response = self.app.clone().oneshot(request).await.expect("an answer");
        let text = |name| response.headers().get(name).and_then(|v| v.to_str().ok()).map(String::from);
        let cookie = text(header::SET_COOKIE).and_then(|c| c.split(';').next().map(String::from));
        let (status, etag) = (response.status(), text(header::ETAG));
        let bytes = to_bytes(response.into_body(), 64 << 20).await.expect("a body");
        Answer { status, cookie, etag, body: serde_json::from_slice(&bytes).ok() }
    }
}

/// As a page of the gateway's own would ask.
fn begun(method: &str, path: &str) -> axum::http::request::Builder {
    let host = format!("localhost:{PORT}");
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, &host)
        .header(header::ORIGIN, format!("http://{host}"))
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
