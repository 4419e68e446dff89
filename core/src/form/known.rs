//! What a form looks at in the record before it opens: asked of the gateway, which shows nobody more than they may see;
//! where it does not answer, what is kept on the device stands in.

use std::rc::Rc;

use serde_json::Value;

use super::Who;
use crate::effect::{Effect, Key, Place, Reply, Request};
use crate::event::Tag;
use crate::fhir::kind;
use crate::record::{self, Shelf};
use crate::sdc::{Around, Form, Query, json};
use crate::seek::cut;
use crate::trouble::Trouble;

/// How many of the newest Observations a form may look at.
const MEASURED: u32 = 200;

/// What is gathered for a form.
#[derive(Debug, Clone, Default)]
pub struct Known {
    asks: Vec<Ask>,
    /// Rows of shelves that are kept, as far as they were read.
    rows: Vec<(Key, Option<Value>)>,
    /// Who answers, where it is somebody else.
    author: Option<Value>,
    /// So many answers are still out.
    out: usize,
}

#[derive(Debug, Clone)]
struct Ask {
    what: What,
    /// The search, without the way to it.
    path: String,
    /// The row where it may be kept.
    row: Option<Key>,
    came: Option<Value>,
}

#[derive(Debug, Clone)]
enum What {
    /// The person's own entry.
    Person,
    /// Their newest Observations.
    Observations,
    /// What one of the questionnaire's own searches finds.
    Found(Query),
}

impl Known {
    /// Asks for what a form looks at.
    pub(super) fn ask(form: &Form, key: &str, who: &Who, now: &crate::now::Now) -> (Self, Vec<Effect>) {
        let mut known = Self::default();
        let Some(patient) = &who.patient else { return (known, vec![]) };
        known.author = who.author.as_ref().and_then(relative);
        let mut add = |what, path: String| {
            let name = path.split(['?', '/']).next().unwrap_or_default();
            let own = who.author.is_none() && who.place == Place::Device;
            let shelf = if name == "Patient" { Shelf::Entries } else { Shelf::of_kind(name).fetched_as() };
            let row = own.then(|| record::row(&who.account, patient, shelf));
            known.asks.push(Ask { what, path, row, came: None });
        };
        if form.asks_about_the_person() {
            add(What::Person, patient.clone());
        }
        if form.asks_for_observations() {
            let most = MEASURED.to_string();
            let path = ["Observation?patient=", patient, "&_sort=-date&_count=", &most].concat();
            add(What::Observations, path);
        }
        for query in &form.queries {
            if let Some(path) = query.of(patient, now) {
                add(What::Found(query.clone()), path);
            }
        }
        let mut effects = vec![];
        for (at, ask) in known.asks.iter().enumerate() {
            let request = Request { quiet: true, ..Request::get(["/fhir/", &ask.path].concat()) };
            effects.push(Effect::Fetch(Tag::Known(key.into(), at), request));
            if let Some(row) =
                ask.row.as_ref().filter(|row| known.rows.iter().all(|(known, _)| known != *row))
            {
                known.rows.push((row.clone(), None));
                effects.push(Effect::Load(who.place, row.clone()));
            }
        }
        known.out = effects.len();
        (known, effects)
    }

    /// Nothing is waited for any more.
    pub(super) fn is_whole(&self) -> bool {
        self.out == 0
    }

    /// The gateway answered, or did not.
    pub(super) fn fetched(&mut self, at: usize, reply: Result<&Reply, Trouble>) {
        self.out = self.out.saturating_sub(1);
        if let (Some(ask), Ok(reply)) = (self.asks.get_mut(at), reply) {
            ask.came = Some(reply.body.clone());
        }
    }

    /// A row was read; whether it is one that was waited for.
    pub(super) fn loaded(&mut self, key: &Key, row: Option<&Value>) -> bool {
        let Some((_, held)) = self.rows.iter_mut().find(|(known, held)| known == key && held.is_none())
        else {
            return false;
        };
        self.out = self.out.saturating_sub(1);
        *held = Some(row.cloned().unwrap_or_default());
        true
    }

