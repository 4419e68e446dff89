//! Parts of a collection, and several collections together.

use super::{Call, Done, Failure, Node, Run};
use crate::fhirpath::eval::compare;

pub(super) fn single<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    if run.stack.len() > call.start + 1 { Err(Failure::NotOne) } else { Ok(()) }
}

pub(super) fn first<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    run.stack.truncate(call.start + 1);
    Ok(())
}

pub(super) fn last<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let last = run.stack.len().checked_sub(1).filter(|last| *last >= call.start);
    run.only(call.start, last);
    Ok(())
}

pub(super) fn tail<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    run.keep(call.start, call.start + 1);
    Ok(())
}

pub(super) fn skip<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let count = call.whole(run, 0)?.ok_or(Failure::NotOne)?;
    let count = usize::try_from(count.max(0)).unwrap_or(usize::MAX);
    run.keep(call.start, call.start.saturating_add(count));
    Ok(())
}

pub(super) fn take<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let count = call.whole(run, 0)?.ok_or(Failure::NotOne)?;
    let count = usize::try_from(count.max(0)).unwrap_or(usize::MAX);
    run.stack.truncate(call.start.saturating_add(count));
    Ok(())
}

/// Keeps those of the input that are, or are not, in the argument.
fn sieve<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>, wanted: bool) -> Done {
    let middle = call.items(run, 0)?;
    let others: Vec<Node<'a>> = run.stack.split_off(middle);
    run.charge((middle - call.start).saturating_mul(others.len()))?;
    run.retain(call.start, |one| {
        others.iter().any(|other| compare::equal(one, other) == Some(true)) == wanted
    });
    Ok(())
}

pub(super) fn intersect<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    sieve(run, call, true)?;
    run.distinct(call.start)
}

pub(super) fn exclude<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    sieve(run, call, false)
}

pub(super) fn union<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    call.items(run, 0)?;
    run.distinct(call.start)
}

pub(super) fn combine<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    call.items(run, 0).map(|_| ())
}

/// The first argument that is not empty.
pub(super) fn coalesce<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let end = run.stack.len();
    for at in 0..call.arguments.len() {
        call.items(run, at)?;
        if run.stack.len() > end {
            break;
        }
    }
    run.keep(call.start, end);
    Ok(())
}
