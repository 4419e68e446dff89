//! Templates filled in: contained resources whose elements say where their values come from.

use serde_json::{Map, Value};

use super::{Extracted, Source, replace, word};
use crate::fhirpath::Node;
use crate::now::Now;
use crate::sdc::form::contained;
use crate::sdc::{Live, json};

const CONTEXT: &str = "sdc-questionnaire-templateExtractContext";
const VALUE: &str = "sdc-questionnaire-templateExtractValue";
const ALLOCATE: &str = "sdc-questionnaire-extractAllocateId";

/// Deeper templates are not filled in.
const DEEPEST: usize = 40;

pub(super) fn filled(live: &Live, response: &Value, ids: &Now) -> Vec<Extracted> {
    let mut filling =
        Filling { source: Source::new(live, response), ids, made: Vec::new(), moved: Vec::new() };
    filling.take(&live.form().source, &[Node::from_json(response)]);
    filling.items(json::list(response, "item"), 0);
    let Filling { mut made, moved, .. } = filling;
    for extracted in &mut made {
        for (old, new) in &moved {
            replace(&mut extracted.resource, old, new);
        }
    }
    made
}

struct Filling<'l> {
    source: Source<'l>,
    ids: &'l Now,
    made: Vec<Extracted>,
    /// Addresses within the templates, and where the resources went.
    moved: Vec<(String, String)>,
}

