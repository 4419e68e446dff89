//! What each event of a check-in does.

use super::arrive::{draft_key, language_key, list, mode_key, proceed};
use super::build::{node_of, pointers};
use super::focus::{Leaves, first_question, on_repetition};
use super::shown::{Given, RowKey};
use super::{Answering, Delivery, Event, Instrument, Known, Open, Sent, Stage, State, door, file, write};
use crate::effect::{Effect, Key, Place, Request};
use crate::event::Tag;
use crate::now::Now;
use crate::outbox::{Entry, Outcome, Sealed};
use crate::route::Route;
use crate::trouble::Trouble;
use crate::words;

/// Who answers, and where their rows go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// Identity.
    pub account: String,
    /// About whom, `Patient/x`; `None` for a person without a record of their own.
    pub patient: Option<String>,
    /// Who writes, where it is not the patient.
    pub author: Option<super::Author>,
    /// Where rows go.
    pub place: Place,
}

/// The person came to a check-in.
pub fn opened(state: &mut State, key: &str, who: &Who) -> Vec<Effect> {
    let mut effects = list(state, who);
    if let Some(Open { key: at, stage: Stage::Answering(_) | Stage::Loading { .. } }) = &state.open
        && at == key
    {
        return effects;
    }
    state.open = Some(Open {
        key: key.into(),
        stage: Stage::Loading { questionnaire: None, draft: None, known: Known::default() },
    });
    if state.library.is_some() {
        effects.extend(proceed(state, who));
    }
    effects
}

/// Something in this area.
pub fn update(state: &mut State, event: Event, who: &Who, now: &Now) -> Vec<Effect> {
    let event = match event {
        Event::Restarted => return restarted(state, who, now),
        Event::Sought(text) => {
            state.sought = text;
            return vec![];
        }
        Event::Speaks(languages) => {
            state.speaks.browser = languages;
            return vec![];
        }
        event => event,
    };
    match &state.open {
        Some(Open { stage: Stage::Answering(_), .. }) => door::form_answered(state, event, who, now),
        _ => vec![],
    }
}

/// Something was done in the check-in that is being answered.
pub(super) fn answered(state: &mut State, event: Event, who: &Who, now: &Now) -> Vec<Effect> {
    let Some(Open { key, stage: Stage::Answering(answering) }) = &mut state.open else { return vec![] };
    let row = draft_key(who, key);
    answering.live.at_time(now);
    match event {
        Event::Gave(key_of, given) => {
            let kept = gave(answering, (&key_of, given), (who.place, row), now);
            if !kept.is_empty() {
                remember(&mut state.drafts, key);
            }
            kept
        }
        Event::RowAdded(key_of) => {
            let kept = regrouped(answering, (&key_of, true), (who.place, row));
            remember(&mut state.drafts, key);
            kept
        }
        Event::RowRemoved(key_of) => regrouped(answering, (&key_of, false), (who.place, row)),
        Event::Continued => continued(answering, (who.place, row)),
        Event::WentBack => {
            let to = answering.at.saturating_sub(1);
            move_to(answering, to, (who.place, row))
        }
        Event::WentTo(to) => move_to(answering, to, (who.place, row)),
        Event::LookedFor(key_of) => looked_for(answering, &key_of, (who.place, row)),
        Event::ModeChosen(mode) => {
            answering.show(mode);
            answering.strict = false;
            state.mode = Some(mode);
            let chosen = Effect::Save(who.place, mode_key(who), mode.word().into());
            vec![keep(answering, (who.place, row)), chosen, Effect::Top, Effect::Focus("h1".into())]
        }
        Event::HelperTold(helper) => {
            answering.draft.helper = helper;
            vec![keep(answering, (who.place, row))]
        }
        Event::Paused => vec![Effect::Navigate(Route::CheckIns, false)],
        Event::Sent => {
            let instrument = state.library.iter().flatten().find(|i| i.key() == *key);
            send(answering, instrument, who, (row, now))
        }
        Event::LanguageChosen(tag) => {
            if answering.sending || !answering.keeping.is_empty() {
                return vec![];
            }
            let instrument = state.library.iter().flatten().find(|i| i.key() == *key);
            let to = answering.live.form().serves(Some(&tag), &[]);
            answering.speak(&to, instrument.map_or(&[], |i| &i.risk), now);
            let chosen = Effect::Save(who.place, language_key(who), tag.as_str().into());
            let said = Effect::Announce(words::languages::chosen(&tag));
            state.speaks.chosen = Some(tag);
            vec![keep(answering, (who.place, row)), chosen, said]
        }
        Event::Restarted | Event::Sought(_) | Event::Speaks(_) => vec![],
    }
}

