//! A form being answered: one node for each repetition of each item, and the response as a JSON tree beside them.

use std::rc::Rc;

use serde_json::Value;

use super::choices::Choices;
use super::settle::Pending;
use super::typed::Typed;
use super::{Form, Item, Kind, Note, Problem};
use crate::now::Now;

/// What a form knows of the world around it.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// The launch context: `patient`, `user` and the like, with their resources.
    pub context: Vec<(String, Value)>,
    /// Observations of the record, for questions that are linked to them.
    pub record: Rc<Vec<Value>>,
    /// When the record was read, milliseconds.
    pub read: i64,
}

/// A form being answered.
#[derive(Debug, Clone)]
pub struct Live {
    pub(crate) form: Rc<Form>,
    pub(crate) around: Around,
    pub(crate) now: Now,
    pub(crate) nodes: Vec<Node>,
    /// The nodes at the top, in their order.
    pub(crate) tops: Vec<usize>,
    /// The living nodes of each item, in the order of their making.
    pub(crate) of: Vec<Vec<usize>>,
    /// The response as expressions see it: every enabled item, answered or not.
    pub(crate) response: Value,
    pub(crate) pending: Pending,
    /// Grows with every change of which rows there are.
    pub(crate) shape: u32,
    /// Grows with every change.
    pub(crate) ticks: u32,
    /// What turned out not to work while answering.
    pub(crate) notes: Vec<(Option<usize>, Note)>,
    /// Rules of the questionnaire as a whole that do not hold.
    pub(crate) broken: Vec<usize>,
    /// A round of working things out is under way.
    pub(crate) settling: bool,
    /// Answers are taken from a response: nothing is filled in beforehand.
    pub(crate) loading: bool,
    /// The answers are looked at as they are, and never worked out.
    pub(crate) given: bool,
    /// Repetitions that came from an expression: the node, its name and the item that it stands for.
    pub(crate) repeats: Vec<(usize, Rc<str>, Value)>,
}

/// One repetition of an item. Its number is never used again: it is a key.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its item.
    pub item: usize,
    /// The node around it.
    pub parent: Option<usize>,
    /// The answer of the parent that it stands under, where the parent is a question that repeats.
    pub slot: Option<u32>,
    /// The nodes below it, in their order.
    pub children: Vec<usize>,
    /// Its answers; also those that cannot be read.
    pub answers: Vec<Answer>,
    /// It and everything around it is enabled.
    pub on: bool,
    /// The person chose not to say.
    pub not_said: bool,
    /// The person changed what was worked out, so it is not worked out again.
    pub touched: bool,
    /// It was filled in from the record: of when that is, milliseconds.
    pub(crate) from: Option<i64>,
    /// What fills it in beforehand was done.
    pub(crate) begun: bool,
    /// Grows with every change that can be seen.
    pub revision: u32,
    /// Its place in the JSON list that holds it.
    pub(crate) place: usize,
    /// Its conditions are met, and its rule says so.
    pub(crate) enabled: (bool, bool),
    pub(crate) alive: bool,
    pub(crate) next_slot: u32,
    pub(crate) extra: Option<Box<Extra>>,
}

/// What rules made of a node. Few nodes have it.
#[derive(Debug, Clone, Default)]
pub struct Extra {
    /// Choices that were worked out.
    pub choices: Option<Rc<Choices>>,
    /// Choices that cannot be chosen now, with the rule that says so.
    pub(crate) off: Vec<(usize, Value)>,
    /// Its words.
    pub words: Option<Rc<str>>,
    /// Its smallest value.
    pub min: Option<Value>,
    /// Its largest value.
    pub max: Option<Value>,
    pub(crate) need: Option<bool>,
    pub(crate) freeze: Option<bool>,
    /// Rules that do not hold.
    pub(crate) broken: Vec<usize>,
}

/// One answer.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// Its number within the node.
    pub id: u32,
    /// An object with the `value[x]`; `None` where what was typed is nothing, or cannot be read.
    pub value: Option<Value>,
    /// It is an answer of one's own beside the choices.
    pub other: bool,
    /// What was typed; `None` where the answer came another way.
    pub typed: Option<Box<Typed>>,
    /// Why what was typed cannot be read.
    pub problem: Option<Problem>,
}

impl Answer {
    /// The value itself, without the name of its type.
    #[must_use]
    pub fn bare(&self) -> Option<&Value> {
        super::json::choice(self.value.as_ref()?).map(|(_, value)| value)
    }
}

impl Live {
    /// The form.
    #[must_use]
    pub fn form(&self) -> &Rc<Form> {
        &self.form
    }

    /// Of when that is what was filled in from the record (milliseconds), until the person changes it.
    #[must_use]
    pub fn from_record(&self, at: usize) -> Option<i64> {
        let node = self.node(at).filter(|node| !node.touched && !node.answers.is_empty())?;
        node.from
    }

    /// A kept answer was filled in from the record, of that moment (milliseconds).
    pub(crate) fn filled_from(&mut self, at: usize, when: i64) {
        if let Some(node) = self.nodes.get_mut(at) {
            node.from = Some(when);
        }
    }

    /// What the form knows of the world around it.
    #[must_use]
    pub fn around(&self) -> &Around {
        &self.around
    }

    /// A node; `None` where it is gone.
    #[must_use]
    pub fn node(&self, at: usize) -> Option<&Node> {
        self.nodes.get(at).filter(|node| node.alive)
    }

