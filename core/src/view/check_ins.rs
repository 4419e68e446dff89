//! Check-ins as several areas know them: what is due, what was answered before, when it is planned.

use super::{Screen, caring, permitted};
use crate::app::Model;
use crate::fhir::date::Date;
use crate::form::{self, Asked, DueRow, Instrument, LibraryRow};
use crate::now::Now;
use crate::past::{self, Sources};
use crate::record::{self, DueTask, Held, Shelf};
use crate::{order, schedule, session, sharing, words};

/// The list of check-ins, with what is due.
pub(super) fn list(model: &Model, (own, now): (bool, &Now)) -> Screen {
    let mut view = form::check_ins(&model.form, model.session.can_answer());
    if let Some(acting) = model.session.acting() {
        view.about = Some(acting.name.clone());
        view.not_shared = !acting.sections.iter().any(|s| s == Shelf::Answers.section());
    }
    view.alone = model.session.in_space();
    let mut due = due(model, now).into_iter().map(|(row, _)| row).collect::<Vec<_>>();
    // What is for who cares for somebody stands first there, and nowhere else.
    if let Some(rows) = view.rows.as_mut() {
        let (mut first, rest): (Vec<_>, Vec<_>) =
            std::mem::take(rows).into_iter().partition(|row| row.others);
        first.retain(|_| view.about.is_some() && view.can_answer);
        first.extend(rest);
        *rows = first;
    }
    if let Some(rows) = view.rows.as_mut().filter(|_| view.alone) {
        rows.retain(|row| caring::is_theirs(&row.key) || due.iter().any(|due| due.row.key == row.key));
    }
    if own {
        for row in view.rows.iter_mut().flatten() {
            row.plan = model.schedule.plan(&row.key).map(schedule::in_words);
        }
    }
    if own && !view.alone {
        view.others = asked_of_others(model);
        view.seen_by = sharing::shown_to(&model.sharing, Shelf::Answers.section());
        view.trust.clone_from(&model.notice.trust.name);
        answered_last(model, &mut view);
        for due in &mut due {
            let row = view.rows.iter().flatten().find(|row| row.key == due.row.key);
            due.row.last = row.and_then(|row| row.last.clone());
        }
    }
    view.sought.take_if(|_| view.alone);
    if let (Some(rows), Some(sought)) = (&mut view.rows, &view.sought) {
        rows.retain(|row| row.fits(sought) || due.iter().any(|due| due.row.key == row.key));
    }
    Screen::CheckIns(view, due)
}

/// When the person answered each check-in last.
fn answered_last(model: &Model, view: &mut form::CheckInsView) {
    let shelves = Shelves::of(model);
    let sources = shelves.sources(model);
    for row in view.rows.iter_mut().flatten() {
        let of = instrument(model, &row.key);
        let taken = of.map(|instrument| past::taken(&sources, instrument)).unwrap_or_default();
        let last = taken.into_iter().find(|one| one.who.is_none());
        // That they never did is said only where all of their answers are known.
        let known = shelves.scores.known.is_some() && shelves.answers.known.is_some();
        let never = || known.then(|| words::form::NEVER.to_owned());
        row.last = last.map(|one| words::form::last_time(&one.when)).or_else(never);
    }
}

/// What is due on Today: what the person put off until tomorrow is not there.
pub(super) fn due_today(model: &Model, now: &Now) -> Vec<DueRow> {
    let mut rows = due(model, now);
    let own = model.session.acting().is_none();
    rows.retain(|(row, _)| !own || !model.schedule.is_later(&row.row.key, now));
    rows.into_iter().map(|(row, _)| row).collect()
}

