//! The CarePlans that a person writes in their own words: the safety plan, about me, and their like. The team's plans are the team's.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    compartment::{codings, items, kind_of},
    covers::is_safety_plan,
};

/// The kinds of paper, and the steps (docs/safety-plan.md).
const KIND: &str = "https://lapwing.example/CodeSystem/plan-kind";
const PAPERS: [&str; 7] = [
    "safety-plan",
    "about-me",
    "early-signs",
    "advance-choices",
    "communication-needs",
    "if-i-cannot",
    CRISIS,
];
/// For others, when it is too much for the person: no section of a care plan opens it, nor any step of the safety plan.
const CRISIS: &str = "crisis-plan";
const STEP: &str = "https://lapwing.example/CodeSystem/safety-plan-step";
/// The kind of the copy of one step.
const STEP_KIND: &str = "safety-plan-step";
/// The steps that can be shared, each by itself. Reasons and hopes are nobody else's.
const SHARED: [&str; 6] =
    ["warning-signs", "coping", "places-and-people", "people-to-ask", "professionals", "safer-surroundings"];
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
    PAPERS.into_iter().find(|paper| id.as_str() == Some(&id_of(paper, patient)))
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
        && is_safety_plan(plan) == matches!(paper, "safety-plan" | CRISIS);
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

/// Whether this is the copy of one step, or calls itself one.
pub fn is_step(resource: &Value) -> bool {
    codings(&resource["category"]).any(|(system, code)| system == STEP || code == STEP_KIND)
}

/// The step of which this is the copy; none where it says more or less than that.
pub fn step_of(resource: &Value) -> Option<&str> {
    match codings(&resource["category"]).collect::<Vec<_>>().as_slice() {
        [(KIND, STEP_KIND), (STEP, step)] => Some(step),
        _ => None,
    }
}

/// The copies of its steps that others can be shown: each is an entry of its own, with versions, a time and a section of
/// its own, so that nothing of it tells what was written in another step, or that anything was. Without a plan: none.
pub fn steps(plan: &Value) -> Vec<Value> {
    let patient = plan["subject"]["reference"].as_str().unwrap_or_default();
    if kind_of(plan) != "CarePlan" || paper_of(&plan["id"], patient) != Some("safety-plan") {
        return Vec::new();
    }
    SHARED.iter().map(|step| copy(plan, patient, step)).collect()
}

fn copy(plan: &Value, patient: &str, step: &str) -> Value {
    let of_it = |line: &&Value| codings(&line["detail"]["code"]).any(|code| code == (STEP, step));
    let lines: Vec<&Value> = items(&plan["activity"]).iter().filter(of_it).collect();
    let mut copy = json!({
        "resourceType": "CarePlan", "id": step_id(patient, step), "status": "active", "intent": "plan",
        "category": [{"coding": [{"system": KIND, "code": STEP_KIND}, {"system": STEP, "code": step}]}],
        "title": "A step of my safety plan",
        "subject": {"reference": patient}, "author": {"reference": patient},
    });
    if !lines.is_empty() {
        copy["activity"] = lines.into_iter().cloned().collect();
    }
    if let Some(labels) = plan["meta"].get("security") {
        copy["meta"] = json!({"security": labels});
    }
    copy
}

/// The id of a copy follows from patient and step; nothing but the gateway writes there.
fn step_id(patient: &str, step: &str) -> String {
    let space = Uuid::new_v5(&Uuid::NAMESPACE_URL, KIND.as_bytes());
    Uuid::new_v5(&space, format!("{patient}/{step}").as_bytes()).to_string()
}

/// The id of the safety plan of this patient.
pub fn plan_id(patient: &str) -> String {
    id_of("safety-plan", patient)
}

fn id_of(paper: &str, patient: &str) -> String {
    let own = patient.rsplit('/').next().unwrap_or_default();
    let most = 52.min(63 - paper.len());
    format!("{paper}-{}", own.get(own.len().saturating_sub(most)..).unwrap_or(own))
}
