//! How the team's plan came to be as it is: what each version changed, in words. The versions are the gateway's histories of
//! the plan, its goals and its actions, judged for who asks; nothing of them is kept here.

mod difference;
mod lines;

pub use difference::{Difference, Said, differences};

use serde_json::Value;

use super::lines::Plan;
use super::written::Held;
use crate::effect::{Effect, Method, Reply, Request};
use crate::event::Tag;
use crate::fhir::date::Date;
use crate::fhir::reference::key_of;
use crate::json;
use crate::now::Now;
use crate::order;
use crate::record::{self, PlanView};
use crate::trouble::Trouble;
use crate::words;

/// Versions that were written within so many milliseconds (1 minute) are told as one change.
const TOGETHER: i64 = 60_000;

/// Versions of every entry of a plan, or why they could not be had.
type Histories = Result<Vec<Vec<Value>>, Trouble>;

/// The area's state.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Before {
    /// Of which plan, by its id; empty for none.
    plan: String,
    /// What came; `None` while it is asked for.
    histories: Option<Histories>,
}

/// How the plan changed, on its screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changes {
    /// It can be asked for.
    Offered,
    /// It is asked for.
    Looking,
    /// It could not be had.
    Failed(Trouble),
    /// The changes, the newest first.
    Here(Vec<Change>),
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// When the gateway took it, in words.
    pub when: String,
    /// Under whose name the plan stands then.
    pub who: Option<String>,
    /// The plan was made then.
    pub first: bool,
    /// What was changed.
    pub what: Vec<Difference>,
}

/// The entries of a plan: itself, its goals, and those of its actions that are Tasks.
fn entries(plan: &Value) -> Vec<String> {
    let mut all = vec![["CarePlan/", plan["id"].as_str().unwrap_or_default()].concat()];
    let actions = plan["activity"].as_array().into_iter().flatten().map(|one| &one["reference"]);
    for one in plan["goal"].as_array().into_iter().flatten().chain(actions) {
        let key = key_of(one["reference"].as_str().unwrap_or_default());
        if (key.starts_with("Goal/") || key.starts_with("Task/")) && !all.contains(&key) {
            all.push(key);
        }
    }
    all
}

const BATCH: &str = r#"{"resourceType": "Bundle", "type": "batch", "entry": "$entry"}"#;
const GET: &str = r#"{"request": {"method": "GET", "url": "$url"}}"#;

/// The person wants to know how the plan with this id changed; asked in one request.
pub fn wanted(state: &mut Before, plan: String, shelf: &record::Held, csrf: Option<String>) -> Vec<Effect> {
    let known = shelf.known.as_ref().map_or(&[][..], |known| known.resources.as_slice());
    let is_it = |one: &&Value| one["resourceType"] == "CarePlan" && one["id"] == plan.as_str();
    let asked = match known.iter().find(is_it) {
        Some(found) => entries(found),
        // A goal or an action of somebody's own is an entry by itself.
        None if plan.contains('/') => vec![plan.clone()],
        None => return vec![],
    };
    let get = |key: &String| json::filled(GET, &[("url", [key, "/_history"].concat().into())]);
    let body = json::filled(BATCH, &[("entry", asked.iter().map(get).collect())]);
    let request = Request::new(Method::Post, "/fhir".into()).with(body);
    *state = Before { plan: plan.clone(), histories: None };
    vec![Effect::Fetch(Tag::PlanBefore(plan), Request { csrf, ..request })]
}

/// The versions came, or not.
pub fn fetched(state: &mut Before, plan: &str, reply: Result<&Reply, Trouble>) {
    if state.plan != plan {
        return;
    }
    let versions = |entry: &Value| -> Vec<Value> {
        let all = entry["resource"]["entry"].as_array().into_iter().flatten();
        all.map(|one| one["resource"].clone()).collect()
    };
    state.histories = Some(reply.and_then(|reply| {
        let entries = reply.body["entry"].as_array().ok_or(Trouble::Unreadable)?;
        // What is no more there, or not shared, has no versions for who asks.
        let all: Vec<Vec<Value>> = entries.iter().map(versions).filter(|all| !all.is_empty()).collect();
        if all.is_empty() { Err(Trouble::NotShared) } else { Ok(all) }
    }));
}

/// Says at each plan in force how it changed, or offers to.
pub fn fill(view: &mut PlanView, state: &Before, now: &Now) {
    for plan in view.now.iter_mut().chain(&mut view.past).filter(|plan| !plan.id.is_empty()) {
        plan.changes = Some(changes_of(state, &plan.id, now));
    }
}

