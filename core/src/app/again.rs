//! Something that waits is to be changed: what can become a draft again does, else it is changed where it stands.

use serde_json::Value;

use super::Model;
use super::who::{answerer, who};
use crate::effect::{Effect, Key};
use crate::form::Who;
use crate::now::{Now, short_key};
use crate::outbox::{Entry, Kind, State, Why};
use crate::plan::{Paper, own};
use crate::record::Shelf;
use crate::route::Route;
use crate::session::Subject;
use crate::trouble::Trouble;
use crate::words::waiting as words;
use crate::{ask, form, notice, past};

/// Where it is changed.
pub(crate) enum Way {
    /// At this address, once it is a draft again.
    Draft(Route),
    /// Where it stands, of whom.
    There(Subject, Route),
}

fn resource(entry: &Entry) -> &Value {
    &entry.body["entry"][0]["resource"]
}

fn about(entry: &Entry) -> &str {
    let resource = resource(entry);
    let named = |name: &str| resource[name]["reference"].as_str();
    named("subject").or_else(|| named("for")).unwrap_or_default()
}

/// Where it is changed; or why it can't be, in words.
pub(crate) fn way(model: &Model, entry: &Entry) -> Result<Way, &'static str> {
    match entry.kind {
        Kind::CheckIn | Kind::Note | Kind::Request => draft(model, entry).map(Way::Draft),
        Kind::Plan if own::is_own(resource(entry)) => {
            let patient = about(entry);
            let me = model.session.account().and_then(|account| account.patient.as_deref()) == Some(patient);
            let subject = if me { Subject::Me } else { Subject::For(patient.into()) };
            Ok(Way::There(subject, Route::Plan))
        }
        Kind::AboutMe | Kind::SafetyPlan => {
            let id = resource(entry)["id"].as_str().unwrap_or_default();
            let paper = Paper::OTHERS.into_iter().find(|paper| paper.is_named(id));
            let route = match paper {
                Some(paper) => Route::Paper(paper, String::new()),
                None => Route::Safety(String::new()),
            };
            Ok(Way::There(Subject::Me, route))
        }
        Kind::Rating | Kind::Plan | Kind::Feedback => Err(words::FIXED_SAID),
        Kind::File => Err(""),
    }
}

fn draft(model: &Model, entry: &Entry) -> Result<Route, &'static str> {
    let who = answerer(model);
    let place = model.notice.waiting.place(&entry.ticket.id);
    if !entry.ticket.is_surely_here() {
        return Err(words::FIXED_TRIED);
    }
    if who.patient.as_deref() != Some(about(entry)) {
        return Err(words::FIXED_OTHER);
    }
    let route = match entry.kind {
        _ if place != who.place => None,
        Kind::CheckIn => form::can_reopen(&model.form, (entry, place), &who).map(Route::Answer),
        // Notes that were begun are one row: another in it stays.
        Kind::Note if who.author.is_none() && model.past.begun.is_empty() => noted(model, entry),
        Kind::Request if who.author.is_none() => ask::again(entry, &who).map(|again| again.route()),
        _ => None,
    };
    route.ok_or(words::FIXED_HERE)
}

/// Where the answers are that a note is about.
fn noted(model: &Model, entry: &Entry) -> Option<Route> {
    let (response, _) = past::again(entry)?;
    let answers = model.record.held(about(entry), Shelf::Answers);
    let known = answers.known?;
    let of = known.resources.iter().find(|one| one["id"] == response)?;
    let url = of["questionnaire"].as_str()?.split('|').next()?;
    Some(Route::PastAnswer(short_key(url), short_key(response)))
}

/// How changing it is called.
pub(crate) fn name(entry: &Entry) -> &'static str {
    let clashes = entry.ticket.state == State::NeedsYou(Why::Conflict);
    let both = matches!(entry.kind, Kind::Plan | Kind::AboutMe | Kind::SafetyPlan);
    if clashes && both { words::SEE_BOTH } else { words::CHANGE }
}

