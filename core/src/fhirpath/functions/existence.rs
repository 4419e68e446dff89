//! Whether there is anything, and whether all or any of it is true.

use super::{Call, Node, Run};

pub(super) fn empty<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let empty = run.from(call.start).is_empty();
    run.answer(call.start, Some(empty));
}

/// A criterion became a `where` before it when the expression was parsed.
pub(super) fn exists<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let any = !run.from(call.start).is_empty();
    run.answer(call.start, Some(any));
}

pub(super) fn all<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let (mut answer, end) = (true, run.stack.len());
    for (index, at) in (call.start..end).enumerate() {
        if let (Some(criterion), true) = (call.arguments.first(), answer) {
            answer = run.truth(criterion, &call.on(at, index)) == Some(true);
        }
    }
    run.answer(call.start, Some(answer));
}

/// Whether any of the booleans is this one, or whether none is.
fn truths(run: &mut Run, call: &Call, wanted: bool, any: bool) {
    let mut found = false;
    for at in call.start..run.stack.len() {
        let truth = run.stack.get(at).and_then(Node::truth);
        found |= run.needed(truth) == Some(wanted);
    }
    run.answer(call.start, Some(found == any));
}

pub(super) fn all_true<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    truths(run, call, false, false);
}

pub(super) fn any_true<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    truths(run, call, true, true);
}

pub(super) fn all_false<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    truths(run, call, true, false);
}

pub(super) fn any_false<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    truths(run, call, false, true);
}

/// Whether each item of the input is in the argument, or each of the argument in the input.
fn within<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>, turned: bool) {
    let middle = call.items(run, 0);
    let (left, right) = ((call.start, middle), (middle, run.stack.len()));
    let (inner, outer) = if turned { (right, left) } else { (left, right) };
    let mut answer = true;
    for at in inner.0..inner.1 {
        if let Some(one) = run.stack.get(at).copied() {
            answer &= run.holds(outer, &one);
        }
    }
    run.answer(call.start, Some(answer));
}

pub(super) fn subset_of<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    within(run, call, false);
}

pub(super) fn superset_of<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    within(run, call, true);
}

pub(super) fn count<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let count = i64::try_from(run.from(call.start).len()).ok();
    run.leave(call.start, count.map(Node::Integer));
}

pub(super) fn distinct<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    run.distinct(call.start, call.start);
}

pub(super) fn is_distinct<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let all = run.stack.len();
    run.distinct(call.start, call.start);
    let same = run.stack.len() == all;
    run.answer(call.start, Some(same));
}

pub(super) fn not<'a>(_: &mut Run<'_, 'a>, node: Node<'a>) -> Option<Node<'a>> {
    Some(Node::Boolean(!node.truth().unwrap_or(true)))
}
