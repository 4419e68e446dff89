//! Functions that evaluate an expression for each item.

use std::cmp::Ordering;

use super::{Call, Done, Expr, Failure, Node, Run};
use crate::{
    fhirpath::eval::{Scope, compare},
    order,
};

pub(super) fn choose<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let Some(criterion) = call.arguments.first() else { return Ok(()) };
    let (mut kept, end) = (call.start, run.stack.len());
    for (index, at) in (call.start..end).enumerate() {
        if run.truth(criterion, &call.on(at, index))? == Some(true) {
            run.stack.swap(kept, at);
            kept += 1;
        }
    }
    run.stack.truncate(kept);
    Ok(())
}

pub(super) fn select<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let Some(projection) = call.arguments.first() else { return Ok(()) };
    let end = run.stack.len();
    for (index, at) in (call.start..end).enumerate() {
        run.inside(projection, &call.on(at, index))?;
    }
    run.keep(call.start, end);
    Ok(())
}

pub(super) fn repeat<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let Some(projection) = call.arguments.first() else { return Ok(()) };
    let first = run.stack.len();
    let mut at = call.start;
    while at < run.stack.len() {
        let before = run.stack.len();
        run.inside(projection, &call.on(at, at - call.start))?;
        drop_known(run, first, before)?;
        at += 1;
    }
    run.keep(call.start, first);
    Ok(())
}

/// Takes away what lies above `new` and is equal to something above `first`.
fn drop_known(run: &mut Run, first: usize, new: usize) -> Done {
    let mut kept = new;
    for at in new..run.stack.len() {
        run.charge(kept - first)?;
        let Some(one) = run.get(at) else { break };
        let known = run.stack.get(first..kept).unwrap_or(&[]);
        if !known.iter().any(|other| compare::equal(one, other) == Some(true)) {
            run.stack.swap(kept, at);
            kept += 1;
        }
    }
    run.stack.truncate(kept);
    Ok(())
}

/// By each key in turn; a key with a minus before it is the other way round, what has no key counts as the last.
pub(super) fn sort<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let (start, end) = (call.start, run.stack.len());
    let mut places: Vec<usize> = (start..end).collect();
    // The sort keeps the order of equals, so the last key goes first.
    for key in (0..call.arguments.len().max(1)).rev() {
        let (key, turned) = match call.arguments.get(key) {
            Some(Expr::Minus(key)) => (Some(&**key), true),
            other => (other, false),
        };
        let mut keys: Vec<Option<Node<'a>>> = Vec::with_capacity(places.len());
        for (index, at) in (start..end).enumerate() {
            let from = run.stack.len();
            match key {
                Some(key) => run.inside(key, &call.on(at, index))?,
                None => run.stack.extend_from_within(at..=at),
            }
            keys.push(run.one(from)?);
        }
        run.charge(keys.len().saturating_mul(keys.len()))?;
        let ranks = ranks(&keys, turned)?;
        order::by(&mut places, |at| ranks.get(at - start).copied().unwrap_or(0));
    }
    let sorted: Vec<Node<'a>> = places.iter().filter_map(|at| run.stack.get(*at).cloned()).collect();
    run.stack.truncate(start);
    run.stack.extend(sorted);
    Ok(())
}

/// How many come before each.
fn ranks(keys: &[Option<Node>], turned: bool) -> Result<Vec<i64>, Failure> {
    let mut ranks = Vec::with_capacity(keys.len());
    for one in keys {
        let mut before = 0;
        for other in keys {
            before += i64::from(comes_first(other.as_ref(), one.as_ref())?);
        }
        ranks.push(if turned { -before } else { before });
    }
    Ok(ranks)
}

fn comes_first(one: Option<&Node>, other: Option<&Node>) -> Result<bool, Failure> {
    match (one, other) {
        (Some(one), Some(other)) => Ok(compare::order(one, other)? == Some(Ordering::Less)),
        (Some(_), None) => Ok(true),
        _ => Ok(false),
    }
}

pub(super) fn aggregate<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let Some(step) = call.arguments.first() else { return Ok(()) };
    let end = run.stack.len();
    let total = call.items(run, 1)?;
    for (index, at) in (call.start..end).enumerate() {
        let before = run.stack.len();
        run.inside(step, &Scope { total: (total, before), ..call.on(at, index) })?;
        run.keep(total, before);
    }
    run.keep(call.start, end);
    Ok(())
}

pub(super) fn iif<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let end = run.stack.len();
    if end > call.start + 1 {
        return Err(Failure::NotOne);
    }
    // The input is `$this`; a call at the start of a path leaves `$this` as it is.
    let scope = Scope { this: (call.start, end), ..*call.scope };
    let [criterion, branches @ ..] = call.arguments else { return Ok(()) };
    let branch = if run.truth(criterion, &scope)? == Some(true) { branches.first() } else { branches.get(1) };
    if let Some(branch) = branch {
        run.inside(branch, &scope)?;
    }
    run.keep(call.start, end);
    Ok(())
}

pub(super) fn trace<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let end = run.stack.len();
    let name = call.argument(run, 0)?;
    if let Some(projection) = call.arguments.get(1) {
        for (index, at) in (call.start..end).enumerate() {
            run.inside(projection, &call.on(at, index))?;
        }
    }
    let from = if call.arguments.len() > 1 { end } else { call.start };
    let name = name.as_ref().and_then(Node::as_str).unwrap_or("");
    run.world.lookup.trace(name, run.stack.get(from..).unwrap_or(&[]));
    run.stack.truncate(end);
    Ok(())
}

/// The name is seen by what follows in the same chain, and is kept from what is around.
pub(super) fn define<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let Some(Expr::Text(name)) = call.arguments.first() else { return Err(Failure::Name) };
    if run.defined.iter().any(|(known, _)| **known == **name) {
        return Err(Failure::Name);
    }
    let end = run.stack.len();
    if let Some(expr) = call.arguments.get(1) {
        run.inside(expr, &Scope { this: (call.start, end), ..*call.scope })?;
    } else {
        run.charge(end - call.start)?;
        run.stack.extend_from_within(call.start..end);
    }
    let items = run.stack.split_off(end);
    run.defined.push((name, items));
    Ok(())
}
