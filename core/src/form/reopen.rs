//! Answers that wait to be sent become a draft again.

use serde_json::Value;

use super::arrive::draft_key;
use super::shown::{Helper, Mode};
use super::update::Who;
use super::{Draft, State};
use crate::effect::{Key, Place};
use crate::now::Now;
use crate::outbox::{Entry, Kind};
use crate::sdc::json;

/// The key of the check-in that an entry answers, where `who` can go back to its draft: the gateway surely does not have
/// it, it is about the same person and waits in the `place` of their drafts, and its questionnaire is known.
#[must_use]
pub fn can_reopen(state: &State, (entry, place): (&Entry, Place), who: &Who) -> Option<String> {
    let response =
        response(entry).filter(|_| entry.kind == Kind::CheckIn && entry.ticket.is_surely_here())?;
    let subject = response["subject"]["reference"].as_str();
    if who.patient.is_none() || subject != who.patient.as_deref() || place != who.place {
        return None;
    }
    let url = json::text(response, "questionnaire")?.split('|').next()?;
    state.library.iter().flatten().find(|instrument| instrument.url == url).map(super::Instrument::key)
}

/// The row of its draft, and what is kept there. Its ids are new: the gateway's ledger answers a refused id with the first
/// refusal, whatever comes later.
#[must_use]
pub fn reopen(state: &State, (entry, place): (&Entry, Place), who: &Who, now: &Now) -> Option<(Key, Value)> {
    let key = can_reopen(state, (entry, place), who)?;
    let response = response(entry)?;
    let url = json::text(response, "questionnaire")?.split('|').next()?;
    let draft = Draft { begun: entry.saved_at, helper: helper(response), ..Draft::begin(url, now) };
    let mut row = draft.filled(Mode::default(), 0, vec![], vec![]);
    row["items"] = json::list(response, "item").into();
    Some((draft_key(who, &key), row))
}

fn response(entry: &Entry) -> Option<&Value> {
    let first = &entry.body["entry"].as_array()?.first()?["resource"];
    (first["resourceType"] == "QuestionnaireResponse").then_some(first)
}

/// Who helped, as [`super::write`] put it.
fn helper(response: &Value) -> Option<Helper> {
    let mut helper = Helper::default();
    let told = json::list(response, "extension")
        .iter()
        .find(|told| json::text(told, "url") == Some(super::send::HELPER))?;
    for part in json::list(told, "extension") {
        let words = || json::text(part, "valueString").unwrap_or_default().to_owned();
        match json::text(part, "url") {
            Some("instead") => helper.instead = json::flag(part, "valueBoolean"),
            Some("name") => helper.name = words(),
            Some("relation") => helper.relation = words(),
            _ => {}
        }
    }
    Some(helper)
}
