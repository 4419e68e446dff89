//! What each event of a check-in does.

use super::arrive::{draft_key, proceed};
use super::{Answering, Delivery, Draft, Event, Instrument, Open, Sent, Stage, State, draft, risk, write};
use crate::effect::{Effect, Key, Place, Request};
use crate::event::Tag;
use crate::now::Now;
use crate::outbox::Outcome;
use crate::route::Route;
use crate::trouble::Trouble;
use crate::words;

/// Who answers, and where their rows go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// Identity.
    pub account: String,
    /// `Patient/x`; `None` for a person without a record of their own.
    pub patient: Option<String>,
    /// Where rows go.
    pub place: Place,
}

/// The person came to a check-in.
pub fn opened(state: &mut State, key: &str, who: &Who) -> Vec<Effect> {
    if let Some(Open { key: at, stage: Stage::Answering(_) | Stage::Loading { .. } }) = &state.open
        && at == key
    {
        return vec![];
    }
    state.open = Some(Open { key: key.into(), stage: Stage::Loading { questionnaire: None, draft: None } });
    proceed(state, who)
}

/// Something in this area.
pub fn update(state: &mut State, event: Event, who: &Who, now: &Now) -> Vec<Effect> {
    if event == Event::Restarted {
        return restarted(state, who, now);
    }
    let Some(Open { key, stage: Stage::Answering(answering) }) = &mut state.open else { return vec![] };
    let row = draft_key(&who.account, key);
    match event {
        Event::Answered(link_id, answer) => {
            let kept = answered(answering, link_id, answer, (who.place, row));
            remember(&mut state.drafts, key);
            kept
        }
        Event::Continued => continued(answering, (who.place, row)),
        Event::WentBack => {
            let to = answering.draft.at.saturating_sub(1);
            move_to(answering, to, (who.place, row))
        }
        Event::Reopened(to) => move_to(answering, to, (who.place, row)),
        Event::Paused => vec![Effect::Navigate(Route::CheckIns, false)],
        Event::Sent => {
            let instrument = state.library.iter().flatten().find(|i| i.key() == *key);
            send(answering, instrument, who, (row, now))
        }
        _ => vec![],
    }
}

fn remember(drafts: &mut Vec<String>, key: &str) {
    if !drafts.iter().any(|d| d == key) {
        drafts.push(key.into());
    }
}

fn keep(answering: &Answering, (place, row): (Place, Key)) -> Effect {
    Effect::Save(place, row, serde_json::to_value(&answering.draft).unwrap_or_default())
}

fn answered(
    answering: &mut Answering,
    link_id: String,
    answer: Option<super::Answer>,
    row: (Place, Key),
) -> Vec<Effect> {
    let asked = answering.questionnaire.questions.iter().find(|q| q.link_id == link_id);
    let Some(question) = asked.filter(|_| !answering.sending) else { return vec![] };
    if answer.as_ref().is_some_and(|answer| !draft::fits(&question.field, answer)) {
        return vec![];
    }
    answering.draft.set(&link_id, answer);
    let asked = link_id;
    answering.missing = false;
    let draft = &answering.draft;
    let opens_help = risk::met(&answering.questionnaire, &|id| draft.answer(id)).contains(&asked.as_str());
    let said = opens_help.then(|| Effect::Announce(words::form::NOT_ALONE.into()));
    std::iter::once(keep(answering, row)).chain(said).collect()
}

fn continued(answering: &mut Answering, row: (Place, Key)) -> Vec<Effect> {
    let at = answering.draft.at;
    let question = answering.questionnaire.questions.get(at);
    if question.is_some_and(|q| q.required && answering.draft.answer(&q.link_id).is_none()) {
        answering.missing = true;
        return vec![Effect::Focus("error-summary".into())];
    }
    move_to(answering, at + 1, row)
}

fn move_to(answering: &mut Answering, to: usize, row: (Place, Key)) -> Vec<Effect> {
    if answering.sending {
        return vec![];
    }
    answering.draft.at = to.min(answering.questionnaire.questions.len());
    (answering.missing, answering.resumed, answering.trouble) = (false, false, None);
    vec![keep(answering, row), Effect::Top, Effect::Focus("h1".into())]
}

