//! A form with what is shown of it: what a key costs before anything is drawn.

use std::cell::RefCell;
use std::rc::Rc;

use lapwing_core::effect::Place;
use lapwing_core::form::{
    Answering, Event, Given, Mode, Open, RowKey, Stage, State, StepView, Who, answer, update,
};
use lapwing_core::now::Now;
use lapwing_core::sdc::{Around, Form};
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static STATE: RefCell<State> = RefCell::new(State::default());
}

fn now() -> Now {
    Now::new(1_792_000_000_000, 0, [1; 4])
}

fn happened(state: &mut State, event: Event) -> usize {
    let who =
        Who { account: "a".into(), patient: Some("Patient/a".into()), author: None, place: Place::Device };
    update(state, event, &who, &now()).len()
}

/// How many rows are shown.
fn rows(state: &State) -> usize {
    match answer(state, true, None).map(|view| view.step) {
        Some(StepView::Form(form)) => form.rows.len(),
        _ => 0,
    }
}

/// Reads a kept Questionnaire, opens it, and shows it all on one page; how many rows there are.
#[wasm_bindgen]
#[must_use]
pub fn show_form(resource: i32) -> usize {
    let Some(source) = super::resource_at(resource) else { return 0 };
    let Ok(form) = Form::read(Rc::new(source.clone()), "", &[]) else { return 0 };
    let answering = Answering::open(&Rc::new(form), Around::default(), None, &now());
    STATE.with_borrow_mut(|state| {
        state.open = Some(Open { key: "k".into(), stage: Stage::Answering(Box::new(answering)) });
        happened(state, Event::ModeChosen(Mode::Pages));
        rows(state)
    })
}

/// One key into the row of a node: the answer, the draft to keep, and the view; how many rows there are.
#[wasm_bindgen]
#[must_use]
pub fn key(node: usize, text: &str) -> usize {
    STATE.with_borrow_mut(|state| {
        let row = ["r", &node.to_string()].concat();
        happened(state, Event::Gave(RowKey(row.as_str().into()), Given::Typed(0, text.into())));
        rows(state)
    })
}
