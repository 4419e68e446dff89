//! A gateway with a world in it, asked in this process or over HTTP.

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, header},
};
use jiff::{Timestamp, civil::Date};
use lapwing_server::{
    Gateway, app,
    clock::Clock,
    config::Settings,
    identities::Identities,
    live::Live,
    origins::Origins,
    records::{Answer, Condition, Document, Order, Origin, Records, Write},
};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;
use uuid::Uuid;

use crate::{model::World, render};

/// How the gateway is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Its router is called.
    InProcess,
    /// It listens, and is asked over HTTP.
    Http,
}

enum Line {
    Here(Router, SocketAddr),
    Far(ureq::Agent, SocketAddr),
}

/// A gateway.
pub struct House {
    line: Line,
    gateway: Arc<Gateway>,
    records: Arc<dyn Records>,
    clock: Arc<Mutex<Timestamp>>,
    _folder: TempDir,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers, sorted, without the time and the connection's own.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub text: String,
}

impl Reply {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or(Value::Null)
    }

    /// A header; empty for none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
    }
}

/// One request.
#[derive(Clone, Debug, Default)]
pub struct Asked<'a> {
    /// The method.
    pub method: &'a str,
    /// Path and query.
    pub path: &'a str,
    /// The session.
    pub session: Option<&'a Session>,
    /// More headers.
    pub headers: Vec<(&'a str, String)>,
    /// The body; empty for none.
    pub body: String,
}

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct Session {
    cookie: String,
    csrf: String,
}

impl House {
    /// Opens a gateway with this world; must be called inside a runtime.
    pub async fn open(world: &World, way: Way) -> Self {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() }.unwrap();
        let dist = folder.path().join("dist");
        fs::create_dir_all(&dist).unwrap();
        fs::write(dist.join("index.html"), "<!doctype html><title>Lapwing</title>").unwrap();
        let tables = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../public/data");
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let data = folder.path().join("data");
        let settings =
            Settings { demo: true, data, dist, public: Some(tables), questionnaires: None, address };
        let opened = settings.open().unwrap();
        let clock = Arc::new(Mutex::new(Timestamp::UNIX_EPOCH));
        let told = Arc::clone(&clock);
        let gateway = Gateway {
            identities: Identities::parse(identities(world)).unwrap(),
            clock: Clock::from_fn(move || *told.lock().unwrap()),
            origins: Origins::loopback(address.port()),
            // It looks at the end alone: then all that was written is told as it is then.
            live: Live::every(Duration::from_secs(86_400)),
            ..opened
        };
        let gateway = Arc::new(gateway);
        let records = Arc::clone(&gateway.records);
        let line = match way {
            Way::InProcess => Line::Here(app(Arc::clone(&gateway)), address),
            Way::Http => {
                let service = app(Arc::clone(&gateway));
                tokio::spawn(async move { axum::serve(listener, service).await });
                let settings = ureq::Agent::config_builder().http_status_as_error(false).build();
                Line::Far(settings.into(), address)
            }
        };
        Self { line, gateway, records, clock, _folder: folder }
    }

    /// Sets the day; it is noon.
    pub fn on(&self, day: Date) {
        *self.clock.lock().unwrap() = render::noon(day).parse().unwrap();
    }

    /// The same day, so many minutes later.
    pub fn later(&self, minutes: i64) {
        let mut now = self.clock.lock().unwrap();
        *now += jiff::SignedDuration::from_mins(minutes);
    }

    /// What is kept of one kind in somebody's record, unjudged.
    pub fn of_patient(&self, kind: &str, patient: &str) -> Vec<Value> {
        self.records.of_patient(kind, &format!("Patient/{patient}")).unwrap()
    }

    /// Writes resources, as the team's own system would.
    pub fn put(&self, resources: &[Value]) {
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

    /// Signs somebody in.
    pub async fn sign_in(&self, person: &str) -> Session {
        let nobody = Session { cookie: String::new(), csrf: "sign-in".to_owned() };
        let body = json!({"person": person}).to_string();
        let asked =
            Asked { method: "POST", path: "/session/demo", session: Some(&nobody), headers: vec![], body };
        let reply = self.ask(&asked).await;
        let cookie = reply.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
        let csrf = reply.json()["csrf"].as_str().expect("signed in").to_owned();
        Session { cookie, csrf }
    }

    /// Opens a stream of live events; what it told comes once the streams have ended.
    pub async fn listen(&self, session: &Session) -> tokio::task::JoinHandle<String> {
        let (Line::Here(_, address) | Line::Far(_, address)) = &self.line;
        let asked = Asked { method: "GET", path: "/live", session: Some(session), ..Asked::default() };
        let request = request(*address, &asked);
        let service = match &self.line {
            Line::Here(app, _) => app.clone(),
            // How it goes over a connection is for the gateway's own tests.
            Line::Far(..) => app(Arc::clone(&self.gateway)),
        };
        let body = service.oneshot(request).await.unwrap().into_body();
        let told = async { String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().into()).unwrap() };
        tokio::spawn(told)
    }

    /// Tells all who listen what was written, and ends their streams.
    pub async fn end_live(&self) {
        self.gateway.live.end().await;
    }

    /// Sends one request.
    pub async fn ask(&self, asked: &Asked<'_>) -> Reply {
        match &self.line {
            Line::Here(app, address) => here(app, *address, asked).await,
            Line::Far(agent, address) => far(agent, *address, asked).await,
        }
    }
}

