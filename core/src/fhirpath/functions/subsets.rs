//! Parts of a collection, and several collections together.

use super::{Call, Run};
use crate::fhirpath::failure::Failure;

pub(super) fn single<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    if run.from(call.start).len() > 1 {
        run.fail(Failure::NotOne);
    }
}

pub(super) fn first<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    run.stack.truncate(call.start + 1);
}

pub(super) fn last<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let last = run.from(call.start).last().copied();
    run.leave(call.start, last);
}

pub(super) fn tail<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    run.keep(call.start, call.start + 1);
}

/// The place in the stack after so many items as the argument says.
fn place<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> usize {
    let count = call.whole(run, 0);
    let count = run.needed(count).unwrap_or(0).max(0);
    call.start.saturating_add(usize::try_from(count).unwrap_or(usize::MAX))
}

pub(super) fn skip<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let place = place(run, call);
    run.keep(call.start, place);
}

pub(super) fn take<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let place = place(run, call);
    run.stack.truncate(place);
}

/// Keeps those of the input that are, or are not, in the argument.
fn sieve<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>, wanted: bool) {
    let middle = call.items(run, 0);
    let (mut kept, end) = (call.start, run.stack.len());
    for at in call.start..middle {
        let Some(one) = run.stack.get(at).copied() else { break };
        if run.holds((middle, end), &one) == wanted {
            run.stack.swap(kept, at);
            kept += 1;
        }
    }
    run.stack.truncate(kept);
}

pub(super) fn intersect<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    sieve(run, call, true);
    run.distinct(call.start, call.start);
}

pub(super) fn exclude<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    sieve(run, call, false);
}

pub(super) fn union<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    call.items(run, 0);
    run.distinct(call.start, call.start);
}

pub(super) fn combine<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    call.items(run, 0);
}
