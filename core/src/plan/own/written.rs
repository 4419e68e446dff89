//! As FHIR: a Goal that is proposed, and a Task that proposes and is based on the plan. Each version says who wrote it.

use serde_json::Value;

use super::{Fields, Item, Known, Part};
use crate::fhir::date::Date;
use crate::form::Who;
use crate::json;
use crate::now::Now;
use crate::outbox::{Entry, Kind, State, Why};
use crate::record::Held;

const SYSTEM: &str = "https://lapwing.example/CodeSystem/plan-part";
const CHANGED_BY: &str = "https://lapwing.example/StructureDefinition/changed-by";
/// Of two changes, the words of the one that was not chosen: so that both stay in the history.
const ASIDE: &str = "https://lapwing.example/StructureDefinition/put-aside";

const GOAL: &str = r#"{
    "resourceType": "Goal", "id": "$id", "extension": "$by", "lifecycleStatus": "$state", "description": {"text": "$text"},
    "subject": "$patient", "target": "$due", "expressedBy": "$author", "note": "$more"
}"#;
const TASK: &str = r#"{
    "resourceType": "Task", "id": "$id", "extension": "$by", "status": "$state", "intent": "proposal",
    "code": {"coding": [{"system": "$system", "code": "own-action"}], "text": "$text"}, "basedOn": "$plan",
    "for": "$patient", "requester": "$author", "owner": "$owner", "authoredOn": "$at", "restriction": "$due",
    "note": "$note", "lastModified": "$modified"
}"#;
const BY: &str = r#"{"url": "$url", "valueReference": "$who", "valueString": "$words"}"#;
const DUE: &str = r#"[{"dueDate": "$due"}]"#;
const UNTIL: &str = r#"{"period": {"end": "$due"}}"#;
const NOTE: &str = r#"[{"text": "$more"}]"#;
const WHO: &str = r#"{"reference": "$reference", "display": "$name"}"#;
const PLAN: &str = r#"[{"reference": "$plan"}]"#;

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn extension<'a>(resource: &'a Value, url: &str) -> Option<&'a Value> {
    resource["extension"].as_array()?.iter().find(|one| one["url"] == url)
}

/// Who wrote this version, `Patient/x` or `RelatedPerson/x`, and their name.
pub(crate) fn by(resource: &Value) -> Option<(&str, &str)> {
    let by = &extension(resource, CHANGED_BY)?["valueReference"];
    Some((text(&by["reference"]), text(&by["display"])))
}

/// What was put aside in this version.
pub(crate) fn aside(resource: &Value) -> Option<&str> {
    extension(resource, ASIDE)?["valueString"].as_str()
}

/// Whether it is somebody's own, and the team has not taken it up.
pub(crate) fn is_own(resource: &Value) -> bool {
    let goal = resource["resourceType"] == "Goal";
    let action = resource["code"]["coding"][0]["system"] == SYSTEM && resource["intent"] == "proposal";
    let state = text(if goal { &resource["lifecycleStatus"] } else { &resource["status"] });
    let states: &[&str] = match goal {
        true => &["proposed", "cancelled"],
        false => &["requested", "in-progress", "completed", "cancelled"],
    };
    (goal || action) && by(resource).is_some() && states.contains(&state)
}

/// The element that names who put it there.
pub(super) fn author(resource: &Value) -> &Value {
    if resource["resourceType"] == "Goal" { &resource["expressedBy"] } else { &resource["requester"] }
}

fn subject(resource: &Value) -> &str {
    let goal = resource["resourceType"] == "Goal";
    text(if goal { &resource["subject"]["reference"] } else { &resource["for"]["reference"] })
}

/// One, as it is kept at the gateway.
pub(super) fn read(resource: &Value) -> Option<Item> {
    if !is_own(resource) {
        return None;
    }
    let goal = resource["resourceType"] == "Goal";
    let id = resource["id"].as_str()?;
    let own = |words: &Value| text(words).to_owned();
    let fields = match goal {
        true => Fields {
            text: own(&resource["description"]["text"]),
            more: own(&resource["note"][0]["text"]),
            due: own(&resource["target"][0]["dueDate"]),
            gone: resource["lifecycleStatus"] == "cancelled",
        },
        false => Fields {
            text: own(&resource["code"]["text"]),
            more: match resource["owner"]["reference"].is_null() {
                true => own(&resource["owner"]["display"]),
                false => String::new(),
            },
            due: own(&resource["restriction"]["period"]["end"]),
            gone: resource["status"] == "cancelled",
        },
    };
    let part = if goal { Part::Goal } else { Part::Action };
    let key = [if goal { "Goal/" } else { "Task/" }, id].concat();
    let upon = resource["meta"]["versionId"].as_str().map(str::to_owned);
    Some(Item { part, key, upon, fields, raw: resource.clone(), waits: None })
}

