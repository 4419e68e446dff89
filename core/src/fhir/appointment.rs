//! Appointment: when someone is seen, by whom and where.

use super::coding::Concept;
use super::date::Date;
use super::reference::Reference;
use super::source::Source;
use super::{Lenient, Node, Unread, label, open};
use serde_json::Value;

/// Whether an appointment stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// Asked for or offered, not yet agreed.
    Proposed,
    /// It stands.
    Booked,
    /// The person has come.
    Arrived,
    /// It took place.
    Fulfilled,
    /// Called off.
    Cancelled,
    /// Somebody did not come.
    Missed,
    /// Waiting for a place.
    Waiting,
    /// Entered in error: it should not count.
    EnteredInError,
    /// The entry does not say.
    #[default]
    Unknown,
}

const STATUSES: [(&str, Status); 10] = [
    ("proposed", Status::Proposed),
    ("pending", Status::Proposed),
    ("booked", Status::Booked),
    ("arrived", Status::Arrived),
    ("checked-in", Status::Arrived),
    ("fulfilled", Status::Fulfilled),
    ("cancelled", Status::Cancelled),
    ("noshow", Status::Missed),
    ("waitlist", Status::Waiting),
    ("entered-in-error", Status::EnteredInError),
];

/// Someone or something that takes part.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Party {
    /// Who or what.
    pub who: Reference,
    /// The name, where it is known.
    pub name: Option<String>,
    /// In which role, in words.
    pub role: Option<String>,
    /// `accepted`, `declined`, `tentative`, `needs-action`, as written.
    pub status: Option<String>,
}

/// When someone is seen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Appointment {
    /// Id, when it was made.
    pub source: Source,
    /// Whether it stands.
    pub status: Status,
    /// What it is for.
    pub label: Option<String>,
    /// More about it, as written.
    pub description: Option<String>,
    /// What the patient should know or do before, as written.
    pub instruction: Option<String>,
    /// When it begins.
    pub start: Option<Date>,
    /// When it ends.
    pub end: Option<Date>,
    /// How many minutes it takes.
    pub minutes: Option<i64>,
    /// How it takes place or what kind it is, in words.
    pub kind: Option<String>,
    /// Who takes part.
    pub parties: Vec<Party>,
    /// Why it was called off.
    pub cancelled: Option<String>,
    /// A comment, as written.
    pub comment: Option<String>,
}

impl Appointment {
    /// Those who take part and are of this kind, such as `Practitioner` or `Location`.
    pub fn of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Party> {
        self.parties.iter().filter(move |party| party.who.kind.as_deref() == Some(kind))
    }
}

/// Reads an Appointment; one with neither date nor words makes no sense.
pub fn read(value: &Value) -> Lenient<Appointment> {
    let node = open(value, &["Appointment"])?;
    let services = node.each("serviceType", Concept::read);
    let reasons = node.each("reasonCode", Concept::read);
    let named = services.iter().chain(&reasons).find_map(Concept::label);
    let appointment = Appointment {
        source: Source::read(&node, &[], &["created"]),
        status: node.one_of("status", "whether it stands", &STATUSES).unwrap_or_default(),
        label: named.map(str::to_owned),
        description: node.text("description"),
        instruction: node.text("patientInstruction"),
        start: node.date("start"),
        end: node.date("end"),
        minutes: node.whole("minutesDuration"),
        kind: label(&node, "appointmentType"),
        parties: node.each("participant", read_party),
        cancelled: label(&node, "cancelationReason"),
        comment: node.text("comment"),
    };
    let says =
        appointment.label.is_some() || appointment.description.is_some() || appointment.comment.is_some();
    if !says && appointment.start.is_none() && appointment.status == Status::Unknown {
        return Err(Unread { path: "start".into(), expected: "when it is" });
    }
    Ok(node.done(appointment))
}

fn read_party(node: &Node) -> Party {
    let who = node.read("actor", Reference::read).unwrap_or_default();
    let roles = node.each("type", Concept::read);
    Party {
        name: who.display.clone(),
        who,
        role: roles.iter().find_map(Concept::label).map(str::to_owned),
        status: node.text("status"),
    }
}