    /// What came of it, without what the person hid on this device (`hidden`), as of `now` or of when it was kept.
    pub(super) fn around(&self, hidden: &[String], now: i64) -> Around {
        let mut around = Around { read: now, ..Around::default() };
        let seen =
            |one: &Value| hidden.is_empty() || record::key_of(one).is_none_or(|key| !hidden.contains(&key));
        for ask in &self.asks {
            let kept = || {
                let row = self.rows.iter().find(|(key, _)| Some(key) == ask.row.as_ref())?.1.as_ref()?;
                around.read = row["asOf"].as_i64().unwrap_or(now);
                let found = search(&ask.path, json::list(row, "resources"))?;
                Some(if matches!(ask.what, What::Person) { found.first()?.clone() } else { bundle(found) })
            };
            let Some(mut found) = ask.came.clone().or_else(kept) else { continue };
            if let Some(entries) = found.get_mut("entry").and_then(Value::as_array_mut) {
                entries.retain(|entry| seen(&entry["resource"]));
            }
            match &ask.what {
                What::Person => {
                    let user = self.author.clone().unwrap_or_else(|| found.clone());
                    around.context.extend([("patient".into(), found), ("user".into(), user)]);
                }
                What::Observations => {
                    let entries = json::list(&found, "entry").iter();
                    around.record = Rc::new(entries.map(|entry| entry["resource"].clone()).collect());
                }
                What::Found(query) => put(&mut around.context, query, found),
            }
        }
        around
    }
}

/// Who answers about somebody, as far as an expression may know them.
fn relative(author: &super::Author) -> Option<Value> {
    let (kind, id) = cut(&author.reference, "/")?;
    let holes = [("kind", kind.into()), ("id", id.into()), ("name", author.name.as_str().into())];
    let template = r#"{"resourceType": "$kind", "id": "$id", "name": [{"text": "$name"}]}"#;
    Some(crate::json::filled(template, &holes))
}

/// Puts what a search found under its name; the parts of a batch stand in one Bundle, in their order.
fn put(context: &mut Vec<(String, Value)>, query: &Query, found: Value) {
    if !query.part {
        return context.push((query.name.to_string(), found));
    }
    let known = context.iter().position(|(name, _)| **name == *query.name);
    let at = known.unwrap_or_else(|| {
        context.push((query.name.to_string(), bundle(vec![])));
        context.len() - 1
    });
    let entries = context.get_mut(at).and_then(|(_, bundle)| bundle.get_mut("entry")?.as_array_mut());
    if let Some(entries) = entries {
        entries.push(crate::sdc::named("resource", found));
    }
}

fn bundle(found: Vec<Value>) -> Value {
    let mut entries = vec![];
    for one in found {
        entries.push(crate::sdc::named("resource", one));
    }
    crate::json::filled(r#"{"resourceType": "Bundle", "entry": "$entry"}"#, &[("entry", entries.into())])
}

/// A search among what is kept, the newest first; `None` where it asks for something that is not looked at here.
fn search(path: &str, kept: &[Value]) -> Option<Vec<Value>> {
    let (name, parameters) = cut(path, "?").unwrap_or((path, ""));
    let (name, id) = cut(name, "/").map_or((name, None), |(name, id)| (name, Some(id)));
    let mut found: Vec<&Value> = kept.iter().filter(|one| kind(one) == Some(name)).collect();
    found.retain(|one| id.is_none_or(|id| one["id"] == id));
    let mut most = usize::MAX;
    for parameter in parameters.split('&').filter(|one| !one.is_empty()) {
        let (name, value) = cut(parameter, "=")?;
        match name {
            // What is kept is the person's own.
            "patient" | "_sort" => {}
            "_id" => found.retain(|one| one["id"] == value),
            "_count" => most = value.parse().ok()?,
            "code" | "category" | "status" | "clinical-status" => {
                let element = if name == "clinical-status" { "clinicalStatus" } else { name };
                found.retain(|one| value.split(',').any(|wanted| has(&one[element], wanted)));
            }
            _ => return None,
        }
    }
    let mut found: Vec<Value> = found.into_iter().cloned().collect();
    crate::order::newest_first(&mut found, when);
    found.truncate(most);
    Some(found)
}

/// When an entry is of, milliseconds.
fn when(resource: &Value) -> i64 {
    const PLACES: [&str; 6] =
        ["effectiveDateTime", "authoredOn", "recordedDate", "authored", "performedDateTime", "date"];
    let said = PLACES.iter().find_map(|place| json::text(resource, place));
    said.and_then(crate::fhir::date::Date::parse).map_or(i64::MIN, |date| date.to_millis())
}

/// Whether an element bears a code, alone or with its system before a bar.
fn has(element: &Value, wanted: &str) -> bool {
    let plain = cut(wanted, "%7C").map(|(system, code)| [system, "|", code].concat());
    let wanted = plain.as_deref().unwrap_or(wanted);
    let (system, code) = cut(wanted, "|").map_or((None, wanted), |(system, code)| (Some(system), code));
    let is = |coding: &Value| {
        coding["code"] == code
            && system.is_none_or(|system| coding["system"].as_str().unwrap_or_default() == system)
    };
    let concepts = element.as_array().map_or(std::slice::from_ref(element), Vec::as_slice);
    *element == code || concepts.iter().any(|concept| json::list(concept, "coding").iter().any(is))
}
