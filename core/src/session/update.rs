//! What each event of the session does.

use serde_json::Value;

use super::leaving;
use super::open::{account_row, open};
use super::{Account, DEVICE, Device, Event, Kept, Link, OWED, Stage, State, Subject, Why};
use crate::effect::{Effect, Key, Method, Place, Reply, Request};
use crate::event::Tag;
use crate::json;
use crate::now::Now;
use crate::outbox::Waiting;
use crate::route::Route;
use crate::trouble::Trouble;
use crate::vault::Order;

/// Milliseconds between two enrolments that a refusal calls for.
const ENROL_APART: i64 = 60_000;

/// The page was opened: look up what is kept, and ask who is signed in.
pub fn started() -> Vec<Effect> {
    vec![
        Effect::Load(Place::Device, Key::of("", OWED)),
        Effect::Load(Place::Device, Key::of("", DEVICE)),
        ask(false),
    ]
}

fn ask(quiet: bool) -> Effect {
    Effect::Fetch(Tag::Session, Request { quiet, ..Request::get("/session") })
}

/// A row of the device was read.
pub fn loaded(state: &mut State, key: &Key, row: &Result<Option<Value>, Trouble>) -> Vec<Effect> {
    if let Stage::Leaving(account, leaving) = &mut state.stage {
        let effects = leaving::loaded(leaving, &account.id, (key, row));
        // There is nothing to ask about.
        return if leaving.is_nothing() { sign_out(state) } else { effects };
    }
    if *key == Key::of("", OWED) {
        state.owed = matches!(row, Ok(Some(_)));
        return vec![];
    }
    if *key != Key::of("", DEVICE) || state.kept != Kept::Unread {
        return vec![];
    }
    let account = row.as_ref().ok().and_then(Option::as_ref).and_then(Account::read);
    state.kept = account.map_or(Kept::Nobody, Kept::Somebody);
    open(state)
}

/// The gateway answered something of the session.
pub fn fetched(state: &mut State, tag: &Tag, reply: Result<&Reply, Trouble>) -> Vec<Effect> {
    match tag {
        Tag::Session => {
            state.answer = Some(reply.map(|r| r.body.clone()));
            open(state)
        }
        Tag::SignedIn => signed_in(state, reply),
        Tag::SignedOut => match reply {
            // Who signed in beside this page ended it with that, and theirs is not to be ended.
            Ok(_) | Err(Trouble::SignIn | Trouble::OtherSession) => vec![paid(state), ask(true)],
            Err(found) => {
                state.owed = true;
                match &mut state.stage {
                    Stage::Out { trouble, .. } => *trouble = Some(found),
                    stage @ Stage::Starting => {
                        *stage =
                            Stage::Out { why: Why::Fresh, offers: vec![], trouble: Some(found), busy: false };
                    }
                    _ => {}
                }
                vec![Effect::Save(Place::Device, Key::of("", OWED), Value::Bool(true))]
            }
        },
        _ => vec![],
    }
}

/// A sign-out that the gateway never heard of comes first. It is owed until the gateway says that it is over: the page may
/// be closed before.
pub(super) fn pay_owed(state: &mut State) -> Vec<Effect> {
    let answer = state.answer.as_ref().and_then(|answer| answer.as_ref().ok());
    if let Some(csrf) = answer.and_then(Account::read).map(|account| account.csrf) {
        state.answer = None;
        return vec![sign_out_request(csrf)];
    }
    let forget = paid(state);
    let mut effects = open(state);
    effects.push(forget);
    effects
}

/// Nothing is owed any more.
fn paid(state: &mut State) -> Effect {
    state.owed = false;
    Effect::Forget(Place::Device, Key::of("", OWED))
}

pub(super) fn sign_out_request(csrf: String) -> Effect {
    let request = Request::new(Method::Delete, "/session".into());
    Effect::Fetch(Tag::SignedOut, Request { csrf: Some(csrf), ..request })
}

fn signed_in(state: &mut State, reply: Result<&Reply, Trouble>) -> Vec<Effect> {
    // What is kept was opened meanwhile.
    let Stage::Out { why, trouble, busy, .. } = &mut state.stage else { return vec![ask(true)] };
    *busy = false;
    let read = |reply: &Reply| Account::read(&reply.body).ok_or(Trouble::Unreadable);
    let account = match reply.and_then(read) {
        Ok(account) => account,
        Err(found) => {
            *trouble = Some(found);
            return vec![];
        }
    };
    let again = *why == Why::StartAgain;
    let proven = again && state.was.as_ref() == Some(&account.id);
    *busy = proven;
    if !proven {
        *why = Why::Fresh;
    }
    // Whose session was to end is not who signs in now.
    let forget = state.owed.then(|| paid(state));
    let then = if proven {
        vec![Effect::Vault(Order::Forget)]
    } else {
        (state.spared, state.answer) = (again, Some(reply.map(|reply| reply.body.clone())));
        begin_as(state)
    };
    forget.into_iter().chain(then).collect()
}

