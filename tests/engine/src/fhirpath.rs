//! Expressions, parsed and evaluated.

use std::cell::RefCell;

use lapwing_core::{
    fhirpath::{Expression, Lookup, Node, Room, World, parse},
    json,
    now::Now,
};
use serde_json::Value;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static EXPRESSIONS: RefCell<Vec<&'static Expression>> = const { RefCell::new(Vec::new()) };
}

/// Parses an expression and keeps it; its number, or below 0 where it is not understood.
#[wasm_bindgen]
#[must_use]
pub fn prepare(text: &str) -> i32 {
    match parse(text) {
        Ok(expression) => EXPRESSIONS.with_borrow_mut(|all| {
            all.push(Box::leak(Box::new(expression)));
            i32::try_from(all.len() - 1).unwrap_or(-1)
        }),
        Err(_) => -1,
    }
}

/// The names that a questionnaire's expressions ask for.
struct Known {
    patient: Option<&'static Value>,
    questionnaire: Option<&'static Value>,
}

impl<'a> Lookup<'a> for Known {
    fn name(&self, name: &str, out: &mut Vec<Node<'a>>) -> bool {
        let found = match name {
            "patient" => self.patient,
            "questionnaire" => self.questionnaire,
            _ => return false,
        };
        out.extend(found.map(Node::from_json));
        true
    }

    fn questionnaire(&self) -> Option<&'a Value> {
        self.questionnaire
    }
}

/// What is done with a result, or with the number of a failure.
type Then<'t> = &'t mut dyn FnMut(Result<&[Node], i32>);

/// Hands the result on, or the number of the failure.
fn evaluated(ids: [i32; 4], then: Then) {
    let [expression, resource, patient, questionnaire] = ids;
    let at = usize::try_from(expression).unwrap_or(usize::MAX);
    let Some(expression) = EXPRESSIONS.with_borrow(|all| all.get(at).copied()) else { return then(Err(-1)) };
    let resource = super::resource_at(resource);
    let focus: Option<Node> = resource.map(Node::from_json);
    let now = Now::new(1_792_000_000_000, 0, [1; 4]);
    let lookup =
        Known { patient: super::resource_at(patient), questionnaire: super::resource_at(questionnaire) };
    let room = Room::default();
    let world =
        World { focus: focus.as_slice(), resource, root: None, now: &now, room: &room, lookup: &lookup };
    match expression.evaluate(&world) {
        Ok(found) => then(Ok(&found)),
        Err(why) => then(Err(-2 - why as i32)),
    }
}

/// How many items the result has; below 0 where there is none.
#[wasm_bindgen]
#[must_use]
pub fn evaluate(expression: i32, resource: i32, patient: i32, questionnaire: i32) -> i32 {
    let mut count = -1;
    evaluated([expression, resource, patient, questionnaire], &mut |found| {
        count = match found {
            Ok(found) => i32::try_from(found.len()).unwrap_or(i32::MAX),
            Err(why) => why,
        };
    });
    count
}

/// The result as a JSON list; empty where there is none.
#[wasm_bindgen]
#[must_use]
pub fn result(expression: i32, resource: i32, patient: i32, questionnaire: i32) -> String {
    let mut text = String::new();
    evaluated([expression, resource, patient, questionnaire], &mut |found| {
        if let Ok(found) = found {
            text = json::write(&Value::Array(found.iter().map(Node::to_json).collect()));
        }
    });
    text
}
