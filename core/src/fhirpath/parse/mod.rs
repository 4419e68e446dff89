//! From text to tree: one pass, operators by precedence (specification, section 8).

mod calls;
mod literals;
mod operators;
mod scan;
mod terms;

use super::failure::{Fault, SyntaxError};
use super::tree::{Expr, Step};

/// The longest text.
const LONGEST: usize = 65_536;
/// The deepest tree; an evaluation needs a stack of this depth.
const DEEPEST: u32 = 120;
/// The most brackets, signs and operands within one another; the parser needs a stack of this depth.
const NESTED: u32 = 2 * DEEPEST;

type Parsed = Result<Tree, Fault>;

/// A tree and how deep it is.
struct Tree {
    expr: Box<Expr>,
    depth: u32,
}

impl Tree {
    fn leaf(expr: Expr) -> Self {
        Self { expr: Box::new(expr), depth: 1 }
    }

    /// A tree above another.
    fn above(below: u32, expr: Expr) -> Parsed {
        if below < DEEPEST {
            Ok(Self { expr: Box::new(expr), depth: below + 1 })
        } else {
            Err(Fault::TooMuch)
        }
    }

    /// One step further.
    fn step(mut self, step: Step) -> Parsed {
        if let Expr::Path(_, steps) = &mut *self.expr {
            // Steps are taken within one another.
            if steps.len() >= DEEPEST as usize {
                return Err(Fault::TooMuch);
            }
            steps.push(step);
            return Ok(self);
        }
        Self::above(self.depth, Expr::Path(self.expr, vec![step]))
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    /// How many brackets are open.
    nested: u32,
    names: Vec<Box<str>>,
    defined: Vec<Box<str>>,
}

/// Parses the whole text; with the tree come the names it asks the world for.
pub(super) fn tree(text: &str) -> Result<(Expr, Vec<Box<str>>), SyntaxError> {
    if text.len() > LONGEST {
        return Err(SyntaxError { at: LONGEST, fault: Fault::TooMuch });
    }
    let mut parser = Parser { text, at: 0, nested: 0, names: Vec::new(), defined: Vec::new() };
    match parser.whole() {
        Ok(tree) => {
            let Parser { mut names, defined, .. } = parser;
            names.retain(|name| !defined.contains(name));
            Ok((*tree.expr, names))
        }
        Err(fault) => Err(SyntaxError { at: parser.at, fault }),
    }
}

impl Parser<'_> {
    fn whole(&mut self) -> Parsed {
        let tree = self.expression(0)?;
        self.space()?;
        if self.at == self.text.len() { Ok(tree) } else { Err(Fault::Unexpected) }
    }
}
