//! The form on the screen: rows are made anew only where something changed.

use std::cell::RefCell;
use std::rc::Rc;

use super::beside::is_table;
use super::row::{self, Mood};
use super::steps::{Part, Place};
use crate::form::Answering;
use crate::form::shown::{FormView, ItemView, LanguageView, Mode, Pointer, Progress, StepName};
use crate::sdc::{Kind, Language, Live, Note, Problem, json};
use crate::words::{checks as words, languages};

/// Rows that were made before, by their place.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cache(RefCell<Vec<Option<Made>>>);

#[derive(Debug, Clone)]
struct Made {
    place: Place,
    revision: u64,
    mood: Mood,
    row: Rc<ItemView>,
}

impl Cache {
    fn row(&self, live: &Live, place: Place, mood: &dyn Fn(usize) -> Mood) -> Option<Rc<ItemView>> {
        let (at, part, _) = place;
        let slot = at * 2 + usize::from(part == Part::Add);
        let revision = revision(live, at);
        let now = mood(at);
        let known = self.0.borrow().get(slot).and_then(Clone::clone);
        if let Some(known) = known
            && (known.place, known.revision, known.mood) == (place, revision, now)
        {
            return Some(known.row);
        }
        let row = Rc::new(row::row(live, place, mood)?);
        let mut rows = self.0.borrow_mut();
        if rows.len() <= slot {
            rows.resize(slot + 1, None);
        }
        if let Some(made) = rows.get_mut(slot) {
            *made = Some(Made { place, revision, mood: now, row: row.clone() });
        }
        Some(row)
    }
}

/// A number that changes with all that a row shows: of a table with everything in it, of a group with how many there are.
fn revision(live: &Live, at: usize) -> u64 {
    let Some(node) = live.node(at) else { return 0 };
    if is_table(live, at) {
        return live.beside(at).iter().map(|other| below(live, *other)).sum::<u64>()
            + u64::from(live.shape());
    }
    let group = live.item(at).is_some_and(|item| item.repeats && !item.kind.is_question());
    let needed = live.item(at).is_some_and(|item| item.kind == Kind::Group) && live.needed(at);
    let whole = u64::from(node.revision) + if group { u64::from(live.shape()) << 32 } else { 0 };
    // What a group still asks for ends with an answer below it.
    whole + if needed && live.answered(at) { 1 << 31 } else { 0 }
}

fn below(live: &Live, at: usize) -> u64 {
    let Some(node) = live.node(at) else { return 0 };
    u64::from(node.revision) + node.children.iter().map(|child| below(live, *child)).sum::<u64>()
}

/// The step that is open.
pub(crate) fn form(answering: &Answering, on_device: bool) -> FormView {
    let live = &answering.live;
    let steps = &answering.steps;
    let step = steps.list.get(answering.at);
    let risky = answering.risky();
    let strict = answering.strict;
    let mood = |at: usize| Mood {
        strict: strict && !is_later(answering, at, answering.at),
        help: risky.contains(&at),
    };
    let rows = |places: &[Place]| -> Vec<Rc<ItemView>> {
        // Depth counts from the step where it shows a part of the form only.
        let least = match answering.mode {
            Mode::OneByOne => places.iter().map(|(_, _, depth)| *depth).min().unwrap_or(0),
            Mode::Pages => 0,
        };
        let row = |(at, part, depth): &Place| answering.cache.row(live, (*at, *part, depth - least), &mood);
        places.iter().filter_map(row).collect()
    };
    let errors = if strict { pointers(answering, Some(answering.at)) } else { Vec::new() };
    FormView {
        mode: answering.mode,
        can_change_mode: answering.questions() > 1,
        steps: names(answering),
        at: answering.at,
        header: rows(&steps.header),
        rows: step.map(|step| rows(&step.rows)).unwrap_or_default(),
        footer: rows(&steps.footer),
        progress: progress(answering),
        errors,
        notes: notes(live),
        languages: languages(live),
        helper: answering.draft.helper.clone(),
        kept: answering.kept,
        on_device,
        resumed: answering.resumed,
        lost: answering.lost.map(String::from),
    }
}

fn languages(live: &Live) -> Vec<LanguageView> {
    let form = live.form();
    let view = |(at, language): (usize, &Language)| LanguageView {
        tag: language.tag.clone(),
        name: languages::name(&language.tag).into(),
        chosen: if form.language.is_empty() { at == 0 } else { language.tag == form.language },
    };
    form.languages.iter().enumerate().map(view).collect()
}

fn notes(live: &Live) -> Vec<String> {
    let made = live.notes().iter().filter(|(of, _)| of.is_none()).map(|(_, note)| note);
    let notes = live.form().notes_of(None).chain(made).filter(|note| Note::is_told(note));
    let mut said: Vec<String> = notes.map(|note| words::note(note).into()).collect();
    let remarks = live.problems_of_all().into_iter().filter(Problem::is_remark);
    said.extend(remarks.map(|remark| words::problem(&remark, Kind::Group)));
    let here = live.form().languages.iter().find(|language| language.tag == live.form().language);
    if here.is_some_and(|language| !language.whole) {
        said.push(languages::IN_PART.into());
    }
    said.dedup();
    said
}

