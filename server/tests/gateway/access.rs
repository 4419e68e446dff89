//! Who sees and changes what: a table of role x resource type x interaction x relation x consent.

mod ages;
pub mod cases;
mod consents;
mod files;
mod leaks;
pub mod people;
mod safety_plan;
mod space;
mod steps;
mod table;
mod taken_back;
mod writes;
