//! Whose record a resource belongs to.

use std::borrow::Cow;

use serde_json::Value;

/// Types about nobody: anyone who is signed in may read them.
pub const INFRASTRUCTURE: &[&str] =
    &["Organization", "Practitioner", "PractitionerRole", "Location", "Questionnaire", "Medication"];

/// Where each type names its patient, after the patient compartment of FHIR R4. A type that is not
/// here belongs to no record and is seen by nobody.
pub const PATHS: &[(&str, &str)] = &[
    ("Account", "subject"),
    ("AdverseEvent", "subject"),
    ("AllergyIntolerance", "patient"),
    ("Appointment", "participant.actor"),
    ("AppointmentResponse", "actor"),
    ("AuditEvent", "entity.what"),
    ("Basic", "subject"),
    ("Binary", "securityContext"),
    ("BodyStructure", "patient"),
    ("CarePlan", "subject"),
    ("CareTeam", "subject"),
    ("ChargeItem", "subject"),
    ("Claim", "patient"),
    ("ClaimResponse", "patient"),
    ("ClinicalImpression", "subject"),
    ("Communication", "subject"),
    ("CommunicationRequest", "subject"),
    ("Composition", "subject"),
    ("Condition", "subject"),
    ("Consent", "patient"),
    ("Coverage", "beneficiary"),
    ("CoverageEligibilityRequest", "patient"),
    ("CoverageEligibilityResponse", "patient"),
    ("DetectedIssue", "patient"),
    ("Device", "patient"),
    ("DeviceRequest", "subject"),
    ("DeviceUseStatement", "subject"),
    ("DiagnosticReport", "subject"),
    ("DocumentManifest", "subject"),
    ("DocumentReference", "subject"),
    ("Encounter", "subject"),
    ("EnrollmentRequest", "candidate"),
    ("EpisodeOfCare", "patient"),
    ("ExplanationOfBenefit", "patient"),
    ("FamilyMemberHistory", "patient"),
    ("Flag", "subject"),
    ("Goal", "subject"),
    ("GuidanceResponse", "subject"),
    ("ImagingStudy", "subject"),
    ("Immunization", "patient"),
    ("ImmunizationEvaluation", "patient"),
    ("ImmunizationRecommendation", "patient"),
    ("Invoice", "subject"),
    ("List", "subject"),
    ("Media", "subject"),
    ("MedicationAdministration", "subject"),
    ("MedicationDispense", "subject"),
    ("MedicationRequest", "subject"),
    ("MedicationStatement", "subject"),
    ("MolecularSequence", "patient"),
    ("NutritionOrder", "patient"),
    ("Observation", "subject"),
    ("Procedure", "subject"),
    ("QuestionnaireResponse", "subject"),
    ("RelatedPerson", "patient"),
    ("RequestGroup", "subject"),
    ("ResearchSubject", "individual"),
    ("RiskAssessment", "subject"),
    ("ServiceRequest", "subject"),
    ("Specimen", "subject"),
    ("SupplyDelivery", "patient"),
    ("SupplyRequest", "deliverTo"),
    ("Task", "for"),
    ("VisionPrescription", "patient"),
];

/// The type of a resource; empty when it has none.
pub fn kind_of(resource: &Value) -> &str {
    resource["resourceType"].as_str().unwrap_or_default()
}

/// `Type/id` of a resource.
pub fn reference_to(resource: &Value) -> Option<String> {
    Some(format!("{}/{}", resource["resourceType"].as_str()?, resource["id"].as_str()?))
}

/// The patient whose record this resource is in, as `Patient/x`. A resource that names two, or one
/// on another server, belongs to nobody's record here.
pub fn patient_of(resource: &Value) -> Option<Cow<'_, str>> {
    let kind = kind_of(resource);
    if kind == "Patient" {
        return reference_to(resource).map(Cow::Owned);
    }
    let (_, path) = PATHS.iter().find(|(k, _)| *k == kind)?;
    let mut patients = references(resource, path).into_iter().filter(|r| names_a_patient(r));
    let first = patients.next()?;
    let local = first.strip_prefix("Patient/").is_some_and(|id| !id.is_empty() && !id.contains('/'));
    (local && patients.all(|other| other == first)).then_some(Cow::Borrowed(first))
}

