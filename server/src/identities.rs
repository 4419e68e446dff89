//! Who may sign in: the demo people, and each imported patient.

use std::path::Path;

use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use crate::config::StartError;

/// One person who can sign in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Identity {
    /// Short name, unique among identities.
    pub id: String,
    /// The name that is shown to people.
    pub name: String,
    /// One line that says who this is.
    #[serde(default)]
    pub about: String,
    /// The own record, `Patient/x`, if this person has one here.
    #[serde(default)]
    pub patient: Option<String>,
    /// The `RelatedPerson/x` references that are this person.
    #[serde(default)]
    pub related: Vec<String>,
    /// The space of who has no record here, `Patient/x`: what they write of themselves. No Patient bears this id.
    #[serde(skip)]
    pub space: Option<String>,
    /// What a demo person types where a fresh sign-in is asked for.
    #[serde(default)]
    pub code: Option<String>,
}

/// The code of identities made from imported patients.
const IMPORTED_CODE: &str = "2468";

impl Identity {
    /// The demo identity of an imported Patient.
    #[must_use]
    pub fn of_patient(id: &str, name: &str) -> Self {
        Self {
            id: format!("patient-{id}"),
            name: name.to_owned(),
            about: "An imported record".to_owned(),
            patient: Some(format!("Patient/{id}")),
            related: Vec::new(),
            space: None,
            code: Some(IMPORTED_CODE.to_owned()),
        }
    }

    /// The own record, or the own space.
    #[must_use]
    pub fn own(&self) -> Option<&str> {
        self.patient.as_deref().or(self.space.as_deref())
    }

    /// The same person, with a space of their own where they have no record. Its id follows from who they are.
    #[must_use]
    pub fn with_space(self) -> Self {
        let space = self.patient.is_none().then(|| {
            let names = Uuid::new_v5(&Uuid::NAMESPACE_URL, b"https://lapwing.example/carers-space");
            format!("Patient/carer-{}", Uuid::new_v5(&names, self.id.as_bytes()))
        });
        Self { space, ..self }
    }

    /// Whether `reference` names this person, as patient or as related person.
    #[must_use]
    pub fn is(&self, reference: &str) -> bool {
        self.patient.as_deref() == Some(reference) || self.related.iter().any(|r| r == reference)
    }
}

/// The seeded demo people, in the order of their file.
#[derive(Clone, Debug, Default)]
pub struct Identities {
    people: Vec<Identity>,
}

impl Identities {
    /// The people of `server/demo/people.json`, which is part of the program.
    ///
    /// # Errors
    /// When that file is not a list of identities.
    pub fn seeded() -> Result<Self, StartError> {
        let people = serde_json::from_str(include_str!("../demo/people.json")).and_then(Self::parse);
        people.map_err(|why| StartError::unreadable(Path::new("server/demo/people.json"), why))
    }

    /// Reads a list of identities.
    ///
    /// # Errors
    /// When the value is not such a list.
    pub fn parse(value: Value) -> Result<Self, serde_json::Error> {
        serde_json::from_value(value).map(|people| Self { people })
    }

    /// The seeded people.
    #[must_use]
    pub fn people(&self) -> &[Identity] {
        &self.people
    }

    /// The seeded person of that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Identity> {
        self.people.iter().find(|p| p.id == id)
    }
}

/// The first name of a Patient: their first given name, or the first word of the name.
#[must_use]
pub fn given_name_of(patient: &Value) -> String {
    let names = patient["name"].as_array().map(Vec::as_slice).unwrap_or_default();
    let given = names.iter().find_map(|name| name["given"][0].as_str());
    given.map_or_else(|| name_of(patient).split(' ').next().unwrap_or_default().to_owned(), str::to_owned)
}

/// The name to show for a Patient: its text, or its given and family names.
#[must_use]
pub fn name_of(patient: &Value) -> String {
    let names = patient["name"].as_array().map(Vec::as_slice).unwrap_or_default();
    let official = names.iter().find(|n| n["use"] == "official" || n["use"] == "usual");
    let Some(name) = official.or(names.first()) else { return String::new() };
    if let Some(text) = name["text"].as_str() {
        return text.to_owned();
    }
    let given = name["given"].as_array().into_iter().flatten();
    let parts: Vec<&str> = given.chain([&name["family"]]).filter_map(Value::as_str).collect();
    parts.join(" ")
}
