//! The person's own links: made, listed, stopped.

use serde_json::Value;

use super::payload::{self, Payload};
use super::{Event, Order};
use crate::effect::{Effect, Key, Method, Place, Reply, Request};
use crate::event::Tag;
use crate::json;
use crate::now::Now;
use crate::route::Route;
use crate::sharing::Stage;
use crate::trouble::Trouble;
use crate::words;

/// What can go into a link, by its word.
pub const WHATS: [&str; 8] = [
    "safety-plan",
    "about-me",
    "plan",
    "summary",
    "crisis-plan",
    "early-signs",
    "advance-choices",
    "communication-needs",
];
/// For how many days a link can be open.
pub const OPEN_FOR: [u32; 4] = [1, 7, 30, 365];
/// The fewest signs of a passcode.
pub const PASSCODE: usize = 6;
const DAY: i64 = 86_400_000;

/// A link being made.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Making {
    /// What goes into it: the place in [`WHATS`].
    pub what: Option<usize>,
    /// Its name, which everybody reads who sees the link.
    pub label: String,
    /// Its passcode; empty for none.
    pub passcode: String,
    /// For how long: the place in [`OPEN_FOR`].
    pub until: usize,
    /// It may be opened once only.
    pub once: bool,
    /// Where it is.
    pub stage: Stage,
    /// There is nothing to put into it.
    pub nothing: bool,
    /// Its key, and the encrypted file, until the gateway has it.
    pub sealed: Option<(String, String)>,
    /// When its content was put together, milliseconds.
    pub at: i64,
    /// When it ends, milliseconds.
    pub ends: i64,
    /// Its id at the gateway, once it has it.
    pub id: String,
    /// The link, once it is made and this device kept it, or could not.
    pub made: Option<String>,
    /// Whether it was copied.
    pub copied: Option<bool>,
    /// The link with this id, whose key is kept here, gets other content; empty for a new link.
    pub renews: String,
}

/// The area's state.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct State {
    /// The links as the gateway told of them; `None` until it did.
    pub links: Option<Vec<Value>>,
    /// Why it did not.
    pub trouble: Option<Trouble>,
    /// The link being made, or shown again.
    pub making: Making,
    /// What is kept here of them: id, link, and when its content was put together (milliseconds; 0 where not known).
    pub kept: Vec<(String, String, i64)>,
    /// The emergency card.
    pub card: super::Card,
}

/// The screen on which a link is made.
#[derive(Debug, Clone, PartialEq)]
pub struct MakeView {
    /// The choices.
    pub making: Making,
}

/// Where links are kept on this device, as far as it is the person's own.
#[must_use]
pub fn keep_row(account: &str) -> Key {
    Key::of(account, "links")
}

/// What was kept here.
pub fn kept(state: &mut State, row: Option<&Value>) {
    let text = |of: &Value, at: usize| of[at].as_str().unwrap_or_default().to_owned();
    let rows = row.and_then(Value::as_array).into_iter().flatten();
    state.kept = rows.map(|one| (text(one, 0), text(one, 1), one[2].as_i64().unwrap_or(0))).collect();
}

fn keep(state: &State, (place, account): (Place, &str)) -> Effect {
    let row = |(id, link, at): &(String, String, i64)| {
        Value::Array(vec![id.as_str().into(), link.as_str().into(), (*at).into()])
    };
    Effect::Save(place, keep_row(account), Value::Array(state.kept.iter().map(row).collect()))
}

/// The list, or the making of a link, is on the screen.
pub fn opened(state: &mut State, (place, account): (Place, &str), fresh: bool) -> Vec<Effect> {
    if fresh {
        state.making = Making { until: 1, label: words::links::LABEL_FIRST.into(), ..Making::default() };
    }
    vec![Effect::Load(place, keep_row(account)), Effect::Fetch(Tag::Links, Request::get("/links"))]
}