fn send(
    answering: &mut Answering,
    instrument: Option<&Instrument>,
    who: &Who,
    (row, now): (Key, &Now),
) -> Vec<Effect> {
    let (Some(instrument), Some(patient)) = (instrument, &who.patient) else { return vec![] };
    let draft = &answering.draft;
    let mut questions = answering.questionnaire.questions.iter();
    if let Some(missing) = questions.position(|q| q.required && draft.answer(&q.link_id).is_none()) {
        let mut effects = move_to(answering, missing, (who.place, row));
        answering.missing = true;
        effects.push(Effect::Announce(words::form::ANSWER_MISSING.into()));
        return effects;
    }
    if answering.sending {
        return vec![];
    }
    answering.sending = true;
    let written = write(&answering.questionnaire, instrument, draft, (&who.account, patient), now);
    // Where the device gives no room, the page's memory still holds it until it is sent.
    let place = if answering.trouble.is_some() { Place::Page } else { who.place };
    vec![Effect::Queue(place, written.entry)]
}

fn restarted(state: &mut State, who: &Who, now: &Now) -> Vec<Effect> {
    let Some(open) = &mut state.open else { return vec![] };
    let row = draft_key(&who.account, &open.key);
    match &mut open.stage {
        Stage::Answering(answering) if !answering.sending => {
            answering.draft = Draft::begin(&answering.questionnaire.url, now);
            (answering.missing, answering.resumed) = (false, false);
            state.drafts.retain(|d| *d != open.key);
            vec![Effect::Forget(who.place, row), Effect::Top, Effect::Focus("h1".into())]
        }
        Stage::Failed(_) | Stage::Sent(_) => {
            let key = open.key.clone();
            state.open = None;
            opened(state, &key, who)
        }
        _ => vec![],
    }
}

/// A row was kept, or not: the words under the question say which.
pub fn saved(state: &mut State, key: &Key, done: Result<(), Trouble>, who: &Who) {
    if let Some(Open { key: name, stage: Stage::Answering(answering) }) = &mut state.open
        && *key == draft_key(&who.account, name)
    {
        answering.kept = Some(done);
    }
}

/// The entry is in the outbox, or not.
pub fn queued(
    state: &mut State,
    (id, done): (&str, Result<(), Trouble>),
    who: &Who,
    now: &Now,
) -> Vec<Effect> {
    let Some(open) = &mut state.open else { return vec![] };
    let Stage::Answering(answering) = &mut open.stage else { return vec![] };
    if answering.draft.entry != id {
        return vec![];
    }
    answering.sending = false;
    let row = draft_key(&who.account, &open.key);
    let instrument = state.library.iter().flatten().find(|i| i.key() == open.key);
    match (done, instrument, &who.patient) {
        (Ok(()), Some(instrument), Some(patient)) => {
            let draft = &answering.draft;
            let written = write(&answering.questionnaire, instrument, draft, (&who.account, patient), now);
            let sent = Sent {
                response: draft.response.clone(),
                entry: id.into(),
                score: written.score,
                risk: written.risk,
                at: now.time,
                delivery: Delivery::NotYet,
                on_device: who.place == Place::Device && answering.trouble.is_none(),
            };
            state.drafts.retain(|d| *d != open.key);
            open.stage = Stage::Sent(Box::new(sent));
            let focus = Effect::Focus("h1".into());
            vec![Effect::Forget(who.place, row), Effect::Deliver, Effect::ListOutbox, Effect::Top, focus]
        }
        (Err(trouble), _, _) => {
            answering.trouble = Some(trouble);
            vec![Effect::Focus("trouble".into())]
        }
        _ => vec![],
    }
}

/// An entry was settled; after a risk answer the team's Task is looked up before the words claim it.
pub fn settled(state: &mut State, id: &str, outcome: Outcome) -> Vec<Effect> {
    let Some(Open { stage: Stage::Sent(sent), .. }) = &mut state.open else { return vec![] };
    if sent.entry != id || matches!(sent.delivery, Delivery::TeamTold { .. }) {
        return vec![];
    }
    sent.delivery = match outcome {
        Outcome::Delivered => Delivery::Delivered,
        Outcome::Later => Delivery::NotYet,
        Outcome::NeedsSignIn => Delivery::NeedsSignIn,
        Outcome::NeedsYou(_) => Delivery::NeedsYou,
    };
    if sent.risk && outcome == Outcome::Delivered {
        sent.delivery = Delivery::Checking;
        let path = format!("/fhir/Task?focus=QuestionnaireResponse/{}", sent.response);
        return vec![Effect::Fetch(Tag::TeamTask(sent.response.clone()), Request::get(path))];
    }
    vec![]
}
