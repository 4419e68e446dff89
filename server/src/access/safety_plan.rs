//! The two CarePlans that a patient writes: their own safety plan, and about me. The team's plans are the team's.

use serde_json::Value;

use super::{
    compartment::{codings, items},
    covers::is_safety_plan,
};

/// The kinds of paper, and the steps (docs/safety-plan.md).
const KIND: &str = "https://lapwing.example/CodeSystem/plan-kind";
const PAPERS: [&str; 2] = ["safety-plan", "about-me"];
const STEP: &str = "https://lapwing.example/CodeSystem/safety-plan-step";
/// The longest line, in characters; what the app takes and some room for other clients.
const LONGEST: usize = 4_000;
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

/// Which of a patient's papers bears this id. The id follows from the patient's, so that two devices write one paper, and
/// nobody's is begun by somebody else. A FHIR id has 64 characters at most.
pub fn paper_of(id: &Value, patient: &str) -> Option<&'static str> {
    let own = patient.rsplit('/').next().unwrap_or_default();
    let from = own.len().saturating_sub(52);
    let own = own.get(from..).unwrap_or(own);
    PAPERS.into_iter().find(|paper| id.as_str() == Some(&format!("{paper}-{own}")))
}

/// What is wrong with it, where something is.
pub fn problem(plan: &Value, paper: &str) -> Option<&'static str> {
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
    // What is of one kind by its code and of the other by its words would be shared as what it is not.
    let one_kind = codings(&plan["category"]).collect::<Vec<_>>() == [(KIND, paper)]
        && is_safety_plan(plan) == (paper == "safety-plan");
    let open = paper != "safety-plan" && !super::labels::restricted(plan);
    [
        (open, "CarePlan.meta.security must be R: what a person writes about themselves is shared by name alone."),
        (!only(plan, ELEMENTS), "CarePlan holds something that it does not have here."),
        (!one_kind, "CarePlan.category must be the one that its id says, and nothing else."),
        (plan["intent"] != "plan", "CarePlan.intent must be plan."),
        (plan["status"] != "active", "CarePlan.status must be active."),
        (lines.len() > MOST, "CarePlan.activity has more lines than can be taken."),
        (
            !lines.iter().all(line),
            "CarePlan.activity must be lines of the steps, with words of at most 4,000 characters.",
        ),
    ]
    .into_iter()
    .find_map(|(wrong, why)| wrong.then_some(why))
}