/// The id of the space of who has no record (docs/access.md).
pub fn space_of(person: &str) -> String {
    let names = Uuid::new_v5(&Uuid::NAMESPACE_URL, b"https://lapwing.example/carers-space");
    format!("carer-{}", Uuid::new_v5(&names, person.as_bytes()))
}

fn identities(world: &World) -> Value {
    let person = |p: &crate::model::Person| {
        let related = p.carers.iter().map(|c| format!("RelatedPerson/{}", world.carers[*c].id));
        json!({
            "id": p.id, "name": p.id, "code": "2468",
            "patient": p.patient.filter(|n| !world.patients[*n].space).map(|n| format!("Patient/{}", world.patients[n].id)),
            "related": related.collect::<Vec<_>>(),
        })
    };
    world.people.iter().map(person).collect()
}

/// The headers that the app sends.
fn headers(asked: &Asked<'_>, host: &str) -> Vec<(String, String)> {
    let mut all = vec![("host".to_owned(), host.to_owned())];
    if let Some(session) = asked.session {
        if !session.cookie.is_empty() {
            all.push(("cookie".to_owned(), session.cookie.clone()));
        }
        all.push(("x-lapwing-csrf".to_owned(), session.csrf.clone()));
    }
    if !asked.body.is_empty() || asked.method == "DELETE" {
        all.push(("origin".to_owned(), format!("http://{host}")));
    }
    if !asked.body.is_empty() {
        all.push(("content-type".to_owned(), "application/json".to_owned()));
    }
    all.extend(asked.headers.iter().map(|(n, v)| ((*n).to_owned(), v.clone())));
    all
}

fn request(address: SocketAddr, asked: &Asked<'_>) -> Request<Body> {
    let mut request = Request::builder().method(asked.method).uri(asked.path);
    for (name, value) in headers(asked, &address.to_string()) {
        request = request.header(name, value);
    }
    request.body(Body::from(asked.body.clone())).unwrap()
}

async fn here(app: &Router, address: SocketAddr, asked: &Asked<'_>) -> Reply {
    let (parts, body) = app.clone().oneshot(request(address, asked)).await.unwrap().into_parts();
    let text = String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().into()).unwrap();
    let headers = parts.headers.iter().map(|(n, v)| (n.as_str().to_owned(), v.to_str().unwrap().to_owned()));
    reply(parts.status.as_u16(), headers.collect(), text)
}

async fn far(agent: &ureq::Agent, address: SocketAddr, asked: &Asked<'_>) -> Reply {
    let mut request =
        ureq::http::Request::builder().method(asked.method).uri(format!("http://{address}{}", asked.path));
    for (name, value) in headers(asked, &address.to_string()) {
        request = request.header(name, value);
    }
    let (agent, request) = (agent.clone(), request.body(asked.body.clone()).unwrap());
    let work = move || {
        let mut response = agent.run(request).unwrap();
        let headers = response.headers().iter();
        let headers = headers.map(|(n, v)| (n.as_str().to_owned(), v.to_str().unwrap().to_owned())).collect();
        let status = response.status().as_u16();
        reply(status, headers, response.body_mut().read_to_string().unwrap())
    };
    tokio::task::spawn_blocking(work).await.unwrap()
}

fn reply(status: u16, mut headers: Vec<(String, String)>, text: String) -> Reply {
    let of_the_connection =
        [header::DATE, header::CONNECTION, header::TRANSFER_ENCODING, header::CONTENT_LENGTH];
    headers.retain(|(name, _)| !of_the_connection.iter().any(|h| h.as_str() == name));
    headers.sort();
    Reply { status, headers, text }
}
