//! What the screen shows of it.

use super::meet::line;
use super::written::{author, by, items};
use super::{Fields, Item, Known, Part, State};
use crate::fhir::date::Date;
use crate::now::Now;
use crate::order;
use crate::plan::answer::{Sources, own_action};
use crate::plan::before::{Before, Changes, changes_of};
use crate::plan::rating::{Rating, ratings};
use crate::record::{ActionRow, GoalRow, Held};
use crate::trouble::Trouble;
use crate::words;
use crate::words::plan as w;

/// Goals and actions of one's own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OwnView {
    /// It is the reader's own plan.
    pub own: bool,
    /// Who reads can add.
    pub adds: bool,
    /// The plan that a new action belongs to, by its id; `None` where there is none.
    pub plan: Option<String>,
    /// Goals.
    pub goals: Vec<OwnRow>,
    /// Actions.
    pub actions: Vec<OwnRow>,
    /// What is being written.
    pub draft: Option<DraftView>,
    /// What two changed.
    pub clashes: Vec<ClashView>,
    /// Something could not be saved.
    pub trouble: Option<Trouble>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OwnRow {
    /// `Goal/x` or `Task/x`.
    pub key: String,
    /// What it is.
    pub text: String,
    /// Why it matters.
    pub more: String,
    /// Until when.
    pub due: Option<String>,
    /// Who put it there, where that is not who wrote last.
    pub begun: Option<String>,
    /// Who wrote last, and when.
    pub by: String,
    /// It was taken back.
    pub gone: bool,
    /// Who reads can change it.
    pub can: bool,
    /// A goal that can be rated.
    pub goal: Option<GoalRow>,
    /// How an action stands.
    pub action: Option<ActionRow>,
    /// How it came to be as it is.
    pub changes: Option<Changes>,
}

/// What is being written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DraftView {
    /// What it is.
    pub part: Part,
    /// It is new.
    pub new: bool,
    /// What stands in the fields.
    pub fields: Fields,
    /// It has no words.
    pub wrong: bool,
    /// The most characters.
    pub most: usize,
}

/// Two changes of the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClashView {
    /// The id of the entry.
    pub entry: String,
    /// What it is.
    pub part: Part,
    /// What who reads wrote.
    pub mine: String,
    /// What the other wrote, by whom and when; `None` where the team took it up.
    pub theirs: Option<(String, String)>,
    /// What it is, where both say the same of that.
    pub what: Option<String>,
    /// What differs, field by field.
    pub differs: Vec<Differs>,
}

/// A field that says one thing here and another there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differs {
    /// What the field asks.
    pub name: &'static str,
    /// What is here; never empty.
    pub mine: String,
    /// What is there; never empty.
    pub theirs: String,
}

/// What else the view needs.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// What is known beside the plan.
    pub sources: Sources<'a>,
    /// The plans and goals.
    pub plans: &'a Held,
    /// Ratings of goals.
    pub scores: &'a Held,
    /// How something changed.
    pub before: Option<&'a Before>,
    /// The newest plan in force, by its id.
    pub plan: Option<&'a str>,
}

/// The view.
#[must_use]
pub fn view(state: &State, around: &Around) -> OwnView {
    let of = &around.sources;
    let known = Known { plans: around.plans, tasks: of.tasks, outbox: of.outbox };
    let mut all = items(&known, of.patient);
    order::newest_first(&mut all, at);
    let mut view = OwnView {
        own: !of.reader.starts_with("RelatedPerson/"),
        adds: !of.reader.is_empty(),
        plan: around.plan.map(str::to_owned),
        trouble: state.trouble,
        ..OwnView::default()
    };
    for item in &all {
        let row = row(item, around);
        if item.part == Part::Goal { view.goals.push(row) } else { view.actions.push(row) }
    }
    // What was taken back stands last.
    for rows in [&mut view.goals, &mut view.actions] {
        order::by(rows, |row| i64::from(row.gone));
    }
    if state.patient != of.patient || !view.adds {
        return view;
    }
    view.draft = state.draft.as_ref().map(|draft| DraftView {
        part: draft.part,
        new: draft.key.is_empty(),
        fields: draft.fields.clone(),
        wrong: draft.wrong,
        most: super::update::LONGEST,
    });
    for clash in &state.clashes {
        let theirs =
            clash.theirs.as_ref().map(|item| (line(&item.fields), written_by(item, of.reader, of.now)));
        let (entry, part) = (clash.entry.clone(), clash.part);
        let there = clash.theirs.as_ref().map(|item| &item.fields);
        let differs = there.map(|there| differs(part, &clash.mine, there)).unwrap_or_default();
        let what = there.map(|there| there.text.clone()).filter(|text| *text == clash.mine.text);
        view.clashes.push(ClashView { entry, part, mine: line(&clash.mine), theirs, what, differs });
    }
    view
}

