//! Consent: what a person shares with someone who cares for them.

use super::coding::Coding;
use super::date::Date;
use super::period::Period;
use super::reference::Reference;
use super::source::Source;
use super::{Lenient, Node, Unread, open};
use crate::json;
use serde_json::Value;

/// The code system of the sections that can be shared.
pub const SECTIONS: &str = "https://lapwing.example/CodeSystem/section";

/// For how many hours copies may be kept; R4 has no element for it.
const KEEPS: &str = "https://lapwing.example/StructureDefinition/kept-copy-hours";

/// Whether sharing is on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// On, within its period.
    Active,
    /// Withdrawn, or over.
    Inactive,
    /// Not yet on: a draft or a proposal.
    Draft,
    /// Refused.
    Rejected,
    /// Entered in error: it should not count.
    EnteredInError,
    /// The entry does not say: it counts as off.
    #[default]
    Unknown,
}

const STATUSES: [(&str, Status); 6] = [
    ("active", Status::Active),
    ("inactive", Status::Inactive),
    ("draft", Status::Draft),
    ("proposed", Status::Draft),
    ("rejected", Status::Rejected),
    ("entered-in-error", Status::EnteredInError),
];

/// What is shared, with whom, until when.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sharing {
    /// Id and version, who gave it, when.
    pub source: Source,
    /// Whether it is on.
    pub status: Status,
    /// Whether it permits; a consent that denies shares nothing.
    pub permits: bool,
    /// Whose record it is about.
    pub patient: Reference,
    /// With whom.
    pub with: Vec<Reference>,
    /// The sections, by code.
    pub sections: Vec<String>,
    /// Whether they may add what they see themselves: an action `collect`, or no action named at all.
    pub adds: bool,
    /// For how many hours they may keep what they read on their own device; 0 for not at all.
    pub keeps: u8,
    /// From when until when.
    pub period: Period,
    /// When it was given.
    pub given: Option<Date>,
}

impl Sharing {
    /// Whether it is on at this moment (milliseconds since 1970).
    #[must_use]
    pub fn in_force(&self, millis: i64) -> bool {
        self.status == Status::Active && self.permits && self.period.covers(millis)
    }
}

/// Reads a Consent; one that says neither about whom nor what makes no sense.
pub fn read(value: &Value) -> Lenient<Sharing> {
    let node = open(value, &["Consent"])?;
    let provision = node.child("provision");
    let patient = node.read("patient", Reference::read);
    if patient.is_none() && provision.is_none() {
        return Err(Unread { path: "provision".into(), expected: "what is shared" });
    }
    let provision = provision.as_ref();
    let permits = provision.and_then(|provision| {
        provision.one_of("type", "permit or deny", &[("permit", true), ("deny", false)])
    });
    let sharing = Sharing {
        source: Source::read(&node, &["performer"], &["dateTime"]),
        status: node.one_of("status", "whether sharing is on", &STATUSES).unwrap_or_default(),
        permits: permits.unwrap_or(false),
        patient: patient.unwrap_or_default(),
        with: provision.map(actors).unwrap_or_default(),
        sections: provision.map(sections).unwrap_or_default(),
        adds: provision.is_some_and(adds),
        keeps: keeps(value),
        period: provision.map(|provision| Period::at(provision, "period")).unwrap_or_default(),
        given: node.date("dateTime"),
    };
    Ok(node.done(sharing))
}

fn keeps(consent: &Value) -> u8 {
    let said = consent["extension"].as_array().and_then(|all| all.iter().find(|one| one["url"] == KEEPS));
    let hours =
        said.and_then(|one| one["valueUnsignedInt"].as_u64()).and_then(|hours| u8::try_from(hours).ok());
    hours.filter(|hours| *hours <= 72).unwrap_or(0)
}

fn adds(provision: &Node) -> bool {
    let Some(actions) = provision.raw("action").and_then(Value::as_array) else { return true };
    let codings = actions.iter().flat_map(|action| action["coding"].as_array().into_iter().flatten());
    codings.into_iter().any(|coding| coding["code"] == "collect")
}

