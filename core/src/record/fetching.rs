//! How a shelf is filled: first what is kept, then the gateway, page by page.

use std::rc::Rc;

use serde_json::Value;

use super::keeping::What;
use super::{
    Asking, Counts, Held, Known, Older, Shelf, State, changed, enclosed, given, hide, index, named, older,
};
use crate::effect::{Effect, Key, Place, Reply, Request};
use crate::event::Tag;
use crate::fhir::bundle;
use crate::json;
use crate::now::Now;
use crate::trouble::Trouble;
use crate::words::record_find as words;

/// A shelf that was fetched so recently is not asked for again on opening (30 s).
const FRESH_FOR: i64 = 30_000;

/// Where the rows of a patient's shelf go: `None` keeps nothing. What a carer sees of somebody else
/// is kept apart, and only for as long as that person allowed (`lease`).
pub type Keep<'a> = Option<(Place, &'a str)>;

/// The name of the row of a shelf.
#[must_use]
pub fn row(account: &str, patient: &str, shelf: Shelf) -> Key {
    row_of(account, (patient, shelf), 0)
}

/// The name of the row of a part of a shelf; 0 is the newest.
pub(super) fn row_of(account: &str, (patient, shelf): (&str, Shelf), part: usize) -> Key {
    let part = if part == 0 { String::new() } else { ["/", &part.to_string()].concat() };
    Key::of(account, &["record/", patient, "/", shelf.slug(), &part].concat())
}

/// A screen that shows the shelf was opened, or asks to try again (`again`).
pub fn opened(
    state: &mut State,
    (patient, shelf): (&str, Shelf),
    keep: Keep,
    (again, now): (bool, &Now),
) -> Vec<Effect> {
    let shelf = shelf.fetched_as();
    if state.known(patient, shelf).is_none() {
        state.held.push(((patient.into(), shelf), Held::default()));
    }
    let since = state.ready.since;
    let Some(held) = state.known(patient, shelf) else { return vec![] };
    let mut effects = Vec::new();
    if let Some((place, account)) = keep.filter(|_| !held.looked_up) {
        held.looked_up = true;
        effects.push(Effect::Load(place, row(account, patient, shelf)));
    }
    let fresh =
        held.known.as_ref().is_some_and(|k| {
            k.live && (0..FRESH_FOR).contains(&(now.time - k.as_of)) && held.trouble.is_none()
        }) && !held.stale;
    if held.asking.is_none() && (again || !fresh) {
        let mut todo = shelf.searches(patient, since);
        let first = todo.remove(0);
        let unasked = std::mem::take(&mut held.stale);
        held.asking = Some(Asking { unasked, several: !todo.is_empty(), todo, ..Asking::default() });
        effects.push(ask(patient, shelf, first));
    }
    effects
}

/// The home of the record was opened: a shelf is asked for, and its row is not read where its entries were counted.
pub fn counted(state: &mut State, of: (&str, Shelf), keep: Keep, (again, now): (bool, &Now)) -> Vec<Effect> {
    let mut effects = opened(state, of, None, (again, now));
    effects.extend(uncounted(state, of, keep));
    effects
}

/// Reads the row of a shelf whose entries nobody counted, once that is known.
pub fn uncounted(state: &mut State, (patient, shelf): (&str, Shelf), keep: Keep) -> Option<Effect> {
    let told = state.keeping.is_told() && state.ready_known;
    let there = state.keeping.counts(patient, shelf).is_some();
    let held = state.known(patient, shelf).filter(|_| told && !there)?;
    let (place, account) = keep.filter(|_| !held.looked_up && held.known.is_none())?;
    held.looked_up = true;
    Some(Effect::Load(place, row(account, patient, shelf)))
}

pub(super) fn ask(patient: &str, shelf: Shelf, path: String) -> Effect {
    Effect::Fetch(Tag::Shelf(patient.into(), shelf), Request::get(path))
}

