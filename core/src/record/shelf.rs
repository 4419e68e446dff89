//! The shelves of a record, and what each asks the gateway for.

use super::{kinds, named};
use crate::fhir::date::Date;
use crate::plan;
use crate::session::CaredFor;

/// A part of the record that is shown together, and in most cases fetched and kept together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shelf {
    /// Conditions.
    Conditions,
    /// Medicines, asked for, taken, handed out and given.
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
    /// The steps of a safety plan that somebody shares: a carer's alone.
    Steps,
    /// Plans that somebody shares by themselves, and no other: a carer's alone.
    Papers,
    /// What the team asked the person to do.
    Tasks,
    /// Appointments.
    Appointments,
    /// Contacts, stays, and times in care.
    Visits,
    /// Clinic notes and documents of the team.
    Notes,
    /// Reports, scans, pictures.
    Reports,
    /// Vaccinations.
    Vaccinations,
    /// Treatments and procedures.
    Procedures,
    /// Referrals and requests.
    Referrals,
    /// Family history.
    Family,
    /// What the team looks out for: flags and assessments of risk, in the team's words.
    Watched,
    /// Consent and legal status.
    Rights,
    /// What those who care for the person noticed.
    Noticed,
    /// Entries of every other kind.
    Others,
    /// All that has no search of its own, fetched and kept together; it is shown on the shelves above.
    Entries,
    /// What came of late, of any kind: asked for by Today, and kept nowhere.
    News,
}

/// Each shelf, its word in an address and in a row's name, and the section of sharing (FACTS: sections) that opens it to
/// a carer; without one it is the person's alone.
const SHELVES: [(Shelf, &str, &str); 26] = [
    (Shelf::Conditions, "conditions", "about"),
    (Shelf::Medicines, "medicines", "medicines"),
    (Shelf::Allergies, "allergies", "about"),
    (Shelf::Results, "results", "results"),
    (Shelf::Letters, "letters", "letters"),
    (Shelf::Team, "care-team", "plan"),
    (Shelf::Appointments, "appointments", "appointments"),
    (Shelf::Visits, "visits", "about"),
    (Shelf::Notes, "notes", "letters"),
    (Shelf::Reports, "reports", "results"),
    (Shelf::Vaccinations, "vaccinations", "about"),
    (Shelf::Procedures, "procedures", "about"),
    (Shelf::Referrals, "referrals", ""),
    (Shelf::Family, "family", ""),
    (Shelf::Watched, "looked-out-for", "about"),
    (Shelf::Rights, "rights", ""),
    (Shelf::Noticed, "noticed", "check-ins"),
    (Shelf::Others, "others", ""),
    (Shelf::Plan, "plan", "plan"),
    (Shelf::Scores, "scores", "check-ins"),
    (Shelf::Answers, "answers", "check-ins"),
    (Shelf::Tasks, "tasks", "plan"),
    (Shelf::Steps, "steps", ""),
    (Shelf::Papers, "papers", ""),
    (Shelf::Entries, "entries", ""),
    (Shelf::News, "news", ""),
];

impl Shelf {
    /// The six that the Record screen always lists.
    pub const RECORD: [Self; 6] =
        [Self::Conditions, Self::Medicines, Self::Allergies, Self::Results, Self::Letters, Self::Team];

    /// Those that it lists where something stands on them.
    pub const MORE: [Self; 12] = [
        Self::Noticed,
        Self::Appointments,
        Self::Visits,
        Self::Notes,
        Self::Reports,
        Self::Vaccinations,
        Self::Procedures,
        Self::Referrals,
        Self::Family,
        Self::Watched,
        Self::Rights,
        Self::Others,
    ];

    /// Those that the Record screen asks for: all that it counts but the results, which are many.
    pub const LISTED: [Self; 7] = [
        Self::Conditions,
        Self::Medicines,
        Self::Allergies,
        Self::Letters,
        Self::Appointments,
        Self::Answers,
        Self::Entries,
    ];

    /// All that a record consists of, as it is fetched.
    pub const WHOLE: [Self; 11] = [
        Self::Conditions,
        Self::Medicines,
        Self::Allergies,
        Self::Letters,
        Self::Appointments,
        Self::Entries,
        Self::Results,
        Self::Plan,
        Self::Answers,
        Self::Team,
        Self::Tasks,
    ];

    /// The word in an address of what is hidden on this device: no shelf, and shown like one.
    pub const HIDDEN: &str = "hidden";

    /// What the page of one entry shows, and what goes with it.
    pub const ENTRY: [Self; 11] = Self::WHOLE;

    /// Every shelf that can be kept: all but what came of late, which stands last.
    pub const ALL: [Self; 25] = {
        let mut all = [Self::Conditions; 25];
        let mut at = 0;
        while at < all.len() {
            all[at] = SHELVES[at].0;
            at += 1;
        }
        all
    };

