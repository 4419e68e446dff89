//! Where help is: data, shipped with the app and replaced by the trust's own.

use serde_json::Value;

use crate::json;

const HELP: &str = include_str!("../../../public/data/help.json");
const TRUST: &str = include_str!("../../../public/data/trust.json");

/// Somebody to turn to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Stands for it in lists.
    pub id: String,
    /// Who.
    pub name: String,
    /// When to turn to them.
    pub say: String,
    /// A number to call.
    pub call: Option<String>,
    /// A number to text.
    pub text: Option<String>,
    /// The word to text.
    pub word: Option<String>,
    /// One thing to know.
    pub note: Option<String>,
    /// At which hours.
    pub hours: Option<String>,
    /// Only for people under 19.
    pub young: bool,
}

/// Names and words of the trust.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trust {
    /// Its name.
    pub name: String,
    /// The team that reads what is sent.
    pub team: String,
    /// When they read.
    pub reads: String,
    /// How to call them.
    pub call: Option<String>,
    /// Who that team is in the record (`Organization/x`).
    pub owner: String,
    /// What the trust says of repeats of a medicine.
    pub repeat: Option<String>,
    /// What it says to carers: titles and words.
    pub carers: Vec<(String, String)>,
}

impl Contact {
    /// The contacts that came with the app.
    #[must_use]
    pub fn shipped() -> Vec<Self> {
        Self::read_all(&json::read(HELP).unwrap_or(Value::Null))
    }

    /// Reads `help.json`; an entry that gives no number is left out.
    #[must_use]
    pub fn read_all(help: &Value) -> Vec<Self> {
        let contacts = help["contacts"].as_array().into_iter().flatten();
        contacts
            .filter_map(|c| {
                let text = |field: &str| c[field].as_str().filter(|t| !t.is_empty()).map(String::from);
                let (call, sms) = (text("call"), text("text"));
                if call.is_none() && sms.is_none() {
                    return None;
                }
                Some(Self {
                    id: text("id")?,
                    name: text("name")?,
                    say: text("say").unwrap_or_default(),
                    call,
                    text: sms,
                    word: text("word"),
                    note: text("note"),
                    hours: text("hours"),
                    young: c["for"] == "under-19",
                })
            })
            .collect()
    }
}

impl Trust {
    /// The trust's data that came with the app.
    #[must_use]
    pub fn shipped() -> Self {
        Self::read(&json::read(TRUST).unwrap_or(Value::Null)).unwrap_or_default()
    }

    /// Reads `trust.json`.
    #[must_use]
    pub fn read(trust: &Value) -> Option<Self> {
        let team = &trust["team"];
        Some(Self {
            name: trust["name"].as_str()?.into(),
            team: team["name"].as_str()?.into(),
            reads: team["reads"].as_str().unwrap_or_default().into(),
            call: team["call"].as_str().map(Into::into),
            owner: team["owner"].as_str().unwrap_or_default().into(),
            repeat: trust["repeat"].as_str().map(Into::into),
            carers: trust["carers"].as_array().into_iter().flatten().filter_map(told).collect(),
        })
    }
}

/// A title and what it says.
fn told(one: &Value) -> Option<(String, String)> {
    Some((one["title"].as_str()?.to_owned(), one["text"].as_str()?.to_owned()))
}
