//! Where the safety plan meets the session, the vault and the route.

use super::{Model, is_locked, plans, who};
use crate::effect::{Effect, Place};
use crate::now::Now;
use crate::plan::{self, Event, Paper};
use crate::route::Route;
use crate::session::{Device, Stage};

/// Looks whether a copy may be read without unlocking.
pub(super) fn started() -> Effect {
    Effect::Load(Place::Device, plan::open_row())
}

/// The account and first name of who reads; `None` while nobody does.
fn reader(model: &Model) -> Option<(String, String)> {
    let account = model.session.account().filter(|_| !is_locked(model))?;
    Some((account.id.clone(), account.first_name().to_owned()))
}

/// The plan is the person's own: of somebody they care for there is none to see.
pub(super) fn looked(model: &mut Model, now: &Now) -> Vec<Effect> {
    let who = who(model);
    if model.session.acting().is_some() || is_locked(model) {
        return vec![];
    }
    match &model.route {
        Route::Paper(paper, part) => match model.papers.of_mut(*paper) {
            Some(state) => plan::looked(state, &who, part == "before", now),
            None => vec![],
        },
        // What matters to the person stands at the head of their care plan.
        Route::Plan => {
            let mut effects = plan::looked(&mut model.plan, &who, false, now);
            let about = model.papers.of_mut(Paper::About);
            effects.extend(about.map(|state| plan::looked(state, &who, false, now)).unwrap_or_default());
            effects
        }
        route => {
            let before = matches!(route, Route::Safety(part) if part == "before");
            plan::looked(&mut model.plan, &who, before, now)
        }
    }
}

/// The person left what they were writing, or hid the page.
pub(super) fn moved(model: &mut Model, now: &Now) -> Vec<Effect> {
    let who = who(model);
    if is_locked(model) {
        return vec![];
    }
    let mut effects = plan::moved(&mut model.plan, &who, now);
    for paper in &mut model.papers.0 {
        effects.extend(plan::moved(paper, &who, now));
    }
    effects
}

pub(super) fn woke(model: &mut Model, now: &Now) -> Vec<Effect> {
    model.open.woke(now);
    let who = who(model);
    if is_locked(model) {
        return vec![];
    }
    let mut effects = plan::woke(&mut model.plan, &who, now);
    for paper in &mut model.papers.0 {
        effects.extend(plan::woke(paper, &who, now));
    }
    effects
}

pub(super) fn event(model: &mut Model, event: Event, now: &Now) -> Vec<Effect> {
    let who = who(model);
    let reader = reader(model);
    match (&event, reader) {
        // Who calls from somebody else's plan leaves nothing of their own open.
        (Event::Called, _) if model.session.acting().is_some() => vec![],
        (Event::Called, Some((account, name))) => model.open.called(&model.plan, (&account, &name), now),
        (Event::OpenChosen(on), Some((account, name))) if model.session.device == Device::Own => {
            model.open.choose(*on, &model.plan, (&account, &name))
        }
        (Event::Printed, None) => vec![Effect::Print],
        (_, Some(_)) if model.session.acting().is_none() => {
            // What happens on a screen is about the paper that is on it.
            let paper = match model.route {
                Route::Paper(paper, _) => model.papers.of_mut(paper),
                _ => None,
            };
            plan::update(paper.unwrap_or(&mut model.plan), event, &who, now)
        }
        _ => vec![],
    }
}

/// The plan that is on the screen as a file: one's own alone. What a carer may keep of somebody's is in their agreement.
pub(super) fn file(model: &Model, now: &Now) -> Vec<Effect> {
    let account = model.session.account().filter(|_| model.session.acting().is_none());
    let Some(account) = account.filter(|_| !is_locked(model)) else { return vec![] };
    let made = match &model.route {
        Route::Plan => Some(plans::door::plan_file(model, &account.name, now)),
        Route::Safety(part) | Route::Paper(_, part) if part.is_empty() => {
            let state = match model.route {
                Route::Paper(paper, _) => model.papers.of(paper),
                _ => Some(&model.plan),
            };
            state.and_then(|state| {
                let view = plan::safety(state, "", (true, None), &Vec::new, now);
                plan::file::of_paper(&view, &account.name, now)
            })
        }
        _ => None,
    };
    made.into_iter().collect()
}

/// What was taken back of what waited goes from the plan too: it is again what the record has.
pub(super) fn taken_back(model: &mut Model, id: &str) -> Vec<Effect> {
    let who = who(model);
    let all = std::iter::once(&mut model.plan).chain(&mut model.papers.0);
    all.flat_map(|paper| plan::dropped(paper, id, &who)).collect()
}

/// The copy on the device follows the plan, and goes with everything else.
pub(super) fn follow(model: &mut Model, effects: &mut Vec<Effect>) {
    if effects.iter().any(|effect| matches!(effect, Effect::Wipe(_))) {
        let wiped = effects.contains(&Effect::Wipe(Place::Device));
        model.open.window = None;
        model.open.copy.take_if(|_| wiped);
        return;
    }
    let signed_in = matches!(model.session.stage, Stage::In(..)) && model.session.device == Device::Own;
    if model.open.copy.is_some()
        && signed_in
        && let Some((account, name)) = reader(model)
    {
        effects.extend(model.open.follow(&model.plan, (&account, &name)));
    }
}
