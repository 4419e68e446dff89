//! A form that is being answered: the live form, where the person is in it, and what is kept.

use std::rc::Rc;

use serde_json::Value;

use super::build::{Cache, Steps, is_seen, steps};
use super::draft::Draft;
use super::focus::first_question;
use super::risk::{self, Rule};
use super::shown::Mode;
use crate::now::Now;
use crate::sdc::{Around, Form, Live, json};
use crate::trouble::Trouble;
use crate::words::checks;

/// Answers under way.
#[derive(Debug, Clone)]
pub struct Answering {
    /// The form with its answers.
    pub live: Live,
    /// What it is called in the language that it is read in, where that is not its own.
    pub title: Option<Rc<str>>,
    /// Ids, and what is kept beside the answers.
    pub draft: Draft,
    /// How much is shown at once.
    pub mode: Mode,
    /// The step that is open; the number of steps stands for the review.
    pub at: usize,
    /// What is wrong is said: the person pressed Continue, or Send.
    pub strict: bool,
    /// Whether the last answer is kept; `Err` says why not.
    pub kept: Option<Result<(), Trouble>>,
    /// The entry is being put into the outbox.
    pub sending: bool,
    /// Why it could not be put into the outbox.
    pub trouble: Option<Trouble>,
    /// The form was picked up from a kept draft.
    pub resumed: bool,
    /// Answers of a kept draft that have no place any more, in words.
    pub lost: Option<&'static str>,
    pub(super) steps: Steps,
    pub(super) cache: Cache,
    shape: u32,
    rules: Vec<Rule>,
    /// Files that were chosen and are being kept.
    pub(super) keeping: Vec<super::file::Keeping>,
    /// The ids of the files that are in the outbox already: they go there before the answers.
    pub(super) handed: Vec<String>,
}

impl Answering {
    /// Opens a form; `kept` is the row of its draft, if there is one.
    #[must_use]
    pub fn open(form: &Rc<Form>, around: Around, kept: Option<&Value>, now: &Now) -> Self {
        let (draft, live, lost, at) = Draft::resume(form, around, kept, now);
        let resumed = kept.is_some() && lost != Some(checks::LOST_ALL) && !draft.fresh;
        let mode = draft.mode;
        let mut answering = Self {
            rules: risk::rules(form),
            title: translated_title(form),
            live,
            draft,
            mode,
            at,
            strict: false,
            kept: None,
            sending: false,
            trouble: None,
            resumed,
            lost,
            steps: Steps::default(),
            cache: Cache::default(),
            shape: 0,
            keeping: vec![],
            handed: vec![],
        };
        answering.steps = steps(&answering.live, mode);
        answering.shape = answering.live.shape();
        answering.at = at.min(answering.steps.list.len());
        answering
    }

    /// Answers that the library says open help at once, beside those of the compiled-in table.
    pub fn watch(&mut self, library: &[Value]) {
        let more = risk::rules_of(library, self.live.form());
        self.rules.extend(more);
    }

    /// The same answers in another language; the person stays where they are.
    pub(super) fn speak(&mut self, tag: &str, library: &[Value], now: &Now) {
        let Ok(form) = Form::read(self.live.form().source.clone(), tag, &[]) else { return };
        let mut next = Self::open(&Rc::new(form), self.live.around().clone(), Some(&self.row()), now);
        next.watch(library);
        next.show(self.mode);
        next.at = self.at.min(next.steps());
        (next.draft, next.handed) = (self.draft.clone(), std::mem::take(&mut self.handed));
        (next.kept, next.resumed, next.lost) = (self.kept, self.resumed, self.lost);
        *self = next;
    }

    /// The row of the draft.
    #[must_use]
    pub fn row(&self) -> Value {
        self.draft.row(&self.live, self.mode, self.at)
    }

    /// After a change: the steps as they are now; the person stays where they are.
    pub(super) fn follow(&mut self) {
        if self.shape == self.live.shape() {
            return;
        }
        self.shape = self.live.shape();
        let about = self.steps.list.get(self.at).map(|step| step.about);
        self.steps = steps(&self.live, self.mode);
        let same = about.and_then(|about| self.steps.list.iter().position(|step| step.about == about));
        self.at = match (about, same) {
            (Some(_), Some(same)) => same,
            (Some(_), None) => self.at.min(self.steps.list.len().saturating_sub(1)),
            (None, _) => self.steps.list.len(),
        };
    }

    /// Shows more or less at once; the person stays at the row where they are.
    pub(super) fn show(&mut self, mode: Mode) {
        // A page begins with its first question; a question is on its page with its own row, the last one.
        let step = self.steps.list.get(self.at);
        let row = step.and_then(|step| match mode {
            Mode::OneByOne => Some(first_question(&self.live, step.about).unwrap_or(step.about)),
            Mode::Pages => step.rows.last().map(|(at, ..)| *at),
        });
        self.mode = mode;
        self.steps = steps(&self.live, mode);
        self.shape = self.live.shape();
        self.at = match row {
            Some(row) => self.step_of(row).unwrap_or(0),
            None => self.steps.list.len(),
        };
    }

    /// The step that shows a node.
    #[must_use]
    pub fn step_of(&self, at: usize) -> Option<usize> {
        let mut here = Some(at);
        while let Some(found) = here {
            if self.steps.stays(found) {
                return Some(self.at.min(self.steps.list.len().saturating_sub(1)));
            }
            let shows = |step: &super::build::Step| step.shows(found);
            // A heading stands over many steps; only the one that is about the node, or shows it as its own, is meant.
            if let Some(step) = self.steps.list.iter().position(|step| step.about == found) {
                return Some(step);
            }
            if let Some(step) = self.steps.list.iter().position(shows) {
                return Some(step);
            }
            here = self.live.node(found).and_then(|node| node.parent);
        }
        None
    }

    /// Whether the step that is open shows a node itself.
    pub(super) fn is_here(&self, at: usize) -> bool {
        self.steps.list.get(self.at).is_some_and(|step| step.shows(at))
    }

    /// The questions that can be seen now.
    #[must_use]
    pub fn asked(&self) -> Vec<usize> {
        let mut asked = Vec::new();
        for top in self.live.tops() {
            collect(&self.live, *top, &mut asked);
        }
        asked
    }

    /// How many questions can be seen now.
    #[must_use]
    pub fn questions(&self) -> usize {
        self.asked().len()
    }

    /// The questions whose answer opens help.
    #[must_use]
    pub fn risky(&self) -> Vec<usize> {
        risk::met(&self.live, &self.rules)
    }

    /// How many steps there are.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.steps.list.len()
    }
}

fn translated_title(form: &Form) -> Option<Rc<str>> {
    let said = json::translated(&form.source, "title", &form.language);
    // The library may call it otherwise than it calls itself.
    said.filter(|said| json::text(&form.source, "title") != Some(said)).map(Rc::from)
}

fn collect(live: &Live, at: usize, asked: &mut Vec<usize>) {
    let Some(node) = live.node(at) else { return };
    let Some(item) = live.item(at) else { return };
    // The repetitions of a table stand in its first one.
    let hidden = item.hidden || !node.on;
    if hidden {
        return;
    }
    if item.kind.is_question() && is_seen(live, at) {
        asked.push(at);
    }
    for child in &node.children {
        collect(live, *child, asked);
    }
}
