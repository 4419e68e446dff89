//! The stream of changes at the gateway (WHATWG HTML, server-sent events).
//!
//! One stream for each page that is seen, and none for one that is not: HTTP/1.1 has six connections for all tabs together,
//! and of many tabs few are seen. A stream that one tab held for all would lie in the tab that the browser freezes first.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Date;
use lapwing_core::live::Event;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use crate::bridge::{call, get, make, scope, set};

/// How often it is looked whether the stream is alive, in milliseconds.
const LOOK: u32 = 20_000;
/// The gateway gives a sign of life every 15 s: after so long without one it is dead, whatever the browser thinks.
const SILENCE: f64 = 45_000.0;
/// A sign of life.
const ALIVE: &str = "{}";
/// `EventSource.CLOSED`: the browser does not try again.
const CLOSED: f64 = 2.0;

struct Stream {
    source: JsValue,
    timer: JsValue,
    heard: f64,
    tell: Rc<dyn Fn(Event)>,
}

thread_local! {
    static STREAM: RefCell<Option<Stream>> = const { RefCell::new(None) };
    /// One function hears everything, the timer too, as long as the page is open.
    static HEAR: JsValue = Closure::<dyn Fn(JsValue)>::new(|event: JsValue| hear(&event)).into_js_value();
}

/// Opens the stream, or closes it. Whether it could be done: a browser without it looks when a screen is opened.
pub fn listen(on: bool, tell: Rc<dyn Fn(Event)>) -> bool {
    let before = STREAM.take();
    let closed = before.is_none_or(|stream| {
        call(&scope(), "clearInterval", &[&stream.timer]).and_then(|_| close(&stream.source)).is_ok()
    });
    closed && (!on || begin(tell).is_ok())
}

fn begin(tell: Rc<dyn Fn(Event)>) -> Result<(), JsValue> {
    let source = open()?;
    let timer = HEAR.with(|hear| call(&scope(), "setInterval", &[hear, &LOOK.into()]))?;
    STREAM.set(Some(Stream { source, timer, heard: Date::now(), tell }));
    Ok(())
}

fn open() -> Result<JsValue, JsValue> {
    let source = make("EventSource", &[&"/live".into()])?;
    HEAR.with(|hear| {
        ["onopen", "onmessage", "onerror"].iter().try_for_each(|name| set(&source, name, hear))
    })?;
    Ok(source)
}

fn close(source: &JsValue) -> Result<(), JsValue> {
    call(source, "close", &[]).map(|_| ())
}

/// Something of the stream, or the timer, which hands in nothing.
fn hear(event: &JsValue) {
    let word = |name: &str| get(event, name).ok().and_then(|found| found.as_string()).unwrap_or_default();
    let told = STREAM.with_borrow_mut(|stream| {
        let stream = stream.as_mut()?;
        let closed =
            || get(&stream.source, "readyState").ok().and_then(|state| state.as_f64()) == Some(CLOSED);
        let told = match word("type").as_str() {
            "open" => Event::Opened,
            "message" => Event::Told(word("data")),
            "error" => return closed().then(|| (Rc::clone(&stream.tell), Event::Refused)),
            _ => {
                if closed() || Date::now() - stream.heard > SILENCE {
                    anew(stream);
                }
                return None;
            }
        };
        stream.heard = Date::now();
        let alive = told == Event::Told(ALIVE.into());
        (!alive).then(|| (Rc::clone(&stream.tell), told))
    });
    if let Some((tell, told)) = told {
        tell(told);
    }
}

/// Another stream in the place of a dead one; where it can't be opened the next look tries again.
fn anew(stream: &mut Stream) {
    if let (Ok(()), Ok(source)) = (close(&stream.source), open()) {
        (stream.source, stream.heard) = (source, Date::now());
    }
}
