//! FHIRPath for FHIR R4: the expressions of questionnaires.
//!
//! `parse` once, `Expression::evaluate` many times. Nothing of the JSON is copied: results borrow.
//! Specification: <https://hl7.org/fhirpath/N1/>, with the parts of 2.0 that the official R4 suite tries, and
//! FHIR's own additions: <https://hl7.org/fhir/R4/fhirpath.html>.

mod decimal;
mod eval;
mod expression;
mod failure;
mod functions;
mod model;
mod node;
mod parse;
mod pattern;
mod quantity;
mod reads;
mod room;
mod tree;
mod when;
mod world;

pub use decimal::Decimal;
pub use expression::{Expression, parse};
pub use failure::{Failure, Fault, SyntaxError};
pub use node::{Node, Part};
pub use quantity::Quantity;
pub use reads::Reads;
pub use room::Room;
pub use when::{Kind, Precision, When};
pub use world::{Lookup, World};

#[cfg(test)]
mod tests;
