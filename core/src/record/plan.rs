//! Care plans with their goals and actions.

use serde_json::Value;

use super::Held;
use super::list::{Shown, shown};
use super::rows::{read_all, source_words};
use crate::fhir::goal::{self, Goal};
use crate::fhir::plan::{self, Activity, Plan};
use crate::fhir::reference::Reference;
use crate::now::Now;
use crate::order;
use crate::plan::before::Changes;
use crate::plan::own::{self, OwnView};
use crate::plan::{About, Paper, Rating, StepView, is_step, papers};
use crate::route::Route;
use crate::trouble::Trouble;
use crate::words::plan as w;

/// The plan screen.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanView {
    /// Its state.
    pub shown: Shown,
    /// Plans in force.
    pub now: Vec<PlanBlock>,
    /// How many plans are over.
    pub past: Vec<PlanBlock>,
    /// Steps of the safety plan are shared with who looks.
    pub steps: bool,
    /// Who coordinates the care, by name, with what they do; `None` while the team is not known.
    pub coordinators: Option<Vec<(String, String)>>,
    /// The person has written nothing about themselves yet.
    pub unwritten: bool,
    /// Stands on paper and in a file, before the plan: who the person is, what matters to them, how to support them, in their words.
    pub about: Vec<StepView>,
    /// What the person wrote in their own words and shares with who looks by itself.
    pub papers: Vec<(Paper, Vec<StepView>)>,
    /// It is only what is shared by itself: what stands around it is not known here.
    pub by_itself: bool,
    /// Stands on paper: whose it is, and of when the print is.
    pub paper: Option<String>,
    /// What who reads, or somebody else beside the team, put there in their own words.
    pub own: Option<Box<OwnView>>,
}

/// A health problem that a plan is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Need {
    /// Its entry, `Type/id`.
    pub at: String,
    /// What it is called.
    pub words: String,
    /// Its entry can be opened.
    pub route: Option<Route>,
    /// It waits until the person chooses to see it.
    pub waits: bool,
}

impl PlanView {
    /// Changes every goal of the plans in force.
    pub fn each_goal(&mut self, change: impl Fn(&mut GoalRow)) {
        for goal in self.now.iter_mut().flat_map(|plan| &mut plan.goals) {
            change(goal);
        }
    }
}

/// One plan.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlanBlock {
    /// Its id; empty where it has none.
    pub id: String,
    /// Which version of it this is; empty where that is not known.
    pub version: String,
    /// What it is called.
    pub title: String,
    /// What it is about, by paragraphs.
    pub description: Vec<String>,
    /// From when until when.
    pub period: Option<String>,
    /// The health problems that it is about.
    pub needs: Vec<Need>,
    /// Goals.
    pub goals: Vec<GoalRow>,
    /// When the team changed one of its goals or Tasks last, milliseconds; 0 where that is not known.
    pub changed: i64,
    /// Actions.
    pub actions: Vec<ActionRow>,
    /// Notes.
    pub notes: Vec<String>,
    /// From whom and when.
    pub source: Option<String>,
    /// Who made it together.
    pub with: Option<String>,
    /// When it is to be looked at again, in words, and whether that day is over.
    pub review: Option<(String, bool)>,
    /// Who agreed with it and when, and what else was said.
    pub agreed: Vec<String>,
    /// Who reads can say something of it; whether they can agree, and whether they can ask to talk.
    pub asks: Option<(About, bool, bool)>,
    /// Where the person tells their team what should be different in it.
    pub suggest: Option<Route>,
    /// What they said could not be saved.
    pub trouble: Option<Trouble>,
    /// How it came to be as it is; `None` where that is not offered.
    pub changes: Option<Changes>,
}

/// An action that who reads can tick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// What stands for it.
    pub about: About,
    /// The last tick could not be saved.
    pub trouble: Option<Trouble>,
}

/// One goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalRow {
    /// Its id; empty where it has none, and for one that is over: then it can't be rated.
    pub id: String,
    /// How near the person was to it, the oldest first.
    pub ratings: Vec<Rating>,
    /// Its last rating could not be saved.
    pub trouble: Option<Trouble>,
    /// What it is.
    pub text: String,
    /// How it goes, in words.
    pub state: Option<String>,
    /// What is to be reached, and by when.
    pub targets: Vec<String>,
    /// Notes.
    pub notes: Vec<String>,
}

