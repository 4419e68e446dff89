//! Codes in value sets, and resources of profiles.

use serde_json::Value;

use super::{Call, Node, Run};
use crate::fhirpath::{
    failure::Failure,
    model::{list_of, text_of},
    world::World,
};

/// A code with its system, where that is known.
#[derive(Clone, Copy)]
pub(super) struct Code<'v> {
    system: Option<&'v str>,
    code: &'v str,
}

impl<'v> Code<'v> {
    /// A Coding.
    pub(super) fn of(coding: &'v Value) -> Option<Self> {
        Some(Self { system: text_of(coding, "system"), code: text_of(coding, "code")? })
    }

    /// The same concept in a list of Codings, or of concepts of one system.
    pub(super) fn among<'l>(&self, list: &'l [Value], system: Option<&str>) -> Option<&'l Value> {
        for one in list {
            let system = text_of(one, "system").or(system);
            let same = self.system.is_none() || system.is_none() || self.system == system;
            if same && text_of(one, "code") == Some(self.code) {
                return Some(one);
            }
            if let Some(inner) = self.among(list_of(one, "contains"), None) {
                return Some(inner);
            }
        }
        None
    }

    /// The same concept in a value set, by its expansion or by the codes it lists; false where it has neither.
    pub(super) fn in_set<'l>(&self, set: &'l Value) -> Result<Option<&'l Value>, bool> {
        if let Some(expansion) = set.get("expansion") {
            return Ok(self.among(list_of(expansion, "contains"), None));
        }
        let of_compose = |name| set.get("compose").map_or(&[][..], |compose| list_of(compose, name));
        for exclude in of_compose("exclude") {
            let listed = exclude.get("concept").is_some();
            if self.among(list_of(exclude, "concept"), text_of(exclude, "system")).is_some() {
                return Ok(None);
            }
            if !listed {
                return Err(false);
            }
        }
        let includes = of_compose("include");
        let mut whole = !includes.is_empty();
        for include in includes {
            whole &= include.get("concept").is_some();
            if let Some(found) = self.among(list_of(include, "concept"), text_of(include, "system")) {
                return Ok(Some(found));
            }
        }
        if whole { Ok(None) } else { Err(false) }
    }
}

pub(super) fn member_of<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let set = call.text(run, 0);
    let node = call.input(run);
    let (Some(set), Some(node)) = (set, node) else { return };
    let answer = match contained(&run.world, set) {
        Some(held) => is_member(held, &node),
        None => run.world.lookup.member_of(set, &node),
    };
    if answer.is_none() {
        run.fail(Failure::ValueSet);
    }
    run.answer(call.start, answer);
}

/// Whether a code, a Coding or one of a concept's is in a value set; `None` where the set does not tell.
fn is_member(set: &Value, node: &Node) -> Option<bool> {
    let is_in = |code: Code| code.in_set(set).ok().map(|found| found.is_some());
    if let Some(code) = node.as_str() {
        return is_in(Code { system: None, code });
    }
    let value = node.json()?;
    if let Some(code) = Code::of(value) {
        return is_in(code);
    }
    let mut any = false;
    for code in list_of(value, "coding").iter().filter_map(Code::of) {
        any |= is_in(code)?;
    }
    Some(any)
}

/// A value set contained in the resource or in its questionnaire, by its address or `#id`.
pub(super) fn contained<'a>(world: &World<'_, 'a>, set: &str) -> Option<&'a Value> {
    let address = set.bytes().position(|byte| byte == b'|').map_or(Some(set), |end| set.get(..end));
    for holder in [world.resource, world.root, world.lookup.questionnaire()].into_iter().flatten() {
        for value in list_of(holder, "contained") {
            let named = text_of(value, "url") == address || text_of(value, "id") == set.strip_prefix('#');
            if named && text_of(value, "resourceType") == Some("ValueSet") {
                return Some(value);
            }
        }
    }
    None
}

/// Only whether it is a resource of that type: profiles are not known here.
pub(super) fn conforms_to<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let profile = call.text(run, 0);
    let node = call.input(run);
    let (Some(profile), Some(node)) = (profile, node) else { return };
    let wanted = profile.strip_prefix("http://hl7.org/fhir/StructureDefinition/");
    let Some(wanted) = wanted.filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase())) else {
        return run.fail(Failure::Unsupported);
    };
    let is_it = node.json().and_then(|json| text_of(json, "resourceType")) == Some(wanted);
    run.answer(call.start, Some(is_it));
}
