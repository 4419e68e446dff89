//! The only ways from here into the part of the care plan, as in `app/door`.

use serde_json::Value;

use crate::app::Model;
use crate::app::who::who;
use crate::effect::{Effect, Key, Reply};
use crate::event::Tag;
use crate::form::{Author, Who};
use crate::now::Now;
use crate::parts::Part;
use crate::plan::{self, About, Answer};
use crate::record::Shelf;
use crate::session::Subject;
use crate::trouble::Trouble;
use crate::view;

/// Something is said of the care plan: of one's own, or by a carer of what they do in somebody's.
#[inline(never)]
pub(in crate::app) fn plan_answered(
    model: &mut Model,
    (about, answer): (&About, Answer),
    now: &Now,
) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Plan));
    let mut who = who(model);
    if let Some((acting, account)) = model.session.acting().zip(model.session.account()) {
        let ticks = matches!(answer, Answer::Done | Answer::NotDone);
        if !ticks || reader(model).is_empty() {
            return vec![];
        }
        let author = Author { reference: acting.related.clone(), name: account.name.clone() };
        (who.patient, who.author) = (Some(acting.patient.clone()), Some(author));
    }
    let team = model.notice.trust.owner.clone();
    plan::answered(&mut model.plan, (about, answer), (&team, &who), now)
}

/// Who puts something into the care plan that is looked at, under which name; `None` for who may not.
fn adder(model: &Model) -> Option<(Who, String)> {
    let account = model.session.account()?;
    if reader(model).is_empty() || matches!(model.session.subject, Subject::As(..)) {
        return None;
    }
    let who = who(model);
    let who = match model.session.acting() {
        None => who,
        Some(acting) => Who {
            patient: Some(acting.patient.clone()),
            author: Some(Author { reference: acting.related.clone(), name: account.name.clone() }),
            ..who
        },
    };
    Some((who, account.name.clone()))
}

/// The care plan as a file.
#[inline(never)]
pub(in crate::app) fn plan_file(model: &Model, name: &str, now: &Now) -> Effect {
    debug_assert!(model.parts.has(Part::Plan));
    plan::file::of_plan(&view::care_plan(model, true, now), name, now)
}

/// Something with goals and actions of one's own in the care plan.
#[inline(never)]
pub(in crate::app) fn plan_own(model: &mut Model, event: plan::own::Event, now: &Now) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Plan));
    let (Some((who, name)), Some(patient)) = (adder(model), model.session.patient()) else { return vec![] };
    let shelf = |shelf| model.record.held(&patient, shelf);
    let known = plan::own::Known {
        plans: &shelf(Shelf::Plan),
        tasks: &shelf(Shelf::Tasks),
        outbox: &model.notice.waiting.outbox,
    };
    plan::own::update(&mut model.own_part, event, &known, (&who, &name), now)
}

/// The care plan is shown.
#[inline(never)]
pub(in crate::app) fn plan_own_opened(model: &mut Model) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Plan));
    let Some((who, _)) = adder(model) else { return vec![] };
    let patient = who.patient.clone().unwrap_or_default();
    let mut effects = plan::own::opened(&mut model.own_part, &patient, &who);
    effects.extend(plan_own_listed(model));
    effects
}

/// What waits was listed.
#[inline(never)]
pub(in crate::app) fn plan_own_listed(model: &mut Model) -> Vec<Effect> {
    match adder(model) {
        Some(_) => plan::own::listed(&mut model.own_part, &model.notice.waiting.outbox),
        None => vec![],
    }
}

/// A row was read.
#[inline(never)]
pub(in crate::app) fn plan_own_row(model: &mut Model, key: &Key, found: Option<&Value>) {
    if let Some((who, _)) = adder(model) {
        plan::own::loaded(&mut model.own_part, (key, found), &who);
    }
}

/// An entry is in the outbox, or not.
#[inline(never)]
pub(in crate::app) fn plan_own_queued(model: &mut Model, id: &str, done: Result<(), Trouble>) -> Vec<Effect> {
    match adder(model) {
        Some((who, _)) => plan::own::queued(&mut model.own_part, id, done, &who),
        None => vec![],
    }
}

/// How a care plan changed is wanted.
#[inline(never)]
pub(in crate::app) fn plan_before(model: &mut Model, id: String) -> Vec<Effect> {
    debug_assert!(model.parts.has(Part::Plan));
    let Some(patient) = model.session.patient() else { return vec![] };
    let shelf = model.record.held(&patient, Shelf::Plan);
    plan::before::wanted(&mut model.before, id, &shelf, model.session.csrf())
}

/// The versions of a care plan came, or those of what two changed; or not.
#[inline(never)]
pub(in crate::app) fn plan_told(
    model: &mut Model,
    tag: &Tag,
    reply: Result<&Reply, Trouble>,
    now: &Now,
) -> Vec<Effect> {
    let of_own = |entry: &str, model: &mut Model| {
        let (who, name) = adder(model)?;
        let outbox = &model.notice.waiting.outbox;
        Some(plan::own::told(&mut model.own_part, (entry, reply), outbox, (&who, &name), now))
    };
    match tag {
        Tag::PlanOwn(entry) => of_own(entry, model).unwrap_or_default(),
        Tag::PlanBefore(id) => {
            plan::before::fetched(&mut model.before, id, reply);
            vec![]
        }
        _ => vec![],
    }
}

/// Who may say something of the care plan that is looked at, `Patient/x` or `RelatedPerson/x`; empty for who may not.
pub(crate) fn reader(model: &Model) -> &str {
    match model.session.acting() {
        None => model.session.account().and_then(|account| account.patient.as_deref()).unwrap_or_default(),
        Some(acting) if Shelf::Plan.is_open_to(acting) => &acting.related,
        Some(_) => "",
    }
}
