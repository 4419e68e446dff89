//! Every sentence of the app in plain English, by area. Reading age 9 to 11.

pub mod ask;
pub mod asking;
pub mod carers;
pub mod checks;
pub mod devices;
pub mod feedback;
pub mod form;
pub mod frame;
pub mod glossary;
pub mod keepsakes;
pub mod kept;
pub mod languages;
pub mod links;
pub mod papers;
pub mod parts;
pub mod past;
pub mod pdf;
pub mod plan;
pub mod plan_safety;
pub mod record;
pub mod record_entry;
pub mod record_find;
pub mod record_hide;
pub mod record_kinds;
pub mod record_labels;
mod record_shelves;
pub mod record_states;
pub mod schedule;
pub mod session;
pub mod settings;
pub mod sharing;
pub mod takeaway;
pub mod time;
pub mod today;
pub mod trouble;
pub mod vault;
pub mod waiting;

/// "Sam’s", "James’".
#[must_use]
pub fn possessive(name: &str) -> String {
    let end = if name.ends_with('s') { "’" } else { "’s" };
    [name, end].concat()
}
