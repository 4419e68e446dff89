//! What is in an opened link, read as the record is: each entry shown, or counted and said.

use serde_json::{Map, Value};

use super::Closed;
use crate::fhir::date::Date;
use crate::fhir::reference::Reference;
use crate::fhir::{self, Node, kind, patient};
use crate::now::Now;
use crate::plan::{KIND, Paper, StepView, read_paper};
use crate::record::{self, EntryView, Held, Known, PlanView, Shelf};
use crate::{json, words};

/// Bundles in bundles are followed so deep.
const DEEPEST: usize = 4;

/// What was opened.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Content {
    /// Whose it is: name, date of birth in words.
    pub people: Vec<(String, Option<String>)>,
    /// When it was put together, in words.
    pub made: Option<String>,
    /// By whom, as it says itself.
    pub by: Vec<String>,
    /// What a person wrote of themselves, by its parts.
    pub papers: Vec<(Paper, Vec<StepView>)>,
    /// Care plans.
    pub plans: Option<PlanView>,
    /// Every entry, by shelf.
    pub entries: Vec<(Shelf, Vec<EntryView>)>,
    /// How many entries those are.
    pub count: usize,
    /// SMART Health Cards, which are not shown here.
    pub cards: usize,
    /// Ways into another record, which are not followed.
    pub doors: usize,
    /// Files that are something else.
    pub others: usize,
    /// Files that did not open.
    pub closed: usize,
}

/// Reads what came out of the files.
#[must_use]
pub fn read(files: &[Result<String, Closed>], now: &Now) -> Content {
    let mut content = Content::default();
    let mut all = Vec::new();
    for file in files {
        let Ok(text) = file else {
            content.closed += 1;
            continue;
        };
        let said = json::read(text).unwrap_or_default();
        if said.get("verifiableCredential").is_some() {
            content.cards += 1;
        } else if said.get("access_token").is_some() {
            content.doors += 1;
        } else if kind(&said).is_some() {
            content.flatten(&said, "", &mut all, 0, now);
        } else {
            content.others += 1;
        }
    }
    let all = resolved(all);
    content.about(&all, now);
    content.told(all, now);
    content
}

impl Content {
    /// The entries of a Bundle, or the one that there is, each with its full address.
    fn flatten(&mut self, of: &Value, url: &str, all: &mut Vec<(String, Value)>, depth: usize, now: &Now) {
        if kind(of) != Some("Bundle") || depth == DEEPEST {
            all.push((url.to_owned(), of.clone()));
            return;
        }
        let stamp = of.get("timestamp").and_then(Value::as_str).and_then(Date::parse);
        if let Some(stamp) = stamp.filter(|_| self.made.is_none()) {
            self.made = Some(moment(stamp, now));
        }
        for entry in of.get("entry").and_then(Value::as_array).into_iter().flatten() {
            let url = entry.get("fullUrl").and_then(Value::as_str).unwrap_or_default();
            match entry.get("resource") {
                Some(inner) if inner.is_object() => self.flatten(inner, url, all, depth + 1, now),
                _ => self.others += 1,
            }
        }
    }

    /// Whose it is, and who made it when.
    fn about(&mut self, all: &[Value], now: &Now) {
        for one in all {
            match kind(one) {
                Some("Patient") => {
                    let Ok(read) = patient::read(one) else { continue };
                    let name = read.good.name().map(|name| name.full.clone()).unwrap_or_default();
                    self.people.push((name, read.good.born.map(|day| day.words())));
                }
                Some("Composition") => {
                    let date = one.get("date").and_then(Value::as_str).and_then(Date::parse);
                    self.made = date.map(|date| moment(date, now)).or(self.made.take());
                    let Some(object) = one.as_object() else { continue };
                    for who in Node::root(object).each("author", Reference::read) {
                        self.by.extend(who.display.filter(|name| !self.by.contains(name)));
                    }
                }
                _ => {}
            }
        }
    }

    /// Every entry as the record tells it.
    fn told(&mut self, all: Vec<Value>, now: &Now) {
        self.count = all.len();
        self.papers.extend(all.iter().filter_map(paper));
        let of =
            |shelf: Shelf| -> Vec<Value> { all.iter().filter(|one| shelf.holds(one)).cloned().collect() };
        let plans = record::plan(&held(of(Shelf::Plan), now), false, now);
        self.plans = (!plans.now.is_empty() || !plans.past.is_empty()).then_some(plans);
        for shelf in Shelf::ALL {
            let views: Vec<EntryView> = of(shelf).into_iter().map(|one| alone(shelf, one, now)).collect();
            if !views.is_empty() {
                self.entries.push((shelf, views));
            }
        }
    }

