//! What the gateway said, for `core` to judge.

use js_sys::{Array, Object};
use lapwing_core::outbox::Answer;
use lapwing_core::trouble::Trouble;
use serde_json::{Map, Value};
use wasm_bindgen::{JsCast, JsValue};

use crate::bridge::{call, get, scope};
use crate::fetch::Heard;

/// The answer to an attempt.
pub(crate) fn answer(heard: Result<Heard, Trouble>) -> Answer {
    let Ok(heard) = heard else { return Answer::None };
    let body = heard.json.and_then(|text| parse(&text)).map(|json| words(&json));
    Answer::Status(heard.status, body, heard.retry_after)
}

/// Parsed by the browser, as the worker has no room for a parser.
pub(crate) fn parse(json: &str) -> Option<JsValue> {
    call(&get(&scope(), "JSON").ok()?, "parse", &[&json.into()]).ok()
}

/// The words of a parsed answer, in their lists and objects. Numbers and truths become `Null`: nothing that says
/// what the gateway has is one.
fn words(json: &JsValue) -> Value {
    if let Some(text) = json.as_string() {
        return Value::String(text);
    }
    if Array::is_array(json) {
        return Value::Array(json.unchecked_ref::<Array>().iter().map(|part| words(&part)).collect());
    }
    let Some(object) = json.dyn_ref::<Object>() else { return Value::Null };
    let mut members = Map::new();
    for name in Object::keys(object).iter().filter_map(|name| name.as_string()) {
        let member = get(object, &name).map_or(Value::Null, |member| words(&member));
        members.insert(name, member);
    }
    Value::Object(members)
}