/// A kept row was read.
pub fn loaded(
    state: &mut State,
    (key, mut read): (&Key, Option<Value>),
    account: &str,
    now: &Now,
) -> Vec<Effect> {
    if let Some(effects) = older::loaded(state, (key, &mut read), account, now) {
        return effects;
    }
    if let Some(effects) = enclosed::loaded(state, (key, &mut read), account, now) {
        return effects;
    }
    let Some(mut value) = read else { return vec![] };
    let keeping = &mut state.keeping;
    let Some(((patient, shelf), held)) =
        state.held.iter_mut().find(|((patient, shelf), _)| *key == row(account, patient, *shelf))
    else {
        return vec![];
    };
    let as_of = value["asOf"].as_i64().unwrap_or_default();
    if !keeping.lasts(as_of, now) {
        let noted = keeping.note(account, (*shelf, 0), None);
        return noted
            .into_iter()
            .chain([Effect::Forget(Place::Device, row(account, patient, *shelf))])
            .collect();
    }
    let entries = value["resources"].as_array().map_or(0, Vec::len);
    // An earlier version of the app noted nothing.
    let total = value["total"].as_u64().and_then(|total| usize::try_from(total).ok()).unwrap_or_default();
    let hidden = state.ready_known.then_some(state.ready.hidden.as_slice());
    let cut = value["cut"].as_bool().unwrap_or(false);
    let counts = value["resources"].as_array().and_then(|all| count(*shelf, all, (cut, hidden)));
    let noted = keeping.note(account, (*shelf, 0), Some(What { as_of, entries, total, counts }));
    if held.known.is_none() {
        held.known = known(&mut value);
        hide::sift(held, patient, &state.ready.hidden);
    }
    noted.into_iter().collect()
}

/// What the home of the record tells of a shelf, once it is known what is hidden.
fn count(shelf: Shelf, all: &[Value], (cut, hidden): (bool, Option<&[String]>)) -> Option<Counts> {
    Shelf::LISTED.contains(&shelf).then(|| hidden.map(|hidden| Counts::of(all, cut, hidden)))?
}

/// What a row holds, taken out of it.
pub(super) fn known(row: &mut Value) -> Option<Known> {
    let as_of = row["asOf"].as_i64()?;
    let total = row["total"].as_u64().and_then(|total| usize::try_from(total).ok()).unwrap_or_default();
    let first = row["next"].as_str().unwrap_or_default().to_owned();
    let cut = row["cut"].as_bool().unwrap_or(false);
    match row.get_mut("resources")?.take() {
        Value::Array(resources) => {
            let (newest, next) = (resources.len(), first.clone());
            let checked = row["checked"].as_str().unwrap_or_default().to_owned();
            let older = Older { total, newest, first, next, checked, ..Older::default() };
            let older = cut.then(|| Box::new(older));
            Some(Known { resources: Rc::new(resources), as_of, live: false, older })
        }
        _ => None,
    }
}

/// A page came, or not.
pub fn fetched(
    state: &mut State,
    (patient, shelf): (&str, Shelf),
    reply: Result<&Reply, Trouble>,
    (keep, now): (Keep, &Now),
) -> Vec<Effect> {
    let kept = state.keeping.parts(shelf);
    let Some(held) = state.known(patient, shelf) else { return vec![] };
    let Some(mut asking) = held.asking.take() else { return vec![] };
    let page = reply.and_then(|r| bundle::read(&r.body).map_err(|_| Trouble::Unreadable));
    match page {
        Err(Trouble::NotShared) => {
            held.trouble = Some(Trouble::NotShared);
            held.known = None;
            let drop = |(place, account)| state.keeping.drop_parts((account, patient), (place, shelf), 0);
            keep.map(drop).unwrap_or_default()
        }
        Err(_) if asking.changed => vec![],
        Err(trouble) if asking.part > 0 => {
            let older = held.known.as_mut().and_then(|known| known.older.as_mut());
            match (older, keep) {
                _ if asking.aside => held.deepen = 0,
                (Some(_), Some((place, account))) if kept >= asking.part => {
                    let row = row_of(account, (patient, shelf), asking.part);
                    held.asking = Some(Asking { part: asking.part, ..Asking::default() });
                    return vec![Effect::Load(place, row)];
                }
                (older, _) => older.into_iter().for_each(|older| older.trouble = Some(trouble)),
            }
            vec![]
        }
        Err(trouble) => {
            held.trouble = Some(trouble);
            vec![]
        }
        Ok(page) => {
            if asking.pages == 0 {
                asking.at = reply.ok().and_then(told_at).unwrap_or_default();
            }
            let mut next = asking.page(page.good);
            let most = match asking.part {
                0 if asking.changed => changed::most_pages(held),
                0 => shelf.most_pages(),
                _ => older::PAGES,
            };
            if asking.pages >= most && next.is_some() {
                asking.rest = next.take();
            }
            if next.is_none() && !asking.todo.is_empty() {
                asking.pages = 0;
                next = Some(asking.todo.remove(0));
            }
            match next {
                Some(path) => {
                    held.asking = Some(asking);
                    vec![ask(patient, shelf, path)]
                }
                None => finished(state, (patient, shelf), asking, (keep, now)),
            }
        }
    }
}

