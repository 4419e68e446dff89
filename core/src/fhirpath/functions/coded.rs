//! Codes in value sets, resources and profiles.

use serde_json::Value;

use super::{Call, Done, Failure, Node, Run, strings};
use crate::fhirpath::world::World;

/// A code with its system, where that is known.
#[derive(Clone, Copy)]
pub(super) struct Code<'v> {
    pub system: Option<&'v str>,
    pub code: &'v str,
}

impl<'v> Code<'v> {
    /// A Coding.
    pub(super) fn of(coding: &'v Value) -> Option<Self> {
        let system = coding.get("system").and_then(Value::as_str);
        Some(Self { system, code: coding.get("code").and_then(Value::as_str)? })
    }

    /// Whether a Coding or a concept of this system is the same.
    pub(super) fn is(&self, other: &Value, system: Option<&str>) -> bool {
        let code = other.get("code").and_then(Value::as_str);
        let system = other.get("system").and_then(Value::as_str).or(system);
        code == Some(self.code) && (self.system.is_none() || system.is_none() || self.system == system)
    }
}

/// The codes of a Coding, a CodeableConcept, a Quantity or a code.
fn codes<'v>(node: &'v Node) -> Option<Vec<Code<'v>>> {
    if let Some(code) = node.as_str() {
        return Some(vec![Code { system: None, code }]);
    }
    let value = node.json().filter(|value| value.is_object())?;
    match value.get("coding").and_then(Value::as_array) {
        Some(codings) => Some(codings.iter().filter_map(Code::of).collect()),
        None => Some(Code::of(value).into_iter().collect()),
    }
}

pub(super) fn member_of<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let set = strings::argument(run, call, 0)?;
    let node = call.input(run)?;
    let (Some(set), Some(node)) = (set, node) else { return run.leave(call.start, None) };
    let codes = codes(&node).ok_or(Failure::Type)?;
    let held = contained(&run.world, &set);
    run.charge(1000)?;
    let answer = match held {
        Some(held) => {
            let mut any = false;
            for code in &codes {
                any |= holds(held, *code).ok_or(Failure::ValueSet)?;
            }
            any
        }
        None => run.world.lookup.member_of(&set, &node).ok_or(Failure::ValueSet)?,
    };
    run.answer(call.start, Some(answer))
}

/// A value set contained in the resource or in its questionnaire, by its address or `#id`.
pub(super) fn contained<'a>(world: &World<'_, 'a>, set: &str) -> Option<&'a Value> {
    let address = set.split_once('|').map_or(set, |(address, _)| address);
    let holders = [world.resource, world.root, world.lookup.questionnaire()];
    let all =
        holders.into_iter().flatten().filter_map(|holder| holder.get("contained")?.as_array()).flatten();
    let is = |value: &Value, key: &str, text: &str| value.get(key).and_then(Value::as_str) == Some(text);
    all.into_iter().filter(|value| is(value, "resourceType", "ValueSet")).find(|value| {
        is(value, "url", address) || address.strip_prefix('#').is_some_and(|id| is(value, "id", id))
    })
}

/// Whether a value set has a code, by its expansion or by the codes it lists; `None` where it has neither.
fn holds(set: &Value, code: Code) -> Option<bool> {
    if let Some(expansion) = set.get("expansion") {
        return Some(in_expansion(expansion, code, 0));
    }
    let includes = set.get("compose")?.get("include")?.as_array()?;
    let mut found = false;
    for include in includes {
        let system = include.get("system").and_then(Value::as_str);
        let concepts = include.get("concept")?.as_array()?;
        found |= concepts.iter().any(|concept| code.is(concept, system));
    }
    Some(found)
}

fn in_expansion(holder: &Value, code: Code, depth: u8) -> bool {
    let entries = holder.get("contains").and_then(Value::as_array).into_iter().flatten();
    depth < 16
        && entries.into_iter().any(|entry| code.is(entry, None) || in_expansion(entry, code, depth + 1))
}

const DEFINITIONS: &str = "http://hl7.org/fhir/StructureDefinition/";

/// Only whether it is a resource of that type: profiles are not known here.
pub(super) fn conforms_to<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let profile = strings::argument(run, call, 0)?;
    let node = call.input(run)?;
    let (Some(profile), Some(node)) = (profile, node) else { return run.leave(call.start, None) };
    let wanted =
        profile.strip_prefix(DEFINITIONS).filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase()));
    let wanted = wanted.ok_or(Failure::Unsupported)?;
    let kind = node.json().and_then(|json| json.get("resourceType")).and_then(Value::as_str);
    run.answer(call.start, Some(kind == Some(wanted)))
}
