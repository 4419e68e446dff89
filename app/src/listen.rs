//! Hears the browser: addresses, the network, visibility, the other tabs, new versions.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use lapwing_core::event::Event;
use lapwing_core::links;
use lapwing_core::route::Route;
use lapwing_core::session;
use lapwing_core::vault;
use lapwing_web::channel::{self, Message};
use lapwing_web::{Store, sw};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, MouseEvent, VisibilityState};
use yew::Callback;

use crate::{effects, place, tab};

/// Milliseconds between two keys or taps that are told: far fewer than the warning stands.
const APART: f64 = 5_000.0;

/// The present address.
#[must_use]
pub fn here() -> Route {
    Route::parse(&gloo::utils::window().location().pathname().unwrap_or_default())
}

/// The languages that the browser is set to, the first before the others.
pub fn languages() -> Vec<String> {
    let list = gloo::utils::window().navigator().languages();
    list.iter().filter_map(|language| language.as_string()).collect()
}

/// Changes the address; whether it could be changed.
pub fn go(route: &Route, replace: bool) -> bool {
    let Ok(history) = gloo::utils::window().history() else { return false };
    let path = route.path();
    let done = if replace {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&path))
    } else {
        history.push_state_with_url(&JsValue::NULL, "", Some(&path))
    };
    done.is_ok()
}

/// A health link that the address brought.
pub fn link() -> Option<Event> {
    let came = if here() == Route::Viewer { place::take_link() } else { None };
    came.map(|link| Event::Links(links::Event::Brought(link, place::origin())))
}

/// Hears everything, from now until the page is closed.
pub fn everything(send: &Callback<Event>) {
    let window = gloo::utils::window();
    let document = gloo::utils::document();
    on(&window, "popstate", send, || Some(Event::Moved(here())));
    on(&window, "hashchange", send, link);
    on(&window, "online", send, || Some(Event::Online(true)));
    on(&window, "offline", send, || Some(Event::Online(false)));
    on(&document, "visibilitychange", send, || {
        Some(Event::Visible(gloo::utils::document().visibility_state() == VisibilityState::Visible))
    });
    links(send);
    used(send);
    let ready = send.clone();
    spawn_local(async move {
        sw::register(move || ready.emit(Event::UpdateReady)).await;
    });
}

/// Hears the other tabs, and hands them the keys while it is unlocked here.
pub fn tabs(store: &Rc<Store>, send: &Callback<Event>) {
    let heard = send.clone();
    let asked = Rc::clone(store);
    let said = move |message| match message {
        Message::Settled { id, outcome } => heard.emit(Event::Settled(id, outcome)),
        Message::Changed => heard.emit(Event::Woke(lapwing_core::effect::Wake::List)),
        Message::Leave => effects::away(),
        Message::Wiped if tab::is_beside() => heard.emit(Event::Session(session::Event::Retried)),
        // Who signed out was asked about what is theirs, and nothing of it is to stay here.
        Message::Wiped => {
            tab::hold(0);
            effects::reload();
        }
        Message::SignedIn => heard.emit(Event::Session(session::Event::SignedInBeside)),
        Message::Locked => heard.emit(Event::Vault(vault::Event::Found(vault::Lock::Closed))),
        Message::Vault => heard.emit(Event::Vault(vault::Event::Elsewhere)),
        Message::Forgotten => heard.emit(Event::Vault(vault::Event::Forgotten(Ok(())))),
        // A sign-out of somebody else takes nothing from this page.
        Message::HeldAsked if tab::held() == 0 || tab::is_beside() => {}
        Message::HeldAsked => drop(channel::post(&Message::Held(tab::held()))),
        Message::Held(count) => heard.emit(Event::Session(session::Event::Beside(Some(count)))),
        // The browser may have let the timer of a hidden page sleep: it locks first where its time is over.
        Message::KeysAsked => {
            heard.emit(Event::Woke(lapwing_core::effect::Wake::Lock));
            let asked = Rc::clone(&asked);
            gloo::timers::callback::Timeout::new(0, move || asked.hand_keys()).forget();
        }
    };
    let (opened, store) = (send.clone(), Rc::clone(store));
    let handed = move |handles: JsValue| {
        let (opened, store) = (opened.clone(), store.clone());
        spawn_local(async move {
            if store.take_keys(&handles).await {
                opened.emit(Event::Vault(vault::Event::Found(vault::Lock::Open)));
            }
        });
    };
    channel::listen(said, handed);
}

fn on(
    target: &web_sys::EventTarget,
    name: &'static str,
    send: &Callback<Event>,
    fact: impl Fn() -> Option<Event> + 'static,
) {
    let send = send.clone();
    let hear = move |_: &web_sys::Event| {
        if let Some(fact) = fact() {
            send.emit(fact);
        }
    };
    EventListener::new(target, name, hear).forget();
}

/// Keys and taps keep it open. Every few seconds one is told, as each costs a look at the whole view.
fn used(send: &Callback<Event>) {
    let last = Rc::new(Cell::new(0.0));
    for name in ["pointerdown", "keydown"] {
        let (send, last) = (send.clone(), Rc::clone(&last));
        let hear = move |_: &web_sys::Event| {
            let now = js_sys::Date::now();
            if (now - last.get()).abs() >= APART {
                last.set(now);
                send.emit(Event::Vault(vault::Event::Used));
            }
        };
        EventListener::new(&gloo::utils::document(), name, hear).forget();
    }
}

/// A plain press on a link of the app changes the address without loading the page anew.
fn links(send: &Callback<Event>) {
    let send = send.clone();
    let options = gloo::events::EventListenerOptions::enable_prevent_default();
    let hear = move |event: &web_sys::Event| {
        let Some(route) = event.dyn_ref::<MouseEvent>().and_then(pressed) else { return };
        event.prevent_default();
        if go(&route, false) {
            send.emit(Event::Moved(route));
        }
    };
    EventListener::new_with_options(&gloo::utils::document(), "click", options, hear).forget();
}

fn pressed(event: &MouseEvent) -> Option<Route> {
    let plain = event.button() == 0
        && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
    let link = event.target()?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??;
    let href = link.get_attribute("href")?;
    let ours = href.starts_with('/') && !href.starts_with("//") && !href.ends_with(".html");
    let stays = link.get_attribute("rel").is_none() && link.get_attribute("download").is_none();
    (plain && ours && stays && !event.default_prevented()).then(|| Route::parse(&href))
}