fn remember(drafts: &mut Vec<String>, key: &str) {
    if !drafts.iter().any(|d| d == key) {
        drafts.push(key.into());
    }
}

fn keep(answering: &Answering, (place, row): (Place, Key)) -> Effect {
    Effect::Save(place, row, answering.row())
}

fn gave(
    answering: &mut Answering,
    (key, given): (&RowKey, Given),
    row: (Place, Key),
    now: &Now,
) -> Vec<Effect> {
    let Some(at) = node_of(key).filter(|at| !answering.sending && answering.live.is_open(*at)) else {
        return vec![];
    };
    let before = answering.risky();
    let leaves = Leaves::of(&answering.live, at, &given);
    let keeps = match given {
        Given::File(slot, file) => file::chosen(answering, (key, at, slot), &file, (row.0, now)),
        given => {
            do_it(answering, at, given);
            None
        }
    };
    answering.follow();
    let dropped = file::let_go(answering);
    let opens_help = answering.risky().contains(&at) && !before.contains(&at);
    let said = opens_help.then(|| Effect::Announce(words::form::NOT_ALONE.into()));
    let mut effects = vec![keep(answering, row)];
    effects.extend(said);
    effects.extend(keeps);
    effects.extend(dropped);
    effects.extend(leaves.focus(&answering.live, (at, key)));
    effects
}

fn do_it(answering: &mut Answering, at: usize, given: Given) {
    let live = &mut answering.live;
    match given {
        Given::Typed(slot, text) => live.type_in(at, slot, |typed| typed.text = text),
        Given::TypedTime(slot, text) => live.type_in(at, slot, |typed| typed.time = text),
        Given::Left(slot) => live.left(at, slot),
        Given::Unit(slot, unit) => live.type_in(at, slot, |typed| {
            (typed.unit, typed.unit_text) = (Some(unit), String::new());
        }),
        Given::TypedUnit(slot, text) => live.type_in(at, slot, |typed| typed.unit_text = text),
        Given::Chosen(place, on) => live.choose(at, place, on),
        Given::Other(on) => live.other(at, on, None),
        Given::OtherTyped(text) => live.other(at, true, Some(text)),
        Given::YesNo(yes) => live.yes_no(at, yes),
        // Kept first.
        Given::File(..) => {}
        Given::SlotAdded => live.add_slot(at),
        Given::SlotRemoved(slot) => live.remove_slot(at, slot),
        Given::NotSaid(on) => live.not_said(at, on),
        Given::Cleared => live.set(at, &[], true),
    }
}

/// A repetition of a group comes or goes; the focus goes to the new one, or to the one before.
fn regrouped(answering: &mut Answering, (key, more): (&RowKey, bool), row: (Place, Key)) -> Vec<Effect> {
    let Some(at) = node_of(key).filter(|_| !answering.sending) else { return vec![] };
    let all = answering.live.repetitions(at);
    let to = if more {
        answering.live.add_row(at)
    } else {
        answering.live.remove_row(at);
        let place = all.iter().position(|other| *other == at).unwrap_or(0);
        let beside = all.get(if place == 0 { 1 } else { place - 1 }).copied();
        beside.filter(|beside| answering.live.repetitions(*beside).len() < all.len())
    };
    answering.follow();
    let mut effects = vec![keep(answering, row)];
    effects.extend(file::let_go(answering));
    effects.extend(to.map(|to| on_repetition(answering, to)).unwrap_or_default());
    effects
}

