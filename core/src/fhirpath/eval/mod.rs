//! Evaluation over one stack: each part of an expression leaves its items on top, so no step makes a list of its own.

pub(super) mod arithmetic;
pub(super) mod compare;
mod equal;
mod logic;
mod path;
mod search;

pub(super) use path::is_text;

use std::cmp::Ordering;

use super::{
    failure::Failure,
    functions::Call,
    model,
    node::{Node, Part},
    text::Text,
    tree::{Expr, Judge, Operator},
    world::World,
};

/// The most steps of one evaluation; an item of a result is a step too.
const STEPS: u32 = 2_000_000;

pub(super) type Done = Result<(), Failure>;

/// An evaluation under way.
pub(super) struct Run<'w, 'a> {
    pub world: World<'w, 'a>,
    pub stack: Vec<Node<'a>>,
    /// What `defineVariable` defined and is still visible.
    pub defined: Vec<(&'a str, Vec<Node<'a>>)>,
    left: u32,
}

/// Where `$this`, `$index` and `$total` are.
#[derive(Clone, Copy)]
pub(super) struct Scope {
    /// The items of `$this`, by their places on the stack.
    pub this: (usize, usize),
    pub index: usize,
    /// The items of `$total`.
    pub total: (usize, usize),
}

/// Evaluates an expression in its world.
pub(super) fn evaluate<'a>(expr: &'a Expr, world: &World<'_, 'a>) -> Result<Vec<Node<'a>>, Failure> {
    let mut stack = Vec::with_capacity(16);
    stack.extend_from_slice(world.focus);
    let end = stack.len();
    let mut run = Run { world: *world, stack, defined: Vec::new(), left: STEPS };
    run.eval(expr, &Scope { this: (0, end), index: 0, total: (0, 0) })?;
    run.keep(0, end);
    Ok(run.stack)
}

impl<'a> Run<'_, 'a> {
    /// Puts the items of an expression on the stack.
    pub fn eval(&mut self, expr: &'a Expr, scope: &Scope) -> Done {
        self.charge(1)?;
        match expr {
            Expr::This => self.copy(scope.this),
            Expr::Total => self.copy(scope.total),
            Expr::Index => self.push(Node::Integer(i64::try_from(scope.index).unwrap_or(0))),
            Expr::Nothing | Expr::Pattern(_) => Ok(()),
            Expr::Constant(node) => self.push(node.clone()),
            Expr::Text(text) => self.push(Node::Text(Text::Borrowed(text))),
            Expr::Resource => self.resource(self.world.resource),
            Expr::Root => self.resource(self.world.root.or(self.world.resource)),
            Expr::Context => {
                self.stack.extend_from_slice(self.world.focus);
                Ok(())
            }
            Expr::Name(name) => self.named(name),
            Expr::Path(input, steps) => self.path(input, steps, scope),
            Expr::Search(input, via, key, text) => self.search(input, via.as_deref(), (key, text), scope),
            Expr::At(input, index) => self.at(input, index, scope),
            Expr::Call(function, input, arguments) => {
                let start = self.stack.len();
                self.eval(input, scope)?;
                (function.run)(self, &Call { arguments, scope, start })
            }
            Expr::Typed(judge, input, wanted) => {
                let start = self.stack.len();
                self.eval(input, scope)?;
                if *judge == Judge::Is {
                    let Some(node) = self.one(start)? else { return Ok(()) };
                    return self.push(Node::Boolean(model::fits(&node, wanted, *judge)));
                }
                self.retain(start, |node| model::fits(node, wanted, *judge));
                Ok(())
            }
            Expr::Minus(input) => self.minus(input, scope),
            Expr::Two(operator, left, right) => self.two(*operator, left, right, scope),
        }
    }

    /// Evaluates where names that are defined inside are not seen outside.
    pub fn inside(&mut self, expr: &'a Expr, scope: &Scope) -> Done {
        let known = self.defined.len();
        let done = self.eval(expr, scope);
        self.defined.truncate(known);
        done
    }

    fn two(&mut self, operator: Operator, left: &'a Expr, right: &'a Expr, scope: &Scope) -> Done {
        if matches!(operator, Operator::And | Operator::Or | Operator::Xor | Operator::Implies) {
            return self.logic(operator, left, right, scope);
        }
        let start = self.stack.len();
        self.inside(left, scope)?;
        let middle = self.stack.len();
        self.inside(right, scope)?;
        let answer = match operator {
            Operator::Union => return self.distinct(start),
            Operator::Equal => self.equal(start, middle),
            Operator::Unequal => self.equal(start, middle).map(|same| !same),
            Operator::Equivalent => Some(self.equivalent(start, middle)),
            Operator::Inequivalent => Some(!self.equivalent(start, middle)),
            Operator::In => self.member(start, middle, middle)?,
            Operator::Contains => self.member(middle, self.stack.len(), start)?,
            Operator::Less => self.ordered(start, middle)?.map(Ordering::is_lt),
            Operator::LessOrEqual => self.ordered(start, middle)?.map(Ordering::is_le),
            Operator::Greater => self.ordered(start, middle)?.map(Ordering::is_gt),
            Operator::GreaterOrEqual => self.ordered(start, middle)?.map(Ordering::is_ge),
            _ => return self.calculate(operator, start, middle),
        };
        self.answer(start, answer)
    }

    fn named(&mut self, name: &'a str) -> Done {
        if let Some((_, items)) = self.defined.iter().rev().find(|(defined, _)| *defined == name) {
            self.stack.extend_from_slice(items);
            return Ok(());
        }
        if self.world.lookup.name(name, &mut self.stack) { Ok(()) } else { Err(Failure::Name) }
    }

    fn resource(&mut self, resource: Option<&'a serde_json::Value>) -> Done {
        match resource {
            Some(value) => self.push(Node::Json(Part { value, extra: None, name: "" })),
            None => Ok(()),
        }
    }

    fn at(&mut self, input: &'a Expr, index: &'a Expr, scope: &Scope) -> Done {
        let start = self.stack.len();
        self.eval(input, scope)?;
        let end = self.stack.len();
        self.inside(index, scope)?;
        let index = self.one(end)?.map(|index| index.as_integer().ok_or(Failure::Type)).transpose()?;
        let place = index.and_then(|index| usize::try_from(index).ok());
        let place = place.map(|index| start.saturating_add(index)).filter(|place| *place < end);
        self.only(start, place);
        Ok(())
    }
}

