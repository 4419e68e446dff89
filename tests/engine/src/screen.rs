//! A form opened and answered as the app does it, before anything is drawn: an event goes in, the view comes out.

use std::cell::RefCell;
use std::rc::Rc;

use lapwing_core::effect::Place;
use lapwing_core::form::shown::{Given, ItemView, Mode, RowKey};
use lapwing_core::form::{Answering, Event, Open, Stage, State, StepView, Who, answer, update};
use lapwing_core::now::Now;
use lapwing_core::sdc::{Around, Form};
use lapwing_core::{json, words};
use wasm_bindgen::prelude::wasm_bindgen;

/// The form that is open, and its rows as they were shown last.
#[derive(Default)]
struct Page {
    state: State,
    shown: Vec<Rc<ItemView>>,
}

thread_local! {
    static PAGE: RefCell<Page> = RefCell::default();
}

fn now() -> Now {
    Now::new(1_792_000_000_000, 0, [1; 4])
}

/// Reads a Questionnaire and opens it, a page at a time or all of it; how many rows are shown, or -1 where it cannot be asked.
#[wasm_bindgen]
#[must_use]
pub fn open(questionnaire: &str) -> i32 {
    let read = json::read(questionnaire).and_then(|source| Form::read(Rc::new(source), "", &[]).ok());
    let Some(form) = read else { return -1 };
    let answering = Answering::open(&Rc::new(form), Around::default(), None, &now());
    PAGE.with_borrow_mut(|page| {
        *page = Page::default();
        page.state.open = Some(Open { key: "k".into(), stage: Stage::Answering(Box::new(answering)) });
        page.does(Event::ModeChosen(Mode::Pages));
        page.show();
        i32::try_from(page.shown.len()).unwrap_or(i32::MAX)
    })
}

/// Why a Questionnaire cannot be asked; empty where it can.
#[wasm_bindgen]
#[must_use]
pub fn refusal(questionnaire: &str) -> String {
    let Some(source) = json::read(questionnaire) else { return "It is not JSON.".into() };
    Form::read(Rc::new(source), "", &[]).err().map(|why| words::checks::refusal(&why)).unwrap_or_default()
}

/// The node of a question, whose page is turned to; below 0 where it is not asked.
#[wasm_bindgen]
#[must_use]
pub fn node(link_id: &str) -> i32 {
    PAGE.with_borrow_mut(|page| {
        let found = page.answering().and_then(|answering| {
            let item = answering.live.form().find(link_id)?;
            let node = *answering.live.nodes_of(item).first()?;
            Some((node, answering.step_of(node)?))
        });
        let Some((node, step)) = found else { return -1 };
        page.does(Event::WentTo(step));
        page.show();
        i32::try_from(node).unwrap_or(-1)
    })
}

/// The place of the page that is turned to; below 0 where no form is open.
#[wasm_bindgen]
#[must_use]
pub fn page() -> i32 {
    PAGE.with_borrow(|page| page.answering().and_then(|form| i32::try_from(form.at).ok()).unwrap_or(-1))
}

/// Types a text into the row of a node: the answer, the draft to keep, and the view; how many rows are made anew.
#[wasm_bindgen]
#[must_use]
pub fn typed(node: usize, text: &str) -> i32 {
    gave(node, Given::Typed(0, text.into()))
}

/// Chooses the choice at a place; how many rows are made anew.
#[wasm_bindgen]
#[must_use]
pub fn chosen(node: usize, place: usize) -> i32 {
    gave(node, Given::Chosen(place, true))
}

/// Says yes or no; how many rows are made anew.
#[wasm_bindgen]
#[must_use]
pub fn said(node: usize, yes: bool) -> i32 {
    gave(node, Given::YesNo(Some(yes)))
}

fn gave(node: usize, given: Given) -> i32 {
    let row = ["r", &node.to_string()].concat();
    PAGE.with_borrow_mut(|page| {
        page.does(Event::Gave(RowKey(row.as_str().into()), given));
        page.show()
    })
}

/// The response as it is now.
#[wasm_bindgen]
#[must_use]
pub fn response() -> String {
    PAGE.with_borrow(|page| {
        page.answering().map(|answering| json::write(answering.live.response())).unwrap_or_default()
    })
}

impl Page {
    fn answering(&self) -> Option<&Answering> {
        match &self.state.open.as_ref()?.stage {
            Stage::Answering(answering) => Some(answering),
            _ => None,
        }
    }

    fn does(&mut self, event: Event) {
        let who = Who {
            account: "a".into(),
            patient: Some("Patient/a".into()),
            author: None,
            place: Place::Device,
        };
        // The draft that it orders to be kept is made, and dropped with the order.
        update(&mut self.state, event, &who, &now());
    }

    /// Reads the view back; how many rows are others than those shown before.
    fn show(&mut self) -> i32 {
        let step = answer(&self.state, true, None).map(|view| view.step);
        let Some(StepView::Form(form)) = step else { return -1 };
        let mut fresh = 0;
        for (at, row) in form.rows.iter().enumerate() {
            fresh += i32::from(self.shown.get(at).is_none_or(|old| !Rc::ptr_eq(old, row)));
        }
        self.shown = form.rows;
        fresh
    }
}