/// To a row that was pointed at.
fn looked_for(answering: &mut Answering, key: &RowKey, row: (Place, Key)) -> Vec<Effect> {
    let focus = Effect::Focus(key.0.to_string());
    // A heading can stand over several steps: where the person is goes before the others.
    let step = node_of(key).and_then(|at| match answering.is_here(at) {
        true => Some(answering.at),
        false => answering.step_of(first_question(&answering.live, at).unwrap_or(at)),
    });
    match step.filter(|_| !answering.sending) {
        Some(step) if step != answering.at => {
            answering.at = step;
            (answering.resumed, answering.trouble) = (false, None);
            vec![keep(answering, row), Effect::Top, focus]
        }
        Some(_) => vec![focus],
        None => vec![],
    }
}

fn continued(answering: &mut Answering, row: (Place, Key)) -> Vec<Effect> {
    let at = answering.at;
    if !pointers(answering, Some(at)).is_empty() {
        answering.strict = true;
        return vec![Effect::Focus("error-summary".into())];
    }
    move_to(answering, at + 1, row)
}

fn move_to(answering: &mut Answering, to: usize, row: (Place, Key)) -> Vec<Effect> {
    if answering.sending {
        return vec![];
    }
    answering.at = to.min(answering.steps());
    (answering.strict, answering.resumed, answering.trouble, answering.lost) = (false, false, None, None);
    vec![keep(answering, row), Effect::Top, Effect::Focus("h1".into())]
}

fn send(
    answering: &mut Answering,
    instrument: Option<&Instrument>,
    who: &Who,
    (row, now): (Key, &Now),
) -> Vec<Effect> {
    let (Some(instrument), Some(patient)) = (instrument, &who.patient) else { return vec![] };
    if let Some(missing) = pointers(answering, None).first() {
        let (step, words) = (missing.step, missing.words.to_string());
        let mut effects = move_to(answering, step, (who.place, row));
        answering.strict = true;
        effects.push(Effect::Announce(words));
        return effects;
    }
    if answering.sending {
        return vec![];
    }
    answering.sending = true;
    // The files first: answers that go without what they name would leave it behind, were the page closed in between.
    let files = to_hand(answering, instrument, (who, patient), now);
    if !files.is_empty() {
        let place = if answering.trouble.is_some() { Place::Page } else { who.place };
        return files.into_iter().map(|file| Effect::Queue(place, file, None)).collect();
    }
    vec![answers(answering, instrument, (who, patient), (row, now))]
}

/// The entries with files that are not in the outbox yet.
fn to_hand(
    answering: &Answering,
    instrument: &Instrument,
    (who, patient): (&Who, &str),
    now: &Now,
) -> Vec<Entry> {
    let mut files = write(answering, instrument, (&who.account, patient), now).files;
    files.retain(|file| !answering.handed.contains(&file.ticket.id));
    files
}

/// The answers into the outbox.
fn answers(
    answering: &Answering,
    instrument: &Instrument,
    (who, patient): (&Who, &str),
    (row, now): (Key, &Now),
) -> Effect {
    let mut written = write(answering, instrument, (&who.account, patient), now);
    who.sign(&mut written.entry.body);
    // Where the device gives no room, the page's memory still holds it until it is sent.
    let place = if answering.trouble.is_some() { Place::Page } else { who.place };
    // A draft that stays beside what was sent would be answered twice.
    let draft = (place == who.place).then_some(row);
    Effect::Queue(place, written.entry, draft)
}

fn restarted(state: &mut State, who: &Who, now: &Now) -> Vec<Effect> {
    let Some(open) = &mut state.open else { return vec![] };
    match &mut open.stage {
        Stage::Answering(answering) if !answering.sending => door::form_cleared(state, who, now),
        Stage::Failed(_) | Stage::Sent(_) => {
            let key = open.key.clone();
            state.open = None;
            opened(state, &key, who)
        }
        _ => vec![],
    }
}

