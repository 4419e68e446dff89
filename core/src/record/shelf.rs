//! The shelves of a record, and what each asks the gateway for.

/// A part of the record that is fetched and kept together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shelf {
    /// Conditions.
    Conditions,
    /// Medicines, asked for and taken.
    Medicines,
    /// Allergies.
    Allergies,
    /// Results and measurements.
    Results,
    /// Letters and documents.
    Letters,
    /// The care team.
    Team,
    /// Care plans and goals.
    Plan,
    /// Answered check-ins: the totals.
    Scores,
    /// Answered check-ins: the answers.
    Answers,
    /// What the team asked the person to do.
    Tasks,
    /// Appointments.
    Appointments,
}

impl Shelf {
    /// The six that the Record screen lists.
    pub const RECORD: [Self; 6] =
        [Self::Conditions, Self::Medicines, Self::Allergies, Self::Results, Self::Letters, Self::Team];

    /// Its word in an address and in a row's name.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Conditions => "conditions",
            Self::Medicines => "medicines",
            Self::Allergies => "allergies",
            Self::Results => "results",
            Self::Letters => "letters",
            Self::Team => "care-team",
            Self::Plan => "plan",
            Self::Scores => "scores",
            Self::Answers => "answers",
            Self::Tasks => "tasks",
            Self::Appointments => "appointments",
        }
    }

    /// The shelf of an address.
    #[must_use]
    pub fn of_slug(slug: &str) -> Option<Self> {
        Self::RECORD.into_iter().find(|s| s.slug() == slug)
    }

    /// The section of sharing (FACTS: sections) that opens it to a carer.
    #[must_use]
    pub fn section(self) -> &'static str {
        match self {
            Self::Conditions | Self::Allergies => "about",
            Self::Medicines => "medicines",
            Self::Results => "results",
            Self::Letters => "letters",
            Self::Team | Self::Plan | Self::Tasks => "plan",
            Self::Scores | Self::Answers => "check-ins",
            Self::Appointments => "appointments",
        }
    }

    /// The searches that fill it, in order.
    pub(crate) fn searches(self, patient: &str) -> Vec<String> {
        let of = |kind: &str, rest: &str| format!("/fhir/{kind}?patient={patient}&_count=200{rest}");
        match self {
            Self::Conditions => vec![of("Condition", "")],
            Self::Medicines => vec![of("MedicationRequest", ""), of("MedicationStatement", "")],
            Self::Allergies => vec![of("AllergyIntolerance", "")],
            Self::Results => vec![of("Observation", "&_sort=-date")],
            Self::Letters => vec![of("DocumentReference", "&_sort=-date")],
            Self::Team => vec![of("CareTeam", "&_include=CareTeam:participant")],
            Self::Plan => vec![of("CarePlan", ""), of("Goal", "")],
            Self::Scores => vec![of("Observation", "&category=survey&_sort=-date")],
            Self::Answers => vec![of("QuestionnaireResponse", "&_sort=-authored")],
            Self::Tasks => vec![of("Task", "")],
            Self::Appointments => vec![of("Appointment", "")],
        }
    }

    /// So many pages of 200 are fetched; a longer shelf says that it goes on.
    pub(crate) fn most_pages(self) -> usize {
        if self == Self::Results { 5 } else { 20 }
    }
}