    fn row(self) -> (&'static str, &'static str) {
        let found = SHELVES.iter().find(|(shelf, ..)| *shelf == self);
        found.map_or(("", ""), |(_, slug, section)| (*slug, *section))
    }

    /// Its word in an address and in a row's name.
    #[must_use]
    pub fn slug(self) -> &'static str {
        self.row().0
    }

    /// The shelf of an address.
    #[must_use]
    pub fn of_slug(slug: &str) -> Option<Self> {
        Self::RECORD.into_iter().chain(Self::MORE).find(|s| s.slug() == slug)
    }

    /// The section of sharing (FACTS: sections) that opens it to a carer; empty where none does.
    #[must_use]
    pub fn section(self) -> &'static str {
        self.row().1
    }

    /// Whether what somebody shares opens it to who cares for them: a section, or an entry by itself.
    #[must_use]
    pub fn is_open_to(self, shared: &CaredFor) -> bool {
        let sections = &shared.sections;
        let alone = |shelf: Self| shared.kinds.iter().any(|kind| Self::of_kind(kind).fetched_as() == shelf);
        let open = |shelf: Self| {
            sections.iter().any(|section| section == shelf.section())
                || shared.kinds.iter().any(|kind| Self::of_kind(kind) == shelf)
        };
        match self {
            Self::Entries => {
                alone(self)
                    || Self::MORE.into_iter().any(|shelf| shelf.fetched_as() == Self::Entries && open(shelf))
            }
            // A plan is asked for with its goals, which somebody to whom one of them is named may not search: what is
            // named stands apart, and goes as a whole where the section comes or what is named is taken back.
            Self::Papers => {
                !Self::Plan.is_open_to(shared) && shared.kinds.iter().any(|kind| kind == "CarePlan")
            }
            Self::Plan => sections.iter().any(|section| section == self.section()),
            Self::Steps => sections.iter().any(|section| plan::shared_step(section).is_some()),
            // What the team asks a carer to answer stands among the Tasks.
            Self::Tasks => {
                let named = [Self::Tasks.section(), Self::Answers.section()];
                sections.iter().any(|section| named.contains(&section.as_str()))
            }
            shelf => open(shelf),
        }
    }

    /// It alone, as a list.
    pub(crate) fn alone(self) -> &'static [Self] {
        let found = SHELVES.iter().position(|(shelf, ..)| *shelf == self);
        found.and_then(|at| Self::ALL.get(at..=at)).unwrap_or_default()
    }

    /// The shelf that it is fetched and kept with.
    #[must_use]
    pub fn fetched_as(self) -> Self {
        match self {
            Self::Visits
            | Self::Notes
            | Self::Reports
            | Self::Vaccinations
            | Self::Procedures
            | Self::Referrals
            | Self::Family
            | Self::Watched
            | Self::Rights
            | Self::Others => Self::Entries,
            Self::Noticed => Self::Answers,
            own => own,
        }
    }

    /// The searches that fill it, in order; what came of late is asked for since a moment (milliseconds).
    pub(crate) fn searches(self, patient: &str, since: Option<i64>) -> Vec<String> {
        let of = |kind: &str, rest: &str| format!("/fhir/{kind}?patient={patient}&_count=200{rest}");
        let together = |kinds: &str| vec![format!("/fhir/{patient}/*?_type={kinds}&_count=200")];
        match self {
            Self::Conditions => vec![of("Condition", "")],
            Self::Medicines => together(&[&self.kinds().join(","), named::ALONG].concat()),
            Self::Allergies => vec![of("AllergyIntolerance", "")],
            Self::Results => vec![of("Observation", "&_sort=-date")],
            Self::Letters => vec![of("DocumentReference", "&_sort=-date")],
            Self::Team => vec![of("CareTeam", "&_include=CareTeam:participant")],
            Self::Plan => vec![of("CarePlan", ""), of("Goal", "")],
            Self::Papers => vec![of("CarePlan", "")],
            Self::Steps => {
                vec![of("CarePlan", &["&category=", plan::KIND, "%7C", plan::STEP_KIND].concat())]
            }
            Self::Scores => vec![of("Observation", "&category=survey&_sort=-date")],
            Self::Answers => vec![of("QuestionnaireResponse", "&_sort=-authored")],
            Self::Tasks => vec![of("Task", "")],
            Self::Appointments => vec![of("Appointment", "")],
            Self::News => {
                let after = since.map(|at| ["&_lastUpdated=gt", &Date::from_millis(at, 0).fhir()].concat());
                vec![["/fhir/", patient, "/*?_count=100", named::ALONG, &after.unwrap_or_default()].concat()]
            }
            _ => together(&kinds::asked_together()),
        }
    }

    /// So many pages of 200 are its newest part; a longer shelf says that it goes on. What a person has now may stand far
    /// back on some of them: a medicine, an allergy.
    pub(crate) fn most_pages(self) -> usize {
        match self {
            Self::News | Self::Results => 1,
            Self::Letters => 5,
            Self::Entries => 10,
            _ => 20,
        }
    }
}
