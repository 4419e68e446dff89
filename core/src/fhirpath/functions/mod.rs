//! The functions: a table of names, and a file for each kind.

mod bounds;
mod clock;
mod coded;
mod coding;
mod convert;
mod elements;
mod existence;
pub(super) mod fold;
mod lambda;
mod math;
mod patterns;
mod strings;
mod subsets;
mod sums;
mod table;
mod weight;

use super::{
    eval::{Done, Run, Scope},
    failure::Failure,
    node::Node,
    tree::Expr,
};

/// A call under way: its input lies on the stack above `start`.
pub(super) struct Call<'c, 'a> {
    pub arguments: &'a [Expr],
    pub scope: &'c Scope,
    pub start: usize,
}

type Body = for<'w, 'a, 'c> fn(&mut Run<'w, 'a>, &Call<'c, 'a>) -> Done;

/// A function: it takes its input off the stack and leaves its result.
pub(super) struct Function {
    pub name: &'static str,
    /// The fewest and the most arguments.
    pub takes: (u8, u8),
    pub run: Body,
}

impl std::fmt::Debug for Function {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(self.name)
    }
}

impl Function {
    /// By its name.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        table::FUNCTIONS.iter().find(|function| function.name == name)
    }
}

impl<'a> Call<'_, 'a> {
    /// The items of an argument, left on the stack; where they start.
    fn items(&self, run: &mut Run<'_, 'a>, at: usize) -> Result<usize, Failure> {
        let from = run.stack.len();
        if let Some(argument) = self.arguments.get(at) {
            run.inside(argument, self.scope)?;
        }
        Ok(from)
    }

    /// The one item of an argument; nothing where it is empty or was not given.
    fn argument(&self, run: &mut Run<'_, 'a>, at: usize) -> Result<Option<Node<'a>>, Failure> {
        let from = self.items(run, at)?;
        run.one(from)
    }

    /// A whole number as argument.
    fn whole(&self, run: &mut Run<'_, 'a>, at: usize) -> Result<Option<i64>, Failure> {
        self.argument(run, at)?.map(|node| node.as_integer().ok_or(Failure::Type)).transpose()
    }

    /// The one item of the input.
    fn input(&self, run: &mut Run<'_, 'a>) -> Result<Option<Node<'a>>, Failure> {
        run.one(self.start)
    }

    /// `$this` for the item at this place.
    fn on(&self, at: usize, index: usize) -> Scope {
        Scope { this: (at, at + 1), index, total: self.scope.total }
    }
}
