//! Every shape of entry that the rules tell apart, and what docs/access.md says of it.

/// Whose an entry of a shape is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The patient's, to be shared by section (where it has one) or by entry.
    Record,
    /// The patient's, and never a carer's.
    Never,
    /// The copy of one step of the patient's safety plan, for whom it is shared with; the patient has it in the plan.
    Step,
    /// The patient's, and in a section for the one carer whom it asks.
    Asked,
    /// What the carer and the team write to each other.
    CarersMessage,
    /// Anybody's.
    Nobodys,
    /// No patient's: it names two.
    TwoPatients,
}

/// One shape of entry.
#[derive(Debug)]
pub struct Shape {
    /// The FHIR type.
    pub ty: &'static str,
    /// The section that covers it; empty for none.
    pub section: &'static str,
    /// Whose it is.
    pub whose: Whose,
    /// Its content: `$me` is the patient, `$you` another one, `$carer` the carer, `$other` another entry, `$id` its own id.
    pub body: &'static str,
}

const fn record(ty: &'static str, section: &'static str, body: &'static str) -> Shape {
    Shape { ty, section, whose: Whose::Record, body }
}

const fn special(ty: &'static str, section: &'static str, whose: Whose, body: &'static str) -> Shape {
    Shape { ty, section, whose, body }
}

const SUBJECT: &str = r#""subject":{"reference":"$me"}"#;
const PATIENT: &str = r#""patient":{"reference":"$me"}"#;

macro_rules! steps {
    ($kind:literal, $($step:literal),*) => {
        concat!(
            r#""subject":{"reference":"$me"},"status":"active","title":"A step of my safety plan","category":[{"coding":[{"system":"https://lapwing.example/CodeSystem/plan-kind","code":""#,
            $kind, r#""}"#, $(r#",{"system":"https://lapwing.example/CodeSystem/safety-plan-step","code":""#, $step, r#""}"#,)* "]}]"
        )
    };
}

macro_rules! observation {
    ($($category:literal)*; $code:literal) => {
        concat!(
            r#""subject":{"reference":"$me"},"status":"final","effectiveDateTime":"2026-10-01","category":["#,
            observation!(@ $($category)*),
            r#"],"code":{"coding":[{"system":"http://loinc.org","code":""#, $code, r#""}]}"#
        )
    };
    (@) => { "" };
    (@ $one:literal) => {
        concat!(r#"{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":""#, $one, r#""}]}"#)
    };
    (@ $one:literal $($more:literal)+) => { concat!(observation!(@ $one), ",", observation!(@ $($more)+)) };
}

/// A goal or an action of somebody's own: who put it there writes this version.
macro_rules! own_goal {
    ($by:literal) => {
        concat!(
            r#""subject":{"reference":"$me"},"lifecycleStatus":"proposed","description":{"text":"Words"},"extension":[{"url":"https://lapwing.example/StructureDefinition/changed-by","valueReference":{"reference":""#,
            $by, r#""}}],"expressedBy":{"reference":""#, $by, r#""}"#
        )
    };
}
macro_rules! own_action {
    ($by:literal) => {
        concat!(
            r#""for":{"reference":"$me"},"status":"requested","intent":"proposal","code":{"coding":[{"system":"https://lapwing.example/CodeSystem/plan-part","code":"own-action"}],"text":"Words"},"basedOn":[{"reference":"CarePlan/p"}],"authoredOn":"2026-11-20","extension":[{"url":"https://lapwing.example/StructureDefinition/changed-by","valueReference":{"reference":""#,
            $by, r#""}}],"requester":{"reference":""#, $by, r#""},"owner":{"display":"Somebody"}"#
        )
    };
}

/// Who put an entry of this shape into the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The patient.
    Patient,
    /// The carer whom it names.
    Carer,
}

/// Who put it into the plan, where it is somebody's own part of one.
pub fn own_part(shape: &Shape) -> Option<By> {
    let own = shape.body.contains("changed-by");
    own.then(|| if shape.body.contains("$carer") { By::Carer } else { By::Patient })
}

