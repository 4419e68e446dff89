//! Functions that evaluate an expression for each item.

use super::{Call, Expr, Run};
use crate::fhirpath::{eval::Scope, failure::Failure};

pub(super) fn choose<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let Some(criterion) = call.arguments.first() else { return };
    let (mut kept, end) = (call.start, run.stack.len());
    for (index, at) in (call.start..end).enumerate() {
        if run.truth(criterion, &call.on(at, index)) == Some(true) {
            run.stack.swap(kept, at);
            kept += 1;
        }
    }
    run.stack.truncate(kept);
}

pub(super) fn select<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let end = run.stack.len();
    call.each(run, 0);
    run.keep(call.start, end);
}

pub(super) fn repeat<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let Some(projection) = call.arguments.first() else { return };
    let first = run.stack.len();
    let mut at = call.start;
    while at < run.stack.len() {
        let new = run.stack.len();
        run.inside(projection, &call.on(at, at - call.start));
        run.distinct(first, new);
        at += 1;
    }
    run.keep(call.start, first);
}

pub(super) fn aggregate<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let Some(step) = call.arguments.first() else { return };
    let end = run.stack.len();
    let total = call.items(run, 1);
    for (index, at) in (call.start..end).enumerate() {
        let before = run.stack.len();
        run.inside(step, &Scope { total: (total, before), ..call.on(at, index) });
        run.keep(total, before);
    }
    run.keep(call.start, end);
}

pub(super) fn iif<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let end = run.stack.len();
    if end > call.start + 1 {
        run.fail(Failure::NotOne);
    }
    // The input is `$this`; a call at the start of a path leaves `$this` as it is.
    let scope = Scope { this: (call.start, end), ..*call.scope };
    let [criterion, branches @ ..] = call.arguments else { return };
    let branch = if run.truth(criterion, &scope) == Some(true) { branches.first() } else { branches.get(1) };
    if let Some(branch) = branch {
        run.inside(branch, &scope);
    }
    run.keep(call.start, end);
}

pub(super) fn trace<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let end = run.stack.len();
    let name = call.text(run, 0).unwrap_or("");
    call.each(run, 1);
    let from = if call.arguments.len() > 1 { end } else { call.start };
    run.world.lookup.trace(name, run.from(from));
    run.stack.truncate(end);
}

/// The name is seen by what follows in the same chain, and not by what is around.
pub(super) fn define<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let [Expr::Text(name), value @ ..] = call.arguments else { return };
    let end = run.stack.len();
    let value = value.first().unwrap_or(&Expr::This);
    run.inside(value, &Scope { this: (call.start, end), ..*call.scope });
    let items = run.stack.split_off(end);
    if run.defined.iter().any(|known| *known.0 == **name) {
        run.fail(Failure::Name);
    }
    run.defined.push((name, items));
}