/// Something about the person's own links; `content` is what goes into one, by its place in [`WHATS`].
pub fn update(
    state: &mut State,
    event: Event,
    csrf: Option<String>,
    (content, now): (&dyn Fn(usize) -> Option<String>, &Now),
) -> Vec<Effect> {
    let making = &mut state.making;
    // Whatever is chosen anew is no longer what was wrong before.
    if !matches!(event, Event::Confirmed) && matches!(making.stage, Stage::Incomplete | Stage::Failed(_)) {
        making.stage = Stage::Choosing;
    }
    match event {
        Event::WhatChosen(what) => (making.what, making.nothing) = (Some(what), false),
        Event::Labelled(label) => making.label = label,
        Event::PasscodeGiven(passcode) => making.passcode = passcode,
        Event::UntilChosen(until) => making.until = until,
        Event::OnceChosen(once) => making.once = once,
        Event::Confirmed => {
            let key = key_of(&state.kept, &making.renews);
            return confirm(making, key, content, now);
        }
        Event::Stopped(id) => {
            let request = Request::new(Method::Delete, ["/links/", &id].concat());
            return vec![Effect::Fetch(Tag::LinkStopped(id), Request { csrf, ..request })];
        }
        Event::ShownAgain(id) => {
            making.made = state.kept.iter().find(|(kept, ..)| *kept == id).map(|(_, link, _)| link.clone());
            return vec![Effect::Navigate(Route::MakeLink, false)];
        }
        Event::RenewWanted(id) => {
            let told = state.links.iter().flatten().find(|one| one["id"] == id.as_str());
            let Some(told) = told.filter(|_| state.kept.iter().any(|(kept, ..)| *kept == id)) else {
                return vec![];
            };
            state.making = Making {
                what: WHATS.iter().position(|what| told["what"] == *what),
                label: told["label"].as_str().unwrap_or_default().into(),
                renews: id,
                ..Making::default()
            };
            return vec![Effect::Navigate(Route::MakeLink, false)];
        }
        Event::CopyWanted(link) => return vec![Effect::Links(Order::Copy(link))],
        Event::Copied(done) => making.copied = Some(done),
        _ => {}
    }
    vec![]
}

/// The key of a link that is kept here.
fn key_of(kept: &[(String, String, i64)], id: &str) -> Option<String> {
    let (_, link, _) = kept.iter().find(|(known, ..)| known == id)?;
    payload::read(link).ok().map(|payload| payload.key)
}

/// How a passcode fares: none, or long enough.
fn fits(making: &Making) -> bool {
    let signs = making.passcode.trim().chars().count();
    let label = making.label.trim().chars().count();
    (signs == 0 || signs >= PASSCODE) && (1..=payload::LABEL).contains(&label)
}

fn confirm(
    making: &mut Making,
    key: Option<String>,
    content: &dyn Fn(usize) -> Option<String>,
    now: &Now,
) -> Vec<Effect> {
    // Under a new key whoever has the link could not open it any more.
    if !making.renews.is_empty() && key.is_none() {
        making.stage = Stage::Failed(Trouble::StorageUnreadable);
        return vec![Effect::Focus("trouble".into())];
    }
    let Some(what) = making.what.filter(|_| fits(making)) else {
        making.stage = Stage::Incomplete;
        return vec![Effect::Focus("trouble".into())];
    };
    let Some(text) = content(what) else {
        (making.stage, making.nothing) = (Stage::Incomplete, true);
        return vec![Effect::Focus("trouble".into())];
    };
    making.stage = Stage::Saving;
    let days = OPEN_FOR.get(making.until).copied().unwrap_or(1);
    (making.at, making.ends) = (now.time, now.time + i64::from(days) * DAY);
    vec![Effect::Links(Order::Seal(text, key))]
}

