//! The record as a whole: what there is of each kind.

use super::{Screen, permitted};
use crate::app::Model;
use crate::now::Now;
use crate::record::{Counts, Cut, Held, Shelf, together};
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
    let open = |shelf: Shelf| acting.is_none_or(|acting| shelf.is_open_to(acting));
    let (mut rows, mut all): (Vec<_>, Vec<(Shelf, Held)>) = (Vec::new(), Vec::new());
    let mut counted: Vec<(Shelf, Option<Counts>)> = Vec::new();
    for shelf in Shelf::RECORD.into_iter().chain(Shelf::MORE).filter(|shelf| open(*shelf)) {
        let of = shelf.fetched_as();
        if !counted.iter().any(|(known, _)| *known == of) {
            let held = permitted(model, of);
            counted.push((of, count(&held, of)));
            all.push((of, held));
        }
        let counts = counted.iter().find(|(known, _)| *known == of).and_then(|(_, counts)| counts.as_ref());
        let found = counts.map(|counts| counts.on(shelf));
        if Shelf::RECORD.contains(&shelf) || found.is_some_and(|found| found > 0) {
            rows.push((shelf, found.filter(|_| counts.is_some_and(|counts| !counts.is_cut()))));
        }
    }
    let own = acting.is_none();
    let hidden = if own { model.record.hidden() } else { 0 };
    let entries = permitted(model, Shelf::Entries);
    let looking = entries.known.is_none() && entries.counts.is_none() && entries.trouble.is_none();
    all.retain(|(shelf, _)| match shelf {
        Shelf::Results | Shelf::Team => false,
        shelf => *shelf == Shelf::Entries || Shelf::RECORD.contains(shelf),
    });
    RecordView { rows, own, looking, hidden, cut: together(&all, true, 0, now).cut }
}

/// How many entries stand on what is fetched together: as they are held, or as they were counted when they were kept. Results and
/// people are not counted: a series is one, and a person is no entry.
fn count(held: &Held, shelf: Shelf) -> Option<Counts> {
    if matches!(shelf, Shelf::Results | Shelf::Team) {
        return None;
    }
    let known = held.known.as_ref().map(|known| Counts::of(&known.resources, known.is_cut(), &[]));
    known.or_else(|| held.counts.clone())
}

/// All that is held of the record and open to who looks.
pub(super) fn gathered(model: &Model) -> Vec<(Shelf, Held)> {
    let acting = model.session.acting();
    let open = |shelf: &Shelf| acting.is_none_or(|acting| shelf.is_open_to(acting));
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
