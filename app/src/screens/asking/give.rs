//! What the controls of a question tell the core.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use lapwing_core::event::Event;
use lapwing_core::form::shown::{File, Source};
use lapwing_core::form::{self, Given, RowKey};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, Element, EventTarget, HtmlInputElement};
use yew::prelude::*;

use crate::photo::{self, JPEG};

/// The longer side of a photo, in pixels: small writing on paper can be read, in a megabyte or so.
const SIDE: f64 = 2560.0;
const PNG: &str = "image/png";

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

    /// Takes the file that was chosen, where it is one of these types and not too large.
    pub fn file(&self, slot: u32, types: &Rc<[Rc<str>]>, most: u64) -> Callback<yew::Event> {
        let (giver, types) = (self.clone(), types.clone());
        Callback::from(move |event: yew::Event| {
            let control: HtmlInputElement = event.target_unchecked_into();
            let Some(file) = control.files().and_then(|files| files.get(0)) else { return };
            // The same file can be chosen again.
            control.set_value("");
            let (giver, types) = (giver.clone(), types.clone());
            spawn_local(async move {
                let taken = taken(&file, &types, most).await;
                giver.emit(Given::File(slot, Rc::new(taken)));
            });
        })
    }
}

/// The file as it is to be kept: a photo is drawn anew where the question takes what comes of it.
async fn taken(file: &web_sys::File, types: &[Rc<str>], most: u64) -> File {
    let mut made =
        File { name: file.name(), content_type: file.type_(), size: size(file), source: Source::Unread };
    let takes = |kind: &&str| types.is_empty() || types.iter().any(|wanted| covers(wanted, kind));
    let draws =
        made.content_type.as_bytes().starts_with(b"image/").then(|| [JPEG, PNG].into_iter().find(takes));
    let mut blob: Blob = file.clone().into();
    if let Some(Some(kind)) = draws {
        match anew(file, kind).await {
            Some(drawn) => {
                if made.content_type != kind {
                    made.name.push_str(if kind == PNG { ".png" } else { ".jpg" });
                }
                (made.content_type, made.size, blob) = (kind.into(), size(&drawn), drawn);
            }
            // Every browser draws these: it is none, or damaged.
            None if [JPEG, PNG].contains(&made.content_type.as_str()) => return made,
            None => {}
        }
    }
    made.source = if made.size > most { Source::TooLarge } else { Source::Held(photo::hold(&blob)) };
    made
}

async fn anew(file: &Blob, kind: &str) -> Option<Blob> {
    photo::file(&photo::drawn(file, SIDE).await?, kind).await
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size in bytes")]
fn size(blob: &Blob) -> u64 {
    blob.size() as u64
}

/// Whether a type that is asked for, such as `image/*`, covers this one.
fn covers(wanted: &str, kind: &str) -> bool {
    match wanted.strip_suffix('*') {
        Some("*/") => true,
        Some(start) => kind.as_bytes().starts_with(start.as_bytes()),
        None => wanted == kind,
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
