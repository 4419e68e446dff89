//! What the person does: each change is kept in the outbox, and what is being written is kept at each word.

use serde_json::Value;

use super::written::{self, New, items};
use super::{Draft, Event, Field, Fields, Known, Part, Saving, State};
use crate::effect::{Effect, Key};
use crate::form::Who;
use crate::json;
use crate::now::Now;
use crate::outbox::Kind;
use crate::plan::entry::transaction;
use crate::plan::rating::queue;
use crate::trouble::Trouble;
use crate::words::plan as words;

/// The longest words of a field, in characters.
pub(super) const LONGEST: usize = 1_000;

fn row(who: &Who, patient: &str) -> Key {
    Key::of(&who.account, &["own-part/", patient].concat())
}

const ROW: &str = r#"{"part": "$part", "key": "$key", "plan": "$plan", "text": "$text", "more": "$more", "due": "$due",
    "gone": "$gone", "raw": "$raw", "upon": "$upon", "replaces": "$replaces"}"#;

fn keep(state: &State, who: &Who) -> Effect {
    let key = row(who, &state.patient);
    let Some(draft) = &state.draft else { return Effect::Forget(who.place, key) };
    let part = if draft.part == Part::Goal { "goal" } else { "action" };
    let holes = [
        ("part", part.into()),
        ("key", draft.key.as_str().into()),
        ("plan", draft.plan.as_str().into()),
        ("text", draft.fields.text.as_str().into()),
        ("more", draft.fields.more.as_str().into()),
        ("due", draft.fields.due.as_str().into()),
        ("gone", draft.fields.gone.into()),
        ("raw", draft.raw.clone()),
        ("upon", draft.upon.as_deref().into()),
        ("replaces", draft.replaces.as_str().into()),
    ];
    Effect::Save(who.place, key, json::filled(ROW, &holes))
}

/// The plan of `patient` is shown: what was begun is looked up.
pub fn opened(state: &mut State, patient: &str, who: &Who) -> Vec<Effect> {
    // What was asked in vain is asked again.
    state.asked.clear();
    if state.patient == patient {
        return vec![];
    }
    *state = State { patient: patient.into(), ..State::default() };
    vec![Effect::Load(who.place, row(who, patient))]
}

/// A row was read.
pub fn loaded(state: &mut State, (key, found): (&Key, Option<&Value>), who: &Who) {
    let (None, Some(found)) = (&state.draft, found.filter(|_| *key == row(who, &state.patient))) else {
        return;
    };
    let own = |name: &str| found[name].as_str().unwrap_or_default().to_owned();
    state.draft = Some(Draft {
        part: if found["part"] == "action" { Part::Action } else { Part::Goal },
        key: own("key"),
        plan: own("plan"),
        fields: Fields { text: own("text"), more: own("more"), due: own("due"), gone: found["gone"] == true },
        raw: found["raw"].clone(),
        upon: found["upon"].as_str().map(str::to_owned),
        replaces: own("replaces"),
        wrong: false,
    });
}

