//! The functions: a table of names, and a file for each kind.

mod bounds;
mod coded;
mod coding;
mod convert;
mod elements;
mod existence;
mod lambda;
mod math;
mod patterns;
mod sort;
mod strings;
mod subsets;
mod table;
mod weight;

use super::{
    decimal::Decimal,
    eval::{Run, Scope, number, plain},
    node::Node,
    tree::Expr,
};

/// A call under way: its input lies on the stack above `start`.
pub(super) struct Call<'c, 'a> {
    pub arguments: &'a [Expr],
    pub scope: &'c Scope,
    pub start: usize,
}

/// What a function does.
pub(super) enum Body {
    /// Takes its input off the stack and leaves its result.
    Stack(for<'w, 'a, 'c> fn(&mut Run<'w, 'a>, &Call<'c, 'a>)),
    /// Something of the one item of the input.
    Item(Item),
    /// Whether that is possible.
    Can(Item),
    /// Something of a number.
    Number(fn(Decimal) -> Option<Decimal>),
    /// A whole number of a number.
    Whole(fn(Decimal) -> Decimal),
    /// A text of a text.
    Text(fn(&str) -> String),
    /// Something of a text and another.
    Texts(fn(&str, &str) -> Node<'static>),
    /// A text in another writing, which the argument names.
    Writing(&'static [(&'static str, Way)]),
}

/// How a text is written or read.
type Way = fn(&str) -> Option<String>;

/// What becomes of an item; nothing where that cannot be.
type Item = for<'w, 'a> fn(&mut Run<'w, 'a>, Node<'a>) -> Option<Node<'a>>;

/// A function by its name.
pub(super) struct Function {
    pub name: &'static str,
    /// The fewest and the most arguments.
    pub takes: (u8, u8),
    pub body: Body,
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

/// The names of all functions.
#[cfg(test)]
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    table::FUNCTIONS.iter().map(|function| function.name)
}

impl<'a> Call<'_, 'a> {
    /// Does it.
    pub(super) fn run(&self, run: &mut Run<'_, 'a>, body: &Body) {
        let other = match body {
            Body::Stack(body) => return body(run, self),
            Body::Texts(_) | Body::Writing(_) => self.text(run, 0),
            _ => None,
        };
        let Some(item) = self.input(run) else { return };
        let item = plain(item);
        let found = match body {
            Body::Stack(_) => None,
            Body::Item(body) => body(run, item),
            Body::Can(body) => Some(Node::Boolean(body(run, item).is_some())),
            Body::Number(body) => run.needed(number(&item)).and_then(body).map(Node::Decimal),
            Body::Whole(body) => run.needed(number(&item)).map(|number| {
                let whole = body(number);
                whole.to_whole().map_or(Node::Decimal(whole), Node::Integer)
            }),
            Body::Text(body) => run.needed(item.as_str()).map(|text| run.text(body(text))),
            Body::Texts(body) => {
                let text = run.needed(item.as_str());
                text.zip(other).map(|(text, other)| body(text, other))
            }
            Body::Writing(ways) => run.needed(item.as_str()).zip(other).and_then(|(text, wanted)| {
                let way = ways.iter().find(|way| way.0 == wanted);
                run.needed(way)?.1(text).map(|made| run.text(made))
            }),
        };
        run.leave(self.start, found);
    }

    /// The items of an argument, left on the stack; where they start.
    fn items(&self, run: &mut Run<'_, 'a>, at: usize) -> usize {
        let from = run.stack.len();
        if let Some(argument) = self.arguments.get(at) {
            run.inside(argument, self.scope);
        }
        from
    }

    /// The one item of an argument; nothing where it is empty or was not given.
    fn argument(&self, run: &mut Run<'_, 'a>, at: usize) -> Option<Node<'a>> {
        let from = self.items(run, at);
        run.one(from).map(plain)
    }

    /// A whole number as argument.
    fn whole(&self, run: &mut Run<'_, 'a>, at: usize) -> Option<i64> {
        let node = self.argument(run, at)?;
        run.needed(node.as_integer())
    }

    /// A text as argument.
    fn text(&self, run: &mut Run<'_, 'a>, at: usize) -> Option<&'a str> {
        let from = self.items(run, at);
        let node = run.one(from)?;
        run.needed(node.as_str())
    }

    /// The one item of the input, taken away; nothing where it has no value.
    fn input(&self, run: &mut Run<'_, 'a>) -> Option<Node<'a>> {
        run.one(self.start).filter(|node| node.json().is_none_or(|json| !json.is_null()))
    }

    /// The one text of the input, taken away. What is no text fails.
    fn input_text(&self, run: &mut Run<'_, 'a>) -> Option<&'a str> {
        let node = self.input(run)?;
        run.needed(node.as_str())
    }

    /// `$this` for the item at this place.
    fn on(&self, at: usize, index: usize) -> Scope {
        Scope { this: (at, at + 1), index, total: self.scope.total }
    }

    /// Evaluates an argument for each item of the input, on top of what is there.
    fn each(&self, run: &mut Run<'_, 'a>, argument: usize) {
        let Some(argument) = self.arguments.get(argument) else { return };
        let end = run.stack.len();
        for (index, at) in (self.start..end).enumerate() {
            run.inside(argument, &self.on(at, index));
        }
    }
}
