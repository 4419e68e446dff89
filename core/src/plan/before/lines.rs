//! What one version of an entry of the plan says, line by line.

use serde_json::Value;

use super::difference::{LOOSE, Said};
use crate::fhir::goal::{self, Goal};
use crate::fhir::plan::{self, Activity, Plan};
use crate::fhir::reference::Reference;
use crate::fhir::task;
use crate::plan::own;
use crate::words::plan as w;

fn put(lines: &mut Vec<Said>, heading: &str, key: &str, text: Option<&str>) {
    if let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) {
        lines.push(Said { heading: heading.into(), key: key.into(), text: text.into() });
    }
}

/// What is said, with how it stands.
fn with(parts: &[Option<&str>]) -> String {
    let all: Vec<&str> = parts.iter().copied().flatten().filter(|part| !part.is_empty()).collect();
    all.join(", ")
}

fn names(who: &[Reference]) -> String {
    let all: Vec<&str> = who.iter().filter_map(|one| one.display.as_deref()).collect();
    all.join(", ")
}

/// The lines of a version, and who stands in it as its author; `goals` are what goals are called, by `Goal/x`.
pub(super) fn of(version: &Value, goals: &[(String, String)]) -> (Vec<Said>, Option<String>) {
    match version["resourceType"].as_str() {
        Some("CarePlan") => plan::read(version).map_or_else(
            |_| Default::default(),
            |read| (of_plan(&read.good, goals), read.good.source.who().map(str::to_owned)),
        ),
        Some("Goal") => {
            let mut lines = goal::read(version).map_or_else(|_| vec![], |read| of_goal(&read.good));
            (put_aside(&mut lines, version), own::by(version).map(|by| by.1.to_owned()))
        }
        Some("Task") => {
            let mut lines = vec![];
            if let Ok(read) = task::read(version) {
                let task = read.good;
                let label = task.code.label().or(task.description.as_deref());
                let owner = task.owner.as_ref().and_then(|owner| owner.display.as_deref());
                let due = task.due.end.map(|end| w::by(&end.words()));
                let text = with(&[label, owner, due.as_deref(), w::task_state(task.status)]);
                put(&mut lines, w::ACTIONS, task.source.id.as_deref().unwrap_or("task"), Some(&text));
            }
            (put_aside(&mut lines, version), own::by(version).map(|by| by.1.to_owned()))
        }
        _ => Default::default(),
    }
}

/// What was put aside in this version, where two had changed it.
fn put_aside(lines: &mut Vec<Said>, version: &Value) -> Vec<Said> {
    put(lines, w::OWN_ASIDE, "", own::aside(version));
    std::mem::take(lines)
}

fn of_plan(plan: &Plan, goals: &[(String, String)]) -> Vec<Said> {
    let mut lines = vec![];
    put(&mut lines, w::BEFORE_TITLE, "title", plan.title.as_deref());
    for line in plan.description.iter().flat_map(|text| text.split('\n')) {
        put(&mut lines, w::BEFORE_ABOUT, "", Some(line));
    }
    let state = plan.status.as_deref().and_then(w::plan_state);
    put(&mut lines, w::BEFORE_STATE, "state", state);
    put(&mut lines, w::BEFORE_PERIOD, "period", plan.period.words().as_deref());
    put(&mut lines, w::BEFORE_REVIEW, "review", plan.review.map(|day| day.words()).as_deref());
    put(&mut lines, w::BEFORE_WITH, "with", Some(&names(&plan.with)));
    for goal in plan.goals.iter().filter_map(Reference::key) {
        // What a goal says is told by its own versions.
        let name = goals.iter().find(|(key, _)| *key == goal).map(|(_, name)| name.as_str());
        put(&mut lines, w::GOALS, &goal, name);
    }
    for activity in &plan.activities {
        of_activity(&mut lines, activity);
    }
    for note in &plan.notes {
        put(&mut lines, w::NOTES, "", Some(note));
    }
    lines
}

fn of_activity(lines: &mut Vec<Said>, activity: &Activity) {
    let at = activity.at.as_ref().and_then(Reference::key).unwrap_or_default();
    let label = activity.label.as_deref().or(activity.description.as_deref());
    let more = activity.description.as_deref().filter(|more| Some(*more) != label);
    let state = activity.status.as_deref().and_then(w::action_state);
    let who = names(&activity.who);
    let text = with(&[label, more, Some(&who), activity.when.as_deref(), state]);
    // The words stand for an action that is no entry of its own: what changes is who, when and how it stands.
    let mut key = at;
    if key.is_empty() {
        key.push(LOOSE);
        key.push_str(label.unwrap_or_default());
    }
    put(lines, w::ACTIONS, &key, Some(&text));
    for note in &activity.progress {
        put(lines, w::ACTIONS, "", Some(note));
    }
}

fn of_goal(goal: &Goal) -> Vec<Said> {
    let mut lines = vec![];
    let id = goal.source.id.as_deref().unwrap_or("goal");
    let key = ["Goal/", id].concat();
    let state = goal.achievement.label().or_else(|| goal.status.as_deref().and_then(w::goal_state));
    put(&mut lines, w::GOALS, &key, Some(&with(&[Some(goal.label()), state])));
    for target in &goal.targets {
        let due = target.due.map(|due| w::by(&due.words()));
        let value = target.detail.as_ref().and_then(crate::fhir::measured::Measured::words);
        let when = due.as_deref().or(target.within.as_deref());
        let text = with(&[target.measure.as_deref(), value.as_deref(), when]);
        put(&mut lines, w::GOALS, "", Some(&text));
    }
    for note in &goal.notes {
        put(&mut lines, w::GOALS, "", Some(note));
    }
    lines
}