/// It was encrypted here: the gateway gets what it can't read.
pub fn sealed(
    state: &mut State,
    sealed: Result<(String, String), Trouble>,
    csrf: Option<String>,
) -> Vec<Effect> {
    let making = &mut state.making;
    if making.stage != Stage::Saving {
        return vec![];
    }
    let renews = !making.renews.is_empty();
    let same = |key: &str| !renews || key_of(&state.kept, &making.renews).is_some_and(|known| known == key);
    match sealed {
        // Under another key it would open for nobody who has the link.
        Ok((key, _)) if !same(&key) => {
            making.stage = Stage::Failed(Trouble::StorageUnreadable);
            vec![Effect::Focus("trouble".into())]
        }
        Ok(sealed) => {
            making.sealed = Some(sealed);
            put(state, csrf)
        }
        Err(trouble) => {
            making.stage = Stage::Failed(trouble);
            vec![Effect::Focus("trouble".into())]
        }
    }
}

const ANEW: &str = r#"{"files": [{"contentType": "application/fhir+json", "embedded": "$file"}]}"#;

/// Hands the encrypted file to the gateway.
pub fn put(state: &mut State, csrf: Option<String>) -> Vec<Effect> {
    let making = &mut state.making;
    let (Some((_, file)), Some(what)) = (&making.sealed, making.what) else { return vec![] };
    if !making.renews.is_empty() {
        let body = json::filled(ANEW, &[("file", file.as_str().into())]);
        let request = Request::new(Method::Put, ["/links/", &making.renews].concat()).with(body);
        making.stage = Stage::Saving;
        return vec![Effect::Fetch(Tag::LinkMade, Request { csrf, ..request })];
    }
    let passcode = making.passcode.trim();
    let holes = [
        ("label", making.label.trim().into()),
        ("what", WHATS.get(what).copied().unwrap_or_default().into()),
        ("passcode", if passcode.is_empty() { Value::Null } else { passcode.into() }),
        ("ends", (making.ends / 1_000).into()),
        ("once", making.once.into()),
        ("file", file.as_str().into()),
    ];
    let template = r#"{"label": "$label", "what": "$what", "passcode": "$passcode", "ends": "$ends", "once": "$once",
        "files": [{"contentType": "application/fhir+json", "embedded": "$file"}]}"#;
    making.stage = Stage::Saving;
    let request = Request::new(Method::Post, "/links".into()).with(json::filled(template, &holes));
    vec![Effect::Fetch(Tag::LinkMade, Request { csrf, ..request })]
}

/// What the gateway says of the person's links.
pub fn fetched(
    state: &mut State,
    (tag, reply): (&Tag, Result<&Reply, Trouble>),
    place: (Place, &str),
) -> Vec<Effect> {
    match (tag, reply) {
        (Tag::Links, Ok(reply)) => {
            state.trouble = None;
            state.links = reply.body["links"].as_array().cloned();
            let known = state.links.iter().flatten();
            let open: Vec<&str> =
                known.filter(|l| l["over"].is_null()).filter_map(|l| l["id"].as_str()).collect();
            let before = state.kept.len();
            // A link that is over opens nothing: it is not kept either.
            state.kept.retain(|(id, ..)| open.contains(&id.as_str()));
            if state.kept.len() == before { vec![] } else { vec![keep(state, place)] }
        }
        (Tag::LinkStopped(_), Ok(_)) => {
            vec![Effect::Focus("heading".into()), Effect::Fetch(Tag::Links, Request::get("/links"))]
        }
        (Tag::LinkMade, Ok(reply)) => made(state, &reply.body, place),
        (Tag::LinkMade, Err(Trouble::FreshSignIn)) => {
            state.making.stage = Stage::NeedsCode { wrong: false, busy: false };
            vec![Effect::Focus("code".into())]
        }
        (Tag::LinkMade, Err(trouble)) => {
            state.making.stage = Stage::Failed(trouble);
            vec![Effect::Focus("trouble".into())]
        }
        (_, Err(trouble)) => {
            state.trouble = Some(trouble);
            vec![]
        }
        _ => vec![],
    }
}

