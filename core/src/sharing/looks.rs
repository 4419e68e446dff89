//! Who looked: the gateway's notes of what carers were shown, in plain words.

use serde_json::Value;

use super::State;
use super::view::local;
use crate::effect::{Effect, Reply, Request};
use crate::event::Tag;
use crate::fhir::bundle;
use crate::fhir::date::Date;
use crate::now::Now;
use crate::trouble::Trouble;
use crate::words;

/// Looks of one person that are no further apart than this are one visit.
const VISIT: i64 = 30 * 60_000;

/// Who looked, the newest first.
#[derive(Debug, Clone, PartialEq)]
pub struct LooksView {
    /// The visits; `None` while they are coming.
    pub looks: Option<Vec<LookRow>>,
    /// There are older ones.
    pub more: bool,
    /// They are on their way, or why they did not come.
    pub older: Coming,
    /// Why they did not come.
    pub trouble: Option<Trouble>,
}

/// How far the older ones are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Coming {
    /// Nobody asked for them, or they came.
    #[default]
    No,
    /// They are on their way.
    Yes,
    /// They did not come.
    Failed(Trouble),
}

/// One visit of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookRow {
    /// Who; `None` for somebody who is no longer on the list.
    pub who: Option<String>,
    /// It is somebody the person shared with.
    pub shared: bool,
    /// What they looked at: titles of sections.
    pub what: Vec<&'static str>,
    /// When, in words.
    pub when: String,
    /// For how many hours a copy could be kept on their device; 0 for not at all.
    pub keeps: u8,
}

/// The screen was opened.
pub fn opened(patient: &str) -> Vec<Effect> {
    let people = ["/fhir/RelatedPerson?patient=", patient, "&_count=100"].concat();
    let looks = ["/fhir/AuditEvent?patient=", patient, "&_sort=-date&_count=200"].concat();
    vec![Effect::Fetch(Tag::People, Request::get(people)), Effect::Fetch(Tag::Looks, Request::get(looks))]
}

/// Asks for the next older ones; once at a time.
pub(super) fn older(state: &mut State) -> Vec<Effect> {
    let Some(next) = state.looks_next.clone().filter(|_| state.looks_older != Coming::Yes) else {
        return vec![];
    };
    state.looks_older = Coming::Yes;
    vec![Effect::Fetch(Tag::OlderLooks, Request::get(next))]
}

/// The notes came, or did not: the newest instead of all that was here, older ones behind them.
pub fn looked(state: &mut State, tag: &Tag, reply: Result<&Reply, Trouble>) {
    let older = *tag == Tag::OlderLooks;
    match reply.and_then(|r| bundle::read(&r.body).map_err(|_| Trouble::Unreadable)) {
        Ok(page) => {
            let kept = state.looks.take().filter(|_| older);
            let mut looks = kept.unwrap_or_default();
            for one in &page.good.matches {
                // What was noted since the first page came moves the others on.
                if !looks.iter().any(|known| known["id"] == one["id"]) {
                    looks.push((*one).clone());
                }
            }
            state.looks = Some(looks);
            state.looks_next = page.good.next.filter(|next| next.starts_with("/fhir"));
            (state.looks_older, state.trouble) = (Coming::No, None);
        }
        Err(trouble) if older => state.looks_older = Coming::Failed(trouble),
        Err(trouble) => state.trouble = Some(trouble),
    }
}

/// What the screen shows.
#[must_use]
pub fn looks(state: &State, now: &Now) -> LooksView {
    let both = state.looks.as_ref().zip(state.people.as_ref());
    LooksView {
        looks: both.map(|(looks, _)| rows(state, looks, now)),
        more: state.looks_next.is_some(),
        older: state.looks_older,
        trouble: state.trouble,
    }
}

fn rows(state: &State, looks: &[Value], now: &Now) -> Vec<LookRow> {
    let mut rows: Vec<LookRow> = vec![];
    // Who, and when, the last row was.
    let mut last: (&str, i64) = ("", 0);
    for look in looks {
        let agent = agent(look);
        let who = agent["who"]["reference"].as_str().unwrap_or_default();
        let when = look["recorded"].as_str().unwrap_or_default();
        let at = Date::parse(when).map(|date| date.to_millis()).unwrap_or_default();
        let section = look["entity"][0]["detail"][0]["valueString"].as_str();
        let keeps = look["entity"][0]["detail"][1]["valueString"].as_str().and_then(hours).unwrap_or(0);
        // What is shared by name is of no section.
        let what = match section {
            Some("") => words::carers::SINGLE,
            section => words::sharing::section(section.unwrap_or_default()),
        };
        let same = !who.is_empty() && last.0 == who && last.1 - at <= VISIT;
        match rows.last_mut().filter(|_| same) {
            Some(row) if row.what.contains(&what) => {}
            Some(row) => {
                row.what.push(what);
                row.keeps = row.keeps.max(keeps);
            }
            None => {
                let person = state.people.iter().flatten().find(|p| p.reference == who);
                let named = [&agent["who"]["display"], &agent["name"]].into_iter().find_map(Value::as_str);
                rows.push(LookRow {
                    who: person.map(|p| p.name.clone()).or_else(|| named.map(str::to_owned)),
                    shared: who.starts_with("RelatedPerson/"),
                    what: vec![what],
                    when: local(when, now),
                    keeps,
                });
            }
        }
        last = (who, at);
    }
    rows
}

/// Who looked among those that an event names: who asked for it, else the first that is named (R4, AuditEvent.agent.requestor).
fn agent(look: &Value) -> &Value {
    let all = look["agent"].as_array().map(Vec::as_slice).unwrap_or_default();
    let named = |one: &&Value| one["who"]["reference"].is_string();
    let asked = all.iter().filter(named).find(|one| one["requestor"] == true);
    asked.or_else(|| all.iter().find(named)).or(all.first()).unwrap_or(&Value::Null)
}

/// A number of hours as the gateway writes it.
fn hours(text: &str) -> Option<u8> {
    text.bytes().try_fold(0_u8, |sum, digit| match digit {
        b'0'..=b'9' => sum.checked_mul(10)?.checked_add(digit - b'0'),
        _ => None,
    })
}
