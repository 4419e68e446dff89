//! Functions with their arguments, some made into something faster.

use super::{Expr, Fault, Parsed, Parser, Tree};
use crate::fhirpath::{
    functions::Function,
    pattern::Pattern,
    tree::{Judge, Operator, Step},
};

impl Parser<'_> {
    /// A function, after its opening bracket.
    pub(super) fn call(&mut self, name: &str, input: Tree) -> Parsed {
        let judge = match name {
            "is" => Some(Judge::Is),
            "as" => Some(Judge::As),
            "ofType" => Some(Judge::OfType),
            _ => None,
        };
        if let Some(judge) = judge {
            let kind = self.type_name()?;
            self.need(")")?;
            return Tree::above(input.depth, Expr::Typed(judge, input.expr, kind));
        }
        let function = Function::named(name).ok_or(Fault::Function)?;
        let mut depth = input.depth;
        let mut arguments = Vec::new();
        if !self.eat(")")? {
            loop {
                let argument = self.expression(0)?;
                depth = depth.max(argument.depth);
                arguments.push(*argument.expr);
                if !self.eat(",")? {
                    break;
                }
            }
            self.need(")")?;
        }
        let (least, most) = function.takes;
        if arguments.len() < usize::from(least) || arguments.len() > usize::from(most) {
            return Err(Fault::Arguments);
        }
        self.made(function, Tree { depth, ..input }, arguments)
    }

    fn made(&mut self, function: &'static Function, input: Tree, mut arguments: Vec<Expr>) -> Parsed {
        match (function.name, arguments.first_mut()) {
            ("matches" | "matchesFull" | "replaceMatches", Some(first)) => {
                if let Expr::Text(text) = first {
                    let pattern = Pattern::parse(text).ok_or(Fault::Pattern)?;
                    *first = Expr::Pattern(Box::new(pattern));
                }
            }
            ("defineVariable", Some(first)) => match first {
                Expr::Text(name) => self.defined.push(name.clone()),
                _ => return Err(Fault::Arguments),
            },
            ("exists", Some(_)) => {
                let chosen = Function::named("where").ok_or(Fault::Function)?;
                let found = self.made(chosen, input, arguments)?;
                return Tree::above(found.depth, Expr::Call(function, found.expr, Vec::new()));
            }
            ("where", Some(first)) => {
                if let Some((name, text)) = element_text(first) {
                    return chosen(input, name, text);
                }
            }
            _ => {}
        }
        Tree::above(input.depth, Expr::Call(function, input.expr, arguments))
    }
}

/// The name and the text of a criterion such as `name = 'text'`.
fn element_text(criterion: &Expr) -> Option<(Box<str>, Box<str>)> {
    let Expr::Two(Operator::Equal, left, right) = criterion else { return None };
    let Expr::Text(text) = &**right else { return None };
    Some((only_child(left)?, text.clone()))
}

/// The items whose element of this name is this text.
fn chosen(input: Tree, name: Box<str>, text: Box<str>) -> Parsed {
    let via = match &*input.expr {
        Expr::Call(Function { name: "descendants", .. }, ..) => None,
        Expr::Call(Function { name: "repeat", .. }, _, arguments) => arguments.first().and_then(only_child),
        _ => return input.step(Step::Where(name, text)),
    };
    match *input.expr {
        Expr::Call(function, below, _) if via.is_some() || function.name == "descendants" => {
            Tree::above(input.depth, Expr::Search(below, via, name, text))
        }
        expr => Tree { expr: Box::new(expr), depth: input.depth }.step(Step::Where(name, text)),
    }
}

/// The name, where an expression is just a name.
fn only_child(expr: &Expr) -> Option<Box<str>> {
    match expr {
        Expr::Path(input, steps) => match (&**input, &**steps) {
            (Expr::This, [Step::Child(name, false)]) => Some(name.clone()),
            _ => None,
        },
        _ => None,
    }
}
