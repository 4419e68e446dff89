//! The network between a device and the gateway, with what can go wrong on it.

use std::collections::{BTreeMap, VecDeque};

use lapwing_core::outbox::Answer;
use serde_json::{Value, json};

use crate::trust::{self, Trust, Wire};

/// What goes wrong with one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It never arrives.
    Lost,
    /// It arrives, but the answer is lost.
    AnswerLost,
    /// It arrives, and the connection is cut inside the answer.
    Cut,
    /// A page of the Wi-Fi answers instead.
    Captive,
    /// The gateway answers with this status without looking at it.
    Status(u16),
    /// Something else on the way answers with this status, and with a page of its own.
    Page(u16),
    /// Too many requests: come back after so many seconds.
    Busy(u32),
    /// The gateway did it, and says that it broke.
    Broke,
    /// The answer did not come in time; the request arrives later.
    Late,
    /// It arrives twice.
    Twice,
}

impl Fault {
    /// Its name in figures.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Lost => "dropped before commit".into(),
            Self::AnswerLost => "answer dropped after commit".into(),
            Self::Cut => "connection cut in the body".into(),
            Self::Captive => "captive portal".into(),
            Self::Status(status) => status.to_string(),
            Self::Page(status) => ["a page with ", &status.to_string()].concat(),
            Self::Busy(_) => "429 with Retry-After".into(),
            Self::Broke => "500 after commit".into(),
            Self::Late => "slow, arrives later".into(),
            Self::Twice => "duplicated".into(),
        }
    }
}

/// A send, as it was chosen among what could go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The entry.
    pub id: String,
    /// What else could have gone in its place.
    pub others: Vec<String>,
}

/// The network of one device.
#[derive(Debug)]
pub struct Net {
    /// There is one.
    pub online: bool,
    /// Faults of the next deliveries, in order.
    pub faults: VecDeque<Fault>,
    /// Faults of the next requests of the pages, in order.
    pub page_faults: VecDeque<Fault>,
    /// What is under way and arrives later.
    pub late: Vec<Wire>,
    /// How often each fault happened.
    pub happened: BTreeMap<String, u64>,
    /// What was chosen to be sent.
    pub chosen: Vec<Chosen>,
    /// Entries that a fault made look refused.
    pub refused: Vec<String>,
}

impl Default for Net {
    fn default() -> Self {
        Self {
            online: true,
            faults: VecDeque::new(),
            page_faults: VecDeque::new(),
            late: vec![],
            happened: BTreeMap::new(),
            chosen: vec![],
            refused: vec![],
        }
    }
}

/// The network of one device, shared by its pages and its worker.
pub type Shared = std::rc::Rc<std::cell::RefCell<Net>>;

/// The id of the entry, or of the one that a part belongs to.
fn entry_of(path: &str) -> &str {
    let (before, part) = path.rsplit_once('/').unwrap_or_default();
    match before.strip_suffix("/parts") {
        Some(whole) => whole.rsplit('/').next().unwrap_or_default(),
        None => part,
    }
}

/// Delivers something: what a flusher hears.
pub async fn deliver(net: &Shared, trust: &Trust, wire: Wire) -> Answer {
    let fault = net.borrow_mut().faults.pop_front();
    if matches!(fault, Some(Fault::Status(403 | 409 | 410 | 412 | 422))) {
        let id = entry_of(&wire.path).to_owned();
        net.borrow_mut().refused.push(id);
    }
    let offline = !net.borrow().online;
    match exchange(net, trust, wire, fault).await {
        Some(answer) => Answer::Status(answer.status.as_u16(), answer.body, answer.after),
        None if offline => Answer::Unsent,
        None => Answer::None,
    }
}

/// Sends something and gives what came back, by what goes wrong with it.
pub async fn exchange(
    net: &Shared,
    trust: &Trust,
    wire: Wire,
    fault: Option<Fault>,
) -> Option<trust::Answer> {
    if !net.borrow().online {
        return None;
    }
    let Some(fault) = fault else { return Some(trust.send(wire).await) };
    *net.borrow_mut().happened.entry(fault.name()).or_default() += 1;
    match fault {
        Fault::Lost => None,
        Fault::AnswerLost => {
            trust.send(wire).await;
            None
        }
        Fault::Cut => Some(trust::Answer { body: None, cookie: None, ..trust.send(wire).await }),
        Fault::Captive => Some(made(200, Some(json!("<html>Welcome to the Wi-Fi")), None)),
        Fault::Status(status) => Some(made(status, Some(json!({"resourceType": "OperationOutcome"})), None)),
        Fault::Page(status) => Some(made(status, None, None)),
        Fault::Busy(seconds) => Some(made(429, None, Some(seconds))),
        Fault::Broke => {
            trust.send(wire).await;
            Some(made(500, None, None))
        }
        Fault::Late => {
            net.borrow_mut().late.push(wire);
            None
        }
        Fault::Twice => {
            trust.send(wire.clone()).await;
            Some(trust.send(wire).await)
        }
    }
}

fn made(status: u16, body: Option<Value>, after: Option<u32>) -> trust::Answer {
    let status = axum::http::StatusCode::from_u16(status).unwrap_or_default();
    trust::Answer { status, cookie: None, etag: None, after, body }
}
