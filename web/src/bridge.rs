//! From the browser's callbacks to futures, and what its errors mean.

use js_sys::{Object, Promise, Reflect};
use lapwing_core::trouble::Trouble;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, IdbRequest, IdbTransaction};

/// Waits for the result of a request.
pub(crate) async fn result(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let done = Promise::new(&mut |yes, no| {
        request.set_onsuccess(Some(&yes));
        request.set_onerror(Some(&no));
    });
    match done.await {
        Ok(_) => request.result(),
        Err(_) => Err(request.error()?.into()),
    }
}

/// Waits until a transaction is on disk. To be called in the same turn as the last request of it.
pub(crate) async fn committed(transaction: &IdbTransaction) -> Result<(), JsValue> {
    let done = Promise::new(&mut |yes, no| {
        transaction.set_oncomplete(Some(&yes));
        transaction.set_onabort(Some(&no));
    });
    match done.await {
        Ok(_) => Ok(()),
        Err(_) => Err(transaction.error().into()),
    }
}

/// An object with these members.
pub(crate) fn object(members: &[(&str, &JsValue)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (name, value) in members {
        Reflect::set(&object, &JsValue::from_str(name), value)?;
    }
    Ok(object)
}

/// A member of an object.
pub(crate) fn member(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(object, &JsValue::from_str(name))
}

/// What an error of the browser's storage means for the person.
pub(crate) fn storage_trouble(error: JsValue) -> Trouble {
    match error.dyn_into::<DomException>() {
        Ok(error) if error.name() == "QuotaExceededError" => Trouble::StorageFull,
        _ => Trouble::StorageClosed,
    }
}
