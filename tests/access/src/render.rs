//! The world as FHIR.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::{
    model::{Agreement, Born, Carer, Giver, Gone, Label, Odd, Patient, Period, Provision, Version, World},
    shapes::SHAPES,
};

const CONFIDENTIALITY: &str = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
const ACT_CODE: &str = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

fn to(reference: &str) -> Value {
    json!({"reference": reference})
}

fn reference(world: &World, patient: usize) -> String {
    format!("Patient/{}", world.patients[patient].id)
}

/// A patient.
pub fn patient(patient: &Patient) -> Value {
    let mut value = json!({"resourceType": "Patient", "id": patient.id, "name": [{"text": patient.id}]});
    match patient.born {
        Born::Unknown => {}
        Born::Nonsense => value["birthDate"] = json!("long ago"),
        Born::Year(y) => value["birthDate"] = json!(format!("{y:04}")),
        Born::Month(y, m) => value["birthDate"] = json!(format!("{y:04}-{m:02}")),
        Born::Day(day) => value["birthDate"] = json!(day.to_string()),
    }
    let link = |ty: &str| json!([{"type": ty, "other": to("Patient/elsewhere")}]);
    match patient.gone {
        Gone::No => {}
        Gone::NoAndSaidSo => {
            (value["deceasedBoolean"], value["link"], value["active"]) =
                (json!(false), link("replaces"), json!(true));
        }
        Gone::Died => value["deceasedBoolean"] = json!(true),
        Gone::DiedOn => value["deceasedDateTime"] = json!("2020-01-01"),
        Gone::Merged => value["link"] = link("replaced-by"),
        Gone::Inactive => value["active"] = json!(false),
    }
    value
}

/// A carer.
pub fn carer(world: &World, carer: &Carer) -> Value {
    let mut value = json!({
        "resourceType": "RelatedPerson", "id": carer.id, "patient": to(&reference(world, carer.patient)),
        "name": [{"text": carer.id}],
    });
    if let Some(active) = carer.active {
        value["active"] = json!(active);
    }
    if !carer.relation.is_empty() {
        let system = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";
        value["relationship"] = json!([{"coding": [{"system": system, "code": carer.relation}]}]);
    }
    if let Some(period) = period(&carer.period) {
        value["period"] = period;
    }
    if carer.modifier {
        value["modifierExtension"] = json!([{"url": "https://example.org/not", "valueBoolean": true}]);
    }
    value
}

fn period(period: &Period) -> Option<Value> {
    let mut value = json!({});
    for (name, day) in [("start", period.start), ("end", period.end)] {
        if let Some(day) = day {
            value[name] = json!(day.to_string());
        }
    }
    if period.odd {
        value["end"] = json!("some day");
    }
    value.as_object().is_some_and(|v| !v.is_empty()).then_some(value)
}

/// An agreement.
pub fn agreement(world: &World, agreement: &Agreement) -> Value {
    let scope = if agreement.other_scope { "treatment" } else { "patient-privacy" };
    let mut value = json!({
        "resourceType": "Consent", "id": agreement.id, "status": agreement.status,
        "scope": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/consentscope", "code": scope}]},
        "patient": to(&reference(world, agreement.patient)),
        "provision": provision(world, &agreement.provision),
    });
    if let Some(given) = agreement.given {
        value["dateTime"] = json!(given.to_string());
    }
    let patient = || to(&reference(world, agreement.patient));
    let carer = || to(&format!("RelatedPerson/{}", world.carers[0].id));
    let givers = match agreement.giver {
        Giver::Unsaid => None,
        Giver::Patient => Some(json!([patient()])),
        Giver::Team => Some(json!([to("Practitioner/doctor")])),
        Giver::Carer => Some(json!([carer()])),
        Giver::Both => Some(json!([patient(), carer()])),
    };
    if let Some(givers) = givers {
        value["performer"] = givers;
    }
    if let Some(hours) = agreement.keeps {
        let url = "https://lapwing.example/StructureDefinition/kept-copy-hours";
        value["extension"] = json!([{"url": url, "valueUnsignedInt": hours}]);
    }
    if agreement.modifier {
        value["modifierExtension"] = json!([{"url": "https://example.org/not", "valueBoolean": true}]);
    }
    value
}

