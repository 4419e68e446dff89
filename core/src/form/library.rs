//! What can be answered: `/questionnaires/index.json`, with the published scoring of each.

use serde_json::Value;

use crate::fhir::coding::Coding;
use crate::json;
use crate::now::short_key;

/// A questionnaire of the library.
#[derive(Debug, Clone, PartialEq)]
pub struct Instrument {
    /// Its folder's name.
    pub name: String,
    /// Its canonical URL.
    pub url: String,
    /// Its title in plain words.
    pub title: String,
    /// One line about it.
    pub about: String,
    /// Why it is asked.
    pub why: String,
    /// How many questions.
    pub questions: u64,
    /// About how many minutes.
    pub minutes: u64,
    /// Where the Questionnaire lies.
    pub file: String,
    /// How it is scored; `None` where nothing was published.
    pub total: Option<Total>,
    /// Where each part is looked at by itself, and no total was published: the parts.
    pub parts: Vec<Total>,
    /// A trust brought it in.
    pub trusts: bool,
    /// It is for who cares for somebody, about them; nobody answers it about themselves.
    pub others: bool,
    /// Answers that open help at once, beside those of `risk.json` and as written there: of questionnaires that a
    /// trust brought in.
    pub risk: Vec<Value>,
}

/// A published total score.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// `Observation.code.coding` of the total.
    pub codings: Vec<Value>,
    /// What it is called, where there are several.
    pub name: Option<String>,
    /// Lowest.
    pub min: i64,
    /// Highest.
    pub max: i64,
    /// Whether lower is better.
    pub lower: bool,
    /// The smallest change that is more than chance would explain.
    pub change: Option<i64>,
    /// Bands, from the lowest; empty where none were published.
    pub bands: Vec<Band>,
    /// From this score on, where it was published without bands or beside them.
    pub cutoff: Option<i64>,
    /// Halves that were published with a line of their own.
    pub halves: Vec<Half>,
    /// The linkIds of the questions that count; empty where every choice of the questionnaire does.
    pub scored: Vec<String>,
    /// So many of them may be missing, made up for as published.
    pub spare: usize,
}

/// A part of a total that is looked at by itself too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Half {
    /// What it is about.
    pub name: String,
    /// The linkIds of its questions.
    pub scored: Vec<String>,
    /// Highest.
    pub max: i64,
    /// The score from which on it was published as worth a closer look.
    pub from: i64,
}

/// A band of a total score, `from..=to`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Lowest score in it.
    pub from: i64,
    /// Highest score in it.
    pub to: i64,
    /// Its published name: only on the plot and in the table.
    pub name: String,
    /// The sentence under a score in it; `None` leaves it to the general one.
    pub say: Option<String>,
}

/// Those of a list that can be read.
fn each<T>(list: &Value, read: fn(&Value) -> Option<T>) -> Vec<T> {
    let mut found = Vec::new();
    for entry in list.as_array().map_or(&[][..], Vec::as_slice) {
        if let Some(read) = read(entry) {
            found.push(read);
        }
    }
    found
}

impl Instrument {
    /// Reads the library; an entry without name, url or file is left out.
    #[must_use]
    pub fn read_all(index: &Value) -> Vec<Self> {
        each(index, Self::read)
    }

    fn read(entry: &Value) -> Option<Self> {
        let text = |field: &str| entry[field].as_str().map(String::from);
        Some(Self {
            name: text("name")?,
            url: text("url")?,
            title: text("title").or_else(|| text("name"))?,
            about: text("about").unwrap_or_default(),
            why: text("why").unwrap_or_default(),
            questions: entry["questions"].as_u64().unwrap_or_default(),
            minutes: entry["minutes"].as_u64().unwrap_or(5),
            file: text("file")?,
            total: Total::read(&entry["total"]),
            parts: each(&entry["parts"], Total::read),
            trusts: entry["trusts"] == true,
            others: entry["for"] == "others",
            risk: entry["risk"].as_array().cloned().unwrap_or_default(),
        })
    }

    /// The key that stands for it in an address.
    #[must_use]
    pub fn key(&self) -> String {
        short_key(&self.url)
    }

    /// The total, or the parts.
    #[must_use]
    pub fn totals(&self) -> &[Total] {
        self.total.as_ref().map_or(&self.parts, std::slice::from_ref)
    }
}

fn ids(list: &Value) -> Vec<String> {
    each(list, |id| id.as_str().map(String::from))
}

impl Half {
    fn read(half: &Value) -> Option<Self> {
        Some(Self {
            name: half["name"].as_str()?.into(),
            scored: ids(&half["scored"]),
            max: half["max"].as_i64()?,
            from: half["from"].as_i64()?,
        })
    }
}

impl Band {
    fn read(band: &Value) -> Option<Self> {
        Some(Self {
            from: band["from"].as_i64()?,
            to: band["to"].as_i64()?,
            name: band["name"].as_str()?.into(),
            say: band["say"].as_str().map(String::from),
        })
    }
}

impl Total {
    fn read(total: &Value) -> Option<Self> {
        let text = |field: &str| total[field].as_str();
        let holes = [
            ("system", text("system")?.into()),
            ("code", text("code")?.into()),
            ("display", text("display").unwrap_or_default().into()),
        ];
        let first = json::filled(r#"{"system": "$system", "code": "$code", "display": "$display"}"#, &holes);
        let mut codings = total["also"].as_array().cloned().unwrap_or_default();
        codings.insert(0, first);
        Some(Self {
            codings,
            name: text("name").map(String::from),
            min: total["min"].as_i64()?,
            max: total["max"].as_i64()?,
            lower: total["better"] != "higher",
            change: total["change"].as_i64(),
            bands: each(&total["bands"], Band::read),
            cutoff: total["cutoff"].as_i64(),
            halves: each(&total["halves"], Half::read),
            scored: ids(&total["scored"]),
            spare: usize::from(text("missing").is_some_and(|rule| rule.starts_with("one"))),
        })
    }

    /// Whether one of the codings of `concept`, a CodeableConcept, is this total's.
    #[must_use]
    pub fn codes(&self, concept: &Value) -> bool {
        let codings = concept["coding"].as_array().map_or(&[][..], Vec::as_slice);
        codings.iter().any(|coding| self.codings.iter().any(|mine| crate::sdc::same(mine, coding)))
    }

    /// Whether a code of an Observation is this total's.
    #[must_use]
    pub fn is(&self, coding: &Coding) -> bool {
        let same = |mine: &Value| {
            mine["code"].as_str() == coding.code.as_deref()
                && mine["system"].as_str() == coding.system.as_deref()
        };
        coding.code.is_some() && self.codings.iter().any(same)
    }

    /// The band that holds `score`.
    #[must_use]
    pub fn band(&self, score: i64) -> Option<&Band> {
        self.bands.iter().find(|b| (b.from..=b.to).contains(&score))
    }
}
