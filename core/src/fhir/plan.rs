//! CarePlan: what was agreed, and who does what.

use super::coding::Concept;
use super::date::Date;
use super::narrative;
use super::period::Period;
use super::reference::Reference;
use super::source::Source;
use super::{Lenient, Node, Unread, label, labels, notes, open, timing};
use serde_json::Value;

/// One thing to do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Activity {
    /// What it is.
    pub label: Option<String>,
    /// More about it, as written.
    pub description: Option<String>,
    /// `not-started`, `in-progress`, `completed` and the like, as written.
    pub status: Option<String>,
    /// Why it has this status.
    pub status_reason: Option<String>,
    /// When, in words.
    pub when: Option<String>,
    /// Who does it.
    pub who: Vec<Reference>,
    /// Where.
    pub place: Option<Reference>,
    /// The goals it serves.
    pub goals: Vec<Reference>,
    /// The entry that holds it, when it stands elsewhere.
    pub at: Option<Reference>,
    /// How it goes, as written.
    pub progress: Vec<String>,
}

/// A care plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// Id, who wrote it, when.
    pub source: Source,
    /// What it is called.
    pub title: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// `draft`, `active`, `on-hold`, `revoked`, `completed`, `entered-in-error`, as written.
    pub status: Option<String>,
    /// `proposal`, `plan`, `order`, as written.
    pub intent: Option<String>,
    /// From when until when.
    pub period: Period,
    /// What kind of plan.
    pub categories: Vec<Concept>,
    /// The goals in it.
    pub goals: Vec<Reference>,
    /// The teams that carry it.
    pub teams: Vec<Reference>,
    /// The conditions it is about.
    pub about: Vec<Reference>,
    /// The things to do.
    pub activities: Vec<Activity>,
    /// Notes, as written.
    pub notes: Vec<String>,
    /// Who made it together.
    pub with: Vec<Reference>,
    /// When it is to be looked at again.
    pub review: Option<Date>,
}

/// The day of the next look at a plan; R4 has no element for it.
const REVIEW: [&str; 2] = [
    "https://lapwing.example/StructureDefinition/plan-review",
    "https://lapwing.example/StructureDefinition/review-date",
];

/// The day of the next look at a plan that is in force, read by itself.
#[must_use]
pub fn review_of(plan: &Value) -> Option<Date> {
    if plan["resourceType"] != "CarePlan" || plan["status"] != "active" {
        return None;
    }
    let mut all = plan["extension"].as_array()?.iter();
    let one = all.find(|one| one["url"].as_str().is_some_and(|url| REVIEW.contains(&url)))?;
    Date::parse(one["valueDate"].as_str()?)
}

impl Plan {
    /// What to call it: its title, else its first category.
    #[must_use]
    pub fn label(&self) -> &str {
        let category = || self.categories.iter().find_map(Concept::label);
        self.title.as_deref().or_else(category).unwrap_or_default()
    }
}

/// Reads a CarePlan; one that says nothing makes no sense.
pub fn read(value: &Value) -> Lenient<Plan> {
    let node = open(value, &["CarePlan"])?;
    let plan = Plan {
        source: Source::read(&node, &["author", "contributor"], &["created"]),
        title: node.text("title"),
        description: node.text("description").or_else(|| told(value)),
        status: node.text("status"),
        intent: node.text("intent"),
        period: Period::at(&node, "period"),
        categories: node.each("category", Concept::read),
        goals: node.each("goal", Reference::read),
        teams: node.each("careTeam", Reference::read),
        about: node.each("addresses", Reference::read),
        activities: node.each("activity", read_activity),
        notes: notes(&node),
        with: node.each("contributor", Reference::read),
        review: node.list("extension").iter().find_map(|one| {
            let url = one.text("url");
            one.date("valueDate").filter(|_| url.as_deref().is_some_and(|url| REVIEW.contains(&url)))
        }),
    };
    let says = !plan.label().is_empty() || plan.description.is_some() || !plan.notes.is_empty();
    let error = plan.status.as_deref() == Some("entered-in-error");
    if !says && plan.activities.is_empty() && plan.goals.is_empty() && !error {
        return Err(Unread { path: "activity".into(), expected: "what was agreed" });
    }
    Ok(node.done(plan))
}

/// A plan may stand in its narrative alone: then those are its words.
fn told(plan: &Value) -> Option<String> {
    if ["title", "activity", "goal"].iter().any(|said| plan.get(said).is_some()) {
        return None;
    }
    narrative::of(plan).map(|narrative| narrative.text()).filter(|text| !text.is_empty())
}

fn read_activity(node: &Node) -> Activity {
    let at = node.read("reference", Reference::read);
    let mut activity = match node.child("detail") {
        Some(detail) => read_detail(&detail),
        None => Activity { label: at.as_ref().and_then(|at| at.display.clone()), ..Activity::default() },
    };
    activity.progress = node.known("progress", "a note", |note| note.text("text"));
    activity.progress.extend(labels(node, "outcomeCodeableConcept"));
    activity.at = at;
    activity
}

fn read_detail(node: &Node) -> Activity {
    let when = (node.child("scheduledTiming").and_then(|timing| timing::words(&timing)))
        .or_else(|| node.read("scheduledPeriod", Period::read)?.words())
        .or_else(|| node.text("scheduledString"));
    Activity {
        label: label(node, "code"),
        description: node.text("description"),
        status: node.text("status"),
        status_reason: label(node, "statusReason"),
        when,
        who: node.each("performer", Reference::read),
        place: node.read("location", Reference::read),
        goals: node.each("goal", Reference::read),
        at: None,
        progress: Vec::new(),
    }
}
