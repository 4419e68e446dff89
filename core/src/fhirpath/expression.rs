//! An expression: parsed once, evaluated many times.

use std::rc::Rc;

use super::failure::{Failure, SyntaxError};
use super::node::Node;
use super::reads::Reads;
use super::world::World;

/// A parsed expression. A clone shares it.
#[derive(Clone, Debug)]
pub struct Expression(Rc<Compiled>);

#[derive(Debug)]
struct Compiled {
    text: Box<str>,
    names: Vec<Box<str>>,
    reads: Reads,
}

/// Parses an expression. What the engine does not know is an error here, not a surprise later.
pub fn parse(text: &str) -> Result<Expression, SyntaxError> {
    Ok(Expression(Rc::new(Compiled { text: text.into(), names: Vec::new(), reads: Reads::Anything })))
}

impl Expression {
    /// The result in this world. It borrows from the world's JSON and from the expression.
    pub fn evaluate<'a>(&'a self, world: &World<'_, 'a>) -> Result<Vec<Node<'a>>, Failure> {
        let _ = world;
        Err(Failure::Unsupported)
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