    /// How many entries are shown, as a proof that none is left out.
    #[must_use]
    pub fn shown(&self) -> usize {
        self.entries.iter().map(|(_, views)| views.len()).sum()
    }
}

/// A moment in the person's own time; a day stays one.
fn moment(date: Date, now: &Now) -> String {
    words::time::moment(date, now)
}

fn held(resources: Vec<Value>, now: &Now) -> Held {
    let known = Known { resources: resources.into(), as_of: now.time, live: true, older: None };
    Held { known: Some(known), ..Held::default() }
}

/// One entry, and nothing that it could lead to.
fn alone(shelf: Shelf, resource: Value, now: &Now) -> EntryView {
    let id = resource.get("id").and_then(Value::as_str).unwrap_or_default();
    let key = record::key(kind(&resource).unwrap_or_default(), id);
    // Nobody who reads a link wrote what is in it: "you" would be somebody else.
    let held = Held { whose: Some(words::links::THE_PERSON.into()), ..held(vec![resource], now) };
    let mut view = record::entry(&[(shelf, held)], &key, now);
    view.sources.retain(|line| line != words::record::FROM_RECORD);
    EntryView { hold: None, ..view }
}

/// What a person wrote of themselves, in our shape.
fn paper(resource: &Value) -> Option<(Paper, Vec<StepView>)> {
    let coded = |paper: &&Paper| {
        let codings = resource["category"][0]["coding"].as_array();
        codings.into_iter().flatten().any(|one| one["system"] == KIND && one["code"] == paper.word())
    };
    let mut known = Paper::SHOWN.into_iter().chain([Paper::Safety]);
    let paper = known.find(|paper| coded(&paper))?;
    let plan = read_paper(resource, paper).plan;
    let step = |step| StepView { step, lines: plan.of(step).cloned().collect() };
    Some((paper, paper.parts().map(step).filter(|step| !step.lines.is_empty()).collect()))
}

/// Entries under an id each, with the names of what they refer to within.
fn resolved(all: Vec<(String, Value)>) -> Vec<Value> {
    let mut names = Vec::new();
    for (url, one) in &all {
        let title = || fhir::entry::read(one).ok().and_then(|read| read.good.title);
        let name = match kind(one) {
            Some("Patient") => patient::read(one).ok().and_then(|read| Some(read.good.name()?.full.clone())),
            // Software that put it together bears its name in another place than things do.
            Some("Device") => one["deviceName"][0]["name"].as_str().map(str::to_owned).or_else(title),
            _ => title(),
        };
        let id = one.get("id").and_then(Value::as_str).unwrap_or_default();
        let local = [kind(one).unwrap_or_default(), "/", id].concat();
        names.extend(name.map(|name| (url.clone(), local, name)));
    }
    let mut resolved = Vec::with_capacity(all.len());
    for (at, (_, one)) in all.into_iter().enumerate() {
        let mut one = named(one, &names, 0);
        if let Value::Object(members) = &mut one
            && !members.contains_key("id")
        {
            members.insert("id".into(), ["entry-", &at.to_string()].concat().into());
        }
        resolved.push(one);
    }
    resolved
}

/// JSON is not read deeper than this either.
const LEVELS: usize = 128;

/// References without words get the name of the entry that they lead to.
fn named(value: Value, names: &[(String, String, String)], depth: usize) -> Value {
    match value {
        Value::Array(items) if depth < LEVELS => {
            Value::Array(items.into_iter().map(|item| named(item, names, depth + 1)).collect())
        }
        Value::Object(members) if depth < LEVELS => {
            let mut made = Map::new();
            let to =
                members.get("reference").and_then(Value::as_str).filter(|_| !members.contains_key("display"));
            let found = to.and_then(|to| names.iter().find(|(url, local, _)| url == to || local == to));
            if let Some((_, _, name)) = found {
                made.insert("display".into(), name.as_str().into());
            }
            for (name, member) in members {
                made.insert(name, named(member, names, depth + 1));
            }
            Value::Object(made)
        }
        other => other,
    }
}
