//! The states of entries, as FHIR R4 codes them, in words.

/// Where a state means something of its own at a kind.
const OF_KIND: &[(&str, &str, &str)] = &[
    ("AllergyIntolerance", "inactive", "No longer a risk"),
    ("AllergyIntolerance", "resolved", "No longer there"),
    ("Condition", "inactive", "Not a problem at the moment"),
    ("Condition", "recurrence", "It has come back"),
    ("Condition", "relapse", "It has come back"),
    ("Composition", "preliminary", "Draft, may change"),
    ("DetectedIssue", "preliminary", "Early version, may change"),
    ("DetectedIssue", "registered", "Only noted so far"),
    ("Device", "inactive", "Not in use any more"),
    ("DeviceUseStatement", "intended", "Planned"),
    ("DeviceUseStatement", "completed", "Not in use any more"),
    ("FamilyMemberHistory", "partial", "Not everything is known"),
    ("ImagingStudy", "registered", "No pictures yet"),
    ("Immunization", "not-done", "Not given"),
    ("List", "retired", "Replaced by a newer one"),
    ("MedicationAdministration", "not-done", "Not given"),
    ("MedicationAdministration", "stopped", "Stopped before all was given"),
    ("MedicationRequest", "completed", "This prescription is finished"),
    ("MedicationStatement", "completed", "Not taken any more"),
    ("MedicationStatement", "intended", "Planned"),
    ("QuestionnaireResponse", "in-progress", "Not finished"),
    ("RiskAssessment", "preliminary", "Early version, may change"),
    ("RiskAssessment", "registered", "Only noted so far"),
    ("Specimen", "unavailable", "The sample is not there any more"),
    ("Specimen", "unsatisfactory", "The sample could not be used"),
];

const STATES: &[(&str, &str)] = &[
    ("entered-in-error", "Entered by mistake"),
    ("not-done", "Not done"),
    ("cancelled", "Called off"),
    ("noshow", "Missed"),
    ("on-hold", "Paused"),
    ("onhold", "Paused"),
    ("stopped", "Stopped"),
    ("aborted", "Stopped"),
    ("abandoned", "Stopped"),
    ("suspended", "Paused"),
    ("not-taken", "Not taken"),
    ("not-started", "Not begun"),
    ("draft", "Draft"),
    ("order", "Asked for"),
    ("plan", "Planned"),
    ("proposal", "Proposed"),
    ("option", "Proposed"),
    ("preliminary", "Early result, may change"),
    ("partial", "Early result, may change"),
    ("registered", "No result yet"),
    ("preparation", "Being prepared"),
    ("in-progress", "Going on"),
    ("onleave", "On leave from the ward"),
    ("arrived", "Arrived"),
    ("checked-in", "Arrived"),
    ("triaged", "Seen first"),
    ("planned", "Planned"),
    ("intended", "Planned"),
    ("proposed", "Proposed"),
    ("requested", "Asked for"),
    ("received", "Has arrived there"),
    ("accepted", "Accepted"),
    ("ready", "Ready to begin"),
    ("pending", "Not confirmed"),
    ("waitlist", "On a waiting list"),
    ("booked", "Booked"),
    ("fulfilled", "Took place"),
    ("finished", "Finished"),
    ("completed", "Done"),
    ("success", "Done"),
    ("final", "Final"),
    ("amended", "Changed later"),
    ("appended", "Added to later"),
    ("corrected", "Corrected"),
    ("active", "In force"),
    ("current", "In force"),
    ("available", "There"),
    ("unavailable", "Not there any more"),
    ("unsatisfactory", "Could not be used"),
    ("inactive", "No longer in force"),
    ("retired", "No longer in force"),
    ("revoked", "Taken back"),
    ("rejected", "Not accepted"),
    ("failed", "Did not work"),
    ("failure", "Did not work"),
    ("data-requested", "More was asked for"),
    ("data-required", "More is needed"),
    ("refuted", "Looked into and ruled out"),
    ("unconfirmed", "Not confirmed"),
    ("provisional", "Not confirmed"),
    ("differential", "Not confirmed"),
    ("presumed", "Not confirmed"),
    ("confirmed", "Confirmed"),
    ("resolved", "In the past"),
    ("remission", "Less at the moment"),
    ("recurrence", "It has come back"),
    ("relapse", "It has come back"),
    ("superseded", "Replaced by a newer one"),
    ("declined", "Declined"),
    ("health-unknown", "Nothing is known of their health"),
    ("potential", "It did not happen, but could have"),
    ("actual", "It happened"),
    ("unknown", "Not known"),
];

