//! Whether there is anything, and whether all or any of it is true.

use super::{Call, Done, Failure, Node, Run};
use crate::fhirpath::eval::compare;

pub(super) fn empty<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let empty = run.stack.len() == call.start;
    run.answer(call.start, Some(empty))
}

/// A criterion became a `where` before it when the expression was parsed.
pub(super) fn exists<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let any = run.stack.len() > call.start;
    run.answer(call.start, Some(any))
}

pub(super) fn all<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let (mut answer, end) = (true, run.stack.len());
    for (index, at) in (call.start..end).enumerate() {
        if let (Some(criterion), true) = (call.arguments.first(), answer) {
            answer = run.truth(criterion, &call.on(at, index))? == Some(true);
        }
    }
    run.answer(call.start, Some(answer))
}

/// Whether none, or any, of the booleans is this one.
fn truths(run: &mut Run, call: &Call, wanted: bool, any: bool) -> Done {
    let mut found = false;
    for node in run.stack.get(call.start..).unwrap_or(&[]) {
        found |= node.truth().ok_or(Failure::Type)? == wanted;
    }
    run.answer(call.start, Some(found == any))
}

pub(super) fn all_true<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    truths(run, call, false, false)
}

pub(super) fn any_true<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    truths(run, call, true, true)
}

pub(super) fn all_false<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    truths(run, call, true, false)
}

pub(super) fn any_false<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    truths(run, call, false, true)
}

pub(super) fn subset_of<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let middle = call.items(run, 0)?;
    let end = run.stack.len();
    let answer = within(run, (call.start, middle), (middle, end))?;
    run.answer(call.start, Some(answer))
}

pub(super) fn superset_of<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let middle = call.items(run, 0)?;
    let end = run.stack.len();
    let answer = within(run, (middle, end), (call.start, middle))?;
    run.answer(call.start, Some(answer))
}

/// Whether each item of one range has an equal one in the other.
fn within(run: &mut Run, inner: (usize, usize), outer: (usize, usize)) -> Result<bool, Failure> {
    run.charge((inner.1 - inner.0).saturating_mul(outer.1 - outer.0))?;
    let items = |range: (usize, usize)| run.stack.get(range.0..range.1).unwrap_or(&[]);
    Ok(items(inner)
        .iter()
        .all(|one| items(outer).iter().any(|other| compare::equal(one, other) == Some(true))))
}

pub(super) fn count<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let count = i64::try_from(run.stack.len() - call.start).unwrap_or(i64::MAX);
    run.leave(call.start, Some(Node::Integer(count)))
}

pub(super) fn distinct<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    run.distinct(call.start)
}

pub(super) fn is_distinct<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let all = run.stack.len();
    run.distinct(call.start)?;
    let distinct = run.stack.len() == all;
    run.answer(call.start, Some(distinct))
}

pub(super) fn not<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let truth = call.input(run)?.map(|node| node.truth().unwrap_or(true));
    run.answer(call.start, truth.map(|truth| !truth))
}
