//! What each event of sharing does.

use serde_json::Value;

use super::{Event, Stage, State, Until};
use crate::effect::{Effect, Method, Request};
use crate::event::Tag;
use crate::fhir::consent::{self, Offer};
use crate::fhir::date::Date;
use crate::json;
use crate::now::Now;
use crate::route::Route;

const DAY: i64 = 86_400_000;

/// Something in this area, for `patient` with the session's CSRF token.
pub fn update(
    state: &mut State,
    event: Event,
    (patient, csrf): (&str, Option<String>),
    now: &Now,
) -> Vec<Effect> {
    let Some(editing) = &mut state.editing else { return vec![] };
    match event {
        Event::Switched(section, on) => {
            editing.sections.retain(|s| *s != section);
            if on {
                editing.sections.push(section);
            }
            editing.stage = Stage::Choosing;
            vec![]
        }
        Event::UntilChosen(until) => {
            editing.until = until;
            editing.stage = Stage::Choosing;
            vec![]
        }
        Event::Confirmed => {
            editing.withdrawing = editing.sections.is_empty();
            send(state, patient, csrf, now)
        }
        Event::Withdrawn => {
            editing.withdrawing = true;
            send(state, patient, csrf, now)
        }
        Event::CodeGiven(code) => {
            editing.stage = Stage::NeedsCode { wrong: false, busy: true };
            let request = Request::new(Method::Post, "/session/confirm".into())
                .with(json::filled(r#"{"code": "$code"}"#, &[("code", code.into())]));
            vec![Effect::Fetch(Tag::Confirmed, Request { csrf, ..request })]
        }
        Event::Cancelled => vec![Effect::Navigate(Route::Sharing, false)],
    }
}

/// Sends the change; called again by the app once the code was right.
pub fn send(state: &mut State, patient: &str, csrf: Option<String>, now: &Now) -> Vec<Effect> {
    let Some(editing) = &mut state.editing else { return vec![] };
    let consents = state.consents.as_deref().unwrap_or_default();
    let standing = consents
        .iter()
        .find(|c| consent::read(c).is_ok_and(|s| s.good.with.iter().any(|w| w.is(&editing.with))));
    let body = match standing {
        Some(old) if editing.withdrawing => consent::withdraw(old),
        None if editing.withdrawing => None,
        _ => {
            let id = match standing.and_then(|c| c["id"].as_str()) {
                Some(id) => id.to_string(),
                None => editing.id.get_or_insert_with(|| now.uuid()).clone(),
            };
            let sections: Vec<&str> = editing.sections.iter().map(String::as_str).collect();
            let offset = i16::try_from(now.offset).unwrap_or(0);
            let at = |time| Date::from_millis(time, offset);
            let until = match editing.until {
                Until::Changed => None,
                Until::Month => Some(at(now.time + 30 * DAY)),
                Until::Season => Some(at(now.time + 90 * DAY)),
            };
            let offer = Offer {
                id: &id,
                patient,
                with: &editing.with,
                sections: &sections,
                now: at(now.time),
                until,
            };
            Some(consent::share(&offer))
        }
    };
    let Some(body) = body else {
        editing.stage = Stage::Saved;
        return vec![];
    };
    editing.stage = Stage::Saving;
    vec![put(body, standing, csrf)]
}

/// A change to a standing consent builds upon the version that was shown.
fn put(body: Value, standing: Option<&Value>, csrf: Option<String>) -> Effect {
    let id = body["id"].as_str().unwrap_or_default();
    let version = standing.and_then(|c| c["meta"]["versionId"].as_str());
    let request = Request::new(Method::Put, format!("/fhir/Consent/{id}"));
    let if_match = version.map(|v| format!("W/\"{v}\""));
    Effect::Fetch(Tag::ConsentSaved, Request { csrf, if_match, ..request.with(body) })
}
