//! Where each kind says what it is called, when it was, and who it is from (FHIR R4, 4.0.1).

/// The places of a kind, each a list of elements in the order in which they are looked at.
#[derive(Debug)]
pub(crate) struct Places {
    /// The kind; empty for all that are not named.
    pub kind: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// When it was.
    pub when: &'static str,
    /// Who it is from; after a point, where in each of them.
    pub who: &'static str,
    /// What a row says beside.
    pub lines: &'static str,
}

const fn of(
    kind: &'static str,
    title: &'static str,
    when: &'static str,
    who: &'static str,
    lines: &'static str,
) -> Places {
    Places { kind, title, when, who, lines }
}

/// The last row serves every other kind.
const PLACES: &[Places] = &[
    of("AdverseEvent", "event category", "date detected recordedDate", "recorder contributor", "outcome"),
    of("AllergyIntolerance", "code", "onset[x] recordedDate", "recorder asserter", "reaction"),
    of(
        "Appointment",
        "serviceType appointmentType description reasonCode",
        "start requestedPeriod",
        "",
        "description",
    ),
    of(
        "CarePlan",
        "title category description",
        "period created",
        "author contributor careTeam",
        "description",
    ),
    of("CareTeam", "name category", "period", "managingOrganization", ""),
    of("Claim", "type", "billablePeriod created", "provider insurer", "item"),
    of("ClinicalImpression", "code description", "effective[x] date", "assessor", "summary"),
    of("Communication", "topic category reasonCode", "sent received", "sender", "payload"),
    of("Composition", "title type", "date", "author custodian", ""),
    of("Condition", "code", "onset[x] recordedDate", "recorder asserter", "severity"),
    of("Consent", "category scope", "dateTime", "organization", "provision"),
    of("DetectedIssue", "code", "identified[x]", "author", "detail"),
    of("Device", "deviceName type", "manufactureDate", "owner", "statusReason"),
    of("DeviceUseStatement", "device", "timing[x] recordedOn", "source", "reasonCode"),
    of("DiagnosticReport", "code", "effective[x] issued", "performer resultsInterpreter", "conclusion"),
    of("DocumentReference", "description type category", "date", "author authenticator custodian", ""),
    of(
        "Encounter",
        "type serviceType class reasonCode",
        "period",
        "participant.individual serviceProvider",
        "reasonCode",
    ),
    of("EpisodeOfCare", "type", "period", "careManager managingOrganization", "team"),
    of("ExplanationOfBenefit", "type", "billablePeriod created", "provider insurer", ""),
    of("FamilyMemberHistory", "relationship name", "date", "", "condition"),
    of("Flag", "code category", "period", "author", ""),
    of("Goal", "description", "startDate start[x] statusDate", "expressedBy", "target"),
    of("ImagingStudy", "description procedureCode modality", "started", "interpreter referrer", "reasonCode"),
    of(
        "Immunization",
        "vaccineCode",
        "occurrence[x] recorded",
        "performer.actor",
        "statusReason protocolApplied",
    ),
    of("ImmunizationRecommendation", "recommendation", "date", "authority", ""),
    of("List", "title code", "date", "source", "note"),
    of("Media", "type modality content", "created[x] issued", "operator", "note"),
    of("MedicationAdministration", "medication[x]", "effective[x]", "performer.actor", "statusReason dosage"),
    of(
        "MedicationDispense",
        "medication[x]",
        "whenHandedOver whenPrepared",
        "performer.actor",
        "dosageInstruction quantity",
    ),
    of("MedicationRequest", "medication[x]", "authoredOn", "requester recorder", "dosageInstruction"),
    of("MedicationStatement", "medication[x]", "effective[x] dateAsserted", "informationSource", "dosage"),
    of("NutritionOrder", "oralDiet supplement", "dateTime", "orderer", ""),
    of("Observation", "code", "effective[x] issued", "performer", "value[x] component dataAbsentReason"),
    of(
        "Procedure",
        "code category",
        "performed[x]",
        "performer.actor recorder asserter",
        "statusReason outcome",
    ),
    of("QuestionnaireResponse", "questionnaire", "authored", "author source", ""),
    of("RiskAssessment", "code method", "occurrence[x]", "performer", "mitigation"),
    of(
        "ServiceRequest",
        "code category",
        "authoredOn occurrence[x]",
        "requester",
        "statusReason reasonCode patientInstruction",
    ),
    of("SupplyDelivery", "suppliedItem type", "occurrence[x]", "supplier", ""),
    of("Task", "code description", "authoredOn", "requester", "description"),
    of("VisionPrescription", "lensSpecification", "dateWritten created", "prescriber", ""),
    of(
        "",
        "title code name type serviceType category topic event deviceName description product[x] item[x] relationship class",
        "effective[x] occurrence[x] performed[x] period started created dateTime date authoredOn authored issued recordedDate \
         recorded sent timing[x] collected[x] servicedDate",
        "performer performer.actor requester author recorder asserter provider source sender orderer prescriber owner supplier \
         managingOrganization insurer organization payor",
        "conclusion outcome reasonCode note",
    ),
];

/// The places of a kind.
pub(crate) fn places(kind: &str) -> &'static Places {
    const LAST: &Places = &PLACES[PLACES.len() - 1];
    PLACES.iter().find(|places| places.kind == kind).unwrap_or(LAST)
}
