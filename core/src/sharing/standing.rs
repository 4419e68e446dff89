//! What was agreed before with the person whose choices are changed: what is sent so that from now on exactly the new
//! choices count, and everything that is kept back stays so.

use serde_json::Value;

use super::{Named, State};
use crate::fhir::consent::{self, Offer};

/// A Consent to put, with the version that it builds upon.
pub(super) struct Put {
    pub(super) body: Value,
    pub(super) version: Option<String>,
}

/// The agreements that permit this person something, now or later.
pub(super) fn with<'s>(state: &'s State, with: &'s str) -> impl Iterator<Item = &'s Value> {
    let all = state.consents.iter().flatten().chain(&state.later);
    all.filter(move |one| {
        consent::read(one)
            .is_ok_and(|read| read.good.permits && read.good.with.iter().any(|who| who.is(with)))
    })
}

/// Ends all of it: what names somebody else too goes on for them.
pub(super) fn end(state: &State, (carer, patient): (&str, &str)) -> Vec<Put> {
    with(state, carer).filter_map(|one| over(one, carer, patient)).collect()
}

/// One agreement of sections from now on, in the place of all there were, and the entries that are chosen: what shares single
/// entries stays as it is while all of them are chosen, unless (`timed`) for how long was chosen anew. `id` is that of an agreement for what is new among them.
pub(super) fn change(
    state: &State,
    offer: &Offer<'_>,
    (chosen, timed): (&[Named], bool),
    id: &str,
) -> Vec<Put> {
    let (carer, patient) = (offer.with, offer.patient);
    let (entries, mut before): (Vec<&Value>, Vec<&Value>) =
        with(state, carer).partition(|one| consent::is_of_entries(one));
    let stays = |entry: &str| chosen.iter().any(|one| one.on && one.reference == entry);
    // What kept something back in any of them keeps it back from now on.
    let kept = before.iter().flat_map(|one| inner(one)).filter_map(|one| match one["type"] == "permit" {
        true => consent::with_entries(one, &stays),
        false => Some(one.clone()),
    });
    let mut kept: Vec<Value> = kept.collect();
    let mut puts = vec![];
    if !offer.sections.is_empty() {
        let base = before.iter().position(|one| is_own(one, patient) && consent::actors_of(one) == 1);
        puts.push(match base.map(|at| before.remove(at)) {
            Some(old) => put(consent::change(Some(old), offer, std::mem::take(&mut kept)), Some(old)),
            None => put(consent::change(None, offer, std::mem::take(&mut kept)), None),
        });
    }
    puts.extend(before.iter().filter_map(|one| over(one, carer, patient)));
    // What was kept back goes on with the entries, where no section is shared any more.
    let anew = timed || kept.iter().any(|one| one["type"] == "deny");
    let (mut same, mut reached) = (vec![], vec![]);
    for one in entries {
        let all = consent::entries_of(one);
        if !anew && all.iter().all(|(entry, _)| stays(entry)) {
            reached.extend(all.iter().map(|(entry, _)| (*entry).to_owned()));
            continue;
        }
        let mine = is_own(one, patient) && consent::actors_of(one) == 1 && inner(one).next().is_none();
        match consent::with_entries(&one["provision"], &stays).filter(|_| mine && !anew) {
            Some(provision) => {
                reached.extend(all.iter().map(|(entry, _)| (*entry).to_owned()));
                let mut body = one.clone();
                body["provision"] = provision;
                same.push(put(body, Some(one)));
            }
            None => same.extend(over(one, carer, patient)),
        }
    }
    if !offer.sections.is_empty() {
        let within = puts.first().map(|put| consent::entries_of(&put.body)).unwrap_or_default();
        reached.extend(within.into_iter().map(|(entry, _)| entry.to_owned()));
    }
    puts.extend(same);
    let new: Vec<(&str, &str)> = chosen
        .iter()
        .filter(|one| one.on && !reached.contains(&one.reference))
        .map(|one| (one.reference.as_str(), one.title.as_str()))
        .collect();
    if !new.is_empty() {
        kept.retain(|one| one["type"] == "deny");
        let offer = Offer { id, sections: &[], adds: false, ..offer.clone() };
        puts.push(put(consent::share_entries(&offer, &new, kept), None));
    }
    puts
}

/// The agreement without this carer: ended, or, of one's own with several people, theirs no more. One that the team made
/// can be ended only as a whole.
fn over(one: &Value, carer: &str, patient: &str) -> Option<Put> {
    let several = is_own(one, patient) && consent::actors_of(one) > 1;
    let body = if several { consent::without(one, carer) } else { consent::withdraw(one) }?;
    Some(put(body, Some(one)))
}

fn put(body: Value, old: Option<&Value>) -> Put {
    let version = old.and_then(|old| old["meta"]["versionId"].as_str()).map(String::from);
    Put { body, version }
}

fn inner(one: &Value) -> impl Iterator<Item = &Value> {
    one["provision"]["provision"].as_array().into_iter().flatten()
}

/// The person made it themselves. One that does not say who made it is not theirs, as for the gateway.
pub(super) fn is_own(one: &Value, patient: &str) -> bool {
    let by = one["performer"].as_array();
    by.is_some_and(|by| !by.is_empty() && by.iter().all(|who| who["reference"] == patient))
}