/// Opens for who is signed in, whosever page it was.
fn begin_as(state: &mut State) -> Vec<Effect> {
    (state.subject, state.device, state.was) = (Subject::Me, Device::Unknown, None);
    open(state)
}

/// Something in this area.
///
/// `begun` is how many things were begun and not sent.
pub fn update(state: &mut State, event: Event, begun: usize) -> Vec<Effect> {
    match event {
        Event::Chosen(person) => choose(state, &person),
        Event::DeviceTold(own) => device_told(state, own),
        Event::KeptOpened => {
            if let (Stage::Out { .. }, Kept::Somebody(account)) = (&state.stage, &state.kept) {
                (state.device, state.was) = (Device::Own, None);
                state.stage = Stage::In(account.clone(), Link::Kept);
            }
            vec![]
        }
        Event::Retried => vec![ask(false)],
        Event::SignedInBeside => match state.stage {
            Stage::In(..) | Stage::Asking(_) => vec![ask(true)],
            _ => vec![],
        },
        Event::OtherTaken => {
            let mut effects = vec![Effect::Navigate(Route::Today, true)];
            effects.extend(begin_as(state));
            effects
        }
        Event::SignOutAsked => sign_out_asked(state, begun),
        Event::SignOutConfirmed => sign_out(state),
        Event::SignOutStayed => {
            if let Stage::Leaving(account, _) = &state.stage {
                state.stage = stays(account);
            }
            vec![]
        }
        Event::Beside(held) => {
            let Stage::Leaving(_, leaving) = &mut state.stage else { return vec![] };
            leaving.beside(held);
            if leaving.is_nothing() { sign_out(state) } else { vec![] }
        }
        Event::CopiesWanted => match &mut state.stage {
            Stage::Leaving(_, leaving) => leaving::copies(leaving),
            _ => vec![],
        },
        Event::Switched(subject) => {
            state.subject = subject;
            vec![Effect::Navigate(Route::Today, false)]
        }
    }
}