fn sections(provision: &Node) -> Vec<String> {
    if provision.raw("provision").is_some() {
        provision.miss("provision", "no exceptions");
    }
    provision.known("class", "a section of the record", |class| {
        let class = Coding::read(class);
        class.code.filter(|_| class.system.as_deref() == Some(SECTIONS))
    })
}

fn actors(provision: &Node) -> Vec<Reference> {
    provision.known("actor", "with whom", |actor| actor.read("reference", Reference::read))
}

/// What to share, with whom, to build a new Consent from.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer<'a> {
    /// The new entry's id, made here.
    pub id: &'a str,
    /// Whose record, as `Patient/id`.
    pub patient: &'a str,
    /// With whom, as `RelatedPerson/id`.
    pub with: &'a str,
    /// Which sections, by code.
    pub sections: &'a [&'a str],
    /// From now.
    pub now: Date,
    /// Until when, if not until it is withdrawn.
    pub until: Option<Date>,
    /// They may add what they see themselves.
    pub adds: bool,
    /// For how many hours they may keep copies on their own device.
    pub keeps: u8,
}

const SECTION: &str = r#"{"system": "$system", "code": "$code"}"#;

/// FHIR asks for a policy or a rule; opt-in is what this is: nothing is shared but what it names. It has no start: it
/// counts from the gateway's answer, and a device whose clock is ahead must not delay it.
const CONSENT: &str = r#"{
    "resourceType": "Consent",
    "id": "$id",
    "extension": "$keeps",
    "status": "active",
    "scope": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/consentscope", "code": "patient-privacy"}]},
    "category": [{"coding": [{"system": "http://loinc.org", "code": "59284-0", "display": "Consent Document"}]}],
    "patient": {"reference": "$patient"},
    "dateTime": "$now",
    "performer": [{"reference": "$patient"}],
    "policyRule": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "OPTIN"}]},
    "provision": {
        "type": "permit",
        "period": {"end": "$until"},
        "actor": [{
            "role": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "code": "IRCP"}]},
            "reference": {"reference": "$with"}
        }],
        "action": "$actions",
        "class": "$sections"
    }
}"#;

const KEPT: &str = r#"[{"url": "$url", "valueUnsignedInt": "$hours"}]"#;

const ACTION: &str =
    r#"{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/consentaction", "code": "$code"}]}"#;

/// The Consent that shares what the offer says.
#[must_use]
pub fn share(offer: &Offer) -> Value {
    let class = |code: &&str| json::filled(SECTION, &[("system", SECTIONS.into()), ("code", (*code).into())]);
    let action = |code: &&str| json::filled(ACTION, &[("code", (*code).into())]);
    let actions: &[&str] = if offer.adds { &["access", "collect"] } else { &["access"] };
    let kept = [("url", KEEPS.into()), ("hours", offer.keeps.into())];
    let keeps = if offer.keeps > 0 { json::filled(KEPT, &kept) } else { Value::Null };
    json::filled(
        CONSENT,
        &[
            ("keeps", keeps),
            ("actions", actions.iter().map(action).collect()),
            ("id", offer.id.into()),
            ("patient", offer.patient.into()),
            ("now", offer.now.fhir().into()),
            ("with", offer.with.into()),
            ("sections", offer.sections.iter().map(class).collect()),
            ("until", offer.until.map(|until| until.fhir()).into()),
        ],
    )
}

/// An agreement changed to what the offer says: what else it holds, the exceptions inside it above all, stays as it is;
/// `inner` are its exceptions from now on.
#[must_use]
pub fn change(old: Option<&Value>, offer: &Offer, inner: Vec<Value>) -> Value {
    let mut fresh = share(offer);
    let mut body = old.cloned().unwrap_or_else(|| fresh.clone());
    let others = |list: &Value, mine: &dyn Fn(&Value) -> bool| -> Vec<Value> {
        list.as_array().into_iter().flatten().filter(|one| !mine(one)).cloned().collect()
    };
    if let Some(old) = old {
        let mut extensions = others(&old["extension"], &|one| one["url"] == KEEPS);
        extensions.extend(fresh["extension"].as_array().cloned().unwrap_or_default());
        let mut classes = others(&old["provision"]["class"], &|one| one["system"] == SECTIONS);
        classes.extend(fresh["provision"]["class"].as_array().cloned().unwrap_or_default());
        for name in ["status", "dateTime"] {
            body[name] = fresh[name].take();
        }
        let start = old["provision"]["period"]["start"].clone();
        let mut period = fresh["provision"]["period"].take();
        if !start.is_null() {
            period = json::filled(
                r#"{"start": "$start", "end": "$end"}"#,
                &[("start", start), ("end", period["end"].take())],
            );
        }
        let provision = &mut body["provision"];
        provision["action"] = fresh["provision"]["action"].take();
        put(provision, "class", classes.into());
        put(provision, "period", period);
        put(&mut body, "extension", extensions.into());
    }
    put(&mut body["provision"], "provision", inner.into());
    body
}

