//! One flusher at a time, over all pages and the worker.

use std::cell::RefCell;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use crate::bridge::{call, get, object, scope};
use crate::limit::Limit;

/// How long to wait for the lock, in milliseconds: a worker that trapped holds it until the browser ends it.
const PATIENCE: u32 = 30_000;

/// Does `work` while nobody else holds the lock. Where the browser gives no lock, or not in time, the leases of the
/// entries alone keep two flushers apart; `work` is told whether the lock is held.
pub(crate) async fn alone<T, W: Future<Output = T>>(name: &str, work: impl FnOnce(bool) -> W) -> T {
    let held = wait(name).await;
    let done = work(held.is_ok()).await;
    drop(held);
    done
}

/// The lock, until dropped.
struct Held(Option<Function>);

async fn wait(name: &str) -> Result<Held, JsValue> {
    let (granted, grant) = deferred();
    let (released, release) = deferred();
    let refuse = JsValue::from(grant.clone());
    let work = Closure::once_into_js(move |_lock: JsValue| {
        resolve(grant.as_ref());
        released
    });
    let locks = get(&get(&scope(), "navigator")?, "locks")?;
    let limit = Limit::begin(PATIENCE)?;
    let options = object(&[("signal", &limit.signal()?)])?;
    let request = call(&locks, "request", &[&name.into(), &options, &work])?;
    // A refusal ends the wait too, and is what it gives: then nothing is held, and nothing to release.
    call(&request, "catch", &[&refuse])?;
    let refusal = granted.await?;
    if refusal.is_undefined() { Ok(Held(release)) } else { Err(refusal) }
}

impl Drop for Held {
    fn drop(&mut self) {
        resolve(self.0.as_ref());
    }
}

/// A promise and the function that resolves it.
fn deferred() -> (Promise, Option<Function>) {
    let resolve = RefCell::new(None);
    let promise = Promise::new(&mut |yes, _| {
        resolve.replace(Some(yes));
    });
    (promise, resolve.into_inner())
}

fn resolve(function: Option<&Function>) {
    let resolved = function.map(|function| function.call0(&JsValue::UNDEFINED));
    // It comes from the browser's own `Promise`, which does not throw.
    debug_assert!(!matches!(resolved, Some(Err(_))));
}