fn differs(part: Part, mine: &Fields, theirs: &Fields) -> Vec<Differs> {
    let (text, more) = match part {
        Part::Goal => (w::OWN_GOAL_TEXT, w::OWN_GOAL_MORE),
        Part::Action => (w::OWN_ACTION_TEXT, w::OWN_ACTION_MORE),
    };
    let said = |said: &str| if said.is_empty() { w::OWN_EMPTY } else { said }.to_owned();
    let day = |fields: &Fields| Date::parse(&fields.due).map(|day| day.words()).unwrap_or_default();
    let gone = |fields: &Fields| if fields.gone { w::OWN_GONE } else { w::OWN_THERE }.to_owned();
    let all = [
        (text, mine.text.clone(), theirs.text.clone()),
        (more, mine.more.clone(), theirs.more.clone()),
        (w::OWN_DUE, day(mine), day(theirs)),
        (w::OWN_STAYS, gone(mine), gone(theirs)),
    ];
    let other = all.into_iter().filter(|(_, mine, theirs)| mine != theirs);
    other.map(|(name, mine, theirs)| Differs { name, mine: said(&mine), theirs: said(&theirs) }).collect()
}

fn at(item: &Item) -> i64 {
    // What waits is the newest.
    let at = item.raw["meta"]["lastUpdated"].as_str().and_then(Date::parse);
    at.map_or(i64::MAX, |at| at.to_millis())
}

fn name(reference: &str, name: &str, reader: &str) -> String {
    match name {
        _ if reference == reader && !reader.is_empty() => w::YOU.into(),
        "" if reference.starts_with("Patient/") => w::THE_PERSON.into(),
        name => name.into(),
    }
}

/// Who wrote it last, and when.
fn written_by(item: &Item, reader: &str, now: &Now) -> String {
    let (reference, said) = by(&item.raw).unwrap_or_default();
    let when = match item.waits {
        Some(_) => w::RATING_WAITS.to_owned(),
        None => {
            item.raw["meta"]["lastUpdated"].as_str().and_then(Date::parse).map_or_else(String::new, |at| {
                let offset = i16::try_from(now.offset).unwrap_or(0);
                words::time::moment(Date::from_millis(at.to_millis(), offset), now)
            })
        }
    };
    [&name(reference, said, reader), ", ", &when].concat()
}

fn row(item: &Item, around: &Around) -> OwnRow {
    let of = &around.sources;
    let fields = &item.fields;
    let put = author(&item.raw);
    let (put, called) = (put["reference"].as_str().unwrap_or_default(), &put["display"]);
    let last = by(&item.raw).unwrap_or_default().0;
    let theirs = of.reader == put || of.reader.starts_with("Patient/");
    let clashes = item.waits.as_ref().is_some_and(|waits| waits.1);
    let id = item.key.split_once('/').map_or("", |key| key.1);
    let due = Date::parse(&fields.due).map(|day| w::by(&day.words()));
    let goal = (item.part == Part::Goal).then(|| GoalRow {
        id: if fields.gone { String::new() } else { id.into() },
        ratings: rated(around, id),
        trouble: of.saving.filter(|saving| saving.goal == id).and_then(|saving| saving.trouble),
        text: fields.text.clone(),
        state: None,
        targets: vec![],
        notes: vec![],
    });
    OwnRow {
        key: item.key.clone(),
        text: fields.text.clone(),
        more: if item.part == Part::Goal { fields.more.clone() } else { String::new() },
        due,
        begun: (put != last).then(|| name(put, called.as_str().unwrap_or_default(), of.reader)),
        by: written_by(item, of.reader, of.now),
        gone: fields.gone,
        can: theirs && !clashes && !of.reader.is_empty(),
        goal,
        action: (item.part == Part::Action).then(|| own_action(&item.raw, of)),
        changes: around
            .before
            .filter(|_| item.upon.is_some())
            .map(|before| changes_of(before, &item.key, of.now)),
    }
}

fn rated(around: &Around, goal: &str) -> Vec<Rating> {
    let own = around.sources.reader.starts_with("Patient/");
    ratings(around.scores, if own { around.sources.outbox } else { &[] }, goal)
}