/// Something happened; `who` writes, under this name.
pub fn update(
    state: &mut State,
    event: Event,
    known: &Known,
    (who, name): (&Who, &str),
    now: &Now,
) -> Vec<Effect> {
    state.trouble = None;
    match event {
        Event::Begun(part, plan) => begin(state, Draft { part, plan, ..Draft::default() }, who),
        Event::Changed(key) => {
            let patient = who.patient.as_deref().unwrap_or_default();
            let Some(item) = items(known, patient).into_iter().find(|item| item.key == key) else {
                return vec![];
            };
            let replaces = item.waits.map(|waits| waits.0).unwrap_or_default();
            let (part, fields, raw, upon) = (item.part, item.fields, item.raw, item.upon);
            begin(state, Draft { part, key, fields, raw, upon, replaces, ..Draft::default() }, who)
        }
        Event::Wrote(field, said) => {
            let Some(draft) = &mut state.draft else { return vec![] };
            let said = said.chars().take(LONGEST).collect();
            match field {
                Field::Text => draft.fields.text = said,
                Field::More => draft.fields.more = said,
                Field::Due => draft.fields.due = said,
            }
            draft.wrong = false;
            vec![keep(state, who)]
        }
        Event::Given => given(state, (who, name), now),
        Event::Dropped => {
            state.draft = None;
            vec![keep(state, who), Effect::Focus("h1".into())]
        }
        Event::Taken(key, gone) => {
            let patient = who.patient.as_deref().unwrap_or_default();
            let Some(mut item) = items(known, patient).into_iter().find(|item| item.key == key) else {
                return vec![];
            };
            item.fields.gone = gone;
            let replaces = item.waits.take().map(|waits| waits.0).unwrap_or_default();
            let said = if gone { words::OWN_TAKEN } else { words::OWN_BACK };
            let saving = Saving { entry: now.uuid(), replaces, draft: false, said };
            let id = key.split_once('/').map_or("", |key| key.1);
            let new = New { part: item.part, id, plan: "", raw: &item.raw, fields: &item.fields, aside: "" };
            hand_over(state, (&new, item.upon.as_deref()), saving, (who, name), now)
        }
        Event::Chosen(entry, mine) => super::meet::chosen(state, &entry, mine, (who, name), now),
    }
}

fn begin(state: &mut State, draft: Draft, who: &Who) -> Vec<Effect> {
    state.draft = Some(draft);
    vec![keep(state, who), Effect::Focus("own-text".into())]
}

fn given(state: &mut State, (who, name): (&Who, &str), now: &Now) -> Vec<Effect> {
    let Some(mut draft) = state.draft.clone() else { return vec![] };
    for words in [&mut draft.fields.text, &mut draft.fields.more] {
        *words = words.trim().to_owned();
    }
    if draft.fields.text.is_empty() {
        draft.wrong = true;
        state.draft = Some(draft);
        return vec![Effect::Focus("own-text".into())];
    }
    let id = match draft.key.split_once('/') {
        Some((_, id)) => id.to_owned(),
        None => now.uuid(),
    };
    let saving =
        Saving { entry: now.uuid(), replaces: draft.replaces.clone(), draft: true, said: words::OWN_SAVED };
    let new = New {
        part: draft.part,
        id: &id,
        plan: &draft.plan,
        raw: &draft.raw,
        fields: &draft.fields,
        aside: "",
    };
    hand_over(state, (&new, draft.upon.as_deref()), saving, (who, name), now)
}

/// Puts it into the outbox, upon the version that it knows.
pub(super) fn hand_over(
    state: &mut State,
    (new, upon): (&New, Option<&str>),
    saving: Saving,
    (who, name): (&Who, &str),
    now: &Now,
) -> Vec<Effect> {
    if who.patient.is_none() {
        return vec![];
    }
    let kind = if new.part == Part::Goal { "Goal/" } else { "Task/" };
    let key = [kind, new.id].concat();
    let resource = written::write(new, (who, name), now);
    let body = transaction(&key, upon, resource);
    state.sent.push((key, new.fields.clone()));
    let ids = (saving.entry.clone(), new.id.to_owned());
    state.saving.push(saving);
    queue(Kind::Plan, ids, body, who, now)
}

/// It is in the outbox, or not. What it takes the place of goes only then.
pub fn queued(state: &mut State, id: &str, done: Result<(), Trouble>, who: &Who) -> Vec<Effect> {
    let Some(at) = state.saving.iter().position(|saving| saving.entry == id) else { return vec![] };
    let saving = state.saving.remove(at);
    if let Err(trouble) = done {
        state.trouble = Some(trouble);
        return vec![Effect::Focus("trouble".into())];
    }
    let mut effects = vec![];
    if !saving.replaces.is_empty() {
        effects.push(Effect::Discard(saving.replaces));
    }
    if saving.draft {
        state.draft = None;
        effects.push(keep(state, who));
    }
    effects.extend([Effect::Deliver, Effect::ListOutbox]);
    if !saving.said.is_empty() {
        effects.extend([Effect::Announce(saving.said.into()), Effect::Focus("h1".into())]);
    }
    effects
}
