//! Opening a link, of this gateway or another's. Nothing of it is kept.

use std::rc::Rc;

use serde_json::Value;

use super::content::{Content, read};
use super::payload::{self, Flaw, Payload};
use super::{Closed, Event, Order};
use crate::effect::{Effect, Method, Request};
use crate::json;
use crate::now::Now;
use crate::route::Route;

/// The gateway asks other gateways for us: a browser would tell them more, and may not.
const READER: &str = "/link-reader";
/// A file up to this length comes inside the manifest.
const EMBEDDED: u32 = 8_000_000;
/// More files than this are not opened.
const FILES: usize = 50;

/// Where opening a link is. Exactly one holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Stage {
    /// No link yet; or what was brought is none, for this reason.
    #[default]
    Nothing,
    /// What was brought is no link that can be opened.
    Flawed(Flaw),
    /// Who opens it is asked, and the passcode where it has one; how many tries are left after a wrong one.
    Asks(Option<u32>),
    /// It is being fetched, or decrypted.
    Opening,
    /// This is in it.
    Shows(Rc<Content>),
    /// It is over, was stopped, or never was.
    Over,
    /// There were too many questions, come back later.
    Busy,
    /// Nothing was heard.
    Unheard,
    /// Its gateway could not be asked, or did not answer as one.
    NoGateway,
    /// Its files did not open: the link is damaged, or the files were changed.
    Locked(Closed),
}

/// The link under way.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Viewer {
    /// Where it is.
    pub stage: Stage,
    payload: Payload,
    own: bool,
    who: String,
}

/// What the screen shows.
#[derive(Debug, Clone, PartialEq)]
pub struct ViewerView {
    /// Where it is.
    pub stage: Stage,
    /// What its maker called it.
    pub label: String,
    /// A passcode is asked.
    pub passcode: bool,
    /// Whose gateway it is at; empty for this one.
    pub host: String,
    /// Who opens it.
    pub who: String,
}

/// The view.
#[must_use]
pub fn view(viewer: &Viewer) -> ViewerView {
    let host = payload::host(&viewer.payload.url).filter(|_| !viewer.own).unwrap_or_default();
    ViewerView {
        stage: viewer.stage.clone(),
        label: viewer.payload.label.clone(),
        passcode: viewer.payload.passcode,
        host: host.into(),
        who: viewer.who.clone(),
    }
}

/// The person brings a link, says who they are, wants it opened, or is done.
pub fn look(viewer: &mut Viewer, event: Event, now: &Now) -> Vec<Effect> {
    match event {
        Event::Brought(text, origin) => brought(viewer, &text, &origin, now),
        Event::Named(who) => {
            viewer.who = who;
            return vec![];
        }
        Event::Wanted(passcode) if matches!(viewer.stage, Stage::Asks(_)) => return ask(viewer, &passcode),
        Event::Done => {
            *viewer = Viewer::default();
            return vec![Effect::Navigate(Route::Today, false)];
        }
        _ => return vec![],
    }
    vec![Effect::Top, Effect::Focus("h1".into())]
}

fn brought(viewer: &mut Viewer, text: &str, origin: &str, now: &Now) {
    *viewer = Viewer::default();
    viewer.stage = match payload::read(text) {
        Err(flaw) => Stage::Flawed(flaw),
        Ok(payload) => {
            viewer.own = payload::origin(&payload.url) == origin;
            let secure = viewer.own || payload.url.starts_with("https://");
            // A hint alone; but a gateway that kept to it would say no more than this.
            let over = payload.exp.is_some_and(|exp| exp <= now.time / 1_000);
            viewer.payload = payload;
            match (secure, over) {
                (false, _) => Stage::Flawed(Flaw::Refused),
                (_, true) => Stage::Over,
                _ => Stage::Asks(None),
            }
        }
    };
}

fn ask(viewer: &mut Viewer, passcode: &str) -> Vec<Effect> {
    let who = viewer.who.trim();
    if who.is_empty() {
        return vec![Effect::Focus("who".into())];
    }
    let some = |on: bool, text: &str| if on { Value::from(text) } else { Value::Null };
    let path = match viewer.own {
        true => viewer.payload.url.get(payload::origin(&viewer.payload.url).len()..).unwrap_or("/"),
        false => READER,
    };
    let holes = [
        ("recipient", who.into()),
        ("passcode", some(viewer.payload.passcode, passcode)),
        ("url", some(!viewer.own, &viewer.payload.url)),
        ("direct", if viewer.own { Value::Null } else { viewer.payload.direct.into() }),
        ("most", EMBEDDED.into()),
    ];
    let template = r#"{"recipient": "$recipient", "passcode": "$passcode", "url": "$url", "direct": "$direct",
        "embeddedLengthMax": "$most"}"#;
    let request = Request::new(Method::Post, path.into()).with(json::filled(template, &holes));
    viewer.stage = Stage::Opening;
    vec![Effect::Links(Order::Ask(Request { anonymous: true, ..request }))]
}

/// What was heard of a link, or came out of its files.
pub fn came(viewer: &mut Viewer, event: Event, now: &Now) -> Vec<Effect> {
    if viewer.stage != Stage::Opening {
        return vec![];
    }
    viewer.stage = match event {
        Event::Answered(None) => Stage::Unheard,
        Event::Answered(Some((status, body))) => match answered(status, &body) {
            Ok(files) => return vec![Effect::Links(Order::Open(files, viewer.payload.key.clone()))],
            Err(stage) => stage,
        },
        Event::Opened(files) => match files.iter().find_map(|file| file.as_ref().err()) {
            Some(why) if files.iter().all(Result::is_err) => Stage::Locked(*why),
            _ => Stage::Shows(Rc::new(read(&files, now))),
        },
        _ => Stage::Opening,
    };
    let focus = if matches!(viewer.stage, Stage::Asks(_)) { "passcode" } else { "h1" };
    vec![Effect::Top, Effect::Focus(focus.into())]
}

/// The files of a manifest, or where that leaves the person.
fn answered(status: u16, body: &Value) -> Result<Vec<String>, Stage> {
    match status {
        200 => {
            let files = body.get("files").and_then(Value::as_array).ok_or(Stage::NoGateway)?;
            let whole = |file: &Value| Some(file.get("embedded")?.as_str()?.to_owned());
            // A file that is not there is one that did not open.
            let files: Vec<String> =
                files.iter().take(FILES).map(|file| whole(file).unwrap_or_default()).collect();
            if files.is_empty() { Err(Stage::Over) } else { Ok(files) }
        }
        401 => {
            let left = body.get("remainingAttempts").and_then(Value::as_u64).unwrap_or(1);
            let left = u32::try_from(left).unwrap_or(u32::MAX);
            Err(if left == 0 { Stage::Over } else { Stage::Asks(Some(left)) })
        }
        403 | 404 | 410 => Err(Stage::Over),
        408 | 425 | 429 => Err(Stage::Busy),
        _ => Err(Stage::NoGateway),
    }
}