/// One action.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ActionRow {
    /// What is done.
    pub text: String,
    /// More about it.
    pub more: Option<String>,
    /// Who does it, and when.
    pub who_when: Option<String>,
    /// It is done.
    pub done: bool,
    /// How it stands, in words.
    pub state: Option<&'static str>,
    /// Who said that it is done, or not, and when: the newest first.
    pub said: Vec<String>,
    /// Who reads can tick it.
    pub tick: Option<Tick>,
    /// The entry that holds it (`Type/id`); empty where it stands in the plan.
    pub at: String,
    /// Who does it.
    pub who: Vec<Reference>,
    /// When it is to be done, in words.
    pub when: Option<String>,
    /// When the team changed it last, milliseconds.
    pub changed: i64,
    /// It will not be done any more.
    pub over: bool,
}

/// The plan screen; `theirs` where it is somebody else's, with what they share by itself of their own words.
#[must_use]
pub fn plan(held: &Held, theirs: bool, now: &Now) -> PlanView {
    let none: std::rc::Rc<Vec<Value>> = std::rc::Rc::default();
    let resources = held.known.as_ref().map_or(&none, |k| &k.resources);
    // A step of a safety plan has a screen of its own, and what is somebody's own a place of its own.
    let papers = if theirs { papers(resources) } else { vec![] };
    let team = |one: &&Value| !is_step(one) && !own::is_own(one);
    let resources: Vec<Value> = resources.iter().filter(team).cloned().collect();
    let (mut plans, unread_plans) = read_all(&resources, &["CarePlan"], plan::read);
    let (goals, unread_goals) = read_all(&resources, &["Goal"], goal::read);
    // What the person wrote of themselves has screens of its own.
    let own = |p: &Plan| {
        p.source.id.as_deref().is_some_and(|id| {
            Paper::Safety.is_named(id) || Paper::OTHERS.iter().any(|paper| paper.is_named(id))
        })
    };
    plans.retain(|p| p.status.as_deref() != Some("entered-in-error") && !own(p));
    order::newest_first(&mut plans, |p| p.period.start.map_or(i64::MIN, |d| d.to_millis()));
    let over = |p: &Plan| matches!(p.status.as_deref(), Some("completed" | "revoked"));
    let (past, current): (Vec<_>, Vec<_>) = plans.into_iter().partition(over);
    let unread = unread_plans + unread_goals;
    let anything = !past.is_empty() || !current.is_empty() || !papers.is_empty() || unread > 0;
    let loose: Vec<&Goal> =
        goals.iter().filter(|g| !current.iter().chain(&past).any(|p| holds(p, g))).collect();
    let mut blocks: Vec<PlanBlock> = current.iter().map(|p| block(p, &goals, now)).collect();
    if let Some(first) = blocks.first_mut() {
        first.goals.extend(loose.iter().filter(|g| !is_over(g)).map(|g| goal_row(g)));
        first.changed = loose.iter().map(|g| updated(g)).fold(first.changed, i64::max);
    }
    PlanView {
        shown: shown(held, anything, unread, now),
        now: blocks,
        past: past.iter().map(|p| PlanBlock { review: None, ..block(p, &goals, now) }).collect(),
        steps: false,
        coordinators: None,
        unwritten: false,
        about: vec![],
        papers,
        by_itself: false,
        paper: None,
        own: None,
    }
}

fn holds(plan: &Plan, goal: &Goal) -> bool {
    let key = goal.source.id.as_ref().map(|id| format!("Goal/{id}"));
    key.is_some_and(|key| plan.goals.iter().any(|r| r.is(&key)))
}

/// When the gateway took it as it is, milliseconds; 0 where that is not known.
fn updated(goal: &Goal) -> i64 {
    goal.source.updated.map_or(0, |when| when.to_millis())
}

fn is_over(goal: &Goal) -> bool {
    matches!(goal.status.as_deref(), Some("completed" | "cancelled" | "entered-in-error" | "rejected"))
}

fn block(plan: &Plan, goals: &[Goal], now: &Now) -> PlanBlock {
    let paragraphs = plan.description.iter().flat_map(|d| d.split('\n'));
    let with = Some(names(&plan.with)).filter(|names| !names.is_empty());
    PlanBlock {
        id: plan.source.id.clone().unwrap_or_default(),
        version: plan.source.version.clone().unwrap_or_default(),
        with: with.map(|names| w::made_with(&names)),
        review: plan.review.map(|day| (day.words(), day.end_millis() <= now.time)),
        title: plan.label().into(),
        description: paragraphs.map(str::trim).filter(|p| !p.is_empty()).map(Into::into).collect(),
        period: plan.period.words(),
        needs: plan.about.iter().map(need).collect(),
        goals: goals.iter().filter(|g| holds(plan, g)).map(goal_row).collect(),
        changed: goals.iter().filter(|g| holds(plan, g)).map(updated).fold(0, i64::max),
        actions: plan.activities.iter().filter_map(action_row).collect(),
        notes: plan.notes.clone(),
        source: source_words(&plan.source),
        ..PlanBlock::default()
    }
}