/// Sets a member; one that says nothing goes.
fn put(holder: &mut Value, name: &str, value: Value) {
    let empty = match &value {
        Value::Array(list) => list.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        value => value.is_null(),
    };
    if let Some(fields) = holder.as_object_mut() {
        if empty {
            fields.remove(name);
        } else {
            fields.insert(name.into(), value);
        }
    }
}

/// The entries that a provision names, each by itself: `Type/id`, and what it was called when it was named.
fn named(provision: &Value) -> impl Iterator<Item = (&str, &str)> {
    let data = provision["data"].as_array().into_iter().flatten().filter(|one| one["meaning"] == "instance");
    data.filter_map(|one| {
        let reference = &one["reference"];
        Some((reference["reference"].as_str()?, reference["display"].as_str().unwrap_or_default()))
    })
}

fn inner(provision: &Value) -> impl Iterator<Item = &Value> {
    provision["provision"].as_array().into_iter().flatten()
}

/// The entries that an agreement shares by name: its own, and those that a provision inside it adds.
#[must_use]
pub fn entries_of(consent: &Value) -> Vec<(&str, &str)> {
    let root = &consent["provision"];
    let added = inner(root).filter(|one| one["type"] == "permit").flat_map(named);
    named(root).chain(added).collect()
}

/// Whether an agreement is about single entries: it opens no section as a whole.
#[must_use]
pub fn is_of_entries(consent: &Value) -> bool {
    consent["provision"]["data"].as_array().is_some_and(|data| !data.is_empty())
}

/// A provision with those entries alone that stay; `None` where none does.
#[must_use]
pub fn with_entries(provision: &Value, stays: &dyn Fn(&str) -> bool) -> Option<Value> {
    let mut body = provision.clone();
    let data = body["data"].as_array_mut()?;
    data.retain(|one| one["reference"]["reference"].as_str().is_some_and(stays));
    (!data.is_empty()).then_some(body)
}

const INSTANCE: &str =
    r#"{"meaning": "instance", "reference": {"reference": "$reference", "display": "$display"}}"#;

/// The Consent that shares these entries by name, and no section; `inner` are its exceptions.
#[must_use]
pub fn share_entries(offer: &Offer, entries: &[(&str, &str)], inner: Vec<Value>) -> Value {
    let mut body = share(offer);
    let one = |(reference, display): &(&str, &str)| {
        json::filled(INSTANCE, &[("reference", (*reference).into()), ("display", (*display).into())])
    };
    let provision = &mut body["provision"];
    put(provision, "class", Value::Null);
    put(provision, "data", entries.iter().map(one).collect());
    put(provision, "provision", inner.into());
    body
}

/// How many people an agreement names.
#[must_use]
pub fn actors_of(consent: &Value) -> usize {
    consent["provision"]["actor"].as_array().map_or(0, Vec::len)
}

/// The same agreement without one of the people it names; `None` where it names none.
#[must_use]
pub fn without(consent: &Value, with: &str) -> Option<Value> {
    let mut body = consent.clone();
    body["provision"]["actor"].as_array_mut()?.retain(|actor| actor["reference"]["reference"] != with);
    Some(body)
}

/// The same Consent withdrawn; `None` where the value is no Consent.
#[must_use]
pub fn withdraw(consent: &Value) -> Option<Value> {
    let mut withdrawn = consent.as_object().filter(|_| super::kind(consent) == Some("Consent"))?.clone();
    withdrawn.insert("status".into(), Value::String("inactive".into()));
    Some(Value::Object(withdrawn))
}
