//! Observation: one result, measurement or score.

use super::coding::Concept;
use super::date::Date;
use super::measured::Measured;
use super::period::Period;
use super::quantity::Quantity;
use super::range::Range;
use super::reference::Reference;
use super::source::Source;
use super::{Lenient, Node, Unread, label, labels, open, signed_notes};
use crate::fold;
use crate::words::record_states;
use serde_json::Value;

/// How far a result is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// Asked for; there is no value yet.
    Registered,
    /// An early value that may change.
    Preliminary,
    /// Complete.
    Final,
    /// Changed after it was complete.
    Amended,
    /// Changed because it was wrong.
    Corrected,
    /// Will not be done.
    Cancelled,
    /// Entered in error: it should not count.
    EnteredInError,
    /// The entry does not say.
    #[default]
    Unknown,
}

pub(crate) const STATUSES: [(&str, Status); 10] = [
    ("registered", Status::Registered),
    ("preliminary", Status::Preliminary),
    ("partial", Status::Preliminary),
    ("final", Status::Final),
    ("amended", Status::Amended),
    ("appended", Status::Amended),
    ("corrected", Status::Corrected),
    ("cancelled", Status::Cancelled),
    ("entered-in-error", Status::EnteredInError),
    ("unknown", Status::Unknown),
];

/// What is usual, for whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Usual {
    /// The usual range.
    pub range: Range,
    /// What is usual, as text.
    pub text: Option<String>,
    /// What kind of range it is, such as "Normal Range" or "Therapeutic".
    pub kind: Option<String>,
    /// It is what is usual: so it says, or says nothing else.
    pub normal: bool,
    /// For whom, where it says so.
    pub applies_to: Vec<String>,
    /// For which ages.
    pub age: Option<Range>,
}

/// One value among several, such as the upper number of a blood pressure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// What it is.
    pub code: Concept,
    /// Its value.
    pub value: Option<Measured>,
    /// Why there is no value.
    pub absent: Option<String>,
    /// What the laboratory said of it, such as "High".
    pub interpretation: Vec<String>,
    /// What is usual.
    pub usual: Vec<Usual>,
}

/// One result, measurement or score.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Id, who performed it, when it was issued.
    pub source: Source,
    /// How far it is.
    pub status: Status,
    /// What kind: laboratory, vital signs, survey.
    pub categories: Vec<Concept>,
    /// What it is, with its own value where it has one.
    pub main: Part,
    /// Its parts, such as the two numbers of a blood pressure.
    pub parts: Vec<Part>,
    /// The date it stands for, or the start of its period.
    pub when: Option<Date>,
    /// The period it stands for.
    pub period: Option<Period>,
    /// How it was done.
    pub method: Option<String>,
    /// Other results that belong to it.
    pub members: Vec<Reference>,
    /// Whom or what it is about, where that is not the person: a mother, an unborn child, a device.
    pub focus: Vec<Reference>,
    /// What it was derived from, such as the answers to a questionnaire.
    pub from: Vec<Reference>,
    /// Something in it may change what the rest means, and nobody here knows how.
    pub altered: bool,
    /// Notes, as written.
    pub notes: Vec<String>,
}

impl Reading {
    /// What it is called.
    #[must_use]
    pub fn label(&self) -> &str {
        self.main.code.label().unwrap_or(crate::words::record::RESULT_UNNAMED)
    }

    /// What belongs in one trend: equal for the same code, of the same body.
    #[must_use]
    pub fn key(&self) -> String {
        // Nobody knows that two without a name are the same.
        let alone = || ["entry|", self.source.id.as_deref().unwrap_or_default()].concat();
        let mut key = self.main.code.key().unwrap_or_else(alone);
        for about in &self.focus {
            key.push_str("|about|");
            key.push_str(&about.key().or_else(|| about.display.clone()).unwrap_or_default());
        }
        key
    }

