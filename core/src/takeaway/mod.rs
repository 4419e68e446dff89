//! Taking the record away: files that are made on this device, and pages to print.
//!
//! The door of this folder is narrow, because few people come here often: [`update`], [`woke`], [`view`] and [`paper`].

mod collection;
mod csv;
mod files;
mod gathered;
mod paper;
pub mod summary;
mod view;

pub use files::{fetched, loaded};
pub use gathered::Gathered;
pub(crate) use gathered::key;
pub use paper::{PaperPart, PaperView, paper};
pub use view::{Made, TakeawayView, view};

use serde_json::Value;

use crate::effect::{Effect, Wake};
use crate::now::Now;
use crate::record::Shelf;
use crate::{fhir::date::Date, json, words};

/// So many entries are written before the screen gets a turn: a few milliseconds on an old phone.
const STEP: usize = 200;
/// The screen is painted once before the first step, milliseconds.
const FIRST: u32 = 50;

/// A file that can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum File {
    /// All that is held, as it came (FHIR R4 Bundle, type collection).
    Everything,
    /// The International Patient Summary (FHIR R4 Bundle, type document).
    Summary,
    /// Results and measurements as a table.
    Results,
    /// Scores, notes and ratings as a table.
    Scores,
}

impl File {
    /// All of them, as the screen lists them.
    pub const ALL: [Self; 4] = [Self::Everything, Self::Summary, Self::Results, Self::Scores];

    /// The shelves without which it would say that there is nothing where nobody knows. Everything says beside it what is not in it.
    #[must_use]
    pub fn needs(self) -> &'static [Shelf] {
        match self {
            Self::Everything => &[],
            Self::Summary => &[Shelf::Conditions, Shelf::Allergies, Shelf::Medicines],
            Self::Results | Self::Scores => &[Shelf::Results],
        }
    }

    /// What it is called outside the app, before the date, and its media type: nothing clinical, no name.
    fn kind(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Everything => ("my-record-", ".json", "application/fhir+json"),
            Self::Summary => ("my-summary-", ".json", "application/fhir+json"),
            Self::Results => ("my-results-", ".csv", "text/csv;charset=utf-8"),
            Self::Scores => ("my-check-ins-", ".csv", "text/csv;charset=utf-8"),
        }
    }
}

/// The area's state.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    making: Option<Making>,
    made: Option<Made>,
    /// Parts that the person left out of the pages to print, by their place in the list.
    left_out: Vec<usize>,
    /// What may be hard to read is printed too.
    all_of_it: bool,
}

impl State {
    /// A file is being made.
    #[must_use]
    pub fn is_making(&self) -> bool {
        self.making.is_some()
    }
}

/// A file that is being made.
#[derive(Debug, Clone, PartialEq)]
struct Making {
    file: File,
    of: Gathered,
    at: usize,
    written: usize,
    unread: usize,
    text: String,
    files: files::Files,
}

/// What happens in this area.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The person wants a file.
    Wanted(File),
    /// A part is printed, or no more, by its place in the list.
    Turned(usize),
    /// What may be hard to read is printed, or not.
    AllOfIt(bool),
    /// The person prints.
    Printed,
}

/// What the person does; `of` gathers what is held of their own record.
pub fn update(state: &mut State, event: &Event, of: &dyn Fn() -> Gathered) -> Vec<Effect> {
    match event {
        Event::Wanted(_) if state.making.is_some() => vec![],
        Event::Wanted(file) => {
            let (of, text, files) = (of(), String::new(), files::Files::default());
            if of.lacks(file.needs()) {
                return vec![];
            }
            state.made = None;
            state.making = Some(Making { file: *file, of, at: 0, written: 0, unread: 0, text, files });
            vec![Effect::After(FIRST, Wake::Takeaway), Effect::Announce(words::takeaway::MAKING.into())]
        }
        Event::Turned(part) => {
            let before = state.left_out.len();
            state.left_out.retain(|other| other != part);
            if state.left_out.len() == before {
                state.left_out.push(*part);
            }
            vec![]
        }
        Event::AllOfIt(on) => {
            state.all_of_it = *on;
            vec![]
        }
        Event::Printed => vec![Effect::Print],
    }
}

/// The next step of the file that is being made; `from`: where content that stands apart is looked for.
pub fn woke(state: &mut State, from: files::From, now: &Now) -> Vec<Effect> {
    let Some(making) = &mut state.making else { return vec![] };
    let all = making.of.len();
    if making.file == File::Summary {
        let (document, taken) = summary::document(&making.of, now);
        json::write_to(&document, &mut making.text);
        (making.at, making.written) = (all, taken);
    } else if making.at < all || making.text.is_empty() {
        let end = all.min(making.at + STEP);
        begin(making, now);
        while making.at < end {
            let resource = making.of.get(making.at);
            let waits = making.of.waits(making.at);
            making.written += match making.file {
                File::Everything => {
                    making.files.note(resource);
                    collection::entry(resource, making.written > 0, &mut making.text)
                }
                file => {
                    making.unread += usize::from(csv::is_lost(resource));
                    csv::rows(resource, (waits, file == File::Scores), &mut making.text)
                }
            };
            making.at += 1;
        }
    }
    if making.at < all {
        return vec![Effect::After(0, Wake::Takeaway)];
    }
    if let Some(effect) = files::next(making, from) {
        return vec![effect];
    }
    let Some(mut making) = state.making.take() else { return vec![] };
    if making.file == File::Everything {
        making.text.push_str("]}");
    }
    let Making { file, written, unread, .. } = making;
    let (files, lacking) = (making.files.written, making.files.lacking);
    state.made = Some(Made { file, written, unread, files, lacking });
    let (stem, end, media) = making.file.kind();
    let name = [stem, &today(now), end].concat();
    vec![
        Effect::SaveText(name, media, making.text),
        Effect::Announce(words::takeaway::MADE.into()),
        Effect::Focus("made".into()),
    ]
}

fn begin(making: &mut Making, now: &Now) {
    if making.at == 0 && making.text.is_empty() {
        making.text = match making.file {
            File::Everything => collection::head(&moment(now)),
            _ => csv::head(),
        };
    }
}

/// The moment in FHIR's form, with the person's own zone.
fn moment(now: &Now) -> String {
    Date::from_millis(now.time, i16::try_from(now.offset).unwrap_or(0)).fhir()
}

/// The day in FHIR's form.
fn today(now: &Now) -> String {
    moment(now).chars().take(10).collect()
}

/// A member of an object, as text.
fn member<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests;
