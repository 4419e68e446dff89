//! The sections of the summary: which entries of the record stand in each.

use serde_json::Value;

use super::super::{Gathered, member};
use super::Empty;
use crate::fhir::coding::Concept;
use crate::fhir::condition::{self, Certainty, Course};
use crate::fhir::date::Date;
use crate::fhir::medicine::{self, Use};
use crate::fhir::reference::key_of;
use crate::fhir::{Node, entry, kind};
use crate::order;
use crate::plan::Paper;
use crate::record::Shelf;

/// Whether an entry stands in a section at a moment (milliseconds since 1970).
type Fits = fn(&Value, i64) -> bool;

/// A section of the Composition.
pub(super) struct Section {
    /// LOINC.
    pub code: &'static str,
    /// LOINC's words.
    pub display: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// It is there even if it is empty (IPS: Problems, Allergies, Medications).
    pub required: bool,
    /// What stands there then.
    pub none: &'static str,
    kinds: &'static [&'static str],
    fits: Fits,
    /// Of each code the newest alone.
    newest: bool,
}

const fn of(
    (code, display): (&'static str, &'static str),
    title: &'static str,
    none: &'static str,
    kinds: &'static [&'static str],
    (fits, newest): (Fits, bool),
) -> Section {
    Section { code, display, title, required: !none.is_empty(), none, kinds, fits, newest }
}

/// Scores of questionnaires have no section, and are not in the summary. No safety plan
/// either, nor what the person wrote about themselves: it goes to who does not know them.
pub(super) const SECTIONS: [Section; 11] = [
    of(
        ("11450-4", "Problem list - Reported"),
        "Problems",
        "The record that this was made from holds no information about problems.",
        &["Condition"],
        (is_problem, false),
    ),
    of(
        ("48765-2", "Allergies and adverse reactions Document"),
        "Allergies and intolerances",
        "The record that this was made from holds no information about allergies.",
        &["AllergyIntolerance"],
        (is_sure, false),
    ),
    of(
        ("10160-0", "History of Medication use Narrative"),
        "Medicines",
        "The record that this was made from holds no information about medicines.",
        &["MedicationRequest", "MedicationStatement"],
        (is_taken, false),
    ),
    of(("11369-6", "History of Immunization note"), "Vaccinations", "", &["Immunization"], (is_done, false)),
    of(
        ("30954-2", "Relevant diagnostic tests/laboratory data note"),
        "Results, the newest of each",
        "",
        &["Observation", "DiagnosticReport"],
        (is_result, true),
    ),
    of(
        ("8716-3", "Vital signs note"),
        "Measurements, the newest of each",
        "",
        &["Observation"],
        (is_vital, true),
    ),
    of(
        ("29762-2", "Social history note"),
        "How the person lives, the newest of each",
        "",
        &["Observation"],
        (is_social, true),
    ),
    of(("47519-4", "History of Procedures Document"), "Treatments", "", &["Procedure"], (is_done, false)),
    of(("104605-1", "Alert"), "What the team looks out for", "", &["Flag"], (is_active, false)),
    of(("11348-0", "History of Past illness note"), "Past problems", "", &["Condition"], (is_past, false)),
    of(("18776-5", "Plan of care note"), "Care plan", "", &["CarePlan"], (is_plan, false)),
];

impl Section {
    /// Why it is empty, if it is.
    pub(super) fn why(&self, of: &Gathered) -> Empty {
        let shelves: Vec<Shelf> = self.kinds.iter().map(|kind| Shelf::of_kind(kind).fetched_as()).collect();
        let is_one = |at: usize| kind(of.get(at)).is_some_and(|kind| self.kinds.contains(&kind));
        if of.lacks(&shelves) {
            Empty::Unknown
        } else if shelves.iter().any(|shelf| of.withheld.contains(shelf)) {
            Empty::Withheld
        } else if (0..of.len()).any(is_one) {
            Empty::Over
        } else {
            Empty::None
        }
    }