/// Working on the stack.
impl<'a> Run<'_, 'a> {
    /// Counts steps.
    pub fn charge(&mut self, steps: usize) -> Done {
        let left = u32::try_from(steps).ok().and_then(|steps| self.left.checked_sub(steps));
        self.left = left.ok_or(Failure::TooMuch)?;
        Ok(())
    }

    pub fn push(&mut self, node: Node<'a>) -> Done {
        self.charge(1)?;
        self.stack.push(node);
        Ok(())
    }

    pub fn get(&self, at: usize) -> Option<&Node<'a>> {
        self.stack.get(at)
    }

    fn copy(&mut self, (from, to): (usize, usize)) -> Done {
        self.charge(to - from)?;
        if to > self.stack.len() {
            return Err(Failure::TooMuch);
        }
        self.stack.extend_from_within(from..to);
        Ok(())
    }

    /// Takes everything from `start` away, and gives the item where it was one.
    pub fn one(&mut self, start: usize) -> Result<Option<Node<'a>>, Failure> {
        if self.stack.len() > start + 1 {
            return Err(Failure::NotOne);
        }
        Ok(if self.stack.len() > start { self.stack.pop() } else { None })
    }

    /// Keeps what lies above `to` of what lies above `from`.
    pub fn keep(&mut self, from: usize, to: usize) {
        if from < to {
            self.stack.drain(from..to.min(self.stack.len()));
        }
    }

    /// Keeps the one item at this place of all above `start`.
    pub fn only(&mut self, start: usize, place: Option<usize>) {
        match place {
            Some(place) => {
                self.stack.truncate(place + 1);
                self.keep(start, place);
            }
            None => self.stack.truncate(start),
        }
    }

    /// Keeps those above `start` that are wanted.
    pub fn retain(&mut self, start: usize, wanted: impl Fn(&Node<'a>) -> bool) {
        let mut kept = start;
        for at in start..self.stack.len() {
            if self.stack.get(at).is_some_and(&wanted) {
                self.stack.swap(kept, at);
                kept += 1;
            }
        }
        self.stack.truncate(kept);
    }

    /// Leaves one boolean, or nothing, of all above `start`.
    pub fn answer(&mut self, start: usize, answer: Option<bool>) -> Done {
        self.stack.truncate(start);
        match answer {
            Some(truth) => self.push(Node::Boolean(truth)),
            None => Ok(()),
        }
    }

    /// Leaves one item, or nothing, of all above `start`.
    pub fn leave(&mut self, start: usize, node: Option<Node<'a>>) -> Done {
        self.stack.truncate(start);
        match node {
            Some(node) => self.push(node),
            None => Ok(()),
        }
    }
}
