//! What a patient asks or tells their team at an entry of the record: a Task for the team, and a Communication with the words.

use serde_json::Value;

use super::compartment::{codings, items, references};

/// What kinds there are; the last asks for a medicine again.
const SYSTEM: &str = "https://lapwing.example/CodeSystem/request";
const KINDS: [&str; 4] = ["correction", "comment", "question", "repeat"];
/// FHIR's own word for the last (R4, task-code).
const FULFIL: (&str, &str) = ("http://hl7.org/fhir/CodeSystem/task-code", "fulfill");
/// The longest words, in characters: what the app takes and some room for other clients.
const LONGEST: usize = 4_000;

/// What may stand in the Task: anything else could turn it into an order.
#[rustfmt::skip]
const TASK: &[&str] = &[
    "resourceType", "id", "meta", "status", "intent", "code", "focus", "for", "requester", "owner", "authoredOn",
];
/// What may stand in the Communication.
#[rustfmt::skip]
const COMMUNICATION: &[&str] = &[
    "resourceType", "id", "meta", "status", "subject", "sender", "recipient", "about", "basedOn", "sent", "payload",
];

/// What is wrong with a Task that a patient writes, where something is; who asks is judged apart.
pub fn task_problem(task: &Value) -> Option<&'static str> {
    let kinds: Vec<&str> =
        codings(&task["code"]).filter(|(system, _)| *system == SYSTEM).map(|(_, code)| code).collect();
    let others = codings(&task["code"]).all(|coding| coding.0 == SYSTEM || coding == FULFIL);
    let known = matches!(kinds.as_slice(), [kind] if KINDS.contains(kind)) && others;
    let focus = references(task, "focus");
    let one = matches!(focus.as_slice(), [entry] if local(entry));
    let repeat = kinds.first() == Some(&"repeat");
    let medicine = focus.iter().all(|entry| entry.starts_with("MedicationRequest/"));
    first(&[
        (!only(task, TASK), "Task holds something that it does not have here."),
        (labelled(task), "Task.meta bears no label and no tag here."),
        (task["status"] != "requested", "Task.status must be requested."),
        (task["intent"] != "proposal", "Task.intent must be proposal."),
        (!known, "Task.code must be one kind of request, and nothing else."),
        (!one, "Task.focus must name the one entry that it is about."),
        (repeat && !medicine, "Task.focus of a repeat must be a MedicationRequest."),
        (!to_a_team(task, "owner"), "Task.owner must be the team."),
    ])
}

/// What is wrong with a Communication that a patient writes, where something is.
pub fn words_problem(words: &Value) -> Option<&'static str> {
    let said: Vec<&str> =
        items(&words["payload"]).iter().filter_map(|part| part["contentString"].as_str()).collect();
    let fits = |text: &&str| !text.trim().is_empty() && text.chars().count() <= LONGEST;
    let text = matches!(said.as_slice(), [text] if fits(text)) && items(&words["payload"]).len() == 1;
    let plain = items(&words["payload"]).iter().all(|part| only(part, &["contentString"]));
    let task = references(words, "basedOn");
    let one = matches!(task.as_slice(), [task] if task.starts_with("Task/"));
    let about = references(words, "about");
    first(&[
        (!only(words, COMMUNICATION), "Communication holds something that it does not have here."),
        (labelled(words), "Communication.meta bears no label and no tag here."),
        (words["status"] != "completed", "Communication.status must be completed."),
        (!text || !plain, "Communication.payload must be words of at most 4,000 characters."),
        (!one, "Communication.basedOn must name the Task that it goes with."),
        (!about.iter().all(|entry| local(entry)), "Communication.about must name entries of the record."),
        (!to_a_team(words, "recipient"), "Communication.recipient must be the team."),
    ])
}

fn first(all: &[(bool, &'static str)]) -> Option<&'static str> {
    all.iter().find(|(wrong, _)| *wrong).map(|(_, why)| *why)
}

/// Whether nothing else stands in it.
pub fn only(of: &Value, known: &[&str]) -> bool {
    of.as_object().is_some_and(|of| of.keys().all(|name| known.contains(&name.as_str())))
}

/// A label could hide it from the person, or from who looks for it.
pub fn labelled(resource: &Value) -> bool {
    ["security", "tag"].iter().any(|part| resource["meta"].get(part).is_some())
}

/// One team of this gateway, and nobody else: never a person, who could be a carer.
pub fn to_a_team(resource: &Value, element: &str) -> bool {
    let named = references(resource, element);
    matches!(named.as_slice(), [team] if team.starts_with("Organization/") && local(team))
        && items(&resource[element]).len() <= 1
}

/// `Kind/id`, here.
fn local(reference: &str) -> bool {
    let mut parts = reference.split('/');
    let (kind, id) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    kind.starts_with(|c: char| c.is_ascii_uppercase()) && !id.is_empty() && parts.next().is_none()
}
