//! The engine's own cases, by part.

mod answers;
mod behaviour;
mod extraction;
mod failing;
mod limits;
mod offered;
mod reading;
mod repeating;
mod spoken;
mod typing;
mod units;

use std::rc::Rc;

use serde_json::{Value, json};

use super::*;
use crate::now::Now;

fn now() -> Now {
    Now::new(1_795_338_000_000, 0, [1, 2, 3, 4])
}

/// A questionnaire of these items.
fn questionnaire(items: Value) -> Value {
    json!({"resourceType": "Questionnaire", "url": "https://x.example/q", "item": items})
}

fn form(items: Value) -> Rc<Form> {
    Rc::new(Form::read(Rc::new(questionnaire(items)), "", &[]).unwrap())
}

fn live(items: Value) -> Live {
    Live::open(form(items), Around::default(), None, &now())
}

/// The nth node of a linkId.
fn nth(live: &Live, link_id: &str, nth: usize) -> usize {
    live.nodes_of(live.form().find(link_id).unwrap())[nth]
}

fn node(live: &Live, link_id: &str) -> usize {
    nth(live, link_id, 0)
}

fn set(live: &mut Live, link_id: &str, answers: Value) {
    let at = node(live, link_id);
    live.set(at, answers.as_array().unwrap(), true);
}

fn is_on(live: &Live, link_id: &str) -> bool {
    live.node(node(live, link_id)).unwrap().on
}

/// An expression in an extension of SDC.
fn sdc(name: &str, expression: &str) -> Value {
    json!({
        "url": format!("http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-{name}"),
        "valueExpression": {"language": "text/fhirpath", "expression": expression},
    })
}

/// An extension of the core.
fn core(name: &str, member: &str, value: Value) -> Value {
    let mut extension = json!({"url": format!("http://hl7.org/fhir/StructureDefinition/{name}")});
    extension[member] = value;
    extension
}
