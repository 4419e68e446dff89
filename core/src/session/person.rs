//! The people of a session, as the gateway tells them.

use serde_json::Value;

use crate::fhir::date::Date;
use crate::json;

/// Somebody who may be chosen at a demo sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Identity.
    pub id: String,
    /// Name.
    pub name: String,
    /// One line about them.
    pub about: String,
}

/// Somebody who shares something with the person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaredFor {
    /// `Patient/x`.
    pub patient: String,
    /// Name.
    pub name: String,
    /// The sections that their consent opens now.
    pub sections: Vec<String>,
    /// The kinds of what is shared by name, each entry by itself.
    pub kinds: Vec<String>,
    /// Who one is there, `RelatedPerson/x`; empty where one may not add anything, or the gateway does not say.
    pub related: String,
    /// How they belong together: a code of v3 RoleCode; empty where it is not told.
    pub relation: String,
    /// Until when something is shared (RFC 3339); empty for no end.
    pub until: String,
    /// It ends then because they turn 16, and the person is their parent.
    pub by_age: bool,
    /// For how many hours what is read may be kept on one's own device; 0 for not at all.
    pub keeps: u32,
}

/// The gateway's public key, to which unsent entries are sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealKey {
    /// Its name.
    pub kid: String,
    /// The point of P-256, uncompressed, in base64url without padding.
    pub key: String,
}

/// The person who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Identity.
    pub id: String,
    /// Name.
    pub name: String,
    /// Their own record, `Patient/x`, if they have one.
    pub patient: Option<String>,
    /// The space of who has no record: what they write of themselves.
    pub space: Option<String>,
    /// Who shares with them.
    pub caring_for: Vec<CaredFor>,
    /// What entries are sealed to; `None` from a gateway that takes none.
    pub seal: Option<SealKey>,
    /// When what they share with a parent ends by age, milliseconds; 0 where age ends nothing.
    pub parents_until: i64,
    /// From when on what they agreed with a parent counts, milliseconds; 0 where age ended nothing. Sharing is shown online
    /// only, so it is not kept.
    pub parents_from: i64,
    /// The session's CSRF token; never kept.
    pub csrf: String,
}

impl CaredFor {
    /// Reads one of `caring_for`. Who may not add anything is nobody there who could.
    #[must_use]
    pub fn read(value: &Value) -> Option<Self> {
        let words = |name: &str| -> Vec<String> {
            list(value, name).iter().filter_map(|one| one.as_str().map(Into::into)).collect()
        };
        let adds = value["adds"] != false;
        Some(Self {
            patient: text(value, "patient")?,
            name: text(value, "name")?,
            sections: words("sections"),
            kinds: words("kinds"),
            related: text(value, "related").filter(|_| adds).unwrap_or_default(),
            relation: text(value, "relation").unwrap_or_default(),
            until: text(value, "until").unwrap_or_default(),
            by_age: value["by_age"] == true,
            keeps: value["keeps"].as_u64().and_then(|hours| u32::try_from(hours).ok()).unwrap_or(0).min(72),
        })
    }
}

impl Account {
    /// Reads the gateway's answer to `GET /session`; `None` if nobody is signed in or it is not ours.
    #[must_use]
    pub fn read(answer: &Value) -> Option<Self> {
        if answer["state"] != "in" {
            return None;
        }
        let person = &answer["person"];
        let moment =
            |name: &str| person[name].as_str().and_then(Date::parse).map_or(0, |end| end.to_millis());
        Some(Self {
            id: text(person, "id")?,
            name: text(person, "name")?,
            patient: text(person, "patient"),
            space: text(person, "space"),
            caring_for: list(answer, "caring_for").iter().filter_map(CaredFor::read).collect(),
            seal: text(&answer["seal"], "kid")
                .zip(text(&answer["seal"], "key"))
                .map(|(kid, key)| SealKey { kid, key }),
            parents_until: moment("parents_until"),
            parents_from: moment("parents_from"),
            csrf: text(answer, "csrf").unwrap_or_default(),
        })
    }

    /// What is kept of it on the person's own device: as [`Account::read`] reads it, without the token.
    #[must_use]
    pub fn row(&self) -> Value {
        let cared = |c: &CaredFor| {
            let words = |all: &[String]| -> Value { all.iter().map(String::as_str).collect() };
            let holes = [
                ("patient", c.patient.as_str().into()),
                ("name", c.name.as_str().into()),
                ("sections", words(&c.sections)),
                ("kinds", words(&c.kinds)),
                ("related", c.related.as_str().into()),
                ("relation", c.relation.as_str().into()),
                ("until", c.until.as_str().into()),
                ("keeps", c.keeps.into()),
                ("by_age", c.by_age.into()),
            ];
            let row = r#"{"patient": "$patient", "name": "$name", "sections": "$sections", "kinds": "$kinds", "related": "$related", "relation": "$relation", "until": "$until", "keeps": "$keeps", "by_age": "$by_age"}"#;
            json::filled(row, &holes)
        };
        let holes = [
            ("id", self.id.as_str().into()),
            ("name", self.name.as_str().into()),
            ("patient", self.patient.as_deref().into()),
            ("space", self.space.as_deref().into()),
            ("kid", self.seal.as_ref().map(|seal| seal.kid.as_str()).into()),
            ("key", self.seal.as_ref().map(|seal| seal.key.as_str()).into()),
            (
                "parents",
                (self.parents_until > 0).then(|| Date::from_millis(self.parents_until, 0).fhir()).into(),
            ),
            ("cared", self.caring_for.iter().map(cared).collect()),
        ];
        let row = r#"{"state": "in", "person": {"id": "$id", "name": "$name", "patient": "$patient", "space": "$space", "parents_until": "$parents"}, "caring_for": "$cared", "seal": {"kid": "$kid", "key": "$key"}}"#;
        json::filled(row, &holes)
    }

    /// Whose record is their own: as a patient, or the space of who has none.
    #[must_use]
    pub fn own(&self) -> Option<&String> {
        self.patient.as_ref().or(self.space.as_ref())
    }

    /// The first word of the name, for the greeting.
    #[must_use]
    pub fn first_name(&self) -> &str {
        self.name.split_whitespace().next().unwrap_or(&self.name)
    }
}

impl Offer {
    /// Reads the demo people of `GET /session`.
    #[must_use]
    pub fn read_all(answer: &Value) -> Vec<Self> {
        list(answer, "people")
            .iter()
            .filter_map(|p| {
                Some(Self {
                    id: text(p, "id")?,
                    name: text(p, "name")?,
                    about: text(p, "about").unwrap_or_default(),
                })
            })
            .collect()
    }
}

fn text(value: &Value, field: &str) -> Option<String> {
    value[field].as_str().map(Into::into)
}

fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value[field].as_array().map(Vec::as_slice).unwrap_or_default()
}
