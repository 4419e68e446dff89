//! The elements of resources: what is below, extensions, values, references.

use serde_json::Value;

use super::{Call, Done, Failure, Node, Run, strings};
use crate::fhirpath::{eval::is_text, model, node::Part};

/// The parts above the start, each replaced by what `step` puts behind them.
fn each<'a>(
    run: &mut Run<'_, 'a>,
    call: &Call<'_, 'a>,
    mut step: impl FnMut(&mut Run<'_, 'a>, Part<'a>) -> Done,
) -> Done {
    let end = run.stack.len();
    for at in call.start..end {
        if let Some(Node::Json(part)) = run.get(at) {
            let part = *part;
            step(run, part)?;
        }
    }
    run.keep(call.start, end);
    Ok(())
}

pub(super) fn children<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    each(run, call, |run, part| run.children(part, false))
}

pub(super) fn descendants<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    run.descend(call.start)
}

pub(super) fn kind<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    for at in call.start..run.stack.len() {
        if let Some(node) = run.stack.get_mut(at) {
            let (fhir, name) = model::kind(node);
            *node = Node::Type(fhir, name);
        }
    }
    Ok(())
}

pub(super) fn extension<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let Some(url) = strings::argument(run, call, 0)? else { return run.leave(call.start, None) };
    each(run, call, |run, part| run.child(part, "extension", false, &[]))?;
    run.retain(call.start, |node| matches!(node, Node::Json(part) if is_text(*part, "url", &url)));
    Ok(())
}

fn is_value(node: &Node) -> bool {
    node.json().is_none_or(|json| !json.is_null() && !json.is_object())
}

/// Whether there is one primitive that has a value, and not only extensions.
pub(super) fn has_value<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let one = match run.stack.get(call.start..) {
        Some([node]) => is_value(node),
        _ => false,
    };
    run.answer(call.start, Some(one))
}

pub(super) fn get_value<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    match run.stack.get(call.start..) {
        Some([node]) if is_value(node) => Ok(()),
        _ => run.leave(call.start, None),
    }
}

/// The resources behind references; those that cannot be found are left out.
pub(super) fn resolve<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    each(run, call, |run, part| {
        let reference = match part.value {
            Value::String(text) => Some(text.as_str()),
            Value::Object(fields) => fields.get("reference").and_then(Value::as_str),
            _ => return Err(Failure::Type),
        };
        let world = run.world;
        let held = [world.resource, world.root].into_iter().flatten();
        let found = reference.and_then(|reference| {
            held.into_iter()
                .find_map(|holder| within(holder, reference))
                .or_else(|| world.lookup.resolve(reference))
        });
        match found {
            Some(value) => run.push(Node::from_json(value)),
            None => Ok(()),
        }
    })
}

/// A contained resource by `#id`, or an entry of a bundle by its address or by type and id.
fn within<'a>(holder: &'a Value, reference: &str) -> Option<&'a Value> {
    let list = |key: &str| holder.get(key).and_then(Value::as_array).into_iter().flatten();
    let is = |value: &Value, key: &str, text: &str| value.get(key).and_then(Value::as_str) == Some(text);
    if let Some(id) = reference.strip_prefix('#') {
        return if id.is_empty() {
            Some(holder)
        } else {
            list("contained").find(|value| is(value, "id", id))
        };
    }
    let (kind, id) = reference.rsplit_once('/').unwrap_or(("", reference));
    let kind = kind.rsplit('/').next().unwrap_or("");
    let entry = list("entry").find(|entry| {
        let named = |resource: &Value| is(resource, "resourceType", kind) && is(resource, "id", id);
        is(entry, "fullUrl", reference) || entry.get("resource").is_some_and(named)
    });
    entry.and_then(|entry| entry.get("resource"))
}
