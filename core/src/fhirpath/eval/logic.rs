//! Truth of three values: true, false, empty.

use super::{Done, Run, Scope};
use crate::fhirpath::{
    failure::Failure,
    tree::{Expr, Operator},
};

impl<'a> Run<'_, 'a> {
    /// The truth of what an expression leaves: a single item that is no boolean is true (specification, 4.5).
    pub fn truth(&mut self, expr: &'a Expr, scope: &Scope) -> Result<Option<bool>, Failure> {
        let start = self.stack.len();
        self.inside(expr, scope)?;
        let node = self.one(start)?;
        Ok(node
            .filter(|node| node.json().is_none_or(|json| !json.is_null()))
            .map(|node| node.truth().unwrap_or(true)))
    }

    pub(super) fn logic(
        &mut self,
        operator: Operator,
        left: &'a Expr,
        right: &'a Expr,
        scope: &Scope,
    ) -> Done {
        let first = self.truth(left, scope)?;
        let decided = match (operator, first) {
            (Operator::And, Some(false)) => Some(false),
            (Operator::Or, Some(true)) => Some(true),
            (Operator::Implies, Some(false)) => Some(true),
            _ => None,
        };
        let start = self.stack.len();
        if decided.is_some() {
            return self.answer(start, decided);
        }
        let second = self.truth(right, scope)?;
        let answer = match (operator, first, second) {
            (Operator::And, _, Some(false)) => Some(false),
            (Operator::Or | Operator::Implies, _, Some(true)) => Some(true),
            (Operator::And, Some(_), _) => second,
            (Operator::Or, Some(_), _) => second,
            (Operator::Implies, Some(_), _) => second,
            (Operator::Xor, Some(one), Some(other)) => Some(one != other),
            _ => None,
        };
        self.answer(start, answer)
    }
}
