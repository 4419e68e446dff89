//! A gateway with a clock that tests move, and a browser of a kind.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use jiff::{SignedDuration, Timestamp};
use lapwing_server::{
    Gateway,
    access::Sections,
    app,
    clock::Clock,
    deposit::DepositBox,
    feedback::FeedbackBox,
    identities::Identities,
    invitations::Invitations,
    links::{Links, Pace, Reader, Rules, TRIES_A_MINUTE},
    live::Live,
    origins::Origins,
    records::{Answer, Condition, Document, Order, Origin, Records, Write, embedded::Embedded},
    risk::RiskRules,
    session::Sessions,
    site::Assets,
};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

pub const HOST: &str = "localhost:8080";
pub const ORIGIN: &str = "http://localhost:8080";
pub const NOW: &str = "2026-11-22T10:00:00Z";

/// The data files that the app is served with.
pub fn tables() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/data")
}

/// A gateway in a folder of its own.
pub struct World {
    pub app: Router,
    pub records: Arc<Embedded>,
    pub folder: TempDir,
    rules: Rules,
    clock: Arc<Mutex<Timestamp>>,
}

impl World {
    /// A gateway with these people and these resources; its sessions and its feedback live in memory.
    pub fn new(people: Value, resources: &[Value]) -> Self {
        Self::make(people, resources, false, Rules::PUBLIC)
    }

    /// The same, whose reader of links keeps to other rules.
    pub fn reading_by(rules: Rules, people: Value, resources: &[Value]) -> Self {
        Self::make(people, resources, false, rules)
    }

    /// The same, with everything in files.
    pub fn on_disk(people: Value, resources: &[Value]) -> Self {
        Self::make(people, resources, true, Rules::PUBLIC)
    }

    /// A gateway in a data folder that is there already.
    pub fn in_folder(folder: TempDir, people: Value) -> Self {
        let records = Arc::new(Embedded::open(&folder.path().join("records.db")).unwrap());
        let clock = Arc::new(Mutex::new(NOW.parse().unwrap()));
        let rules = Rules::PUBLIC;
        let app = Self::open(Some(folder.path()), &records, &clock, (people, rules));
        Self { app, records, folder, rules, clock }
    }

    fn make(people: Value, resources: &[Value], on_disk: bool, rules: Rules) -> Self {
        let folder = TempDir::new().unwrap();
        let records = Arc::new(Embedded::open(&folder.path().join("records.db")).unwrap());
        let clock = Arc::new(Mutex::new(NOW.parse().unwrap()));
        let app = Self::open(on_disk.then_some(folder.path()), &records, &clock, (people, rules));
        let world = Self { app, records, folder, rules, clock };
        world.put_all(resources);
        world
    }

    fn open(
        folder: Option<&Path>,
        records: &Arc<Embedded>,
        clock: &Arc<Mutex<Timestamp>>,
        (people, rules): (Value, Rules),
    ) -> Router {
        let told = Arc::clone(clock);
        let now = *clock.lock().unwrap();
        let deposit =
            folder.map_or_else(|| DepositBox::in_memory(now), |folder| DepositBox::open(folder, now));
        app(Gateway {
            records: Arc::clone(records) as Arc<dyn Records>,
            sections: Sections::load(&tables()).unwrap(),
            risk: RiskRules::load(&tables()).unwrap(),
            identities: Identities::parse(people).unwrap(),
            sessions: folder.map_or_else(Sessions::in_memory, Sessions::open).unwrap(),
            deposit: deposit.unwrap(),
            invitations: folder.map_or_else(Invitations::in_memory, Invitations::open).unwrap(),
            feedback: folder.map_or_else(FeedbackBox::in_memory, FeedbackBox::open).unwrap(),
            links: folder.map_or_else(Links::in_memory, Links::open).unwrap(),
            live: Live::every(std::time::Duration::from_millis(10)),
            judges: lapwing_server::access::Judges::default(),
            tries: Pace::new(TRIES_A_MINUTE.0, TRIES_A_MINUTE.1),
            reader: Reader::new(rules),
            site: Assets::from_files(&files()),
            clock: Clock::from_fn(move || *told.lock().unwrap()),
            origins: Origins::loopback(8080),
            demo: true,
            loopback: true,
        })
    }

