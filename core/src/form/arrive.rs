//! What arrives for a check-in: the library, the questionnaire, the kept draft, the team's Task.

use std::rc::Rc;

use serde_json::Value;

use super::shown::Mode;
use super::update::Who;
use super::{Answering, Delivery, Draft, Failure, Instrument, Known, Open, Speaks, Stage, State, door};
use crate::effect::{Effect, Key, Reply, Request};
use crate::event::Tag;
use crate::now::Now;
use crate::sdc::Form;
use crate::trouble::{Trouble, begun};

/// What else an open check-in goes by: the library, what is hidden here, how the person wants to be asked and what they read.
pub(super) type Of<'a> = (Option<&'a [Instrument]>, &'a [String], Option<Mode>, &'a Speaks);

/// Asks for the library if it is not there; the drafts are looked up with it. What was open of somebody else, or about
/// somebody else, is open no more.
pub fn list(state: &mut State, who: &Who) -> Vec<Effect> {
    let of = draft_key(who, "").0;
    if state.of != of {
        (state.of, state.open) = (of, None);
        state.drafts.clear();
        (state.mode, state.speaks.chosen) = (None, None);
        state.sought.clear();
        if state.library.is_some() && !who.account.is_empty() {
            return drafts(state, who);
        }
    }
    match state.library {
        Some(_) => vec![],
        None => vec![Effect::Fetch(Tag::Library, Request::get("/questionnaires/index.json"))],
    }
}

/// Looks for how the person wants to be asked, and for a draft of each instrument.
fn drafts(state: &State, who: &Who) -> Vec<Effect> {
    let mut effects =
        vec![Effect::Load(who.place, mode_key(who)), Effect::Load(who.place, language_key(who))];
    let all = state.library.iter().flatten();
    effects.extend(all.map(|i| Effect::Load(who.place, draft_key(who, &i.key()))));
    effects
}

/// The row with how much the person chose to be shown at once.
pub(super) fn mode_key(who: &Who) -> Key {
    Key::of(&who.account, "asking")
}

/// The row with the language that they chose for forms.
pub(super) fn language_key(who: &Who) -> Key {
    Key::of(&who.account, "reading")
}

/// The row of the draft of the instrument `key`.
pub(super) fn draft_key(who: &Who, key: &str) -> Key {
    let mut name = who.drafts();
    name.push_str(key);
    Key::of(&who.account, &name)
}

/// Asks for what an open check-in still needs.
pub(super) fn proceed(state: &mut State, who: &Who) -> Vec<Effect> {
    let Some(open) = &mut state.open else { return vec![] };
    if !matches!(open.stage, Stage::Loading { .. }) {
        return vec![];
    }
    let Some(library) = &state.library else { return list(state, who) };
    let Some(instrument) = library.iter().find(|i| i.key() == open.key) else {
        // There is no such check-in: the screen says so.
        state.open = None;
        return vec![];
    };
    vec![
        Effect::Fetch(Tag::Questionnaire(open.key.clone()), Request::get(&instrument.file)),
        Effect::Load(who.place, draft_key(who, &open.key)),
    ]
}

/// A reply came.
pub fn fetched(
    state: &mut State,
    (tag, reply): (&Tag, Result<&Reply, Trouble>),
    who: &Who,
    now: &Now,
) -> Vec<Effect> {
    match tag {
        Tag::Library => library(state, reply, who),
        Tag::Questionnaire(key) => questionnaire(state, key, reply, (who, now)),
        Tag::Known(key, at) => {
            let Some(open) = state.open.as_mut().filter(|o| o.key == *key) else { return vec![] };
            let Stage::Loading { known, .. } = &mut open.stage else { return vec![] };
            known.fetched(*at, reply);
            door::form_ready(open, (state.library.as_deref(), &state.hidden, state.mode, &state.speaks), now);
            vec![]
        }
        Tag::TeamTask(response) => {
            team_task(state, response, reply);
            vec![]
        }
        _ => vec![],
    }
}

fn library(state: &mut State, reply: Result<&Reply, Trouble>, who: &Who) -> Vec<Effect> {
    match reply.map(|r| Instrument::read_all(&r.body)) {
        Ok(list) => {
            (state.library, state.trouble) = (Some(list), None);
            let mut effects = drafts(state, who);
            effects.extend(proceed(state, who));
            effects
        }
        Err(trouble) => {
            state.trouble = Some(trouble);
            if let Some(Open { stage: stage @ Stage::Loading { .. }, .. }) = &mut state.open {
                *stage = Stage::Failed(Failure::Trouble(trouble));
            }
            vec![]
        }
    }
}

fn questionnaire(
    state: &mut State,
    key: &str,
    reply: Result<&Reply, Trouble>,
    around: (&Who, &Now),
) -> Vec<Effect> {
    match state.open.as_mut().filter(|o| o.key == key) {
        Some(open) if matches!(open.stage, Stage::Loading { .. }) => door::form_came(
            open,
            (state.library.as_deref(), &state.hidden, state.mode, &state.speaks),
            reply,
            around,
        ),
        _ => vec![],
    }
}

