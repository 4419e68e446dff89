//! What the person wants, in the area that it belongs to.

use super::live::on_screen;
use super::locked::{session_event, vault_event};
use super::open::{is_live, keep_whole, kept_at, of_kept, open_route};
use super::who::{answerer, who};
use super::{Model, door, lease, plans, safety};
use crate::effect::Effect;
use crate::event::Event;
use crate::now::Now;
use crate::parts::Part;
use crate::route::Route;
use crate::{form, notice, plan, record, schedule, session, sharing};

/// What the person wants, in the area that it belongs to.
pub(super) fn act(model: &mut Model, event: Event, now: &Now) -> Vec<Effect> {
    match event {
        Event::Session(event) => {
            model.notice.menu = false;
            session_event(model, event)
        }
        Event::Vault(event) => vault_event(model, event, now),
        Event::Record(event) => record_event(model, &event, now),
        Event::Form(event) => {
            let who = answerer(model);
            form::update(&mut model.form, event, &who, now)
        }
        Event::Past(event) => door::form_past(model, event, now),
        Event::Schedule(event) => {
            let who = who(model);
            schedule::update(&mut model.schedule, event, &who, now)
        }
        Event::Devices(event) => door::settings_devices(model, event),
        Event::Plan(plan::Event::Answered(about, answer)) => {
            plans::door::plan_answered(model, (&about, answer), now)
        }
        Event::Plan(plan::Event::Own(event)) => plans::door::plan_own(model, event, now),
        Event::Plan(plan::Event::FileTaken) => safety::file(model, now),
        Event::Plan(plan::Event::BeforeWanted(id)) => plans::door::plan_before(model, id),
        Event::Plan(event) => safety::event(model, event, now),
        Event::Ask(event) if model.session.acting().is_none() => door::record_asked(model, event, now),
        Event::Takeaway(event) if model.session.acting().is_none() => door::record_takeaway(model, &event),
        Event::Feedback(event) => door::settings_feedback(model, event, now),
        Event::Sharing(event) if model.route == Route::MakeLink => door::record_code(model, event),
        Event::Links(event) if !model.parts.has(Part::Record) => {
            model.parts.keep(event);
            vec![]
        }
        Event::Links(event) => door::record_link(model, event, now),
        Event::Keepsakes(event) => door::plan_keepsakes(model, event, now),
        Event::Sharing(sharing::Event::OneWanted(one)) if model.session.acting().is_none() => {
            model.sharing.one = Some(one);
            vec![Effect::Navigate(Route::Sharing, false)]
        }
        Event::Sharing(event) => door::sharing_event(model, event, now),
        Event::Notice(notice::Event::ChangeAsked(id)) => door::settings_change(model, &id, now),
        Event::Notice(event) => notice::update(&mut model.notice, event),
        _ => vec![],
    }
}

fn record_event(model: &mut Model, event: &record::Event, now: &Now) -> Vec<Effect> {
    match event {
        record::Event::Retried => {
            let mut effects = session::moved_online(&model.session);
            effects.extend(open_route(model, (true, now)));
            effects
        }
        record::Event::Ready(name) | record::Event::Waits(name) => {
            let (who, at_once) = (who(model), matches!(event, record::Event::Ready(_)));
            record::choose(&mut model.record, (name, at_once), kept_at(&who, &model.session.subject))
        }
        record::Event::Seen => {
            let who = who(model);
            record::seen(&mut model.record, kept_at(&who, &model.session.subject), now)
        }
        record::Event::SeenNow(keys) => {
            let who = who(model);
            let keep = kept_at(&who, &model.session.subject);
            let mut effects = record::seen_now(&mut model.record, keys, keep);
            effects.push(Effect::Focus("seen".into()));
            effects
        }
        record::Event::Hidden(keys, on) => door::record_hidden(model, (keys, *on)),
        record::Event::KeepChosen(days) => of_kept(model, |state, of| record::chosen(state, *days, of, now)),
        record::Event::KeptRemoved => {
            let mut effects = of_kept(model, record::removed);
            effects.push(Effect::Measure);
            effects
        }
        record::Event::CopiesRemoved => {
            let mut effects =
                lease::with(model, |state, record, reader| crate::lease::forget(state, record, None, reader));
            effects.push(Effect::Measure);
            effects
        }
        record::Event::AllWanted => keep_whole(model, (true, now)),
        record::Event::Searched(_) | record::Event::Narrowed(_) | record::Event::More(_) => {
            record::sought(&mut model.record, event)
        }
        record::Event::Older => {
            let who = who(model);
            let keep = kept_at(&who, &model.session.subject);
            let live = is_live(model);
            let patient = model.session.patient().unwrap_or_default();
            record::back(&mut model.record, (&patient, on_screen(&model.route)), (keep, live))
        }
        record::Event::FileTaken(key) => door::record_file_taken(model, key),
    }
}