    /// Whom or what it is about, where that is not the person, in the entry's words.
    #[must_use]
    pub fn about(&self) -> Option<String> {
        let named = |about: &Reference| match (&about.display, &about.kind) {
            (Some(name), _) => name.clone(),
            (None, Some(kind)) => crate::words::record_kinds::kind(kind),
            (None, None) => crate::words::record_labels::NOT_NAMED.to_owned(),
        };
        let names: Vec<String> = self.focus.iter().map(named).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// Whether one of its categories has this code.
    #[must_use]
    pub fn in_category(&self, code: &str) -> bool {
        self.categories.iter().any(|category| category.is(code))
    }
}

/// Reads an Observation; one that neither names nor says anything makes no sense.
pub fn read(value: &Value) -> Lenient<Reading> {
    let node = open(value, &["Observation"])?;
    let main = part(&node);
    let parts = node.each("component", part);
    let status = node.one_of("status", "how far the result is", &STATUSES).unwrap_or_default();
    let says =
        main.value.is_some() || main.absent.is_some() || !parts.is_empty() || node.raw("note").is_some();
    if main.code.is_empty() && !says && status != Status::EnteredInError {
        return Err(Unread { path: "code".into(), expected: "what was measured" });
    }
    let period = node.read("effectivePeriod", Period::read);
    let when = ["effectiveDateTime", "effectiveInstant"].iter().find_map(|key| node.date(key));
    if node.raw("effectiveTiming").is_some() {
        node.miss("effectiveTiming", "one date");
    }
    let reading = Reading {
        source: Source::read(&node, &["performer"], &["issued"]),
        status,
        categories: node.each("category", Concept::read),
        main,
        parts,
        when: when.or(period.and_then(|period| period.start.or(period.end))),
        period,
        method: label(&node, "method"),
        members: node.each("hasMember", Reference::read),
        focus: focus(&node),
        from: node.each("derivedFrom", Reference::read),
        notes: signed_notes(&node),
        altered: node.altered(),
    };
    Ok(node.done(reading))
}

/// Whom it is about; the person themselves is nobody else.
fn focus(node: &Node) -> Vec<Reference> {
    let person = node.read("subject", Reference::read).and_then(|person| person.key());
    let mut focus = node.each("focus", Reference::read);
    focus.retain(|about| person.is_none() || about.key() != person);
    focus
}

/// What it is called; a bare code in words where the table knows it.
fn coded(node: &Node, words: fn(&str) -> Option<String>) -> Option<String> {
    let concept = Concept::read(node);
    let said = concept.text.as_deref().or_else(|| concept.display()).map(str::to_owned);
    said.or_else(|| concept.known(words)).or_else(|| concept.label().map(str::to_owned))
}

fn absent(node: &Node) -> Option<String> {
    let reason = node.child("dataAbsentReason")?;
    let said = coded(&reason, |code| Some(crate::words::record_labels::absent(code)));
    if said.is_none() {
        node.miss("dataAbsentReason", "words or a code");
    }
    said
}

fn part(node: &Node) -> Part {
    Part {
        code: node.read("code", Concept::read).unwrap_or_default(),
        value: Measured::read(node),
        absent: absent(node),
        interpretation: node.known("interpretation", "words or a code", |one| {
            coded(one, |code| record_states::interpretation(code).map(str::to_owned))
        }),
        usual: node.each("referenceRange", usual),
    }
}

fn usual(node: &Node) -> Usual {
    Usual {
        range: Range { low: node.read("low", Quantity::read), high: node.read("high", Quantity::read) },
        text: node.text("text"),
        normal: node.read("type", Concept::read).is_none_or(|kind| {
            kind.is("normal") || kind.label().is_some_and(|words| fold::plain(words).starts_with("normal"))
        }),
        kind: label(node, "type"),
        applies_to: labels(node, "appliesTo"),
        age: node.read("age", Range::read),
    }
}

impl Usual {
    /// In words: its text as written, else the range; and for whom, where it is not for everybody.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        let mut said = self.text.clone().or_else(|| self.range.words())?;
        let mut whom = self.applies_to.clone();
        whom.extend(self.age.as_ref().and_then(Range::words).map(|ages| ["age ", &ages].concat()));
        if !whom.is_empty() {
            said.push_str(" (");
            said.push_str(&whom.join(", "));
            said.push(')');
        }
        Some(said)
    }
}
