//! Numbers, quantities, dates and texts with `+ - & * / div mod`.

use super::{
    Failure, Run,
    compare::{number, plain, quantities},
};
use crate::fhirpath::{
    decimal::Decimal,
    node::Node,
    quantity::{self, Quantity},
    tree::Operator,
    when::When,
};

impl<'a> Run<'_, 'a> {
    pub(super) fn calculate(&mut self, operator: Operator, start: usize, middle: usize) {
        let right = self.one(middle);
        let left = self.one(start);
        let found = match (operator, left, right) {
            (Operator::Join, left, right) => {
                let text = |node: Option<Node<'a>>| node.map_or(Some(""), |node| node.as_str());
                let parts = self.needed(text(left).zip(text(right)));
                parts.map(|(left, right)| self.text([left, right].concat()))
            }
            (_, Some(left), Some(right)) => self.result(operator, left, right),
            _ => None,
        };
        self.leave(start, found);
    }

    pub(super) fn minus(&mut self, start: usize) {
        let Some(node) = self.one(start) else { return };
        let found = match plain(node) {
            Node::Quantity(Quantity { value, unit }) => {
                Some(Node::Quantity(Quantity { value: value.negated(), unit }))
            }
            node => self.result(Operator::Minus, Node::Integer(0), node),
        };
        self.leave(start, found);
    }

    /// The result of one operator; nothing where there is none, as after a division by 0.
    pub fn result(&mut self, operator: Operator, left: Node<'a>, right: Node<'a>) -> Option<Node<'a>> {
        let (left, right) = (plain(left), plain(right));
        if let (Some(one), Some(other)) = (number(&left), number(&right)) {
            let found = decimal(operator, one, other)?;
            let whole =
                matches!((left, right), (Node::Integer(_), Node::Integer(_))) && operator != Operator::Over;
            let whole = found.to_whole().filter(|_| whole || operator == Operator::Div);
            return Some(whole.map_or(Node::Decimal(found), Node::Integer));
        }
        match (left, right) {
            (Node::Json(_), _) | (_, Node::Json(_)) => {
                let value = left.json().or(right.json());
                self.needed(value.filter(|value| value.is_null()));
                None
            }
            (Node::Text(one), Node::Text(other)) if operator == Operator::Plus => {
                Some(self.text([one, other].concat()))
            }
            (Node::When(when), Node::Quantity(amount)) => self.later(operator, when, amount),
            (Node::Text(text), Node::Quantity(amount)) => {
                let when = self.needed(When::parse(text))?;
                self.later(operator, when, amount)
            }
            _ => {
                let (one, other) = self.needed(quantities(&left, &right))?;
                self.quantity(operator, one, other).map(Node::Quantity)
            }
        }
    }

    fn quantity(
        &mut self,
        operator: Operator,
        one: Quantity<'a>,
        other: Quantity<'a>,
    ) -> Option<Quantity<'a>> {
        let between = match operator {
            Operator::Plus | Operator::Minus => {
                let same = other.to_unit(one.unit);
                if same.is_none() {
                    self.fail(Failure::Unit);
                }
                return Some(Quantity { value: decimal(operator, one.value, same?.value)?, unit: one.unit });
            }
            Operator::Times => ".",
            Operator::Over => "/",
            _ => return self.needed(None),
        };
        let value = decimal(operator, one.value, other.value)?;
        let (left, right) = (quantity::code_of(one.unit), quantity::code_of(other.unit));
        let unit = if right == "1" {
            left
        } else if left == right && operator == Operator::Over {
            "1"
        } else if left == "1" && operator == Operator::Times {
            right
        } else if right.bytes().any(|byte| byte == b'/' || byte == b'.') {
            self.text([left, between, "(", right, ")"].concat()).as_str()?
        } else {
            self.text([left, between, right].concat()).as_str()?
        };
        Some(Quantity { value, unit })
    }

    /// A date so much later or earlier.
    fn later(&mut self, operator: Operator, when: When, amount: Quantity) -> Option<Node<'a>> {
        let value = match operator {
            Operator::Plus => amount.value,
            Operator::Minus => amount.value.negated(),
            _ => return self.needed(None),
        };
        let Some(unit) = quantity::of_dates(amount.unit) else {
            self.fail(Failure::Unit);
            return None;
        };
        when.plus(value, unit).map(Node::When)
    }
}

fn decimal(operator: Operator, one: Decimal, other: Decimal) -> Option<Decimal> {
    match operator {
        Operator::Plus => one.plus(other),
        Operator::Minus => one.minus(other),
        Operator::Times => one.times(other),
        Operator::Over => one.over(other),
        Operator::Div => one.whole_over(other),
        _ => one.modulo(other),
    }
}