fn choose(state: &mut State, person: &str) -> Vec<Effect> {
    let Stage::Out { why, busy, trouble, .. } = &mut state.stage else { return vec![] };
    if *busy {
        return vec![];
    }
    (*busy, *trouble) = (true, None);
    // Another page that was unlocked meanwhile hands over its keys, and nothing has to go.
    let look = (*why == Why::StartAgain).then_some(Effect::Vault(Order::Look));
    let request = Request::new(Method::Post, "/session/demo".into())
        .with(json::filled(r#"{"person": "$person"}"#, &[("person", person.into())]));
    let fetch = Effect::Fetch(Tag::SignedIn, Request { csrf: Some("sign-in".into()), ..request });
    look.into_iter().chain([fetch]).collect()
}

fn device_told(state: &mut State, own: bool) -> Vec<Effect> {
    let Stage::Asking(account) = &state.stage else { return vec![] };
    let account = account.clone();
    state.device = if own { Device::Own } else { Device::NotMine };
    if own {
        // The app opens once the answer is kept: a page that is loaded again right away would ask again.
        state.kept = Kept::Somebody(account.clone());
        return account_row(state.device, &account).into_iter().chain([Effect::Persist]).collect();
    }
    state.stage = Stage::In(account, Link::Live);
    vec![]
}

/// A row was kept, or not. Where the answer to the device question can't be kept, the app opens all the same, and keeps
/// nothing here: the next page would not know whose it is. Whether that is so.
pub fn saved(state: &mut State, key: &Key, done: Result<(), Trouble>) -> bool {
    if *key == Key::of("", DEVICE)
        && state.device == Device::Own
        && let Stage::Asking(account) = &state.stage
    {
        state.stage = Stage::In(account.clone(), Link::Live);
        if done.is_err() {
            (state.device, state.kept) = (Device::NotMine, Kept::Nobody);
        }
        return done.is_err();
    }
    false
}

/// The stage of who stays after all.
fn stays(account: &Account) -> Stage {
    Stage::In(account.clone(), if account.csrf.is_empty() { Link::Kept } else { Link::Live })
}

/// What waits is listed anew: what another tab wrote, or what was not listed yet, would go unasked.
fn sign_out_asked(state: &mut State, begun: usize) -> Vec<Effect> {
    let Stage::In(account, _) = &state.stage else { return vec![] };
    let (leaving, effects) = leaving::asked(state, account, begun);
    state.stage = Stage::Leaving(account.clone(), Box::new(leaving));
    effects
}

/// The passphrase is forgotten. Whoever holds the device could say so: its person signs in first.
pub fn start_again(state: &mut State) -> Vec<Effect> {
    out_of(state, Why::StartAgain)
}

/// What the forgotten passphrase opened is gone, here or by another page, or it could not be taken away. Who uses the device
/// as a guest goes on.
pub fn forgotten(state: &mut State, done: Result<(), Trouble>) -> Vec<Effect> {
    if let (Err(found), Stage::Out { trouble, busy, .. }) = (done, &mut state.stage) {
        (*trouble, *busy) = (Some(found), false);
    }
    let Kept::Somebody(account) = &state.kept else { return vec![] };
    let guest = state.whose().is_some_and(|id| *id != account.id);
    if done.is_err() {
        return vec![];
    }
    state.kept = Kept::Nobody;
    if guest {
        return vec![];
    }
    *state = State { kept: Kept::Nobody, demo: state.demo, ..State::default() };
    state.stage = Stage::Out { why: Why::Fresh, offers: vec![], trouble: None, busy: false };
    let row = Effect::Forget(Place::Device, Key::of("", DEVICE));
    vec![row, Effect::Navigate(Route::Today, true), ask(true)]
}

/// Ends it at the gateway, now or, where there is no token at hand, at the next answer. That it is owed is kept first: a page
/// that is closed before the gateway heard of it leaves it to the next start.
fn end_session(state: &mut State, account: Account) -> [Effect; 2] {
    state.owed = true;
    let owed = Effect::Save(Place::Device, Key::of("", OWED), Value::Bool(true));
    [owed, if account.csrf.is_empty() { ask(true) } else { sign_out_request(account.csrf) }]
}

/// What waits was listed: a sign-out that asks follows it, and where all is sent meanwhile there is nothing to ask any more.
pub fn listed(state: &mut State, waiting: &Waiting) -> Vec<Effect> {
    let place = state.device.place();
    let Stage::Leaving(account, leaving) = &mut state.stage else { return vec![] };
    let (asked, before) = (leaving.is_listing(), leaving.unsent.len());
    leaving.listed(waiting, place, &account.id);
    match leaving.is_nothing() {
        true if asked => sign_out(state),
        true if before > 0 => {
            state.stage = stays(account);
            vec![]
        }
        _ => vec![],
    }
}

/// What waits can't be listed: that is said, and the person chooses.
pub fn not_listed(state: &mut State) {
    if let Stage::Leaving(_, leaving) = &mut state.stage {
        leaving.not_listed();
    }
}

/// Wipes first: whatever the network does, nothing of theirs stays here. What somebody else keeps on the device is not
/// theirs to wipe.
fn sign_out(state: &mut State) -> Vec<Effect> {
    let Some(account) = state.account().cloned() else { return vec![] };
    let place = state.device.place();
    let kept = if place == Place::Device { Kept::Nobody } else { state.kept.clone() };
    *state = State { kept, demo: state.demo, ..State::default() };
    state.stage = Stage::Out { why: Why::Leaving, offers: vec![], trouble: None, busy: false };
    let mut effects = vec![Effect::Wipe(place), Effect::Navigate(Route::Today, true)];
    effects.extend(end_session(state, account));
    effects
}

/// The gateway answered 401 to something: the session is over, what is kept stays.
pub fn signed_out_by_gateway(state: &mut State) -> Vec<Effect> {
    let Stage::In(_, Link::Live) = &state.stage else { return vec![] };
    state.stage = Stage::Out { why: Why::Away, offers: vec![], trouble: None, busy: false };
    state.answer = None;
    vec![ask(true)]
}

/// The gateway answered that somebody signed in beside this page: nothing is shown until it is known who.
pub fn other_session(state: &mut State) -> Vec<Effect> {
    out_of(state, Why::Other)
}

fn out_of(state: &mut State, why: Why) -> Vec<Effect> {
    let Stage::In(account, _) = &state.stage else { return vec![] };
    state.was = Some(account.id.clone());
    state.stage = Stage::Out { why, offers: vec![], trouble: None, busy: false };
    state.answer = None;
    vec![ask(true)]
}

/// The network came back, or an entry was held for a sign-in: ask again who is signed in.
pub fn moved_online(state: &State) -> Vec<Effect> {
    match state.stage {
        Stage::In(..) | Stage::Out { .. } => vec![ask(true)],
        _ => vec![],
    }
}

/// The gateway did not take what this device delivered: ask who is signed in, and be enrolled again; once a minute at most,
/// as it may refuse that too.
pub fn refused(state: &mut State, now: &Now) -> Vec<Effect> {
    let mut effects = moved_online(state);
    if is_over(state, now)
        && let Some(enrolment) = state.enrolment()
    {
        state.enrolled = now.time;
        effects.push(Effect::Enrol(enrolment));
    }
    effects
}

/// Something is still held for a sign-in: the same, but nothing before its minute is over.
pub fn held(state: &mut State, now: &Now) -> Vec<Effect> {
    if is_over(state, now) { refused(state, now) } else { vec![] }
}

fn is_over(state: &State, now: &Now) -> bool {
    now.time - state.enrolled >= ENROL_APART || now.time < state.enrolled
}

/// The storage was wiped, and only now nothing is left; a failure is told on the sign-in page instead.
pub fn wiped(state: &mut State, done: Result<(), Trouble>) -> Vec<Effect> {
    if let Stage::Out { why, trouble, .. } = &mut state.stage {
        let after = if done.is_ok() { Why::SignedOut } else { Why::Fresh };
        *why = if *why == Why::Leaving { after } else { *why };
        *trouble = done.err().or(*trouble);
    }
    vec![]
}
