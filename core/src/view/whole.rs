//! The record as a whole: what there is of each kind.

use super::{Screen, permitted};
use crate::app::Model;
use crate::now::Now;
use crate::record::{Cut, Held, Known, Shelf, together};
use crate::takeaway::{self, Gathered};

/// The list of shelves.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordView {
    /// Each shelf that is listed, and how many entries it holds, where that is known.
    pub rows: Vec<(Shelf, Option<usize>)>,
    /// The person's own record.
    pub own: bool,
    /// Other kinds of entries are still being looked for.
    pub looking: bool,
    /// So many entries are hidden on this device.
    pub hidden: usize,
    /// How much of what is listed is here, where it is not all.
    pub cut: Option<Cut>,
}

/// The Record screen: the shelves that are always there, and those on which something stands.
pub(super) fn record(model: &Model, now: &Now) -> RecordView {
    let acting = model.session.acting();
    let open = |shelf: Shelf| acting.is_none_or(|acting| shelf.is_open_to(&acting.sections));
    let (mut rows, mut all) = (Vec::new(), Vec::new());
    for shelf in Shelf::RECORD.into_iter().filter(|shelf| open(*shelf)) {
        let held = permitted(model, shelf);
        rows.push((shelf, count(&held, shelf).filter(|_| !is_cut(&held))));
        all.push((shelf, held));
    }
    for shelf in Shelf::MORE.into_iter().filter(|shelf| open(*shelf)) {
        let held = permitted(model, shelf);
        let found = count(&held, shelf);
        if found.is_some_and(|found| found > 0) {
            rows.push((shelf, found.filter(|_| !is_cut(&held))));
        }
    }
    let entries = permitted(model, Shelf::Entries);
    let own = acting.is_none();
    let hidden = if own { model.record.hidden() } else { 0 };
    let looking = entries.known.is_none() && entries.trouble.is_none();
    all.retain(|(shelf, _)| !matches!(shelf, Shelf::Results | Shelf::Team));
    all.push((Shelf::Entries, entries));
    RecordView { rows, own, looking, hidden, cut: together(&all, true, 0, now).cut }
}

/// What is here is not all: a number would be wrong.
fn is_cut(held: &Held) -> bool {
    held.known.as_ref().is_some_and(Known::is_cut)
}

/// How many entries stand on a shelf, mistakes apart. Results and people are not counted: a series is one, and a person is
/// no entry.
fn count(held: &Held, shelf: Shelf) -> Option<usize> {
    if matches!(shelf, Shelf::Results | Shelf::Team) {
        return None;
    }
    let mistake = |resource: &serde_json::Value| {
        resource.get("status").and_then(|status| status.as_str()) == Some("entered-in-error")
    };
    let resources = &held.known.as_ref()?.resources;
    let counts = |one: &&serde_json::Value| shelf.holds(one) && !mistake(one) && !is_person(one);
    Some(resources.iter().filter(counts).count())
}

/// All that is held of the record and open to who looks.
pub(super) fn gathered(model: &Model) -> Vec<(Shelf, Held)> {
    let acting = model.session.acting();
    let open = |shelf: &Shelf| acting.is_none_or(|acting| shelf.is_open_to(&acting.sections));
    Shelf::WHOLE.into_iter().filter(open).map(|shelf| (shelf, permitted(model, shelf))).collect()
}

/// The same with what is hidden on this device.
pub(super) fn with_hidden(model: &Model) -> Vec<(Shelf, Held)> {
    gathered(model).into_iter().map(|(shelf, held)| (shelf, held.whole())).collect()
}

/// What is held of the person's own record, to be taken away: all of it.
pub(crate) fn away(model: &Model) -> (Vec<(Shelf, Held)>, Gathered) {
    let all = with_hidden(model);
    let account = model.session.account();
    let (id, name) = account.map(|a| (a.id.as_str(), a.name.as_str())).unwrap_or_default();
    let patient = model.session.patient().unwrap_or_default();
    let of = Gathered::of(&all, &model.notice.waiting.outbox, (id, &patient, name));
    (all, of)
}

/// The screen of files, or the pages to print.
pub(super) fn takeaway(model: &Model, printed: bool, now: &Now) -> Screen {
    let (all, of) = away(model);
    match printed {
        true => Screen::Paper(Box::new(takeaway::paper(&model.takeaway, &all, &of, now))),
        false => Screen::Takeaway(Some(takeaway::view(&model.takeaway, &all, &of, now))),
    }
}

/// Who the person is comes along with the other entries, and is none of them.
fn is_person(resource: &serde_json::Value) -> bool {
    resource.get("resourceType").and_then(|kind| kind.as_str()) == Some("Patient")
}

/// A shelf as a list shows it.
pub(super) fn listed(model: &Model, shelf: Shelf) -> Held {
    let mut held = permitted(model, shelf);
    if shelf == Shelf::Others
        && let Some(known) = &mut held.known
    {
        let kept = known.resources.iter().filter(|one| !is_person(one)).cloned().collect();
        known.resources = std::rc::Rc::new(kept);
    }
    held
}
