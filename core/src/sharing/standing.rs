//! What was agreed before with the person whose choices are changed: what is sent so that from now on exactly the new
//! choices count, and everything that is kept back stays so.

use serde_json::Value;

use super::State;
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

/// One agreement of sections from now on, in the place of all there were. What shares single entries stays as it is.
pub(super) fn change(state: &State, offer: &Offer<'_>) -> Vec<Put> {
    let (carer, patient) = (offer.with, offer.patient);
    let mut before: Vec<&Value> = with(state, carer).filter(|one| !names_entries(one)).collect();
    // What kept something back in any of them keeps it back from now on.
    let kept_back: Vec<Value> = before.iter().flat_map(|one| inner(one)).cloned().collect();
    let base = before.iter().position(|one| is_own(one, patient) && consent::actors_of(one) == 1);
    let mut puts = vec![match base.map(|at| before.remove(at)) {
        Some(old) => put(consent::change(Some(old), offer, kept_back), Some(old)),
        None => put(consent::change(None, offer, kept_back), None),
    }];
    puts.extend(before.into_iter().filter_map(|one| over(one, carer, patient)));
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

fn names_entries(one: &Value) -> bool {
    one["provision"]["data"].as_array().is_some_and(|data| !data.is_empty())
}

/// The person made it themselves.
fn is_own(one: &Value, patient: &str) -> bool {
    one["performer"].as_array().into_iter().flatten().all(|who| who["reference"] == patient)
}