fn names(answering: &Answering) -> Rc<[StepName]> {
    if answering.mode == Mode::OneByOne {
        return Rc::from([]);
    }
    // A page alone is in no list that says how it stands; every answer of it would be judged at each key.
    let alone = answering.steps.list.len() < 2;
    let name = |(at, step): (usize, &super::steps::Step)| {
        if alone {
            return StepName { name: step.name.clone(), done: false, wrong: false };
        }
        let wrong = pointers(answering, Some(at));
        StepName {
            name: step.name.clone(),
            done: wrong.is_empty(),
            wrong: answering.strict && !wrong.is_empty(),
        }
    };
    answering.steps.list.iter().enumerate().map(name).collect()
}

fn progress(answering: &Answering) -> Progress {
    let live = &answering.live;
    let mut progress =
        Progress { number: answering.at + 1, of: answering.steps.list.len(), ..Progress::default() };
    for at in answering.asked() {
        progress.questions += 1;
        let said = live.node(at).is_some_and(|node| node.not_said);
        progress.answered += usize::from(said || !live.values(at).is_empty());
    }
    progress
}

/// What stands in the way of going on: of one step, or of the whole form. What stays above every step is judged with the
/// first one, what stays below with the last.
pub(crate) fn pointers(answering: &Answering, only: Option<usize>) -> Vec<Pointer> {
    let (live, steps) = (&answering.live, &answering.steps);
    let mut found: Vec<Pointer> = Vec::new();
    let last = steps.list.len().saturating_sub(1);
    for (at, step) in steps.list.iter().enumerate().filter(|(at, _)| only.is_none_or(|only| only == *at)) {
        let header = if at == 0 { steps.header.as_slice() } else { &[] };
        let footer = if at == last { steps.footer.as_slice() } else { &[] };
        for (node, part, _) in header.iter().chain(&step.rows).chain(footer) {
            if *part == Part::Node && !is_later(answering, *node, at) {
                wrong(live, *node, at, &mut found);
            }
        }
    }
    if only.is_none_or(|only| only == last) {
        found.extend(of_all(live, steps.list.get(last).and_then(|step| step.rows.first()), last));
    }
    found
}

/// What the answers contradict all together is told at the last step.
fn of_all<'l>(
    live: &'l Live,
    first: Option<&'l Place>,
    step: usize,
) -> impl Iterator<Item = Pointer> + use<'l> {
    let broken = live.problems_of_all().into_iter().filter(|problem| !problem.is_remark());
    let key = first.map(|(node, part, _)| row::key(*node, *part));
    broken.zip(key.into_iter().cycle()).map(move |(problem, key)| {
        let words = words::problem(&problem, Kind::Group).into();
        Pointer { key, step, question: words::ALL_ANSWERS.into(), words }
    })
}

/// Whether what a node asks for is judged with a later step.
fn is_later(answering: &Answering, at: usize, step: usize) -> bool {
    let group = answering.live.item(at).is_some_and(|item| item.kind == Kind::Group);
    group && answering.steps.goes_on(at, step)
}

fn wrong(live: &Live, at: usize, step: usize, found: &mut Vec<Pointer>) {
    let (Some(node), Some(item)) = (live.node(at), live.item(at)) else { return };
    if !node.on {
        return;
    }
    let own = node.answers.iter().filter_map(|answer| live.problem(at, answer));
    let problem = live.problems(at).into_iter().chain(own).find(|problem| !problem.is_remark());
    if let Some(problem) = problem {
        let key = row::key(at, Part::Node);
        if !found.iter().any(|known| known.key == key) {
            let words = words::problem(&problem, item.kind).into();
            found.push(Pointer { key, step, question: question(live, at), words });
        }
    }
    if is_table(live, at) {
        let repeats = live.item(at).is_some_and(|item| item.repeats);
        let rows: Vec<usize> = if repeats { live.beside(at).to_vec() } else { vec![at] };
        for row in rows.iter().filter(|row| live.node(**row).is_some_and(|n| n.item == node.item)) {
            for child in live.node(*row).map(|row| row.children.clone()).unwrap_or_default() {
                wrong(live, child, step, found);
                for inner in live.node(child).map(|inner| inner.children.clone()).unwrap_or_default() {
                    wrong(live, inner, step, found);
                }
            }
        }
    }
}

/// The question in short: its short text, its text, else its linkId.
pub(super) fn question(live: &Live, at: usize) -> Rc<str> {
    let item = live.node(at).map_or(0, |node| node.item);
    let form = live.form();
    let source = form.json(item);
    let short = json::said(source, "sdc-questionnaire-shortText", &form.language);
    let words = short.or_else(|| json::translated(source, "text", &form.language));
    words.map_or_else(|| form.items.get(item).map(|item| item.link_id.clone()).unwrap_or_default(), Rc::from)
}
