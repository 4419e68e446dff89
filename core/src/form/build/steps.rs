//! The steps of a form: which rows are shown together.

use std::rc::Rc;

use super::beside::is_table;
use super::text::is_taken_in;
use crate::form::shown::Mode;
use crate::sdc::{Control, Kind, Live, json};

/// What a row of a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The node itself.
    Node,
    /// Behind the last repetition of its group: one more can be added.
    Add,
}

/// A row: the node, what of it, and how deep it stands.
pub(crate) type Place = (usize, Part, u8);

/// One step.
#[derive(Debug, Clone, Default)]
pub(crate) struct Step {
    /// The node that it is about: it stays the same step for as long as that is there.
    pub(crate) about: usize,
    /// Its rows.
    pub(crate) rows: Vec<Place>,
    /// Its name, where it has one.
    pub(crate) name: Option<Rc<str>>,
}

impl Step {
    /// Whether it shows a node as a row of its own.
    pub(crate) fn shows(&self, at: usize) -> bool {
        self.rows.iter().any(|(node, part, _)| *node == at && *part == Part::Node)
    }
}

/// All steps, and the rows that stay in sight above and below.
#[derive(Debug, Clone, Default)]
pub(crate) struct Steps {
    pub(crate) header: Vec<Place>,
    pub(crate) footer: Vec<Place>,
    pub(crate) list: Vec<Step>,
}

impl Steps {
    /// Whether a group stands over a later step too: what it asks for can still be given there.
    pub(crate) fn goes_on(&self, at: usize, step: usize) -> bool {
        self.list.iter().skip(step + 1).any(|later| later.shows(at))
    }

    /// Whether a node stands above or below every step.
    pub(crate) fn stays(&self, at: usize) -> bool {
        self.header.iter().chain(&self.footer).any(|(node, ..)| *node == at)
    }
}

/// The steps of a form as it is now.
pub(crate) fn steps(live: &Live, mode: Mode) -> Steps {
    let mut steps = Steps::default();
    let mut body = Vec::new();
    for top in live.tops() {
        match live.item(*top).map(|item| item.control) {
            Some(Control::Header) => rows(live, *top, 0, &mut steps.header),
            Some(Control::Footer) => rows(live, *top, 0, &mut steps.footer),
            _ => body.push(*top),
        }
    }
    match mode {
        Mode::OneByOne => {
            let mut walk = Walk { live, steps: Vec::new(), lead: Vec::new() };
            walk.level(&body, 0);
            steps.list = walk.steps;
        }
        Mode::Pages => pages(live, &body, &[], &mut steps.list),
    }
    steps
}

/// Whether a node is shown now.
pub(crate) fn is_seen(live: &Live, at: usize) -> bool {
    let (Some(node), Some(item)) = (live.node(at), live.item(at)) else { return false };
    // A table of repetitions stands once, at the first.
    if item.control == Control::GTable
        && item.repeats
        && is_table(live, at)
        && live.repetitions(at).first() != Some(&at)
    {
        return false;
    }
    let enabled =
        node.on || (item.protected && node.parent.is_none_or(|p| live.node(p).is_some_and(|p| p.on)));
    enabled && !item.hidden && !is_taken_in(live.form(), node.item)
}

/// Whether a node is the last repetition of its group.
pub(crate) fn ends_repeats(live: &Live, at: usize) -> bool {
    let Some(item) = live.item(at).filter(|item| item.repeats && item.kind == Kind::Group) else {
        return false;
    };
    if live.frozen(at) {
        return false;
    }
    let all = live.repetitions(at);
    all.last() == Some(&at) && all.len() < item.most()
}

/// Rows of a node and of all below it.
fn rows(live: &Live, at: usize, depth: u8, out: &mut Vec<Place>) {
    if !is_seen(live, at) {
        return;
    }
    out.push((at, Part::Node, depth));
    let Some(node) = live.node(at) else { return };
    if !is_table(live, at) {
        for child in &node.children {
            rows(live, *child, depth.saturating_add(1), out);
        }
        if ends_repeats(live, at) {
            out.push((at, Part::Add, depth));
        }
    }
}

