//! The document under way: its entries, and what they refer to.

use serde_json::{Map, Value};

use super::super::{Gathered, member};
use super::prepare;
use crate::fhir::kind;
use crate::fhir::reference::key_of;
use crate::json;
use crate::now::Now;

/// What comes along when an entry refers to it, where it bears the name that its profile wants.
const ALONG: [&str; 6] =
    ["Practitioner", "PractitionerRole", "Organization", "Medication", "Specimen", "Observation"];
/// v3 Confidentiality: normal and lower.
const OPEN: [&str; 4] = ["N", "M", "L", "U"];

/// Every reference in a document leads to an entry of it.
pub(super) struct Document<'g> {
    of: &'g Gathered,
    now: &'g Now,
    /// `Type/id` in the record, address in the document, resource.
    made: Vec<(String, String, Value)>,
    /// One of its entries bears a label above normal.
    pub restricted: bool,
}

impl<'g> Document<'g> {
    pub(super) fn new(of: &'g Gathered, now: &'g Now) -> Self {
        Self { of, now, made: vec![], restricted: false }
    }

    /// A new address.
    pub(super) fn urn(&self) -> String {
        ["urn:uuid:", &self.now.uuid()].concat()
    }

    /// Adds an entry, once; its address.
    pub(super) fn add(&mut self, key: &str, resource: Value) -> String {
        if let Some((_, url, _)) = self.made.iter().find(|(known, ..)| known == key) {
            return url.clone();
        }
        let labels = resource["meta"]["security"].as_array().into_iter().flatten();
        self.restricted |= labels.into_iter().any(|label| !OPEN.contains(&member(label, "code")));
        let url = self.urn();
        self.made.push((key.into(), url.clone(), resource));
        url
    }

    /// Turns every reference into an address of the document; what comes along is followed in its turn.
    pub(super) fn follow(&mut self) {
        let mut at = 0;
        while let Some((_, _, resource)) = self.made.get_mut(at) {
            let resource = std::mem::take(resource);
            let resource = self.linked(resource);
            if let Some(place) = self.made.get_mut(at) {
                place.2 = resource;
            }
            at += 1;
        }
    }

    /// The entries, in the order in which they came.
    pub(super) fn entries(self) -> impl Iterator<Item = Value> + 'g {
        self.made.into_iter().map(|(_, url, resource)| {
            let holes = [("url", url.into()), ("resource", resource)];
            json::filled(r#"{"fullUrl": "$url", "resource": "$resource"}"#, &holes)
        })
    }

    fn linked(&mut self, value: Value) -> Value {
        match value {
            Value::Array(items) => {
                let mut all = Vec::with_capacity(items.len());
                for item in items {
                    all.push(self.linked(item));
                }
                Value::Array(all)
            }
            Value::Object(members) => {
                let leads = members.get("reference").and_then(Value::as_str).map(str::to_owned);
                let mut all = Map::new();
                for (name, member) in members {
                    if name != "reference" || leads.is_none() {
                        all.insert(name, self.linked(member));
                    }
                }
                if let Some(leads) = leads {
                    self.lead(&leads, &mut all);
                }
                prepare::named_medicine(&mut all);
                Value::Object(all)
            }
            other => other,
        }
    }

    /// Where a reference leads now; to what is not in the document it leads no more, and says so if it says nothing else.
    fn lead(&mut self, leads: &str, members: &mut Map<String, Value>) {
        if leads.starts_with('#') {
            members.insert("reference".into(), leads.into());
            return;
        }
        match self.address(&key_of(leads)) {
            Some(url) => {
                members.insert("reference".into(), url.into());
            }
            None if !members.contains_key("display") && !members.contains_key("identifier") => {
                members.insert("display".into(), "Not in this summary".into());
            }
            None => {}
        }
    }

    fn address(&mut self, key: &str) -> Option<String> {
        if let Some((_, url, _)) = self.made.iter().find(|(known, ..)| known == key) {
            return Some(url.clone());
        }
        let found = self.of.find(key)?;
        let name = kind(found).filter(|name| ALONG.contains(name))?;
        let named = !matches!(name, "Practitioner" | "Organization") || found.get("name").is_some();
        let mistake = member(found, "status") == "entered-in-error";
        (named && !mistake).then(|| self.add(key, prepare::prepared(found)))
    }
}
