//! Truth of three values: true, false, empty.

use super::{Run, Scope};
use crate::fhirpath::tree::{Expr, Operator};

impl<'a> Run<'_, 'a> {
    /// The truth of what an expression leaves: a single item that is no boolean is true (specification, 4.5).
    pub fn truth(&mut self, expr: &'a Expr, scope: &Scope) -> Option<bool> {
        let start = self.stack.len();
        self.inside(expr, scope);
        let node = self.one(start)?;
        match node.json() {
            Some(json) if json.is_null() => None,
            _ => Some(node.truth().unwrap_or(true)),
        }
    }

    pub(super) fn logic(&mut self, operator: Operator, left: &'a Expr, right: &'a Expr, scope: &Scope) {
        let start = self.stack.len();
        let mut first = self.truth(left, scope);
        if operator == Operator::Implies {
            first = first.map(|truth| !truth);
        }
        // What decides alone: false for `and`, true for `or` and for `implies` with its left side turned round.
        let decides = Some(operator != Operator::And);
        if first == decides && operator != Operator::Xor {
            return self.answer(start, decides);
        }
        let second = self.truth(right, scope);
        let answer = match operator {
            Operator::Xor => first.zip(second).map(|(one, other)| one != other),
            _ if second == decides || first.is_some() => second,
            _ => None,
        };
        self.answer(start, answer);
    }
}