fn name(live: &Live, at: usize) -> Option<Rc<str>> {
    let node = live.node(at)?;
    let words = node.extra.as_ref().and_then(|extra| extra.words.clone());
    words.or_else(|| {
        json::translated(live.form().json(node.item), "text", &live.form().language).map(Rc::from)
    })
}

/// A step for each page or tab; what stands between them makes steps of its own. `around` are the groups around them: their
/// words and help hold for each of their pages, and what they ask for is judged with the last one.
fn pages(live: &Live, nodes: &[usize], around: &[Place], list: &mut Vec<Step>) {
    let mut loose: Option<Step> = None;
    for at in nodes.iter().filter(|at| is_seen(live, **at)) {
        let control = live.item(*at).map(|item| item.control).unwrap_or_default();
        let children = live.node(*at).map(|node| node.children.clone()).unwrap_or_default();
        let paged = |child: &usize| {
            live.item(*child).is_some_and(|item| {
                matches!(item.control, Control::Page | Control::Tab | Control::TabContainer)
            })
        };
        if control == Control::TabContainer || (control == Control::Default && children.iter().any(paged)) {
            list.extend(loose.take());
            let mut inside = around.to_vec();
            inside.push((*at, Part::Node, 0));
            for child in children.iter().filter(|child| is_seen(live, **child)) {
                if control == Control::TabContainer || paged(child) {
                    page(live, *child, &inside, list);
                } else {
                    pages(live, &[*child], &inside, list);
                }
            }
            if ends_repeats(live, *at)
                && let Some(last) = list.last_mut()
            {
                last.rows.push((*at, Part::Add, 0));
            }
        } else if matches!(control, Control::Page | Control::Tab) {
            list.extend(loose.take());
            page(live, *at, around, list);
        } else {
            let step =
                loose.get_or_insert_with(|| Step { about: *at, rows: around.to_vec(), ..Step::default() });
            rows(live, *at, 0, &mut step.rows);
        }
    }
    list.extend(loose);
}

fn page(live: &Live, at: usize, around: &[Place], list: &mut Vec<Step>) {
    let mut step = Step { about: at, rows: around.to_vec(), name: name(live, at) };
    rows(live, at, 0, &mut step.rows);
    if step.rows.len() > around.len() {
        list.push(step);
    }
}

/// Goes through a form question by question.
struct Walk<'l> {
    live: &'l Live,
    steps: Vec<Step>,
    /// Headings and words that hold for what follows.
    lead: Vec<Place>,
}

impl Walk<'_> {
    fn level(&mut self, nodes: &[usize], depth: u8) {
        let outer = self.lead.len();
        let mut after_words = false;
        let mut told = true;
        for at in nodes.iter().filter(|at| is_seen(self.live, **at)) {
            let Some(item) = self.live.item(*at) else { continue };
            match item.kind {
                Kind::Display => {
                    // New words take the place of those before them; words in a row hold together.
                    if !after_words {
                        self.lead.truncate(outer);
                    }
                    self.lead.push((*at, Part::Node, depth));
                    (after_words, told) = (true, false);
                }
                Kind::Group if !is_table(self.live, *at) => {
                    after_words = false;
                    told = true;
                    self.group(*at, depth);
                }
                _ => {
                    (after_words, told) = (false, true);
                    let mut step = Step { about: *at, rows: self.lead.clone(), name: None };
                    rows(self.live, *at, depth, &mut step.rows);
                    self.steps.push(step);
                }
            }
        }
        if !told && let Some((about, ..)) = self.lead.last() {
            // Words at the end of a group are a step of their own: nothing follows that they could stand over.
            self.steps.push(Step { about: *about, rows: self.lead.clone(), name: None });
        }
        self.lead.truncate(outer);
    }

    fn group(&mut self, at: usize, depth: u8) {
        let lead = self.lead.len();
        self.lead.push((at, Part::Node, depth));
        let children = self.live.node(at).map(|node| node.children.clone()).unwrap_or_default();
        self.level(&children, depth.saturating_add(1));
        if ends_repeats(self.live, at) {
            let mut step = Step { about: at, rows: self.lead.clone(), name: None };
            step.rows.push((at, Part::Add, depth));
            self.steps.push(step);
        }
        self.lead.truncate(lead);
    }
}
