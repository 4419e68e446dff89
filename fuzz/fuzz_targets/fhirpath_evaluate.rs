//! Any expression (the first line) over any JSON (the rest) ends, with a result that can be written.
#![no_main]

use lapwing_core::{
    fhirpath::{Node, Room, World, parse},
    json,
    now::Now,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (expression, resource) = text.split_once('\n').unwrap_or((text, "{}"));
    let (Ok(expression), Some(resource)) = (parse(expression), json::read(resource)) else { return };
    let (now, room) = (Now::new(1_792_000_000_000, 60, [7; 4]), Room::default());
    let focus = [Node::from_json(&resource)];
    let world =
        World { focus: &focus, resource: Some(&resource), root: None, now: &now, room: &room, lookup: &() };
    if let Ok(found) = expression.evaluate(&world) {
        for node in found {
            drop((json::write(&node.to_json()), node.type_name()));
        }
    }
});