/// Check-ins with a draft, asked for by the team, or planned by the person, unless they were answered since; the most
/// urgent first, with the time that counts. Who looks after somebody finds what they are asked themselves, and in the
/// space of who has no record only what is asked stands out.
fn due(model: &Model, now: &Now) -> Vec<(DueRow, i64)> {
    let Some(patient) = model.session.patient() else { return vec![] };
    let acting = model.session.acting();
    if !model.session.can_answer() {
        return vec![];
    }
    let own = acting.is_none() && !model.session.in_space();
    let owner = acting.map_or(patient.as_str(), |acting| &acting.related);
    let tasks = record::due(&permitted(model, Shelf::Tasks), owner);
    let (scores, answers) = (permitted(model, Shelf::Scores), Held::default());
    let outbox = &model.notice.waiting.outbox;
    let sources = Sources { scores: &scores, answers: &answers, outbox, patient: &patient };
    let rows = form::check_ins(&model.form, true).rows.unwrap_or_default();
    let mut found = Vec::new();
    for (row, instrument) in rows.into_iter().zip(model.form.library.iter().flatten()) {
        let taken = past::taken(&sources, instrument);
        let by = acting.map(|_| owner);
        let last = taken.iter().find(|t| t.by.as_deref() == by).map(|t| t.at);
        let task = tasks.iter().find(|t| t.is_for(&instrument.url, &instrument.name));
        let task = task.filter(|t| last.zip(t.asked).is_none_or(|(last, asked)| last < asked));
        let rung = model.schedule.rung(&row.key, last, now).filter(|_| own);
        if (row.draft && own) || task.is_some() || rung.is_some() {
            let (mut due, when) = due_row(row, task, rung, now);
            due.later &= own;
            found.push((due, when));
        }
    }
    order::by(&mut found, |(_, when)| *when);
    found
}

/// The Tasks by which the team asks for a check-in in the space of who has no record.
fn asked_in_space(model: &Model, key: &str) -> Vec<DueTask> {
    let space = model.session.patient().filter(|_| model.session.in_space());
    let Some((space, instrument)) = space.zip(instrument(model, key)) else { return vec![] };
    let mut tasks = record::asked(&model.record.held(&space, Shelf::Tasks));
    tasks.retain(|task| {
        (task.open || task.done) && task.owner.0 == space && task.is_for(&instrument.url, &instrument.name)
    });
    tasks
}

/// Whether the team asks, or asked, for a check-in there.
pub(super) fn is_asked(model: &Model, key: &str) -> bool {
    !asked_in_space(model, key).is_empty()
}

/// Whether nobody reads what is answered there: the team reads what it asked for, and nothing that comes later.
fn is_alone(model: &Model, key: &str) -> bool {
    let sent = match model.form.open.as_ref().map(|open| &open.stage) {
        Some(form::Stage::Sent(sent)) => Some(["QuestionnaireResponse/", &sent.response].concat()),
        _ => None,
    };
    let read = |task: &DueTask| task.open || sent.as_ref().is_some_and(|sent| task.outputs.contains(sent));
    model.session.in_space() && !asked_in_space(model, key).iter().any(read)
}

/// What the team asks somebody else to answer about the person: the title, who, until when.
fn asked_of_others(model: &Model) -> Vec<Asked> {
    let mut found = vec![];
    for task in record::asked(&permitted(model, Shelf::Tasks)) {
        let of = model.form.library.iter().flatten().find(|i| task.is_for(&i.url, &i.name));
        if let (true, true, Some(instrument)) = (task.open, task.owner.0.starts_with("RelatedPerson/"), of) {
            let who = task.owner.1.unwrap_or_else(|| words::past::SOMEBODY.into());
            found.push(Asked { title: instrument.title.clone(), who, due: task.due });
        }
    }
    found
}

fn due_row(
    row: LibraryRow,
    task: Option<&DueTask>,
    rung: Option<schedule::Rung>,
    now: &Now,
) -> (DueRow, i64) {
    let offset = i16::try_from(now.offset).unwrap_or(0);
    let planned = rung.map(|r| words::time::moment(Date::from_millis(r.at, offset), now));
    let until = task.and_then(|t| t.until);
    let when = [until, rung.map(|r| r.at)].into_iter().flatten().min().unwrap_or(i64::MAX);
    let due = DueRow {
        due: task.and_then(|t| t.due.clone()),
        planned: planned.map(|when| words::schedule::planned(&when)),
        overdue: until.is_some_and(|until| until <= now.time) || rung.is_some_and(|r| r.late),
        later: task.is_some() || rung.is_some(),
        row,
    };
    (due, when)
}

fn instrument<'a>(model: &'a Model, key: &str) -> Option<&'a Instrument> {
    model.form.library.iter().flatten().find(|i| i.key() == key)
}

