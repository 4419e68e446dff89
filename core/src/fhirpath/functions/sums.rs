//! All numbers of a collection as one.

use std::cmp::Ordering;

use super::{Call, Done, Failure, Node, Run};
use crate::fhirpath::{
    decimal::Decimal,
    eval::{arithmetic, compare},
    tree::Operator,
};

/// The sum of what lies above the start; nothing where there is none.
fn total<'a>(run: &Run<'_, 'a>, call: &Call<'_, 'a>) -> Result<Option<Node<'a>>, Failure> {
    let mut sum: Option<Node<'a>> = None;
    for node in run.stack.get(call.start..).unwrap_or(&[]) {
        sum = match sum {
            None => Some(node.clone()),
            Some(sum) => match arithmetic::result(Operator::Plus, &sum, node)? {
                Some(sum) => Some(sum),
                None => return Ok(None),
            },
        };
    }
    Ok(sum)
}

pub(super) fn sum<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let sum = total(run, call)?;
    run.leave(call.start, sum)
}

pub(super) fn avg<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let count = i64::try_from(run.stack.len() - call.start).unwrap_or(i64::MAX);
    let count = Node::Decimal(Decimal::whole(count));
    let average = match total(run, call)? {
        Some(sum) => arithmetic::result(Operator::Over, &sum, &count)?,
        None => None,
    };
    run.leave(call.start, average)
}

fn furthest<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>, wanted: Ordering) -> Done {
    let mut found: Option<&Node<'a>> = None;
    for node in run.stack.get(call.start..).unwrap_or(&[]) {
        let further = match found {
            Some(found) => compare::order(node, found)? == Some(wanted),
            None => true,
        };
        found = if further { Some(node) } else { found };
    }
    let found = found.cloned();
    run.leave(call.start, found)
}

pub(super) fn min<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    furthest(run, call, Ordering::Less)
}

pub(super) fn max<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    furthest(run, call, Ordering::Greater)
}
