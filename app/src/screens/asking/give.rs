//! What the controls of a question tell the core.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use lapwing_core::event::Event;
use lapwing_core::form::shown::File;
use lapwing_core::form::{self, Given, RowKey};
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, FileReader, HtmlInputElement};
use yew::prelude::*;

/// What a control is for.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    /// The text of a slot.
    Text(u32),
    /// The time of a slot.
    Time(u32),
    /// The unit of a slot, by its place in a list that opens.
    Unit(u32),
    /// The unit of a slot, by hand.
    UnitText(u32),
    /// The box or button of the choice at this place.
    Choice(usize),
    /// A list of choices that opens; its value is the place, or "other".
    List,
    /// The choices in their order, as a slider.
    Order,
    /// The box of the own answer.
    Other,
    /// The words of the own answer.
    OtherText,
    /// One of yes and no.
    YesNo(bool),
    /// A single box: ticked is yes.
    Tick,
    /// The box that says nothing on purpose.
    NotSaid,
}

/// The value of the own answer in a list that opens.
pub const OTHER: &str = "other";

/// A row, and where facts go.
#[derive(Debug, Clone)]
pub struct Giver {
    /// The row.
    pub key: RowKey,
    /// Where facts go.
    pub send: Callback<Event>,
}

impl Giver {
    fn emit(&self, given: Given) {
        self.send.emit(Event::Form(form::Event::Gave(self.key.clone(), given)));
    }

    /// Tells of a control's change.
    pub fn heard<E: AsRef<web_sys::Event> + 'static>(&self, part: Part) -> Callback<E> {
        let giver = self.clone();
        Callback::from(move |event: E| giver.changed(event.as_ref().target(), part))
    }

    fn changed(&self, target: Option<EventTarget>, part: Part) {
        // Every control that is listened to has a value and can be checked.
        if let Some(control) = target.map(EventTarget::unchecked_into::<HtmlInputElement>)
            && let Some(given) = given(part, &control)
        {
            self.emit(given);
        }
    }

    /// A press tells this.
    pub fn press(&self, given: Given) -> Callback<()> {
        let giver = self.clone();
        Callback::from(move |()| giver.emit(given.clone()))
    }

    /// Tells that the slot was left, once the focus goes out of all that belongs to it.
    pub fn left(&self, slot: u32) -> Callback<FocusEvent> {
        let giver = self.clone();
        Callback::from(move |event: FocusEvent| {
            let place = |target: Option<EventTarget>| {
                target.and_then(|t| t.dyn_into::<Element>().ok()?.closest("[data-slot]").ok()?)
            };
            if place(event.target()) == place(event.related_target()) {
                return;
            }
            let document = gloo::utils::document();
            // What is wrong comes into sight now and moves what stands below. A button that is being pressed there
            // would slip away from under the finger: so it waits until the press is over.
            if document.query_selector(":active").ok().flatten().is_none() {
                return giver.emit(Given::Left(slot));
            }
            let giver = giver.clone();
            EventListener::once(&document, "click", move |_| {
                // A box that is pressed tells of its change after the click: drawing it before would undo that.
                Timeout::new(0, move || giver.emit(Given::Left(slot))).forget();
            })
            .forget();
        })
    }

    /// Reads the file that was chosen; one that is too large goes without its content, so that the form can say so.
    pub fn file(&self, slot: u32, most: u64) -> Callback<yew::Event> {
        let giver = self.clone();
        Callback::from(move |event: yew::Event| {
            let control: HtmlInputElement = event.target_unchecked_into();
            let Some(file) = control.files().and_then(|files| files.get(0)) else { return };
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size in bytes")]
            let size = file.size() as u64;
            let made = File { name: file.name(), content_type: file.type_(), data: Rc::from(""), size };
            let giver = giver.clone();
            if size > most {
                giver.emit(Given::File(slot, Rc::new(made)));
                return;
            }
            let Ok(reader) = FileReader::new() else { return };
            let own = reader.clone();
            EventListener::once(&reader, "load", move |_| {
                // "data:image/png;base64,iVBOR..."
                let address = own.result().ok().and_then(|found| found.as_string()).unwrap_or_default();
                let data = address.split_once(',').map(|(_, data)| Rc::from(data)).unwrap_or_default();
                giver.emit(Given::File(slot, Rc::new(File { data, ..made.clone() })));
            })
            .forget();
            // A file that went away meanwhile gives no answer, and the question stays as it was.
            reader.read_as_data_url(&file).ok();
        })
    }
}

fn given(part: Part, control: &HtmlInputElement) -> Option<Given> {
    let place = || control.value().parse().ok();
    Some(match part {
        Part::Text(slot) => Given::Typed(slot, control.value()),
        Part::Time(slot) => Given::TypedTime(slot, control.value()),
        Part::Unit(slot) => Given::Unit(slot, place()?),
        Part::UnitText(slot) => Given::TypedUnit(slot, control.value()),
        Part::Choice(at) => Given::Chosen(at, control.checked()),
        Part::List if control.value() == OTHER => Given::Other(true),
        Part::List if control.value().is_empty() => Given::Cleared,
        Part::List | Part::Order => Given::Chosen(place()?, true),
        Part::Other => Given::Other(control.checked()),
        Part::OtherText => Given::OtherTyped(control.value()),
        Part::YesNo(yes) => Given::YesNo(Some(yes)),
        Part::Tick => Given::YesNo(control.checked().then_some(true)),
        Part::NotSaid => Given::NotSaid(control.checked()),
    })
}
