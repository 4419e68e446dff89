//! All that is held of the person's own record, and what they wrote that is not sent yet.

use std::rc::Rc;

use serde_json::Value;

use super::member;
use crate::fhir::kind;
use crate::json;
use crate::outbox::Entry;
use crate::record::{Held, Shelf};

/// What files are made of. Nothing of it is copied: the shelves are shared.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gathered {
    /// Whose it is, as `Patient/x`.
    pub patient: String,
    /// What they are called.
    pub name: String,
    lists: Vec<Rc<Vec<Value>>>,
    /// Each entry once: its list, and its place there.
    order: Vec<(usize, usize)>,
    /// What waits to be sent, marked.
    waiting: Vec<Value>,
    /// Shelves of which nothing is held: nobody can say that there is nothing.
    pub(crate) missing: Vec<Shelf>,
    /// Shelves of which something was left out by whoever gathered them.
    pub(crate) withheld: Vec<Shelf>,
}

/// Marks what the person wrote and the record does not have yet.
const NOT_SENT: &str = r#"{"system": "https://lapwing.example/CodeSystem/entry-state", "code": "not-sent",
    "display": "Written by the person, not yet sent to the team"}"#;

impl Gathered {
    /// Of these shelves, and of what waits in the outbox of `account`.
    #[must_use]
    pub fn of(
        all: &[(Shelf, Held)],
        waiting: &[Entry],
        (account, patient, name): (&str, &str, &str),
    ) -> Self {
        let mut made = Self { patient: patient.into(), name: name.into(), ..Self::default() };
        // People and places come along with several shelves.
        let mut along: Vec<String> = Vec::new();
        for (shelf, held) in all {
            let Some(known) = &held.known else {
                made.missing.push(*shelf);
                continue;
            };
            for (at, resource) in known.resources.iter().enumerate() {
                let Some(name) = kind(resource) else { continue };
                let own = Shelf::of_kind(name).fetched_as() == *shelf;
                if !own {
                    let key = key(resource);
                    if along.contains(&key) {
                        continue;
                    }
                    along.push(key);
                }
                made.order.push((made.lists.len(), at));
            }
            made.lists.push(known.resources.clone());
        }
        for entry in waiting.iter().filter(|entry| entry.ticket.account == account) {
            for one in entry.body["entry"].as_array().into_iter().flatten() {
                // What was changed again before it could go is there once, as it is now.
                let Some(marked) = one.get("resource").map(marked) else { continue };
                made.waiting.retain(|other| key(other) != key(&marked));
                made.waiting.push(marked);
            }
        }
        made
    }

    /// Of these resources alone.
    #[must_use]
    pub fn of_resources(resources: Vec<Value>, patient: &str, name: &str) -> Self {
        let order = (0..resources.len()).map(|at| (0, at)).collect();
        let lists = vec![Rc::new(resources)];
        Self { patient: patient.into(), name: name.into(), lists, order, ..Self::default() }
    }

    /// Whether nothing is held of one of these shelves.
    #[must_use]
    pub fn lacks(&self, shelves: &[Shelf]) -> bool {
        shelves.iter().any(|shelf| self.missing.contains(shelf))
    }

    /// How many entries there are, what waits included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len() + self.waiting.len()
    }

    /// There is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many of them wait to be sent.
    #[must_use]
    pub fn unsent(&self) -> usize {
        self.waiting.len()
    }

    /// Whether the entry at this place waits to be sent.
    #[must_use]
    pub fn waits(&self, at: usize) -> bool {
        at >= self.order.len()
    }

    /// The entry at this place; `Null` beyond the last.
    #[must_use]
    pub fn get(&self, at: usize) -> &Value {
        let held = self.order.get(at).and_then(|(list, at)| self.lists.get(*list)?.get(*at));
        held.or_else(|| self.waiting.get(at.checked_sub(self.order.len())?)).unwrap_or(&Value::Null)
    }

    /// The entry of the record with this `Type/id`.
    pub(super) fn find(&self, wanted: &str) -> Option<&Value> {
        let (name, id) = wanted.split_once('/')?;
        let fits = |one: &&Value| member(one, "id") == id && kind(one) == Some(name);
        (0..self.order.len()).map(|at| self.get(at)).find(fits)
    }
}

/// `Type/id`.
pub(crate) fn key(resource: &Value) -> String {
    [kind(resource).unwrap_or_default(), "/", member(resource, "id")].concat()
}

fn marked(resource: &Value) -> Value {
    let mut resource = resource.clone();
    if let Value::Object(members) = &mut resource {
        let mut meta =
            members.get("meta").cloned().filter(Value::is_object).unwrap_or_else(|| json::filled("{}", &[]));
        // It is no version of the record, and beside the one that is it must not bear its number (R4, bdl-7).
        if let Value::Object(meta) = &mut meta {
            meta.remove("versionId");
        }
        let mut tags = meta["tag"].as_array().cloned().unwrap_or_default();
        tags.push(json::filled(NOT_SENT, &[]));
        meta["tag"] = Value::Array(tags);
        members.insert("meta".into(), meta);
    }
    resource
}
