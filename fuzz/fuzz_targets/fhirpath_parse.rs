//! Any text is an expression, or a fault at a place inside the text.
#![no_main]

use lapwing_core::fhirpath::parse;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match parse(text) {
        Ok(expression) => drop((expression.names().len(), expression.reads().clone())),
        Err(error) => assert!(error.at <= text.len()),
    }
});
