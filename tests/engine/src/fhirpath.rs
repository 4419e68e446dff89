//! Expressions, parsed and evaluated.

use std::cell::RefCell;

use lapwing_core::{
    fhirpath::{Expression, Lookup, Node, World, parse},
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

/// The names that a questionnaire's expressions ask for: each is the resource at the same place of the list.
struct Known {
    names: &'static [&'static str],
    values: Vec<Option<&'static Value>>,
}

impl Lookup<'static> for Known {
    fn name(&self, name: &str, out: &mut Vec<Node<'static>>) -> bool {
        let Some(at) = self.names.iter().position(|known| *known == name) else { return false };
        out.extend(self.values.get(at).copied().flatten().map(Node::from_json));
        true
    }
}

fn evaluated(expression: i32, resource: i32, patient: i32) -> Option<Result<Vec<Node<'static>>, i32>> {
    let at = usize::try_from(expression).ok()?;
    let expression = EXPRESSIONS.with_borrow(|all| all.get(at).copied())?;
    let resource = super::resource_at(resource);
    let focus: Option<Node> = resource.map(Node::from_json);
    let now = Now::new(1_792_000_000_000, 0, [1; 4]);
    let lookup = Known { names: &["patient"], values: vec![super::resource_at(patient)] };
    let world = World { focus: focus.as_slice(), resource, root: None, now: &now, lookup: &lookup };
    Some(expression.evaluate(&world).map_err(|why| -2 - why as i32))
}

/// How many items the result has; below 0 where there is none.
#[wasm_bindgen]
#[must_use]
pub fn evaluate(expression: i32, resource: i32, patient: i32) -> i32 {
    match evaluated(expression, resource, patient) {
        Some(Ok(found)) => i32::try_from(found.len()).unwrap_or(i32::MAX),
        Some(Err(why)) => why,
        None => -1,
    }
}

/// The result as a JSON list; empty where there is none.
#[wasm_bindgen]
#[must_use]
pub fn result(expression: i32, resource: i32, patient: i32) -> String {
    match evaluated(expression, resource, patient) {
        Some(Ok(found)) => json::write(&Value::Array(found.iter().map(Node::to_json).collect())),
        _ => String::new(),
    }
}
