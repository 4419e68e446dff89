//! Goal: what a person wants to reach.

use super::coding::Concept;
use super::date::Date;
use super::measured::Measured;
use super::quantity::Quantity;
use super::range::{Range, Ratio};
use super::reference::Reference;
use super::source::Source;
use super::{Lenient, Node, Unread, label, notes, open, timing};
use serde_json::Value;

/// What is to be reached, by when.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Target {
    /// What is measured.
    pub measure: Option<String>,
    /// The value to reach.
    pub detail: Option<Measured>,
    /// By which date.
    pub due: Option<Date>,
    /// Within which time, in words.
    pub within: Option<String>,
}

/// A goal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Goal {
    /// Id, who expressed it, since when it has its status.
    pub source: Source,
    /// What it is.
    pub description: Concept,
    /// `proposed`, `planned`, `accepted`, `active`, `on-hold`, `completed`, `cancelled`, `entered-in-error`, `rejected`, as written.
    pub status: Option<String>,
    /// How far it is reached.
    pub achievement: Concept,
    /// When it began.
    pub start: Option<Date>,
    /// What is to be reached.
    pub targets: Vec<Target>,
    /// The conditions and other entries it is about.
    pub about: Vec<Reference>,
    /// Notes, as written.
    pub notes: Vec<String>,
}

impl Goal {
    /// What it is called.
    #[must_use]
    pub fn label(&self) -> &str {
        self.description.label().unwrap_or_default()
    }
}

/// Reads a Goal; one that says nothing makes no sense.
pub fn read(value: &Value) -> Lenient<Goal> {
    let node = open(value, &["Goal"])?;
    let goal = Goal {
        source: Source::read(&node, &["expressedBy"], &["statusDate"]),
        description: node.read("description", Concept::read).unwrap_or_default(),
        status: node.text("lifecycleStatus"),
        achievement: node.read("achievementStatus", Concept::read).unwrap_or_default(),
        start: node.date("startDate"),
        targets: node.each("target", target),
        about: node.each("addresses", Reference::read),
        notes: notes(&node),
    };
    let error = goal.status.as_deref() == Some("entered-in-error");
    if goal.description.is_empty() && goal.targets.is_empty() && goal.notes.is_empty() && !error {
        return Err(Unread { path: "description".into(), expected: "what the goal is" });
    }
    Ok(node.done(goal))
}

fn target(node: &Node) -> Target {
    let detail = (node.read("detailQuantity", Quantity::read).map(Measured::Quantity))
        .or_else(|| node.read("detailRange", Range::read).map(Measured::Range))
        .or_else(|| node.read("detailCodeableConcept", Concept::read).map(Measured::Concept))
        .or_else(|| node.text("detailString").map(Measured::Text))
        .or_else(|| node.flag("detailBoolean").map(Measured::Flag))
        .or_else(|| node.whole("detailInteger").map(Measured::Whole))
        .or_else(|| node.read("detailRatio", Ratio::read).map(Measured::Ratio));
    let within = node.child("dueDuration").and_then(|due| {
        let unit = due.text("code").or_else(|| due.text("unit"))?;
        Some(timing::span(due.decimal("value")?.words(), &unit))
    });
    Target { measure: label(node, "measure"), detail, due: node.date("dueDate"), within }
}
