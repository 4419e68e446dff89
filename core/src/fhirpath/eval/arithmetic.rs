//! Numbers, quantities, dates and texts with `+ - & * / div mod`.

use std::rc::Rc;

use super::{
    Done, Run, Scope,
    compare::{self, Plain, plain},
};
use crate::fhirpath::{
    decimal::Decimal,
    failure::Failure,
    node::Node,
    quantity::Quantity,
    text::Text,
    tree::{Expr, Operator},
};

type Found<'a> = Result<Option<Node<'a>>, Failure>;

impl<'a> Run<'_, 'a> {
    pub(super) fn calculate(&mut self, operator: Operator, start: usize, middle: usize) -> Done {
        let right = self.one(middle)?;
        let left = self.one(start)?;
        let found = if operator == Operator::Join {
            Some(joined(left.as_ref(), right.as_ref())?)
        } else {
            match (left, right) {
                (Some(left), Some(right)) => result(operator, &left, &right)?,
                _ => None,
            }
        };
        self.leave(start, found)
    }

    pub(super) fn minus(&mut self, input: &'a Expr, scope: &Scope) -> Done {
        let start = self.stack.len();
        self.eval(input, scope)?;
        let Some(node) = self.one(start)? else { return Ok(()) };
        let negated = match plain(&node) {
            Plain::Integer(whole) => whole.checked_neg().map(Node::Integer),
            Plain::Decimal(decimal) => Some(Node::Decimal(decimal.negated())),
            Plain::Quantity(quantity) => Some(quantity_node(quantity.with(quantity.value.negated()))),
            _ => return Err(Failure::Type),
        };
        self.leave(start, negated)
    }
}

pub(in crate::fhirpath) fn quantity_node(quantity: Quantity<'_>) -> Node<'_> {
    Node::Quantity(Rc::new(quantity))
}

/// Two texts as one; what is empty counts as an empty text.
fn joined<'a>(left: Option<&Node<'a>>, right: Option<&Node<'a>>) -> Result<Node<'a>, Failure> {
    let text = |node: Option<&Node<'a>>| -> Result<String, Failure> {
        node.map_or(Ok(String::new()), |node| Ok(node.as_str().ok_or(Failure::Type)?.to_owned()))
    };
    let mut all = text(left)?;
    all.push_str(&text(right)?);
    Ok(Node::Text(Text::from(all)))
}

/// The result of one operator; nothing where there is none, as after a division by 0.
pub(in crate::fhirpath) fn result<'a>(operator: Operator, left: &Node<'a>, right: &Node<'a>) -> Found<'a> {
    let (one, other) = (plain(left), plain(right));
    if let (Plain::Integer(one), Plain::Integer(other)) = (&one, &other) {
        return Ok(whole(operator, *one, *other));
    }
    if let (Some(one), Some(other)) = (compare::number(&one), compare::number(&other)) {
        return Ok(decimal(operator, one, other));
    }
    match (one, other) {
        (Plain::Nothing, _) | (_, Plain::Nothing) => Ok(None),
        (Plain::Text(text), Plain::Text(more)) if operator == Operator::Plus => {
            Ok(Some(Node::Text(Text::from([text, more].concat()))))
        }
        (Plain::When(_) | Plain::Text(_), Plain::Quantity(amount)) => later(operator, left, &amount),
        (one, other) => {
            let (one, other) = compare::quantities(one, other).ok_or(Failure::Type)?;
            let found = match operator {
                Operator::Plus => one.plus(&other)?,
                Operator::Minus => one.plus(&other.with(other.value.negated()))?,
                Operator::Times => one.times(&other),
                Operator::Over => one.over(&other),
                _ => return Err(Failure::Type),
            };
            Ok(found.map(quantity_node))
        }
    }
}

fn whole<'a>(operator: Operator, one: i64, other: i64) -> Option<Node<'a>> {
    match operator {
        Operator::Plus => one.checked_add(other),
        Operator::Minus => one.checked_sub(other),
        Operator::Times => one.checked_mul(other),
        Operator::Div => one.checked_div(other),
        Operator::Mod => one.checked_rem(other),
        _ => return decimal(operator, Decimal::whole(one), Decimal::whole(other)),
    }
    .map(Node::Integer)
}

fn decimal<'a>(operator: Operator, one: Decimal, other: Decimal) -> Option<Node<'a>> {
    match operator {
        Operator::Plus => one.plus(other),
        Operator::Minus => one.minus(other),
        Operator::Times => one.times(other),
        Operator::Over => one.over(other),
        Operator::Div => return one.div(other)?.to_whole().map(Node::Integer),
        _ => one.modulo(other),
    }
    .map(Node::Decimal)
}

/// A date so much later or earlier.
fn later<'a>(operator: Operator, date: &Node, amount: &Quantity) -> Found<'a> {
    let known = compare::when(date);
    let when = known.or_else(|| date.as_str().and_then(crate::fhirpath::When::parse)).ok_or(Failure::Type)?;
    let unit = amount.unit.of_dates().ok_or(Failure::Unit)?;
    let value = match operator {
        Operator::Plus => amount.value,
        Operator::Minus => amount.value.negated(),
        _ => return Err(Failure::Type),
    };
    Ok(when.plus(value, unit).map(Node::When))
}