fn provision(world: &World, provision: &Provision) -> Value {
    let mut value = json!({"type": if provision.deny { "deny" } else { "permit" }});
    if let Some(period) = period(&provision.period) {
        value["period"] = period;
    }
    let actor = |c: &usize| json!({"reference": to(&format!("RelatedPerson/{}", world.carers[*c].id))});
    if !provision.actors.is_empty() {
        value["actor"] = provision.actors.iter().map(actor).collect();
    }
    let class = |code: &str| json!({"system": "https://lapwing.example/CodeSystem/section", "code": code});
    if let Some(sections) = &provision.sections {
        value["class"] = sections.iter().map(|s| class(s)).collect();
    }
    let data = |meaning: &str, name: &str| json!({"meaning": meaning, "reference": to(name)});
    if let Some(entries) = &provision.entries {
        value["data"] = entries.iter().map(|e| data("instance", &world.name(*e))).collect();
    }
    let add = |value: &mut Value, name: &str, one: Value| match value[name].as_array_mut() {
        Some(all) => all.push(one),
        None => value[name] = json!([one]),
    };
    if provision.reads {
        value["action"] = json!([{"coding": [{"code": "access"}]}]);
    }
    match provision.odd {
        None => {}
        Some(Odd::Action) => value["action"] = json!([{"coding": [{"code": "disclose"}]}]),
        Some(Odd::Element) => value["dataPeriod"] = json!({"start": "2026-01-01"}),
        Some(Odd::Section) => add(&mut value, "class", class("dreams")),
        Some(Odd::Meaning) => add(&mut value, "data", data("dependents", "CarePlan/p")),
        Some(Odd::Empty) => value["class"] = json!([]),
    }
    if !provision.inside.is_empty() {
        value["provision"] = provision.inside.iter().map(|p| self::provision(world, p)).collect();
    }
    value
}

/// One version of an entry.
pub fn entry(world: &World, entry: usize, version: &Version) -> Value {
    let shape = &SHAPES[version.shape];
    let you = (version.patient + 1) % world.patients.len();
    let body = shape
        .body
        .replace("$me", &reference(world, version.patient))
        .replace("$you", &reference(world, you))
        .replace("$carer", &format!("RelatedPerson/{}", world.carers[version.carer].id))
        .replace("$other", &world.name(version.other))
        .replace("$id", &world.entries[entry].id);
    let mut value: Value = serde_json::from_str(&format!("{{{body}}}")).expect("a shape is JSON");
    value["resourceType"] = json!(shape.ty);
    value["id"] = json!(world.entries[entry].id);
    if let Some(meta) = label(version.label) {
        value["meta"] = meta;
    }
    value
}

/// A label, as `meta`.
pub fn label(label: Label) -> Option<Value> {
    let label = match label {
        Label::None => None,
        Label::Open(code) | Label::Closed(code) => Some((CONFIDENTIALITY, code)),
        Label::Sensitive => Some((ACT_CODE, "PSY")),
        Label::Withheld => Some((ACT_CODE, "NOPAT")),
    };
    label.map(|(system, code)| json!({"security": [{"system": system, "code": code}]}))
}

/// What is about nobody and does not change.
pub fn infrastructure() -> Vec<Value> {
    let closed = json!({"security": [{"system": CONFIDENTIALITY, "code": "R"}]});
    vec![
        json!({"resourceType": "Practitioner", "id": "doctor"}),
        json!({"resourceType": "Medication", "id": "open"}),
        json!({"resourceType": "Medication", "id": "closed", "meta": closed}),
        json!({"resourceType": "Organization", "id": "closed", "meta": closed}),
    ]
}

/// The middle of a day.
pub fn noon(day: Date) -> String {
    format!("{day}T12:00:00Z")
}
