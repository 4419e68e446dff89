//! The plan with its actions as they stand, who agreed, and what can be said of it.

use serde_json::Value;

use super::read::{Said, is_said, said};
use super::{About, Answer, Saving};
use crate::fhir::reference::Reference;
use crate::fhir::task::{self, Status, Task};
use crate::now::Now;
use crate::outbox::Entry;
use crate::plan::own::is_own;
use crate::record::{ActionRow, Held, PlanBlock, PlanView, Tick};
use crate::words;
use crate::words::plan as w;

/// What is known beside the plan.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The shelf of Tasks.
    pub tasks: &'a Held,
    /// The shelf of all that has none of its own: requests for services.
    pub others: &'a Held,
    /// What waits.
    pub outbox: &'a [Entry],
    /// Whose plan it is, `Patient/x`.
    pub patient: &'a str,
    /// Who reads, and may say something: `Patient/x` or `RelatedPerson/x`; empty for who may not.
    pub reader: &'a str,
    /// Something that is being saved, or could not be.
    pub saving: Option<&'a Saving>,
    /// The time.
    pub now: &'a Now,
}

fn resources(held: &Held) -> &[Value] {
    held.known.as_ref().map_or(&[], |known| known.resources.as_slice())
}

/// Fills a plan with all that.
pub fn fill(view: &mut PlanView, of: &Sources) {
    let all = said(resources(of.tasks), of.outbox, of.patient);
    let mut tasks = Vec::new();
    for resource in resources(of.tasks).iter().filter(|task| !is_said(task) && !is_own(task)) {
        if let Ok(read) = task::read(resource) {
            tasks.push((based_on(resource), read.good));
        }
    }
    for plan in view.now.iter_mut() {
        changed(plan, &tasks, &all);
        actions(plan, &tasks, of);
        for action in &mut plan.actions {
            say(action, &plan.id, &all, of);
        }
        agree(plan, &all, of);
    }
    for plan in view.past.iter_mut() {
        let past = Sources { reader: "", outbox: &[], saving: None, ..*of };
        actions(plan, &tasks, of);
        for action in &mut plan.actions {
            say(action, &plan.id, &all, &past);
        }
    }
}

/// An action of somebody's own, as it stands with what was said of it.
pub(in crate::plan) fn own_action(task: &Value, of: &Sources) -> ActionRow {
    let mut action = ActionRow::default();
    if let Ok(read) = task::read(task) {
        of_task(&mut action, &read.good);
        let plan = based_on(task).into_iter().next().unwrap_or_default();
        let all = said(resources(of.tasks), of.outbox, of.patient);
        say(&mut action, plan.trim_start_matches("CarePlan/"), &all, of);
    }
    action
}

fn based_on(task: &Value) -> Vec<String> {
    let all = task["basedOn"].as_array().into_iter().flatten();
    all.filter_map(|one| one["reference"].as_str()).map(crate::fhir::reference::key_of).collect()
}

/// Actions that are entries of their own: those that the plan names, and the Tasks that say they are of it.
fn actions(plan: &mut PlanBlock, tasks: &[(Vec<String>, Task)], of: &Sources) {
    for action in plan.actions.iter_mut().filter(|action| !action.at.is_empty()) {
        let found = tasks.iter().find(|(_, task)| is_called(task, &action.at));
        match found {
            Some((_, task)) => of_task(action, task),
            None => of_other(action, resources(of.others)),
        }
    }
    let key = ["CarePlan/", &plan.id].concat();
    for (based, task) in tasks.iter().filter(|(based, task)| based.contains(&key) && counts(task)) {
        let named = based.len() == 1 && plan.actions.iter().any(|action| is_called(task, &action.at));
        if !named {
            let mut action = ActionRow::default();
            of_task(&mut action, task);
            plan.actions.push(action);
        }
    }
}

/// When the team changed one of its Tasks last, beside its goals: those too that were taken away as a mistake. What the gateway
/// wrote there with a tick is no change of the team: both are taken at one moment.
fn changed(plan: &mut PlanBlock, tasks: &[(Vec<String>, Task)], all: &[Said]) {
    let key = ["CarePlan/", &plan.id].concat();
    for (based, task) in tasks {
        let named = || plan.actions.iter().any(|action| is_called(task, &action.at));
        let at = task.source.updated.map_or(0, |when| when.to_millis());
        let ticked = |said: &Said| said.taken == at && task.source.id.as_deref() == Some(&said.task);
        let drafted = task.status == Status::Draft;
        if !drafted && (based.contains(&key) || named()) && !all.iter().any(ticked) {
            plan.changed = plan.changed.max(at);
        }
    }
}

fn counts(task: &Task) -> bool {
    !matches!(task.status, Status::EnteredInError | Status::Draft)
}

fn is_called(task: &Task, key: &str) -> bool {
    key.strip_prefix("Task/").is_some_and(|id| task.source.id.as_deref() == Some(id))
}

fn of_task(action: &mut ActionRow, task: &Task) {
    let label = task.code.label().map(str::to_owned).or_else(|| task.description.clone());
    if let Some(label) = label.filter(|_| action.text.is_empty() || action.text == w::ELSEWHERE) {
        action.text = label;
    }
    action.more = task.description.clone().filter(|more| *more != action.text);
    action.at = ["Task/", task.source.id.as_deref().unwrap_or_default()].concat();
    action.who = task.owner.iter().cloned().collect();
    action.when = task.due.end.map(|end| w::by(&end.words()));
    action.done = task.status == Status::Completed;
    action.state = w::task_state(task.status);
    action.changed = task.changed.map_or(0, |changed| changed.to_millis());
    action.over =
        matches!(task.status, Status::Rejected | Status::Cancelled | Status::Failed | Status::EnteredInError);
}

