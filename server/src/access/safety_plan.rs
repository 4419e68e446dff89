//! The one CarePlan that a patient writes: their own safety plan. The team's plans are the team's.

use serde_json::Value;

use super::{
    compartment::{codings, items},
    covers::is_safety_plan,
};

/// The kind of plan, and the steps (docs/safety-plan.md).
const KIND: (&str, &str) = ("https://lapwing.example/CodeSystem/plan-kind", "safety-plan");
const STEP: &str = "https://lapwing.example/CodeSystem/safety-plan-step";
/// The longest line, in characters; what the app takes and some room for other clients.
const LONGEST: usize = 1_000;
/// The most lines.
const MOST: usize = 200;

/// What may stand in it: anything else could turn it into an order or a plan of the team's.
#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "resourceType", "id", "meta", "language", "extension", "status", "intent", "category", "title", "subject",
    "author", "created", "activity",
];

/// What may stand in a line.
const DETAIL: &[&str] = &["id", "extension", "code", "status", "description"];

/// The id of a patient's safety plan: it follows from the patient's, so that two devices write one plan, and nobody's
/// plan is begun by somebody else. A FHIR id has 64 characters at most.
pub fn id_of(patient: &str) -> String {
    let id = patient.rsplit('/').next().unwrap_or_default();
    let from = id.len().saturating_sub(52);
    format!("safety-plan-{}", id.get(from..).unwrap_or(id))
}

/// What is wrong with it, where something is.
pub fn problem(plan: &Value, patient: &str) -> Option<&'static str> {
    let only = |of: &Value, known: &[&str]| {
        of.as_object().is_some_and(|of| of.keys().all(|name| known.contains(&name.as_str())))
    };
    let line = |line: &Value| {
        let detail = &line["detail"];
        let steps: Vec<_> = codings(&detail["code"]).collect();
        let text = detail["description"].as_str().unwrap_or_default();
        only(line, &["id", "detail"])
            && only(detail, DETAIL)
            && matches!(steps.as_slice(), [(STEP, _)])
            && !text.is_empty()
            && text.chars().count() <= LONGEST
    };
    let lines = items(&plan["activity"]);
    let one_kind = codings(&plan["category"]).collect::<Vec<_>>() == [KIND] && is_safety_plan(plan);
    [
        (plan["id"] != id_of(patient).as_str(), "CarePlan.id must be that of the patient's own safety plan."),
        (!only(plan, ELEMENTS), "CarePlan holds something that a safety plan does not have here."),
        (!one_kind, "CarePlan.category must be safety-plan, and nothing else."),
        (plan["intent"] != "plan", "CarePlan.intent must be plan."),
        (plan["status"] != "active", "CarePlan.status must be active."),
        (lines.len() > MOST, "CarePlan.activity has more lines than can be taken."),
        (
            !lines.iter().all(line),
            "CarePlan.activity must be lines of the steps, with words of at most 1,000 characters.",
        ),
    ]
    .into_iter()
    .find_map(|(wrong, why)| wrong.then_some(why))
}
