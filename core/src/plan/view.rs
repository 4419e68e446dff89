//! What the screens of the safety plan show.

use super::lines::{Ask, Line, Plan};
use super::open::Copy;
use super::paper::Paper;
use super::shown::{AskView, Hint, Page, SafetyView, Standing, StepEdit, StepView, Version, WholeView};
use super::written::Held;
use crate::fhir::date::Date;
use crate::now::Now;
use crate::words;

/// What is said beside a link to the plan.
#[must_use]
pub fn hint(state: &super::State, now: &Now) -> Hint {
    let Some(kept) = &state.kept else { return Hint::Plain };
    match whole(&kept.mine, state.paper, now) {
        _ if !kept.asks.is_empty() => Hint::Ask,
        plan if plan.empty && kept.checked > 0 => Hint::New,
        plan if plan.review.as_ref().is_some_and(|(_, due)| *due) => Hint::Review,
        _ => Hint::Plain,
    }
}

/// The day to look at it again, of what is written.
#[must_use]
pub fn day_of(state: &super::State) -> Option<Date> {
    let mine = &state.kept.as_ref()?.mine;
    Date::parse(&mine.review).filter(|_| !mine.lines.is_empty())
}

/// Milliseconds in words.
fn moment(at: i64, now: &Now) -> String {
    words::time::moment(Date::from_millis(at, i16::try_from(now.offset).unwrap_or(0)), now)
}

fn step(plan: &Plan, step: usize) -> StepView {
    StepView { step, lines: plan.of(step).cloned().collect() }
}

fn steps(plan: &Plan, paper: Paper) -> Vec<StepView> {
    paper.parts().map(|at| step(plan, at)).collect()
}

/// The screen with this part of the address: nothing for the whole plan, "3" to write the third step, "now" for the
/// ladder, "now-3" to use the third step, "before" for earlier versions. `on_device`: it is kept on the device.
/// `contacts` are examples of whom to turn to; `open` whether it is readable without unlocking.
#[must_use]
pub fn safety(
    state: &super::State,
    part: &str,
    (on_device, open): (bool, Option<bool>),
    contacts: &dyn Fn() -> Vec<(String, String)>,
    now: &Now,
) -> SafetyView {
    let Some(kept) = &state.kept else {
        let page = match state.saved {
            Some(Err(trouble)) => Page::Failed(trouble),
            _ => Page::Loading,
        };
        return SafetyView {
            paper: state.paper,
            page,
            state: Standing::Nothing,
            open: None,
            seers: None,
            known: vec![],
        };
    };
    let standing = match state.saved {
        Some(Err(trouble)) => Standing::NotKept(trouble),
        _ if state.refused => Standing::Refused,
        _ if kept.is_ahead() || !kept.sent.is_empty() => Standing::Here(on_device),
        _ if kept.base.is_some() => Standing::Sent,
        _ => Standing::Nothing,
    };
    let page = match part {
        "" => {
            let changed = kept.base.as_ref().map_or(0, |held| held.updated).max(kept.changed);
            let mut whole = whole(&kept.mine, state.paper, now);
            whole.changed = (changed > 0).then(|| moment(changed, now));
            whole.checked = (kept.checked > 0).then(|| moment(kept.checked, now));
            whole.day = (changed > 0).then(|| words::time::day(changed));
            let asks = kept.asks.iter().enumerate();
            whole.asks = asks.filter_map(|(at, ask)| ask_view(&kept.mine, (at, ask))).collect();
            (whole.open, whole.versions) = (open, kept.base.is_some());
            Page::Whole(whole)
        }
        "before" => Page::Before(state.versions.as_ref().map(|all| match all {
            Ok(all) => Ok(all.iter().map(|held| version(held, state.paper, now)).collect()),
            Err(trouble) => Err(*trouble),
        })),
        other => match number(other, state.paper) {
            Some(at) => Page::Step(step_edit(state, &kept.mine, at, contacts)),
            None if state.paper == Paper::Safety => used(&kept.mine, other),
            None => Page::Unknown,
        },
    };
    SafetyView { paper: state.paper, page, state: standing, open: None, seers: None, known: vec![] }
}