/// The code was right, or not.
pub fn confirmed(state: &mut State, reply: Result<&Reply, Trouble>, csrf: Option<String>) -> Vec<Effect> {
    match reply {
        Ok(_) => put(state, csrf),
        Err(Trouble::WrongCode | Trouble::NotShared | Trouble::Refused) => {
            state.making.stage = Stage::NeedsCode { wrong: true, busy: false };
            vec![Effect::Focus("code".into())]
        }
        Err(trouble) => {
            state.making.stage = Stage::Failed(trouble);
            vec![Effect::Focus("trouble".into())]
        }
    }
}

/// The gateway has it: now the link is put together, with the key that only this device knows.
fn made(state: &mut State, body: &Value, place: (Place, &str)) -> Vec<Effect> {
    let making = &mut state.making;
    if !making.renews.is_empty() {
        making.sealed = None;
        making.id.clone_from(&making.renews);
        for one in state.kept.iter_mut().filter(|(id, ..)| *id == making.renews) {
            one.2 = making.at;
        }
        return vec![keep(state, place)];
    }
    let (Some((key, _)), Some(url)) = (making.sealed.take(), body["url"].as_str()) else {
        making.stage = Stage::Failed(Trouble::Unreadable);
        return vec![Effect::Focus("trouble".into())];
    };
    let passcode = !making.passcode.trim().is_empty();
    let payload = Payload {
        url: url.into(),
        key,
        exp: Some(making.ends / 1_000),
        label: making.label.trim().into(),
        long: !making.once,
        passcode,
        direct: !passcode,
    };
    let link = [payload::origin(url), "/link#", &payload::write(&payload)].concat();
    making.passcode.clear();
    body["id"].as_str().unwrap_or_default().clone_into(&mut making.id);
    state.kept.push((making.id.clone(), link, making.at));
    vec![keep(state, place)]
}

/// Links were kept here, or could not be: one that waited for it is shown only now, as nobody else has its key. Where the
/// device had no room it is shown too, and what is wrong is said beside it.
pub fn saved(state: &mut State) -> Vec<Effect> {
    let making = &mut state.making;
    if making.stage != Stage::Saving || making.sealed.is_some() || making.id.is_empty() {
        return vec![];
    }
    making.stage = Stage::Saved;
    if making.renews.is_empty() {
        let link = state.kept.iter().find(|(id, ..)| *id == making.id);
        making.made = link.map(|(_, link, _)| link.clone());
    }
    vec![Effect::Top, Effect::Focus("h1".into())]
}

/// The screen on which a link is made.
#[must_use]
pub fn make(state: &State) -> MakeView {
    MakeView { making: Making { sealed: None, ..state.making.clone() } }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_link_is_shown_once_this_device_has_kept_it() {
        let reply = |body: Value| Reply { status: 201, body, etag: None };
        let told = reply(json!({"id": "l1", "url": "https://here.example/shl/abc"}));
        let begun = |renews: &str| {
            let mut state = State::default();
            let sealed = Some(("k".repeat(43), "jwe".to_owned()));
            let what = Some(1);
            state.making =
                Making { what, sealed, stage: Stage::Saving, renews: renews.into(), ..Making::default() };
            let effects = fetched(&mut state, (&Tag::LinkMade, Ok(&told)), (Place::Device, "asha"));
            assert!(matches!(effects.as_slice(), [Effect::Save(Place::Device, _, _)]), "{effects:?}");
            assert_eq!((&state.making.stage, &state.making.made), (&Stage::Saving, &None));
            state
        };
        let mut state = begun("");
        assert!(saved(&mut state).contains(&Effect::Focus("h1".into())));
        assert_eq!(state.making.stage, Stage::Saved);
        assert!(
            state.making.made.as_deref().is_some_and(|link| link.starts_with("https://here.example/link#"))
        );
        assert!(saved(&mut state).is_empty(), "once");
        let mut anew = begun("l0");
        saved(&mut anew);
        assert_eq!((anew.making.stage, anew.making.made), (Stage::Saved, None));
    }
}
