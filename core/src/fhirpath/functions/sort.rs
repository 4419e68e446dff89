//! Order.

use std::cmp::Ordering;

use super::{Call, Expr, Node, Run, subsets};
use crate::{fhirpath::eval, order};

/// By each key in turn; a key with a minus before it is the other way round, what has no key counts as the last.
pub(super) fn sort<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let (start, end) = (call.start, run.stack.len());
    let mut places: Vec<usize> = (start..end).collect();
    // The sort keeps the order of equals, so the last key goes first.
    for key in (0..call.arguments.len().max(1)).rev() {
        let (key, turned) = match call.arguments.get(key) {
            Some(Expr::Minus(key)) => (&**key, true),
            Some(key) => (key, false),
            None => (&Expr::This, false),
        };
        let mut keys: Vec<Option<Node<'a>>> = Vec::new();
        for (index, at) in (start..end).enumerate() {
            run.inside(key, &call.on(at, index));
            keys.push(run.one(end));
        }
        run.charge(keys.len().saturating_mul(keys.len()));
        let mut ranks: Vec<i64> = Vec::new();
        for one in &keys {
            let mut before = 0;
            for other in &keys {
                before += i64::from(comes_first(run, *other, *one));
            }
            ranks.push(if turned { -before } else { before });
        }
        order::by(&mut places, |at| ranks.get(at - start).copied().unwrap_or(0));
    }
    for at in places {
        let node = run.stack.get(at).copied();
        run.stack.extend(node);
    }
    run.keep(start, end);
}

fn comes_first(run: &mut Run, one: Option<Node>, other: Option<Node>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => run.needed(eval::order(&one, &other)).flatten() == Some(Ordering::Less),
        (one, other) => one.is_some() && other.is_none(),
    }
}

pub(super) fn min<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    sort(run, call);
    subsets::first(run, call);
}

pub(super) fn max<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    sort(run, call);
    subsets::last(run, call);
}