/// All pages that were asked for are here.
fn finished(state: &mut State, of: (&str, Shelf), mut asking: Asking, keep: (Keep, &Now)) -> Vec<Effect> {
    named::name(&mut asking.gathered);
    match asking.part {
        _ if asking.changed => changed::came(state, of, asking, keep),
        0 => renewed(state, of, asking, keep),
        _ => further(state, of, asking, keep),
    }
}

/// The newest part is here.
fn renewed(
    state: &mut State,
    (patient, shelf): (&str, Shelf),
    asking: Asking,
    (keep, now): (Keep, &Now),
) -> Vec<Effect> {
    let hidden = state.ready.hidden.clone();
    let kept = state.keeping.parts(shelf);
    let Some(held) = state.known(patient, shelf) else { return vec![] };
    let mut older = asking.older(shelf);
    let mut gathered = asking.gathered;
    // What was gone through stays on the screen; so does what is kept fit on it.
    let has_older = held.known.as_ref().and_then(|known| known.older.as_ref()).is_some_and(|o| o.part > 0);
    let goes_on = asking.rest.is_some() && (has_older || kept > 0);
    let mut before = held.known.as_ref().filter(|_| asking.unasked && !goes_on).map(|k| k.resources.clone());
    let had = held.known.is_some();
    if goes_on {
        state.last = index::Last::default();
    }
    let Some(held) = state.known(patient, shelf) else { return vec![] };
    let aside = held.hidden.clone();
    let joined =
        goes_on && older::join((&mut held.known, &aside), &mut gathered, (&mut older, &asking.names));
    held.trouble = None;
    let newest = older.newest;
    let unchecked = older.checked.clone();
    let path = older.first.clone();
    let mut effects = vec![];
    if let Some(keep) = keep {
        let part = gathered.get(..newest).unwrap_or_default().to_vec();
        let older = asking.rest.is_some().then_some(&older);
        effects.push(keep_newest(state, (patient, shelf), (part, older), (keep, now)));
    }
    let Some(held) = state.known(patient, shelf) else { return effects };
    let older = asking.rest.is_some().then(|| Box::new(older));
    let resources = Rc::new(gathered);
    held.known = Some(Known { resources, as_of: now.time, live: true, older });
    held.hidden = Rc::default();
    hide::sift(held, patient, &hidden);
    let same = |before| held.known.as_ref().is_some_and(|known| known.resources == before);
    let changed = goes_on && had && asking.unasked || before.take().is_some_and(|before| !same(before));
    if changed {
        effects.push(Effect::Announce(words::UP_TO_DATE.into()));
    }
    if kept > 0 && !joined {
        held.deepen = held.deepen.max(kept);
    }
    let all = held.deepen > older::BY_ITSELF;
    let ask_changed = if joined { changed::ask(held, (patient, shelf), &unchecked) } else { None };
    effects.extend(ask_changed.or_else(|| older::aside(held, (patient, shelf), (1, &path), keep)));
    if let Some((place, account)) = keep {
        if kept > 0 && !joined {
            effects.extend(state.keeping.drop_parts((account, patient), (place, shelf), 1));
        }
        if place == Place::Device && given::OF.contains(&shelf) {
            effects.extend(enclosed::keep(state, patient, all));
        }
    }
    effects
}