impl Filling<'_> {
    /// Goes through the items of the response: each repetition has ids and templates of its own.
    fn items(&mut self, items: &[Value], depth: usize) {
        let live = self.source.live;
        for item in items.iter().filter(|_| depth < DEEPEST) {
            let known = self.source.known.len();
            if let Some(at) = json::text(item, "linkId").and_then(|id| live.form().find(id)) {
                let (definition, focus) = (live.form().json(at), [Node::element("item", item)]);
                self.variables(definition, &focus);
                self.take(definition, &focus);
            }
            self.items(json::list(item, "item"), depth + 1);
            for answer in json::list(item, "answer") {
                self.items(json::list(answer, "item"), depth + 1);
            }
            self.source.known.truncate(known);
        }
    }

    /// What an item names for the expressions of its templates, and of those below it.
    fn variables(&mut self, definition: &Value, focus: &[Node<'_>]) {
        for (_, variable) in json::extensions(definition, "variable").filter_map(json::choice) {
            if let (Some(name), Some(text)) =
                (json::text(variable, "name"), json::text(variable, "expression"))
            {
                let values = self.results(text, focus);
                self.source.known.push((name.into(), values));
            }
        }
    }

    /// The ids and the templates that an item or the questionnaire asks for.
    fn take(&mut self, definition: &Value, focus: &[Node<'_>]) {
        for name in json::extensions(definition, ALLOCATE).filter_map(json::choice) {
            if let Some(name) = name.1.as_str() {
                let id = ["urn:uuid:", &self.ids.uuid()].concat();
                self.source.known.push((name.into(), vec![Value::String(id)]));
            }
        }
        for wanted in json::extensions(definition, "sdc-questionnaire-templateExtract") {
            let reference = json::part(wanted, "template").and_then(json::choice);
            let reference = reference.and_then(|(_, value)| json::text(value, "reference"));
            let Some(template) = reference.and_then(|id| contained(&self.source.live.form().source, id))
            else {
                continue;
            };
            let address = word(wanted, "fullUrl").and_then(|text| self.text(text, focus));
            let known = word(wanted, "resourceId").and_then(|text| self.text(text, focus));
            for made in self.value(template, focus, 0) {
                self.keep(made, address.as_deref(), known.as_deref());
            }
        }
        for bundle in json::extensions(definition, "sdc-questionnaire-templateExtractBundle") {
            let reference = json::choice(bundle).and_then(|(_, value)| json::text(value, "reference"));
            if let Some(bundle) = reference.and_then(|id| contained(&self.source.live.form().source, id)) {
                self.bundle(bundle, focus);
            }
        }
    }

    /// A Bundle whose entries are templates.
    fn bundle(&mut self, bundle: &Value, focus: &[Node<'_>]) {
        for entry in json::list(bundle, "entry") {
            let address = json::text(entry, "fullUrl").map(String::from);
            for made in self.value(entry, focus, 0) {
                if let Some(resource) = made.get("resource").filter(|resource| resource.is_object()) {
                    let changes = json::text(&made["request"], "method") == Some("PUT");
                    let known = json::text(resource, "id").filter(|_| changes).map(String::from);
                    self.keep(resource.clone(), address.as_deref(), known.as_deref());
                }
            }
        }
    }

    fn text(&self, expression: &str, focus: &[Node<'_>]) -> Option<String> {
        self.source.evaluate(expression, focus, |nodes| nodes.first()?.as_str().map(String::from))?
    }

    /// Gives a resource its id: the allocated one, one of its own, or that of what it changes.
    fn keep(&mut self, mut resource: Value, address: Option<&str>, known: Option<&str>) {
        let Some(kind) = json::text(&resource, "resourceType").map(String::from) else { return };
        let allocated = address.and_then(|address| address.strip_prefix("urn:uuid:"));
        let fresh = allocated.is_some_and(|id| {
            self.source.known.iter().any(|(_, v)| v.iter().any(|v| v.as_str() == address && !id.is_empty()))
        });
        let id = match (known, allocated) {
            (Some(known), _) => known.to_owned(),
            (None, Some(allocated)) if fresh => allocated.to_owned(),
            _ => self.ids.uuid(),
        };
        if let Some(fields) = resource.as_object_mut() {
            fields.insert("id".into(), Value::String(id.clone()));
        }
        if let Some(address) = address {
            let place = [kind.as_str(), "/", &id].concat();
            self.moved.push((address.into(), place));
        }
        self.made.push(Extracted { resource, id, is_new: known.is_none() });
    }

    /// Fills a value in: none where its context is empty, several where it holds several.
    fn value(&self, template: &Value, focus: &[Node<'_>], depth: usize) -> Vec<Value> {
        match template {
            Value::Object(fields) if depth < DEEPEST => {
                let context = json::word(template, CONTEXT);
                let Some(context) = context else { return self.object(template, fields, focus, depth) };
                let made = self.source.evaluate(context, focus, |nodes| {
                    let mut made = Vec::new();
                    for node in nodes {
                        made.extend(self.object(template, fields, std::slice::from_ref(node), depth));
                    }
                    made
                });
                made.unwrap_or_default()
            }
            Value::Array(list) => {
                let made: Vec<Value> =
                    list.iter().flat_map(|inner| self.value(inner, focus, depth + 1)).collect();
                if made.is_empty() { Vec::new() } else { vec![Value::Array(made)] }
            }
            _ => vec![template.clone()],
        }
    }

    fn object(
        &self,
        template: &Value,
        fields: &Map<String, Value>,
        focus: &[Node<'_>],
        depth: usize,
    ) -> Vec<Value> {
        let mut made = Map::new();
        let own = json::word(template, VALUE);
        for (name, inner) in fields {
            if let Some(plain) = name.strip_prefix('_') {
                self.primitive(plain, inner, (focus, fields), &mut made);
            } else if name == "extension" {
                self.extensions(inner, (focus, depth), &mut made);
            } else if !has_source(fields, name) {
                // Arrays keep their brackets; of anything else there is one.
                made.extend(
                    self.value(inner, focus, depth + 1).into_iter().next().map(|v| (name.clone(), v)),
                );
            }
        }
        if let Some(expression) = own {
            let results = self.results(expression, focus);
            return results.into_iter().map(|result| merged(&made, result)).collect();
        }
        if made.is_empty() && !fields.is_empty() { Vec::new() } else { vec![Value::Object(made)] }
    }

    /// Extensions of the template's own go; others stay.
    fn extensions(&self, list: &Value, (focus, depth): (&[Node<'_>], usize), made: &mut Map<String, Value>) {
        let others = list.as_array().into_iter().flatten();
        let others = others.filter(|e| !matches!(json::name_of(e), Some(CONTEXT | VALUE | ALLOCATE)));
        let kept: Vec<Value> = others.flat_map(|e| self.value(e, focus, depth + 1)).collect();
        if !kept.is_empty() {
            made.insert("extension".into(), Value::Array(kept));
        }
    }

    /// A primitive whose value comes from an expression: `_family`, or in a list `_given`.
    fn primitive(
        &self,
        name: &str,
        marks: &Value,
        (focus, fields): (&[Node<'_>], &Map<String, Value>),
        made: &mut Map<String, Value>,
    ) {
        let results = |marks: &Value| -> Vec<Value> {
            let Some(expression) = json::word(marks, VALUE) else { return Vec::new() };
            match json::word(marks, CONTEXT) {
                None => self.results(expression, focus),
                Some(context) => {
                    let made = self.source.evaluate(context, focus, |nodes| {
                        let each =
                            nodes.iter().map(|node| self.results(expression, std::slice::from_ref(node)));
                        each.flatten().collect()
                    });
                    made.unwrap_or_default()
                }
            }
        };
        if let Value::Array(list) = marks {
            let all: Vec<Value> = list.iter().flat_map(results).collect();
            if !all.is_empty() {
                made.insert(name.into(), Value::Array(all));
            }
        } else if sourced(marks) {
            if let Some(result) = results(marks).into_iter().next() {
                made.insert(name.into(), result);
            }
        } else if fields.contains_key(name) {
            made.insert(["_", name].concat(), marks.clone());
        }
    }

    fn results(&self, expression: &str, focus: &[Node<'_>]) -> Vec<Value> {
        let made = self.source.evaluate(expression, focus, |nodes| nodes.iter().map(Node::to_json).collect());
        made.unwrap_or_default()
    }
}

fn sourced(marks: &Value) -> bool {
    json::word(marks, VALUE).is_some()
}

/// Whether a member's value comes from an expression beside it.
fn has_source(fields: &Map<String, Value>, name: &str) -> bool {
    match fields.get(["_", name].concat().as_str()) {
        Some(Value::Array(list)) => list.iter().any(sourced),
        Some(marks) => sourced(marks),
        None => false,
    }
}

/// A result in the place of an element: over what the template says; a text is where a Reference leads.
fn merged(template: &Map<String, Value>, result: Value) -> Value {
    let mut made = template.clone();
    match result {
        Value::Object(fields) => made.extend(fields),
        text @ Value::String(_) => {
            made.insert("reference".into(), text);
        }
        other => return other,
    }
    Value::Object(made)
}
