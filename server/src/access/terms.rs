//! What a Consent says: one provision read into terms. What narrows it in a way that is not
//! understood here makes a permit void and a deny total.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::Value;

use super::{
    compartment::{coding, codings, items, references},
    dates::{in_force, moment},
    planted::{self, Fault},
    sections::{SECTION_SYSTEM, Sections},
};

const SCOPE_SYSTEM: &str = "http://terminology.hl7.org/CodeSystem/consentscope";
const SCOPE: &str = "patient-privacy";
const ACTION: &str = "access";
const ADDS: &str = "collect";

/// What a permit or a deny is about. `None` is "not limited by this".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Section codes.
    pub sections: Option<BTreeSet<String>>,
    /// Entries, as `Type/id`.
    pub entries: Option<BTreeSet<String>>,
    /// The first instant at which it no longer holds.
    pub ends: Option<Timestamp>,
    /// They may add what they see themselves: an action `collect` beside `access`, or no action named at all.
    pub adds: bool,
}

/// One provision that applies to a related person now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Terms {
    /// This is allowed.
    Permit(Extent),
    /// This is refused.
    Deny(Extent),
}

/// Whether a Consent is one of sharing, active, and means what it says.
pub fn is_active(consent: &Value) -> bool {
    is_in_force(consent) && !is_modified(consent)
}

fn is_in_force(consent: &Value) -> bool {
    (consent["status"] == "active" || planted::is(Fault::WithdrawnCounts))
        && codings(&consent["scope"]).any(|c| c == (SCOPE_SYSTEM, SCOPE))
}

/// Whether something changes its meaning that is not understood here (R4, modifierExtension).
fn is_modified(consent: &Value) -> bool {
    consent.get("modifierExtension").is_some()
}

/// For how many hours a carer may keep what they read on their own device; R4 has no element for it.
pub const KEEPS: &str = "https://lapwing.example/StructureDefinition/kept-copy-hours";
/// The most (three days).
pub const KEEPS_MOST: u64 = 72;

/// The hours that a Consent gives; none said, or not understood, is none.
pub fn keeps(consent: &Value) -> u64 {
    let mut said = items(&consent["extension"]).iter().filter(|one| one["url"] == KEEPS);
    let hours = said.next().and_then(|one| one["valueUnsignedInt"].as_u64());
    hours.filter(|hours| *hours <= KEEPS_MOST && said.next().is_none()).unwrap_or(0)
}

/// The terms of a Consent for one related person at one time.
pub fn terms_for(consent: &Value, related: &str, sections: &Sections, now: Timestamp) -> Vec<Terms> {
    let root = &consent["provision"];
    if !is_in_force(consent) || !(names(root, related) || (is_deny(root) && names_nobody(root))) {
        return Vec::new();
    }
    if is_modified(consent) {
        return deny_of_all(root, now).into_iter().collect();
    }
    let first = term(root, sections, now);
    if first.is_none() {
        return Vec::new();
    }
    let exceptions = items(&root["provision"])
        .iter()
        .filter(|nested| names_nobody(nested) || names(nested, related))
        .filter_map(|nested| exception(nested, sections, now));
    first.into_iter().chain(exceptions).collect()
}

/// A deny whose Consent is not understood denies everything while it holds; a permit gives nothing.
fn deny_of_all(root: &Value, now: Timestamp) -> Option<Terms> {
    let holds = is_deny(root) && in_force(&root["period"], now).unwrap_or(true);
    (holds && !planted::is(Fault::ModifiedDenyIgnored)).then(|| Terms::Deny(Extent::default()))
}

/// A nested permit adds entries only, and none where it has exceptions of its own.
fn exception(nested: &Value, sections: &Sections, now: Timestamp) -> Option<Terms> {
    match term(nested, sections, now)? {
        Terms::Permit(extent) => {
            let entry = extent.sections.is_none() && nested.get("provision").is_none();
            entry.then_some(Terms::Permit(extent))
        }
        deny => Some(deny),
    }
}

fn term(provision: &Value, sections: &Sections, now: Timestamp) -> Option<Terms> {
    let extent = understood(provision, sections);
    let holds =
        if planted::is(Fault::PeriodIgnored) { Some(true) } else { in_force(&provision["period"], now) };
    if is_deny(provision) {
        return holds.unwrap_or(true).then(|| Terms::Deny(extent.unwrap_or_default()));
    }
    let extent = extent.filter(|e| e.sections.is_some() || e.entries.is_some())?;
    (provision["type"] == "permit" && holds == Some(true)).then_some(Terms::Permit(extent))
}

fn is_deny(provision: &Value) -> bool {
    provision["type"] == "deny"
}

fn names(provision: &Value, related: &str) -> bool {
    references(provision, "actor.reference").contains(&related)
}

fn names_nobody(provision: &Value) -> bool {
    items(&provision["actor"]).is_empty()
}

/// The extent of a provision; `None` where something limits it that is not understood.
pub fn understood(provision: &Value, sections: &Sections) -> Option<Extent> {
    const KEYS: &[&str] = &["id", "type", "period", "actor", "action", "class", "data", "provision"];
    if provision.as_object()?.keys().any(|key| !KEYS.contains(&key.as_str())) {
        return None;
    }
    let names = |name: &str| provision.get("action").is_none_or(|a| codings(a).any(|(_, code)| code == name));
    let action = names(ACTION);
    let extent = Extent {
        sections: limit(provision, "class", |class| section_codes(class, sections))?,
        entries: limit(provision, "data", entries)?,
        ends: provision["period"]["end"].as_str().and_then(moment).map(|end| end.end),
        adds: names(ADDS),
    };
    action.then_some(extent)
}

type Codes = BTreeSet<String>;

/// An element that limits: absent is no limit, and one that is empty or not understood is `None`.
fn limit(provision: &Value, element: &str, read: impl Fn(&Value) -> Option<Codes>) -> Option<Option<Codes>> {
    match provision.get(element) {
        None => Some(None),
        Some(value) => read(value).filter(|codes| !codes.is_empty()).map(Some),
    }
}

fn section_codes(class: &Value, sections: &Sections) -> Option<Codes> {
    let known = |(system, code): (&str, &str)| {
        (system == SECTION_SYSTEM && sections.get(code).is_some()).then(|| code.to_owned())
    };
    items(class).iter().map(|c| known(coding(c))).collect()
}

/// Entries are named one by one (`instance`); what goes with an entry is not followed.
fn entries(data: &Value) -> Option<Codes> {
    let instance = |one: &Value| {
        let named = one["reference"]["reference"].as_str().filter(|_| one["meaning"] == "instance");
        named.map(str::to_owned)
    };
    items(data).iter().map(instance).collect()
}
