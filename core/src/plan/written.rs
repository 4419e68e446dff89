//! The safety plan as a FHIR CarePlan (docs/safety-plan.md): one activity a line, the step as its code.

use serde_json::Value;

use super::lines::{Line, Plan};
use super::paper::{CODES, Paper};
use crate::fhir::date::Date;
use crate::json;

/// The system of the kinds of paper.
pub const KIND: &str = "https://lapwing.example/CodeSystem/plan-kind";
/// The profile, before its word.
const PROFILE: &str = "https://lapwing.example/StructureDefinition/";
/// Never shared by section (FACTS: sections): what a person writes of themselves is theirs to name.
const RESTRICTED: &str = r#"[{"system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "R", "display": "restricted"}]"#;
/// The system of the steps.
const STEP: &str = "https://lapwing.example/CodeSystem/safety-plan-step";
/// The day to look at it again.
const REVIEW: &str = "https://lapwing.example/StructureDefinition/review-date";
/// A number to call or text.
const PHONE: &str = "https://lapwing.example/StructureDefinition/contact-phone";

/// The kind of the copy of one step, which the gateway makes for whom it is shared with (docs/safety-plan.md).
pub const STEP_KIND: &str = "safety-plan-step";

/// Whether a person wrote it of themselves, or it is such a copy.
#[must_use]
pub fn is_own_kind(resource: &Value) -> bool {
    let codings = resource["category"][0]["coding"].as_array();
    codings.into_iter().flatten().any(|coding| coding["system"] == KIND)
}

/// Whether this is such a copy.
#[must_use]
pub fn is_step(resource: &Value) -> bool {
    let codings = resource["category"][0]["coding"].as_array();
    codings.into_iter().flatten().any(|coding| coding["system"] == KIND && coding["code"] == STEP_KIND)
}

/// A plan as the gateway has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Held {
    /// What it says.
    pub plan: Plan,
    /// `meta.versionId`; empty where it is not known.
    pub version: String,
    /// When the gateway took it, milliseconds; 0 where that is not known.
    pub updated: i64,
}

const PLAN: &str = r#"{"resourceType": "CarePlan", "id": "$id",
    "meta": {"profile": ["$profile"], "security": "$security"},
    "extension": "$review", "status": "active", "intent": "plan",
    "category": [{"coding": [{"system": "$system", "code": "$kind", "display": "$name"}], "text": "$name"}],
    "title": "$title", "subject": {"reference": "$patient"}, "author": {"reference": "$patient"},
    "created": "$at", "activity": "$lines"}"#;

const DAY: &str = r#"[{"url": "$url", "valueDate": "$day"}]"#;

const LINE: &str = r#"{"id": "$id", "detail": {"extension": "$phone",
    "code": {"coding": [{"system": "$system", "code": "$step"}]}, "status": "in-progress", "description": "$text"}}"#;

const NUMBER: &str = r#"[{"url": "$url", "valueContactPoint": {"system": "phone", "value": "$number"}}]"#;

fn filled_where(there: &str, template: &str, holes: &[(&str, Value)]) -> Value {
    if there.is_empty() { Value::Null } else { json::filled(template, holes) }
}

/// The CarePlan of a plan, as `patient` wrote it.
#[must_use]
pub fn write(plan: &Plan, (paper, patient): (Paper, &str), at: &str) -> Value {
    let mut lines = Vec::with_capacity(plan.lines.len());
    for line in &plan.lines {
        let number = [("url", PHONE.into()), ("number", line.phone.as_str().into())];
        let holes = [
            ("id", line.id.as_str().into()),
            ("phone", filled_where(&line.phone, NUMBER, &number)),
            ("system", STEP.into()),
            ("step", CODES.get(line.step).copied().unwrap_or_default().into()),
            ("text", line.text.as_str().into()),
        ];
        lines.push(json::filled(LINE, &holes));
    }
    let day = [("url", REVIEW.into()), ("day", plan.review.as_str().into())];
    let lines = if lines.is_empty() { Value::Null } else { lines.into() };
    let holes = [
        ("id", paper.id_of(patient).into()),
        ("profile", [PROFILE, paper.word()].concat().into()),
        (
            "security",
            if paper == Paper::Safety { Value::Null } else { json::read(RESTRICTED).unwrap_or_default() },
        ),
        ("review", filled_where(&plan.review, DAY, &day)),
        ("system", KIND.into()),
        ("kind", paper.word().into()),
        ("name", if paper == Paper::Safety { "Safety plan" } else { paper.title() }.into()),
        ("title", paper.title().into()),
        ("patient", patient.into()),
        ("at", at.into()),
        ("lines", lines),
    ];
    json::filled(PLAN, &holes)
}

fn extension<'v>(of: &'v Value, url: &str) -> Option<&'v Value> {
    of["extension"].as_array()?.iter().find(|one| one["url"] == url)
}

/// What a CarePlan of this shape says. A line of a step that is not known here stands in the last one, so that none is
/// lost.
#[must_use]
pub fn read(resource: &Value, paper: Paper) -> Held {
    let text = |of: &Value| of.as_str().unwrap_or_default().to_owned();
    let mut plan = Plan::default();
    for (at, one) in resource["activity"].as_array().into_iter().flatten().enumerate() {
        let detail = &one["detail"];
        let codings = detail["code"]["coding"].as_array();
        let code = codings.into_iter().flatten().find(|c| c["system"] == STEP).map(|c| &c["code"]);
        let step = CODES.iter().position(|known| code.is_some_and(|code| code == known));
        let id = match one["id"].as_str() {
            Some(id) => id.to_owned(),
            None => ["line-", &at.to_string()].concat(),
        };
        let phone = extension(detail, PHONE).map(|found| text(&found["valueContactPoint"]["value"]));
        let line = Line {
            id,
            step: step.filter(|step| paper.parts().contains(step)).unwrap_or(paper.parts().end - 1),
            text: text(&detail["description"]),
            phone: phone.unwrap_or_default(),
        };
        if !line.text.is_empty() || !line.phone.is_empty() {
            plan.lines.push(line);
        }
    }
    plan.review = extension(resource, REVIEW).map(|found| text(&found["valueDate"])).unwrap_or_default();
    let updated = resource["meta"]["lastUpdated"].as_str().and_then(Date::parse);
    Held {
        plan,
        version: text(&resource["meta"]["versionId"]),
        updated: updated.map_or(0, |date| date.to_millis()),
    }
}

/// Among the CarePlans that came: the patient's own paper.
#[must_use]
pub fn find(resources: &[Value], (paper, patient): (Paper, &str)) -> Option<Held> {
    let id = paper.id_of(patient);
    resources
        .iter()
        .find(|one| one["id"] == id.as_str() && one["resourceType"] == "CarePlan")
        .map(|one| read(one, paper))
}
