//! The browser, called by name.
//!
//! The worker's WebAssembly and glue have few kilobytes. A typed binding costs some 50 bytes compressed for each method, so
//! what page and worker share calls by name through these few functions; what only the page uses is typed.

use js_sys::{Array, Function, Object, Promise, Reflect};
use lapwing_core::trouble::Trouble;
use wasm_bindgen::{JsCast, JsValue};

/// The global scope: a window in the page, a service worker's scope in the worker.
pub(crate) fn scope() -> JsValue {
    js_sys::global().into()
}

/// A member, `undefined` if there is none.
pub(crate) fn get(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(object, &name.into())
}

/// Sets a member.
pub(crate) fn set(object: &JsValue, name: &str, value: &JsValue) -> Result<(), JsValue> {
    Reflect::set(object, &name.into(), value).map(|_| ())
}

/// Calls a method; one that is missing is an error like any other.
pub(crate) fn call(object: &JsValue, name: &str, with: &[&JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = get(object, name)?.unchecked_into();
    Reflect::apply(&method, object, &list(with))
}

/// Makes an object of a class of the browser.
pub(crate) fn make(class: &str, with: &[&JsValue]) -> Result<JsValue, JsValue> {
    let class: Function = get(&scope(), class)?.unchecked_into();
    Reflect::construct(&class, &list(with))
}

/// An object with these members.
pub(crate) fn object(members: &[(&str, &JsValue)]) -> Result<JsValue, JsValue> {
    let object = Object::new().into();
    for (name, value) in members {
        set(&object, name, value)?;
    }
    Ok(object)
}

/// An array of these.
pub(crate) fn list(of: &[&JsValue]) -> Array {
    let list = Array::new();
    for value in of {
        list.push(value);
    }
    list
}

/// Waits for a promise.
pub(crate) async fn wait(promise: JsValue) -> Result<JsValue, JsValue> {
    promise.unchecked_into::<Promise>().await
}

/// Waits for one of the `good` events of an object; one of the `bad` is an error.
pub(crate) async fn event(of: &JsValue, good: &[&str], bad: &[&str]) -> Result<JsValue, JsValue> {
    let mut heard = Ok(());
    let promise = Promise::new(&mut |yes, no| {
        let all = good.iter().map(|name| (name, &yes)).chain(bad.iter().map(|name| (name, &no)));
        for (name, listener) in all {
            heard = heard.clone().and(set(of, name, listener));
        }
    });
    heard?;
    promise.await
}

/// Waits for the result of a request to the storage.
pub(crate) async fn result(request: &JsValue) -> Result<JsValue, JsValue> {
    match event(request, &["onsuccess"], &["onerror"]).await {
        Ok(_) => get(request, "result"),
        Err(_) => Err(get(request, "error")?),
    }
}

/// Waits until a transaction is on disk. To be called in the same turn as the last request of it.
pub(crate) async fn committed(transaction: &JsValue) -> Result<(), JsValue> {
    match event(transaction, &["oncomplete"], &["onabort"]).await {
        Ok(_) => Ok(()),
        Err(_) => Err(get(transaction, "error")?),
    }
}

/// What an error of the browser's storage means for the person.
pub(crate) fn storage_trouble(error: JsValue) -> Trouble {
    // No error, but an event: the storage is open in another page, which has to be closed first.
    if get(&error, "type").is_ok_and(|kind| kind == "blocked") {
        return Trouble::StorageBlocked;
    }
    match get(&error, "name").ok().and_then(|name| name.as_string()).as_deref() {
        Some("QuotaExceededError") => Trouble::StorageFull,
        Some("VersionError") => Trouble::StorageNewer,
        _ => Trouble::StorageClosed,
    }
}

/// Asks the browser's cryptography, and waits.
pub(crate) async fn subtle(method: &str, with: &[&JsValue]) -> Result<JsValue, JsValue> {
    wait(call(&get(&get(&scope(), "crypto")?, "subtle")?, method, with)?).await
}

/// Cryptographically random bytes.
pub(crate) fn random(length: u32) -> Result<JsValue, JsValue> {
    let bytes = make("Uint8Array", &[&length.into()])?;
    call(&get(&scope(), "crypto")?, "getRandomValues", &[&bytes])
}