/// Keeps the newest part, and on the device with it what is counted of it: both, or neither.
pub(super) fn keep_newest(
    state: &mut State,
    (patient, shelf): (&str, Shelf),
    (entries, older): (Vec<Value>, Option<&Older>),
    ((place, account), now): ((Place, &str), &Now),
) -> Effect {
    let hidden = state.ready_known.then_some(state.ready.hidden.as_slice());
    let counts = count(shelf, &entries, (older.is_some(), hidden));
    let total = older.filter(|older| !older.first.is_empty()).map_or(0, |older| older.total);
    let what = What { as_of: now.time, entries: entries.len(), total, counts };
    let (key, row) = (row(account, patient, shelf), newest_row(entries, older, now));
    if place == Place::Page {
        return Effect::Save(place, key, row);
    }
    // It is told as kept once the device has it.
    state.keeping.begin((shelf, 0), what);
    match state.keeping.row_with(account) {
        Some(beside) => Effect::SaveBoth(place, (key, row), beside),
        None => Effect::Save(place, key, row),
    }
}

/// An older part is here: it is kept, and shown where somebody asked for it.
fn further(
    state: &mut State,
    (patient, shelf): (&str, Shelf),
    asking: Asking,
    (keep, now): (Keep, &Now),
) -> Vec<Effect> {
    let Asking { part, aside, gathered, rest, by_itself, .. } = asking;
    let next = rest.unwrap_or_default();
    let mut effects = vec![];
    if let Some((place, account)) = keep {
        let kept = older::kept(gathered.clone(), &next, now);
        effects.push(Effect::Save(place, row_of(account, (patient, shelf), part), kept));
        if place == Place::Device {
            let what = What { as_of: now.time, entries: gathered.len(), ..What::default() };
            state.keeping.begin((shelf, part), what);
        }
    }
    if !aside {
        effects.extend(older::came(state, (patient, shelf), gathered, (part, next.clone(), true), by_itself));
    }
    if let Some(held) = state.known(patient, shelf) {
        effects.extend(older::aside(held, (patient, shelf), (part + 1, &next), keep));
    }
    effects
}

/// The row of the newest part.
pub(super) fn newest_row(resources: Vec<Value>, older: Option<&Older>, now: &Now) -> Value {
    let mut value = json::filled(
        r#"{"asOf": "$at", "cut": "$cut"}"#,
        &[("at", now.time.into()), ("cut", older.is_some().into())],
    );
    if let Some(older) = older {
        value["next"] = older.first.as_str().into();
        value["total"] = older.total.into();
        value["checked"] = older.checked.as_str().into();
    }
    value["resources"] = Value::Array(resources);
    value
}

/// When the gateway looked, as it tells.
fn told_at(reply: &Reply) -> Option<String> {
    Some(reply.body["meta"]["lastUpdated"].as_str()?.to_owned())
}

impl Asking {
    /// What of the shelf did not come. What came of late is told, and not gone through.
    fn older(&self, shelf: Shelf) -> Older {
        let goes_back = !self.several && shelf != Shelf::News;
        let first = self.rest.clone().filter(|_| goes_back).unwrap_or_default();
        let (next, again, checked) = (first.clone(), first.clone(), self.at.clone());
        let newest = self.gathered.len();
        Older { total: self.total, newest, first, next, again, checked, ..Older::default() }
    }

    /// Adds a page; where the next one is.
    fn page(&mut self, page: bundle::Bundle) -> Option<String> {
        if self.pages == 0 {
            self.total += page.total.and_then(|total| usize::try_from(total).ok()).unwrap_or_default();
        }
        self.pages += 1;
        self.take(page.matches, false);
        self.take(page.included, true);
        page.next.filter(|next| next.starts_with("/fhir"))
    }

    /// Adds what came; of what came along with other entries (`along`), each once.
    fn take(&mut self, entries: Vec<Value>, along: bool) {
        // They go before: the last one tells how far back the others go.
        let mut before = vec![];
        for entry in entries {
            let known =
                older::name(&entry).is_some_and(|name| self.names.insert(name, Value::Null).is_some());
            match (along, known) {
                (true, true) => {}
                (true, false) => before.push(entry),
                (false, _) => self.gathered.push(entry),
            }
        }
        self.gathered.splice(0..0, before);
    }
}
