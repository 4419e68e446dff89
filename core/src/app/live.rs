//! What the gateway says of changes, brought to what is held and to the screen.

use super::arrived::came_online;
use super::open::{is_live, open_news, open_shelf};
use super::{Model, who_reads};
use crate::effect::Effect;
use crate::json;
use crate::live::Event;
use crate::now::Now;
use crate::record::Shelf;
use crate::route::Route;
use crate::session::{self, Link, Stage};

/// A stream is open as long as somebody is signed in, may read, and the page is seen: what nobody sees is looked at anew when
/// it is seen again.
pub(super) fn follow(model: &mut Model, effects: &mut Vec<Effect>) {
    let is_in = match model.session.stage {
        Stage::In(_, Link::Live) => true,
        // Who reads what is kept after the gateway said that nobody is signed in would be refused.
        Stage::In(_, Link::Kept) => !matches!(model.session.answer, Some(Ok(_))),
        _ => false,
    };
    let wanted = is_in && !model.live.hidden && who_reads(model).is_some();
    if wanted != model.live.wanted {
        model.live.wanted = wanted;
        effects.push(Effect::Listen(wanted));
    }
}

/// There is a network, or none. A stream may outlive a short gap and then tells nothing anew: what was asked for in vain
/// meanwhile is asked for again.
pub(super) fn network(model: &mut Model, online: bool, now: &Now) -> Vec<Effect> {
    let mut effects = came_online(model, online);
    if is_live(model) {
        model.record.missed();
        effects.extend(refresh(model, now));
    }
    effects
}

/// Something was heard of the stream.
pub(super) fn heard(model: &mut Model, event: &Event, now: &Now) -> Vec<Effect> {
    let mut effects = vec![];
    match event {
        // Nobody is taken away from what they write: it is kept here, and the end of a session is told at the next request.
        Event::Refused if writes(&model.route) => return vec![],
        Event::Refused => return session::moved_online(&model.session),
        Event::Opened => {
            if !model.notice.online || matches!(model.session.stage, Stage::In(_, Link::Kept)) {
                effects.extend(came_online(model, true));
            }
            if !std::mem::replace(&mut model.live.opened, true) {
                return effects;
            }
            model.record.changed(None);
        }
        Event::Told(text) => {
            let told = json::read(text).unwrap_or_default();
            match told["patient"].as_str() {
                Some(patient) => {
                    for kind in told["kinds"].as_array().into_iter().flatten() {
                        model.record.changed(Some((patient, kind.as_str().unwrap_or_default())));
                    }
                }
                None => model.record.changed(None),
            }
        }
    }
    effects.extend(refresh(model, now));
    effects.extend(super::lease::ask_news(model, true));
    effects
}

/// Asks anew for what is on the screen and is not what the gateway has: nothing else, as it may never be looked at.
pub(super) fn refresh(model: &mut Model, now: &Now) -> Vec<Effect> {
    let Some(patient) = model.session.patient() else { return vec![] };
    let mut effects = vec![];
    for shelf in on_screen(&model.route) {
        if model.record.is_stale(&patient, *shelf) {
            effects.extend(open_shelf(model, *shelf, (true, now)));
        }
    }
    if model.record.is_stale(&patient, Shelf::News) {
        effects.extend(open_news(model, (true, now)));
    }
    effects
}

/// Something is being written.
fn writes(route: &Route) -> bool {
    matches!(route, Route::Answer(_) | Route::Safety(_) | Route::Paper(..) | Route::Feedback)
}

/// What a screen shows of the record. Who answers a check-in or writes a plan is left alone.
pub(super) fn on_screen(route: &Route) -> &'static [Shelf] {
    match route {
        Route::Today => &[Shelf::Tasks, Shelf::Appointments, Shelf::Plan, Shelf::Scores],
        Route::CheckIns => &[Shelf::Tasks, Shelf::Scores, Shelf::Answers],
        Route::Schedule(_) => &[Shelf::Tasks, Shelf::Scores],
        Route::Caring => &[Shelf::Tasks],
        Route::Past(_) | Route::PastAnswer(..) => &[Shelf::Scores, Shelf::Answers],
        Route::Plan => {
            &[Shelf::Plan, Shelf::Papers, Shelf::Scores, Shelf::Steps, Shelf::Team, Shelf::Conditions]
        }
        Route::Safety(_) => &[Shelf::Steps],
        Route::Team => &[Shelf::Team],
        Route::Result(_) => &[Shelf::Results],
        Route::Letter(_) => &[Shelf::Letters, Shelf::Answers, Shelf::Entries],
        Route::Record => &Shelf::LISTED,
        Route::Shelf(slug) if slug == Shelf::HIDDEN => &Shelf::WHOLE,
        Route::Shelf(slug) => Shelf::of_slug(slug).map_or(&[], Shelf::alone),
        Route::Entry(_) => &Shelf::ENTRY,
        Route::Timeline(_) | Route::Search | Route::Takeaway(_) => &Shelf::WHOLE,
        _ => &[],
    }
}