/// The step of a part of the address, from 0.
fn number(part: &str, paper: Paper) -> Option<usize> {
    match part.as_bytes() {
        [digit @ b'1'..=b'9'] => {
            let at = paper.parts().start + usize::from(digit - b'1');
            paper.parts().contains(&at).then_some(at)
        }
        _ => None,
    }
}

/// The screens that use the plan.
fn used(plan: &Plan, part: &str) -> Page {
    match part.strip_prefix("now") {
        Some("") => Page::Ladder,
        Some(rest) => match rest.strip_prefix('-').and_then(|rest| number(rest, Paper::Safety)) {
            Some(at) => Page::Now(step(plan, at)),
            None => Page::Unknown,
        },
        None => Page::Unknown,
    }
}

fn whole(plan: &Plan, paper: Paper, now: &Now) -> WholeView {
    let review = Date::parse(&plan.review);
    let today = now.time + i64::from(now.offset) * 60_000;
    WholeView {
        steps: steps(plan, paper),
        empty: plan.lines.is_empty(),
        review: review.map(|day| (day.words(), day.to_millis() <= today)),
        ..WholeView::default()
    }
}

/// The plan where nothing else can be read.
#[must_use]
pub fn open_view(copy: &Copy, part: &str, now: &Now) -> SafetyView {
    let page = match used(&copy.plan, part) {
        Page::Unknown => Page::Whole(whole(&copy.plan, Paper::Safety, now)),
        page => page,
    };
    let checked = if copy.checked > 0 { moment(copy.checked, now) } else { String::new() };
    SafetyView {
        paper: Paper::Safety,
        page,
        state: Standing::Nothing,
        open: Some((copy.name.clone(), checked)),
        seers: None,
        known: vec![],
    }
}

fn step_edit(
    state: &super::State,
    plan: &Plan,
    at: usize,
    contacts: &dyn Fn() -> Vec<(String, String)>,
) -> StepEdit {
    let draft = state.draft.clone().filter(|line| line.step == at);
    let mut examples = if words::plan_safety::is_for_services(at) { contacts() } else { vec![] };
    for words in words::plan_safety::examples(at) {
        examples.push(((*words).to_owned(), String::new()));
    }
    examples.retain(|(words, _)| !plan.of(at).any(|line| line.text == *words));
    StepEdit {
        step: step(plan, at),
        draft: draft.unwrap_or_default(),
        undo: state.undo.as_ref().filter(|(_, line)| line.step == at).map(|(_, line)| line.text.clone()),
        wrong: state.wrong,
        examples,
    }
}

/// A question; none where the lines went meanwhile: then there is nothing to choose.
fn ask_view(plan: &Plan, (at, ask): (usize, &Ask)) -> Option<AskView> {
    let said = |line: &Line| match line.phone.as_str() {
        "" => line.text.clone(),
        phone => [&line.text, ", ", phone].concat(),
    };
    let day =
        |day: &str| Date::parse(day).map_or_else(|| words::plan_safety::NO_DAY.to_owned(), |d| d.words());
    Some(match ask {
        Ask::Both(own, other) => {
            let (own, other) = (plan.line(own)?, plan.line(other)?);
            AskView { at, step: Some(own.step), mine: said(own), theirs: said(other), both: true }
        }
        Ask::Gone(id, here) => {
            let line = plan.line(id)?;
            let (mine, theirs) =
                if *here { (String::new(), said(line)) } else { (said(line), String::new()) };
            AskView { at, step: Some(line.step), mine, theirs, both: false }
        }
        Ask::Review(own, other) => {
            AskView { at, step: None, mine: day(own), theirs: day(other), both: false }
        }
    })
}

fn version(held: &Held, paper: Paper, now: &Now) -> Version {
    let all = steps(&held.plan, paper);
    let steps = all.into_iter().filter(|step| !step.lines.is_empty()).collect();
    Version { when: moment(held.updated, now), steps, what: vec![] }
}