    /// The item of a node.
    #[must_use]
    pub fn item(&self, at: usize) -> Option<&Item> {
        self.form.items.get(self.nodes.get(at)?.item)
    }

    /// The nodes at the top.
    #[must_use]
    pub fn tops(&self) -> &[usize] {
        &self.tops
    }

    /// Grows whenever rows come, go or change their order.
    #[must_use]
    pub fn shape(&self) -> u32 {
        self.shape
    }

    /// The living nodes of an item.
    #[must_use]
    pub fn nodes_of(&self, item: usize) -> &[usize] {
        self.of.get(item).map_or(&[], Vec::as_slice)
    }

    /// The nodes beside one, itself among them, in their order.
    #[must_use]
    pub fn beside(&self, at: usize) -> &[usize] {
        self.below(self.nodes.get(at).and_then(|node| node.parent))
    }

    /// The repetitions of its item that stand with a node, itself among them, in their order.
    #[must_use]
    pub fn repetitions(&self, at: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let Some(node) = self.node(at) else { return found };
        for other in self.beside(at) {
            if self.node(*other).is_some_and(|n| n.item == node.item && n.slot == node.slot) {
                found.push(*other);
            }
        }
        found
    }

    /// Whether an item's answer is worked out.
    #[must_use]
    pub fn is_calculated(&self, item: usize) -> bool {
        let rules = self.form.items.get(item).map_or(&[][..], |item| &item.rules);
        let calculates = |rule: &usize| {
            self.form
                .rules
                .get(*rule)
                .is_some_and(|rule| rule.does == super::rule::Does::Calculate && !rule.dead)
        };
        rules.iter().any(calculates)
    }

    /// One more repetition of the group of a node, behind its last one; the new node.
    pub fn add_row(&mut self, at: usize) -> Option<usize> {
        let item = self.item(at).filter(|item| item.repeats && !item.kind.is_question())?;
        let count = self.repetitions(at).len();
        if !self.is_open(at) || count >= item.most() {
            return None;
        }
        let made = self.insert_after(at)?;
        self.regrouped(at);
        Some(made)
    }

    /// Takes a repetition of a group away; the last one stays.
    pub fn remove_row(&mut self, at: usize) {
        let Some(parent) = self.node(at).map(|node| node.parent) else { return };
        if !self.is_open(at) || self.repetitions(at).len() < 2 {
            return;
        }
        self.fell(at);
        self.write_below(parent);
        self.settle();
    }

    fn regrouped(&mut self, at: usize) {
        let Some(node) = self.nodes.get(at) else { return };
        let (item, parent) = (node.item, node.parent);
        self.write_below(parent);
        self.changed(item);
        self.shape += 1;
        self.settle();
    }

    /// Rules of the world outside changed nothing yet: what time it is, for what is worked out from now on.
    pub fn at_time(&mut self, now: &Now) {
        self.now = now.clone();
    }

    /// The response as expressions see it.
    #[must_use]
    pub fn response(&self) -> &Value {
        &self.response
    }

    /// What turned out not to work while answering, by item.
    #[must_use]
    pub fn notes(&self) -> &[(Option<usize>, Note)] {
        &self.notes
    }

    /// The answers of a node that count: enabled and readable.
    #[must_use]
    pub fn values(&self, at: usize) -> Vec<&Value> {
        match self.node(at) {
            Some(node) if node.on => node.answers.iter().filter_map(Answer::bare).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether a node cannot be changed.
    #[must_use]
    pub fn frozen(&self, at: usize) -> bool {
        let extra = self.nodes.get(at).and_then(|node| node.extra.as_ref());
        let now = extra.and_then(|extra| extra.freeze);
        now.unwrap_or_else(|| self.item(at).is_some_and(|item| item.read_only))
    }

    /// Whether a node must be answered.
    #[must_use]
    pub fn needed(&self, at: usize) -> bool {
        let extra = self.nodes.get(at).and_then(|node| node.extra.as_ref());
        let now = extra.and_then(|extra| extra.need);
        // Nobody can choose where nothing is offered.
        let void = |choices: &Rc<Choices>| choices.list.is_empty() && !choices.unbound;
        let item = self.item(at);
        let empty = item.is_some_and(|i| i.kind == Kind::Choice) && self.choices(at).is_some_and(void);
        !empty && now.unwrap_or_else(|| item.is_some_and(|item| item.required))
    }

    /// What a node offers to choose.
    #[must_use]
    pub fn choices(&self, at: usize) -> Option<&Rc<Choices>> {
        let node = self.nodes.get(at)?;
        let made = node.extra.as_ref().and_then(|extra| extra.choices.as_ref());
        made.or_else(|| self.form.items.get(node.item)?.choices.as_ref())
    }

    /// Whether a choice cannot be chosen now.
    #[must_use]
    pub fn is_off(&self, at: usize, value: &Value) -> bool {
        let extra = self.nodes.get(at).and_then(|node| node.extra.as_ref());
        extra.is_some_and(|extra| extra.off.iter().any(|(_, off)| super::value::same(off, value)))
    }

    /// Changes what rules made of a node.
    pub(crate) fn extra(&mut self, at: usize) -> Option<&mut Extra> {
        let node = self.nodes.get_mut(at)?;
        Some(node.extra.get_or_insert_default())
    }

    /// Marks a node as seen to change.
    pub(crate) fn touch(&mut self, at: usize) {
        self.ticks += 1;
        if let Some(node) = self.nodes.get_mut(at) {
            node.revision += 1;
        }
    }
}
