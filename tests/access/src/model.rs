//! A world as a person would tell it, before it is FHIR.

use jiff::civil::Date;

use crate::files::File;

/// A patient.
#[derive(Debug)]
pub struct Patient {
    /// `p0`.
    pub id: String,
    /// The birth date as it is recorded.
    pub born: Born,
    /// Why no carer is let in, if so.
    pub gone: Gone,
    /// It is no patient, but the space of somebody without a record.
    pub space: bool,
}

/// How much of a birth date is known.
#[derive(Clone, Copy, Debug)]
pub enum Born {
    /// Nothing.
    Unknown,
    /// Something that is no date.
    Nonsense,
    /// The year.
    Year(i16),
    /// The year and the month.
    Month(i16, i8),
    /// The day.
    Day(Date),
}

/// What became of a patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// Nothing.
    No,
    /// Nothing, and the record says so (`deceasedBoolean: false`, `link: replaces`).
    NoAndSaidSo,
    /// Died, `deceasedBoolean`.
    Died,
    /// Died, `deceasedDateTime`.
    DiedOn,
    /// The record was merged into another.
    Merged,
    /// The record is not in use.
    Inactive,
}

/// From when until when, in whole days.
#[derive(Clone, Debug, Default)]
pub struct Period {
    /// The first day.
    pub start: Option<Date>,
    /// The last day.
    pub end: Option<Date>,
    /// It holds something that can't be read.
    pub odd: bool,
}

/// A RelatedPerson.
#[derive(Debug)]
pub struct Carer {
    /// `c0`.
    pub id: String,
    /// Of which patient.
    pub patient: usize,
    /// The code of the relation; empty for none.
    pub relation: &'static str,
    /// `active`, where it is said.
    pub active: Option<bool>,
    /// When the relation holds.
    pub period: Period,
    /// Something changes its meaning.
    pub modifier: bool,
}

/// Somebody who can sign in.
#[derive(Debug)]
pub struct Person {
    /// `a0`.
    pub id: String,
    /// The own record.
    pub patient: Option<usize>,
    /// The RelatedPersons that are this person.
    pub carers: Vec<usize>,
}

/// What makes a provision one that is not understood whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// Another action than access.
    Action,
    /// An element that is not known here.
    Element,
    /// A section that is not known here, beside the others.
    Section,
    /// An entry with what depends on it (`meaning: dependents`), beside the others.
    Meaning,
    /// A list of sections with nothing in it.
    Empty,
}

/// One provision.
#[derive(Clone, Debug)]
pub struct Provision {
    /// It takes away.
    pub deny: bool,
    /// When it holds.
    pub period: Period,
    /// Whom it names; nobody when empty.
    pub actors: Vec<usize>,
    /// The sections, where it names any.
    pub sections: Option<Vec<&'static str>>,
    /// The entries (places in [`World::entries`]), where it names any.
    pub entries: Option<Vec<usize>>,
    /// It lets them read and nothing more (`action`: access).
    pub reads: bool,
    /// What is not understood.
    pub odd: Option<Odd>,
    /// What stands inside.
    pub inside: Vec<Provision>,
}

/// Who put a Consent into the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Giver {
    /// It is not said.
    Unsaid,
    /// Its patient.
    Patient,
    /// The team.
    Team,
    /// A carer, a parent say.
    Carer,
    /// Its patient and a carer together.
    Both,
}

/// A Consent.
#[derive(Debug)]
pub struct Agreement {
    /// `k0`.
    pub id: String,
    /// Whose.
    pub patient: usize,
    /// `status`.
    pub status: &'static str,
    /// Another scope than patient-privacy.
    pub other_scope: bool,
    /// Something changes its meaning.
    pub modifier: bool,
    /// When it was given.
    pub given: Option<Date>,
    /// Who put it there.
    pub giver: Giver,
    /// For how many hours a carer may keep what they read, where it is said.
    pub keeps: Option<u8>,
    /// What it says.
    pub provision: Provision,
}

/// A label of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// None.
    None,
    /// Normal or lower.
    Open(&'static str),
    /// R, V, or something that is not known.
    Closed(&'static str),
    /// A sensitivity.
    Sensitive,
    /// Not for the patient, family or carers.
    Withheld,
}

/// One version of an entry.
#[derive(Clone, Copy, Debug)]
pub struct Version {
    /// Which shape.
    pub shape: usize,
    /// In whose record.
    pub patient: usize,
    /// Its label.
    pub label: Label,
    /// The entry that it points to.
    pub other: usize,
    /// The carer that it names.
    pub carer: usize,
}

/// An entry: of one type, with its versions, the current one last.
#[derive(Debug)]
pub struct Entry {
    /// `e0`.
    pub id: String,
    /// The FHIR type.
    pub ty: &'static str,
    /// Its versions.
    pub versions: Vec<Version>,
}

/// All of it.
#[derive(Debug)]
pub struct World {
    /// The day.
    pub today: Date,
    /// The patients.
    pub patients: Vec<Patient>,
    /// The carers.
    pub carers: Vec<Carer>,
    /// Who can sign in.
    pub people: Vec<Person>,
    /// The agreements.
    pub agreements: Vec<Agreement>,
    /// The entries.
    pub entries: Vec<Entry>,
    /// The files that belong to some of them.
    pub files: Vec<File>,
}

impl World {
    /// `Type/id` of an entry.
    pub fn name(&self, entry: usize) -> String {
        format!("{}/{}", self.entries[entry].ty, self.entries[entry].id)
    }
}