/// Other codes that stand as bare words in an entry.
const CODES: &[(&str, &str)] = &[
    ("deny", "Not allowed"),
    ("permit", "Allowed"),
    ("low", "Low"),
    ("high", "High"),
    ("unable-to-assess", "Nobody could tell"),
    ("mild", "Mild"),
    ("moderate", "Moderate"),
    ("severe", "Severe"),
    ("allergy", "Allergy"),
    ("intolerance", "Intolerance"),
    ("food", "Food"),
    ("medication", "Medicine"),
    ("environment", "Surroundings"),
    ("biologic", "Of living origin"),
    ("routine", "Usual"),
    ("urgent", "Urgent"),
    ("asap", "As soon as possible"),
    ("stat", "At once"),
    ("male", "Male"),
    ("female", "Female"),
    ("other", "Other"),
    ("original-order", "Asked for"),
    ("filler-order", "Asked for"),
    ("instance-order", "Asked for"),
    ("reflex-order", "Asked for"),
    ("directive", "Asked for"),
    ("needs-action", "Not answered"),
    ("tentative", "Perhaps"),
    ("required", "Needed"),
    ("optional", "Not needed"),
];

/// What a laboratory says of a value (HL7 v3 `ObservationInterpretation`), where it says no more than a code.
const INTERPRETATIONS: &[(&str, &str)] = &[
    ("N", "Usual"),
    ("H", "High"),
    ("HH", "Very high"),
    ("HU", "Very high"),
    ("L", "Low"),
    ("LL", "Very low"),
    ("LU", "Very low"),
    ("A", "Not usual"),
    ("AA", "Far from usual"),
    (">", "More than the test can measure"),
    ("HX", "More than the test can measure"),
    ("<", "Less than the test can measure"),
    ("LX", "Less than the test can measure"),
    ("POS", "Positive"),
    ("NEG", "Negative"),
    ("DET", "Found"),
    ("ND", "Not found"),
    ("IND", "Not clear"),
    ("E", "Not clear"),
    ("IE", "Too little to tell"),
    ("U", "Gone up a lot"),
    ("D", "Gone down a lot"),
    ("B", "Better"),
    ("W", "Worse"),
    ("S", "The medicine works against it"),
    ("R", "The medicine does not work against it"),
    ("I", "The medicine works in part"),
];

/// What a laboratory says of a value, in words; `None` for a code that is not known here.
#[must_use]
pub fn interpretation(code: &str) -> Option<&'static str> {
    INTERPRETATIONS.iter().find(|(known, _)| *known == code).map(|(_, words)| *words)
}

/// A state that means something of its own at this kind, in words.
#[must_use]
pub fn of_kind(kind: &str, code: &str) -> Option<&'static str> {
    OF_KIND.iter().find(|(of, known, _)| (*of, *known) == (kind, code)).map(|(.., words)| *words)
}

/// A state in words; `None` for one that is not known here.
#[must_use]
pub fn status(code: &str) -> Option<&'static str> {
    STATES.iter().find(|(known, _)| *known == code).map(|(_, words)| *words)
}