/// The answers are thrown away, and the questions stand there anew.
pub(super) fn cleared(state: &mut State, who: &Who, now: &Now) -> Vec<Effect> {
    let Some(Open { key, stage: Stage::Answering(answering) }) = &mut state.open else { return vec![] };
    let form = answering.live.form().clone();
    let mode = answering.mode;
    let mut effects = file::drop_unnamed(&mut answering.draft, "");
    let watched = state.library.iter().flatten().find(|i| i.key() == *key);
    let around = answering.live.around().clone();
    **answering = Answering::open(&form, around, None, now);
    answering.watch(watched.map_or(&[], |i| &i.risk));
    answering.show(mode);
    state.drafts.retain(|d| d != key);
    effects.extend([Effect::Forget(who.place, draft_key(who, key)), Effect::Top, Effect::Focus("h1".into())]);
    effects
}

/// A file is kept, or not. One that nothing waits for any more is dropped.
pub fn file_kept(state: &mut State, (id, done): (&str, &Result<Sealed, Trouble>), who: &Who) -> Vec<Effect> {
    if let Some(Open { stage: Stage::Answering(_), .. }) = &state.open {
        return door::form_file(state, (id, done), who);
    }
    vec![Effect::Discard(id.into())]
}

/// The same, in the check-in that is being answered.
pub(super) fn file_came(
    state: &mut State,
    (id, done): (&str, &Result<Sealed, Trouble>),
    who: &Who,
) -> Vec<Effect> {
    let Some(Open { key, stage: Stage::Answering(answering) }) = &mut state.open else { return vec![] };
    if !file::kept(answering, id, done) {
        return vec![Effect::Discard(id.into())];
    }
    answering.follow();
    let mut effects = file::let_go(answering);
    effects.push(keep(answering, (who.place, draft_key(who, key))));
    effects.push(Effect::Announce(words::asking::file_kept(done.is_ok()).into()));
    effects
}

/// A row was kept, or not: the words under the question say which.
pub fn saved(state: &mut State, key: &Key, done: Result<(), Trouble>, who: &Who) {
    if let Some(Open { key: name, stage: Stage::Answering(answering) }) = &mut state.open
        && *key == draft_key(who, name)
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
    match &state.open {
        Some(Open { stage: Stage::Answering(answering), .. })
            if answering.draft.entry == id || file::is_of(&answering.draft, id) =>
        {
            door::form_queued(state, (id, done), who, now)
        }
        _ => vec![],
    }
}

/// What was sent from the open check-in is in the outbox, or not.
pub(super) fn handed_over(
    state: &mut State,
    (id, done): (&str, Result<(), Trouble>),
    who: &Who,
    now: &Now,
) -> Vec<Effect> {
    let Some(open) = &mut state.open else { return vec![] };
    let Stage::Answering(answering) = &mut open.stage else { return vec![] };
    let row = draft_key(who, &open.key);
    let instrument = state.library.iter().flatten().find(|i| i.key() == open.key);
    if answering.draft.entry != id && done.is_ok() {
        answering.handed.push(id.into());
        return match (instrument, &who.patient) {
            (Some(instrument), Some(patient))
                if answering.sending && to_hand(answering, instrument, (who, patient), now).is_empty() =>
            {
                vec![answers(answering, instrument, (who, patient), (row, now))]
            }
            _ => vec![],
        };
    }
    answering.sending = false;
    match (done, instrument, &who.patient) {
        (Ok(()), Some(instrument), Some(patient)) => {
            let mut draft = answering.draft.clone();
            let written = write(answering, instrument, (&who.account, patient), now);
            let sent = Sent {
                response: draft.response.clone(),
                files: written.files.len(),
                entry: id.into(),
                score: written.score,
                parts: written.parts,
                risk: written.risk,
                at: now.time,
                delivery: Delivery::NotYet,
                on_device: who.place == Place::Device && answering.trouble.is_none(),
            };
            state.drafts.retain(|d| *d != open.key);
            open.stage = Stage::Sent(Box::new(sent));
            let focus = Effect::Focus("h1".into());
            let mut effects = file::drop_unnamed(&mut draft, &crate::json::write(&written.entry.body));
            effects.extend([
                Effect::Forget(who.place, row),
                Effect::Deliver,
                Effect::ListOutbox,
                Effect::Top,
                focus,
            ]);
            effects
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
        Outcome::Later | Outcome::Part => Delivery::NotYet,
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
