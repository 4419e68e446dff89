//! An end to what takes too long.

use wasm_bindgen::JsValue;

use crate::bridge::{call, get, make, scope};

/// Aborts what has its signal after some time, unless dropped before.
pub(crate) struct Limit {
    controller: JsValue,
    timer: JsValue,
}

impl Limit {
    /// Begins to count, in milliseconds.
    pub(crate) fn begin(patience: u32) -> Result<Self, JsValue> {
        let controller = make("AbortController", &[])?;
        let abort = call(&get(&controller, "abort")?, "bind", &[&controller])?;
        let timer = call(&scope(), "setTimeout", &[&abort, &patience.into()])?;
        Ok(Self { controller, timer })
    }

    /// What tells the browser to stop.
    pub(crate) fn signal(&self) -> Result<JsValue, JsValue> {
        get(&self.controller, "signal")
    }
}

impl Drop for Limit {
    fn drop(&mut self) {
        let cleared = call(&scope(), "clearTimeout", &[&self.timer]);
        // It does not throw; and a timer that stays ends nothing that is not over.
        debug_assert!(cleared.is_ok());
    }
}
