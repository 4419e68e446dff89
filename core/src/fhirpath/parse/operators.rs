//! Operators by precedence.

use super::{Expr, Fault, NESTED, Parsed, Parser, Tree};
use crate::fhirpath::tree::{Judge, Operator};

/// Each sign or word with how tightly it binds. Longer signs come before shorter ones that begin them.
const OPERATORS: [(&str, Operator, u8); 22] = [
    ("implies", Operator::Implies, 1),
    ("or", Operator::Or, 2),
    ("xor", Operator::Xor, 2),
    ("and", Operator::And, 3),
    ("in", Operator::In, 4),
    ("contains", Operator::Contains, 4),
    ("=", Operator::Equal, 5),
    ("!=", Operator::Unequal, 5),
    ("~", Operator::Equivalent, 5),
    ("!~", Operator::Inequivalent, 5),
    ("<=", Operator::LessOrEqual, 6),
    ("<", Operator::Less, 6),
    (">=", Operator::GreaterOrEqual, 6),
    (">", Operator::Greater, 6),
    ("|", Operator::Union, 7),
    ("+", Operator::Plus, TERM),
    ("-", Operator::Minus, TERM),
    ("&", Operator::Join, TERM),
    ("*", Operator::Times, TERM + 1),
    ("/", Operator::Over, TERM + 1),
    ("div", Operator::Div, TERM + 1),
    ("mod", Operator::Mod, TERM + 1),
];
const TYPE: u8 = 8;
const TERM: u8 = 9;

impl Parser<'_> {
    /// An expression of operators that bind more tightly than `loosest`.
    pub(super) fn expression(&mut self, loosest: u8) -> Parsed {
        self.nested += 1;
        if self.nested > NESTED {
            return Err(Fault::TooMuch);
        }
        let mut left = self.signed()?;
        loop {
            self.space()?;
            let word = self.word();
            if let ("is" | "as", true) = (word, loosest < TYPE) {
                self.at += word.len();
                let judge = if word == "is" { Judge::Is } else { Judge::As };
                let kind = self.type_name()?;
                left = Tree::above(left.depth, Expr::Typed(judge, left.expr, kind))?;
                continue;
            }
            let rest = self.rest();
            let found = OPERATORS.iter().find(|(sign, _, binds)| {
                *binds > loosest && if word.is_empty() { rest.starts_with(sign) } else { word == *sign }
            });
            let Some((sign, operator, binds)) = found else { break };
            self.at += sign.len();
            let right = self.expression(*binds)?;
            let depth = left.depth.max(right.depth);
            left = Tree::above(depth, Expr::Two(*operator, left.expr, right.expr))?;
        }
        self.nested -= 1;
        Ok(left)
    }

    /// A term with the signs before it, which bind more loosely than what follows the term.
    fn signed(&mut self) -> Parsed {
        self.space()?;
        let sign = self.peek();
        if sign != b'-' && sign != b'+' {
            return self.term();
        }
        self.at += 1;
        self.nested += 1;
        if self.nested > NESTED {
            return Err(Fault::TooMuch);
        }
        let tree = self.signed()?;
        self.nested -= 1;
        if sign == b'+' { Ok(tree) } else { Tree::above(tree.depth, Expr::Minus(tree.expr)) }
    }
}
