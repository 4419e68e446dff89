//! MedicationRequest and MedicationStatement: medicines asked for, and medicines taken.

use super::coding::Concept;
use super::date::Date;
use super::dose;
use super::period::Period;
use super::reference::{Reference, name_of};
use super::source::Source;
use super::{Lenient, Node, Unread, label, labels, open, signed_notes};
use crate::fold;
use serde_json::Value;

/// Whether a medicine is in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// In use.
    Active,
    /// Paused for now.
    OnHold,
    /// The course is complete.
    Completed,
    /// Stopped before its end.
    Stopped,
    /// Called off before it was given.
    Cancelled,
    /// Planned, not yet begun.
    Planned,
    /// Not taken.
    NotTaken,
    /// Entered in error: it should not count.
    EnteredInError,
    /// The entry does not say.
    #[default]
    Unknown,
}

const STATUSES: [(&str, Status); 10] = [
    ("active", Status::Active),
    ("on-hold", Status::OnHold),
    ("completed", Status::Completed),
    ("stopped", Status::Stopped),
    ("cancelled", Status::Cancelled),
    ("draft", Status::Planned),
    ("intended", Status::Planned),
    ("not-taken", Status::NotTaken),
    ("entered-in-error", Status::EnteredInError),
    ("unknown", Status::Unknown),
];

/// Whether a person takes it at a moment, as far as an entry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Use {
    /// It is in use.
    Taken,
    /// The entry says that it must not be taken.
    Forbidden,
    /// It is paused.
    Paused,
    /// It is proposed or planned, or begins later.
    Planned,
    /// The entry does not say, or says two things: in use, and over.
    NotKnown,
    /// It is over, or never was.
    Past,
    /// Entered in error.
    Mistake,
}

/// Whether it was asked for, or is said to be taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A prescription or another request.
    #[default]
    Prescribed,
    /// Someone says that it is taken.
    Taken,
}

/// A medicine.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Medicine {
    /// Id, who prescribed or reported it, when.
    pub source: Source,
    /// Asked for, or taken.
    pub kind: Kind,
    /// What it is.
    pub code: Concept,
    /// Where the medicine is described in an entry of its own.
    pub described: Option<Reference>,
    /// Whether it is in use.
    pub status: Status,
    /// Why it has this status, in the record's words.
    pub status_reason: Option<String>,
    /// `order`, `plan`, `proposal`, as written; only an order is a prescription.
    pub intent: Option<String>,
    /// Whether the entry says that it must not be taken.
    pub forbidden: bool,
    /// How to take it, in words, one line for each instruction.
    pub doses: Vec<String>,
    /// Who prescribed it, by name.
    pub prescriber: Option<String>,
    /// When it was prescribed, or when it was said to be taken.
    pub when: Option<Date>,
    /// When it is or was taken.
    pub period: Option<Period>,
    /// What it is for.
    pub reasons: Vec<String>,
    /// How many repeats are allowed.
    pub repeats: Option<i64>,
    /// Notes, as written.
    pub notes: Vec<String>,
}

impl Medicine {
    /// What it is called: its code, else the name of the entry that describes it.
    #[must_use]
    pub fn label(&self) -> &str {
        let described = self.described.as_ref().and_then(|reference| reference.display.as_deref());
        self.code.label().or(described).unwrap_or_default()
    }

    /// Whether it is more than an idea: `order` and what is made of one (`filler-order`). What says nothing counts as one.
    #[must_use]
    pub fn is_order(&self) -> bool {
        self.intent.as_deref().is_none_or(|intent| intent.ends_with("order"))
    }

    /// Whether the person takes it at this moment (milliseconds since 1970).
    #[must_use]
    pub fn usage(&self, at: i64) -> Use {
        // How long a prescription can be used is not how long the medicine is taken.
        let taken = self.period.filter(|_| self.kind == Kind::Taken).unwrap_or_default();
        let over = taken.unsure || taken.end.is_some_and(|end| end.end_millis() <= at);
        let planned = matches!(self.intent.as_deref(), Some("proposal" | "plan" | "option"));
        match self.status {
            Status::EnteredInError => Use::Mistake,
            Status::Completed | Status::Stopped | Status::Cancelled | Status::NotTaken => Use::Past,
            _ if self.forbidden => Use::Forbidden,
            Status::Planned => Use::Planned,
            _ if planned || taken.start.is_some_and(|start| start.to_millis() > at) => Use::Planned,
            Status::Unknown => Use::NotKnown,
            _ if over || !self.is_order() => Use::NotKnown,
            Status::OnHold => Use::Paused,
            Status::Active => Use::Taken,
        }
    }

