//! Forms: read, opened, answered, sent.

use std::cell::RefCell;
use std::rc::Rc;

use lapwing_core::now::Now;
use lapwing_core::sdc::{Around, Form, Live, extract, judge};
use lapwing_core::{json, words};
use serde_json::{Map, Value};
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static LIVE: RefCell<Option<Live>> = const { RefCell::new(None) };
}

fn now() -> Now {
    Now::new(1_792_000_000_000, 0, [1; 4])
}

/// Reads a kept Questionnaire and opens it; how many items it has, or -1 with its reason in the console's place.
#[wasm_bindgen]
#[must_use]
pub fn open_form(resource: i32) -> i32 {
    let Some(source) = super::resource_at(resource) else { return -1 };
    match Form::read(Rc::new(source.clone()), "", &[]) {
        Ok(form) => {
            let items = i32::try_from(form.items.len()).unwrap_or(i32::MAX);
            let live = Live::open(Rc::new(form), Around::default(), None, &now());
            LIVE.with_borrow_mut(|kept| *kept = Some(live));
            items
        }
        Err(why) => -i32::try_from(words::checks::refusal(&why).len()).unwrap_or(1),
    }
}

/// Types a text into the first node of an item; how many answers there are then.
#[wasm_bindgen]
#[must_use]
pub fn type_in(item: usize, text: &str) -> usize {
    LIVE.with_borrow_mut(|kept| {
        let Some(live) = kept else { return 0 };
        let Some(at) = live.nodes_of(item).first().copied() else { return 0 };
        live.choose(at, 0, true);
        live.type_in(at, 0, |typed| text.clone_into(&mut typed.text));
        live.values(at).len()
    })
}

/// What would be sent, with what is made of it, as JSON; and how many faults it has.
#[wasm_bindgen]
#[must_use]
pub fn sent() -> String {
    LIVE.with_borrow(|kept| {
        let Some(live) = kept else { return String::new() };
        let mut response = Map::new();
        response.insert("resourceType".into(), "QuestionnaireResponse".into());
        response.insert("item".into(), Value::Array(live.items()));
        let response = Value::Object(response);
        let made = extract(live, &response, &now()).len();
        let faults = judge(live.form(), &response, &now()).len();
        let mut text = json::write(&response);
        text.push_str(&(made + faults).to_string());
        text
    })
}
