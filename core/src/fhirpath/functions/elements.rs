//! The elements of resources: what is below, extensions, values, references.

use serde_json::Value;

use super::{Call, Node, Run};
use crate::fhirpath::{
    eval::is_text,
    model::{self, list_of, text_of},
    node::Part,
};

/// The parts above the start, each replaced by what `step` puts behind them.
fn each<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>, step: &dyn Fn(&mut Run<'_, 'a>, Part<'a>)) {
    let end = run.stack.len();
    for at in call.start..end {
        if let Some(Node::Json(part)) = run.stack.get(at).copied() {
            step(run, part);
        }
    }
    run.keep(call.start, end);
}

pub(super) fn children<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    each(run, call, &|run, part| run.children(part, false));
}

pub(super) fn descendants<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    run.descend(call.start, None, false);
}

pub(super) fn kind<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    for node in run.stack.iter_mut().skip(call.start) {
        let (fhir, name) = model::kind(node);
        *node = Node::Type(fhir, name);
    }
}

pub(super) fn extension<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let url = call.text(run, 0);
    each(run, call, &|run, part| run.child(part, "extension", false, &[]));
    run.retain(call.start, &|node| match (node, url) {
        (Node::Json(part), Some(url)) => is_text(*part, "url", url),
        _ => false,
    });
}

/// Keeps what is one primitive that has a value, and not only extensions.
pub(super) fn get_value<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    if run.from(call.start).len() > 1 {
        run.stack.truncate(call.start);
    }
    run.retain(call.start, &|node| node.json().is_none_or(|json| !json.is_null() && !json.is_object()));
}

pub(super) fn has_value<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    get_value(run, call);
    super::existence::exists(run, call);
}

/// The resources behind references; those that cannot be found are left out.
pub(super) fn resolve<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    each(run, call, &|run, part| {
        let Some(reference) = part.value.as_str().or_else(|| text_of(part.value, "reference")) else {
            return;
        };
        let world = run.world;
        let mut found = None;
        for holder in [world.resource, world.root].into_iter().flatten() {
            found = found.or_else(|| within(holder, reference));
        }
        if let Some(value) = found.or_else(|| world.lookup.resolve(reference)) {
            run.push(Node::from_json(value));
        }
    });
}

/// A contained resource by `#id`, or an entry of a bundle by its address or by type and id.
fn within<'a>(holder: &'a Value, reference: &str) -> Option<&'a Value> {
    if let Some(id) = reference.strip_prefix('#') {
        let contained = list_of(holder, "contained").iter().find(|value| text_of(value, "id") == Some(id));
        return if id.is_empty() { Some(holder) } else { contained };
    }
    let (before, id) = last_part(reference);
    let (id, kind) = (Some(id), Some(last_part(before).1));
    for entry in list_of(holder, "entry") {
        let resource = entry.get("resource")?;
        let named = text_of(resource, "id") == id && text_of(resource, "resourceType") == kind;
        if named || text_of(entry, "fullUrl") == Some(reference) {
            return Some(resource);
        }
    }
    None
}

/// What stands behind the last slash, and what before it.
pub(super) fn last_part(address: &str) -> (&str, &str) {
    match address.bytes().rposition(|byte| byte == b'/') {
        Some(at) => (address.get(..at).unwrap_or(""), address.get(at + 1..).unwrap_or("")),
        None => ("", address),
    }
}
