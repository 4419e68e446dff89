//! An expression: parsed once, evaluated many times.

use std::rc::Rc;

use super::eval;
use super::failure::{Failure, SyntaxError};
use super::node::Node;
use super::reads::Reads;
use super::tree::Expr;
use super::world::World;

/// A parsed expression. A clone shares it.
#[derive(Clone, Debug)]
pub struct Expression(Rc<Compiled>);

#[derive(Debug)]
struct Compiled {
    text: Box<str>,
    tree: Expr,
    names: Vec<Box<str>>,
    reads: Reads,
}

/// Parses an expression. What the engine does not know is an error here, not a surprise later.
pub fn parse(text: &str) -> Result<Expression, SyntaxError> {
    let (tree, names) = super::parse::tree(text)?;
    let reads = Reads::of(&tree);
    Ok(Expression(Rc::new(Compiled { text: text.into(), tree, names, reads })))
}

impl Expression {
    /// The result in this world. It borrows from the world's JSON and from the expression.
    pub fn evaluate<'a>(&'a self, world: &World<'_, 'a>) -> Result<Vec<Node<'a>>, Failure> {
        eval::evaluate(&self.0.tree, world)
    }

    /// The text it was parsed from.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The `%names` it asks the world for, without the `%`, each once. Those that the engine itself knows are left out.
    #[must_use]
    pub fn names(&self) -> &[Box<str>] {
        &self.0.names
    }

    /// Which answers of `%resource` and the focus it can depend on. What `%names` depend on is not counted.
    #[must_use]
    pub fn reads(&self) -> &Reads {
        &self.0.reads
    }
}