/// The shapes.
#[rustfmt::skip]
pub static SHAPES: &[Shape] = &[
    record("CarePlan", "plan", r#""subject":{"reference":"$me"},"status":"active","title":"My plan""#),
    record("CarePlan", "plan", r#""subject":{"reference":"$me"},"category":[{"text":"Care plan"}]"#),
    record("CarePlan", "", r#""subject":{"reference":"$me"},"category":[{"coding":[{"system":"x","code":"safety-plan"}]}]"#),
    record("CarePlan", "", r#""subject":{"reference":"$me"},"title":"My Safety Plan for bad days""#),
    record("CarePlan", "", r#""subject":{"reference":"$me"},"category":[{"text":"Crisis plan"}]"#),
    record("CarePlan", "", r#""subject":{"reference":"$me"},"title":"Crisis and contingency plan""#),
    record("CarePlan", "", r#""subject":{"reference":"$me"},"category":[{"coding":[{"system":"x","code":"1","display":"Staying safe"}]}]"#),
    special("CarePlan", "warning-signs", Whose::Step, steps!("safety-plan-step", "warning-signs")),
    special("CarePlan", "coping", Whose::Step, steps!("safety-plan-step", "coping")),
    special("CarePlan", "people-to-ask", Whose::Step, steps!("safety-plan-step", "people-to-ask")),
    special("CarePlan", "", Whose::Step, steps!("safety-plan-step", "reasons")),
    record("CarePlan", "", steps!("safety-plan-step", "coping", "warning-signs")),
    record("CarePlan", "", steps!("care-plan", "coping")),
    record("CarePlan", "", steps!("safety-plan-step",)),
    record("Goal", "plan", r#""subject":{"reference":"$me"},"lifecycleStatus":"active""#),
    record("Goal", "plan", own_goal!("$me")),
    record("Goal", "plan", own_goal!("$carer")),
    record("Task", "plan", own_action!("$me")),
    record("Task", "plan", own_action!("$carer")),
    record("CareTeam", "plan", r#""subject":{"reference":"$me"},"participant":[{"member":{"reference":"Practitioner/doctor"}},{"member":{"reference":"$carer"}}]"#),
    record("Task", "plan", r#""for":{"reference":"$me"},"status":"requested","basedOn":[{"reference":"CarePlan/p"}]"#),
    record("Task", "plan", r#""for":{"reference":"$me"},"basedOn":[{"reference":"CarePlan/p"}],"focus":{"reference":"Goal/g"}"#),
    record("Task", "plan", r#""for":{"reference":"$me"},"basedOn":[{"reference":"CarePlan/p"}],"partOf":[{"reference":"Task/t"}],"status":"completed","code":{"coding":[{"system":"https://lapwing.example/CodeSystem/plan-answer","code":"done"}]}"#),
    record("Task", "", r#""for":{"reference":"$me"},"focus":{"reference":"CarePlan/p/_history/1"},"status":"requested","code":{"coding":[{"system":"https://lapwing.example/CodeSystem/plan-answer","code":"talk"}]}"#),
    record("Task", "", r#""for":{"reference":"$me"},"basedOn":[{"reference":"CarePlan/p"}],"focus":{"reference":"QuestionnaireResponse/q"}"#),
    special("Task", "check-ins", Whose::Asked, r#""for":{"reference":"$me"},"status":"requested","focus":{"reference":"Questionnaire/gad-7"},"owner":{"reference":"$carer"}"#),
    special("Task", "check-ins", Whose::Asked, r#""for":{"reference":"$me"},"input":[{"valueCanonical":"https://x.example/Questionnaire/a"}],"owner":{"reference":"$carer"}"#),
    record("Task", "", r#""for":{"reference":"$me"},"focus":{"reference":"Questionnaire/gad-7"},"owner":{"reference":"$carer"},"reasonCode":{"text":"A reason"}"#),
    record("Task", "", r#""for":{"reference":"$me"},"focus":{"reference":"Questionnaire/gad-7"},"owner":{"reference":"$me"}"#),
    record("Task", "", r#""for":{"reference":"$me"},"focus":{"reference":"$other"}"#),
    record("Task", "", r#""for":{"reference":"$me"},"basedOn":[{"reference":"CarePlan/p"},{"reference":"ServiceRequest/s"}]"#),
    record("Appointment", "appointments", r#""participant":[{"actor":{"reference":"$me"}},{"actor":{"reference":"Practitioner/doctor"}},{"actor":{"reference":"$carer"}}]"#),
    special("Appointment", "", Whose::TwoPatients, r#""participant":[{"actor":{"reference":"$me"}},{"actor":{"reference":"$you"}}]"#),
    record("MedicationRequest", "medicines", r#""subject":{"reference":"$me"},"status":"active","medicationReference":{"reference":"Medication/closed"}"#),
    record("MedicationStatement", "medicines", r#""subject":{"reference":"$me"},"medicationReference":{"reference":"Medication/open"}"#),
    record("MedicationDispense", "medicines", SUBJECT),
    record("Observation", "results", observation!("laboratory"; "2093-3")),
    record("Observation", "results", observation!("vital-signs"; "8867-4")),
    record("Observation", "results", observation!("exam" "imaging"; "8302-2")),
    record("Observation", "check-ins", observation!("survey"; "44261-6")),
    record("Observation", "check-ins", observation!("survey"; "1234-5")),
    record("Observation", "", observation!("laboratory"; "44261-6")),
    record("Observation", "", observation!("laboratory" "survey"; "2093-3")),
    record("Observation", "", observation!("laboratory" "social-history"; "2093-3")),
    record("Observation", "", observation!("social-history"; "72166-2")),
    record("Observation", "", observation!(; "2093-3")),
    record("DiagnosticReport", "results", r#""subject":{"reference":"$me"},"code":{"coding":[{"system":"http://loinc.org","code":"57698-3"}]},"result":[{"reference":"$other"}]"#),
    record("DiagnosticReport", "", r#""subject":{"reference":"$me"},"code":{"coding":[{"system":"http://loinc.org","code":"69737-5"}]},"result":[{"reference":"$other"}]"#),
    record("DiagnosticReport", "", r#""subject":{"reference":"$me"},"category":[{"coding":[{"system":"http://loinc.org","code":"34117-2"}]}]"#),
    record("QuestionnaireResponse", "check-ins", SUBJECT),
    record("DocumentReference", "letters", r#""subject":{"reference":"$me"},"author":[{"reference":"Organization/closed"},{"reference":"Practitioner/doctor"}]"#),
    record("DocumentReference", "letters", r#""subject":{"reference":"$me"},"content":[{"attachment":{"contentType":"text/plain","url":"Binary/named-$id"}}]"#),
    record("Composition", "letters", SUBJECT),
    record("Binary", "letters", r#""securityContext":{"reference":"$me"}"#),
    record("Condition", "about", SUBJECT),
    record("AllergyIntolerance", "about", PATIENT),
    record("Immunization", "about", PATIENT),
    record("Procedure", "about", SUBJECT),
    record("Encounter", "about", SUBJECT),
    record("Flag", "about", SUBJECT),
    record("Claim", "", PATIENT),
    record("Media", "", SUBJECT),
    special("Communication", "messages", Whose::CarersMessage, r#""subject":{"reference":"$me"},"sender":{"reference":"$carer"},"recipient":[{"reference":"Practitioner/doctor"}]"#),
    special("Communication", "", Whose::Never, r#""subject":{"reference":"$me"},"sender":{"reference":"$me"},"recipient":[{"reference":"Practitioner/doctor"}]"#),
    special("Communication", "", Whose::Never, r#""subject":{"reference":"$me"},"sender":{"reference":"$me"},"recipient":[{"reference":"$carer"}]"#),
    special("Communication", "", Whose::Never, r#""subject":{"reference":"$me"},"sender":{"reference":"Practitioner/doctor"}"#),
    special("Organization", "", Whose::Nobodys, r#""name":"A trust""#),
    special("Practitioner", "", Whose::Nobodys, r#""active":true"#),
];

/// The shapes of one type.
pub fn of(ty: &str) -> Vec<usize> {
    (0..SHAPES.len()).filter(|at| SHAPES[*at].ty == ty).collect()
}
