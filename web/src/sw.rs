//! The service worker, seen from the page.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState, Window};

use crate::bridge::{call, get, object, scope, wait};

/// The worker's address. It keeps its name for ever.
const SCRIPT: &str = "/sw.js";

/// What the worker is to do when the network is back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    /// Deliver the outbox.
    Outbox,
    /// Deliver anonymous feedback.
    Feedback,
}

/// Registers the worker. `ready` is called whenever a new version waits to take over. Whether there is a worker now:
/// the app works without one.
pub async fn register(ready: impl Fn() + 'static) -> bool {
    match begin().await {
        Ok(registration) => {
            watch(&registration, Rc::new(ready));
            true
        }
        Err(_) => false,
    }
}

async fn begin() -> Result<ServiceWorkerRegistration, JsValue> {
    let options = object(&[("updateViaCache", &"none".into())])?;
    // Trusted Types take it from the one policy that there is, which boot.js made.
    let address = call(&scope(), "lapwingScript", &[&SCRIPT.into()])?;
    let registering = call(container()?.as_ref(), "register", &[&address, &options])?;
    Ok(wait(registering).await?.unchecked_into())
}

fn watch(registration: &ServiceWorkerRegistration, ready: Rc<dyn Fn()>) {
    if registration.waiting().is_some() {
        ready();
    }
    let own = registration.clone();
    let follow = move || {
        if let Some(worker) = own.installing() {
            follow(&own, &worker, Rc::clone(&ready));
        }
    };
    follow();
    registration.set_onupdatefound(Some(&callback(follow)));
}

/// Tells when `worker` is installed and another one is at work: the very first is no update.
fn follow(registration: &ServiceWorkerRegistration, worker: &ServiceWorker, ready: Rc<dyn Fn()>) {
    let (registration, own) = (registration.clone(), worker.clone());
    worker.set_onstatechange(Some(&callback(move || {
        if own.state() == ServiceWorkerState::Installed && registration.active().is_some() {
            ready();
        }
    })));
}

/// Lets the waiting version take over, and loads the page again once it has. Whether there was one.
pub async fn take_over() -> bool {
    exchange().await.unwrap_or(false)
}

async fn exchange() -> Result<bool, JsValue> {
    let container = container()?;
    let registration: ServiceWorkerRegistration = container.ready()?.await?.unchecked_into();
    let Some(waiting) = registration.waiting() else {
        return Ok(false);
    };
    let location = window().location();
    let reloading = Cell::new(false);
    container.set_oncontrollerchange(Some(&callback(move || {
        // Once: a second change while the page loads would load it again. A page that cannot be loaded again
        // goes on as it is.
        if !reloading.replace(true) && location.reload().is_err() {
            reloading.set(false);
        }
    })));
    waiting.post_message(&object(&[("skipWaiting", &true.into())])?)?;
    Ok(true)
}

/// Looks for a new version now. Whether the question could be asked.
pub async fn check() -> bool {
    let ask = async {
        let registration: ServiceWorkerRegistration = container()?.ready()?.await?.unchecked_into();
        registration.update()?.await
    };
    ask.await.is_ok()
}

/// Asks the browser to wake the worker when there is a network (Background Sync; Chromium only). Whether it will: where
/// not, the page itself delivers while it is open.
pub async fn request_sync(later: Later) -> bool {
    let tag = match later {
        Later::Outbox => "lapwing-outbox",
        Later::Feedback => "lapwing-feedback",
    };
    let ask = async {
        let registration = container()?.ready()?.await?;
        wait(call(&get(&registration, "sync")?, "register", &[&tag.into()])?).await
    };
    ask.await.is_ok()
}

/// `navigator.serviceWorker`, which private windows and insecure addresses lack.
fn container() -> Result<ServiceWorkerContainer, JsValue> {
    let container = get(&window().navigator(), "serviceWorker")?;
    if container.is_undefined() { Err(container) } else { Ok(container.unchecked_into()) }
}

fn window() -> Window {
    scope().unchecked_into()
}

fn callback(call: impl Fn() + 'static) -> Function {
    Closure::<dyn Fn()>::new(call).into_js_value().unchecked_into()
}