/// Any code that stands as a bare word, in words; `None` for one that is not known here.
#[must_use]
pub fn code(code: &str) -> Option<&'static str> {
    status(code).or_else(|| CODES.iter().find(|(known, _)| *known == code).map(|(_, words)| *words))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value sets of `status` (or what stands for it) of the kinds that a record holds, as FHIR R4 (4.0.1) lists them.
    const R4: &[(&str, &str)] = &[
        ("AdverseEvent", "actual potential"),
        ("AllergyIntolerance", "active inactive resolved unconfirmed confirmed refuted"),
        ("Appointment", "proposed pending booked arrived fulfilled cancelled noshow checked-in waitlist"),
        ("CarePlan", "draft active on-hold revoked completed unknown"),
        ("CareTeam", "proposed active suspended inactive"),
        ("Claim", "active cancelled draft"),
        ("ClinicalImpression", "in-progress completed"),
        ("Communication", "preparation in-progress not-done on-hold stopped completed unknown"),
        ("Composition", "preliminary final amended"),
        (
            "Condition",
            "active recurrence relapse inactive remission resolved unconfirmed provisional differential confirmed refuted",
        ),
        ("Consent", "draft proposed active rejected inactive"),
        ("DetectedIssue", "registered preliminary final amended corrected cancelled unknown"),
        ("Device", "active inactive unknown"),
        ("DeviceUseStatement", "active completed intended stopped on-hold"),
        (
            "DiagnosticReport",
            "registered partial preliminary final amended corrected appended cancelled unknown",
        ),
        ("DocumentReference", "current superseded"),
        ("Encounter", "planned arrived triaged in-progress onleave finished cancelled unknown"),
        ("EpisodeOfCare", "planned waitlist active onhold finished cancelled"),
        ("FamilyMemberHistory", "partial completed health-unknown"),
        ("Flag", "active inactive"),
        ("Goal", "proposed planned accepted active on-hold completed cancelled rejected"),
        ("GuidanceResponse", "success data-requested data-required in-progress failure"),
        ("ImagingStudy", "registered available cancelled unknown"),
        ("Immunization", "completed not-done"),
        ("List", "current retired"),
        ("MedicationAdministration", "in-progress not-done on-hold completed stopped unknown"),
        (
            "MedicationDispense",
            "preparation in-progress cancelled on-hold completed stopped declined unknown",
        ),
        ("MedicationRequest", "active on-hold cancelled completed stopped draft unknown"),
        ("MedicationStatement", "active completed intended stopped on-hold unknown not-taken"),
        ("Observation", "registered preliminary final amended corrected cancelled unknown"),
        ("Procedure", "preparation in-progress not-done on-hold stopped completed unknown"),
        ("QuestionnaireResponse", "in-progress completed amended stopped"),
        ("RiskAssessment", "registered preliminary final amended corrected cancelled unknown"),
        ("ServiceRequest", "draft active on-hold revoked completed unknown"),
        ("Specimen", "available unavailable unsatisfactory"),
        ("SupplyDelivery", "in-progress completed abandoned"),
        ("SupplyRequest", "draft active suspended cancelled completed unknown"),
        (
            "Task",
            "draft requested received accepted rejected ready cancelled in-progress on-hold failed completed",
        ),
    ];

    fn check(kind: &str, code: &str) {
        let words = of_kind(kind, code).or_else(|| status(code));
        let words = words.unwrap_or_else(|| panic!("{kind} {code}"));
        assert!(words.starts_with(char::is_uppercase), "{kind} {code}");
        // "Result" is said of what has one.
        let has_result = ["Observation", "DiagnosticReport"].contains(&kind);
        assert!(has_result || crate::seek::find(words, "result", 0).is_none(), "{kind} {code}: {words}");
    }

    #[test]
    fn every_state_of_every_kind_has_words_that_fit_the_kind() {
        for (kind, codes) in R4 {
            codes.split(' ').chain(["entered-in-error"]).for_each(|code| check(kind, code));
        }
    }
}
