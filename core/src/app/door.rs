//! The only ways from here into what belongs to a part that comes when it is needed (see `parts`). Events come
//! from the screens of the part itself, and replies are to what it asked.

use super::Model;
use super::open::kept_at;
use super::who::who;
use crate::effect::{Effect, Reply};
use crate::event::Tag;
use crate::form::Author;
use crate::now::Now;
use crate::plan::{self, About, Answer};
use crate::record::Shelf;
use crate::route::Route;
use crate::session::{CaredFor, Subject};
use crate::trouble::Trouble;
use crate::{past, record, sharing, takeaway, view};

/// Something about past answers.
#[inline(never)]
pub(super) fn form_past(model: &mut Model, event: past::Event, now: &Now) -> Vec<Effect> {
    let who = who(model);
    past::update(&mut model.past, event, &who, now)
}

/// Something about taking the record away.
#[inline(never)]
pub(super) fn record_takeaway(model: &mut Model, event: &takeaway::Event) -> Vec<Effect> {
    let gathered = view::away(model).1;
    takeaway::update(&mut model.takeaway, event, &|| gathered.clone())
}

/// The next step of a file that is being made: the timer was set by the step before.
#[inline(never)]
pub(super) fn record_written(model: &mut Model, now: &Now) -> Vec<Effect> {
    takeaway::woke(&mut model.takeaway, now)
}

/// What goes into a link: one is made on a screen of this part.
#[inline(never)]
pub(super) fn record_linked(model: &Model, what: usize, now: &Now) -> Option<String> {
    super::links::content(model, what, now)
}

/// Something is said of the care plan: of one's own, or by a carer of what they do in somebody's.
#[inline(never)]
pub(super) fn plan_answered(model: &mut Model, (about, answer): (&About, Answer), now: &Now) -> Vec<Effect> {
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

/// Who may say something of the care plan that is looked at, `Patient/x` or `RelatedPerson/x`; empty for who may not.
pub(crate) fn reader(model: &Model) -> &str {
    match model.session.acting() {
        None => model.session.account().and_then(|account| account.patient.as_deref()).unwrap_or_default(),
        Some(acting) if Shelf::Plan.is_open_to(&acting.sections) => &acting.related,
        Some(_) => "",
    }
}

/// Entries are hidden on this device, or shown again: on a screen of this part.
#[inline(never)]
pub(super) fn record_hidden(model: &mut Model, what: (&[String], bool)) -> Vec<Effect> {
    let who = who(model);
    record::hide(&mut model.record, what, kept_at(&who, &model.session.subject))
}

/// Sharing is shown.
#[inline(never)]
pub(super) fn sharing_opened(model: &mut Model, patient: &str, key: Option<&str>) -> Vec<Effect> {
    sharing::opened(&mut model.sharing, patient, key)
}

/// Something in sharing.
#[inline(never)]
pub(super) fn sharing_event(model: &mut Model, event: sharing::Event, now: &Now) -> Vec<Effect> {
    let patient = model.session.patient().unwrap_or_default();
    sharing::update(&mut model.sharing, event, (&patient, model.session.csrf()), now)
}

/// A reply to sharing.
#[inline(never)]
pub(super) fn sharing_fetched(
    model: &mut Model,
    tag: &Tag,
    reply: Result<&Reply, Trouble>,
    now: &Now,
) -> Vec<Effect> {
    match tag {
        Tag::Looks => {
            sharing::looked(&mut model.sharing, reply);
            vec![]
        }
        Tag::Offered | Tag::Taken => sharing::brought(&mut model.sharing.join, tag, reply),
        Tag::Preview(carer) => previewed(model, carer, reply),
        _ => {
            let mut effects = sharing::fetched(&mut model.sharing, (tag, reply), &model.route, now);
            if let (Tag::Confirmed, Ok(_), Some(patient)) = (tag, reply, &who(model).patient) {
                effects.extend(sharing::send(&mut model.sharing, patient, model.session.csrf(), now));
            }
            effects
        }
    }
}

/// What a carer is told of the patient's record came: now it is seen as they see it.
fn previewed(model: &mut Model, carer: &str, reply: Result<&Reply, Trouble>) -> Vec<Effect> {
    let told = reply.and_then(|r| CaredFor::read(&r.body["caring_for"][0]).ok_or(Trouble::NotShared));
    match told {
        Ok(mut told) => {
            let people = model.sharing.people.iter().flatten();
            let name = people.into_iter().find(|p| p.reference == carer).map(|p| p.name.clone());
            let id = carer.rsplit('/').next().unwrap_or_default();
            told.patient = [&told.patient, "~", id].concat();
            told.related = String::new();
            model.session.subject = Subject::As(told, name.unwrap_or_default());
            vec![Effect::Navigate(Route::Today, false)]
        }
        Err(trouble) => {
            if let Some(editing) = &mut model.sharing.editing {
                editing.stage = sharing::Stage::Failed(trouble);
            }
            vec![Effect::Focus("trouble".into())]
        }
    }
}
