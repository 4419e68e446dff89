//! Expressions of a questionnaire, compiled once, with what each depends on.

use std::rc::Rc;

use serde_json::Value;

use super::form::Form;
use super::{Note, json};
use crate::fhirpath::{self, Expression, Reads};
use crate::seek::find;

/// An expression with what it is for.
#[derive(Debug)]
pub(crate) struct Rule {
    /// The item that it belongs to; `None` for the questionnaire.
    pub(crate) owner: Option<usize>,
    /// What it does.
    pub(crate) does: Does,
    /// Its name, where others may use its result.
    pub(crate) name: Option<Rc<str>>,
    pub(crate) expression: Expression,
    /// It needs something that is not here; it is never evaluated.
    pub(crate) dead: bool,
    /// It looks at the record.
    pub(crate) outside: bool,
}

/// What an expression is for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Does {
    /// Names a result (`variable`).
    Name,
    /// Says whether the item is asked (`enableWhenExpression`).
    Enable,
    /// Works out the answer, again and again (`calculatedExpression`).
    Calculate,
    /// Works out the first answer (`initialExpression`).
    Begin,
    /// Gives the choices (`answerExpression`).
    Offer,
    /// Gives the choices, or, where the item has its own, those of them that stand first (`candidateExpression`).
    Prefer,
    /// Says whether some choices can be chosen (`answerOptionsToggleExpression`).
    Toggle(Vec<Value>),
    /// Must be true (`questionnaire-constraint`, `targetConstraint`); the words for people, and whether it only warns.
    Hold(Rc<str>, bool),
    /// Gives the words (`cqf-expression` on `text`).
    Say,
    /// Gives the smallest value.
    Smallest,
    /// Gives the largest value.
    Largest,
    /// Says whether an answer is needed.
    Need,
    /// Says whether it can be seen only (`cqf-expression` on `readOnly`).
    Freeze,
    /// Gives one repetition for each item of its result (`itemPopulationContext`).
    Repeat,
}

impl Does {
    /// What is told when it cannot be done.
    pub(super) fn note(&self) -> Note {
        match self {
            Self::Enable => Note::Condition,
            Self::Name | Self::Calculate => Note::Calculation,
            Self::Begin | Self::Repeat => Note::Prefill,
            Self::Offer | Self::Prefer => Note::NoChoices("".into()),
            Self::Toggle(_) | Self::Hold(..) => Note::Check,
            Self::Say | Self::Smallest | Self::Largest | Self::Need | Self::Freeze => Note::Words,
        }
    }
}

/// What watches the answers of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Watch {
    /// The conditions of this item.
    Conditions(usize),
    /// This rule.
    Rule(usize),
}

/// Who watches what.
#[derive(Debug, Default)]
pub(crate) struct Dependents {
    /// By item.
    pub(crate) of: Vec<Vec<Watch>>,
    /// Those that watch every answer.
    pub(crate) always: Vec<Watch>,
}

/// Names that are there in every evaluation.
const KNOWN: [&str; 3] = ["questionnaire", "qitem", "context"];

/// Takes up an expression of an item or of the questionnaire.
pub(crate) fn add(form: &mut Form, owner: Option<usize>, does: Does, expression: &Value) {
    let language = json::text(expression, "language").unwrap_or("text/fhirpath");
    let text = json::text(expression, "expression").or_else(|| expression.as_str());
    let known = language == "text/fhirpath" || expression.is_string();
    let compiled = text.filter(|_| known).and_then(|text| fhirpath::parse(text).ok());
    let Some(compiled) = compiled else { return refuse(form, owner, &does) };
    let name = json::text(expression, "name").map(Rc::from);
    let at = form.rules.len();
    form.rules.push(Rule { owner, does, name, expression: compiled, dead: false, outside: false });
    match owner.and_then(|item| form.items.get_mut(item)) {
        Some(item) => item.rules.push(at),
        None => form.own.push(at),
    }
}

/// Notes a rule that is not followed. What is asked without its condition need not be answered.
fn refuse(form: &mut Form, owner: Option<usize>, does: &Does) {
    let note = does.note();
    if note == Note::Condition
        && let Some(item) = owner.and_then(|item| form.items.get_mut(item))
    {
        item.required = false;
    }
    if !form.notes.iter().any(|(of, known)| *of == owner && *known == note) {
        form.notes.push((owner, note));
    }
}

