//! What each event of sharing does.

use super::standing::{self, Put};
use super::{Editing, Event, Stage, State, Until, join};
use crate::effect::{Effect, Method, Request};
use crate::event::Tag;
use crate::fhir::consent::Offer;
use crate::fhir::date::Date;
use crate::json;
use crate::now::Now;
use crate::route::Route;
use crate::words::sharing as words;

const DAY: i64 = 86_400_000;

/// Asks what this carer would see.
fn preview(with: &str) -> Effect {
    let id = with.rsplit('/').next().unwrap_or_default();
    Effect::Fetch(Tag::Preview(with.into()), Request::get(["/preview/", id].concat()))
}

/// Something in this area, for `patient` with the session's CSRF token.
pub fn update(
    state: &mut State,
    event: Event,
    (patient, csrf): (&str, Option<String>),
    now: &Now,
) -> Vec<Effect> {
    let event = match event {
        Event::Brought(_) | Event::Joined | Event::BroughtAgain => return join(&mut state.join, event, csrf),
        Event::CalledBack(id) => {
            let request = Request::new(Method::Delete, ["/invitations/", &id].concat());
            return vec![Effect::Fetch(Tag::CalledBack(id), Request { csrf, ..request })];
        }
        Event::Proposed(key, section, on) => {
            state.proposed = Some((key.clone(), section, on));
            return vec![Effect::Navigate(Route::ShareWith(key), false)];
        }
        Event::OlderLooks => return super::looks::older(state),
        // What is chosen at an entry is said by its screen: this part need not be there yet.
        Event::OneWanted(_) => return vec![],
        Event::Confirmed | Event::Withdrawn => return confirmed(state, &event, (patient, csrf), now),
        event => event,
    };
    let Some(editing) = &mut state.editing else { return vec![] };
    match event {
        Event::Previewed => vec![preview(&editing.with)],
        Event::CodeGiven(code) => {
            editing.stage = Stage::NeedsCode { wrong: false, busy: true };
            let request = Request::new(Method::Post, "/session/confirm".into())
                .with(json::filled(r#"{"code": "$code"}"#, &[("code", code.into())]));
            vec![Effect::Fetch(Tag::Confirmed, Request { csrf, ..request })]
        }
        Event::Cancelled => vec![Effect::Navigate(Route::Sharing, false)],
        chosen => {
            choose(editing, chosen);
            vec![]
        }
    }
}

/// One of the choices is made anew: what was wrong before is no longer.
fn choose(editing: &mut Editing, event: Event) {
    match event {
        Event::Switched(section, on) => {
            editing.sections.retain(|s| *s != section);
            if on {
                editing.sections.push(section);
            }
        }
        Event::EntryChosen(entry, on) => {
            editing.entries.iter_mut().filter(|one| one.reference == entry).for_each(|one| one.on = on);
        }
        Event::UntilChosen(until) => (editing.until, editing.timed) = (until, true),
        Event::DayChosen(day) => (editing.day, editing.until, editing.timed) = (day, Until::Day, true),
        Event::AddsChosen(adds) => editing.adds = adds,
        Event::KeepsChosen(hours) if super::KEEPS.contains(&hours) => {
            (editing.keeps, editing.timed) = (hours, true);
        }
        Event::Called(name) => return editing.name = name,
        Event::RelationChosen(at) => return editing.relation = Some(at),
        _ => return,
    }
    editing.stage = Stage::Choosing;
}

/// What is chosen counts from now on, or nothing does.
fn confirmed(
    state: &mut State,
    event: &Event,
    (patient, csrf): (&str, Option<String>),
    now: &Now,
) -> Vec<Effect> {
    let Some(editing) = &mut state.editing else { return vec![] };
    let none = editing.sections.is_empty() && !editing.entries.iter().any(|one| one.on);
    if *event == Event::Confirmed && editing.with.is_empty() && (none || editing.name.trim().is_empty()) {
        editing.stage = Stage::Incomplete;
        return vec![Effect::Focus("trouble".into())];
    }
    if *event == Event::Confirmed
        && !none
        && editing.until == Until::Day
        && chosen_day(&editing.day, now).is_none()
    {
        editing.stage = Stage::WrongDay;
        return vec![Effect::Focus("until-day".into())];
    }
    editing.withdrawing = none || *event == Event::Withdrawn;
    send(state, patient, csrf, now)
}

/// Sends the change; called again by the app once the code was right.
pub fn send(state: &mut State, patient: &str, csrf: Option<String>, now: &Now) -> Vec<Effect> {
    let Some(editing) = &mut state.editing else { return vec![] };
    if editing.with.is_empty() {
        editing.stage = Stage::Saving;
        return vec![invite(editing, csrf, now)];
    }
    let ids = editing.ids.get_or_insert_with(|| [now.uuid(), now.uuid()]).clone();
    let editing = editing.clone();
    let puts = if editing.withdrawing {
        standing::end(state, (&editing.with, patient))
    } else {
        let sections: Vec<&str> = editing.sections.iter().map(String::as_str).collect();
        let at = |time| Date::from_millis(time, i16::try_from(now.offset).unwrap_or(0));
        let offer = Offer {
            id: &ids[0],
            patient,
            with: &editing.with,
            sections: &sections,
            now: at(now.time),
            until: until(&editing, now),
            adds: editing.adds,
            keeps: editing.keeps,
        };
        standing::change(state, &offer, (&editing.entries, editing.timed), &ids[1])
    };
    let Some(editing) = &mut state.editing else { return vec![] };
    editing.out = puts.len();
    editing.stage = if puts.is_empty() { Stage::Saved } else { Stage::Saving };
    puts.into_iter().map(|one| put(one, csrf.clone())).collect()
}

/// A change to a standing consent builds upon the version that was shown.
fn put(put: Put, csrf: Option<String>) -> Effect {
    let id = put.body["id"].as_str().unwrap_or_default();
    let request = Request::new(Method::Put, format!("/fhir/Consent/{id}"));
    let if_match = put.version.map(|v| format!("W/\"{v}\""));
    Effect::Fetch(Tag::ConsentSaved, Request { csrf, if_match, ..request.with(put.body) })
}

/// Nothing is shared for longer than so many years by a day: what goes on for longer says so.
const YEARS: i64 = 5;

/// A day that can be the last: from today on, at most some years away. Days are compared as FHIR writes them.
fn chosen_day(text: &str, now: &Now) -> Option<Date> {
    let day = |time: i64| -> String {
        let date = Date::from_millis(time, i16::try_from(now.offset).unwrap_or(0));
        date.fhir().chars().take(10).collect()
    };
    let fits = text.len() == 10 && *text >= *day(now.time) && *text <= *day(now.time + YEARS * 365 * DAY);
    Date::parse(text).filter(|_| fits)
}

/// The last day, as it was chosen.
fn until(editing: &Editing, now: &Now) -> Option<Date> {
    let days = match editing.until {
        Until::Changed => return None,
        Until::Agreed => return editing.agreed,
        Until::Day => return chosen_day(&editing.day, now),
        Until::Month => 30,
        Until::Season => 90,
    };
    Some(Date::from_millis(now.time + days * DAY, i16::try_from(now.offset).unwrap_or(0)))
}

const INVITATION: &str = r#"{"name": "$name", "relation": "$relation", "sections": "$sections", "until": "$until", "adds": "$adds", "keeps": "$keeps"}"#;

/// The gateway makes the code. It ends with a day: the time of day is no part of what is offered.
fn invite(editing: &Editing, csrf: Option<String>, now: &Now) -> Effect {
    let relation = editing.relation.and_then(|at| words::RELATIONS.get(at)).map_or("", |(code, _)| code);
    let until = until(editing, now).map(|date| date.fhir().chars().take(10).collect::<String>());
    let holes = [
        ("name", editing.name.trim().into()),
        ("relation", relation.into()),
        ("sections", editing.sections.iter().map(String::as_str).collect()),
        ("until", until.into()),
        ("adds", editing.adds.into()),
        ("keeps", editing.keeps.into()),
    ];
    let request = Request::new(Method::Post, "/invitations".into()).with(json::filled(INVITATION, &holes));
    Effect::Fetch(Tag::Invited, Request { csrf, ..request })
}
