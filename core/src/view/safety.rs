//! The screens of the safety plan: the person's own, and what can be read without unlocking.

use super::{Screen, door, permitted};
use crate::app::{self, Model};
use crate::now::Now;
use crate::outbox::Entry;
use crate::parts::Part;
use crate::plan::{self, Hint, Page, Paper, SafetyView, Seer, Standing, StepView};
use crate::record::{self, PlanView, Shelf};
use crate::route::Route;
use crate::session::{Device, Subject};
use crate::words;

/// The screens of the plans. What is no longer shared is nobody's own.
pub(super) fn plans(model: &Model, now: &Now) -> Screen {
    let mine = model.session.subject == Subject::Me;
    match &model.route {
        // Who is shown steps of the safety plan, and nothing of the care plan, finds them where plans are.
        Route::Plan if is_open(model, Shelf::Papers) => door::plan(model, false, now),
        Route::Plan if is_open(model, Shelf::Steps) && !is_open(model, Shelf::Plan) => shared(model, now),
        Route::Plan => door::plan(model, model.session.acting().is_none(), now),
        Route::Safety(part) if mine => own(model, part, now),
        Route::Paper(paper, part) if mine => self::paper(model, (*paper, part), now),
        Route::Safety(part) if part.is_empty() => shared(model, now),
        _ => Screen::Unknown,
    }
}

/// The person's own.
fn own(model: &Model, part: &str, now: &Now) -> Screen {
    let own_device = model.session.device == Device::Own;
    let open = own_device.then_some(model.open.copy.is_some());
    let contacts = || {
        let reached = |contact: &crate::notice::Contact| {
            Some((contact.name.clone(), contact.call.clone().or_else(|| contact.text.clone())?))
        };
        model.notice.contacts.iter().filter_map(reached).collect()
    };
    let mut view = plan::safety(&model.plan, part, (own_device, open), &contacts, now);
    if let Page::Whole(whole) = &mut view.page {
        (whole.open_kept, whole.open_gone) = (model.open.kept, model.open.gone);
    }
    view.seers = seers(model);
    view.known.clone_from(&model.notice.contacts);
    told(model, &model.plan, &mut view);
    Screen::Safety(Box::new(view))
}

/// What the answers say that the part of sharing asked for, and reads.
fn seers(model: &Model) -> Option<Vec<Seer>> {
    if model.parts.has(Part::Sharing) { door::sharing_seers(model) } else { None }
}

/// What each earlier version changed, once what tells it is there.
fn told(model: &Model, state: &plan::State, view: &mut SafetyView) {
    if let (Page::Before(Some(Ok(versions))), Some(Ok(held))) = (&mut view.page, &state.versions)
        && model.parts.has(Part::Plan)
    {
        door::plan_changed(versions, held);
    }
}

/// The steps that somebody shares with who reads.
fn shared(model: &Model, now: &Now) -> Screen {
    let held = permitted(model, Shelf::Steps);
    let sections = model.session.acting().map_or(&[][..], |acting| &acting.sections);
    let page = Page::Shared(plan::shared(&held, sections, now));
    let paper = Paper::Safety;
    let known = model.notice.contacts.clone();
    Screen::Safety(Box::new(SafetyView {
        paper,
        page,
        state: Standing::Nothing,
        open: None,
        seers: None,
        known,
    }))
}

/// What else the person wrote in their own words.
fn paper(model: &Model, (paper, part): (Paper, &str), now: &Now) -> Screen {
    let own_device = model.session.device == Device::Own;
    let Some(state) = model.papers.of(paper) else { return Screen::Unknown };
    let mut view = plan::safety(state, part, (own_device, None), &Vec::new, now);
    if paper == Paper::Crisis {
        view.seers = seers(model);
    }
    view.known.clone_from(&model.notice.contacts);
    told(model, state, &mut view);
    Screen::Safety(Box::new(view))
}

