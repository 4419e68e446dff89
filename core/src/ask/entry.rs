//! A request as an entry of the outbox: a Task for the team, and a Communication with the words.

use serde_json::Value;

use super::{Kind, SYSTEM, Writing};
use crate::effect::Method;
use crate::fhir::date::Date;
use crate::form::Who;
use crate::json;
use crate::now::Now;
use crate::outbox::{self, Entry, Ticket};

const BUNDLE: &str = r#"{"resourceType": "Bundle", "type": "transaction", "entry": "$entry"}"#;
const PUT: &str = r#"{"fullUrl": "$url", "resource": "$resource",
    "request": {"method": "PUT", "url": "$url", "ifNoneMatch": "*"}}"#;
const TASK: &str = r#"{"resourceType": "Task", "id": "$id", "status": "requested", "intent": "proposal",
    "code": {"coding": "$coding", "text": "$words"}, "focus": {"reference": "$about"}, "for": {"reference": "$patient"},
    "requester": {"reference": "$patient"}, "owner": {"reference": "$team"}, "authoredOn": "$at"}"#;
const CODING: &str = r#"[{"system": "$system", "code": "$code"}, "$fulfil"]"#;
/// A repeat asks to fulfil the prescription that it names (R4, task-code).
const FULFIL: &str = r#"{"system": "http://hl7.org/fhir/CodeSystem/task-code", "code": "fulfill"}"#;
const COMMUNICATION: &str = r#"{"resourceType": "Communication", "id": "$id", "status": "completed",
    "subject": {"reference": "$patient"}, "sender": {"reference": "$patient"}, "recipient": [{"reference": "$team"}],
    "about": [{"reference": "$about"}], "basedOn": [{"reference": "$task"}], "sent": "$at",
    "payload": [{"contentString": "$text"}]}"#;

/// The entry; `team` is who reads it. `None` for who has no record of their own.
pub(super) fn entry(writing: &Writing, team: &str, who: &Who, now: &Now) -> Option<Entry> {
    let patient = who.patient.as_deref()?;
    let (task, words, entry) = (now.uuid(), now.uuid(), now.uuid());
    let (code, said) = writing.kind.code();
    let at = Date::from_millis(now.time, i16::try_from(now.offset).unwrap_or(0)).fhir();
    let fulfil = if writing.kind == Kind::Repeat { json::filled(FULFIL, &[]) } else { Value::Null };
    let coding = [("system", SYSTEM.into()), ("code", code.into()), ("fulfil", fulfil)];
    let task_url = ["Task/", &task].concat();
    let mut holes = vec![
        ("id", task.as_str().into()),
        ("coding", json::filled(CODING, &coding)),
        ("words", said.into()),
        ("about", writing.about.as_str().into()),
        ("patient", patient.into()),
        ("team", team.into()),
        ("at", at.into()),
        ("task", task_url.as_str().into()),
    ];
    let mut entries = vec![put(&task_url, json::filled(TASK, &holes))];
    let mut expects = vec![task];
    let text = writing.text.trim();
    if !text.is_empty() {
        holes.extend([("text", text.into())]);
        if let Some(id) = holes.first_mut() {
            id.1 = words.as_str().into();
        }
        entries.push(put(&["Communication/", &words].concat(), json::filled(COMMUNICATION, &holes)));
        expects.push(words);
    }
    Some(Entry {
        ticket: Ticket::new(entry, who.account.clone(), expects),
        kind: outbox::Kind::Request,
        risk: false,
        method: Method::Post,
        path: "/fhir".into(),
        body: json::filled(BUNDLE, &[("entry", entries.into())]),
        saved_at: now.time,
    })
}

fn put(url: &str, resource: Value) -> Value {
    json::filled(PUT, &[("url", url.into()), ("resource", resource)])
}
