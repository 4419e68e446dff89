//! Small accessors over a JSON object that note what they could not read.

use super::date::Date;
use super::decimal::Decimal;
use super::{Read, Unread};
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::rc::Rc;

/// FHIR R4, 2.4.0.2: it stands at any depth, and may turn the meaning of what it stands in.
pub(crate) const CHANGES: &str = "modifierExtension";

/// How far back a part that is told already is looked for.
const NEAR: usize = 64;

/// A JSON object, where it stands, and the shared list of what could not be read.
#[derive(Clone)]
pub(crate) struct Node<'v> {
    object: &'v Map<String, Value>,
    entry: &'v Map<String, Value>,
    path: String,
    unread: Rc<RefCell<Vec<Unread>>>,
}

impl<'v> Node<'v> {
    /// A node at the top of an entry.
    pub(crate) fn root(object: &'v Map<String, Value>) -> Self {
        Self { object, entry: object, path: String::new(), unread: Rc::default() }
    }

    /// The member as it stands; `null` is absent.
    pub(crate) fn raw(&self, key: &str) -> Option<&'v Value> {
        self.object.get(key).filter(|value| !value.is_null())
    }

    /// The names of all members.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &'v str> + use<'v> {
        self.object.keys().map(String::as_str)
    }

    /// An entry contained in the whole entry, by its id.
    pub(crate) fn contained(&self, id: &str) -> Option<&'v Value> {
        let contained = self.entry.get("contained")?.as_array()?;
        contained.iter().find(|inner| inner.get("id").and_then(Value::as_str) == Some(id))
    }

    /// Notes a member that could not be read.
    pub(crate) fn miss(&self, key: &str, expected: &'static str) {
        let path = self.at(key);
        let mut unread = self.unread.borrow_mut();
        // A member that two parts are read from is told once; both are read within one entry's few parts.
        if !unread.iter().rev().take(NEAR).any(|part| part.path == path) {
            unread.push(Unread { path, expected });
        }
    }

    /// Whether something of it, or in it, could not be read so far.
    pub(crate) fn lost(&self) -> bool {
        !self.unread.borrow().is_empty()
    }

    fn at(&self, key: &str) -> String {
        match (self.path.as_str(), key) {
            ("", key) => key.into(),
            (path, "") => path.into(),
            (path, key) => format!("{path}.{key}"),
        }
    }

    /// The member when `take` understands it; otherwise notes it as unread.
    pub(crate) fn take<T>(
        &self,
        key: &str,
        expected: &'static str,
        take: impl FnOnce(&'v Value) -> Option<T>,
    ) -> Option<T> {
        let taken = take(self.raw(key)?);
        if taken.is_none() {
            self.miss(key, expected);
        }
        taken
    }

    /// Text, trimmed; blank text is absent.
    pub(crate) fn text(&self, key: &str) -> Option<String> {
        let text = self.take(key, "text", Value::as_str)?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// True or false.
    pub(crate) fn flag(&self, key: &str) -> Option<bool> {
        self.take(key, "true or false", Value::as_bool)
    }

    /// A whole number, as a number or (seen in the wild) `3.0`.
    pub(crate) fn whole(&self, key: &str) -> Option<i64> {
        self.take(key, "a whole number", |value| Decimal::read(value)?.whole())
    }

    /// A decimal number, kept as written.
    pub(crate) fn decimal(&self, key: &str) -> Option<Decimal> {
        self.take(key, "a number", Decimal::read)
    }

    /// A date, date and time, or moment.
    pub(crate) fn date(&self, key: &str) -> Option<Date> {
        self.take(key, "a date", |value| Date::parse(value.as_str()?.trim()))
    }

    /// One of the words of a table.
    pub(crate) fn one_of<T: Copy>(
        &self,
        key: &str,
        expected: &'static str,
        table: &[(&str, T)],
    ) -> Option<T> {
        self.take(key, expected, |value| {
            let word = value.as_str()?.trim();
            table.iter().find(|(name, _)| *name == word).map(|(_, found)| *found)
        })
    }

    /// A nested object.
    pub(crate) fn child(&self, key: &str) -> Option<Node<'v>> {
        let object = self.take(key, "a group of values", Value::as_object)?;
        Some(self.under(object, self.at(key)))
    }

    /// A nested object read by `read`.
    pub(crate) fn read<T>(&self, key: &str, read: impl FnOnce(&Node<'v>) -> T) -> Option<T> {
        self.child(key).map(|node| read(&node))
    }

    /// Every object of a list; one object alone counts as a list of one.
    pub(crate) fn list(&self, key: &str) -> Vec<Node<'v>> {
        let items = self.items(key, "a list");
        let mut nodes = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            match item.as_object() {
                Some(object) => nodes.push(self.under(object, format!("{}[{index}]", self.at(key)))),
                None => self.miss(&format!("{key}[{index}]"), "a group of values"),
            }
        }
        nodes
    }

    /// What `read` understands of each object of a list; an object it understands nothing of is noted.
    pub(crate) fn known<T>(
        &self,
        key: &str,
        expected: &'static str,
        read: impl Fn(&Node<'v>) -> Option<T>,
    ) -> Vec<T> {
        let mut known = Vec::new();
        for node in self.list(key) {
            match read(&node) {
                Some(found) => known.push(found),
                None => node.miss("", expected),
            }
        }
        known
    }

    /// Every object of a list, each read by `read`.
    pub(crate) fn each<T>(&self, key: &str, read: impl FnMut(&Node<'v>) -> T) -> Vec<T> {
        self.list(key).iter().map(read).collect()
    }

    /// Every text of a list; one text alone counts as a list of one, `null` stands for an absent one.
    pub(crate) fn texts(&self, key: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for (index, item) in self.items(key, "a list of texts").iter().enumerate() {
            match item.as_str() {
                Some(text) if text.trim().is_empty() => {}
                Some(text) => texts.push(text.trim().to_owned()),
                None if item.is_null() => {}
                None => self.miss(&format!("{key}[{index}]"), "text"),
            }
        }
        texts
    }

    fn items(&self, key: &str, expected: &'static str) -> &'v [Value] {
        let items = self.take(key, expected, |value| match value {
            Value::Array(items) => Some(items.as_slice()),
            Value::Object(_) | Value::String(_) => Some(std::slice::from_ref(value)),
            _ => None,
        });
        items.unwrap_or_default()
    }

    fn under(&self, object: &'v Map<String, Value>, path: String) -> Node<'v> {
        let node = Node { object, entry: self.entry, path, unread: Rc::clone(&self.unread) };
        if node.raw(CHANGES).is_some() {
            node.miss(CHANGES, "nothing that changes the meaning");
        }
        node
    }

    /// Whether something in it may change what the rest means.
    pub(crate) fn altered(&self) -> bool {
        let changes = |part: &Unread| part.path.ends_with(CHANGES) || part.path == "implicitRules";
        self.unread.borrow().iter().any(changes)
    }

    /// Ends the reading with what was understood.
    pub(crate) fn done<T>(&self, good: T) -> Read<T> {
        Read { good, unread: self.unread.take() }
    }
}
