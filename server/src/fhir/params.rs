//! The one table of search parameters: what is indexed, what is searched, and what the CapabilityStatement says.
//! A parameter enters with the screen that uses it.

/// What kind of value a parameter looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// A code, alone or with its system.
    Token,
    /// A reference, `Type/id`.
    Reference,
    /// An address, compared whole; the `|version` of a canonical one may be left out.
    Uri,
    /// A date, time or period.
    Date,
}

/// One search parameter of one type.
#[derive(Debug, PartialEq, Eq)]
pub struct Param {
    /// The FHIR type.
    pub kind: &'static str,
    /// Its name in a search.
    pub name: &'static str,
    /// What it looks at.
    pub ty: Type,
    /// The elements that it looks at.
    pub paths: &'static [&'static str],
}

impl Param {
    /// Its name over all types.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}.{}", self.kind, self.name)
    }
}

/// What a search asks of one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// This code; no system given means any, an empty one means none.
    Token(Option<String>, Option<String>),
    /// Exactly this reference or address.
    Exact(String),
    /// A comparison with the time from the first to before the second (milliseconds).
    Date(Compare, i64, i64),
}

/// The comparisons of a date (FHIR R4, search prefixes).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// Within.
    Eq,
    /// Not within.
    Ne,
    /// Reaches beyond.
    Gt,
    /// Begins before.
    Lt,
    /// Within or beyond.
    Ge,
    /// Within or before.
    Le,
    /// Begins after.
    Sa,
    /// Ends before.
    Eb,
}

const fn token(kind: &'static str, name: &'static str, paths: &'static [&'static str]) -> Param {
    Param { kind, name, ty: Type::Token, paths }
}

const fn reference(kind: &'static str, name: &'static str, paths: &'static [&'static str]) -> Param {
    Param { kind, name, ty: Type::Reference, paths }
}

const fn uri(kind: &'static str, name: &'static str, paths: &'static [&'static str]) -> Param {
    Param { kind, name, ty: Type::Uri, paths }
}

/// `_lastUpdated`, on every type.
pub static LAST_UPDATED: Param = date("Resource", "_lastUpdated", &["meta.lastUpdated"]);

const fn date(kind: &'static str, name: &'static str, paths: &'static [&'static str]) -> Param {
    Param { kind, name, ty: Type::Date, paths }
}

/// The table, in the order of the types.
pub static PARAMS: &[Param] = &[
    date("AdverseEvent", "date", &["date"]),
    token("AllergyIntolerance", "clinical-status", &["clinicalStatus"]),
    date("AllergyIntolerance", "date", &["recordedDate"]),
    reference("Appointment", "actor", &["participant.actor"]),
    date("Appointment", "date", &["start"]),
    token("Appointment", "status", &["status"]),
    date("AuditEvent", "date", &["recorded"]),
    token("CarePlan", "category", &["category"]),
    date("CarePlan", "date", &["period"]),
    token("CarePlan", "status", &["status"]),
    date("CareTeam", "date", &["period"]),
    reference("CareTeam", "participant", &["participant.member"]),
    token("CareTeam", "status", &["status"]),
    date("Claim", "created", &["created"]),
    date("ClinicalImpression", "date", &["date"]),
    date("Communication", "sent", &["sent"]),
    date("Composition", "date", &["date"]),
    token("Condition", "category", &["category"]),
    token("Condition", "clinical-status", &["clinicalStatus"]),
    date("Condition", "recorded-date", &["recordedDate"]),
    date("Consent", "date", &["dateTime"]),
    token("Consent", "status", &["status"]),
    date("DetectedIssue", "identified", &["identifiedDateTime", "identifiedPeriod"]),
    token("DiagnosticReport", "category", &["category"]),
    token("DiagnosticReport", "code", &["code"]),
    date("DiagnosticReport", "date", &["effectiveDateTime", "effectivePeriod"]),
    reference("DiagnosticReport", "result", &["result"]),
    reference("DocumentReference", "author", &["author"]),
    date("DocumentReference", "date", &["date"]),
    token("DocumentReference", "status", &["status"]),
    token("DocumentReference", "type", &["type"]),
    date("Encounter", "date", &["period"]),
    date("EpisodeOfCare", "date", &["period"]),
    date("ExplanationOfBenefit", "created", &["created"]),
    date("FamilyMemberHistory", "date", &["date"]),
    date("Flag", "date", &["period"]),
    token("Goal", "lifecycle-status", &["lifecycleStatus"]),
    date("Goal", "start-date", &["startDate"]),
    date("ImagingStudy", "started", &["started"]),
    date("Immunization", "date", &["occurrenceDateTime"]),
    date("List", "date", &["date"]),
    token("Location", "identifier", &["identifier"]),
    date("Media", "created", &["createdDateTime", "createdPeriod"]),
    token("Medication", "identifier", &["identifier"]),
    date("MedicationAdministration", "effective-time", &["effectiveDateTime", "effectivePeriod"]),
    reference("MedicationAdministration", "medication", &["medicationReference"]),
    reference("MedicationDispense", "medication", &["medicationReference"]),
    date("MedicationDispense", "whenhandedover", &["whenHandedOver"]),
    date("MedicationRequest", "authoredon", &["authoredOn"]),
    token("MedicationRequest", "intent", &["intent"]),
    reference("MedicationRequest", "medication", &["medicationReference"]),
    reference("MedicationRequest", "requester", &["requester"]),
    token("MedicationRequest", "status", &["status"]),
    date("MedicationStatement", "effective", &["effectiveDateTime", "effectivePeriod"]),
    reference("MedicationStatement", "medication", &["medicationReference"]),
    token("MedicationStatement", "status", &["status"]),
    token("Observation", "category", &["category"]),
    token("Observation", "code", &["code"]),
    date("Observation", "date", &["effectiveDateTime", "effectivePeriod", "effectiveInstant"]),
    token("Organization", "identifier", &["identifier"]),
    token("Practitioner", "identifier", &["identifier"]),
    token("PractitionerRole", "identifier", &["identifier"]),
    reference("PractitionerRole", "organization", &["organization"]),
    reference("PractitionerRole", "practitioner", &["practitioner"]),
    date("Procedure", "date", &["performedDateTime", "performedPeriod"]),
    uri("Questionnaire", "url", &["url"]),
    date("QuestionnaireResponse", "authored", &["authored"]),
    uri("QuestionnaireResponse", "questionnaire", &["questionnaire"]),
    token("QuestionnaireResponse", "status", &["status"]),
    token("RelatedPerson", "active", &["active"]),
    date("RiskAssessment", "date", &["occurrenceDateTime", "occurrencePeriod"]),
    date("ServiceRequest", "authored", &["authoredOn"]),
    date("SupplyRequest", "date", &["authoredOn"]),
    reference("Task", "focus", &["focus"]),
    reference("Task", "owner", &["owner"]),
    token("Task", "status", &["status"]),
    date("VisionPrescription", "datewritten", &["dateWritten"]),
];

/// The parameters of a type.
pub fn of(kind: &str) -> impl Iterator<Item = &'static Param> {
    PARAMS.iter().filter(move |p| p.kind == kind)
}

/// The parameter of a type by its name.
#[must_use]
pub fn find(kind: &str, name: &str) -> Option<&'static Param> {
    PARAMS.iter().find(|p| p.kind == kind && p.name == name)
}

/// The parameter by which a type is sorted by date.
#[must_use]
pub fn date_of(kind: &str) -> Option<&'static Param> {
    of(kind).find(|p| p.ty == Type::Date)
}