/// What it says, as far as a line holds it.
pub(crate) fn said(model: &Model, entry: &Entry) -> Option<String> {
    const MOST: usize = 160;
    let one = resource(entry);
    let text = match entry.kind {
        Kind::CheckIn => {
            let url = one["questionnaire"].as_str()?.split('|').next()?;
            &model.form.library.iter().flatten().find(|known| known.url == url)?.title
        }
        Kind::Note => one["valueString"].as_str()?,
        Kind::Request => entry.body["entry"][1]["resource"]["payload"][0]["contentString"].as_str()?,
        Kind::Plan => one["description"]["text"].as_str().or_else(|| one["code"]["text"].as_str())?,
        _ => return None,
    };
    let mut said: String = text.chars().take(MOST).collect();
    if said.len() < text.len() {
        said.push('\u{2026}');
    }
    Some(said)
}

/// What becomes of it: the row of the draft, and what is in it.
fn row(model: &Model, entry: &Entry, who: &Who, now: &Now) -> Option<(Key, Value)> {
    let place = model.notice.waiting.place(&entry.ticket.id);
    match entry.kind {
        Kind::CheckIn => form::reopen(&model.form, (entry, place), who, now),
        Kind::Note => past::again(entry).map(|note| past::begun_row(&[note], who)),
        _ => ask::again(entry, who).map(|again| (again.row, again.kept)),
    }
}

/// Something that waits is to be changed.
pub(super) fn change(model: &mut Model, id: &str, now: &Now) -> Vec<Effect> {
    model.notice.unchanged = None;
    let waiting = &model.notice.waiting;
    let Some(entry) = waiting.outbox.iter().find(|entry| entry.ticket.id == id) else { return vec![] };
    let place = waiting.place(id);
    let files = || waiting.outbox.iter().filter(|file| file.ticket.after == id);
    match way(model, entry) {
        Err(_) => vec![],
        Ok(Way::There(subject, route)) => {
            model.session.subject = subject;
            vec![Effect::Navigate(route, false)]
        }
        Ok(Way::Draft(_)) if files().any(|file| !file.ticket.is_surely_here()) => {
            model.notice.unchanged = Some(notice::Unchanged::Meanwhile);
            vec![Effect::Focus("unchanged".into())]
        }
        Ok(Way::Draft(_)) => {
            let who = if entry.kind == Kind::CheckIn { answerer(model) } else { who(model) };
            let Some((row, mut kept)) = row(model, entry, &who, now) else { return vec![] };
            if entry.kind == Kind::CheckIn {
                kept["files"] = files().map(|file| file.body.clone()).collect();
            }
            vec![Effect::Reopen(place, id.into(), row, kept)]
        }
    }
}

/// It is a draft again, or not.
pub(super) fn reopened(model: &mut Model, id: &str, done: Result<bool, Trouble>) -> Vec<Effect> {
    let entry = model.notice.waiting.outbox.iter().find(|entry| entry.ticket.id == id).cloned();
    let found = entry.as_ref().and_then(|entry| way(model, entry).ok().zip(Some(entry)));
    model.notice.unchanged = match (done, found) {
        (Ok(true), Some((Way::Draft(route), entry))) => {
            match entry.kind {
                // What is open there has not seen this draft.
                Kind::CheckIn => model.form.open = None,
                Kind::Note => past::begin_again(&mut model.past, entry),
                _ => model.ask.again = ask::again(entry, &who(model)).map(|again| (again.about, again.kind)),
            }
            return vec![Effect::ListOutbox, Effect::Navigate(route, false)];
        }
        (Err(trouble), _) => Some(notice::Unchanged::Trouble(trouble)),
        _ => Some(notice::Unchanged::Meanwhile),
    };
    vec![Effect::ListOutbox, Effect::Focus("unchanged".into())]
}