fn need(about: &Reference) -> Need {
    let words = about.display.clone().unwrap_or_else(|| w::NEED_ELSEWHERE.into());
    Need { at: about.key().unwrap_or_default(), words, ..Need::default() }
}

/// The system that R4 prefers for how near a goal is.
const GOAL_ACHIEVEMENT: &str = "http://terminology.hl7.org/CodeSystem/goal-achievement";

fn goal_row(goal: &Goal) -> GoalRow {
    let targets = goal.targets.iter().filter_map(|t| {
        let what = [t.measure.clone(), t.detail.as_ref().and_then(crate::fhir::measured::Measured::words)];
        let what: Vec<String> = what.into_iter().flatten().collect();
        let when = t.due.map(|d| w::by(&d.words())).or_else(|| t.within.clone());
        let parts: Vec<String> =
            (!what.is_empty()).then(|| what.join(": ")).into_iter().chain(when).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    });
    let state = match &goal.achievement.text {
        Some(said) => Some(said.as_str()),
        None => {
            let code = goal.achievement.code_in(GOAL_ACHIEVEMENT);
            code.and_then(w::goal_achievement).or_else(|| goal.achievement.label())
        }
    };
    let state = state.map(Into::into);
    let id = goal.source.id.clone().filter(|_| !is_over(goal)).unwrap_or_default();
    GoalRow {
        id,
        ratings: vec![],
        trouble: None,
        text: goal.label().into(),
        state: state.or_else(|| goal.status.as_deref().and_then(w::goal_state).map(Into::into)),
        targets: targets.collect(),
        notes: goal.notes.clone(),
    }
}

fn names(who: &[Reference]) -> String {
    let names: Vec<&str> = who.iter().filter_map(|w| w.display.as_deref()).collect();
    names.join(", ")
}

/// One that stands in an entry of its own may have no words here: who knows that entry fills it.
fn action_row(activity: &Activity) -> Option<ActionRow> {
    let at = activity.at.as_ref().and_then(Reference::key).unwrap_or_default();
    let label = activity.label.clone().or_else(|| activity.description.clone());
    let label = label.or_else(|| (!at.is_empty()).then(|| w::ELSEWHERE.into()))?;
    let who = Some(names(&activity.who)).filter(|w| !w.is_empty());
    let parts: Vec<String> = who.into_iter().chain(activity.when.clone()).collect();
    let status = activity.status.as_deref();
    Some(ActionRow {
        more: activity.description.clone().filter(|d| *d != label),
        text: label,
        who_when: (!parts.is_empty()).then(|| parts.join(", ")),
        done: status == Some("completed"),
        state: status.and_then(w::action_state),
        over: matches!(status, Some("cancelled" | "stopped" | "entered-in-error")),
        at,
        who: activity.who.clone(),
        when: activity.when.clone(),
        ..ActionRow::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn how_near_a_goal_is_stands_in_plain_words_unless_somebody_wrote_their_own() {
        let check = |achievement: serde_json::Value, expect: &str| {
            let resource = json!({
                "resourceType": "Goal", "id": "g", "lifecycleStatus": "active", "subject": {"reference": "Patient/a"},
                "description": {"text": "Walk"}, "achievementStatus": achievement,
            });
            let goal = goal::read(&resource).unwrap().good;
            assert_eq!(goal_row(&goal).state.as_deref(), Some(expect));
        };
        let coded = |code: &str, display: &str| json!({"coding": [{"system": GOAL_ACHIEVEMENT, "code": code, "display": display}]});
        check(coded("sustaining", "Sustaining"), "Reached, and keeping it up");
        check(coded("not-achieved", "Not Achieved"), "Not reached");
        check(coded("new-one", "A New One"), "A New One");
        check(
            json!({"coding": [{"system": "urn:x", "code": "improving", "display": "Going well"}]}),
            "Going well",
        );
        check(
            json!({"text": "Slowly", "coding": [{"system": GOAL_ACHIEVEMENT, "code": "improving"}]}),
            "Slowly",
        );
    }
}