    /// The entries that stand in it, the newest first.
    pub(super) fn chosen<'g>(&self, of: &'g Gathered, at: i64) -> Vec<&'g Value> {
        let mut found = Vec::new();
        for place in 0..of.len() {
            let resource = of.get(place);
            // What the team does not have yet is no part of what is known about the person.
            let here = !of.waits(place) && kind(resource).is_some_and(|kind| self.kinds.contains(&kind));
            if here && (self.fits)(resource, at) && names(resource, &of.patient) {
                let when = entry::read(resource).ok().and_then(|found| found.good.when);
                found.push((when.map_or(i64::MIN, |date| date.to_millis()), resource));
            }
        }
        order::newest_first(&mut found, |(when, _)| *when);
        let mut seen: Vec<String> = Vec::new();
        let mut chosen = Vec::new();
        for (_, resource) in found {
            let code = if self.newest { code(resource) } else { None };
            match code {
                Some(code) if seen.contains(&code) => continue,
                Some(code) => seen.push(code),
                None => {}
            }
            chosen.push(resource);
        }
        chosen
    }
}

/// An entry that names nobody, or somebody else, is not told of this person.
fn names(resource: &Value, patient: &str) -> bool {
    let named = resource.get("subject").or_else(|| resource.get("patient"));
    named.is_some_and(|named| key_of(member(named, "reference")) == patient)
}

fn code(resource: &Value) -> Option<String> {
    Node::root(resource.as_object()?).read("code", Concept::read)?.key()
}

fn category(resource: &Value, code: &str) -> bool {
    let node = resource.as_object().map(Node::root);
    node.is_some_and(|node| node.each("category", Concept::read).iter().any(|category| category.is(code)))
}

fn none_of(code: &str, codes: &[&str]) -> bool {
    !codes.contains(&code)
}

/// Neither refuted nor entered in error, by any of the codings.
fn is_sure(resource: &Value, _: i64) -> bool {
    let sure = resource.as_object().map(|members| condition::certainty(&Node::root(members)));
    sure.is_some_and(|sure| !matches!(sure, Certainty::Refuted | Certainty::EnteredInError))
}

/// By its course, and where that is not told, by its end.
fn is_over(resource: &Value, at: i64) -> bool {
    let Ok(found) = condition::read(resource) else { return has_ended(resource) };
    match found.good.course {
        Course::Inactive | Course::Resolved => true,
        Course::Active => false,
        Course::Unknown => {
            let ahead = member(resource, "abatementDateTime");
            has_ended(resource) && Date::parse(ahead).is_none_or(|end| end.to_millis() <= at)
        }
    }
}

fn has_ended(resource: &Value) -> bool {
    let ended = |name: &String| name.starts_with("abatement");
    resource.as_object().is_some_and(|members| members.keys().any(ended))
        && resource["abatementBoolean"] != false
}

fn is_problem(resource: &Value, at: i64) -> bool {
    is_sure(resource, at) && !is_over(resource, at)
}

fn is_past(resource: &Value, at: i64) -> bool {
    is_sure(resource, at) && is_over(resource, at)
}

/// What the person takes, or may be taking, as on the card; IPS takes no `doNotPerform`.
fn is_taken(resource: &Value, at: i64) -> bool {
    match medicine::read(resource) {
        Ok(found) => matches!(found.good.usage(at), Use::Taken | Use::Paused | Use::NotKnown),
        // It bears no name: that something is taken is said all the same.
        Err(_) => member(resource, "status") == "active" && resource["doNotPerform"] != true,
    }
}

fn is_done(resource: &Value, _: i64) -> bool {
    none_of(member(resource, "status"), &["entered-in-error", "not-done", "preparation", "stopped"])
}

fn is_active(resource: &Value, _: i64) -> bool {
    member(resource, "status") == "active"
}

/// Whether there is something to be told, and of nobody else (`focus`).
fn counts(resource: &Value) -> bool {
    none_of(member(resource, "status"), &["entered-in-error", "cancelled", "registered"])
        && resource.get("focus").is_none()
        && !entry::is_made_of_noticed(resource)
}

/// Reports, and each Observation that is of no kind with a section of its own, or of none that is told.
fn is_result(resource: &Value, _: i64) -> bool {
    let apart = || ["survey", "vital-signs", "social-history"].iter().any(|code| category(resource, code));
    let wanted = kind(resource) == Some("DiagnosticReport") || category(resource, "laboratory") || !apart();
    wanted && counts(resource)
}

fn is_vital(resource: &Value, _: i64) -> bool {
    counts(resource) && category(resource, "vital-signs")
}

fn is_social(resource: &Value, _: i64) -> bool {
    counts(resource) && category(resource, "social-history") && !category(resource, "survey")
}

/// The team's plan: not what the person wrote of themselves.
fn is_plan(resource: &Value, at: i64) -> bool {
    let mut own = Paper::OTHERS.iter().chain([&Paper::Safety]);
    is_active(resource, at) && !own.any(|paper| category(resource, paper.word()))
}
