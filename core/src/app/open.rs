//! What a screen needs, asked for when it opens.

use super::who::{answerer, who};
use super::{Model, safety};
use crate::devices;
use crate::effect::{Effect, Place};
use crate::form::{self, Who};
use crate::now::Now;
use crate::record::{self, Shelf};
use crate::route::Route;
use crate::session::Subject;
use crate::sharing;

/// Asks for what the present screen shows.
pub(super) fn open_route(model: &mut Model, again: (bool, &Now)) -> Vec<Effect> {
    // Also for who has no record of their own.
    if model.route == Route::Devices && model.session.account().is_some() {
        return devices::opened(&mut model.devices);
    }
    let Some(patient) = model.session.patient() else { return form::list(&model.form) };
    let who = answerer(model);
    match model.route.clone() {
        Route::Today => {
            let mut effects = form::list(&model.form);
            effects.extend(safety::looked(model, again.1));
            for shelf in [Shelf::Tasks, Shelf::Appointments, Shelf::Plan, Shelf::Scores] {
                effects.extend(open_shelf(model, shelf, again));
            }
            effects
        }
        Route::Shelf(slug) => match Shelf::of_slug(&slug) {
            Some(shelf) => open_shelf(model, shelf, again),
            None => vec![],
        },
        Route::Result(_) => open_shelf(model, Shelf::Results, again),
        Route::Letter(_) => open_shelf(model, Shelf::Letters, again),
        Route::Record => open_all(model, &Shelf::LISTED, again),
        Route::Entry(_) | Route::Timeline(_) | Route::Search => open_all(model, &Shelf::WHOLE, again),
        Route::News => vec![],
        Route::CheckIns | Route::Schedule(_) => {
            let mut effects = form::list(&model.form);
            effects.extend(open_shelf(model, Shelf::Tasks, again));
            effects.extend(open_shelf(model, Shelf::Scores, again));
            effects
        }
        Route::Past(_) | Route::PastAnswer(..) => {
            let mut effects = form::list(&model.form);
            for shelf in [Shelf::Scores, Shelf::Answers, Shelf::Medicines] {
                effects.extend(open_shelf(model, shelf, again));
            }
            effects
        }
        Route::Answer(key) => {
            let mut effects = form::opened(&mut model.form, &key, &who);
            effects.extend(open_shelf(model, Shelf::Scores, again));
            effects
        }
        Route::Plan => {
            let mut effects = safety::looked(model, again.1);
            effects.extend(open_shelf(model, Shelf::Plan, again));
            effects
        }
        Route::Safety(_) => safety::looked(model, again.1),
        Route::Team => open_shelf(model, Shelf::Team, again),
        Route::Sharing => sharing::opened(&mut model.sharing, &patient, None),
        Route::ShareWith(key) => sharing::opened(&mut model.sharing, &patient, Some(&key)),
        Route::Waiting => vec![Effect::ListOutbox],
        Route::Feedback | Route::Settings | Route::Devices | Route::Unknown => vec![],
    }
}

/// What a look at the whole record needs, as far as it did not come lately.
fn open_all(model: &mut Model, shelves: &[Shelf], (again, now): (bool, &Now)) -> Vec<Effect> {
    let mut effects = vec![];
    let patient = model.session.patient().unwrap_or_default();
    for shelf in shelves {
        let own = model.session.subject == Subject::Me;
        if again || !own || !model.record.is_recent(&patient, *shelf, now) {
            effects.extend(open_shelf(model, *shelf, (again, now)));
        }
    }
    effects
}

pub(super) fn open_shelf(model: &mut Model, shelf: Shelf, again: (bool, &Now)) -> Vec<Effect> {
    let Some(patient) = model.session.patient() else { return vec![] };
    let who = who(model);
    let keep = kept_at(&who, &model.session.subject);
    if let Some(acting) = model.session.acting()
        && !shelf.is_open_to(&acting.sections)
    {
        return vec![];
    }
    // What is shared may have been withdrawn a moment ago: a carer's screen is always asked for anew.
    let again = (again.0 || model.session.subject != Subject::Me, again.1);
    record::opened(&mut model.record, (&patient, shelf), keep, again)
}

/// Where rows of the record go: nothing of somebody else's is kept.
pub(super) fn kept_at<'a>(who: &'a Who, subject: &Subject) -> Option<(Place, &'a str)> {
    (*subject == Subject::Me && who.place == Place::Device).then_some((who.place, who.account.as_str()))
}
