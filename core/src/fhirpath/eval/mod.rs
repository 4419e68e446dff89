//! Evaluation over one stack: each part of an expression leaves its items on top, so no step makes a list of its own.
//!
//! The first failure is kept and ends everything: after it no part does anything any more. So a function need not
//! hand failures on, which would be a third of its code.

mod arithmetic;
mod compare;
mod equal;
mod logic;
mod path;
mod search;
mod stack;

pub(super) use compare::{equal, number, order, plain, quantities};
pub(super) use path::is_text;

use std::cmp::Ordering;

use super::{
    failure::Failure,
    functions::Call,
    model,
    node::Node,
    quantity::Quantity,
    room::Room,
    tree::{Expr, Judge, Operator},
    world::World,
};

/// The most steps of one evaluation; an item of a result is a step too.
const STEPS: u32 = 2_000_000;

/// An evaluation under way.
pub(super) struct Run<'w, 'a> {
    pub world: World<'w, 'a>,
    pub stack: Vec<Node<'a>>,
    /// What `defineVariable` defined and is still visible.
    pub defined: Vec<(&'a str, Vec<Node<'a>>)>,
    room: &'a Room,
    left: u32,
    failure: Option<Failure>,
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
    let defined = Vec::new();
    let mut run = Run { world: *world, stack, defined, room: world.room, left: STEPS, failure: None };
    run.eval(expr, &Scope { this: (0, end), index: 0, total: (0, 0) });
    run.keep(0, end);
    run.failure.map_or(Ok(run.stack), Err)
}

impl<'a> Run<'_, 'a> {
    /// Puts the items of an expression on the stack.
    pub fn eval(&mut self, expr: &'a Expr, scope: &Scope) {
        if !self.charge(1) {
            return;
        }
        let start = self.stack.len();
        match expr {
            Expr::This => self.copy(scope.this),
            Expr::Total => self.copy(scope.total),
            Expr::Index => self.push(Node::Integer(i64::try_from(scope.index).unwrap_or(0))),
            Expr::Nothing | Expr::Pattern(_) => {}
            Expr::Constant(node) => self.push(*node),
            Expr::Text(text) => self.push(Node::Text(text)),
            Expr::Quantity(value, unit) => self.push(Node::Quantity(Quantity { value: *value, unit })),
            Expr::Resource => self.resource(self.world.resource),
            Expr::Root => self.resource(self.world.root.or(self.world.resource)),
            Expr::Context => self.stack.extend_from_slice(self.world.focus),
            Expr::Name(name) => self.named(name),
            Expr::Path(input, steps) => self.path(input, steps, scope),
            Expr::Search(input, via, key, text) => self.search(input, via.as_deref(), (key, text), scope),
            Expr::At(input, index) => {
                self.eval(input, scope);
                let end = self.stack.len();
                self.inside(index, scope);
                let index = self.one(end).and_then(|index| self.needed(index.as_integer()));
                let place = index.and_then(|index| start.checked_add_signed(isize::try_from(index).ok()?));
                self.only(start, place.filter(|place| *place >= start && *place < end));
            }
            Expr::Call(function, input, arguments) => {
                self.eval(input, scope);
                Call { arguments, scope, start }.run(self, &function.body);
            }
            Expr::Typed(judge, input, wanted) => {
                self.eval(input, scope);
                if *judge == Judge::Is {
                    let answer = self.one(start).map(|node| model::fits(&node, wanted, *judge));
                    self.answer(start, answer);
                } else {
                    self.retain(start, &|node| model::fits(node, wanted, *judge));
                }
            }
            Expr::Minus(input) => {
                self.eval(input, scope);
                self.minus(start);
            }
            Expr::Two(operator, left, right) => self.two(*operator, left, right, scope),
        }
    }

    /// Evaluates where names that are defined inside are not seen outside.
    pub fn inside(&mut self, expr: &'a Expr, scope: &Scope) {
        let known = self.defined.len();
        self.eval(expr, scope);
        self.defined.truncate(known);
    }

    fn two(&mut self, operator: Operator, left: &'a Expr, right: &'a Expr, scope: &Scope) {
        if matches!(operator, Operator::And | Operator::Or | Operator::Xor | Operator::Implies) {
            return self.logic(operator, left, right, scope);
        }
        let start = self.stack.len();
        self.inside(left, scope);
        let middle = self.stack.len();
        self.inside(right, scope);
        let end = self.stack.len();
        let answer = match operator {
            Operator::Union => return self.distinct(start, start),
            Operator::Equal => self.equal(start, middle),
            Operator::Unequal => self.equal(start, middle).map(|same| !same),
            Operator::Equivalent => Some(self.equivalent(start, middle)),
            Operator::Inequivalent => Some(!self.equivalent(start, middle)),
            Operator::In => self.member((start, middle), (middle, end)),
            Operator::Contains => self.member((middle, end), (start, middle)),
            Operator::Less => self.ordered(middle, start).map(Ordering::is_lt),
            Operator::LessOrEqual => self.ordered(middle, start).map(Ordering::is_le),
            Operator::Greater => self.ordered(middle, start).map(Ordering::is_gt),
            Operator::GreaterOrEqual => self.ordered(middle, start).map(Ordering::is_ge),
            _ => return self.calculate(operator, start, middle),
        };
        self.answer(start, answer);
    }

    fn named(&mut self, name: &'a str) {
        for (defined, items) in &self.defined {
            if *defined == name {
                self.stack.extend_from_slice(items);
                return;
            }
        }
        if !self.world.lookup.name(name, &mut self.stack) {
            self.fail(Failure::Name);
        }
    }

    fn resource(&mut self, resource: Option<&'a serde_json::Value>) {
        if let Some(value) = resource {
            self.push(Node::from_json(value));
        }
    }
}