/// One that waits in the outbox, where the entry is such a one.
pub(super) fn waiting(entry: &Entry) -> Option<Item> {
    let sent = &entry.body["entry"][0];
    let item = read(&sent["resource"]).filter(|_| entry.kind == Kind::Plan)?;
    let upon = sent["request"]["ifMatch"].as_str();
    let upon = upon.map(|tag| tag.trim_start_matches("W/").trim_matches('"').to_owned());
    let clashes = entry.ticket.state == State::NeedsYou(Why::Conflict);
    Some(Item { upon, waits: Some((entry.ticket.id.clone(), clashes)), ..item })
}

/// All of a patient: those of the record, as they stand with what waits.
pub(super) fn items(known: &Known, patient: &str) -> Vec<Item> {
    let list = |held: &Held| held.known.as_ref().map(|known| known.resources.clone()).unwrap_or_default();
    let mut all: Vec<Item> = vec![];
    for shelf in [known.plans, known.tasks] {
        all.extend(list(shelf).iter().filter_map(read));
    }
    for item in known.outbox.iter().filter_map(waiting).filter(|item| subject(&item.raw) == patient) {
        match all.iter_mut().find(|one| one.key == item.key) {
            Some(one) => *one = item,
            None => all.push(item),
        }
    }
    all
}

pub(super) fn is_about(entry: &Entry, patient: &str) -> bool {
    subject(&entry.body["entry"][0]["resource"]) == patient
}

fn who_is(who: &Who, name: &str) -> Value {
    let (reference, name) = match &who.author {
        Some(author) => (author.reference.as_str(), author.name.as_str()),
        None => (who.patient.as_deref().unwrap_or_default(), name),
    };
    json::filled(WHO, &[("reference", reference.into()), ("name", name.into())])
}

fn filled_if(template: &str, hole: &'static str, words: &str) -> Value {
    if words.is_empty() { Value::Null } else { json::filled(template, &[(hole, words.into())]) }
}

/// What is written: `raw` is what it changes, `Null` for something new with this id, in the plan with this id.
pub(super) struct New<'a> {
    pub part: Part,
    pub id: &'a str,
    pub plan: &'a str,
    pub raw: &'a Value,
    pub fields: &'a Fields,
    /// What was put aside for it.
    pub aside: &'a str,
}

/// As a resource, written now by `who`, whose own name is `name`.
pub(super) fn write(new: &New, (who, name): (&Who, &str), now: &Now) -> Value {
    let (raw, fields) = (new.raw, new.fields);
    let goal = new.part == Part::Goal;
    let me = who_is(who, name);
    // What was there stays, to the letter: the gateway takes nothing else.
    let or = |there: &Value, fresh: Value| if there.is_null() { fresh } else { there.clone() };
    let patient = who.patient.as_deref().unwrap_or_default();
    let author = or(author(raw), me.clone());
    let (begun, was) = match goal {
        true => ("proposed", text(&raw["lifecycleStatus"])),
        false => ("requested", text(&raw["status"])),
    };
    let state = match fields.gone {
        true => "cancelled",
        false if was.is_empty() || was == "cancelled" => begun,
        false => was,
    };
    let mut extension = vec![json::filled(BY, &[("url", CHANGED_BY.into()), ("who", me)])];
    if !new.aside.is_empty() {
        extension.push(json::filled(BY, &[("url", ASIDE.into()), ("words", new.aside.into())]));
    }
    let owner = match fields.more.as_str() {
        "" => author.clone(),
        name => json::filled(WHO, &[("name", name.into())]),
    };
    let at = Date::from_millis(now.time, i16::try_from(now.offset).unwrap_or(0)).fhir();
    let plan = ["CarePlan/", new.plan].concat();
    let subject = json::filled(WHO, &[("reference", patient.into())]);
    let holes = [
        ("id", new.id.into()),
        ("by", Value::Array(extension)),
        ("state", state.into()),
        ("text", fields.text.as_str().into()),
        ("patient", or(if goal { &raw["subject"] } else { &raw["for"] }, subject)),
        ("due", filled_if(if goal { DUE } else { UNTIL }, "due", &fields.due)),
        ("author", author),
        ("more", filled_if(NOTE, "more", &fields.more)),
        ("system", SYSTEM.into()),
        ("plan", or(&raw["basedOn"], json::filled(PLAN, &[("plan", plan.as_str().into())]))),
        ("owner", owner),
        ("at", or(&raw["authoredOn"], at.into())),
        ("note", raw["note"].clone()),
        ("modified", raw["lastModified"].clone()),
    ];
    json::filled(if goal { GOAL } else { TASK }, &holes)
}
