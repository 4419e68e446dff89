//! What kinds of entries are called.

const KINDS: &[(&str, &str)] = &[
    ("Account", "Account"),
    ("AdverseEvent", "Something that went wrong"),
    ("AllergyIntolerance", "Allergy"),
    ("Appointment", "Appointment"),
    ("CarePlan", "Care plan"),
    ("CareTeam", "Care team"),
    ("Claim", "Bill"),
    ("ClaimResponse", "Answer to a bill"),
    ("ClinicalImpression", "Assessment by the team"),
    ("Communication", "Message"),
    ("CommunicationRequest", "Message to be sent"),
    ("Composition", "Document"),
    ("Condition", "Condition"),
    ("Consent", "Consent"),
    ("Coverage", "Insurance"),
    ("DetectedIssue", "Something to watch"),
    ("Device", "Device"),
    ("DeviceRequest", "Request for a device"),
    ("DeviceUseStatement", "Device in use"),
    ("DiagnosticReport", "Report"),
    ("DocumentReference", "Letter"),
    ("Encounter", "Visit"),
    ("EpisodeOfCare", "Time in care"),
    ("ExplanationOfBenefit", "What was paid"),
    ("FamilyMemberHistory", "Family history"),
    ("Flag", "Note to the team"),
    ("Goal", "Goal"),
    ("ImagingStudy", "Scan or X-ray"),
    ("Immunization", "Vaccination"),
    ("ImmunizationRecommendation", "Vaccinations that are due"),
    ("Location", "Place"),
    ("Media", "Picture or recording"),
    ("Medication", "Medicine"),
    ("MedicationAdministration", "Medicine given"),
    ("MedicationDispense", "Medicine handed out"),
    ("MedicationRequest", "Prescription"),
    ("MedicationStatement", "Medicine taken"),
    ("NutritionOrder", "Diet"),
    ("Observation", "Result"),
    ("Organization", "Organisation"),
    ("Patient", "Patient"),
    ("Practitioner", "Someone in the team"),
    ("PractitionerRole", "Someone in the team"),
    ("Procedure", "Treatment or procedure"),
    ("QuestionnaireResponse", "Check-in"),
    ("RelatedPerson", "Someone close"),
    ("RiskAssessment", "Assessment of risk by the team"),
    ("ServiceRequest", "Referral or request"),
    ("SupplyDelivery", "Delivery"),
    ("Task", "Task"),
    ("VisionPrescription", "Glasses or lenses"),
];

/// What a kind of entry is called; one that is not named here by its own words.
#[must_use]
pub fn kind(name: &str) -> String {
    let known = KINDS.iter().find(|(known, _)| *known == name);
    known.map_or_else(|| super::record_labels::split(name), |(_, words)| (*words).to_owned())
}

/// What somebody who cares for the person noticed; without a name where the record has none.
#[must_use]
pub fn noticed(who: Option<&str>) -> String {
    ["What ", who.unwrap_or("somebody"), " noticed"].concat()
}
