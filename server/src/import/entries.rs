//! The resources in a file: one, a list, or the entries of bundles, whatever their type.

use serde_json::{Value, value::RawValue};
use uuid::Uuid;

use crate::{
    json::Fields,
    records::{Draft, is_id},
};

/// What was found at one place.
pub enum Found {
    /// A resource.
    Entry(Entry),
    /// JSON, and no FHIR.
    NotFhir(String),
    /// Something that can't be loaded, and why.
    Bad(String, String),
}

/// One resource of a file.
pub struct Entry {
    /// Where it was.
    pub place: String,
    /// The number of its bundle: names hold within one bundle.
    pub bundle: usize,
    /// What other entries of the bundle call it.
    pub full_url: Option<String>,
    /// Its id: its own, its address's, or one made from its content, so that loading it again finds it.
    pub id: String,
    /// The resource.
    pub draft: Draft,
    /// The resource, read.
    pub value: Value,
}

/// Everything in the text of a file.
pub fn find(text: &str) -> Vec<Found> {
    let mut finder = Finder::default();
    finder.any(text, "", None);
    finder.found
}

#[derive(Default)]
struct Finder {
    found: Vec<Found>,
    bundles: usize,
}

/// What a bundle says around a resource.
struct Around {
    bundle: usize,
    full_url: Option<String>,
    request_url: Option<String>,
}

impl Finder {
    fn any(&mut self, text: &str, place: &str, around: Option<Around>) {
        let text = text.trim();
        let value: Value = match serde_json::from_str(text) {
            Ok(value) => value,
            Err(error) => return self.bad(place, format!("is not JSON ({error})")),
        };
        match &value {
            Value::Array(_) => self.each(text, place),
            Value::Object(fields) if fields.contains_key("resourceType") => {
                let bundled = value["resourceType"] == "Bundle" && fields.contains_key("entry");
                if bundled { self.bundle(text, place) } else { self.resource(text, value, place, around) }
            }
            _ => self.found.push(Found::NotFhir(place.to_owned())),
        }
    }

    fn bad(&mut self, place: &str, reason: impl Into<String>) {
        self.found.push(Found::Bad(place.to_owned(), reason.into()));
    }

    fn each(&mut self, text: &str, place: &str) {
        let items: Vec<Box<RawValue>> = serde_json::from_str(text).unwrap_or_default();
        for (index, item) in items.iter().enumerate() {
            self.any(item.get(), &format!("{place}[{index}]"), None);
        }
    }

    fn bundle(&mut self, text: &str, place: &str) {
        self.bundles += 1;
        let bundle = self.bundles;
        let entries = Fields::parse(text).and_then(|fields| {
            serde_json::from_str::<Vec<Box<RawValue>>>(fields.get("entry").unwrap_or("null"))
        });
        let Ok(entries) = entries else { return self.bad(place, "is a Bundle whose entries can't be read") };
        for (index, entry) in entries.iter().enumerate() {
            let place = format!(
                "{}entry[{index}]",
                if place.is_empty() { String::new() } else { format!("{place}.") }
            );
            let Ok(entry) = Fields::parse(entry.get()) else {
                self.bad(&place, "is no object, or has a name twice");
                continue;
            };
            let request: Value =
                entry.get("request").and_then(|r| serde_json::from_str(r).ok()).unwrap_or_default();
            let request_url = request["url"].as_str().map(str::to_owned);
            let around = Around { bundle, full_url: entry.text("fullUrl"), request_url };
            match entry.get("resource") {
                Some(resource) => self.any(resource, &place, Some(around)),
                None => self.bad(&place, "has no resource"),
            }
        }
    }

    fn resource(&mut self, text: &str, value: Value, place: &str, around: Option<Around>) {
        let draft = match Draft::parse(text) {
            Ok(draft) => draft,
            Err(why) => return self.bad(place, why.to_string()),
        };
        let around = around.unwrap_or(Around { bundle: 0, full_url: None, request_url: None });
        let id =
            draft.id.clone().or_else(|| id_around(&draft.kind, &around)).unwrap_or_else(|| made_of(&value));
        let Around { bundle, full_url, .. } = around;
        self.found.push(Found::Entry(Entry { place: place.to_owned(), bundle, full_url, id, draft, value }));
    }
}

fn id_around(kind: &str, around: &Around) -> Option<String> {
    let tail = |url: &String| {
        let (head, id) = url.rsplit_once('/')?;
        (head.rsplit('/').next() == Some(kind) && is_id(id)).then(|| id.to_owned())
    };
    let named =
        around.request_url.as_ref().and_then(tail).or_else(|| around.full_url.as_ref().and_then(tail));
    let urn =
        || around.full_url.as_deref()?.strip_prefix("urn:uuid:").filter(|id| is_id(id)).map(str::to_owned);
    named.or_else(urn)
}

fn made_of(value: &Value) -> String {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, value.to_string().as_bytes()).to_string()
}
