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

/// The lock, if nobody holds it or shares it; where the browser has no locks nobody gets it.
pub(crate) async fn if_free(name: &str) -> Option<Held> {
    let options = object(&[("ifAvailable", &true.into())]).ok()?;
    ask(name, &options).await.ok()
}

/// Shares the lock until the page is gone.
pub(crate) async fn share(name: &str) {
    thread_local! {
        static SHARED: RefCell<Vec<Held>> = const { RefCell::new(Vec::new()) };
    }
    if SHARED.with_borrow(Vec::is_empty) {
        let share = async { ask(name, &object(&[("mode", &"shared".into())])?).await };
        // Without locks nobody gets the other one either.
        let held = share.await.ok();
        SHARED.with_borrow_mut(|shared| shared.extend(held));
    }
}

/// The lock, until dropped.
pub(crate) struct Held(Option<Function>);

async fn wait(name: &str) -> Result<Held, JsValue> {
    let limit = Limit::begin(PATIENCE)?;
    ask(name, &object(&[("signal", &limit.signal()?)])?).await
}

async fn ask(name: &str, options: &JsValue) -> Result<Held, JsValue> {
    let (granted, grant) = deferred();
    let (released, release) = deferred();
    let refuse = JsValue::from(grant.clone());
    let work = Closure::once_into_js(move |lock: JsValue| {
        let taken = if lock.is_null() { JsValue::FALSE } else { JsValue::UNDEFINED };
        let told = grant.as_ref().map(|grant| grant.call1(&JsValue::UNDEFINED, &taken));
        debug_assert!(!matches!(told, Some(Err(_))));
        if lock.is_null() { Promise::resolve(&lock) } else { released }
    });
    let locks = get(&get(&scope(), "navigator")?, "locks")?;
    let request = call(&locks, "request", &[&name.into(), options, &work])?;
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