/// While the library is on its way the list of check-ins shows so; an unknown key is no page.
fn unknown(model: &Model, own: bool) -> Screen {
    match model.form.library {
        None => Screen::CheckIns(form::check_ins(&model.form, own), vec![]),
        Some(_) => Screen::Unknown,
    }
}

/// The shelves that past answers come from.
struct Shelves {
    scores: Held,
    answers: Held,
    patient: String,
}

impl Shelves {
    fn of(model: &Model) -> Self {
        let patient = model.session.patient().unwrap_or_default();
        Self { scores: permitted(model, Shelf::Scores), answers: permitted(model, Shelf::Answers), patient }
    }

    fn sources<'a>(&'a self, model: &'a Model) -> Sources<'a> {
        let outbox = &model.notice.waiting.outbox;
        Sources { scores: &self.scores, answers: &self.answers, outbox, patient: &self.patient }
    }
}

/// Past answers to one check-in.
pub(super) fn past(model: &Model, key: &str, now: &Now) -> Screen {
    let own = model.session.acting().is_none();
    let Some(instrument) = instrument(model, key) else { return unknown(model, own) };
    let shelves = Shelves::of(model);
    let medicines = permitted(model, Shelf::Medicines);
    Screen::Past(past::past(&shelves.sources(model), &medicines, instrument, now))
}

/// The answers of one time.
pub(super) fn past_answer(model: &Model, (key, at): (&str, &str), now: &Now) -> Screen {
    let own = model.session.acting().is_none();
    let Some(instrument) = instrument(model, key) else { return unknown(model, own) };
    let shelves = Shelves::of(model);
    Screen::PastAnswer(past::past_answer(&shelves.sources(model), instrument, at, (&model.past, own, now)))
}

/// The plan of one check-in.
pub(super) fn plan(model: &Model, key: &str, now: &Now) -> Screen {
    let Some(instrument) = instrument(model, key) else { return unknown(model, true) };
    let on_device = model.session.device == session::Device::Own;
    Screen::Schedule(schedule::schedule(&model.schedule, (key, &instrument.title), (on_device, now)))
}

/// The open check-in.
pub(super) fn answer(model: &Model, key: &str, now: &Now) -> Screen {
    let alone = is_alone(model, key);
    let sent = match model.form.open.as_ref().map(|o| &o.stage) {
        Some(form::Stage::Sent(sent)) => Some(sent),
        _ => None,
    };
    // The total just sent may be in the record already: the one before it is meant.
    let mine = sent.filter(|_| model.session.acting().is_none());
    let instrument = instrument(model, key);
    let taken = mine.zip(instrument).map(|(sent, instrument)| {
        let shelves = Shelves::of(model);
        let sources = Sources { outbox: &[], ..shelves.sources(model) };
        let mine = |t: &past::Taken| {
            t.response.as_ref() == Some(&sent.response) || (t.response.is_none() && t.at >= sent.at - 1_000)
        };
        let mut taken = past::taken(&sources, instrument);
        taken.retain(|t| t.who.is_none() && !mine(t));
        taken
    });
    let earlier = |column: usize| {
        let mut taken = taken.iter().flatten();
        taken.find_map(|t| Some((t.scores.get(column).copied()??.value, t.when.clone())))
    };
    let before = earlier(0);
    let on_device = model.session.device == session::Device::Own;
    let mut view = form::answer(&model.form, on_device, before);
    match view.as_mut().map(|view| &mut view.step) {
        Some(form::StepView::Review(review)) => {
            (review.alone, review.others) = (alone, model.session.acting().is_some());
        }
        Some(form::StepView::Thanks(thanks)) => {
            (thanks.alone, thanks.about) = (alone, model.session.acting().map(|acting| acting.name.clone()));
            for (column, score) in thanks.sent.parts.clone() {
                let name = instrument.and_then(|i| i.parts.get(column)?.name.clone()).unwrap_or_default();
                thanks.parts.push(form::PartScore { name, score, before: earlier(column) });
            }
        }
        _ => {}
    }
    match view {
        Some(view) => Screen::Answer(view),
        // It was asked for before it was known that the team asked for it.
        None if model.session.in_space() => Screen::Caring(caring::caring(model, now)),
        None => Screen::Unknown,
    }
}
