//! The only ways from the rest of the app into the forms engine, which comes when it is needed (see `parts`): each is
//! for a check-in that is open, and one opens only after the engine came.

use super::arrive::Of;
use super::update::Who;
use super::view::StepView;
use super::{Answering, Event, Open, State, arrive, update, view};
use crate::effect::{Effect, Reply};
use crate::now::Now;
use crate::outbox::Sealed;
use crate::trouble::Trouble;

/// The questionnaire came, or not.
#[inline(never)]
pub(super) fn form_came(
    open: &mut Open,
    of: Of<'_>,
    reply: Result<&Reply, Trouble>,
    around: (&Who, &Now),
) -> Vec<Effect> {
    arrive::came(open, of, reply, around)
}

/// Something that it waits for came: it opens once all is there.
#[inline(never)]
pub(super) fn form_ready(open: &mut Open, of: Of<'_>, now: &Now) {
    arrive::ready(open, of, now);
}

/// Something was done in it.
#[inline(never)]
pub(super) fn form_answered(state: &mut State, event: Event, who: &Who, now: &Now) -> Vec<Effect> {
    update::answered(state, event, who, now)
}

/// It begins anew.
#[inline(never)]
pub(super) fn form_cleared(state: &mut State, who: &Who, now: &Now) -> Vec<Effect> {
    update::cleared(state, who, now)
}

/// What was sent is in the outbox, or not.
#[inline(never)]
pub(super) fn form_queued(
    state: &mut State,
    queued: (&str, Result<(), Trouble>),
    who: &Who,
    now: &Now,
) -> Vec<Effect> {
    update::handed_over(state, queued, who, now)
}

/// A file that was chosen in it is kept, or not.
#[inline(never)]
pub(super) fn form_file(state: &mut State, kept: (&str, &Result<Sealed, Trouble>), who: &Who) -> Vec<Effect> {
    update::file_came(state, kept, who)
}

/// What is shown of it.
#[inline(never)]
pub(super) fn form_step(answering: &Answering, on_device: bool) -> StepView {
    view::step(answering, on_device)
}