/// Works out who watches what, once all items and rules are there. `given` are the names that come from outside.
pub(crate) fn link(form: &mut Form, given: &[Rc<str>]) {
    let mut of = vec![Vec::new(); form.items.len()];
    let mut always = Vec::new();
    for (at, item) in form.items.iter().enumerate() {
        for condition in &item.conditions {
            if let Some(watching) = of.get_mut(condition.source) {
                add_watch(watching, Watch::Conditions(at));
            }
        }
    }
    let (mut lost, mut outside) = (Vec::new(), Vec::new());
    for (at, rule) in form.rules.iter().enumerate() {
        let mut read = Read { form, given, items: Some(Vec::new()), lost: false, outside: false, depth: 0 };
        read.rule(rule);
        if read.lost {
            lost.push(at);
        }
        outside.push(read.outside);
        // What fills in beforehand is worked out once, when a node is made.
        let once = matches!(rule.does, Does::Begin | Does::Repeat | Does::Name);
        match read.items {
            _ if once => {}
            Some(items) => {
                for item in items {
                    if let Some(watching) = of.get_mut(item) {
                        add_watch(watching, Watch::Rule(at));
                    }
                }
            }
            None => always.push(Watch::Rule(at)),
        }
    }
    form.dependents = Dependents { of, always };
    for (rule, outside) in form.rules.iter_mut().zip(outside) {
        rule.outside = outside;
    }
    for at in lost {
        let Some(rule) = form.rules.get_mut(at) else { continue };
        rule.dead = true;
        let (owner, does) = (rule.owner, rule.does.clone());
        if does != Does::Name {
            refuse(form, owner, &does);
        }
    }
}

fn add_watch(watching: &mut Vec<Watch>, watch: Watch) {
    if watching.last() != Some(&watch) {
        watching.push(watch);
    }
}

/// Collects what a rule reads, through the names that it uses.
struct Read<'f> {
    form: &'f Form,
    given: &'f [Rc<str>],
    /// `None`: anything.
    items: Option<Vec<usize>>,
    /// A name that nothing gives.
    lost: bool,
    /// A name that comes from the record.
    outside: bool,
    depth: usize,
}

impl Read<'_> {
    fn rule(&mut self, rule: &Rule) {
        self.depth += 1;
        if self.depth > 32 {
            self.items = None;
            self.depth -= 1;
            return;
        }
        let own = rule.owner.filter(|_| find(rule.expression.text(), "esource", 0).is_none());
        match (rule.expression.reads(), own) {
            (Reads::Items(ids), _) => {
                for id in ids {
                    if let Some(item) = self.form.find(id) {
                        self.take(item);
                    }
                }
                if let Some(own) = own {
                    self.take(own);
                }
            }
            // Without a way out of its own item it can only look at that.
            (Reads::Anything, Some(own)) => self.take(own),
            (Reads::Anything, None) => self.items = None,
        }
        for name in rule.expression.names() {
            match named(self.form, name, rule.owner).and_then(|at| self.form.rules.get(at)) {
                Some(other) if std::ptr::eq(other, rule) => {}
                Some(other) => self.rule(other),
                None => {
                    let given = self.given.iter().any(|g| **g == **name);
                    self.outside |= given;
                    self.lost |= !KNOWN.contains(&&**name) && !given;
                }
            }
        }
        self.depth -= 1;
    }

    fn take(&mut self, item: usize) {
        if let Some(items) = &mut self.items
            && !items.contains(&item)
        {
            items.push(item);
        }
    }
}

/// The rule that gives `%name` at an item: a variable of the item or of one around it, of the questionnaire, else any
/// rule of that name (LHC-Forms lets the name of a calculation be used everywhere).
pub(crate) fn named(form: &Form, name: &str, at: Option<usize>) -> Option<usize> {
    let is = |rule: &usize| {
        form.rules.get(*rule).is_some_and(|r| r.does == Does::Name && r.name.as_deref() == Some(name))
    };
    let mut item = at;
    while let Some(found) = item.and_then(|item| form.items.get(item)) {
        // The last one of a name counts, as later variables may build on earlier ones.
        if let Some(rule) = found.rules.iter().rev().find(|rule| is(rule)) {
            return Some(*rule);
        }
        item = found.parent;
    }
    if let Some(rule) = form.own.iter().rev().find(|rule| is(rule)) {
        return Some(*rule);
    }
    form.rules.iter().position(|rule| rule.does == Does::Calculate && rule.name.as_deref() == Some(name))
}