    /// Whether it is the same medicine, of whatever strength: by a code of both, or else by the name before the first
    /// digit.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let codes = |medicine: &Self| -> Vec<String> {
            medicine.code.codings.iter().filter_map(|coding| coding.key()).collect()
        };
        let others = codes(other);
        if codes(self).iter().any(|code| others.contains(code)) {
            return true;
        }
        let name = |medicine: &Self| {
            let mut name = fold::plain(medicine.label());
            let end = name.find(|sign: char| sign.is_ascii_digit()).unwrap_or(name.len());
            name.truncate(end);
            name.truncate(name.trim_end().len());
            name
        };
        let this = name(self);
        !this.is_empty() && this == name(other)
    }

    /// Names it by the entry that describes it, once that is at hand.
    pub fn describe(&mut self, medication: &Value) {
        if self.code.is_empty() {
            self.code.text = name_of(medication);
        }
    }
}

/// Reads a MedicationRequest or a MedicationStatement; one that names no medicine makes no sense.
pub fn read(value: &Value) -> Lenient<Medicine> {
    let node = open(value, &["MedicationRequest", "MedicationStatement"])?;
    let taken = super::kind(value) == Some("MedicationStatement");
    let described = node.read("medicationReference", Reference::read);
    let code = code(&node, described.as_ref());
    let status = node.one_of("status", "whether it is in use", &STATUSES).unwrap_or_default();
    let nameless =
        code.is_empty() && described.as_ref().is_none_or(|at| at.written.is_none() && at.display.is_none());
    if nameless && status != Status::EnteredInError {
        return Err(Unread { path: "medication".into(), expected: "the name of a medicine" });
    }
    let source = source(&node, taken);
    let reason = match taken {
        true => labels(&node, "statusReason").into_iter().next(),
        false => label(&node, "statusReason"),
    };
    let supply = node.child("dispenseRequest");
    let medicine = Medicine {
        kind: if taken { Kind::Taken } else { Kind::Prescribed },
        prescriber: if taken { None } else { source.who().map(str::to_owned) },
        when: source.when,
        source,
        code,
        described,
        status,
        status_reason: reason,
        intent: node.text("intent"),
        forbidden: node.flag("doNotPerform").unwrap_or(false),
        doses: dose::read_all(&node, if taken { "dosage" } else { "dosageInstruction" }),
        period: period(&node, supply.as_ref()),
        reasons: labels(&node, "reasonCode"),
        repeats: supply.and_then(|supply| supply.whole("numberOfRepeatsAllowed")),
        notes: signed_notes(&node),
    };
    Ok(node.done(medicine))
}

fn code(node: &Node, described: Option<&Reference>) -> Concept {
    let code = node.read("medicationCodeableConcept", Concept::read).unwrap_or_default();
    if !code.is_empty() {
        return code;
    }
    let id = described.and_then(|at| at.written.as_deref()?.strip_prefix('#'));
    let contained = id.and_then(|id| node.contained(id));
    let inner = contained.and_then(Value::as_object).map(Node::root);
    inner.and_then(|inner| inner.read("code", Concept::read)).unwrap_or_default()
}

fn source(node: &Node, taken: bool) -> Source {
    match taken {
        true => Source::read(node, &["informationSource"], &["dateAsserted", "effectiveDateTime"]),
        false => Source::read(node, &["requester", "recorder"], &["authoredOn"]),
    }
}

/// When it is taken, else from when, else for how long the prescription holds.
fn period(node: &Node, supply: Option<&Node>) -> Option<Period> {
    (node.read("effectivePeriod", Period::read))
        .or_else(|| node.date("effectiveDateTime").map(Period::since))
        .or_else(|| supply?.read("validityPeriod", Period::read))
}