/// What somebody shares of their plans by itself: nothing is said of what stands around it.
pub(super) fn by_itself(model: &Model, now: &Now) -> PlanView {
    let held = permitted(model, Shelf::Papers);
    PlanView { by_itself: true, steps: is_open(model, Shelf::Steps), ..record::plan(&held, true, now) }
}

/// The care plan; goals with the person's own ratings.
pub(crate) fn care_plan(model: &Model, own: bool, now: &Now) -> PlanView {
    let mut view = record::plan(&permitted(model, Shelf::Plan), !own, now);
    let scores = permitted(model, Shelf::Scores);
    let waiting: &[Entry] = if own { &model.notice.waiting.outbox } else { &[] };
    let saving = model.plan.saving.as_ref();
    view.steps = is_open(model, Shelf::Steps);
    record::around(&mut view, own, &permitted(model, Shelf::Conditions), &permitted(model, Shelf::Team));
    let name = model.session.account().filter(|_| own).map(|account| account.name.as_str());
    view.paper = name.map(|name| words::plan::on_paper(name, &words::time::day(now.time)));
    view.unwritten =
        own && model.papers.of(Paper::About).is_some_and(|state| plan::hint(state, now) == Hint::New);
    let about = model.papers.of(Paper::About).filter(|_| own).and_then(|state| state.kept.as_ref());
    if let Some(kept) = about {
        let step = |step| StepView { step, lines: kept.mine.of(step).cloned().collect() };
        // One's story stays on its own page: it is for whom one shows it.
        let steps = Paper::About.parts().take(3).map(step);
        view.about = steps.filter(|step| !step.lines.is_empty()).collect();
    }
    view.each_goal(|goal| {
        goal.ratings = plan::ratings(&scores, waiting, &goal.id);
        goal.trouble =
            saving.filter(|saving| own && saving.goal == goal.id).and_then(|saving| saving.trouble);
    });
    let sources = plan::Sources {
        tasks: &permitted(model, Shelf::Tasks),
        others: &permitted(model, Shelf::Entries),
        outbox: &model.notice.waiting.outbox,
        patient: &model.session.patient().unwrap_or_default(),
        reader: app::plans::door::reader(model),
        saving,
        now,
    };
    plan::fill(&mut view, &sources);
    // Who looks as one of their carers asks for nothing but what is read.
    let before = (!matches!(model.session.subject, Subject::As(..))).then_some(&model.before);
    if let Some(before) = before {
        plan::before::fill(&mut view, before, now);
    }
    let own = plan::own::Around {
        sources,
        plans: &permitted(model, Shelf::Plan),
        scores: &scores,
        before,
        plan: view.now.iter().map(|plan| plan.id.as_str()).find(|id| !id.is_empty()),
    };
    view.own = Some(Box::new(plan::own::view(&model.own_part, &own)));
    view
}

/// Where the person is at the plan, and it can be read without unlocking.
pub(super) fn open(model: &Model, now: &Now) -> Option<Screen> {
    let Route::Safety(part) = &model.route else { return None };
    let copy = model.open.readable(now)?;
    let mut view = plan::open_view(copy, part, now);
    view.known.clone_from(&model.notice.contacts);
    Some(Screen::Safety(Box::new(view)))
}

pub(super) fn is_readable(model: &Model, now: &Now) -> bool {
    open(model, now).is_some()
}

/// Whether somebody's consent opens this shelf to who reads.
pub(super) fn is_open(model: &Model, shelf: Shelf) -> bool {
    model.session.acting().is_some_and(|acting| shelf.is_open_to(acting))
}

/// Whether a link to the plan leads to it: one's own, or what can be read without unlocking.
pub(super) fn reachable(model: &Model, reads: bool, now: &Now) -> bool {
    let own = reads
        && !app::is_locked(model)
        && model.session.acting().is_none()
        && model.session.account().is_some_and(|account| account.patient.is_some());
    own || !reads && model.open.readable(now).is_some()
}
