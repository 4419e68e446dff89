//! On which shelf an entry stands, by its kind (FHIR R4 type).

use serde_json::Value;

use super::Shelf;
use crate::fhir::entry::is_noticed;
use crate::fhir::kind;

/// The kinds of each shelf that has its own. Kinds of a person's record that are named nowhere here stand with the others.
const KINDS: &[(Shelf, &[&str])] = &[
    (Shelf::Conditions, &["Condition"]),
    (
        Shelf::Medicines,
        &["MedicationRequest", "MedicationStatement", "MedicationDispense", "MedicationAdministration"],
    ),
    (Shelf::Allergies, &["AllergyIntolerance"]),
    (Shelf::Results, &["Observation"]),
    (Shelf::Letters, &["DocumentReference"]),
    (Shelf::Team, &["CareTeam"]),
    (Shelf::Plan, &["CarePlan", "Goal"]),
    (Shelf::Answers, &["QuestionnaireResponse"]),
    (Shelf::Noticed, &["QuestionnaireResponse"]),
    (Shelf::Tasks, &["Task"]),
    (Shelf::Appointments, &["Appointment"]),
    (Shelf::Visits, &["Encounter", "EpisodeOfCare"]),
    (Shelf::Notes, &["Composition", "ClinicalImpression"]),
    (Shelf::Reports, &["DiagnosticReport", "ImagingStudy", "Media"]),
    (Shelf::Vaccinations, &["Immunization", "ImmunizationRecommendation", "ImmunizationEvaluation"]),
    (Shelf::Procedures, &["Procedure", "DeviceUseStatement"]),
    (Shelf::Referrals, &["ServiceRequest", "DeviceRequest", "CommunicationRequest", "AppointmentResponse"]),
    (Shelf::Family, &["FamilyMemberHistory"]),
    (Shelf::Watched, &["Flag", "RiskAssessment", "DetectedIssue", "AdverseEvent"]),
    (Shelf::Rights, &["Consent"]),
];

/// The other kinds of a person's record that the gateway can hold: bills, devices, deliveries, lists.
const OTHERS: &str = "Account,Basic,BodyStructure,ChargeItem,Claim,ClaimResponse,Communication,Coverage,\
    CoverageEligibilityRequest,CoverageEligibilityResponse,Device,DocumentManifest,EnrollmentRequest,ExplanationOfBenefit,\
    GuidanceResponse,Invoice,List,MolecularSequence,NutritionOrder,RequestGroup,ResearchSubject,Specimen,SupplyDelivery,\
    SupplyRequest,VisionPrescription";

impl Shelf {
    /// The kinds that stand on it; none for the shelf of all others.
    #[must_use]
    pub fn kinds(self) -> &'static [&'static str] {
        KINDS.iter().find(|(shelf, _)| *shelf == self).map_or(&[], |(_, kinds)| kinds)
    }

    /// The shelf of a kind.
    #[must_use]
    pub fn of_kind(kind: &str) -> Self {
        KINDS.iter().find(|(_, kinds)| kinds.contains(&kind)).map_or(Self::Others, |(shelf, _)| *shelf)
    }

    /// The shelf of an entry.
    #[must_use]
    pub fn of(resource: &Value, kind: &str) -> Self {
        if is_noticed(resource) { Self::Noticed } else { Self::of_kind(kind) }
    }

    /// Whether what is fetched with it can hold an entry of this kind.
    pub(super) fn may_hold(self, kind: &str) -> bool {
        match self {
            Self::News => true,
            Self::Scores => kind == "Observation",
            Self::Steps | Self::Papers => kind == "CarePlan",
            shelf => Self::of_kind(kind).fetched_as() == shelf,
        }
    }

    /// Whether a resource stands on it.
    #[must_use]
    pub fn holds(self, resource: &Value) -> bool {
        kind(resource).is_some_and(|kind| Self::of(resource, kind) == self)
    }
}

/// Every kind that the one search for all that has no search of its own asks for.
pub(super) fn asked_together() -> String {
    let mut all = String::from(OTHERS);
    all.push_str(",Patient");
    for (_, kinds) in KINDS.iter().filter(|(shelf, _)| shelf.fetched_as() == Shelf::Entries) {
        for kind in *kinds {
            all.push(',');
            all.push_str(kind);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_asked_for_once() {
        let asked = asked_together();
        let mut all: Vec<&str> = asked.split(',').collect();
        assert!(all.contains(&"Flag") && all.contains(&"Claim") && !all.contains(&"Condition"));
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn an_unknown_kind_stands_with_the_others() {
        assert_eq!(Shelf::of_kind("SomethingNew"), Shelf::Others);
        assert_eq!(Shelf::of_kind("Immunization"), Shelf::Vaccinations);
    }
}
