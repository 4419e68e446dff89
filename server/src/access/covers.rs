//! Which section covers a resource. Only what is known to belong to a section is in it.

use serde_json::Value;

use super::{
    asked::asked_of,
    compartment::{codings, items, kind_of, references},
    planted::{self, Fault},
    safety_plan::{is_step, step_of},
    sections::Section,
};

const CATEGORY: &str = "http://terminology.hl7.org/CodeSystem/observation-category";
const LOINC: &str = "http://loinc.org";

/// The category code of a safety plan, whichever system it stands in.
const SAFETY_PLAN: &str = "safety-plan";

/// Questionnaire panels and totals (LOINC): real records file their reports under laboratory, yet
/// they are check-ins. PHQ-9, PHQ-2, GAD-7, PHQ-4, AUDIT, AUDIT-C, DAST-10, PRAPARE, HARK.
const INSTRUMENTS: &[&str] = &[
    "44249-1", "44261-6", "55757-9", "55758-7", "69737-5", "70274-6", "69724-3", "75624-7", "72109-2",
    "75626-2", "82666-9", "82667-7", "93025-5", "76499-3",
];

/// Whether the section covers this resource, labels and entries apart.
pub fn covers(section: &Section, resource: &Value) -> bool {
    let kind = kind_of(resource);
    if !section.types.iter().any(|t| t == kind) {
        return false;
    }
    match kind {
        "Observation" => observation(section, resource),
        "DiagnosticReport" => !is_instrument(resource) && !is_note(resource),
        "CarePlan" if section.step => {
            step_of(resource).is_some_and(|step| step == section.code || planted::is(Fault::StepIgnored))
        }
        "CarePlan" => !is_safety_plan(resource) && !is_step(resource) && !section.apart.names(resource),
        "Task" if section.asks => asked_of(resource).is_some(),
        "Task" => is_of_a_plan(resource),
        _ => true,
    }
}

/// Every category must be one of the section's: a second, unknown one may be why it is not shared.
fn observation(section: &Section, resource: &Value) -> bool {
    let categories = items(&resource["category"]);
    let known = |system: &str, code: &str| system == CATEGORY && section.categories.iter().any(|c| c == code);
    let all_known = categories.iter().all(|one| {
        let mut standard = codings(one).filter(|(system, _)| *system == CATEGORY).peekable();
        standard.peek().is_some() && standard.all(|(system, code)| known(system, code))
    });
    !categories.is_empty() && all_known && (!is_instrument(resource) || known(CATEGORY, "survey"))
}

fn is_instrument(resource: &Value) -> bool {
    codings(&resource["code"]).any(|(system, code)| system == LOINC && INSTRUMENTS.contains(&code))
}

/// A report whose category is a LOINC document type (a number, not a part such as LP29684-5) is a
/// note of the team, and as such a letter.
fn is_note(resource: &Value) -> bool {
    codings(&resource["category"]).any(|(system, code)| system == LOINC && !code.starts_with("LP"))
}

/// A plan that bears the category, or calls itself a safety or crisis plan.
pub fn is_safety_plan(resource: &Value) -> bool {
    let says = |text: &Value| {
        let text = text.as_str().unwrap_or_default().to_lowercase();
        ["safety plan", "crisis plan"].iter().any(|name| text.contains(name))
    };
    codings(&resource["category"]).any(|(_, code)| code == SAFETY_PLAN)
        || says(&resource["title"])
        || items(&resource["category"])
            .iter()
            .any(|one| says(&one["text"]) || items(&one["coding"]).iter().any(|c| says(&c["display"])))
}

/// A Task is part of the plan only when it says so, and never when it is about an answer: the team's
/// Task to read a risk answer is no part of what a carer sees.
fn is_of_a_plan(task: &Value) -> bool {
    let based_on = references(task, "basedOn");
    let focus = references(task, "focus");
    !based_on.is_empty()
        && based_on.iter().all(|r| r.starts_with("CarePlan/"))
        && focus.iter().all(|r| r.starts_with("CarePlan/") || r.starts_with("Goal/"))
}