/// The questionnaire of an open check-in came, or not.
pub(super) fn came(
    open: &mut Open,
    around: Of<'_>,
    reply: Result<&Reply, Trouble>,
    (who, now): (&Who, &Now),
) -> Vec<Effect> {
    let Stage::Loading { questionnaire, known, .. } = &mut open.stage else { return vec![] };
    let read = reply.map_err(Failure::Trouble);
    let read = read.and_then(|r| Form::read(Rc::new(r.body.clone()), "", &[]).map_err(Failure::Unsupported));
    let mut asks = vec![];
    match read {
        Ok(found) => {
            (*known, asks) = Known::ask(&found, &open.key, who, now);
            *questionnaire = Some(Rc::new(found));
            ready(open, around, now);
        }
        Err(failure) => open.stage = Stage::Failed(failure),
    }
    asks
}

/// A kept row was read; drafts are remembered for the lists and taken up by the open check-in.
pub fn loaded(
    state: &mut State,
    (key, row): (&Key, &Result<Option<Value>, Trouble>),
    who: &Who,
    now: &Now,
) -> Vec<Effect> {
    let kept = row.as_ref().ok().and_then(|row| row.as_ref()?.as_str());
    if *key == mode_key(who) {
        state.mode = state.mode.or(kept.map(Mode::read));
        return vec![];
    }
    if *key == language_key(who) {
        let kept = || kept.map(String::from);
        state.speaks.chosen = state.speaks.chosen.take().or_else(kept);
        return vec![];
    }
    let Some(name) = key.0.strip_prefix(&draft_key(who, "").0) else {
        if let Some(open) = &mut state.open
            && let Stage::Loading { known, .. } = &mut open.stage
            && known.loaded(key, row.as_ref().ok().and_then(Option::as_ref))
        {
            door::form_ready(open, (state.library.as_deref(), &state.hidden, state.mode, &state.speaks), now);
        }
        return vec![];
    };
    let kept = match begun(row) {
        Ok(kept) => kept.cloned(),
        Err(trouble) => {
            if let Some(open) = state.open.as_mut().filter(|o| o.key == name)
                && matches!(open.stage, Stage::Loading { .. })
            {
                open.stage = Stage::Failed(Failure::Trouble(trouble));
            }
            return vec![];
        }
    };
    state.drafts.retain(|d| d != name);
    if kept.as_ref().is_some_and(Draft::holds) {
        state.drafts.push(name.into());
    }
    if let Some(open) = state.open.as_mut().filter(|o| o.key == name)
        && let Stage::Loading { draft, .. } = &mut open.stage
    {
        *draft = Some(kept);
        door::form_ready(open, (state.library.as_deref(), &state.hidden, state.mode, &state.speaks), now);
    }
    vec![]
}

/// Opens it, if all is there that it waits for.
pub(super) fn ready(open: &mut Open, (library, hidden, mode, speaks): Of<'_>, now: &Now) {
    let Stage::Loading { questionnaire: Some(form), draft: Some(draft), known } = &open.stage else { return };
    if !known.is_whole() {
        return;
    }
    let form = &in_language(form, speaks);
    let mut answering = Answering::open(form, known.around(hidden, now.time), draft.as_ref(), now);
    let instrument = library.and_then(|all| all.iter().find(|i| i.key() == open.key));
    // For others: it is short, and most of it may be left out, so that all of it is seen at once.
    let others = instrument.is_some_and(|i| i.others).then_some(Mode::Pages);
    let begun = draft.as_ref().is_some_and(Draft::holds);
    if let Some(mode) = mode.or(others).filter(|mode| !begun && *mode != answering.mode) {
        answering.show(mode);
    }
    answering.watch(instrument.map_or(&[], |i| &i.risk));
    open.stage = Stage::Answering(Box::new(answering));
}

/// A form in the language that the person chose, else in the first of their browser's that it is there in.
fn in_language(form: &Rc<Form>, speaks: &Speaks) -> Rc<Form> {
    let tag = form.serves(speaks.chosen.as_deref(), &speaks.browser);
    match (*tag != *form.language).then(|| Form::read(form.source.clone(), &tag, &[])) {
        Some(Ok(read)) => Rc::new(read),
        _ => form.clone(),
    }
}

/// The team's Task, if the gateway raised one: only then do the words say that the team was told.
fn team_task(state: &mut State, response: &str, reply: Result<&Reply, Trouble>) {
    let Some(Open { stage: Stage::Sent(sent), .. }) = &mut state.open else { return };
    if sent.response != response {
        return;
    }
    let entries = reply.ok().and_then(|r| r.body["entry"].as_array());
    let mut tasks = entries.into_iter().flatten().map(|e| &e["resource"]);
    let task = tasks.find(|r| r["resourceType"] == "Task");
    sent.delivery = match task.and_then(|t| Some((t, t["owner"]["display"].as_str()?))) {
        Some((task, team)) => Delivery::TeamTold {
            team: team.into(),
            reads: task["note"][0]["text"].as_str().map(String::from),
        },
        None => Delivery::Delivered,
    };
}
