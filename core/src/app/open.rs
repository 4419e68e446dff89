//! What a screen needs, asked for when it opens.

use super::who::{answerer, who};
use super::{Model, door, is_locked, plans, safety};
use crate::effect::{Effect, Place, Wake};
use crate::form::{self, Who};
use crate::notice;
use crate::now::Now;
use crate::parts::Part;
use crate::plan::Paper;
use crate::record::{self, Shelf};
use crate::route::Route;
use crate::session::{Device, Link, Stage, Subject};
use crate::sharing;
use crate::trouble::Trouble;

/// Asks for what the present screen shows.
pub(super) fn open_route(model: &mut Model, again: (bool, &Now)) -> Vec<Effect> {
    let mut effects = open_screen(model, again);
    effects.extend(super::lease::ask_news(model, false));
    effects
}

fn open_screen(model: &mut Model, again: (bool, &Now)) -> Vec<Effect> {
    if let Some(brings) = model.parts.bring(&model.route) {
        return brings;
    }
    // Also for who has no record of their own.
    if model.route == Route::Devices && model.session.account().is_some() {
        return door::settings_devices_told(model, None);
    }
    if model.route == Route::Viewer {
        return vec![];
    }
    if model.route == Route::Join {
        model.sharing.join = sharing::Join::default();
        return vec![];
    }
    let Some(patient) = model.session.patient() else { return list(model) };
    if model.session.in_space() && !crate::view::is_of_space(model, &model.route) {
        let mut effects = list(model);
        effects.extend(open_shelf(model, Shelf::Tasks, again));
        return effects;
    }
    let who = answerer(model);
    match model.route.clone() {
        Route::Today => open_today(model, again),
        Route::News => open_ready(model, again),
        route if route.place() == Some(Route::Record) => open_record(model, &route, again),
        Route::CheckIns | Route::Schedule(_) => open_check_ins(model, &patient, again),
        Route::Past(_) | Route::PastAnswer(..) => {
            let mut effects = list(model);
            for shelf in [Shelf::Scores, Shelf::Answers, Shelf::Medicines] {
                effects.extend(open_shelf(model, shelf, again));
            }
            effects
        }
        Route::Answer(key) => {
            model.form.hidden = model.record.hidden_keys().to_vec();
            let mut effects = form::opened(&mut model.form, &key, &who);
            effects.extend(open_shelf(model, Shelf::Scores, again));
            effects
        }
        Route::Plan | Route::Safety(_) | Route::Paper(..) => open_plans(model, &patient, again),
        Route::Team => open_shelf(model, Shelf::Team, again),
        Route::Sharing => door::sharing_opened(model, &patient, None),
        Route::ShareWith(key) => door::sharing_opened(model, &patient, Some(&key)),
        Route::Links | Route::MakeLink | Route::Card => door::record_links(model, again),
        Route::Keepsakes => door::plan_keepsakes_opened(model),
        Route::Looks => sharing::looks_opened(&patient),
        Route::Waiting => {
            (model.notice.unchanged, model.notice.window) = (None, notice::WINDOW);
            let mut effects = list(model);
            effects.push(Effect::ListOutbox);
            // A note is changed where the answers are that it belongs to.
            effects.extend(open_shelf(model, Shelf::Answers, again));
            effects
        }
        Route::Kept => vec![Effect::Measure],
        Route::Settings if model.session.acting().is_none() => look_up(model).0,
        _ => vec![],
    }
}

/// The library of check-ins, and whose drafts there are.
fn list(model: &mut Model) -> Vec<Effect> {
    let who = answerer(model);
    form::list(&mut model.form, &who)
}

/// The list of check-ins, or the plan of one: what is due, and when each was answered.
fn open_check_ins(model: &mut Model, patient: &str, again: (bool, &Now)) -> Vec<Effect> {
    let mut effects = list(model);
    effects.extend(open_shelf(model, Shelf::Tasks, again));
    effects.extend(open_shelf(model, Shelf::Scores, again));
    if !model.session.in_space() {
        effects.extend(open_all(model, &[Shelf::Answers], again));
        effects.extend(seers(model, patient));
    }
    effects
}

/// Today: what is due, what comes next, and what is new.
fn open_today(model: &mut Model, again: (bool, &Now)) -> Vec<Effect> {
    let mut effects = list(model);
    effects.extend(safety::looked(model, again.1));
    for shelf in [Shelf::Tasks, Shelf::Appointments, Shelf::Plan, Shelf::Scores] {
        effects.extend(open_shelf(model, shelf, again));
    }
    effects.extend(open_ready(model, again));
    // Tells on Today what is new.
    if !model.parts.has(Part::Record) {
        effects.push(Effect::Bring(Part::Record));
    }
    effects
}