    /// The same folder with a new process, as it were.
    pub fn restart(&mut self, people: Value) {
        self.app = Self::open(Some(self.folder.path()), &self.records, &self.clock, (people, self.rules));
    }

    /// Lets time pass.
    pub fn wait(&self, time: SignedDuration) {
        *self.clock.lock().unwrap() += time;
    }

    /// Puts the clock to a time.
    pub fn at(&self, time: &str) {
        *self.clock.lock().unwrap() = time.parse().unwrap();
    }

    /// Writes a resource, as the team's own system would.
    pub fn put(&self, resource: &Value) {
        self.put_all(std::slice::from_ref(resource));
    }

    fn put_all(&self, resources: &[Value]) {
        let write = |resource: &Value| Write {
            document: Document::from_value(resource).unwrap(),
            condition: Condition::Any,
            origin: Origin::Gateway,
        };
        let writes: Vec<Write> = resources.iter().map(write).collect();
        let answer = |_: &[_]| Answer { status: 200, body: String::new(), etag: None, location: None };
        let now = *self.clock.lock().unwrap();
        let order = Order { writes: &writes, ledger: None, now, check: &|_, _| Ok(()), answer: &answer };
        self.records.write(&order).unwrap();
    }

    /// Sends one request as it is.
    pub async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Reply {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// A browser with nobody signed in.
    pub fn browser(&self) -> Browser<'_> {
        Browser { world: self, cookie: None, csrf: None }
    }

    /// A browser with this person signed in.
    pub async fn signed_in(&self, person: &str) -> Browser<'_> {
        let mut browser = self.browser();
        let reply = browser.sign_in(person).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
        browser
    }
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|e| panic!("{e}: {}", self.text))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|v| v.to_str().unwrap()).unwrap_or_default()
    }
}

/// Keeps a cookie and the CSRF token, and sends what the app sends.
pub struct Browser<'a> {
    world: &'a World,
    pub cookie: Option<String>,
    pub csrf: Option<String>,
}

impl Browser<'_> {
    /// A request with the headers that every request of this browser has.
    pub fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let mut request = Request::builder().method(&method).uri(path).header(header::HOST, HOST);
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        if method != Method::GET {
            request = request.header(header::ORIGIN, ORIGIN);
            if let Some(csrf) = &self.csrf {
                request = request.header("x-lapwing-csrf", csrf);
            }
        }
        request
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.world.send(self.request(Method::GET, path).body(Body::empty()).unwrap()).await
    }

    pub async fn send(&self, method: Method, path: &str, body: &Value) -> Reply {
        self.send_if(method, path, body, &[]).await
    }

    pub async fn send_if(&self, method: Method, path: &str, body: &Value, headers: &[(&str, &str)]) -> Reply {
        let kind = if path.starts_with("/fhir") { "application/fhir+json" } else { "application/json" };
        let mut request = self.request(method, path).header(header::CONTENT_TYPE, kind);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.world.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    pub async fn sign_in(&mut self, person: &str) -> Reply {
        self.csrf = Some("sign-in".to_owned());
        let reply = self.send(Method::POST, "/session/demo", &json!({"person": person})).await;
        if let Some(set) = reply.headers.get(header::SET_COOKIE) {
            let set = set.to_str().unwrap();
            self.cookie = Some(set.split(';').next().unwrap().to_owned());
            self.csrf = reply.json()["csrf"].as_str().map(str::to_owned);
        }
        reply
    }
}

/// A made-up build of the app.
fn files() -> BTreeMap<String, Vec<u8>> {
    [
        ("/index.html", "<!doctype html><title>Lapwing</title>"),
        ("/index.html.br", "brotli of the page"),
        ("/assets/app-0123.js", "boot()"),
        ("/assets/app-0123.js.br", "brotli of the script"),
        ("/assets/app-0123.wasm", "\0asm"),
        ("/sw.js", "self"),
        ("/help.html", "<!doctype html><title>Help</title>"),
        ("/data/help.json", "{}"),
        ("/lonely.br", "no sidecar of anything"),
    ]
    .into_iter()
    .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
    .collect()
}
