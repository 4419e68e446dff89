//! Structured data capture: FHIR R4 questionnaires with the behaviour that SDC gives them.
//!
//! [`Form`] is a questionnaire, read once. [`Live`] is a form being answered: one [`Node`] for each repetition of each
//! item, and the response as a JSON tree in which an answer changes one place. After a change only what depends on it
//! is worked out again (`settle.rs`). What is not done as the questionnaire asks is a [`Note`]; a questionnaire whose
//! meaning would change is a [`Refusal`]. No words for people, no clock, no storage here.
//! Specification: <https://hl7.org/fhir/R4/questionnaire.html>, <https://build.fhir.org/ig/HL7/sdc/>.

mod answer;
mod begin;
mod check;
mod choices;
mod condition;
mod evaluate;
mod extract;
mod fit;
mod form;
pub(crate) mod json;
mod judge;
mod kind;
mod language;
mod live;
mod note;
mod offered;
mod plant;
mod problem;
mod query;
mod read;
mod response;
mod rule;
mod settle;
mod tree;
mod typed;
mod value;

pub(crate) use answer::is_same as same_answer;
pub use check::{file_is_here, unit_is_open, units};
pub use choices::{Choice, Choices};
pub use extract::{Extracted, extract};
pub(crate) use fit::named;
pub use form::{Control, Form, Item};
pub use judge::{Fault, Issue, judge};
pub use kind::Kind;
pub use language::Language;
pub use live::{Answer, Around, Extra, Live, Node};
pub use note::{Note, Refusal};
pub use problem::Problem;
pub use query::Query;
pub(crate) use typed::write as typed;
pub use typed::{MOST_TEXT, Typed, Unit};
pub use value::same;

#[cfg(test)]
mod tests;
