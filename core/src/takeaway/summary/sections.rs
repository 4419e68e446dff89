//! The sections of the summary: which entries of the record stand in each.

use serde_json::Value;

use super::super::{Gathered, member};
use super::Empty;
use crate::fhir::coding::Concept;
use crate::fhir::reference::key_of;
use crate::fhir::{Node, entry, kind};
use crate::order;
use crate::plan::Paper;
use crate::record::Shelf;

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
    fits: fn(&Value) -> bool,
    /// Of each code the newest alone.
    newest: bool,
}

const fn of(
    (code, display): (&'static str, &'static str),
    title: &'static str,
    none: &'static str,
    kinds: &'static [&'static str],
    (fits, newest): (fn(&Value) -> bool, bool),
) -> Section {
    Section { code, display, title, required: !none.is_empty(), none, kinds, fits, newest }
}

/// Results of the kinds that have a section; scores of questionnaires have none, and are not in the summary. No safety plan
/// either, nor what the person wrote about themselves: it goes to who does not know them.
pub(super) const SECTIONS: [Section; 10] = [
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
    pub(super) fn chosen<'g>(&self, of: &'g Gathered) -> Vec<&'g Value> {
        let mut found = Vec::new();
        for at in 0..of.len() {
            let resource = of.get(at);
            // What the team does not have yet is no part of what is known about the person.
            let here = !of.waits(at) && kind(resource).is_some_and(|kind| self.kinds.contains(&kind));
            if here && (self.fits)(resource) && names(resource, &of.patient) {
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

/// The first code of an element, such as `clinicalStatus`.
fn first<'v>(resource: &'v Value, element: &str) -> &'v str {
    member(&resource[element]["coding"][0], "code")
}

fn category(resource: &Value, code: &str) -> bool {
    let node = resource.as_object().map(Node::root);
    node.is_some_and(|node| node.each("category", Concept::read).iter().any(|category| category.is(code)))
}

fn none_of(code: &str, codes: &[&str]) -> bool {
    !codes.contains(&code)
}

/// Neither refuted nor entered in error.
fn is_sure(resource: &Value) -> bool {
    none_of(first(resource, "verificationStatus"), &["refuted", "entered-in-error"])
}

fn is_over(resource: &Value) -> bool {
    !none_of(first(resource, "clinicalStatus"), &["resolved", "remission", "inactive"])
}

fn is_problem(resource: &Value) -> bool {
    is_sure(resource) && !is_over(resource)
}

fn is_past(resource: &Value) -> bool {
    is_sure(resource) && is_over(resource)
}

/// What the person takes, or is to take, now; IPS takes no `doNotPerform`.
fn is_taken(resource: &Value) -> bool {
    let over = ["entered-in-error", "stopped", "cancelled", "completed", "not-taken", "draft"];
    none_of(member(resource, "status"), &over) && resource["doNotPerform"] != true
}

fn is_done(resource: &Value) -> bool {
    none_of(member(resource, "status"), &["entered-in-error", "not-done", "preparation", "stopped"])
}

fn is_active(resource: &Value) -> bool {
    member(resource, "status") == "active"
}

/// A report that only holds results together says nothing beside them.
fn is_result(resource: &Value) -> bool {
    let grouped = kind(resource) == Some("DiagnosticReport") && resource.get("result").is_some();
    let wanted = kind(resource) == Some("DiagnosticReport") || category(resource, "laboratory");
    let counts = none_of(member(resource, "status"), &["entered-in-error", "cancelled", "registered"]);
    wanted && !grouped && counts
}

fn is_vital(resource: &Value) -> bool {
    none_of(member(resource, "status"), &["entered-in-error", "cancelled", "registered"])
        && category(resource, "vital-signs")
}

/// The team's plan: not what the person wrote of themselves.
fn is_plan(resource: &Value) -> bool {
    let mut own = Paper::OTHERS.iter().chain([&Paper::Safety]);
    is_active(resource) && !own.any(|paper| category(resource, paper.word()))
}