/// A screen of the plans: one's own, or what somebody shares of theirs.
fn open_plans(model: &mut Model, patient: &str, again: (bool, &Now)) -> Vec<Effect> {
    let own = model.session.acting().is_none();
    let mut effects = safety::looked(model, again.1);
    match model.route.clone() {
        // What each version changed is told by the part of the plans; the versions can be read without it.
        Route::Safety(part) | Route::Paper(_, part) if part == "before" && !model.parts.has(Part::Plan) => {
            effects.push(Effect::Bring(Part::Plan));
        }
        Route::Plan => {
            effects.extend(plans::door::plan_own_opened(model));
            for shelf in [Shelf::Plan, Shelf::Tasks, Shelf::Scores, Shelf::Team, Shelf::Conditions] {
                effects.extend(open_shelf(model, shelf, again));
            }
            let plan = model.session.acting().is_some_and(|acting| Shelf::Plan.is_open_to(acting));
            if !own && !plan {
                effects.extend(open_shelf(model, Shelf::Papers, again));
                effects.extend(open_shelf(model, Shelf::Steps, again));
            }
        }
        Route::Safety(_) if !own => effects.extend(open_shelf(model, Shelf::Steps, again)),
        Route::Safety(_) | Route::Paper(Paper::Crisis, _) => effects.extend(seers(model, patient)),
        _ => {}
    }
    effects
}

/// Asks who sees the safety plan, the crisis plan or the check-ins, where that is told; what reads the answer is brought first.
fn seers(model: &Model, patient: &str) -> Vec<Effect> {
    let told = match &model.route {
        Route::Safety(part) => !part.starts_with("now"),
        Route::Paper(Paper::Crisis, part) => part.is_empty(),
        route => *route == Route::CheckIns,
    };
    match model.session.subject {
        Subject::Me if told && is_live(model) => {
            if model.parts.has(Part::Sharing) {
                sharing::seen(patient)
            } else {
                vec![Effect::Bring(Part::Sharing)]
            }
        }
        _ => vec![],
    }
}

/// A part of the app came, or not: the screen that waited for it opens.
pub(super) fn brought(
    model: &mut Model,
    (part, done): (Part, Result<(), Trouble>),
    now: &Now,
) -> Vec<Effect> {
    let waited = model.parts.missing(&model.route) == Some(part);
    let came = model.parts.brought(part, done);
    let mut effects = vec![];
    if part == Part::Sending && done.is_err() {
        effects.extend(super::told_what_waits(model, false));
    }
    if waited {
        effects.push(Effect::Focus("h1".into()));
    }
    if came && waited {
        effects.extend(open_route(model, (false, now)));
        for early in model.parts.early() {
            effects.extend(door::record_link(model, early, now));
        }
    } else if came
        && part == Part::Sharing
        && model.session.subject == Subject::Me
        && let Some(patient) = model.session.patient()
    {
        effects.extend(seers(model, &patient));
    }
    effects
}

/// A screen of the record; what the person is ready to see at once is looked up first.
fn open_record(model: &mut Model, route: &Route, again: (bool, &Now)) -> Vec<Effect> {
    let mut effects = look_up(model).0;
    if route.is_one_entry() {
        effects.extend(door::record_words(model, None));
        effects.extend(open_all(model, &[Shelf::Tasks, Shelf::Entries], again));
    }
    effects.extend(match route {
        Route::Shelf(slug) if slug == Shelf::HIDDEN => open_all(model, &Shelf::WHOLE, again),
        Route::Shelf(slug) => {
            if !again.0 {
                record::window_opened(&mut model.record);
            }
            Shelf::of_slug(slug).map(|shelf| open_shelf(model, shelf, again)).unwrap_or_default()
        }
        Route::Result(key) => open_result(model, key, again),
        Route::Letter(_) => {
            let mut effects = open_shelf(model, Shelf::Letters, again);
            effects.extend(open_given(model, again));
            effects.extend(open_file(model, true));
            effects
        }
        Route::Record => open_all(model, &Shelf::LISTED, again),
        _ => {
            record::window_opened(&mut model.record);
            open_all(model, &Shelf::WHOLE, again)
        }
    });
    effects
}

/// What is no letter may be a file that went with answers: they are asked for, and only then.
fn open_given(model: &mut Model, again: (bool, &Now)) -> Vec<Effect> {
    let Route::Letter(key) = &model.route else { return vec![] };
    let patient = model.session.patient().unwrap_or_default();
    let given = model.record.is_no_letter(&patient, key);
    if given { open_all(model, &[Shelf::Answers], again) } else { vec![] }
}

/// The same once it is known that it is no letter.
pub(super) fn go_on_given(model: &mut Model, now: &Now) -> Vec<Effect> {
    let patient = model.session.patient().unwrap_or_default();
    if model.record.is_held(&patient, Shelf::Answers) { vec![] } else { open_given(model, (false, now)) }
}

/// The file of the letter that is open, where it stands apart from it.
pub(super) fn open_file(model: &mut Model, again: bool) -> Vec<Effect> {
    let Route::Letter(key) = &model.route else { return vec![] };
    let Some(patient) = model.session.patient() else { return vec![] };
    let who = who(model);
    let keep = kept_at(&who, &model.session.subject);
    record::enclosed_wanted(&mut model.record, (&patient, key), (keep, again))
}

/// Who opens a result whose new readings are here, and said so in the list, is not asked again. What comes while it is open
/// waits.
fn open_result(model: &mut Model, key: &str, again: (bool, &Now)) -> Vec<Effect> {
    let mut effects = if again.0 { vec![] } else { door::record_result(model, key, again.1) };
    effects.extend(open_shelf(model, Shelf::Results, again));
    effects
}