/// How the plan with this id changed, or the goal or action with this key.
pub(super) fn changes_of(state: &Before, id: &str, now: &Now) -> Changes {
    match &state.histories {
        _ if state.plan != id => Changes::Offered,
        None => Changes::Looking,
        Some(Err(trouble)) => Changes::Failed(*trouble),
        Some(Ok(all)) => Changes::Here(changes(all, now)),
    }
}

/// When a version was taken, milliseconds.
fn at(version: &Value) -> i64 {
    version["meta"]["lastUpdated"].as_str().and_then(Date::parse).map_or(0, |date| date.to_millis())
}

/// One version beside the one before it.
struct Step {
    at: i64,
    who: Option<String>,
    first: bool,
    what: Vec<Difference>,
}

fn changes(histories: &[Vec<Value>], now: &Now) -> Vec<Change> {
    let mut goals = vec![];
    for goal in histories.iter().flatten().filter(|one| one["resourceType"] == "Goal") {
        let name =
            goal["description"]["text"].as_str().or(goal["description"]["coding"][0]["display"].as_str());
        if let (Some(id), Some(name)) = (goal["id"].as_str(), name) {
            goals.push((["Goal/", id].concat(), name.to_owned()));
        }
    }
    let mut steps = vec![];
    for versions in histories {
        let mut versions: Vec<&Value> = versions.iter().collect();
        order::newest_first(&mut versions, |version| version["meta"]["versionId"].as_str().map_or(0, number));
        let mut before: Option<Vec<Said>> = None;
        for version in versions.into_iter().rev() {
            let (lines, who) = lines::of(version, &goals);
            let is_plan = version["resourceType"] == "CarePlan";
            let what = match &before {
                None if is_plan => vec![],
                None => differences(&[], &lines),
                Some(before) => differences(before, &lines),
            };
            steps.push(Step { at: at(version), who, first: before.is_none() && is_plan, what });
            before = Some(lines);
        }
    }
    together(steps, now)
}

fn number(text: &str) -> i64 {
    text.bytes()
        .filter(u8::is_ascii_digit)
        .fold(0_i64, |sum, digit| sum.saturating_mul(10).saturating_add(i64::from(digit - b'0')))
}

/// What was written in one go, as one change; what changed nothing that is shown is left out.
fn together(mut steps: Vec<Step>, now: &Now) -> Vec<Change> {
    order::newest_first(&mut steps, |step| step.at);
    let offset = i16::try_from(now.offset).unwrap_or(0);
    let made = steps.iter().filter(|step| step.first).map(|step| step.at).min().unwrap_or(0);
    let (mut all, mut last): (Vec<Change>, i64) = (vec![], i64::MAX);
    for step in steps {
        // What came with the plan is the plan as it was made.
        let with_plan = (made..=made.saturating_add(TOGETHER)).contains(&step.at) || step.at < made;
        let what = if with_plan && !step.first { vec![] } else { step.what };
        if what.is_empty() && !step.first {
            continue;
        }
        let same = last.saturating_sub(step.at) <= TOGETHER;
        // What two people wrote is two changes.
        let others = |who: &Option<String>| who.is_some() && step.who.is_some() && *who != step.who;
        match all.last_mut().filter(|last| same && !others(&last.who)) {
            Some(change) => {
                for one in what {
                    if !change.what.contains(&one) {
                        change.what.push(one);
                    }
                }
                change.who = change.who.take().or(step.who);
                change.first |= step.first;
            }
            None => {
                let when = words::time::moment(Date::from_millis(step.at, offset), now);
                all.push(Change { when, who: step.who, first: step.first, what });
            }
        }
        last = step.at;
    }
    all
}

/// What each version of a paper of the person's own changed, the newest first; nothing for the first.
#[must_use]
pub fn of_papers(versions: &[Held]) -> Vec<Vec<Difference>> {
    let said = |plan: &Plan| -> Vec<Said> {
        let line = |line: &super::lines::Line| Said {
            heading: words::plan_safety::name(line.step).into(),
            key: line.id.clone(),
            text: [line.text.as_str(), line.phone.as_str()].join(" ").trim().into(),
        };
        let mut all: Vec<Said> = plan.lines.iter().map(line).collect();
        if let Some(day) = Date::parse(&plan.review) {
            let text = day.words();
            all.push(Said { heading: words::plan_safety::REVIEW.into(), key: "review".into(), text });
        }
        all
    };
    let mut all = vec![];
    for (at, version) in versions.iter().enumerate() {
        let before = versions.get(at + 1);
        all.push(
            before.map_or_else(Vec::new, |before| differences(&said(&before.plan), &said(&version.plan))),
        );
    }
    all
}

#[cfg(test)]
mod tests;
