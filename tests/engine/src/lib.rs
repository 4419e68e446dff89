//! The forms engine alone: what a browser needs to measure its size and its speed.
//!
//! Expressions and resources are kept here and named by number, so that a measured call passes numbers alone.

#[cfg(feature = "fhirpath")]
mod fhirpath;
#[cfg(feature = "form")]
mod form;
#[cfg(feature = "screen")]
mod screen;

use std::cell::RefCell;

use lapwing_core::json;
use serde_json::Value;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static RESOURCES: RefCell<Vec<&'static Value>> = const { RefCell::new(Vec::new()) };
}

/// Reads a resource and keeps it until the page goes; its number, or -1 where it is not JSON.
#[wasm_bindgen]
#[must_use]
pub fn load(text: &str) -> i32 {
    match json::read(text) {
        Some(value) => RESOURCES.with_borrow_mut(|all| {
            all.push(Box::leak(Box::new(value)));
            i32::try_from(all.len() - 1).unwrap_or(-1)
        }),
        None => -1,
    }
}

/// A kept resource as JSON.
#[wasm_bindgen]
#[must_use]
pub fn shown(resource: i32) -> String {
    resource_at(resource).map(json::write).unwrap_or_default()
}

fn resource_at(number: i32) -> Option<&'static Value> {
    let at = usize::try_from(number).ok()?;
    RESOURCES.with_borrow(|all| all.get(at).copied())
}