/// Looks for what the person is ready to see, once.
pub(super) fn look_up(model: &mut Model) -> (Vec<Effect>, bool) {
    let who = who(model);
    record::look_up(&mut model.record, kept_at(&who, &model.session.subject))
}

/// What is new can be asked for once it is known when the person looked last.
fn open_ready(model: &mut Model, again: (bool, &Now)) -> Vec<Effect> {
    let (mut effects, known) = look_up(model);
    if known {
        effects.extend(open_news(model, again));
    }
    effects
}

/// What is new, where it is shown, and for the person alone.
pub(super) fn open_news(model: &mut Model, (again, now): (bool, &Now)) -> Vec<Effect> {
    let Some(patient) = model.session.patient() else { return vec![] };
    let shown = matches!(model.route, Route::Today | Route::News) && model.session.subject == Subject::Me;
    if !shown || (!again && model.record.is_recent(&patient, Shelf::News, now)) {
        return vec![];
    }
    record::opened(&mut model.record, (&patient, Shelf::News), None, (again, now))
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

/// The home of the record reads what nobody counted, once it is known what that is.
pub(super) fn read_uncounted(model: &mut Model) -> Vec<Effect> {
    if model.route != Route::Record || model.session.subject != Subject::Me {
        return vec![];
    }
    let (who, patient) = (who(model), model.session.patient().unwrap_or_default());
    let keep = kept_at(&who, &model.session.subject);
    let read = |shelf| record::uncounted(&mut model.record, (&patient, shelf), keep);
    Shelf::LISTED.into_iter().filter_map(read).collect()
}

/// The whole record is fetched so long after it was opened: what is on the screen comes first.
const SOON: u32 = 5_000;

/// Looks what is kept of the person's own record, and has what is missing fetched in a while.
pub(super) fn look_kept(model: &Model) -> Vec<Effect> {
    let who = who(model);
    if who.place != Place::Device || who.patient.is_none() {
        return vec![];
    }
    vec![record::look(&who.account), Effect::After(SOON, Wake::Keep)]
}

/// There is a session, and a network as far as is known.
pub(super) fn is_live(model: &Model) -> bool {
    model.notice.online && matches!(model.session.stage, Stage::In(_, Link::Live))
}

/// Fetches what did not come within the last day, or (`all`) everything, so that it can be read offline.
pub(super) fn keep_whole(model: &mut Model, (all, now): (bool, &Now)) -> Vec<Effect> {
    let own =
        model.session.subject == Subject::Me && model.session.account().is_some_and(|a| a.patient.is_some());
    if !own || is_locked(model) || model.session.device != Device::Own || !(all || is_live(model)) {
        return vec![];
    }
    let wanted = record::wanted(&model.record, all, now);
    let patient = model.session.patient().unwrap_or_default();
    let parts = if all { record::ALL } else { record::BY_ITSELF };
    let who = who(model);
    let keep = kept_at(&who, &model.session.subject);
    let mut effects = vec![];
    for shelf in wanted {
        effects.extend(open_shelf(model, shelf, (all, now)));
        effects.extend(record::deepen(&mut model.record, (&patient, shelf), (parts, keep)));
    }
    effects
}

/// Something about what is kept of the person's own record.
pub(super) fn of_kept(
    model: &mut Model,
    change: impl FnOnce(&mut record::State, (&str, &str)) -> Vec<Effect>,
) -> Vec<Effect> {
    let who = who(model);
    match &who.patient {
        Some(patient) if who.place == Place::Device => change(&mut model.record, (&who.account, patient)),
        _ => vec![],
    }
}

pub(super) fn open_shelf(model: &mut Model, shelf: Shelf, again: (bool, &Now)) -> Vec<Effect> {
    let Some(patient) = model.session.patient() else { return vec![] };
    let who = who(model);
    let keep = kept_at(&who, &model.session.subject);
    if let Some(acting) = model.session.acting()
        && !shelf.is_open_to(acting)
    {
        return vec![];
    }
    let copy = match (&model.session.subject, super::lease::reader(&model.session)) {
        (Subject::For(_), Some(reader)) => {
            crate::lease::row_of(&model.lease, (&patient, shelf.fetched_as()), reader, again.1)
        }
        _ => None,
    };
    // What is shared may have been withdrawn a moment ago: a carer's screen is always asked for anew.
    let again = (again.0 || model.session.subject != Subject::Me, again.1);
    let of = (patient.as_str(), shelf);
    let mut effects = match model.route {
        // It counts, and shows no entry.
        Route::Record => record::counted(&mut model.record, of, keep, again),
        _ => record::opened(&mut model.record, of, keep, again),
    };
    effects.extend(copy);
    effects
}

/// Where rows of one's own record go; what is kept of somebody else goes by its lease.
pub(super) fn kept_at<'a>(who: &'a Who, subject: &Subject) -> Option<(Place, &'a str)> {
    (*subject == Subject::Me && who.place == Place::Device).then_some((who.place, who.account.as_str()))
}