fn names_a_patient(reference: &str) -> bool {
    reference.starts_with("Patient/") || reference.contains("/Patient/")
}

/// The references at a path such as `participant.actor`; lists are walked through.
pub fn references<'a>(value: &'a Value, path: &str) -> Vec<&'a str> {
    at(value, path).into_iter().filter_map(|v| v["reference"].as_str()).collect()
}

fn at<'a>(value: &'a Value, path: &str) -> Vec<&'a Value> {
    let mut found = vec![value];
    for step in path.split('.') {
        found = found.into_iter().flat_map(|v| items(&v[step])).collect();
    }
    found
}

/// The kinds of entries that open a file by naming it, each with where (R4, elements of type Attachment). The team alone writes
/// them: who could write one would open any file that names nobody. A Consent and a Communication open what names them
/// itself (R4, Binary.securityContext), and no more.
pub const BEARERS: &[(&str, &str)] = &[
    ("DocumentReference", "content.attachment"),
    ("DiagnosticReport", "presentedForm"),
    ("Media", "content"),
];

/// The ids of the Binaries that hold the files of an entry: `Binary/id`, also as a path of this service.
pub fn files_of(entry: &Value) -> Vec<&str> {
    let Some((_, path)) = BEARERS.iter().find(|(kind, _)| *kind == kind_of(entry)) else { return vec![] };
    let url = at(entry, path).into_iter().filter_map(|file| file["url"].as_str());
    let own = url.filter_map(|url| url.strip_prefix("/fhir/").unwrap_or(url).strip_prefix("Binary/"));
    own.filter(|id| !id.contains('/')).collect()
}

/// A list's items; one value is a list of one, and nothing is an empty list.
pub fn items(value: &Value) -> &[Value] {
    match value {
        Value::Null => &[],
        Value::Array(items) => items,
        one => std::slice::from_ref(one),
    }
}

/// Every `(system, code)` of a list of CodeableConcepts.
pub fn codings(concepts: &Value) -> impl Iterator<Item = (&str, &str)> {
    items(concepts).iter().flat_map(|concept| items(&concept["coding"])).map(coding)
}

/// The `(system, code)` of a Coding.
pub fn coding(coding: &Value) -> (&str, &str) {
    (coding["system"].as_str().unwrap_or_default(), coding["code"].as_str().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(resource: Value, expected: Option<&str>) {
        assert_eq!(patient_of(&resource).as_deref(), expected, "{resource}");
    }

    #[test]
    fn each_kind_names_its_patient_in_its_own_place() {
        check(json!({"resourceType": "Patient", "id": "a"}), Some("Patient/a"));
        check(
            json!({"resourceType": "Observation", "subject": {"reference": "Patient/a"}}),
            Some("Patient/a"),
        );
        check(json!({"resourceType": "Task", "for": {"reference": "Patient/a"}}), Some("Patient/a"));
        let actors =
            json!([{"actor": {"reference": "Practitioner/p"}}, {"actor": {"reference": "Patient/a"}}]);
        check(json!({"resourceType": "Appointment", "participant": actors}), Some("Patient/a"));
    }

    #[test]
    fn two_patients_or_a_foreign_one_is_nobody() {
        let actors = json!([{"actor": {"reference": "Patient/a"}}, {"actor": {"reference": "Patient/b"}}]);
        check(json!({"resourceType": "Appointment", "participant": actors}), None);
        for reference in
            ["http://else.example/fhir/Patient/a", "Patient/a/_history/1", "Patient/", "Group/g", ""]
        {
            check(json!({"resourceType": "Observation", "subject": {"reference": reference}}), None);
        }
    }

    #[test]
    fn a_kind_outside_the_table_is_nobody() {
        check(json!({"resourceType": "Provenance", "subject": {"reference": "Patient/a"}}), None);
        check(json!({"resourceType": "Observation", "patient": {"reference": "Patient/a"}}), None);
        check(json!({"subject": {"reference": "Patient/a"}}), None);
        check(json!([]), None);
    }
}
