//! What goes with an entry: what it leads to, and what came of it.

use serde_json::Value;

use super::{Leads, find};
use crate::fhir::entry::{links, read};
use crate::fhir::kind;
use crate::fhir::reference::Reference;
use crate::now::Now;
use crate::record::rows::any;
use crate::record::{Held, Hold, Shelf};
use crate::route::Route;
use crate::words::{record as w, record_kinds};

/// The entries that it leads to, as far as they are held; a name that leads nowhere stands among the facts.
pub(super) fn leads(all: &[(Shelf, Held)], resource: &Value, now: &Now) -> Vec<Leads> {
    let mut found = Vec::new();
    for (label, reference) in links(resource) {
        let (Some(name), Some(id)) = (&reference.kind, &reference.id) else { continue };
        let key = any::key(name, id);
        let shelf = Shelf::of_kind(name);
        let place = shelf.fetched_as();
        let Some((_, held)) = all.iter().find(|(known, _)| *known == place) else { continue };
        let Some(resource) = find(held, &key) else { continue };
        found.extend(lead((held, now), resource, name, label));
    }
    found
}

/// An entry as what another leads to; what waits to be seen says no more than that it does.
fn lead((held, now): (&Held, &Now), resource: &Value, name: &str, label: String) -> Option<Leads> {
    let head = read(resource).ok()?;
    let row = any::row(&head.good, name, false);
    let why = held.holds(&row, now);
    Some(Leads {
        label,
        kind: record_kinds::kind(name),
        title: match why {
            // What was looked at says nothing hard; what was found waits.
            None | Some(Hold::NewResult) => row.title,
            Some(_) => w::WAITS.to_owned(),
        },
        detail: row.lines.into_iter().next().filter(|_| why.is_none()),
        route: Route::Entry(row.key),
    })
}

/// The results that belong to another, in its order, as far as they are held: one walk, for a record is long.
pub(in crate::record) fn members(held: &Held, of: &[Reference], now: &Now) -> Vec<Leads> {
    let mut found: Vec<Option<Leads>> = of.iter().map(|_| None).collect();
    let all = held.known.iter().flat_map(|known| known.resources.iter());
    for resource in all.filter(|_| !of.is_empty()) {
        let (name, id) = (kind(resource), resource["id"].as_str());
        let is = |one: &Reference| one.kind.as_deref() == name && one.id.as_deref() == id;
        if let (Some(name), Some(_), Some(at)) = (name, id, of.iter().position(is)) {
            found[at] = lead((held, now), resource, name, String::new());
        }
    }
    found.into_iter().flatten().collect()
}

/// The entries that name a referral as what they came of, or are about.
pub(super) fn came_of(all: &[(Shelf, Held)], resource: &Value, now: &Now) -> Vec<Leads> {
    let Some(this) = resource["id"].as_str() else { return vec![] };
    let name = kind(resource).unwrap_or_default();
    let mut found: Vec<Leads> = Vec::new();
    for (_, held) in all {
        for other in held.known.iter().flat_map(|known| known.resources.iter()) {
            let possible = ["Task", "Appointment", "Encounter", "EpisodeOfCare", "DiagnosticReport"];
            let Some(kind) = kind(other).filter(|kind| possible.contains(kind)) else { continue };
            let leads = |(_, to): &(String, Reference)| {
                to.kind.as_deref() == Some(name) && to.id.as_deref() == Some(this)
            };
            if let Some((label, _)) = links(other).into_iter().find(leads)
                && let Some(lead) = lead((held, now), other, kind, label)
                && !found.iter().any(|known| known.route == lead.route)
            {
                found.push(lead);
            }
        }
    }
    found
}