/// A request for a service, an appointment or the like: what it is called, and how it stands.
fn of_other(action: &mut ActionRow, others: &[Value]) {
    let is_it = |one: &&Value| {
        let (kind, id) = (one["resourceType"].as_str(), one["id"].as_str());
        kind.zip(id).is_some_and(|(kind, id)| action.at == [kind, "/", id].concat())
    };
    let Some(found) = others.iter().find(is_it) else { return };
    if action.text == w::ELSEWHERE {
        let code = &found["code"];
        let label = code["text"].as_str().or_else(|| code["coding"][0]["display"].as_str());
        label.unwrap_or(w::ELSEWHERE).clone_into(&mut action.text);
    }
    for who in found["performer"].as_array().into_iter().flatten() {
        action.who.push(Reference {
            written: who["reference"].as_str().map(str::to_owned),
            display: who["display"].as_str().map(str::to_owned),
            ..Reference::default()
        });
    }
    let status = found["status"].as_str().unwrap_or_default();
    (action.done, action.state) = (status == "completed", w::action_state(status));
}

/// Who does it and when, what was said of it, and whether the reader can tick it.
fn say(action: &mut ActionRow, plan: &str, all: &[Said], of: &Sources) {
    let task = action.at.strip_prefix("Task/").unwrap_or_default().to_owned();
    let task = task.as_str();
    let who = std::mem::take(&mut action.who);
    let by = |reference: &str| who.iter().any(|who| who.is(reference));
    let text = action.text.clone();
    let is_it = |said: &&Said| {
        let tick = matches!(said.answer, Answer::Done | Answer::NotDone);
        let same =
            if task.is_empty() { said.task.is_empty() && said.words == text } else { said.task == task };
        // Only who does it can say that it is done.
        tick && said.plan == plan && same && by(&said.by)
    };
    let mine = !of.reader.is_empty() && by(of.reader) && !action.over;
    let inline_done = task.is_empty() && action.done;
    let mut lines = Vec::new();
    let mut newest = None;
    for said in all.iter().filter(is_it) {
        newest = newest.or(Some(said));
        let done = said.answer == Answer::Done;
        lines.push(w::tick_line(&who_said(said, of.reader), done, &when(said, of), said.waiting));
    }
    // What the team changed after it was said counts.
    let counts = |said: &&Said| said.waiting || said.at() > action.changed;
    if let Some(last) = newest.filter(counts).filter(|_| !action.over && !inline_done) {
        action.done = last.answer == Answer::Done;
        action.state = Some(if action.done { w::DONE } else { w::NOT_DONE });
    }
    let names: Vec<String> = who.iter().filter_map(|who| name(who, of)).collect();
    let names = Some(names.join(", ")).filter(|names| !names.is_empty());
    action.who_when = match (names, action.when.take()) {
        (Some(names), Some(when)) => Some([&names, ", ", &when].concat()),
        (names, when) => names.or(when),
    };
    action.said = lines;
    if mine && !inline_done {
        let about = About { plan: plan.into(), version: String::new(), task: task.into(), words: text };
        let key = about.key();
        let saving = of.saving.filter(|saving| saving.goal == key);
        if let Some(Saving { ticks: Some(on), trouble: None, .. }) = saving {
            action.done = *on;
        }
        action.tick = Some(Tick { about, trouble: saving.and_then(|saving| saving.trouble) });
    }
}

fn name(who: &Reference, of: &Sources) -> Option<String> {
    if !of.reader.is_empty() && who.is(of.reader) {
        return Some(w::YOU.into());
    }
    who.display.clone()
}

fn who_said(said: &Said, reader: &str) -> String {
    if said.by == reader { w::YOU.into() } else { said.name.clone().unwrap_or_else(|| w::THE_PERSON.into()) }
}

fn when(said: &Said, of: &Sources) -> String {
    said.when.map(|when| words::time::moment(when, of.now)).unwrap_or_default()
}

/// Who agreed with which version, and what the reader can say of this one.
fn agree(plan: &mut PlanBlock, all: &[Said], of: &Sources) {
    let (mut told, mut agreed) = (false, false);
    let mut talks = false;
    for said in all.iter().filter(|said| said.plan == plan.id) {
        // Goals and Tasks are entries of their own: the version of the plan does not tell that they changed.
        let now = said.version == plan.version && said.as_of() >= plan.changed;
        let (who, when) = (who_said(said, of.reader), when(said, of));
        match said.answer {
            // The newest of each person says it; older ones are about what was then.
            Answer::Agrees if !told => {
                told = true;
                plan.agreed.push(w::agreed(&who, &when, now, said.waiting));
                agreed = now;
            }
            Answer::Talk if !talks => {
                plan.agreed.push(w::talk(&when, said.closed, said.waiting));
                talks = !said.closed;
            }
            _ => {}
        }
    }
    // Only the person agrees with their plan, and only with one whose version is known.
    if of.reader.starts_with("Patient/") && !plan.version.is_empty() && !plan.id.is_empty() {
        let about = About { plan: plan.id.clone(), version: plan.version.clone(), ..About::default() };
        let key = about.key();
        let trouble = of.saving.filter(|saving| saving.goal == key).and_then(|saving| saving.trouble);
        plan.asks = Some((about, !agreed, !talks));
        plan.trouble = trouble;
    }
}
