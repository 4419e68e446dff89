//! The entries of a batch or transaction, as they are asked.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::outcome::Problem;
use crate::json::Fields;

/// What a bundle asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Each entry by itself.
    Batch,
    /// All or nothing.
    Transaction,
}

/// One entry.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// What other entries call it.
    pub full_url: Option<String>,
    /// The resource.
    pub resource: Option<Box<RawValue>>,
    /// What is asked.
    pub request: Request,
}

/// What is asked of one entry.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Request {
    /// The HTTP method.
    pub method: String,
    /// The address, from the service's base on.
    pub url: String,
    /// `If-Match`.
    pub if_match: Option<String>,
    /// `If-None-Match`.
    pub if_none_match: Option<String>,
    /// `If-None-Exist`, which is not offered.
    pub if_none_exist: Option<String>,
}

impl Entry {
    /// The text of the resource.
    ///
    /// # Errors
    /// `400` where there is none.
    pub fn text(&self) -> Result<&str, Problem> {
        let text = self.resource.as_deref().map(RawValue::get);
        text.ok_or_else(|| Problem::invalid("An entry that writes needs its resource."))
    }
}

/// The place of an entry.
#[must_use]
pub fn place(index: usize) -> String {
    format!("Bundle.entry[{index}]")
}

/// Reads a Bundle that was sent to the base.
///
/// # Errors
/// `400` where it is no batch or transaction, or an entry can't be understood.
pub fn read(body: &str) -> Result<(Kind, Vec<Result<Entry, Problem>>), Problem> {
    let value: serde_json::Value = serde_json::from_str(body).map_err(|e| {
        Problem::new(axum::http::StatusCode::BAD_REQUEST, "structure", format!("This is not JSON ({e})."))
    })?;
    if value["resourceType"] != "Bundle" {
        return Err(Problem::invalid("What is sent here is a Bundle."));
    }
    let kind = match value["type"].as_str() {
        Some("transaction") => Kind::Transaction,
        Some("batch") => Kind::Batch,
        _ => {
            return Err(
                Problem::invalid("A Bundle that is sent here is a batch or a transaction.").at("Bundle.type")
            );
        }
    };
    let unreadable = || Problem::invalid("The Bundle's entries are not a list.").at("Bundle.entry");
    let fields = Fields::parse(body).map_err(|_| unreadable())?;
    let entries: Vec<Box<RawValue>> =
        fields.get("entry").map_or(Ok(Vec::new()), serde_json::from_str).map_err(|_| unreadable())?;
    let entries = entries.iter().enumerate().map(|(index, raw)| entry(index, raw.get())).collect();
    Ok((kind, entries))
}

fn entry(index: usize, text: &str) -> Result<Entry, Problem> {
    let entry: Entry = serde_json::from_str(text)
        .map_err(|_| Problem::invalid("An entry needs a request with method and url.").at(place(index)))?;
    if entry.request.if_none_exist.is_some() {
        return Err(Problem::unsupported("Conditional create is not offered.").at(place(index)));
    }
    Ok(entry)
}
