//! One flusher at a time, over all pages and the worker.

use std::cell::RefCell;

use js_sys::{Array, Function, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    /// `web_sys` has Web Locks behind an unstable flag only.
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], js_name = request, catch)]
    fn request(name: &str, work: &JsValue) -> Result<Promise, JsValue>;
}

/// Does `work` while nobody else holds the lock. Where the browser has no locks (or gives none), the leases of the
/// entries alone keep two flushers apart.
pub(crate) async fn alone<T>(name: &str, work: impl Future<Output = T>) -> T {
    let held = Held::wait(name).await;
    let done = work.await;
    drop(held);
    done
}

/// The lock, until dropped.
struct Held {
    release: Option<Function>,
}

impl Held {
    async fn wait(name: &str) -> Self {
        let (grant, granted) = deferred();
        let (release, released) = deferred();
        let work = Closure::once_into_js(move |_lock: JsValue| {
            resolve(grant.as_ref());
            released
        });
        let refused = match request(name, &work) {
            Ok(refused) => refused,
            Err(_) => return Self { release: None },
        };
        // `request` settles at once only where it is refused: then nothing is held.
        match Promise::race(&Array::of2(&granted, &refused)).await {
            Ok(_) => Self { release },
            Err(_) => Self { release: None },
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        resolve(self.release.as_ref());
    }
}

/// A promise and the function that resolves it.
fn deferred() -> (Option<Function>, Promise) {
    let resolve = RefCell::new(None);
    let promise = Promise::new(&mut |yes, _| {
        resolve.replace(Some(yes));
    });
    (resolve.into_inner(), promise)
}

/// Resolves a promise. The function comes from the browser's own `Promise` and cannot throw.
fn resolve(function: Option<&Function>) {
    if let Some(function) = function {
        function
            .unchecked_ref::<Resolve>()
            .call(&JsValue::UNDEFINED);
    }
}

#[wasm_bindgen]
extern "C" {
    type Resolve;
    #[wasm_bindgen(method)]
    fn call(this: &Resolve, of: &JsValue);
}
